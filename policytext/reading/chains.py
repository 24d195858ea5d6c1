"""Parallel phrases (排比): members of one build joined by 、, the commonest make of a formula."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from policytext.reading.rules import Rule, RuleSet

MEMBER = re.compile(r"、([一-鿿]{1,8})")
HAN = re.compile(r"[一-鿿]+")


class Chain(NamedTuple):
    """A parallel phrase; offsets of the view, id of the rule."""

    start: int
    end: int
    rule: str


@lru_cache(maxsize=1)
def patterns() -> tuple[Rule, ...]:
    """The rules: members that begin alike, that end alike, pairs that repeat a word, shares of parties."""
    rules = RuleSet.default().by_id
    return tuple(rules[f"slogans.{name}"] for name in ("chain_head", "chain_tail", "pair", "roles"))


def read_chains(text: str) -> Iterator[Chain]:
    """Every parallel phrase of the folded text."""
    head, tail, pair, roles = patterns()
    for m in head.regex.finditer(text):
        if end := level_end(text, m.start(), m.end(1)):
            yield Chain(m.start(), end, "slogans.chain_head")
    for m in tail.regex.finditer(text):
        if (start := level_start(text, m)) is not None:
            yield Chain(start, m.end(), "slogans.chain_tail")
    for rule in (pair, roles):
        for m in rule.regex.finditer(text):
            yield Chain(m.start(), m.end(), rule.id)


def level_start(text: str, m: re.Match[str]) -> int | None:
    """Where a chain begins whose members end alike: its first member is as long as the second, if the third is too."""
    second, third = (len(x) for x in m[0].split("、")[1:3])
    if second != third and second > 2:
        return None
    start = m.end(1) - second
    return start if start >= 0 and HAN.fullmatch(text, start, m.end(1)) else None


def level_end(text: str, start: int, first_end: int) -> int | None:
    """Where a chain ends whose members all have the length of the first; `None` where they have not."""
    length = first_end - start
    end, members = first_end, 1
    while m := MEMBER.match(text, end):
        if len(m[1]) < length or m[1][0] != text[start]:
            break
        end, members = end + 1 + length, members + 1
        if len(m[1]) > length:
            break
    return end if members >= 3 else None
