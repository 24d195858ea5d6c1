"""The cells of tables of duties as text units: which cell each is, its label, and what it governs."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policytext.model import Label, Section
from policytext.reading.cues import UnitCues
from policytext.reading.grids.columns import TIMES, UNITS
from policytext.reading.grids.sheet import Sheet
from policytext.reading.labels.alone import fixed_label
from policytext.reading.labels.operative import operative
from policytext.reading.labels.words import Cues, Words
from policytext.reading.outline.headings import title_like
from policytext.reading.outline.markers import MARKER
from policytext.reading.passage import DutyCell, Passage
from policytext.reading.rules import RuleSet
from policytext.reading.text.fold import blanked
from policytext.span import Span

REPRINT = "header.reprint"
LABELS: dict[str, tuple[Label, str]] = {
    "heading": ("furniture", "grids.heading"),
    "group": ("heading", "grids.group"),
    "theme": ("heading", "grids.group"),
    "person": ("furniture", "grids.person"),
    "goal": ("goal", "grids.cell"),
    **dict.fromkeys(UNITS, ("responsibility", "grids.units")),
    **dict.fromkeys(TIMES, ("responsibility", "grids.time")),
}
"""Kind of a cell → label and rule of its text units, tasks aside; the rest is furniture."""
OTHER: tuple[Label, str] = ("furniture", "grids.cell")
LONGEST_HEADING = 30


BREAK = re.compile(r" *<br ?/?> *")
"""A line end inside a cell of a Markdown table."""


def paragraphs(text: str, sheet: Sheet) -> list[Span]:
    """The cells of a table, each line of one by itself."""
    found = []
    for _, cell in sheet.cells:
        at = cell.start
        for m in BREAK.finditer(text, cell.start, cell.end):
            found.append(Span(at, m.start()))
            at = m.end()
        found.append(Span(at, cell.end))
    return found


@dataclass(slots=True)
class Layout:
    """Tables of duties in a passage."""

    passage: Passage
    sheets: list[Sheet]
    places: dict[Span, range]
    """The text units of each cell."""
    outside: Passage
    """The same text units, with line ends for all that stands in the tables: header and outline are outside of them."""

    def tasks(self, cell: Span) -> tuple[int, ...]:
        """The tasks and goals among the text units of a cell."""
        return tuple(k for k in self.places[cell] if self.passage.units[k].label in ("task", "goal"))


def lay_out(passage: Passage, sheets: Sequence[Sheet]) -> Layout:
    """The tables in the passage; their text units are furniture until `label_cells` says what they are."""
    view, units = passage.view, passage.units
    starts = [view.origin(u.start) for u in units]
    places = {}
    for sheet in sheets:
        for _, cell in sheet.cells:
            places[cell] = range(bisect_left(starts, cell.start), bisect_left(starts, cell.end))
            for k in places[cell]:
                units[k].label, units[k].rule = OTHER
    outside = Passage(view, units, ahead=passage.ahead, bodies=passage.bodies)
    found = [p for sheet in sheets for _, c in sheet.cells for p in places[c]]
    outside.text = blanked(passage.text, [Span(units[k].start, units[k].end) for k in found])
    return Layout(passage, list(sheets), places, outside)


def label_cells(layout: Layout, rules: RuleSet, found: UnitCues) -> None:
    """Give the text units of the tables their labels and their section, and note which are cells of units and times.

    A table in a second printing of the text is none, as all that stands there.
    """
    passage = layout.passage
    passage.closed = layout.outside.closed
    cues = Cues.of(rules)
    layout.sheets = [s for s in layout.sheets if not printed_again(layout, s)]
    for sheet in layout.sheets:
        section = home(passage, layout.places[sheet.cells[0][1]].start)
        for kind, cell in sheet.cells:
            for k in layout.places[cell]:
                unit = passage.units[k]
                unit.section = section
                unit.label, unit.rule = LABELS.get(kind, OTHER)
                if kind == "task":
                    unit.label, unit.rule = in_task_cell(passage, k, layout.places[cell], found.flags[k], cues)
        for row in sheet.rows:
            if not layout.tasks(row.task):  # only a heading stands for the task
                for k in layout.places[row.task]:
                    passage.units[k].label, passage.units[k].rule = "task", "grids.task"
    note_cells(layout)


def extend(layout: Layout, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections, with the tables that stand at the end of some."""
    found = list(sections)
    for sheet in layout.sheets:
        units = layout.places[sheet.cells[0][1]]
        k = layout.passage.units[units.start].section if units else None
        while k is not None:
            span = found[k].span
            if span.end < sheet.span.end:
                found[k] = replace(found[k], span=Span(span.start, sheet.span.end))
            k = found[k].parent
    return tuple(found)


def printed_again(layout: Layout, sheet: Sheet) -> bool:
    """Whether a table stands in a second printing of the text."""
    return any(layout.passage.units[k].rule == REPRINT for k in layout.places[sheet.cells[0][1]])


def home(passage: Passage, first: int) -> int | None:
    """The section of a table whose first text unit that is: that of the text before it.

    Behind a signature or the title of an attachment it is in none.
    """
    for k in range(first - 1, -1, -1):
        unit = passage.units[k]
        if unit.rule in ("header.attachment_word", "header.enclosure"):
            return None
        if passage.closed is not None and unit.start < passage.closed <= passage.units[first].start:
            return None
        if unit.label != "furniture":
            return unit.section
    return None


def in_task_cell(passage: Passage, k: int, cell: range, flags: int, cues: Cues) -> tuple[Label, str]:
    """Label and rule of a text unit in a cell of tasks."""
    unit, text = passage.units[k], passage.text
    marker = MARKER.match(text, unit.start, unit.end)
    words = Words(text[marker.end() if marker else unit.start : unit.end].lstrip(" 、."), flags, cues)
    passage.bodies[k] = unit.end - len(words.text)
    if k == cell.start and len(cell) > 1 and heads(passage, words.text, k + 1):
        return "heading", "grids.group"
    label, rule = fixed_label(words) or operative(words)
    return (label, rule) if label in ("goal", "responsibility") else ("task", "grids.task")


def heads(passage: Passage, words: str, following: int) -> bool:
    """Whether the first words of a cell are a heading: a phrase with a full stop or colon, and none like it behind."""
    later = passage.units[following]
    short = len(words) <= LONGEST_HEADING and words[-1:] in "。：" and title_like(words)
    return short and not title_like(passage.text[later.start : later.end])


def note_cells(layout: Layout) -> None:
    """Tell the passage which text units name units or times, and for which tasks."""
    governed: dict[tuple[str, Span], dict[int, None]] = {}
    for sheet in layout.sheets:
        for row in sheet.rows:
            for where in (*row.units, *row.times):
                governed.setdefault(where, {}).update(dict.fromkeys(layout.tasks(row.task)))
    for (kind, cell), tasks in governed.items():
        for k in layout.places[cell]:
            layout.passage.cells[k] = DutyCell(kind, tuple(tasks))
