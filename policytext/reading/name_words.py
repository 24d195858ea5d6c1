"""Names in which words of the language stand: covered while units are read, so that no word is seen there.

同 in 同安区, 市长 in 石家庄市长安区, 促进 in 县投资促进局 and 优化 in 县优化营商环境工作领导小组 look like a
preposition, an office and verbs. The lexicon `name_words` has such names and the letters that make the word; what
stands between a place and 领导小组 is told by its make. These letters are read as others that no text has, until the
name is told.
"""

import re
from collections.abc import Iterator
from copy import copy
from functools import lru_cache

from policytext.reading.lexicon import Lexicon
from policytext.reading.passage import Passage

LAST, LETTERS = 0x9FFF, 90
"""Downwards from this Chinese letter stand so many that no text has."""
GOES_ON = frozenset("域级分别间块位场容直属辖")
"""Behind 区, 县 or 市 these show that it ends no name of a place: 新建区域, 合作市场."""
COMPOUNDS = frozenset("相适响对供顺反感效")
"""Before 应城市 these show that another word ends there: 适应城市."""
GROUPS = ("领导小组", "协调小组", "指挥部", "联席会议", "工作专班")
"""Bodies that are named after what they are set up for."""
LONGEST = 26
"""Characters of that, with the place before it."""
SEAT = re.compile(
    "(?:(?<=^)|(?<=[由向报送交给至经和与及为归请同到、]))(?:国务院|国家|中央|全国|各级|各?[省市县区州盟旗镇乡]委?"
    "|[一-鿿]{2,7}?[省市县区州盟旗镇乡]委?)(?:(?:人民)?政府(?=[一-鿿]{4}))?(?=[一-鿿]{2})"
)
"""The place that has such a body, at the beginning of a clause or behind a word that puts it there."""
NO_PURPOSE = re.compile(
    "作为|成立|组建|设立|建立|同意|委托|批准|调整|召开|组成|会同|[接收]到|小组|指挥部|专班|牵头|负责|应当|必须|参加"
    "|加强对|以及|[两三四]级|[的要由各对将请]|[局厅委办部院府][和与及、]"
)
"""What stands in no purpose: a body that does something with the group, or to it."""
BODY = re.compile("(?:人民)?政府|人大|政协|[一-鿿]{2,6}?[局厅委办院](?![一-鿿]*[和与及])")
"""A body of that place, where its purpose should begin."""
TO_MARK = re.compile("(?s:.*)[，。；：！？“”（）《》\n]")


@lru_cache(maxsize=1)
def name_words() -> tuple[str, ...]:
    """The names that are looked for."""
    return tuple(e.name for e in Lexicon.default("name_words"))


@lru_cache(maxsize=1)
def covers() -> dict[str, str]:
    """For each letter that makes a word in one of them the letter that covers it."""
    letters = sorted({c for e in Lexicon.default("name_words") for c in e.kind})
    return {c: chr(LAST - k) for k, c in enumerate(letters)}


@lru_cache(maxsize=1)
def written() -> dict[str, dict[str, str]]:
    """Each name with its letters covered, by its first two characters, the longer first."""
    rows = sorted(Lexicon.default("name_words"), key=lambda e: -len(e.name))
    found: dict[str, dict[str, str]] = {}
    for e in rows:
        found.setdefault(e.name[:2], {})[e.name] = "".join(covers()[c] if c in e.kind else c for c in e.name)
    return found


@lru_cache(maxsize=1)
def bare() -> dict[int, str]:
    """The way back."""
    return {ord(cover): letter for letter, cover in covers().items()}


def covered(passage: Passage) -> tuple[Passage, dict[int, str]]:
    """The passage with such names covered, and the way back; itself and nothing where there are none.

    >>> from policytext.reading.text.fold import see
    >>> seen, back = covered(Passage(see("由同安区民政局和县优化营商环境工作领导小组负责。"), []))
    >>> "同" in seen.text, "优化" in seen.text, seen.text.translate(back)
    (False, False, '由同安区民政局和县优化营商环境工作领导小组负责。')
    """
    listed, groups = passage.places(name_words()), passage.places(GROUPS)
    if not listed and not groups:
        return passage, {}
    text = list_covered(passage.text, listed) if listed else passage.text
    known = dict(covers())
    for start, end in purposes(text, groups) if groups else ():
        new = [c for c in dict.fromkeys(text[start:end]) if c not in known and c < chr(LAST - LETTERS)]
        if len(known) + len(new) <= LETTERS:
            known |= {c: chr(LAST - len(known) - k) for k, c in enumerate(new)}
            text = text[:start] + "".join(known.get(c, c) for c in text[start:end]) + text[end:]
    if text == passage.text:
        return passage, {}
    seen = copy(passage)
    seen.text = text
    return seen, {ord(cover): letter for letter, cover in known.items()}


def list_covered(text: str, places: list[int]) -> str:
    """The text with the names of the lexicon covered that stand in these places."""
    known, given = written(), text
    for at in places:
        for name, cover in known.get(given[at : at + 2], {}).items():
            end = at + len(name)
            if given.startswith(name, at):
                if given[end : end + 1] not in GOES_ON and not (name[0] == "应" and given[at - 1 : at] in COMPOUNDS):
                    text = text[:at] + cover + text[end:]
                break
    return text


def purposes(text: str, groups: list[int]) -> Iterator[tuple[int, int]]:
    """What stands between a place and 领导小组, where the two are one name: what the group is set up for."""
    for at in groups:
        low = max(0, at - LONGEST)
        if marked := TO_MARK.match(text, low, at):
            low = marked.end()
        begun = [m.end() for m in SEAT.finditer(text[low:at])]
        for start in reversed(begun):
            if not (NO_PURPOSE.search(text, low + start, at) or BODY.match(text, low + start, at)):
                end = at - 2 if text.startswith("工作", at - 2) else at
                if low + start < end:
                    yield low + start, end
                break


def uncovered(name: str) -> str:
    """A name of the lexicon as it stands in the text."""
    return name.translate(bare())
