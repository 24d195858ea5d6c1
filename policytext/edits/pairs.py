"""The two provisions of a link side by side: their texts, the runs they share, and what else each draws on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from policytext.derivation.directive import directive, found_in, unwrapped
from policytext.edits.edit import Change, Edit
from policytext.model import LEVELS, Alignment, Document, Link, Provision, Sentence
from policytext.span import Span

STOP = re.compile(r"[。\n]")
COMMA = re.compile(r"[，；：。\n]")
NEAR = 8
"""Most characters between such a piece and the shared wording on either side."""
SHORT = 24
"""Most characters that one piece of wording can have been put in the place of."""


Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot(Generic[Value]):
    """A piece of a provision that may have a counterpart on the other side."""

    span: Span
    value: Value
    """What is compared."""
    rule: str


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two provisions, in its document."""

    document: Document
    provision: Provision
    others: tuple[Provision, ...]
    """Provisions on the other side that this one is linked to as well."""

    @property
    def text(self) -> str:
        """The text of the whole document, which spans refer to."""
        return self.document.text

    @cached_property
    def directive(self) -> Span:
        """The provision without its marker and heading, which say what it is about and direct nobody."""
        return directive(self.document, self.provision)

    @cached_property
    def flat(self) -> str:
        """The text of the provision without line ends that only wrap it; offsets are those of its text."""
        return unwrapped(self.document, self.provision)

    def finds(self, rule: str) -> Iterator[tuple[Span, dict[str, str]]]:
        """Where the pattern of a rule stands in the provision, with its named parts."""
        shift = self.provision.span.start
        for span, named in found_in(self.flat, rule):
            if span.start + shift >= self.directive.start:
                yield Span(span.start + shift, span.end + shift), dict(named)

    def slots(self, rule: str) -> list[Slot[str]]:
        """The same as slots whose value is the wording."""
        return [Slot(span=s, value=self.text[s.start : s.end], rule=rule) for s, _ in self.finds(rule)]

    def sentence(self, at: int) -> Span:
        """The sentence around a place of the provision, bounded by full stops and line ends."""
        return self.between(STOP, Span(at, at))

    def clause(self, span: Span) -> Span:
        """The clause around a piece, bounded by commas and whatever parts more than they do."""
        return self.between(COMMA, span)

    def between(self, marks: re.Pattern[str], span: Span) -> Span:
        """The stretch around a piece between two marks; a line that was only wrapped goes on."""
        start, end = self.provision.span
        places = [m.start() for m in marks.finditer(self.text, start, end) if not self.wrapped(m.start())]
        left = max((k + 1 for k in places if k < span.start), default=start)
        return Span(left, min((k for k in places if k >= span.end), default=end))

    def wrapped(self, at: int) -> bool:
        """Whether a line ends inside a text unit there."""
        return self.text[at] == "\n" and any(s.span.start < at < s.span.end - 1 for s in self.units)

    @cached_property
    def units(self) -> tuple[Sentence, ...]:
        """The text units of the provision."""
        return tuple(s for s in self.document.sentences if s.span.overlaps(self.provision.span))

    def lists(self, span: Span) -> bool:
        """Whether a piece belongs to a list of responsible units, which every provision may have."""
        return any(u.label == "responsibility" and u.span.overlaps(span) for u in self.units)

    @cached_property
    def cited(self) -> tuple[Span, ...]:
        """Where other documents are named: their titles are no wording of the provision."""
        return tuple(c.span for c in self.document.citations if self.provision.span.overlaps(c.span))

    def quotes(self, span: Span) -> bool:
        """Whether a piece belongs to the title of another document."""
        return any(span.overlaps(c) for c in self.cited)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Both sides of a link and the runs of wording that they share, in the order of the derived side."""

    derived: Side
    source: Side
    runs: tuple[Alignment, ...]
    elsewhere: tuple[Span, ...]
    """What the derived provision shares with its other sources."""
    taken: tuple[Span, ...] = ()
    """What the source provision shares with others that the derived document drew from it."""
    tells_added: bool = True
    """Whether this is the strongest link of the derived provision: what it adds to all its sources is told once."""
    tells_dropped: bool = True
    """Whether this is the strongest link of the source provision: what nobody took over is told once."""

    def edit(self, change: Change, derived: Span | None, source: Span | None, rule: str) -> Edit:
        """The change with the wording of its two places."""
        return Edit(
            change=change,
            derived=derived,
            source=source,
            derived_text=self.derived.text[derived.start : derived.end] if derived else None,
            source_text=self.source.text[source.start : source.end] if source else None,
            rule=rule,
        )

    def shared(self, span: Span) -> int:
        """How many characters of a piece of the derived text stand in runs shared with this or another source."""
        places = {
            k
            for run in (*(a.derived for a in self.runs), *self.elsewhere)
            for k in range(max(run.start, span.start), min(run.end, span.end))
        }
        return sum(self.derived.text[k].isalnum() for k in places)

    @property
    def elsewhere_or_below(self) -> bool:
        """Whether the derived document can speak of a lower level, or of another place; peers have the same."""
        here, there = self.derived.document.header, self.source.document.header
        if here.level is None or there.level is None:
            return True
        lower = LEVELS.index(here.level) > LEVELS.index(there.level)
        return lower or (here.level == there.level != "central" and here.jurisdiction != there.jurisdiction)

    def taken_over(self, span: Span) -> bool:
        """Whether half of a stretch of the derived text stands in shared wording."""
        return 2 * self.shared(span) >= sum(map(str.isalnum, self.derived.text[span.start : span.end]))

    def taken_around(self, at: int) -> bool:
        """The same of the sentence around a place of the derived text, or of all that its provision directs."""
        return any(map(self.taken_over, (self.derived.sentence(at), self.derived.directive)))

    def counterpart(self, span: Span) -> Span | None:
        """What stands in the source in the place of a piece of the derived text: between the runs beside it.

        `None` where the piece is far from shared wording in its sentence, or the runs beside it are not beside each
        other in the source; an empty span where it was put in between.
        """
        sentence = self.derived.sentence(span.start)
        runs = [a for a in self.runs if a.derived.overlaps(sentence) and not self.source.lists(a.source)]
        before = [a for a in runs if a.derived.end <= span.start + 1]
        behind = [a for a in runs if a.derived.start >= span.end - 1]
        last = max(before, key=lambda a: a.derived.end, default=None)
        after = min(behind, key=lambda a: a.derived.start, default=None)
        near = after or last
        if near is None:
            return None
        left = last.derived.end if last else sentence.start
        right = after.derived.start if after else sentence.end
        there = self.source.sentence(near.source.start if after else near.source.end)
        found = Span(last.source.end if last else there.start, after.source.start if after else there.end)
        far = max(right - span.end, span.start - left) > NEAR or not 0 <= found.length <= SHORT
        return None if far or found.start < there.start else self.fitted(span, trimmed(self.source.text, found))

    def fitted(self, span: Span, there: Span) -> Span:
        """A counterpart without the words that stand before and behind the piece as well: too short to be shared runs.

        鼓励相邻县（市、区）共建 and 鼓励青禾县共建 have 鼓励 in common.
        """
        before = self.derived.text[self.derived.sentence(span.start).start : span.start]
        behind = self.derived.text[span.end : span.end + SHORT]
        start, end = there
        piece = self.source.text[start:end]
        start += max((n for n in range(len(piece)) if before.endswith(piece[:n])), default=0)
        piece = self.source.text[start:end]
        end -= max((n for n in range(len(piece)) if n and behind.startswith(piece[-n:])), default=0)
        return Span(start, end)

    def mirrored(self) -> Pair:
        """The pair seen from its source."""
        runs = (Alignment(derived=a.source, source=a.derived) for a in self.runs)
        return Pair(
            derived=self.source,
            source=self.derived,
            runs=tuple(sorted(runs, key=lambda a: a.derived)),
            elsewhere=self.taken,
            taken=self.elsewhere,
            tells_added=self.tells_dropped,
            tells_dropped=self.tells_added,
        )


def trimmed(text: str, span: Span) -> Span:
    """A piece without the marks and blanks around it."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    closed = text.count("（", start, end) <= text.count("）", start, end)
    return Span(start, end if closed or text[end : end + 1] != "）" else end + 1)


Strength = tuple[float, int, str, Span, Span]
WEAKEST: Strength = (-1.0, 0, "", Span(0, 0), Span(0, 0))


def strength(link: Link) -> Strength:
    """How much a link is worth among those of one provision, all different."""
    shared = sum(a.derived.length for a in link.evidence)
    derived, source = (p.span if p else Span(0, 0) for p in (link.derived, link.source))
    return link.score, shared, link.source_doc, derived, source


def pair_of(link: Link, derived: Document, source: Document, beside: Sequence[Link]) -> Pair | None:
    """The two provisions of a link; `None` where it has none, or no direction."""
    if link.derived is None or link.source is None or link.relation == "common_source":
        return None
    here, there = (link.derived_doc, link.derived.span), (link.source_doc, link.source.span)
    others = [x for x in beside if x.derived is not None and x.source is not None and x != link]
    sources = [x for x in others if x.derived and (x.derived_doc, x.derived.span) == here]
    drawn = [x for x in others if x.source and (x.source_doc, x.source.span) == there and x.derived_doc == here[0]]
    return Pair(
        derived=Side(document=derived, provision=link.derived, others=tuple(x.source for x in sources if x.source)),
        source=Side(document=source, provision=link.source, others=tuple(x.derived for x in drawn if x.derived)),
        runs=tuple(sorted(link.evidence, key=lambda a: a.derived)),
        elsewhere=tuple(a.derived for x in sources for a in x.evidence),
        taken=tuple(a.source for x in drawn for a in x.evidence),
        tells_added=strength(link) >= max(map(strength, sources), default=WEAKEST),
        tells_dropped=strength(link) >= max(map(strength, drawn), default=WEAKEST),
    )
