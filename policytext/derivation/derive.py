"""Documents → links: resolve, choose pairs, score provisions, let sources compete, align, name the relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from policytext.derivation.align import align
from policytext.derivation.background import Background
from policytext.derivation.candidates import sharing
from policytext.derivation.features import FEATURES, compare
from policytext.derivation.kinship import likeness, shift
from policytext.derivation.lines import RANK, Lines
from policytext.derivation.relation import relation_of, shares
from policytext.derivation.resolve import resolve
from policytext.derivation.score import LinkModel
from policytext.derivation.settings import DerivationSettings
from policytext.derivation.wording import Floats, Wording, word
from policytext.model import Alignment, Document, External, Link, LinkPath, Resolution
from policytext.reading.provisions import PREAMBLE
from policytext.span import Span

PREAMBLE_DOUBT = 2.0
"""Log odds taken off where the derived side is a preamble: occasion and purpose are alike in all of a family."""

OWN = 12
"""Least number of characters that a provision must share with a remote source beyond what it has from a nearer one."""


OPERATIONAL = 16
"""Least number of characters in tasks that two documents must share to point to a common source."""


@dataclass(frozen=True, slots=True)
class Found:
    """A pair of provisions, by index of document and provision, that the model takes for a link."""

    derived: tuple[int, int]
    source: tuple[int, int]
    score: float
    path: LinkPath
    evidence: tuple[Alignment, ...]
    features: Floats = field(compare=False)


@dataclass(frozen=True)
class Derivation:
    """Everything that a derivation finds; `counts` tells how much was left at each step."""

    resolutions: tuple[Resolution, ...]
    externals: tuple[External, ...]
    links: tuple[Link, ...]
    compared: dict[tuple[str, str], LinkPath]
    """(derived, source) → why the pair was compared."""
    counts: dict[str, int]


def derive_links(documents: Sequence[Document], settings: DerivationSettings) -> Derivation:
    """All links of a corpus."""
    resolutions, externals = resolve(documents)
    lines = Lines(documents, resolutions)
    background = Background.default() if settings.background else Background.empty()
    wording = word(documents, background)
    model = LinkModel.default()
    threshold = settings.threshold or model.threshold
    shared = sharing(documents, background)
    compared = dict(pairs(lines, shared, len(documents)))
    alike = likeness(wording)

    def search(d: int, s: int, path: LinkPath) -> Iterator[Found]:
        return score(documents, wording, model, threshold, (d, s), path, shift(lines, alike, d, s, path))

    found = [f for (d, s), path in compared.items() for f in search(d, s, path)]
    direct = found if settings.transitive else nearest(documents, lines, found)
    counts = {
        "documents": len(documents),
        "pairs_possible": sum(1 for _ in every_pair(lines, len(documents))),
        "pairs_compared": len(compared),
        "pairs_of_provisions": sum(len(documents[d].provisions) * len(documents[s].provisions) for d, s in compared),
        "links_scored": len(found),
        "links_transitive": len(found) - len(direct),
    }
    links = [link_of(documents, f) for f in direct]
    if settings.common_source:
        links += common_sources(documents, search, lines, shared, found)
    links += undetermined(documents, resolutions)
    order = {d.doc_id: k for k, d in enumerate(documents)}
    nowhere = Span(-1, -1)
    links.sort(
        key=lambda k: (
            order[k.derived_doc],
            k.derived.span if k.derived else nowhere,
            order.get(k.source_doc, len(order)),
            k.source_doc,
            k.source.span if k.source else nowhere,
        )
    )
    why = {(documents[d].doc_id, documents[s].doc_id): path for (d, s), path in compared.items()}
    return Derivation(resolutions, externals, tuple(links), why, counts)


def every_pair(lines: Lines, n: int) -> Iterator[tuple[tuple[int, int], LinkPath]]:
    """The (derived, source) pairs between which derivation can run, with the reason."""
    for d in range(n):
        for s in range(n):
            if path := lines.path(d, s):
                yield (d, s), path


def pairs(lines: Lines, shared: dict[tuple[int, int], int], n: int) -> Iterator[tuple[tuple[int, int], LinkPath]]:
    """Those worth comparing: tied by citation, or sharing rare wording."""
    for d in range(n):
        for s in sorted(lines.reach[d]):
            if path := lines.path(d, s):
                yield (d, s), path
    for a, b in sorted(shared):
        for d, s in ((a, b), (b, a)):
            if s not in lines.reach[d] and (path := lines.path(d, s)):
                yield (d, s), path


def score(
    documents: Sequence[Document],
    wording: Wording,
    model: LinkModel,
    threshold: float,
    pair: tuple[int, int],
    path: LinkPath,
    odds: float,
) -> Iterator[Found]:
    """The links that the model sees between two documents; `odds` is what their kinship adds to the log odds."""
    d, s = pair
    features = compare(wording.blocks[d], wording.blocks[s], wording.weight)
    doubt = PREAMBLE_DOUBT * wording.blocks[d].preamble[:, None]
    probability = model.probability(features, np.asarray(odds - doubt))
    for i, j in np.argwhere(probability >= threshold).tolist():
        evidence = evidence_of(documents[d], i, documents[s], j)
        if evidence:
            yield Found((d, i), (s, j), float(probability[i, j]), path, evidence, features[i, j])


def evidence_of(derived: Document, i: int, source: Document, j: int) -> tuple[Alignment, ...]:
    """The shared runs of two provisions, as spans of their documents."""
    a, b = derived.provisions[i], source.provisions[j]
    return tuple(
        Alignment(
            derived=Span(r.derived.start + a.span.start, r.derived.end + a.span.start),
            source=Span(r.source.start + b.span.start, r.source.end + b.span.start),
        )
        for r in align(a.text, b.text)
    )


def nearest(documents: Sequence[Document], lines: Lines, found: Sequence[Found]) -> list[Found]:
    """Without links that a nearer source explains.

    A provision that has its words from a document in between did not draw them from that document's own source, unless
    it shares more words with the remote source alone than with the nearer one.
    """
    by_derived: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for f in found:
        by_derived[f.derived].append(f)
    chains = {(f.derived, f.source) for f in found}
    kept = []
    for f in found:
        nearer = [
            g
            for g in by_derived[f.derived]
            if g.source[0] != f.source[0]
            and ((g.source, f.source) in chains or f.source[0] in lines.reach[g.source[0]])
        ]
        own = own_words(f, nearer)
        if not nearer or own >= max(OWN, max(words(g) for g in nearer)):
            kept.append(f)
    return kept


def words(f: Found) -> int:
    """Characters of the derived provision in shared runs."""
    return sum(a.derived.length for a in f.evidence)


def own_words(remote: Found, nearer: Sequence[Found]) -> int:
    """Characters of the derived provision shared with the remote source in runs that no nearer source covers."""
    covered = {k for g in nearer for a in g.evidence for k in range(a.derived.start, a.derived.end)}
    return sum(
        a.derived.length for a in remote.evidence if not covered.intersection(range(a.derived.start, a.derived.end))
    )


def link_of(documents: Sequence[Document], f: Found) -> Link:
    """The link with its relation."""
    derived, source = documents[f.derived[0]], documents[f.source[0]]
    provision, origin = derived.provisions[f.derived[1]], source.provisions[f.source[1]]
    return Link(
        derived_doc=derived.doc_id,
        derived=provision,
        source_doc=source.doc_id,
        source=origin,
        relation="common_source"
        if f.path == "siblings"
        else relation_of(shares(derived, provision, source, origin, f.evidence)),
        score=round(f.score, 4),
        path=f.path,
        evidence=f.evidence,
        features=dict(zip(FEATURES, np.round(f.features, 4).tolist(), strict=True)),
    )


def common_sources(
    documents: Sequence[Document],
    search: Callable[[int, int, LinkPath], Iterator[Found]],
    lines: Lines,
    shared: dict[tuple[int, int], int],
    found: Sequence[Found],
) -> list[Link]:
    """Equal operational wording of documents that could not have drawn on each other and have no known source for it."""
    ancestors = ancestry(found)
    links = []
    for a, b in sorted(shared):
        if lines.path(a, b) or lines.path(b, a):
            continue
        d, s = lower_first(documents, a, b)
        for f in search(d, s, "siblings"):
            places = (documents[d].provisions[f.derived[1]].path, documents[s].provisions[f.source[1]].path)
            known = ancestors.get(f.derived, set()) & ancestors.get(f.source, set())
            if not known and PREAMBLE not in places and operational(documents[d], documents[s], f.evidence):
                links.append(link_of(documents, f))
    return links


def operational(derived: Document, source: Document, evidence: Sequence[Alignment]) -> bool:
    """Whether the shared words direct somebody: the greater part stands in tasks on both sides."""
    if not derived.sentences or not source.sentences:
        return True
    shared = [(within_tasks(derived, a.derived) and within_tasks(source, a.source), a.derived.length) for a in evidence]
    directed = sum(n for inside, n in shared if inside)
    return directed >= OPERATIONAL and 2 * directed >= sum(n for _, n in shared)


def within_tasks(document: Document, span: Span) -> bool:
    """Whether a span begins inside a task."""
    return any(task.span.start <= span.start < task.span.end for task in document.tasks)


def ancestry(found: Sequence[Found]) -> dict[tuple[int, int], set[int]]:
    """For each provision the documents from which it was drawn, through others too."""
    sources: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    for f in found:
        sources[f.derived].add(f.source)
    out = {}
    for start in list(sources):
        seen: set[tuple[int, int]] = set()
        queue = [start]
        while queue:
            for up in sources.get(queue.pop(), ()):
                if up not in seen:
                    seen.add(up)
                    queue.append(up)
        out[start] = {document for document, _ in seen}
    return out


def lower_first(documents: Sequence[Document], a: int, b: int) -> tuple[int, int]:
    """The two in a fixed order: the document of the lower level first, then by id."""
    key = {k: (-RANK.get(documents[k].header.level or "", 9), documents[k].doc_id) for k in (a, b)}
    return (a, b) if key[a] <= key[b] else (b, a)


def undetermined(documents: Sequence[Document], resolutions: Sequence[Resolution]) -> list[Link]:
    """One link from each document to every absent document that it names as its source."""
    number = {d.doc_id: d for d in documents}
    seen: dict[tuple[str, str], Link] = {}
    for r in resolutions:
        if r.method != "external" or r.target is None or not names_source(number[r.doc_id], r):
            continue
        seen.setdefault(
            (r.doc_id, r.target),
            Link(
                derived_doc=r.doc_id, derived=None, source_doc=r.target, source=None, relation="undetermined", score=1.0
            ),
        )
    return list(seen.values())


def names_source(document: Document, resolution: Resolution) -> bool:
    """Whether a citation says where the whole document comes from.

    It does as basis or as what is implemented, and where the document speaks of itself: in its title, its covering
    notice and its opening formula. 按照《…》要求 inside a task is the basis of that task alone.
    """
    citation = resolution.citation
    if citation.relation not in ("basis", "implement"):
        return False
    if not document.sentences:
        return True
    unit = document.sentences[citation.sentence]
    if unit.label in ("formula", "heading", "furniture"):
        return unit.section is None or unit.label == "formula"
    opening = next((p for p in document.provisions if p.path == PREAMBLE), None)
    return opening is not None and opening.span.holds(citation.span) and unit.label != "task"
