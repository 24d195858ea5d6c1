"""A text printed twice in one file: the second printing is furniture, counted once."""

from policytext.reading.passage import Passage

LEAST = 6
"""So many text units must come again, in the same order, before a second printing is assumed."""
LONG = 8
"""Shorter text units recur by chance."""


def mark_reprint(passage: Passage) -> None:
    """Label the text units of a second printing `furniture`."""
    start = second_printing(passage)
    if start is not None:
        for unit in passage.units[start:]:
            unit.label, unit.rule = "furniture", "layout.reprint"


def second_printing(passage: Passage) -> int | None:
    """Index of the text unit from which on nearly all comes a second time."""
    text, units = passage.text, passage.units
    first: dict[str, int] = {}
    again: list[tuple[int, int]] = []
    for i, u in enumerate(units):
        if u.end - u.start >= LONG:
            seen = first.setdefault(text[u.start : u.end], i)
            if seen != i:
                again.append((i, seen))
    if len(again) < LEAST:
        return None
    runs = ordered_tail(again, len(units))
    return None if runs is None else widen(passage, runs[0], runs[1])


def ordered_tail(again: list[tuple[int, int]], count: int) -> tuple[int, int] | None:
    """The first repeat (its index, and that of what it repeats) after which the rest repeats in order."""
    for k, (i, seen) in enumerate(again):
        rest = again[k:]
        if len(rest) < LEAST or len(rest) * 10 < (count - i) * 5:
            continue
        rising = sum(b[1] > a[1] for a, b in zip(rest, rest[1:]))
        if rising * 10 >= (len(rest) - 1) * 9:
            return i, seen
    return None


def widen(passage: Passage, start: int, seen: int) -> int:
    """Take in the short text units before the first long repeat that came before its original as well."""
    text, units = passage.text, passage.units
    while start > seen + 1 and seen > 0:
        a, b = units[start - 1], units[seen - 1]
        if text[a.start : a.end] != text[b.start : b.end]:
            break
        start, seen = start - 1, seen - 1
    return start
