"""Plots (图): Matplotlib figures of a corpus and of its derivations, which a researcher can restyle and save.

::

    plot = lineage.plot.cascade()
    plot.figure.suptitle("")
    plot.save("cascade.pdf")

They follow `matplotlib.rcParams` and style sheets, leave pyplot alone, and take Chinese from an installed font that
has it. Extra: `plots`.
"""

from policytext.plots.accessors import CorpusPlots, LineagePlots
from policytext.plots.cascade import cascade
from policytext.plots.coverage import coverage
from policytext.plots.deadlines import deadlines
from policytext.plots.lags import lags
from policytext.plots.lettering import MissingGlyphWarning
from policytext.plots.plot import Plot
from policytext.plots.slogans import slogans
from policytext.plots.units import units

__all__ = [
    "CorpusPlots",
    "LineagePlots",
    "MissingGlyphWarning",
    "Plot",
    "cascade",
    "coverage",
    "deadlines",
    "lags",
    "slogans",
    "units",
]
