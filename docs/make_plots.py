"""Draws `docs/pictures/plot-*.png` from the demo corpus: `python docs/make_plots.py`."""

from pathlib import Path

import policytext as pt

HERE = Path(__file__).parent


def main() -> None:
    """Every plot, as it is without any argument."""
    corpus = pt.read(HERE.parent / "corpora" / "demo", progress=False)
    lineage = corpus.derive()
    plots = [
        lineage.plot.cascade(),
        lineage.plot.coverage(),
        lineage.plot.lags(),
        corpus.plot.slogans(),
        corpus.plot.units(),
        corpus.plot.deadlines(),
        corpus.plot.deadlines(kind="calendar"),
    ]
    names = [*(plot.name for plot in plots[:-1]), "calendar"]
    for name, plot in zip(names, plots, strict=True):
        plot.save(HERE / "pictures" / f"plot-{name}.png", dpi=120, overwrite=True)


if __name__ == "__main__":
    main()
