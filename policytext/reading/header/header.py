"""The elements of a document as an instrument (公文要素): read from its head, its signature, imprint and enclosures.

Each element is found where GB/T 9704-2012 puts it, or where copies move it; the reader also labels the lines in which
they stand (`heading` for titles, `furniture` for the rest), so that no later reader takes them for text.
"""

import datetime as dt
import re
from collections.abc import Iterator

from policytext.model import Header, Problem
from policytext.reading.header.addressees import addressees
from policytext.reading.header.agencies import only_bodies, read_agencies, title_agencies
from policytext.reading.header.dates import FULL_DATE, FULL_DATE_PATTERN, read_date
from policytext.reading.header.draft import Draft, apply_labels
from policytext.reading.header.elements import elements
from policytext.reading.header.enclosures import (
    ATTACHMENT,
    FILE_NAME,
    Enclosure,
    find_enclosures,
    line_of,
    listed_attachments,
    named_enclosures,
    run_on_list,
    run_on_titles,
)
from policytext.reading.header.furniture import attachment_lists, mark_furniture, tail_residue
from policytext.reading.header.genre import genre_of
from policytext.reading.header.head import DATE_NOTE, MARKED, MINUTES, NOTE_OPENING, file_head, read_head
from policytext.reading.header.number import DAMAGED, NumberMark, find_numbers, normalise_number, plausible
from policytext.reading.header.pieces import Piece, is_addressee_line, lines_below, lines_from
from policytext.reading.header.places import (
    NOWHERE,
    Place,
    level_by_charged,
    level_by_reference,
    level_of_addressees,
    only_place,
    place_of,
    place_of_number,
)
from policytext.reading.header.reprint import find_reprint
from policytext.reading.header.signature import (
    Signature,
    find_signatures,
    main_signature,
    pointed_signature,
    undated_signature,
)
from policytext.reading.header.title import NUMBERED, OPENS_TITLE, join_title
from policytext.reading.passage import Passage
from policytext.records import maker
from policytext.span import Span

new_header = maker(Header)

RULES = {kind: f"header.{kind}" for kind in ("number", "addressees", "letterhead", *MARKED, "table", "residue")}
RULES |= {"note": "header.date_note", "caption": "header.residue", "foreign": "header.residue"}
"""Kind of a piece of the head that is furniture → the rule that told it."""
REPORTING = ("报告", "请示", "函", "复函", "批复", "答复")
"""Genres that report and ask as letters do."""
OFFICES = ("办公室", "办公厅", "秘书处", "秘书局", "综合处")
"""Who prints what a body has signed."""
SOON_PRINTED, LEAST_NAME = dt.timedelta(31), 3
"""So soon it is printed; so many characters its office has of its name."""
FORWARDS = re.compile("转发(?<!流转发)(?!展)|批转")
ISSUES = re.compile(f"印发(?!之日)|{FORWARDS.pattern}")
SELF_NAMED = re.compile(
    r"制[定订](?:了|如下|以下|本(?![省市州县区旗乡镇村校级]|地区?|自治|街道|社区|单位|部门|系统|行业|企业|年度|辖区)|此|该){1,3}(?P<name>[一-鿿]{2,8}?)(?=[。，：:；（\n]|$)"
)
"""制定本实施方案: what the text calls itself."""
CALLED = re.compile(
    r"本(?<![基根样资成文]本)(?P<name>(?:实施|操作|管理)?(?:条例|办法|细则|规定|规则|意见|规划|方案|预案|纲要))(?=[自由从。，]|所称|适用|未尽|施行|实施|落实|的?解释)"
)
"""本办法自…起施行: what an excerpt calls itself that has neither its title nor its first article."""
ADDRESSED = re.compile(
    r"(?<=[，。\n现特])提出(?:如下|以下)(?P<name>(?:[一-鿿]{2,4})?意见)(?=[。：:\n])|(?<=[，。；\n])现(?P<reply>批复|函复)如下(?=[。：:\n])"
)
"""提出如下实施意见, 现批复如下: so also one that is addressed to somebody; a notice may only issue another."""
PROMULGATED = re.compile(rf"{FULL_DATE_PATTERN} ?(?:以?(?P<body>[一-鿿]{{2,30}}?)令)? ?第? ?\d{{1,4}} ?号令?[公发]布")
"""2023年5月8日青禾县人民政府令第3号公布: who has promulgated, and when."""
HEADLINE = re.compile("[，！？]|——|解读")
"""What a headline has: 县政府再推六项措施，食堂进社区; a title may have it too, and says 关于 or 印发 then."""
REPLIES = {"批复": "批复", "函复": "复函"}


def read_header(passage: Passage, title: str = "") -> tuple[Header, tuple[Problem, ...]]:
    """The header of a document, and what in it could not be decided; labels the lines of the header in `passage`.

    Args:
        passage: The text.
        title: A title from beside the text, for where it shows none; what rests on it has an empty span as evidence.
    """
    text = passage.text
    head = read_head(text)
    again = find_reprint(text, head.body)
    end = len(text) if again is None else again
    first = text.find("附", head.body, end)
    words = [m.start() for m in ATTACHMENT.finditer(text, first, end)] if first >= 0 else []
    listed, tail = list(attachment_lists(text, words, end)), list(tail_residue(text, head.body, end))
    draft = Draft(passage, text, end, head, words, listed, tail, title)
    read_title(draft)
    read_number(draft)
    read_addressees(draft)
    read_signatures(draft)
    read_issuers(draft)
    read_dates(draft)
    enclosures = read_enclosures(draft)
    if draft.main and draft.values.get("enclosure_genre") not in REPORTING:
        passage.closed = draft.main.end
    elif enclosures and draft.undated:
        passage.closed = draft.undated
    read_place(draft, enclosures)
    mark_furniture(draft, enclosures[0].start if enclosures else end)
    if again is not None:
        draft.marked.append((again, len(text), "furniture", "header.reprint"))
    apply_labels(passage, draft.marked)
    header = new_header(**draft.values, evidence=tuple(draft.evidence), elements=elements(draft))
    return header, tuple(draft.problems)


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


def read_number(draft: Draft) -> None:
    """Document number, if its year can be true."""
    head, text = draft.head, draft.text
    found, rule = head.number, "header.number"
    if found is None and "number" in head.table:
        value, piece = head.table["number"]
        if number := normalise_number(value):
            found, rule = next(find_numbers(text, piece.start, piece.end), None), "header.table"
            found = found or NumberMark(piece.start, piece.end, number, rule)
    if found is None:
        files = (p for p in draft.tail if FILE_NAME.search(text, p.start, p.end))
        rule = "header.file_name"
        found = next((m for p in files for m in find_numbers(text, p.start, p.end) if m.start == p.start), None)
    if found is None:
        return
    start, end, value, told = found
    if told != DAMAGED and plausible(value):
        draft.give("document_number", value, start, end, rule)
        return
    wrong = f"the document number {value} has letters among its digits (发文字号)"
    if told != DAMAGED:
        wrong = f"the year of the document number {value} cannot be true (发文字号)"
    how = "compare the number with the original and correct the text or give it in metadata.csv"
    draft.report(DAMAGED, wrong, how, start, end)


def read_addressees(draft: Draft) -> None:
    """The bodies addressed, distributed."""
    piece = draft.head.addressees
    if piece is None:
        return
    names = addressees(draft.text[piece.start : piece.end])
    if names:
        draft.give("addressees", names, piece.start, piece.end, "header.addressees")


def read_signatures(draft: Draft) -> None:
    """Signatures and imprints behind the head."""
    draft.named = tuple(title_agencies(draft.title))
    text, start = draft.text[: draft.end], draft.head.body
    draft.signatures = found = list(find_signatures(text, start, draft.named))
    if not any(s.agencies for s in found) and (last := pointed_signature(text, start)):
        found.append(last)
    draft.main = main_signature(found)


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
    if named:
        where = next(e.span for e in draft.evidence if e.field == "title")
        draft.values["issuers"] = named
        draft.note("issuers", "、".join(named), where, "header.title_issuer")
    elif "issuer" in head.table:
        value, piece = head.table["issuer"]
        if names := read_agencies([value]):
            draft.give("issuers", tuple(names), piece.start, piece.end, "header.table")
    elif head.date_note:
        issuers_of_note(draft, head.date_note)


def letterhead_agencies(draft: Draft, piece: Piece) -> list[str]:
    """The bodies of a letterhead; none of the banner of a site, which stands above its table."""
    line, table = draft.text[piece.start : piece.end], draft.head.table
    m = file_head(line)
    if not m and "issuer" in table and piece.end < table["issuer"][1].start:
        return []
    line = (line[: m.start()] if m else line).strip().removeprefix("中华人民共和国")
    return read_agencies([line]) or (title_agencies(line) if line.endswith(MINUTES) else [])


def shortened(name: str, named: tuple[str, ...]) -> bool:
    """Whether the title gives the full name of a body (青禾县林业局 of 县林业局)."""
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


def read_dates(draft: Draft) -> None:
    """Day of signing and day of printing."""
    main, head, text = draft.main, draft.head, draft.text
    if main:
        if main.date:
            draft.give("issued", main.date, main.date_start, main.date_end, "header.date")
        else:
            draft.report(
                "date.damaged",
                f"no such day: {text[main.date_start : main.date_end]} (成文日期)",
                "compare the date with the original and correct the text or give it in metadata.csv",
                main.date_start,
                main.date_end,
            )
    elif head.date_note and (day := note_date(text[head.date_note.start : head.date_note.end])):
        draft.give("issued", day, head.date_note.start, head.date_note.end, "header.date_note")
    elif "issued" in head.table and (day := read_date(head.table["issued"][0])):
        piece = head.table["issued"][1]
        draft.give("issued", day, piece.start, piece.end, "header.table")
    printed = next((s for s in draft.signatures if s.printed and s.date), None) or bare_imprint(draft)
    if printed is not None:
        draft.give("printed", printed.date, printed.date_start, printed.date_end, "header.printed")


def bare_imprint(draft: Draft) -> Signature | None:
    """The last lines: the issuer's office and a day after that of signing, without the word 印发."""
    main, last = draft.main, draft.signatures[-1] if draft.signatures else None
    if not main or not last or last is main or not main.date or not last.date or len(last.agencies) != 1:
        return None
    soon = dt.timedelta(0) < last.date - main.date <= SOON_PRINTED
    office = last.agencies[0].endswith(OFFICES) and last.end >= draft.last_lines()[1]
    own = any(last.agencies[0].startswith(a[:LEAST_NAME]) for a in main.agencies)
    if not (soon and office and own):
        return None
    draft.signatures[-1] = last._replace(printed=True)
    return draft.signatures[-1]


def note_date(line: str) -> dt.date | None:
    """The day in a note below the title, where it names one day only, or the day of the order that promulgates."""
    if line.count("年") == 1:
        return read_date(line)
    order = PROMULGATED.search(line) if "号" in line and "修" not in line else None
    return read_date(order[0]) if order else None


def read_enclosures(draft: Draft) -> list[Enclosure]:
    """Titles of enclosed texts, behind the signature of the notice."""
    text, head, main = draft.text, draft.head, draft.main
    if main and not text[main.end : draft.end].strip():
        return []
    notice = text[head.body : min(main.start if main else draft.end, head.body + 700)]
    names = named_enclosures(draft.title, notice)
    draft.attached = listed_attachments([text[p.start : p.end] for p in draft.listed])
    names += draft.attached
    start = main.end if main else behind_notice(draft, names)
    if start < 0:
        return []
    found, passed = find_enclosures(text, start, draft.end, names, draft.words)
    if main and not found and (run_on := run_on_list(text, draft.words, main.start)):
        found = run_on_titles(text, start, draft.end, run_on)
    for piece in passed:
        if piece.kind != "note":
            draft.mark([piece], f"header.{piece.kind}")
    for one in found:
        draft.mark(one.pieces, "header.enclosure", "heading")
        mark_below(draft, one)
    if found:
        draft.values["enclosures"] = tuple(x.title for x in found)
        for one in found:
            draft.note("enclosures", one.title, draft.passage.view.span(one.start, one.end), "header.enclosure")
        if genre := genre_of(found[0].title):
            draft.give("enclosure_genre", genre, found[0].start, found[0].end, "header.genre")
    return found


def behind_notice(draft: Draft, names: list[str]) -> int:
    """Where what is enclosed begins behind a notice whose signature has no date, or that has none; -1 if nothing is."""
    orders = "title" not in draft.values and "genre" in draft.values
    if not names or not (draft.head.addressees or orders or ISSUES.search(draft.title)):
        return -1
    if draft.undated:
        return draft.undated
    return next((at for n in names if (at := line_of(draft.text, n, draft.head.body)) >= 0), -1)


def mark_below(draft: Draft, one: Enclosure) -> None:
    """Notes of a day, authors of what is forwarded, and addressees, right below the title of an enclosed text."""
    text = draft.text
    forwarded = FORWARDS.search(draft.title) is not None
    begun = False
    for below in lines_below(text, one.end, draft.end):
        last = text[below.end - 1]
        note = NOTE_OPENING.match(text, below.start, below.end) or DATE_NOTE.match(text, below.start, below.end)
        if not note and forwarded and only_bodies(text[below.start : below.end]):
            draft.mark([below], "header.signature")
            continue
        if not note and not (begun and last == "）"):
            if last == "：" and is_addressee_line(text[below.start : below.end - 1]):
                draft.mark([below], "header.addressees")
            return
        draft.mark([below], "header.date_note")
        begun = last != "）"


def read_place(draft: Draft, enclosures: list[Enclosure]) -> None:
    """Level and jurisdiction: of the issuer, else of a place that titles or imprint name, else as the text speaks."""
    issuers = draft.values.get("issuers", ())
    context = draft.text[:3000]
    place, source = NOWHERE, ""
    span: Span | None = None
    for name, field in names_of_places(draft, enclosures):
        here = place_of(name, context)
        if field == ISSUED and (here.level == "central" or NO_PLACE.match(name)):
            continue
        if here.level and (place.level is None or (place.name is None and here.name)):
            place, source = agree(place, here), "title" if field == ISSUED else field
        if place.name:
            break
    if place.level is None and not issuers:
        place, span = inferred_place(draft)
    if place.name is None:
        word = "市" if any(i.startswith("市") for i in issuers) else ""
        if (place.level or word) and (only := only_place(draft.text[: draft.end], place.level, word)):
            place, span = only[0], draft.passage.view.span(only[1], only[1] + len(only[0].name or ""))
    if span is None and place.level:
        span = next((e.span for e in draft.evidence if e.field == source), None)
        span = span or draft.passage.view.span(0, min(1, len(draft.text)))
    for name, value in (("level", place.level), ("jurisdiction", place.name)):
        if value and span is not None:
            draft.values[name] = value
            draft.note(name, value, span, "header.place")


def inferred_place(draft: Draft) -> tuple[Place, Span | None]:
    """Level and jurisdiction that number, addressees or the text show of an issuer that is not named."""
    text = draft.text[: draft.end]
    place = place_of_number(draft.values.get("document_number", ""))
    if place.level:
        return place, None
    level = level_of_addressees(draft.values.get("addressees", ())) or level_by_reference(text)
    if level is None and (charged := level_by_charged(text)):
        return Place(charged[0], None), draft.passage.view.span(charged[1], charged[1] + 1)
    return Place(level, None), None


ISSUED = "issued"
"""What a notice issues, by its title: 青禾县…方案 shows the county, 全国…方案 not that the centre has issued it."""
NO_PLACE = re.compile("创建|争创|健康|平安|美丽|文明|法治|数字|智慧|幸福|绿色|清洁|国家|全国|中国")


def names_of_places(draft: Draft, enclosures: list[Enclosure]) -> Iterator[tuple[str, str]]:
    """The names that can show the place, in the order in which they are asked, with the field of each."""
    yield from ((name, "issuers") for name in draft.values.get("issuers", ()))
    if title := draft.title:
        yield title, "title"
        enclosed = {one.title for one in enclosures}
        if not FORWARDS.search(title):
            yield from ((n, "enclosures" if n in enclosed else ISSUED) for n in named_enclosures(title, ""))
    yield from ((one.title, "enclosures") for one in enclosures)
    yield from ((name, "printed") for s in draft.signatures if s.printed for name in s.agencies)


def agree(known: Place, found: Place) -> Place:
    """A place found in a title completes a level that the issuer shows (省财政厅), if it is of that level."""
    return found if known.level in (None, found.level) else known
