"""Documents with hardly any text (近乎为空), and texts printed twice in one file (重复印出)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from policytext.doctor.chart import Chart
from policytext.doctor.finding import Finding
from policytext.span import Span

LEAST_BODY, LEAST_TEXT = 20, 60
"""Letters, digits and ideographs that the body and the whole of an instrument have at least."""


def near_empty(chart: Chart) -> Iterator[Finding]:
    """A text that is hardly more than a title."""
    doc = chart.doc
    if not doc.text.strip():
        if not any(p.code.startswith("source.") for p in doc.problems):
            action = "check where it was taken from (核对来源)"
            yield chart.find("doctor.near_empty", "the document holds no text (无正文)", action, "error")
        return
    whole = signs([doc.text], LEAST_TEXT)
    body = signs((s.text for s in doc.sentences if s.label not in ("heading", "furniture")), LEAST_BODY)
    if whole >= LEAST_TEXT and body >= LEAST_BODY:
        return
    told = f"the text has {whole}" if whole < LEAST_TEXT else f"without head and lists the text has {body}"
    yield chart.find(
        "doctor.near_empty",
        f"{told} letters, digits and ideographs (正文过短)",
        "see whether the text stands in an attachment or image of the page, and fetch that (正文或在附件、图片中)",
        "warning",
        span=Span(0, min(len(doc.text), 80)),
    )


def signs(texts: Iterable[str], enough: int) -> int:
    """Letters, digits and ideographs of the texts, counted until there are `enough`."""
    return sum(1 for _ in islice((ch for text in texts for ch in text if ch.isalnum()), enough))


def printed_twice(chart: Chart) -> Iterator[Finding]:
    """The second printing of a text in one file."""
    if chart.reprint:
        yield chart.find(
            "doctor.printed_twice",
            "the text stands twice in the file; the second printing is left out of account (正文重复)",
            "nothing need be done; delete the second printing if you count characters (可删去重复部分)",
            "note",
            span=chart.reprint,
        )
