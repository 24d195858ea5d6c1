"""Lines of a document that are no text of it: lists of attachments and members, imprint, contacts, web residue."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from policytext.reading.bare_lists import bare_list
from policytext.reading.branches import unrepeated
from policytext.reading.header.draft import Draft
from policytext.reading.header.enclosures import FILE_NAME, HOW_MANY, LIST_ITEM, NOTE, opens_line
from policytext.reading.header.genre import ends_in_genre
from policytext.reading.header.page import is_residue
from policytext.reading.header.pieces import MARKER, Piece, line_at, lines_above, lines_below, lines_from
from policytext.reading.header.signature import cover_lines
from policytext.reading.header.site_table import SITE_TALK, fields_at_end, is_row
from policytext.reading.numerals import whole
from policytext.reading.text.layout import PAGE

OFFICE = (
    r"(?:第一|常务)?(?:副? *组 *长|成 *员(?:单 *位)?|副? *主 *任(?:委 *员)?|副? *总? *指 *挥(?:长)?"
    r"|副? *召 *集 *人|联 *络 *员|秘 *书 *长|顾 *问|委 *员) *(?:：|  (?=\S))"
)
"""The office before the names of a list of members."""
CONTACT = (
    r"（?(?:联 *系 *(?:人|单 *位|电 *话|方 *式|地 *址)(?:及(?:联系)?(?:电话|方式))?"
    r"|(?:办公|咨询|监督|举报|投诉|服务|值班|热线)*电 *话(?:及传真)?"
    r"|传 *真|邮 *箱|电子(?:邮箱|邮件|信箱)|报送邮箱|邮 *编|邮政编码)(?:：|(?<=联系方式|.及电话) *(?=\n))"
)
ATTENDANCE = r"(?:出 *席|列 *席|缺 *席|请 *假|参 *加|参 *会|主 *持|记 *录|整 *理)(?:人员|人|单位|领导)?："
"""Who was at a meeting, at the end of its minutes (GB/T 9704-2012, 10.3)."""
LINK = r"(?:(?:[一-鿿]{0,6}[：:])? *https?[：:]//\S+|(?:信息)?公开(?:属性|方式|类别|形式|选项)：[^\n]{0,12}) *(?=\n|$)"
OPENINGS = re.compile(
    unrepeated(
        rf"\n *+(?=[第常副组成主总指召联秘顾委（办咨监举投服值热电传邮报—\-出列缺请参记整h原相下链公信])"
        rf"(?:(?P<members>{OFFICE})|(?P<contact>{CONTACT})|(?P<page_number>(?:{PAGE}) *(?=\n|$))"
        rf"|(?P<attendance>{ATTENDANCE})|(?P<link>{LINK}))"
    )
)
"""How lines open that are told by their first words, in one scan; the groups are called like their rules."""
MEMBER = re.compile(OFFICE)
CONTACT_LINE = re.compile(CONTACT)
MEMBER_LINE = re.compile(
    r"(?:[一-鿿·] ?){1,4}(?:（[^）]{1,12}）)? {1,}\S|(?!同时|此外|另外|其中|为此|对此)[一-鿿]{2,4}[，（]"
    r"|.{1,60}(?:同志|负责人|主任|书记|主席|经理|[局部队站所校院区市县镇乡]长|干事|专干|助理员|科员|委员|干部|干警"
    r"|队员|政委)(?:（.*）)?$"
)
CONTENTS = re.compile(r"目 *(?=[录次] *\n)")
CONTENTS_WITHIN = 1500
LEADER = re.compile(r"[ .·…—\-]*\d{0,3} *$")
"""Dots and page number behind a line of a table of contents."""
CHAPTER = re.compile(r"第(?P<number>[一二三四五六七八九十百零〇]{1,4})[章编节]")
LONGEST_CHAPTER, LEAST_CHAPTERS = 40, 3
NOTE_BEHIND = re.compile(r"[ \n]*(（[^（）\n]{2,60}(?:（[^（）\n]*）[^（）\n]*)?）)")
PRINTER = re.compile(r"印发|印制|\d{4}年")
IMPRINT_COLON = re.compile("：(?<=[送报关词字档印发]：)")
IMPRINT_WORD = re.compile(
    r"(?:^|\n) *(?:(?:抄 *|主 *|分 *|发 *|抄报抄)[送报](?:机关)?"
    r"|(?P<alone>主 *题 *词|打 *[字印]|录 *入|存 *档|[发送报]))$"
)
LONGEST_IMPRINT_WORD = 15
MOST_COPIED, LONGEST_COPIED = 3, 120
"""How many lines go on with those who are sent a copy, and their characters."""
LONGEST_LIST_LINE = 90
LONGEST_CONTACT = 160
LONGEST_MEMBERS = 400
LONGEST_ROSTER_TITLE = 40
LONGEST_MEMBER, LONGEST_OFFICE = 30, 60
"""Characters of a line that can be a member, and of one with his office."""
ROSTER = re.compile("名单\n")
NUMBERED_NAME = re.compile(r"\d{1,3} ?[、.．] ?(?!\d)[^，。；：！？]{2,30}$")
"""A name in a numbered list of those named: a line without any point."""
NO_TABLE = re.compile(rf"[。；：！？]|{FILE_NAME.pattern}")
"""What no table holds that a copy has run together with its title."""
NEAR_SIGNATURE = 300
"""Characters behind the signature within which the first of them begins."""
MOST_BEHIND, LONGEST_BEHIND = 12, 400
"""Lines, and their characters, of what stands behind a signature and is no text."""
LIST_ENDS = ("表", "名单", "清单", "目录", "名录", "汇总", "样式", "模板", "格式", "式样", "一览")
"""How names of attachments end that are no documents."""
NAME_ENDS = frozenset(name[-1] for name in LIST_ENDS)
LISTED_NAME = re.compile(r"(?:附 ?(?:件|表)? ?\d{0,2} ?[：:．.]?)? *(?:\d{1,2} ?[.．、：:])? *")
"""What stands before a name in such a list."""
LEAST_BEGUN = 10
"""Letters of a name that is broken over two lines."""
TELEPHONE = re.compile(r"(?<!\d)(?:0\d{2,3} ?[）)\-—－] ?\d{7,8}|1[3-9]\d{9}|\d{7,8})(?!\d)")
LONGEST_REACHED = 60
"""Characters of a line that goes on with whom to reach."""
MOST_DOUBTFUL = 2
"""So many short lines between two members are members too, whatever they look like."""
LIST_BEHIND = re.compile(r"  $|[日）。]$")
"""What a list of attachments can stand behind on one line, in flattened text."""
COUNTED = re.compile(r"附 ?件 ?[：:]? ?1 ?[.．、]")


def attachment_lists(text: str, words: list[int], end: int) -> Iterator[Piece]:
    """Lines of lists of attachments, 附件：1.… and the lines below that go on counting; `words`: where 附件 stands."""
    reach = 0
    for at in words:
        if at < reach or not (opens_line(text, at) or LIST_BEHIND.search(text, max(0, at - 2), at)):
            continue
        piece = Piece(at, line_at(text, at, end).end)
        line = text[piece.start : piece.end]
        if len(line) > (5 if COUNTED.match(line) and "。" not in line else 2) * LONGEST_LIST_LINE:
            continue
        yield piece
        for item in lines_below(text, piece.end, end):
            counted = LIST_ITEM.match(text, item.start, item.end)
            if not (is_list_line(text[item.start : item.end]) if counted else goes_on_name(text, piece, item)):
                break
            yield item
            piece = item
        reach = piece.end


def goes_on_name(text: str, ahead: Piece, line: Piece) -> bool:
    """Whether a line is the second half of the name of a list or form that the line ahead of it has begun."""
    if (
        text[line.end - 1] not in NAME_ENDS
        or text[ahead.end - 1] in "。；：:）"
        or text.count("\n", ahead.end, line.start) > 1
    ):
        return False
    begun = text[ahead.start : ahead.end]
    begun = begun[m.end() :] if (m := LISTED_NAME.match(begun)) else begun
    rest = text[line.start : line.end]
    return (
        len(begun) > LEAST_BEGUN and not ends_in_list(begun) and len(rest) < len(begun) and ends_in_list(begun + rest)
    )


def is_list_line(line: str) -> bool:
    """Whether a counted line is the name of an attachment and not a provision."""
    if line.endswith("。"):
        return ends_in_list(line[:-1])
    return len(line) <= LONGEST_LIST_LINE and "。" not in line and "；" not in line.rstrip("；")


def ends_in_list(name: str) -> bool:
    """Whether words end like the name of a list, form or document, and are no sentence."""
    short = len(name) <= LONGEST_ROSTER_TITLE and not any(mark in name for mark in "，。；：")
    return short and (name.endswith(LIST_ENDS) or ends_in_genre(name))


def imprint(text: str, start: int, end: int) -> Iterator[Piece]:
    """抄送 with the lines that go on until a full stop, and what has one line alone (主题词, 打字)."""
    for m in IMPRINT_COLON.finditer(text, start, end):
        word = IMPRINT_WORD.search(text, max(0, m.start() - LONGEST_IMPRINT_WORD), m.start())
        if word is None:
            continue
        first = line_at(text, m.start(), end)
        yield first
        if text[first.end - 1] in "。." or word.lastgroup:
            continue
        for piece in islice(lines_below(text, first.end, end), MOST_COPIED):
            if piece.end - piece.start > LONGEST_COPIED or PRINTER.search(text, piece.start, piece.end):
                break
            yield piece
            if text[piece.end - 1] in "。.":
                break


def mark_openings(draft: Draft) -> None:
    """Lists of members (组长：…, 成员：… and the names below), whom to call, page numbers on lines of their own."""
    text, end = draft.text, draft.end
    reach = dict.fromkeys(("contact", "members"), 0)
    for m in OPENINGS.finditer(text, draft.head.body, end):
        kind = str(m.lastgroup)
        piece = line_at(text, m.start(kind), end)
        size = piece.end - piece.start
        if m.start() < reach.get(kind, 0) or (kind == "attendance" and draft.values.get("genre") != "纪要"):
            continue
        if kind == "contact" and size <= LONGEST_CONTACT:
            most = MOST_DOUBTFUL if text[piece.end - 1] == "：" else 1
            reached = list(going_on(text, piece, end, tells_contact, most))
            if reached or "：" in text[piece.start : piece.end]:
                draft.mark([piece, *reached], "header.contact")
                reach[kind] = [piece, *reached][-1].end
        elif kind in ("page_number", "link") or (kind == "attendance" and size <= LONGEST_CONTACT):
            draft.mark([piece], f"header.{'residue' if kind == 'link' else kind}")
        elif kind == "members" and size <= LONGEST_MEMBERS:
            names = [piece, *going_on(text, piece, end, tells_member)]
            draft.mark(names, "header.members")
            reach[kind] = names[-1].end


def going_on(
    text: str, first: Piece, end: int, tells: Callable[[str], bool | None], most: int = MOST_DOUBTFUL
) -> Iterator[Piece]:
    """The lines below that go on with a list: of a doubtful line (None) the next ones decide."""
    doubtful: list[Piece] = []
    for piece in lines_below(text, first.end, end):
        told = tells(text[piece.start : piece.end])
        if told is None and len(doubtful) < most:
            doubtful.append(piece)
        elif told:
            yield from (*doubtful, piece)
            doubtful = []
        else:
            return


def tells_contact(line: str) -> bool | None:
    """Whether a line goes on with whom to reach: a telephone number, or a name ahead of one."""
    if len(line) > LONGEST_REACHED or line[-1] in "。；":
        return False
    if "：" in line and CONTACT_LINE.match(line):
        return True
    return False if MARKER.match(line) else TELEPHONE.search(line) is not None or None


def run_on_rosters(draft: Draft, signed: int) -> Iterator[Piece]:
    """Lists and tables that a flattened text has run together behind its signature: no sentence ends in them."""
    text, end, at = draft.text, draft.end, signed
    line_end = text.find("\n", at, end)
    line_end = end if line_end < 0 else line_end
    while (at := text.find("附件", at, line_end)) >= 0:
        following = text.find("附件", at + 2, line_end)
        piece = Piece(at, following if following > 0 else line_end)
        if text.find("。", at, piece.end) < 0 and MEMBER.search(text, at, min(piece.end, at + NEAR_SIGNATURE)):
            yield piece
        at = piece.end
    for name in draft.attached:
        at = text.find(name, signed, signed + NEAR_SIGNATURE) if name.endswith(LIST_ENDS) else -1
        stop = line_at(text, at, end).end if at >= 0 else at
        if stop > at + len(name) and not NO_TABLE.search(text, at, stop):
            yield Piece(at, stop)


def mark_rosters(draft: Draft) -> None:
    """Lists of persons and bodies below a line that ends in 名单: those commended, those on a panel."""
    text, end, reach = draft.text, draft.end, 0
    for m in ROSTER.finditer(text, draft.head.body, end):
        title = line_at(text, m.start(), end)
        if title.start >= reach and title.end - title.start <= LONGEST_ROSTER_TITLE:
            names = [*numbered_names(text, title, end)] or [*going_on(text, title, end, tells_member)]
            draft.mark(names, "header.members")
            reach = names[-1].end if names else reach


def numbered_names(text: str, title: Piece, end: int) -> Iterator[Piece]:
    """The lines of a numbered list of names below its title, past a line that says how many they are."""
    for k, piece in enumerate(lines_below(text, title.end, end)):
        if NUMBERED_NAME.match(text, piece.start, piece.end):
            yield piece
        elif k or not HOW_MANY.fullmatch(text, piece.start, piece.end):
            return


def tells_member(line: str) -> bool | None:
    """Whether a line goes on with a list of members; a short one may."""
    if len(line) > LONGEST_OFFICE or line[-1] in "。：" or MARKER.match(line):
        return False
    if MEMBER_LINE.match(line) or MEMBER.match(line):
        return True
    return False if len(line) > LONGEST_MEMBER or line[-1] == "；" else None


def contents(text: str, start: int, end: int) -> Iterator[Piece]:
    """A table of contents: the lines below 目录 that come again, without their page numbers, as headings."""
    limit = min(end, start + CONTENTS_WITHIN)
    yield from chapters_ahead(text, start, limit, end)
    word = next((m for m in CONTENTS.finditer(text, start, limit) if opens_line(text, m.start())), None)
    if word is None:
        return
    last = line_at(text, word.start(), end)
    yield last  # the word 目录
    for piece in lines_below(text, last.end, end):
        line = LEADER.sub("", text[piece.start : piece.end])
        if len(line) < 3 or (text.find(line, piece.end, end) < 0 and not counts_on(text, last, piece)):
            return
        yield piece
        last = piece


def counts_on(text: str, above: Piece, below: Piece) -> bool:
    """Whether a chapter counts on from the line above, with nothing of either but its heading."""
    first, second = (CHAPTER.match(text, p.start, p.end) for p in (above, below))
    if first is None or second is None or below.end - below.start > LONGEST_CHAPTER:
        return False
    numbers = whole(first["number"]), whole(second["number"])
    return None not in numbers and numbers[1] == (numbers[0] or 0) + 1


def chapters_ahead(text: str, start: int, limit: int, end: int) -> Iterator[Piece]:
    """A table of contents without its word: chapters line by line, and then the first of them again."""
    first = text.find("第一章", start, limit)
    if first < 0 or text.find("第一章", first + 3, limit) < 0 or not opens_line(text, first):
        return
    rows = [line_at(text, first, end)]
    for below in lines_below(text, first, end):
        if not counts_on(text, rows[-1], below):
            if len(rows) >= LEAST_CHAPTERS and text.startswith("第一章", below.start):
                yield from rows
            return
        rows.append(below)


def tail_residue(text: str, start: int, end: int) -> Iterator[Piece]:
    """Web residue on the last lines: links, file names, copyright; and notes in brackets (此件公开发布)."""
    floor = max(start, end - 900)
    last = max(floor, text.rfind("。", floor, end) + 1)
    for cell in fields_at_end(text, last, end):
        yield Piece(cell.start, cell.end, "table")
    for at, line in lines_above(text, end, floor):
        if line:
            note = line[0] == "（" and line[-1] == "）" and NOTE.match(line) and not bare_list(line, 0, len(line))
            if not (note or is_residue(line) or is_row(line) or (len(line) < 120 and FILE_NAME.search(line))):
                break
            yield Piece(at, at + len(line), "note" if note else "residue")


def behind_signature(draft: Draft, start: int, end: int) -> Iterator[Piece]:
    """What a page or a printer has set behind signature and date: a few lines, none of them an item or a sentence."""
    text = draft.text
    lines = [*islice(lines_from(text, start, end), MOST_BEHIND + 1)] if end - start <= LONGEST_BEHIND else []
    words = [text[p.start : p.end] for p in lines]
    page = any("©" in line or SITE_TALK(line) or is_residue(line) for line in words)
    if len(lines) <= MOST_BEHIND and not any(of_a_text(line, page) for line in words):
        yield from (p for p in lines if all(s.end <= p.start or p.end <= s.start for s in draft.signatures))


def of_a_text(line: str, page: bool) -> bool:
    """Whether a line behind a signature is of a text: an item, an attachment, a sentence where no `page` speaks."""
    return line[0] == "附" or MARKER.match(line) is not None or ("。" in line and not page)


def tail_notes(text: str, start: int, end: int) -> Iterator[Piece]:
    """Notes in brackets behind a signature: （此件公开发布）."""
    m = NOTE_BEHIND.match(text, start, end)
    while m:
        yield Piece(m.start(1), m.end(1))
        m = NOTE_BEHIND.match(text, m.end(), end)


def mark_covers(draft: Draft) -> None:
    """Label who has drawn up a text, and the month, where a cover names them below its title or an enclosure's."""
    titles = [end for _, end, label, rule in draft.marked if rule == "header.enclosure" and label == "heading"]
    for start in (draft.head.body, *titles):
        lines = cover_lines(draft.text, start, draft.end)
        draft.mark((Piece(*line) for line in lines[:-1]), "header.signature")
        draft.mark((Piece(*line) for line in lines[-1:]), "header.date")


def mark_furniture(draft: Draft, enclosed: int) -> None:
    """Label what is no text: signatures, imprint, attachment lists, contacts, members, page numbers, web residue.

    `enclosed`: where the first enclosed text begins, or the document ends.
    """
    text, start, end = draft.text, draft.head.body, draft.end
    for s in draft.signatures:
        if not s.agencies and not s.names and s is not draft.main and not s.printed:
            continue
        rule = "header.printed" if s.printed else "header.signature"
        draft.marked += [(a, b, "furniture", rule) for a, b in s.names]
        draft.marked.append((s.date_start, s.end, "furniture", "header.printed" if s.printed else "header.date"))
    if draft.listed:
        taken = {m[0] for m in draft.marked if m[2] == "heading"}
        draft.mark((p for p in draft.listed if p.start not in taken), "header.attachments")
    draft.mark(imprint(text, start, end), "header.imprint")
    draft.mark(contents(text, start, end), "header.contents")
    mark_openings(draft)
    mark_rosters(draft)
    mark_covers(draft)
    if draft.main and (draft.attached or text[draft.main.end : draft.main.end + 1] not in ("", "\n")):
        draft.mark(run_on_rosters(draft, draft.main.end), "header.members")
    for piece in draft.tail:
        draft.mark([piece], f"header.{piece.kind}")
    for s in draft.signatures:
        if not s.printed:
            draft.mark(tail_notes(text, s.end, end), "header.note")
    if draft.main:
        draft.mark(behind_signature(draft, draft.main.end, enclosed), "header.residue")
