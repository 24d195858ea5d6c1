"""The file information block (FIB) at the head of the WordDocument stream ([MS-DOC] 2.5), of Word 97 on and before."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from policytext.sources.doc.container import DamagedError

WORD_97 = 0x00C1
MAGIC = {0xA5EC, 0xA5DC, 0xA5DB, 0xA697, 0xA698, 0xA699}
"""Word 97 and later, Word 6 and 95, Word 2; the last three are editions for East Asia."""
COMPLEX, ENCRYPTED, TABLE_1, FAR_EAST_UNITS = 0x0004, 0x0100, 0x0200, 0x1000

STYLES, FOOTNOTES, COMMENTS, HEADERS, CHARACTERS, PARAGRAPHS = 1, 3, 5, 11, 12, 13
FONTS = 15
PIECES, ENDNOTES, BOXES, HEADER_BOXES, LISTS, OVERRIDES = 33, 47, 56, 58, 73, 74
"""Which pair of offset and length (fc, lcb) of the FIB tells where a table stands."""


@dataclass(frozen=True, slots=True)
class Fib:
    """What of the FIB reading the text needs."""

    version: int
    language: int
    flags: int
    text_start: int
    """Where the text stands in a file without piece table (Word 6 and 95)."""
    text_end: int
    lengths: tuple[int, ...]
    """Characters of the stories in file order: main, footnotes, headers, (macros), comments, endnotes, boxes, boxes of
    headers."""
    places: tuple[tuple[int, int], ...]

    @property
    def old(self) -> bool:
        """Whether Word before 97 wrote the file."""
        return self.version < WORD_97

    @property
    def encrypted(self) -> bool:
        """Whether the text is encrypted or obfuscated by a password."""
        return bool(self.flags & ENCRYPTED)

    @property
    def table(self) -> str:
        """The stream that holds the tables."""
        return "1Table" if self.flags & TABLE_1 else "0Table"

    def cut(self, stream: bytes, which: int) -> bytes:
        """The table that a pair of the FIB points at; empty where there is none or it lies outside the stream."""
        if which >= len(self.places):
            return b""
        start, length = self.places[which]
        return stream[start : start + length] if start + length <= len(stream) else b""


def read_fib(word: bytes) -> Fib:
    """The FIB of a WordDocument stream.

    Raises:
        DamagedError: where it is none or cut.
    """
    try:
        magic, version, language, flags = struct.unpack_from("<HH2xHxxH", word, 0)
        start, end = struct.unpack_from("<II", word, 0x18)
        if magic not in MAGIC:
            raise DamagedError("the WordDocument stream does not begin as one")
        if version < WORD_97:
            return Fib(version, language, flags, start, end, old_lengths(word), old_places(word))
        (shorts,) = struct.unpack_from("<H", word, 32)
        at = 34 + 2 * shorts
        (longs,) = struct.unpack_from("<H", word, at)
        lengths = struct.unpack_from("<8i", word, at + 2 + 12)
        at += 2 + 4 * longs
        (pairs,) = struct.unpack_from("<H", word, at)
        found = struct.unpack_from(f"<{2 * pairs}I", word, at + 2)
    except struct.error as e:
        raise DamagedError("the file information block is cut") from e
    places = tuple(zip(found[::2], found[1::2], strict=True))
    return Fib(version, language, flags, start, end, tuple(max(n, 0) for n in lengths), places)


def old_lengths(word: bytes) -> tuple[int, ...]:
    """The lengths of the stories in a file of Word 6 or 95."""
    return tuple(max(n, 0) for n in struct.unpack_from("<8i", word, 0x34))


def old_places(word: bytes) -> tuple[tuple[int, int], ...]:
    """The place of the piece table in a file of Word 6 or 95, where the newer reader looks for it."""
    return ((0, 0),) * PIECES + (struct.unpack_from("<II", word, 0x160),)
