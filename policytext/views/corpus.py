"""A corpus at a glance: how much there is of what, by level and year, its documents and problems, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from policytext.arguments import documents_of, number_of
from policytext.model import Document, Problem
from policytext.views.explanation import shorten
from policytext.views.page import Html, escape, fragment, table

LISTED = ("tasks", "deadlines", "targets", "citations", "problems")
"""What is counted for each document; the rest is in `corpus.documents`."""
COUNTS = {
    "tasks": "任务",
    "assignments": "责任分工",
    "deadlines": "时限",
    "targets": "指标",
    "slogans": "提法",
    "citations": "引用",
    "problems": "待核",
}
LEVELS = {
    "central": "中央",
    "province": "省",
    "prefecture": "市",
    "county": "县",
    "township": "乡镇",
    "community": "村（社区）",
    "?": "不详",
}
MANY_YEARS = 12
"""Years with a bar of their own; more are told in spans of years."""
CODES = 12
"""Kinds of problems that are listed."""
NEXT = (
    "<p class='next'>Next 下一步: <code>corpus.tasks</code> <code>corpus.documents</code> tables · "
    "<code>corpus[doc_id]</code> one document · <code>corpus.derive()</code> what was drawn from what · "
    "<code>corpus.export(folder)</code></p>"
)


def corpus_html(corpus: Iterable[Document], *, limit: int = 20) -> Html:
    """A corpus as HTML: totals, levels and years, problems by kind, and its first documents.

    Args:
        corpus: A `Corpus`, or any documents.
        limit: How many documents to list; how many more there are is said.
    """
    problems: Iterable[Problem] = getattr(corpus, "_problems", ())
    docs = documents_of(corpus, "corpus")
    limit = number_of(limit, "limit", 0)
    return fragment(overview(docs, limit=limit, problems=problems) + NEXT)


def overview(docs: Sequence[Document], *, limit: int, problems: Iterable[Problem] = ()) -> str:
    """The body of a corpus view; `problems` are those that belong to no document."""
    told = [*chain.from_iterable(d.problems for d in docs), *problems]
    sums = {name: sum(len(getattr(d, name)) for d in docs) for name in COUNTS} | {"problems": len(told)}
    tiles = "".join(f"<span><b>{sums[name]:,}</b>{zh} {name}</span>" for name, zh in COUNTS.items())
    first = f"<span><b>{len(docs):,}</b>文件 documents</span>"
    rest = len(docs) - limit
    more = f'<p class="soft">… {rest:,} more documents: <code>corpus.documents</code></p>' if rest > 0 else ""
    charts = f'<div class="charts">{level_bars(docs)}{year_bars(docs)}</div>'
    head = f'<div class="tiles">{first}{tiles}</div>{interrupted(told)}{charts}{problem_codes(told)}'
    return head + document_table(docs[:limit]) + more


def interrupted(problems: Iterable[Problem]) -> str:
    """That something was broken off stands where it is seen."""
    said = [p for p in problems if p.code.endswith(".interrupted")]
    return "".join(f'<p class="notice">{escape(p.message)}; {escape(p.action)}</p>' for p in said[:3])


def level_bars(docs: Iterable[Document]) -> str:
    """How many documents there are of each level, the highest first."""
    counts = Counter[str](d.header.level or "?" for d in docs)
    return bars("层级 level", {f"{zh} {level}": counts[level] for level, zh in LEVELS.items() if counts[level]})


def year_bars(docs: Iterable[Document]) -> str:
    """How many documents there are of each year, or of each span of years where the years are many."""
    years = Counter(d.header.issued.year if d.header.issued else None for d in docs)
    dated = sorted(y for y in years if y is not None)
    if not dated:
        return ""
    step = -(-(dated[-1] - dated[0] + 1) // MANY_YEARS)
    counts: Counter[str] = Counter()
    for first in range(dated[0], dated[-1] + 1, step):
        last = min(first + step - 1, dated[-1])
        counts[str(first) if first == last else f"{first}–{last}"] = sum(years[y] for y in range(first, last + 1))
    if years[None]:
        counts["? 不详"] = years[None]
    return bars("年份 year", counts)


def bars(name: str, counts: Mapping[str, int]) -> str:
    """Counts as bars with their numbers."""
    most = max(counts.values(), default=0) or 1
    rows = "".join(
        f'<span>{escape(k)}</span><span><i style="width:{100 * n / most:.0f}%"></i></span><span>{n:,}</span>'
        for k, n in counts.items()
    )
    return f'<div><h2>{name}</h2><div class="bars">{rows}</div></div>' if rows else ""


def problem_codes(problems: Sequence[Problem]) -> str:
    """Problems by kind, with what to do about one of each."""
    if not problems:
        return ""
    counts = Counter(p.code for p in problems)
    one = {p.code: p for p in reversed(problems)}
    rows = [
        (escape(code), f"{n:,}", escape(shorten(one[code].message, 90)), escape(shorten(one[code].action, 90)))
        for code, n in counts.most_common(CODES)
    ]
    rest = len(counts) - CODES
    more = f'<p class="soft">… {rest:,} more kinds</p>' if rest > 0 else ""
    top = f"待核 problems: {len(problems):,} of {len(counts):,} kinds, all in <code>corpus.problems</code>"
    head = ("代码 code", "", "例 for example", "建议 what to do")
    return f"<details><summary>{top}</summary>{table(head, rows)}{more}</details>"


def document_table(docs: Iterable[Document]) -> str:
    """One line per document: what it is, and how much was found in it."""
    names = {"doc_id": "文件", "title": "标题", "issuers": "机关", "issued": "日期", "level": "层级"}
    names |= {name: COUNTS[name] for name in LISTED}
    return table((f"{zh}<br>{name}" for name, zh in names.items()), map(document_row, docs))


def document_row(doc: Document) -> list[str]:
    """The cells of one document."""
    h = doc.header
    issuers = shorten("、".join(h.issuers), 24)
    words = (shorten(doc.doc_id, 60), shorten(h.title or "", 50), issuers, h.issued or "", h.level or "")
    return [*map(escape, words), *(f"{len(getattr(doc, name)):,}" for name in LISTED)]
