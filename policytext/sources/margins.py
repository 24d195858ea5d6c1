"""Where the running text of a printed page begins and ends, which of its lines are indented, which fill it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from statistics import median

INDENTATION = "\u3000\u3000"
INDENT = 1.2
"""So many ems behind the margin begins the first line of a paragraph (two by the standard, measured roughly)."""
MARGINAL = 15
"""One in so many long lines must begin at the margin; fewer than that hang out of the text."""
LONG = 0.6
"""A line of this share of the widest is long."""

UNFILLED, LATIN_EM = 1.5, 0.6
"""Ems that a line which was only wrapped leaves free at most, and how wide a Latin letter is."""
LATIN_HEAD = re.compile("[!-~]*")

Side = tuple[float, float, float]
"""Where a line begins and ends, and the em of its first piece."""


def indented(lines: Sequence[Side]) -> list[bool]:
    """Which lines are indented; those in the middle of the page are not.

    >>> indented([(2, 10, 1), (0, 10, 1), (0, 10, 1), (4, 6, 1), (5, 10, 1)])
    [True, False, False, False, True]
    """
    margin, end = margins(lines)
    return [x0 - margin >= INDENT * em and abs((x0 - margin) - (end - x1)) >= em / 2 for x0, x1, em in lines]


def filled(lines: Sequence[Side], texts: Sequence[str]) -> list[bool]:
    """Which lines run up to where most of them end, as far as the word lets them that begins the next one.

    >>> filled([(2, 10, 1), (0, 10, 1), (0, 7, 1), (0, 6, 1)], ["为建立助餐", "名录，现将名", "单寄至", "2024室"])
    [True, True, True, False]
    """
    left, end = margins(lines)
    heads = [len(LATIN_HEAD.match(text)[0]) for text in [*texts[1:], ""]]  # type: ignore[index]  # matches anything
    free = [(UNFILLED + LATIN_EM * head) * em for (_, _, em), head in zip(lines, heads, strict=bool(lines))]
    return [end - x1 < gap and (x1 - x0) * 2 > end - left for (x0, x1, _), gap in zip(lines, free, strict=True)]


def margins(lines: Sequence[Side]) -> tuple[float, float]:
    """Where the long lines begin, those of paragraphs aside, and where most of them end: closing marks may hang out."""
    widest = max((x1 - x0 for x0, x1, _ in lines), default=0)
    long = [line for line in lines if line[1] - line[0] >= LONG * widest]
    reach = median(em for _, _, em in long) / 2 if long else 0
    starts, ends = sorted(x0 for x0, _, _ in long), sorted(-x1 for _, x1, _ in long)
    often = len(long) / MARGINAL
    begins = (x for x, count in zip(starts, near(starts, reach), strict=True) if count >= often)
    counts = near(ends, reach)
    return next(begins, starts[0] if starts else 0), -ends[counts.index(max(counts))] if ends else 0


def near(places: Sequence[float], reach: float) -> list[int]:
    """For each of the sorted places how many others lie within reach behind it, and itself."""
    return [bisect_right(places, x + reach) - k for k, x in enumerate(places)]
