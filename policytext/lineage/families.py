"""Families of equivalent provisions over all documents, whether or not one of them is the source of the others.

Links join provisions, the likeliest first. Two groups become one only if, of the pairs of documents that the two
bring together, at least half are joined by a link: so a broad provision that feeds many narrow ones does not make
all of these equivalent.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from policytext.lineage.rows import DRAWN
from policytext.model import Document, Link, Provision

Place = tuple[str, int]
"""doc_id and start of a provision."""

JOINED = 0.5
"""Least share of pairs of documents that must be linked for two groups to be one family."""

CELLS = {"verbatim": "copied", "adapted": "adapted", "elaborated": "concrete", "common_source": "shared"}
STRENGTH = ("origin", "concrete", "adapted", "copied", "shared")
"""Where a document has several provisions of a family, the first of these is its cell."""
EXCERPT = 24


@dataclass(frozen=True, slots=True)
class Member:
    """A provision of a family."""

    document: Document
    provision: Provision
    cell: str


def families(documents: Sequence[Document], links: Sequence[Link], indirect: Sequence[Link]) -> list[list[Member]]:
    """The families of at least two documents: those over most documents first, then in the order of the corpus."""
    linked = [k for k in links if k.derived and k.source and k.relation in CELLS and not k.transitive]
    groups = grouped([*linked, *indirect])
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
    return document.header.issued or document.header.printed or dt.date.max


def cell_of(links: Sequence[Link]) -> dict[Place, str]:
    """What each provision is to its best source; one that is only a source has no entry."""
    best: dict[Place, Link] = {}
    for k in links:
        assert k.derived is not None and k.source is not None
        ends = [(k.derived_doc, k.derived.span.start)]
        if k.relation == "common_source":
            ends.append((k.source_doc, k.source.span.start))
        for end in ends:
            held = best.get(end)
            if held is None or (k.relation in DRAWN, k.score) > (held.relation in DRAWN, held.score):
                best[end] = k
    return {end: CELLS[k.relation] for end, k in best.items()}


def grouped(links: Sequence[Link]) -> list[set[Place]]:
    """The groups that links join under the rule above."""
    group_of: dict[Place, int] = {}
    groups: dict[int, set[Place]] = {}
    tied: dict[Place, set[Place]] = defaultdict(set)
    ends = []
    for k in links:
        assert k.derived is not None and k.source is not None
        pair = (k.derived_doc, k.derived.span.start), (k.source_doc, k.source.span.start)
        ends.append((k.score, pair))
        tied[pair[0]].add(pair[1])
        tied[pair[1]].add(pair[0])
        for end in pair:
            if end not in group_of:
                group_of[end] = len(groups)
                groups[len(groups)] = {end}
    for _, (one, other) in sorted(ends, key=lambda e: (-e[0], e[1])):
        a, b = group_of[one], group_of[other]
        if a != b and belong_together(groups[a], groups[b], tied):
            for end in groups[b]:
                group_of[end] = a
            groups[a] |= groups.pop(b)
    return list(groups.values())


def belong_together(left: set[Place], right: set[Place], tied: dict[Place, set[Place]]) -> bool:
    """Whether enough of the pairs of documents of two groups are joined by a link."""
    here: dict[str, set[Place]] = defaultdict(set)
    for end in left:
        here[end[0]].add(end)
    there = {doc for doc, _ in right}
    pairs = {(a, b) for a in here for b in there if a != b}
    if not pairs:
        return False
    joined = {(end[0], other[0]) for end in left for other in tied[end] & right}
    # Provisions of one document that are not linked to each other may be one requirement, split.
    return len(joined & pairs) >= JOINED * len(pairs)


def family_rows(found: Sequence[Sequence[Member]]) -> Iterator[tuple[Any, ...]]:
    """The rows of `families`."""
    for n, members in enumerate(found, 1):
        label = label_of(members)
        for m in members:
            yield (n, label, m.document.doc_id, m.provision.path, *m.provision.span, m.cell, m.provision.text)


def label_of(members: Sequence[Member]) -> str:
    """What a family is called: the heading of its first provision, else its beginning."""
    first = members[0].provision
    words = " ".join((first.heading or first.text).split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"


def matrix_cells(found: Sequence[Sequence[Member]]) -> list[dict[str, str]]:
    """For each family the cell of each document that has a provision of it."""
    out = []
    for members in found:
        cells: dict[str, str] = {}
        for m in members:
            held = cells.get(m.document.doc_id)
            if held is None or STRENGTH.index(m.cell) < STRENGTH.index(held):
                cells[m.document.doc_id] = m.cell
        out.append(cells)
    return out
