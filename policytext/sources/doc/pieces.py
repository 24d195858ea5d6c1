"""The piece table (CLX, [MS-DOC] 2.8.35 and 2.9.38): which bytes of the file are which characters of the text."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise

from policytext.sources.characters import units
from policytext.sources.doc.container import DamagedError
from policytext.sources.limits import LimitError, Limits

COMPRESSED = 0x40000000


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of the text stand at `at` in the WordDocument stream, `width` bytes each."""

    start: int
    end: int
    at: int
    width: int

    @property
    def bytes_end(self) -> int:
        """Where its bytes end."""
        return self.at + (self.end - self.start) * self.width


def read_pieces(clx: bytes, limits: Limits) -> list[Piece]:
    """The pieces in text order.

    Raises:
        DamagedError: where the table is broken.
        LimitError: where it names more characters than are read.
    """
    plc = piece_plc(clx)
    count = (len(plc) - 4) // 12
    if count < 1:
        raise DamagedError("the piece table is empty")
    places = struct.unpack_from(f"<{count + 1}I", plc, 0)
    if any(a > b for a, b in pairwise(places)):
        raise DamagedError("the piece table runs backwards")
    if places[-1] > limits.text:
        raise LimitError(f"the text has {places[-1]:,} characters; at most {limits.text:,} are read")
    pieces = []
    for i, (start, end) in enumerate(pairwise(places)):
        (at,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * i + 2)
        # The offset of 8-bit text is stored doubled, marked by a bit.
        piece = Piece(start, end, (at & ~COMPRESSED) // 2, 1) if at & COMPRESSED else Piece(start, end, at, 2)
        pieces.append(piece)
    return pieces


def piece_plc(clx: bytes) -> bytes:
    """The PlcPcd behind the property changes (Prc) of a CLX."""
    at = 0
    try:
        while clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if clx[at] == 2:
            (length,) = struct.unpack_from("<I", clx, at + 1)
            return clx[at + 5 : at + 5 + length]
    except (IndexError, struct.error):
        pass
    raise DamagedError("the piece table is missing")


def read_units(word: bytes, pieces: list[Piece], encoding: str = "cp1252") -> tuple[str, int]:
    """The text with one character for each UTF-16 unit, as the tables count them, and how many the file lacks."""
    found, lacking = [], 0
    for piece in pieces:
        raw = word[piece.at : piece.bytes_end]
        text = raw.decode(encoding, "replace") if piece.width == 1 else decode_wide(raw)
        missing = max(piece.end - piece.start - len(text), 0)
        lacking += missing
        found.append(text)
        # A place holder, not U+FFFD: what lies outside the file was never a character. Long gaps would cost memory.
        found.append("\0" * missing)
    return "".join(found), lacking


def decode_wide(raw: bytes) -> str:
    """UTF-16 text with surrogate pairs left as two characters."""
    return units(raw[: len(raw) & ~1].decode("utf-16-le", "surrogatepass"))
