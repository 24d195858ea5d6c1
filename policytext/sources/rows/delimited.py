"""Tables of texts with delimiters: CSV, TSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from policytext.sources.limits import Limits
from policytext.sources.rows.sheet import Sheet, text_column, with_head
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
    """The rows of a table; a cell may be as long as a text."""
    reader = csv.reader(source, delimiter=mark)
    while True:
        with cells_up_to(longest):
            row = next(reader, None)
        if row is None:
            return
        yield row


@contextmanager
def cells_up_to(size: int) -> Iterator[None]:
    """Raise the length of a cell that the csv module reads, which holds for the whole process, and put it back."""
    before = csv.field_size_limit(size + 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)
