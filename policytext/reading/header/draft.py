"""A header in the making: its values with their evidence, the stretches to label, what could not be decided."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from policytext.model import Evidence, Label, Problem
from policytext.reading.header.pieces import Head, Piece
from policytext.reading.header.signature import Signature
from policytext.reading.passage import Passage, TextUnit
from policytext.records import maker
from policytext.span import Span

new_evidence = maker(Evidence)
LEAST_SENTENCE = 8
"""Characters of a sentence behind what the header owns on their line."""
SENTENCE_ENDS = frozenset("。；！？：")


@dataclass(slots=True)
class Draft:
    """A header in the making: values, their evidence, the stretches to label, what could not be decided."""

    passage: Passage
    text: str
    """The folded text."""
    end: int
    """Where the document ends: at its second printing, if it has one."""
    head: Head
    words: list[int]
    """Where the word 附件 stands."""
    listed: list[Piece]
    """The lines of lists of attachments."""
    tail: list[Piece]
    """Web residue and notes on the last lines."""
    given: str = ""
    """A title from beside the text, for where it shows none."""
    attached: list[str] = field(default_factory=list)
    """The names that they list."""
    signatures: list[Signature] = field(default_factory=list)
    named: tuple[str, ...] = ()
    """The issuers that the title names."""
    main: Signature | None = None
    """The signature of the instrument."""
    undated: int = 0
    """Where one without a date ends, in the middle of the text."""
    values: dict[str, Any] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    marked: list[tuple[int, int, Label, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title; empty where none was found."""
        return str(self.values.get("title", ""))

    def give(self, name: str, value: object, start: int, end: int, rule: str) -> None:
        """Note a value with the place it was read from."""
        self.values[name] = value
        shown = "、".join(value) if isinstance(value, tuple) else value
        self.note(name, shown, self.passage.view.span(start, end), rule)

    def note(self, name: str, value: object, span: Span, rule: str) -> None:
        """Keep what a value rests on."""
        self.evidence.append(new_evidence(field=name, value=str(value), span=span, rule=rule))

    def mark(self, pieces: Iterable[Piece], rule: str, label: Label = "furniture") -> None:
        """Note stretches to be labelled."""
        for p in pieces:
            self.marked.append((p.start, p.end, label, rule))

    def last_lines(self) -> tuple[int, int]:
        """From where the body begins to where its last line ends, residue left out."""
        end = min((p.start for p in self.tail), default=self.end)
        return self.head.body, len(self.text[:end].rstrip())

    def report(self, code: str, message: str, action: str, start: int, end: int) -> None:
        """Note something that could not be decided."""
        span = self.passage.view.span(start, end)
        self.problems.append(Problem(code=code, message=message, action=action, span=span))


def apply_labels(passage: Passage, marked: list[tuple[int, int, Label, str]]) -> None:
    """Give each text unit the label that holds for most of it, if the header owns more than half of it."""
    units, starts = passage.units, passage.starts
    partly: dict[int, list[tuple[int, int, Label, str]]] = {}
    done: set[int] = set()
    first = {(start, end): (label, rule) for start, end, label, rule in reversed(marked)}
    for (start, end), (label, rule) in first.items():
        nearest = max(0, bisect_right(starts, start) - 1)
        if nearest < len(units) and starts[nearest] == start and units[nearest].end == end:  # nearly all of them
            units[nearest].label, units[nearest].rule = label, rule
            done.add(nearest)
            continue
        for k in range(nearest, len(units)):
            unit = units[k]
            if unit.start >= end:
                break
            if start <= unit.start and unit.end <= end:
                unit.label, unit.rule = label, rule
                done.add(k)
            elif unit.end > start:
                partly.setdefault(k, []).append((start, end, label, rule))
    for k, owned in partly.items():
        if k in done:
            continue
        unit = units[k]
        at = own_words(passage.text, unit, sorted(owned))
        if at > unit.start and unit.end - at >= LEAST_SENTENCE:
            passage.ahead[k] = at
            continue
        share: Counter[tuple[Label, str]] = Counter()
        for start, end, label, rule in owned:
            share[label, rule] += min(end, unit.end) - max(start, unit.start)
        words = passage.text[unit.start : unit.end].split()
        if share.total() * 2 > sum(map(len, words)):  # blanks between words are nobody's
            unit.label, unit.rule = share.most_common(1)[0][0]


def own_words(text: str, unit: TextUnit, owned: list[tuple[int, int, Label, str]]) -> int:
    """Where the sentence begins that a text unit goes on with behind what the header owns (各镇：现将…)."""
    at = unit.start
    for start, end, _, _ in owned:
        if text[at:start].strip():
            break
        at = max(at, end)
    while at < unit.end and text[at] == " ":
        at += 1
    return at if text[unit.end - 1] in SENTENCE_ENDS else unit.start
