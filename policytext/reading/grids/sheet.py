"""A table of duties: its heading, and its rows with what cells above hold for them too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.reading.grids.columns import TIMES, UNITS, Kinds, below, heading, settle
from policytext.reading.outline.markers import MARKER
from policytext.span import Span

Cells = tuple[Span | None, ...]
HEADING_WITHIN = 4
"""Among so many first rows stands the heading row: a title, or the unit of count, can stand above it."""
COUNT = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[）)]?[.．、]?")
DIGITS = re.compile(r"[（(]?\d")
NOTE = re.compile(r"(?:备 ?)?注(?:\d{0,2}[：:.、]| *\d)|说明[：:]")
"""How a remark begins that stands in a row of its own."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of tasks: what holds for it, spans of the text as given."""

    task: Span
    themes: tuple[Span, ...]
    units: tuple[tuple[str, Span], ...]
    """Column and cell."""
    times: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of duties in a text."""

    span: Span
    rows: tuple[SheetRow, ...]
    cells: tuple[tuple[str, Span], ...]
    """Every cell with the kind of its column, in the order of the text; `heading` and `group` cells among them."""
    rule: str


def sheet_of(text: str, table: Sequence[Cells], rule: str) -> Sheet | None:
    """The table of duties that rows of cells make, or `None` where their heading is none of such a table."""
    found = find_heading(text, table)
    if found is None:
        return None
    kinds, first = found
    cells = [("heading", c) for row in table[:first] for c in row if c]
    rows: list[SheetRow] = []
    above: dict[int, Span] = {}
    group: tuple[Span, ...] = ()
    counted = any(
        c and kinds[k] == "number" and DIGITS.match(text, *c) for row in table for k, c in enumerate(row[: len(kinds)])
    )
    for line in table[first:]:
        row = (*line[: len(kinds)], *[None] * (len(kinds) - len(line)))
        held = [(k, c) for k, c in enumerate(row) if c]
        if heading(written(text, row)):
            cells += [("heading", c) for _, c in held]
        elif len(held) == 1 and NOTE.match(text, *held[0][1]):
            cells.append(("note", held[0][1]))
        elif is_group(text, kinds, held[:1] if (same := repeated(text, held)) else held, counted):
            group = (held[0 if same else -1][1],)
            above.clear()
            cells += [("group" if c == group[0] else "note", c) for _, c in held]
        elif held:
            cells += [(kinds[k] or "note", c) for k, c in held]
            rows += made(kinds, row, above, group)
    if not any(row.units for row in rows):
        return None
    cells.sort(key=lambda c: c[1])
    return Sheet(Span(cells[0][1].start, cells[-1][1].end), tuple(rows), tuple(cells), rule)


def find_heading(text: str, table: Sequence[Cells]) -> tuple[Kinds, int] | None:
    """The kinds of the columns, and the first row below the heading."""
    for k, row in enumerate(table[:HEADING_WITHIN]):
        kinds = heading(written(text, row))
        if kinds is None:
            continue
        following = table[k + 1] if k + 1 < len(table) else ()
        finer = below(kinds, written(text, following)) if len(following) == len(kinds) else None
        return (settle(finer), k + 2) if finer else (settle(kinds), k + 1)
    return None


def written(text: str, row: Cells) -> list[str]:
    """The words of the cells."""
    return [text[c.start : c.end] if c else "" for c in row]


def repeated(text: str, held: list[tuple[int, Span]]) -> bool:
    """Whether the cells of a row all say the same: one cell, which spans them all, written in each column."""
    return len(held) > 2 and len({text[c.start : c.end] for _, c in held}) == 1


def is_group(text: str, kinds: Kinds, held: list[tuple[int, Span]], counted: bool) -> bool:
    """Whether a row heads the rows below: a lone cell, or one behind 一 where rows count 1, 2, 3."""
    if not 1 <= len(held) <= 2:
        return False
    column, cell = held[0]
    words = text[cell.start : cell.end]
    if len(held) == 2:
        han = COUNT.fullmatch(words) and not DIGITS.match(words)
        return bool(han and counted and kinds[column] == "number" and kinds[held[1][0]] in ("theme", "task"))
    if column or COUNT.fullmatch(words):
        return False
    marker = MARKER.match(words)
    return kinds[0] != "task" or (marker is not None and marker["one"] is not None and words[-1] not in "。；")


def made(kinds: Kinds, row: Cells, above: dict[int, Span], group: tuple[Span, ...]) -> Iterator[SheetRow]:
    """The row of tasks that cells make, where it has a task; `above` holds for empty cells that rows share.

    An empty cell says either that the cell above spans this row too, or nothing. Groups, tasks, leaders and deadlines
    are left empty by nobody; of the other units only where the first of them is empty as well.
    """
    own = kinds.index("task")
    leaders = next(k for k, kind in enumerate(kinds) if kind in UNITS)
    named = [k for k, kind in enumerate(kinds) if kind in ("theme", "task") and row[k]]
    if named:  # what stood right of a fresh cell belonged to the one above it
        for k in [k for k in above if named[0] < k <= own and not row[k]]:
            del above[k]
    for k, cell in enumerate(row):
        if cell:
            above[k] = cell
        elif k in above and kinds[k] in UNITS and k != leaders and row[leaders]:
            del above[k]
    task = above.get(own)
    themes = [above[k] for k, kind in enumerate(kinds) if kind == "theme" and k in above]
    if task is None and themes:
        task = themes.pop()
    if task is not None:
        units = tuple((kind, above[k]) for k, kind in enumerate(kinds) if kind in UNITS and k in above)
        times = tuple((kind, above[k]) for k, kind in enumerate(kinds) if kind in TIMES and k in above)
        yield SheetRow(task, (*group, *themes), units, times)
