"""Elements of the header that a text does not show (要素缺失)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.derivation.citing.titles import split_issuer, squeeze
from policytext.derivation.twins import secondary
from policytext.doctor.chart import Chart
from policytext.doctor.finding import Finding

ELEMENTS = {"title": "标题", "document_number": "发文字号", "issuers": "发文机关", "issued": "成文日期"}
GRAVE = 3
"""So many elements missing mean that the head was lost, not that the instrument has none of them."""
HEAD = 400
"""Characters in which notes and serial numbers of a head stand."""
NOTE = re.compile(r"(?:^|\n) *（[^（）]{0,30}\d{4} ?年[^（）]*月[^（）]*(?:（[^（）]*）[^（）]*)*）")
"""The note below the title of a law or speech: it tells the day, mostly the body, at times the number."""
SERIAL = re.compile(r"(?:^|\n) *（?(?:总)?第 {0,2}[\d一二三四五六七八九十百〇零]{1,5} {0,2}[号期]）? *(?=\n|$)")
BODY = re.compile(r"国务院|[部委局会省市县]|政府")
BY_NOTE = re.compile("(?:讲话|致辞|条例|法)$")
"""What bears no number of its own: speeches, laws as consolidated; who spoke or adopted stands in the note."""


def header_missing(chart: Chart) -> Iterator[Finding]:
    """What of title, number, issuer and date the text itself does not show."""
    doc = chart.doc
    if not doc.text.strip() or secondary(doc):
        return
    seen = shown(chart)
    lost = [name for name in ELEMENTS if name not in seen]
    if not lost:
        return
    known = [name for name in lost if getattr(doc.header, name)]
    told = f"; the metadata give {', '.join(known)}" if known else ""
    named = ", ".join(f"{name} ({ELEMENTS[name]})" for name in lost)
    unknown = [name for name in lost if name not in known]
    yield chart.find(
        "doctor.header_missing",
        f"the text shows no {named}{told}",
        "give what is missing in metadata.csv (在元数据表中补充)" if unknown else "nothing need be done (元数据已补)",
        "warning" if len(lost) >= GRAVE and unknown else "note",
    )


def shown(chart: Chart) -> set[str]:
    """The elements that the text shows, also those whose value could not be read."""
    doc, header = chart.doc, chart.doc.header
    seen = {e.field for e in header.evidence if e.rule != "metadata"}
    if "printed" in seen:
        seen.add("issuers")  # the imprint says whose office printed it
    if "printed" in seen or any(p.code == "date.damaged" for p in doc.problems):
        seen.add("issued")
    if any(p.code == "number.damaged" for p in doc.problems):
        seen.add("document_number")
    if any(e.field == "genre" and e.rule == "header.genre" for e in header.evidence):
        seen.add("title")  # an order or announcement is called by its letterhead
    if header.title and "title" in seen and len(split_issuer(header.title)[0]) > 1:
        seen.add("issuers")
    if BY_NOTE.search(header.title or ""):
        seen |= {"document_number", "issuers"}
    given, head = squeeze(doc.metadata.get("title", "")), squeeze(chart.view.text[:HEAD])
    if given and given in head:
        seen.add("title")  # a headline that names no genre
    return seen | noted(chart.view.text[:HEAD])


def noted(head: str) -> set[str]:
    """What the note below the title tells, and a serial number on a line of its own."""
    seen = {"document_number"} if SERIAL.search(head) else set()
    if m := NOTE.search(head):
        seen.add("issued")
        seen |= {"issuers"} if BODY.search(m[0]) else set()
        seen |= {"document_number"} if "号" in m[0] else set()
    return seen
