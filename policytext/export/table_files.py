"""One table as one file: CSV, XLSX, Parquet, JSON Lines."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import MissingDependencyError
from policytext.export.cells import FORMULA, guarded, pieces, text_columns

if TYPE_CHECKING:
    import pandas as pd

SHEET_ROWS = 1_048_575
"""Rows of an XLSX sheet below its head line; a longer table goes on in the sheets `tasks (2)` …"""
FIRST_DAY = dt.datetime(1900, 3, 1)
"""Dates before it are text in XLSX, whose calendar has a 29 February 1900."""
WIDEST = 60


def write_csv(table: pd.DataFrame, name: str, path: Path) -> None:
    """CSV with a byte order mark, which Excel needs to see UTF-8."""
    columns = {c: table[c].map(guarded, na_action="ignore") for c in text_columns(table)}
    table.assign(**columns).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def write_parquet(table: pd.DataFrame, name: str, path: Path) -> None:
    """Parquet."""
    needed("pyarrow", "parquet")
    table.to_parquet(path, index=False, engine="pyarrow")


def write_jsonl(table: pd.DataFrame, name: str, path: Path) -> None:
    """JSON Lines: an object per row, dates as ISO 8601, a missing value as null."""
    with path.open("w", encoding="utf-8", newline="\n") as f:
        for row in rows(table):
            values = (v.date().isoformat() if isinstance(v, dt.datetime) else v for v in row)
            f.write(json.dumps(dict(zip(table.columns, values, strict=True)), ensure_ascii=False) + "\n")


def write_xlsx(table: pd.DataFrame, name: str, path: Path) -> None:
    """One workbook with the table: head line bold and frozen, text as text, dates as dates."""
    xlsxwriter = needed("xlsxwriter", "xlsx")
    # Strings are only ever written as strings; constant memory keeps long tables out of it.
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"created": dt.datetime(2000, 1, 1)})  # the same table gives the same file
        looks = {
            "head": book.add_format({"bold": True}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "text": book.add_format({"quote_prefix": True}),
        }
        for first in range(0, max(1, len(table)), SHEET_ROWS):
            number = first // SHEET_ROWS + 1
            sheet = book.add_worksheet(name[:31] if number == 1 else f"{name[:25]} ({number})")
            fill(sheet, table.iloc[first : first + SHEET_ROWS], looks)


def fill(sheet: Any, table: pd.DataFrame, looks: dict[str, Any]) -> None:
    """One sheet."""
    spread = {c: longest(table[c]) for c in text_columns(table)}
    heads = [str(c) if k == 1 else f"{c} ({k})" for c in table.columns for k in range(1, spread.get(str(c), 1) + 1)]
    sheet.freeze_panes(1, 0)
    for at, head in enumerate(heads):
        sheet.set_column(at, at, min(WIDEST, max(12, 2 * len(head))))
        sheet.write_string(0, at, head, looks["head"])
    for line, row in enumerate(rows(table), 1):
        at = 0
        for column, value in zip(table.columns, row, strict=True):
            parts = pieces(value) if isinstance(value, str) else [value]
            for k, part in enumerate(parts):
                put(sheet, line, at + k, part, looks)
            at += spread.get(str(column), 1)


def longest(values: pd.Series) -> int:
    """How many cells the longest text of a column takes."""
    return max((len(pieces(v)) for v in values if isinstance(v, str)), default=1)


def put(sheet: Any, line: int, at: int, value: Any, looks: dict[str, Any]) -> None:
    """One cell; nothing for a missing value."""
    if isinstance(value, str):
        sheet.write_string(line, at, value, looks["text"] if FORMULA.match(value) else None)
    elif isinstance(value, dt.datetime):
        if value >= FIRST_DAY:
            sheet.write_datetime(line, at, value, looks["day"])
        else:
            sheet.write_string(line, at, value.date().isoformat())
    elif isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif value is not None:
        sheet.write_number(line, at, value)


def rows(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows as plain Python values, a missing one as `None`."""
    columns = [table[c].astype(object).where(table[c].notna(), None).tolist() for c in table.columns]
    for row in zip(*columns, strict=True):
        yield tuple(v.to_pydatetime() if hasattr(v, "to_pydatetime") else v for v in row)


def needed(module: str, extra: str) -> Any:
    """An optional package.

    Raises:
        MissingDependencyError: where it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as e:
        raise MissingDependencyError(
            f"{module} is not installed; run: pip install 'policytext[{extra}]' (缺少可选依赖)"
        ) from e


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet, "jsonl": write_jsonl}
