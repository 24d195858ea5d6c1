"""Title and genre of a document: from its head, a table, the name of a file, or what the text calls itself."""

import re

from policytext.reading.header.agencies import title_agencies
from policytext.reading.header.draft import Draft
from policytext.reading.header.enclosures import FILE_NAME
from policytext.reading.header.genre import genre_of
from policytext.reading.header.head import MARKED
from policytext.reading.header.number import find_numbers
from policytext.reading.header.signature import find_signatures
from policytext.reading.header.title import NUMBERED, OPENS_TITLE, join_title
from policytext.reading.header.title_lines import file_head
from policytext.span import Span

RULES = {kind: f"header.{kind}" for kind in ("number", "addressees", "letterhead", *MARKED, "table", "residue")}
RULES |= {"note": "header.date_note", "caption": "header.residue", "foreign": "header.residue"}
"""Kind of a piece of the head that is furniture → the rule that told it."""
FORWARDS = re.compile("转发(?<!流转发)(?!展)|批转")
ISSUES = re.compile(f"印发(?!之日)|{FORWARDS.pattern}")
SELF_NAMED = re.compile(
    r"制[定订](?:了|如下|以下|本(?![省市州县区旗乡镇村校级]|地区?|自治|街道|社区|单位|部门|系统|行业|企业|年度|辖区)"
    r"|此|该){1,3}(?P<name>[一-鿿]{2,8}?)(?=[。，：:；（\n]|$)"
)
"""制定本实施方案: what the text calls itself."""
CALLED = re.compile(
    r"本(?<![基根样资成文]本)(?P<name>(?:实施|操作|管理)?(?:条例|办法|细则|规定|规则|意见|规划|方案|预案"
    r"|纲要))(?=[自由从。，]|所称|适用|未尽|施行|实施|落实|的?解释)"
)
"""本办法自…起施行: what an excerpt calls itself that has neither its title nor its first article."""
ADDRESSED = re.compile(
    r"提(?<=[，。\n现特]提)出(?:如下|以下)(?P<name>(?:[一-鿿]{2,4})?意见)(?=[。：:\n])"
    r"|现(?<=[，。；\n]现)(?P<reply>批复|函复)如下(?=[。：:\n])"
)
"""提出如下实施意见, 现批复如下: so also one that is addressed to somebody; a notice may only issue another."""
HEADLINE = re.compile("[，！？]|——|解读")
"""What a headline has: 县政府再推六项措施，食堂进社区; a title may have it too, and says 关于 or 印发 then."""
REPLIES = {"批复": "批复", "函复": "复函"}


def read_title(draft: Draft) -> None:
    """Title and genre, from the lines in the head or, failing these, from a web site's table or the name of a file."""
    head, text = draft.head, draft.text
    title = join_title([text[p.start : p.end] for p in head.title]) if head.title else None
    where, rule = (head.title[0].start, head.title[-1].end) if head.title else (0, 0), "header.title"
    if title is None and "title" in head.table:
        title, piece = head.table["title"]
        where, rule = (piece.start, piece.end), "header.table"
        draft.mark([piece], rule, "heading")
    if title is None and (found := title_of_file(draft)):
        title, where = found
        rule = "header.file_name"
    draft.mark(head.title, "header.title", "heading")
    for piece in head.pieces:
        if piece.kind in RULES:
            draft.marked.append((piece.start, piece.end, "furniture", RULES[piece.kind]))
    if title:
        draft.give("title", title, *where, rule)
        if genre := genre_of(title):
            draft.give("genre", genre, *where, "header.genre")
    elif head.letterhead and (m := file_head(text[head.letterhead[-1].start : head.letterhead[-1].end])):
        if m[0] in ("令", "公告", "通告"):
            draft.give("genre", genre_of(m[0]), head.letterhead[-1].start, head.letterhead[-1].end, "header.genre")
    else:
        if not head.addressees:
            own_name(draft, SELF_NAMED)
        if "genre" not in draft.values:
            own_name(draft, ADDRESSED)
        take_given(draft)


def take_given(draft: Draft) -> None:
    """The title from beside the text, if it is that of an instrument and not of a writing about one (解读《…方案》)."""
    title = NUMBERED.sub("", draft.given)
    about = (title.endswith("》") and title[0] != "《") or (HEADLINE.search(title) and not OPENS_TITLE.search(title))
    if not about and (genre := genre_of(title)):
        draft.values["title"] = draft.given
        draft.note("title", draft.given, Span(0, 0), "header.given_title")
        if "genre" not in draft.values:
            draft.values["genre"] = genre
            draft.note("genre", genre, Span(0, 0), "header.genre")


def own_name(draft: Draft, naming: re.Pattern[str]) -> None:
    """The genre of a text that stands alone and without its title: 制定本实施方案."""
    start, limit = draft.head.body, min(draft.end, draft.head.body + 1500)
    if naming is ADDRESSED and (issues := ISSUES.search(draft.text, start, limit)):
        limit = issues.start()  # what is issued names itself
    for m in naming.finditer(draft.text, start, limit):
        kind = m.lastgroup or "name"
        if genre := genre_of(REPLIES.get(m[kind], m[kind])):
            draft.give("genre", genre, *m.span(kind), "header.self_named")
            return
    if naming is SELF_NAMED and not ISSUES.search(draft.text, start, limit):
        called = CALLED.search(draft.text, start, draft.end)
        if called and (genre := genre_of(called["name"])):
            draft.give("genre", genre, *called.span("name"), "header.self_named")


def title_of_file(draft: Draft) -> tuple[str, tuple[int, int]] | None:
    """The title in the name of a file that the page links (…的通知.doc), below the text."""
    text = draft.text
    for piece in draft.tail:
        line = text[piece.start : piece.end]
        m = FILE_NAME.search(line)
        if m and not line.replace(" ", "").startswith("附件"):
            name = line[: m.start()]
            for number in find_numbers(name):
                if number.start == 0:
                    name = name[number.end :]
            name = name.strip()
            own = title_agencies(name)
            signatures = find_signatures(text[: piece.start], draft.head.body) if own and genre_of(name) else ()
            signers = next((s.agencies for s in signatures if s.agencies), own)
            if set(own) & set(signers):
                at = piece.start + line.index(name)
                return name, (at, at + len(name))
    return None
