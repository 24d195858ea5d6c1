"""The search for links: the wording of a corpus counted once, the pairs to compare, the probability of each link."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from policytext.derivation.align import aligned
from policytext.derivation.background import Background
from policytext.derivation.candidates import sharing
from policytext.derivation.citing.resolve import resolve
from policytext.derivation.competition import Found, ancestry
from policytext.derivation.features import compare
from policytext.derivation.frame import frame
from policytext.derivation.grams import Offsets, signs
from policytext.derivation.kinship import LEAST, STRANGERS, frame_shift, likeness, shift
from policytext.derivation.lines import RANK, Lines
from policytext.derivation.nearness import near
from policytext.derivation.score import LinkModel
from policytext.derivation.settings import DerivationSettings
from policytext.derivation.twins import printings, secondary
from policytext.derivation.wording import Floats, word
from policytext.model import Alignment, Document, LinkPath
from policytext.reading.outline.provisions import PREAMBLE
from policytext.span import Span

PREAMBLE_DOUBT = 2.0
"""Log odds taken off where the derived side is a preamble: occasion and purpose are alike in all of a family."""

OPERATIONAL = 16
"""Least number of characters in tasks that two documents must share to point to a common source."""

LEAST_DOUBT = 0.1
"""Probability from which on a pair of provisions that got no link is worth a coder's look."""

Mask = npt.NDArray[np.bool_]


class Search:
    """The search for links in a corpus: its wording, counted once, and the lines along which derivation can run."""

    def __init__(
        self, documents: Sequence[Document], settings: DerivationSettings, progress: bool | None = False
    ) -> None:
        self.documents = documents
        self.settings = settings
        self.background = Background.default() if settings.background else Background.empty()
        self.wording = word(documents, self.background, progress=progress)
        self.first = printings(documents, likeness(self.wording))
        self.frames = [frame(d) for d in documents]
        self.alike = likeness(self.wording, self.frames)
        self.resolutions, self.externals = resolve(documents, self.first, progress=progress)
        self.lines = Lines(documents, () if settings.mask_citations else self.resolutions)
        self.about = [secondary(d) for d in documents]
        self.formal = [formal(d) for d in documents]
        self.model = LinkModel.default()
        self.threshold = settings.threshold or self.model.threshold
        self.probabilities: dict[tuple[int, int], npt.NDArray[np.float32]] = {}
        self._features: dict[tuple[int, int], dict[tuple[int, int], Floats]] = {}

    def counts(self) -> dict[str, int]:
        """How many documents there are, and how many of them derive nothing."""
        return {
            "documents": len(self.documents),
            "printings": sum(k != f for k, f in enumerate(self.first)),
            "writings_about": sum(self.about),
        }

    @cached_property
    def near(self) -> list[tuple[int, int]]:
        """Pairs of documents that may have to do with each other (first below second).

        One cites the other, both are about one matter, or two of their provisions share rare wording.
        """
        tied = {(min(d, s), max(d, s)) for d, reach in enumerate(self.lines.reach) for s in reach}
        low, high = np.nonzero(np.triu(self.alike, k=1) > LEAST)
        return sorted(tied.union(zip(low.tolist(), high.tolist(), strict=True), self.recurring[0]))

    @cached_property
    def recurring(self) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        """Pairs of documents that share rare wording in a provision; those where that tells something."""
        return sharing(self.wording.blocks, self.frames)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Those of them that are two documents, and neither a writing about the other."""
        for a, b in self.near:
            if self.first[a] != self.first[b] and not self.about[a] and not self.about[b]:
                yield a, b

    def directed(self) -> Iterator[tuple[tuple[int, int], LinkPath]]:
        """The (derived, source) pairs to compare, with the reason; of several printings only the first is a source."""
        for a, b in self.pairs():
            for d, s in ((a, b), (b, a)):
                path = self.lines.path(d, s)
                if path and self.first[s] == s and self.tied(d, s, path) > STRANGERS:
                    yield (d, s), path

    def tied(self, d: int, s: int, path: LinkPath) -> float:
        """What the tie of two documents adds to the log odds of a link; who shares rare wording is no stranger."""
        odds = shift(self.lines, self.alike, d, s, path)
        return max(odds, STRANGERS + 0.5) if (min(d, s), max(d, s)) in self.recurring[1] else odds

    def score(self, d: int, s: int, path: LinkPath) -> None:
        """Work out the probability of a link between each two provisions of two documents."""
        derived, source = self.wording.blocks[d], self.wording.blocks[s]
        given = self.settings.similarity
        told = near(given, self.documents[d], self.documents[s]) if given else None
        features = compare(derived, source, self.wording.weight, told)
        odds = np.full(features.shape[:2], self.tied(d, s, path))
        odds -= PREAMBLE_DOUBT * derived.preamble[:, None]
        if path != "cited":
            framed = self.frames[d][:, None] | self.frames[s][None, :]
            odds += frame_shift(float(self.alike[d, s])) * framed.astype(np.float64)
        probability = self.model.probability(features, odds)
        probability[self.formal[d], :] = 0.0
        probability[:, self.formal[s]] = 0.0
        self.probabilities[d, s] = probability.astype(np.float32)
        kept = np.argwhere(probability >= min(LEAST_DOUBT, self.threshold))
        self._features[d, s] = {(i, j): features[i, j] for i, j in kept.tolist()}

    def links(self, d: int, s: int, path: LinkPath) -> Iterator[Found]:
        """The links that the model sees between two documents."""
        yield from self.between(d, s, path, self.threshold, 1.1)

    def doubtful(self, d: int, s: int, path: LinkPath) -> Iterator[Found]:
        """The pairs of provisions that come near to a link."""
        yield from self.between(d, s, path, LEAST_DOUBT, self.threshold)

    def count_doubtful(self, compared: Iterable[tuple[int, int]]) -> int:
        """How many pairs of provisions came near to a link."""
        chances = (self.probabilities[pair] for pair in compared)
        return sum(int(((c >= LEAST_DOUBT) & (c < self.threshold)).sum()) for c in chances)

    def between(self, d: int, s: int, path: LinkPath, least: float, below: float) -> Iterator[Found]:
        """Pairs of provisions of a certain probability that share words."""
        probability = self.probabilities[d, s]
        for i, j in np.argwhere((probability >= least) & (probability < below)).tolist():
            if evidence := evidence_of(self.documents[d], i, self.documents[s], j):
                features = self._features[d, s][i, j]
                yield Found((d, i), (s, j), float(probability[i, j]), path, evidence, features)

    def common_source(self, found: Sequence[Found]) -> Callable[[tuple[int, int]], list[Found]]:
        """What finds the equal operational wording of two documents that could not draw on each other.

        Wording that has a known source is left out.
        """
        ancestors = ancestry(found)

        def between(pair: tuple[int, int]) -> list[Found]:
            a, b = pair
            if self.lines.path(a, b) or self.lines.path(b, a) or self.first[a] != a or self.first[b] != b:
                return []
            d, s = lower_first(self.documents, a, b)
            if self.tied(d, s, "siblings") <= STRANGERS:
                return []
            self.score(d, s, "siblings")
            alike = (f for f in self.links(d, s, "siblings") if operational(self.documents, f))
            return [f for f in alike if not ancestors.get(f.derived, set()) & ancestors.get(f.source, set())]

        return between


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
    return aligned(folded(a.text), folded(b.text), at=(a.span.start, b.span.start))


@lru_cache(maxsize=16384)
def folded(text: str) -> tuple[npt.NDArray[np.uint16], Offsets]:
    """The signs of a provision; many are aligned with many."""
    return signs(text)


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
