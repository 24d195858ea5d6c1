"""Times moved, changed, added and dropped (时限的变化): those that stand in one place, by what they resolve to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from policytext.edits.context import ALIKE, Matches, grams, matched, plain, unmatched
from policytext.edits.edit import Change, Edit
from policytext.edits.numbers import DAYS
from policytext.edits.pairs import Pair, Side, Slot
from policytext.model import Deadline
from policytext.reading.numerals import number
from policytext.span import Span

ALLOWED = re.compile(
    r"(?P<number>[0-9一二两三四五六七八九十]+)(?P<measure>个?工作日|个月|小时|[日天周年])(?:之内|以内|内)"
)
"""The days allowed for an action, counted from an event."""
MONTH_DAY = re.compile(r";BYMONTHDAY=(-?[0-9]+)$")
"""The day in each month or year by which something recurs."""
LEAST = 4
"""A clause with fewer signs besides its time says what it is for together with its sentence."""
AIM = 1 / 3
"""Least share of the pairs of characters of what two times are set for that is common, where little else is alike."""
DONE = re.compile(r"(?:[要须应]|全部|全面|基本|予以)*(?:完成|落实|整改|办结|到位|见效|结束)+")
"""What stands behind a time and says only that something is to be done by then."""
TIMES = re.compile(r"[至]?[少多]?(?P<number>[0-9一二两三四五六七八九十]+)[次轮]")
RATE = re.compile(
    r"(?:每[个人户家名]|不(?:少于|低于|超过|高于|得少于)|至少|最多)*[0-9一二两三四五六七八九十]+(?![次轮])[^，。；]"
)
"""How often a measure is counted (每日不少于2餐) is no time for doing something."""
DAYS_OF = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 360}
RECURRENCE = re.compile(r"FREQ=(?P<freq>[A-Z]+)(?:;INTERVAL=(?P<interval>[0-9]+))?$")


class When(NamedTuple):
    """A time as it is compared."""

    kind: str
    """What it is counted in: a date, days from an event, the day of a recurrence, a beginning."""
    end: float
    start: float | None = None
    """Where it begins, if it says so."""


def deadlines(pair: Pair) -> Iterator[Edit]:
    """The times of the derived provision that differ from those in whose place they stand, and those without such."""
    here, there = limits(pair.derived), limits(pair.source)
    pairs = answering(pair, here, there)
    for x, y in pairs:
        if (change := moved(x.value, y.value)) and not as_often(pair, x, y):
            yield pair.edit(change, x.span, y.span, x.rule)
    left, right = unmatched(here, there, pairs)
    yield from new(pair, left, there)
    yield from (e.mirrored("deadline_dropped") for e in new(pair.mirrored(), right, here))


def answering(pair: Pair, here: Sequence[Slot[When]], there: Sequence[Slot[When]]) -> Matches[When]:
    """The times that stand in one place and are set for something alike, those of one kind first.

    Where the words around are others, times of one kind that are set for much the same answer to each other.
    """
    rounds: tuple[tuple[Callable[[Slot[When], Slot[When]], bool], float], ...] = (
        (lambda x, y: comparable(x, y) and aims(pair, x, y) > 0, ALIKE),
        (lambda x, y: comparable(x, y) and aims(pair, x, y) >= AIM, 0.0),
        (lambda x, y: aims(pair, x, y) > 0, ALIKE),
    )
    pairs: Matches[When] = []
    for fits, least in rounds:
        pairs += matched(pair, *unmatched(here, there, pairs), fits, least)
    return pairs


def aims(pair: Pair, x: Slot[When], y: Slot[When]) -> float:
    """How much of what two times are set for is alike: the share of the shorter one's pairs of characters."""
    a, b = (grams(aim(side, slot.span)) for side, slot in ((pair.derived, x), (pair.source, y)))
    return len(a & b) / max(1, min(len(a), len(b)))


def aim(side: Side, span: Span) -> str:
    """What a time is set for: its clause without it, or the next one where it stands alone.

    Where only 完成 or the like stands behind it, and nothing before it, it is the clause before.
    """
    clause = side.clause(span)
    before, behind = plain(side.text[clause.start : span.start]), plain(side.text[span.end : max(span.end, clause.end)])
    words = before + "|" + behind
    if not before and DONE.fullmatch(behind) and clause.start > side.sentence(span.start).start:
        told = side.clause(Span(clause.start - 1, clause.start - 1))
        return plain(side.text[told.start : told.end])
    if len(words) >= LEAST or clause.end >= side.provision.span.end:
        return words
    after = side.clause(Span(clause.end + 1, clause.end + 1))
    return plain(side.text[after.start : after.end])


def as_often(pair: Pair, x: Slot[When], y: Slot[When]) -> bool:
    """Whether two recurrences come to as many times: once in six months are twice a year."""
    often = how_often(pair.derived, x), how_often(pair.source, y)
    return often[0] is not None and often[0] == often[1]


def how_often(side: Side, slot: Slot[When]) -> float | None:
    """How many times a day something recurs."""
    m = RECURRENCE.match(slot.value.kind)
    if m is None or m["freq"] not in DAYS_OF:
        return None
    clause = side.clause(slot.span)
    times = TIMES.search(side.text, slot.span.end, max(slot.span.end, clause.end))
    many = number(times["number"]) if times else 1
    return (many or 1) / (DAYS_OF[m["freq"]] * int(m["interval"] or 1))


def moved(x: When, y: When) -> Change | None:
    """How a time differs from that in whose place it stands."""
    if x.kind != y.kind:
        return "deadline_changed"
    if x.end != y.end:
        return "deadline_earlier" if x.end < y.end else "deadline_later"
    return "deadline_changed" if x.start and y.start and x.start != y.start else None


def new(pair: Pair, left: Sequence[Slot[When]], there: Sequence[Slot[When]]) -> Iterator[Edit]:
    """The times of one side that nothing on the other answers to, where what they are set for stands on both."""
    values = [y.value for y in there]
    for x in left:
        text = pair.derived.text[x.span.start : x.span.end]
        others = pair.source.provision, *pair.derived.others
        told = x.value in values or counts(pair.derived, x) or any(text in p.text for p in others)
        if pair.tells_added and not told and common(pair, x.span) and not timed(pair, x.span, there):
            yield pair.edit("deadline_added", x.span, None, x.rule)


def timed(pair: Pair, span: Span, there: Sequence[Slot[When]]) -> bool:
    """Whether the shared wording around a time has a time before it on the other side, in its sentence."""
    sentence = pair.derived.sentence(span.start)
    at = [a.source.start for a in pair.runs if span.end <= a.derived.start < sentence.end]
    return bool(at) and any(pair.source.sentence(min(at)).holds(y.span) and y.span.end <= min(at) for y in there)


def counts(side: Side, slot: Slot[When]) -> bool:
    """Whether a recurrence belongs to a measure: so much a day."""
    return slot.value.kind.startswith("FREQ") and RATE.match(side.text, slot.span.end) is not None


def common(pair: Pair, span: Span) -> bool:
    """Whether most of what a time is set for stands in shared wording; names of units are shared by everything."""
    side = pair.derived
    aside = [span, *(a.span for a in side.document.assignments if side.provision.span.holds(a.span))]
    for around in (side.clause(span), side.sentence(span.start)):
        signs = [k for k in range(*around) if side.text[k].isalnum() and not any(s.start <= k < s.end for s in aside)]
        if len(signs) >= LEAST:
            kept = sum(any(a.derived.start <= k < a.derived.end for a in pair.runs) for k in signs)
            return 3 * kept >= 2 * len(signs)
    return False


def limits(side: Side) -> list[Slot[When]]:
    """The times of a provision."""
    return [
        Slot(span=d.span, value=value, rule=d.rule)
        for d in side.document.deadlines
        if side.directive.holds(d.span) and (value := limit(d)) is not None
    ]


def limit(deadline: Deadline) -> When | None:
    """What a time says: the day of a date, the time allowed, how often, or from when on."""
    start = deadline.earliest.toordinal() if deadline.earliest else None
    if deadline.latest is not None:
        return When("date", deadline.latest.toordinal(), start)
    if deadline.recurs:
        day = MONTH_DAY.search(deadline.recurs)
        end = int(day[1]) if day else 0
        return When(MONTH_DAY.sub(" on a day", deadline.recurs), end)
    if start is not None:
        return When("start", 0, start)
    m = ALLOWED.search(deadline.text)
    many = number(m["number"]) if m else None
    if m is None or many is None:
        return None
    if m["measure"] == "小时":
        return When("days", many / 24)
    days = many * DAYS.get(m["measure"], 1)
    return When("days" if m["measure"] in DAYS else "working days", days)


def comparable(x: Slot[When], y: Slot[When]) -> bool:
    """Whether two times are of one kind."""
    return x.value.kind == y.value.kind
