"""Deadlines (时限): the time expressions that bind the doing of something, resolved against the issue date.

Expressions are found by the rules of data/rules/deadlines.toml over the whole text and read by `timex`; what is decided
here is which of them bind: those in tasks, goals and stage headings that are no background, name, or condition.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from policytext.model import Citation, Deadline, Problem
from policytext.reading.beside import Beside
from policytext.reading.branches import openers, unrepeated
from policytext.reading.cues import CueIndex, UnitCues
from policytext.reading.duty_words import MAY, SHALL
from policytext.reading.labels.rule_ids import TIMED
from policytext.reading.passage import Passage
from policytext.reading.reach import Reach
from policytext.reading.rules import PLACE, Mark, Rule, RuleSet, mark_of
from policytext.reading.times.timex import Frame, Time, time_of
from policytext.records import maker
from policytext.span import Span, Taken, thin

new_deadline = maker(Deadline)

BINDING = {"task", "goal"}
BEARING = {*BINDING, "heading", "responsibility"}
"""Labels of text units in which a deadline can stand."""
COUNTED = ("within", "event")
"""How rules read that find times counted from an event."""
UNBOUND = ("deadlines.ahead", "deadlines.once_in")
"""Rules of times that no words before them take away."""
CELLS = ("deadline", "time")
"""Columns of a table of duties in which deadlines stand."""
NAMES = ("《", "》"), ("“", "”")
"""What encloses titles and quoted phrases."""
STAGE = re.compile("阶段|步骤|步[：:（]|时限|时间|进度|期限")
LIMIT_LABEL = re.compile("(?:时限|期限|时间|节点|日期|进度)(?:要求)?[：:为]?[^，；。]{0,12}$")
MEMBER = re.compile("(?:^|[，；（〔])(?:力争|确保|争取|[于到自从在])?$")
ALONE = re.compile("[^，；。（）、]{0,16}+(?<![部委局厅办院会府组班])(?<!负责|配合|参与|牵头)(?:[、）〕。；，]|$)")
"""Before and behind a time that is a member of a list of those responsible (责任单位：县应急局，9月底前完成)."""
ATTRIBUTE = re.compile("以[来前后]|之[前后]|[^，。；！？：\n]{0,10}的")
"""Behind a past day or month that only says what is dealt with."""
CONDITION = re.compile("[^，。；！？：\n]{1,39}+[，：](?<=[的时].)(?<![小及按准同适]时.)")
"""A clause that ends in 的 or 时: it says of whom or when the sentence speaks (6月底前未复工的，…)."""
TO_CLAUSE_START = re.compile("(?s:.*)(?:[，。；！？：、\n（）]|条 )")
"""Everything up to the last mark: the engine takes all at once and steps back."""
PREPOSITION = re.compile(
    "自(?![治然主查检己愿行身来动我觉])|从(?![业事])|在(?![线校建册职岗编])|于(?<![属对由等]于)(?<!(?<!机)关于)(?!是)|至(?![少今])|按照?|(?:期限|时[间限])为"
)
MODAL = re.compile(f"{SHALL}|(?<![申邀提])请|{MAY}")
EVENT = re.compile("(?:之[日时]|当日|次日)?(?:起|后|以后|之后|(?<=[满束始期工展开])前)，?$")
COUNTED_FROM = re.compile(
    "(?<=[部局委厅办处院会门关构位府心司所站队镇乡校村])(?:[接收]到|接[报警]|受理|[初复]?审[核查]|公示|核[查实])|每(?=[次年月季周学半])"
)
"""Behind the body that is told: 县民政局接到举报之日起5日内核实, 各镇每季度结束后10日内报送."""
EVENT_END = frozenset("起后前，")
NOUN_AHEAD = re.compile("[^，。；、]{0,8}(?:制度|机制|报表)|[^，。；、]{2,4}的|或者?按")
"""按月申报的纳税人: what is done so often only says who or what is meant."""
RATE = re.compile(r"[0-9][0-9.]*[百千万]?元")
RATED = re.compile("(?:每[^，。；、每]{1,5}|[按为准]|按照|[超不]过)$")
"""Before a recurring time and behind it: so much for each, or a standard of so much (每人每月500元)."""
LONGEST_EVENT = 40
"""Characters of an event."""
OPEN = re.compile(
    "前$|^[\\d.．、 ]|冲锋|勇往|走在|排在|名列|位居|没有|尚未|疫情|^用于|之$|本(?:通知|意见|公告|方案|办法|规定|细则)"
)
"""Words that show that it is no event, none that is sure to come, or that of the document itself."""
REACHED = re.compile("，?(?:将|要)?达到")
"""Words after a bare year that make it the end by which a level is reached."""
YEAR_OF_TITLE = re.compile("(?<![0-9—–~～-])(?<![至到])((?:19|20)[0-9]{2})年(?![至到—–~～-])")
"""Not those of a range (2021—2025年)."""
READ_AS = "{}; read as {}, the only one that title or limits name"
LISTED_YEARS = re.compile("(?:(?:[0-9]{4}|[今明本])年度?[、和及与])+$")
"""Years of a list before its last one."""
BEFORE_YEAR = frozenset(
    "，。；：、．.）)”】—… \n在于自从要应须拟可并中局委厅部府院会门区市县镇乡街校位业司所站地各团队室"
)
"""With these ends what stands before a bare year that says when; behind a verb or a noun it belongs to what follows."""
PLANNED = ("扩大", "确保", "建议", "力争", "保证", "计划", "争取")
TASKS_OF = re.compile("[^，。；]{0,12}(?:任务|目标|指标)[^，。；]{0,4}(?:完成|实现|落实)")
"""Behind 确保 and the year: 确保今年各项任务圆满完成."""
EACH = ("分别", "各", "每年")
"""Behind years in a row: in each of them."""
OF_USE = ("用于", "对于", "属于", "关于")
VAGUE = re.compile("[当同次翌]年度?")
LONGEST_VAGUE = 3
YEARS = ("deadlines.year", "deadlines.this_year")
DEALT_WITH = ("做好", "抓好", "调整", "优化", "总结", "开展", "组织实施", "通报", "公布", "统计", "分析", "报送")
"""Before a quarter or half of a year these tell which one is meant (做好一季度保供工作)."""
LONGEST_YEAR = 6
EVENT_NAMED = re.compile("[一-鿿]{0,4}?(?:冬?残?奥[运会]|亚[运冬]|[全大军]运会|世[博园]|进博会|博览会|服贸会)")
"""Behind a bare year: the name of an event that it belongs to (2022年北京冬奥会)."""
DONE_BEFORE = re.compile("[^，。；]{1,10}已经?[^，。；]{1,12}的")
"""Behind a limit: what was done before it is meant (2015年底前原登记机构已经受理的业务)."""
FROM_NOW = "deadlines.from_now"
"""The rule for the words before the end of a period that begins on the issue date."""
YEARLY = "FREQ=YEARLY"
LISTING = frozenset("、和及与")
"""What parts the days of a list."""
REACH = 10
"""How far before a time the words are looked for that make it an end or take it away."""


Looker = Callable[[str, int], re.Match[str] | None]
Finder = Callable[[str, int, int], Iterator[re.Match[str]]]


@dataclass(frozen=True, slots=True)
class Words:
    """The rules of deadlines, ready for use."""

    finding: tuple[Rule, ...]
    """Those that find expressions."""
    beside: Beside
    """Those for the words before one, by id."""
    limits: tuple[Rule, ...]
    """Of these, those that make a date an end."""
    backward: tuple[Rule, ...]
    """Of these, those that take a time away."""
    after: Looker
    """Looks behind a time for words that take it away."""
    openers: frozenset[str]
    """With these such words begin."""


@lru_cache(maxsize=1)
def words() -> Words:
    """The library's rules of deadlines."""
    own = [r for r in RuleSet.default().family("deadlines") if r.pattern is not None]
    side = {s: tuple(r for r in own if r.value.get("side") == s) for s in ("before", "after", "limit", "from_now")}
    return Words(
        finding=tuple(r for r in own if "reads" in r.value),
        beside=Beside({r.id: r for r in side["before"] + side["limit"] + side["from_now"]}),
        limits=side["limit"],
        backward=side["before"],
        after=re.compile(unrepeated("|".join(r.written() for r in side["after"]))).match,
        openers=frozenset().union(*(openers(r.written()) or () for r in side["after"])),
    )


@lru_cache(maxsize=4)
def finding(index: CueIndex) -> int:
    """The bits of all rules that find expressions."""
    return sum(index.bits[r.id] for r in words().finding)


@lru_cache(maxsize=1024)
def finders(index: CueIndex, flagged: int) -> tuple[tuple[Rule, Finder], ...]:
    """The rules that find expressions where their bits are flagged."""
    return tuple((r, r.regex.finditer) for r in words().finding if flagged & index.bits[r.id])


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


@dataclass(slots=True)
class Reading:
    """What the finds of one text are judged against, and the years already named, by section."""

    reach: Reach
    issued: dt.date | None
    words: Words
    years: dict[int, int] = field(default_factory=dict)

    @property
    def passage(self) -> Passage:
        """The text with its labelled units."""
        return self.reach.passage

    def year(self, unit: int) -> int | None:
        """The year of the stage: against it an omitted one is read where the sentence names none before."""
        section, sections = self.passage.units[unit].section, self.reach.sections
        while section is not None and 0 <= section < len(sections):
            if (year := self.years.get(section)) is not None:
                return year
            section = sections[section].parent
        return None


@lru_cache(maxsize=4096)
def said(rule: Rule, groups: tuple[str | None, ...], issued: dt.date | None, year: int | None, limit: bool) -> Time:
    """The time that the groups of an expression give; kept, since a document says the same times again and again."""
    parts = {name: groups[k - 1] for name, k in rule.regex.groupindex.items()}
    return time_of(rule.value["reads"], parts, Frame(issued=issued, year=year), limit=limit)


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
        title: the title of the document, whose year holds where there is no issue date.
    """
    cues = cues or UnitCues.of(reach.passage, RuleSet.default())
    deadlines, problems = read_all(reach, issued, citations, cues, None)
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
    reach: Reach, issued: dt.date | None, citations: tuple[Citation, ...], cues: UnitCues, year: int | None
) -> tuple[tuple[Deadline, ...], tuple[Problem, ...]]:
    """The deadlines of a text, read against an issue date or else a year."""
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
            if not (binding or at_home(reading, mark, unit)) or passage.hides(cited, NAMES, low, *mark[:2]):
                continue
            sides = ending(text, mark.start, REACH)
            limit = limited(reading, mark, unit, sides)
            time = said(mark.rule, mark.match.groups(), issued, year, limit)
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
                if deadlines and deadlines[-1].span.start == found.span.start:
                    found = replace(found, recurs=deadlines.pop().recurs)  # 每季度结束后10日内
                elif deadlines and found.recurs and deadlines[-1].span.end == found.span.start:
                    found = within_year(deadlines, found, passage.view.source)
                if text[mark.start - 1] in LISTING and deadlines:
                    share_limit(deadlines, found)
                    found = join_years(deadlines, found, passage.view.source)
                deadlines.append(found)
                if time.damaged or time.unanchored:
                    problems.append(trouble(time, found))
    return tuple(deadlines), tuple(problems)


def carries(text: str, mark: Mark, time: Time, issued: dt.date | None) -> bool:
    """Whether a time that binds nothing gives its year to the ones behind it that leave theirs out.

    A past year says what is dealt with (总结2023年工作); a past day or month that an act follows tells
    what goes on (2023年3月启动，5月完成).
    """
    if issued is None or time.year is None or time.year >= issued.year:
        return True
    return "月" in mark.match[0] and ATTRIBUTE.match(text, mark.end) is None


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


def at_home(reading: Reading, mark: Mark, unit: int) -> bool:
    """Whether a find can be a deadline in a text unit that is neither task nor goal."""
    passage = reading.passage
    piece = passage.units[unit]
    if unit in passage.cells:
        return passage.cells[unit].column in CELLS
    before = passage.text[piece.start : mark.start]
    if piece.label == "heading" and unit in reading.reach.opened:
        bracketed = before.rstrip(" ").endswith(("（", "："))
        return bracketed or STAGE.search(passage.text, piece.start, piece.end) is not None
    if piece.rule in TIMED:
        return True
    if piece.label != "responsibility":
        return False
    alone = MEMBER.search(before) is not None and ALONE.match(passage.text, mark.end, piece.end) is not None
    return alone or LIMIT_LABEL.search(before) is not None


def limited(reading: Reading, mark: Mark, unit: int, sides: frozenset[str]) -> bool:
    """Whether what stands beside a time makes it an end: its column (完成时限), words before it, or a level reached."""
    text, cells, end = reading.passage.text, reading.passage.cells, mark.end
    if cells and unit in cells and cells[unit].column == "deadline":
        return True
    if sides and stands_before(text, mark.start, reading.words.limits, sides):
        return True
    return text[end - 1] == "年" and REACHED.match(text, end) is not None


def stands_before(text: str, start: int, rules: tuple[Rule, ...], sides: frozenset[str]) -> bool:
    """Whether one of the rules describes the words right before `start`; `sides` has the ids of those that can."""
    low = start - REACH if start > REACH else 0
    for r in rules:  # noqa: SIM110 - a generator costs twice as much
        if r.id in sides and r.before(text, start, low) is not None:
            return True
    return False


def note_year(reading: Reading, time: Time, unit: int) -> None:
    """Keep the year that a heading names for the section that it opens."""
    if unit in reading.reach.opened:
        first = time.earliest or time.latest
        reading.years[reading.reach.opened[unit]] = first.year if first else time.year or 0


def binds(reading: Reading, mark: Mark, time: Time, unit: int, sides: frozenset[str], start: int | None) -> bool:
    """Whether a find is a time to act in, not a look back, a comparison, an attribute, a rate or a condition."""
    text, end = reading.passage.text, mark.end
    if reading.passage.units[unit].label == "heading":
        return True
    vague = end - mark.start <= LONGEST_VAGUE and VAGUE.fullmatch(text, mark.start, end) is not None
    if unit in reading.passage.cells:
        return not vague
    if vague or text.startswith("以来", end - 2) or past(time, reading.issued):
        return False
    rule = mark.rule.id
    if sides and rule not in UNBOUND and stands_before(text, mark.start, reading.words.backward, sides):
        return False
    if (
        CONDITION.match(text, end)
        or tied(text, mark, time)
        or (text[end : end + 1].isdigit() and rate(text, mark.start, end))
    ):
        return False
    if rule == "deadlines.by_turn":
        return NOUN_AHEAD.match(text, end) is None
    reads = mark.rule.value["reads"]
    if reads == "event":
        return start is not None
    bare_next = reads == "next" and text[end - 1] != "前"
    if reads in ("every", "once") or bare_next or (reads == "within" and start != mark.start):
        return text[end : end + 1] != "的" or end - mark.start > LONGEST_VAGUE  # 每季度的进度
    return text[end : end + 1] not in reading.words.openers or reading.words.after(text, end) is None


def rate(text: str, start: int, end: int) -> bool:
    """Whether a recurring time is part of a rate, told by what stands before and behind it (每人每月500元).

    What is paid by the year is paid each year: 每户每年60元 recurs.
    """
    return (
        text[end - 1] != "年"
        and RATE.match(text, end) is not None
        and RATED.search(text, max(0, start - REACH), start) is not None
    )


def tied(text: str, mark: Mark, time: Time) -> bool:
    """Whether a year belongs to the name of a thing or an event, or a limit to what had been done by then."""
    end = mark.end
    if text[end - 1] in "年度":
        named = mark.rule.id in YEARS and end - mark.start <= LONGEST_YEAR and time.kind == "on"
        if mark.rule.id == "deadlines.part":
            return text.endswith(DEALT_WITH, 0, mark.start)
        return EVENT_NAMED.match(text, end) is not None or (named and of_thing(text, mark.start, end))
    return text[end - 1] == "前" and text.find("已", end, end + 11) > 0 and DONE_BEFORE.match(text, end) is not None


def of_thing(text: str, start: int, end: int) -> bool:
    """Whether a bare year tells which thing is meant, by what stands beside it (制定2022年实施方案)."""
    before = text[max(0, start - 4 * REACH) : start]
    before = before[: m.start()] if before[-1:] in LISTING and (m := LISTED_YEARS.search(before)) else before
    if before[-1:] in BEFORE_YEAR:
        return before.endswith(OF_USE)
    return before != "" and (not before.endswith(PLANNED) or TASKS_OF.match(text, end) is not None)


def past(time: Time, issued: dt.date | None) -> bool:
    """Whether the time was over when the document was issued.

    A beginning counts until its year is over, a limit until the month after it is: documents are dated after they are
    written.
    """
    if issued is None:
        return False
    if time.latest is not None:
        month_before = (issued.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
        return time.latest < issued and (time.kind != "by" or time.latest < month_before)
    return time.earliest is not None and time.earliest.year < issued.year


def start_of(passage: Passage, mark: Mark, unit: int) -> int | None:
    """Where a time that counts from an event begins, with the event; `None` where it must have one and has none."""
    reads = mark.rule.value["reads"]
    low = passage.units[unit].start
    return event_start(passage.text, mark.start, low) if reads == "within" else event_of(passage.text, mark, low)


def from_now(reading: Reading, mark: Mark, time: Time, unit: int) -> tuple[Time, int]:
    """The period from the issue date to a time (即日起至5月31日), and where it begins; else the time as it was."""
    low = max(reading.passage.units[unit].start, mark.start - LONGEST_EVENT)
    start = RuleSet.default().by_id[FROM_NOW].before(reading.passage.text, mark.start, low)
    if start is None:
        return time, mark.start
    issued = reading.issued
    known = issued is not None and time.latest is not None and issued <= time.latest
    return replace(time, kind="period", earliest=issued if known else None), start


def event_start(text: str, start: int, low: int) -> int:
    """Where the event begins that a limit counts from (收到申请之日起, 印发后), or `start` where there is none."""
    if start == low or text[start - 1] not in EVENT_END:
        return start
    low = max(low, start - LONGEST_EVENT)
    before = text[low:start]
    if not (end := EVENT.search(before)) or end.start() == 0:
        return start
    marked = TO_CLAUSE_START.match(before, 0, end.start() - 1)
    clause = cut = marked.end() if marked else 0
    for cutting in (MODAL, PREPOSITION):
        cut = max((m.end() for m in cutting.finditer(before, cut) if m.end() < end.start()), default=cut)
    if cut == clause and before[cut] not in "经由待" and (counted := COUNTED_FROM.search(before, cut, end.start())):
        cut = counted.start()
    return low + cut


def event_of(text: str, mark: Mark, low: int) -> int | None:
    """Where the event begins that ends in 前 or 之日起, behind a preposition or with its clause; `None` for none."""
    low = max(low, mark.start - LONGEST_EVENT)
    before = text[low : mark.start]
    marked = TO_CLAUSE_START.match(before)
    cut = marked.end() if marked else 0
    led = max((m.end() for m in PREPOSITION.finditer(before, cut) if m.end() < len(before)), default=cut)
    led_in = led > cut or mark.rule.value.get("firm")
    if not led_in and (mark.match[0] != "前" or (low + cut > low and before[cut - 1] not in "，。；：\n")):
        return None
    start = led if led > cut else max((m.end() for m in MODAL.finditer(before, cut)), default=cut)
    if start == cut and (counted := COUNTED_FROM.search(before, cut)):
        start = counted.start()
    event = before[start:]
    return low + start if event and not OPEN.search(event) else None


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
