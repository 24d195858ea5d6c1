"""Two columns of running text on a page: where they stand, and the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple, Protocol, TypeVar

from policytext.sources.lines import Printed
from policytext.sources.ruled import Table

SIDES = 6
"""Lines that each of two columns must have."""
SHORT_OF, FULL, FULL_SHARE, CROSSING = 2, 0.6, 0.4, 0.3
"""How many ems a full line of a column leaves free at most, which share of it the line takes at least, how many lines
are full, and how many may run across both columns."""
NARROWEST, GUTTER = 10, 5
"""Ems that a column of running text is wide at least, and the strip between two at most: else it is a table."""
MOST_PIECES = 5_000
"""Pieces on a page beyond which it is a drawing: columns are not looked for."""


class Box(Protocol):
    """What stands on a line without a wide gap; `y` grows upwards."""

    @property
    def x0(self) -> float: ...  # noqa: D102 - said by the class
    @property
    def x1(self) -> float: ...  # noqa: D102
    @property
    def y0(self) -> float: ...  # noqa: D102
    @property
    def y1(self) -> float: ...  # noqa: D102
    @property
    def em(self) -> float: ...  # noqa: D102


B = TypeVar("B", bound=Box)


class Columns(NamedTuple):
    """Where the two columns of a page stand: where each begins, and where the left one ends."""

    left: float
    end: float
    right: float

    def hold(self, pieces: Sequence[Box]) -> bool:
        """Whether the pieces of another page, too few to tell by themselves, stand in these columns."""
        em = median([p.em for p in pieces] or [0])
        left, right = [p.x0 for p in pieces if p.x1 < self.end + em], [p.x0 for p in pieces if p.x0 > self.right - em]
        if not left or not right or len(pieces) - len(left) - len(right) > CROSSING * len(pieces):
            return False
        return abs(min(left) - self.left) < em and abs(min(right) - self.right) < em


def gutter_of(pieces: Sequence[Box], known: list[Columns]) -> float | None:
    """Where to part a page of two columns, by its own text or by the columns of the pages before."""
    if len(pieces) > MOST_PIECES:
        return None
    if own := find_columns(pieces):
        known.append(own)
    return next(((c.end + c.right) / 2 for c in known[-1:] if own or c.hold(pieces)), None)


def find_columns(pieces: Sequence[Box]) -> Columns | None:
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


def is_column(pieces: Sequence[Box]) -> bool:
    """Whether pieces make a column of running text: many of them run up to its right side, but for a mark."""
    if len(pieces) < SIDES:
        return False
    right, em = max(p.x1 for p in pieces), median(p.em for p in pieces)
    width = right - min(p.x0 for p in pieces)
    full = sum(right - p.x1 <= SHORT_OF * em and p.x1 - p.x0 >= FULL * width for p in pieces)
    return width >= NARROWEST * em and full >= FULL_SHARE * len(pieces)


def reading_order(pieces: Sequence[B], gutter: float | None) -> Iterator[list[B]]:
    """Blocks of pieces in reading order: the page, or between lines that run across it the left and right columns."""
    if gutter is None:
        yield list(pieces)
        return
    left: list[B] = []
    right: list[B] = []
    across: list[B] = []
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
