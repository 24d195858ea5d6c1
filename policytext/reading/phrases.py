"""Fast ways to find many literal phrases, or a slow pattern that cannot stand without one of a few literals."""

import re
from collections.abc import Iterable, Iterator

from policytext.reading.rules import Rule

COMMON = (
    "，、的业工和人作务要情疫政部防发关行国地区实生保理一产有机资等控建用对市中设加管各应农化重法动进民制公会展全定通办大新及合强医门在时企体施力员构社服规为方以村提"
    "开年好不项导十经物高持能学级位分出府本安点报支院于主监度现上事推运做三第家品性责信二金单条组省期技相成场指病可障育策基确局委职疗同平入落按治求目程统护立调自范件"
    "下与教当专改息者标面利查或营准任联卫供税系日审集知处内四量式其复计共织间效文健据费所源月线收质术照网外到执交急备财水需决创型明活后个总检优协措电助险乡清严校商接"
)
"""The commonest characters of public documents, the commonest first."""

SHARE = {c: 300 / (k + 40) for k, c in enumerate(COMMON)} | {"，": 28, "。": 15, "的": 14, "2": 5, "0": 4}
"""How many of a thousand characters of a text each of them is, nearly, and those for which that would be far off."""
RARE = 0.4
"""The same of any other."""
LAST = 8
"""How much more a letter costs in the last class of an anchor than in the others: it is what `re` searches for."""


class PhraseBook:
    """Many phrases found in one pass: each is searched at its rarest characters in a row, its anchor.

    An alternation of a thousand phrases makes `re` try them one by one at half the places of a text; a class each for
    the first, second and third of these characters leaves one place in thirty for a lookup. Anchors of two characters
    leave more places, but take phrases of two characters in the same pass.

    >>> book = PhraseBook(["宪法", "民法典", "民法"])
    >>> sorted(book.find("学习宪法和民法典"))
    [(2, '宪法'), (5, '民法'), (5, '民法典')]
    """

    __slots__ = ("pages",)

    def __init__(self, phrases: Iterable[str], width: int = 3) -> None:
        by_width: dict[int, list[str]] = {}
        for phrase in sorted({p for p in phrases if len(p) >= 2}, key=lambda p: (len(p), p)):
            by_width.setdefault(min(width, len(phrase)), []).append(phrase)
        self.pages = [page(width, listed) for width, listed in by_width.items()]

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where phrases stand, and which, overlaps included, in no order."""
        find, stands = text.find, text.startswith
        for anchors, by_anchor in self.pages:
            at = -1
            for anchor in filter(by_anchor.__contains__, anchors.findall(text)):
                at = find(anchor, at + 1)  # each place of a known anchor is among the found
                for before, phrase in by_anchor[anchor]:
                    start = at - before
                    if start >= 0 and stands(phrase, start):
                        yield start, phrase


def page(width: int, phrases: list[str]) -> tuple[re.Pattern[str], dict[str, list[tuple[int, str]]]]:
    """What finds all that may be anchors, and the phrases by their anchor, with how much stands before it."""
    classes: list[set[str]] = [set() for _ in range(width)]
    by_anchor: dict[str, list[tuple[int, str]]] = {}
    weights = (*(1,) * (width - 1), LAST)

    def cost(anchor: str) -> float:
        """What the classes would let through in addition."""
        each = zip(anchor, classes, weights, strict=True)
        return sum(weight * SHARE.get(c, RARE) for c, known, weight in each if c not in known)

    for phrase in phrases:
        anchors = [phrase[k : k + width] for k in range(len(phrase) - width + 1)]
        best = min(anchors, key=cost)
        by_anchor.setdefault(best, []).append((anchors.index(best), phrase))
        for known, c in zip(classes, best, strict=True):
            known.add(c)
    *before, last = (f"[{''.join(map(re.escape, sorted(known)))}]" for known in classes)
    return re.compile(f"{last}(?<=({''.join(before)}{last}))"), by_anchor


def inside(text: str, low: int, at: int, pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether a quotation mark or bracket is open at `at` that was opened behind `low`, one of `pairs`.

    >>> pairs = ("《", "》"), ("“", "”")
    >>> inside("按照《助餐办法》", 0, 4, pairs), inside("《办法》规定", 0, 4, pairs)
    (True, False)
    """
    for opening, closing in pairs:
        opened = text.rfind(opening, low, at)
        if opened >= 0 and text.find(closing, opened, at) < 0:
            return True
    return False


def near(rule: Rule, text: str, before: int, after: int, hints: Iterable[int]) -> Iterator[re.Match[str]]:
    """Where the pattern of a rule stands around its hints: for patterns that have no fixed beginning to search for."""
    reach = 0
    for at in hints:
        if at >= reach and (m := rule.regex.search(text, max(reach, at - before), at + after)):
            reach = m.end()
            yield m


def places(literal: str, text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Where a literal stands, in order, in a text or between two places of it."""
    found: list[int] = []
    at = text.find(literal, start, end)
    while at >= 0:
        found.append(at)
        at = text.find(literal, at + 1, end)
    return found
