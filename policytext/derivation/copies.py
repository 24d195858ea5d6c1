"""Whether a provision copies another: what stands in no shared run may only be names of places and units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from policytext.derivation.directive import directive, found_in, unwrapped
from policytext.derivation.functions import function, same_function
from policytext.model import Alignment, Document, Provision
from policytext.reading.rules import RuleSet
from policytext.span import Span

LONG = 8
"""Runs of fewer characters in another order are items of a list."""
NAMES = ("edits.area", "edits.place_name", "edits.body_name")
"""Rules for names that may change in a copy."""
LIGHT = "edits.light"
"""The rule for words that may change as well."""
BINDING = ("edits.must", "edits.may")
"""Rules for words that make a directive of a phrase."""
PHRASE = re.compile(r"[^，。；：、（）\n]{1,16}")
"""What a name can stand for: one phrase (职业院校, where the copy names one)."""


@dataclass(frozen=True, eq=False)
class DirectivePart:
    """One of the two provisions, as far as it directs somebody."""

    document: Document
    provision: Provision

    @cached_property
    def counts(self) -> list[bool]:
        """For each character whether it is wording of the directive: no heading, no list of responsible units."""
        counts = self.marks([directive(self.document, self.provision)])
        for unit in self.document.sentences:
            if unit.label == "responsibility" and unit.span.overlaps(self.provision.span):
                mark(counts, unit.span, self.provision.span.start, False)
        return counts

    @cached_property
    def names(self) -> list[bool]:
        """For each character whether it belongs to the name of a place or unit."""
        return self.marks(named(self.document, self.provision))

    @cached_property
    def light(self) -> list[bool]:
        """For each character whether it belongs to a word that may change in a copy."""
        return self.marks(stands(self.document, self.provision, LIGHT))

    def marks(self, spans: Iterable[Span]) -> list[bool]:
        """For each character whether it stands in one of some spans."""
        places = [False] * self.provision.span.length
        for span in spans:
            mark(places, span, self.provision.span.start, True)
        return places

    def wording(self, start: int, end: int) -> list[int]:
        """Where the signs of the directive stand in a stretch."""
        at, text = self.provision.span.start, self.document.text
        return [k for k in range(max(start, at), end) if self.counts[k - at] and text[k].isalnum()]

    def bearing(self, places: Sequence[int]) -> list[int]:
        """Those of some places that are neither names nor light words."""
        at = self.provision.span.start
        return [k for k in places if not self.names[k - at] and not self.light[k - at]]

    def naming(self, places: Sequence[int]) -> bool:
        """Whether a name stands in some places."""
        return any(self.names[k - self.provision.span.start] for k in places)

    @cached_property
    def bodies(self) -> list[tuple[str, Span]]:
        """The functions of its units, and where these stand."""
        units = (a for a in self.document.assignments if self.provision.span.holds(a.span))
        return [(function(a.name), a.span) for a in units]

    def units(self, places: Sequence[int]) -> list[tuple[str, Span]]:
        """Those of its units that hold one of some places."""
        return [(core, s) for core, s in self.bodies if any(s.start <= k < s.end for k in places)]

    def listed(self, span: Span) -> bool:
        """Whether a unit is one of a list."""
        text = self.document.text
        return "、" in text[span.start - 1 : span.start] + text[span.end : span.end + 1]


def mark(places: list[bool], span: Span, shift: int, value: bool) -> None:
    """Set a stretch."""
    left, right = max(0, span.start - shift), min(len(places), span.end - shift)
    places[left:right] = [value] * max(0, right - left)


def named(document: Document, provision: Provision) -> Iterator[Span]:
    """The names of places and units in a provision."""
    yield from (a.span for a in document.assignments if provision.span.holds(a.span))
    for rule in NAMES:
        yield from stands(document, provision, rule)
    if place := document.header.jurisdiction:
        whole = re.compile(re.escape(place)).finditer(document.text, *provision.span)
        yield from (Span(*m.span()) for m in whole)


def stands(document: Document, provision: Provision, rule: str) -> Iterator[Span]:
    """Where the pattern of a rule stands in a provision."""
    at = provision.span.start
    return (Span(at + x.start, at + x.end) for x, _ in found_in(unwrapped(document, provision), rule))


def copies(
    derived: Document, provision: Provision, source: Document, origin: Provision, runs: Sequence[Alignment]
) -> bool:
    """Whether nothing but names differs, in the order of the source.

    What was left out, put in, negated or put in other words is no copy, however little it is.
    """
    if provision.text == origin.text:
        return True
    here, there = DirectivePart(derived, provision), DirectivePart(source, origin)
    if reordered(here, there, runs):
        return False
    return all(alike(here, there, *gap) for gap in gaps(provision, origin, runs))


def reordered(here: DirectivePart, there: DirectivePart, runs: Sequence[Alignment]) -> bool:
    """Whether shared wording of some length stands in another order."""
    if all(x.source.start < y.source.start for x, y in pairwise(runs)):
        return False
    long = [a for a in runs if min(len(here.wording(*a.derived)), len(there.wording(*a.source))) >= LONG]
    return any(x.source.start > y.source.start for x, y in pairwise(long))


def gaps(provision: Provision, origin: Provision, runs: Sequence[Alignment]) -> Iterator[tuple[Span, Span]]:
    """The stretches between the runs, each with that between the same runs of the source."""
    left, right = provision.span.start, origin.span.start
    for run in runs:
        if run.source.start >= right:
            yield Span(left, run.derived.start), Span(right, run.source.start)
            left, right = run.derived.end, run.source.end
    yield Span(left, provision.span.end), Span(right, origin.span.end)


def alike(here: DirectivePart, there: DirectivePart, derived: Span, source: Span) -> bool:
    """Whether two stretches between the same runs differ in nothing but names."""
    a, b = here.wording(*derived), there.wording(*source)
    if not a and not b:
        return True
    new, old = differing(here.document.text, a, there.document.text, b)
    if exchanged(here, there, new, old):
        return False
    rest, lost = here.bearing(new), there.bearing(old)
    if lost and not rest and here.naming(new):
        return phrase(there.document.text[source.start : source.end])
    return not rest and not lost


def phrase(text: str) -> bool:
    """Whether a name can stand for some wording: it says who or where, and directs nothing."""
    rules = RuleSet.default().by_id
    return PHRASE.fullmatch(text) is not None and not any(rules[r].regex.search(text) for r in BINDING)


def differing(derived: str, a: Sequence[int], source: str, b: Sequence[int]) -> tuple[list[int], list[int]]:
    """Of some signs on both sides those that have no equal one on the other, in order."""
    found = SequenceMatcher(None, [derived[k] for k in a], [source[k] for k in b], autojunk=False)
    new: list[int] = []
    old: list[int] = []
    for kind, i, j, k, n in found.get_opcodes():
        if kind != "equal":
            new += a[i:j]
            old += b[k:n]
    return new, old


def exchanged(here: DirectivePart, there: DirectivePart, new: Sequence[int], old: Sequence[int]) -> bool:
    """Whether a unit in differing wording does what no unit of the other side does.

    Of a list of units one may be left out: a place below need not have them all.
    """
    added = any(stranger(core, there) for core, _ in here.units(new))
    gone = any(stranger(core, here) and not there.listed(span) for core, span in there.units(old))
    return added or gone


def stranger(core: str, other: DirectivePart) -> bool:
    """Whether the other side has no unit of a function."""
    return bool(core) and not any(same_function(core, x) for x, _ in other.bodies)
