"""What a page says of its document beside the text: metadata tables, labelled lines, meta tags, its address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

LABELS = {
    "标题": "title",
    "名称": "title",
    "信息名称": "title",
    "文件名称": "title",
    "文号": "document_number",
    "发文字号": "document_number",
    "文件编号": "document_number",
    "发文文号": "document_number",
    "发文机关": "issuers",
    "发文单位": "issuers",
    "发布机构": "issuers",
    "发布机关": "issuers",
    "发布单位": "issuers",
    "制发机关": "issuers",
    "制定机关": "issuers",
    "公开机构": "issuers",
    "公开单位": "issuers",
    "成文日期": "issued",
    "成文时间": "issued",
    "发文日期": "issued",
    "发文时间": "issued",
    "制发日期": "issued",
    "印发日期": "issued",
    "生成日期": "issued",
    "发布日期": "published",
    "发布时间": "published",
    "公开日期": "published",
    "公开时间": "published",
    "时间": "published",
    "日期": "published",
    "索引号": "index_number",
    "信息索引号": "index_number",
    "索取号": "index_number",
    "主题分类": "subject",
    "信息分类": "subject",
    "分类": "subject",
    "主题词": "keywords",
    "关键词": "keywords",
    "有效性": "validity",
    "时效性": "validity",
    "是否有效": "validity",
    "效力状态": "validity",
    "来源": "source",
    "信息来源": "source",
    "文章来源": "source",
    "公开方式": "",
    "公开范围": "",
    "公开形式": "",
    "公开时限": "",
    "公开类别": "",
    "组配分类": "",
    "体裁分类": "",
    "体裁": "",
    "服务对象": "",
    "生效日期": "",
    "施行日期": "",
    "失效日期": "",
    "废止日期": "",
    "有效期": "",
    "统一编号": "",
    "统一登记号": "",
    "内容概述": "",
    "内容概览": "",
    **dict.fromkeys(("浏览次数", "浏览量", "浏览", "点击数", "点击量", "点击次数", "点击"), ""),
    **dict.fromkeys(("访问量", "访问次数", "阅读次数", "阅读量", "阅读数", "阅读"), ""),
    "字体": "",
    "字号": "",
    "字体大小": "",
    "责任编辑": "",
    "编辑": "",
    "作者": "",
}
"""Label on the page → name in `metadata`; an empty one is known as a label and kept out of the text, no more."""
BARE = frozenset(("时间", "日期"))
"""Labels that count beside others on their line only: a notice of a meeting has them too, and the head of a table."""
META = {
    "articletitle": "title",
    "og:title": "title",
    "pubdate": "published",
    "publishdate": "published",
    "firstpublishedtime": "published",
    "article:published_time": "published",
    "contentsource": "source",
    "url": "url",
    "og:url": "url",
    "canonical": "url",
    "keywords": "keywords",
}
"""Name of a meta or link tag → name in `metadata`."""
LABEL = re.compile(
    r"[【\[]?(?P<label>"
    + "|".join(r"[ \xa0\u3000]*".join(s) for s in sorted(LABELS, key=len, reverse=True))
    + r")[】\]]?"
    r"[ \xa0\u3000]*(?:(?P<colon>[：:])|$)[ \xa0\u3000]*"
)
BLANK = re.compile(r"[\s\u3000]+")
DATED = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?(?=[\s|｜]+(\S.*))")
"""The date of a page before the labels of the same line."""
HEAD_TAG = re.compile(r"(?i)<(?:meta|link)\s([^>]{1,4096})>")
ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]++)\s*+=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
TITLE = re.compile(r"(?is)<title[^>]{0,200}>(.{0,2000}?)</title")
SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})")
SITE = re.compile(r"\s*(?:[_|｜]|--|\s[-–—]\s).*$|-[^-]*(?:网|网站|门户|平台|政府|公开)$", re.DOTALL)
"""What a title in the page's head adds behind the title of the document."""
HEAD = 65_536
LONGEST = 500


def facts_of_rows(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """(label, value) pairs of a metadata table; empty for a table of anything else.

    A head row has label beside label, a metadata table label beside value.

    >>> facts_of_rows([["索 引 号：", "A1", "发文机关：", "青禾市民政局"]])
    [('索引号', 'A1'), ('发文机关', '青禾市民政局')]
    >>> facts_of_rows([["标题", "文号", "发文机关"], ["甲", "乙", "丙"]])
    []
    """
    facts, beside = [], 0
    for row in rows:
        labels = [label_of(text) for text in row]
        facts += [(labels[k], row[k + 1].strip()) for k in range(len(row) - 1) if labels[k] and not labels[k + 1]]
        beside += sum(bool(a and b) for a, b in pairwise(labels))
    return facts if len(facts) > max(beside, 1) or (facts and len(rows) == 1) else []


def label_of(text: str) -> str:
    """The label that a whole cell is, else nothing."""
    label = BLANK.sub("", text).strip("：:【】[]")
    return label if label in LABELS and label not in BARE else ""


def facts_of_line(text: str) -> list[tuple[str, str]]:
    """(label, value) pairs of a line that begins with a label; the last value may be empty and stand on the next.

    >>> facts_of_line("发布时间：2021-07-21 09:30　来源：市民政局　浏览次数：")
    [('发布时间', '2021-07-21 09:30'), ('来源', '市民政局'), ('浏览次数', '')]
    """
    text = text.strip().lstrip("•◦▪ ")
    if len(text) > LONGEST:
        return []
    if (dated := DATED.match(text)) and (behind := facts_of_line(dated[1])):
        return [("发布时间", dated[0]), *behind]
    if not LABEL.match(text):
        return []
    found = [m for m in LABEL.finditer(text) if m["colon"] or not m.start()]
    if all(m["label"] in BARE for m in found):
        return []
    ends = [m.start() for m in found[1:]] + [len(text)]
    return [
        (BLANK.sub("", m["label"]), text[m.end() : end].strip(" \xa0\u3000|｜"))
        for m, end in zip(found, ends, strict=True)
    ]


def facts_of_head(page: str) -> dict[str, str]:
    """What the head of a page says: meta tags, address, title without the name of the site."""
    head = page[:HEAD]
    facts: dict[str, str] = {}
    for m in HEAD_TAG.finditer(head):
        given = {a[1].lower(): a[2] or a[3] or a[4] or "" for a in ATTRIBUTE.finditer(m[1])}
        name = META.get((given.get("name") or given.get("property") or given.get("rel") or "").lower())
        content = html.unescape(given.get("content") or given.get("href") or "").strip()
        if name and content and len(content) <= LONGEST:
            facts.setdefault(name, content)
    if saved := SAVED.search(head):
        facts["url"] = saved[1]
    if shown := TITLE.search(head):
        title = BLANK.sub(" ", html.unescape(shown[1])).strip()
        facts.setdefault("title", SITE.sub("", title) or title)
    return {name: value for name, value in facts.items() if value}


def gather(labelled: Iterable[tuple[str, str]], head: Mapping[str, str], heading: str | None) -> dict[str, str]:
    """The metadata of a page: what labels say goes before its heading, and that before its head."""
    facts: dict[str, str] = {}
    for label, value in labelled:
        name = LABELS[label]
        if name and value and value not in ("-", "—", "无", "/"):
            facts.setdefault(name, BLANK.sub(" ", value))
    if heading:
        facts.setdefault("title", heading)
    return {**head, **facts}
