"""What a function of this room gives back: the Matplotlib figure, what is drawn in it, and the way to a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import InputError
from policytext.export.files import free_file, write

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

KINDS = (".png", ".svg", ".pdf")
SHARP = 2
"""Pixels of a picture in a notebook for one on the page, for screens of high resolution."""
INCH = 72
"""CSS-like pixels of a picture in a notebook per inch of the figure, as Jupyter's own figures have."""


class Plot:
    """A plot (图): a Matplotlib figure with the table that is drawn in it.

    It shows itself in a notebook. Everything in it is Matplotlib's: `plot.figure.suptitle("")` takes the title off for
    a paper and `plot.figure.supxlabel("")` the notes, `plot.figure.set_size_inches(6, 4)` sets the size,
    `with matplotlib.rc_context(…)` around the call a style. On axes given with `ax=` title and notes are those of the
    axes: `plot.axes.set_title("")`, `plot.axes.set_xlabel("")`.
    """

    __slots__ = ("data", "figure", "name", "panels")

    def __init__(self, name: str, figure: Figure, panels: tuple[Axes, ...], data: pd.DataFrame) -> None:
        self.name = name
        """Which plot it is, such as cascade."""
        self.figure = figure
        """The Matplotlib figure."""
        self.panels = panels
        """Its axes, in reading order; most plots have one."""
        self.data = data
        """What is drawn: one row per mark, as the docstring of the plot says."""

    @property
    def axes(self) -> Axes:
        """The axes; of several panels the first."""
        return self.panels[0]

    def __repr__(self) -> str:
        return f"<Plot {self.name}: {len(self.data)} marks; .figure, .axes, .data, .save(path)>"

    def _repr_png_(self) -> tuple[bytes, dict[str, int]] | None:
        if self.figure.canvas.manager is not None:  # one of pyplot's own: Jupyter shows it by itself
            return None
        width, height = self.figure.get_size_inches()
        held = BytesIO()
        with embedded():
            self.figure.savefig(held, format="png", dpi=INCH * SHARP)
        return held.getvalue(), {"width": round(width * INCH), "height": round(height * INCH)}

    def save(self, path: str | Path, *, dpi: float = 300, overwrite: bool = False) -> Path:
        """Write a file: .png, .svg or .pdf; the whole file or none.

        In PDF the letters stay letters (fonts are embedded as TrueType, 42), in SVG they are outlines, so that no
        reader needs the font; `matplotlib.rcParams["svg.fonttype"] = "none"` keeps them letters there too.

        Args:
            path: Where to; the suffix tells the format.
            dpi: Pixels per inch of a PNG.
            overwrite: Whether a file that is there already may be replaced.

        Raises:
            InputError: where the suffix is another, or the file is there already.
        """
        target = free_file(path, KINDS, "the plot", overwrite=overwrite)
        kind = target.suffix.lower()
        if not dpi > 0:
            raise InputError(f"dpi is {dpi!r}, expected a number above 0 (分辨率)")

        def writer(draft: Path) -> None:
            with embedded():
                self.figure.savefig(draft, format=kind[1:], dpi=dpi, metadata=UNDATED[kind])

        return write(target.parent, {target.name: writer}, overwrite=overwrite)[0]


UNDATED: dict[str, dict[str, Any]] = {".png": {}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
"""The same plot gives the same file, whenever it is written."""


@contextmanager
def embedded() -> Iterator[None]:
    """Fonts in files: TrueType in PDF unless the user has set otherwise; ids in SVG that do not change."""
    import matplotlib as mpl

    kept: Any = mpl.rcParams
    default: Any = mpl.rcParamsDefault
    own: Any = {"svg.hashsalt": kept["svg.hashsalt"] or "policytext"}
    if kept["pdf.fonttype"] == default["pdf.fonttype"]:
        own["pdf.fonttype"] = 42
    with mpl.rc_context(own):
        yield
