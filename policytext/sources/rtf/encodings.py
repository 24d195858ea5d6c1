"""Which encoding the bytes of an RTF file are in: by its code page and by the character set of the font."""

import codecs
import re

from policytext.sources.text import REPLACEMENT

CHARSETS = {
    0: "cp1252", 2: "latin-1", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
"""Encodings by the number of a font's character set; 1 means that of the file."""
WESTERN = "cp1252"
DOUBLE = {"gb18030", "cp950", "cp932", "cp949"}
PAIRS = re.compile(rb"(?:[\x00-\x7f]|[\x81-\xfe][\x80-\xfe])*+")
PLATFORMS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


def by_page(number: int | None) -> str | None:
    """The encoding of a code page; `None` where there is none of that number."""
    name = {936: "gb18030", 54936: "gb18030", 65001: "utf-8", 10000: "mac_roman", 10008: "gb18030"}.get(number or 0)
    name = name or f"cp{number}"
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name


def decode(raw: bytes, stated: str | None, page: str | None) -> str:
    """Bytes of text, in the encoding that the font states, else in that of the file.

    Chinese programmes write GBK pairs in fonts that they call western, too; then the bytes decide.
    """
    if raw.isascii():
        return raw.decode("ascii")
    encoding = stated or page or WESTERN
    if encoding == WESTERN and (page is None or page in DOUBLE) and PAIRS.fullmatch(raw):
        text = raw.decode(page or "gb18030", "replace")
        if REPLACEMENT not in text:
            return text
    return raw.decode(encoding, "replace")
