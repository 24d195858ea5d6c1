"""Plain text files: which encoding, which line ends."""

import codecs

from policytext.model import Problem
from policytext.sources.content import Content

REPLACEMENT = "\ufffd"
DAMAGED = 0.1
"""Share of unreadable among non-ASCII characters up to which a file counts as damaged UTF-8: text in GB18030, read as
UTF-8, is nearly all unreadable, while UTF-8 with one bad byte may by chance be valid GB18030 and nonsense."""


def read(data: bytes) -> Content:
    """The text of a plain file; CRLF and CR are read as line ends.

    >>> content = read("请于9月前报送".encode("gb18030"))
    >>> content.text, content.encoding
    ('请于9月前报送', 'gb18030')
    """
    text, encoding = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Content(text=text, encoding=encoding, problems=tuple(find_problems(data, text, encoding)))


def decode(data: bytes) -> tuple[str, str]:
    """Text and encoding; what cannot be read in any becomes U+FFFD."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16"
    # surrogatepass: a lone surrogate is odd, but no reason to take the whole file for another encoding.
    for errors in ("strict", "surrogatepass"):
        try:
            return data.decode("utf-8-sig", errors), "utf-8"
        except UnicodeDecodeError:
            pass
    as_utf8 = data.decode("utf-8-sig", "replace")
    foreign = sum(ch > "\x7f" for ch in as_utf8)
    if as_utf8.count(REPLACEMENT) <= DAMAGED * foreign:
        return as_utf8, "utf-8"
    as_gb = data.decode("gb18030", "replace")
    fewer = as_gb.count(REPLACEMENT) < as_utf8.count(REPLACEMENT)
    return (as_gb, "gb18030") if fewer else (as_utf8, "utf-8")


def find_problems(data: bytes, text: str, encoding: str) -> list[Problem]:
    """What the reader of the text should know about the file."""
    if not text.strip():
        action = "check the file; a scanned document needs text recognition first (空文件)"
        return [Problem(code="source.empty", message="the file holds no text", action=action)]
    lost = [i for i, ch in enumerate(text) if ch == REPLACEMENT] if REPLACEMENT in text else []
    if not lost or REPLACEMENT.encode(encoding, "replace") in data:
        return []
    places = ", ".join(map(str, lost[:5])) + (" …" if len(lost) > 5 else "")
    return [
        Problem(
            code="source.encoding",
            message=f"{len(lost)} characters cannot be read as {encoding}; they stand as U+FFFD at {places}",
            action="save the file again as UTF-8 from the programme that made it (编码有误)",
        )
    ]
