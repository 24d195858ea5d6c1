"""Text of the web page around a document, and advertising, inside its text (网页文字)."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.doctor.chart import Chart
from policytext.doctor.finding import Finding


def site_text(chart: Chart) -> Iterator[Finding]:
    """Lines and phrases that a site puts around what it publishes; the first of each kind."""
    for mark, span, count in chart.first_of_each("doctor.site"):
        inside = any(s.span.overlaps(span) and s.label != "furniture" for s in chart.doc.sentences)
        more = f", and {count - 1} more places" if count > 1 else ""
        yield chart.find(
            "doctor.site_text",
            f"{mark.rule.value['what']}: {chart.quote(span)!r}{more}",
            "delete it, or fetch the text without the page around it (删去网页文字)"
            if inside
            else "nothing need be done: it is left out of account (已不计入正文)",
            "warning" if inside else "note",
            span=span,
            rule=mark.rule.id,
        )
