"""How a provision was drawn from another: copied, put in other words, or made more concrete."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policytext.model import Alignment, Document, LinkRelation, Provision
from policytext.span import Span

COPIED = 0.75
"""Least share of both provisions in shared runs for `verbatim`."""

GROWN = 1.6
"""A provision so many times as long as what it shares with its source says more than the source."""

SPECIFIC = re.compile(
    r"\d+(?:\.\d+)?\s*(?:%|％|万|亿|个|年|月|日|家|项|名|元|次|人|小时|天|平方米|分|场|期|户|克|公里)"
    r"|[一二两三四五六七八九十百]+(?:个|次|名|家|项|场|期)(?!方面|环节|领域)"
    r"|每[年季月周半]"
)
"""What makes a directive concrete: numbers with a measure, recurrences."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of each side stands in shared runs, and what the derived side adds."""

    derived: float
    source: float
    added: int
    """Deadlines, targets, units and numbers of the derived provision that the source lacks."""
    growth: float
    """Length of the derived provision relative to the source."""


def shares(
    derived: Document, provision: Provision, source: Document, origin: Provision, evidence: tuple[Alignment, ...]
) -> Shares:
    """What two aligned provisions share and what is new."""
    left = max(1, signs_in(provision.text))
    right = max(1, signs_in(origin.text))
    run = sum(signs_in(derived.text[a.derived.start : a.derived.end]) for a in evidence)
    back = sum(signs_in(source.text[a.source.start : a.source.end]) for a in evidence)
    new = specifics(derived, provision.span) - specifics(source, origin.span)
    return Shares(derived=run / left, source=back / right, added=len(new), growth=left / right)


def relation_of(s: Shares) -> LinkRelation:
    """The relation that the shares show."""
    if s.derived >= COPIED and s.source >= COPIED and s.added == 0:
        return "verbatim"
    if s.added >= 1 or s.growth * (1 - s.derived) > 0.9:
        return "elaborated"
    return "adapted"


def signs_in(text: str) -> int:
    """Number of characters that are not white space or punctuation."""
    return sum(c.isalnum() for c in text)


def specifics(document: Document, span: Span) -> set[str]:
    """Units, deadlines, targets and measured numbers inside a span."""
    found = {m[0] for m in SPECIFIC.finditer(document.text, span.start, span.end)}
    for extract in (*document.deadlines, *document.targets, *document.assignments):
        if span.holds(extract.span):
            found.add(extract.text)
    return found
