"""Binary Word documents and those of WPS Writer (.doc, .dot, .wps): text by the piece table ([MS-DOC])."""

from __future__ import annotations

from dataclasses import replace

from policytext.errors import MissingDependencyError
from policytext.model import Problem
from policytext.sources.content import Content, failed
from policytext.sources.doc.container import Container, DamagedError
from policytext.sources.doc.fib import read_fib
from policytext.sources.doc.modern import SAVE, read_modern
from policytext.sources.doc.old import read_old
from policytext.sources.kinds import OLE, WORD_BEFORE_97
from policytext.sources.limits import RAISE, STANDARD, LimitError, Limits

UNLOCK = "open it with its password and save it without one (请取消密码后另存)"


def read(data: bytes, limits: Limits = STANDARD) -> Content:
    """The content of a .doc, .dot or .wps file; what is wrong with it is among its problems."""
    try:
        return read_any(data, limits)
    except MissingDependencyError:
        raise
    except LimitError as e:
        return failed("source.limit", str(e), RAISE)
    except DamagedError as e:
        return failed("source.damaged", str(e), f"get the file again or {SAVE} (文件损坏)")
    except Exception as e:  # one hostile file costs only itself
        message = f"the file cannot be read ({type(e).__name__}: {e})"
        return failed("source.damaged", message, f"get the file again or {SAVE} (文件损坏)")


def read_any(data: bytes, limits: Limits) -> Content:
    """The content of a file of any version, with what the container says of it."""
    if not data:
        return failed("source.empty", "the file holds no bytes", "get the file again (空文件)")
    if len(data) > limits.file:
        raise LimitError(f"the file has {len(data):,} bytes; at most {limits.file:,} are read")
    if data.startswith(WORD_BEFORE_97):  # Word 2 and some programmes wrote the stream without a container
        return finished(read_old(data, read_fib(data), limits))
    if not data.startswith(OLE):
        raise DamagedError("the file is no OLE container; it may be of another kind than its name says")
    container = Container(data)
    if "WordDocument" not in container.names:
        if "EncryptedPackage" in container.names:
            return failed("source.encrypted", "the document is encrypted", UNLOCK)
        raise DamagedError("the container holds no Word document")
    word = container.stream("WordDocument")
    fib = read_fib(word)
    if fib.encrypted:
        return failed("source.encrypted", "the document is encrypted", UNLOCK)
    content = read_old(word, fib, limits) if fib.old else read_modern(word, fib, container, limits)
    title = container.title()
    return finished(replace(content, metadata={"title": title} if title else {}, reader=container.reader))


def finished(content: Content) -> Content:
    """The content, with a problem where no text was found."""
    if content.text.strip() or any(p.code == "source.damaged" for p in content.problems):
        return content
    action = "a scanned document needs text recognition first (无文字内容)"
    problem = Problem(code="source.no_text", message="the document holds no text", action=action)
    return replace(content, problems=(*content.problems, problem))
