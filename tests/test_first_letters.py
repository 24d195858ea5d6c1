"""First and last letters that are asked ahead of a pattern: every letter that a match can begin or end with."""

import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

import pytest

from policytext.reading.citations import relations
from policytext.reading.header import head, title_lines
from policytext.reading.labels import tasks
from policytext.reading.units import clauses, other_actors, predicates

DIGITS = frozenset("0123456789")


def letters(parsed, *, last: bool) -> tuple[frozenset[str], bool]:
    """The letters with which what was parsed can begin (or end, where `last`), and whether it can be empty."""
    found: set[str] = set()
    for what, value in reversed(list(parsed)) if last else list(parsed):
        more, empty = letters_of(what, value, last=last)
        found |= more
        if not empty:
            return frozenset(found), False
    return frozenset(found), True


def letters_of(what, value, *, last: bool) -> tuple[frozenset[str], bool]:
    """The same of one part of a pattern."""
    if what is op.LITERAL:
        return frozenset(chr(value)), False
    if what is op.IN:
        return frozenset().union(*(members(*x) for x in value)), False
    if what is op.SUBPATTERN:
        return letters(value[-1], last=last)
    if what is op.BRANCH:
        parts = [letters(x, last=last) for x in value[1]]
        return frozenset().union(*(p for p, _ in parts)), any(empty for _, empty in parts)
    if what in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        inner, empty = letters(value[2], last=last)
        return inner, empty or value[0] == 0
    assert what in (op.AT, op.ASSERT, op.ASSERT_NOT), what
    return frozenset(), True


def of_class(written: str) -> frozenset[str]:
    """The letters of a class as it is written."""
    return letters(_parser.parse(f"[{written}]"), last=False)[0]


def members(what, value) -> frozenset[str]:
    """The letters of one part of a class."""
    if what is op.RANGE:
        return frozenset(map(chr, range(value[0], value[1] + 1)))
    assert what in (op.LITERAL, op.CATEGORY), what
    return frozenset(chr(value)) if what is op.LITERAL else DIGITS


@pytest.mark.parametrize(
    ("asked", "pattern"),
    [
        (predicates.CAUSES_OPENS, predicates.CAUSES),
        (head.ABOVE_OPENS | DIGITS | {" "}, head.ABOVE),  # a line has no blank at its edges
        (other_actors.BARE_OPENS, other_actors.BARE_DUTY),
        (of_class(clauses.LEAD_FIRST), re.compile(clauses.LED_BY)),
    ],
    ids=("causes", "above", "bare duty", "lead"),
)
def test_no_first_letter_is_missing(asked: frozenset[str], pattern: re.Pattern[str]) -> None:
    first, empty = letters(_parser.parse(pattern.pattern), last=False)
    assert not empty
    assert first - asked == frozenset()


@pytest.mark.parametrize(
    ("asked", "pattern"),
    [
        (title_lines.FILE_HEAD_ENDS, title_lines.FILE_HEAD),
        (relations.GROUND_ENDS, relations.GROUND),
        (tasks.ORIENTED_ENDS, tasks.ORIENTED),
        (tasks.NAME_ENDS, tasks.NAMES_ONLY),
    ],
    ids=("file head", "ground", "oriented", "names"),
)
def test_no_last_letter_is_missing(asked: frozenset[str], pattern: re.Pattern[str]) -> None:
    final, empty = letters(_parser.parse(pattern.pattern), last=True)
    assert not empty
    assert final - asked == frozenset()
