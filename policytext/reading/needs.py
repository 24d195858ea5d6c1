"""Which literals a pattern cannot stand without: of many alternatives only few are tried in a text that holds one."""

import re
from collections.abc import Iterable, Sequence

from policytext.reading.branches import LOOKS, PLAIN_GROUP, QUANTIFIER, SPECIAL, class_end, closing, first_characters
from policytext.reading.branches import split as alternatives
from policytext.reading.rules import Rule

MOST = 64
"""Readings of a piece of a pattern, as strings, that are looked at."""


def parts(rule: Rule) -> list[tuple[tuple[str, ...], str]]:
    """The alternatives of a rule's pattern together with those of its hints without which they cannot stand.

    Alternatives that need the same hints make one part; one of which that is open needs any of the rule's.

    >>> rule = Rule(id="label.x", label="x", why="x", pattern="所称.*指|是指|[^，]+所称", hint=("所称", "是指"))
    >>> parts(rule)
    [(('所称',), '所称.*指|[^，]+所称'), (('是指',), '是指')]
    """
    compiled = re.compile(rule.written())
    if not rule.hint or compiled.groups or compiled.flags != re.UNICODE:
        return [(rule.hint, compiled.pattern)]  # what a group or flag says of other alternatives would be lost
    found: dict[tuple[str, ...], list[str]] = {}
    for branch in alternatives(rule.written()):
        known = needed(branch, rule.hint)
        found.setdefault(rule.hint if known is None else tuple(h for h in rule.hint if h in known), []).append(branch)
    return [(hint, "|".join(kept)) for hint, kept in found.items()]


def needed(branch: str, hints: Iterable[str]) -> set[str] | None:
    """Of some literals those of which each match of a branch holds one, or `None` where that is open.

    >>> needed("(?:作出|做出)(?:了)?[^。]*部署", ("做出", "作出", "召开")) == {"做出", "作出"}
    True
    >>> needed("(?:作出|召开)?部署", ("作出", "召开")) is needed("作.出", ("作出",)) is None
    True
    """
    known: list[set[str]] = []
    runs, k = {""}, 0
    while k < len(branch):
        start, ch = k, branch[k]
        texts: Sequence[str] | None = None
        k = end_of(branch, k)
        piece, repeated = branch[start:k], QUANTIFIER.match(branch[k:])
        if ch in "^$" or piece.startswith(LOOKS):
            continue
        if ch == "[":
            texts = first_characters(piece)
        elif opened := PLAIN_GROUP.match(piece):
            texts = alternatives(piece[opened.end() : -1])
        elif ch not in SPECIAL:
            texts = [piece]
        if repeated:
            k += repeated.end()
        elif texts and not any(map(SPECIAL.intersection, texts)) and len(runs) * len(texts) <= MOST:
            runs = {run + text for run in runs for text in texts}
            continue
        elif ch == "(" and texts and None not in (each := [needed(text, hints) for text in texts]):
            known.append(set().union(*(x for x in each if x is not None)))
        known += held(runs, hints)
        runs = {""}
    return min((*known, *held(runs, hints)), key=len, default=None)


def end_of(pattern: str, k: int) -> int:
    """Where the character, class or group ends that begins at a place of a pattern."""
    if pattern[k] == "(":
        return k + closing(pattern[k:]) + 1
    return class_end(pattern, k) + 1 if pattern[k] == "[" else k + 1 + (pattern[k] == "\\")


def held(runs: set[str], hints: Iterable[str]) -> list[set[str]]:
    """The literals that stand in some strings, if in each of them stands one."""
    found = [{hint for hint in hints if hint in run} for run in runs]
    return [set().union(*found)] if all(found) else []
