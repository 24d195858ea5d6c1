"""What directs somebody: provisions that are more than formulas, and shared words that stand in tasks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from policytext.derivation.competition import LikelyLink
from policytext.derivation.wording import Mask
from policytext.model import Alignment, Document
from policytext.reading.outline.provisions import PREAMBLE
from policytext.span import Span

OPERATIONAL = 16
"""Least number of characters in tasks that two documents must share to point to a common source."""


def formal(document: Document) -> Mask:
    """Which provisions direct nothing: all formulas of the genre (本办法自发布之日起施行), or a document in a list."""
    labels: list[set[str]] = [set() for _ in document.provisions]
    starts = [p.span.start for p in document.provisions]
    names = {c.span.end for c in document.citations}
    for unit in document.sentences:
        k = bisect_right(starts, unit.span.start) - 1
        if k >= 0 and unit.span.start < document.provisions[k].span.end:
            end = unit.span.start + len(unit.text.rstrip("。；;"))
            named = unit.rule == "label.fragment" and end in names
            labels[k].add("furniture" if named else unit.label)
    return np.array([bool(held) and held <= {"formula", "heading", "furniture"} for held in labels], dtype=bool)


def operational(documents: Sequence[Document], likely: LikelyLink) -> bool:
    """Whether the shared words direct somebody: no preamble, and the greater part stands in tasks on both sides."""
    (d, i), (s, j) = likely.derived, likely.source
    derived, source = documents[d], documents[s]
    if PREAMBLE in (derived.provisions[i].path, source.provisions[j].path):
        return False
    if not derived.sentences or not source.sentences:
        return True
    directed = sum(directing(derived, source, a) for a in likely.evidence)
    return directed >= OPERATIONAL and 2 * directed >= likely.shared


def directing(derived: Document, source: Document, run: Alignment) -> int:
    """How many characters of a shared run stand in tasks on both sides.

    A whole copy is one run from the heading through the task. What goes on from a shared heading for some words only is
    mostly the formula that goes with it (压实责任。各部门要各司其职), and counts nothing.
    """
    shared = min(in_tasks(derived, run.derived), in_tasks(source, run.source))
    begins = starts_in_task(derived, run.derived) and starts_in_task(source, run.source)
    return shared if begins or shared >= OPERATIONAL else 0


def in_tasks(document: Document, span: Span) -> int:
    """How many characters of a span stand in tasks."""
    ends = ((max(t.span.start, span.start), min(t.span.end, span.end)) for t in document.tasks)
    return sum(max(0, end - start) for start, end in ends)


def starts_in_task(document: Document, span: Span) -> bool:
    """Whether a span begins inside a task."""
    return any(task.span.start <= span.start < task.span.end for task in document.tasks)
