"""Time expressions as values: parts of a date, years left out, recurrence, damage."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.reading.times.timex import FREQUENCIES, Frame, plan_time, recurring_time, time_of

ISSUED = Frame(issued=dt.date(2022, 5, 10))


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("parts", "kind", "earliest", "latest"),
    [
        ({"y1": "2023"}, "on", "2023-01-01", "2023-12-31"),
        ({"y1": "2023", "m1": "2", "tenth1": "底"}, "by", None, "2023-02-28"),
        ({"y1": "二〇二三", "m1": "六", "suffix": "起"}, "period", "2023-06-01", None),
        ({"y1": "2023", "part1": "下半年"}, "on", "2023-07-01", "2023-12-31"),
        ({"y1": "2023", "part1": "第三季度", "suffix": "前"}, "by", None, "2023-09-30"),
        ({"y1": "2023", "m1": "3", "tenth1": "中旬"}, "on", "2023-03-11", "2023-03-20"),
        ({"y1": "2021", "y3": "2023"}, "period", "2021-01-01", "2023-12-31"),
        ({"y1": "2023", "m1": "9", "d1": "1", "d2only": "15"}, "period", "2023-09-01", "2023-09-15"),
        ({"y1": "2023", "m1": "11", "y2": "次", "m2": "2"}, "period", "2023-11-01", "2024-02-29"),
        ({"y1": "明", "m1": "6", "tenth1": "底", "suffix": "前"}, "by", None, "2023-06-30"),
        ({"part1": "年底", "suffix": "前"}, "by", None, "2022-12-31"),
        ({"suffix": "内"}, "by", None, "2022-12-31"),
    ],
)
def test_a_date_is_a_closed_interval(parts, kind, earliest, latest) -> None:
    time = time_of("date", parts, ISSUED)
    assert (time.kind, time.earliest, time.latest) == (kind, day(earliest), day(latest))


@pytest.mark.parametrize(
    ("parts", "latest"),
    [
        ({"m1": "9", "d1": "27", "suffix": "前"}, "2022-09-27"),
        ({"m1": "3", "d1": "1", "suffix": "前"}, "2023-03-01"),
        ({"m1": "4", "d1": "20"}, "2022-04-20"),
        ({"m1": "1", "d1": "20"}, "2023-01-20"),
        ({"m1": "11", "m2": "2"}, "2023-02-28"),
    ],
)
def test_a_year_left_out_is_the_nearest_that_makes_sense(parts, latest) -> None:
    assert time_of("date", parts, ISSUED).latest == day(latest)


def test_a_document_for_the_year_to_come_means_its_months() -> None:
    ahead = Frame(issued=dt.date(2022, 12, 10), ahead=True)
    assert time_of("date", {"m1": "10", "d1": "1", "d2only": "7"}, ahead).latest == day("2023-10-07")
    assert time_of("date", {"m1": "12", "d1": "20", "suffix": "前"}, ahead).latest == day("2022-12-20")
    assert time_of("date", {"m1": "10", "d1": "1"}, Frame(issued=ahead.issued)).latest == day("2022-10-01")


def test_what_begins_within_a_range_ends_with_it() -> None:
    time = time_of("date", {"m1": "5", "tenth1": "下旬", "m2": "6", "tenth2": "上旬", "suffix": "开始"}, ISSUED)
    assert (time.earliest, time.latest) == (day("2022-05-21"), day("2022-06-10"))


def test_a_year_named_before_carries_on() -> None:
    assert time_of("date", {"m1": "6", "suffix": "前"}, Frame(issued=ISSUED.issued, year=2025)).latest == day(
        "2025-06-30"
    )
    assert time_of("date", {"y1": "同", "m1": "8"}, Frame(year=2025)).earliest == day("2025-08-01")


def test_without_any_year_nothing_is_guessed() -> None:
    time = time_of("date", {"m1": "9", "suffix": "前"}, Frame())
    assert time.unanchored and time.latest is None


@pytest.mark.parametrize(
    "parts",
    [{"y1": "3134"}, {"y1": "2021", "m1": "13"}, {"y1": "2021", "m1": "8", "d1": "81"}, {"y1": "2021", "m1": "三四"}],
)
def test_damaged_digits_give_no_date(parts) -> None:
    time = time_of("date", parts, ISSUED)
    assert time.damaged and time.earliest is None and time.latest is None


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ({"unit": "年"}, "FREQ=YEARLY"),
        ({"unit": "年", "months": "9月"}, "FREQ=YEARLY;BYMONTH=9"),
        ({"unit": "年", "months": "11月", "day": "30"}, "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"),
        ({"unit": "年", "months": "6月、12月"}, "FREQ=YEARLY;BYMONTH=6,12"),
        ({"unit": "年", "part1": "年底"}, "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
        ({"unit": "年", "every": "两"}, "FREQ=YEARLY;INTERVAL=2"),
        ({"unit": "季度"}, "FREQ=MONTHLY;INTERVAL=3"),
        ({"unit": "季度", "ending": "末"}, "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ({"unit": "半年", "part1": "末"}, "FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1"),
        ({"unit": "年", "feasts": "“五一”“十一”"}, "FREQ=YEARLY;BYMONTH=5,10;BYMONTHDAY=1"),
        ({"unit": "年", "feasts": "元旦、春节"}, "FREQ=YEARLY"),
        ({"unit": "半年"}, "FREQ=MONTHLY;INTERVAL=6"),
        ({"unit": "月", "monthday": "5"}, "FREQ=MONTHLY;BYMONTHDAY=5"),
        ({"unit": "月", "ending": "底"}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ({"unit": "月", "nthday": "五", "last": "最后"}, "FREQ=MONTHLY;BYDAY=-1FR"),
        ({"unit": "周", "weekday": "一"}, "FREQ=WEEKLY;BYDAY=MO"),
        ({"unit": "学期"}, None),
    ],
)
def test_recurrence_is_an_rfc_5545_rule(parts, rule) -> None:
    assert recurring_time(parts).recurs == rule


def test_plan_periods() -> None:
    assert plan_time("“十四五”", "期间").latest == day("2025-12-31")
    assert plan_time("十五五", "初期").earliest == day("2026-01-01")
    assert (plan_time("十三五", "末").kind, plan_time("十三五", "末").latest) == ("by", day("2020-12-31"))
    assert plan_time("“九五”", "期间").earliest == day("1996-01-01")
    assert plan_time("三五", "期间").damaged


PIECE = st.one_of(st.none(), st.text(alphabet="0123456789一二三十〇今明次同底上旬半年", max_size=4))


@given(
    st.sampled_from(["date", "years", "years_from", "plan", "every", "next", "within"]),
    st.dictionaries(
        st.sampled_from(
            ["y1", "y2", "y3", "m1", "d1", "part1", "tenth1", "m2", "d2", "d2only", "part2", "day", "months"]
        )
        | st.sampled_from(["every", "monthday", "suffix", "plan", "years", "n"]),
        PIECE,
    ),
    st.sampled_from([None, *FREQUENCIES]),
    st.booleans(),
)
def test_no_parts_raise(reads, parts, unit, issued) -> None:
    time_of(reads, {**parts, "unit": unit}, ISSUED if issued else Frame(year=9999))
