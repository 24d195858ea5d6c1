r"""Line ends of two characters (\r\n): each is read as one, and offsets stay those of the text as given."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from policytext.span import Span

PAIR = "\r\n"

Edit = tuple[int, int, str]


def pairs(text: str) -> list[int]:
    """Where line ends of two characters begin."""
    return [m.start() for m in re.finditer(PAIR, text)] if "\r" in text else []


def narrowed(cells: Sequence[Span], at: Sequence[int]) -> list[Span]:
    """Spans of a text as those of the text in which each pair is one line end."""
    return [Span(*(offset - bisect_left(at, offset) for offset in cell)) for cell in cells]


def widened(folded: str, edits: Sequence[Edit], at: Sequence[int]) -> tuple[str, list[Edit]]:
    r"""A folded text and its edits with the pairs put back, the first character of each dropped by an edit of its own.

    >>> widened("甲\n乙\n", [(1, 2, "")], [1, 4])
    ('甲\n\n乙\n\n', [(1, 3, ''), (4, 5, '')])
    """
    single = [offset - k for k, offset in enumerate(at)]
    pieces = [folded[start:end] for start, end in zip([0, *single], [*single, len(folded)], strict=True)]
    moved = [(a + bisect_left(single, a), b + bisect_left(single, b), put) for a, b, put in edits]
    dropped = [(offset, offset + 1, "") for offset in at]
    kept: list[Edit] = []
    for edit in sorted([*moved, *dropped], key=lambda e: (e[0], -e[1])):
        if not kept or edit[0] >= kept[-1][1]:  # what an edit drops as a whole is not dropped again
            kept.append(edit)
    return "\n".join(pieces), kept
