"""The OLE container ([MS-CFB]) around a binary Word document: its streams, read within the size of the file."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

from policytext.errors import MissingDependencyError

SPARE_FAT = 109
"""Sectors of the allocation table that a file may declare beyond what its size needs: as many as the header names."""


PROPERTIES, CODE_PAGE, TITLE, WIDE = 100, 1, 2, 0x1F
"""Properties that are looked at; the numbers of two of them; the type of a text in UTF-16."""
LONGEST = 2000
"""Bytes of a title."""
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
        try:
            return read_title(self.stream("\x05SummaryInformation"))
        except (DamagedError, struct.error):  # an extra; a damaged one is no reason to lose the text
            return ""


def read_title(properties: bytes) -> str:
    """The title of a property set ([MS-OLEPS]); olefile would follow counts of any size in it."""
    if not properties:
        return ""
    (start,) = struct.unpack_from("<I", properties, 44)
    (count,) = struct.unpack_from("<I", properties, start + 4)
    found = {}
    for i in range(min(count, PROPERTIES)):
        name, at = struct.unpack_from("<II", properties, start + 8 + 8 * i)
        if name in (CODE_PAGE, TITLE):
            found[name] = start + at
    if TITLE not in found:
        return ""
    page = struct.unpack_from("<H", properties, found[CODE_PAGE] + 4)[0] if CODE_PAGE in found else 0
    kind, size = struct.unpack_from("<II", properties, found[TITLE])
    if kind == WIDE:
        size, page = 2 * size, 1200
    return decode_title(properties[found[TITLE] + 8 :][: min(size, LONGEST)], page)


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
