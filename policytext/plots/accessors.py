"""What stands behind `corpus.plot` and `lineage.plot`, as `.plot` does in pandas."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.plots.cascade import cascade
from policytext.plots.coverage import coverage
from policytext.plots.deadlines import FEW, deadlines
from policytext.plots.lags import lags
from policytext.plots.plot import Plot
from policytext.plots.slogans import slogans
from policytext.plots.units import units

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from policytext.corpus import Corpus
    from policytext.lineage import Lineage

Font = str | Path | None


class LineagePlots:
    """The plots of a lineage."""

    __slots__ = ("_of",)

    def __init__(self, lineage: Lineage) -> None:
        self._of = lineage

    def __repr__(self) -> str:
        return "lineage.plot: .cascade(), .coverage(), .lags()"

    def cascade(
        self,
        *,
        ax: Axes | None = None,
        top: int = 40,
        names: str = "title",
        cited: bool = True,
        time: str | None = None,
        font: Font = None,
    ) -> Plot:
        """Which document draws on which, by level and date (派生源流图): see `policytext.plots.cascade`."""
        return cascade(self._of, ax=ax, top=top, names=names, cited=cited, time=time, font=font)

    def coverage(
        self,
        *,
        ax: Axes | None = None,
        source: str | None = None,
        top: int = 40,
        names: str = "title",
        font: Font = None,
    ) -> Plot:
        """What became of each requirement of a document (落实对照图): see `policytext.plots.coverage`."""
        return coverage(self._of, ax=ax, source=source, top=top, names=names, font=font)

    def lags(self, *, ax: Axes | None = None, scale: str | None = None, font: Font = None) -> Plot:
        """Days between a source and what was drawn from it (时滞分布): see `policytext.plots.lags`."""
        return lags(self._of, ax=ax, scale=scale, font=font)


class CorpusPlots:
    """The plots of a corpus."""

    __slots__ = ("_of",)

    def __init__(self, corpus: Corpus) -> None:
        self._of = corpus

    def __repr__(self) -> str:
        return "corpus.plot: .slogans(), .units(), .deadlines(); of derivation: corpus.derive().plot"

    def slogans(
        self,
        *,
        ax: Axes | None = None,
        wording: str | Sequence[str] | None = None,
        top: int = 6,
        font: Font = None,
    ) -> Plot:
        """How slogans spread over time, by level (提法扩散): see `policytext.plots.slogans`."""
        return slogans(self._of, ax=ax, wording=wording, top=top, font=font)

    def units(
        self,
        *,
        ax: Axes | None = None,
        top: int = 20,
        by: str = "body",
        open_classes: bool = False,
        font: Font = None,
    ) -> Plot:
        """Who has to act, and in which role (责任单位与角色): see `policytext.plots.units`."""
        return units(self._of, ax=ax, top=top, by=by, open_classes=open_classes, font=font)

    def deadlines(
        self,
        *,
        ax: Axes | None = None,
        kind: str | None = None,
        top: int = FEW,
        names: str = "title",
        font: Font = None,
    ) -> Plot:
        """When what falls due, by document or by month (时限): see `policytext.plots.deadlines`."""
        return deadlines(self._of, ax=ax, kind=kind, top=top, names=names, font=font)
