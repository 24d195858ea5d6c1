"""Which pairs of documents are worth comparing: those that share rare wording, found without comparing all pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from policytext.derivation.background import Background
from policytext.derivation.grams import grams, signs
from policytext.model import Document

SIZE = 4
SHARED = 12
"""Least number of rare runs of `SIZE` characters that two documents must share."""

WIDESPREAD = 40
"""Wording that more documents of the corpus share is no sign of a tie between two of them."""

Shared = dict[tuple[int, int], int]


def sharing(documents: Sequence[Document], background: Background) -> Shared:
    """Pairs of documents (first index below second) → how many rare runs both hold, from `SHARED` up."""
    packed = [np.unique(grams(signs(provisions_text(d))[0], SIZE)) for d in documents]
    if len(packed) < 2:
        return {}
    every = np.concatenate(packed)
    vocabulary, column = np.unique(every, return_inverse=True)
    row = np.repeat(np.arange(len(packed)), [len(p) for p in packed])
    held = np.bincount(column.ravel(), minlength=len(vocabulary))
    rare = (held >= 2) & (held <= WIDESPREAD) & (background.frequency(vocabulary) <= 0.02 * background.documents + 4)
    keep = rare[column.ravel()]
    table = sp.csr_matrix(
        (np.ones(int(keep.sum()), dtype=np.int32), (row[keep], column.ravel()[keep])),
        shape=(len(packed), len(vocabulary)),
    )
    common = sp.triu(table @ table.T, k=1).tocoo()
    return {
        (int(i), int(j)): int(n) for i, j, n in zip(common.row, common.col, common.data, strict=True) if n >= SHARED
    }


def provisions_text(document: Document) -> str:
    """The text of a document's provisions; what is in none (imprint, member lists) is not compared."""
    return "\n".join(p.text for p in document.provisions)
