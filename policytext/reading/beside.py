"""Words right before a place: one look at the character before it tells which of several rules can end there at all."""

from collections.abc import Iterable, Iterator, Mapping

from policytext.reading.branches import (
    LOOKS,
    OPEN_CLASS,
    PLAIN_GROUP,
    QUANTIFIER,
    SPECIAL,
    class_end,
    closing,
    split,
)
from policytext.reading.rules import Rule

Closers = tuple[frozenset[str], frozenset[str], bool]
"""The characters with which a match can end; others of which it holds one where its end is open; whether it can be
empty."""
NONE: frozenset[str] = frozenset()


class Beside:
    """Rules by name, for the words that stand right before a place."""

    __slots__ = ("by_last", "loose", "rules", "within")

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        known = {name: closers(rule.written()) for name, rule in rules.items()}
        ends = {name: found for name, found in known.items() if found is not None and not found[2]}
        self.rules = dict(rules)
        self.loose = frozenset(known.keys() - ends.keys())
        """Those that can end in anything."""
        by_last = grouped((c, name) for name, found in ends.items() for c in found[0])
        self.by_last = {c: names | self.loose for c, names in by_last.items()}
        self.within = tuple(grouped((c, name) for name, found in ends.items() for c in found[1]).items())

    def ending(self, text: str, at: int, reach: int) -> frozenset[str]:
        """The names of the rules that can end at `at` and begin `reach` characters before, as far as two looks tell."""
        names = self.by_last.get(text[at - 1], self.loose)
        before = text[at - reach if at > reach else 0 : at]
        for c, more in self.within:
            if c in before:
                names |= more
        return names


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The second members of pairs by the first."""
    found: dict[str, frozenset[str]] = {}
    for key, name in pairs:
        found[key] = found.get(key, NONE) | {name}
    return found


def closers(pattern: str) -> Closers | None:
    """What the end of a match of the pattern holds, or `None` where that is open.

    >>> found = closers("(?:达到?|每[一-鿿]{1,3}) {0,2}(?=[0-9])")
    >>> found and (sorted(found[0]), sorted(found[1]), found[2])
    ([' ', '到', '达'], ['每'], False)
    """
    last: frozenset[str] = NONE
    within: frozenset[str] = NONE
    empty = False
    for branch in split(pattern):
        found = closers_of(branch)
        if found is None:
            return None
        last, within, empty = last | found[0], within | found[1], empty or found[2]
    return last, within, empty


def closers_of(branch: str) -> Closers | None:
    """What the end of a match of one alternative holds."""
    last: frozenset[str] = NONE
    within: frozenset[str] = NONE
    loose = False
    for piece, optional in reversed(list(pieces(branch))):
        found = closers_of_piece(piece)
        if found is None:
            loose = True
            continue
        if not loose:
            last, within = last | found[0], within | found[1]
        if not optional and not found[2]:
            return (last, within | found[0] | found[1], False) if loose else (last, within, False)
    return None if loose else (last, within, True)


def closers_of_piece(piece: str) -> Closers | None:
    """What the end of a character, class or group holds."""
    if piece in ("^", "$") or piece.startswith(LOOKS):
        return NONE, NONE, True
    if opened := PLAIN_GROUP.match(piece):
        return closers(piece[opened.end() : -1])
    if piece.startswith("["):
        known = piece[1:-1].replace("0-9", "0123456789")
        return None if OPEN_CLASS.intersection(known) else (frozenset(known), NONE, False)
    return None if piece[0] in SPECIAL else (frozenset(piece), NONE, False)


def pieces(branch: str) -> Iterator[tuple[str, bool]]:
    """The characters, classes and groups of an alternative, each with whether it may be left out.

    >>> list(pieces("达到?(?:约|近){0,2}[0-9]"))
    [('达', False), ('到', True), ('(?:约|近)', True), ('[0-9]', False)]
    """
    k = 0
    while k < len(branch):
        end = k + 1 + (branch[k] == "\\")
        if branch[k] == "[":
            end = class_end(branch, k) + 1
        elif branch[k] == "(":
            end = k + closing(branch[k:]) + 1
        quantifier = QUANTIFIER.match(branch[end:])
        yield branch[k:end], quantifier is not None and quantifier[0].startswith(("*", "?", "{0", "{,"))
        k = end + (quantifier.end() if quantifier else 0)
