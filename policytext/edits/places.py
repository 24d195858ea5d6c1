"""What speaks of a place or a level (地域词): 全市, 市级, 各县（市、区）, the names of places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from policytext.derivation.functions import WORD_OF_LEVEL, function
from policytext.edits.context import matched
from policytext.edits.edit import Edit
from policytext.edits.pairs import Pair, Side, Slot
from policytext.model import LEVELS
from policytext.reading.lexicon import Lexicon
from policytext.span import Span

BRACKETS = re.compile(r"（[^（）\n]*）")
LIST = re.compile(r"[^，；：。\n、]{2,24}(?:、[^，；：。\n、]{2,24})+")
LONGER = 6
"""A name stands for wording that is at most so much longer."""
QUANTIFIER = re.compile("^(?:各|每个|所有|有条件的|条件成熟的)")
TAIL = 4
"""So many characters of the last item must be equal for two lists to be one list in one place."""


class Area(NamedTuple):
    """What a word of place speaks of."""

    rank: int
    """The level, 0 for the nation; that of the issuer's own place for its name."""
    kind: str
    """One place as a whole (全市, 市级, its name), or a class of places (各县)."""
    text: str


def localised(pair: Pair) -> Iterator[Edit]:
    """The words of place that speak of a lower level, or of another place, than those in whose place they stand."""
    for x, y in matched(pair, areas(pair.derived), areas(pair.source), one_kind):
        a, b = x.value, y.value
        if a.text != b.text and a.rank >= b.rank:
            yield pair.edit("place_localised", x.span, y.span, x.rule)


def areas(side: Side) -> list[Slot[Area]]:
    """The words of place of a provision, outside the names of units and of documents."""
    units = offices(side)
    found = [Slot(span=span, value=area_of(parts), rule="edits.area") for span, parts in side.finds("edits.area")]
    found += own_name(side)
    return [x for x in found if not side.quotes(x.span) and not any(u.overlaps(x.span) for u in units)]


def offices(side: Side) -> list[Span]:
    """Where a unit is named by what it is there for: words of place inside its name are told with the unit."""
    return [a.span for a in side.document.assignments if function(a.name) and "的" not in a.name]


def own_name(side: Side) -> list[Slot[Area]]:
    """Where the issuer's own place is named."""
    head, (start, end) = side.document.header, side.provision.span
    if not head.jurisdiction or not head.level:
        return []
    value = Area(LEVELS.index(head.level), "whole", head.jurisdiction)
    places = (m.span() for m in re.compile(re.escape(head.jurisdiction)).finditer(side.text, start, end))
    return [Slot(span=Span(*p), value=value, rule="edits.place_name") for p in places]


def area_of(parts: dict[str, str]) -> Area:
    """The area that a match of the rule speaks of."""
    kind, text = next(iter(parts.items()))
    word = QUANTIFIER.sub("", text)
    return Area(rank(word), "class" if kind == "class" else "whole", word)


def rank(word: str) -> int:
    """The level of a word of place, 0 for the nation."""
    return next((LEVELS.index(level) for start, level in WORD_OF_LEVEL if word.startswith(start)), 0)


def one_kind(x: Slot[Area], y: Slot[Area]) -> bool:
    """Whether both speak of a place as a whole, or both of a class of places."""
    return x.value.kind == y.value.kind


def replaced(pair: Pair) -> Iterator[Edit]:
    """Names of places that stand where the source speaks of a kind of place (城镇周边 → 白鹭区城郊).

    What begins as its counterpart does begins with no name (加强市 ← 加强贫困地区).
    """
    told: list[Span] = []
    for x, y in listed(pair):
        told.append(x)
        yield pair.edit("place_localised", x, y, "edits.place_name")
    told += [x.span for x in own_name(pair.derived)]
    for slot in names(pair.derived):
        clause = pair.derived.clause(slot.span)
        there = pair.counterpart(slot.span)
        new = pair.derived.text[slot.span.start : slot.span.end] not in pair.source.provision.text
        taken = any(slot.span.overlaps(x) for x in told)
        if (
            new
            and there
            and 1 < there.length <= slot.span.length + LONGER
            and pair.derived.text[slot.span.start] != pair.source.text[there.start]
            and not taken
            and pair.shared(clause) >= TAIL
        ):
            yield pair.edit("place_localised", slot.span, there, slot.rule)


def names(side: Side) -> list[Slot[str]]:
    """The names of places in a provision, those of a list together; not inside names of units or documents."""
    units = offices(side)
    found: list[Slot[str]] = []
    for span, _ in side.finds("edits.place_name"):
        if side.quotes(span) or any(u.overlaps(span) for u in units) or not confirmed(side, span):
            continue
        if found and side.text[found[-1].span.end : span.start] in ("、", "和", "及"):
            span = Span(found.pop().span.start, span.end)
        found.append(Slot(span=span, value=side.text[span.start : span.end], rule="edits.place_name"))
    return found


def confirmed(side: Side, span: Span) -> bool:
    """Whether a name is one: what ends in 区 mostly is a kind of area, unless it is known as a place or acts as one."""
    name = side.text[span.start : span.end]
    if not name.endswith("区"):
        return True
    doc = side.document
    acting = (*doc.header.addressees, *doc.header.issuers, *(a.name for a in doc.assignments))
    known = name in Lexicon.default("divisions").by_form or name.endswith(("新区", "开发区"))
    return known or any(x.startswith(name) for x in acting)


def listed(pair: Pair) -> Iterator[tuple[Span, Span]]:
    """The items of a list that each took the place of one of the source, where half or more name a place.

    A name that no word gives away (渡头) is told by its neighbours in the list.
    """
    known = [s.span for s in names(pair.derived)]
    for a in lists(pair.derived):
        for b in lists(pair.source):
            if len(a) != len(b) or not ends_alike(pair, a[-1], b[-1]):
                continue
            couples = [strip(pair, x, y) for x, y in zip(a, b, strict=True)]
            differing = [c for c in couples if c[0].length and c[1].length]
            named = sum(any(k.overlaps(x) for k in known) for x, _ in differing)
            if len(differing) == len(a) and 2 * named >= len(a):
                yield from differing


def lists(side: Side) -> Iterator[Sequence[Span]]:
    """The lists of a provision, as the spans of their items."""
    for m in LIST.finditer(side.text, side.directive.start, side.provision.span.end):
        inside = [b.span() for b in BRACKETS.finditer(side.text, *m.span())]
        commas = [k for k in range(*m.span()) if side.text[k] == "、" and not any(x <= k < y for x, y in inside)]
        if commas:
            yield [Span(x + 1, y) for x, y in pairwise([m.start() - 1, *commas, m.end()])]


def ends_alike(pair: Pair, x: Span, y: Span) -> bool:
    """Whether the last items of two lists go on in the same words."""
    return pair.derived.text[x.end - TAIL : x.end] == pair.source.text[y.end - TAIL : y.end]


def strip(pair: Pair, x: Span, y: Span) -> tuple[Span, Span]:
    """Two items without the words that they begin and end with in common."""
    a, b = pair.derived.text[x.start : x.end], pair.source.text[y.start : y.end]
    end = 0
    while end < min(len(a), len(b)) and a[-1 - end] == b[-1 - end]:
        end += 1
    start = 0
    while start < min(len(a), len(b)) - end and a[start] == b[start]:
        start += 1
    return Span(x.start + start, x.end - end), Span(y.start + start, y.end - end)


def narrowed_to_names(pair: Pair) -> Iterator[Edit]:
    """All places of a class in the source, some by name in the derived provision (各县 → 松岭县、石楠县)."""
    classes = [s for s in areas(pair.source) if s.value.kind == "class"]
    classes += [
        Slot(span=a.span, value=Area(0, "class", a.name), rule=a.rule)
        for a in pair.source.document.assignments
        if pair.source.provision.span.holds(a.span) and not function(a.name) and a.name.startswith("各")
        and not any(a.span.overlaps(s.span) for s in classes)
    ]  # fmt: skip
    for x, y in matched(pair, names(pair.derived), classes, lambda x, y: True):
        yield pair.edit("scope_narrowed", x.span, y.span, x.rule)
