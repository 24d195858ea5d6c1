"""A table of texts, whatever file it was in: its column names and its rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from policytext.model import Problem
from policytext.reading.text.fold import simplified
from policytext.sources.cells import cell_text, folded
from policytext.sources.metadata import canonical

TEXT_COLUMNS = (
    *("text", "正文", "content", "原文", "全文", "内容", "正文内容", "文件内容", "文件正文", "政策全文"),
    *("fulltext", "full_text", "body"),
)
"""Names of the column with the text, the surest first."""
OFFSETS = frozenset({"start", "起点", "span"})
"""A table with offsets beside its texts holds passages that this library found, not documents."""
CHINESE = re.compile("[一-鿿]")
LONG = 300
"""Chinese characters of a cell that make it look like the text of a document, whatever its column is called."""
HEAD = 10
"""First rows among which the names of the columns are looked for: some tables have a title above them."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Stands for a row that cannot be read."""

    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name where a file has several, the names of its columns, and its rows as they come."""

    name: str | None
    columns: tuple[str, ...]
    rows: Iterator[Sequence[object] | Unread]
    problems: tuple[Problem, ...] = ()
    reader: str | None = None
    encoding: str | None = None
    lone: bool = False
    """Whether its one row is the file itself, an object in no list."""


class NoTableError(ValueError):
    """The file is whole, and no table: nothing odd in a folder."""


class Unclosed(list[object]):
    """A row whose last quote is opened and not closed, so that what follows it stands in its cell."""


def long(text: str) -> bool:
    """Whether a text is as long as that of a document."""
    return len(CHINESE.findall(text)) >= LONG


def text_column(columns: Sequence[str], wanted: str | None) -> str | None:
    """The column that holds the texts: the one named, or else one of a known name; `None` where there is none."""
    names = {folded(c): c for c in reversed(columns)}
    if wanted is not None:
        return names.get(folded(wanted))
    names = {c.translate(simplified()): written for c, written in names.items()} | names
    return next((names[c] for c in TEXT_COLUMNS if c in names), None)


def holds_passages(columns: Sequence[str]) -> bool:
    """Whether the rows of a table are passages of documents, as in the tables that this library writes."""
    return bool(OFFSETS & {folded(c) for c in columns})


def id_column(columns: Sequence[str]) -> str | None:
    """The column that holds the ids of the documents: an id, or else a file name."""
    kinds = {c: canonical(c) for c in columns}
    return next((c for wanted in ("doc_id", "file") for c, kind in kinds.items() if kind == wanted), None)


def with_head(
    rows: Iterable[Sequence[object]], wanted: str | None
) -> tuple[tuple[str, ...], Iterator[Sequence[object]]]:
    """Column names and the rows below them: the first row that names a text column, or else the first of all.

    What stands above a head has fewer cells: a row below a full head may hold the word `text` too.
    """
    rest = iter(rows)
    first = list(islice(rest, HEAD))
    names = [tuple(cell_text(c) or "" for c in row) for row in first]
    full = [sum(map(bool, row)) for row in names]
    at = next((i for i, row in enumerate(names) if text_column(row, wanted) and full[i] > max(full[:i], default=0)), 0)
    return (names[at] if names else ()), chain(first[at + 1 :], rest)


def from_records(
    records: Iterable[dict[str, Any] | Unread],
) -> tuple[tuple[str, ...], Iterator[Sequence[object] | Unread]]:
    """Column names, from the first records, and rows of objects; a name that comes later is not a column.

    Raises:
        ValueError: where the first record is damaged; a later one raises when its turn has come.
    """
    rest = iter(records)
    first: list[dict[str, Any] | Unread] = []
    broken: ValueError | None = None
    try:
        first.extend(islice(rest, HEAD))
    except ValueError as e:
        if not first:
            raise
        broken = e
    objects = [record for record in first if isinstance(record, dict)]
    if not objects and (unread := [record.why for record in first if isinstance(record, Unread)]):
        raise ValueError(f"no line of the first {len(first)} holds an object; {unread[0]}")
    columns = tuple(dict.fromkeys(name for record in objects for name in record))

    def rows() -> Iterator[Sequence[object] | Unread]:
        for record in first:
            yield record if isinstance(record, Unread) else [record.get(c) for c in columns]
        if broken:
            raise broken
        for record in rest:
            yield record if isinstance(record, Unread) else [record.get(c) for c in columns]

    return columns, rows()
