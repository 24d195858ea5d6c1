"""The data of a report, part by part, as plain lists that become JSON; texts stand once, all else points into them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policytext.edits import Edit
from policytext.lineage.passing import Passed
from policytext.model import Alignment, Document, Link
from policytext.views.cascade import DIMENSIONS, ROWS, Node, columns_of, fitted, periods_of
from policytext.views.comparison import CHANGES
from policytext.views.page import NAMES
from policytext.views.report.facts import Facts, showable
from policytext.views.report.tables import Table
from policytext.views.ties import short_title


def parts(facts: Facts, tables: list[Table]) -> Iterator[tuple[str, Any]]:
    """The parts by name, as the script expects them."""
    yield "documents", [document(facts, k, d) for k, d in enumerate(facts.documents)]
    yield "cascade", cascade(facts)
    yield "links", [link_data(facts, link) for link in facts.links]
    yield "pairs", [[facts.number[d], facts.number[s]] for d, s in facts.pairs]
    yield "passed", [passed(facts, d, s, p) for d, s in facts.pairs for p in facts.lineage.passed(d, s)]
    yield "tables", [t.data() for t in tables]
    yield "names", {"relations": NAMES, "changes": CHANGES}
    yield "texts", [t if k in facts.kept else None for k, t in enumerate(facts.texts)]


def document(facts: Facts, k: int, doc: Document) -> dict[str, Any]:
    """What is told of a document, and where its provisions stand."""
    h = doc.header
    told = {
        "id": doc.doc_id,
        "title": h.title or short_title(doc),
        "short": short_title(doc),
        "level": h.level or "",
        "date": h.issued.isoformat() if h.issued else "",
        "place": h.jurisdiction or "",
        "number": h.document_number or "",
        "issuers": "、".join(h.issuers),
    }
    provisions = [[showable(p.path), *facts.span(k, p.span), int(p.section is not None)] for p in doc.provisions]
    return {**{name: showable(value) for name, value in told.items()}, "provisions": provisions}


def cascade(facts: Facts) -> dict[str, Any]:
    """Boxes, lines and columns, and the measures that both the page and its script draw by."""
    period = periods_of(n for n in facts.nodes if n.row != "external")
    return {
        "nodes": [node(n, period(n.when)) for n in facts.nodes],
        "edges": [[facts.number[e.derived], facts.number[e.source], e.links, showable(e.told)] for e in facts.edges],
        "periods": columns_of(period(n.when) for n in facts.nodes),
        "plan": {**DIMENSIONS, "rows": ROWS},
    }


def node(n: Node, period: str) -> dict[str, str]:
    """A box: row, column, title, note, what is said on hover, date."""
    told = {"title": fitted(n.title), "note": fitted(n.note), "told": n.told or n.title}
    return {"row": n.row, "period": period, "when": n.when or "", **{k: showable(v) for k, v in told.items()}}


def link_data(facts: Facts, link: Link) -> list[Any]:
    """A link: document and number of provision on both sides, relation, score, shared runs, changes."""
    derived, source = facts.number[link.derived_doc], facts.number[link.source_doc]
    ends = (place(facts.documents[derived], link.derived), place(facts.documents[source], link.source))
    runs = [run(facts, derived, source, a) for a in link.evidence]
    changes = [change(facts, derived, source, e) for e in facts.lineage.edits(link)]
    return [derived, ends[0], source, ends[1], link.relation, round(link.score, 3), runs, changes]


def passed(facts: Facts, derived: str, source: str, p: Passed) -> list[int]:
    """What a document has through another: document and number of provision on both sides, as in a link."""
    d, s = facts.number[derived], facts.number[source]
    return [d, place(facts.documents[d], p.derived), s, place(facts.documents[s], p.source)]


def place(doc: Document, provision: Any) -> int:
    """The number of a provision in its document."""
    return next(i for i, p in enumerate(doc.provisions) if p.span == provision.span)


def run(facts: Facts, derived: int, source: int, a: Alignment) -> list[int]:
    """A shared run on both sides."""
    return [*facts.span(derived, a.derived), *facts.span(source, a.source)]


def change(facts: Facts, derived: int, source: int, e: Edit) -> list[Any]:
    """A change: its kind, and where it stands on both sides."""
    return [
        e.change,
        facts.span(derived, e.derived) if e.derived else None,
        facts.span(source, e.source) if e.source else None,
    ]
