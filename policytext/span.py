"""Spans of text, and the one policy by which overlapping finds are thinned out."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Span(NamedTuple):
    """A piece of a text: `str` offsets, end-exclusive, so that `text[start:end]` is the piece.

    >>> span = Span(2, 4)
    >>> "各级政府"[span.start : span.end], span.length
    ('政府', 2)
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


span_of: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
"""A span from a pair, without the detour over keywords that a named tuple takes: a parse makes hundreds."""


def covered(spans: Sequence[Span], span: Span) -> bool:
    """Whether `span` overlaps one of the spans near its place among them, which are in order and hardly overlap.

    >>> covered([Span(2, 4), Span(7, 9)], Span(3, 5)), covered([Span(2, 4), Span(7, 9)], Span(4, 7))
    (True, False)
    """
    if not spans:
        return False
    start, end = span
    k = bisect_right(spans, span)
    for other in spans[k - 2 if k > 2 else 0 : k + 1]:  # noqa: SIM110 - a generator costs twice as much
        if other[0] < end and start < other[1]:
            return True
    return False


def thin(found: Iterable[T], bounds: Callable[[T], tuple[int, int]]) -> list[T]:
    """Keep finds that do not overlap: leftmost first, then the longest, then the one found earlier.

    >>> thin([(0, 2), (0, 5), (3, 6), (5, 7)], lambda x: x)
    [(0, 5), (5, 7)]
    """
    items = list(found)
    ranked = sorted([(start, -end, k) for k, (start, end) in enumerate(map(bounds, items))])
    kept: list[T] = []
    reach = -1
    for start, negative_end, k in ranked:
        if start >= reach:
            kept.append(items[k])
            reach = -negative_end
    return kept
