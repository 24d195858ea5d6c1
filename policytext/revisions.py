"""Two versions of one document (修订前后): which finds are the same, by what they say and where in the outline."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise, takewhile
from typing import Any

from policytext.model import Document

ALIKE = 0.5
"""Least likeness of sections and text units that were reworded."""
FIND = 0.2
"""Least likeness of finds in one text unit: they are short."""
COMMON = 50
"""What more finds of one place have in common makes no two of them worth comparing."""
AROUND = 8
"""Characters shown on either side of a difference."""
LONGEST = 60
"""Characters shown of a difference."""

Side = list[tuple[Hashable, str]]
"""For each find of a version its place and its words."""
Both = tuple[Any, Any]
"""A find of the first version and the same in the second; `None` for the one that is not there."""


def matched(old: Document, new: Document, kinds: Sequence[str]) -> Iterator[tuple[str, list[Both]]]:
    """Kinds of finds (fields of `Document`), each with its finds of both versions side by side.

    Sections are told by their headings, text units by their words and section, other finds by theirs and their text
    unit: so a paragraph that moves takes along what stands in it.
    """
    sections = pairs(chains(old), chains(new), anywhere=True, least=ALIKE)
    same_address(old, new, sections)
    inside = placed(old.sentences, sections), placed(new.sentences)
    sentences = pairs(
        sides(old, old.sentences, inside[0]), sides(new, new.sentences, inside[1]), anywhere=True, least=ALIKE
    )
    for kind in kinds:
        first, second = getattr(old, kind), getattr(new, kind)
        if kind == "sections":
            found = sections
        elif kind == "sentences":
            found = sentences
        elif kind == "provisions":
            places = placed(first, sections), placed(second)
            found = pairs(sides(old, first, places[0]), sides(new, second, places[1]), anywhere=True, least=0)
        else:
            at = [sentences.get(x.sentence, -1) for x in first], [x.sentence for x in second]
            found = pairs(sides(old, first, at[0]), sides(new, second, at[1]), anywhere=False, least=FIND)
        met = set(found.values())
        both: list[Both] = [(x, second[found[i]] if i in found else None) for i, x in enumerate(first)]
        yield kind, both + [(None, y) for j, y in enumerate(second) if j not in met]


def placed(finds: Sequence[Any], partners: dict[int, int] | None = None) -> list[int | None]:
    """The section of each, as the second version counts them; -1 for one that only the first has."""
    at = [x.section for x in finds]
    return at if partners is None else [None if s is None else partners.get(s, -1) for s in at]


def sides(doc: Document, finds: Sequence[Any], places: Sequence[Hashable]) -> Side:
    """Places and words of finds."""
    return [(place, words(doc, x)) for place, x in zip(places, finds, strict=True)]


def chains(doc: Document) -> Side:
    """The sections: their place is the headings above them."""
    out: list[tuple[tuple[str, ...], str]] = []
    for s in doc.sections:
        above = () if s.parent is None else (*out[s.parent][0], out[s.parent][1])
        out.append((above, s.heading or words(doc, doc.sentences[s.sentence])))
    return list(out)


def words(doc: Document, find: Any) -> str:
    """What a find says: a unit its full name, anything else its text without the number before it and white space."""
    text: str = getattr(find, "name", None) or find.text
    section = find.section if hasattr(find, "section") else doc.sentences[find.sentence].section
    marker = None if section is None else doc.sections[section].marker
    return "".join((text.removeprefix(marker) if marker else text).split())


def same_address(old: Document, new: Document, found: dict[int, int]) -> None:
    """Pair sections whose heading became another one: those that are left and have the same address."""
    met = set(found.values())
    left = {s.path: j for j, s in enumerate(new.sections) if j not in met}
    found.update({i: left.pop(s.path) for i, s in enumerate(old.sections) if i not in found and s.path in left})


def pairs(old: Side, new: Side, *, anywhere: bool, least: float) -> dict[int, int]:
    """Which of the first is which of the second: of the same words and place, the same words, then the likest there.

    >>> pairs([(1, "按月报送"), (1, "6月底前")], [(1, "9月底前"), (2, "按月报送")], anywhere=True, least=0.3)
    {0: 1, 1: 0}

    Args:
        old: Place and words of each of the first.
        new: Of the second.
        anywhere: Whether the same words in another place are the same find.
        least: How alike two of one place have to be.
    """
    found: dict[int, int] = {}
    keys: list[Callable[[tuple[Hashable, str]], Hashable]] = [lambda x: x]
    if anywhere:
        keys.append(lambda x: x[1])
    for key in keys:
        met = set(found.values())
        left: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for j, y in enumerate(new):
            if j not in met:
                left[key(y)].append(j)
        for i, x in enumerate(old):
            if i not in found and left[key(x)]:
                found[i] = left[key(x)].popleft()
    met = set(found.values())
    for _, i, j in sorted(likest(old, new, found, least)):
        if i not in found and j not in met:
            found[i] = j
            met.add(j)
    return found


def likest(old: Side, new: Side, found: dict[int, int], least: float) -> Iterator[tuple[float, int, int]]:
    """Pairs of those left over that stand in one place and are alike, each with its likeness, negative."""
    met = set(found.values())
    left = {j: grams(y[1]) for j, y in enumerate(new) if j not in met}
    having: defaultdict[tuple[Hashable, str], list[int]] = defaultdict(list)
    for j, b in left.items():
        for gram in b:
            having[new[j][0], gram].append(j)
    for i, (place, said) in enumerate(old):
        if i in found:
            continue
        a = grams(said)
        shared = (having.get((place, gram), ()) for gram in a)
        for j in {j for some in shared if len(some) <= COMMON for j in some}:
            if (like := likeness(a, left[j])) >= least:
                yield -like, i, j


def grams(text: str) -> frozenset[str]:
    """Characters and pairs of characters."""
    return frozenset(text).union(map("".join, pairwise(text)))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Dice's coefficient of two sets."""
    return 2 * len(a & b) / ((len(a) + len(b)) or 1)


def reworded(old: str, new: str) -> tuple[str | None, str]:
    """The first place where two versions of a whole text differ, line by line, and how many such places there are."""
    first, second = ([line for raw in text.splitlines() if (line := raw.strip())] for text in (old, new))
    codes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    places = [("\n".join(first[a:b]), "\n".join(second[c:d])) for tag, a, b, c, d in codes if tag != "equal"]
    if not places:
        return None, "white space only"
    before, after = difference(*places[0])
    return before, after + (f" (first of {len(places)} places)" if len(places) > 1 else "")


def difference(old: str, new: str) -> tuple[str, str]:
    """Two texts, where they are long only what differs with a few characters around it.

    >>> difference("各镇要" * 30 + "于6月底前完成选址。", "各镇要" * 30 + "于9月底前完成选址。")
    ('…要各镇要各镇要于6月底前完成选址。', '…要各镇要各镇要于9月底前完成选址。')
    """
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    head = common(old, new)
    tail = common(old[head:][::-1], new[head:][::-1])
    return excerpt(old, head, len(old) - tail), excerpt(new, head, len(new) - tail)


def common(old: str, new: str) -> int:
    """How many characters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(old, new, strict=False)))


def excerpt(text: str, start: int, end: int) -> str:
    """A piece of a text, cut where it is long, and what stands around it."""
    first, last = max(start - AROUND, 0), min(end, start + LONGEST) + AROUND
    piece = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{piece}{'…' if last < len(text) else ''}"
