"""A document as the doctor looks at it: its text folded, its first printing, what in it is no running text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from policytext.doctor.finding import Finding, Severity
from policytext.model import Document
from policytext.reading.rules import Mark, RuleSet
from policytext.reading.text.fold import TRADITIONAL, see, simplified
from policytext.reading.text.view import View
from policytext.span import Span

REPRINT = "header.reprint"
LEAST_TRADITIONAL = 0.04
"""Share of characters that a text in Traditional script has of its own, at least; about a third of them differ."""


@lru_cache(maxsize=16)
def default_family(prefix: str) -> RuleSet:
    """The library's own rules of one complaint."""
    return RuleSet.default().family(prefix)


@dataclass(frozen=True)
class Chart:
    """One document with what every complaint needs to see of it."""

    doc: Document
    shown: str | None = None
    """The text as it may be quoted, where something in it is masked (遮蔽); offsets stay."""
    view: View = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "view", see(self.doc.text))

    @cached_property
    def reprint(self) -> Span | None:
        """Where the text is printed a second time."""
        spans = [s.span for s in self.doc.sentences if s.rule == REPRINT]
        return Span(spans[0].start, spans[-1].end) if spans else None

    @cached_property
    def end(self) -> int:
        """Where the first printing ends."""
        return self.reprint.start if self.reprint else len(self.doc.text)

    @cached_property
    def traditional(self) -> bool:
        """Whether the text is written in Traditional characters."""
        text = self.doc.text
        if sum(ch in text for ch in TRADITIONAL) < 2:
            return False
        own = sum(ord(ch) in simplified() for ch in text)
        return own >= LEAST_TRADITIONAL * len(text)

    def marks(self, prefix: str) -> list[tuple[Mark, Span]]:
        """Where the rules of a family stand in the first printing: leftmost, longest."""
        text, family = self.view.text, default_family(prefix)
        placed = [(m, self.view.span(m.start, m.end)) for m in family.scan(text)]
        return [(m, span) for m, span in placed if span.start < self.end]

    def first_of_each(self, prefix: str) -> Iterator[tuple[Mark, Span, int]]:
        """The first place of each rule of a family, and how many places it has."""
        groups: dict[str, list[tuple[Mark, Span]]] = {}
        for mark, span in self.marks(prefix):
            groups.setdefault(mark.rule.id, []).append((mark, span))
        for places in groups.values():
            yield *places[0], len(places)

    def quote(self, span: Span, most: int = 40) -> str:
        """A piece of the text on one line, cut where it is long."""
        piece = " ".join((self.shown or self.doc.text)[span.start : span.end].split())
        return piece if len(piece) <= most else piece[:most] + "…"

    def find(
        self,
        code: str,
        message: str,
        action: str,
        severity: Severity,
        *,
        span: Span | None = None,
        **more: str | None,
    ) -> Finding:
        """A finding of this document."""
        return Finding(
            doc_id=self.doc.doc_id, code=code, message=message, action=action, severity=severity, span=span, **more
        )
