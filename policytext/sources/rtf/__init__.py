"""RTF documents: text in the encodings of their fonts, tables, what stands apart."""

from __future__ import annotations

from policytext.model import Problem
from policytext.sources.content import Content, failed
from policytext.sources.limits import RAISE, STANDARD, LimitError, Limits
from policytext.sources.rtf.reader import Reader

AGAIN = "get the file again, or open it in Word or WPS and save it as .docx (文件损坏, 请另存为 docx)"


def read(data: bytes, limits: Limits = STANDARD) -> Content:
    """The content of an RTF file; what is wrong with it is among its problems."""
    if not data.strip(b"\0 \r\n\t"):
        return failed("source.empty", "the file holds no text", "get the file again (空文件)")
    if len(data) > limits.file:
        return failed("source.limit", f"the file has {len(data):,} bytes; at most {limits.file:,} are read", RAISE)
    start = data[:1024].find(b"{\\rtf")
    if start < 0:
        message = "the file is no RTF; it may be of another kind than its name says"
        return failed("source.damaged", message, AGAIN)
    reader = Reader(limits)
    problems = []
    try:
        if not reader.read(data[start:]):
            problems.append(Problem(code="source.damaged", message="the file ends too early", action=AGAIN))
    except LimitError as e:
        problems.append(Problem(code="source.limit", message=str(e), action=RAISE))
    except Exception as e:  # one hostile file costs only itself
        message = f"the file cannot be read to its end ({type(e).__name__}: {e})"
        problems.append(Problem(code="source.damaged", message=message, action=AGAIN))
    text = reader.main.finish()
    return Content(
        text=text,
        encoding=reader.page,
        grids=reader.main.lines.grids(),
        aside=tuple(reader.aside),
        metadata={"title": reader.title.strip()} if reader.title.strip() else {},
        problems=(*problems, *find_problems(reader, text, bool(problems))),
    )


def find_problems(reader: Reader, text: str, broken: bool) -> list[Problem]:
    """What the reader of the text should know about the file."""
    problems = []
    if reader.main.lines.full:
        message = f"the text has more than {reader.limits.text:,} characters"
        problems.append(Problem(code="source.limit", message=message, action=RAISE))
    if reader.inserted or reader.deleted:
        message = f"tracked changes ({reader.inserted} insertions, {reader.deleted} deletions) are read as if accepted"
        action = "accept or reject them in Word or WPS and save the file again (请接受或拒绝修订后重新保存)"
        problems.append(Problem(code="source.tracked_changes", message=message, action=action))
    if reader.lost:
        message = f"{reader.lost} characters cannot be read in the encoding of their font; they stand as U+FFFD"
        action = "open it in Word or WPS and save it as .docx (编码有误)"
        problems.append(Problem(code="source.encoding", message=message, action=action))
    if not text.strip() and not broken:
        message = f"the document holds no text, but {reader.pictures} pictures" if reader.pictures else "no text"
        action = "a scanned document needs text recognition first (无文字内容)"
        problems.append(Problem(code="source.no_text", message=message, action=action))
    return problems
