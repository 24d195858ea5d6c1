"""Full dates as documents print them: Arabic or Chinese numerals, with every look-alike of 〇, into calendar dates."""

import datetime as dt
import re

from policytext.reading.numerals import whole

ZEROS = "〇零○◯ＯOo0"
"""What copies print for the zero of a year in Chinese numerals."""
IN_HAN = str.maketrans({**dict.fromkeys(ZEROS, "〇"), **dict(zip("123456789元", "一二三四五六七八九一", strict=True))})
"""Digits of any kind as those of Chinese numerals, which copies mix with others."""
NUMERAL = rf"[{ZEROS}一二三四五六七八九十廿卅0-9]"
FULL_DATE_PATTERN = (
    rf"(?P<year>[12]\d{{3}}|[一二][{ZEROS}一二三四五六七八九]{{3}}) {{0,3}}年 {{0,3}}"
    rf"(?P<month>元|{NUMERAL}{{1,3}}) {{0,3}}月 {{0,3}}(?P<day>{NUMERAL}{{1,4}}) {{0,3}}日"
)
FULL_DATE = re.compile(FULL_DATE_PATTERN)
"""年月日 in full; the value may still be impossible (2021年13月81日): see `date_of`."""
POINTED_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<point>[.\-/])(?P<month>\d{1,2})(?P=point)(?P<day>\d{1,2})(?!\d)"
)
"""2021.9.30, 2021-09-30, 2021/9/30."""
FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Outside of these a year is damage, not a date of administration."""


def whole_number(text: str) -> int | None:
    """The value of a small number in Arabic digits or Chinese numerals, place by place or with 十 and 百.

    >>> whole_number("二十八"), whole_number("二〇二一"), whole_number("廿五"), whole_number("07")
    (28, 2021, 25, 7)
    """
    return int(text) if text.isascii() and text.isdigit() else whole(text.translate(IN_HAN))


def date_of(m: re.Match[str]) -> dt.date | None:
    """The value of a match of `FULL_DATE` or `POINTED_DATE`; `None` where there is no such day."""
    year, month, day = (whole_number(part) for part in m.group("year", "month", "day"))
    if year is None or month is None or day is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_date(text: str) -> dt.date | None:
    """The first full date in `text`; `None` where there is none or it cannot be.

    >>> read_date("二○○九年九月十一日")
    datetime.date(2009, 9, 11)
    >>> read_date("3134年2月30日")
    """
    m = FULL_DATE.search(text) or POINTED_DATE.search(text)
    return date_of(m) if m else None
