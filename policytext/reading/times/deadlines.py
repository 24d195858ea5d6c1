"""Deadlines (时限): the time expressions that bind the doing of something, resolved against the issue date.

Expressions are found by the rules of data/rules/deadlines.toml over the whole text and read by `timex`; `binding`
decides which of them bind: those in tasks, goals and stage headings that are no background, name, or condition.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from policytext.model import Citation, Deadline, Problem
from policytext.reading.cues import UnitCues
from policytext.reading.labels.rule_ids import TIMED
from policytext.reading.passage import Passage
from policytext.reading.reach import Reach
from policytext.reading.rules import PLACE, Mark, Rule, RuleSet, mark_of
from policytext.reading.times.binding import CELLS, LISTING, REACH, Reading, at_home, binds, limited, of_paper
from policytext.reading.times.events import LONGEST_EVENT, start_of
from policytext.reading.times.timex import Frame, Time, time_of
from policytext.reading.times.words import finders, finding, words
from policytext.records import maker
from policytext.span import Span, Taken, thin

new_deadline = maker(Deadline)

BINDING = {"task", "goal"}
BEARING = {*BINDING, "heading", "responsibility"}
"""Labels of text units in which a deadline can stand."""
COUNTED = ("within", "event")
"""How rules read that find times counted from an event."""
NAMES = ("《", "》"), ("“", "”")
"""What encloses titles and quoted phrases."""
ATTRIBUTE = re.compile("以[来前后]|之[前后]|[^，。；！？：\n]{0,10}的")
"""Behind a past day or month that only says what is dealt with."""
YEAR_OF_TITLE = re.compile("(?<![0-9—–~～-])(?<![至到])((?:19|20)[0-9]{2})年(?![至到—–~～-])")
"""Not those of a range (2021—2025年)."""
READ_AS = "{}; read as {}, the only one that title or limits name"
EACH = ("分别", "各", "每年")
"""Behind years in a row: in each of them."""
FROM_NOW = "deadlines.from_now"
"""The rule for the words before the end of a period that begins on the issue date."""
YEARLY = "FREQ=YEARLY"


def expressions(passage: Passage, cues: UnitCues) -> Iterator[tuple[int, list[Mark]]]:
    """The time expressions by text unit, of those that can have a deadline; none runs over the end of its text unit."""
    text, units, cells, index = passage.text, passage.units, passage.cells, cues.index
    mask = finding(index)
    dates = RuleSet.default().by_id["grids.date"] if cells else None
    told = [k for k, flags in enumerate(cues.flags) if flags and flags & mask]
    for k in sorted({*told, *cells}) if cells else told:
        unit, flagged = units[k], cues.flags[k] & mask
        cell = cells.get(k) if cells else None
        marks: list[Mark] = []
        if flagged and (unit.label in BEARING or unit.rule in TIMED or cell):
            start, end = passage.ahead.get(k, unit.start), unit.end
            for rule, find in finders(index, flagged):
                for m in find(text, start, end):
                    marks.append(mark_of((*m.span(), rule, m)))
        if dates and cell and cell.column in CELLS:
            marks += [mark_of((*m.span(), dates, m)) for m in dates.regex.finditer(text, unit.start, unit.end)]
        if marks:
            yield k, thin(marks, PLACE) if len(marks) > 1 else marks


@lru_cache(maxsize=4096)
def said(
    rule: Rule, groups: tuple[str | None, ...], frame: tuple[dt.date | None, int | None, bool], limit: bool
) -> Time:
    """The time that the groups of an expression give; kept, since a document says the same times again and again."""
    parts = {name: groups[k - 1] for name, k in rule.regex.groupindex.items()}
    return time_of(rule.value["reads"], parts, Frame(*frame), limit=limit)


def read_deadlines(
    reach: Reach,
    issued: dt.date | None,
    citations: tuple[Citation, ...],
    cues: UnitCues | None = None,
    title: str | None = None,
) -> tuple[tuple[Deadline, ...], tuple[Problem, ...]]:
    """The deadlines of a text and what could not be read of them.

    Args:
        reach: the text with its labelled units and its outline; a stage heading's period governs the tasks below it.
        issued: the issue date (成文日期), against which an omitted year is resolved.
        citations: what is cited, inside which nothing is a deadline.
        cues: what the index of cues found in the text; it is looked through where nobody did so before.
        title: the title of the document, whose year holds where there is no issue date, or is the one to come.
    """
    cues = cues or UnitCues.of(reach.passage, RuleSet.default())
    ahead = issued is not None and str(issued.year + 1) in YEAR_OF_TITLE.findall(title or "")
    deadlines, problems = read_all(reach, issued, citations, cues, None, ahead=ahead)
    if issued is None and problems and (year := understood_year(deadlines, title or "")):
        again, left = read_all(reach, issued, citations, cues, year)
        told = {p.span for p in left}
        return again, tuple(
            [p if p.span in told else replace(p, message=READ_AS.format(p.message, year)) for p in problems]
        )
    return deadlines, problems


def understood_year(deadlines: tuple[Deadline, ...], title: str) -> int | None:
    """The one year of the title, else of all dated limits with a month, where nothing else shows one."""
    years = {int(y) for y in YEAR_OF_TITLE.findall(title)}
    if not years:
        dated = [d.latest or d.earliest for d in deadlines if "月" in d.text]
        years = {day.year for day in dated if day}
    return years.pop() if len(years) == 1 else None


def read_all(
    reach: Reach,
    issued: dt.date | None,
    citations: tuple[Citation, ...],
    cues: UnitCues,
    year: int | None,
    *,
    ahead: bool = False,
) -> tuple[tuple[Deadline, ...], tuple[Problem, ...]]:
    """The deadlines of a text, read against an issue date or else a year; `ahead`: it is for the year to come."""
    passage, base = reach.passage, year
    reading, cited = Reading(reach, issued, words()), Taken([c.span for c in citations])
    deadlines: list[Deadline] = []
    problems: list[Problem] = []
    text, ending = passage.text, reading.words.beside.ending
    for unit, marks in expressions(passage, cues):
        year = reading.year(unit) or base if reading.years else base
        label, low = passage.units[unit].label, passage.units[unit].start
        binding = label in BINDING
        for mark in marks:
            if not (binding or at_home(reading, mark, unit)) or passage.hides(cited, NAMES, low, mark.start, mark.end):
                continue
            sides = ending(text, mark.start, REACH)
            limit = limited(reading, mark, unit, sides)
            time = said(mark.rule, mark.match.groups(), (issued, year, ahead), limit)
            start = start_of(passage, mark, unit) if mark.rule.value["reads"] in COUNTED else mark.start
            bound = binds(reading, mark, time, unit, sides, start)
            if time.year is not None and (bound or carries(text, mark, time, issued)):
                year = time.year
                if label == "heading":
                    note_year(reading, time, unit)
            if bound:
                if time.kind == "by" and FROM_NOW in sides:
                    time, start = from_now(reading, mark, time, unit)
                found = deadline(reading, mark, time, unit, start or mark.start)
                if deadlines:
                    found = joined(deadlines, found, passage.view.source, text[mark.start - 1] in LISTING)
                deadlines.append(found)
                if time.damaged or time.unanchored:
                    problems.append(trouble(time, found))
    return tuple(deadlines), tuple(problems)


def carries(text: str, mark: Mark, time: Time, issued: dt.date | None) -> bool:
    """Whether a time that binds nothing gives its year to the ones behind it that leave theirs out.

    A past year says what is dealt with (总结2023年工作), and so does any that names a paper (2025年工作打算于12月报送);
    a past day or month that an act follows tells what goes on (2023年3月启动，5月完成).
    """
    if mark.match[0][-1] in "年度" and of_paper(text, mark.start, mark.end):
        return False
    if issued is None or time.year is None or time.year >= issued.year:
        return True
    return "月" in mark.match[0] and ATTRIBUTE.match(text, mark.end) is None


def joined(deadlines: list[Deadline], last: Deadline, text: str, listed: bool) -> Deadline:
    """What a find makes together with the one before it, which is taken out of the list; else the find alone."""
    if deadlines[-1].span.start == last.span.start:
        last = replace(last, recurs=deadlines.pop().recurs)  # 每季度结束后10日内
    elif last.recurs and deadlines[-1].span.end == last.span.start:
        last = within_year(deadlines, last, text)
    if listed and deadlines:
        share_limit(deadlines, last)
        last = join_years(deadlines, last, text)
    return last


def share_limit(deadlines: list[Deadline], last: Deadline) -> None:
    """Give the days listed right before a limit its 前: 3月25日、6月25日、9月25日前 are three limits."""
    start = last.span.start if last.kind == "by" else 0
    for k in range(len(deadlines) - 1, -1, -1):
        d = deadlines[k]
        if d.kind != "on" or d.sentence != last.sentence or d.span.end != start - 1:
            return
        deadlines[k], start = replace(d, kind="by", earliest=None), d.span.start


def join_years(deadlines: list[Deadline], last: Deadline, text: str) -> Deadline:
    """The period of bare years in a row (2022年、2023年统一组织), of which the first is taken out of the list."""
    first = deadlines[-1]
    span = Span(first.span.start, last.span.end)
    bare = last.kind == "on" and first.text[-1] + last.text[-1] == "年年" and last.span.start - first.span.end == 1
    if not bare or first.latest is None or last.earliest is None or last.earliest - first.latest != dt.timedelta(1):
        return last
    if text.startswith(EACH, span.end):
        return last
    deadlines.pop()
    return replace(first, span=span, text=text[slice(*span)], kind="period", latest=last.latest)


def within_year(deadlines: list[Deadline], last: Deadline, text: str) -> Deadline:
    """每年6月至9月每周: one recurrence in the months of the other, which is taken out of the list."""
    first = deadlines[-1]
    if not (first.recurs or "").startswith(YEARLY):
        return last
    deadlines.pop()
    span = Span(first.span.start, last.span.end)
    return replace(
        last, span=span, text=text[slice(*span)], recurs=f"{last.recurs}{(first.recurs or '')[len(YEARLY) :]}"
    )


def note_year(reading: Reading, time: Time, unit: int) -> None:
    """Keep the year that a heading names for the section that it opens."""
    if unit in reading.reach.opened:
        first = time.earliest or time.latest
        reading.years[reading.reach.opened[unit]] = first.year if first else time.year or 0


def from_now(reading: Reading, mark: Mark, time: Time, unit: int) -> tuple[Time, int]:
    """The period from the issue date to a time (即日起至5月31日), and where it begins; else the time as it was."""
    low = max(reading.passage.units[unit].start, mark.start - LONGEST_EVENT)
    start = RuleSet.default().by_id[FROM_NOW].before(reading.passage.text, mark.start, low)
    if start is None:
        return time, mark.start
    issued = reading.issued
    known = issued is not None and time.latest is not None and issued <= time.latest
    return replace(time, kind="period", earliest=issued if known else None), start


def deadline(reading: Reading, mark: Mark, time: Time, unit: int, start: int) -> Deadline:
    """The record of a find: it governs its sentence, or the tasks of its section, item or row."""
    passage, rule = reading.passage, mark.rule.id
    if start < mark.start and (reads := mark.rule.value["reads"]) != "event":
        rule = "deadlines.from_event" if reads == "within" else FROM_NOW
    scope, governs = reading.reach.of(unit)
    span, printed = passage.view.piece(start, mark.end)
    return new_deadline(
        span=span,
        text=printed,
        kind=time.kind,
        earliest=time.earliest,
        latest=time.latest,
        recurs=time.recurs,
        scope=scope,
        sentence=unit,
        governs=governs,
        rule=rule,
    )


def trouble(time: Time, found: Deadline) -> Problem:
    """What to report of a time that could not be resolved."""
    if time.damaged:
        message, action = f"{found.text!r} is no date (时限日期有误)", "Check the digits in the source."
        return Problem(code="deadline.damaged", message=message, action=action, span=found.span)
    message = f"{found.text!r} names no year and the document has no issue date (时限无年份)"
    action = "Give the issue date (成文日期) in metadata.csv."
    return Problem(code="deadline.no_year", message=message, action=action, span=found.span)
