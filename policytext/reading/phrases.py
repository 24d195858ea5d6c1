"""Fast ways to find many literal phrases, or a slow pattern that cannot stand without one of a few literals."""

import re
from collections.abc import Iterable, Iterator

from policytext.reading.rules import Rule


class PhraseBook:
    """Many phrases found in one pass: places whose characters all begin some phrase, then a lookup.

    An alternation of a thousand phrases makes `re` try them one by one at half the places of a text; classes for the
    first, second, third and fourth character leave one place in twenty.

    >>> book = PhraseBook(["宪法", "民法典", "民法"])
    >>> sorted(book.find("学习宪法和民法典"))
    [(2, 4), (5, 7), (5, 8)]
    """

    __slots__ = ("pages",)

    def __init__(self, phrases: Iterable[str]) -> None:
        by_width: dict[int, list[str]] = {}
        for phrase in sorted({p for p in phrases if len(p) >= 2}, key=lambda p: (-len(p), p)):
            by_width.setdefault(min(4, len(phrase)), []).append(phrase)
        self.pages = [page(width, listed) for width, listed in by_width.items()]

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where phrases stand, of those that begin at one place the longest of its width; overlaps included."""
        for heads, by_head in self.pages:
            for m in heads.finditer(text):
                start = m.start()
                for phrase in by_head.get(text[start : start + 2], ()):
                    if text.startswith(phrase, start):
                        yield start, start + len(phrase)
                        break


def page(width: int, phrases: list[str]) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """The places to look at for phrases of at least `width` characters, and the phrases by their first two."""
    by_head: dict[str, list[str]] = {}
    for phrase in phrases:
        by_head.setdefault(phrase[:2], []).append(phrase)
    first, *others = ("[" + "".join(sorted({re.escape(p[k]) for p in phrases})) + "]" for k in range(width))
    return re.compile(f"{first}(?={''.join(others)})"), by_head


def near(rule: Rule, text: str, before: int, after: int) -> Iterator[re.Match[str]]:
    """Where the pattern of a rule stands around its hints: for patterns that have no fixed beginning to search for."""
    reach = 0
    for at in places(rule.hint, text):
        if at >= reach and (m := rule.regex.search(text, max(reach, at - before), at + after)):
            reach = m.end()
            yield m


def places(literals: tuple[str, ...], text: str) -> list[int]:
    """Where one of the literals stands, in order."""
    found: list[int] = []
    for literal in literals:
        at = text.find(literal)
        while at >= 0:
            found.append(at)
            at = text.find(literal, at + 1)
    return sorted(found) if len(literals) > 1 else found
