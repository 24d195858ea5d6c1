"""Fast ways to find many literal phrases, or a slow pattern that cannot stand without one of a few literals."""

import re
from collections.abc import Iterable, Iterator

from policytext.reading.rules import Rule


class PhraseBook:
    """Many phrases found in one pass: places where a first and a second character of any of them meet, then a lookup.

    An alternation of a thousand phrases makes `re` try them one by one at half the places of a text.

    >>> book = PhraseBook(["宪法", "民法典", "民法"])
    >>> list(book.find("学习宪法和民法典"))
    [(2, 4), (5, 8)]
    """

    __slots__ = ("by_head", "heads")

    def __init__(self, phrases: Iterable[str]) -> None:
        by_head: dict[str, list[str]] = {}
        for phrase in sorted({p for p in phrases if len(p) >= 2}, key=lambda p: (-len(p), p)):
            by_head.setdefault(phrase[:2], []).append(phrase)
        self.by_head = {head: tuple(rest) for head, rest in by_head.items()}
        first, second = ("".join(sorted({re.escape(h[k]) for h in by_head})) for k in (0, 1))
        self.heads = re.compile(f"[{first}](?=[{second}])" if by_head else "(?!)")

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where phrases stand: from left to right, the longest at a place, without overlaps."""
        get, reach = self.by_head.get, 0
        for m in self.heads.finditer(text):
            start = m.start()
            if start >= reach and (phrases := get(text[start : start + 2])):
                for phrase in phrases:
                    if text.startswith(phrase, start):
                        reach = start + len(phrase)
                        yield start, reach
                        break


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
