"""Every month, in every way of writing a day or a part of the year, before every word that makes it a limit."""

import calendar
import datetime as dt
from collections.abc import Iterator

import pytest

import policytext as pt

SENTENCES = ("各镇要于{}完成检查。", "各镇要在{}完成检查。", "{}，完成检查。", "（一）{}完成检查。")
NOTICE = "关于开展检查的通知\n各镇人民政府：\n一、工作措施\n{}\n青禾县民政局\n2023年5月8日"
DIGITS = "〇一二三四五六七八九"
TENS = ("", "十", "二十", "三十")
Told = tuple[str, str, dt.date | None, dt.date | None]


def characters(number: int) -> str:
    """A number up to 31 in characters."""
    return TENS[number // 10] + (DIGITS[number % 10] if number % 10 else "")


def months() -> Iterator[tuple[str, str, dt.date]]:
    """A month with its year, the same without what a day cannot follow, and its first day."""
    for year, month in [(2023, m) for m in range(5, 13)] + [(2024, m) for m in range(1, 13)]:
        first, in_characters = dt.date(year, month, 1), "".join(DIGITS[int(c)] for c in str(year))
        for written in (f"{year}年{month}月", f"{in_characters}年{characters(month)}月", f"{year} 年 {month} 月"):
            yield written, written, first
        yield f"{year}年{month}月份", f"{year}年{month}月", first


def last(day: dt.date) -> dt.date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def in_months() -> Iterator[Told]:
    """Limits, beginnings and periods by month and day."""
    for month, bare, first in months():
        for end in ("底前", "末前", "底之前", "下旬前"):
            yield month + end, "by", None, last(first)
        yield month + "上旬前", "by", None, first.replace(day=10)
        yield month + "中旬前", "by", None, first.replace(day=20)
        for day in (1, 9, 28):
            number = characters(day) if "〇" in bare else str(day)
            for before in ("前", "以前", "17时前", "下班前"):
                yield f"{bare}{number}日{before}", "by", None, first.replace(day=day)
            yield f"{bare}{number}日起", "period", first.replace(day=day), None
        yield f"{bare}1日—15日", "period", first, first.replace(day=15)


def in_years() -> Iterator[Told]:
    """The same by quarter, half and whole year, with the year left out, and counted from the issue date."""
    day = dt.date
    for year in (2023, 2024):
        yield f"{year}年底前", "by", None, day(year, 12, 31)
        yield f"{year}年上半年", "on", day(year, 1, 1), day(year, 6, 30)
        yield f"{year}年下半年", "on", day(year, 7, 1), day(year, 12, 31)
        yield f"{year}年第三季度", "on", day(year, 7, 1), day(year, 9, 30)
        yield f"{year}年四季度末前", "by", None, day(year, 12, 31)
    for month in range(5, 13):
        yield f"{month}月底前", "by", None, last(day(2023, month, 1))
        yield f"{characters(month)}月15日前", "by", None, day(2023, month, 15)
    yield "明年3月底前", "by", None, day(2024, 3, 31)
    yield "今年年底前", "by", None, day(2023, 12, 31)
    yield "本月底前", "by", None, day(2023, 5, 31)
    yield "2023年5月至2024年3月", "period", day(2023, 5, 1), day(2024, 3, 31)
    yield "2023年10月1日至次年3月31日", "period", day(2023, 10, 1), day(2024, 3, 31)
    yield "2023—2025年", "period", day(2023, 1, 1), day(2025, 12, 31)
    yield "即日起至2023年9月30日", "period", day(2023, 5, 8), day(2023, 9, 30)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("told", [in_months, in_years], ids=["months", "years"])
def test_days_in_every_form(told: object, sentence: str) -> None:
    """One deadline of that kind and interval, and nothing else."""
    assert callable(told)
    wrong = {}
    for written, kind, earliest, latest in told():
        found = [(d.kind, d.earliest, d.latest) for d in pt.parse(NOTICE.format(sentence.format(written))).deadlines]
        if found != [(kind, earliest, latest)]:
            wrong[written] = found
    assert wrong == {}
