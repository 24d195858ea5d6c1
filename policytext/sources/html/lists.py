"""The number or mark that a browser shows before an item of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytext.sources.docx.formats import COMMON, roman

if TYPE_CHECKING:
    from lxml.etree import _Element

STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)")
TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}
CHINESE = frozenset(
    ("cjk-ideographic", "simp-chinese-informal", "simp-chinese-formal", "trad-chinese-informal", "cjk-decimal")
)


class Numbering:
    """A list while it is read: how its items are marked, and the number of the next one."""

    def __init__(self, element: _Element, depth: int) -> None:
        self.ordered = element.tag == "ol"
        bullet = ("disc", "circle", "square")[min(depth, 2)]
        self.style = style_of(element, "decimal" if self.ordered else bullet)
        backwards = self.ordered and element.get("reversed") is not None
        self.step = -1 if backwards else 1
        items = sum(1 for _ in element.iterchildren("li")) if backwards else 1
        self.next = number(element.get("start"), items)

    def mark(self, item: _Element) -> str:
        """What stands before an item; nothing where the list shows no marks."""
        style = style_of(item, self.style)
        if not self.ordered:
            return BULLETS[style] + " " if style in BULLETS else ""
        at = number(item.get("value"), self.next)
        self.next = at + self.step
        return "" if style == "none" else written(at, style)


def style_of(element: _Element, otherwise: str) -> str:
    """The list style that an element asks for."""
    if found := STYLE.search((element.get("style") or "").lower()):
        return found[1]
    kind = element.get("type") or ""
    return TYPES.get(kind, kind.lower() if kind.lower() in BULLETS else otherwise)


def number(value: str | None, otherwise: int) -> int:
    """An attribute as a number."""
    found = re.fullmatch(r"\s*(-?\d{1,6})\s*", value or "")
    return int(found[1]) if found else otherwise


def written(n: int, style: str) -> str:
    """A number as a list style writes it, with the sign that follows.

    >>> [written(12, s) for s in ("decimal", "lower-alpha", "upper-roman", "cjk-ideographic")]
    ['12. ', 'l. ', 'XII. ', '十二、']
    """
    if style in CHINESE and 0 < n < 10_000:
        return COMMON.spell(n) + "、"
    if style.endswith(("alpha", "latin")) and n > 0:
        shown = letters(n)
    elif style.endswith("roman") and 0 < n < 4000:
        shown = roman(n)
    elif style == "decimal-leading-zero":
        shown = f"{n:02}"
    else:
        shown = str(n)
    return (shown.upper() if style.startswith("upper") else shown) + ". "


def letters(n: int) -> str:
    """1 → a, 27 → aa."""
    out = ""
    while n:
        n, rest = divmod(n - 1, 26)
        out = chr(97 + rest) + out
    return out
