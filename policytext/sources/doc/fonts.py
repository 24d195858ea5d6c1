"""The names of fonts (SttbfFfn, [MS-DOC] 2.9.286): those of symbols show other signs than their characters say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.sources.docx.symbols import shown

FIXED = 39
"""Bytes of a font before its name."""
PRIVATE = re.compile("[\uf000-\uf0ff]+")


def read_fonts(sttb: bytes) -> list[str]:
    """The names in order; stops where the table is cut."""
    found = []
    at = 4
    while at < len(sttb):
        entry = sttb[at + 1 : at + 1 + sttb[at]]
        name = entry[FIXED:].decode("utf-16-le", "replace")
        found.append(name.partition("\0")[0])
        at += 1 + sttb[at]
    return found


def signs(text: str, font: int | None, fonts: Sequence[str]) -> str:
    """The text with characters of symbol fonts as the signs that they show."""
    name = fonts[font] if font is not None and font < len(fonts) else None
    return PRIVATE.sub(lambda m: shown(m[0], name), text)
