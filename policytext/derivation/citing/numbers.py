"""Document numbers (发文字号) as citations give them: normal, damaged, cut short; and which two may be one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from policytext.reading.numerals import whole

BRACKETS = str.maketrans("[（【〈({﹝［「〖]）】〉)}﹞］」〗", "〔" * 10 + "〕" * 10)
HAN_YEAR = re.compile("〔([〇○零一二三四五六七八九]{4})〕")
HAN_SERIAL = re.compile("(?<=〕)([〇零一二三四五六七八九十百]{1,7})(?=号)")
ZEROS = re.compile("(?<=〕)第?0*(?=[0-9])")
LOOKALIKE = re.compile("(?<=[0-9])[lIｌO](?=[0-9〕])|(?<=〔)[lIO](?=[0-9])")
YEAR = re.compile("(?:19|20)[0-9]{2}")
KEPT = re.compile("[^0-9a-z一-鿿]|年第?|(?<=[0-9])第|号")
NOISE = 6
"""Most characters of running text that a reader of numbers may have taken for the beginning of one."""

SLIP = 2
"""Most characters in which a number may differ that means the document of an equal title: a slip, no other document."""


@lru_cache(maxsize=65536)
def number_key(number: str | None) -> str | None:
    """A document number for comparison: one kind of bracket, no blanks, no 第, no filling zeros, Arabic numerals.

    >>> number_key("国办发 [2020] 第 06 号"), number_key("国办发〔二〇二〇〕六号")
    ('国办发〔2020〕6号', '国办发〔2020〕6号')
    """
    if not number:
        return None
    key = re.sub(r"\s+", "", unicodedata.normalize("NFKC", number)).translate(BRACKETS)
    key = HAN_YEAR.sub(lambda m: f"〔{whole(m[1])}〕", key)
    key = HAN_SERIAL.sub(lambda m: str(whole(m[1])), key)
    key = LOOKALIKE.sub(lambda m: "0" if m[0] == "O" else "1", key)
    key = ZEROS.sub("", key)
    return key if re.search(r"\d", key) or "〔" in key else None


def bare(number: str) -> bool:
    """Whether a number lacks the body that counts: 2020年第4号 is one of many agencies' fourth announcements."""
    return number[0].isdigit() or number[0] == "第"


def announced(number: str) -> bool:
    """Whether a number is that of an announcement or an order, which 〔2020〕4号 is not: 2020年第4号."""
    return "〔" not in number


@lru_cache(maxsize=65536)
def loose(key: str) -> str:
    """A number without its brackets: copies lose them.

    >>> loose("国办函〔2016108号"), loose("国办函〔2016〕108号")
    ('国办函2016108', '国办函2016108')
    """
    return KEPT.sub("", key.lower())


def body_and_digits(key: str) -> tuple[str, str]:
    """The letters of a number (代字) and its digits."""
    plain = loose(key)
    return re.sub("[0-9]", "", plain), re.sub("[^0-9]", "", plain)


def equal(cited: str, own: str) -> float:
    """How surely a cited number is that of a document: 1 equal, less for damage, 0 for another number."""
    if cited == own:
        return 1.0
    one, other = loose(cited), loose(own)
    if one == other:
        return 0.95
    if one.endswith(other) and len(one) - len(other) <= NOISE:
        return 0.93
    (letters, digits), (own_letters, own_digits) = body_and_digits(cited), body_and_digits(own)
    if digits == own_digits and digits:
        if bare(cited):
            return 0.9 if announced(cited) == announced(own) else 0.0
        if len(letters) >= 2 and own_letters.endswith(letters):
            return 0.85
        return 0.8 if len(letters) >= 2 and own_letters[:-1] == letters else 0.0
    if not YEAR.search(cited) and own_digits[4:] == digits and digits and len(letters) >= 3:
        return 0.8 if letters.endswith(own_letters) or own_letters.endswith(letters) else 0.0
    return 0.0


def slip(cited: str, own: str) -> bool:
    """Whether a cited number may be a slip for that of a document whose title is cited: a digit or letter off."""
    one, other = loose(cited), loose(own)
    return sorted(one) == sorted(other) or distance(one, other) <= SLIP - 1


def distance(one: str, other: str) -> int:
    """Number of characters to change, add or leave out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def complete(key: str) -> bool:
    """Whether a number has letters, year and running number."""
    return bool(re.search("〕[0-9]|[0-9]{5}|第?[0-9]+号", key))
