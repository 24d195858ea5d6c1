"""Chinese and Arabic numerals (数字) → numbers. Total: what is no numeral gives `None`, nothing raises."""

import re
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "俩": 2}
DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
SCALES = TENS | MYRIADS
ARABIC = re.compile(
    r"(?P<number>[0-9]{1,15}(?:[，,][0-9]{3})*(?:\.[0-9]{1,15})?)(?P<scale>[十百千万亿]{0,4})(?P<percent>[%％‰]?)"
)
HAN = re.compile(f"[{''.join(DIGITS)}{''.join(SCALES)}廿卅]" + "{1,24}")
PERCENT = re.compile(r"[百千万]分之(.+)")


@lru_cache(maxsize=4096)
def number(text: str) -> int | float | None:
    """The value of a numeral, Arabic, Chinese or mixed; a percentage gives its percents.

    >>> number("二〇二一"), number("十二"), number("1.5万"), number("两千三百"), number("百分之八十"), number("数")
    (2021, 12, 15000, 2300, 80, None)
    """
    text = text.strip().translate(WIDE)
    if m := PERCENT.fullmatch(text):
        return number(m[1])
    if m := ARABIC.fullmatch(text):
        plain = re.sub("[，,]", "", m["number"])
        value: int | float = float(plain) if "." in plain else int(plain)
        for c in m["scale"]:
            value *= SCALES[c]
        return round(value, 10) if isinstance(value, float) and not value.is_integer() else int(value)
    return han(text)


WIDE = {0xFF10 + i: str(i) for i in range(10)} | {ord("．"): "."}


def han(text: str) -> int | float | None:
    """The value of a numeral in Chinese characters, digit by digit (二〇二一) or by places (二十一)."""
    whole, point, fraction = text.partition("点")
    if point:
        left, right = han(whole), [DIGITS.get(c) for c in fraction]
        if left is None or not right or None in right:
            return None
        return float(f"{left}.{''.join(map(str, right))}")
    if not HAN.fullmatch(text):
        return None
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not any(c in SCALES for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, group, digit = 0, 0, None
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in TENS:
            group += (1 if digit is None else digit) * TENS[c]
            digit = None
        else:
            small, scale = group + (digit or 0), MYRIADS[c]
            total = total + small * scale if small and total >= scale else (total + small or 1) * scale
            group, digit = 0, None
    return total + group + (digit or 0)


@lru_cache(maxsize=4096)
def whole(text: str | None) -> int | None:
    """The value of a numeral that stands for a whole number, else `None`."""
    value = number(text) if text else None
    return value if isinstance(value, int) else None
