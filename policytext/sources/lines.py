"""The text of a document put together line by line: paragraphs, rows of tables, pages."""

import re
from collections.abc import Sequence

from policytext.sources.content import Grid, Row
from policytext.span import Span

BREAKS = re.compile(r"[\t\n\r\v\f]+")
SLACK = 30
"""Twentieths of a point (Word's and RTF's unit) by which two cell edges may differ and still be one column."""


class Lines:
    """Takes paragraphs and rows in reading order; gives the text, the grids and where pages begin."""

    def __init__(self, limit: int) -> None:
        self.full = False
        """Whether something was left out because the text reached the limit."""
        self.pages: list[int] = []
        self._lines: list[str] = []
        self._length = 0
        self._left = limit
        self._table: list[tuple[tuple[Span | None, ...], tuple[int, ...]]] = []
        self._grids: list[Grid] = []

    def paragraph(self, text: str) -> None:
        """A paragraph; it ends the table before it."""
        self.end_table()
        self._line(text)

    def row(self, cells: Sequence[str], edges: Sequence[int] = ()) -> None:
        """A row of the table that is being read; `edges` are the cells' left edges and the last right one, if known."""
        clean = [BREAKS.sub(" ", cell).strip() for cell in cells]
        start = self._length
        if not self._line("\t".join(clean)):
            return
        spans: list[Span | None] = []
        for cell in clean:
            spans.append(Span(start, start + len(cell)) if cell else None)
            start += len(cell) + 1
        self._table.append((tuple(spans), tuple(edges) if len(edges) == len(cells) + 1 else ()))

    def page(self) -> None:
        """A new page begins here."""
        self.pages.append(self._length)

    def end_table(self) -> None:
        """What follows belongs to no table, or to another."""
        if not self._table:
            return
        rows = aligned(self._table)
        last = self._length - 1
        first = last - sum(len(line) + 1 for line in self._lines[-len(rows) :]) + 1
        self._grids.append(Grid(span=Span(first, last), rows=rows))
        self._table = []

    def text(self) -> str:
        """All lines, without a line end behind the last."""
        return "\n".join(self._lines)

    def grids(self) -> tuple[Grid, ...]:
        """The tables that were read."""
        self.end_table()
        return tuple(self._grids)

    def _line(self, text: str) -> bool:
        """Add a line unless the text is full."""
        self._left -= len(text) + 1
        if self._left < 0:
            self.full = True
            return False
        self._lines.append(text)
        self._length += len(text) + 1
        return True


def aligned(table: Sequence[tuple[Row, tuple[int, ...]]]) -> tuple[Row, ...]:
    """The rows with each cell in the column where its left edge lies, `None` where a wide cell covers others.

    >>> a, b, c = Span(0, 1), Span(2, 3), Span(4, 5)
    >>> aligned([((a,), (0, 2000)), ((b, c), (0, 1000, 2000))]) == ((a, None), (b, c))
    True
    """
    if not all(edges for _, edges in table):
        return tuple(row for row, _ in table)
    columns: dict[int, int] = {}
    last = at = -SLACK - 1
    for edge in sorted({edge for _, edges in table for edge in edges[:-1]}):
        if edge - last > SLACK:
            at, last = edge, edge
        columns[edge] = at
    index = {at: i for i, at in enumerate(dict.fromkeys(columns.values()))}
    # Wide in both directions only where a file is odd: then rows stay as they are.
    if len(index) * len(table) > 4 * sum(len(row) for row, _ in table) + 1000:
        return tuple(row for row, _ in table)
    return tuple(placed(row, [index[columns[e]] for e in edges[:-1]], len(index)) for row, edges in table)


def placed(row: Row, at: Sequence[int], width: int) -> Row:
    """One row over all columns; a row whose cells would collide stays as it is."""
    if len(set(at)) < len(at):
        return row
    cells: list[Span | None] = [None] * width
    for i, cell in zip(at, row, strict=True):
        cells[i] = cell
    return tuple(cells)
