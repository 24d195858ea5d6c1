"""Many literal phrases as one fast pattern."""

from collections.abc import Iterable
from re import escape


def alternation(phrases: Iterable[str]) -> str:
    """A pattern that finds the longest of the phrases at a place: grouped by their first two characters.

    `re` tries the branches of an alternation one by one; two levels of first characters leave it a handful to try.

    >>> alternation(["宪法", "民法典", "民法通则"])
    '(?:宪法|民法(?:通则|典))'
    """
    by_first: dict[str, dict[str, list[str]]] = {}
    for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)):
        by_first.setdefault(phrase[:1], {}).setdefault(phrase[1:2], []).append(phrase[2:])
    return group(
        escape(first) + group(escape(second) + group(map(escape, rest)) for second, rest in seconds.items())
        for first, seconds in sorted(by_first.items())
    )


def group(branches: Iterable[str]) -> str:
    """The branches as a group, or the only one bare."""
    listed = list(branches)
    return listed[0] if len(listed) == 1 else "(?:" + "|".join(listed) + ")"
