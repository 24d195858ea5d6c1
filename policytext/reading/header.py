"""The elements of a document as an instrument (公文要素): read from its head, its signature, its imprint and its enclosures.

Each element is found where GB/T 9704-2012 puts it, or where copies move it; the reader also labels the lines in which
they stand (`heading` for titles, `furniture` for the rest), so that no later reader takes them for text.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from policytext.model import Evidence, Header, Label, Problem
from policytext.reading.addressees import addressees
from policytext.reading.agencies import read_agencies, title_agencies
from policytext.reading.dates import read_date
from policytext.reading.enclosures import Enclosure, find_enclosures, listed_attachments, named_enclosures
from policytext.reading.furniture import (
    FILE_NAME,
    attachment_lists,
    contacts,
    imprint,
    members,
    page_numbers,
    tail_residue,
)
from policytext.reading.genre import genre_of
from policytext.reading.head import FILE_HEAD, Head, Piece, join_title, read_head
from policytext.reading.number import find_numbers, normalise_number, plausible
from policytext.reading.passage import Passage
from policytext.reading.places import NOWHERE, Place, level_by_reference, level_of_addressees, place_of
from policytext.reading.reprint import find_reprint
from policytext.reading.signature import Signature, find_signatures, pointed_signature
from policytext.span import Span

RULES = {
    "title": "header.title",
    "number": "header.number",
    "addressees": "header.addressees",
    "letterhead": "header.letterhead",
    "note": "header.date_note",
    "table": "header.table",
    "residue": "header.residue",
}
"""Kind of a piece of the head → the rule that told it."""


NOTE_BEHIND = re.compile(r"[ \n]*(（[^（）\n]{2,60}(?:（[^（）\n]*）[^（）\n]*)?）)")
SELF_NAMED = re.compile(r"制[定订](?:了|如下|以下|本|此|该){1,3}(?P<name>[一-鿿]{2,8}?)(?=[。，：:；（\n]|$)")
"""制定本实施方案: what the text calls itself."""


@dataclass(slots=True)
class Reading:
    """A header in the making: values, their evidence, the stretches to label, what could not be decided."""

    passage: Passage
    end: int
    """Where the document ends: at its second printing, if it has one."""
    head: Head
    values: dict[str, object] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    marked: list[tuple[int, int, Label, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The folded text."""
        return self.passage.text

    def give(self, name: str, value: object, start: int, end: int, rule: str) -> None:
        """Note a value with the place it was read from."""
        self.values[name] = value
        span = self.passage.view.span(start, end)
        for one in value if isinstance(value, tuple) else (value,):
            self.note(name, one, span, rule)

    def note(self, name: str, value: object, span: Span, rule: str) -> None:
        """Keep what a value rests on."""
        self.evidence.append(Evidence(field=name, value=str(value), span=span, rule=rule))

    def mark(self, pieces: Iterable[Piece], label: Label, rule: str) -> None:
        """Note stretches to be labelled."""
        self.marked += [(p.start, p.end, label, rule) for p in pieces]

    def report(self, code: str, message: str, action: str, start: int, end: int) -> None:
        """Note something that could not be decided."""
        self.problems.append(Problem(code=code, message=message, action=action, span=self.passage.view.span(start, end)))


def read_header(passage: Passage) -> tuple[Header, tuple[Problem, ...]]:
    """The header of a document, and what in it could not be decided; labels the lines of the header in `passage`."""
    text = passage.text
    head = read_head(text)
    again = find_reprint(text, head.body)
    reading = Reading(passage, len(text) if again is None else again, head)
    read_title(reading)
    read_number(reading)
    read_addressees(reading)
    signatures = read_signatures(reading)
    read_issuers(reading, signatures)
    read_dates(reading, signatures)
    enclosures = read_enclosures(reading, signatures)
    read_place(reading, signatures, enclosures)
    mark_furniture(reading, signatures)
    if again is not None:
        reading.marked.append((again, len(text), "furniture", "header.reprint"))
    apply_labels(passage, reading.marked)
    return Header(**reading.values, evidence=tuple(reading.evidence)), tuple(reading.problems)  # type: ignore[arg-type]


def read_title(reading: Reading) -> None:
    """Title and genre, from the lines in the head or, failing these, from a web site's table or the name of a file."""
    head, text = reading.head, reading.text
    title = join_title([text[p.start : p.end] for p in head.title]) if head.title else None
    where, rule = (head.title[0].start, head.title[-1].end) if head.title else (0, 0), "header.title"
    if title is None and "title" in head.table:
        title, piece = head.table["title"]
        where, rule = (piece.start, piece.end), "header.table"
    if title is None and (found := title_of_file(reading)):
        title, where = found
        rule = "header.file_name"
    reading.mark(head.title, "heading", "header.title")
    for piece in head.pieces:
        if piece.kind in RULES and piece.kind != "title":
            reading.mark([piece], "furniture", RULES[piece.kind])
    if title:
        reading.give("title", title, *where, rule)
        if genre := genre_of(title):
            reading.give("genre", genre, *where, "header.genre")
    elif head.letterhead and (m := FILE_HEAD.search(text[head.letterhead[-1].start : head.letterhead[-1].end])):
        if m[0] in ("令", "公告", "通告"):
            reading.give("genre", genre_of(m[0]), head.letterhead[-1].start, head.letterhead[-1].end, "header.genre")
    elif not head.addressees:
        own_name(reading)


def own_name(reading: Reading) -> None:
    """The genre of a plan that stands alone and without its title: 制定本实施方案."""
    limit = min(reading.end, reading.head.body + 1500)
    for m in SELF_NAMED.finditer(reading.text, reading.head.body, limit):
        if genre := genre_of(m["name"]):
            reading.give("genre", genre, m.start("name"), m.end("name"), "header.self_named")
            return


def title_of_file(reading: Reading) -> tuple[str, tuple[int, int]] | None:
    """The title in the name of a file that the page links (…的通知.doc), below the text."""
    text = reading.text
    for piece in tail_residue(text, reading.head.body, reading.end):
        line = text[piece.start : piece.end]
        m = FILE_NAME.search(line)
        if m and not re.match(r"附 ?件", line):
            name = line[: m.start()]
            for number in find_numbers(name):
                if number.start == 0:
                    name = name[number.end :]
            name = name.strip()
            if title_agencies(name) and genre_of(name):
                at = piece.start + line.index(name)
                return name, (at, at + len(name))
    return None


def read_number(reading: Reading) -> None:
    """Document number, if its year can be true."""
    head, text = reading.head, reading.text
    found = head.number
    rule = "header.number"
    if found is None and "number" in head.table:
        value, piece = head.table["number"]
        if number := normalise_number(value):
            found, rule = next(find_numbers(text, piece.start, piece.end), None), "header.table"
            if found is None:
                reading.give("document_number", number, piece.start, piece.end, rule)
                return
    if found is None:
        for piece in tail_residue(text, head.body, reading.end):
            if FILE_NAME.search(text, piece.start, piece.end):
                found = next((m for m in find_numbers(text, piece.start, piece.end) if m.start == piece.start), None)
                rule = "header.file_name"
                if found:
                    break
    if found is None:
        return
    if plausible(found.value):
        reading.give("document_number", found.value, found.start, found.end, rule)
    else:
        reading.report(
            "number.damaged",
            f"the year of the document number {found.value} cannot be true (发文字号)",
            "compare the number with the original and correct the text or give it in metadata.csv",
            found.start,
            found.end,
        )


def read_addressees(reading: Reading) -> None:
    """The bodies addressed, distributed."""
    piece = reading.head.addressees
    if piece is None:
        return
    names = addressees(reading.text[piece.start : piece.end])
    if names:
        reading.give("addressees", names, piece.start, piece.end, "header.addressees")


def read_signatures(reading: Reading) -> list[Signature]:
    """Signatures and imprints behind the head."""
    title = str(reading.values.get("title") or "")
    issuers = tuple(title_agencies(title)) if title else ()
    found = list(find_signatures(reading.text[: reading.end], reading.head.body, issuers))
    if not any(s.agencies for s in found) and (last := pointed_signature(reading.text[: reading.end], reading.head.body)):
        found.append(last)
    return found


def main_signature(signatures: list[Signature]) -> Signature | None:
    """The signature of the instrument: the first one with bodies, else the first date that stands alone."""
    signed = [s for s in signatures if not s.printed]
    return next((s for s in signed if s.agencies), None) or next(iter(signed), None)


def read_issuers(reading: Reading, signatures: list[Signature]) -> None:
    """Issuing bodies: the signature, else the letterhead, else the title or the site's table."""
    main, head, text = main_signature(signatures), reading.head, reading.text
    title = str(reading.values.get("title") or "")
    named = title_agencies(title) if title else []
    forwarded = bool(named and main and re.search("转发|批转", title) and not set(named) & set(main.agencies))
    if main and main.agencies and not forwarded:
        reading.give("issuers", main.agencies, main.start, main.date_start, "header.signature")
        return
    for piece in head.letterhead:
        line = FILE_HEAD.sub("", text[piece.start : piece.end]).strip().removeprefix("中华人民共和国")
        if names := read_agencies([line]):
            reading.give("issuers", tuple(names), piece.start, piece.end, "header.letterhead")
            return
    if named:
        where = next(e.span for e in reading.evidence if e.field == "title")
        reading.values["issuers"] = tuple(named)
        for name in named:
            reading.note("issuers", name, where, "header.title_issuer")
    elif "issuer" in head.table:
        value, piece = head.table["issuer"]
        if names := read_agencies([value]):
            reading.give("issuers", tuple(names), piece.start, piece.end, "header.table")


def read_dates(reading: Reading, signatures: list[Signature]) -> None:
    """Day of signing and day of printing."""
    main, head, text = main_signature(signatures), reading.head, reading.text
    if main:
        if main.date:
            reading.give("issued", main.date, main.date_start, main.date_end, "header.date")
        else:
            reading.report(
                "date.damaged",
                f"no such day: {text[main.date_start : main.date_end]} (成文日期)",
                "compare the date with the original and correct the text or give it in metadata.csv",
                main.date_start,
                main.date_end,
            )
    elif head.date_note and (day := note_date(text[head.date_note.start : head.date_note.end])):
        reading.give("issued", day, head.date_note.start, head.date_note.end, "header.date_note")
    elif "issued" in head.table and (day := read_date(head.table["issued"][0])):
        piece = head.table["issued"][1]
        reading.give("issued", day, piece.start, piece.end, "header.table")
    if (printed := next((s for s in signatures if s.printed and s.date), None)) is not None:
        reading.give("printed", printed.date, printed.date_start, printed.date_end, "header.printed")


def note_date(line: str) -> dt.date | None:
    """The day in a note below the title, where it names one day only."""
    return read_date(line) if line.count("年") == 1 else None


def read_enclosures(reading: Reading, signatures: list[Signature]) -> list[Enclosure]:
    """Titles of enclosed texts, behind the signature of the notice."""
    text, head = reading.text, reading.head
    title = str(reading.values.get("title") or "")
    main = main_signature(signatures)
    orders = not title and reading.values.get("genre") is not None
    notice = text[head.body : min(main.start if main else reading.end, head.body + 700)]
    names = named_enclosures(title, notice)
    names += listed_attachments([text[p.start : p.end] for p in attachment_lists(text, head.body, reading.end)])
    start = main.end if main else head.body
    if main is None and not (names and (head.addressees or orders or re.search("印发|转发|批转", title))):
        return []
    if main is None:
        start = next((at for n in names if (at := line_of(text, n, head.body)) >= 0), -1)
        if start < 0:
            return []
    found, passed = find_enclosures(text, start, reading.end, names)
    for piece in passed:
        if piece.kind != "note":
            reading.mark([piece], "furniture", f"header.{piece.kind}")
    for one in found:
        reading.mark(one.pieces, "heading", "header.enclosure")
    if found:
        reading.values["enclosures"] = tuple(x.title for x in found)
        for one in found:
            reading.note("enclosures", one.title, reading.passage.view.span(one.start, one.end), "header.enclosure")
        if genre := genre_of(found[0].title):
            reading.give("enclosure_genre", genre, found[0].start, found[0].end, "header.genre")
    return found


def line_of(text: str, name: str, start: int) -> int:
    """Where a line begins that is just `name`; -1 if there is none."""
    at = text.find(name, start)
    while at >= 0:
        line_start = text.rfind("\n", 0, at) + 1
        stop = text.find("\n", at)
        if not text[line_start:at].strip() and not text[at + len(name) : stop if stop >= 0 else len(text)].strip():
            return line_start
        at = text.find(name, at + 1)
    return -1


def read_place(reading: Reading, signatures: list[Signature], enclosures: list[Enclosure]) -> None:
    """Level and jurisdiction: of the issuer, else of a place that titles or imprint name, else by 省政府各部门, 我省, 全县."""
    issuers = reading.values.get("issuers") or ()
    assert isinstance(issuers, tuple)
    context = reading.text[:3000]
    place, source = NOWHERE, ""
    titles = [str(reading.values.get("title") or ""), *(x.title for x in enclosures)]
    printers = [name for s in signatures if s.printed for name in s.agencies]
    for name in (*issuers, *titles, *printers):
        here = place_of(name, context) if name else NOWHERE
        if here.level and (place.level is None or place.name is None and here.name):
            place, source = agree(place, here), name
        if place.name:
            break
    if place.level is None and not issuers:
        addressed = reading.values.get("addressees") or ()
        assert isinstance(addressed, tuple)
        level = level_of_addressees(addressed) or level_by_reference(reading.text[: reading.end])
        place, source = Place(level, None), ""
    span = next((e.span for e in reading.evidence if e.value == source), None)
    span = span or reading.passage.view.span(0, min(1, len(reading.text)))
    for name, value in (("level", place.level), ("jurisdiction", place.name)):
        if value:
            reading.values[name] = value
            reading.note(name, value, span, "header.place")


def agree(known: Place, found: Place) -> Place:
    """A place found in a title completes a level that the issuer shows (省财政厅), if it is of that level."""
    return found if known.level in (None, found.level) else known


def mark_furniture(reading: Reading, signatures: list[Signature]) -> None:
    """Label what is no text: signatures, imprint, attachment lists, contacts, members, page numbers, web residue."""
    text, start, end = reading.text, reading.head.body, reading.end
    main = main_signature(signatures)
    for s in signatures:
        if not s.agencies and not s.names and s is not main and not s.printed:
            continue
        rule = "header.printed" if s.printed else "header.signature"
        reading.marked += [(a, b, "furniture", rule) for a, b in s.names]
        reading.marked.append((s.date_start, s.end, "furniture", "header.printed" if s.printed else "header.date"))
    if "附" in text:
        taken = {m[0] for m in reading.marked if m[2] == "heading"}
        pieces = [p for p in attachment_lists(text, start, end) if p.start not in taken]
        reading.mark(pieces, "furniture", "header.attachments")
    reading.mark(imprint(text, start, end), "furniture", "header.imprint")
    reading.mark(contacts(text, start, end), "furniture", "header.contact")
    reading.mark(members(text, start, end), "furniture", "header.members")
    reading.mark(page_numbers(text, start, end), "furniture", "header.page_number")
    for piece in tail_residue(text, start, end):
        reading.mark([piece], "furniture", f"header.{piece.kind}")
    for s in signatures:
        if not s.printed:
            reading.mark(tail_notes(text, s.end, end), "furniture", "header.note")


def tail_notes(text: str, start: int, end: int) -> Iterable[Piece]:
    """Notes in brackets behind a signature: （此件公开发布）."""
    m = NOTE_BEHIND.match(text, start, end)
    while m:
        yield Piece(m.start(1), m.end(1))
        m = NOTE_BEHIND.match(text, m.end(), end)


def apply_labels(passage: Passage, marked: list[tuple[int, int, Label, str]]) -> None:
    """Give each text unit the label that holds for most of it, if the header owns more than half of it."""
    shares: dict[int, dict[tuple[Label, str], int]] = {}
    first = {(start, end): (label, rule) for start, end, label, rule in reversed(marked)}
    for (start, end), (label, rule) in first.items():
        k = passage.unit_at(start)
        while k < len(passage.units) and passage.units[k].start < end:
            unit = passage.units[k]
            size = min(end, unit.end) - max(start, unit.start)
            if size > 0:
                share = shares.setdefault(k, {})
                share[label, rule] = share.get((label, rule), 0) + size
            k += 1
    for k, share in shares.items():
        unit = passage.units[k]
        if sum(share.values()) * 2 > unit.end - unit.start:
            unit.label, unit.rule = max(share, key=lambda x: share[x])
