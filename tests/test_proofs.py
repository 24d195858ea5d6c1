"""Proving rules by their examples."""

from policytext.parser import default_parser
from policytext.proofs import failures
from policytext.reading.rules import Rule

GOOD = Rule(id="x.good", label="测试", why="test", pattern="报送", match=("请⟦报送⟧。",), skip=("请办理。",))


def test_a_rule_that_holds():
    assert list(failures([GOOD], default_parser())) == []


def test_a_rule_that_does_not():
    bad = Rule(id="x.bad", label="测试", why="test", pattern="报送", match=("请⟦办理⟧。",), skip=("请报送。",))
    assert [f.message for f in failures([bad], default_parser())] == [
        "'办理' is not found",
        "something is found in a counter-example",
    ]


def test_a_decision_is_looked_for_in_what_is_read():
    decision = Rule(id="x.never", label="测试", why="test", match=("请⟦报送⟧。",), skip=("请办理。",))
    assert [f.example for f in failures([decision], default_parser())] == ["请⟦报送⟧。"]
