"""Alternatives of rules with the literals that they need: what stands in a text is found by its parts as by the whole."""

import re

import pytest

from policytext.reading.needs import needed, parts
from policytext.reading.rules import Rule, RuleSet

HINTED = [rule for rule in RuleSet.default() if rule.pattern is not None and rule.hint]


def rule(pattern: str, *hint: str) -> Rule:
    return Rule(id="label.x", label="x", why="x", pattern=pattern, hint=hint)


@pytest.mark.parametrize("given", HINTED, ids=lambda r: r.id)
def test_parts_find_what_the_whole_finds(given: Rule) -> None:
    for example in (*given.match, *given.skip):
        text = re.sub("[⟦⟧]", "", example)
        held = [written for hint, written in parts(given) if any(literal in text for literal in hint)]
        whole = given.applies(text) and re.search(given.written(), text) is not None
        assert whole == any(re.search(written, text) for written in held)


def test_what_repeats_or_may_be_left_out_is_not_needed() -> None:
    assert needed("(?:召开){0,2}会议", ("召开",)) is None
    assert needed("召?开会", ("召开",)) is None
    assert needed("(?!召开)会议", ("召开",)) is None


def test_each_of_some_alternatives_has_to_hold_one() -> None:
    assert needed("(?:作[出好]|召开)(?:了)?", ("作出", "召开")) is None
    assert needed("(?:[作做]出|召开[^。]*)会", ("作出", "做出", "召开")) == {"作出", "做出", "召开"}


def test_groups_and_flags_keep_a_pattern_whole() -> None:
    for pattern in (r"(谁)负责|(.)对\2召开", "(?i)app召开|召开"):
        given = rule(pattern, "召开")
        assert parts(given) == [(given.hint, pattern)]
