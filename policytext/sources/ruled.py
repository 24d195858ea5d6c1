"""Tables on a printed page, found by the lines that are drawn round their cells (框线)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from policytext.sources.content import Grid
from policytext.span import Span

THIN = 0.3
"""Of an em: lines so near to each other are one, rectangles so thin are lines."""
SHORT = 0.7
"""Of an em: shorter lines are ticks and dots."""
MOST_LINES, MOST_CELLS = 2_000, 20_000
"""Lines of a page, and cells of a table, beyond which it is a drawing."""
UNFILLED = 1.5
"""Ems that a line of a cell leaves free where a paragraph ends."""
LATIN = re.compile(r"[!-~]")
BETWEEN_PAGES = re.compile(r"[\s\d—–\-·./第页共续表]*")
"""What stands between the parts of a table that runs over a page."""


Table = list[list[str]]
"""The rows of a table, each with the texts of its cells."""


class Ruling(NamedTuple):
    """A line drawn along the page or, where upright, down the page; `y` grows downwards."""

    upright: bool
    at: float
    start: float
    end: float


class Line(NamedTuple):
    """A line of text in a cell."""

    x0: float
    x1: float
    em: float
    text: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The cells of a table: where its columns and rows begin, and which squares of that raster are one cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[int, ...]
    """For each square, row by row, the first square of its cell."""

    def cell_at(self, x: float, y: float) -> int | None:
        """The cell that holds a place."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < self.columns and 0 <= row < len(self.ys) - 1):
            return None
        return self.cells[row * self.columns + column]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.xs) - 1

    def rows(self, texts: dict[int, str]) -> Table:
        """The texts of the cells in rows; a cell stands where it begins, other squares of it are empty."""
        squares = [texts.get(k, "") if cell == k else "" for k, cell in enumerate(self.cells)]
        return [squares[k : k + self.columns] for k in range(0, len(squares), self.columns)]


def side(x0: float, y0: float, x1: float, y1: float, em: float) -> Ruling | None:
    """A straight piece of a path as a line along or down the page; `None` where it runs aslant."""
    if abs(y1 - y0) <= THIN * em / 2:
        return Ruling(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    if abs(x1 - x0) <= THIN * em / 2:
        return Ruling(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    return None


def find_frames(rulings: Sequence[Ruling], em: float) -> list[Frame]:
    """The tables of a page from above: lines that cross, two columns at least.

    >>> along, down = [(y, 0, 40) for y in (0, 10, 20)], [(x, 0, 20) for x in (0, 20, 40)]
    >>> frame, = find_frames([Ruling(False, *r) for r in along] + [Ruling(True, *r) for r in down], 5)
    >>> frame.xs, frame.ys, frame.cells
    ((0.0, 20.0, 40.0), (0.0, 10.0, 20.0), (0, 1, 2, 3))
    """
    lines = [r for r in joined(rulings, THIN * em) if r.end - r.start >= SHORT * em]
    if len(lines) > MOST_LINES:
        return []
    frames = [frame_of(group, THIN * em) for group in crossing(lines, THIN * em)]
    return sorted((f for f in frames if f is not None), key=lambda f: f.ys[0])


def joined(rulings: Iterable[Ruling], slack: float) -> Iterator[Ruling]:
    """Lines with the pieces of each put together: tables are drawn side by side of each cell, or in dashes."""
    for upright in (False, True):
        for group in clusters(sorted(r for r in rulings if r.upright == upright), slack):
            at = sum(r.at for r in group) / len(group)
            reach: list[list[float]] = []
            for r in sorted(group, key=lambda r: r.start):
                if reach and r.start <= reach[-1][1] + slack:
                    reach[-1][1] = max(reach[-1][1], r.end)
                else:
                    reach.append([r.start, r.end])
            yield from (Ruling(upright, at, start, end) for start, end in reach)


def clusters(rulings: Sequence[Ruling], slack: float) -> Iterator[list[Ruling]]:
    """Lines of one direction, sorted, by where they run: each group within reach of its first."""
    group: list[Ruling] = []
    for r in rulings:
        if group and r.at - group[0].at > slack:
            yield group
            group = []
        group.append(r)
    if group:
        yield group


def crossing(lines: Sequence[Ruling], slack: float) -> list[list[Ruling]]:
    """The lines in groups that hang together, each touching or crossing another of its group."""
    along = [k for k, r in enumerate(lines) if not r.upright]
    down = [k for k, r in enumerate(lines) if r.upright]
    leader = list(range(len(lines)))

    def lead(k: int) -> int:
        while leader[k] != k:
            leader[k] = leader[leader[k]]
            k = leader[k]
        return k

    for h in along:
        for v in down:
            if meet(lines[h], lines[v], slack):
                leader[lead(h)] = lead(v)
    groups: dict[int, list[Ruling]] = defaultdict(list)
    for k, line in enumerate(lines):
        groups[lead(k)].append(line)
    return list(groups.values())


def meet(along: Ruling, down: Ruling, slack: float) -> bool:
    """Whether a line along the page and one down the page touch."""
    return along.start - slack <= down.at <= along.end + slack and down.start - slack <= along.at <= down.end + slack


def frame_of(group: Sequence[Ruling], slack: float) -> Frame | None:
    """The table that lines make which hang together; its outer sides need not be drawn."""
    along, down = [r for r in group if not r.upright], [r for r in group if r.upright]
    if not along or not down:
        return None
    xs = places([r.at for r in down], [r.start for r in along] + [r.end for r in along], slack)
    ys = places([r.at for r in along], [r.start for r in down] + [r.end for r in down], slack)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1 or columns * rows > MOST_CELLS:
        return None
    return Frame(tuple(xs), tuple(ys), tuple(cells(xs, ys, along, down, slack)))


def places(lines: Sequence[float], ends: Sequence[float], slack: float) -> list[float]:
    """Where columns (or rows) begin and end: at the lines, and at the outermost ends of the lines across them."""
    found: list[float] = []
    for at in sorted([*lines, min(ends), max(ends)]):
        if not found or at - found[-1] > 2 * slack:
            found.append(float(at))
    return found


def cells(
    xs: Sequence[float], ys: Sequence[float], along: Sequence[Ruling], down: Sequence[Ruling], slack: float
) -> list[int]:
    """For each square the first square of its cell: squares without a line between them are one cell."""
    columns, rows = len(xs) - 1, len(ys) - 1
    first = list(range(columns * rows))
    walls, floors = beside(xs, down, slack), beside(ys, along, slack)
    for k in range(columns * rows):
        row, column = divmod(k, columns)
        x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        if column and not any(start <= y <= end for start, end in walls[column]):
            unite(first, k - 1, k)
        if row and not any(start <= x <= end for start, end in floors[row]):
            unite(first, k - columns, k)
    return [root(first, k) for k in range(columns * rows)]


def beside(at: Sequence[float], lines: Sequence[Ruling], slack: float) -> list[list[tuple[float, float]]]:
    """For each place the lines that run there, by start and end."""
    return [[(r.start, r.end) for r in lines if abs(r.at - place) <= 2 * slack] for place in at]


def root(first: list[int], k: int) -> int:
    """The first square of the cell of a square."""
    while first[k] != k:
        k = first[k]
    return k


def unite(first: list[int], one: int, other: int) -> None:
    """Make the cells of two squares one."""
    a, b = root(first, one), root(first, other)
    first[max(a, b)] = min(a, b)


def flowed(lines: Sequence[Line]) -> str:
    r"""The text of a cell: lines that were only wrapped are joined, paragraphs stay apart by a line end.

    >>> flowed([Line(0, 40, 10, "建立助餐"), Line(0, 20, 10, "名录"), Line(0, 40, 10, "定期公布")])
    '建立助餐名录\n定期公布'
    """
    if not lines:
        return ""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    out = [lines[0].text]
    for before, line in pairwise(lines):
        ended = right - before.x1 > UNFILLED * before.em and before.x0 - left < before.em / 2
        words = LATIN.match(before.text[-1:]) and LATIN.match(line.text[:1])
        out += ["\n" if ended else " " if words else "", line.text]
    return "".join(out)


def continued(grids: Iterable[Grid], text: str, pages: Sequence[int]) -> tuple[Grid, ...]:
    """The tables of a text, those parts together that only the end of a page has parted."""
    found: list[Grid] = []
    for grid in grids:
        last = found[-1] if found else None
        if last is None or not goes_on(last, grid, text, pages):
            found.append(grid)
        else:
            found[-1] = Grid(span=Span(last.span.start, grid.span.end), rows=(*last.rows, *grid.rows))
    return tuple(found)


def goes_on(before: Grid, grid: Grid, text: str, pages: Sequence[int]) -> bool:
    """Whether a table is the same one as that before it, on the next page."""
    between = before.span.end, grid.span.start
    parted = any(between[0] <= page <= between[1] for page in pages)
    as_wide = len(before.rows[-1]) == len(grid.rows[0])
    return parted and as_wide and BETWEEN_PAGES.fullmatch(text, *between) is not None
