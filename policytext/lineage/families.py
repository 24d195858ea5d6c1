"""Families of equivalent provisions over all documents, whether or not one of them is the source of the others.

Links join provisions, the likeliest first. Two groups become one only if, of the pairs of documents that the two
bring together, at least half are joined by a link: so a broad provision that feeds many narrow ones does not make
all of these equivalent. Pairs of documents of a crowd (`Choice.crowd`) that were not compared count on neither side.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from policytext.brief import excerpt
from policytext.derivation.lines import date_of
from policytext.lineage.links import CELLS, DRAWN, Place, ends
from policytext.model import Document, Link, Provision

JOINED = 0.5
"""Least share of pairs of documents that must be linked for two groups to be one family."""

STRONGEST = ("origin", "concrete", "adapted", "copied", "shared")
"""Where a document has several provisions of a family, the first of these is its cell."""
LABEL = 24
"""Characters of what a family is called."""


@dataclass(frozen=True, slots=True)
class Member:
    """A provision of a family."""

    document: Document
    provision: Provision
    cell: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Which documents were compared with which, where not all were: those of a crowd."""

    crowd: frozenset[str] = frozenset()
    beside: Mapping[str, Set[str]] = field(default_factory=dict)
    """For each document those that it was compared with."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], crowd: Iterable[str]) -> Compared:
        """What was compared, as (derived, source), and which documents stand in a crowd."""
        beside: dict[str, set[str]] = defaultdict(set)
        for a, b in pairs:
            beside[a].add(b)
            beside[b].add(a)
        return cls(frozenset(crowd), beside)


def families(
    documents: Sequence[Document], links: Sequence[Link], indirect: Sequence[Link], compared: Compared
) -> list[list[Member]]:
    """The families of at least two documents: those over most documents first, then in the order of the corpus."""
    linked = [link for link in links if link.derived and link.source and link.relation in CELLS and not link.transitive]
    groups = grouped([*linked, *indirect], compared)
    order = {d.doc_id: n for n, d in enumerate(documents)}
    held = {(d.doc_id, p.span.start): (d, p) for d in documents for p in d.provisions}
    cells = cell_of(linked)
    found = []
    for group in groups:
        places = sorted(group, key=lambda x: (when(held[x][0]), order[x[0]], x[1]))
        members = [Member(*held[x], cells.get(x, "origin")) for x in places if x in held]
        if len({m.document.doc_id for m in members}) > 1:
            found.append(members)
    found.sort(key=lambda f: -len({m.document.doc_id for m in f}))
    return found


def when(document: Document) -> dt.date:
    """The date by which the members of a family are ordered; an undated document comes last."""
    return date_of(document) or dt.date.max


def cell_of(links: Sequence[Link]) -> dict[Place, str]:
    """What each provision is to its best source; one that is only a source has no entry."""
    best: dict[Place, Link] = {}
    for link in links:
        for end in ends(link) if link.relation == "common_source" else ends(link)[:1]:
            held = best.get(end)
            if held is None or (link.relation in DRAWN, link.score) > (held.relation in DRAWN, held.score):
                best[end] = link
    return {end: CELLS[link.relation] for end, link in best.items()}


class Group:
    """Provisions that are taken for equivalent so far."""

    __slots__ = ("documents", "number", "places")

    def __init__(self, place: Place, number: int) -> None:
        self.number = number
        self.places = {place}
        self.documents = {place[0]}

    def take(self, other: Group, number: int) -> None:
        """Join another group to this one, under the number of one of the two."""
        self.number = number
        self.places |= other.places
        self.documents |= other.documents


def grouped(links: Sequence[Link], compared: Compared) -> list[set[Place]]:
    """The groups that links join under the rule above."""
    group_of: dict[Place, Group] = {}
    tied: dict[Place, set[Place]] = defaultdict(set)
    for link in links:
        one, other = ends(link)
        tied[one].add(other)
        tied[other].add(one)
        for end in (one, other):
            if end not in group_of:
                group_of[end] = Group(end, len(group_of))
    held = {g.number: g for g in group_of.values()}
    refused: dict[tuple[int, int], tuple[int, int]] = {}
    for _, (one, other) in sorted((-link.score, ends(link)) for link in links):
        number = group_of[one].number
        here, there = sorted((group_of[one], group_of[other]), key=lambda g: (len(g.places), g.number))
        pair, sizes = (here.number, there.number), (len(here.places), len(there.places))
        # What was refused is asked again only when one of the two has grown.
        if here is there or refused.get(pair) == sizes:
            continue
        if not belong_together(here, there, group_of, tied, compared):
            refused[pair] = sizes
            continue
        for end in here.places:
            group_of[end] = there
        del held[here.number], held[there.number]
        there.take(here, number)
        held[number] = there
    return [held[number].places for number in sorted(held)]


def belong_together(
    few: Group,
    many: Group,
    group_of: Mapping[Place, Group],
    tied: Mapping[Place, set[Place]],
    compared: Compared,
) -> bool:
    """Whether enough of the pairs of documents of two groups are joined by a link; `few` is the smaller one."""
    here, there = few.documents, many.documents
    joined = {
        (end[0], other[0])
        for end in few.places
        for other in tied[end]
        if other[0] != end[0] and group_of[other] is many
    }
    # Provisions of one document that are not linked to each other may be one requirement, split.
    pairs = len(here) * len(there) - len(here & there)
    if compared.crowd:
        pairs -= unknown(here, there, joined, compared)
    return bool(joined) and len(joined) >= JOINED * pairs


def unknown(here: Set[str], there: Set[str], joined: Set[tuple[str, str]], compared: Compared) -> int:
    """How many pairs of documents were not compared because one of them stands in a crowd."""
    plain_here, plain_there = here - compared.crowd, there - compared.crowd
    crowded = len(here) * len(there) - len(here & there)
    crowded -= len(plain_here) * len(plain_there) - len(plain_here & plain_there)
    told = {(a, b) for a in here for b in compared.beside.get(a, frozenset()) & there} | joined
    return crowded - sum(a in compared.crowd or b in compared.crowd for a, b in told)


def family_rows(found: Sequence[Sequence[Member]]) -> Iterator[tuple[Any, ...]]:
    """The rows of `families`."""
    for n, members in enumerate(found, 1):
        label = label_of(members)
        for m in members:
            yield (n, label, m.document.doc_id, m.provision.path, *m.provision.span, m.cell, m.provision.text)


def label_of(members: Sequence[Member]) -> str:
    """What a family is called: the heading of its first provision, else its beginning."""
    first = members[0].provision
    return excerpt(first.heading or first.text, LABEL)


def matrix_cells(found: Sequence[Sequence[Member]]) -> list[dict[str, str]]:
    """For each family the cell of each document that has a provision of it."""
    out = []
    for members in found:
        cells: dict[str, str] = {}
        for m in members:
            held = cells.get(m.document.doc_id)
            if held is None or STRONGEST.index(m.cell) < STRONGEST.index(held):
                cells[m.document.doc_id] = m.cell
        out.append(cells)
    return out
