"""What a unit is there for, without its place and level (职能): 省教育厅 and 市教育局 have one function."""

from __future__ import annotations

import re
from functools import lru_cache

from policytext.model import Level
from policytext.reading.header.places import chain, place_of

PLACE = r"(?:省|自治区|设区市|市(?!场|容|政(?!府|协|数))|自治州|州|盟|县(?!域)|区(?!域)|旗|乡(?!村)|镇|街道(?!办))"
PREFIX = re.compile(
    rf"(?:各级|各|全|本|我|有关|相关|所在|所属|当地|同级|上级"
    rf"|下级)*(?:{PLACE}[、和及]?(?:（{PLACE}(?:、{PLACE})*）)?)*(?:[两三]?级(?:以上)?)?(?:地方)?"
    r"(?:有关|相关)?"
)
"""Words before the function that tell whose it is."""
CENTRAL = re.compile(r"国家|中央|全国|中共")
LEAGUE = re.compile(r"(?:共青)?团[^，、]{0,6}委")
"""The Youth League, whose place stands inside its name (团县委)."""
ENDING = re.compile(
    r"(?:行政)?(?:主管)?(?:部门|总局|总署|委员会|办公室|办公厅|(?:服务|管理|(?<!机关)事务|(?<=机关事务))中心"
    r"|局[一-鿿]{2,4}分局|[厅局委办部署])$"
)
"""What a body of that function is called on one level or another."""
WORD_OF_LEVEL: tuple[tuple[str, Level], ...] = (
    ("省", "province"),
    ("自治区", "province"),
    ("设区市", "prefecture"),
    ("市、县", "prefecture"),
    ("市", "prefecture"),
    ("州", "prefecture"),
    ("县", "county"),
    ("区", "county"),
    ("镇", "township"),
    ("乡", "township"),
    ("街道", "township"),
    ("村", "community"),
    ("社区", "community"),
)
GOVERNMENT = re.compile(r"^(?:国务院|(?:人民)?政府)(?=(?P<whole>$|办公[厅室]$|[^，、]{0,6}会议$)?)")
"""A government, and before the names of its departments (国务院国资委): it has its own office and meetings."""
NOWHERE = frozenset({"", "地", "地方", "地区", "单位", "部门", "方面", "机关"})
"""What is left of the names that only tell a place or a class."""


@lru_cache(maxsize=4096)
def function(name: str) -> str:
    """The function of a unit; empty where its name tells a place or a class of bodies only.

    >>> [function(x) for x in ("省卫生健康委", "澜溪市民政局", "各县区人民政府", "县级农业农村部门", "松岭县")]
    ['卫生健康', '民政', '政府', '农业农村', '']
    >>> [function(x) for x in ("国务院", "国务院办公厅", "省政府办公室", "国务院国资委")]
    ['政府', '政府办公室', '政府办公室', '国资']
    """
    if LEAGUE.match(name):
        return "共青团"
    rest = without_place(name)
    if m := GOVERNMENT.match(rest):
        own = m["whole"]
        if own is not None:
            return "政府办公室" if own.startswith("办公") else "政府" + own
        rest = PREFIX.sub("", rest[m.end() :], count=1)
    core = ENDING.sub("", rest) or rest
    return "" if core in NOWHERE else core


def without_place(name: str) -> str:
    """The name without the places before it."""
    rest = CENTRAL.sub("", name, count=1) if CENTRAL.match(name) else name
    m = PREFIX.match(rest)
    if m and m.end():
        return rest[m.end() :]
    for place in chain(rest):
        if place.name and rest.startswith(place.name):
            rest = rest[len(place.name) :]
    return rest


def same_function(a: str, b: str) -> bool:
    """Whether two functions are one, one of them perhaps in short (卫健, 卫生健康).

    >>> same_function("卫健", "卫生健康"), same_function("住建", "住房城乡建设"), same_function("民政", "民族")
    (True, True, False)
    """
    short, long = sorted((a, b), key=len)
    if a == b or len(short) < 2:
        return a == b and bool(a)
    signs = iter(long)
    if long.startswith(short) and len(long) > len(short) + 2 and long[len(short)] not in "和与及":
        return False  # 生态环境 and 生态环境监测站: an office of its own, no longer name of the other
    return short[0] == long[0] and len(long) <= 4 * len(short) and all(c in signs for c in short)


@lru_cache(maxsize=4096)
def level_of(name: str) -> Level | None:
    """The level that the name of a unit shows, or `None`."""
    m = PREFIX.match(name)
    own = re.sub("^(?:各级|各|全|本|我)", "", m[0]) if m else ""
    for word, level in WORD_OF_LEVEL:
        if own.startswith(word):
            return level
    return place_of(name).level
