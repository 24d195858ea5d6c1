"""The cascade: documents by level and date, lines from what was drawn on to what draws on it (派生源流)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.derivation.lines import date_of
from policytext.lineage import DRAWN
from policytext.model import Document
from policytext.plots.checks import chosen, counted, drawable, need_matplotlib
from policytext.plots.columns import CASCADE_COLUMNS
from policytext.plots.looks import LEVELS, level_looks
from policytext.plots.placing import GAP, PER_INCH, Node, Placing, level_of, placing
from policytext.plots.plot import Plot
from policytext.plots.sheet import Sheet, inches, letters, sheet
from policytext.plots.wording import named, shortened
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


def cascade(
    lineage: Lineage,
    *,
    ax: Axes | None = None,
    top: int = 40,
    names: str = "title",
    cited: bool = True,
    time: str | None = None,
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
        time: calendar, to scale; order, one step for each date; by default to scale unless many documents of a level
            have nearly one date.
        font: Name or file of a font, asked first.

    Raises:
        InputError: where an argument cannot be used.
        MissingDependencyError: without Matplotlib.
    """
    counted("top", top)
    chosen("names", names, ("title", "id"))
    if time is not None:
        chosen("time", time, ("calendar", "order"))
    ties = edges(lineage, cited=cited)
    documents = foremost(lineage.distinct, ties, top)
    drawn = {d.doc_id for d in documents}
    ties = ties[ties["derived_doc"].isin(drawn) & ties["source_doc"].isin(drawn)].reset_index(drop=True)
    labels = {d.doc_id: shortened(named(d) if names == "title" else d.doc_id, ROOM) for d in documents}
    if not documents:
        why = "Nothing to draw: the corpus has no documents 语料中没有文件"
        return sheet(ax, font, (), size=(7.5, 2.0)).nothing("cascade", ties, TITLE, why)
    need_matplotlib()
    drawable(ax)
    at = placing(documents, labels, inches(ax) / letters() if ax is not None else WIDTH, time)
    height = 1.9 + LINE * (sum(at.lanes.values()) + GAP * len(at.lanes))
    on = sheet(ax, font, labels.values(), size=(WIDTH, height))
    draw_lanes(on, at.lanes)
    draw_nodes(on, at.nodes)
    draw_edges(on, at, ties)
    frame_time(on, at)
    return on.plot("cascade", ties, TITLE, notes(lineage, at, ties))


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


def foremost(documents: Sequence[Document], ties: pd.DataFrame, top: int) -> list[Document]:
    """The documents with the most links, in the order of the corpus; those that none ties come last."""
    links: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for d, s, n in zip(ties["derived_doc"], ties["source_doc"], ties["links"], strict=True):
        for end in (str(d), str(s)):
            links[end] += int(n)
            lines[end] += 1
    ids = [d.doc_id for d in documents]
    order = sorted(range(len(ids)), key=lambda k: (-links[ids[k]], -lines[ids[k]], k))
    return [documents[k] for k in sorted(order[:top])]


def draw_lanes(on: Sheet, lanes: Mapping[str, int]) -> None:
    """A band for each level, with its name."""
    above, middles = 0.0, []
    for k, lines in enumerate(lanes.values()):
        if k % 2 == 0:
            on.ax.axhspan(above - 0.3, above + lines + 0.3, color=on.inks.faint, linewidth=0, zorder=0)
        middles.append(above + lines / 2)
        above += lines + 0.6
    on.ticks("y", middles, ["\n".join(LEVELS[level].rsplit(" ", 1)) for level in lanes])
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


def draw_edges(on: Sheet, placing: Placing, ties: pd.DataFrame) -> None:
    """The lines, and what their widths mean."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyArrowPatch

    looks = level_looks(dark=on.inks.dark)
    at = {n.document.doc_id: n for n in placing.nodes}
    scale = placing.right - placing.left
    for derived, source, links in zip(ties["derived_doc"], ties["source_doc"], ties["links"], strict=True):
        start, end = at[source], at[derived]
        bend = 0.12 if start.level != end.level else -arc(abs(end.x - start.x) / scale * on.points)
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
    keys = [Line2D([], [], color=soft, linewidth=thickness(n), label=f"{n} provision{'s' * (n > 1)} 条") for n in steps]
    if (ties["links"] == 0).any():
        keys.append(Line2D([], [], color=soft, linewidth=0.8, linestyle=(0, (4, 3)), label="only cites 仅引用"))
    if keys:
        on.legend(keys, columns=len(keys))


def arc(points: float) -> float:
    """How much a line of this length is bent, so that it rises a little over the documents of its level."""
    return min(0.3, 1.6 * LINE * 72 / max(float(points), 1.0))


def thickness(links: int) -> float:
    """Points of a line."""
    return float(THINNEST + THICKER * max(int(links) - 1, 0) ** 0.5)


def frame_time(on: Sheet, at: Placing) -> None:
    """The axis of time; what has no date stands left of it."""
    on.ax.set_xlim(at.left, at.right)
    if at.steps:
        every = ceil(len(at.steps) * 12 / (on.points / 72 / letters() * PER_INCH * 0.7))
        places = range(0, len(at.steps), every)
        on.ticks("x", places, [at.steps[k].isoformat() for k in places])
    elif dated := [n.x for n in at.nodes if date_of(n.document)]:
        on.dates(on.ax, at_most=9, within=(min(dated), max(dated)))
    else:
        on.ax.set_xticks([])
    if at.edge is not None:
        on.ax.axvline(at.edge, color=on.inks.soft, linewidth=0.8, linestyle=":")
        told = on.text("no date 无日期")
        on.ax.annotate(told.pop("s"), (at.left, 0), (4, -4), xycoords=("data", "axes fraction"),
                       textcoords="offset points", va="top", color=on.inks.soft, **told)  # fmt: skip
    on.open_sides("top", "right", "left")


def notes(lineage: Lineage, at: Placing, ties: pd.DataFrame) -> Iterable[str]:
    """What one has to know to read it."""
    yield (
        "A mark is a document at its date 成文日期, a line goes from the source 上位文件 to what was derived from it "
        "下位文件; width: derived provisions 派生条款数."
    )
    if at.steps:
        yield "Documents stand in the order of their dates, not to scale 按日期先后，不按比例 (time=)."
    if len(at.nodes) < len(lineage.distinct):
        yield f"{len(at.nodes)} of {len(lineage.distinct)} documents are drawn, those with the most links (top=)."
    if undated := sum(date_of(n.document) is None for n in at.nodes):
        yield f"{undated} of these have no date 无日期."
    if not (ties["links"] > 0).any():
        yield "No provision was found to be drawn from another document 未发现派生条款."
