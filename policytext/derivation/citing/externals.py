"""Documents that are cited but not in the corpus: one node for each, however often and in whatever form it is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.derivation.citing.numbers import bare, number_key
from policytext.derivation.citing.titles import read_title
from policytext.model import Citation, CitationKind, External

SHORTENED, PLACE = 10, 4
"""Least length of a law's short name, greatest length of the place left out in it."""


def gather(absent: Sequence[tuple[int, Citation]]) -> tuple[tuple[External, ...], dict[int, str]]:
    """One node for each absent document: citations are joined where number or title agree."""
    held: dict[int, Group] = {}
    told: dict[str, set[int]] = defaultdict(set)
    for n, (at, citation) in enumerate(absent):
        one = Group.of(at, citation)
        near = {k for sign in one.sought() for k in told[sign]}
        joined = [k for k in sorted(near) if held[k].same(one)]
        for k in joined:
            one = held[k].join(one)
            for sign in held.pop(k).filed():
                told[sign].discard(k)
        held[n] = one
        for sign in one.filed():
            told[sign].add(n)
    groups = sorted(held.values(), key=lambda g: min(g.places))
    nodes, node_of, used = [], {}, set()
    for g in groups:
        node_id = base = "external:" + (g.number or g.title or "?")
        k = 2
        while node_id in used:
            node_id, k = f"{base} ({k})", k + 1
        used.add(node_id)
        nodes.append(External(node_id=node_id, title=g.title, number=g.number, kind=g.kind))
        node_of.update(dict.fromkeys(g.places, node_id))
    return tuple(nodes), node_of


@dataclass(slots=True)
class Group:
    """Citations that mean one absent document."""

    places: list[int]
    title: str | None
    number: str | None
    kind: CitationKind
    keys: set[str]
    issuers: set[str]

    @classmethod
    def of(cls, at: int, citation: Citation) -> Group:
        """The group of one citation."""
        name = read_title(citation.title) if citation.title else None
        keys = {key for key, weight in name.keys if weight > 0.92 and len(key) > 1} if name else set()
        issuer = name.issuer if name else ""
        return cls([at], citation.title, number_key(citation.number), citation.kind, keys, {issuer} - {""})

    def same(self, other: Group) -> bool:
        """Whether both mean one document: equal number, or equal title and nothing against it."""
        if self.number and other.number and not (bare(self.number) and self.number == other.number):
            return self.number == other.number
        if self.issuers and other.issuers and not any(a in b or b in a for a in self.issuers for b in other.issuers):
            return False
        return bool(self.keys & other.keys) or self.shortens(other) or other.shortens(self)

    def filed(self) -> set[str]:
        """What a group is found by: its number, its titles and, marked as such, what the titles of a law end in."""
        return self.whole() | {f"…{end}" for end in self.ends()}

    def sought(self) -> set[str]:
        """By what groups are found that may mean the same as this one: every two that `same` joins are."""
        shortened = {f"…{key}" for key in self.keys} if self.kind == "law" else set()
        return self.whole() | self.ends() | shortened

    def whole(self) -> set[str]:
        """Number and titles."""
        return self.keys | ({f"no. {self.number}"} if self.number else set())

    def ends(self) -> set[str]:
        """The titles of a law without the name of a place in front, whatever stands there."""
        cut = range(1, PLACE + 1) if self.kind == "law" else ()
        return {key[k:] for key in self.keys for k in cut if len(key) - k >= SHORTENED}

    def shortens(self, other: Group) -> bool:
        """Whether this law is the other without the name of its place: 自治区…条例 for 内蒙古自治区…条例."""
        return self.kind == "law" == other.kind and any(
            len(a) >= SHORTENED and b.endswith(a) and len(b) - len(a) <= PLACE for a in self.keys for b in other.keys
        )

    def join(self, other: Group) -> Group:
        """Both in one; the fuller title stands."""
        titles = [t for t in (self.title, other.title) if t]
        return Group(
            self.places + other.places,
            max(titles, key=len) if titles else None,
            self.number or other.number,
            self.kind if self.kind == "document" else other.kind,
            self.keys | other.keys,
            self.issuers | other.issuers,
        )
