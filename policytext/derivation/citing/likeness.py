"""Titles that differ and yet mean one document: shortened, mistyped, with other filling words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from policytext.derivation.background import RARE, Background
from policytext.derivation.grams import grams, signs

FILLING = re.compile("工作的?(?=通知|意见|公告)|有关(?:问题|事项|工作)?|相关|若干|等|[的和与及]|关于")
"""Words without which a title still names the same."""

DISTINCT = re.compile("进一步|补充|再次|紧急|修订|修改|废止|取消|延长|实施|细则|解释|试行|暂行|征求意见|转发|批转")
"""Words that tell two documents apart whose titles otherwise agree."""

ORDINAL = re.compile("第[一二三四五六七八九十0-9]+[批期版次号]|[0-9]{2,}")
DOUBLED = re.compile(r"([一-鿿])\1")
BARE_KIND = re.compile("的?(?:通知|意见|公告|决定|函|通报)")
"""What a short form leaves off at the end."""

MATCHED = 12
GENRE = 2
"""The last characters of a title name its genre: they are never dropped."""

SHORTEST, LEAST_KEPT, MOST_CUTS = 6, 0.5, 3


def likeness(cited: str, own: str) -> float:
    """How surely two unequal title keys mean one document, 0 to 1; `cited` may be the shorter one.

    >>> likeness("甲省校园餐管理办法", "甲省中小学校园餐管理办法") > 0.7, likeness("甲省渔业方案", "甲省种业方案")
    (True, 0.0)
    """
    if distinct(cited, own):
        return 0.0
    if FILLING.sub("", cited) == FILLING.sub("", own):
        return 0.95
    if DOUBLED.sub(r"\1", cited) == DOUBLED.sub(r"\1", own) or (len(cited) == len(own) and mistyped(cited, own)):
        return 0.92
    if len(cited) >= MATCHED and own.startswith(cited) and BARE_KIND.fullmatch(own, len(cited)):
        return 0.9
    return shortened(FILLING.sub("", cited), FILLING.sub("", own))


def distinct(cited: str, own: str) -> bool:
    """Whether the titles differ in a word that tells documents apart, or each has a number that the other lacks."""
    if sorted(DISTINCT.findall(cited)) != sorted(DISTINCT.findall(own)):
        return not (set(DISTINCT.findall(own)) - set(DISTINCT.findall(cited)) <= {"实施"} and cited[-2:] == own[-2:])
    left, right = set(ORDINAL.findall(cited)), set(ORDINAL.findall(own))
    return bool(left - right)


def mistyped(cited: str, own: str) -> bool:
    """Whether one character was mistyped: as it stands it makes no word of public language with its neighbours."""
    wrong = [k for k, (a, b) in enumerate(zip(cited, own, strict=True)) if a != b]
    if len(wrong) != 1 or len(cited) < 8:
        return False
    k = wrong[0]
    pieces = [cited[i : i + 2] for i in (k - 1, k) if 0 <= i < len(cited) - 1]
    packed = [grams(signs(p)[0], 2) for p in pieces]
    rare = all(len(p) and int(Background.default().frequency(p)[0]) < RARE for p in packed)
    return rare and not any(p in dictionary() for p in pieces)


@lru_cache(maxsize=1)
def dictionary() -> frozenset[str]:
    """The words of two characters that jieba's dictionary has."""
    import jieba

    segmenter = jieba.Tokenizer()
    segmenter.initialize()
    return frozenset(word for word, n in segmenter.FREQ.items() if n and len(word) == 2)


def subsequence(short: str, long: str) -> bool:
    """Whether all characters of the one stand in the other in their order."""
    rest = iter(long)
    return all(c in rest for c in short)


def shortened(cited: str, own: str) -> float:
    """How surely a title is another one cut short: its words in their order, its genre kept, in few pieces."""
    if not SHORTEST <= len(cited) < len(own) or cited[-GENRE:] != own[-GENRE:]:
        return 0.0
    share = len(cited) / len(own)
    if share < LEAST_KEPT or not subsequence(cited, own):
        return 0.0
    blocks = SequenceMatcher(None, cited, own, autojunk=False).get_matching_blocks()[:-1]
    whole = sum(b.size for b in blocks) == len(cited) and all(b.size > 1 for b in blocks)
    return 0.8 + 0.12 * share if whole and len(blocks) <= MOST_CUTS else 0.0
