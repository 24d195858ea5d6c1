"""The head of a document: letterhead, number, title and addressee line, in whatever order and however run together.

The head is cut into pieces (lines; a line is cut on at a document number, after the addressees and at wide gaps) that
are told apart one by one until the first piece that is body text. Nothing behind it is looked at.
"""

import re
import sys
from collections.abc import Iterator

from policytext.reading.header.agencies import is_agency, title_agencies, unspace
from policytext.reading.header.dates import FULL_DATE, FULL_DATE_PATTERN
from policytext.reading.header.genre import ends_in_genre, genre_of
from policytext.reading.header.head_below import announced, head_below, page_above
from policytext.reading.header.number import DAMAGED, NumberMark, find_numbers, written
from policytext.reading.header.page import VALIDITY, is_residue, own_title
from policytext.reading.header.pieces import MARKER, Head, Piece, cut_line, end_of_addressees, is_addressee_line
from policytext.reading.header.site_table import NAMES, Cell, page_fields, rows_above_body
from policytext.reading.header.title import HAN, OPENS_TITLE, complete, join_title, line_of_title, lines_of_title
from policytext.reading.header.title_lines import (
    MOST_TITLE_LINES,
    close_title,
    day_off,
    file_head,
    is_end_of,
    marks_off,
    minutes_below,
    number_in_title,
    titles_own,
)

LONGEST_HEAD = 1500
"""Characters within which a head ends."""
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
    r"[一-鿿]{2,12} {0,2}[〔\[（【](?:(?=[^号]{0,12}[OoIl|]) ?[\dOoIl|]{4} ?[〕\]）】] ?第? ?[\dOoIl|]{1,4} ?号"
    r"|(?:19|20)\d{2}[〕\]）】] ?\d{1,4}$)"
)
"""A number in which a scanner has read letters for digits, or that has lost its 号: 〔2O23〕l5号, 云政发〔2023〕5."""
NUMBER_ENDS = frozenset("号）0123456789")
"""How the lines of an order or of a damaged number end."""
SITE_AHEAD = re.compile(r"[【\[][^【】\[\]]{2,8}[】\]] {0,2}(?=[一-鿿])")
SITE_BEHIND = re.compile(
    r" {0,2}(?:[-_|—] {0,2}[一-鿿]{2,12}(?:网站?|门户|平台|[局厅委办]|政府)"
    r"|[\[【]\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?[\]】]|\.(?:docx?|pdf|wps)|（附?(?:政策|文件)?(?:解读|图解|全文)）)$"
)
"""What a page sets before a title on its line, and behind it: 【政策文件】, _青禾县民政局, [2024-03-05], .doc."""
SITE_ENDS = frozenset("网站户台局厅委办府]】）xcfs")
LONGEST_WITH_SITE = 110
ATTACHMENT_WORD = re.compile(r"附 ?件? ?[一二三四五六七八九十\d]{0,3} ?[：:.．]$")
CAPTION = re.compile(r"[一-鿿]{2,8}[：:] ?[^。；：]{1,30}$")
"""A field that a page or a file sets above a title, whatever it is called: 类别标记：B, 所属领域：民政."""
LONGEST_CAPTION, LONGEST_FIELDS = 40, 300
NO_TITLE = frozenset(("目录", "目次", "序号"))
"""Lines that open a table of contents, or the heading row of a table with a cell on each line."""
NOWHERE = sys.maxsize
OPEN_ENDED = frozenset(("", "title", "foreign", "caption"))
"""What is of the head only with something of it below."""
MARKED = ("copy_number", "secrecy", "urgency", "signer")
"""The elements above the title that `ABOVE` tells."""
ABOVE_TITLE = frozenset(("number", "letterhead", "table", *MARKED))
"""What is told apart also above the line where the document begins; all else there is of the page."""


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
        if (piece.start < top and kind not in ABOVE_TITLE) or (kind == "table" and is_path(fields[piece.start])):
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
        day_off(text, head)
        number_in_title(text, head)
        marks_off(text, head)
    drop_open_end(head)
    return head


def is_path(field: Cell) -> bool:
    """Whether a field is the path to the page, above which nothing is the document's: 当前位置：首页 > 文件."""
    return field.label.endswith("位置")


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
    return not before or before in "\n 〉知见定告函复报法案划令件）" or before.isspace()


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
    """A number of its own line with letters among its digits or without 号, as printed."""
    if DAMAGED_LINE.fullmatch(text, piece.start, piece.end):
        return NumberMark(piece.start, piece.end, written(text[piece.start : piece.end]), DAMAGED)
    return None


def kind_of(text: str, piece: Piece, head: Head, run: list[Piece]) -> str:
    """What a piece is; `body` ends the head."""
    line = text[piece.start : piece.end]
    if line[-1] == "：" and is_addressee_line(line[:-1]):
        return "addressees"
    if line[0] == "各" or (run and "，各" in line):
        piece.end = (end_of_addressees(text, piece) if line[0] == "各" else 0) or piece.end
        bare_row = run and is_addressee_line(line) and complete([text[p.start : p.end] for p in run])
        if bare_row or piece.end > piece.start + len(line):
            return "addressees"
    if around := around_text(line):
        return around
    bare = unspace(line)
    if bare in NO_TITLE:
        return "body"
    if is_note(text, line, head):
        return "note"
    if not head.number and line[-1] in NUMBER_ENDS and (ORDER_LINE.fullmatch(line) or DAMAGED_LINE.fullmatch(line)):
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
