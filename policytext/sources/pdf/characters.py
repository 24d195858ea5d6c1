"""The characters of a page with their places, as pdfium tells them."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

HYPHENS = frozenset((0x02, 0xAD, 0x2010, 0x2011, 0xFFFE))
"""What pdfium gives for a hyphen: a soft one (U+00AD) too is seen on the page."""
RADICALS = range(0x2F00, 0x2FD6)
"""Radicals that careless fonts give for the characters they look like."""
PRIVATE = range(0xE000, 0xF900)
REPLACEMENT = "\ufffd"
SAMPLED = 200
ASLANT = 0.1
"""Share of a quarter turn up to which text is a scan that lies a little askew."""
MOST = 200_000
"""Characters of a page that are read; a page of the smallest print has a tenth of them."""


class Character(NamedTuple):
    """A character and the box that its font gives it; `y` grows upwards, `x` along the line."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


def read_characters(page: PdfTextPage, turns: int) -> tuple[list[Character], str]:
    """The characters of a page in the order of its content, and the text that runs aslant: a watermark."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    count = min(page.count_chars(), MOST)
    found: list[Character] = []
    aslant: list[str] = []
    high = 0
    for k in range(count):
        if pdfium.FPDFText_IsGenerated(page, k) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(page, k)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        text = REPLACEMENT if pdfium.FPDFText_HasUnicodeMapError(page, k) == 1 else as_text(code)
        if not text or not pdfium.FPDFText_GetLooseCharBox(page, k, ctypes.byref(box)):
            continue
        if is_aslant(pdfium.FPDFText_GetCharAngle(page, k)):
            aslant.append(text)
            continue
        found.append(Character(text, *turned(box.left, box.bottom, box.right, box.top, turns)))
    return found, "".join(aslant)


def is_aslant(angle: float) -> bool:
    """Whether text runs neither along the page nor across it."""
    return angle >= 0 and abs(angle / (math.pi / 2) - round(angle / (math.pi / 2))) > ASLANT


def as_text(code: int) -> str:
    """What a code stands for: nothing for a control character, U+FFFD for one that the font keeps to itself."""
    if code in HYPHENS:
        return "-"
    if code == 0 or code in PRIVATE or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return REPLACEMENT
    if code in (0x09, 0xA0):
        return " "
    if code < 0x20 or 0x7F <= code < 0xA0:
        return ""
    return unicodedata.normalize("NFKC", chr(code)) if code in RADICALS else chr(code)


def quarter_turns(page: PdfTextPage) -> int:
    """By how many quarters most of the text is turned against the page, as broad tables are."""
    import pypdfium2.raw as pdfium

    count = min(page.count_chars(), MOST)
    step = max(count // SAMPLED, 1)
    angles = (pdfium.FPDFText_GetCharAngle(page, k) for k in range(0, count, step))
    turns = Counter(round(a / (math.pi / 2)) % 4 for a in angles if a >= 0)
    return turns.most_common(1)[0][0] if turns else 0


def turned(x0: float, y0: float, x1: float, y1: float, turns: int) -> tuple[float, float, float, float]:
    """A box as it stands once its text is turned upright."""
    if turns == 1:
        return -y1, x0, -y0, x1
    if turns == 2:
        return -x1, -y1, -x0, -y0
    if turns == 3:
        return y0, -x1, y1, -x0
    return x0, y0, x1, y1
