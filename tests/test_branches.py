"""Long alternations: the same matches as those of `re`."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.reading.branches import Branches, branches
from policytext.reading.rules import RuleSet

PREDICATE = RuleSet.default().by_id["assignments.predicate"]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("甲乙|甲", "甲乙"),
        ("(?:甲|甲乙)丙", "甲乙丙"),
        ("(?:甲)?乙|丙", "乙"),
        ("[甲乙]丙|甲", "甲丁"),
        (r"\d{1,2}年|年", "12年"),
        ("甲*乙", "乙"),
        ("(?<!丙)甲|甲乙", "甲乙"),
        ("", "甲"),
        (r"\|甲|甲", "甲"),
    ],
)
def test_a_match_is_the_one_that_re_gives(pattern: str, text: str) -> None:
    found, expected = Branches(pattern).match(text, 0), re.compile(pattern).match(text)
    assert (found and found.span()) == (expected and expected.span())


@given(st.text(alphabet="应当不得负责报送，的在对与12年月要求点", max_size=8))
def test_the_predicates_are_those_of_their_pattern(text: str) -> None:
    words = Branches(PREDICATE.pattern or "")
    for k in range(len(text) + 1):
        found, expected = words.match(text, k), PREDICATE.regex.match(text, k)
        assert (found and found.span()) == (expected and expected.span())


def test_brackets_in_classes_and_escapes_do_not_split() -> None:
    assert list(branches(r"[|)]甲|\(乙|(?:丙|丁(?=戊|己))庚")) == ["[|)]甲", r"\(乙", "丙庚", "丁(?=戊|己)庚"]
