"""How slogans spread: documents that have them, added up over time, by level (提法扩散)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.errors import InputError
from policytext.plots.checks import chosen, counted
from policytext.plots.looks import LEVELS, UNKNOWN, level_looks
from policytext.plots.plot import Plot
from policytext.plots.sheet import Sheet, figure_of, sheet
from policytext.plots.wording import named, shortened

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.corpus import Corpus

TITLE = "How slogans spread 提法扩散"
ACROSS = 3
MANY = 25
"""Documents of a panel from which on marks are small."""
APART = 2.5
"""Points between lines of one number."""


def slogans(
    corpus: Corpus,
    *,
    ax: Axes | None = None,
    wording: str | Sequence[str] | None = None,
    top: int = 6,
    font: str | Path | None = None,
) -> Plot:
    """Documents that have a slogan, added up over time, one line per level (提法扩散).

    One panel is a slogan, one mark a document that has it, at its date and at the number of documents of its level
    that had it by then: `level_order` of the table `corpus.slogan_diffusion()`. A ring is round the first of all.
    `.data` has one row per mark. All panels have one axis of time: `plot.axes.set_xlim(…)` looks closer.

    Args:
        corpus: The corpus.
        ax: Axes to draw one slogan on; else a new figure.
        wording: Which slogans; by default those that most documents have.
        top: How many, where `wording` does not say.
        font: Name or file of a font, asked first.

    Raises:
        InputError: where an argument cannot be used; a slogan that the corpus does not have, too.
        MissingDependencyError: without Matplotlib.
    """
    counted("top", top)
    table = corpus.slogan_diffusion()
    there = table["slogan"].drop_duplicates().tolist()
    asked = [wording] if isinstance(wording, str) else list(wording or ())
    for text in asked:
        chosen("wording", text, there)
    if ax is not None and len(asked) > 1:
        raise InputError("ax= has room for one slogan; name one in wording=, or draw without ax= (坐标轴)")
    dated = table[table["date"].notna()]
    there_with_date = dated["slogan"].drop_duplicates().tolist()
    shown = [x for x in there_with_date if not asked or x in asked][: 1 if ax is not None else len(asked) or top]
    data = dated[dated["slogan"].isin(shown)].reset_index(drop=True)
    across = min(len(shown), ACROSS) or 1
    down = ceil(len(shown) / across) or 1
    size = (3.6 * across + 0.6 if across > 1 else 6.5, 2.3 * down + 1.4)
    on = sheet(ax, font, [*shown, *map(named, corpus)], size=size, panels=(down, across))
    if data.empty:
        why = (
            "Nothing to draw: no slogan was found 未发现提法"
            if table.empty
            else "Nothing to draw: no document that has one of these slogans has a date 缺少日期"
        )
        return on.nothing("slogans", data, TITLE, why)
    draw_all(on, data, shown, corpus)
    undated = int(table["slogan"].isin(shown).sum() - len(data))
    title = TITLE if len(shown) > 1 else f"{TITLE}: {headed(shown[0], data)}"
    return on.plot("slogans", data, title, notes(len(shown), len(there), undated))


def draw_all(on: Sheet, data: pd.DataFrame, shown: Sequence[str], corpus: Corpus) -> None:
    """A panel for each slogan, all with one axis of time, and which line is which level."""
    import pandas as pd

    first, last = data["date"].min(), data["date"].max()
    for panel, text in zip(on.panels, shown, strict=False):
        draw(on, panel, data[data["slogan"] == text], text, corpus, last)
    room = max((last - first) * 0.04, pd.Timedelta(days=10))
    on.ax.set_xlim(first - room, last + room)
    for panel in on.panels[len(shown) :]:
        panel.set_axis_off()
    keys(on, data)


def draw(on: Sheet, panel: Axes, rows: pd.DataFrame, text: str, corpus: Corpus, end: pd.Timestamp) -> None:
    """One slogan: a line for each level, from its first document on to the last date of all panels."""
    from matplotlib.transforms import offset_copy

    style = level_looks(dark=on.inks.dark)
    levels = rows["level"].fillna(UNKNOWN)
    size = 5 if len(rows) < MANY else 3
    there = [level for level in LEVELS if (levels == level).any()]
    # Lines of one number stand a little above each other, in points: the numbers are as they are.
    moved = {
        level: offset_copy(panel.transData, fig=figure_of(panel), y=APART * k, units="points")
        for k, level in enumerate(there)
    }
    for level in there:
        part, look, to = rows[levels == level], style[level], moved[level]
        dates, counts = part["date"].tolist(), part["level_order"].astype(int).tolist()
        panel.step([dates[0], *dates, end], [0, *counts, counts[-1]], where="post", color=look.colour,
                   linestyle=look.line, linewidth=1.3, transform=to)  # fmt: skip
        panel.plot(dates, counts, look.marker, color=look.colour, markersize=size, markeredgecolor=on.inks.paper,
                   markeredgewidth=0.4, transform=to)  # fmt: skip
    first = rows.iloc[0]
    panel.plot(first["date"], first["level_order"], "o", markersize=11, fillstyle="none", color=on.inks.text,
               transform=moved[levels.iloc[0]])  # fmt: skip
    who = f"first 首见 {first['date']:%Y-%m-%d} {named(corpus[first['doc_id']])}"
    told = {**on.text(shortened(who, 56)), "size": on.inks.size * 0.85}
    panel.annotate(told.pop("s"), (0, 1), (0, 3), xycoords="axes fraction", textcoords="offset points",
                   color=on.inks.soft, **told)  # fmt: skip
    if len(on.panels) > 1:
        head = {**on.text(headed(text, rows)), "size": on.inks.size * 1.15}
        panel.annotate(head.pop("s"), (0, 1), (0, 4 + 1.1 * on.inks.size), xycoords="axes fraction",
                       textcoords="offset points", **head)  # fmt: skip
    frame_panel(on, panel, int(rows["level_order"].max()))


def headed(text: str, rows: pd.DataFrame) -> str:
    """A slogan with the number of documents that have it."""
    return f"{shortened(text, 38)}  ({len(rows)})"


def frame_panel(on: Sheet, panel: Axes, most: int) -> None:
    """The axes of a panel: whole documents, dates."""
    from matplotlib.ticker import MaxNLocator

    on.dates(panel, at_most=6)
    panel.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    panel.set_ylim(0, most * 1.15 + 0.3)
    panel.spines[["top", "right"]].set_visible(False)


def keys(on: Sheet, data: pd.DataFrame) -> None:
    """Which line is which level."""
    from matplotlib.lines import Line2D

    style = level_looks(dark=on.inks.dark)
    there = set(data["level"].fillna(UNKNOWN))
    handles = [
        Line2D([], [], color=style[x].colour, marker=style[x].marker, linestyle=style[x].line, label=LEVELS[x])
        for x in LEVELS
        if x in there
    ]
    if on.own:
        on.legend_above(handles)
    else:
        on.legend(handles)


def notes(shown: int, there: int, undated: int) -> Iterable[str]:
    """What one has to know to read it."""
    yield "Documents of a level that have the slogan by that date 累计文件数; ring: the first document 首见."
    if there > shown:
        yield f"{shown} of {there} slogans (wording=, top=)."
    if undated:
        yield f"{undated} uses in documents without a date are left out 缺日期."
