"""The search for links: the wording of a corpus counted once, the pairs to compare, the probability of each link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policytext.derivation.background import Background
from policytext.derivation.candidates import sharing
from policytext.derivation.choice import Choice
from policytext.derivation.citing.resolve import resolve
from policytext.derivation.competition import LikelyLink, ProvisionIndex
from policytext.derivation.evidence import evidence_of, has_letters
from policytext.derivation.features import compare, rare_runs
from policytext.derivation.frame import frame
from policytext.derivation.kinship import Likeness, boilerplate_shift, share_taken
from policytext.derivation.lines import Lines
from policytext.derivation.nearness import nearness
from policytext.derivation.operative import formal, operational
from policytext.derivation.relation import Numbers, numbers
from policytext.derivation.score import LinkModel
from policytext.derivation.settings import DerivationSettings
from policytext.derivation.twins import printings, secondary
from policytext.derivation.wording import Floats, count_wording
from policytext.model import Document, LinkPath
from policytext.progress import Work

PREAMBLE_DOUBT = 2.0
"""Log odds taken off where the derived side is a preamble: occasion and purpose are alike in all of a family."""

LEAST_LETTERS = 3
"""Least number of letters or ideographs in a shared run that ties two provisions."""

WORD, BY_WORDS = 2, 0.5
"""Length of the runs that tie a provision to one of a cited document where none is longer, and the least probability
for it: who shortens a directive keeps its words and no run of them, but words are shared by chance too."""

LEAST_DOUBT = 0.1
"""Probability from which on a pair of provisions that got no link is worth a coder's look."""

Pair = tuple[int, int]
"""Two documents, the derived one first; or a provision of each."""


@dataclass(frozen=True, eq=False)
class ScoredPair:
    """Two documents of which each provision was compared with each, by `Search.score`: what links are found in."""

    derived: int
    source: int
    path: LinkPath
    probability: npt.NDArray[np.float32]
    """That there is a link, derived × source provisions."""
    features: Mapping[Pair, Floats]
    """Of the pairs of provisions that are likely enough to be looked at again."""

    def likely(self, least: float, below: float = np.inf) -> list[Pair]:
        """The pairs of provisions of a probability from `least` on and below another."""
        derived, source = np.nonzero((self.probability >= least) & (self.probability < below))
        return list(zip(derived.tolist(), source.tolist(), strict=True))


class Search:
    """The search for links in a corpus: its wording, counted once, and the lines along which derivation can run.

    Of two documents `score` gives the probabilities, and with these `links`, `doubtful` and `common_source` the links.
    """

    def __init__(self, documents: Sequence[Document], settings: DerivationSettings, work: Work | None = None) -> None:
        work = work or Work(False)
        assert settings.threshold is not None  # settings have that of the model where none was given
        self.documents = documents
        self.settings = settings
        self.threshold = settings.threshold
        self.background = Background.default() if settings.background else Background.empty()
        wording = count_wording(documents, self.background, progress=work.progress)
        self.first = printings(documents, Likeness(wording))
        self.wording = wording.counting(np.asarray(self.first) == np.arange(len(documents)))
        self.frames = [frame(d) for d in documents]
        self.likeness = Likeness(self.wording, [~f for f in self.frames])
        self.resolutions, self.externals = resolve(documents, self.first, work=work)
        self.lines = Lines(documents, () if settings.mask_citations else self.resolutions, self.first)
        self.about = [secondary(d) for d in documents]
        pairs = sharing(self.wording.documents, self.frames)
        self.choice = Choice(documents, self.lines, self.likeness, self.first, self.about, *pairs)
        self.formal = [formal(d) for d in documents]
        self.model = LinkModel.default()
        self.scored: dict[Pair, ScoredPair] = {}
        """The pairs of documents that were compared until now."""
        self._numbers: dict[ProvisionIndex, Numbers] = {}

    def counts(self) -> dict[str, int]:
        """How many documents there are, and how many of them derive nothing."""
        return {
            "documents": len(self.documents),
            "printings": sum(k != f for k, f in enumerate(self.first)),
            "writings_about": sum(self.about),
        }

    @property
    def directed(self) -> list[tuple[Pair, LinkPath]]:
        """The (derived, source) pairs to compare, with the reason; of several printings only the first is in any."""
        return [(pair, path) for pair, path in self.choice.directed if path in self.settings.paths]

    def score(self, d: int, s: int, path: LinkPath) -> ScoredPair:
        """The probability of a link between each two provisions of two documents."""
        derived, source = self.wording.documents[d], self.wording.documents[s]
        given = self.settings.nearness
        near = nearness(given, self.documents[d], self.documents[s]) if given else None
        features = compare(derived, source, self.wording.weight, near)
        odds: Floats = np.full(features.shape[:2], self.choice.tied(d, s, path))
        odds -= PREAMBLE_DOUBT * derived.preamble[:, None]
        if path != "cited":
            framed = self.frames[d][:, None] | self.frames[s][None, :]
            rare = rare_runs(derived.seeds, source.seeds, *odds.shape)
            # Two that draw on a third share its form letters too.
            odds += boilerplate_shift(rare, framed, 0.0 if path == "siblings" else share_taken(rare))
        probability = self.model.probability(features, odds)
        probability[self.formal[d], :] = 0.0
        probability[:, self.formal[s]] = 0.0
        i, j = np.nonzero(probability >= min(LEAST_DOUBT, self.threshold))
        # A copy of these few rows: a view of one would keep the features of all.
        kept = dict(zip(zip(i.tolist(), j.tolist(), strict=True), features[i, j], strict=True))
        self.scored[d, s] = ScoredPair(d, s, path, probability.astype(np.float32), kept)
        return self.scored[d, s]

    def links(self, pair: ScoredPair) -> list[LikelyLink]:
        """The links that the model sees between two documents."""
        return self.with_words(pair, pair.likely(self.threshold))

    def doubtful(self, pair: ScoredPair) -> list[LikelyLink]:
        """The pairs of provisions that come near to a link, and share words."""
        return self.with_words(pair, self.near_links(pair))

    def near_links(self, pair: ScoredPair) -> list[Pair]:
        """The pairs of provisions that come near to a link, whether they share words or not."""
        return pair.likely(LEAST_DOUBT, self.threshold)

    def with_words(self, pair: ScoredPair, provisions: Sequence[Pair]) -> list[LikelyLink]:
        """Those of some pairs of provisions that share words, each as a link."""
        return [link for i, j in provisions if (link := self.likely_link(pair, i, j))]

    def likely_link(self, pair: ScoredPair, i: int, j: int) -> LikelyLink | None:
        """Two provisions as a link, if they share words: numbers alone are none."""
        derived, source = self.documents[pair.derived], self.documents[pair.source]
        probability = float(pair.probability[i, j])
        evidence = evidence_of(derived, i, source, j)
        if by_words := not has_letters(derived, evidence, LEAST_LETTERS):
            if pair.path != "cited" or probability < BY_WORDS:
                return None
            evidence = evidence_of(derived, i, source, j, WORD)
            if not has_letters(derived, evidence, WORD):
                return None
        ends = (pair.derived, i), (pair.source, j)
        return LikelyLink(*ends, probability, pair.path, evidence, pair.features[i, j], by_words)

    def unlikelier(self) -> Iterator[Pair]:
        """Of each two documents that were compared both ways, nothing telling which drew on which, the unlikelier way.

        Likelier the one has drawn on the other of which more has a likely source there: so it is in 17 of the 22 coded
        pairs. Of equals the first by its id is the source.
        """
        for (d, s), one_way in self.scored.items():
            other_way = self.scored.get((s, d))
            if d < s and other_way:
                explained = [float(p.probability.max(1, initial=0.0).mean()) for p in (one_way, other_way)]
                first = self.documents[s].doc_id < self.documents[d].doc_id
                straight = explained[0] > explained[1] or (explained[0] == explained[1] and first)
                yield (s, d) if straight else (d, s)

    def numbers(self, k: int, i: int) -> Numbers:
        """The deadlines, targets and numbers of a provision; one of a mould has many links."""
        if (k, i) not in self._numbers:
            self._numbers[k, i] = numbers(self.documents[k], self.documents[k].provisions[i].span)
        return self._numbers[k, i]

    def partners(self, ancestors: Mapping[ProvisionIndex, Set[int]]) -> list[Pair]:
        """The pairs of documents that may have a common source; wording that has a known source is left out.

        `ancestors` gives for each provision the documents from which it was drawn.
        """
        unexplained = [
            ~framed & np.array([(k, i) not in ancestors for i in range(len(framed))], dtype=bool)
            for k, framed in enumerate(self.frames)
        ]
        return self.choice.partners(Likeness(self.wording, unexplained, none=True))

    def common_source(self, one: int, other: int, ancestors: Mapping[ProvisionIndex, Set[int]]) -> list[LikelyLink]:
        """The equal operational wording of two documents that may have a common source."""
        pair = self.score(*self.choice.lower_first(one, other), "siblings")
        strange = [
            (i, j)
            for i, j in pair.likely(self.threshold)
            if ancestors.get((pair.derived, i), set()).isdisjoint(ancestors.get((pair.source, j), ()))
        ]
        return [link for link in self.with_words(pair, strange) if operational(self.documents, link)]
