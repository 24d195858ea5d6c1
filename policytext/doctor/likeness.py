"""How much of their wording documents share, by runs of eight characters.

What is compared is neither cut into words nor weighed: printings, excerpts and editions differ by plain shares.
Runs are drawn by their hash (Broder, On the resemblance and containment of documents, 1997): the same run is drawn
in every document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from policytext.derivation.grams import grams, hashed, signs

DRAWN = 4
"""One run of so many is kept."""
FEWEST = 8
"""Documents with fewer runs are compared with none."""
WIDESPREAD = 200
"""Runs that more documents hold tie nobody: they are formulas."""
PROMISING = 0.3
"""Share of the smaller document's runs from which on two documents are looked at."""

Runs = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents (indices, first below second) and what they share."""

    first: int
    second: int
    alike: float
    """Shared runs of all runs of both."""
    held: float
    """Shared runs of those of the smaller one."""


def runs_of(text: str) -> Runs:
    """The runs of eight characters that are drawn of a text, as hashes."""
    four = hashed(grams(signs(text)[0], 4)).astype(np.uint64)
    eight = (four[:-4] << np.uint64(32)) | four[4:]
    return np.unique(eight[hashed(eight) % DRAWN == 0])


def pairs(runs: Sequence[Runs]) -> Iterator[Pair]:
    """The pairs of documents that share a good part of their wording."""
    if not runs:
        return
    every, column = np.unique(np.concatenate(runs), return_inverse=True)
    row = np.repeat(np.arange(len(runs)), [len(r) for r in runs])
    held = sp.csr_matrix((np.ones(len(row), dtype=np.int32), (row, column.ravel())), shape=(len(runs), len(every)))
    spread = np.bincount(column.ravel(), minlength=len(every))
    held = held[:, (spread > 1) & (spread <= WIDESPREAD)]
    shared = sp.triu(held @ held.T, k=1).tocoo()
    sizes = np.array([len(r) for r in runs])
    smaller = np.minimum(sizes[shared.row], sizes[shared.col])
    kept = (smaller >= FEWEST) & (shared.data >= PROMISING * smaller)
    for i, j in sorted(zip(shared.row[kept].tolist(), shared.col[kept].tolist(), strict=True)):
        common = len(np.intersect1d(runs[i], runs[j], assume_unique=True))
        one, other = len(runs[i]), len(runs[j])
        yield Pair(i, j, common / (one + other - common), common / min(one, other))
