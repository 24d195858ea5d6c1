"""Where the running text of a printed page begins and ends, which of its lines are indented, which fill it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

INDENTATION = "\u3000\u3000"
PARTED, APART = 1.7, "\u3000\u3000"
"""A gap of more ems is no space that fills up a line: it parts columns, and is seen as two wide spaces."""
INDENT = 1.2
"""So many ems behind the margin begins the first line of a paragraph (two by the standard, measured roughly)."""
MARGINAL = 15
"""One in so many long lines must begin at the margin; fewer than that hang out of the text."""
LONG = 0.6
"""A line of this share of the widest is long."""

ALIKE = 0.3
"""Share by which sizes of print differ at most where a line goes on in the next one."""
ENOUGH, NARROWEST = 2, 15
"""So many lines that end at one place tell where the right margin is, if they are as many ems wide."""
SPARE, LATIN_EM = 0.5, 0.6
"""Ems that a full line leaves free beside those of the next word, and how wide a Latin letter is."""
HEAD = re.compile("[（《“‘〔【]*(?:[!-~—–]+|.)?[，。；：、！？）》”’〕】]*")
"""The word that begins a line, with the marks that lean on it: it goes down as one."""

LOOSE = 1.5
"""Between lines of one paragraph the step is no more than so many times the usual one."""
NUMBER = re.compile(r"[-—–·•~～（( ]*(?:第 ?)?\d{1,4}(?: ?页)?(?:[，, ]*(?:/|共) ?\d{1,4}(?: ?页)?)?[-—–·•~～）) ]*")
"""The number of a page (页码), which stands apart from its text."""
ENDS = "。！？；：:;!?"


class Row(NamedTuple):
    """A line as it stands on the page; `y` grows downwards."""

    text: str
    x0: float
    x1: float
    y: float
    em: float
    height: float
    parted: bool = False
    """Whether a gap parts it, as between the cells of a table."""


class Margins(NamedTuple):
    """Where the lines of a page begin and end, and how many of them show the end."""

    start: float
    end: float
    shown: int


def indented(rows: Sequence[Row]) -> list[bool]:
    """Which lines are indented; those in the middle of the page are not."""
    page = margins(rows)
    return [r.x0 - page.start >= INDENT * r.em and not is_centred(r, page) for r in rows]


def is_centred(row: Row, page: Margins) -> bool:
    """Whether a line stands in the middle."""
    return abs((row.x0 - page.start) - (page.end - row.x1)) < row.em / 2


def filled(rows: Sequence[Row], known: list[Margins]) -> list[bool]:
    """Which lines of a page or column run up to the right margin, as far as the next word lets them, and go on below.

    Args:
        rows: its lines from above.
        known: the margins of the pages before, for a page with few lines; those of a page with enough are added.
    """
    own, em = margins(rows), median(r.em for r in rows) if rows else 0
    if own.shown >= ENOUGH and own.end - own.start >= NARROWEST * em:
        known.append(own)
    page = next((m for m in reversed(known) if m.start < own.start + em and own.end < m.end + em), None)
    body = [r for r in rows if not NUMBER.fullmatch(r.text)]
    if page is None or not body:
        return [False] * len(rows)
    step = LOOSE * median([below.y - r.y for r, below in pairwise(body)] or [0])
    flowing = {
        r
        for r, below in pairwise(body)
        if below.y - r.y <= step and goes_on(r, below, page) and not (r.parted and below.parted)
    }
    heads = {r: em * (SPARE + head_width(below.text)) for r, below in pairwise(body)}
    last = body[-1]  # on the next page it will be seen whether it goes on
    return [
        (r in flowing or r is last)
        and page.end - r.x1 < heads.get(r, em * (SPARE + 1))
        and (r.x1 - r.x0) * 2 > page.end - page.start
        for r in rows
    ]


def head_width(text: str) -> float:
    """How many ems the word takes that begins a line."""
    word = HEAD.match(text)
    return sum(LATIN_EM if c.isascii() else 1 for c in word[0]) if word else 0


def goes_on(row: Row, below: Row, page: Margins) -> bool:
    """Whether the next line is printed alike and begins at the margin, or is the rest of a title in the middle."""
    if abs(below.height - row.height) >= ALIKE * row.height:
        return False
    flush = below.x0 - page.start < row.em / 2
    return flush or (row.text[-1:] not in ENDS and row.x0 - page.start < row.em / 2 and is_centred(below, page))


def margins(rows: Sequence[Row]) -> Margins:
    """Where the long lines begin, those of paragraphs aside, and where most of them end: closing marks may hang out."""
    widest = max((r.x1 - r.x0 for r in rows), default=0)
    long = [r for r in rows if r.x1 - r.x0 >= LONG * widest]
    if not long:
        return Margins(0, 0, 0)
    reach = median(r.em for r in long) / 2
    starts, ends = sorted(r.x0 for r in long), sorted(-r.x1 for r in long)
    often = len(long) / MARGINAL
    begins = (x for x, count in zip(starts, near(starts, reach), strict=True) if count >= often)
    counts = near(ends, reach)
    end = -ends[counts.index(max(counts))]
    return Margins(next(begins, starts[0]), end, sum(abs(end - r.x1) < 3 * reach for r in long))


def near(places: Sequence[float], reach: float) -> list[int]:
    """For each of the sorted places how many others lie within reach behind it, and itself."""
    return [bisect_right(places, x + reach) - k for k, x in enumerate(places)]
