"""Zip archives of documents, read in place: their members one after the other, within one budget."""

import io
import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.model import Problem
from policytext.sources.limits import LimitError, Limits

BLOCK = 1 << 16
UTF8_NAME = 0x800
ENCRYPTED = 0x1
PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
"""Ways of packing that need little memory; LZMA may ask for gigabytes whatever the file's size."""
RATIO = 200
"""How much larger than packed a member may be; running text comes to some 10, the same page again and again to 100."""
SMALL = 1_000_000
"""Bytes up to which a member may be packed ever so well."""
UNSAFE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
DRIVE = re.compile(r"^([A-Za-z]):$")
UNPACK = "unpack it with its own programme and read the folder (请先解压)"


@dataclass(slots=True)
class Budget:
    """What may still be read of an archive and all archives in it."""

    unpacked: int
    members: int

    @classmethod
    def of(cls, limits: Limits) -> "Budget":
        """The budget that limits give to one file."""
        return cls(limits.unpacked, limits.members)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path inside, made safe, and how it is found."""

    inside: str
    info: zipfile.ZipInfo


class Archive:
    """A zip archive; every byte that is unpacked counts towards the budget.

    Raises:
        zipfile.BadZipFile, ValueError, OSError: where it is damaged.
        LimitError: where it has more members than may still be read.
    """

    def __init__(self, data: bytes, name: str, limits: Limits, budget: Budget) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._limits = limits
        self._budget = budget
        self.problems: list[Problem] = []
        entries = self._zip.infolist()
        budget.members -= len(entries)
        if budget.members < 0:
            raise LimitError(f"the archive has more than {limits.members:,} members")
        self.members = list(self._files(entries, name))

    def _files(self, entries: list[zipfile.ZipInfo], name: str) -> Iterator[Member]:
        """The members that are files, under safe paths."""
        for info in entries:
            written = file_name(info)
            inside = safe_path(written)
            if info.is_dir() or not inside:
                continue
            if inside != written.removeprefix("./"):
                message = f"a member is called {written[:200]!r}, which leads elsewhere or cannot be a name"
                action = f"it is read as {inside[:200]!r}; see where the archive came from (压缩包内路径异常)"
                told = Problem(code="source.unsafe_name", message=message, action=action, path=f"{name}/{inside}")
                self.problems.append(told)
            yield Member(inside, info)

    def read(self, member: Member) -> bytes:
        """The bytes of a member.

        Raises:
            EncryptedError: where it needs a password.
            OverError: where it is one that costs only itself: too large, packed too well or in an unusual way, a link.
            LimitError: where nothing more may be read of the archive.
            zipfile.BadZipFile, OSError and others: where it is damaged.
        """
        info = member.info
        if info.flag_bits & ENCRYPTED:
            raise EncryptedError("the member is encrypted")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise OverError("the member is a link to another file")
        if info.compress_type not in PACKED:
            raise OverError(f"the member is packed in a way that is not read ({info.compress_type})")
        if info.file_size > self._limits.file:
            raise OverError(f"the member has {info.file_size:,} bytes; at most {self._limits.file:,} are read")
        pieces = []
        size = 0
        with self._zip.open(info) as file:
            while block := file.read(BLOCK):
                size += len(block)
                self._budget.unpacked -= len(block)
                if self._budget.unpacked < 0:
                    most = self._limits.unpacked
                    raise LimitError(f"unpacked the archive has more than {most:,} bytes; the rest is not read")
                if size > max(SMALL, RATIO * info.compress_size):
                    raise OverError(f"the member unpacks to more than {RATIO} times its size")
                pieces.append(block)
        return b"".join(pieces)


class EncryptedError(Exception):
    """A member needs a password."""


class OverError(Exception):
    """A member is not read, for a reason that leaves the others readable."""


def file_name(info: zipfile.ZipInfo) -> str:
    """The name of a member: as UTF-8 where it is marked or valid so, else as GB18030, which Chinese Windows writes."""
    name = info.filename
    if not info.flag_bits & UTF8_NAME:
        for encoding in ("utf-8", "gb18030"):
            try:
                name = info.orig_filename.encode("cp437").decode(encoding)
                break
            except UnicodeError:
                pass
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def safe_path(name: str) -> str:
    """A path that stays inside: no drive, no root, no way up, nothing that cannot be seen.

    >>> safe_path("../../C:/etc/./a.txt"), safe_path("/")
    ('C_/etc/a.txt', '')
    """
    steps = UNSAFE.sub("_", name).split("/")
    return "/".join(DRIVE.sub(r"\1_", s) for s in steps if s.strip(". "))
