"""Which rules can apply in which text unit: one scan for their literals, so that few patterns run in few places."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policytext.reading.passage import Passage
from policytext.reading.rules import Rule


@dataclass(frozen=True, slots=True)
class CueIndex:
    """Rules with their hints as bits: `bits[id]` is set in the flags of a text unit that holds one of its literals."""

    trigger: re.Pattern[str]
    masks: dict[str, int]
    bits: dict[str, int]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "CueIndex":
        """An index over the hints of the rules; a rule without hint is not in it."""
        hinted = [r for r in rules if r.hint]
        bits = {r.id: 1 << k for k, r in enumerate(hinted)}
        literals = {h for r in hinted for h in r.hint}
        masks = {
            x: sum(bits[r.id] for r in hinted if any(h in x for h in r.hint)) for x in literals
        }  # a longer literal stands for the shorter ones in it
        return cls(re.compile(grouped(literals)), masks, bits)

    def flags(self, passage: Passage) -> list[int]:
        """For every text unit the bits of the rules whose literal it holds."""
        found = [0] * len(passage.units)
        masks, units = self.masks, passage.units
        i, end = -1, -1
        for m in self.trigger.finditer(passage.text):
            at = m.start()
            if at >= end:
                i = passage.unit_at(at)
                end = units[i].end
            found[i] |= masks[m[0]]
        return found


def grouped(literals: Iterable[str]) -> str:
    """An alternation of literals, by first character, the longer before the shorter."""
    groups: dict[str, list[str]] = {}
    for x in sorted(literals, key=lambda x: (-len(x), x)):
        groups.setdefault(x[0], []).append(re.escape(x[1:]))
    return "|".join(re.escape(c) + (f"(?:{'|'.join(rest)})" if rest != [""] else "") for c, rest in groups.items())


Member = tuple[int, Rule, int]
"""A rule with its bit (-1: it has no hint) and how much of the end of a text unit it looks at (0: all)."""


def member(index: CueIndex, rule: Rule) -> Member:
    """A rule as `first_rule` takes it."""
    return index.bits.get(rule.id, -1), rule, int(rule.value.get("tail", 0))


def first_rule(members: Sequence[Member], flags: int, words: str) -> str | None:
    """Id of the first rule whose literal is flagged and whose pattern stands in `words`."""
    for bit, rule, tail in members:
        if (bit < 0 or flags & bit) and rule.regex.search(words[-tail:] if tail else words):
            return rule.id
    return None
