"""Links → networkx: documents and provisions as nodes, edges from what was derived to its source.

Attributes are plain strings, integers, floats and booleans, without control characters or lone surrogates; what is
not known is absent. Their names are none of those that GEXF keeps for itself (id, type, start, end, pid …), so that
GraphML and GEXF give them back. `NODES` and `EDGES` say what each means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import networkx as nx

from policytext.columns import Column
from policytext.masking import concealed, hidden, veiled
from policytext.model import Document, Link, Provision

if TYPE_CHECKING:
    from policytext.lineage import Lineage

    Graph = nx.MultiDiGraph[str]

Value = str | int | float | bool

NODES = {
    "kind": Column("string", "节点类别", "document; external: cited but not in the corpus; provision"),
    "label": Column("string", "标签", "what to write beside it: title, number or id; of a provision document and path"),
    "title": Column("string", "标题", "title of the document"),
    "number": Column("string", "发文字号", "document number"),
    "genre": Column("string", "文种", "genre of the instrument"),
    "level": Column("string", "层级", "central, province, prefecture, county, township, community"),
    "jurisdiction": Column("string", "辖区", "place that the issuer governs"),
    "issued": Column("string", "成文日期", "date of issue, ISO 8601; of a provision that of its document"),
    "provisions": Column("Int64", "条款数", "provisions of the document"),
    "printing_of": Column(
        "string", "同文件首个版本", "another printing of one document: id of the first; without edges"
    ),
    "cited_as": Column("string", "引用类别", "external documents: document or law"),
    "doc_id": Column("string", "文件编号", "provisions: the document"),
    "path": Column("string", "条款", "provisions: address in the outline"),
    "heading": Column("string", "小标题", "provisions: heading"),
    "span_start": Column("Int64", "起点", "provisions: offset of the first character in the document's text"),
    "span_end": Column("Int64", "终点", "provisions: offset after the last character"),
    "text": Column("string", "原文", "provisions: the first 200 characters"),
}
"""Attributes of nodes, in both graphs."""
EDGES = {
    "relation": Column("string", "关系", "verbatim, adapted, elaborated, common_source, undetermined; cites"),
    "how": Column("string", "引用关系", "citations: basis, implement, publicise, mention"),
    "links": Column("Int64", "条数", "graph of documents: links or citations that the edge stands for"),
    "weight": Column("Float64", "权重", "graph of documents: the same as a number, which programs take for the weight"),
    "score": Column("Float64", "得分", "probability of the link, of several the mean; none for undetermined"),
    "path": Column("string", "关系依据", "graph of provisions: why the documents were compared: cited, line, possible"),
    "shared": Column("Int64", "共有字数", "graph of provisions: characters in shared runs"),
    "directed": Column("boolean", "有向", "whether it leads from derived to source; False for common_source"),
}
"""Attributes of edges, in both graphs."""

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
    return {k: visible(v) if isinstance(v, str) else v for k, v in values.items() if v is not None and v != ""}


def day(document: Document) -> str | None:
    """The date of issue as ISO 8601."""
    return document.header.issued.isoformat() if document.header.issued else None


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
        issued=day(document),
        provisions=len(document.provisions),
    )


def add_documents(graph: Graph, lineage: Lineage) -> None:
    """Nodes of the documents, and of those that are cited but absent."""
    for d in lineage.documents:
        first = lineage.first_printing(d.doc_id)
        again = attributes(printing_of=first if first != d.doc_id else None)
        graph.add_node(visible(d.doc_id), **document_attributes(d), **again)
    for e in lineage.external:
        label = e.title or e.number or e.node_id
        graph.add_node(
            visible(e.node_id),
            **attributes(kind="external", label=label, title=e.title, number=e.number, cited_as=e.kind),
        )


def document_graph(lineage: Lineage) -> Graph:
    """One edge per pair of documents and relation, with the number of links and their mean score; and the citations.

    `cites` edges tell in `how` whether as basis, to implement, to publicise or by mention; `common_source` is
    undirected (`directed` is False).
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
                score=None if relation == "undetermined" else round(sum(values) / len(values), 4),
                directed=relation != "common_source",
            ),
        )
    cited: dict[tuple[str, str, str], int] = {}
    for r in lineage.resolved:
        if r.target is not None and lineage.first_printing(r.doc_id) == r.doc_id:
            key = (r.doc_id, r.target, r.citation.relation)
            cited[key] = cited.get(key, 0) + 1
    for (citing, target, how), times in cited.items():
        graph.add_edge(
            visible(citing),
            visible(target),
            key=f"cites/{how}",
            **attributes(relation="cites", how=how, links=times, weight=float(times), directed=True),
        )
    return graph


def provision_id(doc_id: str, provision: Provision) -> str:
    """Id of a provision, as in the table `provisions`."""
    return f"{doc_id}/provision@{provision.span.start}"


def provision_graph(lineage: Lineage, mask: Iterable[str] = ()) -> Graph:
    """Every provision as a node; a document that draws on an absent one as a whole stands as a node of its own.

    `mask` names what is made unreadable in texts and headings.
    """
    graph: Graph = nx.MultiDiGraph()
    wanted = tuple(mask)
    for d in lineage.documents:
        add_provisions(graph, d, wanted)
    whole: Graph = nx.MultiDiGraph()
    add_documents(whole, lineage)
    for k in lineage.objects:
        if k.derived is None or k.source is None:
            derived, source = visible(k.derived_doc), visible(k.source_doc)
            graph.add_nodes_from((n, whole.nodes[n]) for n in (derived, source))
        else:
            derived = visible(provision_id(k.derived_doc, k.derived))
            source = visible(provision_id(k.source_doc, k.source))
        graph.add_edge(derived, source, key=k.relation, **link_attributes(k))
    return graph


def add_provisions(graph: Graph, document: Document, mask: Iterable[str]) -> None:
    """Nodes of the provisions of a document."""
    shown = concealed(document, mask)
    words = hidden(document.text, shown)
    for p in document.provisions:
        text = shown[slice(*p.span)]
        graph.add_node(
            visible(provision_id(document.doc_id, p)),
            **attributes(
                kind="provision",
                label=f"{document.doc_id} {p.path}",
                doc_id=document.doc_id,
                path=p.path,
                heading=p.heading and veiled(p.heading, words),
                level=document.header.level,
                issued=day(document),
                span_start=p.span.start,
                span_end=p.span.end,
                text=text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…",
            ),
        )


def link_attributes(link: Link) -> dict[str, Value]:
    """What the edge of a link carries in the graph of provisions."""
    return attributes(
        relation=link.relation,
        score=None if link.relation == "undetermined" else link.score,
        path=link.path,
        shared=sum(a.derived.length for a in link.evidence),
        directed=link.relation != "common_source",
    )
