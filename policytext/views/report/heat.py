"""What became of the requirements of a higher document in the lower ones: a grid of provisions and documents."""

from __future__ import annotations

from collections import Counter, defaultdict

from policytext.model import Document, Link
from policytext.views.page import escape
from policytext.views.report.facts import Facts
from policytext.views.ties import day_of, short_title

CELLS = {
    "verbatim": ("copied", "照搬", "●"),
    "adapted": ("adapted", "改写", "◐"),
    "elaborated": ("concrete", "细化", "◆"),
    "": ("absent", "未见", "·"),
}
"""What became of a provision: name, Chinese name, sign."""
WIDEST = 40
"""Documents beside each other."""
WORDS = 34
"""Characters of a provision that its row shows."""


def sources(facts: Facts) -> list[tuple[str, list[str]]]:
    """Documents that others draw on, with those that cite or draw on them; what most drew on comes first."""
    below: dict[str, list[str]] = defaultdict(list)
    for derived, source in facts.pairs:
        below[source].append(derived)
    drawn: dict[str, list[str]] = defaultdict(list)
    for k in facts.links:
        if k.relation in CELLS:
            drawn[k.source_doc].append(k.derived_doc)
    known = [source for source in below if drawn[source]]
    known.sort(key=lambda s: (-len(set(drawn[s])), -len(drawn[s]), s))
    return [(s, widest(below[s], Counter(drawn[s]))) for s in known]


def widest(docs: list[str], links: Counter[str]) -> list[str]:
    """Those documents that drew most, if all are more than a page can show."""
    return sorted(docs, key=lambda d: (-links[d], d))[:WIDEST]


def heat_map(facts: Facts) -> str:
    """The grid of the document that most was drawn from; the script shows that of any other."""
    found = sources(facts)
    if not found:
        return '<p class="soft">No document was drawn from another. 未发现派生关系。</p>'
    source, below = found[0]
    choices = "".join(
        f'<option value="{facts.number[s]}">{escape(short_title(facts.lineage.document(s)))} ({len(ds)})</option>'
        for s, ds in found
    )
    key = "".join(f'<span><i class="cell {name}">{sign}</i> {zh} {name}</span>' for name, zh, sign in CELLS.values())
    return (
        f'<p class="controls"><label>上位文件 higher document <select id="heat-source">{choices}</select></label></p>'
        f'<div class="legend">{key}</div>'
        f'<div class="wide" id="heat-grid">{grid(facts, facts.lineage.document(source), below)}</div>'
    )


def grid(facts: Facts, source: Document, below: list[str]) -> str:
    """Provisions as rows, the documents below by date as columns."""
    docs = sorted((facts.lineage.document(d) for d in below), key=lambda d: (day_of(d) or "9", d.doc_id))
    best: dict[tuple[int, str], Link] = {}
    for k in facts.links:
        if k.source_doc == source.doc_id and k.relation in CELLS and k.source is not None:
            place = (k.source.span.start, k.derived_doc)
            if place not in best or k.score > best[place].score:
                best[place] = k
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
            link = best.get((p.span.start, d.doc_id))
            name, zh, sign = CELLS[link.relation if link else ""]
            what = f'data-pair="{facts.number[d.doc_id]} {number} {i}"' if link else ""
            cells.append(f'<td><span class="cell {name}" {what} title="{zh} {name}">{sign}</span></td>')
        words = " ".join(facts.texts[number][p.span.start : p.span.end].split())
        rows.append(f'<tr><th scope="row">{escape(shorten(words))}</th>{"".join(cells)}</tr>')
    title = f"{escape(short_title(source))}: {len(rows)} provisions × {len(docs)} documents"
    return (
        f'<table class="heat"><caption>{title}</caption><thead><tr><td></td>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def shorten(words: str) -> str:
    """The beginning of a provision."""
    return words if len(words) <= WORDS else words[: WORDS - 1] + "…"
