"""Sources compete: of several documents that hold the words of a provision, it has them from the nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from policytext.derivation.lines import Lines, closure
from policytext.derivation.wording import Floats
from policytext.model import Alignment, LinkPath

ProvisionIndex = tuple[int, int]
"""Index of a document and of a provision in it."""

OWN = 12
"""Least number of characters that a provision must share with a remote source beyond what it has from a nearer one."""


@dataclass(frozen=True, slots=True)
class LikelyLink:
    """Two provisions that the model takes for a link."""

    derived: ProvisionIndex
    source: ProvisionIndex
    score: float
    path: LinkPath
    evidence: tuple[Alignment, ...]
    features: Floats = field(compare=False)
    by_words: bool = False
    """Whether they share single words and no run of them."""

    @property
    def shared(self) -> int:
        """Characters of the derived provision in shared runs."""
        return sum(a.derived.length for a in self.evidence)


def nearest(lines: Lines, likely: Sequence[LikelyLink]) -> list[LikelyLink]:
    """Without links that a nearer source explains.

    A provision that has its words from a document in between did not draw them from that document's own source, unless
    it shares more words with the remote source alone than with the nearer one. Single words
    explain no run of them.
    """
    by_derived: dict[ProvisionIndex, list[LikelyLink]] = defaultdict(list)
    for link in likely:
        by_derived[link.derived].append(link)
    linked = {(link.derived, link.source) for link in likely}
    kept = []
    for link in likely:
        nearer = [
            other
            for other in by_derived[link.derived]
            if other.source[0] != link.source[0]
            and not other.by_words
            and ((other.source, link.source) in linked or link.source[0] in lines.reach[other.source[0]])
        ]
        if not nearer or own_words(link, nearer) >= max(OWN, *(other.shared for other in nearer)):
            kept.append(link)
    return kept


def own_words(remote: LikelyLink, nearer: Sequence[LikelyLink]) -> int:
    """Characters that the derived provision shares with the remote source in runs that no nearer source covers."""
    covered = {k for link in nearer for a in link.evidence for k in range(*a.derived)}
    return sum(a.derived.length for a in remote.evidence if covered.isdisjoint(range(*a.derived)))


def ancestry(likely: Sequence[LikelyLink]) -> dict[ProvisionIndex, set[int]]:
    """For each provision the documents from which it was drawn, through others too."""
    sources: dict[ProvisionIndex, set[ProvisionIndex]] = defaultdict(set)
    for link in likely:
        sources[link.derived].add(link.source)
    above = {start: closure(lambda provision: sources.get(provision, ()), start) for start in sources}
    return {start: {document for document, _ in places} for start, places in above.items()}
