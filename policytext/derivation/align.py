"""Alignment: the runs of words that two pieces of text share, longest first, as spans on both sides."""

from __future__ import annotations

import heapq

import numpy as np
import numpy.typing as npt

from policytext.derivation.grams import grams, signs
from policytext.model import Alignment
from policytext.span import Span

SEED = 4
"""Runs shorter than this are no evidence."""

Runs = list[tuple[int, int, int]]
"""(start in derived, start in source, length), in characters that count."""


def shared_runs(derived: npt.NDArray[np.uint16], source: npt.NDArray[np.uint16], least: int = SEED) -> Runs:
    """The maximal shared runs, chosen greedily: the longest, then the longest that overlaps none on either side.

    Seeds are shared grams of `SEED` characters; seeds that follow each other on one diagonal make one run. What is
    left of a run beside a longer one still counts where it has at least `least` characters.
    """
    size = min(SEED, least)
    left, right = grams(derived, size), grams(source, size)
    if not len(left) or not len(right):
        return []
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    low = np.searchsorted(ordered, left, "left")
    high = np.searchsorted(ordered, left, "right")
    times = high - low
    at_left = np.repeat(np.arange(len(left)), times)
    within = np.arange(len(at_left)) - np.repeat(np.cumsum(times) - times, times)
    at_right = order[np.repeat(low, times) + within]
    if not len(at_left):
        return []
    # A run is a stretch of neighbouring seeds on one diagonal.
    by_diagonal = np.lexsort((at_left, at_left - at_right))
    x, y = at_left[by_diagonal], at_right[by_diagonal]
    breaks = np.flatnonzero((np.diff(x) != 1) | (np.diff(y) != 1)) + 1
    first = np.concatenate(([0], breaks))
    last = np.concatenate((breaks, [len(x)])) - 1
    found = sorted(zip(x[first].tolist(), y[first].tolist(), (x[last] - x[first] + size).tolist(), strict=True),
                   key=lambda r: (-r[2], r[0], r[1]))  # fmt: skip
    return choose(found, len(derived), len(source), least)


def choose(found: Runs, derived: int, source: int, least: int) -> Runs:
    """The longest runs that overlap none chosen before; what overlaps is cut down and has another chance."""
    taken, used = bytearray(derived), bytearray(source)
    heap = [(-n, x, y) for x, y, n in found]
    heapq.heapify(heap)
    chosen: Runs = []
    while heap:
        n, x, y = heapq.heappop(heap)
        n = -n
        # The free stretches of the run; a run that is free as a whole is taken.
        start = 0
        pieces: Runs = []
        for k in range(n + 1):
            if k == n or taken[x + k] or used[y + k]:
                if k - start >= least:
                    pieces.append((x + start, y + start, k - start))
                start = k + 1
        if len(pieces) == 1 and pieces[0][2] == n:
            chosen.append((x, y, n))
            taken[x : x + n] = b"\1" * n
            used[y : y + n] = b"\1" * n
        else:
            for px, py, pn in pieces:
                heapq.heappush(heap, (-pn, px, py))
    return chosen


def align(derived: str, source: str, least: int = SEED) -> tuple[Alignment, ...]:
    """The runs that two texts share, by their place in the derived one; spans are offsets into these two strings.

    >>> pairs = align("各镇要于三月底前完成排查登记。", "各地要全面完成排查 登记工作")
    >>> [(p.derived, p.source) for p in pairs]
    [(Span(start=8, end=14), Span(start=5, end=12))]
    """
    a, at_a = signs(derived)
    b, at_b = signs(source)
    return tuple(
        Alignment(
            derived=Span(int(at_a[x]), int(at_a[x + n - 1]) + 1), source=Span(int(at_b[y]), int(at_b[y + n - 1]) + 1)
        )
        for x, y, n in sorted(shared_runs(a, b, least))
    )
