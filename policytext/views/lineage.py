"""A lineage at a glance: how many links of which kind between which documents, how sure they are, what to do next."""

from __future__ import annotations

from collections import Counter, defaultdict

from policytext.arguments import instance
from policytext.lineage import DRAWN, Lineage
from policytext.lineage.problems import one_way
from policytext.model import Link
from policytext.views.corpus import interrupted
from policytext.views.explanation import shorten
from policytext.views.ladder import flow_of, ladder_svg
from policytext.views.page import NAMES, Html, escape, fragment, table

PAIRS = 10
"""Pairs of documents that are listed."""
SURE = 0.8
"""Probability from which on a link is told to be sure."""
TOLD = {
    "verbatim": "the source's words",
    "adapted": "its words, changed",
    "elaborated": "its words, worked out further",
    "common_source": "both from a third text; undirected",
    "undetermined": "the document names a source that is not in the corpus",
}


def lineage_html(lineage: Lineage) -> Html:
    """Links by kind, the cascade by level, the pairs of documents with most links, as HTML for a notebook."""
    instance(lineage, Lineage, "lineage", "what corpus.derive() returns (源流)")
    told = one_way(lineage.search, lineage.objects)
    links = [link for link in told if link.relation in DRAWN and link.source is not None]
    flow = f"<div><h2>派生 cascade: links, by level</h2>{cascade(lineage, links)}</div>"
    kinds = f"<div><h2>关系 relations</h2>{relations(told)}{certainty(lineage, links)}</div>"
    parts = [
        tiles(lineage, links),
        interrupted(lineage.problems),
        f'<div class="charts">{flow}{kinds}</div>',
        pairs(lineage, links),
        following(links),
    ]
    return fragment("\n".join(parts))


def tiles(lineage: Lineage, links: list[Link]) -> str:
    """The numbers."""
    numbers = (
        (len(lineage.documents), "文件 documents"),
        (len(links), "派生关系 links"),
        (len({(link.derived_doc, link.derived) for link in links}), "派生条款 derived provisions"),
        (len({(link.derived_doc, link.source_doc) for link in links}), "文件对 pairs of documents"),
        (len(lineage.resolved), "引用 citations"),
        (len(lineage.external), "库外文件和法律 absent documents and laws"),
    )
    return f'<div class="tiles">{"".join(f"<span><b>{n:,}</b>{name}</span>" for n, name in numbers)}</div>'


def cascade(lineage: Lineage, links: list[Link]) -> str:
    """Which level drew on which."""
    level: dict[str, str] = {d.doc_id: d.header.level or "?" for d in lineage.distinct}
    flow = flow_of([(link.derived_doc, link.source_doc) for link in links], level)
    return ladder_svg(Counter(level.values()), flow)


def relations(links: list[Link]) -> str:
    """How many links of which relation."""
    counts = Counter[str](link.relation for link in links)
    rows = [
        (f'<span class="relation {r}">{NAMES[r]}</span>', f"{counts[r]:,}", f'<span class="soft">{told}</span>')
        for r, told in TOLD.items()
        if counts[r]
    ]
    return (
        table(("", "", ""), rows) if rows else "<p>No link was found 未发现派生关系; <code>lineage.why(a, b)</code></p>"
    )


def certainty(lineage: Lineage, links: list[Link]) -> str:
    """How many links are sure, how many came near, what a coder decided."""
    decided = [link for link in lineage.objects if link.decision]
    near = lineage.counts.get("doubtful", 0) if lineage.decided is None else len(lineage.decided)
    sure = sum(link.score >= SURE for link in links)
    review = "<code>lineage.review()</code>"
    counting = (
        "links 派生关系 are those verbatim, adapted or elaborated, of documents linked both ways in one direction; "
        f"<code>lineage.links</code> has all {len(lineage.objects):,} rows"
    )
    said = [
        counting,
        f"{sure:,} of {len(links):,} links have a probability 概率 of {SURE} or more",
        f"{near:,} pairs of provisions came near and got no link 存疑; those with words in common: {review}",
        f"{len(decided):,} links decided by a coder 人工判定"
        if decided
        else "none decided by a coder yet 尚无人工判定",
    ]
    if again := len(lineage.documents) - len(lineage.distinct):
        said.append(f"{again:,} further printings of documents are not counted 同一文件: <code>lineage.problems</code>")
    if odd := [p for p in lineage.problems if p.code.startswith("decision.")]:
        said.append(f"{len(odd):,} decisions of a coder fit nothing: <code>lineage.problems</code>")
    return f'<ul class="problems">{"".join(f"<li>{x}</li>" for x in said)}</ul>'


def pairs(lineage: Lineage, links: list[Link]) -> str:
    """The pairs of documents with most links."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for link in links:
        counts[link.derived_doc, link.source_doc][link.relation] += 1
    ranked = sorted(counts, key=lambda pair: (-counts[pair].total(), pair))
    rows = [
        (named(lineage, d), named(lineage, s), *(str(counts[d, s][r] or "") for r in DRAWN), str(counts[d, s].total()))
        for d, s in ranked[:PAIRS]
    ]
    if not rows:
        return ""
    head = ("派生 derived", "来源 source", *(NAMES[r].replace(" ", "<br>", 1) for r in DRAWN), "合计<br>all")
    rest = len(ranked) - PAIRS
    more = f'<p class="soft">… {rest:,} more pairs: <code>lineage.coverage</code></p>' if rest > 0 else ""
    return f"<h2>文件对 pairs of documents</h2>{table(head, rows)}{more}"


def named(lineage: Lineage, doc_id: str) -> str:
    """A document by id and title."""
    title = lineage.document(doc_id).header.title or ""
    return f'{escape(shorten(doc_id, 60))}<br><span class="soft">{escape(shorten(title, 32))}</span>'


def following(links: list[Link]) -> str:
    """What one can do with it."""
    pair = Counter((link.derived_doc, link.source_doc) for link in links).most_common(1)
    names = ", ".join(repr(shorten(x, 60)) for x in pair[0][0]) if pair else ""
    steps = ["<code>lineage.links</code> table of links", "<code>lineage.coverage</code> taken over, added, left out"]
    if names:
        steps.append(f"<code>lineage.side_by_side({escape(names)})</code>")
    steps += ["<code>lineage.review()</code> for a coder", "<code>lineage.export(folder)</code>"]
    return f'<p class="next">Next 下一步: {" · ".join(steps)}</p>'
