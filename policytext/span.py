"""Spans of text, and the one policy by which overlapping finds are thinned out."""

from collections.abc import Callable, Iterable
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


def thin(found: Iterable[T], bounds: Callable[[T], tuple[int, int]]) -> list[T]:
    """Keep finds that do not overlap: leftmost first, then the longest, then the one found earlier.

    >>> thin([(0, 2), (0, 5), (3, 6), (5, 7)], lambda x: x)
    [(0, 5), (5, 7)]
    """
    ranked = sorted(found, key=lambda x: (bounds(x)[0], -bounds(x)[1]))
    kept: list[T] = []
    reach = -1
    for item in ranked:
        start, end = bounds(item)
        if start >= reach:
            kept.append(item)
            reach = end
    return kept
