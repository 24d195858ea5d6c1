"""Tables of data: told from tables that only lay out a page, and written as rows with their spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from lxml.etree import _Element

WIDEST, TALLEST = 200, 10_000
"""Columns of a table, and rows that one cell may stand for."""
MOST = 500_000
"""Cells of a table beyond which spans count no more."""
PARTS = ("thead", "tbody", "tfoot")
LAYOUT_CELL = 600
"""A cell of more characters that holds most of a table without borders is the page's text, laid out."""
GRID = 3
"""So many rows, with so many cells that hold text, has a table of data that holds others in its cells."""


class Said(Protocol):
    """A line of a cell, and how many of its characters are linked."""

    @property
    def text(self) -> str: ...  # noqa: D102 - said by the class
    @property
    def linked(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, and how many columns and rows it takes."""

    text: str
    columns: int = 1
    rows: int = 1
    linked: int = 0


def rows_of(table: _Element, read: Callable[[_Element], Sequence[Said]]) -> list[list[Cell]] | None:
    """The rows of a table of data; `None` for a table that lays out the page."""
    if table.get("role") in ("presentation", "none"):
        return None
    parts = [part for child in table for part in (child.iterchildren("tr") if child.tag in PARTS else (child,))]
    found = [list(tr.iterchildren("td", "th")) for tr in parts if tr.tag == "tr"]
    rows = [row for row in found if row]
    if not is_data(table, rows) or (
        next(table.iterdescendants("table"), None) is not None and not is_grid(table, rows)
    ):
        return None
    return [[read_cell(cell, read) for cell in row] for row in rows]


def is_data(table: _Element, rows: list[list[_Element]]) -> bool:
    """Whether a table has several rows and columns, and is ruled or has no cell that is most of it."""
    if max(map(len, rows), default=0) < 2:
        return False
    if not any(sum(is_filled(cell) for cell in row) > 1 for row in rows):  # the others are margins
        return False
    ruled = next(table.iterdescendants("th"), None) is not None or has_rules(table) or has_rules(rows[0][0])
    if len(rows) < 2:
        return ruled
    sizes = [sum(len(text.strip()) for text in cell.itertext()) for row in rows for cell in row]
    return ruled or max(sizes) < LAYOUT_CELL or max(sizes) * 2 < sum(sizes)


def is_grid(table: _Element, rows: list[list[_Element]]) -> bool:
    """Whether a table that holds others is one of data all the same: ruled, with several full rows, none of it long."""
    full = sum(sum(is_filled(cell) for cell in row) >= GRID for row in rows)
    ruled = has_rules(table) or has_rules(rows[0][0])
    return ruled and full >= GRID and all(sum(map(len, cell.itertext())) < LAYOUT_CELL for row in rows for cell in row)


def is_filled(cell: _Element) -> bool:
    """Whether a cell shows any text."""
    return any(text.strip() for text in cell.itertext())


def has_rules(element: _Element) -> bool:
    """Whether lines are drawn around an element."""
    style = (element.get("style") or "").lower()
    return (element.get("border") or "0").strip() not in ("", "0") or ("border" in style and "solid" in style)


def read_cell(cell: _Element, read: Callable[[_Element], Sequence[Said]]) -> Cell:
    """A cell with its paragraphs on one line."""
    lines = read(cell)
    text = " ".join(line.text.strip() for line in lines).replace("\t", " ")
    columns, rows = spanned(cell.get("colspan"), WIDEST), spanned(cell.get("rowspan"), TALLEST)
    return Cell(text, columns, rows, sum(line.linked for line in lines))


def spanned(value: str | None, most: int) -> int:
    """How many columns or rows an attribute asks for."""
    digits = (value or "").strip()
    return min(max(int(digits), 1), most) if digits.isdecimal() and len(digits) < 7 else 1


def place_cells(rows: list[list[Cell]]) -> Iterator[tuple[str, tuple[tuple[int, int] | None, ...]]]:
    """Each row as a line with tabs between its cells, and where in the line each cell stands."""
    below: dict[int, int] = {}  # column → rows that a cell above still takes
    placed = 0
    for row in rows:
        texts: list[str] = []
        for cell in row:
            while below.get(len(texts), 0) > 0:
                below[len(texts)] -= 1
                texts.append("")
            for k in range(cell.columns if len(texts) < WIDEST and placed < MOST else 1):
                below[len(texts)] = cell.rows - 1
                texts.append("" if k else cell.text)
        for at in range(len(texts), max((c + 1 for c, left in below.items() if left > 0), default=0)):
            below[at] = below.get(at, 0) - 1
            texts.append("")
        placed += len(texts)
        if placed > MOST:
            below.clear()
        yield "\t".join(texts), tuple(bounds(texts))


def bounds(texts: list[str]) -> Iterator[tuple[int, int] | None]:
    """Start and end of each text among those joined by tabs; `None` for an empty one."""
    at = 0
    for text in texts:
        yield (at, at + len(text)) if text else None
        at += len(text) + 1
