"""Tables of texts with delimiters: CSV, TSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from policytext.sources.limits import Limits
from policytext.sources.rows.sheet import Sheet, Unclosed, text_column, with_head
from policytext.sources.text import read as read_text

MARKS = ",;\t，；|"
BEGINNING = 2_000
"""First characters of a table that show what stands between its cells."""


def sheets(data: bytes, limits: Limits, wanted: str | None) -> Iterator[Sheet]:
    """The one table of a file, in any encoding that texts come in."""
    roomy = replace(limits, text=max(limits.text, limits.file))  # what is bounded is each text, not all together
    content = read_text(data, roomy)
    text = content.text.lstrip("\n")
    mark = find_mark(text[:BEGINNING], wanted)
    columns, rows = with_head(parsed(io.StringIO(text, newline=""), mark, limits.file), wanted)
    yield Sheet(None, columns, rows, content.problems, None, content.encoding)


def find_mark(start: str, wanted: str | None) -> str:
    """What stands between the cells: the sign with which a text column is named, or the most frequent in the head."""
    head = start.split("\n", 1)[0]
    marks = sorted(MARKS, key=head.count, reverse=True)
    for mark in marks:
        columns, _ = with_head(csv.reader(io.StringIO(start, newline=""), delimiter=mark), wanted)
        if text_column(columns, wanted):
            return mark
    return marks[0]


def parsed(source: io.StringIO, mark: str, longest: int) -> Iterator[Sequence[object]]:
    """The rows of a table; a cell may be as long as a text.

    A quote that is not closed takes the file's end into its cell, or all up to the next quote, behind which the cell
    goes on: either is an `Unclosed` row.
    """
    lines: list[str] = []
    reader = csv.reader(taken(source, lines), delimiter=mark)
    while True:
        lines.clear()
        with cells_up_to(longest):
            row = next(reader, None)
            if row is None:
                return
            unclosed = len(lines) > 1 and not closes(lines, mark)
        yield Unclosed(row) if unclosed else row


def taken(source: Iterable[str], lines: list[str]) -> Iterator[str]:
    """The lines of a source, each noted as it is taken."""
    for line in source:
        lines.append(line)
        yield line


def closes(lines: Sequence[str], mark: str) -> bool:
    """Whether the lines of a row are one as the format has it, with every quote where it belongs."""
    try:
        return len(list(csv.reader(lines, delimiter=mark, strict=True))) == 1
    except csv.Error:
        return False


@contextmanager
def cells_up_to(size: int) -> Iterator[None]:
    """Raise the length of a cell that the csv module reads, which holds for the whole process, and put it back."""
    before = csv.field_size_limit(size + 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)
