"""Which rules can apply in which text unit: one scan for their literals, so that few patterns run in few places."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from policytext.reading.branches import finder
from policytext.reading.name_words import GROUPS, name_words
from policytext.reading.needs import parts
from policytext.reading.passage import Passage
from policytext.reading.phrases import PhraseBook, places
from policytext.reading.rules import Rule, RuleSet
from policytext.reading.slogans.formulas import formulas

SEARCHED = (
    "citations.speech", "citations.congress", "citations.plenum", "citations.meeting", "citations.deployment",
    "citations.directive",
    "citations.statute", "citations.plan", "citations.letter", "citations.order", "assignments.label", "slogans.pair",
    "slogans.campaign_named", "slogans.frame", "citations.implementing", "citations.standard", "assignments.condition",
    "assignments.office",
)  # fmt: skip
"""The rules whose literals are asked for by their places in the text."""
Member = tuple[Callable[[str], object], int, str]
"""What tells whether alternatives of a rule stand in words, how much of the end of a text unit it looks at (0: all),
and the rule's id."""
Telling = tuple[int, str, bool, int, tuple[int, ...]]
"""A literal as its anchor tells it: how much stands before the anchor, the literal, whether it is longer than the two
characters that are known to stand there, the bits that it sets, and which of the hints kept have it."""
FORMULA = -1
"""Among the latter: the phrases of the lexicon of slogans."""


@dataclass(frozen=True, slots=True, eq=False)
class CueIndex:
    """Rules with their hints as bits: of `bits[id]` some are set in the flags of a text unit that can hold the rule."""

    phrases: PhraseBook
    told: dict[str, tuple[Telling, ...]]
    """For the first two characters of an anchor the literals that it can stand for, and what they tell."""
    characters: tuple[tuple[str, int], ...]
    """The literals of one character, and the bits that each sets."""
    bits: dict[str, int]
    members: dict[int, Member]
    """For each bit the alternatives of a rule that it stands for; the lower the bit, the earlier the rule."""
    always: int
    """The bits of rules without hint."""
    searched: tuple[tuple[str, ...], ...]
    """The hints whose places in the text are kept."""
    seekers: dict[str, tuple[int, ...]]
    """For each of their literals, which of them have it."""
    short: tuple[str, ...]
    """Those of these literals that are one character."""

    @classmethod
    def of(
        cls,
        rules: Iterable[Rule],
        whole: Iterable[Rule],
        searched: Iterable[tuple[str, ...]],
        formulas: Collection[str],
    ) -> "CueIndex":
        """An index over the hints of the rules, of some for the alternatives of each apart.

        One without hint can stand in each text unit.
        """
        members: dict[int, Member] = {}
        hinted: list[tuple[str, tuple[str, ...]]] = []
        for r in rules:
            for hint, written in parts(r) if r.pattern is not None else ():
                members[1 << len(hinted)] = finder(written), int(r.value.get("tail", 0)), r.id
                hinted.append((r.id, hint))
        hinted += [(r.id, r.hint) for r in whole if r.hint]
        bits: dict[str, int] = {}
        masks: dict[str, int] = {}
        for k, (id_, hint) in enumerate(hinted):
            bits[id_] = bits.get(id_, 0) | 1 << k
            for literal in hint:
                masks[literal] = masks.get(literal, 0) | 1 << k
        always = sum(1 << k for k, (_, hint) in enumerate(hinted) if not hint)
        kept = tuple(dict.fromkeys(searched))
        seekers = {x: tuple(k for k, hint in enumerate(kept) if x in hint) for hint in kept for x in hint}
        short = tuple(x for x in seekers if len(x) == 1)
        masks |= {x: 0 for x in seekers if len(x) > 1 and x not in masks}
        characters = tuple((x, mask) for x, mask in masks.items() if len(x) == 1)
        phrases = PhraseBook((*(x for x in masks if len(x) > 1), *formulas))
        asked = {x: (*seekers.get(x, ()), *(FORMULA,) * (x in formulas)) for x in {*seekers, *formulas}}
        told = {
            begun: tuple((before, x, len(x) > 2, masks.get(x, 0), asked.get(x, ())) for before, x in literals)
            for begun, literals in phrases.begun.items()
        }
        return cls(phrases, told, characters, bits, members, always, kept, seekers, short)

    @classmethod
    @lru_cache(maxsize=4)
    def shared(cls, rules: RuleSet) -> "CueIndex":
        """The one index for all readers that ask text unit by text unit."""
        library = RuleSet.default()
        labels = {r.id: r for r in rules.family("label")}
        whole = {r.id: r for r in (*rules.family("task"), *library.family("deadlines"))}
        hints = (library.by_id[x].hint for x in SEARCHED)
        return cls.of(labels.values(), whole.values(), (*hints, name_words(), GROUPS), formulas())

    def flags(self, passage: Passage) -> list[int]:
        """For every text unit the bits of the rules whose literal it holds; the passage learns the places of some."""
        text, told, starts = passage.text, self.told, [*passage.starts, len(passage.text)]
        find, stands = text.find, text.startswith
        spots: list[list[int]] = [[] for _ in self.searched]
        phrased: list[tuple[int, str]] = []
        found = [self.always] * len(starts)  # the last one takes what stands before the first text unit
        for at in self.phrases.anchored(text):
            for before, literal, longer, mask, seeking in told.get(text[at : at + 2], ()):
                start = at - before
                if longer and (not stands(literal, start) or start < 0):
                    continue
                if mask:
                    found[bisect_right(starts, start) - 1] |= mask
                for k in seeking:
                    if k == FORMULA:
                        phrased.append((start, literal))
                    else:
                        spots[k].append(start)
        for literal, mask in self.characters:
            at = find(literal)
            while at >= 0:
                i = bisect_right(starts, at)
                found[i - 1] |= mask
                at = find(literal, starts[i])
        passage.known, passage.formulas = self.places(text, spots), phrased
        found.pop()
        return found

    def places(self, text: str, spots: list[list[int]]) -> dict[tuple[str, ...], list[int]]:
        """The places of the hints in order, given those of their longer literals; single characters are added."""
        for literal in self.short:
            if literal in text:
                for k in self.seekers[literal]:
                    spots[k] += places(literal, text)
        for found in spots:
            found.sort()
        return dict(zip(self.searched, spots, strict=True))


@dataclass(frozen=True, slots=True)
class UnitCues:
    """What the index found in a passage: for each text unit the bits of the rules that can apply there."""

    index: CueIndex
    flags: list[int]

    @classmethod
    def of(cls, passage: Passage, rules: RuleSet) -> "UnitCues":
        """Look through a passage once, for every reader that asks."""
        index = CueIndex.shared(rules)
        return cls(index, index.flags(passage))
