"""Sections of one level under one parent are built alike: what that tells of headings, items and missing markers."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from operator import attrgetter

from policytext.reading.outline.headings import COUNT, OPENS_MEASURE, clean_heading, names_measure, title_like
from policytext.reading.outline.markers import OUTSIDE, Opening, in_body, is_list
from policytext.reading.passage import Passage
from policytext.reading.rules import RuleSet

LEAST_TITLED = 5
"""So many text units has a section at least whose paragraphs can open with headings of their own."""
LONGEST_TITLE = 26
"""Characters of such a heading at most, with its point."""
LONGEST_NAME, LEAST_ALIKE = 9, 3
NAME = re.compile(f"(?![{''.join(sorted(OPENS_MEASURE))}各由发建培壮支扶引实开组制定])[一-鿿]{{2,}}。")
"""A few words that name something; so many that end alike head what stands behind each."""
CONDITION_ENDS, LAST_OF_CONDITION = ("条件", "资格", "标准"), frozenset("件格准")
CLAIM = re.compile(
    "[^，]*，|(?:应|须|需)?(?:具[有备]|持有|符合|满足|取得|获得|从事|主持|承担|担任|热爱|遵守|遵纪|拥护|年[满龄]"
    "|近[一二三四五两\\d]年|截至|在本)"
)
"""What has to be so of somebody: no title."""
LONGEST_SIBLING, SHORT = 24, 14
COUNTED = ("one", "two", "three")
"""Kinds of markers whose numbers tell that one was lost."""
LONGEST_LINE, MARKS = 80, frozenset("。！？；;：:，、")
"""Characters of a line that heads the items below it although it is a sentence; marks that end no such line."""
TOLD = re.compile(
    r"(?:各[一-鿿]{1,8}?|部门|单位|机构|政府|[委局厅办部院会组区县市镇乡村])(?:(?<![主需首紧])要|应当?|须"
    r"|必须)(?![素点领急求对用])"
)
MEASURED = re.compile(r"\d|[日月季年]底?前|日内")
"""A body told to act, and a date or number: such a line is a sentence, whatever stands below it."""
ENUMERATION = re.compile(r"[一二三四五六七八九十][是要]")


def settle_headings(passage: Passage, openings: list[Opening]) -> None:
    """Take back headings by what stands beside and below them."""
    bare = bare_lines(passage, openings)
    for group in siblings(openings):
        if len(group) > 1 and any(o.heading is None for o in group) and stand_over(passage, group, openings):
            for o in group:
                o.heading = clean_heading(passage.text[o.body : passage.units[o.unit].end])
                o.whole_unit, o.rule = True, "outline.heading"
            continue
        headed = [o for o in group if o.rule == "outline.heading"]
        if headed:
            drop_bare_lines(headed, bare)
            agree_on_headings(passage, group, openings)
    drop_claims(openings)


def drop_claims(openings: list[Opening]) -> None:
    """Below the heading of conditions, take back headings that say what has to be so: they are items."""
    for k, o in enumerate(openings):
        if not o.heading or o.heading[-1] not in LAST_OF_CONDITION or not o.heading.endswith(CONDITION_ENDS):
            continue
        if not RuleSet.default().by_id["section.condition"].stands(o.heading):
            continue
        for below in openings[k + 1 :]:
            if below.level <= o.level:
                break
            if below.rule == "outline.heading" and CLAIM.match(below.heading or ""):
                no_heading(below)


def bare_lines(passage: Passage, openings: list[Opening]) -> dict[int, bool]:
    """The text units that a heading opens, with nothing of the body behind it and no deeper item.

    The value says whether a list of those responsible stands there: for what, if not for the line itself?
    """
    text, units = passage.text, passage.units
    found: dict[int, bool] = {}
    for o, following in zip_longest(openings, openings[1:]):
        if o.rule == "outline.heading" and (following is None or following.level <= o.level):
            listed = False
            for unit in units[o.unit + 1 : len(units) if following is None else following.unit]:
                if in_body(unit):
                    if not is_list(text, unit):
                        break
                    listed = True
            else:
                found[o.unit] = listed
    return found


def over_headings(passage: Passage, o: Opening, openings: list[Opening]) -> bool:
    """Whether no point ends a heading on a line of its own, and a deeper heading, or item below few words, follows."""
    last = passage.text[passage.units[o.unit].end - 1]
    if last in "。！？":
        return False
    below = next_opening(o, openings)
    few_words = len(o.heading or "") <= (LONGEST_SIBLING if o.kind == "条" else SHORT) and last not in MARKS
    return below.level > o.level and (below.whole_unit or few_words) and below.unit == o.unit + 1


def stand_over(passage: Passage, group: list[Opening], openings: list[Opening]) -> bool:
    """Whether all siblings are lines that no mark ends, each right above text of whole sentences or deeper items."""
    text, units = passage.text, passage.units
    for o in group:
        line = units[o.unit]
        if o.kind == "条" or line.end - o.body > LONGEST_LINE or text[line.end - 1] in MARKS:
            return False
        if decides(text[o.body : line.end]) or o.unit + 1 == len(units) or passage.goes_on(o.unit):
            return False
        following = units[o.unit + 1]
        if not in_body(following) or text[following.end - 1] not in "。；":
            return False
        below = next_opening(o, openings)
        if below.unit == o.unit + 1 and below.level <= o.level:
            return False
    return True


def decides(line: str) -> bool:
    """Whether a line tells a body to do something by a date or in a number, or tells a count in one of its clauses."""
    return ("，" in line and COUNT.search(line) is not None) or bool(TOLD.search(line) and MEASURED.search(line))


def next_opening(o: Opening, openings: list[Opening]) -> Opening:
    """The opening after `o`; `o` itself where it is the last."""
    following = bisect_right(openings, o.start, key=attrgetter("start"))
    return openings[following] if following < len(openings) else o


def drop_bare_lines(headed: list[Opening], bare: dict[int, bool]) -> None:
    """Lines that follow each other with nothing below them are the items of a list, though no point ends them."""
    items = [o for o in headed if o.unit in bare]
    if len(items) * 2 > len(headed) and (len(items) > 1 or bare[items[0].unit]):
        for o in items:
            no_heading(o)


def agree_on_headings(passage: Passage, group: list[Opening], openings: list[Opening]) -> None:
    """Siblings are built alike: where most have no heading, a short first sentence of another is none either."""
    inline = [o for o in group if o.rule == "outline.heading"]
    bare = [o.heading for o in group].count(None)
    if not inline or bare < len(inline):
        return
    even = bare == len(inline)
    listed = even and any(passage.text[passage.units[o.unit].end - 1] in "；;" for o in group)
    long = even and sum(len(o.heading or "") > 12 for o in inline) * 2 > len(inline)
    if even and not listed and not long:
        return
    for o in inline:
        if (listed or not names_measure(o.heading or "")) and not over_headings(passage, o, openings):
            no_heading(o)


def no_heading(o: Opening) -> None:
    """Make an item of an opening with a heading."""
    o.heading, o.whole_unit, o.rule = None, False, "outline.item"


def siblings(openings: list[Opening]) -> Iterator[list[Opening]]:
    """Groups of openings of one kind and level under one parent."""
    open_now: list[list[Opening]] = []
    for o in openings:
        level = o.level
        while open_now and open_now[-1][0].level > level:
            yield open_now.pop()
        if open_now:
            group = open_now[-1]
            last = group[-1]
            if last.level == level:
                if last.kind == o.kind and (o.number is None or last.number is None or o.number > last.number):
                    group.append(o)
                    continue
                yield open_now.pop()
        open_now.append([o])
    yield from open_now


def add_unnumbered(passage: Passage, openings: list[Opening]) -> list[Opening]:
    """Headings without marker: siblings of their kind, or one in the place of a missing number."""
    extra: list[Opening] = []
    counted: Opening | None = None
    for o, following in zip_longest(openings, openings[1:]):
        if o.kind == "one" or o.kind == "two":
            counted = o
        end, gap = len(passage.units), False
        if following is not None:
            end = following.unit
            if counted is not None and following.kind == counted.kind and counted.number is not None:
                gap = following.number == counted.number + 2
        if o.heading is not None and (gap or end - o.unit >= LEAST_TITLED):
            extra += titled_paragraphs(passage, o.unit + 1, end, o.level + 1)
        if gap and counted is not None:
            extra += missing_sibling(passage, o.unit + 1, end, counted.level)
    known = {o.unit for o in extra}
    extra += [o for o in lost_markers(passage, openings) if o.unit not in known]
    return sorted(openings + extra, key=lambda o: o.start) if extra else openings


def titled_paragraphs(passage: Passage, start: int, end: int, level: int) -> Iterator[Opening]:
    """Paragraphs that each open with a short title-like phrase: two of them at least, or none is a heading."""
    units, firsts = passage.units, 0
    titled: list[int] = []
    before = units[start - 1].paragraph
    for i, unit in enumerate(units[start:end], start):
        if unit.paragraph != before:
            before = unit.paragraph
            if unit.label not in OUTSIDE:
                firsts += 1
                if unit.end - unit.start <= LONGEST_TITLE and titles_paragraph(passage, i):
                    titled.append(i)
    if len(titled) < 2 or len(titled) * 2 < firsts:
        titled = alike(passage, start, end) if firsts == 0 else []
    for i in titled:
        yield unnumbered(passage, i, level)


def alike(passage: Passage, start: int, end: int) -> list[int]:
    """Short sentences without a verb, in a paragraph run together, that all end in one noun (甲产业。…乙渔业。)."""
    text, named = passage.text, dict[str, list[int]]()
    for i, unit in enumerate(passage.units[start:end], start):
        if unit.end - unit.start <= LONGEST_NAME and in_body(unit) and NAME.fullmatch(text, unit.start, unit.end):
            named.setdefault(text[unit.end - 2], []).append(i)
    return max((group for group in named.values() if len(group) >= LEAST_ALIKE), key=len, default=[])


def titles_paragraph(passage: Passage, i: int) -> bool:
    """Whether a first text unit is a title-like phrase, and its paragraph goes on behind it."""
    unit = passage.units[i]
    words = passage.text[unit.start : unit.end] if passage.goes_on(i) else ""
    return words[-1:] == "。" and "：" not in words and not ENUMERATION.match(words) and title_like(words)


def missing_sibling(passage: Passage, start: int, end: int, level: int) -> Iterator[Opening]:
    """A short line of its own where the numbering leaves out a number."""
    units, text = passage.units, passage.text
    for i in range(start, end):
        unit = units[i]
        if unit.end - unit.start > LONGEST_SIBLING or text[unit.end - 1] in "。；：！？" or not in_body(unit):
            continue
        if not passage.goes_on(i) and not passage.goes_on(i - 1):
            yield unnumbered(passage, i, level)
            return


def lost_markers(passage: Passage, openings: list[Opening]) -> Iterator[Opening]:
    """Paragraphs that open with a heading of their own where the numbering of headed siblings leaves out one number."""
    open_now: list[Opening] = []
    last: dict[str, Opening] = {}
    for o, following in pairwise(openings):
        while open_now and open_now[-1].level >= o.level:
            open_now.pop()
        open_now.append(o)
        last[o.kind] = o
        number = following.number
        if number is None or number == 1 or following.heading is None or following.kind not in COUNTED:
            continue
        if o.level == following.level and o.number == number - 1:
            continue
        before = next((x for x in open_now if x.level == following.level), None)
        if before is None and following.kind in last and last[following.kind].number == number - 2:
            before = last[following.kind]  # the numbers go on below the next heading above
        over = before or next((x for x in reversed(open_now) if x.level < following.level), None)
        follows = before is None or (before.kind == following.kind and before.number is not None)
        left_out = follows and number == 2 + (before.number or 0 if before is not None else 0)
        if left_out and over is not None and over.heading is not None:
            opened = {x.unit for x in openings}
            rows = (i for i in range(over.unit + 1, following.unit) if i not in opened)
            titled = [i for i in rows if opens_headed(passage, i)]
            lost = [unnumbered(passage, i, following.level) for i in titled]
            if len(lost) == 1 and (before is not None or "，" not in (lost[0].heading or "")):
                yield lost[0]  # where nothing before it counts, one clause


def opens_headed(passage: Passage, i: int) -> bool:
    """Whether a text unit is the first of its paragraph, and a short heading of what follows in it."""
    unit = passage.units[i]
    short = unit.end - unit.start <= LONGEST_TITLE and in_body(unit) and not passage.goes_on(i - 1)
    return short and titles_paragraph(passage, i)


def unnumbered(passage: Passage, i: int, level: int) -> Opening:
    """An opening whose whole text unit is an unnumbered heading."""
    unit = passage.units[i]
    heading = clean_heading(passage.text[unit.start : unit.end])
    return Opening(i, unit.start, None, "none", None, level, unit.start, heading, "outline.unnumbered", True)
