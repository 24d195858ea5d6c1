"""Lines of a document that are no text of it: lists of attachments and members, imprint, contacts, web residue."""

import re
from collections.abc import Iterator

from policytext.reading.draft import Draft
from policytext.reading.enclosures import ATTACHMENT, FILE_NAME, LIST_ITEM, NOTE, opens_line
from policytext.reading.head import is_residue
from policytext.reading.pieces import MARKER, Piece
from policytext.reading.signature import Signature, main_signature

MEMBER = re.compile(
    r"\n *(?P<role>(?:第一|常务)?(?:副? *组 *长|成 *员(?:单 *位)?|副? *主 *任(?:委 *员)?|副? *总? *指 *挥(?:长)?"
    r"|副? *召 *集 *人|联 *络 *员|秘 *书 *长|顾 *问|委 *员))"
    r" *(?:：|  (?=\S))"
)
MEMBER_LINE = re.compile(
    r"(?:[一-鿿·] ?){1,4}(?:（[^）]{1,12}）)? {1,}\S|[一-鿿]{2,4}[，（]"
    r"|.{1,60}(?:同志|负责人|主任|书记|主席|经理|[局部队站所校院区市县镇乡]长|干事|专干|助理员|科员)(?:（.*）)?$"
)
PAGE_NUMBER = re.compile(r"\n *[—\-－]{1,2} ?\d{1,4} ?[—\-－]{1,2} *(?=\n|$)")
CONTENTS = re.compile(r"(?:^|\n) *目 *(?=[录次] *\n)")
CONTENTS_WITHIN = 1500
LEADER = re.compile(r"[ .·…—\-]*\d{0,3} *$")
"""Dots and page number behind a line of a table of contents."""
NOTE_BEHIND = re.compile(r"[ \n]*(（[^（）\n]{2,60}(?:（[^（）\n]*）[^（）\n]*)?）)")
COPIES = re.compile(r"(?:送|报)(?:机关)?：")
PRINTER = re.compile(r"印发|印制|\d{4}年")
COPY_WORD = re.compile(r"(?:^|\n) *(?:抄 *|主 *|分 *|发 *|抄报抄)$")
SUBJECTS = re.compile(r"词：")
SUBJECT_WORD = re.compile(r"(?:^|\n) *主 *题 *$")
CONTACT = re.compile(
    r"\n *（?(?:联 *系 *(?:人|单 *位|电 *话|方 *式|地 *址)(?:及(?:联系)?(?:电话|方式))?"
    r"|(?:办公|咨询|监督|举报)?电 *话(?:及传真)?|传 *真|邮 *箱|电子(?:邮箱|邮件|信箱)|报送邮箱|邮 *编|邮政编码)："
)
LONGEST_LIST_LINE = 90
LIST_BEHIND = re.compile(r"  $|[日）。]$")
"""What a list of attachments can stand behind on one line, in flattened text."""
COUNTED = re.compile(r"附 ?件 ?[：:]? ?1 ?[.．、]")


def line_at(text: str, at: int, end: int) -> Piece:
    """The line in which `at` stands, without the white space at its edges."""
    start = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", at, end)
    stop = end if stop < 0 else stop
    line = text[start:stop]
    lead = len(line) - len(line.lstrip())
    return Piece(start + lead, start + max(lead, len(line.rstrip())))


def next_line(text: str, after: Piece, end: int) -> Piece | None:
    """The next line that is not blank."""
    at = after.end
    while at < end:
        stop = text.find("\n", at, end)
        if stop < 0 or stop + 1 >= end:
            return None
        piece = line_at(text, stop + 1, end)
        if piece.end > piece.start:
            return piece
        at = stop + 1
    return None


def attachment_lists(text: str, start: int, end: int) -> Iterator[Piece]:
    """Lines of lists of attachments: 附件：1.… and the lines below it that go on counting."""
    reach = start
    for m in ATTACHMENT.finditer(text, start, end):
        if m.start() < reach:
            continue
        if not opens_line(text, m.start()) and not LIST_BEHIND.search(text, max(0, m.start() - 2), m.start()):
            continue
        piece = line_at(text, m.start(), end)
        piece = Piece(m.start(), piece.end)
        line = text[piece.start : piece.end]
        if len(line) > (5 if COUNTED.match(line) and "。" not in line else 2) * LONGEST_LIST_LINE:
            continue
        item = next_line(text, piece, end)
        yield piece
        reach = piece.end
        while item and LIST_ITEM.match(text, item.start, item.end) and is_list_line(text[item.start : item.end]):
            yield item
            reach = item.end
            item = next_line(text, item, end)


def is_list_line(line: str) -> bool:
    """Whether a counted line is the name of an attachment and not a provision."""
    return len(line) <= LONGEST_LIST_LINE and "。" not in line and "；" not in line.rstrip("；")


def imprint(text: str, start: int, end: int) -> Iterator[Piece]:
    """抄送 and 主题词 with the lines that go on until a full stop."""
    for pattern, word in ((COPIES, COPY_WORD), (SUBJECTS, SUBJECT_WORD)):
        for m in pattern.finditer(text, start, end):
            if not word.search(text, max(0, m.start() - 12), m.start()):
                continue
            piece: Piece | None = line_at(text, m.end() - 1, end)
            for _ in range(4):
                if piece is None:
                    break
                yield piece
                if text[piece.end - 1] in "。." or pattern is SUBJECTS:
                    break
                piece = next_line(text, piece, end)
                if piece and (PRINTER.search(text, piece.start, piece.end) or piece.end - piece.start > 120):
                    break


def contacts(text: str, start: int, end: int) -> Iterator[Piece]:
    """Lines with nothing but whom to call."""
    if "联系" not in text and "电话" not in text and "邮箱" not in text:
        return
    for m in CONTACT.finditer(text, start, end):
        piece = line_at(text, m.end() - 1, end)
        if piece.end - piece.start <= 160:
            yield piece


def members(text: str, start: int, end: int) -> Iterator[Piece]:
    """Lines of a list of members: 组长：…, 成员：… and the names below."""
    if "员：" not in text and "长：" not in text and "员 " not in text:
        return
    reach = start
    for m in MEMBER.finditer(text, start, end):
        if m.start() < reach:
            continue
        piece: Piece | None = line_at(text, m.start("role"), end)
        first = True
        while piece:
            line = text[piece.start : piece.end]
            if not (len(line) <= 400 if first else is_member(line)):
                break
            yield piece
            reach = piece.end
            first = False
            piece = next_line(text, piece, end)


def is_member(line: str) -> bool:
    """Whether a line goes on with a list of members."""
    if len(line) > 60 or line[-1] in "。：" or MARKER.match(line):
        return False
    return bool(MEMBER_LINE.match(line) or MEMBER.match("\n" + line))


def contents(text: str, start: int, end: int) -> Iterator[Piece]:
    """A table of contents: the lines below 目录 that come again, without their page numbers, as headings."""
    if "目" not in text[start : start + CONTENTS_WITHIN]:
        return
    m = CONTENTS.search(text, max(0, start - 1), min(end, start + CONTENTS_WITHIN))
    if m is None:
        return
    last = line_at(text, m.end(), end)
    yield last  # the word 目录
    while piece := next_line(text, last, end):
        line = LEADER.sub("", text[piece.start : piece.end])
        if len(line) < 3 or text.find(line, piece.end, end) < 0:
            return
        yield piece
        last = piece


def page_numbers(text: str, start: int, end: int) -> Iterator[Piece]:
    """— 1 — on a line of its own."""
    for m in PAGE_NUMBER.finditer(text, max(0, start - 1), end):
        yield line_at(text, m.start() + 1, end)


def tail_residue(text: str, start: int, end: int) -> Iterator[Piece]:
    """Web residue on the last lines: links, file names, copyright; and notes in brackets (此件公开发布)."""
    floor = max(start, end - 900)
    stop = end
    while stop > floor:
        at = max(text.rfind("\n", floor, stop) + 1, floor)
        line = text[at:stop]
        bare = line.strip()
        if bare:
            lead = at + len(line) - len(line.lstrip())
            note = bare[0] == "（" and bare[-1] == "）" and NOTE.match(bare)
            if not (note or is_residue(bare) or (len(bare) < 120 and FILE_NAME.search(bare))):
                break
            yield Piece(lead, lead + len(bare), "note" if note else "residue")
        stop = at - 1


def tail_notes(text: str, start: int, end: int) -> Iterator[Piece]:
    """Notes in brackets behind a signature: （此件公开发布）."""
    m = NOTE_BEHIND.match(text, start, end)
    while m:
        yield Piece(m.start(1), m.end(1))
        m = NOTE_BEHIND.match(text, m.end(), end)


def mark_furniture(draft: Draft, signatures: list[Signature]) -> None:
    """Label what is no text: signatures, imprint, attachment lists, contacts, members, page numbers, web residue."""
    text, start, end = draft.text, draft.head.body, draft.end
    main = main_signature(signatures)
    for s in signatures:
        if not s.agencies and not s.names and s is not main and not s.printed:
            continue
        rule = "header.printed" if s.printed else "header.signature"
        draft.marked += [(a, b, "furniture", rule) for a, b in s.names]
        draft.marked.append((s.date_start, s.end, "furniture", "header.printed" if s.printed else "header.date"))
    if "附" in text:
        taken = {m[0] for m in draft.marked if m[2] == "heading"}
        pieces = [p for p in attachment_lists(text, start, end) if p.start not in taken]
        draft.mark(pieces, "furniture", "header.attachments")
    draft.mark(imprint(text, start, end), "furniture", "header.imprint")
    draft.mark(contacts(text, start, end), "furniture", "header.contact")
    draft.mark(contents(text, start, end), "furniture", "header.contents")
    draft.mark(members(text, start, end), "furniture", "header.members")
    draft.mark(page_numbers(text, start, end), "furniture", "header.page_number")
    for piece in tail_residue(text, start, end):
        draft.mark([piece], "furniture", f"header.{piece.kind}")
    for s in signatures:
        if not s.printed:
            draft.mark(tail_notes(text, s.end, end), "furniture", "header.note")
