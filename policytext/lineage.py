"""What `corpus.derive()` gives back: links, resolutions, coverage and graphs as tables and networks."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policytext.columns import Column
from policytext.derivation.settings import DerivationSettings
from policytext.errors import UnknownDocumentError
from policytext.model import Alignment, Document, External, Link, LinkPath, Provision, Resolution

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx
    import pandas as pd

    from policytext.tables import Labels

DRAWN = ("verbatim", "adapted", "elaborated")
"""Relations that say that one provision was drawn from another."""

LINK_COLUMNS = {
    "derived_doc": Column("string", "下位文件", "doc_id of the document that draws on another"),
    "derived_provision": Column("string", "下位条款", "path of its provision; empty: the document as a whole"),
    "derived_start": Column("Int64", "下位起点", "start of the provision in its document's text"),
    "derived_end": Column("Int64", "下位终点", "end of the provision, exclusive"),
    "source_doc": Column("string", "上位文件", "doc_id of the document drawn on, or node_id of an external one"),
    "source_provision": Column("string", "上位条款", "path of the provision drawn on; empty for an external document"),
    "source_start": Column("Int64", "上位起点", "start of the source provision in its document's text"),
    "source_end": Column("Int64", "上位终点", "end of the source provision, exclusive"),
    "relation": Column("string", "派生关系", "verbatim, adapted, elaborated, common_source, undetermined"),
    "score": Column("Float64", "得分", "calibrated probability of the link; empty for undetermined"),
    "shared": Column("Int64", "共有字数", "characters of the derived provision that stand in shared runs"),
    "path": Column("string", "关系依据", "why the pair of documents was compared: cited, line, possible, siblings"),
    "derived_text": Column("string", "下位原文", "text of the derived provision"),
    "source_text": Column("string", "上位原文", "text of the source provision"),
    "evidence": Column(
        "string", "证据", "shared runs: JSON list of [derived_start, derived_end, source_start, source_end]"
    ),
    "features": Column("string", "特征", "JSON object of the features the score was made from"),
}

RESOLUTION_COLUMNS = {
    "doc_id": Column("string", "文件编号", "the citing document"),
    "start": Column("Int64", "起点", "start of the citation in its text"),
    "end": Column("Int64", "终点", "end of the citation, exclusive"),
    "text": Column("string", "引文", "the citation as printed"),
    "title": Column("string", "标题", "title cited"),
    "number": Column("string", "发文字号", "document number cited"),
    "kind": Column("string", "引用类别", "document or law"),
    "relation": Column("string", "引用关系", "basis, implement, publicise, mention"),
    "target_doc": Column("string", "所指文件", "doc_id, or node_id of an external document; empty where ambiguous"),
    "method": Column("string", "方法", "number, title, similar_title, external, ambiguous, self"),
    "candidates": Column("string", "候选", "JSON list of [doc_id, score], best first"),
}

COVERAGE_COLUMNS = {
    "derived_doc": Column("string", "下位文件", "the document that may draw on another"),
    "source_doc": Column("string", "上位文件", "the document it may draw on"),
    "path": Column("string", "关系依据", "why the pair was compared: cited, line, possible"),
    "provisions": Column("Int64", "下位条款数", "provisions of the derived document, without its preamble"),
    "verbatim": Column("Int64", "照搬", "of these, best link to the source is verbatim"),
    "adapted": Column("Int64", "改写", "best link is adapted"),
    "elaborated": Column("Int64", "细化", "best link is elaborated"),
    "added": Column("Int64", "新增", "no link to the source"),
    "source_provisions": Column("Int64", "上位条款数", "provisions of the source document, without its preamble"),
    "omitted": Column("Int64", "遗漏", "of these, none of the derived document's provisions was drawn from it"),
    "share_derived": Column("Float64", "派生比例", "share of the derived document's provisions with a link"),
    "share_omitted": Column("Float64", "遗漏比例", "share of the source's provisions that were omitted"),
    "lag_days": Column("Int64", "时滞（天）", "days from the source's date to the derived one's; empty where unknown"),
}

EXTERNAL_COLUMNS = {
    "node_id": Column("string", "节点", "id of the external document"),
    "title": Column("string", "标题", "title as cited"),
    "number": Column("string", "发文字号", "document number as cited"),
    "kind": Column("string", "类别", "document or law"),
    "cited_by": Column("Int64", "被引文件数", "documents of the corpus that cite it"),
}

COMPARE_COLUMNS = {
    "derived_provision": Column("string", "下位条款", "path in the derived document; empty for an omission"),
    "derived_text": Column("string", "下位原文", "its text"),
    "source_provision": Column("string", "上位条款", "path in the source document; empty for an addition"),
    "source_text": Column("string", "上位原文", "its text"),
    "relation": Column("string", "关系", "verbatim, adapted, elaborated, common_source, added, omitted"),
    "score": Column("Float64", "得分", "calibrated probability of the link"),
    "shared": Column("string", "共有文字", "the shared runs, longest first, joined by ｜"),
    "derived_spans": Column("string", "下位共有片段", "JSON list of [start, end] in the derived document"),
    "source_spans": Column("string", "上位共有片段", "JSON list of [start, end] in the source document"),
}


SCHEMAS = {
    "links": LINK_COLUMNS,
    "resolutions": RESOLUTION_COLUMNS,
    "coverage": COVERAGE_COLUMNS,
    "externals": EXTERNAL_COLUMNS,
}
"""The tables of a lineage by name."""


def derive(documents: Iterable[Document], *, settings: DerivationSettings | None = None, **options: Any) -> Lineage:
    """Which provisions were drawn from which (派生).

    Args:
        documents: A corpus, or any documents with distinct ids.
        settings: How links are made.
        options: Instead of `settings` its fields by name, such as `threshold=0.6`.
    """
    from policytext.derivation.derive import derive_links

    chosen = settings or DerivationSettings(**options)
    held = tuple(documents)
    found = derive_links(held, chosen)
    return Lineage(
        documents=held,
        settings=chosen,
        objects=found.links,
        resolved=found.resolutions,
        external=found.externals,
        compared=found.compared,
        counts=found.counts,
    )


@dataclass(frozen=True, eq=False)
class Lineage:
    """The derivations of a corpus: links with their evidence, what citations mean, coverage, graphs (源流)."""

    documents: tuple[Document, ...]
    settings: DerivationSettings
    objects: tuple[Link, ...]
    """The links as objects; `links` is their table."""
    resolved: tuple[Resolution, ...]
    """The resolutions as objects; `resolutions` is their table."""
    external: tuple[External, ...]
    """Documents that are cited but not in the corpus; `externals` is their table."""
    compared: dict[tuple[str, str], LinkPath] = field(repr=False)
    """The (derived, source) pairs of documents that were compared, and why."""
    counts: dict[str, int]
    """How many documents, pairs and links there were at each step."""

    def __repr__(self) -> str:
        drawn = sum(link.relation in DRAWN for link in self.objects)
        return (
            f"Lineage({len(self.documents)} documents, {drawn} derived provisions, "
            f"{len(self.resolved)} citations, {len(self.external)} external documents)"
        )

    @cached_property
    def _by_id(self) -> dict[str, Document]:
        return {d.doc_id: d for d in self.documents}

    def document(self, doc_id: str) -> Document:
        """The document with this id."""
        if doc_id not in self._by_id:
            some = ", ".join(list(self._by_id)[:5])
            raise UnknownDocumentError(f"no document is called {doc_id!r} (文件编号); there are {some} …")
        return self._by_id[doc_id]

    def between(self, derived: str, source: str) -> list[Link]:
        """The links of two documents, `common_source` in either direction."""
        self.document(derived), self.document(source)
        turned = (turn(k) for k in self.objects if (k.derived_doc, k.source_doc) == (source, derived))
        straight = [k for k in self.objects if (k.derived_doc, k.source_doc) == (derived, source)]
        return straight + [k for k in turned if k.relation == "common_source"]

    @cached_property
    def links(self) -> pd.DataFrame:
        """One row per derived and source provision (派生关系); for an absent source one row per document."""
        return table(LINK_COLUMNS, map(link_row, self.objects))

    @cached_property
    def resolutions(self) -> pd.DataFrame:
        """One row per citation of a document or law: what it means (引用所指)."""
        return table(RESOLUTION_COLUMNS, map(resolution_row, self.resolved))

    @cached_property
    def externals(self) -> pd.DataFrame:
        """One row per document that is cited but not in the corpus (库外文件)."""
        citing = defaultdict(set)
        for r in self.resolved:
            citing[r.target].add(r.doc_id)
        rows = ((e.node_id, e.title, e.number, e.kind, len(citing[e.node_id])) for e in self.external)
        return table(EXTERNAL_COLUMNS, rows)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """One row per pair of documents tied by citation or links: what was taken over, added, left out (覆盖)."""
        drawn: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for link in self.objects:
            if link.relation in DRAWN:
                drawn[link.derived_doc, link.source_doc].append(link)
        tied = [pair for pair, path in self.compared.items() if path == "cited" or pair in drawn]
        held = self._by_id
        rows = (coverage_row(held[d], held[s], self.compared[d, s], drawn.get((d, s), ())) for d, s in tied)
        return table(COVERAGE_COLUMNS, rows)

    def compare(self, derived: str, source: str) -> pd.DataFrame:
        """Two documents provision by provision (对照), in the order of the derived one.

        Rows with `relation` added are provisions without a source there; the source's provisions from which nothing
        was drawn follow at the end, with `relation` omitted.
        """
        lower, upper = self.document(derived), self.document(source)
        return table(COMPARE_COLUMNS, compare_rows(lower, upper, self.between(derived, source)))

    def side_by_side(self, derived: str, source: str) -> str:
        """The same comparison as offline HTML: source left, derived right, shared words marked."""
        from policytext.views import comparison_html

        return comparison_html(self, derived, source)

    def _repr_html_(self) -> str:
        from policytext.views import lineage_html

        return lineage_html(self)

    def tables(self, *, labels: Labels = "en") -> dict[str, pd.DataFrame]:
        """The tables by name: links, resolutions, coverage, externals."""
        tables = {name: getattr(self, name) for name in SCHEMAS}
        if labels == "en":
            return tables
        return {name: t.rename(columns={k: c.zh for k, c in SCHEMAS[name].items()}) for name, t in tables.items()}

    def export(
        self, folder: str | Path, *, formats: Iterable[str] = ("csv",), labels: Labels = "en", overwrite: bool = False
    ) -> tuple[Path, ...]:
        """Write the tables and graphs of derivation into a folder (导出), as `Corpus.export` does its own.

        Args:
            folder: Made where it is not there.
            formats: Of csv, xlsx, parquet, jsonl for the tables, graphml, gexf for the graphs.
            labels: Language of the column labels.
            overwrite: Whether files that are there already may be replaced.
        """
        from policytext.export import export, graphs_of, known

        return export(folder, known(formats), self.tables(labels=labels), graphs=graphs_of(self), overwrite=overwrite)

    @cached_property
    def document_graph(self) -> nx.MultiDiGraph[str]:
        """Documents as nodes, derivations and citations as edges from derived to source."""
        from policytext.graphs import document_graph

        return document_graph(self)

    @cached_property
    def provision_graph(self) -> nx.MultiDiGraph[str]:
        """Provisions as nodes, links as edges from derived to source."""
        from policytext.graphs import provision_graph

        return provision_graph(self)

    @property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The graph of documents."""
        return self.document_graph

    def explain(self, link: Link | int) -> str:
        """Why a link was given: each feature with its weight, and the shared words; an `int` is a row of `links`."""
        k = self.objects[link] if isinstance(link, int) else link
        if k.derived is None or k.source is None:
            return f"{k.derived_doc} names {k.source_doc} as its source; that document is not in the corpus."
        return explain_score(k, self.document(k.derived_doc).text)


def explain_score(link: Link, text: str) -> str:
    """The parts of a link's score, the weightiest first, and the words shared; `text` is the derived document's."""
    from policytext.derivation.features import FEATURES
    from policytext.derivation.score import LinkModel

    assert link.derived is not None and link.source is not None
    model = LinkModel.default()
    parts = {name: w * link.features.get(name, 0.0) for name, w in zip(FEATURES, model.weights, strict=True)}
    told = math.log(max(link.score, 1e-4) / max(1 - link.score, 1e-4))
    lines = [
        f"{link.derived_doc} {link.derived.path} ← {link.source_doc} {link.source.path}",
        f"{link.relation}, score {link.score:.2f}, compared because {link.path}",
        f"  {model.intercept:+7.2f}  before any evidence",
    ]
    for name in sorted(parts, key=lambda n: -abs(parts[n])):
        lines.append(f"  {parts[name]:+7.2f}  {name} {link.features.get(name, 0.0):.2f}: {FEATURES[name]}")
    if (doubt := told - model.intercept - sum(parts.values())) < -0.05:
        lines.append(f"  {doubt:+7.2f}  how the two documents are tied")
    lines.append("  shared: " + "｜".join(text[a.derived.start : a.derived.end] for a in longest_first(link.evidence)))
    return "\n".join(lines)


def turn(link: Link) -> Link:
    """The link seen from the other side."""
    return Link(
        derived_doc=link.source_doc,
        derived=link.source,
        source_doc=link.derived_doc,
        source=link.derived,
        relation=link.relation,
        score=link.score,
        path=link.path,
        evidence=tuple(Alignment(derived=a.source, source=a.derived) for a in link.evidence),
        features=link.features,
    )


def table(schema: dict[str, Column], rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """A table with the columns and dtypes of a schema."""
    from policytext.tables import frame

    return frame(schema, rows)


def longest_first(evidence: Iterable[Alignment]) -> list[Alignment]:
    """Shared runs, the longest first."""
    return sorted(evidence, key=lambda a: (-a.derived.length, a.derived.start))


def place(provision: Provision | None) -> tuple[str | None, int | None, int | None]:
    """Path, start and end of a provision."""
    return (provision.path, *provision.span) if provision else (None, None, None)


def link_row(k: Link) -> tuple[Any, ...]:
    """One row of `links`."""
    spans = [[*a.derived, *a.source] for a in k.evidence]
    return (
        k.derived_doc,
        *place(k.derived),
        k.source_doc,
        *place(k.source),
        k.relation,
        None if k.source is None else k.score,
        None if k.source is None else sum(a.derived.length for a in k.evidence),
        k.path,
        k.derived.text if k.derived else None,
        k.source.text if k.source else None,
        json.dumps(spans),
        json.dumps(dict(k.features)),
    )


def resolution_row(r: Resolution) -> tuple[Any, ...]:
    """One row of `resolutions`."""
    c = r.citation
    candidates = json.dumps([[doc_id, score] for doc_id, score in r.candidates], ensure_ascii=False)
    return (r.doc_id, *c.span, c.text, c.title, c.number, c.kind, c.relation, r.target, r.method, candidates)


def counted(document: Document) -> list[Provision]:
    """The provisions that coverage counts: all but the preamble."""
    return [p for p in document.provisions if p.section is not None]


def coverage_row(derived: Document, source: Document, path: LinkPath, links: Sequence[Link]) -> tuple[Any, ...]:
    """One row of `coverage`; a provision with several links counts by its best."""
    best: dict[int, Link] = {}
    for link in links:
        if link.derived and link.derived.section is not None:
            held = best.get(link.derived.span.start)
            if held is None or link.score > held.score:
                best[link.derived.span.start] = link
    used = {link.source.span.start for link in links if link.source}
    lower, upper = counted(derived), counted(source)
    omitted = sum(p.span.start not in used for p in upper)
    by_relation = [sum(k.relation == relation for k in best.values()) for relation in DRAWN]
    begun, ended = (d.header.issued or d.header.printed for d in (source, derived))
    return (
        derived.doc_id,
        source.doc_id,
        path,
        len(lower),
        *by_relation,
        len(lower) - len(best),
        len(upper),
        omitted,
        len(best) / len(lower) if lower else None,
        omitted / len(upper) if upper else None,
        (ended - begun).days if begun and ended else None,
    )


def compare_rows(derived: Document, source: Document, links: Sequence[Link]) -> Iterator[tuple[Any, ...]]:
    """The rows of a comparison: in the order of the derived document, then what was omitted."""
    by_derived: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        if link.derived and link.source:
            by_derived[link.derived.span.start].append(link)
    for p in derived.provisions:
        found = sorted(by_derived[p.span.start], key=lambda k: -k.score)
        for k in found:
            assert k.source is not None
            shared = "｜".join(derived.text[a.derived.start : a.derived.end] for a in longest_first(k.evidence))
            spans = [[list(a.derived) for a in k.evidence], [list(a.source) for a in k.evidence]]
            yield (p.path, p.text, k.source.path, k.source.text, k.relation, k.score, shared, *map(json.dumps, spans))
        if not found and p.section is not None:
            yield (p.path, p.text, None, None, "added", None, None, "[]", "[]")
    used = {k.source.span.start for k in links if k.source}
    for p in counted(source):
        if p.span.start not in used:
            yield (None, None, p.path, p.text, "omitted", None, None, "[]", "[]")
