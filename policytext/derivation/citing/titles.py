"""Titles of documents in the forms in which they are cited: with the issuer or without, enclosed or as a notice.

《国务院办公厅关于印发〈甲规划（2021—2025年）〉的通知》, 关于印发甲规划的通知 and 《甲规划》 name one instrument.
Each form becomes a key (letters, digits and ideographs only) with a weight: how surely equal keys mean one document.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from policytext.derivation.citing.places import places

SIGN = re.compile(r"[\W_]+")
PERIOD = re.compile(r"((?:19|20)\d{2})年?\s*(?:[-—–~～－―]+|至|到)\s*((?:19|20)?\d{2})(?!\d)")
OUTER = re.compile(r"^\s*[《〈“「『]([^《》]*(?:《[^《》]*》[^《》]*)*)[》〉”」』]\s*$")
SECONDARY = re.compile(
    "解读|答记者问|记者问|征求意见|公开征集|问答|图解|访谈|发布会|释义|草案|送审稿|讨论稿|起草说明|政策说明|政策吹风"
)
"""Writings about a document, and drafts of it: never the document itself."""

TALK = re.compile("(?:讲话|发言|致辞|致词|演讲|谈话|答问|解读)(?:全文|实录|摘要|提纲|稿|要点)?(?:（[^（）]*）)?$")
"""How titles of talks end; 关于学习贯彻…讲话精神的通知 is none."""

ISSUED = "印发|转发|批转|发布|公布|下发|颁布|颁发"
HANDED_ON = re.compile("^(?:关于)?(?:转发|批转)")
LEAD = re.compile(rf"(?:关于|{ISSUED})")
ENCLOSED = re.compile(
    rf"^(?:关于)?(?:{ISSUED})(?P<inner>.+?)的(?:补充|紧急|联合)?(?:通知|公告|通报|通告|令|函|决定)(?:[（(].*)?$"
)
QUOTED = re.compile(r"《([^《》]+)》|〈([^〈〉]+)〉|“([^“”]+)”|『([^『』]+)』")
TAIL = re.compile(
    r"[（(【\[·•][^（）()【】\[\]]*[）)】\]]?\s*$"  # （试行）, （2021—2025年）, （第二版）
    r"|(?<=[一-鿿])(?:\d{4}[-—–~～至]+\d{4}年?)$"
)
UNFINISHED = re.compile(rf"^(?:关于)?(?:{ISSUED})[〈《]?([^〈〉《》]+?)[〉》]?(?<!的通知)$")
"""A notice of issue whose own kind was left off: 关于公布甲名单."""

STATE = "中华人民共和国"
OWN_PLACE = re.compile("^(?:全|本|我)(?:省|市|县|区|自治区|国)|^[省市县区](?=[一-鿿]{6})")
"""How a document calls what belongs to its own place."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a title says: who issued, and the keys by which it can be found, best first."""

    issuer: str
    keys: tuple[tuple[str, float], ...]
    placeless: tuple[tuple[str, float], ...] = ()
    """The keys without the place that they begin with: a document of that place may be called so."""
    secondary: bool = False
    """A writing about the document or a draft of it: answers to its full title only."""


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """Letters, digits and ideographs only, folded; a span of years in one form.

    >>> squeeze("《关于做好 ２０２１年工作的通知》"), squeeze("规划（2021至2025年）") == squeeze("规划(2021年-2025年)")
    ('关于做好2021年工作的通知', True)
    """
    plain = PERIOD.sub(span_of_years, unicodedata.normalize("NFKC", text))
    return SIGN.sub("", plain).lower()


def span_of_years(m: re.Match[str]) -> str:
    """Both years in full, nothing between."""
    return m[1] + (m[2] if len(m[2]) == 4 else m[1][:2] + m[2])


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
    if SECONDARY.search(QUOTED.sub("", text)) or SECONDARY.search(text[-6:]):
        for inner in QUOTED.findall(text):
            if SECONDARY.search("".join(inner)[-6:]):
                add("".join(inner), 0.9)
        return Name(issuer="", keys=tuple(keys.items()), secondary=True)
    # Who hands a document on hands on another's: it answers to that name only where the document itself is absent.
    inside = 0.85 if HANDED_ON.match(core) else 0.95
    add(core, 0.97)
    add(TAIL.sub("", core), 0.92)
    if m := UNFINISHED.match(core):
        add(m[1], inside - 0.02)
        add(TAIL.sub("", m[1]), inside - 0.05)
    for inner in enclosed(core):
        own = split_issuer(inner)[1]
        add(inner, inside)
        add(own, inside - 0.02)
        add(TAIL.sub("", own), inside - 0.05)
        for deeper in enclosed(own):
            add(deeper, inside - 0.05)
    ordered = tuple(sorted(keys.items(), key=lambda k: -k[1]))
    placeless = tuple((short, w - 0.02) for key, w in ordered if (short := without_place(key)) != key)
    return Name(issuer=issuer, keys=ordered, placeless=placeless)


def without_place(title: str) -> str:
    """A title without the place that it begins with."""
    return OWN_PLACE.sub("", title.removeprefix("".join(places(title))))


def enclosed(core: str) -> list[str]:
    """The titles that a notice of issue encloses, quoted or not."""
    m = ENCLOSED.match(core)
    if m is None:
        return []
    # “十四五” and the like are quoted words of a title, not titles.
    quoted = [x for groups in QUOTED.findall(m["inner"]) if len(x := "".join(groups)) > 6]
    return quoted or [m["inner"]]
