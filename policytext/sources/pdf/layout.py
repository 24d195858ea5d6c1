"""From characters with places to lines and tables in reading order: rows, columns, indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from policytext.sources.lines import Printed
from policytext.sources.margins import APART, INDENTATION, PARTED, Margins, Row, filled, indented
from policytext.sources.pdf.characters import Character
from policytext.sources.ruled import Frame, Line, Ruling, Table, find_frames, flowed

WIDE = re.compile("[\u2e81-\uffee]")
OVERLAP = 0.5
"""Share of the lower one's height by which two pieces overlap on one line."""
BREAK = 1.2
"""A gap of so many ems ends a piece; columns of text stand further apart."""
TWICE = 0.5
"""Share of its own width by which a character is drawn beside itself to look bold."""
BLANK, WORD_BLANK = 0.8, 0.15
"""Gaps (in ems) that are seen as a space, and between Latin words."""
SIDES = 6
"""Lines that each of two columns must have."""
SHORT_OF, FULL, FULL_SHARE, CROSSING = 2, 0.6, 0.4, 0.3
"""How many ems a full line of a column leaves free at most, which share of it the line takes at least, how many lines
are full, and how many may run across both columns."""
NARROWEST, GUTTER = 10, 5
"""Ems that a column of running text is wide at least, and the strip between two at most: else it is a table."""
MOST_PIECES = 5_000
"""Pieces on a page beyond which it is a drawing: columns are not looked for."""


@dataclass(slots=True)
class Piece:
    """Characters that follow one another on a line without a wide gap."""

    characters: list[Character]
    y0: float = 0
    y1: float = 0
    x0: float = 0
    x1: float = 0
    em: float = 1

    def measure(self) -> None:
        """Find its box and the size of its characters, once it is complete."""
        ink = [c for c in self.characters if not c.text.isspace()] or self.characters
        self.x0, self.x1 = min(c.x0 for c in ink), max(c.x1 for c in ink)
        self.y0, self.y1 = median(c.y0 for c in ink), median(c.y1 for c in ink)
        wide = [c.x1 - c.x0 for c in ink if WIDE.match(c.text)]
        self.em = max(median(wide) if wide else self.y1 - self.y0, 0.1)


@dataclass(slots=True)
class Page:
    """What stands on a page: pieces of running text, and the tables with the characters of each cell."""

    pieces: list[Piece]
    frames: list[Frame]
    held: list[dict[int, list[Character]]]
    drawn: bool = False
    """Whether anything stands on it at all: text, drawings, pictures."""

    def em(self) -> float:
        """How large most of its text is printed."""
        return median([p.em for p in self.pieces for _ in p.characters]) if self.pieces else 1


def lay_out(characters: Sequence[Character], rulings: Sequence[Ruling] = ()) -> Page:
    """The pieces and the tables of a page."""
    frames = find_frames(rulings, em_of(characters)) if rulings else []
    outside, held = share_out(characters, frames)
    return Page([p for p in split(outside) if any(not c.text.isspace() for c in p.characters)], frames, held)


class Columns(NamedTuple):
    """Where the two columns of a page stand: where each begins, and where the left one ends."""

    left: float
    end: float
    right: float

    def hold(self, pieces: Sequence[Piece]) -> bool:
        """Whether the pieces of another page, too few to tell by themselves, stand in these columns."""
        em = median([p.em for p in pieces] or [0])
        left, right = [p.x0 for p in pieces if p.x1 < self.end + em], [p.x0 for p in pieces if p.x0 > self.right - em]
        if not left or not right or len(pieces) - len(left) - len(right) > CROSSING * len(pieces):
            return False
        return abs(min(left) - self.left) < em and abs(min(right) - self.right) < em


def read_page(page: Page, known: list[Margins], columns: list[Columns]) -> list[Printed | Table]:
    """The lines and tables of a page in reading order; `known` and `columns` hold those of the pages before."""
    gutter = gutter_of(page.pieces, columns) if len(page.pieces) <= MOST_PIECES else None
    lines = [line for block in reading_order(page.pieces, gutter) for line in write(block, known)]
    return list(interleaved([(y, line) for y, line in lines if line.text.strip()], tables(page.frames, page.held)))


def em_of(characters: Sequence[Character]) -> float:
    """How large most characters are."""
    return max(median(c.y1 - c.y0 for c in characters), 0.1) if characters else 1


def share_out(
    characters: Sequence[Character], frames: Sequence[Frame]
) -> tuple[list[Character], list[dict[int, list[Character]]]]:
    """The characters outside of all tables, and for each table those of each cell."""
    held: list[dict[int, list[Character]]] = [{} for _ in frames]
    outside = []
    for c in characters:
        x, y = (c.x0 + c.x1) / 2, -(c.y0 + c.y1) / 2
        for frame, own in zip(frames, held, strict=True):
            if (cell := frame.cell_at(x, y)) is not None:
                own.setdefault(cell, []).append(c)
                break
        else:
            outside.append(c)
    return outside, held


def tables(frames: Sequence[Frame], held: Sequence[dict[int, list[Character]]]) -> Iterator[tuple[float, Table]]:
    """The tables with text in them, each with its upper edge."""
    for frame, cells in zip(frames, held, strict=True):
        texts = {cell: text for cell, own in cells.items() if (text := cell_text(own)).strip()}
        if texts:
            yield -frame.ys[0], frame.rows(texts)


def cell_text(characters: Sequence[Character]) -> str:
    """The text of a cell."""
    rows = find_rows([p for p in split(characters) if any(not c.text.isspace() for c in p.characters)])
    return flowed([Line(row[0].x0, max(p.x1 for p in row), row[0].em, join(row)) for row in rows])


def interleaved(
    lines: Sequence[tuple[float, Printed]], found: Iterator[tuple[float, Table]]
) -> Iterator[Printed | Table]:
    """Lines in their order, each table before the first line that stands below its upper edge."""
    waiting = list(found)
    for y, line in lines:
        while waiting and waiting[0][0] >= y:
            yield waiting.pop(0)[1]
        yield line
    yield from (table for _, table in waiting)


def split(characters: Sequence[Character]) -> list[Piece]:
    """The pieces of a page in the order of its content."""
    pieces: list[Piece] = []
    last: Character | None = None
    for c in characters:
        if last is None or not follows(c, last):
            pieces.append(Piece([]))
        pieces[-1].characters.append(c)
        last = c
    for piece in pieces:
        piece.measure()
    return pieces


def follows(c: Character, last: Character) -> bool:
    """Whether a character goes on where the one before it on the page ended."""
    height = max(min(c.y1 - c.y0, last.y1 - last.y0), 0.1)
    if min(c.y1, last.y1) - max(c.y0, last.y0) < OVERLAP * height:
        return False
    return -0.5 * height < c.x0 - last.x1 < BREAK * height


def gutter_of(pieces: Sequence[Piece], known: list[Columns]) -> float | None:
    """Where to part a page of two columns, by its own text or by the columns of the pages before."""
    if own := find_columns(pieces):
        known.append(own)
    return next(((c.end + c.right) / 2 for c in known[-1:] if own or c.hold(pieces)), None)


def find_columns(pieces: Sequence[Piece]) -> Columns | None:
    """The two columns of running text on a page; `None` for a page of one column or a table."""
    if len(pieces) < 2 * SIDES:
        return None
    left, right = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    places = (left + (right - left) * share / 100 for share in range(30, 71))
    crossing, gutter = min(((sum(p.x0 < x < p.x1 for p in pieces), x) for x in places), key=lambda found: found[0])
    if crossing > CROSSING * len(pieces):
        return None
    sides = [p for p in pieces if p.x1 <= gutter], [p for p in pieces if p.x0 >= gutter]
    if not all(is_column(side) for side in sides):
        return None
    starts = [min(p.x0 for p in side) for side in sides]
    found = Columns(starts[0], max(p.x1 for p in sides[0]), starts[1])
    if found.right - found.end > GUTTER * median(p.em for p in pieces):
        return None
    tops, feet = [max(p.y1 for p in side) for side in sides], [min(p.y0 for p in side) for side in sides]
    overlap = min(tops) - max(feet)
    shorter = min(top - foot for top, foot in zip(tops, feet, strict=True))
    return found if overlap > shorter / 2 else None


def is_column(pieces: Sequence[Piece]) -> bool:
    """Whether pieces make a column of running text: many of them run up to its right side, but for a mark."""
    if len(pieces) < SIDES:
        return False
    right, em = max(p.x1 for p in pieces), median(p.em for p in pieces)
    width = right - min(p.x0 for p in pieces)
    full = sum(right - p.x1 <= SHORT_OF * em and p.x1 - p.x0 >= FULL * width for p in pieces)
    return width >= NARROWEST * em and full >= FULL_SHARE * len(pieces)


def reading_order(pieces: Sequence[Piece], gutter: float | None) -> Iterator[list[Piece]]:
    """Blocks of pieces in reading order: the page, or between lines that run across it the left and right columns."""
    if gutter is None:
        yield list(pieces)
        return
    left: list[Piece] = []
    right: list[Piece] = []
    across: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (-p.y1, p.x0)):
        if piece.x0 < gutter < piece.x1:
            yield from (side for side in (left, right) if side)
            left, right = [], []
            across.append(piece)
            continue
        if across:
            yield across
            across = []
        (left if piece.x1 <= gutter else right).append(piece)
    yield from (side for side in (across, left, right) if side)


def write(pieces: Sequence[Piece], known: list[Margins]) -> list[tuple[float, Printed]]:
    """The lines of a block with their places, the first line of a paragraph indented."""
    rows = [as_row(row) for row in find_rows(pieces)]
    lines = zip(rows, indented(rows), filled(rows, known), strict=True)
    return [(-row.y + row.height, Printed(INDENTATION * first + row.text, full)) for row, first, full in lines]


def as_row(row: Sequence[Piece]) -> Row:
    """A line with its measures."""
    first = row[0]
    ends = min(p.x0 for p in row), max(p.x1 for p in row)
    return Row(join(row), *ends, -first.y0, first.em, first.y1 - first.y0, parted(row))


def parted(row: Sequence[Piece]) -> bool:
    """Whether a gap parts a line, as between the cells of a table."""
    return any(b.x0 - a.x1 > PARTED * a.em for a, b in pairwise(row))


def find_rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one line together, from the top down and from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: -(p.y0 + p.y1)):
        if rows and on_line(piece, rows[-1][0]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.x0) for row in rows]


def on_line(piece: Piece, other: Piece) -> bool:
    """Whether two pieces stand on one line."""
    lower = max(min(piece.y1 - piece.y0, other.y1 - other.y0), 0.1)
    return min(piece.y1, other.y1) - max(piece.y0, other.y0) >= OVERLAP * lower


def join(row: Sequence[Piece]) -> str:
    """The text of a line; gaps that are seen become a space, and what is printed twice for boldness is read once."""
    out: list[str] = []
    last: Character | None = None
    for piece in row:
        for c in piece.characters:
            if last is not None and c.text == last.text and c.x0 - last.x0 < TWICE * (c.x1 - c.x0) and c.text != " ":
                continue
            if last is not None and is_gap(last, c, piece.em):
                out.append(APART if c.x0 - last.x1 > PARTED * piece.em else " ")
            out.append(c.text)
            last = c
    return "".join(out).strip()


def is_gap(last: Character, c: Character, em: float) -> bool:
    """Whether a space is seen between two characters that has no character of its own."""
    if last.text.isspace() or c.text.isspace():
        return False
    words = is_word(last.text) and is_word(c.text)
    return c.x0 - last.x1 > (WORD_BLANK if words else BLANK) * em


def is_word(text: str) -> bool:
    """Whether a character is a Latin letter, a digit, or a dash beside a page number."""
    return text in "—–-" or (text.isascii() and text.isalnum())
