"""Numbers raised and lowered (数值升降), and totals shared out (指标分解): of one measure, in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from policytext.edits.context import adjoined, around, matched, unmatched
from policytext.edits.edit import Change, Edit
from policytext.edits.pairs import Pair, Side, Slot
from policytext.model import LEVELS
from policytext.reading.numerals import number
from policytext.reading.rules import RuleSet
from policytext.span import Span

RULE = "edits.number"
DAYS = {"年": 365, "周年": 365, "学年": 365, "个月": 30, "周": 7, "星期": 7, "天": 1, "日": 1}
"""Durations are compared by their days."""
CLASSIFIERS = {c: group[0] for group in ("个家所处座间", "人名位", ("批", "批次")) for c in group}
"""Classifiers that change with the noun and not with what is counted: of things, of persons, of lots."""
RATIO = ":"
"""The measure of a ratio of two numbers, compared by their quotient."""
NO_TOTAL = frozenset({*"%％‰天倍元", RATIO, "个百分点", "个工作日", "工作日", "小时", "分钟", "课时", "学时"})
"""Measures of shares, of time and of rates of pay: a lower level has no part of these."""
FOR_EACH = re.compile("每|各|均|单个|分别")
"""Words with which a number holds for each place or body, whatever their number."""

RATE = re.compile(r"(?:[一-鿿]{2}[率度]|占比|比例|比重)$")
"""What many numbers are called: 行政村覆盖率 and 公共机构覆盖率 are two, told by the words before."""
NOUN_BEHIND = re.compile("(?:以上|以下|以内|左右|及)*的?(?P<noun>[一-鿿]{2,16})$")
"""What is counted or given: all that stands behind a number in its clause."""
WRITTEN = re.compile("[0-9]|元$")
"""Numbers of things and sums; 二次供水 and 一批 are words."""
NOUN = 4
"""So many characters before the name of a rate tell what it is a rate of."""


class Measured(NamedTuple):
    """A number, or a range of numbers, of a measure."""

    low: float
    high: float
    measure: str


def numbers(pair: Pair) -> Iterator[Edit]:
    """The numbers of the derived provision that are greater or less than those in whose place they stand."""
    left, right = measured(pair.derived), measured(pair.source)
    pairs = matched(pair, left, right, comparable)
    for x, y in pairs:
        if change := moved(pair, x, y):
            yield pair.edit(change, x.span, y.span, RULE)
    added, dropped = unmatched(left, right, pairs)
    yield from new(pair, added)
    yield from (e.mirrored("number_dropped") for e in new(pair.mirrored(), dropped))


def moved(pair: Pair, x: Slot[Measured], y: Slot[Measured]) -> Change | None:
    """How a number differs from that in whose place it stands."""
    here, there = around(pair.derived, x.span), around(pair.source, y.span)
    a, b = x.value, y.value
    if not adjoined(here, there) or not one_noun(here.left, there.left) or (a.low, a.high) == (b.low, b.high):
        return None
    if a.low >= b.low and a.high >= b.high:
        return "number_raised"
    if a.low <= b.low and a.high <= b.high:
        return "total_apportioned" if apportioned(pair, x, y) else "number_lowered"
    return None


def new(pair: Pair, left: Sequence[Slot[Measured]]) -> Iterator[Edit]:
    """The numbers of one side whose noun stands without a number in the place of their clause on the other side.

    Several of one clause (1000元以上1万元以下) are one. A number that the other side has as well is nothing new, nor is
    one of which a clause says that it holds no more.
    """
    if not pair.tells_added:
        return
    lifted = RuleSet.default().by_id["edits.lifted"].regex
    held = {value for _, value in written(pair.source)}
    left = [x for x in left if x.value not in held]
    for clause, slots in groupby(left, key=lambda x: pair.derived.clause(x.span)):
        spans = [x.span for x in slots]
        whole = Span(spans[0].start, spans[-1].end)
        text = pair.derived.text
        noun = NOUN_BEHIND.match(text[whole.end : clause.end]) if WRITTEN.search(text[slice(*whole)]) else None
        told = noun and not lifted.search(text, clause.start, whole.start)
        there = bare(pair, clause, whole, noun["noun"]) if noun and told else None
        if there is not None:
            yield pair.edit("number_added", whole, there, RULE)


def bare(pair: Pair, clause: Span, number: Span, noun: str) -> Span | None:
    """Where a noun stands on the other side without any number, in the clause that answers to one."""
    beside = [a for a in pair.runs if a.derived.overlaps(clause)]
    there = pair.counterpart(clause)
    if beside:
        nearest = min(beside, key=lambda a: max(a.derived.start - number.end, number.start - a.derived.end))
        at = nearest.source.start + max(0, clause.start - nearest.derived.start)
        there = pair.source.clause(Span(at, at + 1))
    if there is None or any(x.span.overlaps(there) for x in measured(pair.source)):
        return None
    at = pair.source.text.find(noun, there.start, there.end)
    return Span(at, at + len(noun)) if at >= 0 else None


def one_noun(here: str, there: str) -> bool:
    """Whether two numbers, where they are rates, are rates of one thing, so far as the words before them say."""
    a, b = RATE.search(here), RATE.search(there)
    if not a or not b:
        return True
    one, other = here[: a.start()][-NOUN:], there[: b.start()][-NOUN:]
    return min(len(one), len(other)) < 2 or any(one[k : k + 2] in other for k in range(len(one) - 1))


def apportioned(pair: Pair, x: Slot[Measured], y: Slot[Measured]) -> bool:
    """Whether a lower number is the share that a lower level has in a total: 全省…1500个, of which 全市…180个."""
    here, there = pair.derived.document.header.level, pair.source.document.header.level
    if not here or not there or LEVELS.index(here) <= LEVELS.index(there):
        return False
    return total(pair.derived, x) and total(pair.source, y)


def total(side: Side, slot: Slot[Measured]) -> bool:
    """Whether a number is a target that counts what a whole place has to reach, not what each of its parts has to."""
    measure = slot.value.measure
    if measure in NO_TOTAL or measure.startswith("次") or "/" in measure:
        return False
    return not for_each(side, slot.span) and any(t.span.overlaps(slot.span) for t in side.document.targets)


def for_each(side: Side, span: Span) -> bool:
    """Whether words before a number, in its sentence, say that it holds for each.

    Words of another clause that has a number speak of that one: 每个街道至少建成2个，实现62个社区全覆盖.
    """
    start = side.sentence(span.start).start
    own = side.clause(span).start
    others = [x.span for x in measured(side) if x.span.end <= own]
    for m in FOR_EACH.finditer(side.text, start, span.start):
        clause = side.clause(Span(*m.span()))
        if m.start() >= own or not any(clause.holds(x) for x in others):
            return True
    return False


def comparable(x: Slot[Measured], y: Slot[Measured]) -> bool:
    """Whether two numbers have one measure."""
    return x.value.measure == y.value.measure


def measured(side: Side) -> list[Slot[Measured]]:
    """The measured numbers of what a provision directs; those of time limits are deadlines."""
    return [
        Slot(span=span, value=value, rule=RULE)
        for span, value in written(side)
        if not any(span.overlaps(d.span) for d in side.document.deadlines) and not reports(side, span)
    ]


def reports(side: Side, span: Span) -> bool:
    """Whether a number tells what is or was, and directs nothing: 去年全省发生火灾48次."""
    return any(u.label == "statement" and u.span.holds(span) for u in side.units)


def written(side: Side) -> Iterator[tuple[Span, Measured]]:
    """All measured numbers of a provision outside the titles of other documents."""
    for span, parts in side.finds(RULE):
        if side.quotes(span):
            continue
        low = number(parts["low"])
        high = number(parts["high"]) if "high" in parts else low
        if low is None or high is None:
            continue
        if second := number(parts.get("to") or ""):
            yield span, Measured(low / second, high / second, RATIO)
            continue
        measure, factor = standard(parts["measure"])
        if measure == "次":
            measure += rhythm(side, span)
        yield span, Measured(low * factor, high * factor, measure)


def rhythm(side: Side, span: Span) -> str:
    """The period in which something is done so many times: three times a year are not more than one in six months."""
    clause = side.clause(span)
    found = [d.recurs or "" for d in side.document.deadlines if clause.holds(d.span) and d.kind == "recurring"]
    return found[-1] if found else ""


def standard(measure: str) -> tuple[str, int]:
    """The measure by which a number is compared, and how many of it the written one has."""
    if measure in DAYS:
        return "天", DAYS[measure]
    for scale, factor in (("万", 10**4), ("亿", 10**8)):
        if measure.startswith(scale):
            return CLASSIFIERS.get(measure[1:], measure[1:]), factor
    return CLASSIFIERS.get(measure, measure), 1
