"""Full dates (年月日) and their numerals."""

import datetime as dt

import pytest

from policytext.reading.header.dates import read_date, whole_number


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2023年7月28日", dt.date(2023, 7, 28)),
        ("2023年7月 8日", dt.date(2023, 7, 8)),
        ("二〇〇四年十月十五日", dt.date(2004, 10, 15)),
        ("二○○九年九月三十日", dt.date(2009, 9, 30)),
        ("二OO九年十二月廿五日", dt.date(2009, 12, 25)),
        ("一九九六年一月二十五日", dt.date(1996, 1, 25)),
        ("二零一零年十一月一日", dt.date(2010, 11, 1)),
        ("2023.7.28", dt.date(2023, 7, 28)),
        ("2023年7月81日", None),
        ("3134年7月1日", None),
        ("7月28日", None),
        ("", None),
    ],
)
def test_full_dates(printed: str, date: dt.date | None) -> None:
    assert read_date(printed) == date


def test_numerals() -> None:
    assert [whole_number(s) for s in ("十", "二十", "一百零五", "12", "", "几")] == [10, 20, 105, 12, None, None]
