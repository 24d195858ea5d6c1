"""What speaks for and against a derivation of one provision from another: named features, each between two documents.

An expression weighs by how rare it is in public documents and by how few provisions of either document hold it: the
subject of both, and the wording of the day, tell nothing about which provision was drawn from which.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from sklearn.preprocessing import normalize

from policytext.derivation.align import shared_runs
from policytext.derivation.wording import Block, Floats, Ints

FEATURES = {
    "similarity": "likeness of the two provisions (root of the weighted cosine)",
    "kept": "share of the source provision's rare wording that the derived one holds",
    "heading_found": "share of the derived provision's heading that stands in the source provision",
    "heading_taken_up": "share of the source provision's heading that stands in the derived one",
    "best_source": "likeness relative to the best source provision for the derived one",
    "best_derived": "likeness relative to the best derived provision for the source one",
    "sentences_derived": "how well the derived provision's sentences fit that have their best fit in this source",
    "sentences_source": "the same for the source provision's sentences",
    "longest_run": "length of the longest run of words that both hold (logarithm)",
    "order": "distance of the two places in their documents",
    "preambles": "both are preambles",
    "source_preamble": "only the source provision is a preamble",
    "source_length": "length of the source provision (logarithm)",
}
"""Names and meanings of the features, in the order of the columns."""

HEADING_FLOOR = 5.0
"""Least weight of a heading: 组织领导 found somewhere is not a heading found."""


def compare(derived: Block, source: Block, weight: Floats) -> Floats:
    """The features of all pairs of provisions of two documents: derived × source × feature."""
    n, m = derived.provisions.shape[0], source.provisions.shape[0]
    if not n or not m:
        return np.zeros((n, m, len(FEATURES)))
    w = sp.diags(local_weight(derived, source, weight))
    left, right = derived.provisions @ w, source.provisions @ w
    cosine = dense(normalize(left) @ normalize(right).T)
    in_left, in_right = present(derived.provisions), present(source.provisions)
    common = dense(in_left @ w @ in_right.T)
    fit = dense(normalize(derived.sentences @ w) @ normalize(source.sentences @ w).T)
    runs = longest(derived, source, cosine)
    length = np.log1p([len(r) for r in source.runs])
    columns = {
        "similarity": np.sqrt(cosine),
        "kept": common / np.maximum(total(in_right @ w)[None, :], 1e-9),
        "heading_found": held(present(derived.headings), in_right, w),
        "heading_taken_up": held(present(source.headings), in_left, w).T,
        "best_source": cosine / np.maximum(cosine.max(1, keepdims=True), 1e-9),
        "best_derived": cosine / np.maximum(cosine.max(0, keepdims=True), 1e-9),
        "sentences_derived": np.sqrt(won(fit, derived.owner, source.owner, n, m)),
        "sentences_source": np.sqrt(won(fit.T, source.owner, derived.owner, m, n).T),
        "longest_run": np.log1p(runs),
        "order": np.abs(places(n)[:, None] - places(m)[None, :]),
        "preambles": (derived.preamble[:, None] & source.preamble[None, :]).astype(float),
        "source_preamble": (~derived.preamble[:, None] & source.preamble[None, :]).astype(float),
        "source_length": np.broadcast_to(length[None, :], (n, m)),
    }
    return np.stack([columns[name] for name in FEATURES], axis=-1)


def local_weight(derived: Block, source: Block, weight: Floats) -> Floats:
    """Weight of each expression within this pair: times the root of its rarity among the provisions of both."""
    rarity = np.ones(len(weight))
    for block in (derived, source):
        size = block.provisions.shape[0]
        holding = np.maximum(np.bincount(block.provisions.indices, minlength=len(weight)), 1)
        rarity *= np.log1p(size / holding)
    return weight * np.sqrt(rarity)


def dense(matrix: sp.spmatrix) -> Floats:
    """The product as an array, without the dust of rounding."""
    return np.clip(np.asarray(matrix.todense(), dtype=np.float64), 0.0, None)


def present(matrix: sp.csr_matrix) -> sp.csr_matrix:
    """1 where an expression occurs at all."""
    return sp.csr_matrix((np.ones(len(matrix.data)), matrix.indices, matrix.indptr), shape=matrix.shape)


def total(matrix: sp.spmatrix) -> Floats:
    """The sum of each row."""
    return np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()


def held(headings: sp.csr_matrix, bodies: sp.csr_matrix, w: sp.spmatrix) -> Floats:
    """How much of each heading stands in each body."""
    return dense(headings @ w @ bodies.T) / np.maximum(total(headings @ w)[:, None], HEADING_FLOOR)


def won(fit: Floats, rows: Ints, columns: Ints, n: int, m: int) -> Floats:
    """Competition of sentences: each gives its best fit to the one provision of the other side in which it stands."""
    best = np.zeros((len(rows), m))
    for j in range(m):
        here = columns == j
        if here.any():
            best[:, j] = fit[:, here].max(axis=1)
    best[best < best.max(axis=1, keepdims=True)] = 0.0
    score = np.zeros((n, m))
    np.add.at(score, rows, best)
    return score / np.maximum(np.bincount(rows, minlength=n), 1)[:, None]


def longest(derived: Block, source: Block, cosine: Floats) -> Floats:
    """The longest shared run of each pair that is alike at all."""
    found = np.zeros(cosine.shape)
    for i, j in zip(*np.nonzero(cosine > 0.02), strict=True):
        runs = shared_runs(derived.runs[i], source.runs[j])
        found[i, j] = runs[0][2] if runs else 0
    return found


def places(n: int) -> Floats:
    """The place of each of `n` provisions in its document, 0 to 1."""
    return np.arange(n) / max(n - 1, 1)
