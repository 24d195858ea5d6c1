"""The sheet that a plot is drawn on: a figure of its own or the user's axes, with fonts and inks, pyplot untouched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.plots.checks import drawable, need_matplotlib
from policytext.plots.lettering import Lettering, lettering
from policytext.plots.looks import CELLS, LEVELS, ROLES, Inks, inks
from policytext.plots.plot import Plot
from policytext.plots.wording import wrapped

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COMMON = "".join((*LEVELS.values(), *CELLS.values(), *ROLES.values(), "〓：；，。（）《》〔〕、…—·"))
"""Characters that labels of plots have besides those of the documents."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Axes with what is needed to letter them."""

    panels: tuple[Axes, ...]
    lettering: Lettering
    inks: Inks
    own: bool
    """Whether the figure was made for the plot."""

    @property
    def ax(self) -> Axes:
        """The axes, or the first of them."""
        return self.panels[0]

    @property
    def points(self) -> float:
        """Width in points: of the figure, or of the user's axes."""
        return 72 * (float(figure_of(self.ax).get_figwidth()) if self.own else inches(self.ax))

    @property
    def rooms(self) -> int:
        """Half-width characters that a line of notes holds."""
        return int(self.points * 0.96 / (self.inks.size * 0.54))

    def text(self, text: str) -> dict[str, Any]:
        """Arguments for a text of Matplotlib: fonts that have it, in the size of labels."""
        return {"s": self.lettering.shown(text), "fontfamily": list(self.lettering.families), "size": self.inks.size}

    def ticks(self, axis: str, places: Sequence[float], labels: Sequence[str], **style: Any) -> None:
        """Label places of an axis."""
        shown = [self.lettering.shown(x) for x in labels]
        for ax in self.panels:
            getattr(ax, f"set_{axis}ticks")(places, labels=shown, fontfamily=list(self.lettering.families), **style)

    def legend(self, handles: Sequence[Any], *, columns: int = 1, **place: Any) -> None:
        """A legend of handles that have labels: above the axes, at their right end; inside the user's axes."""
        where: Any = {"loc": "lower right", "bbox_to_anchor": (1, 1), "borderaxespad": 0.2, "ncols": columns, **place}
        if not self.own and "bbox_to_anchor" not in place:
            where = {"loc": "best", "frameon": True}
        self.ax.legend(handles=self.lettered(handles), **{**self.legend_style(), **where})

    def legend_above(self, handles: Sequence[Any]) -> None:
        """A legend for all panels, above them."""
        figure = figure_of(self.ax)
        where: Any = {"loc": "outside upper right"}
        figure.legend(handles=self.lettered(handles), ncols=len(handles), **self.legend_style(), **where)

    def legend_style(self) -> dict[str, Any]:
        """Fonts and spaces of legends."""
        prop = {"family": list(self.lettering.families), "size": self.inks.size}
        return {"prop": prop, "frameon": False, "columnspacing": 1.2}

    def lettered(self, handles: Sequence[Any]) -> list[Any]:
        """Handles whose labels can be drawn."""
        for h in handles:
            h.set_label(self.lettering.shown(h.get_label()))
        return list(handles)

    def dates(self, ax: Axes, *, at_most: int, within: tuple[float, float] | None = None) -> None:
        """An axis of time, in digits: 2021-09, 2022, 2022-05; labelled only within a part of it, where one is given."""
        import matplotlib.dates as mdates
        from matplotlib.ticker import FixedLocator

        # Matplotlib has no types for these two.
        locator: Any = mdates.AutoDateLocator(minticks=3, maxticks=at_most)  # type: ignore[no-untyped-call]
        whole = ["%Y", "%Y-%m", "%Y-%m-%d", "%H:%M", "%H:%M", "%S.%f"]
        first = ["", "%Y", "%Y-%m", "%Y-%m-%d", "%H:%M", "%H:%M"]
        form: Any = mdates.ConciseDateFormatter(locator, formats=whole, zero_formats=first, show_offset=False)  # type: ignore[no-untyped-call]
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(form)
        if within is not None:
            low, high = within
            there = locator.tick_values(*map(mdates.num2date, within)) if low < high else ()
            steps = [x for x in there if low <= x <= high]
            if len(steps) < 2:
                steps = sorted({low, high})
                ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y-%m-%d"))  # type: ignore[no-untyped-call]
            ax.xaxis.set_major_locator(FixedLocator(steps))

    def open_sides(self, *sides: str) -> None:
        """Leave out sides of the box round each panel."""
        for ax in self.panels:
            ax.spines[list(sides)].set_visible(False)

    def plot(self, name: str, data: pd.DataFrame, title: str, notes: Iterable[str], *, unit: str = "") -> Plot:
        """The finished plot, with its title above and what one has to know below.

        On a figure of its own both stand at the left of the whole figure, on the user's axes they are theirs.
        """
        families = list(self.lettering.families)
        face: Any = {"fontfamily": families}
        small: Any = {**face, "size": self.inks.size}
        for ax in self.panels:
            ax.tick_params(labelfontfamily=families, labelsize=self.inks.size)
        title, unit = wrapped(self.lettering.shown(title), int(self.rooms / 1.5)), self.lettering.shown(unit)
        note = self.lettering.shown("\n".join(wrapped(x, self.rooms) for x in notes if x))
        figure = figure_of(self.ax)
        if self.own:
            figure.suptitle(title, x=0.01, ha="left", **face)
            figure.supxlabel(note, x=0.01, ha="left", color=self.inks.soft, **small)
            self.ax.set_xlabel(unit, **small)
        else:
            self.ax.set_title(title, loc="left", pad=self.inks.size * 1.6, **face)
            self.ax.set_xlabel("\n".join(filter(None, (unit, note))), loc="left", **small)
        return Plot(name, figure, self.panels, data)

    def nothing(self, name: str, data: pd.DataFrame, title: str, why: str) -> Plot:
        """The plot of no data: it says why there is nothing."""
        for ax in self.panels:
            ax.set_axis_off()
        told = self.text(wrapped(why, int(self.rooms * 0.8)))
        self.ax.text(0.5, 0.5, **told, ha="center", va="center", transform=self.ax.transAxes, color=self.inks.soft)
        return self.plot(name, data, title, ())


def sheet(
    ax: Axes | None,
    font: str | Path | None,
    texts: Iterable[str],
    *,
    size: tuple[float, float],
    panels: tuple[int, int] = (1, 1),
) -> Sheet:
    """The user's axes, or those of a new figure that pyplot knows nothing of.

    Args:
        ax: Of the user.
        font: Name or file of a font, asked first.
        texts: What will be written, for the choice of fonts.
        size: Inches of a new figure, at Matplotlib's own font size; larger letters make a larger figure.
        panels: Rows and columns of a new figure.
    """
    need_matplotlib()
    from matplotlib.figure import Figure

    drawable(ax)
    fonts = lettering([COMMON, *texts], font)
    if ax is not None:
        return Sheet((ax,), fonts, inks(ax), own=False)
    figure = Figure(figsize=(size[0] * letters(), size[1] * letters()), layout="constrained")
    grid = figure.subplots(*panels, squeeze=False, sharex=True)
    return Sheet(tuple(grid.flat), fonts, inks(grid.flat[0]), own=True)


def figure_of(ax: Axes) -> Figure:
    """The whole figure that axes are in, also when they are in a part of one."""
    return ax.figure.canvas.figure


def inches(ax: Axes) -> float:
    """Width of axes, as far as it is known before the figure is laid out."""
    return float(figure_of(ax).get_figwidth() * ax.get_position(original=True).width)


def letters() -> float:
    """How large the user's letters are: 1 for the size that Matplotlib has by itself."""
    import matplotlib as mpl

    return float(mpl.rcParams["font.size"]) / 10
