"""Characters as files count them: UTF-16 units, of which two may be one character."""

import re
import struct

ASTRAL = re.compile("[\U00010000-\U0010ffff]")
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
LONE = re.compile("[\ud800-\udfff]")
"""A surrogate; in a text whose pairs are joined, one without its other half."""


def units(text: str) -> str:
    """Text with each character beyond the first plane as its two surrogates."""
    if max(text, default="") <= "\uffff":
        return text
    return ASTRAL.sub(lambda m: "".join(map(chr, struct.unpack("<2H", m[0].encode("utf-16-le")))), text)


def whole(text: str) -> str:
    r"""Text with surrogate pairs joined into the characters they mean; a lone surrogate becomes U+FFFD.

    >>> whole("\ud840\udc00甲\ud840") == "\U00020000甲\ufffd"
    True
    """
    if not LONE.search(text):
        return text
    text = PAIR.sub(lambda m: m[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    return LONE.sub("\ufffd", text)
