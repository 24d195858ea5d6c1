"""Why a link was given, and why two documents have none: in words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from policytext.derivation.choice import CROWD
from policytext.derivation.features import FEATURES
from policytext.derivation.grams import grams, signs
from policytext.derivation.kinship import STRANGERS
from policytext.derivation.score import LinkModel
from policytext.derivation.search import Search
from policytext.lineage.links import DRAWN, longest_first
from policytext.model import Document, Link
from policytext.span import Span

if TYPE_CHECKING:
    from policytext.lineage.lineage import Lineage

COMMON = 0.2
"""Share of public documents from which on wording is told to be common."""


def explain(lineage: Lineage, link: Link) -> str:
    """The parts of a link's score, the weightiest first, the words shared, and those of them that count little."""
    if link.derived is None or link.source is None:
        return f"{link.derived_doc} names {link.source_doc} as its source; that document is not in the corpus."
    model = LinkModel.default()
    derived = lineage.document(link.derived_doc)
    lines = [
        f"{link.derived_doc} {link.derived.path} ← {link.source_doc} {link.source.path}",
        f"{link.relation}, score {link.score:.2f}, compared because {link.path}",
    ]
    if link.decision:
        lines.append(f"a coder decided: {link.decision}; the score is the coder's")
    else:
        parts = {name: w * link.features.get(name, 0.0) for name, w in zip(FEATURES, model.weights, strict=True)}
        told = math.log(max(link.score, 1e-4) / max(1 - link.score, 1e-4))
        lines.append(f"  {model.intercept:+7.2f}  before any evidence")
        for name in sorted(parts, key=lambda n: -abs(parts[n])):
            lines.append(f"  {parts[name]:+7.2f}  {name} {link.features.get(name, 0.0):.2f}: {FEATURES[name]}")
        if (doubt := told - model.intercept - sum(parts.values())) < -0.05:
            lines.append(f"  {doubt:+7.2f}  how the two documents are tied; preambles, frames, boilerplate")
    runs = longest_first(link.evidence)
    lines.append("  shared: " + "｜".join(derived.text[a.derived.start : a.derived.end] for a in runs))
    discounted = list(little_counted(lineage, derived, [a.derived for a in runs]))
    if discounted:
        lines.append("  counts little: " + "｜".join(discounted))
    return "\n".join(lines)


def little_counted(lineage: Lineage, document: Document, spans: list[Span]) -> Iterator[str]:
    """Shared words that say little: set phrases, titles of documents, wording of many public documents."""
    background = lineage.search.background
    for span in spans:
        words = document.text[span.start : span.end]
        if any(s.kind != "campaign" and s.span.overlaps(span) for s in document.slogans):
            yield f"{words} (set phrase)"
        elif any(c.span.overlaps(span) for c in document.citations):
            yield f"{words} (title)"
        elif background.documents:
            packed = grams(signs(words)[0], min(4, len(signs(words)[0])))
            share = float(np.median(background.frequency(packed))) / background.documents if len(packed) else 0.0
            if share >= COMMON:
                yield f"{words} (in {share:.0%} of public documents)"


def why(lineage: Lineage, derived: str, source: str) -> str:
    """What became of two documents at each step, from the choice of the pair to the last link."""
    lines = [f"{derived} ← {source}", *steps(lineage, derived, source)]
    if by_coder := sum(link.decision is not None for link in lineage.between(derived, source)):
        lines.append(f"a coder decided on {by_coder} of the links given (人工判定)")
    return "\n".join(lines)


def steps(lineage: Lineage, derived: str, source: str) -> Iterator[str]:
    """The steps, one line each."""
    search = lineage.search
    lineage.document(derived), lineage.document(source)
    number = {d.doc_id: k for k, d in enumerate(lineage.documents)}
    d, s = number[derived], number[source]
    if reason := not_a_pair(lineage, d, s):
        yield f"not compared: {reason}"
        return
    path = search.lines.path(d, s)
    if path is None:
        yield from without_path(lineage, d, s)
        return
    yield f"path: {path}"
    tied = search.choice.tied(d, s, path)
    yield f"likeness of the two documents {search.likeness[d, s]:.2f}, which adds {tied:+.2f} to the log odds of a link"
    if reason := left_out(search, d, s, tied):
        yield f"not compared: {reason}"
        return
    scored = search.scored[d, s]
    probability = scored.probability
    yield f"{probability.size} pairs of provisions compared"
    if not probability.size:
        return
    i, j = np.unravel_index(int(probability.argmax()), probability.shape)
    best = lineage.documents[d].provisions[int(i)].path, lineage.documents[s].provisions[int(j)].path
    yield f"likeliest: {best[0]} ← {best[1]} with {probability[i, j]:.2f}"
    above, near = len(scored.likely(search.threshold)), len(search.near_links(scored))
    yield f"{above} reach the threshold {search.threshold:.2f}; {near} come near (see review())"
    given = sum(link.relation in DRAWN for link in lineage.direct(derived, source))
    nearer = sum((link.derived_doc, link.source_doc) == (derived, source) for link in lineage.indirect)
    told = f"; a nearer source explains {nearer} more (transitive)" if nearer else ""
    yield f"{given} links given{told}; the others share no run of words"


def uncompared(lineage: Lineage, derived: str, source: str) -> str | None:
    """Why two documents were not compared, in the words of `why`, and whether they were the other way round."""
    if (derived, source) in lineage.compared:
        return None
    reason = next((line for line in steps(lineage, derived, source) if line.startswith("not compared")), None)
    if reason is None:
        return None
    turned = f"; the derived document comes first: compare({source!r}, {derived!r})"
    told = turned if (source, derived) in lineage.compared else ""
    return f"{derived} ← {source}, {reason}{told}; no provision has a source here (未比较)"


def not_a_pair(lineage: Lineage, d: int, s: int) -> str | None:
    """Why two documents were never to be compared: one of them is no directive, or stands for another."""
    search, documents = lineage.search, lineage.documents
    for k in (d, s):
        if search.about[k]:
            return f"{documents[k].doc_id} is a writing about a document, or a draft (解读、新闻、征求意见稿)"
    if d == s:
        return "it is one and the same document (同一文件)"
    if search.first[d] == search.first[s]:
        return "both are printings of one document (同一文件)"
    for k in (d, s):
        if search.first[k] != k:
            return f"{documents[k].doc_id} is a printing of {documents[search.first[k]].doc_id}; see there"
    return None


def left_out(search: Search, d: int, s: int, tied: float) -> str | None:
    """Why two documents were not compared although a path leads from one to the other."""
    derived = search.documents[d].doc_id
    if search.lines.path(d, s) not in search.settings.paths:
        return f"the settings keep to the paths {', '.join(search.settings.paths)} (路径)"
    if tied <= STRANGERS:
        return f"no citation ties them, and they share too little rare wording (below {STRANGERS:+.1f})"
    if d in search.choice.crowds["sources"] and (d, s) not in dict(search.choice.directed):
        return f"{derived} has more than {CROWD} possible sources, and others were likelier (同文过多)"
    return None if (d, s) in search.scored else "the derivation was interrupted before (派生中断)"


def without_path(lineage: Lineage, d: int, s: int) -> Iterator[str]:
    """The steps of two documents of which the one cannot have drawn on the other: they may have a common source."""
    yield "not compared for derivation: " + no_path(lineage, d, s)
    search = lineage.search
    scored = search.scored.get((d, s)) or search.scored.get((s, d))
    if search.lines.path(s, d) is not None or scored is None:
        return
    likely = len(scored.likely(search.threshold))
    derived, source = (lineage.documents[k].doc_id for k in (d, s))
    given = sum(link.relation == "common_source" for link in lineage.between(derived, source))
    yield f"compared for a common source (共同来源): {likely} pairs of provisions reach {search.threshold:.2f}"
    yield f"{given} links common_source given; the others have a known source, or share no wording that directs"


def no_path(lineage: Lineage, d: int, s: int) -> str:
    """Why no line leads from one document up to another."""
    lines = lineage.search.lines
    if d in lines.reach[s] and s not in lines.reach[d]:
        return "the one that would be the source cites the other (引用方向相反)"
    if lines.later(s, d):
        return "the one that would be the source is later; if a date is wrong, correct it in metadata.csv (日期在后)"
    if lines.talks[d] or lines.talks[s]:
        return "one of them is a talk, and no citation ties them (讲话、致辞)"
    low, high = lines.jurisdictions[d], lines.jurisdictions[s]
    if not lines.addresses(d, s):
        named = "、".join(lines.addressed[s][:3])
        return f"the one that would be the source is addressed to {named}, and no citation ties them (主送机关不符)"
    if low.name and low.name == high.name:
        return f"no line of jurisdiction: both are of {low.name}, and no citation ties them (无隶属关系)"
    return (
        f"no line of jurisdiction: {low.name or 'place unknown'} does not lie under {high.name or 'place unknown'}, "
        "and no citation ties them (无隶属关系)"
    )
