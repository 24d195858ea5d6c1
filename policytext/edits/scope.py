"""Scope narrowed (适用范围收窄): words that restrict whom or what a directive reaches, on the derived side only."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.edits.edit import Edit
from policytext.edits.pairs import Pair
from policytext.span import Span

LONGER = 8
"""It stands in the place of a word that takes in everything, and of wording that is at most so much longer."""
PUT_IN = 3
"""So much longer at most is what a restricting word can stand in the place of: more is another matter."""
BESIDE = 6
"""A restriction stands so near to wording that both sides share."""


def restrictions(pair: Pair) -> Iterator[Edit]:
    """Restricting words that were put into, or in the place of, wording of the source."""
    side = pair.derived
    for span, _ in side.finds("edits.restriction"):
        word = side.text[span.start : span.end]
        if word in pair.source.provision.text or side.quotes(span):
            continue
        there = pair.counterpart(span)
        if there is None or there.length > span.length + PUT_IN or not beside(pair, span):
            continue
        yield pair.edit("scope_narrowed", span, there if there.length > 1 else None, "edits.restriction")


def universals(pair: Pair) -> Iterator[Edit]:
    """Words that take in everything (所有), where the derived provision has wording of its own in their place."""
    back = pair.mirrored()
    for span, _ in back.derived.finds("edits.universal"):
        here = back.counterpart(span)
        if here is None or here.length > span.length + LONGER or not beside(back, span):
            continue
        words = pair.derived.text[here.start : here.end]
        if len(words) > 1 and not any(x.span.overlaps(here) for x in pair.derived.slots("edits.universal")):
            yield pair.edit("scope_narrowed", here, span, "edits.universal")


def beside(pair: Pair, span: Span) -> bool:
    """Whether shared wording stands right before or behind a piece."""
    sentence = pair.derived.sentence(span.start)
    return any(
        sentence.holds(a.derived)
        and (0 <= span.start - a.derived.end <= BESIDE or 0 <= a.derived.start - span.end <= BESIDE)
        for a in pair.runs
    )
