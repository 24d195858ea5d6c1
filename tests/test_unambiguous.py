"""No repeat of a pattern can read the same characters in two ways: such a text without a match takes exponential time.

Said of the pattern itself where it shows, and tried on texts that go round each of its repeats again and again.
"""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from test_patterns import patterns

from policytext.reading.rules import RuleSet

MANY = 8
"""Repeats of fewer rounds cost little, however they are read."""
ALPHABET = sorted({*"一国县a1 ，。；：、（）《》“”\n", *map(chr, range(0x4E00, 0x9FA6, 97))})
"""Characters that stand for all others in the classes of a pattern, beside those that it names."""

ROUNDS, PATIENCE = 30, 3.0
"""Rounds of a repeat in a text made to be read in vain, and seconds by which it is: a sound pattern takes microseconds."""
MOST_LETTERS = 40

Tree = list[tuple[Any, Any]]


def named(tree: Tree) -> Iterator[str]:
    """The characters that a pattern names."""
    for op, value in tree:
        if op in (c.LITERAL, c.NOT_LITERAL):
            yield chr(value)
        elif op is c.IN:
            yield from named(value)
        elif op is c.RANGE:
            yield from map(chr, value)
        else:
            for part in parts(op, value):
                yield from named(part)


def parts(op: Any, value: Any) -> list[Tree]:
    """The trees inside of a node."""
    if op is c.BRANCH:
        return list(value[1])
    if op is c.SUBPATTERN:
        return [value[3]]
    if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        return [value[2]]
    if op in (c.ASSERT, c.ASSERT_NOT):
        return [value[1]]
    if op is c.ATOMIC_GROUP:
        return [value]
    if op is c.GROUPREF_EXISTS:
        return [x for x in value[1:] if x]
    return []


def matches(op: Any, value: Any, letter: str) -> bool:
    """Whether a node of one character matches a letter."""
    if op is c.LITERAL:
        return chr(value) == letter
    if op is c.NOT_LITERAL:
        return chr(value) != letter
    if op is c.ANY:
        return letter != "\n"
    if op is c.IN:
        negated = bool(value) and value[0][0] is c.NEGATE
        return negated != any(belongs(o, v, letter) for o, v in value if o is not c.NEGATE)
    return False


def belongs(op: Any, value: Any, letter: str) -> bool:
    """Whether a letter is among those of one part of a class."""
    if op is c.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    if op is c.CATEGORY:
        sign = {c.CATEGORY_DIGIT: r"\d", c.CATEGORY_SPACE: r"\s", c.CATEGORY_WORD: r"\w"}.get(value)
        other = {c.CATEGORY_NOT_DIGIT: r"\D", c.CATEGORY_NOT_SPACE: r"\S", c.CATEGORY_NOT_WORD: r"\W"}.get(value)
        return re.match(sign or other or "(?!)", letter) is not None
    return chr(value) == letter


def single(tree: Tree, letters: list[str]) -> set[str]:
    """The letters that an alternative matches by themselves; assertions of one character are kept to."""
    core = [(op, value) for op, value in tree if op not in (c.ASSERT, c.ASSERT_NOT, c.AT)]
    if len(core) != 1 or core[0][0] in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        return set()
    op, value = core[0]
    inner = parts(op, value)
    found = (
        set().union(*(single(x, letters) for x in inner)) if inner else {x for x in letters if matches(op, value, x)}
    )
    for kind, (way, guard) in ((o, v) for o, v in tree if o in (c.ASSERT, c.ASSERT_NOT)):
        if way == 1 and all(len(x) == 1 for x in ([guard] if guard[0][0] is not c.BRANCH else guard[0][1][1])):
            held = single(guard, letters)
            found = found & held if kind is c.ASSERT else found - held
    return found


def ambiguous(tree: Tree, letters: list[str]) -> Iterator[str]:
    """What in a pattern can be read in two ways round after round."""
    for op, value in tree:
        if op in (c.MAX_REPEAT, c.MIN_REPEAT) and value[1] >= MANY:
            body = value[2]
            while len(body) == 1 and body[0][0] is c.SUBPATTERN:
                body = body[0][1][3]
            if len(body) == 1 and body[0][0] is c.BRANCH:
                seen: set[str] = set()
                for alternative in body[0][1][1]:
                    own = single(alternative, letters)
                    if seen & own:
                        yield f"two alternatives match {''.join(sorted(seen & own))[:8]!r}"
                    seen |= own
            loose = [v for o, v in body if o in (c.MAX_REPEAT, c.MIN_REPEAT) and v[0] != v[1] and v[1] >= MANY]
            rest = [x for x in body if x[0] not in (c.MAX_REPEAT, c.MIN_REPEAT) or x[1][0] > 0]
            if loose and len(rest) == (loose[0][0] > 0):
                yield "a repeat within a repeat with nothing between its rounds"
        if op is not c.POSSESSIVE_REPEAT and op is not c.ATOMIC_GROUP:
            for part in parts(op, value):
                yield from ambiguous(part, letters)


def found_in(pattern: str) -> list[str]:
    """What is ambiguous in a pattern."""
    tree = list(_parser.parse(pattern))
    return list(ambiguous(tree, sorted({*ALPHABET, *named(tree)})))


@pytest.mark.parametrize(
    "pattern",
    ["(?:[^，]|(?!甲乙)[^。])*?丙", "(?:[一-鿿]+)*。", "(?:[甲丁]|(?=.)[甲乙]){0,20}丙", "(?:(?:[^，]*，?){0,60})。"],
)
def test_what_is_ambiguous_is_told(pattern: str) -> None:
    assert found_in(pattern)


@pytest.mark.parametrize(
    "pattern", ["(?:[^，甲]|(?!甲乙)[甲])*?丙", "(?:[^，]+，)*。", "(?:[^，]*+，?)*+。", "(?:甲|乙){0,20}丙"]
)
def test_what_is_plain_is_not(pattern: str) -> None:
    assert not found_in(pattern)


def test_no_rule_can_be_read_in_two_ways() -> None:
    rules = {r.id: r.regex.pattern for r in RuleSet.default().by_id.values() if r.pattern is not None}
    assert {id_: told for id_, pattern in rules.items() if (told := found_in(pattern))} == {}


def test_no_pattern_of_a_reader_can_be_read_in_two_ways() -> None:
    written = {f"{module}.{name}": value.pattern for module, name, value in patterns() if isinstance(value, re.Pattern)}
    assert {name: told for name, pattern in written.items() if (told := found_in(pattern))} == {}


def rounds(tree: Tree) -> Iterator[Tree]:
    """What is read again and again, and is more than one character."""
    for op, value in tree:
        if op in (c.MAX_REPEAT, c.MIN_REPEAT) and value[1] >= MANY and (len(value[2]) > 1 or parts(*value[2][0])):
            yield value[2]
        for part in parts(op, value):
            yield from rounds(part)


def grown(tree: Tree, letter: str, letters: list[str], spare: int, times: int = ROUNDS) -> str:
    """A text that goes round the outer repeats of a pattern, made of one letter wherever the pattern takes it.

    What may be left out stands there `spare` times: once or not at all.
    """
    text = ""
    for op, value in tree:
        if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            least, most, body = value
            once = len(body) == 1 and not parts(*body[0])
            text += grown(body, letter, letters, spare, 1) * (
                least or spare if once or most < MANY else max(times, least)
            )
        elif op is c.BRANCH:
            made = [grown(x, letter, letters, spare, times) for x in value[1]]
            text += max(made, key=lambda x: x.count(letter) / (len(x) + 1))
        elif op in (c.SUBPATTERN, c.ATOMIC_GROUP):
            text += grown(parts(op, value)[0], letter, letters, spare, times)
        elif op in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY):
            text += next((x for x in (letter, *letters) if matches(op, value, x)), "")
    return text


@contextmanager
def patience() -> Iterator[None]:
    """A limit of time for one pattern: an engine that steps back for ever is broken off."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def endless(pattern: str) -> str | None:
    """A text on which a pattern steps back for ever, if one of those made for it is such a text."""
    tree = list(_parser.parse(pattern))
    inner = {x for body in rounds(tree) for x in (*"一0甲", *named(body))}
    letters = sorted({*"一0甲 ，", *named(tree)})
    compiled = re.compile(pattern)
    tried = sorted(inner)[:: len(inner) // MOST_LETTERS + 1]
    for text in {grown(tree, x, letters, spare) for x in tried for spare in (0, 1)}:
        try:
            with patience():
                compiled.match(text + "\0")
                compiled.fullmatch(text + "\0")
        except TimeoutError:
            return text
    return None


needs_alarm = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarm to break off with")


@needs_alarm
@pytest.mark.parametrize(
    "pattern",
    ["(?:0[0-9]{2,3}[-]?[0-9]{7,8}[，、]*)+", "(?:(?:省直管|直管)*(?:省|县))+", "(?:[一-鿿]{2,16}(?:部|局))+$"],
)
def test_what_goes_on_for_ever_is_broken_off(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PATIENCE", 0.5)
    assert endless(pattern)


@needs_alarm
def test_no_pattern_goes_on_for_ever() -> None:
    rules = {r.id: r.regex.pattern for r in RuleSet.default().by_id.values() if r.pattern is not None}
    written = {f"{module}.{name}": value.pattern for module, name, value in patterns() if isinstance(value, re.Pattern)}
    assert {name: text for name, pattern in (rules | written).items() if (text := endless(pattern))} == {}
