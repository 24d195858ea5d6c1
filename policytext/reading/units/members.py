"""The pieces of a coordination of organisations: where it is cut, and where a mark or conjunction belongs to a name."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from policytext.reading.units.organisations import compounds, ends_name, is_field, patterns, place_heads, places

CUT = re.compile(
    "特别是|尤其是|[（〔]|[）〕]|[、，；／/\n]| +|以及|[及或]其(?!他|它|余|中)|[和与暨]|及(?!时)|或者?|"
    "(?<!会)同(?=[各省市县区乡镇有相高]|银行|医院|[^，。；：、的]{2,9}(?:[部委局厅]|政府|企业|学校|机构))"
)
LEVEL = (
    r"(?:市辖区|民族乡|自治区|设区市|地级以上市|地市|地(?=（)|自治州|自治县|直辖市|计划单列市|地级市|县级市|区县|市县"
    r"|县市|市州|盟市|旗县|县区|乡镇|镇街|街道|社区|街镇|"
    r"开发区|高新区|功能区|[省州盟县旗镇]|市(?!场|容|政[^府协法])|区(?!域|块|划)|乡(?!村)|村(?!镇))"
)
PLACE = re.compile(
    rf"(?P<all>各(?:设区的|有关|相关)?|不?设区的|有关|相关|其[他余]|受灾|沿[海江边河湖]"
    rf"|(?:[^、各]{{2,14}})?(?:所在|发生|事发)地的?|所在"
    rf"|事发地)?(?P<level>{LEVEL}(?:（[^（）]{{1,12}}）)?)(?P<tier>级)?(?P<both>[两三四]级)?"
)
TOWNS_AND_STREETS = re.compile("各(?P<towns>乡镇|[乡镇])街道(?:办(?:事处)?)?")
"""Two classes of bodies without a mark between them."""
TIER = r"(?:[省市县区州旗盟镇乡村街]|社区|街道|乡镇|镇街|街镇|区县|县区|市州|州市|盟市|旗县|县市)(?:（[^（）]{1,12}）)?"
TIERS = re.compile(f"各?({TIER})({TIER})(?:(?=[两二]级)|({TIER})(?:(?=三级)|({TIER})(?=四级)))")
"""So many levels without a mark between them as the number behind them tells: 市县两级, 县乡村三级."""
TOP = re.compile("国家级?|中央|部级|全国")
"""Levels without a place."""
BELOW = re.compile(rf"地方(?:各级)?|[我本全]?(?:省市|{LEVEL})(?:级|属)?")
"""A level that bodies are named after, behind those: 国家和地方实验室, 中央和省级媒体."""
PARTIES = ("方", "行业", "团队", "部队")
"""Endings of whom a body stands beside, and who are none: 设备方和供应商, 各行业和各企业."""
PEOPLE = ("人", "员", "者", "民", "户", "们")
"""Endings of persons, who take no ending of a body: 志愿者及其他有关单位."""
PERSON = ("者", "师", "员")
"""Endings of persons of whom something is said: 有意参与的志愿者与志愿服务组织 is no one name."""
OTHERS = re.compile(r"其他(?:有关|相关)|(?:具备|有|符合)条件的")
KIN = re.compile("(?:有关|相关)(?:单位|部门|机构|企业)")
"""After users and households: bodies that have to do with them (用户及相关单位)."""
AND_SO_ON = (
    r"等(?![级次额效距第]|(?<=[高中初]等)(?<![一二三四五六七八九十]中等)(?:教育|职业|专业|专科|师范|院校|学[校历])|"
    r"(?<=平等)(?:协商|就业|参与|保护|竞争|交流))"
)
"""等 behind what is listed, not inside a word: 高等教育机构, 平等协商机构, 等级认定中心."""
ETC = re.compile(rf"{AND_SO_ON}(?P<rest>[^等]{{0,12}})$")
QUANTIFIER = re.compile(
    r"其他有关|其他相关|其他各|所在(?!地)|[^、的各]{0,8}所在地(?!的|区[或和及与、]"
    r"|[^、]{2,8}[市县区镇乡](?:人民)?政府)|地方各级|(?:地方|本地)(?=党委)|各级|各地(?!区)"
    r"|(?:国务院|县级以上(?:地方)?(?:各级)?人民政府)(?=(?!有关|相关|各|所属)[^、]{2,}部门$)"
    r"|[省市县区旗州盟]级(?!以[上下])|当地|同级|本级|[上下]一级|上级|各有关|有关|各相关|相关|各"
)
AND_OF = "和及与"
HELD_BY = re.compile(
    "[公民]办|[公私]立|[中外]方|[公民国私]营|[国私]有|集体|外资|合资|[大中小微]型|小微|城[市镇乡]|农村|乡村|境[内外]"
    "|国[内外]|普通|[一二三四五]级|非?[A-Z0-9]{1,2}级|[省市县区镇乡][直属辖](?!机关)"
    "|[^、的各或和与及]{2,3}[性型](?![质号])"
)
"""Kinds of bodies by pairs, which share what they are kinds of: 公办和民办学校, 政策性、开发性银行."""
OF_A_KIND = re.compile(f"(?:各类?|全[省市县区]|[本我][省市县区])?(?:{HELD_BY.pattern})")
TWO_FIELDS = re.compile("(?![省市县区州旗镇])[^、，和与及等]{2,8}(?:[局厅委]|委员会)(?:[、，和与及等]|$)")
"""What makes one name with the field before 和: 自然资源和规划局、财政局等部门."""
RESIDENCE = re.compile(
    "(?:户籍|户口|居住|经常居住|常住|暂住|原籍|工作|就业|就读|参保|注册|登记|经营|生产|销售|使用|发生|发现|所在|始发"
    "|目的|迁[入出]|流[入出]|输[入出]|转[入出]|源头?)地"
)
"""Where somebody lives or something is: 户籍地或居住地乡镇人民政府 are two."""
ALIKE = ((OF_A_KIND, HELD_BY), (RESIDENCE, RESIDENCE), (TOP, BELOW))
"""What can stand before 和 and behind it, where both say of what kind, place or level the bodies are."""
MORE_FIELDS = ("纪检监察", "纪检", "监察", "行政", "检察", "残联", "城管", "妇联", "疾控", "政法", "编制", "人社")
"""Fields of bodies that are named after no ministry."""
ONE_BODY = re.compile(
    "[省市州县区旗镇乡](?:人民)?政府[^、，。的和与及]{0,24}(?:小组|指挥部|专班|督查室|绩效办(?:公室)?)$"
)
"""Behind 县委、: what party and government have together (县委、县政府乡村振兴领导小组)."""
LETTERS = tuple("部委办厅局处室科队所站股司")
"""Classes of bodies by one letter, which share what stands before the first: 各有关委、办、局."""
OF_EACH = ("各", "有关", "相关")
OFFICER = ("长", "主任", "书记", "领导", "领导同志", "班子成员", "干部", "负责人", "负责同志", "责任人", "一把手")
"""Endings of who heads a body."""


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
        elif mark == "、" and text[m.start() - 1] == "委" and ONE_BODY.match(text, m.end(), end):
            continue
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
    if (left.endswith("户") and KIN.match(text, b, end)) or left == "个人":
        return True
    if m[0] in ("及其", "或其") and patterns()["run"].search(left):  # 各食堂及其主管部门
        return True
    if left.endswith("等") or ETC.search(left) or others:
        return not left.endswith(PEOPLE)
    if m[0][0] in "和及与或":
        if text.endswith(("部门", "机关", "企业"), b, end) and not TWO_FIELDS.match(text, b, end) and in_charge(left):
            return True
        if (left.endswith((*OFFICER, *PARTIES)) and ends_name(text, end)) or shares(left, text, b, end):
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
    for alone, like in ALIKE:
        if alone.fullmatch(left):
            return like.match(text, start, end) is not None
    if left[-1] != "级":
        return False
    own, other = PLACE.fullmatch(left), PLACE.match(text, start, end)
    return bool(own and other and other["tier"])


def split_all(text: str, pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, also where classes or levels stand side by side without a mark (各地区各部门, 市县两级财政)."""
    level = False
    for a, b in pieces:
        at = a
        tiers = None if level else TIERS.match(text, a, b)
        if tiers:
            ends = [tiers.end(k) for k in range(1, tiers.lastindex or 1)]
            yield from pairwise([a, *ends])
            at = ends[-1]
        level = PLACE.fullmatch(text, a, b) is not None  # of 市、区县两级 the second is one level
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
