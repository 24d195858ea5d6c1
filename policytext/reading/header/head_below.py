"""Where the head of an instrument begins that a page has printed below what it reports of it."""

import re
from collections.abc import Iterator
from itertools import islice

from policytext.reading.header.agencies import is_agency, title_agencies
from policytext.reading.header.genre import ends_in_genre
from policytext.reading.header.page import is_residue
from policytext.reading.header.pieces import MARKER, Head, Piece, is_addressee_line, lines_above, lines_from
from policytext.reading.header.site_table import SITE_TALK, is_row
from policytext.reading.header.title import BROKEN_OVER, OPENS_TITLE, complete, line_of_title, lines_of_title
from policytext.reading.header.title_lines import LONGEST_BUTTON, MOST_TITLE_LINES, is_number, stands_above

LATEST_HEAD = 8000
"""Characters within which it begins where a page reports the document before it prints it."""
MOST_HEAD_LINES = 30
"""Lines of such a head."""
LONGEST_ABOVE = 600
"""Characters of the page above a title."""
ISSUED_TO = "发给你们"
"""With this a covering notice without a title stands above."""
ANNOUNCED = re.compile(
    r"(?:(?:^|(?<=[，。日]))(?P<body>[一-鿿]{4,30})(?:印发|发布|下发|出台|公布)了?)?"
    r"《(?P<title>[^《》]{6,80}|[^《》]{2,40}《[^《》]{2,60}》[^《》]{2,12})》，?(?:[一-鿿]{0,4}(?:全文|内容"
    r"|原文))?[一-鿿]{0,4}如下[^一-鿿]*$"
)
"""A line of a report above the text that it gives: 近日，县教育局印发《关于…的通知》，全文如下：."""
TELLS_ALL = re.compile(
    "(?:该|此次|上述)?(?:《[^《》]{2,60}》|通知|意见|方案|办法|规定|通告)(?:要求|明确|强调|指出|提出|规定)"
)
"""So opens a paragraph that tells what the instrument below says: a second printing, and no order of its own."""
TITLE_LABEL = re.compile(
    "(?:词条|标题|题目|文件名称|名称|第[一二三四五六七八九十]篇|篇[一二三四五六七八九十\\d])[： ] *"
)
"""What a page sets before the title on its line."""


def announced(text: str, stop: int, head: Head) -> bool:
    """Take title and issuer from the line of a report that ends at `stop` and says that the text follows."""
    at, line = next(x for x in lines_above(text, stop - 1, 0) if x[1])
    m = ANNOUNCED.search(line)
    if m is None:
        return False
    head.title = [Piece(at + m.start("title"), at + m.end("title"), "title")]
    if m["body"] and is_agency(m["body"]):
        head.letterhead = [Piece(at + m.start("body"), at + m.end("body"), "letterhead")]
    return True


def page_above(text: str, head: Head, stop: int) -> Iterator[Piece]:
    """What stands above the head of the instrument and is no sentence, or a report of what the instrument says."""
    for piece in head.pieces:
        piece.kind = "residue"
        yield piece
    lines = [*lines_from(text, head.body, stop)]
    told = any(TELLS_ALL.match(text, piece.start, piece.end) for piece in lines)
    for piece in lines:
        line = text[piece.start : piece.end]
        if told or "。" not in line or "小编" in line or "本站" in line:
            yield Piece(piece.start, piece.end, "residue")


def head_below(text: str, above: Head) -> int:
    """Where a head begins in the middle of a text whose title stands above a row of addressees; 0 where none does."""
    known = "".join(text[p.start : p.end] for p in above.title)
    at = text.find("：\n", above.body, LATEST_HEAD)
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        if is_addressee_line(text[start:at]):
            found = begins_above(text, start, above.body, known)
            return 0 if ISSUED_TO in text[above.body : found] else found
        at = text.find("：\n", at + 2, LATEST_HEAD)
    return 0 if known or above.number else title_below(text, above.body)


def title_below(text: str, floor: int) -> int:
    """Where a title with its issuer begins below lines of the page alone; 0 where none does."""
    lines = [*lines_from(text, floor, floor + LONGEST_ABOVE)]
    for k, piece in enumerate(lines[:-1]):
        words = [text[p.start : p.end] for p in lines[k : k + BROKEN_OVER]]
        if m := TITLE_LABEL.match(words[0]):
            words[0] = words[0][m.end() :]
        opens = title_agencies(words[0]) or (is_agency(words[0]) and words[1].startswith("关于"))
        if opens and line_of_title(words[0]) and lines_of_title(words[:-1]):
            return piece.start + (m.end() if m else 0)
        if MARKER.match(words[0]) or ("。" in words[0] and not SITE_TALK(words[0])):
            return 0
    return 0


def begins_above(text: str, stop: int, floor: int, known: str) -> int:
    """Where the head begins that ends at `stop`; below a title that is `known` another one needs a number."""
    lines = [(at, line) for at, line in islice(lines_above(text, stop - 1, floor), MOST_HEAD_LINES) if line]
    first = next((k for k, (_, line) in enumerate(lines) if not stands_between(line)), 0)
    if lines and "如下" in lines[first][1] and ANNOUNCED.search(lines[first][1]):
        return lines[first - 1][0] if first else stop
    numbered = any(is_number(line) for _, line in lines[:first])
    title, last = "", first
    for k, (_, line) in enumerate(lines[first : first + MOST_TITLE_LINES]):
        line = line[m.end() :] if (m := TITLE_LABEL.match(line)) else line
        if not line_of_title(line):
            break
        title = line + title
        if m or (OPENS_TITLE.search(title) and complete([title])):
            last = first + k + 1
            break
        last = first + k + 1 if numbered else last
    if last == first or not complete([title]) or (known and not numbered and title not in known):
        return 0
    label = TITLE_LABEL.match(lines[last - 1][1])
    if label:
        return lines[last - 1][0] + label.end()
    while last < len(lines) and stands_above(lines[last][1]):
        last += 1
    return lines[last - 1][0]


def stands_between(line: str) -> bool:
    """Whether a line between title and addressees is a number or of the page."""
    short = len(line) <= LONGEST_BUTTON and not ends_in_genre(line)
    return short or is_number(line) or is_residue(line) or is_row(line)
