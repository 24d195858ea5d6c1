"""The text of a document put together line by line: paragraphs, rows of tables, pages."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from policytext.sources.content import Grid, Row
from policytext.span import Span

BREAKS = re.compile(r"[\t\n\r\v\f]+")
SLACK = 30
"""Twentieths of a point (Word's and RTF's unit) by which two cell edges may differ and still be one column."""


class Printed(NamedTuple):
    """A line as it stands on a page."""

    text: str
    full: bool
    """Whether it runs up to the right margin."""


class Lines:
    """Takes paragraphs and rows in reading order; gives the text, the grids and where pages begin."""

    def __init__(self, limit: int) -> None:
        self.full = False
        """Whether something was left out because the text reached the limit."""
        self.pages: list[int] = []
        self.full_lines: list[int] = []
        """Where the lines end that run up to the margin."""
        self._lines: list[str] = []
        self._length = 0
        self._left = limit
        self._table: list[tuple[Sequence[str], Sequence[int]]] = []
        self._grids: list[Grid] = []

    def paragraph(self, text: str) -> None:
        """A paragraph; it ends the table before it."""
        self._end_table()
        self._line(text)

    def printed(self, line: Printed) -> None:
        """A line as it stands on a page; it ends the table before it."""
        self.paragraph(line.text)
        if line.full and not self.full:
            self.full_lines.append(self._length - 1)

    def row(self, cells: Sequence[str], edges: Sequence[int] = ()) -> None:
        """A row of the table that is being read.

        Args:
            cells: Their texts, with line ends between paragraphs.
            edges: The cells' left edges and the last right one, where they are known.
        """
        self._table.append((cells, edges if len(edges) == len(cells) + 1 else ()))

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A whole table, each row with as many cells."""
        self._end_table()
        for cells in rows:
            self.row(cells)
        self._end_table()

    def page(self) -> None:
        """A new page begins here."""
        self._end_table()
        self.pages.append(self._length)

    def text(self) -> str:
        """All lines, without a line end behind the last."""
        self._end_table()
        return "\n".join(self._lines)

    def grids(self) -> tuple[Grid, ...]:
        """The tables that were read."""
        self._end_table()
        return tuple(self._grids)

    def _end_table(self) -> None:
        """What follows belongs to no table, or to another."""
        table, self._table = self._table, []
        if len(table) == 1 and len(table[0][0]) == 1:  # a frame round text
            for line in table[0][0][0].split("\n"):
                self._line(line)
            return
        rows = [self._row(cells, at) for (cells, _), at in zip(table, columns(table), strict=True)]
        spans = [span for row in rows for span in row if span is not None]
        if spans:
            self._grids.append(Grid(span=Span(spans[0].start, spans[-1].end), rows=tuple(rows)))

    def _row(self, cells: Sequence[str], at: Sequence[int]) -> Row:
        """Add the line of a row whose cells stand in these columns, the last number being how many there are."""
        clean = [""] * at[-1]
        for cell, column in zip(cells, at, strict=False):
            clean[column] = BREAKS.sub(" ", cell).strip()
        start = self._length
        if not self._line("\t".join(clean).rstrip("\t")):
            return ()
        spans: list[Span | None] = []
        for cell in clean:
            spans.append(Span(start, start + len(cell)) if cell else None)
            start += len(cell) + 1
        return tuple(spans)

    def _line(self, text: str) -> bool:
        """Add a line unless the text is full."""
        self._left -= len(text) + 1
        if self._left < 0:
            self.full = True
            return False
        self._lines.append(text)
        self._length += len(text) + 1
        return True


def columns(table: Sequence[tuple[Sequence[str], Sequence[int]]]) -> list[list[int]]:
    """For each row the columns in which its cells stand, by their left edges, and the number of columns.

    >>> columns([(["wide"], [0, 2000]), (["a", "b"], [0, 1000, 2000])])
    [[0, 2], [0, 1, 2]]
    """
    plain = [[*range(len(cells)), len(cells)] for cells, _ in table]
    if not all(edges for _, edges in table):
        return plain
    places: dict[int, int] = {}
    last = -SLACK - 1
    count = 0
    for edge in sorted({edge for _, edges in table for edge in edges[:-1]}):
        count += not places or edge - last > SLACK
        places[edge], last = count - 1, edge
    # A file in which nothing stands under anything would have as many columns as cells: a bomb.
    if count * len(table) > 8 * sum(len(cells) for cells, _ in table) + 1000:
        return plain
    found = [[places[edge] for edge in edges[:-1]] for _, edges in table]
    return [[*at, count] if len(set(at)) == len(at) else plain[i] for i, at in enumerate(found)]
