"""Character n-grams as numbers: what wording is compared by, without cutting it into words.

A text is reduced to its letters, digits and ideographs (line ends, spaces and punctuation differ between copies of
one sentence); a gram of up to four characters packs into one 64-bit number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Codes = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]

MIX = np.uint64(0x9E3779B97F4A7C15)
"""Odd multiplier of Fibonacci hashing (Knuth, TAOCP 3, 6.4)."""

MOST = 2_000_000
"""Places of common grams that are looked at; two real provisions have some hundred, two documents some thousand."""


@lru_cache(maxsize=1)
def folding() -> npt.NDArray[np.uint16]:
    """For each character below U+10000 the one it counts as; 0 for those that do not count."""
    table = np.zeros(65536, dtype=np.uint16)
    for code in range(65536):
        char = chr(code)
        if char.isalnum():
            plain = unicodedata.normalize("NFKC", char).lower()
            table[code] = ord(plain) if len(plain) == 1 and ord(plain) < 65536 else code
    return table


def signs(text: str) -> tuple[npt.NDArray[np.uint16], Offsets]:
    """The characters of `text` that count, folded, and where each stands.

    >>> folded, at = signs("第１ 项。")
    >>> "".join(map(chr, folded)), at.tolist()
    ('第1项', [0, 1, 3])
    """
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    # Ideographs beyond the first plane are rare: they keep their low half.
    folded = folding()[np.minimum(raw, 0xFFFF)]
    far = raw > 0xFFFF
    folded[far] = (raw[far] & 0xFFFF).astype(np.uint16) | 1
    at = np.flatnonzero(folded)
    return folded[at], at


def grams(folded: npt.NDArray[np.uint16], n: int) -> Codes:
    """All runs of `n` characters (1 to 4), packed, in order."""
    if len(folded) < n:
        return np.zeros(0, dtype=np.uint64)
    wide = folded.astype(np.uint64)
    packed = wide[: len(wide) - n + 1].copy()
    for k in range(1, n):
        packed = (packed << np.uint64(16)) | wide[k : len(wide) - n + 1 + k]
    return packed


def in_both(
    left: Codes, at_left: npt.NDArray[Any], ordered: Codes, at_right: npt.NDArray[Any], most: int = MOST
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The grams that two texts have in common: indices into `left` and into `ordered`, which is ascending.

    `at_left` and `at_right` tell where each gram stands. What is repeated without end (cells of a table run together)
    has places beyond number: where there are more than `most`, only those are looked at that lie nearest to the same
    part of the other text.
    """
    low = np.searchsorted(ordered, left, "left")
    high = np.searchsorted(ordered, left, "right")
    if (high - low).sum() > most:
        few = max(most // len(left), 1)
        # The places of one gram ascend, so the place to look for is found among them.
        span = int(at_right.max()) + 1
        expected = at_left.astype(np.int64) * span // (int(at_left.max()) + 1)
        groups = np.searchsorted(ordered, ordered, "left")
        middle = np.searchsorted(groups * span + at_right, low * span + expected)
        low = np.clip(middle - few // 2, low, np.maximum(high - few, low))
        high = np.minimum(high, low + few)
    times = high - low
    here = np.repeat(np.arange(len(left)), times)
    return here, np.repeat(low, times) + np.arange(len(here)) - np.repeat(np.cumsum(times) - times, times)


def hashed(packed: Codes) -> npt.NDArray[np.uint32]:
    """A 32-bit hash of each gram: enough to look up counts, too little to read the text back."""
    with np.errstate(over="ignore"):
        mixed = (packed ^ (packed >> np.uint64(29))) * MIX
        mixed = (mixed ^ (mixed >> np.uint64(32))) * MIX
    return (mixed >> np.uint64(32)).astype(np.uint32)


def signs_of(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.int32]]:
    """The characters of several texts that count, one text after the other, and which text each belongs to."""
    folded, at = signs("\n".join(texts))
    ends = np.cumsum([len(t) + 1 for t in texts])
    return folded, np.searchsorted(ends, at, side="right").astype(np.int32)


def count(texts: Sequence[str], size: int) -> tuple[sp.csr_matrix, Codes]:
    """How often each gram stands in each text (dampened: 1 + ln n), and the grams of the columns."""
    folded, owner = signs_of(texts)
    packed = grams(folded, size)
    inside = owner[: len(packed)] == owner[size - 1 : size - 1 + len(packed)]
    every, row = packed[inside], owner[: len(packed)][inside]
    vocabulary, column = np.unique(every, return_inverse=True)
    once = np.ones(len(every), dtype=np.float32)
    counted = sp.csr_matrix((once, (row, column.ravel().astype(np.int32))), shape=(len(texts), len(vocabulary)))
    counted.sum_duplicates()
    counted.data = 1 + np.log(counted.data)
    return counted, vocabulary
