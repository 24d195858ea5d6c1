"""PDF documents with a text layer, read by pdfium: visual lines in reading order, the beginning of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.errors import MissingDependencyError
from policytext.model import Problem
from policytext.sources.columns import Columns
from policytext.sources.content import Content
from policytext.sources.limits import STANDARD, LimitError, Limits
from policytext.sources.lines import Lines, Printed
from policytext.sources.margins import Margins
from policytext.sources.pdf.characters import MOST, REPLACEMENT, quarter_turns, read_characters
from policytext.sources.pdf.layout import Page, em_of, find_rows, join, lay_out, read_page
from policytext.sources.pdf.packed import check_packed
from policytext.sources.pdf.rulings import read_rulings
from policytext.sources.ruled import continued
from policytext.sources.running import without_running

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MARK = b"%PDF-"
MARK_WITHIN = 1024
OBJECTS = 2_000_000
"""Objects of all pages together beyond which no further page is read."""
FAILURES = 20
"""Pages that fail one after the other before the rest is given up."""
PASSWORD, SECURITY = 4, 5
"""What pdfium calls a password that is missing, and a protection that it does not know."""


@dataclass(slots=True)
class Pages:
    """What has been read of the pages so far."""

    lines: Lines
    silent: list[int] = field(default_factory=list)
    """Pages that show something and hold no text."""
    broken: list[int] = field(default_factory=list)
    overfull: list[int] = field(default_factory=list)
    unknown: int = 0
    aside: dict[tuple[str, str], None] = field(default_factory=dict)
    """Watermarks, running heads and feet, each once."""
    objects: int = 0
    stopped: str = ""


def read(data: bytes, limits: Limits = STANDARD) -> Content:
    """The text of a PDF document: every visual line is a line, the first of a paragraph begins with two wide spaces.

    Running heads and feet stand in `aside`, not in the text.
    """
    try:
        import pypdfium2
        from pypdfium2 import PdfiumError
    except ImportError as e:
        raise MissingDependencyError("PDF documents need pypdfium2: pip install policytext[files]") from e

    reader = f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO.version}, pdfium {pypdfium2.version.PDFIUM_INFO.build}"
    if problem := refusal(data, limits):
        return Content(text="", problems=(problem,))
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as e:
        problem = locked() if getattr(e, "err_code", 0) in (PASSWORD, SECURITY) else damaged("it cannot be opened")
        return Content(text="", problems=(problem,), reader=reader)
    try:
        pages = read_pages(document, limits)
        title = (document.get_metadata_dict().get("Title") or "").strip()
        count = len(document)
    finally:
        document.close()
    text = pages.lines.text()
    starts = tuple(min(at, len(text)) for at in pages.lines.pages)
    metadata = {"title": title} if title and squeeze(text).startswith(squeeze(title)) else {}
    problems = tuple(find_problems(pages, text, count))
    return Content(
        text=text,
        metadata=metadata,
        pages=starts,
        full=tuple(pages.lines.full_lines),
        grids=continued(pages.lines.grids(), text, starts),
        problems=problems,
        aside=tuple(pages.aside),
        reader=reader,
    )


def refusal(data: bytes, limits: Limits) -> Problem | None:
    """Why a file is not given to pdfium at all."""
    if not data:
        return Problem(code="source.empty", message="the file is empty", action="get the file again (空文件)")
    if len(data) > limits.file:
        return limited(f"the file has {len(data):,} bytes; at most {limits.file:,} are read")
    if MARK not in data[:MARK_WITHIN]:
        return damaged("it does not begin as one")
    try:
        check_packed(data, limits)
    except LimitError as e:
        return limited(str(e))
    return None


def read_pages(document: PdfDocument, limits: Limits) -> Pages:
    """Read page by page, within the limits."""
    pages = Pages(Lines(limits.text))
    known: list[Margins] = []
    columns: list[Columns] = []
    for page, running in without_running(each_page(document, limits, pages), find_rows, join):
        pages.lines.page()
        if page.drawn and not page.pieces and not any(page.held):
            pages.silent.append(len(pages.lines.pages))
        pages.aside.update(dict.fromkeys(running))
        for each in read_page(page, known, columns):
            if isinstance(each, Printed):
                pages.lines.printed(each)
            else:
                pages.lines.table(each)
        if pages.lines.full:
            read = len(pages.lines.pages)
            pages.stopped = f"the text has more than {limits.text:,} characters; reading ends at page {read}"
            break
    return pages


def each_page(document: PdfDocument, limits: Limits, pages: Pages) -> Iterator[Page]:
    """What stands on each page, up to the limits; nothing on one that cannot be read."""
    from pypdfium2 import PdfiumError

    count = len(document)
    for k in range(min(count, limits.pages)):
        try:
            yield one_page(document, k, pages)
        except PdfiumError:
            pages.broken.append(k + 1)
            yield Page([], [], [])
        if pages.broken[-FAILURES:] == list(range(k + 2 - FAILURES, k + 2)):
            pages.stopped = f"{FAILURES} pages in a row cannot be read; reading ends at page {k + 1} of {count:,}"
        elif pages.objects > OBJECTS:
            pages.stopped = f"the pages have more than {OBJECTS:,} objects; reading ends at page {k + 1}"
        if pages.stopped:
            return
    if count > limits.pages:
        pages.stopped = f"the document has {count:,} pages; the first {limits.pages:,} are read"


def one_page(document: PdfDocument, k: int, pages: Pages) -> Page:
    """What stands on one page."""
    import pypdfium2.raw as pdfium

    page = document[k]
    try:
        objects = pdfium.FPDFPage_CountObjects(page)
        text_page = page.get_textpage()
        try:
            turns = quarter_turns(text_page)
            characters, aslant = read_characters(text_page, turns)
            overfull = text_page.count_chars() > MOST
        finally:
            text_page.close()
        rulings = read_rulings(page, turns, em_of(characters)) if characters else []
    finally:
        page.close()
    shown = lay_out(characters, rulings)
    shown.drawn = objects > 0
    pages.objects += objects
    pages.overfull += [k + 1] * overfull
    pages.unknown += sum(c.text == REPLACEMENT for c in characters)
    if aslant.strip():
        pages.aside["watermark", aslant] = None
    return shown


def find_problems(pages: Pages, text: str, count: int) -> list[Problem]:
    """What the reader of the text should know about the file."""
    problems = []
    if pages.stopped:
        problems.append(limited(pages.stopped))
    if pages.overfull:
        problems.append(limited(f"only the first {MOST:,} characters are read of {listed(pages.overfull)}"))
    if not text:
        return [*problems, textless(pages, count)]
    if lost := pages.silent + pages.broken:
        which = listed(sorted(lost))
        message = f"no text that can be read on {which} of {count:,}: pictures, or damaged"
        action = "have these pages recognised (OCR) if text is on them (部分页面无文字层)"
        problems.append(Problem(code="source.partial", message=message, action=action))
    if pages.unknown:
        message = f"{pages.unknown} characters have no meaning in the file's fonts; they stand as U+FFFD"
        action = "print the document to PDF anew, or have it recognised (OCR) (字体缺少编码)"
        problems.append(Problem(code="source.encoding", message=message, action=action))
    return problems


def textless(pages: Pages, count: int) -> Problem:
    """The problem of a document of which nothing could be read."""
    if pages.broken:
        return damaged(f"none of its {count:,} pages can be read")
    if not pages.silent:
        return Problem(
            code="source.empty", message="the document is blank", action="check that it is the right file (空文件)"
        )
    message = f"no text on {listed(pages.silent)}, only pictures or drawings: a scan"
    action = "recognise the text first (OCR), and read the result (扫描件需先识别文字)"
    return Problem(code="source.no_text", message=message, action=action)


def listed(numbers: list[int]) -> str:
    """Page numbers in a message.

    >>> listed([3]), listed([1, 2, 3, 7])
    ('page 3', 'pages 1-3, 7')
    """
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][1] + 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    shown = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs[:20]) + (" …" if len(runs) > 20 else "")
    return ("page " if len(numbers) == 1 else "pages ") + shown


def squeeze(text: str) -> str:
    """The beginning of a text without white space, for comparison."""
    return re.sub(r"\s+", "", text[:2000])


def limited(message: str) -> Problem:
    """The problem of a document beyond a limit."""
    return Problem(code="source.limit", message=message, action="split the document (文件超出限额)")


def locked() -> Problem:
    """The problem of a document that only opens with a password."""
    message = "the document is encrypted and opens with a password only"
    return Problem(
        code="source.encrypted", message=message, action="open it, and print it to PDF without protection (文件已加密)"
    )


def damaged(what: str) -> Problem:
    """The problem of a file that is no sound PDF document."""
    return Problem(
        code="source.damaged",
        message=f"the file is no PDF document or a damaged one: {what}",
        action="get it again (文件损坏)",
    )
