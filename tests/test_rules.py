"""Every rule proves itself on its own examples: what stands in ⟦ ⟧ must be found, counter-examples must be left alone."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from unicodedata import east_asian_width

import pytest

import policytext
from policytext.parser import Parser, parse
from policytext.proofs import failures, unmarked
from policytext.reading.lexicon import Lexicon
from policytext.reading.rules import Rule, RuleSet

RULES = tuple(RuleSet.default())
STABLE = [rule for rule in RULES if rule.status == "stable"]
PARSER = Parser()


def examples(rules: Iterable[Rule]) -> list[object]:
    """One case per example, named after its rule: the rule with that example only."""
    return [
        pytest.param(replace(rule, **({"match": (), "skip": ()} | {field: (example,)})), id=f"{rule.id}:{field}{k}")
        for rule in rules
        for field in ("match", "skip")
        for k, example in enumerate(getattr(rule, field), start=1)
    ]


@pytest.mark.parametrize("rule", examples(RULES))
def test_a_rule_bears_out_its_example(rule: Rule) -> None:
    assert not [f"{f.example}: {f.message}" for f in failures([rule], PARSER)]


@pytest.mark.parametrize("rule", STABLE, ids=lambda rule: rule.id)
def test_a_stable_rule_has_examples_and_counter_examples(rule: Rule) -> None:
    assert len(rule.match) >= 3
    assert len(rule.skip) >= 2
    assert all(unmarked(example)[1] for example in rule.match), "an example that must be found marks the piece"


def test_every_rule_that_readers_name_exists(demo) -> None:
    known = {rule.id for rule in RULES}
    for file in sorted(demo.glob("*.txt")):
        doc = parse(file.read_text("utf-8"))
        used = {x.rule for x in (*doc.extracts(), *doc.header.evidence)}
        assert used <= known, f"{file.name}: {sorted(used - known)}"


def test_rules_lexicons_and_parsers_show_themselves_in_one_line():
    rules, lexicon = RuleSet.default(), Lexicon.default("slogans")
    held = (*rules, rules, lexicon, Parser(), Parser(rules=RuleSet(rules.rules), lexicons=(lexicon,)), RuleSet(()))
    for line in map(repr, held):
        assert len(line) < 200 and "\n" not in line
    assert f"of {len(rules)} rules: " in repr(rules)
    assert repr(Parser()) == f"<Parser with {len(rules)} rules>"
    assert repr(lexicon) == f"<Lexicon slogans of {len(lexicon)} entries>"


def width(line: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line)


def test_patterns_are_written_in_lines_that_can_be_compared():
    files = sorted((Path(policytext.__file__).parent / "data" / "rules").glob("*.toml"))
    lines = [(f.name, n, line) for f in files for n, line in enumerate(f.read_text("utf-8").splitlines(), 1)]
    free = ("#", '"', "value = ")  # comments, examples, settings
    assert files and not [(f, n) for f, n, line in lines if width(line) > 125 and not line.strip().startswith(free)]
