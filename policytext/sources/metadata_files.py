"""Metadata tables (元数据表) as files: CSV in any encoding, Excel."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from policytext.errors import MissingDependencyError
from policytext.model import Problem
from policytext.sources.cells import cell_text
from policytext.sources.kinds import kind_of
from policytext.sources.limits import STANDARD
from policytext.sources.metadata import Metadata, canonical, index, repeated, unusable
from policytext.sources.rows import read_sheets
from policytext.sources.rows.delimited import parsed
from policytext.sources.rows.sheet import Unclosed, Unread
from policytext.sources.text import read as read_text

ROOMY = replace(STANDARD, text=STANDARD.file)
"""What is bounded of a table is the file, not each text."""
MARKS = ",;\t，；"
SURPLUS = "has more cells than the head line has columns"
UNCLOSED = "opens a quote that is not closed, which takes whole rows into a cell,"


def read_metadata(path: str | Path) -> Metadata:
    """The metadata table of a file; a table that cannot be used is a problem (元数据表)."""
    try:
        return parse_metadata(Path(path).read_bytes(), str(path))
    except OSError as e:
        return Metadata(problems=(unusable(f"cannot be opened: {e.strerror or e}", str(path)),))


def parse_metadata(data: bytes, name: str) -> Metadata:
    """The metadata table of the bytes of a CSV or Excel file."""
    kind = kind_of(data)
    try:
        if kind == "xlsx":
            return from_workbook(data, name)
        if kind is not None or name.lower().endswith((".xlsx", ".xls", ".parquet", ".json", ".jsonl")):
            what = kind or Path(name).suffix.lower().lstrip(".")
            return Metadata(problems=(unusable(f"is no CSV or Excel table (xlsx) but {what}", name),))
        return from_text(data, name)
    except MissingDependencyError as e:
        return Metadata(problems=(unusable(f"cannot be read: {e}", name),))
    except Exception as e:  # damaged files raise errors of many kinds, and cost only themselves
        what = f"cannot be read: {type(e).__name__}: {' '.join(str(e).split())[:200]}"
        return Metadata(problems=(unusable(what, name),))


def from_workbook(data: bytes, name: str) -> Metadata:
    """The first sheet of a workbook whose head names documents."""
    for sheet in read_sheets(data, ".xlsx", STANDARD, None):
        if {canonical(c) for c in sheet.columns} & {"file", "doc_id"}:
            return from_rows(sheet.columns, sheet.rows, name)
    return Metadata(problems=(unusable("has no column `file` or `doc_id` with values", name),))


def from_text(data: bytes, name: str) -> Metadata:
    """The table of a text file, in any encoding that texts come in."""
    content = read_text(data, ROOMY)
    if any(p.code == "source.no_text" for p in content.problems):
        return Metadata(problems=tuple(unusable(f"is no CSV table: {p.message}", name) for p in content.problems))
    text = content.text.lstrip("\n")
    head = text.split("\n", 1)[0]
    rows = parsed(io.StringIO(text, newline=""), max(MARKS, key=head.count), len(text))
    columns = tuple(cell_text(c) or "" for c in next(rows, ()))
    table = from_rows(columns, rows, name)
    odd = (replace(p, path=name) for p in content.problems if p.code == "source.encoding")
    return replace(table, problems=(*odd, *table.problems))


def from_rows(columns: Sequence[str], rows: Iterable[Sequence[object] | Unread], name: str) -> Metadata:
    """A metadata table of cells below column names; a row with cells out of place is left out, and told."""
    width = len(columns)
    cells: list[dict[str, object]] = []
    odd: dict[int, str] = {}
    for row in filled(rows):
        if isinstance(row, Unclosed):
            odd[len(cells)] = UNCLOSED
        elif any(cell_text(v) for v in row[width:]):
            odd[len(cells)] = SURPLUS
        held: dict[str, object] = {}
        for column, value in zip(columns, row, strict=False):
            held.setdefault(column, value)
        cells.append(held)
    table = index(cells, name, odd)
    return replace(table, problems=(*(twice(columns, name) if cells else ()), *table.problems))


def filled(rows: Iterable[Sequence[object] | Unread]) -> Iterator[Sequence[object]]:
    """The rows in which something stands."""
    for row in rows:
        if not isinstance(row, Unread) and any((cell_text(v) or "").strip() for v in row):
            yield row


def twice(columns: Sequence[str], name: str) -> Iterator[Problem]:
    """A problem for each name that several columns have."""
    for column in repeated(columns):
        yield Problem(
            code="metadata.column",
            message=f"several columns are called {column!r}; the first of them is used",
            action="give every column a name of its own (元数据列名重复)",
            path=name,
        )
