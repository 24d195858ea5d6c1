"""The OLE container ([MS-CFB]) around a binary Word document: its streams, read within the size of the file."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from typing import Any

from policytext.errors import MissingDependencyError

SPARE_FAT = 109
"""Sectors of the allocation table that a file may declare beyond what its size needs: as many as the header names."""


CODE_PAGES = {0: "gb18030", 936: "gb18030", 54936: "gb18030", 1200: "utf-16-le", 65001: "utf-8"}


class DamagedError(Exception):
    """The file is not built as the standard says; the message says what is wrong."""


class Container:
    """The streams at the root of an OLE file."""

    def __init__(self, data: bytes) -> None:
        """Raises DamagedError where the container cannot be opened."""
        try:
            import olefile  # type: ignore[import-untyped]
        except ImportError as e:
            raise MissingDependencyError("olefile is needed to read .doc and .wps: install policytext[files]") from e

        self.reader = f"olefile {olefile.__version__}"
        self._size = len(data)
        check_counts(data)
        try:
            self._ole = olefile.OleFileIO(io.BytesIO(data))
            self.names = [name for name, *deeper in self._ole.listdir() if not deeper]
        except Exception as e:  # olefile lets many errors of damaged files through, RecursionError among them
            raise DamagedError(f"the OLE container cannot be opened: {e}") from e

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; empty where there is none.

        Raises:
            DamagedError: where it claims more bytes than the file has, or its chain of sectors is broken.
        """
        if name not in self.names:
            return b""
        # Chains that run in a circle would be read up to the size that is claimed, and give the same bytes again.
        if max(self._ole.get_size(name), self._ole.root.size) > self._size:
            raise DamagedError(f"the stream {name} claims to be larger than the file")
        try:
            found: bytes = self._ole.openstream(name).read()
            small = len(found) < self._ole.minisectorcutoff
            fat, size = (self._ole.minifat, 64) if small else (self._ole.fat, self._ole.sectorsize)
            whole = no_circle(fat, self._ole.direntries[self._ole._find(name)].isectStart, -(-len(found) // size))
        except Exception as e:
            raise DamagedError(f"the stream {name} cannot be read: {e}") from e
        if not whole:
            raise DamagedError(f"the sectors of the stream {name} run in a circle")
        return found

    def title(self) -> str:
        """The title among the document's properties; empty where there is none."""
        name = "\x05SummaryInformation"
        if name not in self.names or self._ole.get_size(name) > self._size:
            return ""
        try:
            properties: dict[int, Any] = self._ole.getproperties(name, no_conversion=[10])
        except Exception:  # properties are an extra; damaged ones are no reason to lose the text
            return ""
        raw, page = properties.get(2, b""), properties.get(1, 0)
        if isinstance(raw, str):
            return raw.strip("\0 ")
        return decode_title(raw, page & 0xFFFF if isinstance(page, int) else 0) if isinstance(raw, bytes) else ""


def no_circle(fat: Sequence[int], start: int, count: int) -> bool:
    """Whether the first sectors of a chain are all different."""
    seen: set[int] = set()
    for _ in range(count):
        if start in seen:
            return False
        seen.add(start)
        start = fat[start] & 0xFFFFFFFF
    return True


def decode_title(raw: bytes, page: int) -> str:
    """A property's text in the code page that the property set names."""
    encoding = CODE_PAGES.get(page, f"cp{page}")
    try:
        return raw.decode(encoding).strip("\0 ")
    except (LookupError, UnicodeDecodeError):
        return ""


def check_counts(data: bytes) -> None:
    """Refuse a header that claims more tables than the file has room for; olefile would follow them in circles."""
    if len(data) < 512:
        raise DamagedError("the file ends within the header of its OLE container")
    (shift,) = struct.unpack_from("<H", data, 0x1E)
    if shift not in (9, 12):
        raise DamagedError(f"the OLE container names sectors of 2**{shift} bytes")
    fat, mini, difat = (struct.unpack_from("<I", data, at)[0] for at in (0x2C, 0x40, 0x48))
    sectors = len(data) >> shift
    needed = sectors // (1 << shift - 2) + SPARE_FAT
    if fat > needed or mini > sectors or difat > needed:
        raise DamagedError("the OLE container claims more allocation tables than the file has room for")
