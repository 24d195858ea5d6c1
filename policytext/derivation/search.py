"""The search for links: the wording of a corpus counted once, the pairs to compare, the probability of each link."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from policytext.derivation.align import SEED, aligned
from policytext.derivation.background import Background
from policytext.derivation.candidates import sharing
from policytext.derivation.choice import Choice
from policytext.derivation.citing.resolve import resolve
from policytext.derivation.competition import Found, Place, ancestry
from policytext.derivation.features import compare, rare_runs
from policytext.derivation.frame import frame
from policytext.derivation.grams import Offsets, signs
from policytext.derivation.kinship import Kin, boilerplate_shift, taken
from policytext.derivation.lines import Lines
from policytext.derivation.nearness import near
from policytext.derivation.relation import Numbers, numbers
from policytext.derivation.score import LinkModel
from policytext.derivation.settings import DerivationSettings
from policytext.derivation.twins import printings, secondary
from policytext.derivation.wording import Floats, word
from policytext.model import Alignment, Document, LinkPath
from policytext.progress import Work
from policytext.reading.outline.provisions import PREAMBLE
from policytext.span import Span

PREAMBLE_DOUBT = 2.0
"""Log odds taken off where the derived side is a preamble: occasion and purpose are alike in all of a family."""

OPERATIONAL = 16
"""Least number of characters in tasks that two documents must share to point to a common source."""

LEAST_LETTERS = 3
"""Least number of letters or ideographs in a shared run that ties two provisions."""

WORD, BY_WORDS = 2, 0.5
"""Length of the runs that tie a provision to one of a cited document where none is longer, and the least probability
for it: who shortens a directive keeps its words and no run of them, but words are shared by chance too."""

LEAST_DOUBT = 0.1
"""Probability from which on a pair of provisions that got no link is worth a coder's look."""

Mask = npt.NDArray[np.bool_]


class Search:
    """The search for links in a corpus: its wording, counted once, and the lines along which derivation can run."""

    def __init__(self, documents: Sequence[Document], settings: DerivationSettings, work: Work | None = None) -> None:
        work = work or Work(False)
        self.documents = documents
        self.settings = settings
        self.background = Background.default() if settings.background else Background.empty()
        wording = word(documents, self.background, progress=work.progress)
        self.first = printings(documents, Kin(wording))
        self.wording = wording.counting(np.asarray(self.first) == np.arange(len(documents)))
        self.frames = [frame(d) for d in documents]
        self.alike = Kin(self.wording, [~f for f in self.frames])
        self.resolutions, self.externals = resolve(documents, self.first, work=work)
        self.lines = Lines(documents, () if settings.mask_citations else self.resolutions, self.first)
        self.about = [secondary(d) for d in documents]
        recurring = sharing(self.wording.blocks, self.frames)
        self.choice = Choice(documents, self.lines, self.alike, self.first, self.about, recurring)
        self.formal = [formal(d) for d in documents]
        self.model = LinkModel.default()
        self.threshold = settings.threshold or self.model.threshold  # settings always have one
        self.unlikelier: set[tuple[int, int]] = set()
        """(derived, source) pairs of which nothing tells which drew on which, likelier the other way round."""
        self.probabilities: dict[tuple[int, int], npt.NDArray[np.float32]] = {}
        self._numbers: dict[Place, Numbers] = {}
        self._features: dict[tuple[int, int], dict[tuple[int, int], Floats]] = {}

    def counts(self) -> dict[str, int]:
        """How many documents there are, and how many of them derive nothing."""
        return {
            "documents": len(self.documents),
            "printings": sum(k != f for k, f in enumerate(self.first)),
            "writings_about": sum(self.about),
        }

    @property
    def directed(self) -> list[tuple[tuple[int, int], LinkPath]]:
        """The (derived, source) pairs to compare, with the reason; of several printings only the first is in any."""
        return [(pair, path) for pair, path in self.choice.directed if path in self.settings.paths]

    def tied(self, d: int, s: int, path: LinkPath) -> float:
        """What the tie of two documents adds to the log odds of a link."""
        return self.choice.tied(d, s, path)

    def score(self, d: int, s: int, path: LinkPath) -> None:
        """Work out the probability of a link between each two provisions of two documents."""
        derived, source = self.wording.blocks[d], self.wording.blocks[s]
        given = self.settings.nearness
        told = near(given, self.documents[d], self.documents[s]) if given else None
        features = compare(derived, source, self.wording.weight, told)
        odds: Floats = np.full(features.shape[:2], self.tied(d, s, path))
        odds -= PREAMBLE_DOUBT * derived.preamble[:, None]
        if path != "cited":
            framed = self.frames[d][:, None] | self.frames[s][None, :]
            rare = rare_runs(derived.runs, source.runs, *odds.shape)
            # Two that draw on a third share its form letters too.
            odds += boilerplate_shift(rare, framed, 0.0 if path == "siblings" else taken(rare))
        probability = self.model.probability(features, odds)
        probability[self.formal[d], :] = 0.0
        probability[:, self.formal[s]] = 0.0
        self.probabilities[d, s] = probability.astype(np.float32)
        i, j = np.nonzero(probability >= min(LEAST_DOUBT, self.threshold))
        # A copy of these few rows: a view of one would keep the features of all.
        self._features[d, s] = dict(zip(zip(i.tolist(), j.tolist(), strict=True), features[i, j], strict=True))

    def weigh_directions(self, compared: Iterable[tuple[int, int]]) -> None:
        """Note which way it is less likely, of each two documents that nothing tells apart.

        Likelier the one has drawn on the other of which more has a likely source there: so it is in 17 of the 22 coded
        pairs. Of equals the first by its id is the source.
        """
        pairs = set(compared)
        for d, s in pairs:
            if d < s and (s, d) in pairs:
                explained = [float(self.probabilities[pair].max(1, initial=0.0).mean()) for pair in ((d, s), (s, d))]
                first = self.documents[s].doc_id < self.documents[d].doc_id
                straight = explained[0] > explained[1] or (explained[0] == explained[1] and first)
                self.unlikelier.add((s, d) if straight else (d, s))

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
        for i, j in self.likely(d, s, least, below):
            if found := self.found(d, i, s, j, path):
                yield found

    def likely(self, d: int, s: int, least: float, below: float) -> list[tuple[int, int]]:
        """Pairs of provisions of a certain probability."""
        probability = self.probabilities[d, s]
        i, j = np.nonzero((probability >= least) & (probability < below))
        return list(zip(i.tolist(), j.tolist(), strict=True))

    def found(self, d: int, i: int, s: int, j: int, path: LinkPath) -> Found | None:
        """Two provisions as a link, if they share words: numbers alone are none."""
        chance = float(self.probabilities[d, s][i, j])
        derived, source = self.documents[d], self.documents[s]
        evidence = evidence_of(derived, i, source, j)
        if by_words := not tie(derived, evidence, LEAST_LETTERS):
            if path != "cited" or chance < BY_WORDS:
                return None
            evidence = evidence_of(derived, i, source, j, WORD)
            if not tie(derived, evidence, WORD):
                return None
        return Found((d, i), (s, j), chance, path, evidence, self._features[d, s][i, j], by_words)

    def numbers(self, k: int, i: int) -> Numbers:
        """The deadlines, targets and numbers of a provision; one of a mould has many links."""
        if (k, i) not in self._numbers:
            self._numbers[k, i] = numbers(self.documents[k], self.documents[k].provisions[i].span)
        return self._numbers[k, i]

    def common_source(
        self, found: Sequence[Found]
    ) -> tuple[list[tuple[int, int]], Callable[[tuple[int, int]], list[Found]]]:
        """The pairs of documents that may have a common source, and what finds their equal operational wording.

        Wording that has a known source is left out.
        """
        ancestors = ancestry(found)
        unexplained = [
            ~framed & np.array([(k, i) not in ancestors for i in range(len(framed))], dtype=bool)
            for k, framed in enumerate(self.frames)
        ]

        def between(pair: tuple[int, int]) -> list[Found]:
            d, s = self.choice.lower_first(*pair)
            self.score(d, s, "siblings")
            strange = (
                (i, j)
                for i, j in self.likely(d, s, self.threshold, 1.1)
                if ancestors.get((d, i), set()).isdisjoint(ancestors.get((s, j), ()))
            )
            alike = (self.found(d, i, s, j, "siblings") for i, j in strange)
            return [f for f in alike if f is not None and operational(self.documents, f)]

        return self.choice.partners(Kin(self.wording, unexplained, none=True)), between


def tie(derived: Document, evidence: Iterable[Alignment], least: int) -> bool:
    """Whether a shared run has letters enough."""
    return any(letters(derived.text, run.derived) >= least for run in evidence)


def letters(text: str, span: Span) -> int:
    """How many characters of a span are neither digits nor marks."""
    return sum(map(str.isalpha, text[span.start : span.end]))


def formal(document: Document) -> Mask:
    """Which provisions direct nothing: all formulas of the genre (本办法自发布之日起施行), or a document in a list."""
    labels: list[set[str]] = [set() for _ in document.provisions]
    starts = [p.span.start for p in document.provisions]
    names = {c.span.end for c in document.citations}
    for unit in document.sentences:
        k = bisect_right(starts, unit.span.start) - 1
        if k >= 0 and unit.span.start < document.provisions[k].span.end:
            end = unit.span.start + len(unit.text.rstrip("。；;"))
            named = unit.rule == "label.fragment" and end in names
            labels[k].add("furniture" if named else unit.label)
    return np.array([bool(held) and held <= {"formula", "heading", "furniture"} for held in labels], dtype=bool)


def evidence_of(derived: Document, i: int, source: Document, j: int, least: int = SEED) -> tuple[Alignment, ...]:
    """The shared runs of two provisions, as spans of their documents."""
    a, b = derived.provisions[i], source.provisions[j]
    return moved(shared(a.text, b.text, least), a.span.start, b.span.start)


@lru_cache(maxsize=65536)
def shared(derived: str, source: str, least: int = SEED) -> tuple[Alignment, ...]:
    """The shared runs of two texts; documents of one mould have the same two over and over."""
    return aligned(folded(derived), folded(source), least=least)


def moved(runs: Iterable[Alignment], derived: int, source: int) -> tuple[Alignment, ...]:
    """Shared runs of two texts that begin at these offsets."""
    return tuple(Alignment(derived=shifted(a.derived, derived), source=shifted(a.source, source)) for a in runs)


def shifted(span: Span, by: int) -> Span:
    """A span so much further on."""
    return Span(span.start + by, span.end + by)


@lru_cache(maxsize=16384)
def folded(text: str) -> tuple[npt.NDArray[np.uint16], Offsets]:
    """The signs of a provision; many are aligned with many."""
    return signs(text)


def operational(documents: Sequence[Document], f: Found) -> bool:
    """Whether the shared words direct somebody: no preamble, and the greater part stands in tasks on both sides."""
    derived, source = documents[f.derived[0]], documents[f.source[0]]
    if PREAMBLE in (derived.provisions[f.derived[1]].path, source.provisions[f.source[1]].path):
        return False
    if not derived.sentences or not source.sentences:
        return True
    directed = sum(directing(derived, source, a) for a in f.evidence)
    return directed >= OPERATIONAL and 2 * directed >= f.words


def directing(derived: Document, source: Document, run: Alignment) -> int:
    """How many characters of a shared run stand in tasks on both sides.

    A whole copy is one run from the heading through the task. What goes on from a shared heading for some words only is
    mostly the formula that goes with it (压实责任。各部门要各司其职), and counts nothing.
    """
    shared = min(in_tasks(derived, run.derived), in_tasks(source, run.source))
    begins = starts_in_task(derived, run.derived) and starts_in_task(source, run.source)
    return shared if begins or shared >= OPERATIONAL else 0


def in_tasks(document: Document, span: Span) -> int:
    """How many characters of a span stand in tasks."""
    ends = ((max(t.span.start, span.start), min(t.span.end, span.end)) for t in document.tasks)
    return sum(max(0, end - start) for start, end in ends)


def starts_in_task(document: Document, span: Span) -> bool:
    """Whether a span begins inside a task."""
    return any(task.span.start <= span.start < task.span.end for task in document.tasks)
