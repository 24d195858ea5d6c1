"""Named entities of a trained pipeline as candidates (候选) for units and deadlines that the rules did not find."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from policytext.columns import Column
from policytext.model import Assignment, Document
from policytext.span import Span
from policytext.tables import frame
from policytext.tables.rows import Rows

if TYPE_CHECKING:
    import pandas as pd

CANDIDATES = "candidates"
RULE = "spacy.ner"
TIMES = ("DATE", "TIME")
"""Labels of entities that may set a deadline; all others may be units."""
DIRECTING = ("task", "goal", "responsibility")
"""Labels of the text units in which a unit or deadline is to be expected."""
CLAUSE = re.compile(r"(?:^|[，,；;：:。])[\s\d（）()一二三四五六七八九十.、．]*$")
"""What stands before a subject: the beginning of a clause, perhaps with a number."""
CANDIDATE_COLUMNS = {
    "doc_id": Column("string", "文件编号", "id of the document"),
    "kind": Column("string", "候选类别", "unit or deadline"),
    "entity": Column("string", "实体类别", "label that the pipeline gave it: ORG, GPE, DATE …"),
    "confidence": Column(
        "string",
        "可信度",
        "possible: heads a clause of a task without unit, or is a date in one without deadline; else weak",
    ),
    "adopted": Column("boolean", "已采用", "whether it was made an assignment, rule `spacy.ner`"),
    "task_id": Column("string", "任务编号", "the task in which it stands; empty outside tasks"),
    "sentence_id": Column("string", "语句编号", "id of the text unit in which it stands"),
    "start": Column("Int64", "起点", "offset of its first character in the document's text"),
    "end": Column("Int64", "终点", "offset after its last character"),
    "text": Column("string", "原文", "the text as printed"),
    "rule": Column("string", "规则", "`spacy.ner`"),
}


def candidate_finds(
    doc: Doc, document: Document, labels: Collection[str], *, adopt: bool = False
) -> Iterator[dict[str, Any]]:
    """Entities of some labels that no rule has found, where a unit or deadline is to be expected, as plain data.

    What overlaps a find of the rules of its kind, or a citation, is none: rules go before.
    """
    units = [a.span for a in document.assignments if a.rule != RULE]
    deadlines = [d.span for d in document.deadlines]
    cited = [c.span for c in document.citations]
    rows = Rows(document)
    for entity in doc.ents:
        kind = "deadline" if entity.label_ in TIMES else "unit"
        span = Span(entity.start_char, entity.end_char)
        taken = cited + (deadlines if kind == "deadline" else units)
        k = home(document, span)
        if entity.label_ not in labels or k is None or any(span.overlaps(s) for s in taken):
            continue
        fits = bare(document, k, kind) and (kind == "deadline" or heads(document, k, span))
        confidence = "possible" if fits else "weak"
        yield {
            "id": rows.id("candidate", span.start),
            "label": entity.label_,
            "rule": RULE,
            "start": span.start,
            "end": span.end,
            "kind": kind,
            "confidence": confidence,
            "adopted": adopt and kind == "unit" and confidence == "possible",
            "doc_id": document.doc_id,
            "task_id": rows.task_of.get(k),
            "sentence": k,
            "sentence_id": rows.sentence_ids[k],
        }


def home(document: Document, span: Span) -> int | None:
    """Index of the text unit that holds a span, where it is one that directs."""
    for k, s in enumerate(document.sentences):
        if s.span.holds(span):
            return k if s.label in DIRECTING else None
    return None


def bare(document: Document, k: int, kind: str) -> bool:
    """Whether a text unit is a task that the rules found no unit, or no deadline, for."""
    by_rules = document.deadlines if kind == "deadline" else [a for a in document.assignments if a.rule != RULE]
    return document.sentences[k].label == "task" and not any(k in x.governs for x in by_rules)


def heads(document: Document, k: int, span: Span) -> bool:
    """Whether a span stands at the beginning of a clause, as subjects do."""
    return CLAUSE.search(document.text[document.sentences[k].span.start : span.start]) is not None


def adopted(document: Document, found: Iterable[dict[str, Any]]) -> Document:
    """The document with the candidates that are adopted among its assignments, in the order of the text."""
    held = {(a.span, a.rule) for a in document.assignments}
    new = [
        Assignment(
            span=span,
            text=document.text[span.start : span.end],
            name=document.text[span.start : span.end],
            role="responsible",
            source="subject",
            scope="sentence",
            sentence=x["sentence"],
            governs=(x["sentence"],),
            rule=RULE,
        )
        for x in found
        if x["adopted"] and ((span := Span(x["start"], x["end"])), RULE) not in held
    ]
    return replace(document, assignments=tuple(sorted((*document.assignments, *new), key=lambda a: a.span)))


def candidates(docs: Doc | Iterable[Doc]) -> pd.DataFrame:
    r"""The candidates that the component took from named entities (候选), as a table.

    They are in no other table unless they were adopted. The pipeline gives no probabilities; `confidence` says how
    well a candidate's place fits, and is below that of any rule.

    Args:
        docs: A `Doc`, or several: what a pipeline with `add_pipe("policytext", config={"entities": ["ORG"]})` returns.

    Returns:
        A table of `CANDIDATE_COLUMNS`; no rows for a `Doc` without candidates.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "青禾之家"}])
    >>> component = nlp.add_pipe("policytext", config={"entities": ["ORG"]})
    >>> table = candidates(nlp("一、任务\n青禾之家要建立台账。"))
    >>> table[["text", "entity", "confidence", "rule"]].values.tolist()
    [['青禾之家', 'ORG', 'possible', 'spacy.ner']]
    """
    rows = []
    for doc in [docs] if isinstance(docs, Doc) else docs:
        for x in doc.spans[CANDIDATES].attrs["finds"] if CANDIDATES in doc.spans else ():
            row = {**x, "entity": x["label"], "text": doc.text[x["start"] : x["end"]]}
            rows.append([row[name] for name in CANDIDATE_COLUMNS])
    return frame(CANDIDATE_COLUMNS, rows)
