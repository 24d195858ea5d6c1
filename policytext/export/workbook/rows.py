"""The rows of a sheet as XML (行): one pass over each column, each different value worked out once.

XlsxWriter makes an object, a check and a lookup of every cell; a sheet of tasks has hundreds of thousands. Here the
cells of a block of rows are put together column by column as the text of the sheet. All else of the workbook, and
the styles, are XlsxWriter's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from policytext.export.cells import FORMULA, pieces
from policytext.export.workbook.looks import LINE, SHADES, lines
from policytext.export.workbook.places import Target

DAY_ZERO = dt.datetime(1899, 12, 30)
"""From which XLSX counts days."""
FIRST_DAY = dt.datetime(1900, 3, 1)
"""Dates before it are text in XLSX, whose calendar has a 29 February 1900."""
EXACT = 10**15
"""Whole numbers from here on are text: a cell holds 15 digits."""
ABSENT = "absent"
"""What the empty cells of a matrix say."""
KEPT = 200
"""Characters of a value that is worked out once for a column; longer ones hardly come again."""
BLOCK = 2_000
"""Rows that are put together at a time."""
ESCAPE = re.compile(r"(_x[0-9a-fA-F]{4}_)")
"""What XLSX would read as the escape of a character."""
MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
QUOTED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#xA;", "\t": "&#x9;"})


class Cell(NamedTuple):
    """A cell without its place: its XML behind the place, the lines that it needs, what a link shows."""

    xml: str
    lines: int
    shown: str


NOTHING = Cell("", 1, "")


class Slot:
    """A column of the sheet: the cells of one column of a table, or the k-th pieces of its long texts."""

    def __init__(self, k: int, room: int, styles: Mapping[str, int], *, matrix: bool) -> None:
        self.k, self.room, self.styles, self.matrix = k, room, styles, matrix
        self.known: dict[tuple[Any, bool, type], Cell] = {}

    def cell(self, value: Any, *, led: bool) -> Cell:
        """The cell of a value; `led` where it leads somewhere."""
        key = (value, led, type(value))  # 1, 1.0 and True are equal
        found = self.known.get(key)
        if found is None:
            found = self.made(value, led=led)
            if not isinstance(value, str) or len(value) <= KEPT:
                self.known[key] = found
        return found

    def made(self, value: Any, *, led: bool) -> Cell:
        """The same, worked out."""
        if value is None or (self.matrix and value == ABSENT):
            return NOTHING
        if isinstance(value, str):
            parts = pieces(value)
            if self.k >= len(parts):
                return NOTHING
            return self.text(parts[self.k], led=led)
        return NOTHING if self.k else self.number(writable(value), led=led)

    def text(self, text: str, *, led: bool) -> Cell:
        """The cell of a text."""
        if self.matrix and text in SHADES:
            style = f"shade {text}"
        else:
            style = ("link" if led else "text") + (" =" if FORMULA.match(text) else "")
        space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
        shown = ESCAPE.sub(r"_x005F\1", text).translate(MARKUP)
        xml = f' s="{self.styles[style]}" t="inlineStr"><is><t{space}>{shown}</t></is></c>'
        return Cell(xml, lines(text, self.room), text.translate(QUOTED) if led else "")

    def number(self, value: Any, *, led: bool) -> Cell:
        """The cell of a number, a day, or yes and no."""
        if isinstance(value, str):
            return self.text(value, led=led)
        style = self.styles["value link" if led else "value"]
        shown = str(value).translate(QUOTED) if led else ""
        if isinstance(value, dt.datetime):
            return Cell(f' s="{self.styles["day"]}"><v>{(value - DAY_ZERO) / dt.timedelta(1):.16G}</v></c>', 1, shown)
        if isinstance(value, bool):
            return Cell(f' s="{style}" t="b"><v>{int(value)}</v></c>', 1, shown)
        return Cell(f' s="{style}"><v>{value:.16G}</v></c>', 1, shown)


def writable(value: Any) -> Any:
    """The value as a cell can hold it; as text what a spreadsheet would change."""
    if isinstance(value, dt.datetime):
        return value if value >= FIRST_DAY else value.date().isoformat()
    if isinstance(value, (str, bool)):
        return value
    if isinstance(value, int) and abs(value) >= EXACT:
        return str(value)
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return str(value)
    return value if isinstance(value, (int, float)) else str(value)


def blocks(
    slots: Sequence[Slot],
    columns: Sequence[Sequence[Any]],
    led: Sequence[Sequence[Target | None] | None],
) -> Iterator[tuple[str, str]]:
    """The rows below the head line in blocks: their XML, and that of their links.

    Args:
        slots: The columns of the sheet.
        columns: For each its values.
        led: For each where its cells lead; `None` where none does.
    """
    letters = [letter(at) for at in range(len(slots))]
    for start in range(0, max(map(len, columns), default=0), BLOCK):
        made = [
            [slot.cell(v, led=False) for v in values[start : start + BLOCK]]
            if where is None
            else [
                slot.cell(v, led=t is not None)
                for v, t in zip(values[start : start + BLOCK], where[start:], strict=False)
            ]
            for slot, values, where in zip(slots, columns, led, strict=True)
        ]
        leading = [(name, cells, where) for name, cells, where in zip(letters, made, led, strict=True) if where]
        rows, links = [], []
        for line, row in enumerate(zip(*made, strict=True), start + 2):
            cells = "".join([f'<c r="{name}{line}"{c.xml}' for name, c in zip(letters, row, strict=True) if c.xml])
            rows.append(f'<row r="{line}" ht="{LINE * max(c.lines for c in row):g}" customHeight="1">{cells}</row>')
            for name, cells_led, where in leading:
                if (target := where[line - 2]) is not None:
                    links.append(link(f"{name}{line}", target, cells_led[line - 2 - start].shown))
        yield "".join(rows), "".join(links)


def link(place: str, target: Target, shown: str) -> str:
    """The link of a cell to another of the workbook."""
    return f'<hyperlink ref="{place}" location="{location(target)}" display="{shown}"/>'


@lru_cache(maxsize=4096)
def location(target: Target) -> str:
    """Where a link leads, as an attribute."""
    return target.removeprefix("internal:").translate(QUOTED)


def letter(at: int) -> str:
    """The letters of a column.

    >>> letter(0), letter(26), letter(702)
    ('A', 'AA', 'AAA')
    """
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


@lru_cache(maxsize=1)
def sheet_class() -> type[Any]:
    """A worksheet of XlsxWriter that also takes rows and links as XML."""
    from xlsxwriter.worksheet import Worksheet

    class Rows(Worksheet):  # type: ignore[misc]
        """Head line and looks as any worksheet, then rows as they are given."""

        links = ""

        def put(self, made: Iterator[tuple[str, str]], last: tuple[int, int]) -> None:
            """Write rows behind those written, down to the last cell."""
            self._write_single_row(last[0])  # the head line, which it holds back
            found = [self.links]
            for rows, links in made:
                self.fh.write(rows)
                found.append(links)
            self.links = "".join(found)
            self._check_dimensions(*last)

        def _write_hyperlinks(self) -> None:
            if self.links:
                self.fh.write(f"<hyperlinks>{self.links}</hyperlinks>")

    return Rows
