"""The examination: every complaint looked for in every document, and the findings as a table or as problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policytext.columns import Column
from policytext.derivation.citing.numbers import complete, number_key
from policytext.doctor.attachments import missing_attachments
from policytext.doctor.chart import Chart
from policytext.doctor.copies import copies
from policytext.doctor.cuts import cuts
from policytext.doctor.digits import contradictions, damaged_digits, impossible_dates, shown_day, to_come
from policytext.doctor.emptiness import near_empty, printed_twice
from policytext.doctor.finding import Finding, severity_of
from policytext.doctor.heading import header_missing
from policytext.doctor.mojibake import mojibake
from policytext.doctor.site import site_text
from policytext.doctor.writings import writings
from policytext.masking import concealed, known_masks
from policytext.model import Document, Problem
from policytext.progress import bar
from policytext.tables import Labels, frame

if TYPE_CHECKING:
    import pandas as pd

COMPLAINTS: tuple[Callable[[Chart], Iterator[Finding]], ...] = (
    mojibake,
    cuts,
    near_empty,
    missing_attachments,
    writings,
    damaged_digits,
    impossible_dates,
    to_come,
    header_missing,
    printed_twice,
    site_text,
)
"""What is looked for in one document by itself."""

DIAGNOSIS_COLUMNS = {
    "doc_id": Column("string", "文件编号", "document concerned; empty where none could be read"),
    "path": Column("string", "来源", "file concerned"),
    "code": Column("string", "代码", "kind of complaint: doctor.*, or that of a problem of the readers"),
    "severity": Column("string", "程度", "note: tells what it is; warning: something may be lost; error: text damaged"),
    "what": Column("string", "问题", "what is the matter"),
    "todo": Column("string", "建议", "what to do about it"),
    "start": Column("Int64", "起点", "offset of the first character concerned in the document's text"),
    "end": Column("Int64", "终点", "offset after the last one"),
    "text": Column("string", "原文", "the text concerned, its first 80 characters"),
    "other": Column("string", "另一文件", "the document that it repeats, in part or as a whole"),
    "rule": Column("string", "规则", "id of the rule whose pattern stands there, where one does"),
}
RANK = {"error": 0, "warning": 1, "note": 2}
EXCERPT = 80
TOLD = "corpus.same_text"
"""What `doctor.same_document` says too, and better."""


def examine(
    documents: Iterable[Document], *, shown: Mapping[str, str] | None = None, progress: bool | None = False
) -> list[Finding]:
    """What is the matter with documents as sources (来源诊断): in their order, those of one document together.

    Args:
        documents: A corpus, or any documents.
        shown: By id the texts as they may be quoted, where something in them is masked.
        progress: Whether to show a progress bar.

    >>> from policytext.parser import parse
    >>> [f.code for f in examine([parse("各镇要建立锟斤拷名录，定期公布，接受群众监督。")])][:1]
    ['doctor.mojibake']
    """
    charts = [Chart(doc, (shown or {}).get(doc.doc_id)) for doc in documents]
    return in_order((*one_by_one(charts, progress=progress), *copies(charts)), charts)


def reasons(
    documents: Iterable[Document], codes: Collection[str], *, progress: bool | None = False
) -> tuple[list[Finding], list[Finding]]:
    """Why documents are left out where those that have one of some codes are (清理), and the errors of the others.

    A document is left out for repeating another only where that other one, or what it repeats in turn, stays.
    """
    charts = [Chart(doc) for doc in documents]
    told = list(one_by_one(charts, progress=progress))
    found = [f for f in told if f.code in codes]
    odd = {f.doc_id for f in found}
    repeated: dict[str, str] = {}
    for f in copies([chart for chart in charts if chart.doc.doc_id not in odd]):
        if f.code not in codes:
            continue
        kept = f.other or ""
        while kept in repeated:
            kept = repeated[kept]
        if kept != f.doc_id:
            found.append(f)
            repeated |= {f.doc_id: kept} if kept else {}
    gone = {f.doc_id for f in found}
    return in_order(found, charts), [f for f in told if f.severity == "error" and f.doc_id not in gone]


def in_order(found: Iterable[Finding], charts: Iterable[Chart]) -> list[Finding]:
    """Findings in the order of the documents, those of one document together."""
    place = {chart.doc.doc_id: k for k, chart in enumerate(charts)}
    return sorted(found, key=lambda f: place[f.doc_id])


def one_by_one(charts: list[Chart], *, progress: bool | None) -> Iterator[Finding]:
    """What is the matter with each document, copies left out."""
    dates = known_dates(charts)
    for chart in bar(charts, len(charts), progress, "diagnose"):
        yield from of_one(chart)
        yield from contradictions(chart, dates)


def of_one(chart: Chart) -> Iterator[Finding]:
    """What is the matter with one document by itself."""
    for complaint in COMPLAINTS:
        yield from complaint(chart)


def known_dates(charts: Iterable[Chart]) -> dict[str, dt.date]:
    """The earliest day of each document number that a text of the corpus shows."""
    dates: dict[str, dt.date] = {}
    for chart in charts:
        key, day = number_key(chart.doc.header.document_number), shown_day(chart)
        if key and day and complete(key):
            dates[key] = min(day, dates.get(key, day))
    return dates


def diagnosis(
    documents: Iterable[Document],
    *,
    problems: Iterable[Problem] = (),
    labels: Labels = "en",
    mask: Iterable[str] = (),
    progress: bool | None = False,
) -> pd.DataFrame:
    """One row per finding, and per problem that the readers had; the worst first within a document.

    Args:
        documents: A corpus, or any documents.
        problems: Those of no document: files that could not be read.
        labels: Language of the column labels.
        mask: What is made unreadable in the text shown: persons, contacts.
        progress: Whether to show a progress bar.
    """
    masked, documents = known_masks(mask), list(documents)
    shown = {doc.doc_id: concealed(doc, masked) for doc in documents} if masked else {}
    found: dict[str, list[Finding]] = {}
    for f in examine(documents, shown=shown, progress=progress):
        found.setdefault(f.doc_id, []).append(f)
    rows = []
    for doc in documents:
        told = found.get(doc.doc_id, [])
        told += [said(doc.doc_id, p) for p in doc.problems if not p.code.startswith("doctor.")]
        text = shown.get(doc.doc_id, doc.text)
        rows += [row(f, doc.source.path, text) for f in sorted(told, key=lambda f: RANK[f.severity])]
    rows += [row(said(None, p), p.path, "") for p in problems if p.code != TOLD]
    return frame(DIAGNOSIS_COLUMNS, rows, labels=labels)


def without(
    documents: Iterable[Document], codes: Collection[str], *, labels: Labels = "en", progress: bool | None = False
) -> tuple[list[Document], pd.DataFrame]:
    """The documents that have none of some codes, and the reasons of all others as rows of a diagnosis.

    What stays although its text or date is wrong has that among its problems.

    Args:
        documents: A corpus, or any documents.
        codes: Of `CODES`.
        labels: Language of the column labels.
        progress: Whether to show a progress bar.
    """
    by_id = {doc.doc_id: doc for doc in documents}
    found, errors = reasons(by_id.values(), codes, progress=progress)
    gone = {f.doc_id for f in found}
    rows = [row(f, by_id[f.doc_id].source.path, by_id[f.doc_id].text) for f in found]
    kept = {doc_id: doc for doc_id, doc in by_id.items() if doc_id not in gone}
    for f in errors:
        doc, odd = kept[f.doc_id], f.problem()
        if odd not in doc.problems:
            kept[f.doc_id] = replace(doc, problems=(*doc.problems, odd))
    return list(kept.values()), frame(DIAGNOSIS_COLUMNS, rows, labels=labels)


def said(doc_id: str | None, problem: Problem) -> Finding:
    """A problem of the readers as a finding."""
    return Finding(
        doc_id=doc_id or "",
        code=problem.code,
        message=problem.message,
        action=problem.action,
        severity=severity_of(problem),
        span=problem.span,
    )


def row(f: Finding, path: str | None, text: str) -> tuple[Any, ...]:
    """One row of the table."""
    start, end = f.span or (None, None)
    quote = text[f.span.start : min(f.span.end, f.span.start + EXCERPT)] if f.span else None
    return (f.doc_id or None, path, f.code, f.severity, f.message, f.action, start, end, quote, f.other, f.rule)


def with_findings(documents: Iterable[Document], *, progress: bool | None = False) -> list[Document]:
    """The documents with the findings among their problems; those of an earlier examination are replaced."""
    documents = list(documents)
    found: dict[str, list[Problem]] = {}
    for f in examine(documents, progress=progress):
        found.setdefault(f.doc_id, []).append(f.problem())
    return [
        replace(
            doc,
            problems=(
                *(p for p in doc.problems if not p.code.startswith("doctor.")),
                *found.get(doc.doc_id, ()),
            ),
        )
        for doc in documents
    ]
