"""Documents and what ties them, as the boxes and lines of the cascade; and what a document is called in short."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from policytext.derivation.lines import date_of
from policytext.lineage import DRAWN
from policytext.model import Document, External
from policytext.views.cascade import YEAR, Edge, Node

if TYPE_CHECKING:
    from policytext.lineage import Lineage

MATTER = re.compile(
    r"关于(?:印发|转发|下达|公布|发布|做好)?[《〈]?(.+?)[》〉]?(?:的(?:通知|意见|决定|公告|通告|批复|函|复函))?$"
)


ISSUES = re.compile("印发|[转颁]发|公布|发布|下达|批转")


def short_title(doc: Document) -> str:
    """What a document is on: the title of what it issues, else what follows 关于, else its title or id.

    >>> from policytext.model import Header
    >>> short_title(Document(doc_id="a", text="", header=Header(title="云川县关于做好助餐服务的通知")))
    '助餐服务'
    """
    h = doc.header
    found = MATTER.search(h.title or "")
    if h.enclosures and (found is None or ISSUES.search(found[0])):  # a table behind a notice of its own is none
        return h.enclosures[0]
    return found[1] if found else h.title or doc.doc_id


def day_of(doc: Document) -> str | None:
    """The date of a document, or of its printing, as ISO 8601."""
    day = date_of(doc)
    return day.isoformat() if day else None


def document_nodes(lineage: Lineage) -> list[Node]:
    """The documents of a lineage, in their order, every printing a box of its own: pages know them by their number."""
    return [document_node(d) for d in lineage.documents]


def document_node(doc: Document) -> Node:
    """A document as a box."""
    h, day = doc.header, day_of(doc)
    whose = h.jurisdiction if h.jurisdiction and h.level != "central" else next(iter(h.issuers), "")
    told = "\n".join(x for x in (h.title, "、".join(h.issuers), h.document_number, day, doc.doc_id) if x)
    return Node(doc.doc_id, h.level or "?", short_title(doc), " ".join(x for x in (day, whose) if x), day, told)


def external_nodes(lineage: Lineage) -> list[Node]:
    """The documents that are cited but absent; dated by their number, else as the first that cites them."""
    citing: dict[str, list[str]] = {}
    for r in lineage.resolved:
        if r.target and (day := day_of(lineage.document(r.doc_id))):
            citing.setdefault(r.target, []).append(day)
    return [external_node(e, min(citing.get(e.node_id, ()), default=None)) for e in lineage.external]


def external_node(e: External, cited: str | None) -> Node:
    """An absent document as a box."""
    year = YEAR.search(e.number or "")
    name = e.title or e.number or e.node_id
    note = e.number or ("law 法律法规" if e.kind == "law" else "not in the corpus")
    return Node(e.node_id, "external", name, note, f"{year[0]}-01-01" if year else cited, f"{name}\n{note}")


def ties(lineage: Lineage) -> list[Edge]:
    """What ties documents: links of provisions, then citations without any."""
    drawn = Counter((link.derived_doc, link.source_doc) for link in lineage.objects if link.relation in DRAWN)
    edges = [Edge(d, s, n, f"{d} ← {s}: {n} linked provisions 派生条款 {n}") for (d, s), n in sorted(drawn.items())]
    once = {d.doc_id for d in lineage.distinct}
    cites = {(r.doc_id, r.target) for r in lineage.resolved if r.target and r.target != r.doc_id and r.doc_id in once}
    return edges + [Edge(d, s, 0, f"{d} cites {s} 引用") for d, s in sorted(cites - set(drawn))]
