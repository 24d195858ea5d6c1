"""A corpus at a glance: how much there is of what, and its documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from policytext.model import Document
from policytext.views.explanation import shorten
from policytext.views.page import Html, escape, fragment, table

COUNTS = {
    "tasks": "任务",
    "assignments": "责任分工",
    "deadlines": "时限",
    "targets": "指标",
    "slogans": "提法",
    "citations": "引用",
    "problems": "待核",
}


def corpus_html(corpus: Iterable[Document], *, limit: int = 20) -> Html:
    """A corpus as HTML: totals, levels and years, and its first documents.

    Args:
        corpus: A `Corpus`, or any documents.
        limit: How many documents to list; how many more there are is said.
    """
    return fragment(overview(list(corpus), limit=limit))


def overview(docs: Sequence[Document], *, limit: int) -> str:
    """The body of a corpus view."""
    sums = {name: sum(len(getattr(d, name)) for d in docs) for name in COUNTS}
    totals = " · ".join(f"{zh} {name} <b>{sums[name]:,}</b>" for name, zh in COUNTS.items())
    levels = Counter(d.header.level or "?" for d in docs)
    years = sorted(d.header.issued.year for d in docs if d.header.issued)
    span = f" · {years[0]}–{years[-1]}" if years else ""
    told = " · ".join(f"{level} {n}" for level, n in levels.most_common())
    rest = len(docs) - limit
    more = f'<p class="soft">… {rest:,} more documents: <code>corpus.documents</code></p>' if rest > 0 else ""
    head = f"<p><b>{len(docs):,} documents 文件</b>{span} · {told}</p><p>{totals}</p>"
    return head + document_table(docs[:limit]) + more


def document_table(docs: Iterable[Document]) -> str:
    """One line per document: what it is, and how much was found in it."""
    names = {"doc_id": "文件", "title": "标题", "issuers": "机关", "issued": "日期", "level": "层级"} | COUNTS
    return table((f"{zh}<br>{name}" for name, zh in names.items()), map(document_row, docs))


def document_row(doc: Document) -> list[str]:
    """The cells of one document."""
    h = doc.header
    words = (doc.doc_id, shorten(h.title or "", 50), shorten("、".join(h.issuers), 24), h.issued or "", h.level or "")
    return [*map(escape, words), *(str(len(getattr(doc, name))) for name in COUNTS)]
