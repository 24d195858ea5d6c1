"""Where sections open: every marker that stands where one can, with its level and heading."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from policytext.reading.numerals import whole
from policytext.reading.outline.headings import clean_heading, describe, heads_step
from policytext.reading.outline.markers import (
    HAN,
    LEVEL,
    LIST_AHEAD,
    MARKER,
    MARKER_START,
    OUTSIDE,
    Opening,
    in_body,
    open_at,
)
from policytext.reading.passage import Passage, TextUnit

OPENS = MARKER_START | {"〔"}
FIRST_INSIDE = re.compile(rf"（一）|一(?<= .)、|1(?<![\d.].)[.、](?!\d)|第(?<=[^\d第].){HAN}{{1,4}}条")
WORDS = "(?:[一-鿿“《Ⅰ-Ⅻ]|[IV]{1,3}级)"
"""What can stand behind such a number: words, also a grade (4.1 Ⅳ级响应)."""
DECIMAL_ITEM = re.compile(
    rf"[\n。；]\s*(?:\d{{1,2}} [一-鿿 ]{{2,16}})?\d{{1,2}}\.\d{{1,2}} {{0,3}}{WORDS}(?!(?<=\d月)[\d底初中上下末份前])"
)
DECIMAL_POINT = re.compile(rf"\.(?<=\d.)\d{{1,2}} {{0,3}}{WORDS}")
"""What each such item has: where there are few, they need not be looked for."""
DECIMAL = re.compile(
    r"(?:(?P<top>\d{1,2})(?P<gap> {0,3})(?P<title>[一-鿿](?:[一-鿿 ]{0,14}[一-鿿])?)(?:$| (?=\d)))?"
    r"(?:(?P<item>\d{1,2}(?:\.\d{1,2}){1,3}) {0,3}(?="
    rf"{WORDS}))?"
)
BEFORE_DIGIT = re.compile(r"(\d{1,2})[.．、](?=\d)")
"""A number, its point and a digit: a decimal, unless the item before has the number before it (2.30个村 below 1.)."""
SPACED = re.compile(rf"(?P<one>{HAN}{{1,3}}) +(?=[一-鿿“])|(?P<three>\d{{1,2}}) +(?=[一-鿿“])")
"""A marker that has blanks in place of its point (一 总体要求)."""
NUMERALS = frozenset("一二三四五六七八九十0123456789")
LEAST_DECIMAL = 3
"""So many items numbered 1.1, 1.2 … make a text one with decimal numbering, as standards and norms have it."""
FIRST_TWO = re.compile(rf"(?m)^ *(\d{{1,2}})\.([12]) {{0,3}}{WORDS}")
"""Or the first two of one chapter, each at the head of a line."""
UNPOINTED = re.compile("[^，。；：]*")
REFERS = ("（", "款", "项", "、", "至", "条")
"""What follows a marker inside of a sentence that refers to it."""
AHEAD_OF_ITEM = re.compile(r"：(?:(?=（1）)| ?(?=一、|（一）))")
PARTS = frozenset("编篇章节")
"""What holds articles."""
BEHIND_PARTS = ("、", "和", "及", "的")
"""第一部分、第二部分分别…: behind these a sentence goes on that only names a part."""
# The heading of a chapter on the line below its marker, or its second half behind wide blanks, up to an article.
BELOW_MARKER = re.compile(rf"([一-鿿、“”]{{1,20}}?) *(?:$|(?=第 ?{HAN}{{1,4}} ?条))")
CUT_OFF = re.compile(rf"([一-鿿]) *(?:$|(?=第 ?{HAN}{{1,4}} ?条))")
RUN_ON = {
    "1": re.compile(r"(?:^|(?<=\n))[一-鿿]{2,10}$"),
    "一": re.compile(r"(?:如下|以下)[^。；：\n]{0,8}$"),
}
"""What the first item has run into: a label (应对措施：（1）), or the words that lead in the list (如下：一、)."""
SECOND_OF = {"（一": "（二", "（1": "（2", "一、": "二、"}
SECOND = re.compile("（二）|（2）|二、")
"""How the item begins that follows each: with it the one ahead of it is the first of a list."""
LONGEST_RUN_ON = 10
LONGEST_SPACED = 30
RUN_IN = 40
"""A heading that another one follows on the same line is at most so long."""


def find_openings(passage: Passage) -> list[Opening]:
    """Every numbered opening, in the order of the text."""
    text, units, ahead = passage.text, passage.units, passage.ahead
    found: list[Opening] = []
    decimal, run_on = is_decimal(text), run_on_markers(passage)
    candidates = [i for i, start in enumerate(passage.starts) if text[start] in OPENS]
    behind = [i for i, at in ahead.items() if text[at] in OPENS]
    for i in sorted({*candidates, *run_on, *behind}) if run_on or behind else candidates:
        unit = units[i]
        if unit.label in OUTSIDE:
            continue
        start, end = ahead.get(i, unit.start), unit.end
        if decimal and (openings := decimal_openings(passage, i, start)):
            found += openings
            continue
        begin, listed = run_on.get(i, start), None
        m = MARKER.match(text, begin, end)
        if text[start] in "（〔" and (m is None or begin > start):
            listed = LIST_AHEAD.match(text, start, end)
            m = MARKER.match(text, listed.end(), end) if listed and begin == start else m
        if begin > start and m is not None and (own := MARKER.match(text, start, begin)) and own.end() < begin:
            found.append(open_at(own, i))  # what a text unit opens before the first item that has run into it
        if m is not None:
            found += opened(passage, i, m, listed=listed is not None)
        elif text[start] in NUMERALS:
            found += before_digit(passage, i, found) or spaced(passage, i, found)
    return found


def opened(passage: Passage, i: int, m: re.Match[str], *, listed: bool) -> list[Opening]:
    """What a marker opens in a text unit, maybe behind a list of those responsible for what is above.

    Its heading can have run together with the marker of a first sub-item, or stand below.
    """
    text, end, body = passage.text, passage.units[i].end, m.end()
    if names_part(passage, i, m) if m.lastgroup == "gap" else body >= end:
        return []
    opening = open_at(m, i)
    found = [opening]
    if (inner := run_in(text, body, end, opening.kind in PARTS)) is not None:
        nested = open_at(inner, i)
        if nested.kind != opening.kind and (nested.kind != "条" or opening.kind in PARTS):
            opening.heading, opening.rule = clean_heading(text[opening.body : inner.start()]), "outline.run-in"
            opening = nested
            opening.words = 0 if listed else opening.body
            found.append(opening)
    describe(passage, opening)
    if listed:
        opening.whole_unit, opening.words = False, 0
    if end - body < 2 and opening.kind in PARTS:
        found += mend_chapter(text, opening, passage.units, i + 1)
    return found


def before_digit(passage: Passage, i: int, found: list[Opening]) -> tuple[Opening, ...]:
    """The item that a paragraph opens before a digit (2.30个村…), told by the number of the one before."""
    start = passage.units[i].start
    if i == 0 or passage.goes_on(i - 1) or (m := BEFORE_DIGIT.match(passage.text, start)) is None:
        return ()
    before = next((o for o in reversed(found) if o.level <= LEVEL["three"]), None)
    number = int(m[1])
    if before is None or before.kind != "three" or before.number != number - 1:
        return ()
    opening = Opening(i, start, m[0], "three", number, LEVEL["three"], m.end())
    describe(passage, opening)
    opening.words = opening.words or opening.body
    return (opening,)


def spaced(passage: Passage, i: int, found: list[Opening]) -> tuple[Opening, ...]:
    """The heading on a line of its own whose marker blanks stand behind (一 总体要求): it counts on, or the next does.

    What it heads is a sentence, or a deeper item; the rows of a table head nothing.
    """
    text, units = passage.text, passage.units
    unit = units[i]
    m = SPACED.match(text, unit.start, unit.end) if unit.end - unit.start <= LONGEST_SPACED else None
    if m is None or not over_words(passage, i):
        return ()
    kind, marker = m.lastgroup or "", m[0].rstrip()
    number = whole(marker) or 0
    before = next((o for o in reversed(found) if o.kind == kind), None)
    if number == 1:
        counts = text.find(f"\n{'二' if kind == 'one' else 2} ", unit.end) > 0
    else:
        counts = before is not None and before.number == number - 1 and (before.marker or "")[-1] in NUMERALS
    if not counts:
        return ()
    opening = Opening(i, unit.start, marker, kind, number, LEVEL[kind], m.end())
    describe(passage, opening)
    return (opening,) if opening.whole_unit else ()


def over_words(passage: Passage, i: int) -> bool:
    """Whether a line stands above a sentence, or above an item."""
    text, units = passage.text, passage.units
    if i + 1 == len(units) or text[units[i].end - 1] in "。；，：":
        return False
    below = units[i + 1]
    return in_body(below) and (
        text[below.end - 1] in "。；：" or MARKER.match(text, below.start, below.end) is not None
    )


def names_part(passage: Passage, unit: int, m: re.Match[str]) -> bool:
    """Whether a sentence goes on with a part that it names: 第一部分、第二部分分别…, 第一部分：笔试；第二部分：操作.

    So it does behind 第一步, unless a heading follows.
    """
    text = passage.text
    if text[m.end() : m.end() + 1] in BEHIND_PARTS or text[m.start() - 1 : m.start()] == "；":
        return True
    return m["part"] == "步" and not heads_step(passage, unit, text[m.end() : passage.units[unit].end])


def mend_chapter(text: str, opening: Opening, units: Sequence[TextUnit], i: int) -> Iterator[Opening]:
    """The heading of a chapter that stands below its marker, or that wide blanks have cut in two (总    则).

    The article that has run into its second half opens as well.
    """
    for unit in units[i : i + 2]:
        short = len(opening.heading or "")
        m = (CUT_OFF if short else BELOW_MARKER).match(text, unit.start, unit.end) if short < 2 else None
        if m is None:
            return
        opening.heading = f"{opening.heading or ''}{m[1]}"
        if m.end() < unit.end:
            if article := MARKER.match(text, m.end(), unit.end):
                yield open_at(article, i)
            return
        unit.label, unit.rule = "heading", "outline.chapter"
        i += 1


def run_on_markers(passage: Passage) -> dict[int, int]:
    """Where the first item begins in the text units that it has run into, by their indices."""
    text = passage.text
    found: dict[int, int] = {}
    for m in AHEAD_OF_ITEM.finditer(text) if passage.units else ():
        kind = "1" if text.startswith("（1", m.end()) else "一"
        if lead := RUN_ON[kind].search(text, max(0, m.start() - LONGEST_RUN_ON), m.start()):
            found[passage.unit_at(lead.start())] = m.end()
        elif goes_on_counting(passage, at := passage.unit_at(m.start()), text[m.end() : m.end() + 2]):
            found[at] = m.end()
    return found


def goes_on_counting(passage: Passage, unit: int, first: str) -> bool:
    """Whether the next text unit is the second item of the list whose first (（一, （1, 一、) stands in this one."""
    m = SECOND.match(passage.text, passage.units[unit + 1].start) if passage.goes_on(unit) else None
    return m is not None and m[0].startswith(SECOND_OF.get(first, "?"))


def is_decimal(text: str) -> bool:
    """Whether the items of a text are numbered 1.1, 1.2 and so on."""
    points = len(DECIMAL_POINT.findall(text)) if "." in text else 0
    if points < LEAST_DECIMAL - 1:
        return False
    if points >= LEAST_DECIMAL and any(islice(DECIMAL_ITEM.finditer(f"\n{text}"), LEAST_DECIMAL - 1, None)):
        return True
    first = FIRST_TWO.findall(text) if ".1" in text and ".2" in text else []
    return any(a == c and b + d == "12" for (a, b), (c, d) in pairwise(first))


def decimal_openings(passage: Passage, i: int, start: int) -> list[Opening]:
    """What a text unit of a text with decimal numbering opens at `start`: 3 建设标准, 3.1, or both on one line."""
    text, units, unit = passage.text, passage.units, passage.units[i]
    m = DECIMAL.match(text, start, unit.end)
    if m is None or m.end() == start:
        return []
    alone = i + 1 == len(units)
    if m["top"] and not m["gap"] and (alone or not text.startswith(m["top"] + ".1", units[i + 1].start)):
        return []  # 3建设标准 heads 3.1, 3个镇 counts
    found = []
    if m["top"]:
        heading, whole_unit = m["title"].replace(" ", ""), m["item"] is None and m.end() == unit.end
        top = Opening(i, start, m["top"], "decimal", int(m["top"]), 1, m.end(), heading, "outline.decimal", whole_unit)
        found.append(top)
    if m["item"]:
        above, _, last = m["item"].rpartition(".")
        level, at = above.count(".") + 2, m.start("item")
        item = Opening(i, at, m["item"], "decimal", int(last), level, m.end(), None, "outline.decimal")
        item.words = m.end() if m["top"] else 0
        if text[unit.end - 1] not in "。；" or passage.goes_on(i):
            describe(passage, item)
        found.append(item)
    return found


def run_in(text: str, start: int, end: int, chapter: bool) -> re.Match[str] | None:
    """The marker of a first sub-item that follows a heading on the same line, with no point between.

    The heading of a chapter may name several matters (港口、渡口与航道); elsewhere such a row refers to items.
    """
    limit = min(end, start + RUN_IN)
    m = FIRST_INSIDE.search(text, start, limit)
    if m is None or m.start() == start or text[m.end() : m.end() + 1] in REFERS:
        return None
    if "、" in text[start : m.start()] and not (chapter and text[m.end() - 1] == "条"):
        return None
    plain = UNPOINTED.match(text, start, limit)
    stop = plain.end() if plain else start
    return MARKER.match(text, m.start(), end) if m.end() <= stop >= start + 4 else None
