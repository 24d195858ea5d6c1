"""The derivations of a corpus for a notebook: cascade and coverage, without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytext.lineage import DRAWN
from policytext.views.cascade import cascade_svg
from policytext.views.page import NAMES, Html, escape, fragment, table
from policytext.views.ties import document_nodes, external_nodes, ties

if TYPE_CHECKING:
    from policytext.lineage import Lineage

READING = (
    "From left to right in time, from top to bottom by level. Solid: provisions were drawn from it, the more the "
    "thicker. Dashed: it is only cited. 实线：有派生条款，越粗越多；虚线：仅引用。"
)


def lineage_html(lineage: Lineage) -> Html:
    """Cascade and coverage of a lineage as HTML, for a notebook."""
    body = [
        "<h2>派生 cascade</h2>",
        f'<p class="soft">{READING}</p>',
        f'<div class="wide">{cascade(lineage)}</div>',
        "<h2>覆盖 coverage</h2>",
        coverage(lineage),
    ]
    return fragment("\n".join(body))


def cascade(lineage: Lineage) -> str:
    """The documents as a picture, with the absent ones that several documents cite, or any cites where they are few."""
    absent = {e.node_id for e in lineage.external if e.kind == "document"}
    nodes = [*document_nodes(lineage), *(n for n in external_nodes(lineage) if n.name in absent)]
    return cascade_svg(nodes, ties(lineage))


def coverage(lineage: Lineage) -> str:
    """One line per pair of documents: what was taken over, added, left out."""
    head = ("派生 derived", "来源 source", *(NAMES[r].replace(" ", "<br>", 1) for r in DRAWN), "新增<br>added",
            "遗漏<br>omitted", "时滞（天）<br>lag")  # fmt: skip
    rows = []
    for row in lineage.coverage.astype(object).to_dict("records"):
        told = [row[name] for name in (*DRAWN, "added", "omitted", "lag_days")]
        pair = (row["derived_doc"], row["source_doc"])
        rows.append([*map(escape, pair), *("" if x != x or x is None else escape(x) for x in told)])
    return table(head, rows)
