"""What a body that is encouraged is to do (鼓励企业抗击灾害): told by what makes no longer noun with its name."""

import re

from policytext.reading.units.organisations import branched

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
WORDS = re.compile("[一-鿿“”、]+")


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
