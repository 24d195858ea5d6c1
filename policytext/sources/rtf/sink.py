"""Where the text of an RTF file goes: the body, or a header, note or box apart."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.sources.characters import whole
from policytext.sources.docx.numbering import Marker
from policytext.sources.lines import Lines


class Sink:
    """Takes text, ends of paragraphs, of cells and of rows in file order."""

    def __init__(self, kind: str, limit: int) -> None:
        self.kind = kind
        self.lines = Lines(limit)
        self._line: list[str] = []
        self._number = 0
        """Pieces of the current line that are its list number."""
        self._parts: list[str] = []
        self._cells: list[str] = []

    def add(self, text: str) -> None:
        """Text of the current line."""
        self._line.append(text)

    def number_begins(self) -> int:
        """The place in the current line where a list number begins."""
        return len(self._line)

    def number_ends(self, begin: int) -> None:
        """The list number is complete; what stands behind it is decided when the line is."""
        self._line[begin:] = ["".join(self._line[begin:]).strip("\t ")]
        self._number = begin + 1

    def end_line(self, *, in_table: bool) -> None:
        """The end of a paragraph or line."""
        text = self._take()
        if in_table:
            self._parts.append(text)
            return
        self._end_unfinished_row()
        self.lines.paragraph(text)

    def end_cell(self) -> None:
        """The end of a cell of a table."""
        self._parts.append(self._take())
        self._cells.append("\n".join(self._parts))
        self._parts = []

    def end_row(self, edges: Sequence[int]) -> None:
        """The end of a row of a table."""
        if self._cells:
            self.lines.row(self._cells, edges)
        self._cells = []

    def finish(self) -> str:
        """The text, with what was never ended."""
        self._end_unfinished_row()
        if text := self._take():
            self.lines.paragraph(text)
        return self.lines.text()

    def _take(self) -> str:
        """The current line, which begins anew."""
        if not self._number:
            text = whole("".join(self._line))
            self._line = []
            return text
        number, text = (whole("".join(p)) for p in (self._line[: self._number], self._line[self._number :]))
        self._line, self._number = [], 0
        return Marker(text=number).before(text)

    def _end_unfinished_row(self) -> None:
        """Cells and parts of cells that no end of row followed."""
        if self._cells:
            self.lines.row([*self._cells, *(["\n".join(self._parts)] if self._parts else [])])
        else:
            for part in self._parts:
                self.lines.paragraph(part)
        self._cells, self._parts = [], []
