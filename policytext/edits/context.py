"""Which piece of the derived provision took the place of which of the source: told by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from policytext.edits.pairs import Pair, Side, Slot
from policytext.span import Span

X = TypeVar("X")
Y = TypeVar("Y")
Matches = list[tuple[Slot[X], Slot[X]]]
"""Pieces of the derived side and of the source that stand in one place."""

WINDOW = 16
"""Characters on each side of a piece that are compared."""
TOUCHING = 6
"""So many equal characters right beside two pieces are full evidence that they stand in one place."""
ALIKE = 0.5
"""Least likeness of the surroundings of two pieces that stand in one place."""
SAME = 0.3
"""What it counts in favour of two pieces that they say the same."""
DIGITS = re.compile(r"[0-9０-９]+")
COMPARING = re.compile("(?:不得?|原则上不)(?:少于|低于|小于|超过|高于)|至少|最多|达到?|以上|以下|以内|左右")
"""Words that compare a number stand beside numbers of all kinds and tell none apart."""
MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Around:
    """The wording on the two sides of a piece, within its sentence; numbers count as one sign, marks not at all."""

    left: str
    right: str


def around(side: Side, span: Span) -> Around:
    """What stands around a piece."""
    sentence = side.sentence(span.start)
    left = side.text[sentence.start : span.start]
    right = side.text[span.end : max(sentence.end, span.end)]
    return Around(plain(left)[-WINDOW:], plain(right)[:WINDOW])


def plain(text: str) -> str:
    """Wording as it is compared."""
    return MARKS.sub("", COMPARING.sub("", DIGITS.sub("0", text)))


def grams(words: str) -> set[str]:
    """The pairs of characters of some words; numbers with their measures tell nothing."""
    return {words[k : k + 2] for k in range(len(words) - 1) if "0" not in words[k : k + 2]}


def likeness(a: Around, b: Around) -> float:
    """How alike two surroundings are, 0 to 2.25: the better side counts in full, the other for half."""
    left = side_likeness(a.left[::-1], b.left[::-1])
    right = side_likeness(a.right, b.right)
    return max(left, right) + 0.5 * min(left, right)


def side_likeness(a: str, b: str) -> float:
    """How alike two stretches are that run away from their pieces: right beside them, and as a whole."""
    near, whole = touching(a, b) / TOUCHING, overlap(a, b)
    return max(near, whole) + 0.5 * min(near, whole)


def touching(a: str, b: str) -> int:
    """How many characters right beside the two pieces are equal, up to `TOUCHING`."""
    n = 0
    while n < min(len(a), len(b), TOUCHING) and a[n] == b[n]:
        n += 1
    return n


def adjoined(a: Around, b: Around, least: int = 2) -> bool:
    """Whether some characters right beside the two pieces, on one side, are equal."""
    return max(touching(a.left[::-1], b.left[::-1]), touching(a.right, b.right)) >= least


def overlap(a: str, b: str) -> float:
    """The share of pairs of characters that two stretches have in common; those of a few characters tell nothing."""
    left, right = ({x[k : k + 2] for k in range(len(x) - 1)} for x in (a, b))
    return 2 * len(left & right) / (len(left) + len(right)) if min(len(left), len(right)) > 2 else 0.0


def matched(
    pair: Pair,
    derived: Sequence[Slot[X]],
    source: Sequence[Slot[Y]],
    fits: Callable[[Slot[X], Slot[Y]], bool],
    least: float = ALIKE,
) -> list[tuple[Slot[X], Slot[Y]]]:
    """Pieces that stand in one place, each at most once; those whose surroundings are most alike first.

    Of equally good ones those at like places of their provisions go together.
    """
    here = [around(pair.derived, x.span) for x in derived]
    there = [around(pair.source, y.span) for y in source]
    scored = sorted(
        (
            (-likeness(here[i], there[j]) - SAME * (x.value == y.value), abs(i - j), i, j)
            for i, x in enumerate(derived)
            for j, y in enumerate(source)
            if fits(x, y)
        ),
    )
    free_here, free_there = set(range(len(derived))), set(range(len(source)))
    found = []
    for score, _, i, j in scored:
        if -score >= least and i in free_here and j in free_there:
            free_here.remove(i)
            free_there.remove(j)
            found.append((i, j))
    return [(derived[i], source[j]) for i, j in sorted(found)]


def unmatched(
    derived: Sequence[Slot[X]], source: Sequence[Slot[Y]], pairs: Sequence[tuple[Slot[X], Slot[Y]]]
) -> tuple[list[Slot[X]], list[Slot[Y]]]:
    """The pieces of both sides that are in none of the pairs."""
    here, there = {x.span for x, _ in pairs}, {y.span for _, y in pairs}
    return [x for x in derived if x.span not in here], [y for y in source if y.span not in there]
