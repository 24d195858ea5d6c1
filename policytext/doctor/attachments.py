"""Attachments that a document names and does not hold (附件缺失)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.doctor.chart import Chart
from policytext.doctor.finding import Finding
from policytext.reading.header.enclosures import ALONE, FILE_NAME, LISTED
from policytext.reading.text.fold import fold
from policytext.span import Span

LISTS = "header.attachments"
SIGN = re.compile(r"[\W_]+")
LINE = re.compile(r"\S+(?: \S+)*")
"""A line, or in flattened text what stands between wide gaps."""
HEADING = re.compile(r"附[件表录][一二三四五六七八九十\d]{0,3}")
NO_NAME = re.compile(
    r"附 ?[件表录] ?[一二三四五六七八九十\d]{0,3} ?[：:.．、]?$|docx?$|pdf$|xlsx?$|wps$|rar$|zip$", re.I
)
"""What is left where a line of the list only says 附件1 or shows a file without a name."""
LONGEST, MOST_LINES = 60, 4
"""Signs of a name that are compared, and lines that a printed title takes."""
FEWEST = 4
"""A name of fewer signs is none."""


def missing_attachments(chart: Chart) -> Iterator[Finding]:
    """The names in the list of attachments below which nothing stands in the text."""
    listed = [s.span for s in chart.doc.sentences if s.rule == LISTS and s.span.end <= chart.end]
    if not listed:
        return
    named = (name for span in listed for name in names_in(fold(chart.doc.text[span.start : span.end])))
    names = list({bare(name): name for name in named}.values())
    lines = list(lines_outside(chart, listed))
    headed = sum(bool(ALONE.match(line)) for line in lines)
    printed = printed_names(lines)
    lost = [name for name in names if f"\n{bare(name)[:LONGEST]}" not in printed]
    if not lost or headed >= len(names) > 0:
        return
    some = "；".join(lost[:4]) + ("…" if len(lost) > 4 else "")
    yield chart.find(
        "doctor.attachment_missing",
        f"{len(lost)} of {len(names)} attachments named are not in the text: {some} (附件未随文)",
        "fetch the attachments from the site and read them beside it, if they matter (补取附件)",
        "note",
        span=Span(listed[0].start, listed[-1].end),
    )


def names_in(line: str) -> list[str]:
    """The names in a line of the list; those of files without their endings."""
    named = (FILE_NAME.split(m["name"])[0].strip() for m in LISTED.finditer(line[start_of_list(line) :]))
    return [name for name in named if not NO_NAME.match(name) and len(bare(name)) >= FEWEST]


def start_of_list(line: str) -> int:
    """Where the list begins on a line that holds more, in flattened text."""
    return max(0, line.find("附件"))


def bare(line: str) -> str:
    """Letters, digits and ideographs only."""
    return SIGN.sub("", line)


def lines_outside(chart: Chart, listed: list[Span]) -> Iterator[str]:
    """The lines of the first printing that are neither part of the list nor links to files; wide gaps end one too."""
    text = fold(chart.doc.text[: chart.end])
    k = 0
    for m in LINE.finditer(text):
        while k < len(listed) and listed[k].end <= m.start():
            k += 1
        inside = k < len(listed) and listed[k].start < m.end()
        if not inside and not FILE_NAME.search(m[0]):
            yield m[0]


def printed_names(lines: list[str]) -> str:
    """What stands above texts: the beginnings of lines, on one line or on up to four, each behind a line end."""
    bared = [HEADING.sub("", bare(line), count=1)[:LONGEST] for line in lines]
    return "".join(f"\n{line}{''.join(bared[k + 1 : k + MOST_LINES])[:LONGEST]}" for k, line in enumerate(bared))
