"""What speaks for and against a derivation of one provision from another: named features, each between two documents.

An expression weighs by how rare it is in public documents and by how few provisions of either document hold it: the
subject of both, and the wording of the day, tell nothing about which provision was drawn from which.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from policytext.derivation.align import SEED
from policytext.derivation.grams import in_both
from policytext.derivation.themes import unit
from policytext.derivation.wording import CountedTexts, DocumentWording, Floats, Ints, SeedIndex

FEATURES = {
    "similarity": "likeness of the two provisions (root of the weighted cosine)",
    "kept": "share of the source provision's rare wording that the derived one holds",
    "heading_found": "share of the derived provision's heading that stands in the source provision",
    "heading_taken_up": "share of the source provision's heading that stands in the derived one",
    "best_source": "likeness relative to the best source provision for the derived one",
    "best_derived": "likeness relative to the best derived provision for the source one",
    "sentences_derived": "how well the derived provision's sentences fit that have their best fit in this source",
    "longest_run": "length of the longest run of words that both hold (logarithm)",
    "theme": "nearness of what the two provisions are about, against what both documents are about",
    "order": "distance of the source provision from where the best sources of the derived one's neighbours stand",
    "preambles": "both are preambles",
    "source_preamble": "only the source provision is a preamble",
    "source_length": "length of the source provision (logarithm)",
    "source_provisions": "number of the source document's provisions (logarithm)",
    "pair_level": "how alike the better half of the derived provisions are to their best source provision",
}
"""Names and meanings of the features, in the order of the columns."""

AGAINST = frozenset({"order", "preambles", "source_preamble"})
"""What may only speak against a link."""

FOR = frozenset(FEATURES) - AGAINST - {"source_length", "source_provisions", "pair_level"}
"""What may only speak for a link; the rest sets the scale for the pair at hand and may do either."""

Matrix: TypeAlias = "npt.NDArray[np.float32] | sp.csr_matrix"
LARGE = 20_000_000
"""Cells beyond which an array is kept sparse."""

HEADING_FLOOR = 16.0
"""Weight among public documents from which on a heading counts in full: 发展目标 found is no heading found."""

NEIGHBOURS = np.exp(-((np.arange(-6, 7) / 2.0) ** 2)) * (np.arange(-6, 7) != 0)
"""What the provisions before and after one count for its place, the next ones most; itself nothing."""
UNTOLD = 0.05
"""What its place in its own document counts beside them: it decides where no neighbour is like anything."""


def compare(derived: DocumentWording, source: DocumentWording, weight: Floats, near: Floats | None = None) -> Floats:
    """The features of all pairs of provisions of two documents: derived × source × feature.

    `near` is the nearness in meaning of provisions, where the packaged themes are not to give it.
    """
    n, m = derived.provisions.n_rows, source.provisions.n_rows
    if not n or not m:
        return np.zeros((n, m, len(FEATURES)))
    left, right = sides(derived, source, weight)
    cosine = alike(left, right, "provisions")
    fit = alike(left, right, "sentences")
    values = {
        "similarity": np.sqrt(cosine),
        "kept": shares(left, right),
        "heading_found": headings_in(left, right),
        "heading_taken_up": headings_in(right, left).T,
        "best_source": cosine / np.maximum(cosine.max(1, keepdims=True), 1e-9),
        "best_derived": cosine / np.maximum(cosine.max(0, keepdims=True), 1e-9),
        "sentences_derived": np.sqrt(won(fit, derived.owner, source.owner, n, m)),
        "longest_run": np.log1p(longest(derived.seeds, source.seeds, n, m)),
        "theme": themes_near(derived, source) if near is None else near,
        "order": np.abs(expected(cosine)[:, None] - places(m)[None, :]),
        "preambles": (derived.preamble[:, None] & source.preamble[None, :]).astype(float),
        "source_preamble": (~derived.preamble[:, None] & source.preamble[None, :]).astype(float),
        "source_length": np.broadcast_to(np.log1p(source.lengths)[None, :], (n, m)),
        "source_provisions": np.full((n, m), np.log(m)),
        "pair_level": np.full((n, m), level(np.sqrt(cosine))),
    }
    return np.stack([values[name] for name in FEATURES], axis=-1)


@dataclass(frozen=True, eq=False)
class Side:
    """One of two documents: its wording, what its expressions weigh in this pair, and which of them the other has."""

    wording: DocumentWording
    weight: Floats
    public: Floats
    """The same without regard to the pair."""
    shared: Ints
    """For each expression its place among those of both, -1 for one that only this document has."""
    common: int
    """How many expressions both have."""

    def matrix(self, texts: CountedTexts, values: Floats) -> Matrix:
        """Their values over the expressions of both; sparse where a dense array would not fit."""
        at = self.shared[texts.column]
        keep = at >= 0
        shape = (texts.n_rows, self.common)
        if texts.n_rows * self.common > LARGE:
            return sp.csr_matrix((values[keep], (texts.row[keep], at[keep])), shape=shape)
        out = np.zeros(shape, dtype=np.float32)
        out[texts.row[keep], at[keep]] = values[keep]
        return out

    def unit(self, texts: CountedTexts) -> Matrix:
        """Texts as weighted vectors of length 1; expressions of this document alone count in the length."""
        values = texts.data * self.weight[texts.column]
        norm = np.sqrt(np.bincount(texts.row, values * values, texts.n_rows))
        return self.matrix(texts, values / np.maximum(norm, 1e-9)[texts.row])

    def present(self) -> Matrix:
        """1 where a provision has an expression."""
        return self.matrix(self.wording.provisions, np.ones(len(self.wording.provisions.data)))


def sides(derived: DocumentWording, source: DocumentWording, weight: Floats) -> tuple[Side, Side]:
    """Both documents with weights for this pair: an expression weighs more where few provisions of either hold it."""
    common, here, there = np.intersect1d(derived.columns, source.columns, assume_unique=True, return_indices=True)
    found = []
    for one, other, mine, theirs in ((derived, source, here, there), (source, derived, there, here)):
        elsewhere = np.ones(len(one.columns))
        elsewhere[mine] = other.holding[theirs]
        rarity = np.log1p(one.provisions.n_rows / np.maximum(one.holding, 1))
        rarity *= np.log1p(other.provisions.n_rows / np.maximum(elsewhere, 1))
        shared = np.full(len(one.columns), -1)
        shared[mine] = np.arange(len(common))
        public = weight[one.columns]
        found.append(Side(one, public * np.sqrt(rarity), public, shared, len(common)))
    return found[0], found[1]


def product(left: Matrix, right: Matrix) -> Floats:
    """Each row of the one times each row of the other."""
    if sp.issparse(left) or sp.issparse(right):
        return np.asarray((sp.csr_matrix(left) @ sp.csr_matrix(right).T).todense(), dtype=np.float64)
    return np.asarray(left @ right.T, dtype=np.float64)


def alike(left: Side, right: Side, texts: Literal["provisions", "sentences"]) -> Floats:
    """The cosine of each provision (or sentence) of the one with each of the other."""
    cosine = product(left.unit(getattr(left.wording, texts)), right.unit(getattr(right.wording, texts)))
    return np.clip(cosine, 0.0, 1.0)


def themes_near(derived: DocumentWording, source: DocumentWording) -> Floats:
    """Nearness in theme of provisions, against the middle of both documents: what all of it is about tells nothing."""
    middle = (derived.themes.mean(0) + source.themes.mean(0)) / 2
    return np.asarray(unit(derived.themes - middle) @ unit(source.themes - middle).T, dtype=np.float64)


def level(similarity: Floats) -> float:
    """The mean of the better half of the rows' greatest values."""
    best = np.sort(similarity.max(1))[::-1]
    return float(best[: max(1, len(best) // 2)].mean())


def shares(left: Side, right: Side) -> Floats:
    """The share of each source provision's weight that stands in each derived one."""
    texts = right.wording.provisions
    weight = np.bincount(texts.row, right.weight[texts.column], texts.n_rows)
    found = product(left.present(), right.matrix(texts, right.weight[texts.column]))
    return np.asarray(found / np.maximum(weight, 1e-9)[None, :])


def headings_in(one: Side, other: Side) -> Floats:
    """The share of each heading of the one that stands in each provision of the other."""
    texts = one.wording.headings
    values = texts.data * one.weight[texts.column]
    weight = np.bincount(texts.row, values, texts.n_rows)
    said = np.bincount(texts.row, texts.data * one.public[texts.column], texts.n_rows)
    telling = np.minimum(said / HEADING_FLOOR, 1.0) / np.maximum(weight, 1e-9)
    return np.asarray(product(one.matrix(texts, values), other.present()) * telling[:, None])


def won(fit: Floats, rows: Ints, columns: Ints, n: int, m: int) -> Floats:
    """Competition of sentences: each gives its best fit to the one provision of the other side in which it stands."""
    starts = np.flatnonzero(np.diff(columns, prepend=-1))
    best = np.maximum.reduceat(fit, starts, axis=1)
    best[best < best.max(axis=1, keepdims=True)] = 0.0
    score = np.zeros((n, m))
    np.add.at(score, rows, best)
    return np.asarray(score / np.maximum(np.bincount(rows, minlength=n), 1)[:, None])


def longest(left: SeedIndex, right: SeedIndex, n: int, m: int) -> Floats:
    """The longest run of characters that each two provisions share, 0 below the length of a seed."""
    here, there = in_both(left.grams, left.places, right.grams, right.places)
    found = np.zeros((n, m))
    if not len(here):
        return found
    x, y = left.places[here], right.places[there]
    order = np.lexsort((x, x - y))
    x, y = x[order], y[order]
    first = np.concatenate(([0], np.flatnonzero((np.diff(x) != 1) | (np.diff(y) != 1)) + 1))
    length = np.diff(np.append(first, len(x))) + SEED - 1
    np.maximum.at(found, (left.owner[x[first]], right.owner[y[first]]), length)
    return found


def rare_runs(left: SeedIndex, right: SeedIndex, n: int, m: int) -> Floats:
    """How many runs of the length of a seed that few public documents have each two provisions share."""
    mine, its = np.flatnonzero(left.rare), np.flatnonzero(right.rare)
    here, there = in_both(left.grams[mine], left.places[mine], right.grams[its], right.places[its])
    found = np.zeros((n, m))
    at = left.owner[left.places[mine[here]]], right.owner[right.places[its[there]]]
    np.add.at(found, at, 1.0)
    return found


def expected(likeness: Floats) -> Floats:
    """Where in the source document a derived provision's source should stand, 0 to 1: among those of its neighbours.

    A plan goes along the outline of what it implements, but may take up only a part of it, or begin in its middle.
    """
    n, m = likeness.shape
    reach = len(NEIGHBOURS) // 2
    best, told = places(m)[likeness.argmax(1)], likeness.max(1)
    place, weight = (np.convolve(x, NEIGHBOURS)[reach : reach + n] for x in (best * told, told))
    return np.asarray((place + UNTOLD * places(n)) / (weight + UNTOLD))


def places(n: int) -> Floats:
    """The place of each of `n` provisions in its document, 0 to 1."""
    return np.arange(n) / max(n - 1, 1)
