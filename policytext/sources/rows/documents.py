"""The rows of a table of texts as documents."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from policytext import __version__
from policytext.errors import MissingDependencyError
from policytext.model import Problem, Source
from policytext.sources.cells import cell_text
from policytext.sources.jobs import Gathered, Place
from policytext.sources.limits import LARGER, LimitError, Limits, rows_beyond
from policytext.sources.metadata import repeated
from policytext.sources.rows import FORMATS, read_sheets
from policytext.sources.rows.row import Row, make_job
from policytext.sources.rows.sheet import (
    NoTableError,
    Sheet,
    Unclosed,
    Unread,
    holds_passages,
    id_column,
    long,
    text_column,
)

UNCLOSED = (
    "a quote is opened in this row and not closed: what follows it, up to the next quote or the end of the file, "
    "stands in its cell, also whole rows"
)
LISTED = 50
"""Rows that a message names."""
SHOWN = 60
"""Characters of an id in it."""
OVERHEAD = 64
"""What a cell with metadata counts beside its characters."""
RATIO = 50
"""Characters that a byte of the file may stand for; packed text comes to some 5."""
SMALL = 5_000_000
"""Characters that may be read of a table however small its file is."""
LOOKED_AT = 20
"""First rows in which such cells are looked for."""
DAMAGE_TELLS = ("excel", "columnar", "objects", "lines")
"""Kinds of tables that cannot be damaged without being told; nearly any text is a CSV table of some kind."""


@dataclass(slots=True)
class Gathering:
    """What has been read of a table file so far."""

    place: Place
    limits: Limits
    source: Source
    left: int
    """Characters that may still be read."""
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, None] = field(default_factory=dict)
    """Names of all columns."""
    empty: list[str] = field(default_factory=list)
    """Rows without text."""
    textless: list[str] = field(default_factory=list)
    """Rows whose text is a number or another thing that is no text."""
    unread: list[str] = field(default_factory=list)
    """Rows that are damaged."""
    unnamed: list[str] = field(default_factory=list)
    """Columns with long texts in a table without a column that is known to hold them."""
    count: int = 0

    def tell(self, code: str, message: str, action: str) -> None:
        """Note a problem of the file."""
        self.problems.append(Problem(code=code, message=message, action=action, path=self.place.name))


def read_table(data: bytes, suffix: str, place: Place, limits: Limits, *, wanted: str | None, only: bool) -> Gathered:
    """The documents of a table of texts; of another table none, which is a problem where it is the `only` source.

    Args:
        data: The bytes of the file.
        suffix: Which of `FORMATS` it is in.
        place: Where it is.
        limits: How much is read at most.
        wanted: The column that holds the texts; else one of a known name.
        only: Whether the caller named this very file.
    """
    source = Source(path=place.name, format=suffix.lstrip("."), sha256=hashlib.sha256(data).hexdigest())
    most = min(limits.unpacked // 2, max(SMALL, RATIO * len(data)))
    got = Gathering(place, limits, source, most)
    try:
        for sheet in read_sheets(data, suffix, limits, wanted):
            got.seen.update(dict.fromkeys(c for c in sheet.columns if c))
            text = text_column(sheet.columns, wanted)
            if not wanted and holds_passages(sheet.columns):
                continue
            if text is not None:
                read_sheet(sheet, text, got)
            else:
                got.unnamed += long_columns(sheet)
    except MissingDependencyError as e:
        got.tell("source.missing_package", str(e), "install it and read again (缺少软件包)")
    except (LimitError, MemoryError) as e:
        got.tell("source.limit", str(e) or "memory does not suffice for the table", LARGER)
    except Exception as e:  # damaged files raise errors of many kinds, and cost only themselves
        if only or got.rows or (FORMATS[suffix] in DAMAGE_TELLS and not isinstance(e, NoTableError)):
            what = f"the table cannot be read{' any further' if got.rows else ''}"
            message = f"{what}: {type(e).__name__}: {' '.join(str(e).split())[:200]}"
            got.tell("source.damaged", message, "open it, save it again and read that (文件损坏)")
    tell_missing(got, wanted, only)
    sheets = {row.sheet for row in got.rows}
    return [make_job(row, place, limits, named=len(sheets) > 1) for row in got.rows], tuple(got.problems)


def tell_missing(got: Gathering, wanted: str | None, only: bool) -> None:
    """Note rows without text, and a table without a column for it where the caller wants it or it looks like one."""
    if got.empty:
        message = f"rows without text, {len(got.empty)} in all, are left out: {listed(got.empty)}"
        got.tell("source.row", message, "fill the cells, or delete the rows (缺正文)")
    if got.textless:
        message = f"rows whose text is no text, {len(got.textless)} in all, are left out: {listed(got.textless)}"
        got.tell("source.row", message, "write the text itself into the cells (正文不是文本)")
    if got.unread:
        message = f"lines that hold no whole JSON object, {len(got.unread)} in all, are left out: {listed(got.unread)}"
        got.tell("source.damaged", message, "get the file again, or correct these lines (文件损坏)")
    if got.unnamed or (only and not got.rows and not got.problems):
        what = f"there is no column {wanted!r}" if wanted else "no column is known to hold texts"
        there = f"the columns are {', '.join(got.seen)}" if got.seen else "the file has no named columns"
        long = f"; long texts stand in {', '.join(dict.fromkeys(got.unnamed))}" if got.unnamed else ""
        got.tell("source.no_text", f"{what}; {there}"[:500] + long, 'name the column: read(..., text="…") (缺正文列)')


def listed(rows: Sequence[str]) -> str:
    """The first rows of many, for a message."""
    return ", ".join(rows[:LISTED]) + (" …" if len(rows) > LISTED else "")


def long_columns(sheet: Sheet) -> list[str]:
    """The columns in whose first cells stand texts as long as documents."""
    found: dict[str, None] = {}
    for values in islice(sheet.rows, LOOKED_AT):
        if not isinstance(values, Unread):
            cells = zip(sheet.columns, values, strict=False)
            found.update(dict.fromkeys(c for c, v in cells if isinstance(v, str) and long(v)))
    return list(found)


def read_sheet(sheet: Sheet, text: str, got: Gathering) -> None:
    """The rows of a table with a text column, added to what was gathered.

    Raises:
        LimitError: where it has too many rows or too much text.
    """
    reader = f"rows (policytext {__version__})" + (f", {sheet.reader}" if sheet.reader else "")
    source = replace(got.source, reader=reader, encoding=sheet.encoding)
    got.problems += [replace(p, path=got.place.name) for p in sheet.problems]
    if twice := repeated(sheet.columns):
        message = f"columns of one name, of which only the first is read: {', '.join(twice)}"
        got.tell("source.partial", message, "give every column a name of its own (列名重复)")
    at, key = sheet.columns.index(text), id_column(sheet.columns)
    for n, values in enumerate(sheet.rows, 1):
        got.count += 1
        if got.count > got.limits.rows:
            raise LimitError(rows_beyond(got.limits))
        if isinstance(values, Unread):
            got.unread.append(values.why)
            continue
        cells: dict[str, str | None] = {}
        for column, value in zip(sheet.columns, values, strict=False):
            if column != text:
                cells.setdefault(column, cell_text(value))
        doc_id = (cells.get(key) or "").strip() if key else ""
        called = f"{n} ({doc_id[:SHOWN]})" if doc_id else str(n)
        written = whole_text(values[at] if at < len(values) else None)
        got.left -= len(written or "") + sum(len(v) + OVERHEAD for v in cells.values() if v)
        if got.left < 0:
            raise LimitError("the texts of the table are too long together; the rest is left out")
        if written is None:
            got.textless.append(f"{called}: {type(values[at]).__name__}")
        elif written.strip():
            odd = tuple(oddities(values, len(sheet.columns)))
            got.rows.append(Row(sheet.name, 0 if sheet.lone else n, doc_id, written, cells, source, odd))
        elif any(cells.values()):
            got.empty.append(called)
            if isinstance(values, Unclosed):
                got.tell("source.row", f"row {called}: {UNCLOSED}", "close the quote (引号未闭合)")


def oddities(values: Sequence[object], width: int) -> Iterator[str]:
    """What looks wrong in the cells of a row that has a text."""
    surplus = [t for v in values[width:] if (t := cell_text(v)) and t.strip()]
    if surplus:
        yield (
            f"the row has more cells than the table has columns: {' | '.join(surplus)[:200]!r} is left out; "
            "a comma in a cell without quotes cuts it in two"
        )
    if isinstance(values, Unclosed):
        yield UNCLOSED


def whole_text(value: object) -> str | None:
    r"""The text of a cell, empty where there is none; of a list of paragraphs each is a line; `None` for other things.

    >>> whole_text("请报送。"), whole_text(["甲", "乙"]), whole_text(float("nan")), whole_text(5)
    ('请报送。', '甲\n乙', '', None)
    """
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return "\n".join(v or "" for v in value) if all(v is None or isinstance(v, str) for v in value) else None
    return value if isinstance(value, str) else "" if cell_text(value) is None else None
