"""The text as the readers see it: folded, without soft line ends, every offset traceable to the text as given."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from policytext.span import Span, span_of


@dataclass(frozen=True, slots=True)
class View:
    """A folded string and the way back to the text as given.

    `cuts` holds, for every place where characters were dropped or joined, the offset in `text` and the number of
    characters of the source that are missing before it; between two cuts offsets run in parallel.
    """

    source: str
    text: str
    cut_at: tuple[int, ...] = ()
    """Offsets in `text` from which on `shift` holds, ascending."""
    shift: tuple[int, ...] = ()
    """Characters of the source dropped before that offset."""
    wide: Mapping[int, int] = field(default_factory=dict)
    """How many characters of the source the character at an offset stands for, where that is not one (&lt;, <<)."""
    led: Mapping[int, int] = field(default_factory=dict)
    """Where in the source the sign begins that stands before the character at an offset, and is no part of the view."""

    def origin(self, offset: int) -> int:
        """The place in the source of the character at `offset` of the view."""
        if not self.cut_at:
            return offset
        k = bisect_right(self.cut_at, offset) - 1
        return offset if k < 0 else offset + self.shift[k]

    def place(self, offset: int) -> int:
        """The offset in the view of a character of the source that was not dropped."""
        if not self.cut_at:
            return offset
        k = bisect_right(range(len(self.cut_at)), offset, key=lambda n: self.cut_at[n] + self.shift[n]) - 1
        return offset if k < 0 else offset - self.shift[k]

    def span(self, start: int, end: int) -> Span:
        """The span in the source of `text[start:end]`; what was dropped at its edges stays outside."""
        if not self.cut_at:
            return span_of((start, end))
        if end <= start:
            return span_of((self.origin(start), self.origin(end)))
        return span_of((self.origin(start), self.origin(end - 1) + self.wide.get(end - 1, 1)))

    def quote(self, start: int, end: int) -> str:
        """The piece of the source, as printed, that `text[start:end]` stands for."""
        return self.piece(start, end)[1] if self.cut_at else self.source[start:end]

    def piece(self, start: int, end: int) -> tuple[Span, str]:
        """The span in the source of `text[start:end]`, and what is printed there."""
        cuts = self.cut_at
        if not cuts:
            return span_of((start, end)), self.source[start:end]
        k = bisect_right(cuts, start)
        if end <= start or (k < len(cuts) and cuts[k] < end) or self.wide:
            span = self.span(start, end)
        else:  # no cut inside: both ends are moved alike
            moved = self.shift[k - 1] if k else 0
            span = span_of((start + moved, end + moved))
        return span, self.source[span[0] : span[1]]
