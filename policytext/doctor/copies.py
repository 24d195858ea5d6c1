"""Documents that a corpus holds more than once: printings, editions, excerpts, Traditional mirrors (重复文件)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytext.derivation.citing.index import titles_of
from policytext.derivation.citing.numbers import number_key
from policytext.derivation.citing.titles import read_title, squeeze
from policytext.derivation.twins import FULL, same_name, secondary
from policytext.doctor.chart import Chart
from policytext.doctor.finding import Finding, Severity
from policytext.doctor.likeness import FEWEST, Pair, pairs, runs_of
from policytext.reading.text.fold import simplified

SAME = 0.7
"""Share of runs from which on two texts are one text with slips, other heads or a line more."""
UNCHANGED = 0.97
"""Share from which on equal titles of different days are one document, of which one day is wrong."""
HELD = 0.9
"""Share of its runs from which on a text counts as part of another."""
REVISED = 0.3
"""Share of runs that editions have in common, at least."""

WHAT: dict[str, tuple[str, str, Severity]] = {
    "doctor.same_document": (
        "the same document as {other!r} ({share} of the wording shared) (同一文件)",
        "keep one of the two, or give the site in the metadata (保留一份)",
        "warning",
    ),
    "doctor.edition": (
        "another edition of {other!r}: {why}, {share} of the wording shared (不同版本)",
        "keep both if you study revisions; else the one in force (按研究需要取舍)",
        "note",
    ),
    "doctor.near_copy": (
        "nearly the text of {other!r} under another name: {why}, {share} shared (文本雷同)",
        "see which was copied from which; both may be instruments of their own (核对来源)",
        "note",
    ),
    "doctor.excerpt": (
        "{share} of its wording stands in {other!r}, which is longer (文本被包含)",
        "see whether it is an excerpt, or the notice that encloses it was split off (核对是否节选)",
        "note",
    ),
    "doctor.traditional_mirror": (
        "{other!r} in Traditional characters ({share} of the wording shared) (繁体镜像)",
        "keep the one in Simplified characters (保留简体文本)",
        "warning",
    ),
}
ORDER = tuple(WHAT)


def copies(charts: Sequence[Chart]) -> Iterator[Finding]:
    """For each document the nearest of those before it that it repeats; mirrors wherever they stand."""
    found: dict[int, list[tuple[int, float, int, str, str]]] = {}
    runs = [runs_of(plain(c)) for c in charts]
    for later, earlier in equal(charts, [k for k, r in enumerate(runs) if len(r) < FEWEST]):
        found[later] = [(0, -1.0, earlier, ORDER[0], "")]
    for pair in pairs(runs):
        if (told := compare(charts, pair)) is not None:
            later, earlier, code, why, share = told
            found.setdefault(later, []).append((ORDER.index(code), -share, earlier, code, why))
    for k in sorted(found):
        _, share, other, code, why = min(found[k])
        yield tell(charts[k], charts[other], code, why, -share)
    for k, chart in enumerate(charts):
        if chart.traditional and not any(f[3] == "doctor.traditional_mirror" for f in found.get(k, [])):
            yield chart.find(
                "doctor.traditional",
                "the text is written in Traditional characters; it is read as Simplified (繁体文本)",
                "look for the text as issued: instruments of the mainland are issued in Simplified characters",
                "note",
            )


def equal(charts: Sequence[Chart], short: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The short documents that another before them equals sign by sign."""
    first: dict[str, int] = {}
    for k in short:
        key = squeeze(plain(charts[k]))
        if key and first.setdefault(key, k) != k:
            yield k, first[key]


def plain(chart: Chart) -> str:
    """The first printing in Simplified characters."""
    text = chart.doc.text[: chart.end]
    return text.translate(simplified()) if chart.traditional else text


def compare(charts: Sequence[Chart], pair: Pair) -> tuple[int, int, str, str, float] | None:
    """Which document is what of which other, why, and how much they share."""
    one, other = charts[pair.first], charts[pair.second]
    if secondary(one.doc) != secondary(other.doc):
        return None  # an interpretation that quotes its document is told as such
    later, earlier = pair.second, pair.first
    if pair.alike >= SAME and one.traditional != other.traditional:
        later, earlier = (pair.first, pair.second) if one.traditional else (later, earlier)
        return later, earlier, "doctor.traditional_mirror", "", pair.alike
    why = differs(one, other)
    if pair.alike >= SAME and same_name(one.doc, other.doc) and (not why or pair.alike >= UNCHANGED):
        return later, earlier, "doctor.same_document", "", pair.alike
    if pair.alike >= REVISED and why and one_title(one, other):
        return later, earlier, "doctor.edition", why, pair.alike
    if pair.alike >= SAME:
        return later, earlier, "doctor.near_copy", why or "another title or issuer", pair.alike
    if pair.held >= HELD:
        if len(one.doc.text) < len(other.doc.text):
            later, earlier = pair.first, pair.second
        return later, earlier, "doctor.excerpt", "", pair.held
    return None


def one_title(one: Chart, other: Chart) -> bool:
    """Whether two documents answer to one title, and no issuer says that they are of two bodies."""
    issuers = [{squeeze(i) for i in c.doc.header.issuers} for c in (one, other)]
    if all(issuers) and not issuers[0] & issuers[1]:
        return False
    keys = [{k for t in titles_of(c.doc) for k, w in read_title(t).keys if w >= FULL} for c in (one, other)]
    return bool(keys[0] & keys[1])


def differs(one: Chart, other: Chart) -> str:
    """In which of number and date two documents differ; nothing where they do not."""
    numbers = [number_key(c.doc.header.document_number) for c in (one, other)]
    if all(numbers) and numbers[0] != numbers[1]:
        return f"{numbers[1]}, not {numbers[0]}"
    days = [c.doc.header.issued for c in (one, other)]
    if days[0] and days[1] and days[0] != days[1]:
        return f"of {days[1].isoformat()}, not {days[0].isoformat()}"
    return ""


def tell(chart: Chart, other: Chart, code: str, why: str, share: float) -> Finding:
    """The finding of a document that repeats another."""
    message, action, severity = WHAT[code]
    said = message.format(other=other.doc.doc_id, share=f"{share:.0%}", why=why)
    return chart.find(code, said, action, severity, other=other.doc.doc_id)
