"""Plain text files: which encoding, which line ends, whether it is text at all."""

import re
from collections.abc import Iterable, Iterator

from policytext.model import Problem
from policytext.sources.content import Content, failed
from policytext.sources.encodings import KEPT, REPLACEMENT, Decoded, decode, decode_told, likeness
from policytext.sources.limits import STANDARD, Limits, cut

__all__ = ["REPLACEMENT", "decode", "find_problems", "read"]

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
RUBBISH = 0.1
"""Share of control characters and unreadable bytes from which a file holds no text; pictures and programmes have a
fifth and more, a text with a damaged block hardly a hundredth."""
CHINESE = 0.3
"""Share of common characters from which even a badly damaged file is kept."""
BEGINNING = 200_000
"""First bytes that show whether a file is text."""
EMPTY = "check the file; a scanned document needs text recognition first (空文件)"
SAVE_AGAIN = "save the file again as UTF-8 from the programme that made it (编码有误)"


def read(data: bytes, limits: Limits = STANDARD) -> Content:
    """The text of a plain file; CRLF and CR are read as line ends.

    >>> content = read("请于9月前报送".encode("gb18030"))
    >>> content.text, content.encoding
    ('请于9月前报送', 'gb18030')
    """
    if is_rubbish(decode_told(data[:BEGINNING], whole=len(data) <= BEGINNING)):
        start = " ".join(f"{byte:02X}" for byte in data[:8])
        message = f"the file holds no text but binary data, beginning with the bytes {start}"
        action = "get the document again, or save it in the format that its name says (不是文本文件)"
        return failed("source.no_text", message, action)
    most = 4 * limits.text + 4  # no encoding has more bytes for a character
    decoded = decode_told(data[:most], whole=len(data) <= most)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    text, over = cut(text, limits)
    problems = [*over]
    if not text.strip():
        problems.append(Problem(code="source.empty", message="the file holds no text", action=EMPTY))
    elif decoded.count:
        problems.append(replaced(decoded.count, moved(decoded), decoded.encoding))
    return Content(text=text, encoding=decoded.encoding, problems=tuple(problems))


def is_rubbish(decoded: Decoded) -> bool:
    """Whether bytes that were read as text are none: a great part means nothing."""
    bad = len(CONTROL.findall(decoded.text)) + decoded.count
    return bad > 1 and bad >= RUBBISH * len(decoded.text) and likeness(decoded.text) < CHINESE


def moved(decoded: Decoded) -> Iterator[tuple[int, int | None]]:
    """The replaced bytes where they stand once every CRLF is one line end."""
    shift = at = 0
    for i, byte in decoded.lost:
        shift += decoded.text.count("\r\n", at, i)
        at = i
        yield i - shift, byte


def find_problems(data: bytes, text: str, encoding: str) -> list[Problem]:
    """What the reader of a text should know about its bytes, where only the text is at hand."""
    if not text.strip():
        return [Problem(code="source.empty", message="the file holds no text", action=EMPTY)]
    lost = [i for i, ch in enumerate(text) if ch == REPLACEMENT] if REPLACEMENT in text else []
    if not lost or REPLACEMENT.encode(encoding, "replace") in data:
        return []
    return [replaced(len(lost), [(i, None) for i in lost[:KEPT]], encoding)]


def replaced(count: int, lost: Iterable[tuple[int, int | None]], encoding: str) -> Problem:
    """The problem of bytes that are no character: how many, where, and which."""
    listed = [str(i) if byte is None else f"{i} ({byte:02X})" for i, byte in lost]
    more = f" and {count - len(listed):,} more" if count > len(listed) else ""
    return Problem(
        code="source.encoding",
        message=f"{count} characters cannot be read as {encoding}; they stand as U+FFFD at {', '.join(listed)}{more}",
        action=SAVE_AGAIN,
    )
