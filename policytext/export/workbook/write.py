"""A workbook as a file: every table a sheet, behind a sheet that says what is in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from policytext.export.cells import CELL, pieces
from policytext.export.files import free_file, write
from policytext.export.table_files import needed
from policytext.export.workbook.front import write_columns, write_read_me
from policytext.export.workbook.looks import column_width, looks
from policytext.export.workbook.places import Places, Target, heads, plain, targets
from policytext.export.workbook.rows import QUOTED, Slot, blocks, letter, link, sheet_class
from policytext.export.workbook.sheets import FRONT, Part, Workbook, cleaned, head, parts
from policytext.tables import Labels


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
            fill(file.add_worksheet(part.name, sheet_class()), part, led, heads(part, places), formats, book.labels)


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
    columns = {str(c): plain(part.table.iloc[:, k]) for k, c in enumerate(part.table.columns)}
    places = [(c, k) for c, values in columns.items() for k in range(longest(values))]
    shown = [head(part.sheet, c, labels) + (f" ({k + 1})" if k else "") for c, k in places]
    widths = [column_width(text, () if k else set(columns[c])) for text, (c, k) in zip(shown, places, strict=True)]
    sheet.freeze_panes(1, 2 if part.sheet.matrix else 0)
    sheet.autofilter(0, 0, len(part.table), max(0, len(places) - 1))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    for at, (text, room) in enumerate(zip(shown, widths, strict=True)):
        sheet.set_column(at, at, room)
        sheet.write_string(0, at, text, formats["head link" if text in heads_led else "head"])
        if text in heads_led:
            sheet.links += link(f"{letter(at)}1", heads_led[text], text.translate(QUOTED))
    if not len(part.table):
        return
    styles = {name: given._get_xf_index() for name, given in formats.items()}
    slots = [Slot(k, room, styles, matrix=part.sheet.matrix) for (_, k), room in zip(places, widths, strict=True)]
    leading = [led.get(c) if not k else None for c, k in places]
    made = blocks(slots, [columns[c] for c, _ in places], leading)
    sheet.put(made, (len(part.table), len(places) - 1))


def longest(values: Sequence[Any]) -> int:
    """How many cells the longest text of a column takes."""
    long = [v for v in values if isinstance(v, str) and len(v) * 2 > CELL]
    return max((len(pieces(v)) for v in long), default=1)
