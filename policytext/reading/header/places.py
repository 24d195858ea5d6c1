"""Which place a body governs, and on which level (层级): from its name, the table of divisions, and place words.

A name is read from the left as a chain of places, the larger first (云川省澜溪市青禾县民政局): the last one counts.
Places of the table come first; others are told by the word they end in, so that invented and former places work too.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple, cast

from policytext.model import Level
from policytext.reading.branches import seeking
from policytext.reading.lexicon import Entry, Lexicon
from policytext.reading.phrases import PhraseBook

NATION = "全国"
RANKS: tuple[Level, ...] = ("central", "province", "prefecture", "county", "township", "community")
PARTY = re.compile(r"^(?:中国共产党|中共|共青团|中国共产主义青年团|国网)(?!中央)")
"""What stands before the place in the name of a party committee or of a branch of the grid."""
CENTRAL = re.compile(
    r"国务院|国家(?!级)|中共中央|中央|党中央|全国|最高人民|中华人民共和国|中华全国|中国(?!共产党[^中])|新华社|军委"
    r"|解放军|武警部队"
)
BRANCH = re.compile(r"国家[一-鿿]{2,8}?总?局(?=[一-鿿]{2,9}[省市区州]?[一-鿿]{2,4}局$)")
"""A central office with a local branch named behind it: 国家税务总局云川省税务局."""
OUTPOST = re.compile(
    r"(?:国家[一-鿿]{2,8}?局(?=[一-鿿]{2,12}调查总?队$)|中国[一-鿿]{2,4}银行(?=[一-鿿]{2,12}[分支]行))"
)
"""The same of offices whose branches are called otherwise: of a place at any rate, though its level may not be told."""
STATE_RECOGNISED = re.compile("国家级")
"""With this begins the name of a zone, which is no body of the centre."""
MINISTRY = re.compile(
    r"[一-鿿]{2,12}(?:总局|总署|总社)(?:[一-鿿]{0,8}[司局厅室])?$"
    r"|[一-鿿]{2,10}(?<![支总干])(?<!组织人事)(?<!(?:组织|宣传|统战|武装|工作|业务|服务|教务|项目|管理|人武|事业|保卫|指挥|后勤"
    r"|党群|党建|财务|运营|综合|(?<!社会)(?<!劳动)保障))部(?:办公厅|办公室|[一-鿿]{2,10}司)?$"
)
"""A ministry that no table lists: a name without a place that ends in 部, 总局, 总署."""
DEPARTMENT = re.compile(
    r"办公[厅室]|[一-鿿]{2,10}[司局室]|党组|[一-鿿]*(?:领导小组|指挥部|机制|专班|委员会)(?:办公室)?"
)
"""What can follow the name of a central body within one of its parts."""
ENDING = re.compile(
    r"(?:(?![局委厅部办院会署的于发和与及等为在])[一-鿿]){1,10}?(?P<word>特别行政区|自治[区州县旗]|地区|省"
    r"|市(?!场|政(?!府|协)|容)|州(?=[委政人]|$)|盟(?!会)|县(?!域)|林区|矿区"
    r"|(?<![社小校景灾地])区(?!域|块链)|旗|街道|镇(?![村级街域])|乡(?![村镇土贤情愁亲友风])|苏木|社区(?=[居党两]|$)"
    r"|(?<![农乡])村(?=[民委党两\d]|$))"
)
TOWN_NAMES = (3, 4)
"""Characters of the name of a town where no word of its office follows: 白石镇防汛预案, but not 云镇化工集团."""
OF_TOWN = re.compile(r"[人党政工委\d]|$")
COMMON = re.compile(
    "(?:[城夜超股]市|街区|(?:^|[^东西南北新中])市区|(?:^|主|老|中心|建成)城区|强县|卫生县"
    "|(?:^|产业|工业)(?:园|高新|开发|经开|新|示范|合作|管理|试验|度假|旅游)区"
    "|(?:[城乡村小集市强名古各全本我三两并达]|建制|重点|中心|示范|试点|特色|卫生)镇|[城返下回家故水老侨离入归之还]乡)$"
)
"""Common nouns that end like a place: 海绵城市, 历史街区, 特色小镇."""
TOWN_OF_CITY = "城区"
"""So a few districts are called; of any other city it is the built-up part."""
YEAR_AHEAD = re.compile(r"(?:19|20)\d\d ?年度?")
GOVERNED = re.compile("管理?委|党工?委|工委|人[民大]|政|$|[一-鿿]{1,10}[局办会院队]$")
"""What follows a zone without a name of its own where it is a body, and not what a plan of its city deals with."""
ZONE = re.compile(
    r"(?:[一-鿿]{0,12}?(?P<word>开发区|高新区|经开区|新区|示范区|保税港?区|综保区|合作区|管理区|产业园区?|工业园区?"
    r"|园区|试验区|自贸区|旅游区"
    r"|度假区|港区|功能区|科技城|生态城))"
)
"""A functional zone (功能区), with what is left of its name."""
LEVEL_OF: dict[str, Level] = {
    "特别行政区": "province", "自治区": "province", "省": "province",
    "自治州": "prefecture", "地区": "prefecture", "市": "prefecture", "州": "prefecture", "盟": "prefecture",
    "自治县": "county", "自治旗": "county", "县": "county", "区": "county", "旗": "county",
    "林区": "county", "矿区": "county",
    "街道": "township", "镇": "township", "乡": "township", "苏木": "township",
    "社区": "community", "村": "community",
}  # fmt: skip
CLASSES = "省市州县区旗"
AFTER_SHORT_NAME = re.compile(
    r"$|[省市州县区旗]?[委政人民]|军区|海关|银保监局|证监局|监管局|税务局|铁路局|海事局|通信管理局"
)
"""What follows the short name of a place (本溪) where it stands for the place and is not part of another word."""
BARE = {word: LEVEL_OF[word] for word in ("省", "自治区", "自治州", "自治县", "自治旗", "县", "旗", "街道", "镇", "乡")}
"""Level of a body that names only the class of its place (省财政厅); 市 and 区 leave it open."""


MASKED = re.compile(r"(?:[xX×*]{1,4}|某{1,2})(省|自治区|市|县|区|旗|街道|镇|乡|社区|村)")
"""A place whose name was made unrecognisable."""


ABOVE = re.compile(r"[一-鿿]{2}(?:市|州|地区|盟)$")
"""What stands before the name of a city that belongs to a prefecture."""


class Place(NamedTuple):
    """What a body governs: level, name as printed, and the code of the place where the table has it."""

    level: Level | None
    name: str | None
    code: str = ""


NOWHERE = Place(None, None)


@lru_cache(maxsize=1024)
def place_by_name(name: str) -> tuple[Place, Place | None]:
    """What the name of a body alone shows: its place, and the place above that."""
    bare = PARTY.sub("", name)
    if bare[:1].isdigit():
        bare = YEAR_AHEAD.sub("", bare, count=1)
    if m := MASKED.match(bare):
        return Place(LEVEL_OF[m[1]] if m[1] != "市" else None, None), None
    if (branch := BRANCH.match(bare)) and (found := chain(bare[branch.end() :])):
        return found[-1], None
    if outpost := OUTPOST.match(bare):
        return next(reversed(chain(bare[outpost.end() :])), NOWHERE), None
    if is_central(bare):
        return Place("central", NATION), None
    if state := STATE_RECOGNISED.match(bare):
        bare = bare[state.end() :]
    found = chain(bare)
    if not found:
        return bare_place(bare), None
    return found[-1], found[-2] if len(found) > 1 else None


def place_of(name: str, context: str = "") -> Place:
    """Level and place of the body called `name`; `context` may show the place above it (澜溪市青禾市).

    >>> place_of("内蒙古自治区民族事务委员会")[:2], place_of("云川省澜溪市青禾县民政局")[:2]
    (('province', '内蒙古自治区'), ('county', '青禾县'))
    """
    last, above = place_by_name(name)
    unlisted_city = last.code == "" and last.level == "prefecture" and last.name is not None and last.name[-1] == "市"
    if unlisted_city and ((above and above.level == "prefecture") or is_county_city(last.name or "", context)):
        return Place("county", last.name)
    return last


def is_central(name: str) -> bool:
    """Whether the body stands at the centre."""
    if CENTRAL.match(name):
        return True
    forms = Lexicon.default("central").by_form
    for end in range(min(len(name), 16), 1, -1):
        if name[:end] in forms and (end == len(name) or end >= 3) and name[end - 1 : end + 1] != "部门":
            return end == len(name) or name[end - 1] in "部署" or bool(DEPARTMENT.fullmatch(name, end))
    return bool(MINISTRY.match(name)) and not chain(name) and name[0] not in "省市县区镇乡"


def chain(name: str) -> list[Place]:
    """The places at the head of `name`, from the larger to the smaller."""
    found: list[Place] = []
    at = 0
    while at < len(name):
        step = listed(name, at, found) or by_ending(name, at, bool(found))
        if step is None:
            break
        place, at = step
        found.append(place)
    return found


def listed(name: str, at: int, above: list[Place]) -> tuple[Place, int] | None:
    """The longest place of the table at `at`; one that lies in the places before it is preferred."""
    forms = Lexicon.default("divisions").by_form
    for end in range(min(len(name), at + 15), at + 1, -1):
        entries = forms.get(name[at:end])
        if not entries:
            continue
        if above and name[at:end] == TOWN_OF_CITY and not inside_of(entries, above):
            continue
        if (word := name[end : end + 1]) and word in CLASSES:  # 平湖省 is not the city of 平湖
            entries = tuple(e for e in entries if e.name.endswith(word))
            if not entries:
                continue
        entry = choose(entries, above)
        full = any(e.name == name[at:end] for e in entries) or name[end - 1] in "州县旗"
        if zone := zone_at(name, end):
            return Place("county", name[at : zone.end()]), zone.end()
        if not full and not AFTER_SHORT_NAME.match(name, end):
            continue
        return Place(level_of(entry), name[at:end] if full else entry.name, entry.id), end
    return None


def choose(entries: tuple[Entry, ...], above: list[Place]) -> Entry:
    """Among places of one name the one inside of the place before it, else the highest."""
    entries = inside_of(entries, above) or entries
    return min(entries, key=lambda e: (RANKS.index(level_of(e)), e.id))


def inside_of(entries: tuple[Entry, ...], above: list[Place]) -> tuple[Entry, ...]:
    """Those of the places that lie in the place before them, where the table has that."""
    code = above[-1].code if above else ""
    return tuple(e for e in entries if e.id.startswith(code)) if code else ()


def level_of(entry: Entry) -> Level:
    """The level a row of the table gives."""
    return cast(Level, entry.level)


def by_ending(name: str, at: int, inside: bool) -> tuple[Place, int] | None:
    """A place that the table does not have, recognised by the word it ends in."""
    zone = zone_at(name, at)
    m = ENDING.match(name, at)
    if zone and (m is None or zone.end() <= m.end() or m["word"] == "区"):
        printed = zone[0]
        if len(printed) > 3 or inside:
            return Place("county", printed), zone.end()
    if m is None or len(m[0]) == len(m["word"]) or len(m[0]) < 2 or m[0] in BARE:
        return None
    if len(m[0]) > 9 or COMMON.search(m[0]):
        return None
    if m["word"] in "镇乡" and len(m[0]) not in TOWN_NAMES and not OF_TOWN.match(name, m.end()):
        return None
    return Place(LEVEL_OF[m["word"]], m[0]), m.end()


def zone_at(name: str, at: int) -> re.Match[str] | None:
    """The functional zone at `at`; one without a name of its own only where it is a body."""
    zone = ZONE.match(name, at)
    return zone if zone and (len(zone[0]) > len(zone["word"]) or GOVERNED.match(name, zone.end())) else None


def is_county_city(name: str, context: str) -> bool:
    """Whether the context shows a 市 below another 市, or calls it 县级市."""
    at = context.find(name)
    while at >= 0:
        if ABOVE.search(context, max(0, at - 6), at) or context.startswith("（县级市", at + len(name)):
            return True
        at = context.find(name, at + 1)
    return False


def bare_place(name: str) -> Place:
    """A body that names only the class of its place: 省财政厅 is of a province, of which one is not shown."""
    for word, level in BARE.items():
        if name.startswith(word):
            return Place(level, None)
    return NOWHERE


REFERENCE = re.compile(
    seeking(
        r"(?:我|(?<![健安完周齐])全)(?P<word>省|自治区|县|旗|街道|镇|乡(?!村)|市)"
        r"|(?<![我全])(?P<bare>省|自治区|县|街道)(?:[委直级]|(?:人民)?政府)(?=[各有属部直])"
    )
)


@lru_cache(maxsize=1)
def full_names() -> tuple[PhraseBook, dict[str, Place]]:
    """Every place of the table by its full name."""
    rows = {e.name: e for entries in Lexicon.default("divisions").by_form.values() for e in entries if len(e.name) > 2}
    places = {name: Place(level_of(e), name, e.id) for name, e in rows.items()}
    return PhraseBook(places), places


def only_place(text: str, level: Level | None, word: str) -> tuple[Place, int] | None:
    """The one place of a level, or of a class such as 市, that a text names in full, and where; `None` for several."""
    book, places = full_names()
    named = {name: at for at, name in sorted(book.find(text), reverse=True)}
    own = [n for n in named if (places[n].level == level if level else n.endswith(word))]
    return (places[own[0]], named[own[0]]) if len(own) == 1 else None


CENTRAL_NUMBER = re.compile(
    r"(?:中办?|国|国办|国令)(?:发|函|字|任)|国(?:市监|税|药监|卫|粮|能|知|资|铁|邮|科|中医药)|银保监|银监|保监|证监"
    r"|银发|税总|发改"
    r"|工信部|人社部|民航|广电"
)
"""Prefixes with which the numbers of central bodies begin; those of a place begin with a letter of its name."""


def place_of_number(number: str) -> Place:
    """What the prefix of a document number shows of its issuer: 银保监办发 is that of a central body."""
    return Place("central", NATION) if CENTRAL_NUMBER.match(number) else NOWHERE


OWN_BODIES = re.compile(r"(?P<word>省|自治区|县|旗|街道|镇|乡)(?:[委直级属各]|(?:人民)?政府[各直有])")

ADDRESSED_FIRST = re.compile(
    "各(?:(?P<township>(?:行政)?村(?:$|[（委居、社]|民委))|(?P<county>(?:乡镇?|镇乡?|街道|苏木)(?:$|[（、街人党政办场]))"
    "|(?P<prefecture>县（|县区|县市区|县、|旗县))"
)
"""Villages are addressed first by the town that they lie in, towns by the county, counties by the city."""


def level_of_addressees(names: tuple[str, ...]) -> Level | None:
    """The level of a body that addresses its own departments (省政府各部门); 市 leaves it open."""
    if names and (first := ADDRESSED_FIRST.match(names[0])):
        return cast(Level, first.lastgroup)
    return next((BARE[m["word"]] for n in names if (m := OWN_BODIES.match(n))), None)


CHARGED = re.compile(
    r"[由、，。：；（和及与向\n ](?P<word>[省市县区旗])(?:[一-鿿]{2,9}[局委厅办]|政府)"
    r"(?=[、，。；（）和与负牵会要应按对组根将统])"
)
LEAST_CHARGED = 4


def level_by_charged(text: str) -> tuple[Level, int] | None:
    """The level of the bodies that a text without an issuer charges (由区民防办…), and where the first one stands.

    A text names bodies of one level above its own as well, so that nearly all of them have to agree; 市 leaves it open.
    """
    found: dict[str, list[int]] = {}
    for m in CHARGED.finditer(text):
        found.setdefault(m["word"], []).append(m.start("word"))
    word, places = max(found.items(), key=lambda x: len(x[1]), default=("", []))
    if word in ("", "市") or len(places) < LEAST_CHARGED or len(places) * 4 < sum(map(len, found.values())) * 3:
        return None
    return LEVEL_OF[word], places[0]


def level_by_reference(text: str) -> Level | None:
    """The level a text shows by speaking of 我省 or 全县, where nothing names its issuer; 我市 leaves it open."""
    counts = Counter([m["word"] or m["bare"] for m in REFERENCE.finditer(text)])
    for word, most in counts.most_common(1):
        if most >= 2 and most * 2 > counts.total():
            return BARE.get(word)
    return None
