"""Sources compete: of several documents that hold the words of a provision, it has them from the nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from policytext.derivation.lines import Lines
from policytext.derivation.wording import Floats
from policytext.model import Alignment, LinkPath

Place = tuple[int, int]
"""Index of a document and of a provision in it."""

OWN = 12
"""Least number of characters that a provision must share with a remote source beyond what it has from a nearer one."""


@dataclass(frozen=True, slots=True)
class Found:
    """Two provisions that the model takes for a link."""

    derived: Place
    source: Place
    score: float
    path: LinkPath
    evidence: tuple[Alignment, ...]
    features: Floats = field(compare=False)
    by_words: bool = False
    """Whether they share single words and no run of them."""

    @property
    def words(self) -> int:
        """Characters of the derived provision in shared runs."""
        return sum(a.derived.length for a in self.evidence)


def nearest(lines: Lines, found: Sequence[Found]) -> list[Found]:
    """Without links that a nearer source explains.

    A provision that has its words from a document in between did not draw them from that document's own source, unless
    it shares more words with the remote source alone than with the nearer one. Single words
    explain no run of them.
    """
    by_derived: dict[Place, list[Found]] = defaultdict(list)
    for f in found:
        by_derived[f.derived].append(f)
    chains = {(f.derived, f.source) for f in found}
    kept = []
    for f in found:
        nearer = [
            g
            for g in by_derived[f.derived]
            if g.source[0] != f.source[0]
            and not g.by_words
            and ((g.source, f.source) in chains or f.source[0] in lines.reach[g.source[0]])
        ]
        if not nearer or own_words(f, nearer) >= max(OWN, *(g.words for g in nearer)):
            kept.append(f)
    return kept


def own_words(remote: Found, nearer: Sequence[Found]) -> int:
    """Characters that the derived provision shares with the remote source in runs that no nearer source covers."""
    covered = {k for g in nearer for a in g.evidence for k in range(*a.derived)}
    return sum(a.derived.length for a in remote.evidence if covered.isdisjoint(range(*a.derived)))


def ancestry(found: Sequence[Found]) -> dict[Place, set[int]]:
    """For each provision the documents from which it was drawn, through others too."""
    sources: dict[Place, set[Place]] = defaultdict(set)
    for f in found:
        sources[f.derived].add(f.source)
    out: dict[Place, set[int]] = {}
    for start in sources:
        seen: set[Place] = set()
        queue = [start]
        while queue:
            for up in sources.get(queue.pop(), ()):
                if up not in seen:
                    seen.add(up)
                    queue.append(up)
        out[start] = {document for document, _ in seen}
    return out
