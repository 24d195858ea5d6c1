"""A document as it reads: its text unchanged, coloured by what was found, each find naming its rule and value."""

from __future__ import annotations

import hashlib
from collections import Counter
from uuid import uuid4

from policytext.arguments import instance, number_of
from policytext.model import Document
from policytext.views.explanation import shorten
from policytext.views.marking import text_parts
from policytext.views.page import NAMES, Html, escape, fragment, page

OVER = 1_000
"""Characters by which a text unit at the limit may go beyond it."""
HEADINGS, PROBLEMS, VALUE = 200, 30, 300
"""How many headings and problems are listed, and how many characters of a field of the header."""
FEW = 8
"""Headings that are shown without being asked for."""
FINDS = {
    "unit": "assignments",
    "deadline": "deadlines",
    "target": "targets",
    "slogan": "slogans",
    "citation": "citations",
}
UNITS = ("task", "goal", "principle", "statement", "responsibility", "heading", "formula", "furniture")


def document_html(doc: Document, *, limit: int | None = None, whole: bool = False, anchor: str | None = "") -> Html:
    """A document as HTML: header, filters, outline and the text coloured by kind; hover names rule and value.

    Args:
        doc: What `policytext.parse` returns.
        limit: Show at most about this many characters of the text, and say how many are left out.
        whole: Return a page that stands alone instead of a fragment for a notebook.
        anchor: What the ids of places begin with: by default the same for the same document; with `None` new each
            time, as a notebook needs it that shows a document twice.
    """
    instance(doc, Document, "doc", "a document, as policytext.parse() returns it")
    limit = None if limit is None else number_of(limit, "limit", 0)
    if not anchor:
        known = hashlib.sha256(doc.doc_id.encode("utf-8", "backslashreplace"))
        anchor = "pt" + (uuid4().hex if anchor is None else known.hexdigest())[:8]
    shown, end = list(doc.sentences), len(doc.text)
    if limit is not None and limit < end:
        shown = [s for s in shown if s.span.start < limit]
        end = min(max([limit, *(s.span.end for s in shown[-1:])]), limit + OVER, end)
    text = f'<div class="text{"" if whole else " scroll"}">{"".join(text_parts(doc, shown, anchor, end))}</div>'
    ways = f"{filters(doc)}\n{problems(doc)}{outline(doc, anchor, end)}"
    body = f'{heading(doc)}\n<div class="reader">{ways}\n{text}</div>{left_out(doc, end)}'
    return page(doc.header.title or doc.doc_id, body) if whole else fragment(body)


def left_out(doc: Document, end: int) -> str:
    """How much of the text is not shown, and how to see it."""
    if end >= len(doc.text):
        return ""
    how = "<code>policytext.views.document_html(doc)</code>"
    later = sum(t.span.start >= end for t in doc.tasks)
    return f'\n<p class="soft">… {len(doc.text) - end:,} more characters with {later:,} tasks; all of them: {how}</p>'


def heading(doc: Document) -> str:
    """The title, and the other elements of the header as a table; hover names the rule that read each."""
    h = doc.header
    rules = {e.field: e.rule for e in doc.header.evidence}
    dates = {"issued": h.issued, "printed": h.printed}
    rows = {
        "document_number": ("发文字号", h.document_number),
        "issuers": ("发文机关", "、".join(h.issuers)),
        "addressees": ("主送机关", "、".join(h.addressees)),
        "issued": ("成文日期", dates["issued"]),
        "printed": ("印发日期", dates["printed"]),
        "level": ("层级", h.level),
        "jurisdiction": ("辖区", h.jurisdiction),
        "genre": ("文种", "：".join(g for g in (h.genre, h.enclosure_genre) if g)),
        "enclosures": ("所附文件", "、".join(h.enclosures)),
    }
    cells = "".join(
        f'<tr title="{escape(rules.get(key, ""))}"><th>{zh} {key}</th>'
        f"<td>{escape(shorten(str(value), VALUE))}</td></tr>"
        for key, (zh, value) in rows.items()
        if value
    )
    return (
        f'<h1 title="{escape(rules.get("title", ""))}">{escape(shorten(h.title or doc.doc_id, VALUE))}</h1>'
        f"<details><summary>{escape(shorten(doc.doc_id, VALUE))} · {len(doc.text):,} characters</summary>"
        f"<table>{cells}</table></details>"
    )


def filters(doc: Document) -> str:
    """What the colours mean, how many there are of each, and boxes that hide a kind when unticked (筛选)."""
    finds = {kind: len(getattr(doc, name)) for kind, name in FINDS.items()}
    finds["problem"] = sum(p.span is not None and p.span.length > 0 for p in doc.problems)
    marks = "".join(box(x, f'<mark class="{x}">{NAMES[x]}</mark>', n) for x, n in finds.items() if n)
    labels = Counter[str](s.label for s in doc.sentences)
    units = "".join(box(x, f'<span class="{x}">{NAMES[x]}</span>', labels[x]) for x in UNITS if labels[x])
    rows = (("标记 finds", marks), ("语句 text units", units))
    told = "".join(f'<b title="untick a kind to hide it">{name}</b><div>{boxes}</div>' for name, boxes in rows if boxes)
    return f'<div class="filters">{told}</div>' if told else ""


def box(kind: str, name: str, count: int) -> str:
    """One kind with its box; no script: the style sheet asks which boxes are ticked."""
    return f'<label><input type="checkbox" class="f-{kind}" checked>{name} {count:,}</label>'


def problems(doc: Document) -> str:
    """What could not be decided or looks damaged, spelt out."""
    if not doc.problems:
        return ""
    told = "".join(
        f"<li>{escape(shorten(p.message, VALUE))} "
        f"<small>{escape(p.code)}: {escape(shorten(p.action, VALUE))}</small></li>"
        for p in doc.problems[:PROBLEMS]
    )
    rest = len(doc.problems) - PROBLEMS
    told += f"<li>… {rest:,} more: <code>doc.problems</code></li>" if rest > 0 else ""
    return f'<details><summary>待核 problems: {len(doc.problems):,}</summary><ul class="problems">{told}</ul></details>'


def outline(doc: Document, anchor: str, end: int) -> str:
    """The headings, indented by level, each leading to its place in the text."""
    rows = [
        f'<li style="padding-left:{min(s.level - 1, 6) * 1.2}em"><a href="#{anchor}-{i}">'
        f"{escape(shorten((s.marker or '') + (s.heading or '')))}</a></li>"
        for i, s in enumerate(doc.sections)
        if s.span.start < end and s.heading
    ]
    if not rows:
        return ""
    rest = len(rows) - HEADINGS
    more = f'<li class="soft">… {rest:,} more: <code>doc.sections</code></li>' if rest > 0 else ""
    head = f"<summary>层次 outline: {len(doc.sections):,}</summary>"
    opened = " open" if len(rows) <= FEW else ""
    return f'<details{opened}>{head}<ol class="outline">{"".join(rows[:HEADINGS])}{more}</ol></details>'
