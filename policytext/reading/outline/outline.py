"""The outline (层次): numbered items, articles, stages and headings, with their level, path and extent."""

from policytext.model import Section
from policytext.reading.outline.markers import LEVEL, LIST_AHEAD, Opening
from policytext.reading.outline.openings import find_openings
from policytext.reading.outline.siblings import add_unnumbered, agree_on_headings, drop_bare_lines
from policytext.reading.passage import Passage
from policytext.records import maker

new_section = maker(Section)


def read_outline(passage: Passage) -> tuple[Section, ...]:
    """The sections of a passage; text units that are headings get that label, and all learn their section."""
    openings = find_openings(passage)
    add_levels(openings)
    drop_bare_lines(passage, openings)
    agree_on_headings(passage, openings)
    openings = add_unnumbered(passage, openings)
    sections = build_sections(passage, openings)
    for opening in openings:
        unit = passage.units[opening.unit]
        if opening.whole_unit:
            unit.label, unit.rule = "heading", opening.rule
    place_units(passage, openings)
    return sections


def add_levels(openings: list[Opening]) -> None:
    """Levels that depend on what stands above: articles under chapters or sections, items under articles, stages."""
    under_section = article = False
    outer = 0
    for o in openings:
        if o.kind == "编":
            o.level = 1
        elif o.kind in ("章", "部分"):
            o.level, under_section, article = 1, False, False
        elif o.kind == "节":
            o.level, under_section, article = 2, True, False
        elif o.kind == "条":
            o.level, article = (3 if under_section else 2), True
            outer = o.level
        elif o.kind in ("阶段", "column"):
            o.level = outer + 1
            continue
        elif article and o.kind in ("two", "three", "four"):
            o.level = outer + {"two": 1, "three": 2, "four": 3}[o.kind]
            continue
        elif o.kind == "one":
            article = False
        outer = o.level


def build_sections(passage: Passage, openings: list[Opening]) -> tuple[Section, ...]:
    """Sections with parents, paths and extents."""
    sections: list[Section] = []
    open_at_level: list[int] = []
    seen: set[str] = set()
    part = ""
    ends = section_ends(passage, openings)
    for k, o in enumerate(openings):
        while open_at_level and openings[open_at_level[-1]].level >= o.level:
            open_at_level.pop()
        parent = open_at_level[-1] if open_at_level else None
        own = step(o)
        if parent is None and part + own in seen and o.number in (1, None):
            part = part or "附1/"
        path = f"{sections[parent].path}/{own}" if parent is not None else part + own
        seen.add(path)
        sections.append(
            new_section(
                span=passage.view.span(o.start, ends[k]),
                marker=printed_marker(passage, o),
                heading=o.heading,
                level=o.level,
                path=path,
                parent=parent,
                sentence=o.unit,
                rule=o.rule,
            )
        )
        open_at_level.append(k)
    return tuple(sections)


def printed_marker(passage: Passage, o: Opening) -> str | None:
    """The marker as printed, line ends dropped; of chapters, articles and stages without the spaces inside."""
    if o.marker is None or o.kind not in LEVEL:
        return o.marker
    return passage.view.quote(o.start, o.start + len(o.marker)).replace("\n", "")


def step(o: Opening) -> str:
    """One step of a path: the marker without its point, or the heading."""
    return o.marker.rstrip("、.．,， ") if o.marker is not None else (o.heading or "")


def section_ends(passage: Passage, openings: list[Opening]) -> list[int]:
    """Where each section ends: with the last text unit before one of its level or above, furniture left out."""
    units = passage.units
    ends = [0] * len(openings)
    open_now: list[int] = []
    for k, o in enumerate(openings):
        while open_now and openings[open_now[-1]].level >= o.level:
            ends[open_now.pop()] = k
        open_now.append(k)
    for k in open_now:
        ends[k] = len(openings)
    for k, o in enumerate(openings):
        stop = openings[ends[k]] if ends[k] < len(openings) else None
        if stop is not None and stop.unit == o.unit:
            ends[k] = stop.start
            continue
        last = stop.unit if stop is not None else len(units)
        while last > o.unit + 1 and units[last - 1].label == "furniture":
            last -= 1
        ends[k] = units[last - 1].end
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
        first = k == 0 or openings[k - 1].unit != o.unit
        if first and k and o.start > unit.start and LIST_AHEAD.match(passage.text, unit.start, unit.end):
            unit.section = k - 1
