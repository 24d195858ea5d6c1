"""Where persons are named: behind labels, beside offices and telephones, before 同志, in columns, in brackets."""

import re
from collections.abc import Iterator

from policytext.masking.names import BLANK, GAP, GIVEN, IN_TEXT, OFFICE, SURNAMES, is_name, is_word, looks, run_in
from policytext.reading.persons import DIVIDED

Place = tuple[int, int]

HOLDERS = (
    "责任 负责 联系 联络 经办 承办 填报 填表 报送 签发 会签 审核 审签 拟稿 起草 "
    "主持 召集 记录 校对 挂钩 包保 申报 申请 代表 报告 发言"
)
LEADING = "县 市 区 省 州 镇 级 责任 牵头 分管 主管 包联 包抓 包保 包案 包片 挂点 挂联 挂钩 联系 督办 带队 值班"
PRESENT = "出席 列席 参加 参会 与会 缺席 请假 组成 值班 联系 联络 经办"
ALONE = "主持 出席 列席 缺席 请假 记录 审核 签发 校对 联络员 联系领导 成员 组员 顾问 姓名"


def apart(words: str) -> str:
    """Any of some words, whose letters may stand apart: 成　员."""
    return "|".join(GAP.join(word) for word in words.split())


LABEL = re.compile(
    rf"(?:(?:{apart(HOLDERS)}){GAP}人|(?:{apart(LEADING)}){GAP}领{GAP}导|(?:{apart(PRESENT)}){GAP}人{GAP}员"
    rf"|{apart(ALONE)}|{OFFICE})(?:同志)?(?:名单|姓名|及(?:联系)?(?:电话|方式))?(?:[（(][^（）()\n]{{1,20}}[）)])?{GAP}$"
)
"""What stands before a colon and says that persons follow."""
BEFORE = 36
"""Characters before a colon in which its label stands."""
COLON = re.compile(r"[:：]")
BARE = re.compile(
    rf"(?:联系人|经办人|联络员|责任人|负责人)(?:{BLANK}|\t)+(?={looks(SURNAMES)})"
    rf"|(?:联系人|经办人|联络员)(?={looks(SURNAMES)}{GAP}[，,、（(]?{GAP}(?:联系|办公)?(?:电话|手机|方式|1[3-9]\d))"
    rf"|(?:联系人|经办人)(?={looks(IN_TEXT)}(?:[，。；）]|$))"
)
"""The same without a colon, as in forms, before a telephone number, or at the end of a clause."""
LEAD = re.compile(rf"(?:{BLANK}|\t)*(?:\n{BLANK}*)?")
"""What may stand between a label and its list, which begins on the same line or the next."""
LONGEST = 20_000
"""Characters that a list is followed at most."""
CLOSES = re.compile(r"[\n。:：]")
"""What ends a list: its line, a full stop, the next label."""
PART = re.compile(r"[^、，,；;/（）()|\s:：。]+")
FOLLOWS = "同志|先生|女士|等|兼|任|担任|为|负责|牵头|主持|带队|召集|组织|电话|手机|联系"
AFTER = rf"(?=[^一-鿿×某]|$|{FOLLOWS}|副?(?:{OFFICE})(?!{GIVEN}))"
ENTRY = re.compile(rf"(?P<name>{looks(SURNAMES)}){AFTER}")
BODY = re.compile(rf"(?:[局委办部厅院会室处科股站所队组社司行校镇乡县市区州团]|街道|公司|中心|大学|政府|{OFFICE})$")
"""What may stand right before a name in a list: a body or an office."""
OFFICER = re.compile(
    rf"(?:{OFFICE})(?P<name>{looks(IN_TEXT)})(?<![要应须每])(?=$|[\s、，。；：（）,;]|{FOLLOWS}|率|出席|参加|总负责|分管|在|作|说"
    rf"|指出|强调|要求|要|应|须|每|对|配合|协助|表示|介绍|认为|受到)"
)
"""An office with a name after it, in a sentence: 由县长某某任组长."""
SIGNED = re.compile(rf"^{GAP}[一-鿿]{{0,12}}(?:{OFFICE}){BLANK}+(?P<name>{looks(SURNAMES)}){GAP}$", re.MULTILINE)
"""The signature of an order: 省长 某某."""
AHEAD = re.compile(
    rf"(?:(?:(?<!{GIVEN})|(?<=由))(?P<name>{looks(IN_TEXT)})|^[\s\d.．、|]{{0,8}}(?P<first>{looks(SURNAMES)}))(?:[|\t]"
    rf"|{BLANK}|（)+"
    rf"(?:[^\s，。；：、（）]{{0,24}}、)?[^\s，。；：、（）]{{0,24}}(?:{OFFICE})(?=$|[、\s），；。|]"
    rf"|{looks(IN_TEXT)}(?:{BLANK}|\t))",
    re.MULTILINE,
)
"""A name with its office behind it, parted by a gap, a bar or a bracket: 某某　县民政局局长."""
ENTRY_LINE = re.compile(
    rf"(?:[^\n：]{{1,12}}：)?{GAP}(?P<name>{GIVEN}(?:{BLANK}{{0,3}}{GIVEN}){{1,3}})(?:{BLANK}{{2,}}"
    rf"|\t)(?=[^。；：\n]{{2,60}}$)"
)
"""A line of a list of members: its name stands before a wide gap, whatever the surname."""
IN_LAYOUT = re.compile(
    rf"(?:{OFFICE}|成{GAP}员)(?:[：:]{GAP})?(?![各全有相])(?P<name>{GIVEN}{{2,3}}|{GIVEN}{BLANK}{{1,4}}{GIVEN})"
    rf"(?={BLANK}{{1,4}}[^\s，。；：、（）]{{2,24}}(?:{OFFICE}))"
)
"""A name between two offices, with a gap before the second, whatever the surname: lists of members run together."""
IN_RUN = re.compile(looks(IN_TEXT))
"""A name in running text."""
COMRADE = re.compile("同志")
DESK = re.compile(
    rf"[局委办部厅院所队站心处科股室会](?P<name>(?![{DIVIDED}]){looks(IN_TEXT)})处(?=$|[\s、，。；：（）])"
)
"""Somebody's desk, to which something is brought: 报至县民政局张某某处."""
BODIES = re.compile(r"(?:单位|部门)[:：](?P<list>[^\n。:：]+)")
"""A list of bodies."""
IN_BODY = re.compile(rf"[局委办部厅院所队站心处科股室会](?P<name>{looks(IN_TEXT)})(?=$|[\s、，；）])")
"""Somebody behind a body, in such a list."""
IN_BRACKETS = re.compile(r"（(?P<name>[一-鿿×某 \u3000、]{2,24})）")
BYLINE = re.compile("[。”]$")
CALLED = re.compile(
    rf"(?<!{GIVEN})(?P<name>{looks(SURNAMES)})(?:{BLANK}|[：:]|联系|电话|手机){{0,8}}"
    r"(?=1[3-9]\d{9}(?!\d)|0\d{2,3}[-—－ ]?[2-8]\d{6,7}(?!\d)|[2-8]\d{6,7}(?!\d))"
)
"""A name beside a telephone number."""


def listed(text: str, start: int, end: int, *, whole: bool = False) -> Iterator[Place]:
    """The names in a list: entries that are a name, or end in one behind a body.

    The list ends at the next label, at a bracket that closes around it, and behind a comma where no person is told of
    any more (联系人：某某，电话…); `whole` goes on to the end.
    """
    at, depth = start, 0
    while part := PART.search(text, at, end):
        between = text[at : part.start()]
        depth += between.count("（") + between.count("(") - between.count("）") - between.count(")")
        if depth < 0 and not whole:
            return
        if not whole and (CLOSES.search(between) or COLON.match(text, part.end())):
            return
        found = entry(text, part.start(), part.end(), end)
        if found:
            yield found
        at = max(part.end(), found[1] if found else 0)
        told = found or BODY.search(text, max(start, at - 4), at) or depth > 0
        if not whole and not told and text[at : at + 1] in ("，", ","):
            return


def entry(text: str, start: int, end: int, limit: int) -> Place | None:
    """The name that an entry of a list begins with, or that it has behind a body."""
    m = ENTRY.match(text, start, limit)
    if m and (is_name(m["name"]) if m.end() == end else run_in(m["name"]) == m.end() - start):
        return m.span("name")
    for length in (3, 2):
        at = end - length
        if at > start + 1 and is_name(text[at:end]) and BODY.search(text, max(start, at - 4), at):
            return at, end
    return None


def labelled(text: str) -> Iterator[Place]:
    """Names behind a label: 责任人：, 签发人：, 市长：, 联系人 ."""
    for colon in COLON.finditer(text):
        if LABEL.search(text, max(0, colon.start() - BEFORE), colon.start()):
            yield from introduced(text, colon.end())
    for bare in BARE.finditer(text):
        yield from introduced(text, bare.end())


def in_line(text: str, start: int, end: int) -> Iterator[Place]:
    """The name that a line of a list of members begins with, in front of what its bearer is."""
    m = ENTRY_LINE.match(text[start:end])
    if m and not is_word(m["name"]):
        yield start + m.start("name"), start + m.end("name")


def introduced(text: str, start: int) -> Iterator[Place]:
    """The names in the list that begins here."""
    lead = LEAD.match(text, start)
    yield from listed(text, lead.end() if lead else start, min(len(text), start + LONGEST))


def beside(text: str) -> Iterator[Place]:
    """Names beside an office, a telephone number, or in brackets behind a body."""
    for pattern in (OFFICER, SIGNED, CALLED, AHEAD, DESK):
        yield from (m.span(m.lastgroup) for m in pattern.finditer(text) if m.lastgroup and is_name(m[m.lastgroup]))
    for bodies in BODIES.finditer(text):
        yield from (m.span("name") for m in IN_BODY.finditer(text, *bodies.span("list")) if is_name(m["name"]))
    yield from (m.span("name") for m in IN_LAYOUT.finditer(text) if not is_word(m["name"]))
    for m in IN_BRACKETS.finditer(text):
        if BODY.search(text, max(0, m.start() - 4), m.start()) or (
            BYLINE.search(text, max(0, m.start() - 1), m.start()) and text[m.end() : m.end() + 1] in ("", "\n")
        ):
            yield from listed(text, *m.span("name"), whole=True)


def comrades(text: str) -> Iterator[Place]:
    """Names before 同志, also several: 由某某、某某同志负责."""
    for m in COMRADE.finditer(text):
        end = m.start()
        while found := name_before(text, end):
            yield found
            end = found[0] - 1
            if text[end : end + 1] != "、":
                break


def name_before(text: str, end: int) -> Place | None:
    """The name that ends here in running text, with a surname that is no word of it."""
    for length in (4, 3, 2):
        at = end - length
        if at >= 0 and IN_RUN.fullmatch(text, at, end) and is_name(text[at:end]):
            return at, end
    return None


def in_columns(text: str) -> Iterator[Place]:
    """Names in columns of persons (责任人, 联系人), where a table is only lines with tabs."""
    columns: frozenset[int] = frozenset()
    at = 0
    for line in text.split("\n"):
        cells = line.split("\t")
        heads = frozenset(k for k, cell in enumerate(cells) if LABEL.search(cell.strip())) if len(cells) > 1 else None
        if heads is None or heads:
            columns = heads or frozenset()
        else:
            start = at
            for k, cell in enumerate(cells):
                if k in columns:
                    yield from listed(text, start, start + len(cell), whole=True)
                start += len(cell) + 1
        at += len(line) + 1


def named(text: str) -> Iterator[Place]:
    """Where a text names persons, whatever its parts are."""
    for find in (labelled, beside, comrades, in_columns):
        yield from find(text)
