"""What the words around a citation tell of it: the body named before the title, a year, 征求意见稿 after it."""

from __future__ import annotations

import datetime as dt
import re

from policytext.model import Citation, Document

REACH = 40
ORGAN = re.compile(
    r"([一-鿿、]{1,30}?(?:国务院|政府|办公厅|办公室|委员会|党委|省委|市委|县委|区委|部|厅|局|署|院|会))"
    r"[ \n]*(?:联合|于|(?:19|20)\d{2}年|\d{1,2}月|\d{1,2}日)*(?:印发|转发|批转|下发|发布|公布|制定|出台)?了?的?"
    r"[ \n]*(?:关于)?$"
)
LEAD_IN = re.compile(
    "^.*(?:根据|按照|依据|依照|落实|贯彻|执行|遵照|转发|结合|违反|经|和|及|与|由|近日|现将|，|的)(?=[一-鿿]{2})"
)
YEAR = re.compile(r"((?:19|20)\d{2})年(?:[^，。；《》]{0,8})?$")
DATE = re.compile(r"\s*[（(](\d{4})年(\d{1,2})月(\d{1,2})日")
AFTER = re.compile(
    r"^\s*[（(]?(征求意见稿|公开征求意见稿|草案|送审稿|讨论稿|试行|暂行|修订版?"
    r"|(?:19|20)\d{2}[—–~-](?:19|20)\d{2}年?)[）)]?"
)


def organ_before(document: Document, citation: Citation) -> str:
    """The body named right before the title, without what leads to it: 国务院办公厅 in 根据国务院办公厅《关于…》."""
    before = document.text[max(0, citation.span.start - REACH) : citation.span.start]
    m = ORGAN.search(before)
    return LEAD_IN.sub("", m[1]) if m else ""


def year_before(document: Document, citation: Citation) -> int | None:
    """The year that the words before a title give: 2021年印发的《…》."""
    m = YEAR.search(document.text[max(0, citation.span.start - 20) : citation.span.start])
    return int(m[1]) if m else None


def date_after(document: Document, citation: Citation) -> dt.date | None:
    """The date in brackets after a title: 《…》（2021年4月28日印发）."""
    m = DATE.match(document.text[citation.span.end : citation.span.end + 30])
    return possible_date(m[1], m[2], m[3]) if m else None


def possible_date(year: str, month: str, day: str) -> dt.date | None:
    """A date, where there is such a day."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def title_after(document: Document, citation: Citation) -> str:
    """What stands in brackets after 》 and belongs to the title: 《甲办法》（试行）."""
    end = citation.span.start + citation.text.find("》") + 1
    m = AFTER.match(document.text[end : end + 20])
    return f"（{m[1]}）" if m else ""
