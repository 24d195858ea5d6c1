"""The rows of every table for one document.

An object's id is `doc_id/kind@start`: it comes from the place in the text, so that neither a new rule nor a new
document renumbers what a coder has checked; where several objects of a kind begin at one place (a shared ending
distributed over several names) the second has `.2`, and so on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from policytext.masking import concealed, hidden, veiled
from policytext.model import Assignment, Deadline, Document, DutyRow, Element, Extract, Problem, Provision, Role
from policytext.sources.metadata import RULE as METADATA
from policytext.span import Span
from policytext.values import (
    actions,
    article,
    body,
    charged,
    conditions,
    detailed,
    effect,
    expansion,
    jurisdiction_line,
    quantity,
)

JOIN = "；"
"""What stands between several values in one cell (issuers, addressees)."""
ELEMENTS_ZH = {
    "copy_number": "份号", "secrecy": "密级和保密期限", "urgency": "紧急程度", "letterhead": "发文机关标志",
    "document_number": "发文字号", "signer": "签发人", "title": "标题", "addressees": "主送机关", "body": "正文",
    "attachment_note": "附件说明", "signature": "发文机关署名", "date": "成文日期", "seal": "印章", "note": "附注",
    "attachment": "附件", "copied_to": "抄送机关", "imprint": "印发机关和印发日期", "page_number": "页码",
}  # fmt: skip
EXPECTED = ("title", "genre", "document_number", "issuers", "issued", "level", "jurisdiction")
"""Header fields that an instrument of the genre should have."""
COUNTED = (
    "sections", "sentences", "provisions", "tasks", "assignments", "deadlines", "targets", "slogans", "citations",
    "problems",
)  # fmt: skip
"""What a row of `documents` counts."""

Found = TypeVar("Found", bound=Extract | Provision | Element | DutyRow)


@dataclass(frozen=True)
class Rows:
    """The rows of every table for one document."""

    doc: Document
    mask: tuple[str, ...] = ()
    """What is masked in the cells that show text."""

    @cached_property
    def shown(self) -> str:
        """The text of the document as the cells show it."""
        return concealed(self.doc, self.mask)

    def id(self, kind: str, start: int) -> str:
        """Id of the object of that kind that begins at `start`."""
        return f"{self.doc.doc_id}/{kind}@{start}"

    def ids(self, kind: str, finds: Iterable[Found]) -> list[str]:
        """Ids of all objects of a kind, in their order."""
        seen: dict[int, int] = {}
        out: list[str] = []
        for x in finds:
            at = x.span.start
            seen[at] = n = seen.get(at, 0) + 1
            out.append(self.id(kind, at) if n == 1 else f"{self.id(kind, at)}.{n}")
        return out

    def with_ids(self, kind: str, finds: Iterable[Found]) -> Iterator[tuple[Found, str]]:
        """The objects of a kind, each with its id."""
        return zip(finds, self.ids(kind, finds), strict=True)

    @cached_property
    def section_ids(self) -> list[str]:
        """Ids of the sections."""
        return self.ids("section", self.doc.sections)

    @cached_property
    def sentence_ids(self) -> list[str]:
        """Ids of the text units."""
        return self.ids("sentence", self.doc.sentences)

    @cached_property
    def task_ids(self) -> list[str]:
        """Ids of the tasks."""
        return self.ids("task", self.doc.tasks)

    @cached_property
    def task_of(self) -> dict[int, str]:
        """Index of a text unit → id of its task (of the first, where it has several)."""
        return {t.sentence: i for t, i in reversed(list(zip(self.doc.tasks, self.task_ids, strict=True)))}

    def section(self, index: int | None) -> tuple[str | None, str | None]:
        """Id and path of a section."""
        return (None, None) if index is None else (self.section_ids[index], self.doc.sections[index].path)

    def place(self, x: Any) -> tuple[int, int, str]:
        """Start, end, text."""
        text = self.shown[x.span.start : x.span.end] if self.mask else x.text
        return x.span.start, x.span.end, text

    def made(self, value: str | None, *finds: Span | None) -> str | None:
        """A value that was made of the text of some finds, as a cell shows it."""
        if not self.mask or not value:
            return value
        return veiled(value, {w for s in finds if s for w in hidden(self.doc.text[slice(*s)], self.shown[slice(*s)])})

    def documents(self) -> Iterator[tuple[Any, ...]]:
        """One row."""
        doc, source = self.doc, self.doc.source
        file = (source.path, source.format, source.encoding, source.sha256)
        counts = (len(getattr(doc, kind)) for kind in COUNTED)
        yield (doc.doc_id, *header_cells(doc), len(doc.text), *counts, *undecided(doc), *file)

    def elements(self) -> Iterator[tuple[Any, ...]]:
        """A row per element as printed."""
        for e, i in self.with_ids("element", self.doc.header.elements):
            yield (self.doc.doc_id, i, e.name, ELEMENTS_ZH[e.name], *self.place(e), e.rule)

    def sections(self) -> Iterator[tuple[Any, ...]]:
        """A row per section."""
        for s, i in zip(self.doc.sections, self.section_ids, strict=True):
            parent, _ = self.section(s.parent)
            at = self.sentence_ids[s.sentence]
            heading = self.made(s.heading, s.span)
            yield (self.doc.doc_id, i, parent, s.path, s.level, s.marker, heading, at, *s.span, s.rule)

    def sentences(self) -> Iterator[tuple[Any, ...]]:
        """A row per text unit."""
        for s, i in zip(self.doc.sentences, self.sentence_ids, strict=True):
            yield (self.doc.doc_id, i, *self.section(s.section), s.label, *self.place(s), s.rule)

    def provisions(self) -> Iterator[tuple[Any, ...]]:
        """A row per provision."""
        for p, i in self.with_ids("provision", self.doc.provisions):
            within = None if p.section is None else self.doc.sections[p.section].span
            heading = self.made(p.heading, p.span, within)
            yield (self.doc.doc_id, i, self.section(p.section)[0], p.path, heading, *self.place(p))

    def tasks(self) -> Iterator[tuple[Any, ...]]:
        """A row per task."""
        units = gather((a.governs, a.name) for a in self.doc.assignments if charged(a))
        times = gather((d.governs, d.text) for d in self.doc.deadlines)
        targets = gather(((t.sentence,), t.text) for t in self.doc.targets)
        for t, i in zip(self.doc.tasks, self.task_ids, strict=True):
            k = t.sentence
            yield (
                self.doc.doc_id,
                i,
                self.sentence_ids[k],
                *self.section(self.doc.sentences[k].section),
                self.made(joined(f"{a.verb}{a.object or ''}" for a in actions(self.doc, t)), t.span),
                self.made(joined(conditions(self.doc, t)), t.span),
                t.modality,
                joined(units.get(k, ())),
                joined(times.get(k, ())),
                joined(targets.get(k, ())),
                *self.place(t),
                t.rule,
            )

    def governed(self, x: Assignment | Deadline, own_id: str) -> Iterator[tuple[Any, ...]]:
        """The id columns of a unit or deadline, once for every text unit it governs, or once without."""
        at = self.sentence_ids[x.sentence]
        for k in x.governs or (None,):
            governed = None if k is None else self.sentence_ids[k]
            yield (self.doc.doc_id, own_id, None if k is None else self.task_of.get(k), governed, at)

    def assignments(self) -> Iterator[tuple[Any, ...]]:
        """A row per unit and governed text unit."""
        for a, i in self.with_ids("assignment", self.doc.assignments):
            b = body(self.doc, a)
            who = (b.open, b.name or joined(b.candidates), b.level, b.kind)
            for row in self.governed(a, i):
                *_, governed, at = row
                origin = at if governed not in (None, at) else None
                yield (*row, a.name, *who, a.role, a.source, a.scope, origin, *self.place(a), a.rule)

    def deadlines(self) -> Iterator[tuple[Any, ...]]:
        """A row per deadline and governed text unit."""
        for d, i in self.with_ids("deadline", self.doc.deadlines):
            origin = d.scope if d.scope in ("sentence", "row") else "section"
            for row in self.governed(d, i):
                yield (*row, d.kind, d.earliest, d.latest, d.recurs, origin, *self.place(d), d.rule)

    def targets(self) -> Iterator[tuple[Any, ...]]:
        """A row per target."""
        for t, i in self.with_ids("target", self.doc.targets):
            at = self.sentence_ids[t.sentence]
            q = quantity(self.doc, t)
            value = (q.comparator, q.number, q.upper, q.unit, q.counted, q.base)
            yield (self.doc.doc_id, i, self.task_of.get(t.sentence), at, *value, *self.place(t), t.rule)

    def slogans(self) -> Iterator[tuple[Any, ...]]:
        """A row per slogan."""
        for s, i in self.with_ids("slogan", self.doc.slogans):
            host = self.doc.sentences[s.sentence]
            at = self.sentence_ids[s.sentence]
            yield (self.doc.doc_id, i, at, s.kind, expansion(self.doc, s), s.marked, host.label, *self.place(s), s.rule)

    def citations(self) -> Iterator[tuple[Any, ...]]:
        """A row per citation."""
        for c, i in self.with_ids("citation", self.doc.citations):
            ids = (self.doc.doc_id, i, self.task_of.get(c.sentence), self.sentence_ids[c.sentence])
            done = (article(self.doc, c), effect(self.doc, c))
            yield (*ids, c.title, c.number, c.kind, *done, c.relation, *self.place(c), c.rule)

    def duties(self) -> Iterator[tuple[Any, ...]]:
        """A row per row of a table of duties."""
        doc = self.doc
        provisions = self.ids("provision", doc.provisions)
        named, timed = in_rows(doc.assignments), in_rows(doc.deadlines)
        for x, i, k in zip(doc.duties, self.ids("duty", doc.duties), detailed(doc), strict=True):
            units = [a for n in x.units for a in named.get(n, ())]
            times = [d for n in x.times for d in timed.get(n, ())]
            task = next((self.task_of[n] for n in x.sentences if n in self.task_of), None)
            roles: tuple[Role, ...] = ("lead", "responsible", "cooperate")
            names = ("、".join(dict.fromkeys(a.name for a in units if a.role == role)) or None for role in roles)
            first = min((d.earliest for d in times if d.earliest), default=None)
            last = max((d.latest for d in times if d.latest), default=None)
            if any(d.earliest and not d.latest for d in times):
                last = None
            what = (None, None) if k is None else (provisions[k], doc.provisions[k].path)
            yield (
                doc.doc_id,
                i,
                x.table,
                x.row,
                self.made(x.heading, Span(0, x.span.start)),
                *self.place(x),
                task,
                *names,
                self.made(x.time, Span(x.span.end, len(doc.text))),
                first,
                last,
                *what,
                x.rule,
            )

    def problems(self) -> Iterator[tuple[Any, ...]]:
        """A row per problem of the document."""
        for p in self.doc.problems:
            p = replace(p, message=self.made(p.message, p.span) or "")
            yield problem_row(p, self.doc, self.shown if self.mask else None)


InRow = TypeVar("InRow", Assignment, Deadline)


def in_rows(finds: Iterable[InRow]) -> dict[int, list[InRow]]:
    """What stands in rows of tables of duties, under the text unit in which it is written."""
    found: dict[int, list[InRow]] = {}
    for x in finds:
        if x.scope == "row":
            found.setdefault(x.sentence, []).append(x)
    return found


def problem_row(p: Problem, doc: Document | None = None, shown: str | None = None) -> tuple[Any, ...]:
    """One row of `problems`, of a document (with its text as it may be shown) or of none."""
    doc_id, path, text = (doc.doc_id, doc.source.path, shown or doc.text) if doc else (None, None, "")
    start, end = p.span or (None, None)
    quote = text[start : min(p.span.end, p.span.start + 80)] if p.span else None
    return (doc_id, p.path or path, p.code, p.message, p.action, start, end, quote)


def joined(values: Iterable[str]) -> str | None:
    """Several values in one cell; nothing for none."""
    return JOIN.join(values) or None


def gather(pairs: Iterable[tuple[Iterable[int], str]]) -> dict[int, dict[str, None]]:
    """For each text unit the different values that apply to it, in order."""
    out: dict[int, dict[str, None]] = {}
    for places, value in pairs:
        for k in places:
            out.setdefault(k, {})[value] = None
    return out


def header_cells(doc: Document) -> tuple[Any, ...]:
    """What a row of `documents` says of the header, and which of it the metadata gave."""
    h = doc.header
    return (
        h.title,
        h.document_number,
        h.genre,
        h.enclosure_genre,
        joined(h.enclosures),
        joined(h.issuers),
        joined(h.addressees),
        h.issued,
        h.printed,
        joined(jurisdiction_line(doc)),
        h.level,
        h.jurisdiction,
        doc.metadata.get("url"),
        joined(dict.fromkeys(e.field for e in h.evidence if e.rule == METADATA or e.span.start == e.span.end)),
    )


def undecided(doc: Document) -> tuple[float | None, str | None, int, int, int]:
    """How much is left open: labels (their share), header fields, tasks, deadlines, citations."""
    open_labels = sum(s.rule == "label.default" or s.rule.startswith("label.default.") for s in doc.sentences)
    assigned = {i for a in doc.assignments if charged(a) for i in a.governs}
    return (
        open_labels / len(doc.sentences) if doc.sentences else None,
        joined(f for f in EXPECTED if not getattr(doc.header, f)),
        sum(t.sentence not in assigned for t in doc.tasks),
        sum(not (d.earliest or d.latest or d.recurs) for d in doc.deadlines),
        sum(c.kind in ("document", "law") and not (c.title or c.number) for c in doc.citations),
    )
