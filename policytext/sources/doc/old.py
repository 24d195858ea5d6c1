"""Word 6, 95 and their editions for East Asia: text in a code page, without the properties of later versions."""

from __future__ import annotations

from policytext.model import Problem
from policytext.sources.content import Content
from policytext.sources.doc.fib import COMPLEX, FAR_EAST_UNITS, PIECES, Fib
from policytext.sources.doc.layout import Marked, lay_out
from policytext.sources.doc.modern import SAVE
from policytext.sources.doc.pieces import read_pieces
from policytext.sources.limits import LimitError, Limits
from policytext.sources.lines import Lines

PAGES = {0x04: "gb18030", 0x11: "cp932", 0x12: "cp949"}
"""Encodings by the lower byte of a language number; Chinese is split by the upper one."""
TRADITIONAL = {0x0404, 0x0C04, 0x1404}
IDEOGRAPHS = ("\u3000", "\u9fff")


def read_old(word: bytes, fib: Fib, limits: Limits) -> Content:
    """What can be read of such a file, always with a problem that says what is not.

    Raises:
        DamagedError, LimitError: where its text cannot be found or is too long.
    """
    raw = raw_text(word, fib, limits)
    width = 2 if fib.flags & FAR_EAST_UNITS else 1
    main = raw[: width * fib.lengths[0]] if fib.lengths[0] else raw
    text, encoding = decode_old(main, fib.language, width)
    lines = Lines(limits.text)
    lay_out(Marked(text), 0, len(text), lines)
    message = (
        f"a file of Word before 97: read as {encoding}; hidden and deleted text cannot be told from the rest, notes "
        "and headers are left out"
    )
    problem = Problem(code="source.partial", message=message, action=f"compare it with the original, or {SAVE}")
    return Content(text=lines.text(), grids=lines.grids(), encoding=encoding, problems=(problem,))


def raw_text(word: bytes, fib: Fib, limits: Limits) -> bytes:
    """The bytes of the text: in one stretch, or by the piece table of a file that was saved fast."""
    clx = fib.cut(word, PIECES)
    if not fib.flags & COMPLEX or not clx:
        if fib.text_end - fib.text_start > 2 * limits.text:
            raise LimitError(f"the text has more than {limits.text:,} characters")
        return word[fib.text_start : fib.text_end]
    width = 2 if fib.flags & FAR_EAST_UNITS else 1
    # In these versions offsets are plain and the width of characters is the file's.
    return b"".join(word[p.at : p.at + width * (p.end - p.start)] for p in read_pieces(clx, limits))


def decode_old(raw: bytes, language: int, width: int) -> tuple[str, str]:
    """Text and encoding: by the language of the file, or Chinese where it says a western one but is none."""
    encoding = "big5" if language in TRADITIONAL else PAGES.get(language & 0xFF, "cp1252")
    if width == 2:
        return decode_units(raw, encoding)
    if encoding == "cp1252" and mostly_chinese(raw):
        encoding = "gb18030"
    return raw.decode(encoding, "replace"), encoding


def mostly_chinese(raw: bytes) -> bool:
    """Whether the bytes beyond ASCII are good GB18030 and nearly all of them ideographs or full-width marks."""
    text = raw.decode("gb18030", "replace")
    foreign = [ch for ch in text if ch > "\x7f"]
    chinese = sum(IDEOGRAPHS[0] <= ch <= IDEOGRAPHS[1] or "\uff00" <= ch <= "\uffef" for ch in foreign)
    return len(foreign) > 1 and chinese >= 0.9 * len(foreign)


def decode_units(raw: bytes, encoding: str) -> tuple[str, str]:
    """Text of two-byte units: UTF-16, or codes of the code page, whichever reads without nonsense."""
    raw = raw[: len(raw) & ~1]
    swapped = bytearray(raw)
    swapped[::2], swapped[1::2] = raw[1::2], raw[::2]
    by_page = bytes(swapped).replace(b"\0", b"").decode(encoding, "replace")
    wide = raw.decode("utf-16-le", "replace")
    page_known, wide_known = (
        sum(ch < "\x7f" or IDEOGRAPHS[0] <= ch <= IDEOGRAPHS[1] for ch in text) / (len(text) or 1)
        for text in (by_page, wide)
    )
    return (by_page, encoding) if page_known > wide_known else (wide, "utf-16-le")
