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

COMMON = "".join((*LEVELS.values(), *CELLS.values(), *ROLES.values(), "〓：；，。（）《》〔〕、…—·"))
"""Characters that labels of plots have besides those of the documents."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Axes with what is needed to letter them."""

    panels: tuple[Axes, ...]
    lettering: Lettering
    inks: Inks

    @property
    def ax(self) -> Axes:
        """The axes, or the first of them."""
        return self.panels[0]

    @property
    def points(self) -> float:
        """Width of the figure in points."""
        return float(self.ax.figure.get_figwidth() * 72)

    def text(self, text: str) -> dict[str, Any]:
        """Arguments for a text of Matplotlib: fonts that have it, in the size of labels."""
        return {"s": self.lettering.shown(text), "fontfamily": list(self.lettering.families), "size": self.inks.size}

    def ticks(self, axis: str, places: Sequence[float], labels: Sequence[str], **style: Any) -> None:
        """Label places of an axis."""
        shown = [self.lettering.shown(x) for x in labels]
        for ax in self.panels:
            getattr(ax, f"set_{axis}ticks")(places, labels=shown, fontfamily=list(self.lettering.families), **style)

    def legend(self, handles: Sequence[Any], *, columns: int = 1, **place: Any) -> None:
        """A legend of handles that have labels."""
        for h in handles:
            h.set_label(self.lettering.shown(h.get_label()))
        prop = {"family": list(self.lettering.families), "size": self.inks.size}
        self.ax.legend(handles=handles, ncols=columns, prop=prop, frameon=False, **place)

    def plot(self, name: str, data: pd.DataFrame, title: str, notes: Iterable[str]) -> Plot:
        """The finished plot, with its title above and what one has to know below."""
        families = list(self.lettering.families)
        for ax in self.panels:
            ax.tick_params(labelfontfamily=families, labelsize=self.inks.size)  # type: ignore[call-arg]
        letters = {"fontfamily": families}
        room = int(self.points * 0.92 / (self.inks.size * 0.55))
        note = "\n".join(wrapped(x, room) for x in notes if x)
        figure = self.ax.figure
        if len(self.panels) == 1:
            self.ax.set_title(self.lettering.shown(title), loc="left", pad=8, **letters)
            self.ax.set_xlabel(self.lettering.shown(note), loc="left", size=self.inks.size, labelpad=8, **letters)
            self.ax.xaxis.label.set_color(self.inks.soft)
        else:
            figure.suptitle(self.lettering.shown(title), x=0.01, ha="left", **letters)  # type: ignore[union-attr]
            below = figure.supxlabel(self.lettering.shown(note), x=0.01, ha="left", size=self.inks.size, **letters)  # type: ignore[union-attr]
            below.set_color(self.inks.soft)
        return Plot(name, figure.get_figure(root=True), self.panels, data)  # type: ignore[arg-type]

    def nothing(self, name: str, data: pd.DataFrame, title: str, why: str) -> Plot:
        """The plot of no data: it says why there is nothing."""
        for ax in self.panels:
            ax.set_axis_off()
        told = self.text(wrapped(why, int(self.points * 0.8 / (self.inks.size * 0.55))))
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
        size: Inches of a new figure.
        panels: Rows and columns of a new figure.
    """
    need_matplotlib()
    from matplotlib.figure import Figure

    drawable(ax)
    fonts = lettering([COMMON, *texts], font)
    if ax is not None:
        return Sheet((ax,), fonts, inks(ax))
    figure = Figure(figsize=size, layout="constrained")
    grid = figure.subplots(*panels, squeeze=False, sharex=True)
    return Sheet(tuple(grid.flat), fonts, inks(grid.flat[0]))


def strings(data: pd.DataFrame) -> list[str]:
    """All text in a table."""
    return ["".join(data[c].dropna()) for c in data.columns if str(data[c].dtype).startswith(("str", "object"))]
