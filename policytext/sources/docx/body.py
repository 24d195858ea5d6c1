"""A story (the running text, a header, a footnote) in the order of the document: paragraphs, tables, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.sources.docx.blocks import Block, Cell, Paragraph, Table
from policytext.sources.docx.inline import DELETED, INSERTED, Counts, Runs
from policytext.sources.docx.markup import MC, W, alternative, has, number, switch, value
from policytext.sources.docx.numbering import Counter, Marker, Numbering
from policytext.sources.docx.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

HOLDERS = {*(W + n for n in ("sdt", "sdtContent", "customXml", "smartTag")), *INSERTED}
"""Elements that hold more blocks, rows or cells."""
COLUMNS = 63
"""Columns that Word allows; more in one cell are not believed."""


@dataclass(slots=True, kw_only=True)
class Document:
    """What all stories of a document share."""

    styles: Styles
    numbering: Numbering
    left: int
    """Characters, paragraphs and cells that may still be read."""
    counts: Counts = field(default_factory=Counts)
    boxes: Counter = field(init=False)
    """Text boxes count by themselves, all together."""

    def __post_init__(self) -> None:
        self.boxes = Counter(self.numbering)


class Story:
    """Reads the blocks of one part."""

    def __init__(self, document: Document, root: _Element, counter: Counter | None = None) -> None:
        self._document = document
        self._runs = Runs(root, document.styles, document.counts)
        self._counter = counter or Counter(document.numbering)
        self._led = ""
        """Text whose paragraph mark is hidden: the next paragraph goes on behind it, marker and all."""
        self._carried = ""
        """Text whose paragraph mark is deleted: it belongs to the next paragraph, behind its marker."""

    def read(self, holder: _Element) -> list[Block]:
        """The blocks of a body, cell, footnote or text box."""
        blocks: list[Block] = []
        self._walk(holder, blocks)
        self._flush(blocks)
        return blocks

    def _walk(self, holder: _Element, blocks: list[Block]) -> None:
        """Add the blocks that an element holds."""
        for child in holder:
            if self._document.left < 0:
                return
            self._add(child, blocks)

    def _add(self, element: _Element, blocks: list[Block]) -> None:
        """Add one block."""
        tag = element.tag
        if tag == f"{W}p":
            self._add_paragraph(element, blocks)
        elif tag == f"{W}tbl":
            self._flush(blocks)
            blocks.append(self._table(element))
        elif tag in HOLDERS:
            self._walk(element, blocks)
        elif tag == f"{MC}AlternateContent":
            for child in alternative(element):
                self._add(child, blocks)
        elif tag in DELETED:
            self._document.counts.deleted += 1
        elif tag == f"{W}altChunk":
            self._document.counts.foreign += 1

    def _flush(self, blocks: list[Block]) -> None:
        """Give text that waits for a next paragraph a line of its own."""
        if self._led or self._carried:
            blocks.append(Paragraph(self._led + self._carried))
            self._led = self._carried = ""

    def _add_paragraph(self, element: _Element, blocks: list[Block]) -> None:
        """Add a paragraph, with the text boxes anchored in it before or after it."""
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle") or self._document.styles.default
        inherited = self._document.styles.of(style).hidden
        line = self._runs.read(element, inherited)
        text = "".join(line.text).strip("\n")
        self._document.left -= len(text) + 1
        for box in line.before:
            blocks.extend(self._box(box))
        self._end_paragraph(properties, style, text, inherited, blocks)
        for box in line.after:
            blocks.extend(self._box(box))

    def _end_paragraph(
        self, properties: _Element | None, style: str | None, text: str, hidden: bool, blocks: list[Block]
    ) -> None:
        """Number a paragraph, and see by its mark whether it ends here."""
        mark = None if properties is None else properties.find(f"{W}rPr")
        if has(mark, "ins", "moveTo"):
            self._document.counts.inserted += 1
        if has(mark, "del", "moveFrom"):
            self._document.counts.deleted += 1
            self._carried += text
            return
        said = switch(mark, "vanish")
        unseen = hidden if said is None else said
        if unseen and not text:
            return
        marker = self._marker(properties, style)
        self._document.left -= len(marker.text)
        line = self._led + marker.before(self._carried + text)
        self._led = self._carried = ""
        if unseen:
            self._led = line
        else:
            blocks.append(Paragraph(line))

    def _marker(self, properties: _Element | None, style: str | None) -> Marker:
        """The marker of a paragraph: what it says of its list itself goes before what its style says."""
        listed = None if properties is None else properties.find(f"{W}numPr")
        inherited = self._document.styles.of(style)
        num_id = number(listed, "numId")
        level = number(listed, "ilvl")
        linked = inherited.lineage if num_id is None and level is None else ()
        num_id = inherited.num_id if num_id is None else num_id
        return self._counter.next(num_id, inherited.level if level is None else level, linked)

    def _box(self, element: _Element) -> list[Block]:
        """The blocks of a text box, which has fields and numbering apart from the paragraph round it."""
        return Story(self._document, element, self._document.boxes).read(element)

    def _table(self, element: _Element) -> Table:
        """A table without the rows that were deleted."""
        return Table(tuple(row for r in held(element, f"{W}tr") if (row := self._row(r)) is not None))

    def _row(self, element: _Element) -> tuple[Cell, ...] | None:
        """The cells of a row; `None` where the row was deleted, is hidden or beyond the limit."""
        properties = element.find(f"{W}trPr")
        if has(properties, "del"):
            self._document.counts.deleted += 1
            return None
        if has(properties, "ins"):
            self._document.counts.inserted += 1
        if self._document.left < 0:
            return None
        cells = [Cell() for _ in range(columns(properties, "gridBefore", 0))]
        cells += [self._cell(c) for c in held(element, f"{W}tc")]
        return tuple(cells + [Cell() for _ in range(columns(properties, "gridAfter", 0))])

    def _cell(self, element: _Element) -> Cell:
        """A cell; one that is merged into another, or was deleted, holds nothing."""
        properties = element.find(f"{W}tcPr")
        width = columns(properties, "gridSpan", 1)
        self._document.left -= width
        merged = any(
            has(properties, n) and value(properties, n) in {None, "continue"} for n in ("vMerge", "hMerge")
        )  # fmt: skip
        if has(properties, "cellDel"):
            self._document.counts.deleted += 1
        if merged or has(properties, "cellDel") or self._document.left < 0:
            return Cell(columns=width)
        return Cell(tuple(self.read(element)), width)


def held(element: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or cells of a row, those inside content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in HOLDERS:
            yield from held(child, tag)


def columns(properties: _Element | None, name: str, least: int) -> int:
    """How many columns a property counts."""
    return min(max(number(properties, name) or least, least), COLUMNS)
