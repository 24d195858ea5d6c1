"""Sections of one level under one parent are built alike: what that tells of headings, items and missing markers."""

import re
from collections.abc import Iterator

from policytext.reading.outline.headings import clean_heading, names_measure, title_like
from policytext.reading.outline.markers import Opening, in_body
from policytext.reading.passage import Passage

LEAST_TITLED = 5
"""So many text units has a section at least whose paragraphs can open with headings of their own."""
ENUMERATION = re.compile(r"[一二三四五六七八九十][是要]")


def drop_bare_lines(passage: Passage, openings: list[Opening]) -> None:
    """Lines that follow each other with nothing below them are the items of a list, though no point ends them."""
    headless: set[int] = set()
    for k, o in enumerate(openings):
        following = openings[k + 1] if k + 1 < len(openings) else None
        end = following.unit if following is not None else len(passage.units)
        deeper = following is not None and following.level > o.level
        if not deeper and not any(in_body(passage.units[i]) for i in range(o.unit + 1, end)):
            headless.add(id(o))
    for group in siblings(openings):
        bare = [o for o in group if o.rule == "outline.heading" and id(o) in headless]
        if len(bare) > 1 and len(bare) * 2 > sum(o.rule == "outline.heading" for o in group):
            for o in bare:
                o.heading, o.whole_unit, o.rule = None, False, "outline.item"


def agree_on_headings(passage: Passage, openings: list[Opening]) -> None:
    """Siblings are built alike: where most have no heading, a short first sentence of another is none either."""
    for group in siblings(openings):
        inline = [o for o in group if o.rule == "outline.heading"]
        bare = sum(o.heading is None for o in group)
        long = sum(len(o.heading or "") > 12 for o in inline) * 2 > len(inline)
        listed = any(passage.text[passage.units[o.unit].end - 1] in "；;" for o in group)
        even = bare > 0 and bare == len(inline)
        if bare > len(inline) or (even and (long or listed)):
            for o in inline:
                if (even and listed) or not names_measure(o.heading or ""):
                    o.heading, o.whole_unit, o.rule = None, False, "outline.item"


def siblings(openings: list[Opening]) -> Iterator[list[Opening]]:
    """Groups of openings of one kind and level under one parent."""
    groups: dict[int, list[Opening]] = {}
    for o in openings:
        for deeper in [level for level in groups if level > o.level]:
            yield groups.pop(deeper)
        group = groups.setdefault(o.level, [])
        restarts = o.number is not None and group and group[-1].number is not None and o.number <= group[-1].number
        if group and (group[-1].kind != o.kind or restarts):
            yield group
            groups[o.level] = group = []
        group.append(o)
    yield from groups.values()


def add_unnumbered(passage: Passage, openings: list[Opening]) -> list[Opening]:
    """Headings without marker: siblings of their kind, or one in the place of a missing number."""
    bounds = [o.unit for o in openings] + [len(passage.units)]
    extra: list[Opening] = []
    counted: Opening | None = None
    for k, o in enumerate(openings):
        if o.kind in ("one", "two"):
            counted = o
        following = openings[k + 1] if k + 1 < len(openings) else None
        gap = (
            following is not None
            and counted is not None
            and following.kind == counted.kind
            and counted.number is not None
            and following.number == counted.number + 2
        )
        if not gap and (o.heading is None or bounds[k + 1] - o.unit < LEAST_TITLED):
            continue
        block = [i for i in range(o.unit + 1, bounds[k + 1]) if in_body(passage.units[i])]
        if o.heading is not None:
            extra += titled_paragraphs(passage, block, o.level + 1)
        if gap and counted is not None:
            extra += missing_sibling(passage, block, counted.level)
    return sorted(openings + extra, key=lambda o: o.start) if extra else openings


def titled_paragraphs(passage: Passage, block: list[int], level: int) -> Iterator[Opening]:
    """Paragraphs that each open with a short title-like phrase: two of them at least, or none is a heading."""
    units, text = passage.units, passage.text
    firsts = [i for i in block if units[i - 1].paragraph != units[i].paragraph]
    titled = [
        i
        for i in firsts
        if i + 1 < len(units)
        and units[i + 1].paragraph == units[i].paragraph
        and text[units[i].end - 1] == "。"
        and units[i].end - units[i].start <= 26
        and text.find("：", units[i].start, units[i].end) < 0
        and not ENUMERATION.match(text, units[i].start)
        and title_like(text[units[i].start : units[i].end])
    ]
    if len(titled) >= 2 and len(titled) * 2 >= len(firsts):
        for i in titled:
            yield unnumbered(passage, i, level)


def missing_sibling(passage: Passage, block: list[int], level: int) -> Iterator[Opening]:
    """A short line of its own where the numbering leaves out a number."""
    units, text = passage.units, passage.text
    for i in block:
        before = units[i - 1].paragraph != units[i].paragraph
        after = i + 1 == len(units) or units[i + 1].paragraph != units[i].paragraph
        if before and after and units[i].end - units[i].start <= 24 and text[units[i].end - 1] not in "。；：！？":
            yield unnumbered(passage, i, level)
            return


def unnumbered(passage: Passage, i: int, level: int) -> Opening:
    """An opening whose whole text unit is an unnumbered heading."""
    unit = passage.units[i]
    heading = clean_heading(passage.text[unit.start : unit.end])
    return Opening(i, unit.start, None, "none", None, level, unit.start, heading, "outline.unnumbered", True)
