"""Which documents a document may have drawn on: the others of a corpus, ranked by the wording that they share.

Two measures over runs of three and four characters, rare ones counting most: the likeness of the two documents, and
the share of the later one's wording that the earlier one holds. Date, level, place and kind weigh on it, because a
document rarely draws on one that is later, lower, of another place, or a writing about a document; they exclude
nothing, because real metadata is often wrong. Citations count where they may: a corpus without usable citations is
ranked by wording alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.preprocessing import normalize

from policytext.derivation.background import Background
from policytext.derivation.grams import grams, signs
from policytext.derivation.lines import Lines, apart
from policytext.derivation.twins import bare
from policytext.derivation.wording import Floats
from policytext.model import Document, Parent

SIZES = (3, 4)
HELD = 0.6
"""What the share of wording held counts beside likeness, 1."""

LATER, LOWER, ELSEWHERE, ABOUT, BARE = 0.1, 0.3, 0.3, 0.1, 0.5
"""Factors for a candidate that is later, of a lower level, of a place apart, a writing about a document, or without
any head (mostly news)."""

CITED = {"drawn": 0.9, "cited": 0.6}
"""How much of what is missing to 1 a citation adds: as basis or as what is implemented; in passing."""

COMMON = 0.25
"""Runs in a greater share of a large corpus are left out: they tell nothing and cost most."""
LARGE = 200


@dataclass(frozen=True, eq=False)
class Ranking:
    """The documents to rank, with what is known of them."""

    documents: Sequence[Document]
    lines: Lines
    first: Sequence[int]
    """For each document its first printing in the corpus."""
    about: Sequence[bool]
    """Which are writings about a document."""
    background: Background
    cited: bool
    """Whether citations count."""

    def parents(self, limit: int) -> tuple[Parent, ...]:
        """For each document at most `limit` candidates, best first; of several printings the first stands for all."""
        score = self.scores()
        copies: dict[int, list[str]] = {}
        for k, f in enumerate(self.first):
            if k != f:
                copies.setdefault(f, []).append(self.documents[k].doc_id)
        found = []
        for k, document in enumerate(self.documents):
            best = np.argsort(-score[k], kind="stable")[:limit].tolist()
            found += [
                Parent(
                    doc_id=document.doc_id,
                    candidate=self.documents[s].doc_id,
                    rank=place + 1,
                    score=round(float(score[k, s]), 4),
                    cited=self.cited and s in self.lines.reach[k],
                    later=self.lines.later(s, k),
                    printings=tuple(copies.get(s, ())),
                )
                for place, s in enumerate(best)
                if score[k, s] > 0
            ]
        return tuple(found)

    def scores(self) -> Floats:
        """For each document (row) each other one as a candidate; 0 for itself and its own printings."""
        n = len(self.documents)
        if not n:
            return np.zeros((0, 0))
        score = alike(self.documents, self.background)
        first = np.asarray(self.first)
        score *= np.where([bare(d) for d in self.documents], BARE, 1.0)[None, :]
        score *= np.where(self.about, ABOUT, 1.0)[None, :]
        for k in range(n):
            for s in np.flatnonzero(score[k] > 0).tolist():
                score[k, s] = self.weighed(k, s, float(score[k, s]))
        score[first[:, None] == first[None, :]] = 0.0
        score[:, first != np.arange(n)] = 0.0
        return score

    def weighed(self, k: int, s: int, score: float) -> float:
        """The score of one candidate after date, level, place and citation."""
        low, high = self.lines.jurisdictions[k], self.lines.jurisdictions[s]
        if self.lines.later(s, k):
            score *= LATER
        if low.rank is not None and high.rank is not None and high.rank > low.rank:
            score *= LOWER
        elif apart(low, high):
            score *= ELSEWHERE
        if self.cited and s in self.lines.reach[k]:
            score += (1 - score) * CITED["drawn" if s in self.lines.drawn[k] else "cited"]
        return score


def alike(documents: Sequence[Document], background: Background) -> Floats:
    """Likeness and wording held of each two documents together, 0 to 1; citations are left out of the texts."""
    texts = [without_citations(d) for d in documents]
    found = np.zeros((len(texts), len(texts)))
    counted, weight = runs(texts, SIZES[0], background)
    if len(weight):  # none where no text has wording, or all have the same
        vectors = normalize(counted @ sp.diags(weight))
        found += (vectors @ vectors.T).toarray()
    counted, weight = runs(texts, SIZES[1], background)
    if len(weight):
        counted.data = np.ones_like(counted.data)
        held = (counted @ sp.diags(weight) @ counted.T).toarray()
        found += HELD * held / np.maximum(held.diagonal(), 1e-9)[:, None]
    return found / (1 + HELD)


def runs(texts: Sequence[str], size: int, background: Background) -> tuple[sp.csr_matrix, Floats]:
    """How often each run of `size` characters stands in each text (dampened), and how much each run weighs."""
    counts = [np.unique(grams(signs(t)[0], size), return_counts=True) for t in texts]
    vocabulary, held = np.unique(np.concatenate([g for g, _ in counts]), return_counts=True)
    at = [np.searchsorted(vocabulary, g) for g, _ in counts]
    matrix = sp.csr_matrix(
        (
            1 + np.log(np.concatenate([n for _, n in counts])),
            np.concatenate(at),
            np.cumsum([0, *map(len, at)]),
        ),
        shape=(len(texts), len(vocabulary)),
    )
    weight = np.log((background.documents + len(texts) + 1) / (background.frequency(vocabulary) + held))
    telling = held <= max(LARGE, COMMON * len(texts))
    return matrix[:, telling], np.maximum(weight[telling], 0.0)


def without_citations(document: Document) -> str:
    """The text with every citation made a line end: the runs beside it do not grow together."""
    pieces, at = [], 0
    for c in sorted(document.citations, key=lambda c: c.span):
        if c.span.start >= at:
            pieces.append(document.text[at : c.span.start])
            at = c.span.end
    return "\n".join([*pieces, document.text[at:]])
