"""A `Document` as plain data in the annotation format."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from policytext.annotation.printing import Printing
from policytext.model import (
    Assignment,
    Citation,
    Deadline,
    Document,
    DutyRow,
    Header,
    Problem,
    Section,
    Sentence,
    Source,
    Task,
)

FORMAT = "policytext-annotation/1"


def to_annotation(doc: Document) -> dict[str, Any]:
    """The document as plain data in the annotation format, ready for `json` (标注格式).

    >>> from policytext.span import Span
    >>> unit = Sentence(span=Span(0, 7), text="各地要开展排查", label="task", section=None, rule="label.default")
    >>> to_annotation(Document(doc_id="x", text=unit.text, sentences=(unit,)))["sentences"][0]["span"]
    [0, 7]
    """
    held = {name: by_sentence(getattr(doc, name)) for name in ("tasks", "assignments", "deadlines", "targets")}
    printing = Printing(doc.text)
    h = doc.header
    return {
        "format": FORMAT,
        "doc_id": doc.doc_id,
        "document": header_row(h, printing),
        "sections": [section_row(s, printing) for s in doc.sections],
        "sentences": [sentence_row(i, s, held, printing) for i, s in enumerate(doc.sentences)],
        "citations": [citation_row(c, printing) for c in doc.citations],
        "slogans": [{**place(s), "kind": s.kind, "marked": s.marked, "rule": s.rule} for s in doc.slogans],
        "provisions": [
            {"span": list(p.span), "path": p.path, "heading": p.heading, "section": p.section} for p in doc.provisions
        ],
        **({"duties": [duty_row(x) for x in doc.duties]} if doc.duties else {}),
        "evidence": [{"field": e.field, "value": e.value, "span": list(e.span), "rule": e.rule} for e in h.evidence],
        "elements": [{"name": e.name, **quoted(e), "rule": e.rule} for e in h.elements],
        "problems": [problem_row(p) for p in doc.problems],
        "source": source_row(doc.source),
        "metadata": dict(doc.metadata),
    }


def header_row(h: Header, printing: Printing) -> dict[str, Any]:
    """The header; names and titles as the text prints them."""
    printed = printing.printed
    return {
        "title": printed(h.title),
        "enclosures": list(map(printed, h.enclosures)),
        "genre": printed(h.genre),
        "enclosure_genre": printed(h.enclosure_genre),
        "document_number": printing.number(h.document_number),
        "issuers": list(map(printed, h.issuers)),
        "addressees": list(map(printed, h.addressees)),
        "issued": iso(h.issued),
        "printed": iso(h.printed),
        "level": h.level,
        "jurisdiction": printed(h.jurisdiction),
    }


def section_row(s: Section, printing: Printing) -> dict[str, Any]:
    """One section of the outline."""
    return {
        "marker": s.marker,
        "heading": printing.printed(s.heading),
        "level": s.level,
        "sentence_id": s.sentence,
        "span": list(s.span),
        "path": s.path,
        "parent": s.parent,
        "rule": s.rule,
    }


def sentence_row(
    i: int, s: Sentence, held: Mapping[str, Mapping[int, list[Any]]], printing: Printing
) -> dict[str, Any]:
    """One text unit with what stands in it; the lists are there only where they hold something."""
    row: dict[str, Any] = {"id": i, "span": list(s.span), "text": s.text, "label": s.label}
    tasks: list[Task] = held["tasks"].get(i, [])
    if tasks and s.label == "task":
        row["modality"] = tasks[0].modality
    row |= {"section": s.section, "rule": s.rule}
    lists = {
        "tasks": [{"span": list(t.span), "modality": t.modality, "rule": t.rule} for t in tasks],
        "units": [
            {**quoted(a), "name": printing.name(a.name, a.text), "role": a.role, "source": a.source, **reach(a)}
            for a in held["assignments"].get(i, [])
        ],
        "deadlines": [
            {
                **quoted(d),
                "kind": d.kind,
                "earliest": iso(d.earliest),
                "latest": iso(d.latest),
                "recurs": d.recurs,
                **reach(d),
            }
            for d in held["deadlines"].get(i, [])
        ],
        "targets": [{**quoted(t), "rule": t.rule} for t in held["targets"].get(i, [])],
    }
    return row | {k: v for k, v in lists.items() if v}


def citation_row(c: Citation, printing: Printing) -> dict[str, Any]:
    """One citation."""
    return {
        **place(c),
        "title": printing.printed(c.title),
        "number": printing.number(c.number),
        "kind": c.kind,
        "relation": c.relation,
        "rule": c.rule,
    }


def by_sentence(finds: Iterable[Any]) -> dict[int, list[Any]]:
    """Finds under the index of the text unit in which they stand."""
    out: dict[int, list[Any]] = defaultdict(list)
    for x in finds:
        out[x.sentence].append(x)
    return out


def quoted(x: Any) -> dict[str, Any]:
    """Span and text."""
    return {"span": list(x.span), "text": x.text}


def place(x: Any) -> dict[str, Any]:
    """Text unit, span and text."""
    return {"sentence_id": x.sentence, **quoted(x)}


def reach(x: Assignment | Deadline) -> dict[str, Any]:
    """What a unit or deadline applies to, and the rule that found it."""
    return {"scope": x.scope, "governs": list(x.governs), "rule": x.rule}


def duty_row(x: DutyRow) -> dict[str, Any]:
    """A row of a table of duties as plain data."""
    return {
        **quoted(x),
        "table": x.table,
        "row": x.row,
        "heading": x.heading,
        "sentences": list(x.sentences),
        "units": list(x.units),
        "times": list(x.times),
        "time": x.time,
        "rule": x.rule,
    }


def source_row(s: Source) -> dict[str, Any]:
    """Where a text came from as plain data."""
    return {
        "path": s.path,
        "format": s.format,
        "encoding": s.encoding,
        "sha256": s.sha256,
        "reader": s.reader,
        "pages": list(s.pages),
    }


def problem_row(p: Problem) -> dict[str, Any]:
    """A problem as plain data."""
    span = list(p.span) if p.span else None
    return {"code": p.code, "message": p.message, "action": p.action, "span": span, "path": p.path}


def iso(day: dt.date | None) -> str | None:
    """A date as ISO 8601."""
    return day.isoformat() if day else None
