"""The tables of a lineage by name: how the rows of each are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from policytext.derivation.parents import Ranking
from policytext.lineage.columns import SCHEMAS
from policytext.lineage.decisions import review_rows
from policytext.lineage.families import family_rows
from policytext.lineage.links import levels_of
from policytext.lineage.measures import coverage_rows, uptake_rows
from policytext.lineage.problems import one_way
from policytext.lineage.rows import edit_rows, link_row, parent_row, resolution_row
from policytext.model import Parent
from policytext.progress import bar
from policytext.tables import frame

if TYPE_CHECKING:
    import pandas as pd

    from policytext.lineage.lineage import Lineage

Row = tuple[Any, ...]

PARENTS = 10
"""Candidates that the table `parents` lists for each document."""


def table_of(lineage: Lineage, name: str) -> pd.DataFrame:
    """The table with that name."""
    return frame(SCHEMAS[name], ROWS[name](lineage))


def link_rows(lineage: Lineage) -> Iterator[Row]:
    """One row for each link."""
    levels = levels_of(lineage.documents)
    return (link_row(link, levels) for link in lineage.objects)


def change_rows(lineage: Lineage) -> Iterator[Row]:
    """One row for each change; of two documents linked both ways those of the likelier direction."""
    links = one_way(lineage.search, lineage.objects)
    for link in bar(links, len(links), None, "changes", unit="link"):
        yield from edit_rows(link, lineage.edits(link))


def parents_of(lineage: Lineage, *, mask_citations: bool, limit: int = PARENTS) -> Iterable[Parent]:
    """For each document those that it may have drawn on, best first."""
    s = lineage.search
    return Ranking(lineage.documents, s.lines, s.first, s.about, s.background, not mask_citations).parents(limit)


def external_rows(lineage: Lineage) -> Iterator[Row]:
    """One row for each document that is cited but absent."""
    citing = defaultdict(set)
    for r in lineage.resolved:
        citing[r.target].add(lineage.first_printing(r.doc_id))
    for e in lineage.external:
        yield (e.node_id, e.title, e.number, e.kind, len(citing[e.node_id]))


ROWS: dict[str, Callable[[Lineage], Iterable[Row]]] = {
    "links": link_rows,
    "resolutions": lambda x: map(resolution_row, x.resolved),
    "coverage": coverage_rows,
    "uptake": uptake_rows,
    "changes": change_rows,
    "parents": lambda x: map(parent_row, parents_of(x, mask_citations=x.settings.mask_citations)),
    "families": lambda x: family_rows(x._families),
    "externals": external_rows,
    "review": lambda x: review_rows(x.objects, x.doubtful, levels_of(x.documents)),
}
"""Table → its rows, in the order of its columns."""
