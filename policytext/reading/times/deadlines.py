"""Deadlines (时限): the time expressions that bind the doing of something, resolved against the issue date.

Expressions are found by the rules of data/rules/deadlines.toml over the whole text and read by `timex`; what is decided
here is which of them bind: those in tasks, goals and stage headings that are no background, name, or condition.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from policytext.model import Citation, Deadline, Problem, Scope, Section
from policytext.reading.cues import CueIndex, UnitCues
from policytext.reading.passage import Passage
from policytext.reading.phrases import inside
from policytext.reading.rules import PLACE, Mark, Rule, RuleSet, mark_of
from policytext.reading.times.timex import Frame, Time, time_of
from policytext.records import maker
from policytext.span import Span, covered, thin

new_deadline = maker(Deadline)

BINDING = {"task", "goal"}
BEARING = {*BINDING, "heading", "responsibility"}
"""Labels of text units in which a deadline can stand."""
CELLS = ("deadline", "time")
"""Columns of a table of duties in which deadlines stand."""
LONGEST_NAME = 200
"""How far back an opening 《 or “ is looked for: no name is longer, and a line of a million characters stays cheap."""
STAGE = re.compile("阶段|步骤|步[：:（]|时限|时间|进度|期限")
LIMIT_LABEL = re.compile("(?:时限|期限|时间|节点|进度)(?:要求)?[：:为]?[^，；。]{0,12}$")
CLAUSE_END = re.compile("[，。；！？：\n]")
TO_CLAUSE_START = re.compile("(?s:.*)[，。；！？：、\n（）]")
"""Everything up to the last mark: the engine takes all at once and steps back."""
PREPOSITION = re.compile("自(?![治然主查检己愿])|从(?![业事])|在(?![线校建册])|于(?!是)|至|按照?|(?:期限|时[间限])为")
MODAL = re.compile("应当?(?![急用对届])|须|(?<![申邀])请|要(?![求素点])|可(?!能)")
EVENT = re.compile("(?:之[日时]|当日|次日)?(?:起|后|以后|之后|(?<=[满束始期工展开])前)，?$")
EVENT_END = frozenset("起后前，")
NOUN_AHEAD = re.compile("[^，。；、]{0,8}(?:制度|机制|报表)")
LONGEST_EVENT, SHORTEST_EVENT = 40, 2
"""Characters of an event."""
OPEN = re.compile(
    "前$|^[\\d.．、 ]|冲锋|勇往|走在|排在|名列|位居|没有|尚未|疫情|^用于|之$|本(?:通知|意见|公告|方案|办法|规定|细则)"
)
"""Words that show that it is no event, none that is sure to come, or that of the document itself."""
REACHED = re.compile("，?(?:将|要)?达到")
"""Words after a bare year that make it the end by which a level is reached."""
VAGUE = re.compile("[当同次翌]年度?|[本今]年度")


@lru_cache(maxsize=1)
def families() -> tuple[tuple[Rule, ...], dict[str, tuple[Rule, ...]]]:
    """The rules that find expressions, and those that describe the words beside one, by side."""
    own = [r for r in RuleSet.default().family("deadlines") if r.pattern is not None]
    beside = {s: tuple(r for r in own if r.value.get("side") == s) for s in ("before", "after", "limit")}
    return tuple(r for r in own if "reads" in r.value), beside


@lru_cache(maxsize=4)
def finding(index: CueIndex) -> tuple[int, tuple[tuple[int, Rule], ...]]:
    """The bits of all rules that find expressions, and these with the bit of each."""
    found = tuple((index.bits[r.id], r) for r in families()[0])
    return sum(bit for bit, _ in found), found


def expressions(passage: Passage, cues: UnitCues) -> Iterator[Mark]:
    """The time expressions in text units that can have a deadline; none runs over the end of its text unit."""
    text, cells, flags = passage.text, passage.cells, cues.flags
    mask, rules = finding(cues.index)
    for k, unit in enumerate(passage.units):
        flagged = flags[k] & mask
        if flagged and (unit.label in BEARING or k in cells):
            for bit, rule in rules:
                if flagged & bit:
                    for m in rule.regex.finditer(text, unit.start, unit.end):
                        yield mark_of((*m.span(), rule, m))


@dataclass(slots=True)
class Reading:
    """What the finds of one text are judged against, and the years already named, by text unit and section."""

    passage: Passage
    sections: Sequence[Section]
    issued: dt.date | None
    cited: Sequence[Span]
    beside: dict[str, tuple[Rule, ...]]
    opened: dict[int, int] = field(default_factory=dict)
    years: dict[tuple[str, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.opened = {s.sentence: k for k, s in enumerate(self.sections)}

    def beside_one(self, side: str, start: int, end: int) -> bool:
        """Whether a rule for that side describes the words right before `start` or right after `end`."""
        text = self.passage.text
        low = max(0, start - 10)
        for r in self.beside[side]:
            if r.regex.match(text, end) if side == "after" else r.before(text, start, low) is not None:
                return True
        return False

    def year(self, unit: int) -> int | None:
        """The year against which an omitted one in this text unit is read: that of its sentence, else of its stage."""
        year = self.years.get(("unit", unit))
        section = self.passage.units[unit].section
        while year is None and section is not None and 0 <= section < len(self.sections):
            year = self.years.get(("section", section))
            section = self.sections[section].parent
        return year


@lru_cache(maxsize=4096)
def said(rule: Rule, groups: tuple[str | None, ...], issued: dt.date | None, year: int | None, limit: bool) -> Time:
    """The time that the groups of an expression give; kept, since a document says the same times again and again."""
    parts = {name: groups[k - 1] for name, k in rule.regex.groupindex.items()}
    return time_of(rule.value["reads"], parts, Frame(issued=issued, year=year), limit=limit)


def read_deadlines(
    passage: Passage,
    sections: Sequence[Section],
    issued: dt.date | None,
    citations: tuple[Citation, ...],
    cues: UnitCues | None = None,
) -> tuple[tuple[Deadline, ...], tuple[Problem, ...]]:
    """The deadlines of a text and what could not be read of them.

    Args:
        passage: the text with its labelled units.
        sections: the outline; a stage heading's period governs the tasks of its section.
        issued: the issue date (成文日期), against which an omitted year is resolved.
        citations: what is cited, inside which nothing is a deadline.
        cues: what the index of cues found in the text; it is looked through where nobody did so before.
    """
    cues = cues or UnitCues.of(passage, RuleSet.default())
    reading = Reading(passage, sections, issued, sorted(c.span for c in citations), families()[1])
    deadlines: list[Deadline] = []
    problems: list[Problem] = []
    marks = [*expressions(passage, cues), *short_dates(passage)]
    for mark in thin(marks, PLACE):
        if (unit := home(reading, mark)) is None or named(reading, mark, unit):
            continue
        limit = ends(passage, unit) or reading.beside_one("limit", mark.start, mark.end)
        limit = limit or (mark.match[0].endswith("年") and REACHED.match(passage.text, mark.end) is not None)
        time = said(mark.rule, mark.match.groups(), reading.issued, reading.year(unit), limit)
        note_year(reading, time, unit)
        if not binds(reading, mark, time, unit):
            continue
        found = deadline(reading, mark, time, unit)
        deadlines.append(found)
        problems.extend(trouble(time, found))
    return tuple(deadlines), tuple(problems)


def short_dates(passage: Passage) -> Iterator[Mark]:
    """Dates such as 2023.6 and 2023-06-30, which only columns of deadlines write so."""
    rule = RuleSet.default().by_id["grids.date"]
    for k, cell in passage.cells.items():
        if cell.column in CELLS:
            for m in rule.regex.finditer(passage.text, passage.units[k].start, passage.units[k].end):
                yield mark_of((*m.span(), rule, m))


def ends(passage: Passage, unit: int) -> bool:
    """Whether a text unit stands in a column of limits (完成时限), where 2023年12月 is the time by which it is done."""
    cell = passage.cells.get(unit)
    return cell is not None and cell.column == "deadline"


def home(reading: Reading, mark: Mark) -> int | None:
    """The text unit that holds a find, where one of its label can have a deadline at all."""
    passage = reading.passage
    if not passage.units:
        return None
    k = passage.unit_at(mark.start)
    unit = passage.units[k]
    if not unit.start <= mark.start < unit.end:
        return None
    if unit.label in BINDING:
        return k
    if k in passage.cells:
        return k if passage.cells[k].column in CELLS else None
    before = passage.text[unit.start : mark.start]
    if unit.label == "heading" and k in reading.opened:
        bracketed = before.rstrip(" ").endswith(("（", "："))
        return k if bracketed or STAGE.search(passage.text, unit.start, unit.end) else None
    return k if unit.label == "responsibility" and LIMIT_LABEL.search(before) else None


def named(reading: Reading, mark: Mark, unit: int) -> bool:
    """Whether a find stands in a citation, a title or a quoted name, which is no time for anything."""
    text, begin = reading.passage.text, max(reading.passage.units[unit].start, mark.start - LONGEST_NAME)
    if inside(text, begin, mark.start, ("《》", "“”")):
        return True
    return covered(reading.cited, reading.passage.view.span(mark.start, mark.end))


def note_year(reading: Reading, time: Time, unit: int) -> None:
    """Keep the year for the expressions that follow in the sentence, and in the section that a heading opens."""
    if time.year is None:
        return
    reading.years["unit", unit] = time.year
    if reading.passage.units[unit].label == "heading" and unit in reading.opened:
        first = time.earliest or time.latest
        reading.years["section", reading.opened[unit]] = first.year if first else time.year


def binds(reading: Reading, mark: Mark, time: Time, unit: int) -> bool:
    """Whether a find is a time to act in, not a look back, a comparison, an attribute, a rate or a condition."""
    text = reading.passage.text
    if reading.passage.units[unit].label == "heading":
        return True
    if unit in reading.passage.cells:
        return not VAGUE.fullmatch(mark.match[0])
    reads = mark.rule.value["reads"]
    if mark.match[0].endswith("以来") or past(time, reading.issued) or VAGUE.fullmatch(mark.match[0]):
        return False
    if reading.beside_one("before", mark.start, mark.end) and mark.rule.id != "deadlines.ahead":
        return False
    if conditional(text, mark.end):
        return False
    if mark.rule.id == "deadlines.by_turn":
        return NOUN_AHEAD.match(text, mark.end) is None
    if reads == "event":
        return event_of(text, mark, reading.passage.units[unit].start) is not None
    if reads == "within" and event_start(text, mark.start, reading.passage.units[unit].start) < mark.start:
        return True
    return reads in ("every", "next") or not reading.beside_one("after", mark.start, mark.end)


def past(time: Time, issued: dt.date | None) -> bool:
    """Whether the time was over when the document was issued.

    A beginning counts until its year is over, a limit until its month is: documents are dated after they are written.
    """
    if issued is None:
        return False
    if time.latest is not None:
        return time.latest < (issued.replace(day=1) if time.kind == "by" else issued)
    return time.earliest is not None and time.earliest.year < issued.year


def conditional(text: str, end: int) -> bool:
    """Whether the clause ends in 的 or 时: it then says of whom or when the sentence speaks (6月底前未复工的，…)."""
    stop = CLAUSE_END.search(text, end, end + 40)
    if stop is None or stop.start() <= end or stop[0] not in "，：":
        return False
    return text[stop.start() - 1] == "的" or (text[stop.start() - 1] == "时" and text[stop.start() - 2] != "小")


def event_start(text: str, start: int, low: int) -> int:
    """Where the event begins that a limit counts from (收到申请之日起, 印发后), or `start` where there is none."""
    low = max(low, start - 40)
    before = text[low:start]
    if before[-1:] not in EVENT_END or not (end := EVENT.search(before)) or end.start() == 0:
        return start
    marked = TO_CLAUSE_START.match(before, 0, end.start() - 1)
    cut = marked.end() if marked else 0
    for cutting in (MODAL, PREPOSITION):
        cut = max((m.end() for m in cutting.finditer(before, cut) if m.end() < end.start()), default=cut)
    return low + cut


def event_of(text: str, mark: Mark, low: int) -> int | None:
    """Where the event begins that ends in 前 or 之日起, behind a preposition or with its clause; `None` for none."""
    low = max(low, mark.start - LONGEST_EVENT)
    before = text[low : mark.start]
    marked = TO_CLAUSE_START.match(before)
    cut = marked.end() if marked else 0
    led = max((m.end() for m in PREPOSITION.finditer(before, cut) if m.end() < len(before)), default=cut)
    if led == cut and (mark.match[0] != "前" or (low + cut > low and before[cut - 1] not in "，。；：\n")):
        return None
    start = led if led > cut else max((m.end() for m in MODAL.finditer(before, cut)), default=cut)
    event = before[start:]
    return low + start if len(event) >= SHORTEST_EVENT and not OPEN.search(event) else None


def deadline(reading: Reading, mark: Mark, time: Time, unit: int) -> Deadline:
    """The record of a find: it governs its sentence, or the tasks of its section, item or row."""
    passage = reading.passage
    start, rule = mark.start, mark.rule.id
    if mark.rule.value["reads"] == "within":
        start = event_start(passage.text, start, passage.units[unit].start)
        rule = "deadlines.from_event" if start < mark.start else rule
    scope: Scope = "sentence"
    governs: tuple[int, ...] = (unit,)
    if mark.rule.value["reads"] == "event":
        start = event_of(passage.text, mark, passage.units[unit].start) or start
    label = passage.units[unit].label
    if label == "heading":
        scope, governs = "section", tasks_of(reading, reading.opened[unit])
    elif unit in passage.cells:
        scope, governs = "row", passage.cells[unit].governs
    elif label == "responsibility":
        scope, governs = "item", tasks_of(reading, passage.units[unit].section)
    span, words = passage.view.piece(start, mark.end)
    return new_deadline(
        span=span,
        text=words,
        kind=time.kind,
        earliest=time.earliest,
        latest=time.latest,
        recurs=time.recurs,
        scope=scope,
        sentence=unit,
        governs=governs,
        rule=rule,
    )


def tasks_of(reading: Reading, section: int | None) -> tuple[int, ...]:
    """The task and goal text units inside a section."""
    if section is None or not 0 <= section < len(reading.sections):
        return ()
    found = []
    units, span = reading.passage.units, reading.sections[section].span
    for k in range(max(0, reading.sections[section].sentence), len(units)):
        at = reading.passage.view.origin(units[k].start)
        if at >= span.end:
            break
        if at >= span.start and units[k].label in BINDING:
            found.append(k)
    return tuple(found)


def trouble(time: Time, found: Deadline) -> list[Problem]:
    """What to report of a time that could not be resolved."""
    if time.damaged:
        message, action = f"{found.text!r} is no date (时限日期有误)", "Check the digits in the source."
        return [Problem(code="deadline.damaged", message=message, action=action, span=found.span)]
    if time.unanchored:
        message = f"{found.text!r} names no year and the document has no issue date (时限无年份)"
        action = "Give the issue date (成文日期) in metadata.csv."
        return [Problem(code="deadline.no_year", message=message, action=action, span=found.span)]
    return []
