"""Wording as numbers: weighted character n-grams, as derivation compares it, and the packaged themes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from policytext.derivation.background import Background
from policytext.derivation.grams import Codes, count
from policytext.derivation.themes import Themes, Vectors, unit
from policytext.derivation.wording import masked, slogan_pattern, without_marker
from policytext.model import Document

LEAST_WEIGHT = 0.05
"""Of wording that every public document has: the same as in derivation."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The n-grams of some texts, their weights, and the set phrases that are taken out before counting."""

    sizes: tuple[int, ...]
    codes: Codes
    """Ascending; a longer n-gram has the larger code."""
    weights: npt.NDArray[np.float64]
    slogans: re.Pattern[str] | None

    def names(self) -> list[str]:
        """The n-grams as text."""
        return [f"gram_{spelt(int(code))}" for code in self.codes]

    def features(self, texts: Sequence[str]) -> sp.csr_matrix:
        """A row of length 1 for each text: (1 + ln count) × weight of each n-gram."""
        counted, codes = counts([masked(without_marker(t), self.slogans) for t in texts], self.sizes)
        at = np.minimum(np.searchsorted(self.codes, codes), max(len(self.codes) - 1, 0))
        known = self.codes[at] == codes if len(self.codes) else np.zeros(len(codes), dtype=bool)
        held = counted[:, np.flatnonzero(known)]
        moved = sp.csr_matrix(
            (held.data, at[known][held.indices], held.indptr), shape=(len(texts), len(self.codes)), dtype=np.float64
        )
        return normal(moved @ sp.diags(self.weights)) if len(self.codes) else moved


def learn(
    texts: Sequence[str],
    documents: Sequence[Document],
    *,
    sizes: tuple[int, ...],
    at_least: int,
    most: int | None,
    background: bool,
) -> Vocabulary:
    """The vocabulary of some texts.

    The weight of an n-gram is the logarithm of the share of documents without it: the texts themselves and, with
    `background`, the public documents of the packaged table, so that wording that all directives share counts little.

    Args:
        texts: What to learn from.
        documents: Those whose set phrases are taken out.
        sizes: Lengths of n-grams, of 1 to 4.
        at_least: In how many texts an n-gram must occur.
        most: How many n-grams to keep at most, those in most texts first.
        background: Whether to discount public wording by the packaged table.
    """
    slogans = slogan_pattern(documents)
    counted, codes = counts([masked(without_marker(t), slogans) for t in texts], sizes)
    held = np.bincount(counted.indices, minlength=len(codes))
    kept = np.flatnonzero(held >= at_least)
    if most is not None and len(kept) > most:
        kept = np.sort(kept[np.argsort(-held[kept], kind="stable")[:most]])
    table = Background.default() if background else Background.empty()
    public = table.frequency(codes[kept]) if background else np.zeros(len(kept))
    weights = np.log((table.documents + len(texts) + 1) / (public + held[kept] + 1))
    return Vocabulary(sizes, codes[kept], np.maximum(weights, LEAST_WEIGHT), slogans)


def counts(texts: Sequence[str], sizes: tuple[int, ...]) -> tuple[sp.csr_matrix, Codes]:
    """How often each n-gram of these lengths stands in each text (1 + ln n), and their codes, ascending."""
    parts = [count(texts, size) for size in sorted(set(sizes))]
    # A code begins with its first character, which is never 0: those of longer n-grams are larger.
    return sp.csr_matrix(sp.hstack([p for p, _ in parts])), np.concatenate([codes for _, codes in parts])


def normal(rows: sp.csr_matrix) -> sp.csr_matrix:
    """Rows of length 1; an empty one stays empty."""
    norm = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sp.csr_matrix(sp.diags(1 / np.where(norm > 0, norm, 1.0)) @ rows)


def spelt(code: int) -> str:
    """The text of a packed n-gram.

    >>> spelt((ord("助") << 16) | ord("餐"))
    '助餐'
    """
    signs = ""
    while code:
        signs, code = chr(code & 0xFFFF) + signs, code >> 16
    return signs


def theme_features(texts: Sequence[str]) -> Vectors:
    """The packaged themes of each text: a vector of length 1, near for texts on one matter."""
    counted, codes = count(list(texts), 2)
    return unit(np.asarray(counted @ Themes.default().of(codes)))
