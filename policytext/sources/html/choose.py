"""Which lines of a page are its main text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.sources.html.facts import LABELS, facts_of_line
from policytext.sources.html.lines import Line, Page

TEXT_NAMES = re.compile(
    r"(?i)(?:^|\s)(?:ucap-content|pages_content|trs_editor\S*|trs_uedit\S*|zoom|zoomcon|js_content|vsb_content\S*)(?=$"
    r"|\s)"
)
"""Ids and classes by which content systems name what was typed into them, and nothing else."""
AREA_NAMES = re.compile(
    r"(?i)(?:^|\s)(?:article\S*|content|main-?_?content|news_?con(?:tent)?|con_?text|xxgk_content)(?=$|\s)"
)
"""Ids and classes of an area that the text is in, often with other things."""
HELD, BESIDE = 0.5, 0.1
"""Share of the weight that the container of the main text must hold, and of running text that may stand beside it."""
RUNNING = 40
"""A line of so many characters with punctuation is running text."""
SENTENCE = re.compile("[，。；：、！？]")
SHORT_WEIGHT = 0.3
"""A line without punctuation weighs less: menus and captions are made of them."""
LINKED = 0.5
HOLDERS, SEVERAL = frozenset(("div", "td", "pre", "center", "section", "article")), 4
"""Blocks that can hold a text parted by <br> alone, and how many lines it has at least: others are paragraphs."""
ATTACHED = re.compile(r"附\s*件|附\s*表|\.(?:docx?|wps|pdf|xlsx?|et|ofd|zip|rar)\b", re.IGNORECASE)
CERTAIN = re.compile(
    r"[【\[（(]?\s*(?:扫一扫|扫码|微信扫|分享到|分享至|分享[：:]|打印(?:本页|本文|$|\s)|【?打印】|关闭(?:窗口|本页|$)"
    r"|我要(?:打印|纠错)|"
    r"返回(?:顶部|首页|列表)|上一[篇页条]|下一[篇页条]|相关(?:链接|新闻|文章|阅读|稿件|解读|文档)|(?:责任)?编辑[：:]"
    r"|责任编辑|(?:文章|信息)?录入[：:]|信息提供[：:]|版权所有|网站标识码|"
    r"(?:您?(?:当前|现在)的?(?:所在)?位置|所在位置|当前位置)|\S{0,4}ICP备|\S?公网安备|(?:主管|主办)(?:单位)?[：:]"
    r"|技术支持[：:]|承办(?:单位)?[：:]|今天是|网站地图|"
    r"【?字体|字号[：:]|收藏(?:本页|$)|TOP$|END$|设为首页|加入收藏|无障碍|繁体版|手机版)"
)
"""How lines begin that stand around a text on every site."""
OF_DUTY = re.compile(r"(?:(?:主管|主办|承办)(?:单位)?|技术支持)[：:]")
"""Those of them that tell within a text who has to do what: furniture only where none of it stands below."""
FURNITURE_LENGTH = 150
PART = re.compile(
    r"\s*(?:附\s*件|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百]{1,4}[章条]|"
    r"\S{1,12}[〔\[（]\d{4}[〕\]）]\s*\d+\s*号\s*$|[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$|"
    r"[^。]{0,60}[府局委厅部院会校业位门构处办司区县市镇乡道志长][^。]{0,8}[：:]\s*$)"
)
"""Lines that belong to a document even where they stand beside the container that holds most of it."""


def choose(page: Page) -> tuple[list[Line], list[tuple[str, str]], bool]:
    """The lines of the main text, the (label, value) pairs beside it, and whether it could be told at all."""
    weights = [weigh(line) for line in page.lines]
    if not any(weights):  # all of it is hidden, or named as furniture: names may be wrong
        for line in page.lines:
            line.apart = False
        weights = [weigh(line) for line in page.lines]
    if not any(w and SENTENCE.search(line.text) for w, line in zip(weights, page.lines, strict=True)):
        return page.lines, page.facts, False
    start, end, hinted = find_main(page, weights)
    sure = [k for k in range(start, end) if SENTENCE.search(page.lines[k].text) and weights[k]]
    facts, labelled = take_facts(page, sure[0] if sure else start)
    parts = (k for k in reversed(range(start, end)) if weights[k] and PART.match(page.lines[k].text))
    last = next((k for k in parts if not ATTACHED.match(page.lines[k].text.strip())), start)
    lines = [
        line
        for k, line in enumerate(page.lines[start:end], start)
        if k not in labelled and not is_furniture(line, below=k < last) and (hinted or not is_linked(line))
    ]
    return lines, [*page.facts, *facts], True


def weigh(line: Line) -> float:
    """How much a line speaks for the container that it stands in."""
    if is_furniture(line) or is_linked(line) or facts_of_line(line.text):
        return 0
    size = len("".join(line.text.split()))
    return size if line.table is not None or SENTENCE.search(line.text) else size * SHORT_WEIGHT


def is_linked(line: Line) -> bool:
    """Whether a line is mostly links, and none of them leads to an attachment."""
    return line.linked > 0 and line.linked > LINKED * len(line.text) and not ATTACHED.search(line.text)


def is_furniture(line: Line, *, below: bool = False) -> bool:
    """Whether a line is certain to be no part of a document; `below`: whether its text goes on below the line."""
    if line.apart or len(line.text) > FURNITURE_LENGTH:
        return line.apart
    text = line.text.strip()
    return CERTAIN.match(text) is not None and not (below and OF_DUTY.match(text))


def find_main(page: Page, weights: Sequence[float]) -> tuple[int, int, bool]:
    """First and last line (exclusive) of the main text, and whether a name pointed to its container."""
    blocks = page.blocks
    held = [0.0] * len(blocks)
    for line, weight in zip(page.lines, weights, strict=True):
        held[line.block] += weight
    for k in range(len(blocks) - 1, 0, -1):
        held[blocks[k].parent] += held[k]
    named = [k for k, b in enumerate(blocks) if TEXT_NAMES.search(b.names) and held[k] >= HELD * held[0]]
    areas = [k for k, b in enumerate(blocks) if AREA_NAMES.search(b.names) or b.tag in ("article", "main")]
    areas = [k for k in areas if held[k] >= HELD * held[0]]
    main = named[-1] if named else descend(page, held, weights, areas[-1] if areas else 0)
    return blocks[main].first, blocks[main].last, bool(named)


def descend(page: Page, held: Sequence[float], weights: Sequence[float], main: int) -> int:
    """The innermost block in one that holds nearly all its text, as long as nothing of the document is left outside."""
    children: dict[int, list[int]] = {}
    for k, block in enumerate(page.blocks[1:], 1):
        children.setdefault(block.parent, []).append(k)
    while inside := children.get(main):
        best = max(inside, key=held.__getitem__)
        outer, inner = page.blocks[main], page.blocks[best]
        if held[best] < HELD * held[main] or inner.tag == "ol":
            break
        if best not in children and (inner.tag not in HOLDERS or inner.last - inner.first < SEVERAL):
            break
        beside = [k for k in (*range(outer.first, inner.first), *range(inner.last, outer.last)) if weights[k]]
        if any(belongs(page.lines[k]) for k in beside):
            break
        if sum(weights[k] for k in beside if is_running(page.lines[k])) > BESIDE * held[main]:
            break
        main = best
    return main


def belongs(line: Line) -> bool:
    """Whether a line looks like a part of a document wherever it stands."""
    return line.table is not None or PART.match(line.text) is not None


def is_running(line: Line) -> bool:
    """Whether a line is running text."""
    return len(line.text) >= RUNNING and SENTENCE.search(line.text) is not None


def take_facts(page: Page, before: int) -> tuple[list[tuple[str, str]], set[int]]:
    """What lines before the first sentence say as label and value, and which lines these are."""
    lines, facts = page.lines, list[tuple[str, str]]()
    taken: set[int] = set()
    for k in range(before):
        if k in taken or not (found := facts_of_line(lines[k].text)):
            continue
        taken.add(k)
        label, value = found[-1]
        if not value and LABELS[label] and is_value(page, k + 1, before):
            found[-1] = (label, lines[k + 1].text.strip())
            taken.add(k + 1)
        facts += found
    return facts, taken


def is_value(page: Page, k: int, before: int) -> bool:
    """Whether a line is what the label on the line before it speaks of.

    It stands beside the label, and the next label behind it, or nothing.
    """
    if k >= before or facts_of_line(page.lines[k].text):
        return False
    label, line = (page.blocks[page.lines[n].block] for n in (k - 1, k))
    if label is not line and label.parent != line.parent:
        return False
    around = page.blocks[max(line.parent, 0)]
    return k + 1 >= around.last or bool(facts_of_line(page.lines[k + 1].text))
