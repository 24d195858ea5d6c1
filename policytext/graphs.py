"""Links → networkx: documents and provisions as nodes, edges from what was derived to its source.

Attributes are plain strings, integers and floats, without control characters or lone surrogates, so that GraphML and
GEXF write and read back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import networkx as nx

from policytext.model import Document, Provision

if TYPE_CHECKING:
    from policytext.lineage import Lineage

    Graph = nx.MultiDiGraph[str]

Value = str | int | float

NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (2.2) cannot hold."""

EXCERPT = 200
"""Characters of a provision that its node carries."""


def visible(text: str) -> str:
    r"""The text with characters that XML cannot hold written as escapes.

    >>> visible("甲\x00乙")
    '甲\\x00乙'
    """
    return NOT_XML.sub(lambda m: m[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text)


def attributes(**values: Value | None) -> dict[str, Value]:
    """The values that are known."""
    return {k: visible(v) if isinstance(v, str) else v for k, v in values.items() if v is not None}


def document_attributes(document: Document) -> dict[str, Value]:
    """What the node of a document carries."""
    h = document.header
    return attributes(
        kind="document",
        label=h.title or next(iter(h.enclosures), None) or document.doc_id,
        title=h.title,
        number=h.document_number,
        genre=h.genre,
        level=h.level,
        jurisdiction=h.jurisdiction,
        issued=h.issued.isoformat() if h.issued else None,
        provisions=len(document.provisions),
    )


def add_documents(graph: Graph, lineage: Lineage) -> None:
    """Nodes of the documents, and of those that are cited but absent."""
    for d in lineage.documents:
        graph.add_node(visible(d.doc_id), **document_attributes(d))
    for e in lineage.external:
        label = e.title or e.number or e.node_id
        graph.add_node(
            visible(e.node_id),
            **attributes(kind="external", label=label, title=e.title, number=e.number, cited_as=e.kind),
        )


def document_graph(lineage: Lineage) -> Graph:
    """One edge per pair of documents and relation, with the number of links and their mean score; and the citations.

    `cites` edges tell in `how` whether as basis, to implement, to publicise or by mention; `common_source` is
    undirected (`directed` 0).
    """
    graph: Graph = nx.MultiDiGraph()
    add_documents(graph, lineage)
    scores: dict[tuple[str, str, str], list[float]] = {}
    for k in lineage.objects:
        scores.setdefault((k.derived_doc, k.source_doc, k.relation), []).append(k.score)
    for (derived, source, relation), values in scores.items():
        graph.add_edge(
            visible(derived),
            visible(source),
            key=relation,
            **attributes(
                relation=relation,
                links=len(values),
                weight=float(len(values)),
                score=round(sum(values) / len(values), 4),
                directed=int(relation != "common_source"),
            ),
        )
    cited: dict[tuple[str, str, str], int] = {}
    for r in lineage.resolved:
        if r.target is not None:
            key = (r.doc_id, r.target, r.citation.relation)
            cited[key] = cited.get(key, 0) + 1
    for (citing, target, how), times in cited.items():
        graph.add_edge(
            visible(citing),
            visible(target),
            key=f"cites/{how}",
            **attributes(relation="cites", how=how, links=times, weight=float(times), directed=1),
        )
    return graph


def provision_id(doc_id: str, provision: Provision) -> str:
    """Id of a provision, as in the table `provisions`."""
    return f"{doc_id}/provision@{provision.span.start}"


def provision_graph(lineage: Lineage) -> Graph:
    """Every provision as a node; a document that draws on an absent one as a whole stands as a node of its own."""
    graph: Graph = nx.MultiDiGraph()
    for d in lineage.documents:
        for p in d.provisions:
            graph.add_node(
                visible(provision_id(d.doc_id, p)),
                **attributes(
                    kind="provision",
                    label=f"{d.doc_id} {p.path}",
                    doc_id=d.doc_id,
                    path=p.path,
                    heading=p.heading,
                    start=p.span.start,
                    end=p.span.end,
                    text=p.text if len(p.text) <= EXCERPT else p.text[: EXCERPT - 1] + "…",
                ),
            )
    whole: Graph = nx.MultiDiGraph()
    add_documents(whole, lineage)
    for k in lineage.objects:
        if k.derived is None or k.source is None:
            derived, source = visible(k.derived_doc), visible(k.source_doc)
            graph.add_nodes_from((n, whole.nodes[n]) for n in (derived, source))
        else:
            derived = visible(provision_id(k.derived_doc, k.derived))
            source = visible(provision_id(k.source_doc, k.source))
        graph.add_edge(
            derived,
            source,
            key=k.relation,
            **attributes(
                relation=k.relation,
                score=k.score,
                path=k.path,
                shared=sum(a.derived.length for a in k.evidence),
                directed=int(k.relation != "common_source"),
            ),
        )
    return graph
