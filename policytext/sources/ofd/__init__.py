"""OFD documents (GB/T 33190): text by its place on the page, one line of the page per line."""

from __future__ import annotations

from policytext.errors import MissingDependencyError
from policytext.model import Problem
from policytext.sources.content import Content, failed
from policytext.sources.limits import RAISE, STANDARD, LimitError, Limits
from policytext.sources.lines import Lines, Printed
from policytext.sources.ofd.document import Found, Reader
from policytext.sources.ofd.parts import Parts
from policytext.sources.ruled import continued

AGAIN = "get the file again, or save it as PDF in an OFD reader (文件损坏)"
RECOGNISE = "recognise the text of its pages first (需文字识别)"
COMPARE = "compare the page with the text, and add what is missing by a metadata table (字形绘制的文字未能读取)"
UNLOCK = "open it with its password or certificate and save it without one (请取消加密后另存)"


def read(data: bytes, limits: Limits = STANDARD) -> Content:
    """The content of an OFD file; what is wrong with it is among its problems."""
    try:
        import lxml.etree
    except ImportError as e:
        raise MissingDependencyError("lxml is needed to read OFD: install policytext[files]") from e

    if not data:
        return failed("source.empty", "the file holds no bytes", "get the file again (空文件)")
    if len(data) > limits.file:
        return failed("source.limit", f"the file has {len(data):,} bytes; at most {limits.file:,} are read", RAISE)
    try:
        parts = Parts(data, limits)
        if "Encryptions.xml" in parts or is_locked(data):
            return failed("source.encrypted", "the document is encrypted", UNLOCK)
        if "OFD.xml" not in parts:
            return failed("source.damaged", "the package holds no OFD.xml", AGAIN)
        found = Reader(parts, limits).read()
    except LimitError as e:
        return failed("source.limit", str(e), RAISE)
    except Exception as e:  # one hostile file costs only itself
        return failed("source.damaged", f"the file cannot be read ({type(e).__name__}: {e})", AGAIN)
    return put_together(found, limits, f"lxml {lxml.etree.__version__}")


def is_locked(data: bytes) -> bool:
    """Whether members of the zip file need a password: a bit in the head of its first member says so."""
    return data[:4] == b"PK\x03\x04" and bool(data[6] & 1)


def put_together(found: Found, limits: Limits, reader: str) -> Content:
    """The content of what was read."""
    lines = Lines(limits.text)
    for page in found.pages:
        lines.page()
        for each in page:
            if isinstance(each, Printed):
                lines.printed(each)
            else:
                lines.table(each)
    text = lines.text()
    pages = tuple(min(p, len(text)) for p in lines.pages)
    if lines.full:
        found.limit = f"the text has more than {limits.text:,} characters"
    return Content(
        text=text,
        pages=pages,
        full=tuple(lines.full_lines),
        grids=continued(lines.grids(), text, pages),
        metadata=found.metadata,
        aside=tuple(found.aside),
        problems=tuple(find_problems(found, text)),
        reader=reader,
    )


def find_problems(found: Found, text: str) -> list[Problem]:
    """What the reader of the text should know about the file."""
    problems = []
    if found.limit:
        problems.append(Problem(code="source.limit", message=found.limit, action=RAISE))
    if found.missing:
        message = f"{len(found.missing)} parts cannot be read: {named(found.missing)}"
        problems.append(Problem(code="source.damaged", message=message, action=AGAIN))
    drawn = named(found.drawn_only)
    if not text.strip() and not problems:
        message = f"text drawn as shapes or images only (pages {drawn})" if drawn else "the document holds no text"
        problems.append(Problem(code="source.no_text", message=message, action=RECOGNISE))
    elif drawn:
        message = f"pages without text, on which shapes or images are drawn: {drawn}"
        problems.append(Problem(code="source.partial", message=message, action=RECOGNISE))
    if found.outlined:
        message = f"some characters, such as a letterhead, seem to be drawn as shapes on pages {named(found.outlined)}"
        problems.append(Problem(code="source.partial", message=message, action=COMPARE))
    return problems


def named(items: list[str] | list[int]) -> str:
    """The first of some items."""
    return ", ".join(map(str, items[:5])) + (" …" if len(items) > 5 else "")
