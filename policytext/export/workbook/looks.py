"""Widths of columns and heights of rows that fit Chinese text (列宽、行高), and the looks of cells."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

WIDE = re.compile(
    "[\u1100-\u115f\u2014\u2018-\u201d\u2026\u2460-\u24ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff01-\uff60\uffe0-\uffe6\U0001f000-\U0001faff\U00020000-\U0003fffd]"
)
"""Characters as wide as two digits (UAX 11: wide, full-width), and the marks that Chinese fonts draw so."""
NARROWEST, WIDEST = 8, 60
"""Widths of columns, in digits."""
LINES = 6
"""Lines of a cell that a row shows at most; the whole text is in the cell."""
LINE = 15.75
"""Height of a line in points."""
SEEN = LINES * WIDEST
"""Characters of a cell that matter for its looks."""
BUTTON = 4
"""Room for the button of the filter."""
LINK = "#0563C1"
HEAD = "#D9E2F3"
"""Light, since LibreOffice shows links in blue whatever the colour of the cell's font."""
SHADES = {"origin": "#BDD7EE", "copied": "#C6E0B4", "adapted": "#FFE699", "concrete": "#F8CBAD", "shared": "#E4DFEC"}
"""Cells of the matrix by what the provision is to its source."""


def width(text: str) -> int:
    """How many digits wide a line is.

    >>> width("2021年"), width("abc")
    (6, 3)
    """
    return len(text) + len(WIDE.findall(text))


def column_width(head: str, values: Iterable[Any]) -> int:
    """The width of a column: of its head or its longest line, within bounds."""
    longest = width(head) + BUTTON
    for value in values:
        if longest >= WIDEST:
            break
        if isinstance(value, str):
            longest = max(longest, *(width(line) + 2 for line in value[:SEEN].split("\n")))
        elif value is not None:
            longest = max(longest, 12 if hasattr(value, "year") else len(str(value)) + 2)
    return max(NARROWEST, min(WIDEST, longest))


def lines(text: str, room: int) -> int:
    """How many lines a text takes in a column of that width, up to `LINES`."""
    if len(text) * 2 <= room - 2 and "\n" not in text:
        return 1
    taken = sum(math.ceil(max(1, width(line)) / max(1, room - 2)) for line in text[:SEEN].split("\n"))
    return min(LINES, taken)


def height(row: Iterable[Any], widths: Iterable[int]) -> float:
    """The height of a row that shows its texts, up to `LINES` lines of them."""
    return LINE * max((lines(v, room) for v, room in zip(row, widths, strict=True) if isinstance(v, str)), default=1)


def looks(book: Any) -> dict[str, Any]:
    """The formats of cells, by name; those that end in ` =` mark a text that would otherwise be taken for a formula."""
    top = {"valign": "top"}
    number = {**top, "align": "right", "indent": 1}
    text = {**top, "text_wrap": True}
    link = {**text, "font_color": LINK, "underline": 1}
    head = {**text, "bold": True, "bg_color": HEAD, "border": 1, "border_color": "#8EA9DB"}
    wanted = {
        "head": head,
        "head link": {**head, "font_color": LINK, "underline": 1},
        "title": {"bold": True, "font_size": 16},
        "part": {**top, "bold": True, "font_size": 12, "bottom": 1},
        "value": number,
        "value link": {**number, "font_color": LINK, "underline": 1},
        "day": {**top, "num_format": "yyyy-mm-dd", "align": "left"},
        "text": text,
        "text =": {**text, "quote_prefix": True},
        "link": link,
        "link =": {**link, "quote_prefix": True},
    }
    wanted |= {f"shade {cell}": {**top, "bg_color": colour} for cell, colour in SHADES.items()}
    return {name: book.add_format(given) for name, given in wanted.items()}
