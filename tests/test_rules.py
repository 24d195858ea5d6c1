"""Every rule proves itself on its own examples: what stands in ⟦ ⟧ must be found, counter-examples must be left alone."""

from functools import cache

import pytest

from policytext.model import Document, Evidence, Section, Sentence, Task
from policytext.parser import parse
from policytext.reading.fold import see
from policytext.reading.rules import CLOSE, OPEN, Rule, RuleSet
from policytext.span import Span

RULES = tuple(RuleSet.default())
PATTERNS = [r for r in RULES if r.pattern is not None]
DECISIONS = [r for r in RULES if r.pattern is None]
WIDE = (Sentence, Section, Task, Evidence)
"""Kinds that may reach beyond the piece that decided: a text unit, its section, a line of the header."""


def unmarked(example: str) -> tuple[str, list[Span]]:
    """The example without its marks, and where the marked pieces stand in it."""
    text, spans = "", []
    for k, part in enumerate(example.split(OPEN)):
        piece, close, rest = part.partition(CLOSE)
        assert bool(close) == (k > 0), f"marks do not pair in {example!r}"
        if k:
            spans.append(Span(len(text), len(text) + len(piece)))
        text += piece + rest
    return text, spans


def examples(rules: list[Rule], field: str) -> list[object]:
    """One test case per example, named after its rule."""
    return [pytest.param(r, x, id=f"{r.id}:{k}") for r in rules for k, x in enumerate(getattr(r, field))]


def found_by(rule: Rule, text: str) -> set[Span]:
    """Where the pattern of a rule stands in the folded text, as spans of the text as given."""
    view = see(text)
    return {view.span(*m.span()) for m in rule.regex.finditer(view.text)} if rule.applies(view.text) else set()


@cache
def read(text: str) -> Document:
    return parse(text)


def decided_by(rule: Rule, text: str) -> list[object]:
    """What a parse of the text finds by a rule, of whatever kind."""
    doc = read(text)
    return [x for x in (*doc.extracts(), *doc.header.evidence) if x.rule == rule.id]


@pytest.mark.parametrize("rule", [r for r in RULES if r.status == "stable"], ids=lambda r: r.id)
def test_a_stable_rule_has_examples_and_counter_examples(rule: Rule) -> None:
    assert len(rule.match) >= 3
    assert len(rule.skip) >= 2
    assert all(unmarked(x)[1] for x in rule.match), "an example that must be found marks the piece"


@pytest.mark.parametrize(("rule", "example"), examples(PATTERNS, "match"))
def test_a_pattern_finds_the_marked_pieces(rule: Rule, example: str) -> None:
    text, spans = unmarked(example)
    assert set(spans) <= found_by(rule, text)


@pytest.mark.parametrize(("rule", "example"), examples(PATTERNS, "skip"))
def test_a_pattern_leaves_counter_examples_alone(rule: Rule, example: str) -> None:
    assert not found_by(rule, unmarked(example)[0])


@pytest.mark.parametrize(("rule", "example"), examples(DECISIONS, "match"))
def test_a_decision_is_made_at_the_marked_pieces(rule: Rule, example: str) -> None:
    text, spans = unmarked(example)
    found = decided_by(rule, text)
    for span in spans:
        assert any(x.span == span or (isinstance(x, WIDE) and span.overlaps(x.span)) for x in found), (span, found)


@pytest.mark.parametrize(("rule", "example"), examples(DECISIONS, "skip"))
def test_a_decision_is_not_made_on_counter_examples(rule: Rule, example: str) -> None:
    assert not decided_by(rule, unmarked(example)[0])


def test_every_rule_that_readers_name_exists(demo) -> None:
    known = {r.id for r in RULES}
    for file in sorted(demo.glob("*.txt")):
        doc = parse(file.read_text("utf-8"))
        used = {x.rule for x in (*doc.extracts(), *doc.header.evidence)}
        assert used <= known, f"{file.name}: {sorted(used - known)}"
