"""Finds → span groups: one group for each kind, with exact offsets and values beside the spans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from spacy.tokens import Doc, Span, SpanGroup

from policytext.model import Document
from policytext.sources.characters import LONE
from policytext.tables.rows import Rows

Alignment = Literal["expand", "contract", "strict"]


@dataclass(frozen=True, slots=True)
class Group:
    """A span group: the finds of a `Document` that it holds, and what is told of each."""

    held: str
    """Attribute of the document; `header.elements` are those of its header."""
    kind: str
    """How our tables call it in ids."""
    label: str
    """The field that labels a span; else, where there is no such field, the label itself."""
    values: tuple[str, ...] = ()
    """Fields that stand beside the span."""


KINDS = {
    "text_units": Group("sentences", "sentence", "label"),
    "sections": Group("sections", "section", "section", ("path", "level", "marker", "heading")),
    "provisions": Group("provisions", "provision", "provision", ("path", "heading")),
    "tasks": Group("tasks", "task", "modality"),
    "units": Group("assignments", "assignment", "role", ("name", "source", "scope")),
    "deadlines": Group("deadlines", "deadline", "kind", ("earliest", "latest", "recurs", "scope")),
    "targets": Group("targets", "target", "target"),
    "slogans": Group("slogans", "slogan", "kind", ("marked",)),
    "citations": Group("citations", "citation", "kind", ("title", "number", "relation")),
    "elements": Group("header.elements", "element", "name"),
}
GROUPS = tuple(KINDS)
"""Names of the span groups."""


def finds(document: Document, name: str) -> Iterator[dict[str, Any]]:
    """The finds of one group as plain data: id, label, rule, offsets, values."""
    group = KINDS[name]
    held: Any = document
    for step in group.held.split("."):
        held = getattr(held, step)
    for x, own_id in Rows(document).with_ids(group.kind, held):
        yield {
            "id": clean(own_id),
            "label": getattr(x, group.label, group.label),
            "rule": getattr(x, "rule", ""),
            "start": x.span.start,
            "end": x.span.end,
            **{field: clean(getattr(x, field)) for field in group.values},
        }


def clean(value: Any) -> Any:
    """A value as msgpack can hold it: dates as ISO 8601, no lone surrogates."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return LONE.sub("\ufffd", value) if isinstance(value, str) else value


def span_group(doc: Doc, name: str, found: Iterable[dict[str, Any]], alignment: Alignment) -> SpanGroup:
    """A span group of plain finds; its `attrs` keep the exact offsets, also of those that no span can stand for.

    `attrs["finds"][i]` belongs to span `i`; its `aligned` says whether the span has just these offsets. What the
    alignment leaves no token of is in `attrs["dropped"]`.
    """
    spans: list[Span] = []
    kept: list[dict[str, Any]] = []
    dropped: list[dict[str, Any]] = []
    for x in found:
        span = doc.char_span(x["start"], x["end"], label=x["label"], span_id=x["rule"], alignment_mode=alignment)
        if span is None or not len(span):
            dropped.append(x)
        else:
            spans.append(span)
            kept.append({**x, "aligned": (span.start_char, span.end_char) == (x["start"], x["end"])})
    return SpanGroup(doc, name=name, spans=spans, attrs={"alignment": alignment, "finds": kept, "dropped": dropped})
