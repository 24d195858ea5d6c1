"""What a notice encloses (附件, 印发的文件): the titles printed above the enclosed texts, and where they stand."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.reading.header.agencies import is_agency, only_bodies
from policytext.reading.header.genre import ends_in_genre
from policytext.reading.header.head import DATE_NOTE, NOTE_OPENING
from policytext.reading.header.pieces import MARKER, Piece, line_at, lines_from
from policytext.reading.header.title import complete, join_title, line_of_title
from policytext.reading.text.layout import FLATTENED, PAGE_NUMBER

LISTED = re.compile(
    r"(?:附 ?(?:件 ?\d{0,2} ?[：:．.]|表? ?\d{0,2} ?：)|^|\n) *(?:附 ?件 ?)?(?:\d{1,2} ?[.．、：:])? *"
    r"(?P<name>[^\n。；]{2,80}?)(?= {2,}\d|\d{1,2}[.．]|[\n。；]|$)"
)
"""A name in the list of attachments."""
ATTACHMENT = re.compile(
    r"附 ?(?:件(?: ?[一二三四五六七八九十\d]{1,3})?(?= *[：:．.、]| *\n| *$| {1,}\S)"
    r"|表 ?[一二三四五六七八九十\d]{1,3}(?= *\n)"
    r"|(?:表 ?)?[一二三四五六七八九十\d]{0,3}(?=：))"
)
ALONE = re.compile(r"附 ?(?:[件表] ?[一二三四五六七八九十\d]{0,3} ?[：:.．]?|[：:])$")
TABLE = re.compile("(?:表|名单|清单|目录|台账|流程图)(?:（[^（）]{1,12}）)?$")
"""How the titles of tables end, which no genre word tells."""
LEAD = re.compile(r"(?:[—-]{1,2} ?\d{1,3} ?[—-]{1,2}|（此件[^（）]{2,10}）) *(?=[一-鿿“《\d])")
"""A page number, or the note on publication, that a flattened copy has on one line with the title."""
ATTACHMENTS = re.compile(r"附 ?件 ?[：:．.] ?[^\s。；]")
"""The first line of a list of attachments."""
ATTACHMENT_AHEAD = re.compile(r"附 ?件 ?[一二三四五六七八九十\d]{0,3} ?[：:]? ?$")
LONGEST_RUN_ON = 400
COUNTS = re.compile(r" *\d{1,2} ?[.．、：](?!\d(?!\d{3}年)) *")
LIST_ITEM = re.compile(r"(?:附 ?件 ?)?\d{1,2}(?:[-－—]\d{1,2})? ?[.．、：:]")
LISTING = re.compile(r"附 ?件[^\n]{0,6}[：:．.]? ?$|附表?：$|\d[.．、]$|《$")
"""What stands before a name that is only listed or quoted."""
FILE_NAME = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|ceb|CEB|rar|zip|ofd|jpg|et|DOCX?|PDF|XLSX?)(?![A-Za-z0-9])")
NOTE = re.compile(
    r"（(?![^（）]*(?:单位|部门|领导|牵头|责任|主责|主办)[：:]"
    r"|.*(?:负责|牵头|配合|落实|参与)）$)[^（）]{2,60}(?:（[^（）]*）[^（）]*)?）$"
)
IN_TITLE = re.compile(
    r"(?:印发|转发|批转|公布|发布|执行|实施)(?:了|给你们)?"
    r"(?:《(?P<quoted>.{3,120}?)》(?:等[^》]*)?的|(?P<plain>[^《》]{3,90}?)的(?:紧急)?(?:通知|公告|令|决定|通报))"
)
"""How a title names what the notice encloses."""
BETWEEN = re.compile("》[和及与、]{0,2}《")
"""Between two titles that are issued together."""
QUOTED_NAME = re.compile(r"《((?:[^《》]|《[^《》]*》){3,120})》")
GIVING = re.compile(r"(?:将|印发|发布|公布|下发|制定了?|修[订改]后的)(?:修[订改]后的)?$")
GIVEN = re.compile(r"(?:（[^）]*）)?，?(?:业?已经?|经(?![费济营办])|印发|现(?:批转|转发|印发|下发|颁发|发给|予以))")
"""What stands before and behind a title in an issuing formula: 现将《…》印发给你们, 《…》已经省政府同意."""
IMPRINT_LINE = re.compile(
    r"(?:主 *题 *词|[抄主分发] *[送报](?:机关)?|打 *字|校 *对)：.*"
    r"|[^，。；：]{4,40}\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日 ?印[发制]|（?共印 ?\d{1,5} ?份）?"
)
"""A line of the imprint, which older practice sets between a notice and what it encloses."""
BETWEEN_GAPS = re.compile(r"\S+(?: {1,2}\S+)*")
ENDS_TITLE = re.compile(f"{MARKER.pattern}|{DATE_NOTE.pattern}|{NOTE_OPENING.pattern}")
HOW_MANY = re.compile(r"（共? ?\d{1,5} ?(?![年月届版])[一-鿿]{1,2}）")
"""How many names a list has: on a line of its own no part of the title of the list."""
MOST_LINES = 6
FLAT = re.compile("第一[章条]|1 总 ?则")
FIRST_SENTENCE = 300
"""So near a title the first sentence ends of the text that it stands above."""
LEAST_GLUED = 4
"""Letters of a name that is looked for within a line: 报名表 stands in sentences too."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A printed title above an enclosed text; offsets of the view."""

    pieces: tuple[Piece, ...]
    title: str

    @property
    def start(self) -> int:
        """Where its first line begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.pieces[-1].end


def named_enclosures(title: str, notice: str) -> list[str]:
    """What the title and the body of the notice say they enclose, without blanks."""
    names = [n for m in IN_TITLE.finditer(title) for n in BETWEEN.split(m["quoted"] or m["plain"])]
    for m in QUOTED_NAME.finditer(notice):
        if GIVING.search(notice, max(0, m.start() - 8), m.start()) or GIVEN.match(notice, m.end()):
            names.append(m[1])
    bare = ("".join(n.split()).strip("，。") for n in names)
    return list(dict.fromkeys(n for n in bare if len(n) > 3))


def listed_attachments(lines: list[str]) -> list[str]:
    """The names in the lines of a list of attachments, without blanks."""
    whole: list[str] = []
    for line in lines:
        if whole and line[0] != "附" and not LIST_ITEM.match(line):
            whole[-1] += line  # a name broken over two lines
        else:
            whole.append(line)
    found = [m["name"] for line in whole for m in LISTED.finditer(line)]
    names = ("".join(n.split()).strip("《》") for n in found if not ALONE.match(n) and not FILE_NAME.search(n))
    return list(dict.fromkeys(names))


def run_on_list(text: str, words: list[int], stop: int) -> list[str]:
    """The names in a list of attachments that a flattened copy has run together with the signature at `stop`."""
    last = bisect_left(words, stop) - 1
    if last < 0 or stop - words[last] > LONGEST_RUN_ON or text.find("\n", words[last], stop) >= 0:
        return []
    names = ("".join(n.split()).strip("《》") for n in COUNTS.split(text[words[last] : stop])[1:])
    return [n for n in names if len(n) > 3]


def run_on_titles(text: str, start: int, end: int, names: list[str]) -> list[Enclosure]:
    """Titles that such a copy has run together with the word 附件 before them and the text behind them."""
    found: list[Enclosure] = []
    for name in names:
        at = text.find(name, start, end)
        if at >= 0 and ATTACHMENT_AHEAD.search(text, max(start, at - 8), at):
            found.append(Enclosure((Piece(at, at + len(name)),), name))
            start = at + len(name)
    return found


def parts_from(text: str, start: int, end: int) -> Iterator[Piece]:
    """Lines from `start` on; of a flattened text, what stands on them between wide gaps."""
    for line in lines_from(text, start, end):
        if line.end - line.start > FLATTENED:
            yield from (Piece(*m.span()) for m in BETWEEN_GAPS.finditer(text, line.start, line.end))
        else:
            yield line


def enclosure_at(
    text: str, start: int, end: int, names: list[str], *, below_word: bool = False
) -> tuple[Enclosure | None, list[Piece]]:
    """The title that stands at `start`, past notes, page numbers and the word 附件; and the lines passed over.

    `below_word`: the word 附件 stands right above.
    """
    passed: list[Piece] = []
    run: list[Piece] = []
    lines: list[str] = []
    sentence = False
    for piece in parts_from(text, start, end):
        line = text[piece.start : piece.end]
        listing = bool(passed) and passed[-1].kind == "attachments"
        if not run and (kind := kind_above(line, listing=listing)):
            piece.kind = kind
            passed.append(piece)
            continue
        if (
            len(run) >= MOST_LINES
            or not line_of_title(line)
            or ENDS_TITLE.match(line)
            or (line[0] == "（" and only_bodies(line))
        ):
            sentence = True
            break
        if not run and (lead := LEAD.match(line)):  # a flattened line
            piece = Piece(piece.start + lead.end(), piece.end)
            line = line[lead.end() :]
        run.append(piece)
        lines.append(line)
    if not run:
        return (listed_title(text, passed, names) if sentence else None) or glued_enclosure(text, start, names), passed
    named = {plain(n) for n in names} - {""}
    below_word = below_word or any(p.kind == "attachment_word" for p in passed)
    whole = next((k for k in range(len(run), 0, -1) if plain("".join(lines[:k])) in named), 0) if named else 0
    if not whole and sentence and not is_agency(lines[0]):
        whole = next((k for k in range(1, len(run) + 1) if ends_a_title(lines[:k]) and not continues(lines, k)), 0)
    if not whole and below_word and TABLE.search(lines[0]):
        whole = 1
    if whole > 1 and lines[whole - 2].endswith("名单") and HOW_MANY.fullmatch(lines[whole - 1]):
        whole -= 1
    if not whole:
        return glued_enclosure(text, start, names) if FLAT.search(text, start, start + 300) else None, passed
    return Enclosure(tuple(run[:whole]), join_title(lines[:whole])), passed


def listed_title(text: str, passed: list[Piece], names: list[str]) -> Enclosure | None:
    """The only attachment listed right above a text that the notice names: its line is the title of that text."""
    listed = [p for p in passed if p.kind == "attachments"]
    name = text[listed[0].start : listed[0].end].partition("：")[2].strip() if len(listed) == 1 else ""
    if not name or plain(name) not in map(plain, names):
        return None
    passed.remove(listed[0])
    return Enclosure((Piece(listed[0].end - len(name), listed[0].end),), name)


def kind_above(line: str, *, listing: bool = False) -> str:
    """What may stand between a signature and the title below it: an imprint, a note, a page number, the word 附件.

    Or a list of attachments; `listing`: one stands right above.
    """
    if ATTACHMENTS.match(line) or (listing and LIST_ITEM.match(line)):
        return "attachments"
    if IMPRINT_LINE.fullmatch(line):
        return "imprint"
    if line[0] == "（" and line[-1] == "）" and NOTE.match(line) and not ends_in_genre(line.strip("（）")):
        return "note"
    return "page_number" if PAGE_NUMBER.match(line) else "attachment_word" if ALONE.match(line) else ""


def continues(lines: list[str], k: int) -> bool:
    """Whether the line behind belongs to the title: （试行）, or a title broken behind a genre word."""
    if k >= len(lines):
        return False
    line = lines[k]
    return line.startswith("（") or (ends_a_title(lines[: k + 1]) and len(line) < 30 and "：" not in line)


def ends_a_title(lines: list[str]) -> bool:
    """Whether lines together end in a genre, with every bracket closed."""
    return complete(lines) and ends_in_genre("".join(lines))


SMALL_PRINT = re.compile(r"[\s《》〈〉“”]|（[^（）]*）")


def plain(title: str) -> str:
    """What a printed title and the one that the notice names must share: no bracket (试行), no quotation marks."""
    return SMALL_PRINT.sub("", title)


def glued_enclosure(text: str, start: int, names: list[str]) -> Enclosure | None:
    """A title run together with the text behind it, known only because the notice names it."""
    window = text[start : start + 400]
    for name in names:
        at = window.find(name) if len(name) >= LEAST_GLUED else -1
        size = len(name)
        if at < 0 and name.endswith("）") and "（" in name:
            at = window.find(name.replace("（", " （"))
            size += name.count("（")
        if 0 <= at < 260 and not LISTING.search(window, max(0, at - 12), at):
            a, b = start + at, start + at + size
            return Enclosure((Piece(a, b),), name)
    return None


def opens_line(text: str, at: int) -> bool:
    """Whether nothing but blanks stands before `at` on its line."""
    before = text[max(0, at - 24) : at].rpartition("\n")
    return not before[2].strip() and (before[1] != "" or at <= 24)


def find_enclosures(
    text: str, start: int, end: int, names: list[str], words: list[int]
) -> tuple[list[Enclosure], list[Piece]]:
    """Titles of enclosed texts between `start` (the end of the notice) and `end`; and furniture passed over.

    `words` are the places of the word 附件.
    """
    found: list[Enclosure] = []
    first, passed = enclosure_at(text, start, end, names)
    if first:
        found.append(first)
    reach = first.end if first else start
    for at in words:
        if at < reach or not opens_line(text, at):
            continue
        stop = line_at(text, at, end).end
        if ALONE.match(text[at:stop]):
            here, also = enclosure_at(text, stop, end, names, below_word=True)
            passed += [Piece(at, stop, "attachment_word"), *also]
            if here:
                found.append(here)
                reach = here.end
    if first and len(names) > 1:
        found += named_below(text, end, names, found)
        found.sort(key=lambda one: one.start)
    return found, passed


def named_below(text: str, end: int, names: list[str], found: list[Enclosure]) -> Iterator[Enclosure]:
    """The other titles that the notice names, each on a line of its own above whole sentences."""
    known = {plain(one.title) for one in found}
    for name in names:
        bare = plain(name)
        if bare in known or len(bare) < LEAST_GLUED:
            continue
        known.add(bare)
        at = line_of(text, name, found[0].end)
        at = at if at >= 0 or bare == name else line_of(text, bare, found[0].end)
        stop = text.find("。", at, min(end, at + FIRST_SENTENCE)) if 0 <= at < end else -1
        if stop >= 0 and (here := enclosure_at(text, at, end, names)[0]):
            yield here


def line_of(text: str, name: str, start: int) -> int:
    """Where a line begins that is just `name`; -1 if there is none."""
    at = text.find(name, start)
    while at >= 0:
        line = line_at(text, at, len(text))
        if line.start == at and line.end == at + len(name):
            return at
        at = text.find(name, at + 1)
    return -1
