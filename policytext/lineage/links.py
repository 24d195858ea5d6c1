"""What a link says: whether something was drawn, between which two provisions, and which way it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policytext.derivation.lines import RANK
from policytext.model import Alignment, Document, Link

DRAWN = ("verbatim", "adapted", "elaborated")
"""Relations that say that one provision was drawn from another."""
CELLS = {"verbatim": "copied", "adapted": "adapted", "elaborated": "concrete", "common_source": "shared"}
"""Relation → what a provision with such a link is called in the cell of a matrix."""

Place = tuple[str, int]
"""A provision: its doc_id and where it starts."""
Ends = tuple[Place, Place]
"""A derived provision and its source: what tells a link from all others."""
Levels = Mapping[str, str | None]
"""Document → level of its issuer; a document that is absent has none."""


def own(link: Link) -> bool:
    """Whether something was drawn, and not only through others; where a coder says so, a repeated chain is a link."""
    return link.relation in DRAWN and (link.decision is not None or not link.transitive)


def ends(link: Link) -> Ends:
    """The places of the two provisions."""
    assert link.derived is not None and link.source is not None
    return (link.derived_doc, link.derived.span.start), (link.source_doc, link.source.span.start)


def turn(link: Link) -> Link:
    """The link seen from the other side."""
    return Link(
        derived_doc=link.source_doc,
        derived=link.source,
        source_doc=link.derived_doc,
        source=link.derived,
        relation=link.relation,
        score=link.score,
        path=link.path,
        evidence=tuple(Alignment(derived=a.source, source=a.derived) for a in link.evidence),
        features=link.features,
        decision=link.decision,
    )


def longest_first(evidence: Iterable[Alignment]) -> list[Alignment]:
    """Shared runs, the longest first."""
    return sorted(evidence, key=lambda a: (-a.derived.length, a.derived.start))


def levels_of(documents: Iterable[Document]) -> Levels:
    """The levels of documents, as their headers tell them."""
    return {d.doc_id: d.header.level for d in documents}


def direction(link: Link, levels: Levels) -> str | None:
    """Which way a link leads by the levels of its documents, from the source; wording of a common source leads none.

    >>> link = Link(derived_doc="a", derived=None, source_doc="b", source=None, relation="adapted", score=0.9)
    >>> direction(link, {"a": "county", "b": "province"})
    'down'
    >>> direction(link, {"a": "county"})
    'unknown'
    """
    if link.relation == "common_source":
        return None
    low, high = (RANK.get(levels.get(doc) or "") for doc in (link.derived_doc, link.source_doc))
    if low is None or high is None:
        return "unknown"
    return "peer" if low == high else "down" if low > high else "up"
