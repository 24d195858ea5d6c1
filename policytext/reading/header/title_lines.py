"""Which of the lines above the body are the title: not the letterhead, nor what a page has set above and below them."""

import re
from itertools import pairwise

from policytext.reading.header.agencies import is_agency, read_agencies, title_agencies, unspace
from policytext.reading.header.genre import ends_in_genre
from policytext.reading.header.number import find_numbers
from policytext.reading.header.pieces import Head, Piece
from policytext.reading.header.places import place_of
from policytext.reading.header.title import OPENS_TITLE, complete, firm_title, lines_of_title

LONGEST_BUTTON = 4
"""Characters of a line that a page sets between title and addressees, whatever it says."""
MOST_TITLE_LINES = 9
SORTS = ("政策", "公文", "法规", "规章", "原文")
MOST_APART = 3
"""Lines of the page between two of a title; a body above more of them is that of the site."""
FILE_HEAD = re.compile(r"(?:文件|公报|令|公告|通告|简报|（通知）)$")
GOES_ON = frozenset("的等及和与（")
"""With these a line goes on with the title above it."""
PLACE_ALONE = re.compile(r"[一-鿿]{2,8}[省市州盟县区旗]|[一-鿿]{2,8}(?:开发区|街道|[镇乡])")
"""The place that a web site names between title and number."""
SITES = ("网站", "网")
"""How the banner of a site ends, which names its place as well."""
FILE_HEAD_ENDS = frozenset("件报令告）")
LONGEST_FILE_HEAD = 4
MINUTES = "纪要"
FILE_DAY = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[-_ ]{0,2}(?=[一-鿿《])")
ISSUE = re.compile(r"（?(?:〔\d{4}〕|\d{4} ?年)? ?第? ?[\d一二三四五六七八九十百]{1,4} ?[期号次]）?")
"""The number of minutes or of a bulletin on a line of its own, without a word before it: 〔2023〕14号, 第14期."""


def is_number(line: str) -> bool:
    """Whether a line is a number alone."""
    m = next(find_numbers(line), None) if line[-1] in "号）" else None
    return m is not None and not line[: m.start].strip("（ ") and not line[m.end :].strip("） ")


def stands_above(line: str) -> bool:
    """Whether a line above a title is of the instrument: a body, its red head, a number."""
    bare = unspace(line)
    return (
        is_number(line)
        or bool(read_agencies([bare]))
        or ((m := file_head(bare)) is not None and is_agency(bare[: m.start()]))
    )


def titles_own(text: str, run: list[Piece], kind: str) -> list[Piece]:
    """The lines that a title has begun with above a line of the page; a banner of the page above that is none."""
    if kind not in ("residue", "caption", "table") or not run:
        return run
    lines = [text[p.start : p.end] for p in run]
    if kind == "table" and not lines[-1].endswith(SITES):
        return run
    if OPENS_TITLE.search("".join(lines)) or lines_of_title(lines[:MOST_TITLE_LINES]) or read_agencies(lines):
        return run
    for piece in run:
        piece.kind = "residue"
    return []


def day_off(text: str, head: Head) -> None:
    """Take the day off that a page has set before the title as in the name of a file: 20230607 …的通知."""
    first = head.title[0]
    if m := FILE_DAY.match(text, first.start, first.end):
        head.title[0] = Piece(m.end(), first.end, "title")


def number_in_title(text: str, head: Head) -> None:
    """Take the number out of a title that begins with it or ends in it: …的通知（云民发〔2023〕15号）."""
    first, last = head.title[0], head.title[-1]
    m = (
        next(find_numbers(text, first.start, first.end), None)
        if text[first.start] == "（" and not head.number
        else None
    )
    if m and m.start == first.start + 1 and text[m.end] == "）":
        head.number = m
        head.title[0] = Piece(m.end + 1, first.end, "title")
        return
    if text[last.end - 1] not in "）号" or head.number:
        return
    for m in find_numbers(text, last.start, last.end):
        if m.end >= last.end - 1 and text[m.start - 1] == "（":
            head.number = m
            head.title[-1] = Piece(last.start, m.start - 1, "title")


def marks_off(text: str, head: Head) -> None:
    """Take the marks off a title that a page has printed within them: 《…的通知》."""
    start, end = head.title[0].start, head.title[-1].end
    if (
        text[start] == "《"
        and text[end - 1] == "》"
        and text.find("《", start + 1, end) <= text.find("》", start, end - 1)
    ):
        head.title[0] = Piece(start + 1, head.title[0].end, "title")
        head.title[-1] = Piece(head.title[-1].start, end - 1, "title")


def file_head(line: str) -> re.Match[str] | None:
    """The word in which a letterhead ends: 文件, 令."""
    if line[-1:] not in FILE_HEAD_ENDS:
        return None
    return FILE_HEAD.search(line, max(0, len(line) - LONGEST_FILE_HEAD))


def close_title(text: str, head: Head, run: list[Piece], firm: bool) -> None:
    """Decide which of a run of title-like lines are the title; `firm`: a number or the addressees follow."""
    if head.title or not run:
        return
    lines = [text[p.start : p.end] for p in run]
    if len(run) > 1:
        run, lines = once(head, *below_red_head(head, run, lines), firm)
    if button(lines):
        run[-1].kind = "residue"
        run, lines = run[:-1], lines[:-1]
    if cut := next((k + 1 for k, line in enumerate(lines) if unspace(line) == "文件"), 0):
        mark_letterhead(head, run[:cut])
        run, lines = run[cut:], lines[cut:]
    if firm:
        run = without_page(text, head, run)
        lines = lines[len(lines) - len(run) :]
    if not run:
        return
    agencies = 0
    while agencies < len(lines) and read_agencies([lines[agencies]]):
        agencies += 1
    rest = lines[agencies:]
    if firm and agencies == len(lines):
        mark_letterhead(head, run)
        return
    names_first = agencies and rest and not OPENS_TITLE.match(rest[0]) and not ends_in_genre(rest[0])
    if names_first and OPENS_TITLE.search("".join(rest)):
        mark_letterhead(head, run[:agencies])
        run, lines = run[agencies:], rest
    most = min(len(run), MOST_TITLE_LINES)
    if firm and most == len(run) and (complete(lines) or "关于" in "".join(lines) or firm_title(lines)):
        head.title = run
    else:
        run = run[: next((k for k in range(most, 0, -1) if complete(lines[:k])), 0)]
        head.title = run if firm else without_page(text, head, run)


def button(lines: list[str]) -> bool:
    """Whether the last line is how a site sorts what it shows, below a title that is whole without it."""
    return len(lines) > 1 and lines[-1] in SORTS and complete(lines[:-1])


def below_red_head(head: Head, run: list[Piece], lines: list[str]) -> tuple[list[Piece], list[str]]:
    """The title of minutes below their red head and its number (第14期); the red head where only a body follows."""
    if not (lines[0].endswith(MINUTES) and ISSUE.fullmatch(lines[1])):
        return run, lines
    run[1].kind = "number"
    if len(run) == 2 or read_agencies(lines[2:]):
        mark_letterhead(head, run[2:])
        return run[:1], lines[:1]
    mark_letterhead(head, run[:1])
    return run[2:], lines[2:]


def minutes_below(text: str, line: str, head: Head) -> bool:
    """Whether a line is the title of minutes whose red head and number stand above; that head is no title then."""
    last = text[head.title[0].start : head.title[-1].end]
    if not (line.startswith("关于") and line.endswith(MINUTES) and last.endswith(MINUTES)) or "关于" in last:
        return False
    mark_letterhead(head, head.title)
    head.title = []
    return True


def once(head: Head, run: list[Piece], lines: list[str], firm: bool) -> tuple[list[Piece], list[str]]:
    """The lines of a title without what is below it: its second printing, lines of the page, the body that signs."""
    for k in range(len(run) - 1, 0, -1):
        if lines[k] == lines[k - 1] and complete(lines[k : k + 1]):
            run[k].kind = "residue"
            return run[:k] + run[k + 1 :], lines[:k] + lines[k + 1 :]
    if again := next((k for k in range(1, len(lines)) if is_end_of(lines[k:], lines[:k])), 0):
        for piece in run[again:]:
            piece.kind = "residue"
        return run[:again], lines[:again]
    below = next((k for k in range(len(lines) - 1, 0, -1) if lines[k][0] not in GOES_ON and complete(lines[:k])), 0)
    if firm and below and not complete(lines) and (OPENS_TITLE.search("".join(lines[:below])) or of_page(lines[-1])):
        for piece, line in zip(run[below:], lines[below:], strict=True):
            piece.kind = "residue"
            if is_agency(unspace(line)):
                mark_letterhead(head, [piece])
        return run[:below], lines[:below]
    return run, lines


def of_page(line: str) -> bool:
    """Whether a line is so short as the buttons of a page, or nothing but a place or body."""
    return len(line) <= LONGEST_BUTTON or bool(PLACE_ALONE.fullmatch(line)) or is_agency(unspace(line))


def is_end_of(lines: list[str], title: list[str]) -> bool:
    """Whether lines say again how a title ends, without the issuers that it names."""
    return lines[0].startswith("关于") and "".join(title).endswith("".join(lines))


def without_page(text: str, head: Head, run: list[Piece]) -> list[Piece]:
    """The lines of a title without those above it that are of the page."""
    if len(run) < 2:
        return run
    lines = [text[p.start : p.end] for p in run]
    first = title_begins(
        lines, [sum(map(bool, map(str.strip, text[a.end : b.start].split("\n")))) for a, b in pairwise(run)]
    )
    for piece in run[:first]:
        piece.kind = "residue"
    mark_letterhead(head, [p for p in run[:first] if stands_above(text[p.start : p.end])])
    return run[first:]


def title_begins(lines: list[str], apart: list[int]) -> int:
    """Which of the lines that a title ends is its first; `apart`: how many lines the page has between two of them."""
    for k in range(len(lines) - 1, 0, -1):
        title = "".join(lines[k:])
        if OPENS_TITLE.search(title) and complete([title]):
            while k and opens_above(lines[k - 1], title, apart[k - 1]):
                k -= 1
                title = lines[k] + title
            return k
    if any(OPENS_TITLE.search(line) for line in lines):
        return 0
    for k in range(len(lines) - 1, 0, -1):  # the page has named the whole text, and lines of its own below
        if apart[k - 1] and place_of(lines[k]).name and complete(lines[:k]) and complete(lines[k:]):
            return k
    return next((k for k, line in enumerate(lines) if place_of(line).name and not stands_above(line)), 0)


def opens_above(line: str, title: str, apart: int) -> bool:
    """Whether a title has begun in the line above: with an issuer, the place of one, or what it does."""
    if apart > MOST_APART:
        return False
    own = title_agencies(title)
    if OPENS_TITLE.search(line):
        return not complete([line])
    if read_agencies([line]) or (not own and is_agency(line.split(" ", 1)[0])):
        return not own or (own[0] != line and not apart)
    if own and place_of(own[0]).name:
        return False
    return bool((whole := title_agencies(line + title)) and place_of(whole[0]).name)


def mark_letterhead(head: Head, pieces: list[Piece]) -> None:
    """Agencies above the number are the letterhead."""
    for piece in pieces:
        piece.kind = "letterhead"
    head.letterhead += pieces
