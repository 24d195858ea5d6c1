"""A story of a Word document from its marks to lines: fields, special characters, cells and rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from policytext.sources.characters import whole
from policytext.sources.docx.numbering import Marker
from policytext.sources.lines import Lines

CELL_LINE, ROW_END = "\x1c", "\x1d"
"""Marks of our own, in place of Word's: end of a paragraph inside a cell, end of a row."""
FIELD_BEGIN, FIELD_RESULT, FIELD_END = "\x13", "\x14", "\x15"
FIELD = re.compile("[\x13\x14\x15]")
ENDS = re.compile("[\x07\x0b-\x0e\x1c\x1d]")
PLAIN = str.maketrans({i: None for i in range(32) if i != 9} | {0x1E: "-", 0xAD: None})
"""Pictures, note references and the like leave nothing; the non-breaking hyphen is a hyphen, the soft one nothing."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in which what is not shown was replaced by NUL, so that places stay; and what came with it by place."""

    text: str
    edges: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Edges of the cells of a row, at the mark of its end."""
    numbers: Mapping[int, Marker] = field(default_factory=dict)
    """Automatic numbers of paragraphs, at their first character."""
    rows_known: bool = False
    """Whether ends of rows are marked; else they are guessed from two cell marks in a row."""


def lay_out(story: Marked, start: int, end: int, lines: Lines) -> None:
    """Add the paragraphs and rows of the characters from `start` to `end`."""
    text = without_field_codes(story.text[start:end])
    if not story.rows_known:
        text = guess_row_ends(text)
    cells: list[str] = []
    parts: list[str] = []
    at = 0
    for mark in ENDS.finditer(text + "\r" if text and text[-1] not in "\r\x07\x1d\x0c" else text):
        shown = clean(text[at : mark.start()])
        if marker := story.numbers.get(start + at):
            shown = marker.before(shown)
        at = mark.end()
        match mark[0]:
            case "\x07":
                cells.append("\n".join((*parts, shown)))
                parts = []
            case "\x1d":
                lines.row(cells, story.edges.get(start + mark.start(), ()))
                cells = []
            case "\x1c":
                parts.append(shown)
            case _ if cells and not story.rows_known:  # a line within a cell
                parts.append(shown)
            case "\x0c" if not shown:  # a page break alone in its paragraph
                pass
            case _:
                if cells:  # their row was never ended
                    lines.row(cells)
                for line in (*parts, shown):
                    lines.paragraph(line)
                cells, parts = [], []
    if cells or parts:
        lines.row([*cells, "\n".join(parts)] if parts else cells)


def clean(text: str) -> str:
    """The characters that are shown."""
    return whole(text.translate(PLAIN))


def without_field_codes(text: str) -> str:
    """The text with NUL for the codes of fields, whose results stay; marks without partner are no fields."""
    if FIELD_BEGIN not in text:
        return text
    codes: list[tuple[int, int]] = []
    open_fields: list[list[int]] = []
    for m in FIELD.finditer(text):
        if m[0] == FIELD_BEGIN:
            open_fields.append([m.start()])
        elif open_fields and m[0] == FIELD_RESULT and len(open_fields[-1]) == 1:
            open_fields[-1].append(m.start())
        elif open_fields and m[0] == FIELD_END:
            begin, *result = open_fields.pop()
            codes.append((begin, result[0] if result else m.start()))
    return blank(text, codes)


def blank(text: str, places: list[tuple[int, int]]) -> str:
    """The text with NUL at these places, but for marks of cells and rows, which hold a table together."""
    out, at = [], 0
    for start, end in sorted(places):
        if end <= at:
            continue
        start = max(start, at)
        out += [text[at:start], re.sub("[^\x07\x1d]", "\0", text[start:end])]
        at = end
    return "".join([*out, text[at:]])


def guess_row_ends(text: str) -> str:
    """The last of several cell marks in a row ends the row: right unless the next row begins with an empty cell."""
    return re.sub("\x07\x07+", lambda m: m[0][:-1] + ROW_END, text)
