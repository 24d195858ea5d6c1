"""What a citation does to its target (效力影响), and which article of a law it names (条款)."""

import re
from typing import Literal

from policytext.arguments import instance
from policytext.model import Citation, Document

Effect = Literal["repeals", "amends", "forwards", "issues"]
ORDINAL = "[一二三四五六七八九十百零〇0-9]{1,6}"
PART = (
    rf"(?:第{ORDINAL}[条款项目](?:之[一二三四五])?"
    rf"|第?[（(]{ORDINAL}[）)](?:[、和及至或]第?[（(]{ORDINAL}[）)])*项)"
)
"""An article, paragraph or item, items in the brackets in which they are printed too: 第（三）项, （一）、（二）项."""
ARTICLE = re.compile(rf"(?:[》）]|(?<=法)|(?<=条例))?(?=第){PART}+(?:[、和及至或]{PART}+)*")
NEAR = 24
"""Characters beside a citation in which a word can tell what is done to it."""
REPEALS = (
    re.compile(r"(?:废止|停止执行|不再执行|自行失效)[^，。；]{0,6}$"),
    re.compile(r"(?:[^，。；]{0,16})?(?:同时|相应|自即日起|即行|予以)*(?:废止|停止执行|不再执行|失效)"),
)
AMENDS = (
    re.compile(r"(?:修改|修订|修正|对)$"),
    re.compile(r"(?:作出|做出|进行|予以)(?:如下|以下|相应|部分)*(?:修改|修订|修正|调整)"),
)
FORWARDS = (
    re.compile(r"(?:转发|批转)(?:了|给你们)?[^，。；《]{0,16}$"),
    re.compile(r"[^，。；]{0,12}(?:转发|批转)(?:给|你们)"),
)
ISSUES = re.compile(r"(?:印发|公布|发布)(?:了)?$"), re.compile(r"[^，。；]{0,12}(?:印发|公布|发布)(?:给|你们|实施)")
WORDS: dict[Effect, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "repeals": REPEALS,
    "amends": AMENDS,
    "forwards": FORWARDS,
    "issues": ISSUES,
}

ITEM = re.compile(r"[ \u3000]*(?:[（(]?[\d一二三四五六七八九十]{1,3}[.．、）)][ \u3000]?)?$")
"""What stands before a citation that is an item of a list."""
LEAD = re.compile(r"(?P<repeals>废止|失效|停止执行)|(?P<amends>修改|修订|修正)")
"""What the words above a list say of its items (予以废止的文件), the first of them."""
NAMES_DOCUMENT = re.compile(r"[《<]|号 ?[）)]")
"""What every item of such a list has, and its lead has not."""
LONGEST_LIST = 400
"""Text units above an item within which its lead is looked for."""


def effect(doc: Document, citation: Citation) -> Effect | None:
    r"""What the document does to what it cites, by the words beside the citation; most citations do nothing.

    >>> from policytext import parse
    >>> doc = parse("本办法自印发之日起施行，《青禾县助餐办法》（青政发〔2019〕2号）同时废止。")
    >>> [effect(doc, c) for c in doc.citations]
    ['repeals']
    >>> doc = parse("下列文件予以废止：\n1.青禾县关于加强助餐管理的意见（青政发〔2014〕9号）")
    >>> [effect(doc, c) for c in doc.citations]
    ['repeals']
    """
    instance(citation, Citation, "the citation of effect()", "one of doc.citations")
    host = doc.sentences[citation.sentence].span
    before = doc.text[max(host.start, citation.span.start - NEAR) : citation.span.start]
    after = doc.text[citation.span.end : min(host.end, citation.span.end + NEAR)]
    for name, (left, right) in WORDS.items():
        if left.search(before) or right.match(after):
            return name
    return of_list(doc, citation) if is_item(doc, citation) else None


def is_item(doc: Document, citation: Citation) -> bool:
    """Whether the citation is all that its text unit holds besides a marker: an item of a list."""
    host = doc.sentences[citation.sentence].span
    after = doc.text[citation.span.end : host.end].strip()
    return after in ("", "；", "。") and ITEM.match(doc.text[host.start : citation.span.start]) is not None


def of_list(doc: Document, citation: Citation) -> Effect | None:
    """What the lead of the list (下列文件予以废止：) does to the citation that is an item of it."""
    for unit in doc.sentences[max(0, citation.sentence - LONGEST_LIST) : citation.sentence][::-1]:
        if not NAMES_DOCUMENT.search(unit.text):
            m = LEAD.search(unit.text)
            return m.lastgroup if m else None  # type: ignore[return-value]
    return None


def article(doc: Document, citation: Citation) -> str | None:
    """The article, paragraph or item that a citation of a law names (第十二条第二款), or `None`.

    >>> from policytext import parse
    >>> doc = parse("根据《中华人民共和国食品安全法》第五十五条第一款规定，各镇要开展检查。")
    >>> [article(doc, c) for c in doc.citations]
    ['第五十五条第一款']
    """
    instance(citation, Citation, "the citation of article()", "one of doc.citations")
    host = doc.sentences[citation.sentence].span
    m = ARTICLE.match(doc.text, citation.span.end, host.end) or ARTICLE.search(citation.text)
    return m[0].lstrip("》）") if m else None
