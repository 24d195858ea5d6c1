"""Spans of text, and the one policy by which overlapping finds are thinned out."""

import sys
from collections.abc import Callable, Iterable
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


BEHIND = Span(sys.maxsize, sys.maxsize)
"""A span behind every text."""


class Taken:
    """Spans in the order of a text, asked about one piece after the other, further and further on.

    >>> taken = Taken([Span(2, 4), Span(7, 9)])
    >>> taken.covers(0, 2), taken.covers(3, 5), taken.covers(4, 7)
    (False, True, False)
    """

    __slots__ = ("at", "spans")

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = [*sorted(spans), BEHIND]
        self.at = 0

    def covers(self, start: int, end: int) -> bool:
        """Whether a span overlaps the piece, which begins no sooner than the one asked about before."""
        spans, k = self.spans, self.at
        while spans[k][1] <= start:
            k += 1
        self.at = k
        return spans[k][0] < end


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
