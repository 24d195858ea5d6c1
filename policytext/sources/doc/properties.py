"""Properties of characters and paragraphs (FKPs, [MS-DOC] 2.4.6): what is hidden or deleted, rows, list items."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from policytext.sources.doc import sprms
from policytext.sources.doc.pieces import Piece

PAGE = 512
T = TypeVar("T")
Run = tuple[int, int, T]
"""First and end byte in the WordDocument stream, and what holds there."""


@dataclass(frozen=True, slots=True)
class Characters:
    """What of its properties decides whether a run of characters is shown."""

    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    symbol: str = ""
    """A character of a symbol font that stands in place of the text."""
    font: int | None = None
    """Number of the font of that character, or else of the text."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What of its properties decides how a paragraph is laid out."""

    style: int
    in_table: bool = False
    row_end: bool = False
    edges: tuple[int, ...] = ()
    list: int | None = None
    """Number of the list override (1-based), 0 where the paragraph takes itself out; `None`: as its style says."""
    level: int | None = None


def character_runs(word: bytes, plc: bytes) -> list[Run[Characters]]:
    """The runs of characters in file order."""
    found = []
    for page in pages(word, plc):
        count = page[511]
        for i in range(min(count, 101)):
            at = 2 * page[4 * (count + 1) + i]
            if at:
                held = read_characters(page[at + 1 : at + 1 + page[at]])
                found.append((*struct.unpack_from("<II", page, 4 * i), held))
    return in_order(found)


def read_characters(raw: bytes) -> Characters:
    """The character properties of a list of sprms."""
    flags = dict.fromkeys((sprms.HIDDEN, sprms.DELETED, sprms.INSERTED), False)
    symbol, font = "", None
    for code, operand in sprms.read_sprms(raw):
        if code in flags:
            # 0x80 and 0x81 mean "as the style": hidden styles are not looked up.
            flags[code] = operand[0] == 1
        elif code == sprms.SYMBOL:
            font, at = struct.unpack("<HH", operand)
            symbol = chr(at)
        elif code == sprms.FONT and not symbol:
            (font,) = struct.unpack("<H", operand)
    return Characters(flags[sprms.HIDDEN], flags[sprms.DELETED], flags[sprms.INSERTED], symbol, font)


def paragraph_runs(word: bytes, plc: bytes, data: bytes) -> list[Run[Paragraph]]:
    """The paragraphs in file order."""
    found = []
    for page in pages(word, plc):
        count = page[511]
        for i in range(min(count, 29)):
            at = 2 * page[4 * (count + 1) + 13 * i]
            # One byte counts words less one byte; 0: the next byte counts words.
            size, start = (2 * page[at] - 1, at + 1) if page[at] else (2 * page[at + 1], at + 2)
            raw = page[start : start + size] if at else b""
            found.append((*struct.unpack_from("<II", page, 4 * i), read_paragraph(raw, data)))
    return in_order(found)


def read_paragraph(raw: bytes, data: bytes) -> Paragraph:
    """The paragraph properties of a style number with a list of sprms."""
    if len(raw) < 2:
        return Paragraph(0)
    style = struct.unpack_from("<H", raw, 0)[0]
    changes = list(sprms.read_sprms(raw[2:]))
    for code, operand in changes[:]:
        if code in sprms.HUGE:
            changes += sprms.read_sprms(elsewhere(data, operand))
    last = dict(changes)
    list_number = last.get(sprms.LIST)
    level = last.get(sprms.LEVEL)
    return Paragraph(
        style,
        in_table=last.get(sprms.IN_TABLE, b"\0") != b"\0",
        row_end=last.get(sprms.ROW_END, b"\0") != b"\0",
        edges=sprms.table_edges(last.get(sprms.TABLE_SHAPE, b"")),
        list=struct.unpack("<H", list_number)[0] if list_number else None,
        level=level[0] if level else None,
    )


def elsewhere(data: bytes, operand: bytes) -> bytes:
    """A list of sprms in the Data stream."""
    (at,) = struct.unpack("<I", operand)
    if at + 2 > len(data):
        return b""
    (size,) = struct.unpack_from("<H", data, at)
    return data[at + 2 : at + 2 + size]


def pages(word: bytes, plc: bytes) -> Iterator[bytes]:
    """The pages (FKPs) that a PlcBte names, each once."""
    count = (len(plc) - 4) // 8
    seen: set[int] = set()
    for i in range(max(count, 0)):
        (number,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * i)
        number &= 0x3FFFFF
        page = word[PAGE * number : PAGE * (number + 1)]
        if number not in seen and len(page) == PAGE:
            seen.add(number)
            # Offsets near the end of a broken page may point beyond it.
            yield page + bytes(2 * PAGE)


def in_order(runs: list[Run[T]]) -> list[Run[T]]:
    """The runs sorted, without those that are empty or overlap an earlier one."""
    kept: list[Run[T]] = []
    end = 0
    for run in sorted(runs, key=lambda r: r[:2]):
        if end <= run[0] < run[1]:
            kept.append(run)
            end = run[1]
    return kept


def over_text(runs: list[Run[T]], pieces: list[Piece]) -> Iterator[Run[T]]:
    """The runs by characters of the text instead of bytes of the file, in text order."""
    starts = [run[0] for run in runs]
    for piece in pieces:
        for start, end, held in runs[max(bisect_right(starts, piece.at) - 1, 0) :]:
            if start >= piece.bytes_end:
                break
            first = max(start - piece.at, 0) // piece.width
            last = min(-(-(end - piece.at) // piece.width), piece.end - piece.start)
            if first < last:
                yield piece.start + first, piece.start + last, held
