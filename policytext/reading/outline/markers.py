"""Markers of the outline (层次序号): 一、（一）1. 第一条 …, and what one opens."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from policytext.reading.bare_lists import CLOSERS, bare_list, captioned, list_ahead
from policytext.reading.branches import unrepeated
from policytext.reading.numerals import whole
from policytext.reading.passage import Passage, TextUnit
from policytext.reading.rules import RuleSet

HAN = "[一二三四五六七八九十百零〇]"
TWO_MONTHS = "|".join(rf"(?<={n}、){n + 1}月(?!\d)" for n in range(1, 12))
"""3、4月 are two months; 2、6月底前 and 3、4月15日 open an item."""
NEXT_TO = "|".join(f"(?<={a}、){b}" for a, b in pairwise("一二三四五六七八九十"))
ROW = rf"(?!(?:{NEXT_TO})(?:年级|月份?(?!底|中|末|初|上|下)|产业|季度|孩|线城市))"
"""三、四年级, 五、六月份, 二、三产业 at the head of a sentence count what they name."""
MARKER = re.compile(
    unrepeated(
        rf"(?:第|条(?={HAN}{{1,4}}条)) ?(?P<chapter>{HAN}{{1,4}}|\d{{1,3}}) ?"
        r"(?P<part>[章节条编]|篇(?=[ ：]|$)|部分|阶段|步(?=[：:， ]))(?P<gap>(?<=[段步])，|[ ：:.]*)"
        rf"|(?P<one>{HAN}{{1,3}})(?P<dot> ?[、.．,，] {{0,4}})(?=\S){ROW}"
        rf"|（ ?(?P<two>{HAN}{{1,3}}) ?）(?:[、.．] ?)?"
        r"|(?P<three>1?\d{1,2})(?:[.、] ?(?!\d)|[.．、](?=(?:19|20)\d\d ?[年、至—-])|[.．] (?=\D)"
        rf"|[.．、](?!{TWO_MONTHS})(?=\d{{1,2}}月)|、(?=\d{{3,}}[一-鿿]))"
        r"|（ ?(?P<four>\d{1,2}) ?）"
        r"|(?P<five>[①-⑳])"
        rf"|(?:任务|层次|工程|行动|专题|举措|环节|步骤)(?P<named>{HAN}{{1,3}})[：:]"
        rf"|【?专栏 ?(?P<column>{HAN}{{1,3}}|\d{{1,2}}) *(?P<colon>[：:】]?) *(?=\S)"
    )
)
MARKER_START = frozenset("第条专【任层工行举环步（一二三四五六七八九十百零〇0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
DUTY_LABEL = (
    "(?:主要|第一|共同|牵头|主责)?(?:责任|负责|牵头|主办|承办|配合|协[办同作助]|实施|落实|完成|参与|参加|主管|主责"
    "|支[持撑]|执行"
    "|指导|监督|督[导办查]|验收|整改|销号)(?:责任)?(?:单位|部门|机[关构]|主体|[处科股]室|乡镇|镇街)"
)
SAYS_WHO = "(?<=(?:负责|牵头|配合|落实|参与|分工).)"
LISTED = "(?:[^（）〔〕。]|（[^（）]*）)"
LIST_OPENING = re.compile(rf"[（〔](?:{DUTY_LABEL}：{LISTED}{{2,300}}+[）〕]|{LISTED}{{4,202}}+[）〕]{SAYS_WHO}) *")
"""A list of those responsible at the beginning of a text unit, which goes on with a sentence of its own."""
LIST_AHEAD = re.compile(
    rf"{LIST_OPENING.pattern}(?:。 *)?"
    r"(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、])"
)
"""The same where a flattened copy goes on with the next heading: the list belongs above."""
LISTS = tuple(f"label.responsibility.{name}" for name in ("list", "by-duty", "limit"))
"""The rules of text units that are nothing but such a list, or beside it a limit of time, or the persons in charge."""
LABELLED = re.compile("[^。；\n]{2,40}?(?:[：:]|(?:单位|部门)[为是])")
"""Without a bracket such a list begins with a label."""
LIST_START = frozenset("（〔【[主第进职共责负牵承配协实落完参支执指督验整销计预拟要办工任时期分包挂联直具监")
LEVEL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
LAST_GROUP = {"one": "dot", "column": "colon"}
KIND = {
    MARKER.groupindex[LAST_GROUP.get(kind, kind)]: (kind, LEVEL.get(kind, 1)) for kind in (*LEVEL, "named", "column")
}
"""The last group of a match → the kind of its marker, its level."""
OUTSIDE = frozenset(("furniture", "heading"))
"""The labels of what is no text of the body."""
AROUND_NUMERAL = " （）、.．,，：:【】专栏任务层次工程行动题举措环节步骤"


@dataclass(slots=True)
class Opening:
    """A place where a section opens; offsets of the view."""

    unit: int
    start: int
    marker: str | None
    kind: str
    number: int | None
    level: int
    body: int
    """Where the heading, or the body, begins."""
    heading: str | None = None
    rule: str = "outline.item"
    whole_unit: bool = False
    """Whether nothing but headings stands in the text unit."""
    words: int = 0
    """Where a sentence begins that a copy has run together with the heading; 0 where none does."""


def in_body(unit: TextUnit) -> bool:
    """Whether a text unit is free to open a section: title lines, imprint and the like are not."""
    return unit.label not in OUTSIDE


def is_list(text: str, unit: TextUnit) -> bool:
    """Whether a text unit is nothing but a list of those responsible for what stands above."""
    start, end = unit.start, unit.end
    if text[start] not in LIST_START or text[start + 2 : start + 3] == "）":  # （一）
        return False
    bracket = text[start] in CLOSERS
    if not bracket and LABELLED.match(text, start, end) is None:
        return False
    if captioned(text, start, end) or (bracket and bare_list(text, start, end) is not None):
        return True
    said, rules = text[start:end], RuleSet.default().by_id
    closed = not bracket or said.rstrip("。；")[-1:] in CLOSERS.values()
    return closed and any(rules[name].regex.match(said) for name in LISTS)


def list_opening(text: str, start: int, end: int) -> int:
    """Where the list ends that begins a text unit, behind which a sentence of its own goes on; 0 where none does."""
    listed = LIST_OPENING.match(text, start, end)
    stop = listed.end() if listed else list_ahead(text, start, end)
    return stop if stop and end - stop > 2 else 0


def behind_lists(passage: Passage, i: int) -> TextUnit | None:
    """The text unit from `i` on that is no such list; `None` at the end."""
    text, units = passage.text, passage.units
    while i < len(units) and is_list(text, units[i]):
        i += 1
    return units[i] if i < len(units) else None


def open_at(m: re.Match[str], unit: int) -> Opening:
    """The opening that a marker stands for."""
    start, end = m.span()
    last = m.lastindex
    if last in KIND:
        marker, kind, number, level = counted(m[0], last)
        return Opening(unit, start, marker, kind, number, level, end)
    digits, kind = m.group("chapter", "part")
    return Opening(unit, start, f"{m[0][0]}{digits}{kind}", kind, whole(digits), 1, end)


@lru_cache(maxsize=1024)
def counted(words: str, last: int) -> tuple[str, str, int | None, int]:
    """Marker, kind, number and level of what was matched by a kind of marker; few recur in all documents."""
    kind, level = KIND[last]
    digits = words.strip(AROUND_NUMERAL)
    number = ord(digits) - 0x245F if kind == "five" else whole(digits)
    return words.rstrip(" ：:"), kind, number, level
