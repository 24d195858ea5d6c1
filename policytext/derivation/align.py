"""Alignment: the runs of words that two pieces of text share, longest first, as spans on both sides."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from policytext.derivation.grams import Offsets, grams, in_both, signs
from policytext.model import Alignment
from policytext.span import Span

SEED = 4
"""Runs shorter than this are no evidence."""

LONG = 8
"""Runs from this length on are chosen first, one by one."""

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
    at_left, found = in_both(left, np.arange(len(left)), right[order], order)
    at_right = order[found]
    if not len(at_left):
        return []
    # A run is a stretch of neighbouring seeds on one diagonal.
    by_diagonal = np.lexsort((at_left, at_left - at_right))
    x, y = at_left[by_diagonal], at_right[by_diagonal]
    breaks = np.flatnonzero((np.diff(x) != 1) | (np.diff(y) != 1)) + 1
    first = np.concatenate(([0], breaks))
    last = np.concatenate((breaks, [len(x)])) - 1
    runs = np.stack([x[first], y[first], x[last] - x[first] + size], axis=1)
    return choose(runs[np.lexsort((runs[:, 1], runs[:, 0], -runs[:, 2]))], len(derived), len(source), least)


def choose(found: npt.NDArray[np.int64], derived: int, source: int, least: int) -> Runs:
    """The longest runs that overlap none chosen before; what overlaps is cut down and has another chance.

    `found` has rows of start in derived, start in source and length, the longest first.
    """
    taken, used = bytearray(derived), bytearray(source)
    enough = max(LONG, least)
    long = int(np.searchsorted(-found[:, 2], -enough, side="right"))
    chosen: Runs = []
    rest = settle(found[:long].tolist(), taken, used, (enough, least), chosen)
    # Most short runs lie inside longer ones: these are dropped together.
    short = np.concatenate([found[long:], np.array(rest, dtype=np.int64).reshape(-1, 3)])
    short = short[possible(short, taken, used, least)]
    settle(short.tolist(), taken, used, (least, least), chosen)
    return chosen


def settle(found: list[list[int]], taken: bytearray, used: bytearray, lengths: tuple[int, int], chosen: Runs) -> Runs:
    """Choose among some runs, down to the first of two lengths; gives back shorter pieces, down to the second."""
    enough, least = lengths
    heap = [(-n, x, y) for x, y, n in found]
    heapq.heapify(heap)
    left: Runs = []
    while heap:
        n, x, y = heapq.heappop(heap)
        n = -n
        if n < enough:
            left.append((x, y, n))
        elif not any(taken[x : x + n]) and not any(used[y : y + n]):
            chosen.append((x, y, n))
            taken[x : x + n] = b"\1" * n
            used[y : y + n] = b"\1" * n
        else:
            for start, size in free(taken[x : x + n], used[y : y + n], least):
                heapq.heappush(heap, (-size, x + start, y + start))
    return left


def possible(found: npt.NDArray[np.int64], taken: bytearray, used: bytearray, least: int) -> npt.NDArray[np.bool_]:
    """Which runs may have a free piece of the least length: as many places are free on both sides."""
    kept = np.ones(len(found), dtype=np.bool_)
    for column, marks in ((0, taken), (1, used)):
        before = np.concatenate(([0], np.cumsum(np.frombuffer(bytes(marks), dtype=np.uint8), dtype=np.int64)))
        start, length = found[:, column], found[:, 2]
        kept &= length - (before[start + length] - before[start]) >= least
    return kept


def free(taken: bytearray, used: bytearray, least: int) -> Iterator[tuple[int, int]]:
    """The stretches of a run that are free on both sides: start and length."""
    either = int.from_bytes(taken, "big") | int.from_bytes(used, "big")
    held = either.to_bytes(len(taken), "big")
    start = 0
    for stretch in held.split(b"\1"):
        if len(stretch) >= least:
            yield start, len(stretch)
        start += len(stretch) + 1


def align(derived: str, source: str, least: int = SEED) -> tuple[Alignment, ...]:
    """The runs that two texts share, by their place in the derived one; spans are offsets into these two strings.

    >>> pairs = align("各镇要于三月底前完成排查登记。", "各地要全面完成排查 登记工作")
    >>> [(p.derived, p.source) for p in pairs]
    [(Span(start=8, end=14), Span(start=5, end=12))]
    """
    return aligned(signs(derived), signs(source), least=least)


def aligned(
    derived: tuple[npt.NDArray[np.uint16], Offsets],
    source: tuple[npt.NDArray[np.uint16], Offsets],
    at: tuple[int, int] = (0, 0),
    least: int = SEED,
) -> tuple[Alignment, ...]:
    """The same for texts that are folded already; `at` is where the two begin in their documents."""
    (a, at_a), (b, at_b), (left, right) = derived, source, at
    return tuple(
        Alignment(
            derived=Span(left + int(at_a[x]), left + int(at_a[x + n - 1]) + 1),
            source=Span(right + int(at_b[y]), right + int(at_b[y + n - 1]) + 1),
        )
        for x, y, n in sorted(shared_runs(a, b, least))
    )
