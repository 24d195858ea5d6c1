"""What a body that is encouraged is to do (鼓励企业抗击灾害): told by what makes no longer noun with its name."""

import re

from policytext.reading.units.organisations import branched, patterns

QUANTITY = re.compile(
    "[0-9一二三四五六七八九十两百]{1,4}(?:[-—－～~至到、][0-9]{1,4})?[余多]?[家所](?:以上|左右)?的?(?!庭)"
)
"""支持3家以上龙头企业…: how many of them, before their name."""
NUMBERS = frozenset("0123456789一二三四五六七八九十两百")
NOMINAL = (
    "建设", "发展", "工作", "改革", "创新", "升级", "改造", "改装", "转型", "生产", "成长", "壮大", "培训", "培养",
    "水平", "能力", "管理", "服务", "运行", "运营", "保障",
)  # fmt: skip
"""With these ends what may be a noun as a whole: 支持企业装置节能改造."""
SHORTEST = 4
"""Characters of an act at least."""
ITEM = 3
"""Characters of a mark and another item at least: what stands there is no act (社区、开放平台)."""
WORDS = re.compile("[一-鿿“”、]+")
UNDERGONE = "(?:(?:[一-鿿]{1,2}化)?建设|培育|孵化|打造|引育|改造(?:提升|升级)?|改革(?:发展|创新)?)"
PURSUED = f"(?:{UNDERGONE}|引进|合作|交流|发展|更新|升级|创新|应用|推广|示范|开放)"
ACTIVITY = re.compile(
    f"(?:{UNDERGONE}|技术改造(?=[、和与及]))(?:(?:[、和与及][^，。；：]{{2,60}}?{PURSUED})?(?:等?(?:工作|项目|活动"
    f"|任务|事业|事项))?|等)$"
)
"""支持企业培育、平台建设等工作: what is done for bodies, and nothing that one of them is to do."""
LAST_ACT = re.compile(f"{UNDERGONE}(?:工作|项目)?")


def named_from(text: str, at: int) -> int:
    """Where names begin behind `at`, past how many there are."""
    number = QUANTITY.match(text, at) if text[at : at + 1] in NUMBERS else None
    return number.end() if number else at


def is_act(text: str, end: int, limit: int) -> bool:
    """Whether `text[end:limit]`, behind the name of a body that is encouraged, says what it is to do.

    >>> is_act("支持企业抗击灾害", 4, 8), is_act("支持企业技术改造", 4, 8), is_act("支持高新科创走廊贯通南北", 5, 12)
    (True, False, False)
    """
    if text[end - 1] == "科":  # no section of an office is encouraged: a word goes on (科创, 科研)
        return False
    if text[end] == "“":
        return text.find("”", end, limit) == limit - 1
    if branched()["manner"].match(text, end, limit):
        return True
    if limit - end < SHORTEST or not WORDS.match(text, end, end + SHORTEST) or "的" in text[end : end + 5]:
        return False
    return not (branched()["compound"].match(text, end, limit) or text.endswith(NOMINAL, end, limit))


def is_activity(text: str, end: int, limit: int) -> bool:
    """Whether the clause from `end` to `limit` makes with the name before it what is done for such bodies.

    >>> is_activity("支持企业培育、平台建设等工作", 4, 14), is_activity("支持企业建设平台", 4, 8)
    (True, False)
    """
    return ACTIVITY.match(text, end, limit) is not None


def act_later(text: str, end: int, limit: int) -> bool:
    """Whether an act follows behind a list, and not only what is done for all of it (乡镇、村庄道路建设)."""
    word = patterns()["predicate"].search(text, end + ITEM, limit)
    return word is not None and LAST_ACT.fullmatch(text, word.start(), limit) is None
