"""Who has issued a document (发文机关): by its signature, its letterhead, its title, a table, or a note of a day."""

import re

from policytext.reading.header.agencies import read_agencies, title_agencies
from policytext.reading.header.dates import FULL_DATE, FULL_DATE_PATTERN
from policytext.reading.header.draft import Draft
from policytext.reading.header.enclosures import line_of, named_enclosures
from policytext.reading.header.naming import FORWARDS
from policytext.reading.header.pieces import Piece, lines_from
from policytext.reading.header.signature import cover_lines, undated_signature
from policytext.reading.header.title_lines import MINUTES, file_head

PROMULGATED = re.compile(
    rf"{FULL_DATE_PATTERN} ?(?:以?(?P<body>[一-鿿]{{2,30}}?)令)? ?(?P<number>第? ?\d{{1,4}} ?号)令?[公发]布"
)
"""2023年5月8日青禾县人民政府令第3号公布: who has promulgated, and when."""
ORDER_NUMBER = re.compile("(?P<body>[一-鿿]{3,})令(?=第|（|〔)")


def read_issuers(draft: Draft) -> None:
    """Issuing bodies: the signature, else the letterhead, else the title or the site's table."""
    main, head, text, named = draft.main, draft.head, draft.text, draft.named
    undated = undated_signature(text, *draft.last_lines(), named) if head.pieces and not main else []
    if named and not main and not undated and (undated := undated_within(draft)):
        draft.undated = undated[-1][1]
    if undated:
        draft.mark([Piece(a, b) for a, b in undated], "header.signature")
        signers = read_agencies([text[a:b] for a, b in undated])
        if not named or set(named) & set(signers):
            draft.give("issuers", tuple(signers), undated[0][0], undated[-1][1], "header.signature")
            return
    forwarded = bool(named and main and FORWARDS.search(draft.title) and not set(named) & set(main.agencies))
    if main and main.agencies and not forwarded:
        draft.give("issuers", main.agencies, main.start, main.date_start, "header.signature")
        return
    for piece in head.letterhead:
        names = letterhead_agencies(draft, piece)
        if names and not shortened(names[0], named):
            draft.give("issuers", tuple(names), piece.start, piece.end, "header.letterhead")
            return
    if not named and not FORWARDS.search(draft.title) and not head.date_note and "issuer" not in head.table:
        issued = map(title_agencies, named_enclosures(draft.title, ""))  # 关于印发《县教育局2024年工作要点》的通知
        named = tuple(next(filter(None, issued), ()))
    table = table_agencies(draft)
    if named and not (table and all(shortened(name, table) for name in named)):
        where = next(e.span for e in draft.evidence if e.field == "title")
        draft.values["issuers"] = named
        draft.note("issuers", "、".join(named), where, "header.title_issuer")
    elif table:
        piece = head.table["issuer"][1]
        draft.give("issuers", table, piece.start, piece.end, "header.table")
    elif not issuer_of_order(draft):
        issuers_below(draft)


def table_agencies(draft: Draft) -> tuple[str, ...]:
    """The bodies that the table of a site names; a title can have their short form (区政府办 of 青禾区政府办)."""
    return tuple(read_agencies([draft.head.table["issuer"][0]])) if "issuer" in draft.head.table else ()


def letterhead_agencies(draft: Draft, piece: Piece) -> list[str]:
    """The bodies of a letterhead; none of the banner of a site, which stands above its table."""
    line, table = draft.text[piece.start : piece.end], draft.head.table
    m = file_head(line)
    if not m and "issuer" in table and piece.end < table["issuer"][1].start:
        return []
    line = (line[: m.start()] if m else line).strip().removeprefix("中华人民共和国")
    return read_agencies([line]) or (title_agencies(line) if line.endswith(MINUTES) else [])


def shortened(name: str, named: tuple[str, ...]) -> bool:
    """Whether a body has its full name among those named (青禾县林业局 of 县林业局)."""
    return any(full != name and full.endswith(name) for full in named)


def issuers_of_note(draft: Draft, note: Piece) -> None:
    """The bodies that the note of a day below the title names (（县林业局 2024年3月15日）)."""
    text, where = draft.text, (note.start, note.end)
    order = PROMULGATED.search(text, note.start, note.end)
    if order and order["body"]:
        names, where = read_agencies([order["body"].removeprefix("中华人民共和国")]), order.span("body")
    else:
        names = read_agencies([FULL_DATE.sub("", text[note.start + 1 : note.end - 1])])
    if names:
        draft.give("issuers", tuple(names), *where, "header.date_note")


def issuer_of_order(draft: Draft) -> bool:
    """Whether the number of an order names who gives it (青禾县人民政府令第3号), and no line else does."""
    found = next((e for e in draft.evidence if e.field == "document_number"), None)
    order = ORDER_NUMBER.match(found.value) if found else None
    names = read_agencies([order["body"].removeprefix("中华人民共和国")]) if order else []
    if found and names:
        draft.values["issuers"] = tuple(names)
        draft.note("issuers", "、".join(names), found.span, found.rule)
    return bool(names)


def issuers_below(draft: Draft) -> None:
    """The bodies in the note of a day below the title, or those that stand between the title and a month."""
    text, head = draft.text, draft.head
    if head.date_note:
        issuers_of_note(draft, head.date_note)
    elif head.pieces and (names := cover_lines(text, head.body, draft.end)[:-1]):
        signers = read_agencies([text[a:b] for a, b in names])
        draft.give("issuers", tuple(signers), names[0][0], names[-1][1], "header.signature")


def undated_within(draft: Draft) -> list[tuple[int, int]]:
    """The names of the issuers on lines of their own between a notice and what it encloses, without a date."""
    text, named = draft.text, draft.named
    lines: list[tuple[int, int]] = []
    start = line_of(text, named[0], draft.head.body)
    above = text[draft.head.body : max(start, 0)].rstrip()
    listed = bool(draft.listed) and any(p.end == draft.head.body + len(above) for p in draft.listed)
    if not above or not (listed or above.endswith("。")):
        return []
    for piece in lines_from(text, start, draft.end):
        if text[piece.start : piece.end] not in named:
            return lines
        lines.append((piece.start, piece.end))
    return []
