"""Which times bind: not a look back, an attribute, a rate, a condition, or the name of a thing."""

import datetime as dt
import re
from dataclasses import dataclass, field

from policytext.reading.labels.rule_ids import TIMED
from policytext.reading.passage import Passage
from policytext.reading.reach import Reach
from policytext.reading.rules import Mark, Rule
from policytext.reading.times.timex import Time
from policytext.reading.times.words import Words

UNBOUND = ("deadlines.ahead", "deadlines.once_in")
"""Rules of times that no words before them take away."""
CELLS = ("deadline", "time")
"""Columns of a table of duties in which deadlines stand."""
STAGE = re.compile("阶段|步骤|步[：:（]|时限|时间|进度|期限")
LIMIT_LABEL = re.compile("(?:时限|期限|时间|节点|日期|进度)(?:要求)?[：:为]?[^，；。]{0,12}$")
MEMBER = re.compile("(?:^|[，；（〔])(?:力争|确保|争取|[于到自从在])?$")
ALONE = re.compile("[^，；。（）、]{0,16}+(?<![部委局厅办院会府组班])(?<!负责|配合|参与|牵头)(?:[、）〕。；，]|$)")
"""Before and behind a time that is a member of a list of those responsible (责任单位：县应急局，9月底前完成)."""
CONDITION = re.compile("[^，。；！？：\n]{1,39}+[，：](?<=[的时].)(?<![小及按准同适]时.)")
"""A clause that ends in 的 or 时: it says of whom or when the sentence speaks (6月底前未复工的，…)."""
NOUN_AHEAD = re.compile("[^，。；、]{0,8}(?:制度|机制|报表)|[^，。；、]{2,4}的|或者?按")
"""按月申报的纳税人: what is done so often only says who or what is meant."""
RATE = re.compile(r"[0-9][0-9.]*[百千万]?元")
RATED = re.compile("(?:每[^，。；、每]{1,5}|[按为准]|按照|[超不]过)$")
"""Before a recurring time and behind it: so much for each, or a standard of so much (每人每月500元)."""
REACHED = re.compile("，?(?:将|要)?达到")
"""Words after a bare year that make it the end by which a level is reached."""
YEAR_RANGE = re.compile("[0-9]{4} {0,2}年?度? {0,2}[至到—–―－~～-]{1,2} {0,2}[0-9]{4} {0,2}年度?")
PAPERS = "(?:规划|纲要|计划|方案|要点|意见|目录|清单|办法|预算|打算)"
PAPER = re.compile(f"{PAPERS}（$")
PAPER_OF = re.compile(f"[^，。；、]{{0,14}}{PAPERS}(?:[，。；、]|$)")
"""Before two bare years in brackets, and behind two: the paper that is about them (编制2024—2026年建设规划)."""
LISTED_YEARS = re.compile("(?:(?:[0-9]{4}|[今明本])年度?[、和及与])+$")
"""Years of a list before its last one."""
BEFORE_YEAR = frozenset(
    "，。；：、．.）)”】—… \n在于自从要应须拟可并中局委厅部府院会门区市县镇乡街校位业司所站地各团队室"
)
"""With these ends what stands before a bare year that says when; behind a verb or a noun it belongs to what follows."""
PLANNED = ("扩大", "确保", "建议", "力争", "保证", "计划", "争取")
TASKS_OF = re.compile("[^，。；]{0,12}(?:任务|目标|指标)[^，。；]{0,4}(?:完成|实现|落实)")
"""Behind 确保 and the year: 确保今年各项任务圆满完成."""
OF_USE = ("用于", "对于", "属于", "关于")
VAGUE = re.compile("[当同次翌]年度?")
LONGEST_VAGUE = 3
YEARS = ("deadlines.year", "deadlines.this_year")
DEALT_WITH = ("做好", "抓好", "调整", "优化", "总结", "开展", "实施", "通报", "公布", "统计", "分析", "研判", "报送")
"""Before a quarter or half of a year these tell which one is meant (做好一季度保供工作)."""
MATTER = re.compile("[^，。；、前内起至]{1,8}(?:情况|形势|数据|结果)(?:[，。；、]|$)")
"""Behind these and a month: what is dealt with is of that month (研判7月初用餐情况)."""
SET_UP = ("确定", "控制", "核定", "限制", "限定", "测算", "评估", "预测")
DAILY = re.compile("[^，。；、每]{1,6}[量数](?:[，。；、]|$)")
"""Before 每日 and behind it: how much a day is asked about, nothing is done each day (控制每日客流量)."""
REPORT_OF = re.compile(
    "(?!完成|开展|组织|做好|形成|提[交出]|报[送告]|通报|公布|建立|编制|制[定订]|汇总|上报|进行|掌握|摸清|查清)"
    "(?:[、和及与]全年)?[^，。；于前]{0,6}(?:"
    "(?:总结|小结|情况|报表|预算|决算|草案|结果|打算|思路|要点)(?=，?(?:及时|分别)?请?[于要应须将]|及时|分别|<<next>>)"
    "|(?<!年)(?<!季度)(?:计划|安排|方案)(?=，?(?:及时|分别)?请?[于要应须将][^，。；]{0,16}?(?:[报提]|送|印发|备案|公布)|<<next>>)"
    ")".replace("<<next>>", "[、和及与](?:[0-9]{4}|[今明])年|[、和及与](?:[上下]半年|第?[一二三四]季度)")
)
"""Behind a year or a part of one: the paper about it (上半年总结于7月5日前报送), not a verb (2025年计划于3月开工)."""
LONGEST_YEAR = 6
EVENT_NAMED = re.compile("[一-鿿]{0,4}?(?:冬?残?奥[运会]|亚[运冬]|[全大军]运会|世[博园]|进博会|博览会|服贸会)")
"""Behind a bare year: the name of an event that it belongs to (2022年北京冬奥会)."""
DONE_BEFORE = re.compile("[^，。；]{1,10}已经?[^，。；]{1,12}的")
"""Behind a limit: what was done before it is meant (2015年底前原登记机构已经受理的业务)."""
LISTING = frozenset("、和及与")
"""What parts the days of a list."""
REACH = 10
"""How far before a time the words are looked for that make it an end or take it away."""


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
    if rule == "deadlines.every" and text.endswith(SET_UP, 0, mark.start) and DAILY.match(text, end):
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
    if mark.rule.id == "deadlines.school_year" and of_thing(text, mark.start, end):
        return True
    if text[end - 1] in "年度":
        if REPORT_OF.match(text, end):
            return True
        if YEAR_RANGE.fullmatch(text, mark.start, end):
            return of_paper(text, mark.start, end)
        named = mark.rule.id in YEARS and end - mark.start <= LONGEST_YEAR and time.kind == "on"
        if mark.rule.id == "deadlines.part":
            return text.endswith(DEALT_WITH, 0, mark.start)
        return EVENT_NAMED.match(text, end) is not None or (named and of_thing(text, mark.start, end))
    if mark.rule.id == "deadlines.month" and MATTER.match(text, end):
        return text.endswith(DEALT_WITH, 0, mark.start)
    return text[end - 1] == "前" and text.find("已", end, end + 11) > 0 and DONE_BEFORE.match(text, end) is not None


def of_paper(text: str, start: int, end: int) -> bool:
    """Whether a year, a part of one or a range of years tells which paper is meant (2025年工作打算于12月报送)."""
    behind = REPORT_OF.match(text, end) or PAPER_OF.match(text, end)
    return behind is not None or PAPER.search(text, max(0, start - REACH), start) is not None


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
