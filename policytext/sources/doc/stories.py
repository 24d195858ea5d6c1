"""What stands apart from the main text of a Word document: notes, headers, comments, text boxes."""

from __future__ import annotations

import struct
from itertools import pairwise

from policytext.sources.doc import fib as places
from policytext.sources.doc.fib import Fib
from policytext.sources.doc.layout import Marked, lay_out
from policytext.sources.limits import Limits
from policytext.sources.lines import Lines

BOX = 22
"""Bytes that belong to each text box in its table."""
STORIES = (
    ("footnote", places.FOOTNOTES, 0),
    ("header", places.HEADERS, 0),
    ("", 0, 0),  # macros of Word 6
    ("comment", places.COMMENTS, 0),
    ("endnote", places.ENDNOTES, 0),
    ("text box", places.BOXES, BOX),
    ("text box", places.HEADER_BOXES, BOX),
)
"""Stories behind the main text in file order: kind, the table that cuts it, bytes per entry of that table."""
SEPARATORS = 6
"""Parts of the header story before the first section's: lines between text and notes."""
HEADERS = ("header", "header", "footer", "footer", "header", "footer")


def read_aside(story: Marked, fib: Fib, table: bytes, limits: Limits) -> list[tuple[str, str]]:
    """(kind, text) of what stands apart, without what is empty or said before."""
    found: dict[tuple[str, str], None] = {}
    start = fib.lengths[0]
    for (kind, which, extra), length in zip(STORIES, fib.lengths[1:], strict=True):
        if length and kind:
            for i, (first, last) in enumerate(cut(fib.cut(table, which), extra, length)):
                if kind == "header" and i < SEPARATORS and last < length:
                    continue
                name = HEADERS[i % len(HEADERS)] if kind == "header" else kind
                text = part(story, start + first, start + last, limits)
                if text:
                    found[name, text] = None
        start += length
    return list(found)


def cut(plc: bytes, extra: int, length: int) -> list[tuple[int, int]]:
    """Where the parts of a story begin and end; the whole story where the table does not say."""
    count = (len(plc) - 4) // (4 + extra) + 1
    ends = struct.unpack_from(f"<{count}I", plc, 0) if len(plc) >= 8 else ()
    bounds = [min(e, length) for e in ends]
    parts = [(a, b) for a, b in pairwise(bounds) if a <= b]
    # Cut backwards it would be read again and again.
    return parts if bounds == sorted(bounds) and parts else [(0, length)]


def part(story: Marked, start: int, end: int, limits: Limits) -> str:
    """The text of one note, header, comment or box."""
    lines = Lines(limits.text)
    lay_out(story, start, end, lines)
    return lines.text().strip()
