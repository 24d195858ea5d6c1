"""Automatic numbering of Word documents: the cases of `numbering/numbering.toml`."""

import tomllib
from pathlib import Path

import pytest
from docx_writer import numbered

from policytext.sources.docx import read
from policytext.sources.docx.formats import FORMATS, write_number

CASES = tomllib.loads((Path(__file__).parent / "numbering" / "numbering.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_lines(case):
    content = read(numbered(case))
    assert content.text.split("\n") == [line for _, _, line in case["lines"]]
    assert content.problems == ()


def test_cases_have_ids_of_their_own():
    assert len({c["id"] for c in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_numbers_of_any_size_stay_short(name):
    for number in (0, 1, 20, 60, 61, 780, 781, 9_999, 10_000, 32_768, 10**8, 2**31 - 1):
        assert len(write_number(number, name)) < 100


@pytest.mark.parametrize(
    ("name", "number", "text"),
    [
        ("chineseCountingThousand", 0, "零"),
        ("chineseCountingThousand", 10_000, "一万"),
        ("chineseCountingThousand", 10_010, "一万零一十"),
        ("chineseCountingThousand", 100_200, "十万零二百"),
        ("chineseCountingThousand", 120_000_003, "一亿二千万零三"),
        ("chineseCountingThousand", 2_020, "二千零二十"),
        ("chineseLegalSimplified", 1_010, "壹仟零壹拾"),
        ("japaneseCounting", 1_110, "千百十"),
        ("japaneseCounting", 10_000, "一万"),
        ("upperLetter", 53, "AAA"),
        ("chineseCounting", 110, "一一○"),
    ],
)
def test_large_numbers(name, number, text):
    assert write_number(number, name) == text
