"""What differs between two sets of documents: read by other rules, or before and after correction."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from policytext.annotation.coded import CODED
from policytext.columns import Column
from policytext.model import Document
from policytext.span import Span
from policytext.tables import frame
from policytext.tables.schemas import DOC_ID, END, START, TEXT

if TYPE_CHECKING:
    import pandas as pd

CHANGE_COLUMNS = {
    "doc_id": DOC_ID,
    "kind": Column("string", "类别", "document, header, section, sentence, provision, task, assignment …"),
    "change": Column("string", "变化", "gained, lost or changed"),
    "field": Column("string", "字段", "the field that changed; empty for what was gained or lost"),
    "before": Column("string", "原值", "value in the first"),
    "after": Column("string", "新值", "value in the second"),
    "start": START,
    "end": END,
    "text": TEXT,
}
KINDS = {
    "section": "sections",
    "sentence": "sentences",
    "provision": "provisions",
    "task": "tasks",
    "assignment": "assignments",
    "deadline": "deadlines",
    "target": "targets",
    "slogan": "slogans",
    "citation": "citations",
}
PLACES = {"sentence", "section", "parent", "governs"}
"""Fields that are indices into other finds: they move when something before them is gained, and say nothing new."""

Row = tuple[Any, ...]


def changes(before: Iterable[Document], after: Iterable[Document]) -> pd.DataFrame:
    """One row per object gained or lost and per field changed, from `before` to `after`, document by document."""
    return frame(CHANGE_COLUMNS, compare(before, after))


def compare(before: Iterable[Document], after: Iterable[Document]) -> Iterator[Row]:
    """The rows."""
    old, new = ({d.doc_id: d for d in docs} for docs in (before, after))
    for doc_id in dict.fromkeys((*old, *new)):
        if doc_id not in new:
            yield (doc_id, "document", "lost", *[None] * 6)
        elif doc_id not in old:
            yield (doc_id, "document", "gained", *[None] * 6)
        elif old[doc_id].text != new[doc_id].text:
            # Offsets into two texts do not compare; what was found in them is told by their tables.
            sizes = (f"{len(d.text)} characters" for d in (old[doc_id], new[doc_id]))
            yield (doc_id, "document", "changed", "text", *sizes, None, None, None)
        else:
            yield from compare_documents(old[doc_id], new[doc_id])


def compare_documents(old: Document, new: Document) -> Iterator[Row]:
    """What differs in two readings of one text."""
    for f in fields(old.header):
        x, y = getattr(old.header, f.name), getattr(new.header, f.name)
        if x != y and f.name != "evidence":
            yield (old.doc_id, "header", "changed", f.name, shown(x), shown(y), None, None, None)
    for kind, name in KINDS.items():
        at_old, at_new = by_start(getattr(old, name)), by_start(getattr(new, name))
        for start in sorted({*at_old, *at_new}):
            yield from compare_place(old.doc_id, kind, at_old[start], at_new[start])


def by_start(finds: Iterable[Any]) -> defaultdict[int, list[Any]]:
    """Finds by the place where they begin, as their ids are."""
    out: defaultdict[int, list[Any]] = defaultdict(list)
    for x in finds:
        out[x.span.start].append(x)
    return out


def compare_place(doc_id: str, kind: str, old: list[Any], new: list[Any]) -> Iterator[Row]:
    """What differs between finds of one kind at one place, where several can stand (distributed names)."""
    same = [x for x in old if any(not differing(x, y) for y in new)]
    gone = [x for x in old if x not in same]
    come = [y for y in new if all(differing(x, y) for x in same)]
    for x, y in zip(gone, come, strict=False):
        for name in differing(x, y):
            values = shown(getattr(x, name)), shown(getattr(y, name))
            yield (doc_id, kind, "changed", name, *values, *x.span, quote(x))
    for change, rest in (("lost", gone[len(come) :]), ("gained", come[len(gone) :])):
        for x in rest:
            yield (doc_id, kind, change, None, None, None, *x.span, quote(x))


def differing(x: Any, y: Any) -> list[str]:
    """Names of the fields in which two finds differ; that one was coded by a person is no difference."""
    names = [f.name for f in fields(x) if f.name not in PLACES and getattr(x, f.name) != getattr(y, f.name)]
    names = [n for n in names if n != "text" or "span" not in names]
    return [n for n in names if n != "rule" or CODED not in (x.rule, y.rule)]


def quote(x: Any) -> str | None:
    """The text of a find; a section has its heading."""
    text: str | None = getattr(x, "text", None)
    return text if text is not None else x.heading


def shown(value: Any) -> str | None:
    """A value as it is written in a cell."""
    if isinstance(value, Span):
        return f"{value.start}–{value.end}"
    if isinstance(value, tuple):
        return "；".join(map(str, value)) or None
    if isinstance(value, dt.date):
        return value.isoformat()
    return None if value is None else str(value)
