"""What every reader is given: the view of a text, cut into text units, each with its label and place in the outline."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from policytext.model import Label
from policytext.reading.phrases import inside, places
from policytext.reading.text.view import View
from policytext.span import Taken


@dataclass(slots=True)
class TextUnit:
    """A text unit in the making; offsets are those of the view."""

    start: int
    end: int
    paragraph: int
    """Where the line begins that it stands in."""
    label: Label = "statement"
    rule: str = "label.default"
    section: int | None = None


@dataclass(frozen=True, slots=True)
class DutyCell:
    """A text unit that names units or a time in a row of a table of duties (任务分工表)."""

    column: str
    """What its column holds: lead, responsible, cooperate, deadline, time."""
    governs: tuple[int, ...]
    """The text units of the tasks that it holds for."""


DIRECTIVE: frozenset[Label] = frozenset(("task", "goal", "responsibility"))
"""The labels of text units that direct somebody."""
LONGEST_NAME = 200
"""How far back an opening 《 or “ is looked for: no name is longer, and a line of a million characters stays cheap."""
LONGEST_PHRASE = 18
"""Characters of a set phrase with a comma at most; quoted clauses have more."""
Marks = Iterable[tuple[str, str]]
"""Pairs of marks that enclose titles and quoted phrases."""
MOST_TOGETHER = 12
"""Lists of responsibility that stand together at most."""


@dataclass(slots=True)
class Passage:
    """A text on its way to a `Document`: readers take it, look at `text` (the view's) and give back finds."""

    view: View
    units: list[TextUnit]
    closed: int | None = None
    """Where the instrument's own text ends, and enclosed texts begin: behind its signature."""
    ahead: dict[int, int] = field(default_factory=dict)
    """Where the words of a text unit begin run together with the head, the signature, a heading or a list."""
    bodies: dict[int, int] = field(default_factory=dict)
    """Where the words begin of a text unit that opens a section, or stands in a cell: behind its marker or caption."""
    listed: set[int] = field(default_factory=set)
    """Those of them whose words begin behind a list of those responsible for what stands above."""
    cells: dict[int, DutyCell] = field(default_factory=dict)
    """The text units that are such cells."""
    known: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    """Where the hints stand that one scan has looked for (`reading.cues`); others are looked for when asked."""
    stretches: list[tuple[int, int]] | None = field(default=None, init=False)
    """What `directed` gives, kept for the next reader that asks."""
    formulas: list[tuple[int, str]] | None = None
    """Where the same scan has found phrases of the lexicon of slogans, and which."""
    text: str = field(init=False)
    """The folded string of the view; all offsets of readers are into it."""
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.view.text
        self.starts = [u.start for u in self.units]

    def places(self, literals: tuple[str, ...]) -> list[int]:
        """Where one of the literals stands, in order; the list is not to be changed."""
        found = self.known.get(literals)
        if found is None:
            found = [at for literal in literals for at in places(literal, self.text)]
            found.sort()
        return found

    def holds(self, literals: tuple[str, ...]) -> bool:
        """Whether one of the literals stands in the text."""
        found = self.known.get(literals)
        return any(literal in self.text for literal in literals) if found is None else bool(found)

    def directed(self) -> list[tuple[int, int]]:
        """The stretches of the text that direct somebody, once its text units have their labels."""
        if self.stretches is None:
            self.stretches = found = []
            start = -1
            for unit in self.units:
                if unit.label in DIRECTIVE:
                    if start < 0:
                        start = unit.start
                elif start >= 0:
                    found.append((start, unit.start))
                    start = -1
            if start >= 0:
                found.append((start, len(self.text)))
            for k, words in self.ahead.items():
                if self.units[k].label in DIRECTIVE:
                    leave_out(found, self.units[k].start, words)
        return self.stretches

    def hides(self, taken: Taken, marks: Marks, low: int, start: int, end: int) -> bool:
        """Whether what stands there is part of a find `taken`, or of a name that one of `marks` opens behind `low`."""
        near = max(low, start - LONGEST_NAME)
        if inside(self.text, near, start, marks) and not self.clauses_quoted(near, start):
            return True
        return taken.covers(*self.view.span(start, end))

    def clauses_quoted(self, low: int, at: int) -> bool:
        """Whether the quotation mark that is open at `at` holds clauses and no name (实现“…达到2000名，…”的目标)."""
        opened = self.text.rfind("“", low, at)
        closed = self.text.find("”", at, at + LONGEST_NAME) if opened > self.text.rfind("”", low, at) else -1
        return (
            closed - opened > LONGEST_PHRASE
            and self.text.find("，", opened, closed) > 0
            and self.text.find("《", opened, at) < 0
        )

    def goes_on(self, i: int) -> bool:
        """Whether the paragraph of a text unit goes on behind it; nothing does ahead of the first (-1)."""
        units = self.units
        return 0 <= i < len(units) - 1 and units[i + 1].paragraph == units[i].paragraph

    def unit_at(self, offset: int) -> int:
        """Index of the text unit that holds `offset`, or the one before it."""
        k = bisect_right(self.starts, offset)
        return k - 1 if k else 0


def leave_out(stretches: list[tuple[int, int]], start: int, end: int) -> None:
    """Cut out of the stretch that holds `start` what stands from there to `end`."""
    at = bisect_right(stretches, start, key=itemgetter(0)) - 1
    first, last = stretches[at]
    stretches[at : at + 1] = [(first, start), (end, last)] if first < start else [(end, last)]


def first_together(passage: Passage, unit: int) -> int:
    """The first of the lists that stand together: 牵头单位：…, 配合单位：… and 完成时限：… on lines of their own."""
    first, units = unit, passage.units
    while first and unit - first < MOST_TOGETHER and units[first - 1].label == "responsibility":
        first -= 1
    return first
