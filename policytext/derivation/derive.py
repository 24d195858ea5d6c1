"""Documents → links: resolve, choose pairs, score provisions, let sources compete, align, name the relation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policytext.derivation.align import align
from policytext.derivation.background import Background
from policytext.derivation.citing.resolve import resolve
from policytext.derivation.competition import Found, ancestry, nearest
from policytext.derivation.features import FEATURES, compare
from policytext.derivation.frame import frame
from policytext.derivation.kinship import LEAST, STRANGERS, frame_shift, likeness, shift
from policytext.derivation.lines import RANK, Lines
from policytext.derivation.named import undetermined
from policytext.derivation.relation import relation_of, shares
from policytext.derivation.score import LinkModel
from policytext.derivation.settings import DerivationSettings
from policytext.derivation.twins import printings, secondary
from policytext.derivation.wording import Floats, word
from policytext.model import Alignment, Document, External, Link, LinkPath, Resolution
from policytext.reading.outline.provisions import PREAMBLE
from policytext.span import Span

PREAMBLE_DOUBT = 2.0
"""Log odds taken off where the derived side is a preamble: occasion and purpose are alike in all of a family."""

OPERATIONAL = 16
"""Least number of characters in tasks that two documents must share to point to a common source."""

NOWHERE = Span(-1, -1)
Mask = npt.NDArray[np.bool_]


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
    search = Search(documents, settings)
    resolutions, externals = search.resolutions, search.externals
    compared = dict(search.directed())
    found = [f for (d, s), path in compared.items() for f in search.links(d, s, path)]
    direct = found if settings.transitive else nearest(search.lines, found)
    links = [link_of(documents, f) for f in direct]
    if settings.common_source:
        links += (link_of(documents, f) for f in search.common_sources(found))
    links += undetermined(documents, resolutions)
    order = {d.doc_id: k for k, d in enumerate(documents)}
    links.sort(key=lambda k: (order[k.derived_doc], at(k.derived), order.get(k.source_doc, len(order)), at(k.source)))
    counts = {
        **search.counts(),
        "pairs_compared": len(compared),
        "pairs_of_provisions": sum(len(documents[d].provisions) * len(documents[s].provisions) for d, s in compared),
        "links_scored": len(found),
        "links_transitive": len(found) - len(direct),
    }
    why = {(documents[d].doc_id, documents[s].doc_id): path for (d, s), path in compared.items()}
    return Derivation(resolutions, externals, tuple(links), why, counts)


def at(provision: object) -> Span:
    """Where a provision stands, for sorting."""
    return getattr(provision, "span", NOWHERE)


class Search:
    """The search for links in a corpus: its wording, counted once, and the lines along which derivation can run."""

    def __init__(self, documents: Sequence[Document], settings: DerivationSettings) -> None:
        self.documents = documents
        self.settings = settings
        self.background = Background.default() if settings.background else Background.empty()
        self.wording = word(documents, self.background)
        self.first = printings(documents, likeness(self.wording))
        self.frames = [frame(d) for d in documents]
        self.alike = likeness(self.wording, self.frames)
        self.resolutions, self.externals = resolve(documents, self.first)
        self.lines = Lines(documents, () if settings.mask_citations else self.resolutions)
        self.about = [secondary(d) for d in documents]
        self.formal = [formal(d) for d in documents]
        self.model = LinkModel.default()
        self.threshold = settings.threshold or self.model.threshold

    def counts(self) -> dict[str, int]:
        """How many documents there are, and how many of them derive nothing."""
        return {
            "documents": len(self.documents),
            "printings": sum(k != f for k, f in enumerate(self.first)),
            "writings_about": sum(self.about),
        }

    def near(self) -> list[tuple[int, int]]:
        """Pairs of documents that may have to do with each other (first below second): cited, or about one matter."""
        tied = {(min(d, s), max(d, s)) for d, reach in enumerate(self.lines.reach) for s in reach}
        low, high = np.nonzero(np.triu(self.alike, k=1) > LEAST)
        return sorted(tied.union(zip(low.tolist(), high.tolist(), strict=True)))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Those of them that are two documents, and neither a writing about the other."""
        for a, b in self.near():
            if self.first[a] != self.first[b] and not self.about[a] and not self.about[b]:
                yield a, b

    def directed(self) -> Iterator[tuple[tuple[int, int], LinkPath]]:
        """The (derived, source) pairs to compare, with the reason; of several printings only the first is a source."""
        for a, b in self.pairs():
            for d, s in ((a, b), (b, a)):
                path = self.lines.path(d, s)
                if path and self.first[s] == s and shift(self.lines, self.alike, d, s, path) > STRANGERS:
                    yield (d, s), path

    def links(self, d: int, s: int, path: LinkPath) -> Iterator[Found]:
        """The links that the model sees between two documents."""
        blocks = self.wording.blocks
        features = compare(blocks[d], blocks[s], self.wording.weight)
        odds: Floats = shift(self.lines, self.alike, d, s, path) - PREAMBLE_DOUBT * blocks[d].preamble[:, None]
        if path != "cited":
            framed = self.frames[d][:, None] | self.frames[s][None, :]
            odds = odds + frame_shift(float(self.alike[d, s])) * framed
        probability = self.model.probability(features, odds)
        probability[self.formal[d], :] = 0.0
        probability[:, self.formal[s]] = 0.0
        for i, j in np.argwhere(probability >= self.threshold).tolist():
            if evidence := evidence_of(self.documents[d], i, self.documents[s], j):
                yield Found((d, i), (s, j), float(probability[i, j]), path, evidence, features[i, j])

    def common_sources(self, found: Sequence[Found]) -> Iterator[Found]:
        """Equal operational wording of documents that could not draw on each other and have no known source for it."""
        ancestors = ancestry(found)
        for a, b in self.pairs():
            if self.lines.path(a, b) or self.lines.path(b, a) or self.first[a] != a or self.first[b] != b:
                continue
            d, s = lower_first(self.documents, a, b)
            if shift(self.lines, self.alike, d, s, "siblings") <= STRANGERS:
                continue
            for f in self.links(d, s, "siblings"):
                known = ancestors.get(f.derived, set()) & ancestors.get(f.source, set())
                if not known and operational(self.documents, f):
                    yield f


def formal(document: Document) -> Mask:
    """Which provisions hold nothing but the formulas of the genre (本办法自发布之日起施行): these direct nothing."""
    labels: list[set[str]] = [set() for _ in document.provisions]
    starts = [p.span.start for p in document.provisions]
    for unit in document.sentences:
        k = bisect_right(starts, unit.span.start) - 1
        if k >= 0 and unit.span.start < document.provisions[k].span.end:
            labels[k].add(unit.label)
    return np.array([bool(held) and held <= {"formula", "heading", "furniture"} for held in labels], dtype=bool)


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


def link_of(documents: Sequence[Document], f: Found) -> Link:
    """The link with its relation."""
    derived, source = documents[f.derived[0]], documents[f.source[0]]
    provision, origin = derived.provisions[f.derived[1]], source.provisions[f.source[1]]
    drawn = relation_of(shares(derived, provision, source, origin, f.evidence))
    return Link(
        derived_doc=derived.doc_id,
        derived=provision,
        source_doc=source.doc_id,
        source=origin,
        relation="common_source" if f.path == "siblings" else drawn,
        score=round(f.score, 4),
        path=f.path,
        evidence=f.evidence,
        features=dict(zip(FEATURES, np.round(f.features, 4).tolist(), strict=True)),
    )


def lower_first(documents: Sequence[Document], a: int, b: int) -> tuple[int, int]:
    """The two in a fixed order: the document of the lower level first, then by id."""
    key = {k: (-RANK.get(documents[k].header.level or "", 9), documents[k].doc_id) for k in (a, b)}
    return (a, b) if key[a] <= key[b] else (b, a)


def operational(documents: Sequence[Document], f: Found) -> bool:
    """Whether the shared words direct somebody: no preamble, and the greater part stands in tasks on both sides."""
    derived, source = documents[f.derived[0]], documents[f.source[0]]
    if PREAMBLE in (derived.provisions[f.derived[1]].path, source.provisions[f.source[1]].path):
        return False
    if not derived.sentences or not source.sentences:
        return True
    directed = sum(
        a.derived.length for a in f.evidence if within_tasks(derived, a.derived) and within_tasks(source, a.source)
    )
    return directed >= OPERATIONAL and 2 * directed >= f.words


def within_tasks(document: Document, span: Span) -> bool:
    """Whether a span begins inside a task."""
    return any(task.span.start <= span.start < task.span.end for task in document.tasks)
