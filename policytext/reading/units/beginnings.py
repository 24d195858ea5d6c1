"""A beginning that several members share and that is written once, before the first: 省发展改革委、财政厅."""

import re

from policytext.reading.units.endings import ABOVE, HEADED_BY, KINDS, OR_KIND, OWN, TOWNS
from policytext.reading.units.members import LETTERS, OF_EACH, PLACE, QUANTIFIER, Member
from policytext.reading.units.organisations import own_place, provinces

TOWN = re.compile("[^、各]{2,6}(?:[镇乡](?=(?:人民)?政府|党委|人大)|街道(?=办|党工委|管理办))")
"""A town by its name: 青山镇人民政府."""
LEVELLED = re.compile("[省市县区]级")
EITHER = ("有关", "相关")
EACH = re.compile("(?:其他)?(?:各?有关|各?相关|各(?![地级类种界项])|其他)(?:[省市县区地州]级|省份|地方|地区|省市)?")
"""What holds for all bodies that share an ending: 各建设、施工单位, 各省级发展改革、民政部门."""
OTHER_BODIES = ("学校", "高校", "企业", "医院", "园区")
"""Bodies that are no part of the government: 各级教育部门和学校 are 各级教育部门 and 学校."""
BARE = re.compile(
    r"(?:人民)?政府|党委(?:（党组）)?|党组|部门|单位|机构|企业|学校|高校|园区|地区|地方|组织|团体|委办局|医院|人民团体"
    r"|群团组织|(?:机关|职能|业务|直属)部门|"
    r"[部委办厅局]|街道办(?:事处)?|(?:社区)?居(?:民委员|委)会|村(?:民委员|委)会|部委"
    r"|(?:[^、]{0,4}(?:开发|功能|园|景|度假)区)?管委会"
)
ACT = r"(?:投资|运营|经营|生产|加工|销售|建设|施工|管理|监管|服务|研发|设计|使用|维护)"
ACTING = re.compile(rf"(?P<stem>(?!各|有关|相关|其他)[^的]{{2,}}){ACT}(?P<kind>公司|企业|单位|机构|部门)$")
ACTS = re.compile(rf"{ACT}(?P<kind>公司|企业|单位|机构|部门)")
BRANCHES = ("协会", "学会", "商会", "机关", "部门", "管委会")
"""Endings of bodies that every place has of its own, besides its offices."""
GRADED = ("部门", "机关", "政府", "组织", "办公室", "委员会", "团体", "工会", "妇联", "工商联", "残联")
"""Endings of bodies that stand at every level."""
SEAT = re.compile(
    r"(?:[^部委局厅办会、各（）]{2,8}?(?:自治区|[省州县区旗盟]|市(?!场|政[^府协法])))(?=[^级直辖、]{2,})"
    r"|各?(?:盟市|市州|市县|县区|区县|旗县|县市区)(?=[^级])|"
    r"各?(?:省|自治州|州|县|市|区)（[^（）]{1,10}）(?=[^级直辖、])"
    r"|各?(?:自治区|直辖市|计划单列市|[省州县旗盟]|区(?!域|块)"
    r"|市(?!场(?!监)|政[^府协法]|容|民(?![委政族宗])))(?=[^级直辖、场])|"
    r"(?:[^部委局厅办会、各城乡]{2,4}?)?镇(?![级村、街区各]|政府|人民)(?=[^、]{2})"
)
NEVER_BARE = ("税务局", "通信管理局", "邮政管理局", "气象局", "海事局", "总队", "总工会", "妇联", "残联", "工商联")
"""Bodies that are named with their seat wherever they stand: it tells nothing about those before them."""
MOST_SEATS = 4
"""Levels of place that may share one body: 省、自治区、直辖市、计划单列市财政部门."""
GOVERNMENT = ("政府", "人民政府")
LED = re.compile(
    "(?P<seat>(?:(?!.{0,4}级)[^、（]{0,8}(?:[省市县区州旗盟镇乡]|街道)|县级以上地方"
    "|[省市县区镇乡]{2,3}[两三]级)(?:（[^（）]{1,12}）)?)"
    "(?P<tail>(?:委|党委)(?:（[^（）]{1,6}）)?)"
)
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
TOWN_OFFICE = (*OFFICE, "所", "队", "卫生院")
"""Endings of the bodies of a town."""
LONGEST_STATION = 4
"""Characters of 司法所; with more it has its place in its name (青山司法所)."""
ATTRIBUTE = re.compile(r"(?:[^的]{1,30}的|外地|异地|外省)(?=[^的]{2,}$)")
"""What is said of bodies before the first of them: 园区内的医院、学校, 有条件的企业和高校, 外地医院、学校."""
AUTHORITY = re.compile(
    r".(?:[局厅委办]|政府|法院|检察院|(?<![诊目业程乐])部|部门|机关|办公室|指挥部)$|(?:疾控|疾病预防控制|应急|指挥)中心$"
)
"""Endings of bodies that govern."""
HEAD = re.compile(
    r"国务院|县级以上(?:地方)?(?:各级)?人民政府|属地|所属|(?:各级|[省市县区]级(?:以[上下](?:各级)?)?)(?:[^、的各]{2}性(?!质))?|[^、的各]{2}性(?!质)"
)
"""The place, level and kind that bodies of one ending share."""


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
            headed = HEADED_BY.match(out[-1].name) if lent(text, members[k - 1]) else None
            names = [(headed[0] if headed else attribute) + x.name]
        elif not OWN.match(x.name) and k:
            if full := own_seats(text, out, x.name) or twins(out[-1].name, x.name):
                names, inherited = full, False
            elif quantifier and (not place or quantifier == "所在") and fits(quantifier, x.name):
                names = [quantifier + x.name]
            elif (head := borrowed_head(text, members[k - 1], x.name, "" if seats else out[-1].name)) and not place:
                names = [head + x.name]
            elif quantifier == "各" and place:
                names = ["各" + x.name]
            elif seats and takes_seat(text, x, seats, members[k - 1]) and not restated(x, seats[0], members):
                of_party = PARTY.match("委" + x.name)
                names = [(party(s, out) if of_party else s) + x.name for s in seats]
        if k + 1 < len(members) and (names == [x.name] or not inherited):
            seats, quantifier = anchors(text, names[0], k, members)
            placed = ATTRIBUTE.match(x.name) if "的" in x.name or x.name[0] in "外异" else None
            attribute = placed[0] if placed else ""
        out += [Member(x.start, x.end, n) for n in names]
    return out


def own_seats(text: str, before: list[Member], name: str) -> list[str]:
    """The names with whose they are: 县政府 is that of 青禾县 in 青禾县委、县政府, 政府 that of 镇 in 镇党委、政府.

    Of several places that share what stands before it, each has its own: 省、市党委和政府.
    """
    last = before[-1].name
    if name.partition("（")[0] in GOVERNMENT and (led := LED.fullmatch(last)):
        seats = [led["seat"]]
        for m in reversed(before[-MOST_SEATS:-1]):
            other = LED.fullmatch(m.name)
            if other is None or other["tail"] != led["tail"] or text.endswith(led["tail"], m.start, m.end):
                break
            seats.insert(0, other["seat"])
        return [seat + name for seat in seats]
    of = COMMITTEE.match(last)
    own = of and name[0] == of["seat"][-1] and COMMITTEE.fullmatch(of["seat"] + name[1:])
    return [of["seat"] + name[1:]] if of and own else []


def other_act(before: str, name: str) -> str | None:
    """管网运营公司 after 管网建设公司 (管网建设、运营公司); 资产监管部门 after 资产监管机构 (资产监管机构或部门).

    And 各有关办 after 各有关委.
    """
    if name in LETTERS:
        return before[:-1] + name if before.endswith(OF_EACH, 0, len(before) - 1) else None
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


OF_CENTRE = re.compile(
    "(?!地方|基层|.{0,2}[级和与及])[^、]{2,3}(?:生态环境|税务|气象|邮政|银保监|金融监管|烟草专卖|统计调查)(?:分"
    "|支)?[局队]$"
)
"""A branch of a central body, by its own place (青禾税务局): it needs no other before it."""


def takes_seat(text: str, x: Member, seats: list[str], before: Member) -> bool:
    """Whether a member has its seat where those before it have: an office, or what ends as the one before it does.

    县民政、财政部门 are 县民政部门 and 县财政部门.
    """
    name = x.name
    shared = lent(text, before) and name.endswith(before.name[-2:])
    if "的" in name or name[:2] in provinces() or name[:3] in provinces():
        return False
    if name[-1] in "局队" and OF_CENTRE.match(name):
        return False
    everywhere = seats[0].startswith("各") and name.endswith(BRANCHES)
    if name[-1] == "所" and len(name) > LONGEST_STATION:
        return False
    if beside_it(before.name, name):
        return False
    office = name.partition("（")[0] if name[-1] == "）" else name
    return (shared or everywhere or office.endswith(offices(seats[0]))) and not (
        name.startswith(TOWNS) or SEAT.match(name) or TOWN.match(name) or own_place(name)
    )


def offices(seat: str) -> tuple[str, ...]:
    """Endings of the bodies that have their seat in a place: in a town also 所 and 队."""
    return TOWN_OFFICE if seat[-1] == "镇" else OFFICE


def restated(x: Member, seat: str, members: list[Member]) -> bool:
    """Whether a member needs no seat, since a later one has it anew and its own name tells the level.

    省政府办公厅、民政厅、省发展改革委、财政厅: only a province has a 厅.
    """
    if x.name[-1] != "厅":
        return False
    has = [x.name.startswith(seat) and not x.name.endswith(NEVER_BARE) for x in members]
    return has.index(True) + sum(has) < len(has) - has[::-1].index(True) if any(has) else False


def beside_it(before: str, name: str) -> bool:
    """Whether both say of a level of place alone that it has the same body: 县党委, 乡党委 (县、乡党委)."""
    level, other = PLACE.match(name), PLACE.match(before)
    return bool(level and other and before[other.end() :] == name[level.end() :])


def lent(text: str, x: Member) -> bool:
    """Whether the name takes its ending from a member behind it: 县民政 in 县民政、财政部门."""
    kind = x.name.endswith(KINDS) or OR_KIND.search(x.name) is not None
    return kind and not text.endswith(x.name[-2:], x.start, x.end)


def borrowed_head(text: str, before: Member, name: str, whole: str) -> str:
    """What opens the one before that took its ending from this one: 各级公益性 of 各级公益性助餐、配餐机构.

    `whole` is the name of the one before where no seat stands in it: 各 holds for all of 各建设、施工单位.
    """
    if not lent(text, before) or not name.endswith(before.name[-2:]):
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


def twins(before: str, name: str) -> list[str]:
    """The name with what stands before one level of place and holds for the next: 各盟民委, 各市民委 (各盟、市民委)."""
    a = PLACE.match(before)
    b = PLACE.match(name) if a and a["all"] else None
    shared = a and b and not b["all"] and before[a.end() :] == name[b.end() :] != ""
    return [a["all"].removesuffix("不设区的").removesuffix("设区的") + name] if a and shared else []


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


def anchors(text: str, name: str, k: int, members: list[Member]) -> tuple[list[str], str]:
    """What members after `name` can share: the seats of government it names, and its quantifier."""
    q = QUANTIFIER.match(name)
    found: list[str] = []
    office = name[: name.rfind("（")] if name.endswith("）") else name
    seat = SEAT.match(name)
    if seat and not (office.endswith(offices(seat[0])) or lent(text, members[k])):
        seat = None
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
