"""Documents that a text names without 《》: by a title in running text, by a damaged number, by issuer, date and kind.

They are no citations of the codebook, and damaged numbers no numbers; but where the corpus holds the document, the
reader wants to know.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.derivation.citing.surroundings import LEAD_IN, possible_date
from policytext.model import Citation, Document
from policytext.reading.numerals import whole
from policytext.reading.text.fold import see
from policytext.reading.text.view import View
from policytext.span import Span

KINDS = "通知|意见|决定|公告|通告|通报|批复|复函|方案|规划|计划|纲要|办法|规定|细则|条例|要点|指引|指南|措施|名单"
ORGAN = "(?:政府|办公厅|办公室|委员会|部|厅|局|委|署|院|会)"
UNMARKED = re.compile(
    rf"(?:[一-鿿]{{2,20}}?{ORGAN})?关于[^，。；：、《》“”「」\n]{{5,60}}?的(?:实施|指导"
    rf"|若干)?(?:{KINDS})(?![一-鿿]{{0,2}}》)"
)
CORNERED = re.compile(
    f"[「『“‘]((?:[^「」『』《》“”‘’\n]|[『‘][^』’\n]+[』’]){{5,90}}?(?:{KINDS}|法)(?:（[^（）]+）)?)[」』”’]"
)
YEAR = r"(?:(?:19|20)[\dlIoO]{2}|[〇○零一二三四五六七八九]{4})"
SERIAL = r"(?:[\dlI]{1,4}|[一二三四五六七八九十百]{1,5})"
ODD = r"[^一-鿿\w。，；：、\n]"
"""A bracket, or what a copy has in its place."""
NUMBER = re.compile(
    rf"[一-鿿]{{2,14}}(?:{ODD}? ?{YEAR} ?(?:年|{ODD})? ?第?{SERIAL}(?: ?号|(?=文件))|发\d{{1,4}}号(?=文件))"
)
DATED = re.compile(
    rf"(?P<issuer>[一-鿿、]{{1,30}}?{ORGAN})于?(?:(?P<year>\d{{4}})年"
    rf"|(?P<ago>[去今]年))(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日"
    rf"(?:联合)?(?:印发|下发|发布|公布|出台|转发)的(?P<about>[^，。；：《》\n]{{0,30}}?)(?P<kind>{KINDS})"
)


DATE_HINT = re.compile(r"日[联合]{0,2}(?:印发|下发|发布|公布|出台|转发)的")


@dataclass(frozen=True, slots=True)
class Dated:
    """A document named by issuer, date and kind."""

    citation: Citation
    issuer: str
    date: dt.date
    kind: str
    about: str
    """Words before the kind."""


def mentions(document: Document) -> Iterator[Citation]:
    """Titles and numbers outside the citations, as citations in the making."""
    view = see(document.text)
    for pattern in (UNMARKED, CORNERED, NUMBER):
        for m, span in found(document, view, pattern):
            title = None if pattern is NUMBER else m[1] if pattern is CORNERED else without_lead(m[0])
            yield made(span, m[0], title, m[0] if pattern is NUMBER else None)


def dated_mentions(document: Document) -> Iterator[Dated]:
    """Mentions by issuer, date and kind."""
    issued = document.header.issued
    for m, span in found(document, see(document.text), DATED) if DATE_HINT.search(document.text) else ():
        year = whole(m["year"]) or (issued.year - (m["ago"] == "去年") if issued else None)
        if year and (date := possible_date(str(year), m["month"], m["day"])):
            yield Dated(made(span, m[0], None, None), LEAD_IN.sub("", m["issuer"]), date, m["kind"], m["about"])


def without_lead(title: str) -> str:
    """A title in running text without the words that lead to its issuer."""
    issuer, about, rest = title.partition("关于")
    return LEAD_IN.sub("", issuer) + about + rest


def found(document: Document, view: View, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Span]]:
    """The matches of a pattern that no citation holds, with their spans in the text as given."""
    taken = sorted(c.span for c in document.citations)
    for m in pattern.finditer(view.text):
        span = view.span(*m.span())
        if not any(span.overlaps(t) for t in taken):
            yield m, span


def made(span: Span, text: str, title: str | None, number: str | None) -> Citation:
    """A citation that only the resolver knows."""
    return Citation(
        span=span,
        text=text,
        title=title,
        number=number,
        kind="document",
        relation="mention",
        sentence=0,
        rule="resolve.mention",
    )
