"""Names of places in which words of the language stand: covered while units are read.

同 in 同安区, 自 in 自贡市 and 市长 in 石家庄市长安区 look like a preposition and an office. The lexicon `place_words`
has such names and the letters that make the word; these are read as letters that no text has, until the name is told.
"""

from copy import copy
from functools import lru_cache

from policytext.reading.lexicon import Lexicon
from policytext.reading.passage import Passage

LAST = 0x9FFF
"""Downwards from this Chinese letter stand those that no text has."""
GOES_ON = frozenset("域级分别间块位场容直属辖")
"""Behind 区, 县 or 市 these show that it ends no name: 新建区域, 合作市场."""
COMPOUNDS = frozenset("相适响对供顺反感效")
"""Before 应城市 and the like these show that another word ends there: 适应城市."""


@lru_cache(maxsize=1)
def place_words() -> tuple[str, ...]:
    """The names that are looked for."""
    return tuple(e.name for e in Lexicon.default("place_words"))


@lru_cache(maxsize=1)
def covers() -> dict[int, str]:
    """For each letter that makes a word the one that covers it."""
    letters = sorted({c for e in Lexicon.default("place_words") for c in e.kind})
    return {ord(c): chr(LAST - k) for k, c in enumerate(letters)}


@lru_cache(maxsize=1)
def bare() -> dict[int, str]:
    """The way back."""
    return {ord(cover): chr(letter) for letter, cover in covers().items()}


@lru_cache(maxsize=1)
def written() -> dict[str, str]:
    """Each name with its letters covered."""
    return {
        e.name: "".join(covers()[ord(c)] if c in e.kind else c for c in e.name)
        for e in sorted(Lexicon.default("place_words"), key=lambda e: len(e.name))
    }


def covered(passage: Passage) -> Passage:
    """The passage with such names covered, or itself where there are none.

    >>> from policytext.reading.text.fold import see
    >>> seen = covered(Passage(see("由同安区民政局负责。"), []))
    >>> "同" in seen.text, uncovered(seen.text)
    (False, '由同安区民政局负责。')
    """
    if not (found := passage.places(place_words())):
        return passage
    text = passage.text
    for name, cover in written().items():
        at = text.find(name, found[0])
        while at >= 0:
            end = at + len(name)
            if text[end : end + 1] not in GOES_ON and not (name[0] == "应" and text[at - 1 : at] in COMPOUNDS):
                text = text[:at] + cover + text[end:]
            at = text.find(name, end)
    seen = copy(passage)
    seen.text = text
    return seen


def uncovered(name: str) -> str:
    """A name as it stands in the text."""
    return name.translate(bare())
