"""The places that the names of documents and bodies begin with; invented or former ones too."""

from __future__ import annotations

import re
from functools import lru_cache

from policytext.reading.lexicon import Lexicon

PLACE = re.compile(
    r"(?:(?![厅局部委府会院署关于和与及的])[一-鿿]){2,7}?(?:自治区|自治州|自治县|特别行政区|省|市|县|区|州|盟|旗|街道"
    r"|镇|乡)"
)
NO_PLACE = re.compile(
    "(?:[城超集都门上]市|[社小校园景灾城山牧库辖片特老]区|地区|[全各我本]省|[全各我本]市|[全各我本][县区]|乡镇|城镇"
    "|村镇)$"
)
PLACE_STOP = re.compile("市场|州县|区域|县级|省级|市级|区级|县域|乡村|省份|区划|市政")


@lru_cache(maxsize=1)
def known_places() -> frozenset[str]:
    """Names of the administrative divisions."""
    return frozenset(e.name for e in Lexicon.default("divisions"))


@lru_cache(maxsize=65536)
def places(name: str) -> tuple[str, ...]:
    """The places with which a name begins, the wider first.

    >>> places("青澜市霁川区教育局"), places("城市更新方案"), places("市场监管总局")
    (('青澜市', '霁川区'), (), ())
    """
    found, at = [], 0
    while m := PLACE.match(name, at):
        if PLACE_STOP.match(name, m.end() - 1) or (NO_PLACE.search(m[0]) and m[0] not in known_places()):
            break
        found.append(m[0])
        at = m.end()
    return tuple(found)
