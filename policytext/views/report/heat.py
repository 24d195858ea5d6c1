"""What became of the requirements of a higher document in the lower ones: a grid of provisions and documents."""

from __future__ import annotations

from collections import Counter, defaultdict

from policytext.brief import excerpt
from policytext.lineage.links import CELLS, DRAWN
from policytext.model import Document, Link
from policytext.views.page import escape
from policytext.views.report.facts import Facts
from policytext.views.ties import day_of, short_title

SIGNS = {
    "copied": ("照搬", "●"),
    "adapted": ("改写", "◐"),
    "concrete": ("细化", "◆"),
    "indirect": ("间接", "○"),
    "absent": ("未见", "·"),
}
"""What became of a provision, its cell: Chinese name and sign."""
WIDEST = 40
"""Documents beside each other."""
WORDS = 34
"""Characters of a provision that its row shows."""


def sources(facts: Facts) -> list[tuple[str, list[str], int]]:
    """Documents that others draw on, those shown that cite or draw on them, and how many do; the most used first."""
    below: dict[str, list[str]] = defaultdict(list)
    for derived, source in facts.pairs:
        below[source].append(derived)
    drawn: dict[str, list[str]] = defaultdict(list)
    for link in facts.links:
        if link.relation in DRAWN:
            drawn[link.source_doc].append(link.derived_doc)
    known = [source for source in below if drawn[source]]
    known.sort(key=lambda s: (-len(set(drawn[s])), -len(drawn[s]), s))
    return [(s, widest(below[s], Counter(drawn[s])), len(below[s])) for s in known]


def widest(docs: list[str], links: Counter[str]) -> list[str]:
    """Those documents that drew most, if all are more than a page can show."""
    return sorted(docs, key=lambda d: (-links[d], d))[:WIDEST]


def heat_map(facts: Facts) -> str:
    """The grid of the document that most was drawn from; the script shows that of any other."""
    found = sources(facts)
    if not found:
        return '<p class="soft">No document was drawn from another. 未发现派生关系。</p>'
    source, below, all_below = found[0]
    titled = ((s, escape(short_title(facts.lineage.document(s))), part(len(shown), n)) for s, shown, n in found)
    choices = "".join(f'<option value="{facts.number[s]}">{title} ({many})</option>' for s, title, many in titled)
    key = "".join(f'<span><i class="cell {name}">{sign}</i> {zh} {name}</span>' for name, (zh, sign) in SIGNS.items())
    return (
        f'<p class="controls"><label>上位文件 higher document <select id="heat-source">{choices}</select></label></p>'
        f'<div class="legend">{key}</div>'
        f'<div class="wide" id="heat-grid">{grid(facts, facts.lineage.document(source), below, all_below)}</div>'
    )


def part(shown: int, of: int) -> str:
    """How many are shown, and of how many.

    >>> part(3, 3), part(40, 60)
    ('3', '40 of 60')
    """
    return str(of) if shown == of else f"{shown} of {of:,}"


def grid(facts: Facts, source: Document, below: list[str], all_below: int) -> str:
    """Provisions as rows, the documents below by date as columns; they may be a part of all."""
    docs = sorted((facts.lineage.document(d) for d in below), key=lambda d: (day_of(d) or "9", d.doc_id))
    best: dict[tuple[int, str], Link] = {}
    for link in facts.links:
        if link.source_doc == source.doc_id and link.relation in DRAWN and link.source is not None:
            place = (link.source.span.start, link.derived_doc)
            if place not in best or link.score > best[place].score:
                best[place] = link
    passed = {(p.source.span.start, d.doc_id) for d in docs for p in facts.lineage.passed(d.doc_id, source.doc_id)}
    head = "".join(
        f'<th scope="col"><span>{escape(short_title(d))}</span><small>{day_of(d) or ""}</small></th>' for d in docs
    )
    number = facts.number[source.doc_id]
    rows = []
    for i, p in enumerate(source.provisions):
        if p.section is None:
            continue
        cells = []
        for d in docs:
            found = best.get((p.span.start, d.doc_id))
            cell = CELLS[found.relation] if found else "indirect" if (p.span.start, d.doc_id) in passed else "absent"
            zh, sign = SIGNS[cell]
            what = f'data-pair="{facts.number[d.doc_id]} {number} {i}"' if found else ""
            cells.append(f'<td><span class="cell {cell}" {what} title="{zh} {cell}">{sign}</span></td>')
        words = excerpt(facts.texts[number][p.span.start : p.span.end], WORDS)
        rows.append(f'<tr><th scope="row">{escape(words)}</th>{"".join(cells)}</tr>')
    title = f"{escape(short_title(source))}: {len(rows)} provisions × {part(len(docs), all_below)} documents"
    return (
        f'<table class="heat"><caption>{title}</caption><thead><tr><td></td>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
