"""HTML pages (网页): their main text without what the site puts around it, and what they say of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policytext.model import Problem
from policytext.sources.content import Content, Grid, Row
from policytext.sources.html.choose import choose
from policytext.sources.html.facts import facts_of_head, gather
from policytext.sources.html.lines import Line, Page, read_lines
from policytext.sources.html.markup import build, clean, decode_page, flatten
from policytext.sources.limits import STANDARD, LimitError, Limits
from policytext.sources.text import REPLACEMENT, find_problems
from policytext.span import Span

LARGEST = 50_000_000
"""Bytes of a page; with pictures inside it may be large, but not larger."""
BEGINNING = 400
"""So far into the main text the title is looked for, before the heading above is set before it."""

TITLE = re.compile(
    r"\S{0,40}关于[^，。；：]{4,100}的(?:通知|通报|通告|公告|意见|决定|方案|规划|办法|规定|细则|批复|函)"
)
"""How most titles are worded."""


def read(data: bytes, limits: Limits = STANDARD) -> Content:
    """The text of a page.

    >>> page = '<div class="nav"><a href="/">首页</a></div><p>各县要开展排查。</p>'
    >>> read(page.encode()).text
    '各县要开展排查。'
    """
    largest = min(limits.file, LARGEST)
    if len(data) > largest:
        message = f"the page has {len(data):,} bytes; at most {largest:,} are read"
        return Content(text="", problems=(limited(message, "save the text of the page alone (文件过大)"),))
    raw, encoding = decode_page(data)
    page = raw.replace("\r\n", "\n").replace("\r", "\n")
    head = facts_of_head(page)
    try:
        root = build(clean(page), limits)
        content = assemble(read_lines(root) if root is not None else Page(), head)
    except LimitError as e:
        told = limited(f"{e}; all its text is given, without lists and tables", "check the page (网页结构异常)")
        content = Content(text=flatten(page), metadata=head, problems=(told,))
    return finish(content, data, encoding, raw, limits)


def assemble(page: Page, head: dict[str, str]) -> Content:
    """Text, tables and metadata of a page that was read."""
    lines, labelled, told = choose(page)
    heading = find_heading(page, lines, head.get("title"))
    metadata = gather(labelled, head, heading.text.strip() if heading else None)
    beginning = squeeze("".join(line.text for line in lines[:10]))[:BEGINNING]
    if heading and squeeze(heading.text) not in beginning:
        lines = [heading, *lines]
    text = "\n".join(line.text for line in lines)
    problems = () if told or not lines else (untold(),)
    return Content(text=text, metadata=metadata, grids=tuple(grids(lines)), problems=problems)


def find_heading(page: Page, lines: Sequence[Line], title: str | None) -> Line | None:
    """The line that shows the title: as the page's head has it, of the first order, or worded like one."""
    first = next((k for k, line in enumerate(page.lines) if lines and line is lines[0]), 0)
    near = [line for line in page.lines[: first + 3] if not (line.linked or line.apart) and line.table is None]
    named = [line for line in near if title and squeeze(line.text) == squeeze(title)]
    top = [line for line in near if page.blocks[line.block].tag == "h1"]
    worded = [line for line in near if TITLE.fullmatch(line.text.strip())]
    return next(reversed(named or top or worded), None)


def squeeze(text: str) -> str:
    """A text without white space, for comparison."""
    return re.sub(r"\s+", "", text)


def grids(lines: Sequence[Line]) -> Iterator[Grid]:
    """The tables among the lines, with offsets in the text that the lines make."""
    at = 0
    rows: list[Row] = []
    start = end = 0
    table: int | None = None
    for line in (*lines, Line("", 0)):
        if rows and line.table != table:
            yield Grid(span=Span(start, end), rows=tuple(rows))
            rows = []
        if line.table is not None:
            start = start if rows else at
            end = at + len(line.text)
            rows.append(tuple(c and Span(at + c[0], at + c[1]) for c in line.cells))
        table = line.table
        at += len(line.text) + 1


def finish(content: Content, data: bytes, encoding: str, raw: str, limits: Limits) -> Content:
    """The content with its encoding, within the limit of characters, and with the problems of both."""
    from lxml.etree import LXML_VERSION

    text, problems, kept = content.text, content.problems, content.grids
    if len(text) > limits.text:
        message = f"the page has {len(text):,} characters; the first {limits.text:,} are read"
        problems += (limited(message, "split the page (文本过长)"),)
        text = text[: limits.text]
        kept = tuple(g for g in kept if g.span.end <= limits.text)
    if not text.strip():
        problems = (wordless(),) if raw.strip() else tuple(find_problems(data, text, encoding))
    elif REPLACEMENT in raw:
        problems += tuple(find_problems(data, text, encoding))
    version = ".".join(map(str, LXML_VERSION[:3]))
    return Content(
        text=text, encoding=encoding, problems=problems, metadata=content.metadata, grids=kept, reader=f"lxml {version}"
    )


def limited(message: str, action: str) -> Problem:
    """The problem of a page beyond a limit."""
    return Problem(code="source.limit", message=message, action=action)


def untold() -> Problem:
    """The problem of a page without running text, such as a list of links."""
    message = "the main text cannot be told from what is around it; the page is read whole"
    action = "check that the page is a document and not a list of documents (无法识别正文)"
    return Problem(code="source.partial", message=message, action=action)


def wordless() -> Problem:
    """The problem of a page whose text is not in it."""
    message = "the page holds no text; a script may fetch it, or it is a picture"
    action = "open it in a browser, wait until the text shows, and save it again (网页无正文)"
    return Problem(code="source.no_text", message=message, action=action)
