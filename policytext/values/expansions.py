"""What a numeral abbreviation stands for, where the text itself says so (“四个意识”，即…)."""

import re

from policytext.arguments import instance
from policytext.model import Document, Slogan

SAID = re.compile(r"[”’」』]?(?:，|（)?(?:即|是指|指的是|具体(?:是|为|指)|就是)[：:]?(?P<words>[^。；）\n]{4,120})")
BRACKETED = re.compile(r"[”’」』]?（(?P<words>[^（）]{4,120})）")
PARTS = re.compile(r"[、，和及与]")


def expansion(doc: Document, slogan: Slogan) -> str | None:
    """The words that a numeral abbreviation stands for, or `None` where the text does not give them.

    >>> from policytext import parse
    >>> doc = parse("各镇要落实“三个一批”，即关停一批、改造一批、提升一批。")
    >>> [expansion(doc, s) for s in doc.slogans]
    ['关停一批、改造一批、提升一批']
    """
    instance(slogan, Slogan, "the slogan of expansion()", "one of doc.slogans")
    if slogan.kind != "numeric":
        return None
    end = doc.sentences[slogan.sentence].span.end
    m = SAID.match(doc.text, slogan.span.end, end) or BRACKETED.match(doc.text, slogan.span.end, end)
    words = m["words"] if m else ""
    return words if PARTS.search(words) else None
