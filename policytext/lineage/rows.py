"""Links, citations and comparisons as rows of their tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from policytext.edits import Edit
from policytext.lineage.links import Levels, direction, longest_first
from policytext.model import Document, Link, Parent, Provision, Resolution

if TYPE_CHECKING:
    from policytext.lineage.passing import Passed

JOINT = "｜"
"""What stands between several pieces of text in one cell."""
OPERATIONS = ("changed", "dropped", "added")
"""What can be done to what a source asks for."""
WHOLES = ("activity_", "unit_named", "unit_dropped")
"""Kinds of change that add or drop something as a whole."""


def place(provision: Provision | None) -> tuple[str | None, int | None, int | None]:
    """Path, start and end of a provision."""
    return (provision.path, *provision.span) if provision else (None, None, None)


def link_row(link: Link, levels: Levels) -> tuple[Any, ...]:
    """One row of `links`."""
    spans = [[*a.derived, *a.source] for a in link.evidence]
    shared = None if link.source is None else sum(a.derived.length for a in link.evidence)
    return (
        link.derived_doc,
        *place(link.derived),
        link.source_doc,
        *place(link.source),
        link.relation,
        None if link.source is None else link.score,
        shared,
        round(shared / link.derived.span.length, 4) if link.derived and shared is not None else None,
        link.rank,
        link.transitive,
        link.decision,
        link.path,
        direction(link, levels),
        link.derived.text if link.derived else None,
        link.source.text if link.source else None,
        json.dumps(spans),
        json.dumps(dict(link.features)),
    )


def resolution_row(r: Resolution) -> tuple[Any, ...]:
    """One row of `resolutions`."""
    c = r.citation
    candidates = json.dumps([[doc_id, score] for doc_id, score in r.candidates], ensure_ascii=False)
    return (r.doc_id, *c.span, c.text, c.title, c.number, c.kind, c.relation, r.target, r.method, candidates)


def without_preamble(document: Document) -> list[Provision]:
    """The provisions that coverage counts: all but the preamble."""
    return [p for p in document.provisions if p.section is not None]


def compare_rows(
    derived: Document, source: Document, links: Sequence[Link], passed: Sequence[Passed]
) -> Iterator[tuple[Any, ...]]:
    """The rows of a comparison: in the order of the derived document, then what was omitted.

    `passed` is what the derived document has of the source through others.
    """
    by_derived: dict[int, list[Link]] = defaultdict(list)
    through: dict[int, list[Passed]] = defaultdict(list)
    for link in links:
        if link.derived and link.source:
            by_derived[link.derived.span.start].append(link)
    for chain in passed:
        through[chain.derived.span.start].append(chain)
    for p in derived.provisions:
        found = sorted(by_derived[p.span.start], key=lambda link: -link.score)
        for link in found:
            assert link.source is not None
            shared = JOINT.join(derived.text[a.derived.start : a.derived.end] for a in longest_first(link.evidence))
            spans = [[list(a.derived) for a in link.evidence], [list(a.source) for a in link.evidence]]
            yield (
                p.path,
                p.text,
                link.source.path,
                link.source.text,
                link.relation,
                link.score,
                shared,
                *map(json.dumps, spans),
            )
        for chain in through[p.span.start]:
            yield (p.path, p.text, chain.source.path, chain.source.text, "indirect", chain.score, None, "[]", "[]")
        if not found and not through[p.span.start] and p.section is not None:
            yield (p.path, p.text, None, None, "added", None, None, "[]", "[]")
    used = {link.source.span.start for link in links if link.source} | {chain.source.span.start for chain in passed}
    for p in without_preamble(source):
        if p.span.start not in used:
            yield (None, None, p.path, p.text, "omitted", None, None, "[]", "[]")


def parent_row(p: Parent) -> tuple[Any, ...]:
    """One row of `parents`."""
    others = json.dumps(p.printings, ensure_ascii=False)
    return (p.doc_id, p.candidate, p.rank, p.score, p.cited, p.later, others)


def edit_rows(link: Link, edits: Iterable[Edit]) -> Iterator[tuple[Any, ...]]:
    """The rows of `changes` of one link: what was changed, then dropped, then added, each kind of these in one row."""
    groups: dict[tuple[int, str, int], list[Edit]] = defaultdict(list)
    for n, e in enumerate(edits):
        told = operation(e)
        groups[OPERATIONS.index(told), e.change, n if told == "changed" else 0].append(e)
    for key in sorted(groups, key=lambda x: (x[0], x[2])):
        yield edit_row(link, OPERATIONS[key[0]], groups[key])


def operation(e: Edit) -> str:
    """Whether something that the source asks for was changed, or a unit or activity was dropped or added as a whole."""
    if not e.change.startswith(WHOLES) or (e.derived and e.source):
        return "changed"
    return "dropped" if e.derived is None else "added"


def edit_row(link: Link, told: str, found: Sequence[Edit]) -> tuple[Any, ...]:
    """One row of `changes`; its places are those of the first to the last piece."""
    assert link.derived is not None and link.source is not None
    here, there = [e.derived for e in found if e.derived], [e.source for e in found if e.source]
    ends = (link.derived_doc, link.derived.path, link.source_doc, link.source.path)
    spans = [x for side in (here, there) for x in ((side[0].start, side[-1].end) if side else (None, None))]
    texts = (
        JOINT.join(filter(None, side)) or None
        for side in zip(*((e.derived_text, e.source_text) for e in found), strict=True)
    )
    pieces = json.dumps([list(x) for x in (here or there)])
    return (*ends, told, found[0].change, *spans, *texts, len(found), pieces, found[0].rule, link.score, link.path)
