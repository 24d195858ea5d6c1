"""The cascade: documents by level and date, lines from what was drawn on to what draws on it (派生源流)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.lineage import DRAWN
from policytext.model import Document
from policytext.plots.checks import chosen, counted
from policytext.plots.columns import CASCADE_COLUMNS
from policytext.plots.looks import LEVELS, UNKNOWN, level_looks
from policytext.plots.plot import Plot
from policytext.plots.sheet import Sheet, sheet
from policytext.plots.wording import columns, named, shortened
from policytext.tables import frame

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.lineage import Lineage

TITLE = "Cascade of derivation 派生源流"
ROOM = 34
"""Half-width characters of a label."""
WIDTH = 12.0
LINE = 0.26
"""Inches from one line of labels to the next."""
THINNEST, THICKER = 0.7, 0.8
"""Points of a line of one link, and what the square root of further ones adds."""


@dataclass(frozen=True, slots=True)
class Node:
    """A document where it stands."""

    document: Document
    label: str
    level: str
    x: float
    """Days, as Matplotlib counts them."""
    y: float
    """Lines of labels from the top."""


def cascade(
    lineage: Lineage,
    *,
    ax: Axes | None = None,
    top: int = 40,
    names: str = "title",
    cited: bool = True,
    font: str | Path | None = None,
) -> Plot:
    """Which document draws on which: level by level from top to bottom, time from left to right (派生源流图).

    One mark is a document at its date of issue (else of printing), one line a pair of documents, from the source to
    the derived one: the more provisions were drawn from it the wider (its width grows with the square root of the
    number in the table `coverage`), dashed where it only cites. `.data` has one row per line.

    Args:
        lineage: What `corpus.derive()` gives.
        ax: Axes to draw on; else a new figure.
        top: Documents at most, those with the most links; the plot says how many are left out.
        names: What documents are called: title or id.
        cited: Whether pairs that are only tied by a citation have a line.
        font: Name or file of a font, asked first.

    Raises:
        InputError: where an argument cannot be used.
        MissingDependencyError: without Matplotlib.
    """
    counted("top", top)
    chosen("names", names, ("title", "id"))
    ties = edges(lineage, cited=cited)
    documents = foremost(lineage.documents, ties, top)
    drawn = {d.doc_id for d in documents}
    ties = ties[ties["derived_doc"].isin(drawn) & ties["source_doc"].isin(drawn)].reset_index(drop=True)
    labels = {d.doc_id: shortened(named(d) if names == "title" else d.doc_id, ROOM) for d in documents}
    nodes, lanes = placed(documents, labels, float(ax.figure.get_figwidth()) if ax is not None else WIDTH)
    height = 1.9 + LINE * (sum(lanes.values()) + 0.6 * len(lanes))
    on = sheet(ax, font, labels.values(), size=(WIDTH, height))
    if not documents:
        return on.nothing("cascade", ties, TITLE, "Nothing to draw: the corpus has no documents 语料中没有文件")
    draw_lanes(on, lanes)
    draw_nodes(on, nodes)
    draw_edges(on, nodes, ties)
    frame_time(on, nodes)
    return on.plot("cascade", ties, TITLE, notes(lineage, documents, ties))


def edges(lineage: Lineage, *, cited: bool) -> pd.DataFrame:
    """The lines, from the table `coverage`: the pairs of documents, how many provisions were drawn, levels, dates."""
    table = lineage.coverage
    table["links"] = table[list(DRAWN)].sum(axis=1)
    if not cited:
        table = table[table["links"] > 0]
    pairs = zip(table["derived_doc"], table["source_doc"], table["links"], strict=True)
    found = ((lineage.document(d), lineage.document(s), n) for d, s, n in pairs)
    return frame(
        CASCADE_COLUMNS,
        ((d.doc_id, s.doc_id, n, level_of(d), level_of(s), date_of(d), date_of(s)) for d, s, n in found),
    )


def level_of(document: Document) -> str:
    """Its level, or that it is unknown."""
    return document.header.level or UNKNOWN


def date_of(document: Document) -> dt.date | None:
    """Its date of issue, else of printing."""
    return document.header.issued or document.header.printed


def foremost(documents: Sequence[Document], ties: pd.DataFrame, top: int) -> list[Document]:
    """The documents with the most links, in the order of the corpus; those that none ties come last."""
    weight: Counter[str] = Counter()
    for d, s, n in zip(ties["derived_doc"], ties["source_doc"], ties["links"], strict=True):
        weight[d] += int(n) + 0.01  # type: ignore[assignment]
        weight[s] += int(n) + 0.01  # type: ignore[assignment]
    order = sorted(range(len(documents)), key=lambda k: (-weight[documents[k].doc_id], k))
    return [documents[k] for k in sorted(order[:top])]


def placed(documents: Sequence[Document], labels: Mapping[str, str], width: float) -> tuple[list[Node], dict[str, int]]:
    """Where documents stand, and how many lines of labels each level takes.

    In its level a document takes the first line where its label meets no other.
    """
    from matplotlib.dates import date2num

    known = {d.doc_id: float(date2num(day)) for d in documents if (day := date_of(d))}
    first, last = (min(known.values()), max(known.values())) if known else (0.0, 0.0)
    per_label = max((columns(x) for x in labels.values()), default=1) / (width * 13)
    scale = (last - first or 60.0) / max(1 - per_label - 0.12, 0.3)
    """Days that the whole width has."""
    undated = (
        first
        - 0.08 * scale
        - max(
            (columns(labels[d.doc_id]) / (width * 13) * scale for d in documents if d.doc_id not in known), default=0.0
        )
        * bool(known)
    )
    nodes: list[Node] = []
    lanes: dict[str, int] = {}
    for level in LEVELS:
        ends: list[float] = []
        above = sum(lanes.values()) + 0.6 * len(lanes)
        held = [d for d in documents if level_of(d) == level]
        for d in sorted(held, key=lambda d: (known.get(d.doc_id, undated), d.doc_id)):
            x = known.get(d.doc_id, undated)
            line = next((k for k, end in enumerate(ends) if end < x), len(ends))
            ends[line : line + 1] = [x + (columns(labels[d.doc_id]) + 4) / (width * 13) * scale]
            nodes.append(Node(d, labels[d.doc_id], level, x, above + line + 0.5))
        if held:
            lanes[level] = len(ends)
    return nodes, lanes


def draw_lanes(on: Sheet, lanes: Mapping[str, int]) -> None:
    """A band for each level, with its name."""
    above, middles = 0.0, []
    for k, lines in enumerate(lanes.values()):
        if k % 2 == 0:
            on.ax.axhspan(above - 0.3, above + lines + 0.3, color=on.inks.faint, linewidth=0, zorder=0)
        middles.append(above + lines / 2)
        above += lines + 0.6
    on.ticks("y", middles, [LEVELS[level].replace(" ", "\n", 1) for level in lanes])
    on.ax.tick_params(axis="y", length=0)
    on.ax.set_ylim(above - 0.3, -0.3)


def draw_nodes(on: Sheet, nodes: Sequence[Node]) -> None:
    """The documents and their labels."""
    looks = level_looks(dark=on.inks.dark)
    for n in nodes:
        look = looks[n.level]
        on.ax.plot(n.x, n.y, look.marker, color=look.colour, markersize=6, markeredgecolor=on.inks.paper, zorder=4)
        told = on.text(n.label)
        behind = {"boxstyle": "square,pad=0.05", "facecolor": on.inks.paper, "edgecolor": "none", "alpha": 0.75}
        on.ax.annotate(told.pop("s"), (n.x, n.y), (6, 0), textcoords="offset points", va="center", bbox=behind,
                       zorder=3, **told)  # fmt: skip


def draw_edges(on: Sheet, nodes: Sequence[Node], ties: pd.DataFrame) -> None:
    """The lines, and what their widths mean."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyArrowPatch

    looks = level_looks(dark=on.inks.dark)
    at = {n.document.doc_id: n for n in nodes}
    for derived, source, links in zip(ties["derived_doc"], ties["source_doc"], ties["links"], strict=True):
        start, end = at[source], at[derived]
        bend = 0.12 if start.level != end.level else -0.3
        style: dict[str, Any] = {"color": looks[start.level].colour, "alpha": 0.55, "linewidth": thickness(links)}
        if not links:
            style |= {"color": on.inks.soft, "alpha": 0.4, "linewidth": 0.6, "linestyle": (0, (4, 3))}
        curve = FancyArrowPatch((start.x, start.y), (end.x, end.y), connectionstyle=f"arc3,rad={bend}",
                                arrowstyle="-|>,head_length=3,head_width=1.6", shrinkA=4, shrinkB=4,
                                zorder=2 if links else 1, **style)  # fmt: skip
        on.ax.add_patch(curve)
    most = int(ties["links"].max()) if len(ties) else 0
    steps = sorted({n for n in (1, 5, 20, most) if 0 < n <= most})
    soft = on.inks.soft
    keys = [Line2D([], [], color=soft, linewidth=thickness(n), label=f"{n} provisions 条" if n > 1 else "1 provision 条")
            for n in steps]  # fmt: skip
    if (ties["links"] == 0).any():
        keys.append(Line2D([], [], color=soft, linewidth=0.8, linestyle=(0, (4, 3)), label="only cites 仅引用"))
    if keys:
        on.legend(keys, columns=len(keys), loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0.2)


def thickness(links: int) -> float:
    """Points of a line."""
    return THINNEST + THICKER * max(int(links) - 1, 0) ** 0.5


def frame_time(on: Sheet, nodes: Sequence[Node]) -> None:
    """The axis of time, wide enough for the labels at its right; what has no date stands left of it."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    wide = on.points / 72 * 13
    known = [n for n in nodes if date_of(n.document)]
    undated = [n for n in nodes if not date_of(n.document)]
    left, last = min(n.x for n in nodes), max(n.x for n in nodes)
    longest = max((columns(n.label) for n in known), default=20) / wide
    scale = (last - left or 60.0) / max(1 - longest - 0.12, 0.3)
    on.ax.set_xlim(left - 0.015 * scale, last + (longest + 0.02) * scale)
    if known:
        locator = AutoDateLocator(minticks=3, maxticks=9)
        on.ax.xaxis.set_major_locator(locator)
        on.ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    else:
        on.ax.set_xticks([])
    if undated and known:
        edge = min(n.x for n in known) - 0.02 * scale
        on.ax.axvline(edge, color=on.inks.soft, linewidth=0.8, linestyle=":")
        told = on.text("no date 无日期")
        on.ax.annotate(told.pop("s"), (undated[0].x, 0), (0, -2), xycoords=("data", "axes fraction"),
                       textcoords="offset points", va="top", color=on.inks.soft, **told)  # fmt: skip
    for side in ("top", "right", "left"):
        on.ax.spines[side].set_visible(False)


def notes(lineage: Lineage, documents: Sequence[Document], ties: pd.DataFrame) -> Iterable[str]:
    """What one has to know to read it."""
    yield (
        "A mark is a document at its date 成文日期, a line goes from the source 上位文件 to the derived document 下位文件; "
        "width: provisions drawn from it 派生条款数."
    )
    left = len(lineage.documents) - len(documents)
    if left:
        yield f"{len(documents)} of {len(lineage.documents)} documents are drawn, those with the most links (top=)."
    if undated := sum(date_of(d) is None for d in documents):
        yield f"{undated} without a date 无日期."
    if not (ties["links"] > 0).any():
        yield "No provision was found to be drawn from another document 未发现派生条款."
