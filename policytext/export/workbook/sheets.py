"""What a workbook holds: tables with what is said of them, and facts for its first sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from policytext.columns import Column, Title
from policytext.export.cells import clean_tables, visible
from policytext.tables import Labels

if TYPE_CHECKING:
    import pandas as pd

SHEET_ROWS = 1_048_575
"""Rows of a sheet below its head line; a longer table goes on in the sheets `tasks (2)` …"""
SHEET_COLUMNS = 16_384
"""Columns of a sheet; what goes beyond is left out, and the first sheet says so."""
NAME = 31
"""Characters that a name of a sheet may have."""
UNNAMED = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
FRONT = {"en": ("read me", "columns"), "zh": ("说明", "列说明")}
"""Names of the two sheets before the tables."""


@dataclass(frozen=True)
class Sheet:
    """A table with English column names, and what is said of it and of its columns."""

    name: str
    table: pd.DataFrame
    columns: Mapping[str, Column] = field(default_factory=dict)
    title: Title | None = None
    matrix: bool = False
    """Whether it is a matrix: the heads of its columns are ids of documents, its cells of `SHADES` or absent."""


@dataclass(frozen=True)
class Fact:
    """A line of the first sheet (记录): what it is about in both languages, and its value."""

    en: str
    zh: str
    value: str


@dataclass(frozen=True)
class Workbook:
    """Sheets, facts, and the language of the labels of columns and sheets."""

    title: Fact
    sheets: tuple[Sheet, ...]
    facts: tuple[Fact, ...] = ()
    labels: Labels = "en"
    file: str = "tables.xlsx"
    """What it is called in a folder."""


@dataclass(frozen=True)
class Part:
    """A table, or so much of it as one sheet holds."""

    sheet: Sheet
    name: str
    table: pd.DataFrame
    first: int
    """Rows of the table that stand in earlier sheets."""


def cleaned(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets with visible escapes in their cells, and rows of `problems` for what was escaped or is too long."""
    tables = clean_tables({s.name: s.table for s in sheets}, long_cells=True)
    known = tuple(replace(s, table=tables.pop(s.name).rename(columns=visible)) for s in sheets)
    return (*known, *(Sheet(name, table) for name, table in tables.items()))


def parts(book: Workbook) -> tuple[Part, ...]:
    """The sheets to write, none longer or wider than a sheet may be, under names that are all different."""
    taken = {name.casefold() for name in FRONT[book.labels]}
    return tuple(p for sheet in book.sheets for p in parts_of(sheet, book.labels, taken))


def parts_of(sheet: Sheet, labels: Labels, taken: set[str]) -> Iterator[Part]:
    """The parts of one sheet."""
    table = sheet.table.iloc[:, :SHEET_COLUMNS]
    wanted = sheet.title.zh if labels == "zh" and sheet.title else sheet.name
    for first in range(0, max(1, len(table)), SHEET_ROWS):
        yield Part(
            sheet, free_name(wanted, first // SHEET_ROWS + 1, taken), table.iloc[first : first + SHEET_ROWS], first
        )


def free_name(wanted: str, number: int, taken: set[str]) -> str:
    """A name that a sheet may have and no other sheet has; it is added to those taken.

    >>> free_name("a/b", 1, set()), free_name("tasks", 2, {"tasks"})
    ('a_b', 'tasks (2)')
    """
    safe = UNNAMED.sub("_", wanted) or "_"
    name = safe[:NAME] if number == 1 else numbered(safe, number)
    while name.casefold() in taken or name.casefold() == "history":  # which Excel keeps for itself
        number += 1
        name = numbered(safe, number)
    taken.add(name.casefold())
    return name


def numbered(name: str, number: int) -> str:
    """A name of a sheet with a number behind it."""
    tail = f" ({number})"
    return name[: NAME - len(tail)] + tail


def head(sheet: Sheet, column: Any, labels: Labels) -> str:
    """What stands above a column."""
    known = sheet.columns.get(str(column))
    return known.zh if known and labels == "zh" else str(column)
