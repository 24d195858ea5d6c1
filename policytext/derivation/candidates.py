"""Pairs of documents that share rare wording in a provision, found without comparing all with all.

Runs of four characters that few provisions of the corpus hold are listed with the provisions that hold them; a
sample of the runs, the same at every call, is enough, because provisions that derive from each other share dozens.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policytext.derivation.grams import hashed
from policytext.derivation.wording import DocumentWording, Ints, Mask

Pairs = set[tuple[int, int]]

SAMPLE = 4
"""One run in so many is looked at."""
HELD = 24
"""Most provisions that may hold a run: what more hold is common wording, and costs most."""
LOOK, TELL = 2, 3
"""Least number of sampled runs that two provisions must share to be looked at, and to count as a tie."""


def sharing(documents: Sequence[DocumentWording], frames: Sequence[Mask]) -> tuple[Pairs, Pairs]:
    """Pairs of documents (first below second) of which two provisions share enough rare runs.

    The second set are those among them where this tells something: what only frames a document (`frames`) has
    formulas that are everybody's.
    """
    codes, owners = sampled(documents)
    if not len(codes):
        return set(), set()
    home = np.repeat(np.arange(len(documents)), [d.provisions.n_rows for d in documents])
    framed = np.concatenate(frames)
    left, right = pairs_in_groups(codes, owners)
    apart = home[left] != home[right]
    key = left[apart] * len(home) + right[apart]
    found, times = np.unique(key, return_counts=True)
    found, times = found[times >= LOOK], times[times >= LOOK]
    one, other = found // len(home), found % len(home)
    telling = (times >= TELL) & ~framed[one] & ~framed[other]
    return documents_of(home[one], home[other]), documents_of(home[one[telling]], home[other[telling]])


def documents_of(here: Ints, there: Ints) -> Pairs:
    """Pairs of documents, the first below the second."""
    return set(zip(np.minimum(here, there).tolist(), np.maximum(here, there).tolist(), strict=True))


def sampled(documents: Sequence[DocumentWording]) -> tuple[np.ndarray, Ints]:
    """The sampled runs of all provisions and the provisions that hold them, each once, ordered by run."""
    pieces, owners, first = [], [], 0
    for d in documents:
        hashes = hashed(d.seeds.grams)
        kept = np.flatnonzero(hashes % SAMPLE == 0)
        pieces.append(hashes[kept].astype(np.uint64))
        owners.append(d.seeds.owner[d.seeds.places[kept]].astype(np.int64) + first)
        first += d.provisions.n_rows
    if not pieces:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    packed = np.unique((np.concatenate(pieces) << np.uint64(32)) | np.concatenate(owners).astype(np.uint64))
    return packed >> np.uint64(32), (packed & np.uint64(0xFFFFFFFF)).astype(np.int64)


def pairs_in_groups(codes: np.ndarray, owners: Ints) -> tuple[Ints, Ints]:
    """All pairs of provisions that hold one run, for the runs that few hold."""
    start = np.flatnonzero(np.diff(codes, prepend=codes[0] + np.uint64(1)))
    size = np.diff(np.append(start, len(codes)))
    left, right = [], []
    for n in range(2, HELD + 1):
        at = start[size == n]
        if len(at):
            members = owners[at[:, None] + np.arange(n)[None, :]]
            i, j = np.triu_indices(n, k=1)
            left.append(members[:, i].ravel())
            right.append(members[:, j].ravel())
    if not left:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return np.concatenate(left), np.concatenate(right)
