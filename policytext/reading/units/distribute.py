"""Coordination of names (并列): where a list of organisations is cut, and what its members share.

各盟市民委、民政局 shares a beginning, 交通运输、市场监管等部门 an ending, 州、县（市）政务部门 an ending below levels
of place.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policytext.reading.units.organisations import (
    compounds,
    ends_name,
    is_field,
    own_place,
    place_heads,
    places,
    provinces,
)

CUT = re.compile(r"特别是|尤其是|[（〔]|[）〕]|[、，；／/\n]| +|以及|[及或]其(?!他|它|余|中)|[和与暨]|及(?!时)|或者?")
ONE = re.compile(r"(?!各(?:乡镇|[乡镇])街道(?:办(?:事处)?)?$)各?[^特尤（〔）〕、，；／/\s以及其和与暨或“等各]+")
"""What can only be one name: it holds no mark of coordination, nor anything else that takes a look."""
LEVEL = (
    r"(?:自治区|设区市|地级以上市|地市|地(?=（)|自治州|自治县|直辖市|计划单列市|地级市|县级市|区县|市县|县市|市州|盟市|旗县|县区|乡镇|镇街|街道|社区|街镇|"
    r"开发区|高新区|功能区|[省州盟县旗镇]|市(?!场|容)|区(?!域|块|划)|乡(?!村)|村(?!镇))"
)
PLACE = re.compile(
    rf"(?P<all>各(?:设区的)?|设区的|(?:[^、各]{{2,14}})?所在地的?|所在)?(?P<level>{LEVEL}(?:（[^（）]{{1,12}}）)?)(?P<tier>级)?(?P<both>[两三四]级)?"
)
RANK = {c: k for k, levels in enumerate(("省", "市州盟地", "县区旗", "乡镇街道", "村")) for c in levels}
RANKED = {
    "自治区": 0,
    "直辖市": 0,
    "自治县": 2,
    "县级市": 2,
    "设区市": 1,
    "地级以上市": 1,
    "社区": 4,
    "开发区": 2,
    "高新区": 2,
    "功能区": 2,
}
"""Levels that stand higher or lower than their characters say."""
COUNTIES = ("县", "区", "旗")
"""Levels beside which 市 may be a city of their own rank: 各县、市民政局."""
TOWNS = ("乡镇", "镇街", "街道", "社区")
"""Levels below a county, which never share its name: 县民政局和乡镇人民政府."""
TOWNS_AND_STREETS = re.compile("各(?P<towns>乡镇|[乡镇])街道(?:办(?:事处)?)?")
"""Two classes of bodies without a mark between them."""
TOWN = re.compile("[^、各]{2,6}(?:[镇乡](?=(?:人民)?政府|党委|人大)|街道(?=办|党工委|管理办))")
"""A town by its name: 青山镇人民政府."""
UNDER = ("直", "属", "辖")
"""After a level of place: bodies of that level itself, and of none before it (县直各部门)."""
SOLE_LEVEL = {
    "管委会": "开发区",
    "管理委员会": "开发区",
    "办事处": "街道",
    "居委会": "社区",
    "居民委员会": "社区",
    "村委会": "村",
    "村民委员会": "村",
}
"""Bodies that stand at one level only: 各镇、街道办事处."""
SOLE = "户场人者店所园员"
"""Endings of persons and places of business, which take no shared ending: 种植大户、农业企业."""
EXPERTS = ("专家", "代表")
"""Persons who take no ending of a body either."""
PEOPLE = ("人", "员", "者", "民", "户", "们")
"""Endings of persons, who take no ending of a body: 志愿者及其他有关单位."""
PERSON = ("者", "师", "员")
"""Endings of persons of whom something is said: 有意参与的志愿者与志愿服务组织 is no one name."""
OTHERS = re.compile(r"其他(?:有关|相关)|(?:具备|有|符合)条件的")
KIN = re.compile("(?:有关|相关)(?:单位|部门|机构|企业)")
"""After users and households: bodies that have to do with them (用户及相关单位)."""
SHORT = re.compile(r"（(?:[^（）]{0,20}以下[简统]?|[简统下])称[^（）]*）")
AND_SO_ON = (
    r"等(?![级次额效距第]|(?<=[高中初]等)(?<![一二三四五六七八九十]中等)(?:教育|职业|专业|专科|师范|院校|学[校历])|"
    r"(?<=平等)(?:协商|就业|参与|保护|竞争|交流))"
)
"""等 behind what is listed, not inside a word: 高等教育机构, 平等协商机构, 等级认定中心."""
ETC = re.compile(rf"{AND_SO_ON}(?P<rest>[^等]{{0,12}})$")
KINDS = ("部门", "机关", "单位", "机构", "组织", "团体", "企业", "公司", "基金")
OR_KIND = re.compile("（(?:机构|单位|部门|组织|企业|公司)）$")
"""What else the bodies may be called: 财政、民政主管部门（机构）."""
CLASS = re.compile(rf"(?:登记|审批|许可)?(?:行政|业务)?(?:主管|管理|监管|监督管理|执法)?(?:{'|'.join(KINDS)})$")
PLACES = re.compile(
    r"(?:[0-9]{1,3}个)?(?:(?P<level>[省市县区州旗镇乡村]|街道|社区)|省份|省市|市县|县市|区县|县区|市州|旗县|乡镇|镇街|地区|"
    r"[省市县区镇乡村]（[^（）]{1,12}）)$"
)
"""After 等, what the places before it are: 青禾、云川等县."""
LEVELS_WRITTEN = ("省", "市", "县", "区", "州", "旗", "镇", "乡", "村", "街道", "社区")
"""Levels that places named before them share."""
FORCES = re.compile("(?:各类|各种)?(?:社会|市场)?(?:力量|主体)")
"""After 等, what the bodies before it are examples of: 协会、企业等社会力量."""
MEANS = re.compile(
    r"(?:多种|各种)?(?:方式|形式|手段|渠道|途径|措施|平台(?!企业|公司|机构|运营|单位))|[为向给]|对(?!口)"
)
"""After 等, ways and means, or a word for whom they serve: what was listed are no bodies."""
OWN = re.compile(
    r"各|军队|团[省市县区州]委|共青团|有关|相关|其他|全[省市县区国]|本|该|我|你|同级|上级|下级|当地|地方(?!$)|所在|属地|基层(?!$)|国家|国务院|中央|中国|驻|人行|人民银行|党中央|"
    r"[省地市县区旗州盟镇乡](?:（[^（）]{1,8}）)?(?:级(?!市)|[直属辖])|县级以上|[^部委局厅办]{0,6}(?:总局|总署|海关|银行)|新疆|[^、]{2,8}各"
)
"""A beginning of its own: such a member takes none from the members before it."""
LEVELLED = re.compile("[省市县区]级")
QUANTIFIER = re.compile(
    r"其他有关|其他相关|其他各|所在(?!地)|[^、的各]{0,8}所在地(?!的|[^、]{2,8}[市县区镇乡](?:人民)?政府)|地方各级|各级|各地|(?:国务院|县级以上(?:地方)?(?:各级)?人民政府)(?=(?!有关|相关|各|所属)[^、]{2,}部门$)|[省市县区旗州盟]级(?!以[上下])|当地|同级|本级|上级|各有关|有关|各相关|相关|各"
)
ABOVE = re.compile("国务院|县级以上(?:地方)?(?:各级)?人民政府")
"""Whose departments are named without a mark behind it: 国务院民政、财政部门."""
EITHER = ("有关", "相关")
EACH = re.compile("(?:其他)?(?:各?有关|各?相关|各(?![地级类种界项])|其他)(?:[省市县区地州]级|省份|地方|地区|省市)?")
"""What holds for all bodies that share an ending: 各建设、施工单位, 各省级发展改革、民政部门."""
AND_OF = "和及与"
LONGEST_OWN = 8
"""Characters of what is named as somebody's own behind 或其 at most (供餐单位或其主管部门)."""
OTHER_BODIES = ("学校", "高校", "企业", "医院", "园区")
"""Bodies that are no part of the government: 各级教育部门和学校 are 各级教育部门 and 学校."""
BARE = re.compile(
    r"(?:人民)?政府|党委(?:（党组）)?|党组|部门|单位|机构|企业|学校|高校|园区|地区|地方|组织|团体|委办局|医院|人民团体|群团组织|"
    r"街道办(?:事处)?|(?:社区)?居(?:民委员|委)会|村(?:民委员|委)会|部委|[^、]{0,8}管委会"
)
ACT = r"(?:投资|运营|经营|生产|加工|销售|建设|施工|管理|监管|服务|研发|设计|使用|维护)"
ACTING = re.compile(rf"(?P<stem>(?!各|有关|相关|其他)[^的]{{2,}}){ACT}(?P<kind>公司|企业|单位|机构|部门)$")
ACTS = re.compile(rf"{ACT}(?P<kind>公司|企业|单位|机构|部门)")
BRANCHES = ("协会", "学会", "商会", "机关", "部门", "管委会")
"""Endings of bodies that every place has of its own, besides its offices."""
GRADED = ("部门", "机关", "政府", "组织", "办公室", "委员会", "团体", "工会", "妇联", "工商联", "残联")
"""Endings of bodies that stand at every level."""
SEAT = re.compile(
    r"(?:[^部委局厅办会、各]{2,8}?(?:自治区|[省州县区旗盟]|市(?!场|政[^府协法])))(?=[^级直辖、]{2,})|各?(?:盟市|市州|市县|县区|区县|旗县|县市区)(?=[^级])|"
    r"各(?:省|自治州|州|县|市|区)（[^（）]{1,10}）(?=[^级直辖、])|各?(?:自治区|直辖市|计划单列市|[省州县旗盟]|区(?!域|块)|市(?!场(?!监)|政[^府协法]|容|民(?![委政族宗])))(?=[^级直辖、场])"
)
NEVER_BARE = ("税务局", "通信管理局", "邮政管理局", "气象局", "海事局", "总队", "总工会", "妇联", "残联", "工商联")
"""Bodies that are named with their seat wherever they stand: it tells nothing about those before them."""
MOST_SEATS = 4
"""Levels of place that may share one body: 省、自治区、直辖市、计划单列市财政部门."""
SITE = re.compile(
    r"[^、的各有]{2,5}?(?P<tail>(?:水库|灌区|水闸|林场|景区|[景名胜护港矿游]区|湿地|流域|水电站)(?:工程)?(?:建设)?(?:管理|运行|服务)?(?:局|处|所|站|中心|委员会)|"
    r"[镇乡](?:(?:人民)?政府|党委)?|街道(?:办(?:事处)?)?|村(?:民委员会|委会)?|社区(?:居(?:民委员|委)会)?)$"
)
"""A place by its name, with the body or kind that places named before it share: 青山、绿水水库管理局."""
SET_UP = re.compile("[^、的]{1,14}(?P<tail>设立的[^、的]{2,})$")
"""The bodies of several places: 开发区、保税区设立的服务中心."""
ZONE = tuple("区城园市县镇乡村道港")
HEADED_BY = re.compile(".*(?:有关|相关)(?=[^的]{2,}$)")
"""What is said of bodies that share an ending, down to the last word before them: 符合条件的有关科研、教学单位."""
GOVERNMENT = ("政府", "人民政府")
LED = re.compile("(?P<seat>(?!.{0,4}级)[^、（]{0,8}[省市县区州旗镇乡](?:（[^（）]{1,12}）)?)(?:委|党委)")
"""A committee of the party by its place."""
COMMITTEE = re.compile("(?P<seat>[^、各]{2,6}[省市县区州])(?:委|(?:人民)?政府|人大(?:常委会)?|政协)")
"""What leads a place: 青禾县委, 青禾县政府."""
PARTY = re.compile(r"委(?=组织部|宣传部|统战部|政法委|网信办|编办|社会工作部|农办|政研室|办公室)")
OFFICE = (
    "局", "厅", "委", "办", "部", "办公室", "中心", "站", "政府", "人大", "政协", "法院", "检察院", "工会", "妇联",
    "残联", "工商联", "科协", "文联", "侨联", "社科联", "红十字会", "供销社", "供销合作社", "供销联社",
    "贸促会", "党校",
)  # fmt: skip
"""Endings of offices."""


ATTRIBUTE = re.compile(r"(?:[^的]{1,30}的|外地|异地|外省)(?=[^的]{2,}$)")
"""What is said of bodies before the first of them: 园区内的医院、学校, 有条件的企业和高校, 外地医院、学校."""


AUTHORITY = re.compile(
    r".(?:[局厅委办]|政府|法院|检察院|(?<![诊目业程乐])部|部门|机关|办公室|指挥部)$|(?:疾控|疾病预防控制|应急|指挥)中心$"
)
"""Endings of bodies that govern."""
HEAD = re.compile(
    r"国务院|县级以上(?:地方)?(?:各级)?人民政府|(?:各级|[省市县区]级)(?:[^、的各]{2}性(?!质))?|[^、的各]{2}性(?!质)"
)
"""The level and kind that bodies of one ending share."""


HELD_BY = re.compile(
    "[公民]办|[公私]立|[公民国私]营|[国私]有|集体|外资|合资|[大中小微]型|小微|城[市镇乡]|农村|乡村|境[内外]|国[内外]|普通|[^、的各或和与及]{2,3}性(?!质)"
)
"""Kinds of bodies by pairs, which share what they are kinds of: 公办和民办学校, 政策性、开发性银行."""
OF_A_KIND = re.compile(f"(?:各类?|全[省市县区]|[本我][省市县区])?(?:{HELD_BY.pattern})")
RESIDENCE = re.compile(
    "(?:户籍|户口|居住|经常居住|常住|暂住|原籍|工作|就业|就读|参保|注册|登记|经营|生产|销售|使用|发生|发现|所在|始发|目的|迁[入出]|流[入出]|输[入出]|转[入出]|源头?)地"
)
"""Where somebody lives or something is: 户籍地或居住地乡镇人民政府 are two."""
MORE_FIELDS = ("纪检监察", "纪检", "监察", "行政", "检察", "残联", "城管", "妇联", "疾控", "政法", "编制", "人社")
"""Fields of bodies that are named after no ministry."""
OFFICER = ("长", "主任", "书记", "领导", "干部", "负责人", "负责同志", "责任人", "一把手")
"""Endings of who heads a body."""
NO_BODIES = (*EXPERTS, *OFFICER)
"""Endings of persons, who take no ending of a body."""


class Member(NamedTuple):
    """One organisation of a list: where it is written, and its name with what it shares with its neighbours."""

    start: int
    end: int
    name: str


def cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a coordination: at every 、, and at 和, 及, 与, 或 where an organisation ends before it."""
    depth, at, plain = 0, start, 0
    for m in CUT.finditer(text, start, end):
        mark = m[0]
        if mark in "（〔":
            depth += 1
        elif mark in "）〕":
            depth = max(0, depth - 1)
        elif depth == 0 and m.start() > at and (mark[0] in "、，；／/\n特尤" or joins(text, at, m, end, plain)):
            yield at, m.start()
            plain += not ends_name(text, m.start())
            at = m.end()
        elif depth == 0 and m.start() == at and mark[0] in "、，；／/\n 和及与以":
            at = m.end()
    if at < end:
        yield at, end


def joins(text: str, start: int, m: re.Match[str], end: int, plain: int) -> bool:
    """Whether a conjunction stands between two members, not inside a name such as 工业和信息化部."""
    a, b = m.span()
    if b >= end or (text[max(start, a - 2) : a], text[b : min(b + 2, end)]) in compounds():
        return False
    if m[0][0] == " ":
        return ends_name(text, a) and (text[b] not in "省市县区州" or (a - start > 3 and ends_name(text, end)))
    left = text[start:a]
    others = OTHERS.match(text, b, end) or (m[0] == "以及" and text.startswith("其他", b))
    if m[0] in AND_OF and left in places() and text[b : b + 2] in place_heads():  # 湖北和浙江
        return True
    if m[0] == "或者" and a - start <= 8 and "的" not in left and ends_name(text, end):
        return True
    if m[0] in "和及" and left.endswith(PERSON) and "的" in left and text.find("的", b, end) < 0:
        return True
    if left.endswith("户") and KIN.match(text, b, end):
        return True
    if left.endswith("等") or ETC.search(left) or others:
        return not left.endswith(PEOPLE)
    if m[0][0] in "和及与或":
        if text.endswith(("部门", "机关", "企业"), b, end) and in_charge(left):
            return True
        if (left.endswith(OFFICER) and ends_name(text, end)) or shares(left, text, b, end):
            return True
    return ends_name(text, a - (text[a - 1] == "”")) or (plain > 0 and 2 <= a - start <= 4 and m[0] in "和及与")


def in_charge(left: str) -> bool:
    """Whether what stands before a conjunction is a field, its level before it: 当地公安或城管部门."""
    if is_field(left) or left.endswith(MORE_FIELDS):
        return True
    level = QUANTIFIER.match(left)
    return level is not None and is_field(left[level.end() :])


def shares(left: str, text: str, start: int, end: int) -> bool:
    """Whether both sides of a conjunction say of what kind, level or place the bodies behind it are."""
    if OF_A_KIND.fullmatch(left):
        return HELD_BY.match(text, start, end) is not None
    if RESIDENCE.fullmatch(left):
        return RESIDENCE.match(text, start, end) is not None
    if left[-1] != "级":
        return False
    own, other = PLACE.fullmatch(left), PLACE.match(text, start, end)
    return bool(own and other and other["tier"])


def split_all(text: str, pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, also where two classes stand side by side without a mark (各地区各部门)."""
    for a, b in pieces:
        at = a
        if text[a] == "各" and (towns := TOWNS_AND_STREETS.fullmatch(text, a, b)):
            at = towns.end("towns")
            yield a, at
        second = text.find("各", a + 1, b)
        while second > 0:
            if text[at] == "各" and text[at + 1] not in "级类" and ends_name(text, second):
                yield at, second
                at = second
            second = text.find("各", second + 1, b)
        yield at, b


def distribute(text: str, start: int, end: int, pieces: list[tuple[int, int]] | None = None) -> list[Member]:
    """The members of the coordination `text[start:end]`, each with its full name; `pieces` are its `cuts`, if known.

    >>> [m.name for m in distribute("各盟市民委、民政局", 0, 9)]
    ['各盟市民委', '各盟市民政局']
    >>> [m.name for m in distribute("交通运输、市场监管等部门", 0, 12)]
    ['交通运输部门', '市场监管部门']
    """
    if ONE.fullmatch(text, start, end):
        return [Member(start, end, text[start:end])]
    cut = cuts(text, start, end) if pieces is None else pieces
    pieces = [unquoted(text, a, b) for a, b in split_all(text, cut) if not text[a:b].isspace()]
    names = owned(text, pieces, share_ending(text, pieces))
    members = [
        Member(a, full_end(text, a, b, n), "".join(n.split())) for (a, b), n in zip(pieces, names, strict=True) if n
    ]
    return share_beginning(text, members) if len(members) > 1 else members


def owned(text: str, pieces: list[tuple[int, int]], names: list[str]) -> list[str]:
    """The names, with the owner before what is only called its own: 县政府及其部门 are 县政府 and 县政府部门."""
    for k in range(1, len(pieces)):
        start, end = pieces[k]
        also = text.startswith("及", start - 2) or (text.startswith("或", start - 2) and end - start <= LONGEST_OWN)
        if also and text[start - 1] == "其" and names[k - 1]:
            names[k], pieces[k] = names[k - 1] + names[k], (start - 1, end)
    return names


def unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """A member without the quotes round it."""
    return (start + 1, end - 1) if text[start] == "“" and text[end - 1] == "”" and end - start > 2 else (start, end)


def full_end(text: str, start: int, end: int, name: str) -> int:
    """Where a member ends: before 等有关部门 where its name is whole without it, else as written."""
    whole = start + len(name)
    return whole if whole < end and text.startswith(name, start) and text.startswith("等", whole) else end


def share_ending(text: str, pieces: list[tuple[int, int]]) -> list[str]:
    """The name of each piece, with an ending that is written once, after the last."""
    if len(pieces) == 1:
        return [closed(text, *pieces[0])[0]]
    names: list[str] = []
    shared = listed = office = whole = ""
    tier: re.Match[str] | None = None
    for a, b in reversed(pieces):
        name = written(text, a, b)
        own = PLACE.fullmatch(name)
        if tier and own and not own["tier"] and not alone(own, tier, names):
            name = (own["all"] or "") + own["level"] + (tier["tier"] or "") + tier.string[tier.end() :]
            names[-1] = each_level(names[-1])
        elif tier and own and own["tier"] and tier["tier"] and not own["both"]:
            name += tier.string[tier.end() :]
        elif "等" in name and ETC.search(name):
            name, shared = closed(text, a, b)
            listed, whole = shared, shared if shared in LEVELS_WRITTEN else name
        elif (
            tail := ""
            if own
            else of_kinds(name, whole)
            or of_places(name, whole)
            or of_sites(name, whole)
            or of_funds(name, shared or office)
        ):
            name += tail
        elif ends_name(name, len(name)) or own_length(name) > 10:
            kind = OR_KIND.search(name) if name.endswith("）") else None
            core = name[: kind.start()] if kind else name
            plain = CLASS.search(core) if core.endswith(KINDS) else None
            shared = name[plain.start() :] if plain and plain.start() >= 2 else listed
            office, whole = name[-1] if name.endswith(("局", "厅")) else "", name
        elif shared and not own and name[-1] not in SOLE and not name.endswith(NO_BODIES):
            name = joined(name, parallel(name, whole, shared))
        elif office and in_field(name):
            name += office
        if not own:
            tier = PLACE.match(name)
            shared_end = tier and len(name) - tier.end() >= 2 and not name.startswith(("各", "有关"), tier.end())
            tier = tier if shared_end and ends_name(name, len(name)) else None
        names.append(name)
    return names[::-1]


def own_length(name: str) -> int:
    """How long a member is without what it shares with those behind it."""
    head = HEADED_BY.match(name) or ABOVE.match(name)
    return len(name) - (head.end() if head else 0)


def each_level(name: str) -> str:
    """One of several levels, without how many they are: 市财政部门 of 省、市两级财政部门."""
    several = PLACE.match(name) if name.find("级") > 0 else None
    return name[: several.start("both")] + name[several.end() :] if several and several["both"] else name


def in_field(name: str) -> bool:
    """Whether a member is a field of government, also behind classes of places (各县区教育)."""
    if is_field(name):
        return True
    place = PLACE.match(name)
    return place is not None and is_field(name[place.end() :])


def of_sites(name: str, whole: str) -> str:
    """The ending of what a later member says of a place by its name, if this is such a name too: 青山、绿水镇."""
    if len(name) == 2 and whole in LEVELS_WRITTEN and name in places():  # 杭州、宁波等市
        return whole
    if len(name) > 3 or name[-1] in SOLE or is_field(name) or OWN.match(name) or ends_name(name, len(name)):
        return ""
    site = SITE.match(whole)
    return site["tail"] if site else ""


def of_funds(name: str, ending: str) -> str:
    """The ending behind 县财政, a body by itself where none is shared (县财政、教育部门)."""
    return ending if ending and name.endswith("财政") and not name.startswith("中央") else ""


def of_kinds(name: str, whole: str) -> str:
    """What a later member says of bodies of another kind or place, if this says the like: 公办、民办学校."""
    for alone, like in ((OF_A_KIND, HELD_BY), (RESIDENCE, RESIDENCE)):
        if alone.fullmatch(name) and (other := like.match(whole)):
            return whole[other.end() :].removeprefix("的")
    return ""


def of_places(name: str, whole: str) -> str:
    """What a later member says of what its place has set up, if this is a place as well: 东区、西区设立的服务站."""
    if "设立的" not in whole or not name.endswith(ZONE) or "的" in name:
        return ""
    own = SET_UP.match(whole)
    return own["tail"] if own and whole[own.start("tail") - 1] in ZONE else ""


def alone(own: re.Match[str], tier: re.Match[str], later: list[str]) -> bool:
    """Whether a level of place takes no ending from the member behind it; towns have no bodies 直属 to them."""
    if tier.string.startswith(UNDER, tier.end()) and own["level"].startswith((*TOWNS, "乡", "镇", "村")):
        return True
    return bool(own["all"] and complete(own, tier, later))


def complete(own: re.Match[str], tier: re.Match[str], later: list[str]) -> bool:
    """Whether a class of places is a member by itself: what follows has a level of its own, not one beside or below.

    各乡镇、县财政局 are 各乡镇 and 县财政局, but 各市、县财政局 are 各市财政局 and 各县财政局. `later` are the members
    behind, the last first.
    """
    body = tier.string[tier.end() :]
    if tier["tier"] or body.startswith(UNDER) or SOLE_LEVEL.get(body, own["level"]) != own["level"]:
        return True
    above = 0 if tier["level"] == "区" and body.endswith("厅") else rank(tier["level"])
    if above >= rank(own["level"]):
        return False
    beside = own["level"] in COUNTIES and tier["level"] == "市"
    return not beside or any(name.startswith("市") for name in later[:-1])


def rank(level: str) -> int:
    """How high a level of place stands; of several the highest (市县)."""
    level = level.partition("（")[0]
    return RANKED[level] if level in RANKED else min([RANK[c] for c in level if c in RANK], default=0)


def parallel(name: str, whole: str, shared: str) -> str:
    """The ending behind the word that a member ends in like the last one: 长者食堂、社区食堂运营机构."""
    at = whole.find(name[-2:], 1, len(whole) - len(shared)) if len(name) > 2 else -1
    return whole[at + 2 :] if at > 0 else shared


def joined(name: str, ending: str) -> str:
    """A member with the shared ending, which may begin with what the member ends in: 综合执法 with 执法机关."""
    return name + (ending[2:] if name.endswith(ending[:2]) else ending)


def written(text: str, start: int, end: int) -> str:
    """A piece as written, without a short title in brackets."""
    name = text[start:end].strip()
    return SHORT.sub("", name) if "（" in name else name


def closed(text: str, start: int, end: int) -> tuple[str, str]:
    """Name and shared ending of a member that 等 may close: 税务局等部门 → 税务局; 公安等部门 → 公安部门 for all."""
    name = written(text, start, end)
    m = ETC.search(name) if "等" in name else None
    if m is None:
        return name, ""
    rest = m["rest"]
    if MEANS.match(rest):
        return name, ""
    if FORCES.fullmatch(rest):
        return name[: m.start()], ""
    if place := PLACES.match(rest):
        first, level = name[: m.start()], place["level"] or ""
        return first + ("" if ends_name(first, len(first)) else level), level
    noun = CLASS.search(rest) if rest.endswith(KINDS) else None
    if not rest or (noun and ends_name(text, start + m.start())):
        return name[: m.start()], noun[0] if noun else ""
    if noun:
        return name[: m.start()] + noun[0], noun[0]
    return name, ""


def share_beginning(text: str, members: list[Member]) -> list[Member]:
    """Give members without a beginning of their own the place or quantifier of the member before them."""
    out: list[Member] = []
    seats: list[str] = []
    quantifier = attribute = ""
    for k, x in enumerate(members):
        names, inherited = [x.name], True
        place = PLACE.fullmatch(x.name) if quantifier else None
        if k and (whole := other_act(out[-1].name, x.name)):
            names = [whole]
        elif quantifier in EITHER and text[x.start - 1] in "或者" and alike(quantifier, out[-1].name, x.name):
            names = [quantifier + x.name]
        elif attribute and takes_attribute(x.name, attribute, out[-1].name):
            headed = HEADED_BY.match(out[-1].name) if lent(members[k - 1]) else None
            names = [(headed[0] if headed else attribute) + x.name]
        elif not OWN.match(x.name) and k:
            if full := own_seat(out[-1].name, x.name) or twins(out[-1].name, x.name):
                names, inherited = [full], False
            elif quantifier and (not place or quantifier == "所在") and fits(quantifier, x.name):
                names = [quantifier + x.name]
            elif (head := borrowed_head(members[k - 1], x.name, "" if seats else out[-1].name)) and not place:
                names = [head + x.name]
            elif quantifier == "各" and place:
                names = ["各" + x.name]
            elif seats and takes_seat(x, seats, members[k - 1]) and not restated(x, seats[0], members):
                of_party = PARTY.match("委" + x.name)
                names = [(party(s, out) if of_party else s) + x.name for s in seats]
        if k + 1 < len(members) and (names == [x.name] or not inherited):
            seats, quantifier = anchors(names[0], seats, k, members)
            placed = ATTRIBUTE.match(x.name) if "的" in x.name or x.name[0] in "外异" else None
            attribute = placed[0] if placed else ""
        out += [Member(x.start, x.end, n) for n in names]
    return out


def own_seat(before: str, name: str) -> str:
    """The name with whose it is: 县政府 is that of 青禾县 in 青禾县委、县政府, 政府 that of 镇 in 镇党委、政府."""
    if name in GOVERNMENT and (led := LED.fullmatch(before)):
        return led["seat"] + name
    m = COMMITTEE.match(before)
    own = m and name[0] == m["seat"][-1] and COMMITTEE.fullmatch(m["seat"] + name[1:])
    return m["seat"] + name[1:] if m and own else ""


def other_act(before: str, name: str) -> str | None:
    """管网运营公司 after 管网建设公司 (管网建设、运营公司); 资产监管部门 after 资产监管机构 (资产监管机构或部门)."""
    own = ACTS.fullmatch(name)
    bare = name in ("部门", "机构")
    if not own and not bare:
        return None
    acting = ACTING.match(before)
    if acting and bare:
        return before[: acting.start("kind")] + name
    return acting["stem"] + name if acting and own and own["kind"] == acting["kind"] else None


def alike(quantifier: str, before: str, name: str) -> bool:
    """Whether two names say in the same way what their bodies do: 有关建设单位或施工单位."""
    a, b = ACTS.fullmatch(before.removeprefix(quantifier)), ACTS.fullmatch(name)
    return bool(a and b and a["kind"] == b["kind"])


def takes_seat(x: Member, seats: list[str], before: Member) -> bool:
    """Whether a member has its seat where those before it have: an office, or what ends as the one before it does.

    县民政、财政部门 are 县民政部门 and 县财政部门.
    """
    name = x.name
    shared = lent(before) and name.endswith(before.name[-2:])
    if "的" in name or name[:2] in provinces() or name[:3] in provinces():
        return False
    everywhere = seats[0].startswith("各") and name.endswith(BRANCHES)
    return (shared or everywhere or name.endswith(OFFICE)) and not (
        name.startswith(TOWNS) or SEAT.match(name) or TOWN.match(name) or own_place(name)
    )


def restated(x: Member, seat: str, members: list[Member]) -> bool:
    """Whether a member needs no seat, since a later one has it anew and its own name tells the level.

    省政府办公厅、民政厅、省发展改革委、财政厅: only a province has a 厅.
    """
    if x.name[-1] != "厅":
        return False
    has = [x.name.startswith(seat) and not x.name.endswith(NEVER_BARE) for x in members]
    return has.index(True) + sum(has) < len(has) - has[::-1].index(True) if any(has) else False


def lent(x: Member) -> bool:
    """Whether the name takes its ending from a member behind it: 县民政 in 县民政、财政部门."""
    return len(x.name) > x.end - x.start and (x.name.endswith(KINDS) or OR_KIND.search(x.name) is not None)


def borrowed_head(before: Member, name: str, whole: str) -> str:
    """What opens the one before that took its ending from this one: 各级公益性 of 各级公益性助餐、配餐机构.

    `whole` is the name of the one before where no seat stands in it: 各 holds for all of 各建设、施工单位.
    """
    if not lent(before) or not name.endswith(before.name[-2:]):
        return ""
    if head := HEAD.match(before.name):
        return "" if head.end() >= before.end - before.start or HEAD.match(name) else head[0]
    each = EACH.match(whole)
    return each[0] if each and not PLACE.match(name) else ""


def takes_attribute(name: str, attribute: str, before: str) -> bool:
    """Whether a member shares what is said of the one before it: it names no place, level or body of its own.

    Every level has its bodies where something is (企业所在地的监管局和省级财政部门). What is said of companies or
    schools is not said of an authority (存在隐患的企业和应急管理部门).
    """
    if attribute.endswith("所在地的"):
        if LEVELLED.match(name):
            return True
    elif AUTHORITY.search(name) and not AUTHORITY.search(before):
        return False
    own = OWN.match(name) and not name.startswith("各类")
    return not (own or "的" in name or SEAT.match(name) or PLACE.match(name))


def twins(before: str, name: str) -> str:
    """The name with what stands before one level of place and holds for the next: 各盟民委, 各市民委 (各盟、市民委)."""
    a = PLACE.match(before)
    b = PLACE.match(name) if a and a["all"] else None
    shared = a and b and not b["all"] and before[a.end() :] == name[b.end() :] != ""
    return ("各" if a["all"][0] == "各" else a["all"]) + name if a and shared else ""


def party(seat: str, before: list[Member]) -> str:
    """The seat with 委 where a department of a party committee stands before: 市委组织部、宣传部."""
    return seat + "委" if any(m.name.startswith(seat + "委") and PARTY.search(m.name) for m in before) else seat


def fits(quantifier: str, name: str) -> bool:
    """Whether a bare class can stand below the quantifier: 各级党委和政府, 各有关部门和单位, but not 各类组织、企业."""
    if quantifier in ("各级", "各地", "当地") and name in OTHER_BODIES:
        return False
    if BARE.fullmatch(name) or (quantifier == "所在" and len(name) <= 8 and not SEAT.match(name)):
        return True
    if quantifier.endswith(("各地", "当地", "所在地")) and name.endswith((*BRANCHES, *OFFICE)):
        return not (name.endswith("部") or "的" in name or SEAT.match(name) or PLACE.match(name))
    if ABOVE.fullmatch(quantifier):
        return name.endswith("部门") and "的" not in name and not PLACE.match(name)
    return quantifier.endswith("级") and "的" not in name and not PLACE.match(name) and name.endswith(GRADED)


def anchors(name: str, seats: list[str], k: int, members: list[Member]) -> tuple[list[str], str]:
    """What members after `name` can share: the seats of government it names, and its quantifier."""
    q = QUANTIFIER.match(name)
    found: list[str] = []
    office = name[: name.rfind("（")] if name.endswith("）") else name
    seat = SEAT.match(name) if office.endswith(OFFICE) or lent(members[k]) else None
    if seat and len(name) > seat.end():
        found, rest = [seat[0]], name[seat.end() :]
        for before in reversed(members[max(0, k - MOST_SEATS) : k]):
            other = SEAT.match(before.name)
            if not other or other[0] in found or before.name[other.end() :] != rest:
                break
            found.insert(0, other[0] if name[0] != "各" or other[0][0] == "各" else "各" + other[0])
    if name.startswith(("各类", "各民主党派", "各界")):
        return found, ""
    return found, q[0] if q else ""
