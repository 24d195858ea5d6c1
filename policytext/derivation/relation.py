"""How a provision was drawn from another: copied, put in other words, or made more concrete."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import TypeAlias

from policytext.derivation.copies import copies
from policytext.model import Alignment, Document, LinkRelation, Provision
from policytext.span import Span

COPIED = 0.8
"""Share in shared runs from which on a provision is copied where numbers only take the place of others."""

NEAR = 0.5
"""Least share of both in shared runs for `verbatim`: names that stand close together leave no runs between them, and
what differs is looked at word by word."""

REWORDED = 0.35
"""From this share on a provision without new specifics is the same directive in other words; below, the words that
are new carry content of their own."""

NUMBER = re.compile(
    r"\d+(?:\.\d+)?(?:[-—~至]\d+(?:\.\d+)?)?(?:%|％|万|亿|个|年|月|日|家|项|名|元|次|人|小时|天|平方米|分|场|期|户|克"
    r"|公里|支|座|处)"
    r"|[一二两三四五六七八九十百]+(?:个|次|名|家|场|期|支|座|幅|处)(?!方面|环节|领域|层面)"
    r"|每(?:[年季月周半日]|两)"
)
"""What makes a directive concrete: numbers with a measure, recurrences."""

Numbers: TypeAlias = "list[tuple[str, Span]]"
"""Numbers as they are written, and where they stand."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of the derived side stands in shared runs, and what it has more of."""

    derived: float
    """With this source provision or another of the same document: what is merged of several is not new."""
    numbers: int
    """Deadlines, targets and measured numbers that belong to this source: how many more than it has."""
    changed: int
    """How many of them neither it nor another of these provisions has."""
    copied: bool
    """Whether most of both is shared, and the rest differs in what may change in a copy only."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a provision draws from other provisions of the same document."""

    runs: tuple[Alignment, ...] = ()
    numbers: frozenset[str] = frozenset()


ALONE = Beside()


def shares(
    derived: Document,
    provision: Provision,
    source: Document,
    origin: Provision,
    evidence: tuple[Alignment, ...],
    found: tuple[Numbers, Numbers] | None = None,
    beside: Beside = ALONE,
) -> Shares:
    """What two aligned provisions share and what is new; `found` are the numbers of both, where they are at hand.

    A number in a provision merged of several belongs to the source whose words stand nearest to it.
    """
    run, together = (held(derived.text, (a.derived for a in runs)) for runs in (evidence, (*evidence, *beside.runs)))
    back = held(source.text, (a.source for a in evidence))
    here, there = found or (numbers(derived, provision.span), numbers(source, origin.span))
    own = [n for n, at in here if gap(at, evidence) <= gap(at, beside.runs)]
    signs, new = max(1, signs_in(provision.text)), set(own) - {n for n, _ in there}
    near = min(run / signs, back / max(1, signs_in(origin.text))) >= NEAR and not new
    return Shares(
        derived=together / signs,
        numbers=len(own) - len(there),
        changed=len(new - beside.numbers),
        copied=near and copies(derived, provision, source, origin, evidence),
    )


def relation_of(s: Shares) -> LinkRelation:
    """The relation that the shares show.

    Names of units and places, spellings and words that direct nothing may change in a copy, nothing else may. Numbers
    that the source has not make a directive more concrete, unless the rest of it is copied and they only take the place
    of others.
    """
    if s.copied:
        return "verbatim"
    if s.changed > 0 and (s.numbers > 0 or s.derived < COPIED):
        return "elaborated"
    return "adapted" if s.derived >= REWORDED else "elaborated"


def gap(number: Span, runs: Iterable[Alignment]) -> float:
    """How many characters lie between a number and the nearest shared run."""
    return min((max(0, r.derived.start - number.end, number.start - r.derived.end) for r in runs), default=inf)


def held(text: str, spans: Iterable[Span]) -> int:
    """Number of characters in some spans that are not white space or punctuation; where they overlap each once."""
    return sum(text[k].isalnum() for k in {k for span in spans for k in range(*span)})


def signs_in(text: str) -> int:
    """Number of characters that are not white space or punctuation."""
    return sum(map(str.isalnum, text))


def plain(text: str) -> str:
    """Without white space: a line break inside a number makes it no other number."""
    return re.sub(r"\s+", "", text)


def numbers(document: Document, span: Span) -> Numbers:
    """Deadlines, targets and measured numbers inside a span, each with its place; of those that overlap the longest."""
    found = [Span(*m.span()) for m in NUMBER.finditer(document.text, span.start, span.end)]
    found += [x.span for x in document.deadlines if span.holds(x.span)]
    found += [x.span for x in document.targets if span.holds(x.span)]
    kept: list[Span] = []
    for one in sorted(found, key=lambda s: (-s.length, s.start)):
        at = bisect_left(kept, one)  # those kept lie apart, so only the neighbours can overlap
        if not any(one.overlaps(k) for k in kept[max(at - 1, 0) : at + 1]):
            kept.insert(at, one)
    return [(plain(document.text[s.start : s.end]), s) for s in kept]
