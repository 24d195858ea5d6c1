"""The elements of a document as an instrument (公文要素): read from its head, its signature, imprint and enclosures.

Each element is found where GB/T 9704-2012 puts it, or where copies move it; the reader also labels the lines in which
they stand (`heading` for titles, `furniture` for the rest), so that no later reader takes them for text.
"""

import datetime as dt

from policytext.model import Header, Problem
from policytext.reading.header.addressees import addressees
from policytext.reading.header.agencies import only_bodies, title_agencies
from policytext.reading.header.dates import read_date
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
from policytext.reading.header.head import DATE_NOTE, NOTE_OPENING, read_head
from policytext.reading.header.issuers import PROMULGATED, read_issuers
from policytext.reading.header.jurisdiction import read_place
from policytext.reading.header.naming import FORWARDS, ISSUES, read_title
from policytext.reading.header.number import DAMAGED, NumberMark, find_numbers, normalise_number, plausible
from policytext.reading.header.pieces import Piece, is_addressee_line, lines_below
from policytext.reading.header.reprint import find_reprint
from policytext.reading.header.signature import (
    Signature,
    cut_signature,
    find_signatures,
    main_signature,
    pointed_signature,
)
from policytext.reading.passage import Passage
from policytext.records import maker

new_header = maker(Header)
REPORTING = ("报告", "请示", "函", "复函", "批复", "答复")
"""Genres that report and ask as letters do."""
OFFICES = ("办公室", "办公厅", "秘书处", "秘书局", "综合处")
"""Who prints what a body has signed."""
SOON_PRINTED, LEAST_NAME = dt.timedelta(31), 3
"""So soon it is printed; so many characters its office has of its name."""


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
        found, rule = note_number(text, head.date_note), "header.date_note"
    if found is None:
        return
    start, end, value, told = found
    if told != DAMAGED and plausible(value):
        draft.give("document_number", value, start, end, rule)
        return
    lost = "has letters among its digits" if "号" in value else "lacks 号"
    wrong = f"the document number {value} {lost} (发文字号)"
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
    if not any(s.agencies for s in found) and (last := pointed_signature(text, start) or cut_signature(text, start)):
        found.append(last)
    draft.main = main_signature(found)


def read_dates(draft: Draft) -> None:
    """Day of signing and day of printing."""
    main, head, text = draft.main, draft.head, draft.text
    if main and main.date:
        draft.give("issued", main.date, main.date_start, main.date_end, "header.date")
    elif not main and head.date_note and (day := note_date(text[head.date_note.start : head.date_note.end])):
        draft.give("issued", day, head.date_note.start, head.date_note.end, "header.date_note")
    elif "issued" in head.table and (day := read_date(head.table["issued"][0])):
        piece = head.table["issued"][1]
        draft.give("issued", day, piece.start, piece.end, "header.table")
    if main and (main.cut or not main.date):
        report_date(draft, main)
    printed = next((s for s in draft.signatures if s.printed and s.date), None) or bare_imprint(draft)
    if printed is not None:
        draft.give("printed", printed.date, printed.date_start, printed.date_end, "header.printed")


def report_date(draft: Draft, signed: Signature) -> None:
    """Tell that the date of a signature is damaged, and as what it was read, if it was."""
    at = slice(signed.date_start, signed.date_end)
    how = f"read as {signed.date}" if signed.date else "no such day" if not signed.cut else "read as no day"
    draft.report(
        "date.damaged",
        f"{how}: {draft.text[at]} (成文日期)",
        "compare the date with the original and correct the text or give it in metadata.csv",
        signed.date_start,
        signed.date_end,
    )


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


def note_number(text: str, note: Piece | None) -> NumberMark | None:
    """The number of the order that promulgates, in a note below the title that tells of no amendment."""
    order = PROMULGATED.search(text, note.start, note.end) if note else None
    if note is None or order is None or not order["body"] or "修" in text[note.start : note.end]:
        return None
    value = f"{order['body'].removeprefix('中华人民共和国')}令第{order['number'].strip('第 号')}号"
    return NumberMark(order.start("body"), order.end("number"), value, "header.date_note")


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
