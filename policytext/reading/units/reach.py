"""Which tasks an assignment governs (辖域): its own text unit, or those of its row, or of the item of its list."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from policytext.model import Scope, Section
from policytext.reading.passage import Passage, first_together


class Reach:
    """Answers, for a text unit that names organisations, which text units they answer for."""

    def __init__(self, passage: Passage, sections: Sequence[Section], listed: set[int]) -> None:
        self.passage, self.sections = passage, sections
        self.ahead = {k: passage.ahead[k] for k in passage.listed & listed if self.closes_above(k)}
        alone = [k for k in listed if passage.units[k].label == "responsibility" and k not in passage.cells]
        self.lists = sorted([*alone, *self.ahead])

    def closes_above(self, unit: int) -> bool:
        """Whether a list that a task is run together with is that of what stands before it in its paragraph."""
        units = self.passage.units
        directs = units[unit].label in ("task", "goal") and unit not in self.passage.cells
        return directs and unit > 0 and units[unit - 1].paragraph == units[unit].paragraph

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
            return "section", self.below(unit)
        return "sentence", (unit,)

    def below(self, unit: int) -> tuple[int, ...]:
        """The tasks and goals of the section that a heading opens."""
        units, section = self.passage.units, self.opened[unit]
        governed: list[int] = []
        for k in range(unit + 1, len(units)):
            if not self.inside(units[k].section, section):
                break
            if units[k].label in ("task", "goal"):
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
        governed: list[int] = []
        for k in range(first - 1, previous, -1):
            run_on = k in self.ahead  # 2.… behind the list of 1. on the same line
            if section is not None and not run_on and not self.inside(units[k].section, section):
                break
            if section is None and units[k].label == "heading":
                break
            if units[k].label in ("task", "goal"):
                governed.append(k)
        return tuple(reversed(governed)) if governed else self.led(unit)

    def led(self, unit: int) -> tuple[int, ...]:
        """The tasks and goals behind a list that opens its section, where no other list stands among them."""
        units = self.passage.units
        section = units[unit].section
        if section is None or unit in self.ahead:
            return ()
        stop = unit + 1
        while stop < len(units) and units[stop].label == "responsibility":
            stop += 1
        governed: list[int] = []
        for k in range(stop, len(units)):
            if not self.inside(units[k].section, section):
                break
            if units[k].label == "responsibility":
                return ()
            if units[k].label in ("task", "goal"):
                governed.append(k)
        return tuple(governed)

    def closed(self, unit: int) -> int | None:
        """The section that the list closes: its own, or the parent's where no item before it has a list of its own."""
        section = self.passage.units[unit].section
        if section is None or not self.alone(unit):
            return section
        parent = self.sections[section].parent
        if parent is None or self.sections[section].level < 3:
            return section
        siblings = self.children[parent]
        before = bisect_left(self.lists, unit)
        bare = not before or self.lists[before - 1] < self.sections[parent].sentence
        return parent if len(siblings) > 1 and bare and siblings[-1] == section else section

    def alone(self, unit: int) -> bool:
        """Whether the list stands in a paragraph of its own."""
        units = self.passage.units
        return unit == 0 or units[unit - 1].paragraph != units[unit].paragraph

    def inside(self, section: int | None, outer: int) -> bool:
        """Whether `section` is `outer` or lies below it."""
        while section is not None and section != outer:
            section = self.sections[section].parent
        return section == outer
