"""An organisation in a role, in the making, and the places of a passage where one may stand."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from policytext.model import Modality, Problem, Role, UnitSource
from policytext.reading.branches import openers, split
from policytext.reading.passage import DIRECTIVE, Passage
from policytext.reading.phrases import inside
from policytext.reading.units.distribute import ONE, distribute
from policytext.reading.units.endings import DEGREES, RANK
from policytext.reading.units.members import AND_SO_ON, LETTERS, OF_EACH, OFFICER, OTHERS, Member, cuts
from policytext.reading.units.objects import OPENS, has_object
from policytext.reading.units.organisations import (
    LEVELS,
    branched,
    ends_name,
    goes_on,
    is_field,
    is_name,
    nouns,
    ordered,
    patterns,
    place_heads,
    places,
    places_ahead,
)
from policytext.reading.units.set_phrases import find_phrases

PAIR = re.compile(
    "(?=([一-鿿]{2})[^，；]*[和与及]\\1)([^，；]*?的[^，；的]{2,14})(?:以及|[和与及])(\\1[^，；]*的[^，；的]{2,14})"
)
"""经营甲、乙的批发企业和经营丙的零售企业: two names, of each of which alike is said what it does."""
CLAUSE = 400
"""Characters that a clause is followed at most: no find of a reader may cost more than its neighbourhood."""
MARKS = "，。；：？！\n"
"""What ends a clause."""
BREAK = re.compile(f"[{MARKS}]")
STOP = re.compile(
    r"[ \n的）〕”》（]|[一两三四1234]次(?!性)|[并后前时]|上门|现场|最[后终]|批准|审批|备案|审定|审核|核准|汇[总报]|"
    rf"反映|同意|决定|{AND_SO_ON}|决策(?!咨询|机构|委)|签批|审签|阅批|签发|核定|研定|讨论|审议|邮箱|信箱|\s"
)
TITLE = (("《", "》"),)
TITLES = ("长", "主任", "书记")
HEADED = ("办公室", "委会")
"""Bodies that count where their 主任 has to act; else who is called so is a person."""
LED = ("党支部", "党总支", "党组织", "党委", "党工委")
"""Committees of a body, which count in a list of their secretaries (村党支部书记、村委会主任)."""
COORDINATION = re.compile(r"[、/]|以及|及其|[和与或]|及(?!时)|并(?=[会报])")
WITH = re.compile("商(?![务业会贸标检事城铺住])|会同|报(?![刊社业纸警名])|经(?![济营信贸办费合开])")
"""After one name these lead to another that it acts with."""
CONSULTS = re.compile("商(?=国家|国务院|中央|财政|人民银行|[省市县区州](?!场)|同级|上级|有关|相关|当地)")
"""青禾市商省财政厅: another body behind it, and no 商务局."""
CLASS_OF_PLACES = re.compile(
    "(?:各|有关|相关|属地|所在|当地|试点|其他)[^、，的]{0,8}|社区|乡镇|镇街|县区|区县|市县|县市"
)
"""Classes of places, which act as bodies do (由各镇印制); 县, 市 and 村 alone open too many words."""
THERE = re.compile(
    "[的到至向及和与、“市县区州镇乡村街]|（[市县区州]|[居村]委|[居村]民委|组成|组织部|财政|[党支团]|两级|范围|区域"
    "|集体|[一1]名|一把手|分管|主要(?!负责)|专家|[司处科委]"
    "|[^，。；]{0,6}?(?:[^人]员|工作者|代表|干部|群众|[居村农市]民|主任|书记|[市县区镇乡村局厅处科所站队组校院]长|学生"
    "|教师|家长|农户|大户|志愿者)"
)
"""What is there or who lives there, not the place itself: 由各村村民代表签字."""
ET_CETERA = re.compile(
    rf"{AND_SO_ON}(?:(?:[0-9]{{1,3}}个)?(?:省份|区县|县区|市县|县市|旗县|乡镇|镇街"
    rf"|[省市县区镇乡村](?!级|直|属|辖|[一-鿿]{{1,6}}(?:[部委局厅办处院]|部门|单位|机构)))"
    rf"|(?![为向给]|对(?!口))[^，。；：、的和及]{{0,8}}?(?:部门|单位|机构|组织|团体|机关|企业|力量|主体))?"
)
PLACES_LISTED = re.compile(
    "^[^、，和及与的]{2,4}(?:[、和及与][^、，和及与的]{2,4}){0,40}(?=等(?:[0-9]{1,3}个)?(?:省份|省市|市县|县市|区县"
    "|县区|市州|旗县|乡镇|镇街|地区)(?:（[^（）]+）)?$)"
)
"""青禾、云川等区县: places, whatever their names end in."""
ASIDE = re.compile(r"（(?:不?含|包[括含]|以下)[^（）\n]{1,24}）")
"""A remark in brackets after a name, which the list goes on behind: what it takes in, or how it is called."""
INSIDE = re.compile("并(?![抄移报送转])|后(?![续交报送])|前(?![期送交报])|时|上门|现场|最[后终](?=[^交报送]{2})")
"""What stops a name, or stands inside a longer one."""
RESTART = frozenset("省市县区镇乡村各有相我你本其由报经向抄送交转移")
"""With these another name or phrase begins behind a stop, and none goes on."""
TIED = re.compile("(?:其(?![他它余中])|所涉及?的?)(?=.)")
"""其主管部门, 所涉及的各部门: before a name it only says that the matter or the body is theirs."""
HANDED = re.compile(
    r"(?:[报抄移呈转]送|报请|上报|提交|退回|移交(?!(?:政府)?安置)|转报)(?!单位|部门|机构)|[后并](?:报|[交送转](?!通|流|型))"
    r"|的[^的]{0,8}[者员]与"
    r"|^[^、]{0,4}[省市县区镇乡村城][到向至][省市县区镇乡村]|^报(?![社业刊纸告名送])"
)
"""A verb of handing over inside what looks like one name: the recipient stands behind it (材料报送县政府).

Or persons with a body (有意参与的志愿者与志愿服务组织联系).
"""


@dataclass(slots=True)
class Duty:
    """An organisation in a role, in offsets of the view."""

    start: int
    end: int
    name: str
    role: Role
    source: UnitSource
    rule: str
    unit: int


def duties(
    found: Iterable[Member], by: int, unit: int, rule: str, role: Role = "responsible", source: UnitSource = "subject"
) -> list[Duty]:
    """A duty for each of some names, which are counted from `by`."""
    return [Duty(by + x.start, by + x.end, x.name, role, source, rule, unit) for x in found]


@dataclass(slots=True)
class Place:
    """The passage with what the finders ask of it."""

    passage: Passage
    modality: Mapping[int, Modality]
    text: str = field(init=False)
    """The folded string."""
    directed: list[tuple[int, int]] = field(init=False)
    """The stretches of the text that direct somebody."""
    phrases: dict[str, list[re.Match[str]]] = field(init=False)
    """The set phrases of the text, by rule."""
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.passage.text
        self.directed = self.passage.directed()
        self.phrases = find_phrases(self.text, self.directed)

    def directive(self, offset: int) -> int | None:
        """Index of the text unit at `offset` where it directs somebody, else `None`."""
        units = self.passage.units
        k = max(0, bisect_right(self.passage.starts, offset) - 1)
        return k if units and units[k].label in DIRECTIVE else None

    def clause_end(self, offset: int, limit: int) -> int:
        """Where the clause at `offset` ends."""
        limit = offset + CLAUSE if limit > offset + CLAUSE else limit
        m = BREAK.search(self.text, offset, limit)
        return m.start() if m else limit


APPROVED = re.compile(
    "(?:依法|统一|共同|联合|书面|按程序){0,2}(?:批准|同意|确认|审[核查批定]|核[准定]|认[定可]|许可|备案|登记|公布)(?:批准|设立|成立)?"
    "的[^，。；：、的]{0,8}?(?:机构|企业|单位|组织|公司|协会|学校|医院|食堂|事务所)(?!名[单录]|[的数资])"
)
"""Behind a body: whoever it approves is named, and not the body (由经县民政局确认的机构收费)."""
APPROVED_OPENS = openers(APPROVED.pattern) or frozenset()
PASSED_BY = re.compile("^经|[并且已须]经")
"""Up to the first mark of a list: these bodies approve whoever is named behind them."""
GOVERNS = frozenset("院委府")
LEADING = re.compile(
    "(?![^，。；]{0,8}(?:成立|[设建]立|组建|组成|健全|调整|充实|批准|同意|明确))[^，。；：、的和与及（）《》]{4,20}"
    "(?:领导小组|协调小组|委员会|指挥部|联席会议)(?:办公室)?(?=$|[，。；、（）]|牵头|负责|会同|统[筹一]|组织|协调|承担)"
)
"""What party or government leads, called after what it does (县委实施乡村振兴战略领导小组)."""


OF_COMMITTEE = re.compile(
    "(?:组织|宣传|统战|社会工作)部(?!署)|政法委|[网编]信?办|巡[视察]办|办公室|政研室|督查室|老干部局|党校"
    "|军民融合(?:发展(?:委员会)?)?办|机要(?:和?保密)?局|全面(?:深化改革|依法治[省市县区州旗])委"
)
"""Behind 县委: the offices of a party committee, whose names open like verbs or stand before any verb."""


def names_ahead(text: str, start: int, limit: int, *, verb: bool = False, predicate: str = "predicate") -> int | None:
    """The end of the coordination of names that begins at `start`, or `None` where none does.

    A name ends where a predicate, a full stop or a conjunction follows; 园区企业 is one name although 园区 could end
    one. With `verb`, any word may follow the names, as after 由; `predicate` names the rule for what may follow else.
    """
    limit = start + CLAUSE if limit > start + CLAUSE else limit
    endings, follow, signs, heads = ahead(predicate)
    if text[start : start + 2] in heads and (listed := listed_places(text, start, limit, follow)):
        return listed
    does = DOES if verb or predicate != "predicate" else 0
    last: int | None = None
    reach = start
    for m in endings(text, start, limit):
        end = m.end()
        if end - reach > 45:
            break
        mark = text[end : end + 1]
        sign = signs.get(mark, 0)
        barred = end <= reach or not (sign or verb or end >= limit or not mark.isalpha())
        barred = barred or (text[end + 2 : end + 3] == "办" and text[end - 1] in LEVELS and ends_name(text, end + 3))
        barred = barred or (text[end - 1] in GOVERNS and LEADING.match(text, end, limit) is not None)
        if barred or (sign & HEADS and text.startswith(TITLES, end) and not text.endswith(HEADED, start, end)):
            continue
        if end >= limit or (sign & does and has_object(text, end, limit)):
            return end
        if sign & LISTS and not text.startswith("及时", end):
            last = reach = end
            continue
        after, etc = end, False
        if mark == "（" and (b := patterns()["bracket_after"].match(text, end, limit)):
            reach = end = b.end()
        if unfinished(text, start, end, limit) or (sign & LONGER and longer(text, end, limit, sign)):
            continue
        if sign & ATTACHED:
            end, after, etc = rest(text, end, limit)
            mark = text[after : after + 1]
            sign = signs.get(mark, 0)
        if sign & LINKS and COORDINATION.match(text, after, limit):
            last, reach = end, after
            continue
        closed = etc or after >= limit or (sign & STOPS and STOP.match(text, after)) or mark.isspace()
        told = closed or (sign & FOLLOWS and follow[mark].match(text, after, limit))
        if told or (verb and stands_alone(text, start, m.start(), end, limit)):
            return end
    return last


def listed_places(text: str, start: int, limit: int, follow: Mapping[str, re.Pattern[str]]) -> int | None:
    """The end of a list of places that a predicate follows."""
    end = places_ahead(text, start, limit)
    if end is None or end >= limit:
        return end
    words = follow.get(text[end])
    return end if words and words.match(text, end, limit) else None


def rest(text: str, end: int, limit: int) -> tuple[int, int, bool]:
    """The end of a name, 等 and a quote behind it included, the end of what is said of it there, and whether of 等."""
    person = patterns()["person"].match(text, end, limit)
    after = person.end() if person else end
    mark = text[after : after + 1]
    if mark == "（" and (aside := ASIDE.match(text, after, limit)):
        after = aside.end()
        mark = text[after : after + 1]
    closed = False
    if mark == "等" and (etc := ET_CETERA.match(text, after, limit)):
        closed, end = True, etc.end()
        after, mark = end, text[end : end + 1]
    if mark == "”" and COORDINATION.match(text, after + 1, limit):
        end = after = after + 1
    return end, after, closed


GOES_ON, ATTACHED, LINKS, STOPS, FOLLOWS, HEADS, LISTS, BRACKET, DOES = 1, 2, 4, 8, 16, 32, 64, 128, 256
"""What a letter or mark behind the ending of a name can begin: more of the name, what is attached to it (who heads it,
a bracket, 等), a link to the next, a stop, a predicate, the title of a person; or it is a link by itself; or an act
with an object of its own."""
LONGER = GOES_ON | STOPS | BRACKET


Finder = Callable[[str, int, int], Iterator[re.Match[str]]]


@lru_cache(maxsize=2)
def ahead(predicate: str) -> tuple[Finder, dict[str, re.Pattern[str]], dict[str, int], frozenset[str]]:
    """Where names can end, what can follow them by its first letter, and what each letter behind them can begin.

    And the first two letters of places.
    """
    found, follow = patterns(), branched()[predicate].by_first
    signs: dict[str, int] = {}
    for letters, sign in (
        (nouns(), GOES_ON),
        (firsts(found["person"].pattern) | set("（等”"), ATTACHED),
        (firsts(COORDINATION.pattern), LINKS),
        (firsts(STOP.pattern), STOPS),
        (follow, FOLLOWS),
        ({title[0] for title in TITLES}, HEADS),
        ("、和及与或/", LISTS),
        ("（", BRACKET),
        (OPENS, DOES),
    ):
        for letter in letters:
            signs[letter] = signs.get(letter, 0) | sign
    return found["ending"].finditer, follow, signs, place_heads()


def firsts(*patterns: str) -> frozenset[str]:
    """The letters with which a match of one of the patterns can begin."""
    return frozenset().union(*(openers(branch) or () for pattern in patterns for branch in split(pattern)))


def stands_alone(text: str, begin: int, at: int, end: int, limit: int) -> bool:
    """Whether a name ends at `end` although no known predicate follows: not a bare level of place, nor a first half."""
    if patterns()["locality"].match(text, at) is not None:
        if CONSULTS.match(text, end, limit):
            return True
        if text[begin - 1 : begin] != "由" or THERE.match(text, end, limit):
            return False
        piece = text[begin:end].partition("（")[0]
        if not CLASS_OF_PLACES.fullmatch(piece, max(piece.rfind(mark) for mark in "、和及") + 1):
            return False
    return not near(text, end, limit)


def longer(text: str, end: int, limit: int, sign: int) -> bool:
    """Whether a name goes on at `end`, also with what could stop one (县后勤服务中心, 县现场指挥部, 县前进小学)."""
    if sign & (GOES_ON | BRACKET) and goes_on(text, end, limit):
        return True
    stop = INSIDE.match(text, end, limit) if sign & STOPS else None
    return stop is not None and text[stop.end() : stop.end() + 1] not in RESTART and near(text, stop.end(), limit)


def unfinished(text: str, start: int, end: int, limit: int) -> bool:
    """Whether what ends at `end` only opens a name: by a quoted campaign (县“清廉机关”创建办), or by who approves.

    Or that of an office of a committee.
    """
    mark = text[end : end + 1]
    if text[end - 1] == "委" and OF_COMMITTEE.match(text, end, limit):
        return True
    if mark == "”":
        return text.find("“", start + 1, end) > 0
    return mark in APPROVED_OPENS and APPROVED.match(text, end, limit) is not None


def near(text: str, end: int, limit: int) -> bool:
    """Whether another name ends so soon after `end` that the two are one (省政府常务会议, 国务院专利行政部门)."""
    if WITH.match(text, end):
        return False
    for m in patterns()["ending"].finditer(text, end, min(limit, end + 14)):
        after = m.end()
        told = STOP.match(text, after) or WITH.match(text, after)
        whole = after >= limit or told or branched()["predicate"].match(text, after, limit)
        close = after - end <= 5 or text.endswith(("部门", "机构", "机关"), end, after)
        if whole or (close and COORDINATION.match(text, after)):
            return not (HANDED.search(text, end, after) or patterns()["predicate"].search(text, end, after))
    return False


def titled(text: str, at: int) -> bool:
    """Whether `at` lies inside the title of a document."""
    return inside(text, at - 60 if at > 60 else 0, at, TITLE)


@lru_cache(maxsize=4096)
def organisations(piece: str) -> tuple[Member, ...]:
    """The organisations that a coordination names; persons and things are left out.

    A name whose relative clause holds a mark of coordination is one: 收入稳定、信用较高的园区平台公司.
    """
    if tied := TIED.match(piece):
        at = tied.end()
        return tuple(Member(m.start + at, m.end + at, m.name) for m in organisations(piece[at:]))
    if (pair := PAIR.fullmatch(piece)) and all(ends_name(piece, pair.end(side)) for side in (2, 3)):
        return tuple(Member(*pair.span(side), pair[side]) for side in (2, 3))
    if "外的其他" in piece:  # 甲和乙以外的其他单位 is neither 甲 nor 乙
        return (Member(0, len(piece), piece),) if ends_name(piece, len(piece)) else ()
    pieces = [(0, len(piece))] if ONE.fullmatch(piece) else list(cuts(piece, 0, len(piece)))
    if len(pieces) > 1 and "的" in piece[pieces[-1][0] :] and clause_of_one(piece, pieces):
        return (Member(0, len(piece), piece),)
    named = distribute(piece, 0, len(piece), pieces)
    if len(named) > 1:
        named = [headless(m) if m.name.endswith(OFFICER) else m for m in named]
    listed = PLACES_LISTED.search(piece) if "等" in piece else None
    if listed is None and len(named) > 1 and named[-1].name == "单位" and "等" in piece:  # 公安、文物等部门和单位
        named = named[:-1]
    of_places = listed.end() if listed else 0
    return tuple([m for m in named if organised(piece, m) or m.name in places() or m.end <= of_places])


def headless(m: Member) -> Member:
    """The body of whose head a list speaks: 县政府 of 县政府分管领导、县财政局."""
    head = headed().search(m.name, max(0, len(m.name) - 12))
    if head is None or m.end - m.start != len(m.name) or not ends_name(m.name, head.start()):
        return m
    name = m.name[: head.start()]
    if head[0] in TITLES and not name.endswith((*HEADED, *LED)):  # 县委书记
        return m
    return m if name in ("各级", "基层") else Member(m.start, m.start + len(name), name)


@lru_cache(maxsize=1)
def headed() -> re.Pattern[str]:
    """Who heads a body, at the end of a name."""
    return re.compile(f"{patterns()['person'].pattern}$")


def clause_of_one(piece: str, pieces: list[tuple[int, int]]) -> bool:
    """Whether the marks of coordination stand inside the relative clause of one name (承办食堂和集市的镇)."""
    first = piece[: pieces[0][1]]
    if OTHERS.match(piece, pieces[-1][0]):  # 各行业和具备条件的企业
        return len(first) > 3 and ordered(first)
    if PASSED_BY.search(first):  # 经甲、乙等部门确定的企业
        return True
    return not any(ends_name(piece, b) for _, b in pieces[:-1]) or (len(first) > 3 and ordered(first))


def organised(piece: str, m: Member) -> bool:
    """Whether a member is an organisation, as written or with what it shares."""
    if is_field(m.name):
        return True
    if HANDED.search(m.name) or m.name.startswith("各位"):  # 各位分管市领导
        return False
    written = piece[m.start : m.end].strip()
    if m.name[-1] in LETTERS and m.name[:-1].endswith(OF_EACH):
        return True
    if len(written) < 2 and written not in RANK and (written not in DEGREES or "的" in m.name):
        return False
    if (seat := written.find("所在")) > 1 and ends_name(written, seat):  # 登记机关所在地人民政府
        return ends_name(written, len(written)) and is_name(written, 0, seat)
    if len(written) > 7 and patterns()["governing"].search(written):
        return False
    if m.name != written:
        begun = m.name.startswith(written) and (branched()["opening"].match(m.name, 0) or ordered(m.name))
        return ends_name(m.name, len(m.name)) and not begun
    return is_name(written, 0, len(written))
