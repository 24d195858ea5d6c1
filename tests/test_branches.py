"""Long alternations: the same matches as those of `re`."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.reading.branches import Branches, branches, gated
from policytext.reading.rules import Rule, RuleSet

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


@pytest.mark.parametrize("rule", [r for r in RuleSet.default() if r.pattern], ids=lambda r: r.id)
def test_a_look_at_the_first_character_changes_no_find(rule: Rule) -> None:
    plain = re.compile(rule.pattern or "")
    for example in (*rule.match, *rule.skip):
        text = example.replace("⟦", "").replace("⟧", "")
        for k in range(len(text)):
            found, expected = rule.regex.search(text, k), plain.search(text, k)
            assert (found and found.regs) == (expected and expected.regs)


@given(st.text(alphabet="甲乙丙1٣ ", max_size=6))
@pytest.mark.parametrize(
    "pattern",
    [
        "甲?乙|(?<=丙)丙",
        "(?:甲|乙?丙)?1|丙甲",
        r"(?:^|(?<=甲))(?:乙){0,2}丙|1",
        r"(?P<a>\d|甲)*乙",
        "(?>甲|乙)?丙|(?!甲)乙",
        r"\d|(?<=甲)乙",
        "(?:^|甲)乙|^.丙|[1-9]",
        "(?:^甲|(?<=丙))乙|丙甲",
    ],
)
def test_nor_does_it_anywhere(pattern: str, text: str) -> None:
    found, expected = re.finditer(gated(pattern), text), re.finditer(pattern, text)
    assert [m.span() for m in found] == [m.span() for m in expected]
