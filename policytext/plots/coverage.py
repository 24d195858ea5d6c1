"""The coverage map: what became of each requirement of a document in those that draw on it (落实对照图)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.derivation.lines import date_of
from policytext.lineage import DRAWN
from policytext.model import Document
from policytext.plots.checks import chosen, counted
from policytext.plots.columns import COVERAGE_MAP_COLUMNS
from policytext.plots.looks import CELLS, LEVELS, Look, looks
from policytext.plots.placing import level_of
from policytext.plots.plot import Plot
from policytext.plots.sheet import Sheet, sheet
from policytext.plots.wording import named, shortened
from policytext.tables import frame

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.lineage import Lineage

TITLE = "What became of each requirement 落实对照"
ROOM, HEAD = 36, 26
"""Half-width characters of the labels of lines and of columns."""
CELL = 0.27
"""Inches of a cell."""
LARGEST = 0.86
"""Side of the square of a certain one, in cells."""


def coverage(
    lineage: Lineage,
    *,
    ax: Axes | None = None,
    source: str | None = None,
    top: int = 40,
    names: str = "title",
    font: str | Path | None = None,
) -> Plot:
    """The provisions of one document × the documents that cite it or draw on it (落实对照图).

    One mark is a provision in a lower document: filled where a provision was drawn from it, by how (copied, adapted,
    made concrete), grey where it came through a document in between; hollow where neither. Its area is the calibrated
    probability that it was taken up: a small filled square is an uncertain link, a large hollow one a likely omission
    that should be read, nothing at all a certain omission. At the right, the share of the documents that took the
    provision up, with the 95 % interval of the table `uptake`. `.data` has one row per cell, as
    `lineage.uptake_of(source)`.

    Args:
        lineage: What `corpus.derive()` gives.
        ax: Axes to draw on; else a new figure.
        source: The document; by default the one that most provisions were drawn from.
        top: Provisions and documents at most, those with the most links; the plot says how many are left out.
        names: What documents are called: title or id.
        font: Name or file of a font, asked first.

    Raises:
        InputError: where an argument cannot be used.
        MissingDependencyError: without Matplotlib.
    """
    counted("top", top)
    chosen("names", names, ("title", "id"))
    if source is None:
        source = most_used(lineage)
    else:
        chosen("source", source, [d.doc_id for d in lineage.documents])
    if source is None:
        why = "Nothing to draw: no document is cited or drawn on by another of the corpus 库内文件之间无引用和派生"
        return sheet(ax, font, (), size=(7.0, 2.0)).nothing("coverage", frame(COVERAGE_MAP_COLUMNS, ()), TITLE, why)
    title = f"{TITLE}: {shortened(named(lineage.document(source)) if names == 'title' else source, 50)}"
    full = lineage.uptake_of(source)
    provisions, below = chosen_lines(full, top), chosen_documents(lineage, full, top)
    kept = full["source_start"].isin(provisions) & full["derived_doc"].isin([d.doc_id for d in below])
    data = full.loc[kept, list(COVERAGE_MAP_COLUMNS)].reset_index(drop=True)
    heads = [shortened(named(d) if names == "title" else d.doc_id, HEAD) for d in below]
    lines = [shortened(text, ROOM) for text in data.drop_duplicates("source_start")["source_text"]]
    size = (max(5.2 + CELL * len(below), 7.5), 2.9 + 1.08 * CELL * len(provisions))
    on = sheet(ax, font, [title, *heads, *lines], size=size)
    if data.empty:
        why = "Nothing to draw: no document cites this one or draws on it 无下位文件, or it has no provisions"
        return on.nothing("coverage", data, title, why)
    draw(on, data, provisions, [d.doc_id for d in below])
    label(on, lines, heads, below)
    shares(on, lineage.uptake, source, provisions, len(below))
    left = (full["source_start"].nunique() - len(provisions), full["derived_doc"].nunique() - len(below))
    return on.plot("coverage", data, title, notes(left))


def most_used(lineage: Lineage) -> str | None:
    """The document that most provisions were drawn from; where there is none, that which most cite."""
    table = lineage.coverage
    if table.empty:
        return None
    table["links"] = table[list(DRAWN)].sum(axis=1)
    sums = table.groupby("source_doc", sort=True).agg(links=("links", "sum"), pairs=("links", "size"))
    return str(sums.sort_values(["links", "pairs"], ascending=False, kind="stable").index[0])


def chosen_lines(cells: pd.DataFrame, top: int) -> list[int]:
    """Starts of the provisions most taken up, in the order of the document."""
    chance = cells.groupby("source_start", sort=True)["probability"].sum()
    return sorted(int(x) for x in chance.sort_values(ascending=False, kind="stable").index[:top])


def chosen_documents(lineage: Lineage, cells: pd.DataFrame, top: int) -> list[Document]:
    """The documents that took up most, by level and date."""
    chance = cells.groupby("derived_doc", sort=True)["probability"].sum()
    held = [lineage.document(str(d)) for d in chance.sort_values(ascending=False, kind="stable").index[:top]]
    order = {level: k for k, level in enumerate(LEVELS)}
    return sorted(held, key=lambda d: (order[level_of(d)], date_of(d) or dt.date.max, d.doc_id))


def cell_looks(*, dark: bool) -> dict[str, Look]:
    """The look of each kind of cell; hollow where absent."""
    through = Look("0.45" if dark else "0.72", "s", "-")
    return {**looks(["copied", "adapted", "concrete"], dark=dark), "indirect": through}


def draw(on: Sheet, data: pd.DataFrame, provisions: Sequence[int], below: Sequence[str]) -> None:
    """The squares."""
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Patch, Rectangle

    style = cell_looks(dark=on.inks.dark)
    line, column = {p: k for k, p in enumerate(provisions)}, {d: k for k, d in enumerate(below)}
    for cell in CELLS:
        part = data[data["cell"] == cell]
        squares = []
        for start, doc, q in zip(part["source_start"], part["derived_doc"], part["probability"], strict=True):
            side = LARGEST * float(q) ** 0.5
            squares.append(Rectangle((column[doc] - side / 2, line[int(start)] - side / 2), side, side))
        fill = style[cell].colour if cell in style else "none"
        edge = on.inks.soft if cell == "absent" else fill
        on.ax.add_collection(
            PatchCollection(squares, facecolor=fill, edgecolor=edge, linewidth=0.8, label=cell, zorder=2)
        )
    on.ax.set_xlim(-0.5, len(below) - 0.5)
    on.ax.set_ylim(len(provisions) - 0.5, -0.5)
    on.ax.set_aspect("equal", anchor="W")
    for k in range(len(provisions) + 1):
        on.ax.axhline(k - 0.5, color=on.inks.faint, linewidth=0.8, zorder=0)
    for k in range(len(below) + 1):
        on.ax.axvline(k - 0.5, color=on.inks.faint, linewidth=0.8, zorder=0)
    keys = [Patch(facecolor=style[c].colour, label=CELLS[c]) for c in style]
    keys.append(Patch(facecolor="none", edgecolor=on.inks.soft, label=CELLS["absent"]))
    on.legend(keys, columns=2, bbox_to_anchor=(-0.02, 1.0))


def label(on: Sheet, lines: Sequence[str], heads: Sequence[str], below: Sequence[Document]) -> None:
    """Provisions at the left, documents above, with their levels."""
    on.ticks("y", range(len(lines)), lines)
    on.ticks("x", range(len(heads)), heads, rotation=50, ha="left", rotation_mode="anchor")
    on.ax.tick_params(axis="both", length=0)
    on.ax.tick_params(axis="x", top=False, labeltop=True, labelbottom=False, pad=2)
    on.open_sides("top", "right", "left", "bottom")
    levels = [level_of(d) for d in below]
    for k, level in enumerate(levels):
        if k and level != levels[k - 1]:
            on.ax.axvline(k - 0.5, color=on.inks.soft, linewidth=1, zorder=1)


def shares(on: Sheet, uptake: pd.DataFrame, source: str, provisions: Sequence[int], wide: int) -> None:
    """At the right of each line: the share of documents that took the provision up, and its interval."""
    table = uptake[uptake["source_doc"] == source].set_index("source_start")
    ends = dict(zip(table.index, table[["share", "share_low", "share_high"]].to_numpy(float), strict=True))
    for k, start in enumerate(provisions):
        share, low, high = (100 * float(x) for x in ends[start])
        told = on.text(f"{share:.0f}  [{low:.0f}–{high:.0f}]")
        on.ax.text(wide - 0.3, k, va="center", color=on.inks.soft, **told)


def notes(left: tuple[int, int]) -> Iterable[str]:
    """What one has to know to read it."""
    yield (
        "Lines: provisions of the source 上位条款; columns: documents that cite it or draw on it, by level and date. "
        "Area of a square: calibrated probability that the provision was taken up 采纳概率; grey: not from here, but "
        "through a document in between 间接采纳; hollow: no link, "
        "the larger the more it should be read before one calls it an omission. At the right: % of these documents "
        "that took it up 采纳率 [95 % interval 区间]."
    )
    if any(left):
        yield f"Left out, with the fewest links: {left[0]} provisions, {left[1]} documents (top=)."
