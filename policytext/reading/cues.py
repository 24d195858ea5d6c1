"""Which rules can apply in which text unit: one scan for their literals, so that few patterns run in few places."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from policytext.reading.passage import Passage
from policytext.reading.phrases import PhraseBook, places
from policytext.reading.rules import Rule, RuleSet

FAMILIES = ("label", "task")
"""The families of the parser's rules that are looked up by text unit; those of deadlines are the library's own."""
SEARCHED = (
    "citations.speech", "citations.congress", "citations.plenum", "citations.meeting", "citations.deployment",
    "citations.directive",
    "citations.statute", "citations.plan", "citations.letter", "citations.order", "assignments.label", "slogans.pair",
    "slogans.campaign_named", "slogans.frame", "citations.implementing",
)  # fmt: skip
"""The rules whose literals are asked for by their places in the text."""


@dataclass(frozen=True, slots=True, eq=False)
class CueIndex:
    """Rules with their hints as bits: `bits[id]` is set in the flags of a text unit that holds one of its literals."""

    phrases: PhraseBook
    characters: tuple[tuple[str, int], ...]
    """The literals of one character, and the bits that each sets."""
    told: dict[str, tuple[int, tuple[int, ...]]]
    """What each of the other literals tells: the bits that it sets, and which of the hints kept have it."""
    bits: dict[str, int]
    searched: tuple[tuple[str, ...], ...]
    """The hints whose places in the text are kept."""
    seekers: dict[str, tuple[int, ...]]
    """For each of their literals, which of them have it."""
    short: tuple[str, ...]
    """Those of these literals that are one character."""

    @classmethod
    def of(cls, rules: Iterable[Rule], searched: Iterable[Rule] = ()) -> "CueIndex":
        """An index over the hints of the rules; a rule without hint is not in it."""
        hinted = [r for r in rules if r.hint]
        bits = {r.id: 1 << k for k, r in enumerate(hinted)}
        kept = tuple(dict.fromkeys(r.hint for r in searched))
        seekers = {x: tuple(k for k, hint in enumerate(kept) if x in hint) for hint in kept for x in hint}
        short = tuple(x for x in seekers if len(x) == 1)
        masks = {x: 0 for x in seekers if len(x) > 1}
        for r in hinted:
            for literal in r.hint:
                masks[literal] = masks.get(literal, 0) | bits[r.id]
        characters = tuple((x, mask) for x, mask in masks.items() if len(x) == 1)
        told = {x: (mask, seekers.get(x, ())) for x, mask in masks.items() if len(x) > 1}
        return cls(PhraseBook(told), characters, told, bits, kept, seekers, short)

    @classmethod
    @lru_cache(maxsize=4)
    def shared(cls, rules: RuleSet) -> "CueIndex":
        """The one index for all readers that ask text unit by text unit."""
        library = RuleSet.default()
        own = {r.id: r for name in FAMILIES for r in rules.family(name)}
        own |= {r.id: r for r in library.family("deadlines")}
        return cls.of(own.values(), (library.by_id[x] for x in SEARCHED))

    def flags(self, passage: Passage) -> list[int]:
        """For every text unit the bits of the rules whose literal it holds; the passage learns the places of some."""
        text, told, starts = passage.text, self.told, [*passage.starts, len(passage.text)]
        find = text.find
        spots: list[list[int]] = [[] for _ in self.searched]
        found = [0] * len(starts)  # the last one takes what stands before the first text unit
        for start, literal in self.phrases.find(text):
            mask, seeking = told[literal]
            if mask:
                found[bisect_right(starts, start) - 1] |= mask
            for k in seeking:
                spots[k].append(start)
        for literal, mask in self.characters:
            at = find(literal)
            while at >= 0:
                i = bisect_right(starts, at)
                found[i - 1] |= mask
                at = find(literal, starts[i])
        passage.known = self.places(text, spots)
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


Member = tuple[Callable[[str], object], int, str]
"""What tells whether a rule stands in words, how much of the end of a text unit it looks at (0: all), and its id."""
Able = Mapping[str, tuple[Member, ...]]
"""Family → those of its rules that can stand in a text unit; families of which none can are left out."""


def chooser(index: CueIndex, families: Mapping[str, Iterable[Rule]]) -> Callable[[int], Able]:
    """What tells the rules that can stand in a text unit by its flags: those flagged, and those without hint.

    It is found out once for all text units with the same flags, of which more than half have none.
    """
    members = {
        name: [(index.bits.get(r.id, 0), (r.stands, int(r.value.get("tail", 0)), r.id)) for r in rules]
        for name, rules in families.items()
    }

    @lru_cache(maxsize=1024)
    def able(flags: int) -> Able:
        chosen = {
            name: tuple(member for bit, member in listed if not bit or bit & flags) for name, listed in members.items()
        }
        return {name: rules for name, rules in chosen.items() if rules}

    return able
