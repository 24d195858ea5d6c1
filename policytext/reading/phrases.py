"""Fast ways to find many literal phrases, or a slow pattern that cannot stand without one of a few literals."""

import re
from collections.abc import Iterable, Iterator
from math import prod

import numpy as np
import numpy.typing as npt

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
GROUPS = 16
"""Groups of anchors of one length, a bit each: with so many, few places without an anchor are looked up."""
WIDTHS = (2, 3)
"""Characters of an anchor."""

Bits = npt.NDArray[np.uint32]


class PhraseBook:
    """Many phrases found in one pass: each is searched at its rarest three characters in a row (or two), its anchor.

    An alternation of a thousand phrases makes `re` try them one by one at half the places of a text. Here the anchors
    are dealt to some groups, and a place is looked up only where the characters in a row are each in its place in
    anchors of the same group, which tables of bits tell for all places at once.

    >>> book = PhraseBook(["宪法", "民法典", "民法"])
    >>> sorted(book.find("学习宪法和民法典"))
    [(2, '宪法'), (5, '民法'), (5, '民法典')]
    """

    __slots__ = ("begun", "tables")

    def __init__(self, phrases: Iterable[str]) -> None:
        self.begun: dict[str, list[tuple[int, str]]] = {}
        anchors: dict[int, set[str]] = {width: set() for width in WIDTHS}
        for phrase in sorted({p for p in phrases if len(p) >= WIDTHS[0]}):
            width = min(len(phrase), WIDTHS[-1])
            before = min(range(len(phrase) - width + 1), key=lambda k: share(phrase[k : k + width]))
            anchors[width].add(phrase[before : before + width])
            self.begun.setdefault(phrase[before : before + WIDTHS[0]], []).append((before, phrase))
        self.tables = bits([group for width in WIDTHS for group in dealt(anchors[width], width)])

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where phrases stand, and which, overlaps included, by the places of their anchors."""
        known, stands = self.begun.get, text.startswith
        for at in self.anchored(text):
            for before, phrase in known(text[at : at + 2], ()):
                if stands(phrase, at - before) and at >= before:
                    yield at - before, phrase

    def anchored(self, text: str) -> list[int]:
        """The places at which anchors may stand."""
        codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
        if len(codes) > len(text):  # characters beyond the sixteen bits: their last ones will do
            codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint16)
        codes = codes.astype(np.intp)  # once, not at each look into a table
        first, second, third = self.tables
        found = first.take(codes[:-1])
        found &= second.take(codes[1:])
        found[:-1] &= third.take(codes[2:])
        places: list[int] = (found != 0).nonzero()[0].tolist()
        return places


def share(characters: str) -> float:
    """How often such characters would follow one another in a text if they knew nothing of each other."""
    return prod(SHARE.get(c, RARE) for c in characters)


def dealt(anchors: Iterable[str], width: int) -> list[list[set[str]]]:
    """The characters of anchors by their place in them, in groups that let through as little else as may be."""
    groups: list[list[set[str]]] = [[set() for _ in range(width)] for _ in range(GROUPS)]
    shares = [[0.0] * width for _ in groups]

    def with_it(k: int, anchor: str) -> list[float]:
        """The shares of a group after the anchor has joined it."""
        return [s + share(c) * (c not in known) for c, known, s in zip(anchor, groups[k], shares[k], strict=True)]

    for anchor in sorted(anchors, key=lambda a: (-share(a), a)):
        k = min(range(GROUPS), key=lambda k: prod(with_it(k, anchor)) - prod(shares[k]))
        shares[k] = with_it(k, anchor)
        for c, known in zip(anchor, groups[k], strict=True):
            known.add(c)
    return groups


def bits(groups: list[list[set[str]]]) -> tuple[Bits, Bits, Bits]:
    """For every character the groups that have it in the first, the second and the third place, or any there."""
    tables = np.zeros(1 << 16, np.uint32), np.zeros(1 << 16, np.uint32), np.zeros(1 << 16, np.uint32)
    for k, group in enumerate(groups):
        for table, characters in zip(tables, group, strict=False):
            table[[ord(c) & 0xFFFF for c in characters]] |= np.uint32(1 << k)
        if len(group) < len(tables):
            tables[-1][:] |= np.uint32(1 << k)
    return tables


def inside(text: str, low: int, at: int, pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether a quotation mark or bracket is open at `at` that was opened behind `low`, one of `pairs`.

    >>> pairs = ("《", "》"), ("“", "”")
    >>> inside("按照《助餐办法》", 0, 4, pairs), inside("《办法》规定", 0, 4, pairs)
    (True, False)
    """
    before = text[low:at]
    for opening, closing in pairs:  # noqa: SIM110 - a generator costs twice as much
        if opening in before and before.rfind(opening) > before.rfind(closing):
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
