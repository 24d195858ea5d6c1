"""What differs between two sets of documents: read by other rules, or before and after correction."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from policytext.annotation.coded import CODED
from policytext.columns import Column
from policytext.model import Document
from policytext.revisions import difference, matched, reworded, words
from policytext.span import Span
from policytext.tables import frame
from policytext.tables.schemas import DOC_ID, END, START

if TYPE_CHECKING:
    import pandas as pd

CHANGE_COLUMNS = {
    "doc_id": DOC_ID,
    "kind": Column("string", "类别", "document, header, section, sentence, provision, task, assignment …"),
    "change": Column("string", "变化", "gained, lost or changed"),
    "field": Column("string", "字段", "the field that changed; empty for what was gained or lost"),
    "before": Column(
        "string", "原值", "value in the first; of a long text where it differs, of a lost document what it had"
    ),
    "after": Column(
        "string", "新值", "value in the second; of a long text where it differs, of a new document what it has"
    ),
    "start": START,
    "end": END,
    "text": Column("string", "原文", "the text as printed: in the second of what was gained, else in the first"),
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
MOVED = {"span", "path"}
"""What also moves with the text around a find."""

Row = tuple[Any, ...]


def changes(before: Iterable[Document], after: Iterable[Document]) -> pd.DataFrame:
    """One row per object gained or lost and per field changed, from `before` to `after`, document by document."""
    return frame(CHANGE_COLUMNS, compare(before, after))


def compare(before: Iterable[Document], after: Iterable[Document]) -> Iterator[Row]:
    """The rows."""
    old, new = ({d.doc_id: d for d in docs} for docs in (before, after))
    for doc_id in dict.fromkeys((*old, *new)):
        if doc_id not in new:
            yield (doc_id, "document", "lost", None, counts(old[doc_id]), *[None] * 4)
        elif doc_id not in old:
            yield (doc_id, "document", "gained", None, None, counts(new[doc_id]), *[None] * 3)
        elif old[doc_id].text != new[doc_id].text:
            yield from compare_versions(old[doc_id], new[doc_id])
        else:
            yield from compare_documents(old[doc_id], new[doc_id])


def counts(doc: Document) -> str | None:
    """How much was found in a document: `2 sections, 14 sentences, 3 tasks`."""
    return ", ".join(f"{n:,} {name}" for name in KINDS.values() if (n := len(getattr(doc, name)))) or None


def compare_versions(old: Document, new: Document) -> Iterator[Row]:
    """What differs in two texts of one document; offsets into them do not compare."""
    yield (old.doc_id, "document", "changed", "text", *reworded(old.text, new.text), None, None, None)
    yield from compare_headers(old, new, {"evidence", "elements"})
    for kind, (_, both) in zip(KINDS, matched(old, new, list(KINDS.values())), strict=True):
        for x, y in both:
            if x is None or y is None:
                find = y if x is None else x
                change = "gained" if x is None else "lost"
                yield (old.doc_id, kind, change, None, None, None, *find.span, quote(find))
                continue
            names = [n for n in differing(x, y) if n not in MOVED]
            if "text" in names:  # a number before it says nothing new, nor does the rule that found other words
                again = words(old, x) == words(new, y)
                names = [n for n in names if n != ("text" if again else "rule")]
            for name in names:
                values = shown(getattr(x, name)), shown(getattr(y, name))
                told = difference(values[0], values[1]) if values[0] and values[1] else values
                yield (old.doc_id, kind, "changed", name, *told, *x.span, quote(x))


def compare_headers(old: Document, new: Document, aside: Collection[str]) -> Iterator[Row]:
    """The header fields that differ, but for those put aside."""
    for f in fields(old.header):
        x, y = getattr(old.header, f.name), getattr(new.header, f.name)
        if x != y and f.name not in aside:
            yield (old.doc_id, "header", "changed", f.name, shown(x), shown(y), None, None, None)


def compare_documents(old: Document, new: Document) -> Iterator[Row]:
    """What differs in two readings of one text."""
    yield from compare_headers(old, new, {"evidence"})
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
        for name in [n for n in differing(x, y) if n != "text"]:  # its span tells it
            values = shown(getattr(x, name)), shown(getattr(y, name))
            yield (doc_id, kind, "changed", name, *values, *x.span, quote(x))
    for change, rest in (("lost", gone[len(come) :]), ("gained", come[len(gone) :])):
        for x in rest:
            yield (doc_id, kind, change, None, None, None, *x.span, quote(x))


def differing(x: Any, y: Any) -> list[str]:
    """Names of the fields in which two finds differ; that one was coded by a person is no difference."""
    names = [f.name for f in fields(x) if f.name not in PLACES and getattr(x, f.name) != getattr(y, f.name)]
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
