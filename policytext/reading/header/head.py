"""The head of a document: letterhead, number, title and addressee line, in whatever order and however run together.

The head is cut into pieces (lines; a line is cut on at a document number, after the addressees and at wide gaps) that
are told apart one by one until the first piece that is body text. Nothing behind it is looked at.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from policytext.reading.header.agencies import is_agency, read_agencies, title_agencies, unspace
from policytext.reading.header.dates import FULL_DATE, FULL_DATE_PATTERN
from policytext.reading.header.genre import ends_in_genre, genre_of
from policytext.reading.header.number import DAMAGED, NumberMark, find_numbers, written
from policytext.reading.header.page import VALIDITY, is_residue, own_title
from policytext.reading.header.pieces import (
    MARKER,
    Piece,
    cut_line,
    end_of_addressees,
    is_addressee_line,
    lines_above,
    lines_from,
)
from policytext.reading.header.places import place_of
from policytext.reading.header.site_table import NAMES, SITE_TALK, Cell, is_row, page_fields, rows_above_body
from policytext.reading.header.title import (
    BROKEN_OVER,
    HAN,
    OPENS_TITLE,
    complete,
    firm_title,
    join_title,
    line_of_title,
    lines_of_title,
)

LONGEST_HEAD = 1500
"""Characters within which a head ends."""
LATEST_HEAD = 8000
"""Characters within which it begins where a page reports the document before it prints it."""
MOST_HEAD_LINES, LONGEST_BUTTON = 30, 4
"""Lines of such a head; characters of a line that a page sets between title and addressees, whatever it says."""
LONGEST_ABOVE = 600
"""Characters of the page above a title."""
ISSUED_TO = "发给你们"
"""With this a covering notice without a title stands above."""
ANNOUNCED = re.compile(
    r"(?:(?:^|(?<=[，。日]))(?P<body>[一-鿿]{4,30})(?:印发|发布|下发|出台|公布)了?)?"
    r"《(?P<title>[^《》]{6,80}|[^《》]{2,40}《[^《》]{2,60}》[^《》]{2,12})》，?(?:[一-鿿]{0,4}(?:全文|内容|原文))?[一-鿿]{0,4}如下[^一-鿿]*$"
)
"""A line of a report above the text that it gives: 近日，县教育局印发《关于…的通知》，全文如下：."""
TITLE_LABEL = re.compile(
    "(?:词条|标题|题目|文件名称|名称|第[一二三四五六七八九十]篇|篇[一二三四五六七八九十\\d])[： ] *"
)
"""What a page sets before the title on its line."""
MOST_TITLE_LINES = 9
FILE_HEAD = re.compile(r"(?:文件|公报|令|公告|通告|简报|（通知）)$")
GOES_ON = frozenset("的等及和与（")
"""With these a line goes on with the title above it."""
PLACE_ALONE = re.compile(r"[一-鿿]{2,8}[省市州盟县区旗]|[一-鿿]{2,8}(?:开发区|街道|[镇乡])")
"""The place that a web site names between title and number."""
SITES = ("网站", "网")
"""How the banner of a site ends, which names its place as well."""
FILE_HEAD_ENDS = frozenset("件报令告）")
LONGEST_FILE_HEAD = 4
DATE_NOTE = re.compile(
    r"（[^（）]{0,80}?(?:\d{4}|[一二][〇○零九]..) ?年"
    r"(?: ?[\d一二三四五六七八九十]{1,3} ?月|[^（）]{0,40}?(?:通过|公布|发布|修[订正]|批准))"
    r"[^（）]*+(?:（[^（）]*+）[^（）]*+)*+）$"
)
"""（2020年2月23日）, （…年…月…日通过） below a title; the years of a plan （2021—2025年） are none."""
ADOPTED = re.compile(
    rf"自? ?{FULL_DATE_PATTERN}"
    "(?:[^。；]{0,40}(?:会议?[^。；]{0,6}通过|令[^。；]{0,12}[公发]布|修[订正]|批准)| ?起?(?:施行|实行))"
)
"""The same without brackets: 2023年5月8日 县人民政府第3次常务会议通过, 2023年7月1日起施行."""
NOTE_OPENING = re.compile(r"（[^（）]{0,12}(?:\d{4}|[一二][〇○零九]..) ?年 ?[\d一二三四五六七八九十]{1,3} ?月[^）]*$")
"""A note that goes on in the next line."""
ABOVE = re.compile(
    r"(?P<copy_number>(?:份 *号[：: ]*)?(?:№|No\.?)? ?\d{4,8}$)"
    r"|(?P<secrecy>(?:密 *级(?:和保密期限)?[：: ]*)?(?:绝 *密|机 *密|秘 *密)(?:[★☆·—\- ].{0,12})?$)"
    r"|(?P<urgency>(?:紧急程度|缓急|等级)?[：: ]*(?:特 *急|加 *急|平 *急|特 *提|急 *件)(?:[·• ]?明电)?$)"
    r"|(?P<signer>(?:签 *发 *人?|会 *签 *人?|核 *稿)[：: ].{0,40}$)"
    r"|(?P<residue>(?:缓急|密级|份号|特急|加急|秘密|机密|平急|明传|发电)"
    r"(?:(?:单位|机关|时间|电报|明电|特[急提]|加急|平急)?[：★· ].{0,20}|电报|明电|特[急提]|加急|平急|[^一-鿿]{0,20})$)"
)
"""Elements above the title by the words of their lines (GB/T 9704-2012, 7.2.1 to 7.2.3 and 7.2.6), and what else
stands above a telegram."""
ABOVE_OPENS = frozenset("份№N密绝机秘紧缓等特加平急签会核明发：:")
"""How such a line begins, if not with a digit."""
DAMAGED_LINE = re.compile(
    r"[一-鿿]{2,12} {0,2}[〔\[（【](?=[^号]{0,12}[OoIl|]) ?[\dOoIl|]{4} ?[〕\]）】] ?第? ?[\dOoIl|]{1,4} ?号"
)
"""A number in which a scanner has read letters for digits: 〔2O23〕l5号."""
SITE_AHEAD = re.compile(r"[【\[][^【】\[\]]{2,8}[】\]] {0,2}(?=[一-鿿])")
SITE_BEHIND = re.compile(
    r" {0,2}(?:[-_|—] {0,2}[一-鿿]{2,12}(?:网站?|门户|平台|[局厅委办]|政府)"
    r"|[\[【]\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?[\]】]|\.(?:docx?|pdf|wps)|（附?(?:政策|文件)?(?:解读|图解|全文)）)$"
)
"""What a page sets before a title on its line, and behind it: 【政策文件】, _青禾县民政局, [2024-03-05], .doc."""
SITE_ENDS = frozenset("网站户台局厅委办府]】）xcfs")
LONGEST_WITH_SITE = 110
MINUTES = "纪要"
ISSUE = re.compile(r"（?(?:〔\d{4}〕|\d{4} ?年)? ?第? ?[\d一二三四五六七八九十百]{1,4} ?[期号次]）?")
"""The number of minutes or of a bulletin on a line of its own, without a word before it: 〔2023〕14号, 第14期."""
ATTACHMENT_WORD = re.compile(r"附 ?件? ?[一二三四五六七八九十\d]{0,3} ?[：:.．]$")
CAPTION = re.compile(r"[一-鿿]{2,8}[：:] ?[^。；：]{1,30}$")
"""A field that a page or a file sets above a title, whatever it is called: 类别标记：B, 所属领域：民政."""
LONGEST_CAPTION, LONGEST_FIELDS = 40, 300
NOWHERE = sys.maxsize
OPEN_ENDED = frozenset(("", "title", "foreign", "caption"))
"""What is of the head only with something of it below."""
MARKED = ("copy_number", "secrecy", "urgency", "signer")
"""The elements above the title that `ABOVE` tells."""
ABOVE_TITLE = frozenset(("number", "letterhead", "table", *MARKED))
"""What is told apart also above the line where the document begins; all else there is of the page."""


@dataclass(slots=True)
class Head:
    """What the head of a document holds; offsets of the view."""

    pieces: list[Piece] = field(default_factory=list)
    title: list[Piece] = field(default_factory=list)
    number: NumberMark | None = None
    addressees: Piece | None = None
    letterhead: list[Piece] = field(default_factory=list)
    date_note: Piece | None = None
    table: dict[str, tuple[str, Piece]] = field(default_factory=dict)
    body: int = 0
    """Where the body begins."""


def read_head(text: str) -> Head:
    """Read the head of the folded text, or the one of the instrument that a page has printed below what it reports."""
    head = head_from(text, 0)
    if head.addressees is None and not (head.title and head.number) and (start := head_below(text, head)):
        below = head_from(text, start)
        if below.title or (below.addressees and announced(text, start, below)):
            below.number = below.number or head.number
            below.pieces = [*page_above(text, head, start), *below.pieces]
            return below
    return head


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
    """What stands above the head of the instrument and is no sentence of a report."""
    for piece in head.pieces:
        piece.kind = "residue"
        yield piece
    for piece in lines_from(text, head.body, stop):
        line = text[piece.start : piece.end]
        if "。" not in line or "小编" in line or "本站" in line:
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


def is_number(line: str) -> bool:
    """Whether a line is a number alone."""
    m = next(find_numbers(line), None) if line[-1] in "号）" else None
    return m is not None and not line[: m.start].strip("（ ") and not line[m.end :].strip("） ")


def stands_between(line: str) -> bool:
    """Whether a line between title and addressees is a number or of the page."""
    short = len(line) <= LONGEST_BUTTON and not ends_in_genre(line)
    return short or is_number(line) or is_residue(line) or is_row(line)


def stands_above(line: str) -> bool:
    """Whether a line above a title is of the instrument: a body, its red head, a number."""
    bare = unspace(line)
    return (
        is_number(line)
        or bool(read_agencies([bare]))
        or ((m := file_head(bare)) is not None and is_agency(bare[: m.start()]))
    )


def head_from(text: str, start: int) -> Head:
    """Read the head that begins at `start`."""
    head = Head()
    run: list[Piece] = []
    limit = min(len(text), start + LONGEST_HEAD)
    rows = rows_above_body(text, start, limit)
    fields = page_fields(rows)
    top = own_title(text, rows) if start == 0 else 0
    numbers: dict[int, NumberMark] = {}
    for piece in cut_pieces(text, start, limit, numbers, fields):
        kind = piece.kind or kind_of(text, piece, head, run)
        if piece.start < top and kind not in ABOVE_TITLE:
            kind = "residue"
        if kind == "body":
            close_title(text, head, run, firm=False)
            break
        piece.kind = kind
        head.pieces.append(piece)
        head.body = piece.end
        if kind == "title":
            run.append(piece)
            continue
        run = titles_own(text, run, kind)
        if kind in ("number", "addressees", "note"):
            close_title(text, head, run, firm=True)
            run = []
        if kind == "addressees":
            head.addressees = piece
            break
        if kind == "number":
            known = head.number or numbers.get(piece.start) or damaged_number(text, piece)
            head.number = known or order_number(text, piece, head)
        elif kind == "note":
            head.date_note = head.date_note or piece
        elif kind == "letterhead":
            head.letterhead.append(piece)
        elif kind == "table" and (name := NAMES.get((cell := fields[piece.start]).label)) and cell.value:
            head.table.setdefault(name, (cell.value, piece))
    else:
        close_title(text, head, run, firm=False)
    if head.title:
        head.letterhead = [p for p in head.letterhead if p not in head.title]
        number_in_title(text, head)
        marks_off(text, head)
    drop_open_end(head)
    return head


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


def drop_open_end(head: Head) -> None:
    """Take back pieces at the end of the head that turned out to be body."""
    ends = {p.start for p in head.title}
    while head.pieces and head.pieces[-1].kind in OPEN_ENDED and head.pieces[-1].start not in ends:
        head.pieces.pop()
    head.body = head.pieces[-1].end if head.pieces else 0


def stands_free(text: str, m: NumberMark) -> bool:
    """Whether a number stands by itself and not in brackets behind a title or in a sentence."""
    before, after = text[m.start - 1 : m.start], text[m.end : m.end + 1]
    if (before and before in "（《“，、和及与") or (after and after in "）》”，。；文"):
        return False
    return not before or before in "\n 〉知见定告函复报法案划令）" or before.isspace()


def cut_pieces(
    text: str, start: int, limit: int, numbers: dict[int, NumberMark], fields: dict[int, Cell]
) -> Iterator[Piece]:
    """The lines of the head, cut on where several elements stand on one line; `numbers` takes up those that part it."""
    ahead = iter(sorted(fields))
    field = next(ahead, NOWHERE)
    while start < limit:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        at = start
        while field < end:
            yield from cut_line(text, at, field)
            at = fields[field].end
            yield Piece(field, at, "table")
            field = next(ahead, NOWHERE)
        if at < end:
            yield from cut_elements(text, at, end, limit, numbers)
        start = max(at, end) + 1


BRACKETED_REST = re.compile(r"[ ，,0-9〇零○一二三四五六七八九十年月日.]*(?:公布|发布|印发)?）")
"""What follows the number in a line that is the two in brackets: nothing, or a date."""


def cut_elements(text: str, at: int, end: int, limit: int, numbers: dict[int, NumberMark]) -> Iterator[Piece]:
    """A line, or what of it follows its fields, cut at numbers and notes on its force."""
    if text.find("号", at, end) >= 0:
        m = next(find_numbers(text, at, end), None) if text[at] == "（" and text[end - 1] == "）" else None
        if m and m.start == at + 1 and BRACKETED_REST.fullmatch(text, m.end, end):
            numbers[at] = m
            yield Piece(at, end, "number")
            return
        for m in find_numbers(text, max(0, at - 1), min(end, limit)):
            if stands_free(text, m):
                numbers[m.start] = m
                yield from cut_line(text, at, m.start)
                yield Piece(m.start, m.end, "number")
                at = m.end
    if text.find("效", at, end) >= 0 or text.find("废", at, end) >= 0:
        for note in VALIDITY.finditer(text, at, min(end, limit)):
            if not text[at : note.start()].strip() or not text[note.end() : end].strip():
                yield from cut_line(text, at, note.start())
                yield from cut_line(text, note.start(), note.end())
                at = note.end()
    if end - at <= LONGEST_WITH_SITE and (text[at] in "【[" or text[end - 1] in SITE_ENDS):
        ahead = SITE_AHEAD.match(text, at, end)
        if ahead and line_of_title(rest := text[ahead.end() : end]) and (OPENS_TITLE.search(rest) or complete([rest])):
            yield Piece(at, ahead.end(), "residue")
            at = ahead.end()
        if (behind := SITE_BEHIND.search(text, at, end)) and ends_in_genre(text[at : behind.start()]):
            yield from cut_line(text, at, behind.start())
            yield Piece(*behind.span(), "residue")
            return
    yield from cut_line(text, at, end)


ORDER_LINE = re.compile(
    r"（?(?P<head>[一-鿿 ]{2,40}(?:令|公告|通告))?[（ ]*"
    r"(?P<number>(?:\d{4} ?年 ?)?第 ?(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,7}) ?号)）?"
    r"(?:（(?P<title>[^（）]*(?:公告|通告|令))）)?"
)
"""The number of an order or announcement, with or without its head: 第707号, 云川省人民政府公告2020年第5号."""


def damaged_number(text: str, piece: Piece) -> NumberMark | None:
    """A number of its own line with letters among its digits, as printed."""
    if DAMAGED_LINE.fullmatch(text, piece.start, piece.end):
        return NumberMark(piece.start, piece.end, written(text[piece.start : piece.end]), DAMAGED)
    return None


def kind_of(text: str, piece: Piece, head: Head, run: list[Piece]) -> str:
    """What a piece is; `body` ends the head."""
    line = text[piece.start : piece.end]
    if line[-1] == "：" and is_addressee_line(line[:-1]):
        return "addressees"
    if line[0] == "各":
        piece.end = end_of_addressees(text, piece) or piece.end
        bare_row = run and is_addressee_line(line) and complete([text[p.start : p.end] for p in run])
        if bare_row or piece.end > piece.start + len(line):
            return "addressees"
    if around := around_text(line):
        return around
    bare = unspace(line)
    if bare in ("目录", "目次"):
        return "body"
    if is_note(text, line, head):
        return "note"
    if not head.number and "号" in line and (ORDER_LINE.fullmatch(line) or DAMAGED_LINE.fullmatch(line)):
        return "number"
    if is_foreign(line, opens=not run and not head.title):
        return "foreign"
    if MARKER.match(line) or not line_of_title(line):
        return "caption" if is_caption(text, piece, head, run) else "body"
    opens = not run or head.pieces[-1].kind == "table"
    if opens and (m := file_head(bare)) and is_agency(bare[: m.start()].rstrip()):
        return "letterhead"
    if head.title and (head.number or head.date_note) and not run and not minutes_below(text, line, head):
        return "residue" if is_end_of([line], [text[p.start : p.end] for p in head.title]) else "body"
    return "title"


def around_text(line: str) -> str | None:
    """What a line is that stands around the text: an element above the title, residue."""
    first = line[0]
    if (first in ABOVE_OPENS or first.isdigit()) and (m := ABOVE.match(line)):
        return m.lastgroup
    return "residue" if is_residue(line) else None


def is_foreign(line: str, opens: bool) -> bool:
    """Whether a line is in other letters than Chinese, or an hour; or 附： where the text `opens`."""
    return (opens and line[0] == "附" and ATTACHMENT_WORD.match(line) is not None) or not HAN.search(line)


def is_caption(text: str, piece: Piece, head: Head, run: list[Piece]) -> bool:
    """Whether a line is a field of a page or file: ahead of the title, or between the title and what follows it."""
    if piece.end - piece.start > LONGEST_CAPTION or CAPTION.match(text, piece.start, piece.end) is None:
        return False
    lines = [text[p.start : p.end] for p in run]
    if head.title or lines_of_title(lines[:MOST_TITLE_LINES]):
        return goes_on(text, piece)
    return OPENS_TITLE.search("".join(lines)) is None


def goes_on(text: str, piece: Piece) -> bool:
    """Whether a number or the addressees follow right below a field, or below some more of them."""
    lines = [line for part in text[piece.end : piece.end + LONGEST_FIELDS].split("\n") if (line := part.strip())]
    line = next((line for line in lines[:-1] if not CAPTION.match(line)), "")
    return (line[-1:] == "：" and is_addressee_line(line[:-1])) or (line[-1:] == "号" and any(find_numbers(line)))


def file_head(line: str) -> re.Match[str] | None:
    """The word in which a letterhead ends: 文件, 令."""
    if line[-1:] not in FILE_HEAD_ENDS:
        return None
    return FILE_HEAD.search(line, max(0, len(line) - LONGEST_FILE_HEAD))


def is_note(text: str, line: str, head: Head) -> bool:
    """Whether a line is a note of a day below the title, or goes on with one."""
    last = head.pieces[-1] if head.pieces else None
    if last and last.kind == "note" and NOTE_OPENING.match(text, last.start, last.end):
        return True
    if line[0] == "（":
        return bool(DATE_NOTE.match(line) or NOTE_OPENING.match(line))
    if line[-1] == "日":
        return FULL_DATE.fullmatch(line) is not None
    return line[-1] in "过布订正准行" and ADOPTED.fullmatch(line) is not None


def close_title(text: str, head: Head, run: list[Piece], firm: bool) -> None:
    """Decide which of a run of title-like lines are the title; `firm`: a number or the addressees follow."""
    if head.title or not run:
        return
    lines = [text[p.start : p.end] for p in run]
    if len(run) > 1:
        run, lines = once(head, *below_red_head(head, run, lines), firm)
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
    first = title_begins(lines, [bool(text[a.end : b.start].strip()) for a, b in pairwise(run)])
    for piece in run[:first]:
        piece.kind = "residue"
    mark_letterhead(head, [p for p in run[:first] if stands_above(text[p.start : p.end])])
    return run[first:]


def title_begins(lines: list[str], apart: list[bool]) -> int:
    """Which of the lines that a title ends is its first; `apart`: whether the page has a line between two of them."""
    for k in range(len(lines) - 1, 0, -1):
        title = "".join(lines[k:])
        if OPENS_TITLE.search(title) and complete([title]):
            while k and opens_above(lines[k - 1], title, apart[k - 1]):
                k -= 1
                title = lines[k] + title
            return k
    if any(OPENS_TITLE.search(line) for line in lines):
        return 0
    return next((k for k, line in enumerate(lines) if place_of(line).name and not stands_above(line)), 0)


def opens_above(line: str, title: str, apart: bool) -> bool:
    """Whether a title has begun in the line above: with an issuer, the place of one, or what it does."""
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


def order_number(text: str, piece: Piece, head: Head) -> NumberMark | None:
    """The number of an order or announcement with the body that counts it: 国务院令第707号."""
    m = ORDER_LINE.fullmatch(text, piece.start, piece.end)
    if m is None:
        return None
    if m["title"] and not head.title:
        head.title = [Piece(m.start("title"), m.end("title"), "title")]
    start, counted = piece.start, m["head"] or ""
    if not counted and head.letterhead:
        start = head.letterhead[-1].start
        counted = text[start : head.letterhead[-1].end]
    elif not counted and head.title:
        title = join_title([text[p.start : p.end] for p in head.title])
        genre = genre_of(title)
        counted = "".join(title_agencies(title)) + genre if genre in ("令", "公告", "通告") else ""
    counted = counted.replace(" ", "").removeprefix("中华人民共和国")
    return NumberMark(start, piece.end, written(counted + m["number"]), "number.order") if counted else None
