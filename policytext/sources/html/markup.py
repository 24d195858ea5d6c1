"""From the bytes of a page to its element tree: encoding, scripts and comments out, limits kept."""

from __future__ import annotations

import codecs
import html
import re
from typing import TYPE_CHECKING

from policytext.errors import MissingDependencyError
from policytext.sources.limits import LimitError, Limits
from policytext.sources.text import decode

if TYPE_CHECKING:
    from lxml.etree import _Element

DECLARED = re.compile(rb"""(?i)<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,20})""")
CODECS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "gb_2312", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
}
"""Encodings that a page may declare; another name tells nothing about a Chinese page."""
HEAD = 8192
"""Bytes at the start in which a declaration is looked for."""
SURE = 12
"""So many characters beyond ASCII that all read as UTF-8 are UTF-8, whatever the page declares."""

TOKEN = re.compile(
    r"(?is)"
    r"<!--.*?(?:-->|\Z)"  # a comment
    r"|<(script|style)(?=[\s/>]).*?(?:</\1[^>]*>|\Z)"
    r"|<![a-z\[][^>]*>"  # a document type or marked section
    r"|<(/?)([a-z][a-z0-9:_-]*+)((?:=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))|[^>=]++|=)*+)(?:>|\Z)"
)
"""Whatever is no text, each consumed whole: a page takes one pass, however it is broken."""
ATTRIBUTES = 2048
"""Characters of attributes beyond which a tag loses them: pictures inside a page, and attributes by the thousand."""
TAGS = 300_000
WHITE = re.compile(r"[ \t\r\f]+")
LINE_ENDS = re.compile(r" ?\n[ \n]*")
OUTER = frozenset(("html", "body"))
INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong"
    " sub sup tt u var wbr"
)
INLINE = frozenset(INLINE_TAGS.split())


def decode_page(data: bytes) -> tuple[str, str]:
    """Text and encoding of a page: byte order mark, declaration, and else as a plain text."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    found = DECLARED.search(data[:HEAD])
    declared = CODECS.get(found[1].decode("ascii").lower()) if found else None
    if declared and declared != "utf-8" and not is_utf8(data):
        try:
            return data.decode(declared), "big5" if declared == "big5hkscs" else declared
        except UnicodeDecodeError:
            pass  # declared wrongly, or damaged: what a plain text would be taken for is the better guess
    return decode(data)


def is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 beyond doubt."""
    try:
        return sum(ch > "\x7f" for ch in data.decode("utf-8")) >= SURE
    except UnicodeDecodeError:
        return False


def clean(page: str) -> str:
    """A page without scripts, styles, comments and overlong attributes; `</body>` does not end it.

    Raises:
        LimitError: where it has more tags than are read.
    """
    tags = 0

    def keep(m: re.Match[str]) -> str:
        nonlocal tags
        if m[3] is None:
            return ""
        tags += 1
        if m[3].lower() in OUTER and m[2]:
            return ""
        return m[0] if len(m[4]) <= ATTRIBUTES else f"<{m[2]}{m[3]}>"

    cleaned = TOKEN.sub(keep, page)
    if tags > TAGS:
        raise LimitError(f"the page has {tags:,} tags; at most {TAGS:,} are read")
    return cleaned


def build(page: str, limits: Limits) -> _Element | None:
    """The element tree of a cleaned page; `None` where it holds nothing.

    Raises:
        LimitError: where elements nest too deeply.
        MissingDependencyError: where lxml is not installed.
    """
    try:
        from lxml import etree
    except ImportError as e:
        raise MissingDependencyError("HTML pages need lxml: pip install policytext[files]") from e

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "surrogatepass"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise LimitError(f"elements nest more than {limits.deep} deep")
    if root is None:
        return None
    deep = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        deep += 1 if event == "start" else -1
        if deep > limits.deep:
            raise LimitError(f"elements nest more than {limits.deep} deep")
    return root


def flatten(page: str) -> str:
    r"""The text of a page of which no tree can be built: every tag of a block ends a line.

    >>> flatten("<div>一、<b>总体</b>要求<div>二、&lt;任务&gt;")
    '一、总体要求\n二、<任务>'
    """

    def gap(m: re.Match[str]) -> str:
        return "" if m[3] is None or m[3].lower() in INLINE else "\n"

    text = WHITE.sub(" ", html.unescape(TOKEN.sub(gap, page)))
    return LINE_ENDS.sub("\n", text).strip(" \n")
