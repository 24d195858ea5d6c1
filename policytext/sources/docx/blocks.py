"""What a story is made of, and how it is laid out as text: one paragraph per line, one row of a table per line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policytext.sources.content import Grid
from policytext.span import Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its marker; line breaks that it holds are line ends."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: how many columns it covers; one merged into the cell above holds nothing."""

    blocks: tuple[Block, ...] = ()
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table
BREAKS = re.compile(r"[\t\n]+")


def lay_out(blocks: list[Block]) -> tuple[str, tuple[Grid, ...]]:
    r"""The text of a story and its tables.

    Inside a cell, paragraphs and the cells of tables stand between spaces. A table of one cell is a frame round text,
    not a table: what it holds stands as if it had no frame.

    >>> lay_out([Paragraph("甲"), Table(((Cell((Paragraph("乙"),)), Cell((Paragraph("丙"), Paragraph("丁")))),))])[0]
    '甲\n乙\t丙 丁'
    """
    sheet = Sheet()
    sheet.place(blocks)
    grids = sorted(sheet.grids, key=lambda g: (g.span.start, -g.span.end))
    return "".join(sheet.parts), tuple(grids)


class Sheet:
    """Text under way. Separators are owed until something follows them, so that none stands at an end."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.grids: list[Grid] = []
        self._owed: list[str] = []
        self._length = 0
        self._begun = False

    def put(self, text: str) -> Span:
        """Add text after what is owed."""
        for piece in self._owed:
            self.parts.append(piece)
            self._length += len(piece)
        self._owed.clear()
        start = self._length
        self.parts.append(text)
        self._length += len(text)
        return Span(start, self._length)

    def place(self, blocks: list[Block] | tuple[Block, ...]) -> None:
        """Blocks as lines of their own."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._new_line()
                if block.text.strip():
                    self.put(block.text)
            elif is_frame(block):
                self.place(block.rows[0][0].blocks)
            else:
                self._place_table(block)

    def _new_line(self) -> None:
        """End the line, if there is one."""
        if self._begun:
            self._owed.append("\n")
        self._begun = True

    def _place_table(self, table: Table) -> None:
        """A table as lines, with its grid."""
        rows = []
        for row in table.rows:
            self._new_line()
            rows.append(self._place_row(row, "\t"))
            while self._owed and self._owed[-1] == "\t":
                self._owed.pop()
        self._keep_grid(rows)

    def _place_row(self, row: tuple[Cell, ...], between: str) -> tuple[Span | None, ...]:
        """A row; a cell over several columns stands at the first of them."""
        spans: list[Span | None] = []
        for cell in row:
            if spans:
                self._owed.append(between)
            spans.append(self._place_cell(cell.blocks))
            for _ in range(cell.columns - 1):
                self._owed.append(between)
                spans.append(None)
        return tuple(spans)

    def _place_cell(self, blocks: tuple[Block, ...]) -> Span | None:
        """The content of a cell on one line."""
        spans: list[Span] = []
        for block in blocks:
            spans.extend(self._place_inside(block, bool(spans)))
        return Span(spans[0].start, spans[-1].end) if spans else None

    def _place_inside(self, block: Block, follows: bool) -> list[Span]:
        """A block inside a cell: the first and last piece of what it put there."""
        if isinstance(block, Paragraph):
            text = BREAKS.sub(" ", block.text).strip()
            if not text:
                return []
            if follows:
                self._owed.append(" ")
            return [self.put(text)]
        return self._place_nested(block, follows)

    def _place_nested(self, table: Table, follows: bool) -> list[Span]:
        """A table inside a cell: its cells stand between spaces, one however many are empty."""
        rows = []
        pieces: list[Span] = []
        for row in table.rows:
            spans: list[Span | None] = []
            for cell in row:
                apart = bool(follows or pieces)
                if apart:
                    self._owed.append(" ")
                found = self._place_cell(cell.blocks)
                if found is not None:
                    pieces.append(found)
                elif apart:
                    self._owed.pop()
                spans += [found, *[None] * (cell.columns - 1)]
            rows.append(tuple(spans))
        self._keep_grid(rows)
        return pieces

    def _keep_grid(self, rows: list[tuple[Span | None, ...]]) -> None:
        """Keep a table, unless it is empty."""
        spans = [s for row in rows for s in row if s is not None]
        if spans:
            self.grids.append(Grid(span=Span(spans[0].start, spans[-1].end), rows=tuple(rows)))


def is_frame(table: Table) -> bool:
    """Whether a table has one cell only."""
    return len(table.rows) == 1 and len(table.rows[0]) == 1
