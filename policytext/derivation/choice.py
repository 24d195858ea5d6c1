"""Which documents are compared with which, so that the work grows with the documents and not with their square.

Each document is compared with all that it could have drawn on, and for a common source with all that it could have one
with, as long as these are few. Where one notice was handed down in hundreds of copies they are not: there everything
is like everything, and comparing it all tells no more. Such a document stands in a crowd, and is compared with those
that it cites and with the likeliest of the others; `Choice.crowds` says which documents that are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

import numpy as np

from policytext.derivation.candidates import Pairs
from policytext.derivation.kinship import LEAST, STRANGERS, Likeness, shift
from policytext.derivation.lines import RANK, Lines, date_of
from policytext.derivation.settings import PATHS
from policytext.derivation.wording import Floats, Ints, Mask
from policytext.model import Document, LinkPath

CROWD = 48
"""Most documents that one is compared with as its sources, or for a common source, without a choice among them."""
SOURCES, PARTNERS = 8, 6
"""How many are chosen of a crowd: of possible sources, half of them the earliest and half the most alike; of documents
that may have a common source."""
LOOKED = 256
"""Most documents of which the line to one of a crowd is looked up."""

NEVER = 10**7
"""Later than any date."""
Source = tuple[int, LinkPath]


@dataclass(frozen=True, eq=False)
class Choice:
    """The pairs of documents that a search compares."""

    documents: Sequence[Document]
    lines: Lines
    likeness: Likeness
    first: Sequence[int]
    """For each document its first printing in the corpus."""
    about: Sequence[bool]
    """Which are writings about a document: they derive nothing."""
    sharing: Pairs
    """Pairs that share rare wording in a provision."""
    telling: Pairs
    """Those of them where that tells something."""
    crowds: dict[str, set[int]] = field(default_factory=lambda: {"sources": set(), "partners": set()})
    """The documents that stand in a crowd of possible sources, or of such as may have a common source with them."""

    def tied(self, d: int, s: int, path: LinkPath) -> float:
        """What the tie of two documents adds to the log odds of a link; who shares rare wording is no stranger."""
        odds = shift(self.lines, self.likeness, d, s, path)
        return max(odds, STRANGERS + 0.5) if (min(d, s), max(d, s)) in self.telling else odds

    @cached_property
    def own(self) -> Mask:
        """Which documents derive and are drawn on: of several printings the first, and no writing about a document."""
        return np.array([k == f and not self.about[k] for k, f in enumerate(self.first)], dtype=bool)

    @cached_property
    def shares_with(self) -> dict[int, set[int]]:
        """For each document those with which it shares rare wording in a provision."""
        found: dict[int, set[int]] = defaultdict(set)
        for one, other in self.sharing:
            found[one].add(other)
            found[other].add(one)
        return found

    def near(self, k: int, alike: Floats) -> Mask:
        """Which documents may have to do with one: they are about one matter, or share rare wording.

        `alike` is, here and below, the likeness of that document to each.
        """
        found = alike > LEAST
        found[list(self.shares_with.get(k, ()))] = True
        found[k] = False
        return np.asarray(found)

    # Sources

    @cached_property
    def directed(self) -> list[tuple[tuple[int, int], LinkPath]]:
        """The (derived, source) pairs to compare, with the reason, in the order of the corpus."""
        found: list[tuple[tuple[int, int], LinkPath]] = []
        for d, alike in self.likeness.rows_of_all():
            for s, path in self.likeliest(d, alike, self.sources(d, alike)):
                self.likeness.hold(d, s)
                found.append(((d, s), path))
        return sorted(found, key=lambda x: (min(x[0]), max(x[0]), x[0]))

    def sources(self, d: int, alike: Floats) -> list[Source]:
        """What a document can have drawn on, as far as it is looked at; of several printings the first counts."""
        if not self.own[d]:
            return []
        can = self.own & (np.asarray(self.first) != self.first[d])
        near: list[int] = np.flatnonzero(self.near(d, alike) & can & self.lines.may_be_above(d)).tolist()
        if len(near) > LOOKED:
            self.crowds["sources"].add(d)
            named = self.lines.named_in(d)
            near = self.mixed(near, alike, {k: k not in named for k in near})[:LOOKED]
        looked = {*near, *(s for s in self.lines.reach[d] if can[s])}
        paths = ((s, self.lines.path(d, s)) for s in sorted(looked))
        return [(s, path) for s, path in paths if path and self.tied(d, s, path) > STRANGERS]

    def likeliest(self, d: int, alike: Floats, sources: Sequence[Source]) -> Sequence[Source]:
        """Those of the sources that are compared: the cited ones, and of a crowd of others the best."""
        others = [x for x in sources if x[0] not in self.lines.cited[d]]
        if len(others) <= CROWD and d not in self.crowds["sources"]:
            return sources
        self.crowds["sources"].add(d)
        kept = self.mixed([s for s, _ in others], alike, {s: PATHS.index(path) for s, path in others})[:SOURCES]
        return [x for x in sources if x[0] in kept or x[0] in self.lines.cited[d]]

    def mixed(self, some: Sequence[int], alike: Floats, group: Mapping[int, int]) -> list[int]:
        """Documents in the order in which they are chosen: by group, in each the most alike and the first in turn."""
        most_alike = sorted(some, key=lambda k: (group[k], -alike[k], self.age[k]))
        earliest = sorted(some, key=lambda k: (group[k], self.age[k]))
        return list(dict.fromkeys(k for two in zip(most_alike, earliest, strict=True) for k in two))

    @cached_property
    def age(self) -> list[tuple[int, int, int]]:
        """What comes first where nothing else decides: the earlier document, then the higher, then in the corpus."""
        shown = [(date_of(d), RANK.get(d.header.level or "", len(RANK))) for d in self.documents]
        return [(date.toordinal() if date else NEVER, rank, k) for k, (date, rank) in enumerate(shown)]

    def crowd(self) -> set[int]:
        """All documents that are not compared with all that are like them, or that have one source with very many."""
        drawing: dict[int, set[int]] = defaultdict(set)
        for (d, s), _ in self.directed:
            drawing[s].add(d)
        return set().union(*self.crowds.values(), *(k for k in drawing.values() if len(k) > CROWD))

    # Documents that may have a common source

    def partners(self, unexplained: Likeness) -> list[tuple[int, int]]:
        """Pairs of documents, in order, of which neither can have drawn on the other and both may have one source.

        `unexplained` is their likeness in the provisions that have no known source: it chooses among a crowd.
        """
        chosen: set[tuple[int, int]] = set()
        for one, alike in self.likeness.rows_of_all():
            if self.own[one]:
                near = np.flatnonzero(self.near(one, alike) & self.own)
                crowded = len(near) > LOOKED
                found = [] if crowded else list(self.unconnected(one, near.tolist()))
                if crowded or len(found) > CROWD:
                    self.crowds["partners"].add(one)
                    found = self.likeliest_partners(one, near, unexplained.row(one))
                for other in found:
                    self.likeness.hold(one, other)
                    chosen.add((min(one, other), max(one, other)))
        return sorted(chosen)

    def unconnected(self, one: int, others: Iterable[int]) -> Iterator[int]:
        """Those of some documents to which no line leads from one, and from which none leads to it."""
        path, talks = self.lines.path, self.lines.talks
        for other in others:
            if talks[one] or talks[other] or path(one, other) or path(other, one):
                continue
            if self.tied(*self.lower_first(one, other), "siblings") > STRANGERS:
                yield other

    def likeliest_partners(self, one: int, near: Ints, alike: Floats) -> list[int]:
        """Of a crowd of documents those that share most of what has no known source; of equals the first."""
        near = near[alike[near] > LEAST]
        ordered = sorted(near.tolist(), key=lambda k: (-round(float(alike[k]), 1), self.age[k]))[:LOOKED]
        return list(islice(self.unconnected(one, ordered), PARTNERS))

    def lower_first(self, one: int, other: int) -> tuple[int, int]:
        """The two in a fixed order: the document of the lower level first, then by id."""
        key = {k: (-RANK.get(self.documents[k].header.level or "", 9), self.documents[k].doc_id) for k in (one, other)}
        return (one, other) if key[one] <= key[other] else (other, one)
