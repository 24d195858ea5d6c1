"""Headings of texts, or of parts of them, that number none: lines without a mark, told by what stands below them."""

import re
from collections.abc import Iterator
from operator import attrgetter

from policytext.reading.outline.headings import OF_THE_GENRE, PLAIN_LINE, title_like
from policytext.reading.outline.markers import Opening, in_body
from policytext.reading.outline.siblings import LONGEST_SIBLING, MARKS, unnumbered
from policytext.reading.passage import Passage

LEAST_HEADED = 3
"""So many lines without a mark stand above paragraphs where they are the headings of a text without numbers."""
MOST_STACKED = 3
"""Lines that head a line below them; more of them are a list."""
ANSWERS = re.compile(
    "[^，。；]{1,40}(?:[局厅委办部府社行院会区县市镇]|单位|部门|公司|中心)(?:按照?(?:各自)?职责(?:分工)?|分别|共同|具体)?"
    "(?:牵头|负责|落实|配合|参与)(?:[，；].*)?"
)
"""A line that says who answers for what stands above it, and heads nothing."""
OFFICE = re.compile("[一-鿿]{2,}(?:局(?<![布格新变全大结]局)|委员会|办公室|人民政府|科(?<![学专本]科))")
"""A line that only names an office heads nothing."""
FRAME = re.compile(OF_THE_GENRE)
"""What heads a main part of a plan or notice, by its whole words."""
ASPECT = re.compile(
    "(?!各|由|按|本|该)[一-鿿]{2,6}(?:时间|日期|地点|范围|对象|内容|方式|方法|要求|程序|流程|步骤|条件|标准|目标|原则"
    "|重点|事项|安排|任务|措施|分工|依据|期限)"
)
"""The same with words of the matter: 检查时间, 申报条件."""


def with_unmarked(passage: Passage, numbered: list[Opening], start: int, stop: int) -> list[Opening]:
    """The openings of some text units, and the lines without a mark that head what stands below them.

    Where nothing is numbered they stand above whole sentences; where only items are, they name what notices and plans
    are made of.
    """
    if not numbered and (lines := headed_lines(passage, start, stop)):
        return lines
    if any(o.level == 1 for o in numbered):
        return numbered
    lines = aspect_lines(passage, start, stop, {o.unit for o in numbered})
    return sorted(numbered + lines, key=attrgetter("start")) if lines else numbered


def headed_lines(passage: Passage, start: int, stop: int) -> list[Opening]:
    """The lines above whole sentences, where they are most of the short ones; above these, lines that head them."""
    text, units = passage.text, passage.units
    lines: list[int] = []
    plain: set[int] = set()
    short = headed = 0
    for i in short_lines(passage, start, stop):
        short += 1
        if i + 1 == stop or not heads(passage, i):
            continue
        plain.add(i)
        below = text[units[i + 1].start : units[i + 1].end]
        if below[-1] == "。":
            lines.append(i)
            headed += "，" in below or len(below) > LONGEST_SIBLING or names_aspect(passage, i)
    above = stacked(passage, lines, plain)
    if headed < LEAST_HEADED or (headed + len(above) - len(lines)) * 3 < short * 2:
        return []
    return [unnumbered(passage, i, level) for i, level in levels(passage, above).items()]


def short_lines(passage: Passage, start: int, stop: int) -> Iterator[int]:
    """Short lines that no mark ends and no sentence goes on from."""
    for i, unit in enumerate(passage.units[start:stop], start):
        if unit.end - unit.start > LONGEST_SIBLING or passage.text[unit.end - 1] in MARKS or not in_body(unit):
            continue
        if not passage.goes_on(i - 1) and not ANSWERS.fullmatch(passage.text, unit.start, unit.end):
            yield i


def heads(passage: Passage, i: int) -> bool:
    """Whether such a line reads as a heading."""
    text, unit = passage.text, passage.units[i]
    if passage.goes_on(i) or not PLAIN_LINE.fullmatch(text, unit.start, unit.end):
        return False
    return title_like(text[unit.start : unit.end]) and not OFFICE.fullmatch(text, unit.start, unit.end)


def names_aspect(passage: Passage, i: int) -> bool:
    """Whether a text unit is a heading that the genre knows."""
    unit = passage.units[i]
    return any(known.fullmatch(passage.text, unit.start, unit.end) for known in (FRAME, ASPECT))


def levels(passage: Passage, above: dict[int, int]) -> dict[int, int]:
    """The level of each line: that of the line before, but for lines above lines and the frame of the genre."""
    found: dict[int, int] = {}
    deepest = 1 + max(above.values())
    level, before = 1, 0
    for i in sorted(above):
        height, unit = above[i], passage.units[i]
        if height or before:
            level = deepest - height
        elif FRAME.fullmatch(passage.text, unit.start, unit.end):
            level = 1
        found[i], before = level, height
    return found


def stacked(passage: Passage, lines: list[int], plain: set[int]) -> dict[int, int]:
    """Lines that head a text, and the `plain` ones right above them, each with how far above the text it stands."""
    above: dict[int, int] = dict.fromkeys(lines, 0)
    for i in lines:
        k, stack = i - 1, []
        while k not in above and (k in plain or lists_headings(passage, k)):
            stack += [k] if k in plain else []
            k -= 1
        if len(stack) <= MOST_STACKED:
            above.update((k, depth) for depth, k in enumerate(stack, 1))
    return above


def lists_headings(passage: Passage, i: int) -> bool:
    """Whether a line only lists the headings that stand below it (甲、乙、丙), without a mark at its end."""
    unit = passage.units[i]
    line = passage.text[unit.start : unit.end] if i >= 0 and in_body(unit) else ""
    return "、" in line and line[-1] not in MARKS and not MARKS.intersection(line) - {"、"} and title_like(line)


def aspect_lines(passage: Passage, start: int, stop: int, opened: set[int]) -> list[Opening]:
    """Lines that name aspects of what a notice asks for: two at least above a sentence or item, none above another."""
    text, units = passage.text, passage.units
    named = [i for i in short_lines(passage, start, stop - 1) if i not in opened and names_aspect(passage, i)]
    named = [i for i in named if i + 1 not in named and heads(passage, i)]
    over = sum(i + 1 in opened or text[units[i + 1].end - 1] in "。；：" for i in named)
    enough = len(named) >= LEAST_HEADED and over > 1
    return [unnumbered(passage, i, 1) for i in named] if enough else []
