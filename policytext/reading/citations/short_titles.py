"""Short titles (以下简称): what they stand for, at each use."""

import re

from policytext.model import Problem
from policytext.reading.citations.reference import Reference, squeeze
from policytext.reading.citations.titles import LONGEST_REMARK, REMARK, SHORT
from policytext.reading.passage import Passage

NO_DOCUMENT = (
    "表", "证", "证书", "执照", "申请书", "承诺书", "责任书", "协议书", "委托书", "通知书", "告知书", "核对单",
    "登记卡", "报告书", "批准书", "鉴定书", "证明", "声明", "日报", "晚报", "时报", "早报", "参考报", "新闻", "杂志",
    "期刊", "一封信", "工作鉴定", "简历", "台账", "合同", "授权书", "合作协议", "服务协议", "借款协议", "评估报告",
    "检测报告", "报名条",
)  # fmt: skip
"""Forms, certificates, newspapers: they have a title, but no reader would look up what they ask for."""
NO_DOCUMENT_ENDS = frozenset(form[-1] for form in NO_DOCUMENT)

GENRE = re.compile(
    r"(?:实施|指导|若干|工作|行动|管理)?(?:通知|意见|方案|规划|纲要|办法|条例|决定|规定|细则|计划|汇报|报告|标准|指南"
    r"|目录|措施|决议|批复|函|规程|规则|公告)"
)
"""A word that is any document's genre: without 《》 it is no short title."""
LONGEST_GENRE = 4

OWN_NAME = 4
"""A short title of so many characters, or with a figure, is recognised without 《》 too (个人所得税法, 8号公告)."""


def resolve_short_titles(
    passage: Passage, found: list[Reference], own: set[str], problems: list[Problem]
) -> list[Reference]:
    """Own titles and forms left out; short titles, in 《》 or not, replaced by what they stand for."""
    short: dict[str, Reference | None] = {}
    kept: list[Reference] = []
    for r in found:
        title = squeeze(r.title or "")
        is_own = title in own
        name = defined(passage.text, r)
        if name is not None:
            short[squeeze(name)] = None if is_own else r
        if is_own or (title[-1:] in NO_DOCUMENT_ENDS and title.endswith(NO_DOCUMENT)):
            continue
        if name is None and title in short:
            if (long := short[title]) is not None:
                kept.append(used(r.start, r.end, long))
            continue
        if name is None and len(title) <= LONGEST_GENRE and GENRE.fullmatch(title):
            if any(t.endswith((title, f"{title}的通知")) for t in own):
                continue
            problems.append(unresolved(passage, r))
        kept.append(r)
    for name, long in short.items():
        if long is not None and not GENRE.fullmatch(name) and (len(name) >= OWN_NAME or re.search(r"\d", name)):
            kept += unbracketed(passage.text, name, long)
    return kept


def defined(text: str, r: Reference) -> str | None:
    """The short title that a remark gives a reference, which is made to span the remark."""
    if text.find("称", r.start, r.end + LONGEST_REMARK) < 0:
        return None
    if (m := REMARK.match(text, r.end)) and SHORT.search(m[1]):
        r.end = m.end()
    opening = text.rfind("（", r.start, r.end)
    m = REMARK.match(text, opening) if opening >= 0 else None
    s = SHORT.search(m[1]) if m and m.end() == r.end else None
    return s[1] if s else None


def unbracketed(text: str, name: str, long: Reference) -> list[Reference]:
    """The uses of a short title that stand without 《》, after it was given."""
    uses, at = [], text.find(name, long.end)
    while at >= 0:
        uses.append(used(at, at + len(name), long))
        at = text.find(name, at + len(name))
    return uses


def used(start: int, end: int, long: Reference) -> Reference:
    """A short title at one place, as a reference to what it stands for."""
    return Reference(start, end, long.title, long.number, long.kind, "citations.short_title")


def unresolved(passage: Passage, r: Reference) -> Problem:
    """The report on 《意见》 where nothing says which one is meant."""
    return Problem(
        code="unresolved_short_title",
        message=f"《{r.title}》 is used as a short title, but no 以下简称 gives it",
        action="look up in the text which document is meant",
        span=passage.view.span(r.start, r.end),
    )
