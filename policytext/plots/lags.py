"""How long it took: days between a source and what was drawn from it, by level (时滞分布)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.lineage import DRAWN
from policytext.plots.cascade import level_of
from policytext.plots.columns import LAG_COLUMNS
from policytext.plots.looks import LEVELS, level_looks
from policytext.plots.plot import Plot
from policytext.plots.sheet import Sheet, sheet
from policytext.tables import frame

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.lineage import Lineage

TITLE = "How long after its source 派生时滞"
YEAR = 365.25


def lags(lineage: Lineage, *, ax: Axes | None = None, font: str | Path | None = None) -> Plot:
    """Days from the date of a source to that of the document drawn from it, by level of the latter (时滞分布).

    One mark is a pair of documents of which one has at least one provision drawn from the other; the number is
    `lag_days` of the table `coverage`. The bar spans the middle half of the pairs of a level (first to third
    quartile), its line is their median; levels with fewer than four pairs have marks only. `.data` has one row per mark.

    Args:
        lineage: What `corpus.derive()` gives.
        ax: Axes to draw on; else a new figure.
        font: Name or file of a font, asked first.

    Raises:
        InputError: where an argument cannot be used.
        MissingDependencyError: without Matplotlib.
    """
    pairs = lineage.coverage
    pairs = pairs[pairs[list(DRAWN)].sum(axis=1) > 0]
    dated = pairs[pairs["lag_days"].notna()]
    rows = zip(dated["derived_doc"], dated["source_doc"], dated["lag_days"], strict=True)
    data = frame(LAG_COLUMNS, ((d, s, level_of(lineage.document(d)), days) for d, s, days in rows))
    levels = [level for level in LEVELS if level in set(data["level"])]
    on = sheet(ax, font, (), size=(8.0, 1.9 + 0.62 * len(levels)))
    if data.empty:
        why = (
            f"Nothing to draw: {len(pairs)} pairs of documents with derived provisions, none with both dates 缺少日期"
            if len(pairs)
            else "Nothing to draw: no provision was found to be drawn from another document 未发现派生条款"
        )
        return on.nothing("lags", data, TITLE, why)
    draw(on, data, levels)
    return on.plot("lags", data, TITLE, notes(data, len(pairs) - len(data)))


def draw(on: Sheet, data: pd.DataFrame, levels: list[str]) -> None:
    """One line of marks per level, spread a little so that equal ones show."""
    looks = level_looks(dark=on.inks.dark)
    for k, level in enumerate(levels):
        days = data.loc[data["level"] == level, "lag_days"].astype(float).sort_values().to_numpy()
        spread = [((i * 0.381966) % 1 - 0.5) * 0.5 for i in range(len(days))]  # golden section: even, never random
        look = looks[level]
        on.ax.plot(days, [k + s for s in spread], look.marker, color=look.colour, markersize=6, alpha=0.75,
                   markeredgecolor=on.inks.paper, markeredgewidth=0.5, zorder=3)  # fmt: skip
        if len(days) >= 4:
            low, middle, high = (float(x) for x in data.loc[data["level"] == level, "lag_days"].astype(float).quantile(
                [0.25, 0.5, 0.75]))  # fmt: skip
            on.ax.barh(k, high - low, left=low, height=0.72, color=on.inks.faint, edgecolor=on.inks.soft, zorder=1)
            on.ax.plot([middle, middle], [k - 0.36, k + 0.36], color=on.inks.text, linewidth=2, zorder=2)
            told = on.text(f"median {middle:.0f}")
            on.ax.annotate(told.pop("s"), (middle, k - 0.37), (0, 1), textcoords="offset points", ha="center",
                           va="bottom", color=on.inks.soft, **told)  # fmt: skip
    sizes = data["level"].value_counts()
    on.ticks("y", range(len(levels)), [f"{LEVELS[level]}\nn = {sizes[level]}" for level in levels])
    on.ax.set_ylim(len(levels) - 0.4, -0.75)
    on.ax.tick_params(axis="y", length=0)
    if (data["lag_days"] < 0).any():
        on.ax.axvline(0, color=on.inks.soft, linewidth=0.8, linestyle=":", zorder=0)
    else:
        on.ax.set_xlim(left=0)
    if data["lag_days"].max() > 2 * YEAR:
        years = on.ax.secondary_xaxis("top", functions=(lambda d: d / YEAR, lambda y: y * YEAR))
        told = on.text("years 年")
        years.set_xlabel(told.pop("s"), loc="right", **told)
        years.tick_params(labelsize=on.inks.size)
    for side in ("top", "right", "left"):
        on.ax.spines[side].set_visible(False)


def notes(data: pd.DataFrame, undated: int) -> Iterable[str]:
    """What one has to know to read it."""
    yield "Days from the date of the source to that of the derived document 时滞（天）, by level of the derived one."
    yield "A mark is a pair of documents with at least one derived provision; bar: middle half of the pairs, line: median."
    if undated:
        yield f"{undated} pairs without both dates are left out 缺日期."
    if before := int((data["lag_days"] < 0).sum()):
        yield f"{before} pairs with a source dated after what was drawn from it: one of the dates may be wrong."
