"""The rules of deadlines, ready for use: those that find times, and those for the words beside one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from policytext.reading.beside import Beside
from policytext.reading.branches import gated, openers, unrepeated
from policytext.reading.cues import CueIndex
from policytext.reading.rules import Rule, RuleSet

Looker = Callable[[str, int], re.Match[str] | None]
Finder = Callable[[str, int, int], Iterator[re.Match[str]]]


@dataclass(frozen=True, slots=True)
class Words:
    """The rules of deadlines, ready for use."""

    finding: tuple[Rule, ...]
    """Those that find expressions."""
    beside: Beside
    """Those for the words before one, by id."""
    limits: tuple[Rule, ...]
    """Of these, those that make a date an end."""
    backward: tuple[Rule, ...]
    """Of these, those that take a time away."""
    after: Looker
    """Looks behind a time for words that take it away."""
    openers: frozenset[str]
    """With these such words begin."""


@lru_cache(maxsize=1)
def words() -> Words:
    """The library's rules of deadlines."""
    own = [r for r in RuleSet.default().family("deadlines") if r.pattern is not None]
    side = {s: tuple(r for r in own if r.value.get("side") == s) for s in ("before", "after", "limit", "from_now")}
    return Words(
        finding=tuple(r for r in own if "reads" in r.value),
        beside=Beside({r.id: r for r in side["before"] + side["limit"] + side["from_now"]}),
        limits=side["limit"],
        backward=side["before"],
        after=re.compile(unrepeated(gated("|".join(r.written() for r in side["after"])))).match,
        openers=frozenset().union(*(openers(r.written()) or () for r in side["after"])),
    )


@lru_cache(maxsize=4)
def finding(index: CueIndex) -> int:
    """The bits of all rules that find expressions."""
    return sum(index.bits[r.id] for r in words().finding)


@lru_cache(maxsize=1024)
def finders(index: CueIndex, flagged: int) -> tuple[tuple[Rule, Finder], ...]:
    """The rules that find expressions where their bits are flagged."""
    return tuple((r, r.regex.finditer) for r in words().finding if flagged & index.bits[r.id])
