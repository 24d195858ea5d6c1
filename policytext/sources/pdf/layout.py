"""From characters with places to lines and tables in reading order: rows, columns, indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policytext.sources.columns import Columns, gutter_of, interleaved, reading_order
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


def read_page(page: Page, known: list[Margins], columns: list[Columns]) -> list[Printed | Table]:
    """The lines and tables of a page in reading order; `known` and `columns` hold those of the pages before."""
    gutter = gutter_of(page.pieces, columns)
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
