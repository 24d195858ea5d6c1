"""From an element tree to lines as a browser would show them, each with the block that it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.sources.html.facts import facts_of_rows
from policytext.sources.html.lists import Numbering
from policytext.sources.html.tables import Cell, place_cells, rows_of
from policytext.sources.limits import LimitError

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS_TAGS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre search section summary table tbody"
    " td tfoot th thead tr ul"
)
BLOCKS = frozenset(BLOCKS_TAGS.split())
LEFT_OUT_TAGS = (
    "head title script style noscript noframes template iframe frame object embed applet svg math canvas audio video"
    " map select option button input textarea datalist progress meter rp rt"
)
LEFT_OUT = frozenset(LEFT_OUT_TAGS.split())
FURNITURE = frozenset(("nav", "footer", "aside"))
ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar"))
NAMED = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav|navbar|menu|bread_?crumbs?|crumbs?|share|foot|footer|copyright|sidebar|toolbar|qr_?code"
    r"|qr_container"
    r"|bdsharebuttonbox|location|dqwz|pagination|related|recommend|back-?to-?top)(?=$|[\s_\d-])"
)
"""Ids and classes of what stands around a text on most sites; a hint that the text itself overrules."""
HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
NO_SIZE = re.compile(r"(?i)font-size\s*:\s*0(?:\.0+)?\s*(?:px|pt|r?em|%)?\s*(?:!|;|$)")
"""Text without size; of an element that holds others it only closes the gaps between them."""
SHOWN_AS_BLOCK = re.compile(r"(?i)display\s*:\s*(?:block|flex|grid)")
WHITE = re.compile(r"[ \t\n\r\f]+")
WIDE = re.compile("[\u2e81-\uffee\u2018-\u201d\u2026\u2014]")
"""Characters between which a line end of the source is no space."""
MOST_LINES = 300_000


@dataclass(slots=True)
class Block:
    """An element that begins a line of its own; blocks are numbered as they open."""

    tag: str
    names: str
    parent: int
    first: int
    last: int = 0
    """Its lines on the page, the last exclusive."""


@dataclass(slots=True)
class Line:
    """A line of a page."""

    text: str
    block: int
    linked: int = 0
    """How many of its characters belong to links."""
    apart: bool = False
    """Whether it is hidden or stands in what is named as furniture."""
    table: int | None = None
    cells: tuple[tuple[int, int] | None, ...] = ()


@dataclass(slots=True)
class Page:
    """A page as read: its blocks, its lines, and what its metadata tables say."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)


def read_lines(root: _Element) -> Page:
    """The lines of an element and of everything in it."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    writer = Writer()
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            writer.close(tag)
            if element is not root:
                writer.say(element.tail)
        elif tag in LEFT_OUT or not tag or is_hidden_word(tag, element):
            writer.open("", element)
            walk.skip_subtree()
        elif tag == "table" and writer.take_table(element):
            walk.skip_subtree()
        else:
            writer.open(tag, element)
            writer.say(element.text)
    writer.end_line()
    writer.page.blocks[0].last = len(writer.page.lines)
    return writer.page


class Writer:
    """Takes tags and text as they come and makes lines of them."""

    def __init__(self) -> None:
        self.page = Page(blocks=[Block(tag="", names="", parent=-1, first=0)])
        self.open_blocks = [0]
        self.lists: list[Numbering] = []
        self.pieces: list[str] = []
        self.linked = self.links = self.hidden = self.plain = self.tables = 0
        self.mark = ""
        self.opened: list[tuple[bool, bool, bool]] = []
        """For each open element: whether it is a block, is a link, is apart."""

    def open(self, tag: str, element: _Element) -> None:
        """An element begins."""
        style = element.get("style") or ""
        block = tag in BLOCKS or bool(SHOWN_AS_BLOCK.search(style))
        apart = bool(tag) and is_apart(tag, element, style)
        self.opened.append((block, tag == "a", apart))
        if block:
            self.end_line()
            self.open_block(tag, element)
        elif tag == "br":
            self.end_line()
        self.hidden += apart
        self.links += tag == "a"
        self.plain += tag == "pre"
        if tag in ("ol", "ul"):
            self.lists.append(Numbering(element, len(self.lists)))
        elif tag == "li" and self.lists:
            self.mark += self.lists[-1].mark(element)

    def open_block(self, tag: str, element: _Element) -> None:
        """A block begins."""
        names = f"{element.get('id') or ''} {element.get('class') or ''}"[:200]
        block = Block(tag=tag, names=names, parent=self.open_blocks[-1], first=len(self.page.lines))
        self.page.blocks.append(block)
        self.open_blocks.append(len(self.page.blocks) - 1)

    def close(self, tag: str) -> None:
        """The element opened last ends."""
        block, link, apart = self.opened.pop()
        if block:
            self.end_line()
            self.page.blocks[self.open_blocks.pop()].last = len(self.page.lines)
            if tag == "li":
                self.mark = ""
        self.hidden -= apart
        self.links -= link
        self.plain -= tag == "pre"
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()

    def say(self, text: str | None) -> None:
        """Text of the element that is open."""
        if not text:
            return
        if self.links:
            self.linked += len(WHITE.sub("", text))
        if not self.plain:
            self.pieces.append(text)
            return
        self.check_lines(text.count("\n"))
        first, *others = text.split("\n")
        self.pieces.append(first)
        for other in others:
            self.end_line()
            self.pieces.append(other)

    def end_line(self) -> None:
        """What was said since the last line becomes one, unless it is blank."""
        text = collapse("".join(self.pieces))
        self.pieces.clear()
        linked, self.linked = self.linked, 0
        if text.strip():
            line = Line(self.mark + text, self.open_blocks[-1], linked, apart=self.hidden > 0)
            self.mark = ""
            self.page.lines.append(line)
            self.check_lines(0)

    def check_lines(self, more: int) -> None:
        """See that the page keeps within the number of lines that are read.

        Raises:
            LimitError: where it does not.
        """
        if len(self.page.lines) + more > MOST_LINES:
            raise LimitError(f"the page has more than {MOST_LINES:,} lines")

    def take_table(self, element: _Element) -> bool:
        """Take in a table of data or of metadata whole; `False` for a table that only lays out the page."""
        rows = rows_of(element, lambda cell: read_lines(cell).lines)
        if rows is None:
            return False
        self.open("table", element)
        for caption in element.iterchildren("caption"):
            self.say(" ".join(line.text for line in read_lines(caption).lines))
            self.end_line()
        if facts := facts_of_rows([[cell.text for cell in row] for row in rows]):
            self.page.facts += facts
        else:
            self.add_rows(rows)
        return True

    def add_rows(self, rows: list[list[Cell]]) -> None:
        """The rows of a table as lines."""
        self.tables += 1
        for row, (text, cells) in zip(rows, place_cells(rows), strict=True):
            if text.strip():
                line = Line(text, self.open_blocks[-1], sum(cell.linked for cell in row), self.hidden > 0)
                line.table, line.cells = self.tables, cells
                self.page.lines.append(line)


def is_hidden_word(tag: str, element: _Element) -> bool:
    """Whether an element is hidden text inside a line: it cannot be set apart as a line of its own."""
    style = element.get("style")
    if not style or tag in BLOCKS or not is_unseen(element, style):
        return False
    return not any(each.tag in BLOCKS or each.tag == "br" for each in element.iterdescendants())


def is_unseen(element: _Element, style: str) -> bool:
    """Whether the style of an element hides it."""
    return bool(HIDDEN.search(style)) or (not len(element) and bool(NO_SIZE.search(style)))


def is_apart(tag: str, element: _Element, style: str) -> bool:
    """Whether an element is hidden, or by its name furniture."""
    if (
        tag in FURNITURE
        or element.get("role") in ROLES
        or element.get("hidden") is not None
        or is_unseen(element, style)
    ):
        return True
    return bool(NAMED.search(element.get("class") or "") or NAMED.search(element.get("id") or ""))


def collapse(text: str) -> str:
    r"""White space as a browser shows it; a line end of the source between Chinese characters is none.

    >>> collapse(" 各县\n  （区）  要\n  by May\n")
    '各县（区） 要 by May'
    """

    def space(m: re.Match[str]) -> str:
        start, end = m.span()
        if start == 0 or end == len(text):
            return ""
        return "" if "\n" in m[0] and WIDE.match(text, start - 1) and WIDE.match(text, end) else " "

    return WHITE.sub(space, text)
