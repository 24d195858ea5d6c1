"""What a list of responsibility or a limit governs (辖域): its own text unit, or those of its row, section, item."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from policytext.model import Scope, Section
from policytext.reading.bare_lists import CLOSERS
from policytext.reading.passage import Passage, first_together

Arrangement = Literal["fields", "leading", "closing"]
CAPTION = 4
"""Characters that tell the captions of lists apart: 责任单位, 完成时限."""


class Reach:
    """Answers, for a text unit that names organisations or a limit, which text units they hold for.

    Lists and limits that stand together (责任单位：…, 完成时限：…) hold for the same.
    """

    def __init__(self, passage: Passage, sections: Sequence[Section]) -> None:
        self.passage, self.sections = passage, sections
        self.arrangements: dict[int | None, Arrangement] = {}
        self.ahead = {k: passage.ahead[k] for k in passage.listed if self.closes_above(k)}

    def closes_above(self, unit: int) -> bool:
        """Whether a list that a task is run together with is that of what stands before it in its paragraph."""
        units = self.passage.units
        return units[unit].label in ("task", "goal") and unit not in self.passage.cells and not self.alone(unit)

    @cached_property
    def lists(self) -> list[int]:
        """The text units that are lists or limits, or begin with one; half a bracket is neither."""
        passage, text = self.passage, self.passage.text
        alone = [
            k
            for k, unit in enumerate(passage.units)
            if unit.label == "responsibility"
            and k not in passage.cells
            and (text[unit.start] != "（" or text.find("）", unit.start, unit.end) > 0)
        ]
        return sorted([*alone, *self.ahead]) if self.ahead else alone

    @cached_property
    def opened(self) -> dict[int, int]:
        """The section that a text unit opens."""
        return {s.sentence: k for k, s in enumerate(self.sections)}

    @cached_property
    def children(self) -> dict[int | None, list[int]]:
        """The sections below a section."""
        found: dict[int | None, list[int]] = {}
        for k, s in enumerate(self.sections):
            found.setdefault(s.parent, []).append(k)
        return found

    def of(self, unit: int) -> tuple[Scope, tuple[int, ...]]:
        """Scope and governed text units of what is written in `unit`."""
        label = self.passage.units[unit].label
        if unit in self.passage.cells:
            return "row", self.passage.cells[unit].governs
        if label == "responsibility":
            return "item", self.item(unit)
        if label == "heading" and unit in self.opened:
            return "section", self.below(unit + 1, self.opened[unit])
        return "sentence", (unit,)

    def below(self, start: int, section: int | None, stop: int | None = None) -> tuple[int, ...]:
        """The tasks and goals of a section from the text unit `start` on; with `None`, of all that follows."""
        units = self.passage.units
        governed: list[int] = []
        for k in range(start, len(units) if stop is None else stop):
            if units[k].label in ("task", "goal"):
                if not self.inside(units[k].section, section):
                    break
                governed.append(k)
        return tuple(governed)

    def item(self, unit: int) -> tuple[int, ...]:
        """The tasks and goals of the item that a list belongs to.

        Fields hold for all of it, lists that lead for what follows them, others for what stands before them.
        """
        if unit in self.ahead:
            return self.above(unit, self.passage.units[unit - 1].section)
        first = first_together(self.passage, unit)
        section = self.closed(first)
        arranged = self.arranged(section)
        if arranged == "fields":
            return self.below(0 if section is None else self.sections[section].sentence, section)
        return self.led(unit, section) if arranged == "leading" else self.above(first, section)

    def above(self, first: int, section: int | None) -> tuple[int, ...]:
        """The tasks and goals of a section before a list, back to the list before."""
        units = self.passage.units
        before = bisect_left(self.lists, first)
        previous = self.lists[before - 1] if before else -1
        if previous in self.ahead:
            previous -= 1  # what goes on behind that list is of this one
        outside = units[first].section is None
        governed: list[int] = []
        for k in range(first - 1, previous, -1):
            run_on = k in self.ahead  # 2.… behind the list of 1. on the same line
            if units[k].label == "furniture":
                continue
            if section is not None and not run_on and not self.inside(units[k].section, section):
                break
            if section is None and (units[k].label == "heading" if outside else units[k].section is None):
                break
            if units[k].label in ("task", "goal"):
                governed.append(k)
        return tuple(reversed(governed))

    def led(self, unit: int, section: int | None) -> tuple[int, ...]:
        """The tasks and goals behind a list, up to the next of its section; none where another stands among them."""
        units, lists = self.passage.units, self.lists
        start = self.behind[unit]
        following = bisect_left(lists, start)
        stop = lists[following] if following < len(lists) else len(units)
        if stop < len(units) and self.inside(units[stop].section, section):
            groups = self.groups[section]
            if groups[-1] < stop or groups[bisect_left(groups, stop)] != stop:
                return ()
        return self.below(start, section, stop)

    @cached_property
    def behind(self) -> list[int]:
        """For each text unit the next one that is no list."""
        found: list[int] = []
        following = len(self.passage.units)
        for k in range(following - 1, -1, -1):
            found.append(following)
            if self.passage.units[k].label != "responsibility":
                following = k
        return found[::-1]

    @cached_property
    def groups(self) -> dict[int | None, list[int]]:
        """The first of each group of lists that stand together, by the section that they close."""
        found: dict[int | None, list[int]] = {}
        for k in self.lists:
            if k not in self.ahead and first_together(self.passage, k) == k:
                found.setdefault(self.closed(k), []).append(k)
        return found

    def arranged(self, section: int | None) -> Arrangement:
        """How the lists of a section are arranged."""
        if section not in self.arrangements:
            self.arrangements[section] = self.arrangement(self.groups.get(section, []), section)
        return self.arrangements[section]

    def arrangement(self, groups: list[int], section: int | None) -> Arrangement:
        """The same, looked for."""
        units, several = self.passage.units, len(groups) > 1
        if not groups or (section is None and groups[0] not in self.opened and not several):
            return "closing"
        if several and (section is not None or groups[0] in self.opened):
            captions = [c for k in groups for c in self.captions(k)]
            if "" not in captions and len({*captions}) == len(captions):
                return "fields"
        start = 0 if section is None else self.sections[section].sentence
        if any(units[k].label in ("task", "goal") for k in range(start, groups[0])):
            return "closing"
        return "leading" if self.led(groups[-1], section) else "closing"

    def captions(self, unit: int) -> Iterator[str]:
        """The last words before the colons of lists that stand together on lines of their own; else nothing."""
        text, units = self.passage.text, self.passage.units
        while unit < len(units) and units[unit].label == "responsibility":
            start = units[unit].start
            colon = text.find("：", start, units[unit].end)
            own_line = self.alone(unit) and (unit in self.opened or text[start] not in CLOSERS)
            yield text[max(start, colon - CAPTION) : colon] if own_line and colon > 0 else ""
            unit += 1

    def closed(self, unit: int) -> int | None:
        """The section that the list closes: its own, or the parent's.

        That is so where the list is an item itself (3.责任单位：…), or no item before it has a list of its own.
        """
        section = self.passage.units[unit].section
        if section is None:
            return None
        parent = self.sections[section].parent
        if self.opened.get(unit) == section:
            return parent
        return parent if parent is not None and self.alone(unit) and self.shared(parent, section, unit) else section

    def shared(self, parent: int, last: int, unit: int) -> bool:
        """Whether the list `unit` below the last of several items is that of all: none of them has one of its own.

        Paragraphs （一）, （二） may go without a list where others of their kind have theirs.
        """
        items = self.children[parent]
        before = bisect_left(self.lists, unit)
        bare = not before or self.lists[before - 1] < self.sections[parent].sentence
        if len(items) < 2 or not bare or items[-1] != last:
            return False
        return self.sections[last].level > 2 or not self.each_its_own

    @cached_property
    def each_its_own(self) -> bool:
        """Whether an item of the second level that is not the last of its kind has a list of its own."""
        sections, units = self.sections, self.passage.units
        for k in self.lists:
            section = units[k].section
            while section is not None and sections[section].level > 2:
                section = sections[section].parent
            if section is not None and sections[section].level == 2:
                parent = sections[section].parent
                if self.children[parent][-1] != section and self.opened.get(k) != section:
                    return True
        return False

    def alone(self, unit: int) -> bool:
        """Whether the list stands in a paragraph of its own."""
        units = self.passage.units
        return unit == 0 or units[unit - 1].paragraph != units[unit].paragraph

    def inside(self, section: int | None, outer: int | None) -> bool:
        """Whether `section` is `outer` or lies below it."""
        while section is not None and section != outer:
            section = self.sections[section].parent
        return section == outer
