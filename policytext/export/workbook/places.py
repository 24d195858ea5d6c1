"""Where the rows of a workbook stand, and which cells lead to them (跳转).

A sheet of Excel holds 65,530 links. The columns of a sheet get theirs in the order of `REFERENCES`; a column whose
links do not all fit gets none, and the first sheet of the workbook says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policytext.export.workbook.sheets import Part

LINKS = 65_530
"""Links that a sheet of Excel holds at most."""
SHOWN = 255
"""Characters of a cell that leads somewhere; a longer one gets no link."""

Target = str
"""A cell of the workbook, such as `internal:'tasks'!A12`."""


@dataclass(frozen=True)
class Reference:
    """Cells of `column` lead to the first row of `table` whose `key` is what this row has in `by`."""

    column: str
    table: str
    key: str
    by: str


@dataclass(frozen=True)
class ToProvision:
    """Cells of `column`, the path of a provision, lead to its row; `start` is an offset inside the provision."""

    column: str
    document: str
    start: str


def same(table: str, key: str, *columns: str) -> tuple[Reference, ...]:
    """References of columns that hold the key itself."""
    return tuple(Reference(c, table, key, c) for c in columns)


def counts(*tables: str) -> tuple[Reference, ...]:
    """References from the counts of a document to the first of what was counted."""
    return tuple(Reference(f"n_{t}", t, "doc_id", "doc_id") for t in tables)


REFERENCES: tuple[Reference | ToProvision, ...] = (
    *same("documents", "doc_id", "derived_doc", "source_doc", "doc_id", "target_doc", "candidate"),
    *same("externals", "node_id", "source_doc", "target_doc"),
    ToProvision("derived_provision", "derived_doc", "derived_start"),
    ToProvision("source_provision", "source_doc", "source_start"),
    ToProvision("provision", "doc_id", "start"),
    *same("tasks", "task_id", "task_id"),
    *same("provisions", "provision_id", "provision_id"),
    *same("families", "family", "family"),
    *counts(
        "sections", "sentences", "provisions", "tasks", "assignments", "deadlines", "targets", "slogans", "citations",
        "problems",
    ),
    Reference("units", "assignments", "task_id", "task_id"),
    Reference("deadlines", "deadlines", "task_id", "task_id"),
    Reference("targets", "targets", "task_id", "task_id"),
    Reference("cited_by", "resolutions", "target_doc", "node_id"),
    *same("sentences", "sentence_id", "governs_id", "inherited_from", "sentence_id"),
    *same("sections", "section_id", "parent_id", "section_id"),
)  # fmt: skip
"""Which column leads where; of two for one cell the first that finds something."""


class Places:
    """Where rows stand, by what stands in a column of theirs."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts: dict[str, list[Part]] = defaultdict(list)
        for part in parts:
            self._parts[part.sheet.name].append(part)
        self._rows: dict[tuple[str, str], dict[Hashable, Target]] = {}
        self._provisions: dict[tuple[str, str], list[tuple[int, int, Target]]] | None = None

    def first_rows(self, table: str, key: str) -> Mapping[Hashable, Target]:
        """Value of the column `key` → its first row in that table; none where there is no such column."""
        if (table, key) not in self._rows:
            held: dict[Hashable, Target] = {}
            for part in self._parts.get(table, ()):
                if key in part.table.columns:
                    for line, value in enumerate(plain(part.table[key]), 2):
                        if value is not None:
                            held.setdefault(value, cell(part.name, line))
            self._rows[table, key] = held
        return self._rows[table, key]

    def provision(self, doc_id: Hashable, path: Hashable, start: Any) -> Target | None:
        """The row of a provision; where several of a document have its path, that which holds the offset."""
        if self._provisions is None:
            self._provisions = self._all_provisions()
        found = self._provisions.get((str(doc_id), str(path)), [])
        if len(found) == 1:
            return found[0][2]
        return next((target for a, b, target in found if start is not None and a <= start < b), None)

    def _all_provisions(self) -> dict[tuple[str, str], list[tuple[int, int, Target]]]:
        held = defaultdict(list)
        for part in self._parts.get("provisions", ()):
            columns = [plain(part.table[c]) for c in ("doc_id", "path", "start", "end")]
            for line, (doc_id, path, a, b) in enumerate(zip(*columns, strict=True), 2):
                held[doc_id, path].append((a, b, cell(part.name, line)))
        return held


def cell(sheet: str, line: int) -> Target:
    """The first cell of a row."""
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!A{line}"


def plain(values: Any) -> list[Any]:
    """A column as Python values, a missing one as `None`."""
    out: list[Any] = values.astype(object).where(values.notna(), None).tolist()
    return out


def targets(part: Part, places: Places) -> tuple[dict[str, list[Target | None]], list[str]]:
    """Where the cells of each column lead, and the columns left without links because they are too many."""
    found: dict[str, list[Target | None]] = {}
    for reference in REFERENCES:
        column = reference.column
        if column in part.table.columns:
            led = lead(part, places, reference)
            before = found.get(column)
            found[column] = [a or b for a, b in zip(before, led, strict=True)] if before else led
    room, too_many = LINKS, []
    for column, led in list(found.items()):
        needed = sum(t is not None for t in led)
        if needed > room:
            too_many.append(column)
        if needed == 0 or needed > room:
            del found[column]
        else:
            room -= needed
    return found, too_many


def lead(part: Part, places: Places, reference: Reference | ToProvision) -> list[Target | None]:
    """Where the cells of a column lead by one reference."""
    table = part.table
    if isinstance(reference, ToProvision):
        if reference.document not in table.columns:
            return [None] * len(table)
        starts = plain(table[reference.start]) if reference.start in table.columns else [None] * len(table)
        rows = zip(plain(table[reference.document]), plain(table[reference.column]), starts, strict=True)
        return [places.provision(*row) if row[1] is not None else None for row in rows]
    itself = (reference.table, reference.key) == (part.sheet.name, reference.column)
    if itself or reference.by not in table.columns:
        return [None] * len(table)
    held = places.first_rows(reference.table, reference.key)
    shown = plain(table[reference.column])
    return [held.get(k) if fits(v) else None for k, v in zip(plain(table[reference.by]), shown, strict=True)]


def fits(value: Any) -> bool:
    """Whether a cell can carry a link."""
    return value is not None and len(str(value)) <= SHOWN


def heads(part: Part, places: Places) -> dict[str, Target]:
    """Heads of columns that lead somewhere: those of a matrix, which are the ids of documents."""
    if not part.sheet.matrix:
        return {}
    held = places.first_rows("documents", "doc_id")
    return {str(n): held[n] for n in part.table.columns if n in held and fits(n)}
