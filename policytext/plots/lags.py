"""How long it took: days between a source and what was drawn from it, by level (时滞分布)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.lineage import DRAWN
from policytext.plots.checks import chosen
from policytext.plots.columns import LAG_COLUMNS
from policytext.plots.looks import LEVELS, level_looks
from policytext.plots.placing import level_of
from policytext.plots.plot import Plot
from policytext.plots.sheet import Sheet, sheet
from policytext.tables import frame

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.lineage import Lineage

TITLE = "How long after its source 派生时滞"
YEAR = 365.25
TAIL = 20
"""Times the median that the longest may be on a linear axis."""
STEPS = ((30, "1 month"), (91, "3 m."), (365, "1 year"), (1096, "3 y."), (3652, "10 y."), (10957, "30 y."))
"""Days, and what they are called."""


def lags(lineage: Lineage, *, ax: Axes | None = None, scale: str | None = None, font: str | Path | None = None) -> Plot:
    """Days from the date of a source to that of the document drawn from it, by level of the latter (时滞分布).

    One mark is a pair of documents of which one has at least one provision drawn from the other; the number is
    `lag_days` of the table `coverage`. The bar spans the middle half of the pairs of a level (first to third
    quartile), its line is their median; levels with fewer than four pairs have marks only. `.data` has one row
    per mark.

    Args:
        lineage: What `corpus.derive()` gives.
        ax: Axes to draw on; else a new figure.
        scale: linear, or log: even steps for 1 month, 3 months, 1 year …, linear up to a month; by default log where
            the longest is twenty times the median.
        font: Name or file of a font, asked first.

    Raises:
        InputError: where an argument cannot be used.
        MissingDependencyError: without Matplotlib.
    """
    if scale is not None:
        chosen("scale", scale, ("linear", "log"))
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
    days = data["lag_days"].astype(float).abs()
    if (scale or ("log" if days.max() > TAIL * max(days.median(), 1.0) else "linear")) == "log":
        stretch(on, data)
    elif days.max() > 2 * YEAR:
        years(on)
    return on.plot("lags", data, TITLE, notes(data, len(pairs) - len(data)), unit="time after the source 时滞")


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
            told = on.text(f"median {middle:.0f} days")
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
    on.open_sides("top", "right", "left")


def stretch(on: Sheet, data: pd.DataFrame) -> None:
    """A logarithmic axis whose steps are months and years."""
    from matplotlib.ticker import NullLocator

    days = data["lag_days"].astype(float)
    on.ax.set_xscale("symlog", linthresh=30, linscale=0.6)
    on.ax.xaxis.set_minor_locator(NullLocator())
    on.ax.set_xlim(min(days.min() * 1.4, 0.0) - (1 if days.min() < 0 else 0), max(days.max() * 1.4, 40.0))
    before = [(-k, f"−{label}") for k, label in reversed(STEPS) if days.min() * 1.4 < -k]
    after = [(k, label) for k, label in STEPS if k <= days.max() * 1.4]
    steps = [*before, (0, "0"), *after]
    on.ticks("x", [k for k, _ in steps], [label for _, label in steps])


def years(on: Sheet) -> None:
    """Years above, beside the days below."""

    def in_years(days: Any) -> Any:
        return days / YEAR

    def in_days(years: Any) -> Any:
        return years * YEAR

    axis = on.ax.secondary_xaxis("top", functions=(in_years, in_days))
    told = on.text("years 年")
    axis.set_xlabel(told.pop("s"), loc="right", **told)
    axis.tick_params(labelsize=on.inks.size)


def notes(data: pd.DataFrame, undated: int) -> Iterable[str]:
    """What one has to know to read it."""
    yield "Days from the date of the source to that of the derived document 时滞（天）, by level of the derived one."
    yield "A mark is a pair of documents with derived provisions 派生条款; bar: middle half of the pairs; line: median."
    if undated:
        yield f"{undated} pairs without both dates are left out 缺日期."
    if before := int((data["lag_days"] < 0).sum()):
        yield f"{before} pairs with a source dated after what was drawn from it: one of the dates may be wrong."
