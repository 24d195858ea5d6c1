"""From the centre to the street: the provisions above and below one, link by link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from numbers import Integral
from typing import Any

from policytext.arguments import named
from policytext.errors import InputError
from policytext.lineage.links import DRAWN, Place, ends
from policytext.model import Document, Link, Provision


def find_provision(document: Document, provision: str | int) -> Provision:
    """The provision with this path, or at this offset.

    Raises:
        InputError: where there is none, or where several have the path.
    """
    if not isinstance(provision, (str, Integral)):
        how = "its path, such as 二/（一）, or an offset inside it; a provision itself has .path and .span.start"
        raise InputError(f"provision is {named(provision)}; give {how} (条款)")
    if isinstance(provision, Integral):  # a cell of a table is an integer of NumPy
        found = [p for p in document.provisions if p.span.start <= int(provision) < p.span.end]
    else:
        found = [p for p in document.provisions if p.path == provision]
    if not found:
        some = ", ".join(p.path for p in document.provisions[:8])
        raise InputError(f"{document.doc_id!r} has no provision {provision!r}; there are {some} … (没有这一条款)")
    if len(found) > 1:
        starts = ", ".join(str(p.span.start) for p in found)
        raise InputError(f"{document.doc_id!r} has several provisions {provision!r}; give one of the offsets {starts}")
    return found[0]


def chain_rows(links: Sequence[Link], start: Place, *, up: bool) -> Iterator[tuple[Any, ...]]:
    """The links above (or below) a provision, nearest first; each link once, by its likeliest chain."""
    beside: dict[Place, list[Link]] = defaultdict(list)
    for link in links:
        if link.relation in DRAWN and link.derived and link.source and not link.transitive:
            beside[ends(link)[0 if up else 1]].append(link)
    front: dict[Place, float] = {start: 1.0}
    seen = {start}
    step = 0
    while front:
        step += 1
        ahead: dict[Place, float] = {}
        for place, score in sorted(front.items(), key=lambda x: (-x[1], x[0])):
            for link in sorted(beside[place], key=lambda link: (-link.score, link.source_doc, link.derived_doc)):
                chain = score * link.score
                yield chain_row(link, step, chain)
                end = ends(link)[1 if up else 0]
                if end not in seen:
                    ahead[end] = max(ahead.get(end, 0.0), chain)
        seen |= set(ahead)
        front = ahead


def chain_row(link: Link, step: int, chain: float) -> tuple[Any, ...]:
    """One row of a chain."""
    assert link.derived is not None and link.source is not None
    return (
        step,
        link.derived_doc,
        link.derived.path,
        link.derived.span.start,
        link.source_doc,
        link.source.path,
        link.source.span.start,
        link.relation,
        link.score,
        round(chain, 4),
        link.rank == 1,
        step > 1,
    )
