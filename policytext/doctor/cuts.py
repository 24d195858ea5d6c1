"""Texts that break off (截断): in the midst of a sentence or a count, at the limit of a cell, at a button of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from policytext.doctor.chart import Chart
from policytext.doctor.finding import Finding
from policytext.model import Sentence
from policytext.reading.numerals import whole
from policytext.span import Span

OPEN_END = re.compile(r"[，、；：](?:\s*)$")
"""A mark behind which a sentence or list must go on."""
HANGING = re.compile(r"(?:[的和与及或对将由把被向从以]|以及|并且|或者|关于|按照|根据)$")
"""Words that never end a sentence."""
BROKEN_OFF = re.compile(r"[。！？；][”’」』）]*(?P<rest>[^。！？；\t]{1,120})$")
"""A last paragraph that begins another sentence."""
UNENDED = re.compile(r"[^\t]{8,}，[^\t]{0,200}$")
LAST = re.compile(r"[一-鿿A-Za-z“《（〔]$")
"""How a sentence looks that breaks off; dates, telephone numbers and closed brackets end lines too."""
FLAT = 1500
"""Paragraphs longer than this hold a whole document in one line, tables and signatures included."""
HEADING_MARKER = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章节条]")
LONGEST_HEADING = 40
ANNOUNCES = "the text ends in an open mark: what should follow is missing"
FULL_STOP = re.compile(r"[。！？][”’」』）]*$")
RUNNING = 0.6
"""Share of text units that end in a full stop in a document of running text."""
LIMITS = {
    32767: "the cells of Excel hold no more than 32,767 characters (Excel单元格上限)",
    65535: "a database field of 65,535 characters is full (字段长度上限)",
}
BYTE_LIMIT = range(65533, 65536)
"""A MySQL TEXT field holds 65,535 bytes; a character cut in two is lost with its other bytes."""
MARKERS = (
    (re.compile(r"([一二三四五六七八九十]{1,4})、$"), "{}、"),
    (re.compile(r"（([一二三四五六七八九十]{1,4})）$"), "（{}）"),
    (re.compile(r"第([一二三四五六七八九十百]{1,6})条$"), "第{}条"),
)
"""Kinds of markers whose numbers must follow one another."""
FAR = 30
"""A count that jumps by more than so many goes on in another list."""
ASK = "compare with the original and complete the text (与原文核对，补全)"


def cuts(chart: Chart) -> Iterator[Finding]:
    """Every sign that the text breaks off."""
    yield from at_limit(chart)
    yield from at_button(chart)
    yield from at_end(chart)
    yield from at_count(chart)


def at_limit(chart: Chart) -> Iterator[Finding]:
    """A text that is exactly as long as a cell or field may be."""
    text = chart.doc.text
    why = LIMITS.get(len(text))
    if why is None and len(text) > 16000 and len(text.encode("utf-8", "surrogatepass")) in BYTE_LIMIT:
        why = LIMITS[65535].replace("characters", "bytes")
    if why:
        span = Span(max(0, len(text) - 20), len(text))
        yield chart.find("doctor.cut", f"the text is as long as its container: {why}", ASK, "error", span=span)


def at_button(chart: Chart) -> Iterator[Finding]:
    """A button of the page behind which the text goes on: 下一页, 阅读全文."""
    for mark, span, _ in chart.first_of_each("doctor.cut"):
        yield chart.find(
            "doctor.cut",
            f"{mark.rule.value['what']}: {chart.quote(span)!r}",
            "fetch the whole text from the site: the file holds one page of it (补取全文)",
            "warning",
            span=span,
            rule=mark.rule.id,
        )


def at_end(chart: Chart) -> Iterator[Finding]:
    """A last sentence without its end, or a heading with nothing below it."""
    doc, text = chart.doc, chart.doc.text[: chart.end].rstrip()
    line = text[text.rfind("\n") + 1 :].strip()
    last = next((s for s in reversed(doc.sentences) if s.span.start < len(text)), None)
    if not line or last is None or len(line) > FLAT:
        return
    if why := (OPEN_END.search(line) and ANNOUNCES) or broken_off(chart, line, last) or bare_heading(chart, last):
        span = Span(max(len(text) - 30, len(text) - len(line)), len(text))
        yield chart.find("doctor.cut", f"{why}: {chart.quote(span)!r} (文末不完整)", ASK, "warning", span=span)


def broken_off(chart: Chart, line: str, last: Sentence) -> str:
    """Why a last paragraph of running text is not whole; nothing where it may be."""
    if last.label in ("furniture", "heading") or "  " in line or "\u3000\u3000" in line or not LAST.search(line):
        return ""
    begun = BROKEN_OFF.search(line) or UNENDED.match(line) or HANGING.search(line)
    return "the text breaks off in the midst of a sentence" if begun and running(chart) else ""


def bare_heading(chart: Chart, last: Sentence) -> str:
    """Why a heading on the last line has lost its text; nothing where it has not."""
    sections = [s for s in chart.doc.sections if s.span.start < chart.end]
    if not sections or sections[-1].span != last.span or len(last.text) > LONGEST_HEADING:
        return ""
    end, marker = sections[-1], sections[-1].marker or ""
    alike = [s for s in sections[:-1] if s.level == end.level and s.marker]
    filled = [s for s in alike if s.span.length > s.span.length - len(s.heading or "") > LONGEST_HEADING]
    if not HEADING_MARKER.match(marker) or not alike or len(filled) < len(alike) or LAST.search(last.text) is None:
        return ""
    return "the text ends in a heading with nothing below it"


def running(chart: Chart) -> bool:
    """Whether the document is running text, not a list or table."""
    plain = [s.text.rstrip() for s in chart.doc.sentences if s.label not in ("heading", "furniture")]
    return len(plain) > 2 and sum(bool(FULL_STOP.search(t)) for t in plain[:-1]) >= RUNNING * (len(plain) - 1)


def at_count(chart: Chart) -> Iterator[Finding]:
    """Numbered items that stand alone (一、 without 二、) or whose neighbours are missing (一、 三、)."""
    sections, text = chart.doc.sections, chart.view.text
    for pattern, form in MARKERS:
        groups: dict[int | None, list[tuple[int, Span]]] = {}
        for s in sections:
            m = pattern.match(s.marker.replace(" ", "")) if s.marker else None
            if m and s.span.start < chart.end and (value := whole(m[1])):
                groups.setdefault(s.parent, []).append((value, s.span))
        for items in groups.values():
            yield from gaps(chart, items, form, text)
    yield from alone(chart)


def gaps(chart: Chart, items: list[tuple[int, Span]], form: str, text: str) -> Iterator[Finding]:
    """Numbers that are missing between two items of one list, and stand nowhere in the text."""
    for (low, _), (high, after) in pairwise(items):
        if not low + 1 < high < low + FAR:
            continue
        missing = [form.format(han(k)) for k in range(low + 1, high)]
        if any(m in text for m in missing):
            continue
        named = "".join(missing[:3]) + ("…" if len(missing) > 3 else "")
        yield chart.find(
            "doctor.gap",
            f"behind {form.format(han(low))} comes {form.format(han(high))}: {named} missing (序号不连续)",
            "compare with the original: an item may be lost, or only miscounted there (与原文核对)",
            "warning",
            span=Span(after.start, min(after.end, after.start + 40)),
        )


def alone(chart: Chart) -> Iterator[Finding]:
    """A count that was opened and not continued."""
    first = [s for s in chart.doc.sections if s.level == 1 and s.marker and s.span.start < chart.end]
    if len(first) != 1 or first[0].marker is None or not first[0].marker.startswith("一、"):
        return
    if "二、" in chart.view.text or not chart.doc.text[first[0].span.start :].strip("一、 \n"):
        return
    yield chart.find(
        "doctor.cut",
        "一、 stands alone, no 二、 follows: what comes behind it may be missing (序号未续)",
        ASK,
        "warning",
        span=Span(first[0].span.start, min(first[0].span.end, first[0].span.start + 40)),
    )


def han(value: int) -> str:
    """A number below 1000 in Chinese numerals.

    >>> han(8), han(10), han(21), han(105), han(110)
    ('八', '十', '二十一', '一百零五', '一百一十')
    """
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    head = digits[hundreds] + "百" if hundreds else ""
    middle = "零" if hundreds and ones else ""
    if tens:
        middle = ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    return head + middle + (digits[ones] if ones else "")
