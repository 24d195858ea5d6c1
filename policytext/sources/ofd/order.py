"""Pieces of text in reading order: lines by their baselines from above, in a line from left to right; tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from policytext.sources.columns import Columns, gutter_of, interleaved, reading_order
from policytext.sources.lines import Printed
from policytext.sources.margins import APART, INDENTATION, PARTED, Margins, Row, filled, indented
from policytext.sources.ofd.page import DEFAULT_SIZE, Drawn, Piece, space_between
from policytext.sources.ruled import Frame, Table, find_frames, flowed
from policytext.sources.ruled import Line as CellLine

Line = tuple[float, Printed]
"""The baseline of a line, and what stands on it."""
SAME_LINE = 0.5
"""Distance of baselines, in sizes, up to which pieces stand on one line: raised figures do, the next line not."""
TWICE = 0.3
"""Distance, in sizes, within which the same text counts as drawn twice to look bold."""
BREAK = 0.8
"""A gap, in sizes, that parts a line: columns stand further apart, also where a mark hangs out of the left one."""
MIDDLE = 0.35
"""How far above its baseline, in sizes, the middle of a character lies."""


@dataclass(slots=True)
class Page:
    """What stands on a page: the pieces outside of tables, and the tables with the pieces of each cell."""

    pieces: list[Piece]
    frames: list[Frame]
    held: list[dict[int, list[Piece]]]

    def em(self) -> float:
        """How large most of its text is printed."""
        return median([p.size for p in self.pieces for _ in p.text] or [1])


class Strip(NamedTuple):
    """Pieces on a line without a wide gap between them."""

    pieces: list[Piece]
    x0: float
    x1: float
    y0: float
    y1: float
    em: float


def lay_out(drawn: Drawn) -> Page:
    """The running text and the tables of a page."""
    frames = find_frames(drawn.rulings, DEFAULT_SIZE)
    held: list[dict[int, list[Piece]]] = [{} for _ in frames]
    return Page([p for p in drawn.pieces if not put_in_cell(p, frames, held)], frames, held)


def in_order(page: Page, known: list[Margins], columns: list[Columns]) -> list[Printed | Table]:
    """The lines and tables of a page; `known` and `columns` hold those of the pages before."""
    strips = [strip for line in find_lines(page.pieces) for strip in in_strips(line)]
    blocks = reading_order(strips, gutter_of(strips, columns))
    lines = [line for block in blocks for line in in_lines([p for strip in block for p in strip.pieces], known)]
    tables = (
        (-frame.ys[0], frame.rows({cell: cell_text(pieces) for cell, pieces in own.items()}))
        for frame, own in zip(page.frames, page.held, strict=True)
        if own
    )
    return list(interleaved([(-y, line) for y, line in lines], tables))


def in_strips(line: Sequence[Piece]) -> Iterator[Strip]:
    """The pieces of a line, cut where a wide gap parts them."""
    held: list[list[Piece]] = []
    for piece in sorted(line, key=lambda p: p.x):
        if held and piece.x - held[-1][-1].end <= BREAK * piece.size:
            held[-1].append(piece)
        else:
            held.append([piece])
    for own in held:
        first = own[0]
        yield Strip(own, first.x, max(p.end for p in own), first.y0, first.y1, first.size)


def put_in_cell(piece: Piece, frames: Sequence[Frame], held: Sequence[dict[int, list[Piece]]]) -> bool:
    """Add a piece to the cell in which it stands, if it stands in one."""
    for frame, own in zip(frames, held, strict=True):
        if (cell := frame.cell_at((piece.x + piece.end) / 2, piece.y - MIDDLE * piece.size)) is not None:
            own.setdefault(cell, []).append(piece)
            return True
    return False


def cell_text(pieces: Sequence[Piece]) -> str:
    """The text of a cell."""
    lines = find_lines(pieces)
    return flowed([CellLine(min(p.x for p in ln), max(p.end for p in ln), ln[0].size, joined(ln)) for ln in lines])


def in_lines(pieces: Sequence[Piece], known: list[Margins]) -> list[Line]:
    """The lines of a page, the first of a paragraph indented."""
    rows = [as_row(line) for line in find_lines(pieces)]
    shown = zip(rows, indented(rows), filled(rows, known), strict=True)
    return [(row.y, Printed(INDENTATION * first + row.text, full)) for row, first, full in shown]


def as_row(line: Sequence[Piece]) -> Row:
    """A line with its measures."""
    first = line[0]
    parted = any(b.x - a.end > PARTED * a.size for a, b in pairwise(sorted(line, key=lambda p: p.x)))
    return Row(joined(line), min(p.x for p in line), max(p.end for p in line), first.y, first.size, first.size, parted)


def find_lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one line together, from above."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.y, p.x)):
        if lines and same_line(lines[-1], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def same_line(line: Sequence[Piece], piece: Piece) -> bool:
    """Whether a piece stands on the line of others; the largest of them so far tells where it is."""
    last = max(line[-8:], key=lambda p: p.size)
    return abs(piece.y - last.y) <= SAME_LINE * (last.size + piece.size) / 2


def joined(line: Sequence[Piece]) -> str:
    """The text of a line, with a space where pieces stand apart."""
    out: list[str] = []
    before: Piece | None = None
    for piece in sorted(line, key=lambda p: p.x):
        if before is not None:
            if piece.text == before.text and near(piece, before):
                continue
            if space_between(before.text[-1], piece.text[0], piece.x - before.end, piece.size):
                out.append(APART if piece.x - before.end > PARTED * piece.size else " ")
        out.append(piece.text)
        before = piece
    return "".join(out)


def near(one: Piece, other: Piece) -> bool:
    """Whether two pieces stand in the same place."""
    reach = TWICE * one.size
    return abs(one.x - other.x) <= reach and abs(one.y - other.y) <= reach
