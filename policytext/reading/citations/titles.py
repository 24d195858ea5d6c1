"""Titles in 《》 with the number that follows them, and which of them are the document's own."""

import re
from functools import lru_cache

from policytext.model import CitationKind, Header, Problem
from policytext.reading.branches import openers
from policytext.reading.citations.reference import Reference, squeeze
from policytext.reading.header.enclosures import listed_attachments
from policytext.reading.header.number import find_numbers, prefix_start
from policytext.reading.passage import Passage
from policytext.reading.rules import RuleSet

REMARK = re.compile(r" ?（([^（）\n]{1,120})）")
"""A remark in brackets after a title."""
LONGEST_REMARK = 123

SHORT = re.compile(r"(?:以|如)?下(?:统|均)?(?:简)?称(?:为|作)?[：:]?[新原]?[《“]?([^《》“”（）\n，。]{1,30}?)[》”]?$")
"""The words that give a short title, at the end of a remark."""

LAWS = ("法", "法典", "条例", "规定", "细则")
"""What the titles of laws and regulations end in; 办法 ends in 法 too."""
LEGISLATES = re.compile("[一-鿿]{2,16}?(?:人民代表大会常务委员会|人大常委会|人民代表大会)关于.*的决定$")
"""What a legislature decides on a matter of law."""
SUFFIX = re.compile(r"（[^（）]*）$")
ISSUES = re.compile(r"(?:印发|公布|发布|颁布|下发)[〈《]([^〈〉《》]+)[〉》]")
ISSUED = re.compile(r"(?:印发|公布|发布|颁布|下发)([^〈〉]{4,80}?)(?:（[^（）]*）)?的(?:通知|公告|决定)$")
"""What a title says to be issued with it."""

HANDS_OVER = re.compile(r"(?:现将|现批准|现公布|现发布|现印发|批准)[^。；\n]{0,30}$")
HANDED = re.compile(r"(?:（[^（）\n]{1,60}）)?[^。；\n]{0,60}?(?:印发|下发|公布|发布|颁布)")
ATTACHED = re.compile(r" ?（(?:详?见)?附[件表][ \d一二三四五六七八九十]{0,3}[，。；）]")
"""After a title that is among the attachments."""
APPROVED = re.compile(r"(?:（[^（）\n]{1,60}）)?(?:已|业|经)[^。；\n]{2,60}，现(?:予以?)?(?:印发|下发|公布|发布|颁布)")
APPROVED_FIRST = openers(APPROVED.pattern) or frozenset()


@lru_cache(maxsize=1)
def patterns() -> tuple[re.Pattern[str], ...]:
    """The compiled rules: title, unclosed title, order, standard, damaged number."""
    rules = RuleSet.default().by_id
    return (
        rules["citations.title"].regex,
        rules["citations.unclosed_title"].regex,
        rules["citations.order"].regex,
        rules["citations.standard"].regex,
        rules["number.damaged"].regex,
    )


def find_titles(passage: Passage) -> tuple[list[Reference], list[Problem]]:
    """Everything in 《》, with numbers; titles that lost their 》 are kept where a genre word ends them."""
    text, problems = passage.text, []
    titled, unclosed, *_ = patterns()
    found: list[Reference] = []
    at = text.find("《")
    while at >= 0:
        rule, inner, end = "citations.title", "", at + 1
        if m := titled.match(text, at):
            inner, end = m[0][1:-1], m.end()
        elif (broken := broken_title(passage, at)) is not None:
            inner, end = text[at + 1 : broken - 1], broken
        else:
            m = unclosed.match(text, at)
            problems.append(unclosed_problem(passage, at, m.end() if m else at + 1))
            if m:
                rule, inner, end = "citations.unclosed_title", m[0][1:], m.end()
        if inner.strip():
            number, stop = remark(text, end)
            if number is None and text[end - 2] == "）":  # 《食堂卫生规范（GB 1234—2017）》
                number = number_in(text, text.rfind("（", at, end) + 1, end - 2)
            title = inner.replace("\n", "").strip().replace("《", "〈").replace("》", "〉")
            found.append(Reference(at, stop, title, number, kind_of(title), rule))
            end = stop
        at = text.find("《", end)
    return found, problems


def broken_title(passage: Passage, at: int) -> int | None:
    """The end of a title that runs over the lines of a heading, or `None`."""
    text = passage.text
    end = text.find("》", at, at + 160)
    if end < 0 or passage.units[passage.unit_at(at)].label not in ("heading", "furniture"):
        return None
    piece = text[at + 1 : end]
    return end + 1 if piece.count("\n") <= 4 and "《" not in piece and "。" not in piece else None


def remark(text: str, end: int) -> tuple[str | None, int]:
    """The number in the bracket after a title, and where the citation ends: after the bracket if it tells of it."""
    m = REMARK.match(text, end)
    if m is None:
        return None, end
    number = number_in(text, m.start(1), m.end(1))
    return number, m.end() if number or SHORT.search(m[1]) else end


def number_in(text: str, start: int, end: int) -> str | None:
    """The number of a document, order or standard that a remark begins with."""
    _, _, order, standard, damaged = patterns()
    if text.find("号", start, end) < 0:  # it ends all numbers but those of standards
        return m[0] if (m := standard.match(text, start, end)) else None
    if mark := next(find_numbers(text, start, end), None):
        return mark.value
    if (m := order.search(text, start, end)) and ISSUER_BEFORE.fullmatch(text, start, m.start()):
        return squeeze(text[start : m.end()])
    if m := standard.match(text, start, end) or YEARLY.match(text, start, end):
        return m[0]
    m = damaged.search(text, start, end)
    return squeeze(text[start : m.end()]) if m and prefix_start(text, m.start(), start) == start else None


ISSUER_BEFORE = re.compile(r"[一-鿿、 ]{0,40}")
YEARLY = re.compile(r"\d{4}年第\d{1,4}号|第\d{1,4}号令?")


def kind_of(title: str) -> CitationKind:
    """`law` where the title ends as those of laws and regulations do, else `document`."""
    bare = SUFFIX.sub("", title) if title.endswith("）") else title
    decides = bare.endswith("的决定") and LEGISLATES.match(bare)
    return "law" if decides or bare.endswith(LAWS) else "document"


def unclosed_problem(passage: Passage, start: int, end: int) -> Problem:
    """The report on a 《 without 》."""
    return Problem(
        code="unclosed_title",
        message="a title is opened by 《 and not closed (缺右书名号)",
        action="check the copy against the original; the title was read up to its genre word, or left out",
        span=passage.view.span(start, end),
    )


def own_titles(passage: Passage, header: Header, found: list[Reference]) -> set[str]:
    """The document's own titles: of the header, of its attachments, of what its title issues or its text hands over."""
    own = {squeeze(t) for t in header.enclosures if t}
    if header.title:
        title = squeeze(header.title)
        own.add(title)
        if "〈" in title:
            own.update(squeeze(m[1]) for m in ISSUES.finditer(title))
        elif m := ISSUED.search(title):
            own.add(m[1])
    text = passage.text
    listed = [text[u.start : u.end] for u in passage.units if u.rule == "header.attachments"] if found else []
    attached = {squeeze(name) for name in listed_attachments(listed)} if listed else ()
    for r in found:
        if (
            (r.number is None and squeeze(r.title or "") in attached)
            or ATTACHED.match(text, max(r.start, text.find("》", r.start, r.end) + 1))
            or hands_over(passage, r)
            or (text[r.end : r.end + 1] in APPROVED_FIRST and APPROVED.match(text, r.end, reach(passage, r)))
        ):
            own.add(squeeze(r.title or ""))
    return own


def reach(passage: Passage, r: Reference) -> int:
    """Where the words end that are looked at behind a title."""
    return min(passage.units[passage.unit_at(r.start)].end, r.end + 120)


def hands_over(passage: Passage, r: Reference) -> bool:
    """Whether the words around a title hand it over (现将…印发)."""
    text, low = passage.text, max(0, r.start - 60)
    if text.find("现", low, r.start) < 0 and text.find("批准", low, r.start) < 0:
        return False
    low = max(low, passage.units[passage.unit_at(r.start)].start)
    said = HANDS_OVER.search(text, low, r.start)
    return said is not None and HANDED.match(text, r.end, reach(passage, r)) is not None
