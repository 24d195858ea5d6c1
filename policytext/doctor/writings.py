"""What stands among directives and is none: interpretations (解读), news (新闻), drafts (征求意见), talks (讲话)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.derivation.citing.index import titles_of
from policytext.derivation.citing.titles import QUOTED
from policytext.derivation.lines import is_talk
from policytext.derivation.twins import PRESS, secondary
from policytext.doctor.chart import Chart
from policytext.doctor.finding import Finding
from policytext.span import Span

DRAFT = re.compile("征求意见|公开征集.{0,12}意见|草案|送审稿|讨论稿")
INTERPRETS = re.compile("解读|答记者问|记者问|问答|图解|访谈|发布会|释义|起草说明|政策说明|政策吹风")
"""What the title of an interpretation says."""
REPORT = re.compile("新华社|本报讯|记者(?!问)")
DATELINE = 40
"""Characters within which a report of an agency or paper names it."""
APART = "keep it apart from the instruments: it orders nothing of its own (与公文分开)"


def writings(chart: Chart) -> Iterator[Finding]:
    """Whether the document is a talk or a writing about another, and of which kind."""
    doc = chart.doc
    titles = titles_of(doc)
    title = QUOTED.sub("", titles[0]) if titles else ""
    at = next((e.span for e in doc.header.evidence if e.field == "title" and e.rule != "metadata"), None)
    if is_talk(doc) and not INTERPRETS.search(title):
        message = f"a talk, by its title, and without a number: {titles[0]} (讲话)"
        yield chart.find("doctor.talk", message, APART, "note", span=at)
        return
    if not secondary(doc):
        return
    report = REPORT.search(doc.text)
    if DRAFT.search(title):
        message = f"a draft for comment, or the call for comments: {titles[0]} (征求意见)"
        action = "leave it out, or take it for the draft of what was issued later (勿作正式文件)"
        yield chart.find("doctor.draft", message, action, "note", span=at)
    elif title and (m := INTERPRETS.search(title)) and not (report and report.start() < DATELINE):
        message = f"a writing about a document, by its title: {m[0]} (解读材料)"
        yield chart.find("doctor.interpretation", message, APART, "note", span=at)
    elif report:
        message = f"a report of the press: it names {report[0]!r} and has no head (新闻报道)"
        yield chart.find("doctor.news", message, APART, "note", span=Span(*report.span()))
    elif m := PRESS.search(doc.text):
        message = f"a writing about a document: it says {m[0]!r} and has no head (解读材料)"
        yield chart.find("doctor.interpretation", message, APART, "note", span=Span(*m.span()))
