"""A corpus and its derivations on one page that needs no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from policytext.lineage import DRAWN
from policytext.views.cascade import Edge, Node, cascade_svg
from policytext.views.corpus import overview
from policytext.views.page import NAMES, Html, escape, page, table

if TYPE_CHECKING:
    from policytext.lineage import Lineage


def report_html(lineage: Lineage, *, pages: Mapping[tuple[str, str], str] | None = None) -> Html:
    """Documents, cascade and coverage of a lineage as a page.

    Args:
        lineage: What `corpus.derive()` returns.
        pages: Addresses of comparisons, (derived, source) → file name, to link to.
    """
    documents = overview(lineage.documents, limit=len(lineage.documents))
    return page("policytext", f"<h1>policytext</h1>{documents}{derivations(lineage, pages or {})}")


def derivations(lineage: Lineage, pages: Mapping[tuple[str, str], str]) -> str:
    """The body of both: who drew on whom, and how much."""
    body = [
        "<h2>派生 cascade</h2>",
        '<p class="soft">Solid: provisions were drawn from it, the more the thicker. Dashed: it is cited.</p>',
        cascade(lineage),
        "<h2>覆盖 coverage</h2>",
        coverage(lineage, pages),
    ]
    return "\n".join(body)


def cascade(lineage: Lineage) -> str:
    """The documents as a picture, with those that are cited but absent above them."""
    nodes = [
        Node(d.doc_id, d.header.level or "?", d.header.title or d.doc_id, "、".join(d.header.issuers))
        for d in lineage.documents
    ]
    nodes += [
        Node(e.node_id, "external", e.title or e.node_id, (e.title or "") if e.number else "")
        for e in lineage.external
        if e.kind == "document"
    ]
    drawn = Counter((k.derived_doc, k.source_doc) for k in lineage.objects if k.relation in DRAWN)
    edges = [Edge(d, s, n, f"{d} ← {s}: {n} provisions") for (d, s), n in sorted(drawn.items())]
    cites = {(r.doc_id, r.target) for r in lineage.resolved if r.target and r.target != r.doc_id}
    edges += [Edge(d, s, 0, f"{d} cites {s}") for d, s in sorted(cites - set(drawn))]
    return cascade_svg(nodes, edges)


def coverage(lineage: Lineage, pages: Mapping[tuple[str, str], str]) -> str:
    """One line per pair of documents: what was taken over, added, left out."""
    head = ("派生 derived", "来源 source", *(NAMES[r].replace(" ", "<br>", 1) for r in DRAWN), "新增<br>added",
            "遗漏<br>omitted", "时滞（天）<br>lag", "")  # fmt: skip
    rows = []
    for row in lineage.coverage.astype(object).to_dict("records"):
        pair = (row["derived_doc"], row["source_doc"])
        told = [row[name] for name in (*DRAWN, "added", "omitted", "lag_days")]
        link = f'<a href="{escape(pages[pair])}">对照 compare</a>' if pair in pages else ""
        rows.append([*map(escape, pair), *("" if x != x or x is None else escape(x) for x in told), link])
    return table(head, rows)
