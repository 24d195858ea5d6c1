"""Characters read in a wrong encoding or lost (乱码): told by reading the bytes again, and by what is left of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policytext.doctor.chart import Chart
from policytext.doctor.finding import Finding
from policytext.span import Span

FOREIGN = re.compile(r"[^\x00-\x7f\n]{4,}")
"""A run that may have been misread; ASCII comes through every misreading."""
LATIN = re.compile(r"[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac]{6,}")
"""What CP1252 and Latin-1 make of bytes above 7F."""
LETTER = re.compile("[\xc0-\xff]{2}|[\xc0-\xff][\x80-\xbf\u2013-\u2122]")
"""What every such run holds."""
RUN_BYTES = 3
LEAST = 3
"""So many ideographs must come out of a run that is read again."""
SHARE = 0.6
"""Share of the bytes of a run that must turn into ideographs and Chinese punctuation."""
SAID = "source.encoding"
COMMON_SHARE = 0.7
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]+")
"""Characters that stand in no text: they come from binary files and broken conversions."""
CHINESE = re.compile(r"[一-鿿、。，；：！？（）《》“”‘’—·]")
IDEOGRAPH = re.compile(r"[一-鿿]")
FIRST_LEVEL = range(0xB0, 0xD8)
"""Rows of GB 2312 with its 3,755 most common ideographs; a fifth of all, but nearly all of any text."""


def mojibake(chart: Chart) -> Iterator[Finding]:
    """Text that another encoding reads as Chinese, and what a failed reading left in its place."""
    yield from misread(chart)
    if any(p.code == SAID for p in chart.doc.problems):
        return
    for mark, span, count in chart.first_of_each("doctor.mojibake"):
        yield chart.find(
            "doctor.mojibake",
            f"{mark.rule.value['what']}: {chart.quote(span)!r}"
            + (f", and {count - 1} more places" if count > 1 else ""),
            mark.rule.value["action"],
            mark.rule.value["severity"],
            span=span,
            rule=mark.rule.id,
        )
    yield from controls(chart)


def controls(chart: Chart) -> Iterator[Finding]:
    """The first run of control characters, and how many there are; the view of the text leaves most out."""
    found = list(CONTROL.finditer(chart.doc.text))
    if found:
        span = Span(found[0].start(), found[0].end())
        more = f", and {len(found) - 1} more places" if len(found) > 1 else ""
        yield chart.find(
            "doctor.mojibake",
            f"control characters (控制字符): {chart.quote(span)!r}{more}",
            "delete them, or convert the file again (删除或重新转换)",
            "warning",
            span=span,
        )


def misread(chart: Chart) -> Iterator[Finding]:
    """The first run that becomes Chinese when its bytes are read again, with the number of such runs."""
    text = chart.doc.text
    found = []
    for m in candidates(text):
        if again := read_again(m[0]):
            found.append((m, *again))
    if not found:
        return
    m, was, should, reading = found[0]
    more = f", and {len(found) - 1} more places" if len(found) > 1 else ""
    yield chart.find(
        "doctor.mojibake",
        f"{should} text was read as {was}: {shown(m[0])!r} is {shown(reading)!r}{more} (编码读错)",
        f"convert the file from {should} again; the bytes were decoded as {was} (按{should}重新转换)",
        "error",
        span=Span(m.start(), m.end()),
    )


def candidates(text: str) -> Iterator[re.Match[str]]:
    """The runs that are worth reading again."""
    if LETTER.search(text):
        yield from LATIN.finditer(text)
    if looks_misread(text):
        yield from FOREIGN.finditer(text)


def looks_misread(text: str) -> bool:
    """Whether the bytes of the text in GB18030 hold ideographs in UTF-8: those of Chinese text hardly ever do."""
    return (
        suspect().search(text) is not None
        and len(IDEOGRAPH.findall(text.encode("gb18030", "ignore").decode("utf-8", "ignore"))) >= LEAST
    )


@lru_cache(maxsize=1)
def suspect() -> re.Pattern[str]:
    """Two characters close together whose bytes in GBK begin an ideograph of UTF-8 (E4 to E9, then 80 to BF)."""
    pairs = (bytes((lead, trail)) for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xC0))
    first = "".join(ch for p in pairs for ch in p.decode("gbk", "ignore"))
    return re.compile(f"[{first}][^\n]{{0,2}}[{first}]")


def read_again(run: str) -> tuple[str, str, str] | None:
    """What a run was read as, what it is, and how it reads then; `None` where it is sound."""
    for was, should in (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030")):
        try:
            data = run.encode(was, "strict" if was == "latin-1" else "ignore")
        except UnicodeEncodeError:
            continue
        reading = data.decode(should, "ignore")
        size = RUN_BYTES if should == "utf-8" else 2
        common = sum(is_common(ch) for ch in reading)
        chinese = len(CHINESE.findall(reading))
        ideographs = len(IDEOGRAPH.findall(reading))
        if ideographs >= LEAST and size * chinese >= SHARE * len(data) and common >= COMMON_SHARE * ideographs:
            return was.upper(), should.upper(), reading
    return None


def is_common(ch: str) -> bool:
    """Whether an ideograph is one of the most common."""
    return ch.encode("gb2312", "ignore")[:1] > b"\xa9" and ch.encode("gb2312")[0] in FIRST_LEVEL


def shown(piece: str, most: int = 12) -> str:
    """The beginning of a run."""
    return piece if len(piece) <= most else piece[:most] + "…"
