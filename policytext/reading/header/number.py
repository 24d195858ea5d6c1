"""Document numbers (发文字号): found in running text whatever brackets a copy prints, and written in one form.

The body of a number, 〔2020〕6号, can be searched fast; its prefix, 国办发, is a run of letters without an edge of its
own, so it is cut off from the words before it by what stands there: punctuation, a verb (根据), the title or the
name of the agency (…办公厅国办发〔2020〕6号).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from policytext.reading.rules import RuleSet
from policytext.reading.text.fold import fold

FIRST_YEAR, LAST_YEAR = 1949, 2049
"""Years that a number of the People's Republic can bear; another year is a damaged digit."""

PREFIX_BACKWARDS = re.compile(r" {0,2}([一-鿿A-Za-z·]{1,40})")
"""Letters that run up to the opening bracket, read backwards from it."""
LONGEST_RUN = 42

SPACED_PREFIX = re.compile(r"(?:^|\n) *((?:[一-鿿] {1,2}){1,12}[一-鿿]?) *$")
"""A prefix spread over the line with blanks (国 办 发 〔2020〕), at the head of a line only."""

GENRES = "通知|意见|批复|通报|决定|决议|报告|请示|公告|通告|办法|方案|规划|计划|纲要|细则|规定|答复|复函|条例"
GENRES += "|措施|要点|规则|制度"
LEAD_IN = re.compile(
    r".*(?:根据|按照|依据|依照|遵照|参照|贯彻|落实|执行|学习|宣传|解读|传达|对照|结合|符合|违反|遵守|修[改订]|印发了?"
    r"|下发|转发|以及|文件|废止|参见|详见|收悉|文号|字号|编号|号"
    rf"|的(?:{GENRES}|函)|.{{4}}(?:{GENRES})|[的见按])(?=[一-鿿A-Za-z]{{2}})"
)
"""Words that end before a number begins; what they belong to is a sentence or a title."""

AGENCY = re.compile(r".*(?:政府|办公厅|办公室|委员会|管委会|[一-鿿]{3}[厅局部委院办处])(?=[一-鿿]{3})")
"""An agency written out before its number, tried only where the run is too long for a prefix."""

CONNECTIVES = re.compile(
    r"^(?!和平|和田|和县|和顺|和龙|和硕|和静|和林|和布|和政(?=[政县])|经开|经信|同江|同心|同德|同仁|同安|将乐"
    r"|即墨)[和与及以经由按据见系将对在即同](?=[一-鿿]{3})"
)
"""One-letter words at the head of a run, where they are not the first letter of a place."""
POINTS_TO = re.compile("^(?:[见按据把]|将(?![乐政府办委]))(?=[一-鿿]{3})")
"""The words of these that can open a line or stand first in brackets; any other letter there is that of a place."""

SPACED_GENRE = re.compile(r"(?:批 +复|通 +知|意 +见|决 +定|通 +报|公 +告|的 +函)$")
"""The end of a title spread with blanks, run together with the number below it."""
LONGEST_PREFIX = 9
DAMAGED = "number.damaged"
BRACKETS = str.maketrans("[（【〈<{「]）】〉>}」", "〔〔〔〔〔〔〔〕〕〕〕〕〕〕")
YEAR = re.compile(r"〔(\d{4})〕")


class NumberMark(NamedTuple):
    """A document number in the text: offsets of the view, normalised value, id of the rule."""

    start: int
    end: int
    value: str
    rule: str


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """Both kinds of numbers in one scan; the group tells those that have the year first."""
    rules = RuleSet.default().by_id
    return re.compile(f"{rules['number.body'].regex.pattern}|{rules['number.year_first'].regex.pattern}()")


def normalise_number(text: str) -> str | None:
    """The number in `text` in the form of GB/T 9704: brackets 〔〕, no blanks; `None` where there is none.

    >>> normalise_number("云川办发 [2023] 15 号")
    '云川办发〔2023〕15号'
    """
    found = next(find_numbers(fold(text)), None)
    return found.value if found else None


def plausible(number: str) -> bool:
    """Whether the year of a normalised number can be true; 〔2121〕 is a damaged copy. Without a year: yes."""
    m = YEAR.search(number)
    return m is None or FIRST_YEAR <= int(m[1]) <= LAST_YEAR


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[NumberMark]:
    """Every document number in the folded text, from left to right; a body without a prefix is none."""
    stop = len(text) if end is None else end
    reach = start
    if text.find("号", start, stop) < 0:
        return
    for m in pattern().finditer(text, start, stop):
        if m.lastindex is None:
            at = prefix_start(text, m.start(), max(reach, start))
            if at < m.start():
                yield NumberMark(at, m.end(), written(text[at : m.end()]), "number.body")
                reach = m.end()
        elif not PREFIX_BACKWARDS.match(text[max(0, m.start() - 3) : m.start()][::-1]):
            yield NumberMark(m.start(), m.end(), written(m[0]), "number.year_first")


def prefix_start(text: str, body: int, floor: int = 0) -> int:
    """Where the prefix of the number begins whose opening bracket stands at `body`; `body` itself if there is none."""
    window = max(floor, body - LONGEST_RUN)
    m = PREFIX_BACKWARDS.match(text[window:body][::-1])
    if m is None:
        return body
    run, at = m[1][::-1], body - m.end()
    spaced = SPACED_PREFIX.search(text, window, body) if text[at - 1 : at] == " " else None
    if spaced and spaced.start(1) < at:
        return spaced.start(1)
    if text.find(" ", max(0, at - 4), at + 1) >= 0 and SPACED_GENRE.search(text, max(0, at - 4), at + 1):
        run, at = run[1:], at + 1
    if cut := LEAD_IN.match(run):
        run, at = run[cut.end() :], at + cut.end()
    if len(run) > LONGEST_PREFIX and (cut := AGENCY.match(run)):
        run, at = run[cut.end() :], at + cut.end()
    first = at == 0 or text[at - 1] in "\n（"
    if cut := (POINTS_TO if first else CONNECTIVES).match(run):
        at += cut.end()
    return at


SERIAL = re.compile(r"(?<=〕)(?:第)?0*(?=\d)|(?<=[、，,])0+(?=\d)")
"""What GB/T 9704-2012, 7.2.5, does not want before the running number: 第, and zeros that only fill it up."""
SHORT_YEAR = re.compile(r"〔(\d\d)〕")


@lru_cache(maxsize=1024)
def written(text: str) -> str:
    """The normal form of a known number: 〔〕 around a year in full, no blanks, no 第, no leading zeros."""
    bare = "".join(text.split()).translate(BRACKETS)
    return SHORT_YEAR.sub(full_year, SERIAL.sub("", bare))


def full_year(m: re.Match[str]) -> str:
    """A year of two digits, as before 2000: 〔98〕 is 〔1998〕."""
    return f"〔{19 if int(m[1]) >= FIRST_YEAR % 100 else 20}{m[1]}〕"


def each_number(value: str) -> tuple[str, ...]:
    """The numbers that a number with several running numbers stands for.

    >>> each_number("云政发〔2021〕5、6号")
    ('云政发〔2021〕5号', '云政发〔2021〕6号')
    """
    head, close, serials = value.rpartition("〕")
    if not close or not serials.endswith("号"):
        return (value,)
    return tuple(f"{head}〕{serial}号" for serial in re.split("[、，,]", serials[:-1]))
