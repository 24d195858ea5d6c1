"""Deadlines brought forward and put off (时限提前、推后): those that stand in one place, by what they resolve to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.edits.context import matched
from policytext.edits.edit import Edit
from policytext.edits.numbers import DAYS
from policytext.edits.pairs import Pair, Side, Slot
from policytext.model import Deadline
from policytext.reading.numerals import number

ALLOWED = re.compile(
    r"(?P<number>[0-9一二两三四五六七八九十]+)(?P<measure>个?工作日|个月|小时|[日天周年])(?:之内|以内|内)"
)
"""The days allowed for an action, counted from an event."""


def deadlines(pair: Pair) -> Iterator[Edit]:
    """The deadlines of the derived provision that end before or after those in whose place they stand."""
    for x, y in matched(pair, limits(pair.derived), limits(pair.source), comparable):
        a, b = ends(x), ends(y)
        if a != b:
            yield pair.edit("deadline_earlier" if a < b else "deadline_later", x.span, y.span, x.rule)


def limits(side: Side) -> list[Slot]:
    """The deadlines of a provision that end at a date or after so many days."""
    return [
        Slot(span=d.span, value=value, rule=d.rule)
        for d in side.document.deadlines
        if side.body.holds(d.span) and (value := limit(d)) is not None
    ]


def limit(deadline: Deadline) -> tuple[str, float] | None:
    """When a deadline ends: the day of a date, or the time allowed, each with how it is counted."""
    if deadline.kind == "recurring":
        return None
    if deadline.latest is not None:
        return "date", deadline.latest.toordinal()
    m = ALLOWED.search(deadline.text)
    many = number(m["number"]) if m else None
    if m is None or many is None:
        return None
    if m["measure"] == "小时":
        return "days", many / 24
    return ("days", many * DAYS[m["measure"]]) if m["measure"] in DAYS else ("working days", many)


def comparable(x: Slot, y: Slot) -> bool:
    """Whether both end at a date, or both after a time."""
    return isinstance(x.value, tuple) and isinstance(y.value, tuple) and x.value[0] == y.value[0]


def ends(x: Slot) -> float:
    """The end, as a number."""
    assert isinstance(x.value, tuple)
    return float(x.value[1])
