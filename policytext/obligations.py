"""Which unit has to act by when: units and deadlines of one task, paired by clause.

A text unit may tell several bodies to act at several times (甲9月底前完成选址，乙12月底前完成建设), so that not every
deadline of a task binds every unit of it. What a list, a stage heading or the row of a table gives binds the whole
task; what the text unit says itself is paired as it reads: a deadline binds those who are named before it in its
clause, else those it stands ahead of, else those named since the last deadline.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from policytext.arguments import documents_of
from policytext.columns import Column
from policytext.model import Assignment, Deadline, Document
from policytext.tables import Labels, frame
from policytext.tables.rows import Rows, joined
from policytext.tables.schemas import ASSIGNMENT_COLUMNS, DEADLINE_COLUMNS, DOC_ID, TEXT
from policytext.values import body, charged

if TYPE_CHECKING:
    import pandas as pd

OBLIGATION_COLUMNS = {
    "doc_id": DOC_ID,
    "task_id": Column("string", "任务编号", "the task; empty where the text unit is a goal"),
    "governs_id": Column("string", "所及语句编号", "the text unit (task or goal) that both apply to"),
    "assignment_id": Column("string", "责任编号", "id of the mention of the unit, as in `assignments`"),
    "deadline_id": Column("string", "时限编号", "id of the mention of the deadline, as in `deadlines`"),
    "name": ASSIGNMENT_COLUMNS["name"],
    "body": ASSIGNMENT_COLUMNS["body"],
    "role": Column("string", "角色", "responsible, lead, cooperate, supervise; recipients have nothing to do by then"),
    "unit_source": Column(
        "string", "单位来源", "sentence: named in the text unit itself; item, section, row: inherited"
    ),
    "kind": DEADLINE_COLUMNS["kind"],
    "earliest": DEADLINE_COLUMNS["earliest"],
    "latest": DEADLINE_COLUMNS["latest"],
    "recurs": DEADLINE_COLUMNS["recurs"],
    "deadline_source": Column(
        "string", "时限来源", "sentence: set in the text unit itself; section (a stage heading or item), row: inherited"
    ),
    "deadline": Column("string", "时限", "the deadline as printed"),
    "text": TEXT,
}

BREAK = re.compile("[，；。！？：]")
ADVERBIAL = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?\s*"
    r"(?:[自从到在于至并]|力争|确保|原则上|务必|截至|截止)*\s*"
)
"""What may stand before a deadline that opens its clause."""


class Breaks:
    """The marks that part a text unit into clauses, and those of them that part it into segments."""

    def __init__(self, text: str, start: int, end: int) -> None:
        found = [(m.start(), m[0]) for m in BREAK.finditer(text, start, end)]
        self.start = start
        self.clauses = [at for at, _ in found]
        self.segments = [at for at, mark in found if mark in "；。！？"]

    def place(self, at: int) -> tuple[int, int]:
        """In which clause and in which segment something stands."""
        return bisect_left(self.clauses, at), bisect_left(self.segments, at)

    def around(self, at: int) -> tuple[int, int | None]:
        """Where the clause begins that what stands at a place belongs to, and at which mark it ends."""
        k = bisect_left(self.clauses, at)
        return self.clauses[k - 1] + 1 if k else self.start, self.clauses[k] if k < len(self.clauses) else None


@dataclass(slots=True)
class Group:
    """Units that act together, named side by side, and where the first of them stands."""

    start: int
    clause: int
    segment: int
    units: list[Assignment] = field(default_factory=list)


def obligations(documents: Iterable[Document], *, labels: Labels = "en") -> pd.DataFrame:
    r"""One row per unit and deadline that bind the same clause of a task or goal (责任时限).

    A list, a stage heading or a row of a table binds the whole text unit; what the text unit itself says is paired by
    clause. Recipients are left out. A unit may have two roles on one task, and one deadline two units: count distinct.

    Args:
        documents: A corpus, or any documents.
        labels: Language of the column labels.

    >>> from policytext import parse
    >>> doc = parse("一、主要任务\n县民政局9月底前完成选址，县住建局12月底前完成建设。")
    >>> obligations([doc])[["name", "deadline"]].values.tolist()
    [['县民政局', '9月底前'], ['县住建局', '12月底前']]
    """
    held = documents_of(documents, "documents")
    return frame(OBLIGATION_COLUMNS, (row for doc in held for row in rows_of(doc)), labels=labels)


def rows_of(doc: Document) -> Iterator[tuple[Any, ...]]:
    """The rows of one document, in the order of its text units."""
    rows = Rows(doc)
    unit_ids = {id(a): own_id for a, own_id in rows.with_ids("assignment", doc.assignments)}
    time_ids = {id(d): own_id for d, own_id in rows.with_ids("deadline", doc.deadlines)}
    units, times = governing(a for a in doc.assignments if charged(a)), governing(doc.deadlines)
    for k in sorted(times):
        for a, d in pairs(doc, k, units.get(k, ()), times[k]):
            told = body(doc, a)
            yield (
                doc.doc_id,
                rows.task_of.get(k),
                rows.sentence_ids[k],
                unit_ids[id(a)],
                time_ids[id(d)],
                a.name,
                told.name or joined(told.candidates),
                a.role,
                "sentence" if a.sentence == k else a.scope,
                d.kind,
                d.earliest,
                d.latest,
                d.recurs,
                "sentence" if d.sentence == k else "row" if d.scope == "row" else "section",
                d.text,
                doc.sentences[k].text,
            )


Found = TypeVar("Found", Assignment, Deadline)


def governing(finds: Iterable[Found]) -> dict[int, list[Found]]:
    """The finds that hold for a text unit, under its index."""
    found: dict[int, list[Found]] = {}
    for x in finds:
        for k in dict.fromkeys(x.governs):
            found.setdefault(k, []).append(x)
    return found


def pairs(
    doc: Document, k: int, units: Sequence[Assignment], times: Sequence[Deadline]
) -> Iterator[tuple[Assignment, Deadline]]:
    """The units and deadlines of one text unit that belong together."""
    spoken = [a for a in units if a.sentence == k and a.source != "list"]
    own = {a.name for a in spoken if a.role != "supervise"}  # whom a list makes responsible is, though it inspects
    bound = clauses(doc, k, spoken, [d for d in times if d.sentence == k])
    for a in units:
        for d in times:
            if a.sentence == k and a.source != "list":
                together = d.sentence != k or (id(a), id(d)) in bound
            else:  # a list gives the task to it as a whole, unless the text unit says more exactly what it has to do
                together = a.name not in own or d.sentence != k
            if together:
                yield a, d


def clauses(doc: Document, k: int, units: Sequence[Assignment], times: Sequence[Deadline]) -> set[tuple[int, int]]:
    """What is paired of the units and deadlines that one text unit names itself, as pairs of `id()`."""
    if not units or not times:
        return set()
    start, end = doc.sentences[k].span
    breaks = Breaks(doc.text, start, end)
    groups = together(units, times, breaks)
    times = sorted(times, key=lambda d: d.span.start)
    found: set[tuple[int, int]] = set()
    for n, d in enumerate(times):
        before = times[n - 1].span.start if n else start
        after = times[n + 1].span.start if n + 1 < len(times) else end
        for group in chosen(doc.text, d, groups, (before, after), breaks):
            found.update((id(a), id(d)) for a in group.units)
    return found


def chosen(text: str, d: Deadline, groups: Sequence[Group], room: tuple[int, int], breaks: Breaks) -> list[Group]:
    """The groups of units that a deadline binds; `room` is where the deadlines before and after it begin."""
    at = d.span.start
    clause, segment = breaks.place(at)
    left = [g for g in groups if g.start < at]
    if here := [g for g in left if g.clause == clause]:
        return here[-1:]
    ahead = [g for g in groups if g.start >= at and g.segment == segment]  # it may begin with one: 甲开展检查前
    coming = [g for g in ahead if g.start < room[1]]
    if coming and coming[0].clause == clause:
        return coming
    if ahead and alone(text, d, breaks):
        return coming or ahead
    since = [g for g in left if g.start > room[0] and g.segment == segment]
    return since or left[-1:] or [g for g in groups if at <= g.start < room[1]]


def together(units: Sequence[Assignment], times: Sequence[Deadline], breaks: Breaks) -> list[Group]:
    """The units in groups: those of one clause without a deadline between them, and who helps with those before."""
    groups: list[Group] = []
    for a in sorted(units, key=lambda a: a.span.start):
        clause, segment = breaks.place(a.span.start)
        last = groups[-1] if groups else None
        if last and (a.role == "cooperate" or (last.clause == clause and not parted(last.units[-1], a, times))):
            last.units.append(a)
        else:
            groups.append(Group(a.span.start, clause, segment, [a]))
    return groups


def parted(a: Assignment, b: Assignment, times: Sequence[Deadline]) -> bool:
    """Whether a deadline stands between two units."""
    return any(a.span.start < d.span.start < b.span.start for d in times)


def alone(text: str, d: Deadline, breaks: Breaks) -> bool:
    """Whether a deadline is all that its clause says: 9月底前，."""
    begin, _ = breaks.around(d.span.start)
    _, close = breaks.around(d.span.end)
    return close == d.span.end and ADVERBIAL.fullmatch(text, begin, d.span.start) is not None
