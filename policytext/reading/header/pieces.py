"""The head and its pieces: lines, cut on where several elements run together, and which of them name the addressees."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from policytext.reading.branches import finder
from policytext.reading.header.agencies import is_agency
from policytext.reading.header.number import NumberMark
from policytext.reading.header.title import QUOTED

MARKER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.．](?!\d)"
    r"|第[一二三四五六七八九十百零]{1,5}[章条节编])"
)
"""The first sign of an outline."""
GAP = re.compile(r" {2,}")
WIDE = "  "
GENRE_GAP = re.compile(r"(?<=[知见定告函复报法案划令]) (?=[一-鿿]{2})|(?<=的通知)(?=各)")
NO_ADDRESSEE = finder(
    r"如下|下列|以下|下述|提出|要求|联系|附件|注意|其中|例如|分别|原则|目标(?![一-鿿]{0,6}[办局委室处心])|标准(?!化)"
    r"|包括|指出|强调|记者(?![协站])|^答|^问|^一是|[，、](?:现(?!代)|特(?![区种殊克])|并|经(?![信济贸发开])|就(?!业))"
    r"|^(?:发文|发布|成文|生成|来源|主题|索引|标题|信息|责任|主办|承办|版权)"
    r"|^(?:为|根据|按照|经(?![信济贸发开])|现|近|随着|本(?!溪)|由|于(?![都田洪])|在|当(?![阳涂雄]))"
)
ADDRESSEE_END = re.compile(
    r"(?<=[委厅局部办院会署社团处所队站校行司联省市县区镇乡])|(?<=[、处][科室])|(?<=同志们)"
    r"|(?<=政府|机构|单位|部门|机关|组织|团体|企业|中心|[大中小]学|儿园|党组|总支|机场|街道|乡镇|委员|代表|同志|先生"
    r"|女士|主席|市民|居民|村民|群众|师生|家长|业主)"
)
"""What stands before the end of a row of addressees; or a bracket does."""
SPACED_LINE = re.compile(r"(?:[一-鿿《》（）“”、] +){2,}[一-鿿《》（）“”、]|目 +[录次]")


@dataclass(slots=True)
class Piece:
    """A stretch of the head and what it was told to be."""

    start: int
    end: int
    kind: str = ""


@dataclass(slots=True)
class Head:
    """What the head of a document holds; offsets of the view."""

    pieces: list[Piece] = field(default_factory=list)
    title: list[Piece] = field(default_factory=list)
    number: NumberMark | None = None
    addressees: Piece | None = None
    letterhead: list[Piece] = field(default_factory=list)
    date_note: Piece | None = None
    table: dict[str, tuple[str, Piece]] = field(default_factory=dict)
    body: int = 0
    """Where the body begins."""


TITLE_GAP = re.compile(
    "[^，。；：《》 ]{4,50}关于[^，。；：《》 ]{2,50}的?(?:通[知告报]|公告|决定|意见|禁?令|办法|方案) "
    "(?=根据|为|按照|依[据照]|经|现|近|当前|鉴于|因)"
)
"""A title in front of its first sentence, on one line of a flattened copy."""


def cut_line(text: str, start: int, end: int) -> Iterator[Piece]:
    """Cut one line at wide gaps, behind a title, and behind the addressees."""
    start, line = trim(text, start, end)
    if not line:
        return
    end = start + len(line)
    if end - start > 12 and (colon := line.find("：", 2, 700)) > 0:
        gap = 0
        if line.find(" ", 0, colon) >= 0 or line.find("的通知各", 0, colon) >= 0:
            wide = line.rfind(WIDE, 0, colon)
            gap = wide + 2 if wide >= 0 else max((m.end() for m in GENRE_GAP.finditer(line, 0, colon)), default=0)
        if (gap or colon < len(line) - 1) and is_addressee_line(line[gap:colon]):
            if gap:
                yield from cut_line(text, start, start + gap)
            yield Piece(start + gap, start + colon + 1)
            yield from cut_line(text, start + colon + 1, end)
            return
    if " " in line and (titled := TITLE_GAP.match(line)):
        yield Piece(start, start + titled.end() - 1)
        yield Piece(start + titled.end(), end)
        return
    if " " not in line or SPACED_LINE.fullmatch(line) or is_agency_row(line):
        yield Piece(start, end)
        return
    at = start
    for m in GAP.finditer(line):
        if start + m.start() > at:
            yield Piece(at, start + m.start())
        at = start + m.end()
    if at < end:
        yield Piece(at, end)


def is_agency_row(line: str) -> bool:
    """Several agencies side by side, which make one line of a title or letterhead."""
    parts = [p for p in line.split(" ") if p]
    return len(parts) > 1 and all(is_agency(p) for p in parts)


def trim(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the words of a stretch begin, and they without the white space at their edges."""
    piece = text[start:end]
    words = piece.strip()
    return start if words is piece else start + len(piece) - len(piece.lstrip()), words


def line_at(text: str, at: int, end: int) -> Piece:
    """The line in which `at` stands, without the white space at its edges."""
    stop = text.find("\n", at, end)
    start, line = trim(text, text.rfind("\n", 0, at) + 1, end if stop < 0 else stop)
    return Piece(start, start + len(line))


def lines_from(text: str, start: int, end: int) -> Iterator[Piece]:
    """The lines from `start` on that are not blank, without the white space at their edges."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        at, line = trim(text, start, stop)
        if line:
            yield Piece(at, at + len(line))
        start = stop + 1


def lines_below(text: str, at: int, end: int) -> Iterator[Piece]:
    """The same of the lines below the one in which `at` stands."""
    stop = text.find("\n", at, end)
    return lines_from(text, stop + 1, end) if stop >= 0 else iter(())


def lines_above(text: str, stop: int, floor: int) -> Iterator[tuple[int, str]]:
    """The line that ends at `stop` and those above it, down to `floor`: where each begins, and its words."""
    while stop > floor:
        start = max(text.rfind("\n", floor, stop) + 1, floor)
        yield trim(text, start, stop)
        stop = start - 1


@lru_cache(maxsize=8)  # the same line is asked about more than once
def is_addressee_line(text: str) -> bool:
    """Whether what stands before a colon names the bodies that a document is sent to."""
    text = text.strip()
    if not 2 <= len(text) <= 700 or "。" in text or "《" in text or not ends_in_body(text) or MARKER.match(text):
        return False
    bare = QUOTED.sub("", text) if "（" in text or "“" in text else text
    return "：" not in bare and not NO_ADDRESSEE(bare)


def ends_in_body(text: str) -> bool:
    """Whether a row begins like one of addressees, or ends in the name of a body, in persons or in a bracket."""
    if text[0] == "各" or ADDRESSEE_END.match(text, len(text)):
        return True
    return text[-1] == "）" and text[-2] > "z" and text.rfind("（") > text.rfind("）", 0, -1)


def end_of_addressees(text: str, piece: Piece) -> int:
    """Where a row of addressees ends that is broken over lines; 0 where it is none."""
    stop = text.find("：", piece.end, piece.end + 300)
    if stop < 0 or text.count("\n", piece.end, stop) > 4 or text[stop + 1 : stop + 2] not in ("\n", " "):
        return 0
    row = text[piece.start : stop]
    return stop + 1 if is_addressee_line("".join(row.split())) else 0
