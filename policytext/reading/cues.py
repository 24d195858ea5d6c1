"""Which rules can apply in which text unit: one scan for their literals, so that few patterns run in few places."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from policytext.reading.passage import Passage
from policytext.reading.phrases import PhraseBook, places
from policytext.reading.rules import Rule, RuleSet

FAMILIES = ("label", "task")
"""The families of the parser's rules that are looked up by text unit; those of deadlines are the library's own."""
SEARCHED = (
    "citations.speech", "citations.congress", "citations.plenum", "citations.meeting", "citations.deployment",
    "citations.directive",
    "citations.statute", "citations.plan", "citations.letter", "citations.order", "assignments.label", "slogans.pair",
    "slogans.campaign_named",
)  # fmt: skip
"""The rules whose literals are asked for by their places in the text."""


@dataclass(frozen=True, slots=True, eq=False)
class CueIndex:
    """Rules with their hints as bits: `bits[id]` is set in the flags of a text unit that holds one of its literals."""

    phrases: PhraseBook
    characters: tuple[str, ...]
    """The literals of one character."""
    masks: dict[str, int]
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
        return cls(PhraseBook(masks), tuple(x for x in masks if len(x) == 1), masks, bits, kept, seekers, short)

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
        text, masks, starts, seekers = passage.text, self.masks, [*passage.starts, len(passage.text)], self.seekers
        find = text.find
        spots: list[list[int]] = [[] for _ in self.searched]
        found = [0] * len(starts)  # the last one takes what stands before the first text unit
        for start, literal in self.phrases.find(text):
            if mask := masks[literal]:
                found[bisect_right(starts, start) - 1] |= mask
            if literal in seekers:
                for k in seekers[literal]:
                    spots[k].append(start)
        for literal in self.characters:
            mask = masks[literal]
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


@dataclass(frozen=True, slots=True)
class Family:
    """The rules of a family, of which a text unit can hold few: those without hint, and those that its flags name."""

    mask: int
    """The bits of all its rules."""
    able: Callable[[int], tuple[Member, ...]]
    """The rules to be tried, in order, for what of the mask is flagged."""

    @classmethod
    def of(cls, index: CueIndex, rules: Iterable[Rule]) -> "Family":
        """The family of these rules; which of them some flags name is found out once for all text units alike."""
        members = [(index.bits.get(r.id, 0), (r.stands, int(r.value.get("tail", 0)), r.id)) for r in rules]

        @lru_cache(maxsize=1024)
        def able(flagged: int) -> tuple[Member, ...]:
            return tuple(member for bit, member in members if not bit or bit & flagged)

        return cls(reduce(or_, (bit for bit, _ in members), 0), able)

    def first(self, flags: int, words: str) -> str | None:
        """Id of the first rule whose literal is flagged and whose pattern stands in `words`."""
        for stands, tail, id_ in self.able(flags & self.mask):
            if stands(words[-tail:] if tail else words):
                return id_
        return None
