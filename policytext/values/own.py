"""What one text unit says itself: the finds that stand in it."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import TypeVar

from policytext.model import Assignment, Deadline

Found = TypeVar("Found", Assignment, Deadline)


def own(finds: Sequence[Found], unit: int) -> Sequence[Found]:
    """Those of a document's finds that stand in a text unit; they are in the order of the text, so none else is met."""
    sentence = attrgetter("sentence")
    start = bisect_left(finds, unit, key=sentence)
    return finds[start : bisect_left(finds, unit + 1, start, key=sentence)]
