"""Signatures (署名, 成文日期) and the imprint (版记): who signed on which day, at the end of a notice or of the whole.

A signature is a full date that ends its line, with names of bodies before it on the same line or on the lines above.
"""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from policytext.reading.bare_lists import bare_list
from policytext.reading.header.agencies import ENDING, OFFICE, agencies_of, is_agency, read_agencies
from policytext.reading.header.dates import FULL_DATE_PATTERN, NUMERAL, POINTED_DATE, date_of
from policytext.reading.header.pieces import line_at, lines_above, lines_from, trim
from policytext.reading.text.layout import PAGE_NUMBER

DAY = re.compile(
    r"日(?:(?= *(?:$|\n|（|印(?![^发制\n])|附 ?件|抄送|公开)|  )"
    r"|(?<=\d日)(?=(?P<run_on> ?(?:[-—] ?\d{1,3} ?[-—] ?)?[一-鿿])))"
)
"""Where a date can end a signature; with text right behind it only if the title's issuers stand before it."""
NEAR = 64
"""Characters before the end of a date that runs on within which the issuers stand."""
LOOK_BACK = 22
DATE_AT_END = re.compile(FULL_DATE_PATTERN + "$")
DAMAGED_AT_END = re.compile(
    rf"(?:\d{{1,5}} ?年 ?\d{{1,4}} ?月 ?\d{{1,4}}|{NUMERAL}{{2,5}}年{NUMERAL}{{1,3}}月{NUMERAL}{{1,4}}) ?日$"
)
CUT_DATE = re.compile(r"(?m)^ *(?P<date>(?P<year>(?:19|20)\d{2}) ?年? ?(?P<rest>\d{2,4}) ?日?) *$")
"""A date alone on its line that has lost 年 or 月: 2018516日, 2021年920日."""
MONTH = re.compile(r"(?:\d{4}|[一二][〇○零O一二三四五六七八九]{3}) ?年 ?[\d一二三四五六七八九十]{1,3} ?月")
"""A month alone, as the cover of a plan has it."""
MOST_ON_COVER, LONGEST_COVER = 4, 160
SPACED_DATE = re.compile(r"(?<=[〇○零一二三四五六七八九十年月]) +(?=[〇○零一二三四五六七八九十年月日])")
PRINTED = re.compile(r"^ *(?:印发|印制|印)(?:$|[^一-鿿])")
LONGEST_LINE = 400
"""Characters before the date that are looked at where the whole document is one line."""
BROKEN = re.compile(r"[。，；：]")
ALONE = re.compile(r" *(?:$|\n|[（附抄])| +(?![至到—~、，-])")
"""What may follow a date that stands alone on its line."""
CLOSED = re.compile(r"[。！）”] *$")
CLOSED_WIDE = re.compile(r"[。！] {2,}$")
IMPRINT_END = re.compile(r" *印[发制]?")
MOST_SIGNERS, LEAST_NAME = 16, 3
LONGEST_SIGNER, MOST_UNDATED = 40, 3
"""Characters of the last line of a text, and how many lines there may be, that name bodies without a date below."""
PAGE_OPENS = frozenset("-—~·•第0123456789")
"""How the number of a page begins, which PDF text leaves between the names or above the date."""
NO_NAME_ENDS = frozenset("。；！？，：、表单录")
"""How sentences end, and the names of lists and forms, and none of a body."""
ITEM = re.compile(r"附件|附：|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、]")
"""With these a line ends or opens that is no name above a date."""
LAST_OF_TEXT = re.compile("^[^（第0-9 —~·•-].*[^省市县区州盟旗]$")
"""The last line of the text, which a copy has left without its mark."""
WHOLE = re.compile(rf"[一-鿿]{{2,4}}(?:[省市县区州盟旗乡]|镇(?!乡))[一-鿿]{{1,30}}?{ENDING}$")
"""A line that opens with a place names the whole of a body; nothing of its name stands above."""
GLUED = re.compile(r"[。；！？）”](?P<name>[^。；！？，：、（）《》]{2,40})$")


class Signature(NamedTuple):
    """Bodies and date of one signature; offsets of the view."""

    start: int
    end: int
    agencies: tuple[str, ...]
    date: dt.date | None
    date_start: int
    date_end: int
    names: tuple[tuple[int, int], ...] = ()
    """Where the bodies stand."""
    printed: bool = False
    """An imprint: the day of printing, not of signing."""
    cut: bool = False
    """Characters of the date are lost."""


def find_signatures(text: str, start: int, issuers: tuple[str, ...] = ()) -> Iterator[Signature]:
    """Signatures and imprints from `start` on, in the order of the text; `issuers` as the title names them."""
    for m in DAY.finditer(text, start):
        end, run_on = m.end(), m.lastgroup is not None
        if run_on and not (issuers and any(text.find(name, max(0, end - NEAR), end) >= 0 for name in issuers)):
            continue
        if found := signature_at(text, end, start, issuers, run_on):
            yield found


def signature_at(text: str, end: int, floor: int, issuers: tuple[str, ...], run_on: bool) -> Signature | None:
    """The signature whose date ends at `end`; `run_on`: the sentence seems to go on behind it."""
    date, at = date_before(text, end, floor)
    if at < 0:
        return None
    floor_of_line = max(floor, at - LONGEST_LINE)
    line_start = max(text.rfind("\n", floor_of_line, at) + 1, floor_of_line)
    before, after = text[line_start:at].rstrip(), text[end : end + 8]
    printed = PRINTED.match(after) is not None
    names: list[tuple[int, int]] | None
    if not before:
        if not (printed or run_on or ALONE.match(after)):
            return None
        names = names_above(text, line_start, floor) or (body_below(text, end) if after[:1] == "\n" else [])
        if run_on and not any(text[slice(*name)] in issuers for name in names):
            return None
    elif name := next((name for name in issuers if len(name) > 3 and before.endswith(name)), ""):
        stop = line_start + len(before)
        names = [(stop - len(name), stop)]
    elif run_on:
        return None
    else:
        names = names_ahead(text, line_start, before, printed)
        closed = CLOSED.search(before) if after[:1] in ("", "\n") else CLOSED_WIDE.search(text, line_start, at)
        if not names and not closed:
            return None
    return build(text, names, date, at, end, printed)


def date_before(text: str, end: int, floor: int) -> tuple[dt.date | None, int]:
    """The day that ends at `end`, if there is such a day, and where it begins; -1 where no date ends there."""
    at = max(floor, end - LOOK_BACK)
    window = text[at:end]
    m = DATE_AT_END.search(window) or DAMAGED_AT_END.search(window)
    if m is not None:
        return date_of(m) if "year" in m.re.groupindex else None, at + m.start()
    if SPACED_DATE.search(window) and (m := DATE_AT_END.search(SPACED_DATE.sub("", window))):
        return date_of(m), at + max(0, window.find(m["year"][0], max(0, len(window) - 2 * len(m[0]))))
    return None, -1


def names_ahead(text: str, line_start: int, before: str, printed: bool) -> list[tuple[int, int]]:
    """The bodies that stand before the date on its own line, and above it those that sign with them."""
    stop, bare = line_start + len(before), before.strip()
    if len(bare) <= 60 and not BROKEN.search(bare) and read_agencies([bare]):
        return [*([] if printed else co_signers(text, line_start)), (stop - len(bare), stop)]
    _, wide, tail = before.rpartition("  ")
    name = tail if wide and is_agency(tail) else glued_name(before)
    return [(stop - len(name), stop)] if name else []


def glued_name(line: str) -> str:
    """The bodies run together with the sentence before them, at the end of a line; empty where none are."""
    m = GLUED.search(line)
    name = m["name"].lstrip() if m else ""
    return name if name and read_agencies([name]) else ""


def body_below(text: str, end: int) -> list[tuple[int, int]]:
    """The name of a body on the next line, where copies put the date first."""
    below = next(lines_from(text, end, len(text)), None)
    if below is None or below.end - below.start < LEAST_NAME or not is_agency(text[below.start : below.end]):
        return []
    return [(below.start, below.end)]


def co_signers(text: str, line_start: int) -> list[tuple[int, int]]:
    """Lines right above that are nothing but the name of a body, where the last body shares its line with the date."""
    lines: list[tuple[int, int]] = []
    for at, line in islice(lines_above(text, line_start - 1, 0), MOST_SIGNERS):
        if not is_agency(line) and not is_page(line):
            break
        lines.insert(0, (at, at + len(line)))
    while lines and is_page(text[slice(*lines[0])]):
        lines.pop(0)
    return lines


def is_page(line: str) -> bool:
    """Whether a line is the number of a page."""
    return line[:1] in PAGE_OPENS and PAGE_NUMBER.match(line) is not None


def names_above(text: str, line_start: int, floor: int) -> list[tuple[int, int]]:
    """Lines above the date that hold the bodies, from the first to the last."""
    lines: list[tuple[int, int]] = []
    for at, line in lines_above(text, line_start - 1, floor):
        if not line:
            continue
        stop = at + len(line)
        ends = line[-1] in NO_NAME_ENDS or (line[0] == "（" and bare_list(line, 0, len(line)))
        if ends or len(line) > 80 or ITEM.match(line) or (line[-1] == "日" and DATE_AT_END.match(line)):
            if not ends and (name := glued_name(line)):
                lines.append((stop - len(name), stop))
            break
        if lines and LAST_OF_TEXT.search(line) and WHOLE.match(text, *lines[-1]) and not read_agencies([line]):
            break
        lines.append((at, stop))
        if len(lines) == MOST_SIGNERS:
            break
    lines.reverse()
    last = lines[-1:]
    while lines and (is_page(text[slice(*lines[0])]) or not agencies_in(text, lines)):
        lines.pop(0)
    return lines or [(a, b) for a, b in last if OFFICE.fullmatch(text, a, b)]


def build(
    text: str, names: list[tuple[int, int]], date: dt.date | None, date_start: int, end: int, printed: bool
) -> Signature:
    """The record of a signature."""
    agencies = agencies_in(text, names)
    if printed:
        m = IMPRINT_END.match(text, end)
        end = m.end() if m else end
    start = names[0][0] if names else date_start
    return Signature(start, end, agencies, date, date_start, end, tuple(names), printed)


def agencies_in(text: str, names: list[tuple[int, int]]) -> tuple[str, ...]:
    """The bodies in the lines of a signature, without office-holders and the numbers of pages."""
    words = [text[a:b] for a, b in names]
    return agencies_of(tuple([w for w in words if not is_page(w) and (" " not in w or not OFFICE.fullmatch(w))]))


def pointed_signature(text: str, start: int) -> Signature | None:
    """A signature dated 2021.9.30 or 2021-09-30 on the last lines of the text."""
    floor = max(start, len(text) - 160)
    for m in POINTED_DATE.finditer(text, floor):
        at, end = m.span()
        line = line_at(text, at, len(text))
        if line.start == at and line.end == end and (names := names_above(text, at, start)):
            return build(text, names, date_of(m), at, end, False)
    return None


def cut_signature(text: str, start: int) -> Signature | None:
    """The first signature whose date has lost characters; it has a day only where its digits can be but one."""
    for m in CUT_DATE.finditer(text, start):
        at, end = m.span("date")
        if names := names_above(text, at, start):
            return build(text, names, only_day(int(m["year"]), m["rest"]), at, end, False)._replace(cut=True)
    return None


def only_day(year: int, digits: str) -> dt.date | None:
    """The one day of a year that digits of month and day can mean.

    >>> only_day(2018, "516"), only_day(2018, "111")
    (datetime.date(2018, 5, 16), None)
    """
    days: list[dt.date] = []
    for k in range(1, len(digits)):
        with suppress(ValueError):
            days.append(dt.date(year, int(digits[:k]), int(digits[k:])))
    return days[0] if len(days) == 1 else None


def cover_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines from `start` on that name bodies and then a month, as covers do; the last is the month."""
    lines: list[tuple[int, int]] = []
    if text.find("月", start, start + LONGEST_COVER) < 0:
        return lines
    for piece in islice(lines_from(text, start, end), MOST_ON_COVER):
        at = piece.start, piece.end
        if MONTH.fullmatch(text, *at):
            return [*lines, at]
        if not is_agency(text[slice(*at)]):
            break
        lines.append(at)
    return []


def undated_signature(text: str, start: int, end: int, named: tuple[str, ...]) -> list[tuple[int, int]]:
    """The names of bodies on the last lines, below a sentence or telephone, or as the title has `named` them."""
    line_start = text.rfind("\n", start, end) + 1
    at, last = trim(text, line_start, end)
    if line_start <= start or len(last) > LONGEST_SIGNER or BROKEN.search(last) or not read_agencies([last]):
        return []
    names = [*co_signers(text, line_start), (at, at + len(last))]
    above = text[start : names[0][0]].rstrip()
    closed = above.endswith("。") or "电话" in above[above.rfind("\n") + 1 :] or last in named
    return names if closed and len(names) <= MOST_UNDATED else []


def main_signature(signatures: list[Signature]) -> Signature | None:
    """The signature of the instrument: the first one with bodies, else the first date that stands alone."""
    first: Signature | None = None
    for s in signatures:
        if not s.printed:
            if s.agencies:
                return s
            first = first or s
    return first
