"""The rows of a table of texts as documents."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policytext import __version__
from policytext.errors import MissingDependencyError
from policytext.model import Problem, Source
from policytext.sources.jobs import Gathered, Place
from policytext.sources.limits import LimitError, Limits
from policytext.sources.rows import FORMATS, read_sheets
from policytext.sources.rows.row import Row, make_job
from policytext.sources.rows.sheet import Sheet, cell_text, holds_passages, id_column, text_column

LISTED = 50
"""Rows that a message names."""
OVERHEAD = 64
"""What a cell with metadata counts beside its characters."""
RATIO = 50
"""Characters that a byte of the file may stand for; packed text comes to some 5."""
SMALL = 5_000_000
"""Characters that may be read of a table however small its file is."""
LARGER = "split the table, or raise the limit with limits=Limits(...) (超出读取限额)"


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
            if text is not None and (wanted or not holds_passages(sheet.columns)):
                read_sheet(sheet, text, got)
    except MissingDependencyError as e:
        got.tell("source.missing_package", str(e), "install it and read again (缺少软件包)")
    except (LimitError, MemoryError) as e:
        got.tell("source.limit", str(e) or "memory does not suffice for the table", LARGER)
    except Exception as e:  # damaged files raise errors of many kinds, and cost only themselves
        # A JSON or CSV file that is no table of texts is nothing odd; a workbook that cannot be opened is.
        if only or got.rows or FORMATS[suffix] in ("excel", "columnar"):
            what = f"the table cannot be read{' any further' if got.rows else ''}"
            message = f"{what}: {type(e).__name__}: {' '.join(str(e).split())[:200]}"
            got.tell("source.damaged", message, "open it, save it again and read that (文件损坏)")
    tell_missing(got, wanted, only)
    sheets = {row.sheet for row in got.rows}
    return [make_job(row, place, limits, named=len(sheets) > 1) for row in got.rows], tuple(got.problems)


def tell_missing(got: Gathering, wanted: str | None, only: bool) -> None:
    """Note rows without text, and a table without a column for it where the caller wants that table."""
    if got.empty:
        named = ", ".join(got.empty[:LISTED]) + (" …" if len(got.empty) > LISTED else "")
        message = f"rows without text, {len(got.empty)} in all, are left out: {named}"
        got.tell("source.row", message, "fill the cells, or delete the rows (缺正文)")
    if only and not got.rows and not got.problems:
        what = f"there is no column {wanted!r}" if wanted else "no column is known to hold texts"
        message = f"{what}; the columns are {', '.join(got.seen) or 'none'}"
        got.tell("source.no_text", message[:500], 'name the column: read(..., text="…") (缺正文列)')


def read_sheet(sheet: Sheet, text: str, got: Gathering) -> None:
    """The rows of a table with a text column, added to what was gathered.

    Raises:
        LimitError: where it has too many rows or too much text.
    """
    reader = f"rows (policytext {__version__})" + (f", {sheet.reader}" if sheet.reader else "")
    source = replace(got.source, reader=reader, encoding=sheet.encoding)
    got.problems += [replace(p, path=got.place.name) for p in sheet.problems]
    at, key = sheet.columns.index(text), id_column(sheet.columns)
    for n, values in enumerate(sheet.rows, 1):
        got.count += 1
        if got.count > got.limits.rows:
            raise LimitError(f"the table has more than {got.limits.rows:,} rows; the rest is left out")
        cells = {c: cell_text(v) for c, v in zip(sheet.columns, values, strict=False)}
        cells.pop(text, None)
        doc_id = (cells.get(key) or "").strip() if key else ""
        written = whole_text(values[at]) if at < len(values) else ""
        got.left -= len(written) + sum(len(v) + OVERHEAD for v in cells.values() if v)
        if got.left < 0:
            raise LimitError("the texts of the table are too long together; the rest is left out")
        if written.strip():
            got.rows.append(Row(sheet.name, n, doc_id, written, cells, source))
        elif any(cells.values()):
            got.empty.append(f"{n} ({doc_id})" if doc_id else str(n))


def whole_text(value: object) -> str:
    """The text of a cell; of a list of paragraphs each is a line."""
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return "\n".join(cell_text(v) or "" for v in value)
    return cell_text(value) or ""
