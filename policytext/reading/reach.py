"""What a list of responsibility or a limit governs (辖域): its own text unit, or those of its row, section, item."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from policytext.model import Scope, Section
from policytext.reading.passage import Passage, first_together


class Reach:
    """Answers, for a text unit that names organisations or a limit, which text units they hold for.

    Lists and limits that stand together (责任单位：…, 完成时限：…) hold for the same.
    """

    def __init__(self, passage: Passage, sections: Sequence[Section]) -> None:
        self.passage, self.sections = passage, sections
        self.ahead = {k: passage.ahead[k] for k in passage.listed if self.closes_above(k)}

    def closes_above(self, unit: int) -> bool:
        """Whether a list that a task is run together with is that of what stands before it in its paragraph."""
        units = self.passage.units
        directs = units[unit].label in ("task", "goal") and unit not in self.passage.cells
        return directs and unit > 0 and units[unit - 1].paragraph == units[unit].paragraph

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

    def below(self, start: int, section: int) -> tuple[int, ...]:
        """The tasks and goals of a section from the text unit `start` on."""
        units = self.passage.units
        governed: list[int] = []
        for k in range(start, len(units)):
            if units[k].label in ("task", "goal"):
                if not self.inside(units[k].section, section):
                    break
                governed.append(k)
        return tuple(governed)

    def item(self, unit: int) -> tuple[int, ...]:
        """The tasks and goals of the item before its list, back to the list before; if none, those that it opens."""
        units = self.passage.units
        first = first_together(self.passage, unit)
        section = units[unit - 1].section if unit in self.ahead else self.closed(first)
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
        if governed or section is None or unit in self.ahead:
            return tuple(reversed(governed))
        return self.led(unit, section)

    def led(self, unit: int, section: int) -> tuple[int, ...]:
        """The tasks and goals behind a list that opens its section, where no other list stands among them."""
        behind = bisect_left(self.lists, unit)
        while behind < len(self.lists) and self.lists[behind] == unit:
            unit, behind = unit + 1, behind + 1
        if behind < len(self.lists) and self.inside(self.passage.units[self.lists[behind]].section, section):
            return ()
        return self.below(unit, section)

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

    def inside(self, section: int | None, outer: int) -> bool:
        """Whether `section` is `outer` or lies below it."""
        while section is not None and section != outer:
            section = self.sections[section].parent
        return section == outer
