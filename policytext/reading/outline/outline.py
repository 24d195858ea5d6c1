"""The outline (层次): numbered items, articles, stages and headings, with their level, path and extent."""

from collections.abc import Iterator
from itertools import pairwise

from policytext.model import Section
from policytext.reading.outline.markers import LEVEL, LIST_AHEAD, Opening
from policytext.reading.outline.openings import find_openings
from policytext.reading.outline.siblings import add_unnumbered, settle_headings
from policytext.reading.outline.unmarked import with_unmarked
from policytext.reading.passage import Passage
from policytext.records import maker
from policytext.span import span_of

COUNTING = "一二三四五六七八九十"
ATTACHED = frozenset(("header.attachment_word", "header.attachments", "header.enclosure"))
"""The rules of what opens a text that is attached or enclosed."""
new_section = maker(Section)


def read_outline(passage: Passage) -> tuple[Section, ...]:
    """The sections of a passage; text units that are headings get that label, and all learn their section."""
    numbered = find_openings(passage)
    openings: list[Opening] = []
    for start, stop in parts(passage):
        inside = [o for o in numbered if start <= o.unit < stop]
        add_levels(inside)
        openings += with_unmarked(passage, inside, start, stop)
    if not openings:
        return ()
    settle_headings(passage, openings)
    openings = add_unnumbered(passage, openings)
    sections = build_sections(passage, openings)
    for opening in openings:
        unit = passage.units[opening.unit]
        if opening.whole_unit:
            unit.label, unit.rule = "heading", opening.rule
        passage.bodies.setdefault(opening.unit, opening.body if opening.start == unit.start else unit.start)
        if opening.words:
            passage.ahead[opening.unit] = opening.words
    place_units(passage, openings)
    return sections


def parts(passage: Passage) -> Iterator[tuple[int, int]]:
    """The text units of the document itself, and of each text that is attached to it."""
    cuts = (i for i, unit in enumerate(passage.units) if unit.rule in ATTACHED)
    return pairwise((0, *cuts, len(passage.units)))


def add_levels(openings: list[Opening]) -> None:
    """Levels that depend on what stands above: all below chapters, items under articles, stages."""
    under_section = article = nested = False
    outer = part = below = 0
    beside: dict[str, int] = {}
    for o in openings:
        if not article and o.kind in LEVEL:  # nearly all of them: they have their own level
            if o.kind == "one":
                nested = part > 0 if o.number == 1 else nested
                below = part if nested else 0
            outer = o.level = o.level + below
        elif o.kind in ("编", "篇", "章", "部分"):
            o.level, under_section, article = 1, False, False
            part, below = 1, 0
        elif o.kind == "节":
            o.level, under_section, article = 2, True, False
            part, below = 2, 0
        elif o.kind == "条":
            o.level, article = (3 if under_section else 2), True
            outer = o.level
        elif o.kind in ("阶段", "步", "column", "named"):
            word = (o.marker or "").rstrip(COUNTING)
            counts_on = o.kind == "named" and (o.number or 1) > 1
            o.level = beside[word] = beside[word] if counts_on and word in beside else outer + 1
            if o.kind == "named":
                outer = o.level
            continue
        elif article and o.kind in ("two", "three", "four"):
            o.level = outer + {"two": 1, "three": 2, "four": 3}[o.kind]
            continue
        elif o.kind == "one":
            article = False
        outer = o.level


def build_sections(passage: Passage, openings: list[Opening]) -> tuple[Section, ...]:
    """Sections with parents, paths and extents."""
    view = passage.view
    source, as_printed = view.source, not view.cut_at
    parents, after = nest(openings)
    ends = section_ends(passage, openings, after)
    sections: list[Section] = []
    seen: set[str] = set()
    part = ""
    for o, parent, end in zip(openings, parents, ends, strict=True):
        marker = o.marker
        own = marker.rstrip("、.．,， ") if marker is not None else (o.heading or "")
        if parent is None and part + own in seen and o.number in (1, None):
            part = part or "附1/"
        path = part + own if parent is None else f"{sections[parent].path}/{own}"
        seen.add(path)
        span = span_of((o.start, end)) if as_printed else view.span(o.start, end)
        if (
            marker is not None
            and (o.kind in LEVEL or o.kind == "named")
            and not source.startswith(marker, o.start if as_printed else span[0])
        ):
            marker = view.quote(o.start, o.start + len(marker)).replace("\n", "")  # as printed
        sections.append(
            new_section(
                span=span,
                marker=marker,
                heading=o.heading,
                level=o.level,
                path=path,
                parent=parent,
                sentence=o.unit,
                rule=o.rule,
            )
        )
    return tuple(sections)


def nest(openings: list[Opening]) -> tuple[list[int | None], list[int]]:
    """For each opening the one that it stands under, and the next that it does not hold."""
    levels = [o.level for o in openings]
    after = [len(openings)] * len(openings)
    parents: list[int | None] = []
    open_now: list[int] = []
    for k, level in enumerate(levels):
        while open_now and levels[open_now[-1]] >= level:
            after[open_now.pop()] = k
        parents.append(open_now[-1] if open_now else None)
        open_now.append(k)
    return parents, after


def section_ends(passage: Passage, openings: list[Opening], after: list[int]) -> list[int]:
    """Where each section ends: with the last text unit before one of its level or above, furniture left out."""
    units = passage.units
    bounds = [o.unit for o in openings] + [len(units)]
    ends: list[int] = []
    for o, stop in zip(openings, after, strict=True):
        last = bounds[stop]
        if last == o.unit:
            ends.append(openings[stop].start)
            continue
        while last > o.unit + 1 and units[last - 1].label == "furniture":
            last -= 1
        ends.append(units[last - 1].end)
    return ends


def place_units(passage: Passage, openings: list[Opening]) -> None:
    """Tell every text unit which section it lies in."""
    starts = [o.unit for o in openings] + [len(passage.units)]
    for k in range(len(openings)):
        for unit in passage.units[starts[k] : starts[k + 1]]:
            if unit.label != "furniture":
                unit.section = k
    for k, o in enumerate(openings):
        unit = passage.units[o.unit]
        behind = o.start > unit.start and k > 0 and openings[k - 1].unit != o.unit
        if behind and LIST_AHEAD.match(passage.text, unit.start, unit.end):
            unit.section = k - 1
        if k and openings[k - 1].unit == o.unit and openings[k - 1].kind == "条" and passage.text[o.start - 1] == "：":
            unit.section = k - 1  # the article leads in what it has run into
