"""When what falls due: deadlines by document and day, or by month and year (时限)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.derivation.lines import date_of
from policytext.model import Document
from policytext.plots.checks import chosen, counted
from policytext.plots.columns import DEADLINE_COLUMNS
from policytext.plots.looks import LEVELS, level_looks
from policytext.plots.placing import level_of
from policytext.plots.plot import Plot
from policytext.plots.sheet import Sheet, sheet
from policytext.plots.wording import named, shortened

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.corpus import Corpus

TITLE = "When what falls due 时限"
ROOM = 36
FEW = 25
"""Documents of which a timeline is legible."""


def deadlines(
    corpus: Corpus,
    *,
    ax: Axes | None = None,
    kind: str | None = None,
    top: int = FEW,
    names: str = "title",
    font: str | Path | None = None,
) -> Plot:
    """The days that documents set (时限): a timeline of documents, or a calendar of months.

    Timeline: one mark is a deadline at the last day that it allows, one line a document, the bar before a mark a
    period (from its first day); the tick is the document's own date. Calendar: one cell is a month of a year, its
    number the deadlines whose last day falls into it. Both draw the deadlines of the table `deadlines` with a last
    day, each once; those that recur, are relative or open have none. `.data` has one row per deadline drawn.

    Args:
        corpus: The corpus.
        ax: Axes to draw on; else a new figure.
        kind: timeline or calendar; by default a timeline of up to 25 documents, else a calendar.
        top: Documents of a timeline or years of a calendar at most, those with the most deadlines.
        names: What documents are called: title or id.
        font: Name or file of a font, asked first.

    Raises:
        InputError: where an argument cannot be used.
        MissingDependencyError: without Matplotlib.
    """
    counted("top", top)
    chosen("names", names, ("title", "id"))
    if kind is not None:
        chosen("kind", kind, ("timeline", "calendar"))
    table = corpus.deadlines.drop_duplicates("deadline_id")
    data = table.loc[table["latest"].notna(), list(DEADLINE_COLUMNS)].reset_index(drop=True)
    without = len(table) - len(data)
    if data.empty:
        why = f"Nothing to draw: {len(table)} deadlines were found, none with a last day 没有可确定最晚日期的时限"
        return sheet(ax, font, (), size=(7.5, 2.0)).nothing("deadlines", data, TITLE, why)
    if (kind or ("timeline" if data["doc_id"].nunique() <= FEW else "calendar")) == "timeline":
        return timeline(corpus, data, without, ax=ax, top=top, names=names, font=font)
    return calendar(data, without, ax=ax, top=top, font=font)


def timeline(
    corpus: Corpus,
    data: pd.DataFrame,
    without: int,
    *,
    ax: Axes | None,
    top: int,
    names: str,
    font: str | Path | None,
) -> Plot:
    """A line for each document."""
    most = data["doc_id"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    order = {level: k for k, level in enumerate(LEVELS)}
    held = [corpus[str(d)] for d in most.index[:top]]
    held.sort(key=lambda d: (order[level_of(d)], date_of(d) or dt.date.max, d.doc_id))
    data = data[data["doc_id"].isin([d.doc_id for d in held])].reset_index(drop=True)
    heads = [shortened(named(d) if names == "title" else d.doc_id, ROOM) for d in held]
    on = sheet(ax, font, heads, size=(9.5, 2.0 + 0.3 * len(held)))
    draw_timeline(on, data, held)
    on.ticks("y", range(len(held)), heads)
    return on.plot("deadlines", data, TITLE, timeline_notes(len(held), len(most), without))


def draw_timeline(on: Sheet, data: pd.DataFrame, held: Sequence[Document]) -> None:
    """The marks."""
    from matplotlib.lines import Line2D

    style = level_looks(dark=on.inks.dark)
    for k, doc in enumerate(held):
        look, rows = style[level_of(doc)], data[data["doc_id"] == doc.doc_id]
        on.ax.axhline(k, color=on.inks.faint, linewidth=1, zorder=0)
        for first, last in zip(rows["earliest"], rows["latest"], strict=True):
            if first == first and first < last:  # a missing date is not itself
                on.ax.plot([first, last], [k, k], color=look.colour, linewidth=4, alpha=0.25,
                           solid_capstyle="butt", zorder=1)  # fmt: skip
        on.ax.scatter(rows["latest"], [k] * len(rows), s=34, marker=look.marker, color=look.colour, alpha=0.7,
                      edgecolors=on.inks.paper, linewidths=0.5, zorder=3)  # fmt: skip
        issued: Any = date_of(doc)  # Matplotlib's types know no dates
        if issued is not None:
            on.ax.plot([issued], [k], "|", color=on.inks.text, markersize=11, markeredgewidth=1.4, zorder=2)
    on.dates(on.ax, at_most=10)
    on.ax.set_ylim(len(held) - 0.4, -0.6)
    on.ax.tick_params(axis="y", length=0)
    there = {level_of(d) for d in held}
    keys = [Line2D([], [], color=style[x].colour, marker=style[x].marker, linestyle="", label=LEVELS[x])
            for x in LEVELS if x in there]  # fmt: skip
    keys.append(Line2D([], [], color=on.inks.text, marker="|", markersize=10, linestyle="", label="issued 成文"))
    on.legend(keys, columns=len(keys), handletextpad=0.2)
    on.open_sides("top", "right", "left")


def timeline_notes(shown: int, there: int, without: int) -> Iterable[str]:
    """What one has to know to read the timeline."""
    yield "A mark is a deadline at the last day it allows 最晚, a pale bar the days of a period 期间."
    if there > shown:
        yield f"{shown} of {there} documents are drawn, those with the most deadlines (top=)."
    yield from left_out(without)


def left_out(without: int) -> Iterable[str]:
    """How many deadlines have no place in time."""
    if without:
        yield f"{without} deadlines without a last day (recurring 周期, relative 相对, open) are not drawn."


def calendar(data: pd.DataFrame, without: int, *, ax: Axes | None, top: int, font: str | Path | None) -> Plot:
    """Months × years."""
    years = data["latest"].dt.year
    counts = years.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    kept = sorted(int(y) for y in counts.index[:top])
    data = data[years.isin(kept)].reset_index(drop=True)
    on = sheet(ax, font, (), size=(8.5, 1.9 + 0.34 * len(kept)))
    draw_calendar(on, data, kept)
    return on.plot("deadlines", data, TITLE, calendar_notes(len(kept), len(counts), without))


def draw_calendar(on: Sheet, data: pd.DataFrame, years: Sequence[int]) -> None:
    """The cells, the darker the more, with their numbers."""
    import matplotlib as mpl
    from matplotlib.colors import LinearSegmentedColormap

    cells = data.groupby([data["latest"].dt.year, data["latest"].dt.month]).size()
    grid = [[int(cells.get((y, m), 0)) for m in range(1, 13)] for y in years]
    ink = mpl.colormaps["viridis"](0.75 if on.inks.dark else 0.2)
    shades = LinearSegmentedColormap.from_list("due", [on.inks.paper, ink])
    most = max(map(max, grid))
    # By the square root: one month with very many would leave all others blank.
    on.ax.imshow([[n**0.5 for n in row] for row in grid], cmap=shades, vmin=0, vmax=most**0.5, aspect="auto")
    for k, row in enumerate(grid):
        for m, n in enumerate(row):
            if n:
                colour = on.inks.paper if n > 0.3 * most else on.inks.text
                on.ax.text(m, k, ha="center", va="center", color=colour, **on.text(str(n)))
    on.ticks("y", range(len(years)), list(map(str, years)))
    on.ticks("x", range(12), [f"{m} 月" for m in range(1, 13)])
    on.ax.tick_params(axis="both", length=0)
    on.open_sides("top", "right", "left", "bottom")


def calendar_notes(shown: int, there: int, without: int) -> Iterable[str]:
    """What one has to know to read the calendar."""
    yield "A number is how many deadlines have their last day 最晚 in that month; years without any are left out."
    if there > shown:
        yield f"{shown} of {there} years are drawn, those with the most deadlines (top=)."
    yield from left_out(without)
