"""Numerals: Chinese and Arabic, whole and broken, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.reading.numerals import number, whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("0030", 30),
        ("２０２１", 2021),
        ("6.5", 6.5),
        ("1,200", 1200),
        ("3万", 30000),
        ("1.5亿", 150000000),
        ("60%", 60),
        ("十", 10),
        ("十二", 12),
        ("二十一", 21),
        ("三百零五", 305),
        ("两千三百", 2300),
        ("一万二千", 12000),
        ("二〇二一", 2021),
        ("二○○九", 2009),
        ("廿五", 25),
        ("百分之九十五", 95),
        ("两亿五千万", 250_000_000),
        ("三万五千亿", 3_500_000_000_000),
        ("一万亿", 10**12),
        ("一百万零五千", 1_005_000),
        ("三点五", 3.5),
    ],
)
def test_numerals_have_their_value(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "数", "几十", "1.2.3", "点", "百分之", "十点", "²", "年"])
def test_what_is_no_numeral_gives_none(text: str) -> None:
    assert number(text) is None


def test_whole_refuses_fractions() -> None:
    assert whole("6.5") is None
    assert whole("十五") == 15
    assert whole(None) is None


@given(st.text(alphabet="0123456789.，,一二三十百千万亿两〇点％%百分之 x", max_size=30))
def test_number_never_raises(text: str) -> None:
    number(text)
