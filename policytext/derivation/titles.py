"""Titles of documents in the forms in which they are cited: with the issuer or without, enclosed or as a notice.

《国务院办公厅关于印发〈甲规划（2021—2025年）〉的通知》, 关于印发甲规划的通知 and 《甲规划》 name one instrument.
Each form becomes a key (letters, digits and ideographs only) with a weight: how surely equal keys mean one document.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SIGN = re.compile(r"[\W_]+")
OUTER = re.compile(r"^\s*[《〈“]([^《》]*(?:《[^《》]*》[^《》]*)*)[》〉”]\s*$")
SECONDARY = re.compile(
    "解读|答记者问|记者问|征求意见|公开征集|问答|图解|访谈|发布会|释义|草案|起草说明|政策说明|政策吹风"
)
"""Writings about a document, and drafts of it: never the document itself."""

ISSUED = "印发|转发|批转|发布|公布|下发|颁布|颁发"
LEAD = re.compile(rf"(?:关于|{ISSUED})")
ENCLOSED = re.compile(
    rf"^(?:关于)?(?:{ISSUED})(?P<inner>.+?)的(?:补充|紧急|联合)?(?:通知|公告|通报|通告|令|函|决定)(?:[（(].*)?$"
)
QUOTED = re.compile(r"《([^《》]+)》|〈([^〈〉]+)〉")
TAIL = re.compile(
    r"[（(【\[][^（）()【】\[\]]*[）)】\]]\s*$"  # （试行）, （2021—2025年）, （第二版）
    r"|(?<=[一-鿿])(?:\d{4}[-—–~～至]+\d{4}年?)$"
)
STATE = "中华人民共和国"
DISTINCT = re.compile("进一步|补充|再次|紧急|修订|修改|废止|取消|延长|细则|第[一二三四五六七八九十]+[批期版次]|[0-9]+")
"""Words that tell two documents apart whose titles otherwise agree."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a title says: who issued, and the keys by which it can be found, best first."""

    issuer: str
    keys: tuple[tuple[str, float], ...]
    secondary: bool
    """A writing about the document or a draft of it: answers to its full title only."""


def squeeze(text: str) -> str:
    """Letters, digits and ideographs only, folded.

    >>> squeeze("《关于做好 ２０２１年工作的通知》")
    '关于做好2021年工作的通知'
    """
    return SIGN.sub("", unicodedata.normalize("NFKC", text)).lower()


def split_issuer(title: str) -> tuple[str, str]:
    """What stands before 关于 or 印发, and the title from there on.

    >>> split_issuer("甲市民政局关于做好救助工作的通知")
    ('甲市民政局', '关于做好救助工作的通知')
    """
    m = LEAD.search(title)
    if m is None or not m.start() or re.search("[《〈“]", title[: m.start()]):
        return "", title
    return title[: m.start()].strip(), title[m.start() :]


@lru_cache(maxsize=65536)
def read_title(title: str) -> Name:
    """The name that a title gives, as printed in a head, a metadata table or between 《 and 》.

    >>> [key for key, _ in read_title("乙省政府关于印发《甲规划（2021—2025年）》的通知").keys]
    ['乙省政府关于印发甲规划20212025年的通知', '关于印发甲规划20212025年的通知', '甲规划20212025年', '甲规划']
    """
    text = re.sub(r"\s*\n\s*", "", unicodedata.normalize("NFKC", title)).strip()
    if m := OUTER.match(text):
        text = m[1].strip()
    issuer, core = split_issuer(text)
    keys: dict[str, float] = {}

    def add(form: str, weight: float) -> None:
        key = squeeze(form).removeprefix(STATE)
        if len(key) > 1:
            keys[key] = max(keys.get(key, 0.0), weight)

    add(text, 1.0)
    if SECONDARY.search(QUOTED.sub("", text)) or text.endswith("稿)"):
        return Name(issuer="", keys=tuple(keys.items()), secondary=True)
    add(core, 0.97)
    add(TAIL.sub("", core), 0.92)
    for inner in enclosed(core):
        add(inner, 0.95)
        add(split_issuer(inner)[1], 0.93)
        add(TAIL.sub("", split_issuer(inner)[1]), 0.9)
        for deeper in enclosed(split_issuer(inner)[1]):
            add(deeper, 0.9)
    return Name(issuer=squeeze(issuer), keys=tuple(sorted(keys.items(), key=lambda k: -k[1])), secondary=False)


def enclosed(core: str) -> list[str]:
    """The titles that a notice of issue encloses, quoted or not."""
    m = ENCLOSED.match(core)
    if m is None:
        return []
    quoted = [a or b for a, b in QUOTED.findall(m["inner"])]
    return quoted or [m["inner"]]


def distinct(left: str, right: str) -> bool:
    """Whether two similar titles differ in a word that tells documents apart (a year, 补充, 进一步)."""
    a, b = DISTINCT.findall(left), DISTINCT.findall(right)
    return sorted(a) != sorted(b)
