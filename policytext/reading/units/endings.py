"""An ending that several members share and that is written once, after the last: 省、市两级财政部门, 公安、民政局."""

import re

from policytext.reading.units.members import ALIKE, ETC, OFFICER, PARTIES, PLACE
from policytext.reading.units.organisations import ends_name, is_field, is_name, patterns, places

RANK = {c: k for k, levels in enumerate(("省", "市州盟地", "县区旗", "乡镇街道", "村")) for c in levels}
RANKED = {
    "自治区": 0,
    "直辖市": 0,
    "自治县": 2,
    "县级市": 2,
    "设区市": 1,
    "地级以上市": 1,
    "社区": 4,
    "市辖区": 2,
    "民族乡": 3,
    "开发区": 2,
    "高新区": 2,
    "功能区": 2,
}
"""Levels that stand higher or lower than their characters say."""
COUNTIES = ("县", "区", "旗")
"""Levels beside which 市 may be a city of their own rank: 各县、市民政局."""
TOWNS = ("乡镇", "镇街", "街道", "社区", "园区", "开发区", "高新区", "经开区", "景区", "度假区")
"""Levels below a county, which never share its name: 县民政局和乡镇人民政府."""
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
EXPERTS = ("专家", "代表", "企业家", "科学家", "艺术家", "医生", "学生", "毕业生", "师", "家属", "亲属")
"""Persons who take no ending of a body either."""
SUMMED = re.compile("(?<=..)(?P<rest>[两二三四五六七八九十](?:个|家)?(?:部门|单位|机关))$")
"""How many there are, behind the last of several: 环保、林业两部门."""
THEIRS = re.compile("的(?:基层)?(?:党组织|党委|党支部|工会|团组织)$")
"""What each of several bodies has: 机关、学校的党组织."""
SHORT = re.compile(r"（(?:[^（）]{0,20}下[简统]?|[简统])称[^（）]*）")
KINDS = ("部门", "机关", "单位", "机构", "组织", "团体", "企业", "公司", "基金", "媒体")
OR_KIND = re.compile("（(?:机构|单位|部门|组织|企业|公司)）$")
"""What else the bodies may be called: 财政、民政主管部门（机构）."""
CLASS = re.compile(
    "(?:登记|(?<!行政)审批|许可)?(?:(?<!综合)行政|业务)?"
    "(?:主管|(?<!应急|城市|数据|服务|监督)管理|(?<!市场|金融)监管|(?<!市场)监督管理|(?<!综合)(?<!综合行政|城市管理)执法)?"
    "(?:(?:管线|设施)?(?:权属|产权)|(?<=..)运营|(?<=..)生产经营)?"
    f"(?:{'|'.join(KINDS)})$"
)
"""The ending that bodies share; what is one word is never parted for it (教育、市场监管部门 has no 教育监管部门)."""
SERVICE = re.compile("(?:(?:中介|专业)?服务|中介|施工|经营|运输|培训)(?:机构|企业|组织|公司|单位)")
"""After 等, what such bodies do is part of the ending too: 咨询、经纪等中介服务机构."""
PLACES = re.compile(
    r"(?:[0-9]{1,3}个)?(?:(?P<level>[省市县区州旗镇乡村]|街道|社区)|省份|省市|市县|县市|区县|县区|市州|旗县|乡镇|镇街"
    r"|地区|"
    r"[省市县区镇乡村]（[^（）]{1,12}）)$"
)
"""After 等, what the places before it are: 青禾、云川等县."""
PLACES_BODIES = re.compile(
    r"(?P<level>[省市县区州盟旗镇乡])(?:（[^（）]{1,12}）)?"
    f"(?P<tail>(?![级直属场政容域])[^、的]{{2,}}(?:{'|'.join(KINDS)}|[厅局委办]))"
)
"""After 等, the level of the places before it and the body that each of them has: 青禾、云川等县民政部门."""
LEVELS_WRITTEN = ("省", "市", "县", "区", "州", "旗", "镇", "乡", "村", "街道", "社区")
"""Levels that places named before them share."""
FORCES = re.compile("(?:各类|各种)?(?:社会|市场)?(?:力量|主体)")
"""After 等, what the bodies before it are examples of: 协会、企业等社会力量."""
MEANS = re.compile(
    r"(?:多种|各种)?(?:方式|形式|手段|渠道|途径|措施|平台(?!企业|公司|机构|运营|单位))|[为向给]|对(?!口)"
)
"""After 等, ways and means, or a word for whom they serve: what was listed are no bodies."""
OWN = re.compile(
    r"各|军队|民航|团[省市县区州]委|共青团|有关|相关|其他|全[省市县区国]|本|该|我|你|同级|[上下]一?级|当地|地方(?!$)"
    r"|所在|属地|基层(?!$)|国家|国务院|中央|中国|驻|人行|人民银行|党中央|"
    r"[省地市县区旗州盟镇乡](?:（[^（）]{1,8}）)?(?:级(?!市)|[直属辖])|县级以上"
    r"|[^部委局厅办]{0,6}(?:总局|总署|海关|银行)|新疆|[^、]{2,8}各"
)
"""A beginning of its own: such a member takes none from the members before it."""
ABOVE = re.compile("国务院|县级以上(?:地方)?(?:各级)?人民政府")
"""Whose departments are named without a mark behind it: 国务院民政、财政部门."""
SITE = re.compile(
    r"[^、的各有]{2,5}?(?P<tail>(?:水库|灌区|水闸|林场|景区|[景名胜护港矿游]区|湿地|流域"
    r"|水电站)(?:工程)?(?:建设)?(?:管理|运行|服务)?(?:局|处|所|站|中心|委员会)|"
    r"[镇乡](?:(?:人民)?政府|党委)?|街道(?:办(?:事处)?)?|村(?:民委员会|委会)?|社区(?:居(?:民委员|委)会)?)$"
)
"""A place by its name, with the body or kind that places named before it share: 青山、绿水水库管理局."""
ZONES = "区城园市县镇乡村道港"
SET_UP = re.compile(
    "(?![受经由被])(?P<whose>[^、的]{1,16}?)"
    "(?=(?:依法|共同|分别|自行)?(?:(?:设立|[成建]立|组建|[举开创]办)了?|发生了?|出现了?)[^、的]{0,12}的[^、的]{2,}$)"
)
"""Whose body another is, or where it is, of which somebody is told: 开发区、保税区设立的服务中心."""
OF_AREA = re.compile("(?:[^、的]{2,12}地区|各[^、的]{2,8})(?=的[^、的]{2,}$)")
"""Areas or bodies of a kind, whose own others before them have too: 青禾县以及受灾地区的学校, 各镇、各街道的食堂."""
FOUNDED = re.compile("(?:中心|机构|[站所队室组]|(?<!国务)院)$")
"""Bodies of the kind that others set up, and that set up none: 县疾控中心和各镇建立的监测站 are two."""
SPECIAL = re.compile(
    "[^、各]{0,8}(?:高新|经开|开发|新|园|度假|示范|保税|功能|[风旅]?景|名胜|工业|集聚|试验|实验|合作|管理|产业|航空"
    "|综保|商务|循环经济|化工)区"
)
"""Zones that have a committee in place of a government: 高新区、经开区管委会."""
COMMITTEE_OF = re.compile(f"{SPECIAL.pattern}(?=(?:管委会|管理委员会|党工委)$)")
ZONE = re.compile(f"[^的]*[{ZONES}]")
DEGREES = tuple("高中低大小")
"""Letters before what several share behind theirs: 中、低风险地区, 大、中型企业."""
LIKE = (*ALIKE, (SPECIAL, COMMITTEE_OF))
"""What can stand before 、 and at the beginning of a later member that says what both are."""
NAMED = re.compile(
    "[^、各的有其本该全我0-9]{1,6}?(?P<kind>(?<=..)(?<![社园校景库辖小矿厂院城片街灾林牧地])区|县"
    "|(?<=..)(?<![城超门集夜都省县区])市(?!场)|旗|(?<=..)(?<![城乡])镇|(?<=..)(?<!城)乡|(?<=..)街道)"
    "(?P<tail>(?![级域直属辖内外以等])[^、]{2,})?"
)
"""A place by its whole name, and the body that places named before it share: 东丽区、西青区教育局."""
NAMED_ENDS = "区县旗市镇乡道"
COUNTY = "区县旗市"
HEADED_BY = re.compile(".*(?:有关|相关)(?=[^的]{2,}$)")
"""What is said of bodies that share an ending, down to the last word before them: 符合条件的有关科研、教学单位."""
TOLD_BY = re.compile("(?:具备|具有|取得|符合|依法|经)[^的]*的(?=[^的]{2,10}$)")
"""The same of what they have to be or have: 具备评估资格的食品检测、卫生检测等机构."""
HIGHER = re.compile("上一?级(?:人民)?政府(?P<tail>(?!有关|相关|主管|所属)[^、的]{2,16}(?:部门|机关|机构))")
"""A department of the government above, named by its field."""
TRADE = re.compile("运营|经营|运输|运行|医疗|管理|维护|服务|加工|销售|建设")
"""What all bodies of a list do, or what they are for, behind its last member."""
RUN_BY = ("食堂", "餐厅", "工地")
"""What a body runs, written once behind the last of several: 中小学、幼儿园食堂."""
NO_BODIES = (*EXPERTS, *OFFICER, *PARTIES)
"""Endings of persons and of others beside bodies, who take no ending of a body."""


def share_ending(text: str, pieces: list[tuple[int, int]]) -> list[str]:
    """The name of each piece, with an ending that is written once, after the last."""
    if len(pieces) == 1:
        name = written(text, *pieces[0])
        return [closed(text, *pieces[0], ETC.search(name) if "等" in name else None)[0]]
    names: list[str] = []
    shared = listed = office = whole = ""
    tier: re.Match[str] | None = None
    for a, b in reversed(pieces):
        name = written(text, a, b)
        own = PLACE.fullmatch(name)
        if tier and own and not own["tier"] and not alone(own, tier, names):
            name = (own["all"] or "") + own["level"] + (tier["tier"] or "") + tier.string[tier.end() :]
            names[-1] = each_level(names[-1])
        elif tier and own and own["tier"] and not own["both"] and (tier["tier"] or not beneath(own, tier)):
            name += tier.string[tier.end() :]
        elif (etc := ETC.search(name) if "等" in name else None if names else SUMMED.search(name)) is not None:
            name, shared = closed(text, a, b, etc)
            listed, whole = shared, shared if shared in LEVELS_WRITTEN else name
        elif (
            tail := of_higher(text, b, name, whole)
            or of_like(name, whole)
            or ("" if own else of_named(name, whole) or of_sites(name, whole) or of_funds(name, shared or office))
        ):
            name += tail
        elif (ends_name(name, len(name)) and not (shared and run(name))) or own_length(name) > 10:
            shared = class_of(name) or listed
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
    if names and "的" in names[0] and (theirs := THEIRS.search(names[0])):
        names[1:] = [name if "的" in name else name + theirs[0] for name in names[1:]]
    return names[::-1]


def run(name: str) -> bool:
    """Whether a member is what somebody runs: before an ending to share it needs that to be a body (车站管理机构)."""
    return patterns()["run"].search(name) is not None


def own_length(name: str) -> int:
    """How long a member is without what it shares with those behind it."""
    head = HEADED_BY.match(name) or ABOVE.match(name) or TOLD_BY.match(name)
    end = name.rfind("（") if name.endswith("）") else len(name)
    return end - (head.end() if head else 0)


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
    site = None if name.endswith(NO_BODIES) or OWN.match(whole) else SITE.match(whole)
    return site["tail"] if site else ""


def of_higher(text: str, end: int, name: str, whole: str) -> str:
    """The department of the government above, which one of a place has too: 县级人民政府或上一级人民政府民政部门.

    The government of one's own level is itself what is chosen: 本级人民政府或者上级人民政府民政部门.
    """
    if not text.startswith("或", end) or not name.endswith("政府") or name.startswith(("本级", "同级")):
        return ""
    higher = HIGHER.fullmatch(whole)
    return higher["tail"] if higher else ""


def of_funds(name: str, ending: str) -> str:
    """The ending behind 县财政, a body by itself where none is shared (县财政、教育部门)."""
    return ending if ending and name.endswith("财政") and not name.startswith("中央") else ""


def class_of(name: str) -> str:
    """The ending of a name that others share which stand before it, if it is more than that."""
    kind = OR_KIND.search(name) if name.endswith("）") else None
    core = name[: kind.start()] if kind else name
    plain = CLASS.search(core) if core.endswith(KINDS) else None
    return name[plain.start() :] if plain and plain.start() >= 2 else ""


def of_like(name: str, whole: str) -> str:
    """What a later member says of bodies of another kind or place, if this says the like: 公办、民办学校."""
    if name in DEGREES and whole.startswith(DEGREES):
        return whole[1:]
    own = SET_UP.match(whole) if "的" in whole and "的" not in name else None
    if own and is_body(name) and is_body(own["whose"]) and not FOUNDED.search(name):
        return whole[own.end() :]
    if (name[-1] in "省市县区州盟旗" or "各" in name) and (area := OF_AREA.match(whole)) and is_body(name):
        return whole[area.end() :]
    for alone, like in LIKE if whole else ():
        if alone.fullmatch(name) and (other := like.match(whole)):
            return whole[other.end() :].removeprefix("的")
    if not whole.endswith(RUN_BY) or name.endswith(RUN_BY) or not ends_name(name, len(name)):
        return ""
    return whole[-2:] if ends_name(whole, len(whole) - 2) else ""


def is_body(name: str) -> bool:
    """Whether a name is that of a body, a place or a zone."""
    return is_name(name, 0, len(name)) or ZONE.fullmatch(name) is not None


def of_named(name: str, whole: str) -> str:
    """The body of a later member that is a place with its body, if this is such a place alone: 东丽区、西青区教育局."""
    if name[-1] not in NAMED_ENDS or (place := NAMED.fullmatch(name)) is None or place["tail"] or is_zone(name):
        return ""
    other = NAMED.fullmatch(whole)
    if other is None or other["tail"] is None or is_zone(whole[: other.start("tail")]):
        return ""
    mine, theirs = place["kind"], other["kind"]
    alike = (mine in COUNTY) is (theirs in COUNTY) and not (mine == "区" and theirs == "市")
    return other["tail"] if alike else ""


def is_zone(name: str) -> bool:
    """Whether a name is that of a zone; a new district (新区) has a government as others do."""
    return SPECIAL.fullmatch(name) is not None and (not name.endswith("新区") or name.endswith("高新区"))


def alone(own: re.Match[str], tier: re.Match[str], later: list[str]) -> bool:
    """Whether a level of place takes no ending from the member behind it; towns have no bodies 直属 to them."""
    if tier.string.startswith(UNDER, tier.end()) and own["level"].startswith((*TOWNS, "乡", "镇", "村")):
        return True
    if own["all"] and own["all"][-1] == "的" and tier["tier"]:  # 设区的市、县级人民政府
        return False
    return bool(own["all"] and complete(own, tier, later))


def complete(own: re.Match[str], tier: re.Match[str], later: list[str]) -> bool:
    """Whether a class of places is a member by itself: what follows has a level of its own, not one beside or below.

    各乡镇、县财政局 are 各乡镇 and 县财政局, but 各市、县财政局 are 各市财政局 and 各县财政局. `later` are the members
    behind, the last first.
    """
    if tier["tier"] or beneath(own, tier):
        return True
    above = 0 if tier["level"] == "区" and tier.string.endswith("厅") else rank(tier["level"])
    if above >= rank(own["level"]):
        return False
    beside = own["level"] in COUNTIES and tier["level"] == "市"
    return not beside or any(name.startswith("市") for name in later[:-1])


def beneath(own: re.Match[str], tier: re.Match[str]) -> bool:
    """Whether the body behind a level of place is one that only this level has: 县级、街道办事处."""
    body = tier.string[tier.end() :]
    return body.startswith(UNDER) or SOLE_LEVEL.get(body, own["level"]) != own["level"]


def rank(level: str) -> int:
    """How high a level of place stands; of several the highest (市县)."""
    level = level.partition("（")[0]
    return RANKED[level] if level in RANKED else min([RANK[c] for c in level if c in RANK], default=0)


def parallel(name: str, whole: str, shared: str) -> str:
    """The ending behind the word that a member ends in like the last one: 长者食堂、社区食堂运营机构.

    Or behind a word of the same make: 供水、供气经营企业, 道路、水路运输企业.
    """
    at = whole.find(name[-2:], 1, len(whole) - len(shared)) if len(name) > 2 else -1
    if at > 0:
        return whole[at + 2 :]
    paired = name[-1] == whole[len(name) - 1 : len(name)] or name[0] == whole[0]
    trade = TRADE.match(whole, len(name)) if paired else None
    return whole[len(name) :] if trade and trade.end() == len(whole) - len(shared) else shared


def joined(name: str, ending: str) -> str:
    """A member with the shared ending, which may begin with what the member ends in: 综合执法 with 执法机关."""
    return name + (ending[2:] if name.endswith(ending[:2]) else ending)


def written(text: str, start: int, end: int) -> str:
    """A piece as written, without a short title in brackets, or of how many levels it is the last (县、乡两级)."""
    name = text[start:end].strip()
    if name[-1:] == "级" and name[-2:-1] in "两三四" and name[:-2].endswith((*LEVELS_WRITTEN, "）")):
        return name[:-2]
    return SHORT.sub("", name) if "（" in name else name


def closed(text: str, start: int, end: int, m: re.Match[str] | None) -> tuple[str, str]:
    """Name and shared ending of a member that 等 may close: 税务局等部门 → 税务局; 公安等部门 → 公安部门 for all."""
    name = written(text, start, end)
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
    if (bodies := PLACES_BODIES.fullmatch(rest)) and not name.endswith("天", 0, m.start()):  # 天等县
        tail = bodies["tail"] if "（" in rest else bodies["level"] + bodies["tail"]
        return name[: m.start()] + tail, tail
    noun = SERVICE.fullmatch(rest) or CLASS.search(rest) if rest.endswith(KINDS) else None
    if not rest or (noun and ends_name(text, start + m.start())):
        return name[: m.start()], noun[0] if noun else ""
    if noun:
        return joined(name[: m.start()], noun[0]), noun[0]
    return name, ""
