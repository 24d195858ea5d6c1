"""A workbook as a file: every table a sheet, behind a sheet that says what is in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from policytext.export.cells import FORMULA, pieces, text_columns
from policytext.export.files import free_file, write
from policytext.export.table_files import needed, rows
from policytext.export.workbook.front import write_columns, write_read_me
from policytext.export.workbook.looks import SHADES, column_width, height, looks
from policytext.export.workbook.places import Places, Target, heads, targets
from policytext.export.workbook.sheets import FRONT, Part, Workbook, cleaned, head, parts
from policytext.tables import Labels

FIRST_DAY = dt.datetime(1900, 3, 1)
"""Dates before it are text in XLSX, whose calendar has a 29 February 1900."""
EXACT = 10**15
"""Whole numbers from here on are text: a cell holds 15 digits."""
ABSENT = "absent"
"""What the empty cells of a matrix say."""


def write_workbook(book: Workbook, path: Path) -> None:
    """Write a workbook; the same tables give the same bytes.

    Raises:
        MissingDependencyError: where xlsxwriter is not installed.
    """
    xlsxwriter = needed("xlsxwriter", "xlsx")
    book = replace(book, sheets=cleaned(book.sheets))
    held = parts(book)
    places = Places(held)
    planned = [targets(part, places) for part in held]
    too_many = [(part.name, head(part.sheet, c, book.labels)) for part, (_, more) in zip(held, planned, strict=True)
                for c in more]  # fmt: skip
    # Strings are only ever written as strings; constant memory keeps long tables out of it.
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as file:
        file.set_properties({"title": book.title.en, "created": dt.datetime(2000, 1, 1)})
        formats = looks(file)
        front = [file.add_worksheet(name) for name in FRONT[book.labels]]
        lines = write_columns(front[1], held, formats, book.labels)
        write_read_me(front[0], book, held, too_many, lines, formats)
        for part, (led, _) in zip(held, planned, strict=True):
            fill(file.add_worksheet(part.name), part, led, heads(part, places), formats, book.labels)


def save_workbook(book: Workbook, path: str | Path, *, overwrite: bool = False) -> Path:
    """Write a workbook as a file of its own; either the whole file is there afterwards or none.

    Raises:
        InputError: where the path does not end in `.xlsx`, or the file is there already.
    """
    path = workbook_path(path, overwrite=overwrite)
    return write(path.parent, {path.name: partial(write_workbook, book)}, overwrite=overwrite)[0]


def workbook_path(path: object, *, overwrite: bool) -> Path:
    """The file of a workbook, checked before anything is worked out.

    Raises:
        InputError: where the path does not end in `.xlsx`, or the file is there already.
        MissingDependencyError: where xlsxwriter is not installed.
    """
    needed("xlsxwriter", "xlsx")
    return free_file(path, (".xlsx",), "the workbook", overwrite=overwrite)


def fill(
    sheet: Any,
    part: Part,
    led: Mapping[str, Sequence[Target | None]],
    heads_led: Mapping[str, Target],
    formats: Mapping[str, Any],
    labels: Labels,
) -> None:
    """One sheet."""
    names = [str(c) for c in part.table.columns]
    spread = {c: longest(part.table[c]) for c in text_columns(part.table)}
    slots = [(c, k) for c in names for k in range(spread.get(c, 1))]
    shown = [head(part.sheet, c, labels) + (f" ({k + 1})" if k else "") for c, k in slots]
    widths = [column_width(text, part.table[c] if not k else ()) for text, (c, k) in zip(shown, slots, strict=True)]
    sheet.freeze_panes(1, 2 if part.sheet.matrix else 0)
    sheet.autofilter(0, 0, len(part.table), max(0, len(slots) - 1))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    for at, (text, room) in enumerate(zip(shown, widths, strict=True)):
        sheet.set_column(at, at, room)
        if text in heads_led:
            sheet.write_url(0, at, heads_led[text], formats["head link"], text)
        else:
            sheet.write_string(0, at, text, formats["head"])
    for line, row in enumerate(rows(part.table), 1):
        split = [part_of(value, k) for c, value in zip(names, row, strict=True) for k in range(spread.get(c, 1))]
        sheet.set_row(line, height(split, widths))
        for at, ((c, k), value) in enumerate(zip(slots, split, strict=True)):
            if part.sheet.matrix and value in SHADES:
                sheet.write_string(line, at, value, formats[f"shade {value}"])
            elif value is not None and not (part.sheet.matrix and value == ABSENT):
                put(sheet, (line, at), value, led[c][line - 1] if c in led and not k else None, formats)


def part_of(value: Any, k: int) -> Any:
    """What stands in the k-th of the cells that a value takes."""
    if not isinstance(value, str):
        return None if k else value
    parts_of_it = pieces(value)
    return parts_of_it[k] if k < len(parts_of_it) else None


def longest(values: Any) -> int:
    """How many cells the longest text of a column takes."""
    return max((len(pieces(v)) for v in values if isinstance(v, str)), default=1)


def put(sheet: Any, at: tuple[int, int], value: Any, target: Target | None, formats: Mapping[str, Any]) -> None:
    """One cell, and where it leads."""
    value = writable(value)
    if isinstance(value, str):
        guard = " =" if FORMULA.match(value) else ""
        if target:
            sheet.write_url(*at, target, formats["link" + guard], value)
        else:
            sheet.write_string(*at, value, formats["text" + guard])
        return
    if target:
        sheet.write_url(*at, target, formats["value link"], str(value))  # the link; the value is written over its text
    look = formats["value link" if target else "value"]
    if isinstance(value, dt.datetime):
        sheet.write_datetime(*at, value, formats["day"])
    elif isinstance(value, bool):
        sheet.write_boolean(*at, value, look)
    else:
        sheet.write_number(*at, value, look)


def writable(value: Any) -> Any:
    """The value as a cell can hold it; as text what a spreadsheet would change."""
    if isinstance(value, dt.datetime):
        return value if value >= FIRST_DAY else value.date().isoformat()
    if isinstance(value, (str, bool)):
        return value
    if isinstance(value, int) and abs(value) >= EXACT:
        return str(value)
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return str(value)
    return value if isinstance(value, (int, float)) else str(value)
