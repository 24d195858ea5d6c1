"""What is the name of an organisation (单位), told by its ending and its beginning, not by a list of names."""

import re
from functools import lru_cache

from policytext.reading.branches import Branches, openers
from policytext.reading.lexicon import Lexicon
from policytext.reading.name_words import uncovered
from policytext.reading.rules import Rule, RuleSet

TOO_LONG = 60
"""Longer names are relative clauses gone astray: 承担…任务的机构 are the longest that stand as subjects."""


OFFICIAL = re.compile(
    r"(?:[部局委厅办处院]|部门|机构|单位|中心|机关|小组|指挥部)$|^.{2,3}(?:企业|公司|主体|学校|省市|地区|银行|网点)$"
    r"|^(?:示范|培训|教育|推广)基地$|^(?:集中)?(?:隔离|采样)点$"
    r"|^联合[^的]{0,6}(?:办公室|委员会|专班|工作组|实验室|研究院|大学|学院)$|"
    r"^开放(?:实验室|大学)$|^(?:申请|申报|参与|参加|入驻|承担|获得|承接)[^的]{0,8}(?:企业|公司)$"
)
"""Endings of names that may begin with what is also a verb: 宣传部, 建设单位, 研究机构."""


INSPECTED = re.compile("(?:检查|考核|督查|督导|抽查|巡查|暗访|走访|慰问)(?:学校|医院|卫生院|企业|公司|地区)")
"""An inspection and its object, which are no name: 检查学校 (but 检查单位, 考核部门)."""
BRANCHED = ("predicate", "opening", "verbal", "encouraged_act", "manner", "compound")
ROOTED = re.compile(r"各|有关|相关|国有|国家|国务院|全[省市县区国]|我[省市县区]|本[级地省市县区]|当地|税务")
"""How another name begins: after a verb it is the object, and no part of a longer name (授权国有…公司)."""
BELOW = re.compile("[县州镇乡]|区(?!域)|[省市](?![场政容])")
"""How a body begins that another directs (县卫健局协调县医保局…): no name goes on with it."""
LONGEST_PLACE = 12
LONGEST_OFFICIAL = 20
"""The same of one in full: 双江拉祜族佤族布朗族傣族自治县."""
PLACE_ENDS = frozenset("省市县区州盟旗岛城会")
LEVELS = ("省", "市", "县", "区", "镇", "乡", "村")


@lru_cache(maxsize=1)
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of this reader by the last part of their rule id."""
    rules = RuleSet.default().family("assignments")
    return {r.id.partition(".")[2]: r.regex for r in rules if r.pattern is not None}


@lru_cache(maxsize=1)
def branched() -> dict[str, Branches]:
    """The patterns of many words, for a match at one place."""
    rules = RuleSet.default().by_id
    return {name: Branches(rules[f"assignments.{name}"].pattern or "") for name in BRANCHED}


@lru_cache(maxsize=1)
def hinted() -> dict[str, Rule]:
    """The rules whose literals tell beforehand whether a text can hold a match."""
    return {r.id.partition(".")[2]: r for r in RuleSet.default().family("assignments") if r.hint}


@lru_cache(maxsize=1)
def compounds() -> frozenset[tuple[str, str]]:
    """Both sides of each 和 that belongs to a name (工业和信息化部): there a list is not to be cut."""
    forms = Lexicon.default("institutions").by_form
    return frozenset((a[-2:], b[:2]) for f in forms if "和" in f for a, _, b in [f.partition("和")])


@lru_cache(maxsize=1)
def fields() -> frozenset[str]:
    """Fields of government that stand for the bodies in charge of them (公安、民政、城管), from the names of bodies."""
    names = (re.sub(r"^(?:国家|中国|中央|国务院)", "", f) for f in Lexicon.default("institutions").by_form)
    return frozenset(n[:-1] for n in names if 3 <= len(n) <= 6 and n[-1] in "部委局署办" and "和" not in n)


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Names of places, full and short (武汉市, 武汉), which in a list stand for their governments."""
    return frozenset(Lexicon.default("divisions").by_form)


@lru_cache(maxsize=1)
def provinces() -> frozenset[str]:
    """Names of provinces, short as in the names of bodies that sit there (广东 in 广东海事局)."""
    forms = Lexicon.default("divisions").by_form
    return frozenset(name for name, entries in forms.items() if len(name) <= 3 and entries[0].level == "province")


@lru_cache(maxsize=1)
def place_heads() -> frozenset[str]:
    """The first two characters of names of places."""
    return frozenset(name[:2] for name in places())


def own_place(name: str) -> bool:
    """Whether a name begins with that of a place (赵县民政局, 会昌县财政局)."""
    name, known = uncovered(name), places()
    if name[:2] not in place_heads():
        return False
    return any(name[e - 1] in PLACE_ENDS and name[:e] in known for e in range(2, min(len(name), LONGEST_OFFICIAL)))


def places_ahead(text: str, start: int, limit: int) -> int | None:
    """The end of a list of two places or more at `start` (武汉、鄂州、黄石), or `None`."""
    at, count, heads, known = start, 0, place_heads(), places()
    while text[at : at + 2] in heads:
        end = next((e for e in range(min(limit, at + LONGEST_PLACE), at + 1, -1) if text[at:e] in known), None)
        if end is None:
            return None
        count += 1
        if text[end : end + 1] not in ("、", "和", "与", "及"):
            return end if count > 1 else None
        at = end + 1
    return None


def ends_name(text: str, end: int) -> bool:
    """Whether the name of an organisation can end before `end`, a closing bracket included."""
    if end <= 0:
        return False
    if text[end - 1] == "）":
        opened = text.rfind("（", max(0, end - 24), end)
        return opened > 0 and patterns()["ending"].match(text, opened - 1) is not None
    return patterns()["ending"].match(text, end - 1) is not None


def is_field(name: str) -> bool:
    """Whether `name` is a field of government used for its body, with or without a level before it (市公安)."""
    return name in fields() or (name[:1] in LEVELS and name[1:] in fields())


def is_name(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` reads as the name of one organisation or class of organisations."""
    if not 2 <= end - start <= TOO_LONG and text[start:end] not in LEVELS:
        return False
    if branched()["opening"].match(text, start, end) or text[start] in "》）”、" or "《" in text[start:end]:
        return False
    if not ends_name(text, end):
        return False
    piece = text[start:end]
    if (piece[0].isdigit() and "以上的" not in piece) or "同志" in piece or "兼任" in piece:
        return False
    return not ordered(piece)


def ordered(piece: str) -> bool:
    """Whether a piece that ends like a name begins with a verb: an order without subject (推广社区食堂企业)."""
    if INSPECTED.fullmatch(piece):
        return True
    if "的" in piece or (verb := branched()["verbal"].match(piece, 0)) is None:
        return False
    if patterns()["called"].fullmatch(piece):
        return False
    return OFFICIAL.search(piece) is None or ROOTED.match(piece, verb.end()) is not None


@lru_cache(maxsize=1)
def nouns() -> frozenset[str]:
    """The characters with which a name can go on."""
    return frozenset(c for word in ("noun", "charged") for c in openers(patterns()[word].pattern) or ())


def goes_on(text: str, end: int, limit: int) -> bool:
    """Whether a name that could end at `end` goes on: 民委 in 民委监督检查处, 社团 in 社团组织."""
    if text[end : end + 1] not in nouns():
        return False
    found = patterns()
    if found["charged"].match(text, end, limit):
        return True
    if (m := found["noun"].match(text, end, limit)) is None:
        return False
    if found["ending"].match(text, m.end() - 1):
        return True
    if m[0] == "组织" or BELOW.match(text, m.end(), limit):
        return False
    later = found["official"].search(text, m.end(), min(limit, m.end() + 6))
    if later is None or text[later.end() : later.end() + 1].isdigit() or found["break"].search(text, end, later.end()):
        return False
    return text.find("对", m.end(), later.start()) < 0  # 研究制定对政府…的办法 is a predicate
