"""Digits and dates that are damaged, lost or contradict each other (数字、日期有误)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from policytext.derivation.citing.numbers import number_key
from policytext.doctor.chart import Chart
from policytext.doctor.finding import Finding
from policytext.span import Span

MONTH_DAY = re.compile(r"(?<![\d.])(?P<month>\d{1,3}) ?月 ?(?P<day>\d{1,3}) ?日")
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NUMBER_YEAR = re.compile(r"〔((?:19|20)\d{2})〕")
COMPARE = "compare with the original and correct the text (与原文核对)"
LATE = 1
"""A number may be one year older than the day of signing: documents are numbered in December and signed in January."""


def damaged_digits(chart: Chart) -> Iterator[Finding]:
    """Where digits are missing, mixed with letters, or make years that cannot be."""
    told = [p.span for p in chart.doc.problems if p.span and p.code.endswith(".damaged")]
    for mark, span, count in chart.first_of_each("doctor.digits"):
        if any(span.overlaps(t) for t in told):
            continue
        more = f", and {count - 1} more places" if count > 1 else ""
        yield chart.find(
            "doctor.digits",
            f"{mark.rule.value['what']}: {around(chart, span)!r}{more}",
            mark.rule.value.get("action", COMPARE),
            mark.rule.value["severity"],
            span=span,
            rule=mark.rule.id,
        )


def around(chart: Chart, span: Span) -> str:
    """A place with a few characters before it."""
    return chart.quote(Span(max(0, span.start - 8), span.end))


def impossible_dates(chart: Chart) -> Iterator[Finding]:
    """Days that no calendar has."""
    told = [p.span for p in chart.doc.problems if p.span and p.code.endswith(".damaged")]
    found = []
    for m in MONTH_DAY.finditer(chart.view.text):
        span = chart.view.span(*m.span())
        if not day_exists(int(m["month"]), int(m["day"])) and not any(span.overlaps(t) for t in told):
            found.append(span)
    if found and found[0].start < chart.end:
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        message = f"no such day: {around(chart, found[0])!r}{more} (日期不存在)"
        yield chart.find("doctor.date", message, COMPARE, "error", span=found[0])


def day_exists(month: int, day: int) -> bool:
    """Whether some year has that day."""
    return 1 <= month <= 12 and 1 <= day <= LONGEST_MONTH[month - 1]


def to_come(chart: Chart) -> Iterator[Finding]:
    """A date of issue, shown or given, that is still to come: every limit without a year would be counted from it."""
    day = chart.doc.header.issued
    if day and day > dt.date.today() + dt.timedelta(days=1):  # in China it is tomorrow already
        message = f"dated {day.isoformat()}, a day that is still to come (成文日期在未来)"
        action = "correct it where it stands: in the metadata table, or in your copy of the text (核对成文日期)"
        yield chart.find("doctor.date", message, action, "error", span=where(chart, "issued"))


def contradictions(chart: Chart, dates: Mapping[str, dt.date]) -> Iterator[Finding]:
    """A document older than what it cites, or signed in another year than its number says.

    Where the text shows no day, that of the metadata is held to it.

    `dates` are those of the documents of the corpus whose text shows number and date.
    """
    doc, shown = chart.doc, shown_day(chart)
    day = shown or doc.header.issued
    if day is None:
        return
    own = number_key(doc.header.document_number)
    latest = LATE if shown else day.year  # metadata may tell the day of a later printing, but of no earlier one
    if own and (year := NUMBER_YEAR.search(own)) and not 0 <= day.year - int(year[1]) <= latest:
        message = f"the number says {year[1]}, the date {day.isoformat()} (文号与日期年份不符)"
        action = "compare both with the original (核对文号与成文日期)"
        yield chart.find("doctor.date", message, action, "warning", span=where(chart, "document_number"))
    for c in doc.citations:
        key = number_key(c.number)
        if key is None or key == own or c.span.start >= chart.end:
            continue
        later = cited_later(key, day, dates)
        if later:
            message = f"dated {day.isoformat()}, it cites {chart.quote(c.span)!r} of {later} (成文早于所引文件)"
            action = "one of the dates is wrong, or the file holds a later document too (核对日期)"
            yield chart.find("doctor.date", message, action, "warning", span=c.span)
            return


def shown_day(chart: Chart) -> dt.date | None:
    """The latest day that the text itself shows for its issue."""
    header = chart.doc.header
    shown = {e.field for e in header.evidence if e.rule != "metadata"}
    days = [d for name, d in (("issued", header.issued), ("printed", header.printed)) if d and name in shown]
    return max(days, default=None)


def cited_later(key: str, day: dt.date, dates: Mapping[str, dt.date]) -> str | None:
    """The day or year of a cited document where that is later than `day`."""
    if key in dates:
        return dates[key].isoformat() if dates[key] > day else None
    year = NUMBER_YEAR.search(key)
    return year[1] if year and int(year[1]) > day.year else None


def where(chart: Chart, field: str) -> Span | None:
    """Where the text shows an element of the header."""
    return next((e.span for e in chart.doc.header.evidence if e.field == field and e.rule != "metadata"), None)
