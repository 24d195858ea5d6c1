"""Plots: what is drawn is what the tables say, no character is missing, files open, pyplot is left alone."""

import builtins
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest
from family import CITY, PROVINCE, document
from fonts import CHINESE
from matplotlib import font_manager
from matplotlib.dates import date2num
from matplotlib.figure import Figure

import policytext as pt
from policytext.corpus import Corpus
from policytext.errors import InputError, MissingDependencyError
from policytext.lineage import DRAWN, Lineage, derive
from policytext.model import Slogan
from policytext.plots import MissingGlyphWarning, Plot, lettering
from policytext.plots.columns import (
    CASCADE_COLUMNS,
    COVERAGE_MAP_COLUMNS,
    DEADLINE_COLUMNS,
    LAG_COLUMNS,
    UNIT_COLUMNS,
)
from policytext.plots.deadlines import FEW
from policytext.plots.placing import placing
from policytext.plots.units import unit_roles
from policytext.plots.wording import columns, named, shortened, wrapped
from policytext.span import Span

needs_font = pytest.mark.skipif(not CHINESE, reason="no Chinese font is installed")
OF_LINEAGE, OF_CORPUS = ("cascade", "coverage", "lags"), ("slogans", "units", "deadlines")
ALL = (*OF_LINEAGE, *OF_CORPUS)


@pytest.fixture(scope="module")
def corpus(demo: Path) -> Corpus:
    return pt.read(demo, progress=False)


@pytest.fixture(scope="module")
def lineage(corpus: Corpus) -> Lineage:
    return corpus.derive()


@pytest.fixture(scope="module")
def plots(corpus: Corpus, lineage: Lineage) -> dict[str, Plot]:
    return {name: drawn(name, corpus, lineage) for name in ALL}


@pytest.fixture(autouse=True)
def no_warnings() -> Iterator[None]:
    """A missing glyph, a font that is not found, a layout that fails: all are warnings, and none is due."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if not CHINESE:
            warnings.simplefilter("ignore", MissingGlyphWarning)
        yield


def drawn(name: str, corpus: Corpus, lineage: Lineage, **options: Any) -> Plot:
    return getattr((lineage if name in OF_LINEAGE else corpus).plot, name)(**options)  # type: ignore[no-any-return]


def texts(plot: Plot) -> str:
    """All that is written in a plot."""
    from matplotlib.text import Text

    plot.figure.draw_without_rendering()
    return "\n".join(t.get_text() for t in plot.figure.findobj(Text) if isinstance(t, Text))


# What is drawn is what the tables say


def test_cascade_draws_the_pairs_of_coverage(lineage: Lineage, plots: dict[str, Plot]) -> None:
    from matplotlib.patches import FancyArrowPatch

    data, table = plots["cascade"].data, lineage.coverage
    assert list(data) == list(CASCADE_COLUMNS)
    assert data["links"].tolist() == table[list(DRAWN)].sum(axis=1).tolist()
    assert data[["derived_doc", "source_doc"]].equals(table[["derived_doc", "source_doc"]])
    arrows = [p for p in plots["cascade"].axes.patches if isinstance(p, FancyArrowPatch)]
    assert len(arrows) == len(data)
    widths = pd.Series([a.get_linewidth() for a in arrows])
    assert (widths.groupby(data["links"].tolist()).nunique() == 1).all()
    assert widths[data["links"].tolist().index(18)] == widths.max()
    without = lineage.plot.cascade(cited=False).data
    assert len(without) == (data["links"] > 0).sum()


def test_cascade_puts_time_from_left_to_right_and_levels_from_top_to_bottom(lineage: Lineage) -> None:
    labels = {d.doc_id: d.doc_id for d in lineage.documents}
    for time in ("calendar", "order"):
        at = placing(lineage.documents, labels, 12.0, time)
        by_date = sorted(at.nodes, key=lambda n: n.document.header.issued)  # type: ignore[arg-type, return-value]
        assert [n.x for n in by_date] == sorted(n.x for n in at.nodes)
        assert list(at.lanes) == ["central", "province", "prefecture", "county", "township"]
        top = {level: min(n.y for n in at.nodes if n.level == level) for level in at.lanes}
        assert list(top.values()) == sorted(top.values())
        lines: dict[float, list[float]] = {}
        for n in sorted(at.nodes, key=lambda n: n.x):
            lines.setdefault(n.y, []).append(n.x)
        assert all(len(set(xs)) == len(xs) for xs in lines.values())


def test_coverage_draws_every_cell_in_the_size_of_its_probability(lineage: Lineage, plots: dict[str, Plot]) -> None:
    plot = plots["coverage"]
    table = lineage.uptake_of("meal-lanxi")
    assert plot.data.equals(table[list(COVERAGE_MAP_COLUMNS)])
    groups = {str(c.get_label()): c for c in plot.axes.collections}
    for cell in ("copied", "adapted", "concrete", "indirect", "absent"):
        rows = plot.data[plot.data["cell"] == cell]
        squares = groups[cell].get_paths()
        assert len(squares) == len(rows) > 0
        areas = [p.get_extents().width * p.get_extents().height for p in squares]
        assert areas == pytest.approx((0.86**2 * rows["probability"].astype(float)).tolist())
    assert (plot.data["probability"][plot.data["cell"] == "copied"] > 0.9).all()


def test_uptake_of_a_document_adds_up_to_uptake(lineage: Lineage) -> None:
    for source in ("meal-centre", "meal-lanxi", "waste-yunchuan"):
        cells = lineage.uptake_of(source)
        rows = lineage.uptake.loc[lambda t, s=source: t["source_doc"] == s].set_index("source_start")
        by_provision = cells.groupby("source_start")
        assert (by_provision.size() == rows["children"]).all()
        for cell, relation in {"copied": "verbatim", "adapted": "adapted", "concrete": "elaborated"}.items():
            assert (by_provision["cell"].agg(lambda c, k=cell: (c == k).sum()) == rows[relation]).all()
        expected = by_provision["probability"].mean().astype(float)
        assert expected.tolist() == pytest.approx(rows["share_expected"].tolist(), abs=2e-4)
    assert lineage.uptake_of("meal-yuyin").empty
    assert list(lineage.uptake_of("meal-yuyin")) == list(cells)


@needs_font
def test_a_long_title_is_broken_not_cut(lineage: Lineage) -> None:
    figure = lineage.plot.coverage(source="meal-yunchuan").figure
    figure.canvas.draw()
    assert "\n" in figure.get_suptitle()
    assert figure._suptitle.get_window_extent().x1 <= figure.bbox.x1


def test_lags_are_those_of_coverage(lineage: Lineage, plots: dict[str, Plot]) -> None:
    data = plots["lags"].data
    table = lineage.coverage
    table = table[table[list(DRAWN)].sum(axis=1) > 0]
    assert list(data) == list(LAG_COLUMNS)
    assert data["lag_days"].tolist() == table["lag_days"].tolist()
    marks = [x for line in plots["lags"].axes.lines if line.get_marker() != "None" for x in line.get_xdata()]  # type: ignore[union-attr]
    assert sorted(marks) == sorted(data["lag_days"].astype(float))
    stretched = lineage.plot.lags(scale="log")
    assert stretched.axes.get_xscale() == "symlog" and stretched.data.equals(data)


def test_slogans_are_those_of_the_table(corpus: Corpus) -> None:
    plot = corpus.plot.slogans(wording=["一老一档", "最后一公里"])
    table = corpus.slogan_diffusion()
    assert plot.data.equals(table[table["slogan"].isin(["一老一档", "最后一公里"])].reset_index(drop=True))
    assert len(plot.panels) == 2
    for panel, (_, rows) in zip(plot.panels, plot.data.groupby("slogan", sort=False), strict=True):
        lines = [
            line for line in panel.lines if line.get_marker() not in ("None", "o") or line.get_linestyle() == "None"
        ]
        marks = {(x, y) for line in lines for x, y in zip(*line.get_data(orig=False), strict=True)}
        assert marks == {(float(date2num(d)), float(n)) for d, n in zip(rows["date"], rows["level_order"], strict=True)}
        (left, right), (low, high) = panel.get_xlim(), panel.get_ylim()
        assert all(left < x < right and low < y < high for x, y in marks)


def test_slogan_diffusion_counts_documents_by_date() -> None:
    def using(doc_id: str, issued: str | None, level: Any, *words: str) -> pt.Document:
        made = document(doc_id, "".join(words), issued=issued, level=level)
        found = tuple(Slogan(span=Span(0, 2), text=w, kind="quoted", marked=True, sentence=0, rule="t") for w in words)
        return replace(made, slogans=found)

    corpus = Corpus(
        [
            using("c", "2021-03-01", "county", "一网", "一网"),
            using("a", "2021-01-01", "province", "一网"),
            using("b", "2021-03-01", "province", "一网"),
            using("x", None, "county", "一网", "清零"),
        ]
    )
    table = corpus.slogan_diffusion()
    assert table["slogan"].tolist() == ["一网"] * 4 + ["清零"]
    assert table["doc_id"].tolist() == ["a", "b", "c", "x", "x"]
    assert table["occurrences"].tolist() == [1, 1, 2, 1, 1]
    assert table["documents"].tolist() == [4, 4, 4, 4, 1]
    assert table["order"].tolist()[:3] == [1, 3, 3] and table["order"].isna().tolist()[3:] == [True, True]
    assert table["level_order"].tolist()[:3] == [1, 2, 1]
    plot = corpus.plot.slogans()
    assert plot.data["doc_id"].tolist() == ["a", "b", "c"] and "1 uses in documents without a date" in texts(plot)
    assert "no document that has one of these slogans has a date" in texts(corpus.plot.slogans(wording="清零"))


def test_units_are_counted_from_assignments(corpus: Corpus, plots: dict[str, Plot]) -> None:
    data = plots["units"].data
    assert list(data) == list(UNIT_COLUMNS)
    table = corpus.assignments
    unit = "青禾县民生服务局"
    mine = table[(table["body"].fillna(table["name"]) == unit) & ~table["open"]]
    counts = mine.drop_duplicates(["governs_id", "role"])["role"].value_counts()
    assert dict(zip(*data.loc[data["unit"] == unit, ["role", "items"]].to_numpy().T, strict=True)) == dict(counts)
    lengths = sum(p.get_width() for p in plots["units"].axes.patches)  # type: ignore[attr-defined]
    assert lengths == data["items"].sum()
    open_too = unit_roles(table, by="body_kind", open_classes=True)["items"].sum()
    assert open_too > unit_roles(table, by="body_kind", open_classes=False)["items"].sum()


def test_deadlines_are_those_with_a_last_day(corpus: Corpus, plots: dict[str, Plot]) -> None:
    table = corpus.deadlines.drop_duplicates("deadline_id")
    dated = table[table["latest"].notna()]
    data = plots["deadlines"].data
    assert list(data) == list(DEADLINE_COLUMNS) and data["deadline_id"].tolist() == dated["deadline_id"].tolist()
    assert f"{len(table) - len(dated)} deadlines without a last day" in texts(plots["deadlines"])
    calendar = corpus.plot.deadlines(kind="calendar")
    numbers = [int(t.get_text()) for t in calendar.axes.texts]
    assert sum(numbers) == len(dated)


# Fonts


@needs_font
def test_no_character_is_missing(plots: dict[str, Plot]) -> None:
    for plot in plots.values():
        plot.figure.draw_without_rendering()  # a missing glyph would be a warning, and warnings are errors here


@needs_font
def test_rare_characters_and_brackets_are_found() -> None:
    fonts = lettering.lettering(["〔2022〕㊣𠮷龘㐀"])
    assert fonts.shown("〔2022〕") == "〔2022〕" and set(map(ord, "〔〕龘")) <= fonts.covered


def test_without_a_chinese_font_the_plot_says_what_to_do(
    corpus: Corpus, lineage: Lineage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lettering, "installed", lambda: {"DejaVu Sans"})
    with pytest.warns(MissingGlyphWarning, match=r"fonts-noto-cjk.*font="):
        plot = lineage.plot.cascade()
    plot.figure.draw_without_rendering()
    assert not any("一" <= c <= "鿿" for t in plot.axes.texts for c in t.get_text())


@needs_font
def test_a_font_is_found_that_came_after_the_list_of_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    own = font_manager.fontManager
    plain = [entry for entry in own.ttflist if entry.name.startswith("DejaVu")]
    monkeypatch.setattr(own, "ttflist", plain)
    lettering.glyphs.cache_clear()
    assert ord("通") in lettering.lettering(["通知"]).covered


@needs_font
def test_a_font_can_be_named() -> None:
    fonts = lettering.lettering(["通知"], "DejaVu Serif")
    assert fonts.families[0] == "DejaVu Serif" and set(map(ord, "通知")) <= fonts.covered
    path = mpl.get_data_path() + "/fonts/ttf/DejaVuSansMono.ttf"
    assert lettering.lettering(["a"], path).families[0] == "DejaVu Sans Mono"
    with pytest.raises(InputError, match="get_font_names"):
        lettering.lettering(["a"], "No Such Font")


def test_text_of_documents_is_no_mathematics() -> None:
    odd = replace(PROVINCE, header=replace(PROVINCE.header, title="关于$\\frac{1}{$的<b>通知\x07\ud800"))
    plot = derive([odd, CITY]).plot.cascade()
    plot.figure.draw_without_rendering()
    assert "$\\frac{1}{$" in texts(plot).replace("\\$", "$")


# Files and display


@pytest.mark.parametrize("name", ALL)
def test_files_of_three_kinds(name: str, plots: dict[str, Plot], tmp_path: Path) -> None:
    plot = plots[name]
    png = plot.save(tmp_path / f"{name}.png", dpi=50).read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = plot.figure.get_size_inches()
    assert int.from_bytes(png[16:20]) == pytest.approx(width * 50, abs=1)
    assert int.from_bytes(png[20:24]) == pytest.approx(height * 50, abs=1)
    svg = plot.save(tmp_path / f"{name}.svg")
    assert ElementTree.parse(svg).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert b"<text" not in svg.read_bytes()  # outlines: no reader needs the font
    pdf = plot.save(tmp_path / f"{name}.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-") and b"/Type3" not in pdf and b"/FontFile" in pdf
    assert {p.name for p in tmp_path.iterdir()} == {f"{name}.png", f"{name}.svg", f"{name}.pdf"}


@needs_font
def test_letters_of_a_pdf_stay_letters(plots: dict[str, Plot], tmp_path: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(plots["units"].save(tmp_path / "units.pdf")) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    assert "青禾县民生服务局" in text and "leads 牵头" in text


def test_a_file_is_not_replaced_unless_asked(plots: dict[str, Plot], tmp_path: Path) -> None:
    plot = plots["lags"]
    first = plot.save(tmp_path / "lags.svg").read_bytes()
    with pytest.raises(InputError, match="overwritten"):
        plot.save(tmp_path / "lags.svg")
    assert plot.save(tmp_path / "lags.svg", overwrite=True).read_bytes() == first
    with pytest.raises(InputError, match=r"\.png, \.svg, \.pdf"):
        plot.save(tmp_path / "lags.gif")


def test_it_shows_itself_in_a_notebook(plots: dict[str, Plot]) -> None:
    shown = plots["lags"]._repr_png_()
    assert shown is not None
    png, size = shown
    assert int.from_bytes(png[16:20]) == 2 * size["width"]
    count = len(plots["lags"].data)
    assert repr(plots["lags"]) == f"<Plot lags: {count} marks; .figure, .axes, .data, .save(path)>"


def test_jupyter_shows_the_picture_once(plots: dict[str, Plot]) -> None:
    from IPython.core.formatters import DisplayFormatter

    data, sizes = DisplayFormatter().format(plots["lags"])  # type: ignore[no-untyped-call]
    assert set(data) == {"text/plain", "image/png"} and sizes["image/png"]["width"] == 576


def test_pyplot_is_left_alone(corpus: Corpus, lineage: Lineage) -> None:
    import matplotlib.pyplot as plt

    before = dict(mpl.rcParams)
    for name in ALL:
        drawn(name, corpus, lineage).figure.draw_without_rendering()
    assert plt.get_fignums() == [] and dict(mpl.rcParams) == before


def test_axes_of_the_user(corpus: Corpus, lineage: Lineage) -> None:
    import matplotlib.pyplot as plt

    for name in ALL:
        figure = Figure(figsize=(9, 5), layout="constrained")
        ax = figure.subplots()
        plot = drawn(name, corpus, lineage, ax=ax)
        assert plot.axes is ax and plot.figure is figure
        figure.draw_without_rendering()
    figure, ax = plt.subplots()
    assert lineage.plot.lags(ax=ax)._repr_png_() is None  # pyplot shows it
    plt.close(figure)


def test_the_style_of_the_user_is_kept(lineage: Lineage) -> None:
    with mpl.rc_context({"figure.facecolor": "#101418", "axes.facecolor": "#101418", "text.color": "white"}):
        dark = lineage.plot.coverage()
    light = lineage.plot.coverage()
    assert dark.figure.get_facecolor()[:3] == pytest.approx((16 / 255, 20 / 255, 24 / 255))
    copied = [next(c for c in p.axes.collections if c.get_label() == "copied") for p in (dark, light)]
    brightness = [sum(c.get_facecolor()[0][:3]) for c in copied]
    assert brightness[0] > brightness[1] + 0.5


# Little, much, nothing


@pytest.mark.parametrize("name", ALL)
def test_nothing_to_draw_is_said(name: str) -> None:
    bare = replace(PROVINCE, header=replace(PROVINCE.header, issued=None), citations=())
    for documents in ([], [bare]):
        corpus = Corpus(documents)
        plot = drawn(name, corpus, corpus.derive())
        plot.figure.draw_without_rendering()
        if name != "cascade" or not documents:
            assert plot.data.empty and "Nothing to draw" in texts(plot)
    assert list(plot.data) == list(drawn(name, Corpus(), Corpus().derive()).data)


def test_a_cascade_without_dates_or_links_still_shows_the_documents() -> None:
    undated = [replace(d, header=replace(d.header, issued=None), citations=()) for d in (PROVINCE, CITY)]
    assert "2 of these have no date" in texts(derive(undated).plot.cascade())
    alone = texts(derive([PROVINCE]).plot.cascade())
    assert "No provision was found to be drawn" in alone
    mixed = derive([PROVINCE, undated[1]]).plot.cascade()
    assert "no date" in texts(mixed)
    assert [x.get_text() for x in mixed.axes.get_xticklabels()] == [str(PROVINCE.header.issued)]


def test_what_is_left_out_is_said(corpus: Corpus, lineage: Lineage) -> None:
    assert "3 of 14 documents are drawn" in texts(lineage.plot.cascade(top=3))
    assert "13 provisions, 0 documents" in texts(lineage.plot.coverage(source="meal-lanxi", top=5))
    every = corpus.plot.units(top=10_000).data["unit"].nunique()
    assert f"2 of {every} units" in texts(corpus.plot.units(top=2))
    assert "4 of 14 documents" in texts(corpus.plot.deadlines(top=4))
    many = Corpus(replace(d, doc_id=f"{d.doc_id}-{k}") for k in range(2) for d in corpus)
    assert many.deadlines["doc_id"].nunique() > FEW
    assert many.plot.deadlines().axes.images  # a calendar


# Arguments


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("cascade", {"top": 0}, "at least 1"),
        ("cascade", {"top": True}, "at least 1"),
        ("cascade", {"names": "titel"}, "'title', 'id'; did you mean 'title'"),
        ("cascade", {"time": "log"}, "'calendar', 'order'"),
        ("coverage", {"source": "meal-lanxy"}, "did you mean 'meal-lanxi'"),
        ("lags", {"scale": "sqrt"}, "'linear', 'log'"),
        ("lags", {"ax": "here"}, "expected a Matplotlib Axes"),
        ("slogans", {"wording": "一老一当"}, "did you mean '一老一档'"),
        ("units", {"by": "role"}, "'body', 'name', 'body_level', 'body_kind'"),
        ("deadlines", {"kind": "gantt"}, "'timeline', 'calendar'"),
    ],
)
def test_wrong_arguments_are_told(
    name: str, options: dict[str, Any], message: str, corpus: Corpus, lineage: Lineage
) -> None:
    with pytest.raises(InputError, match=message):
        drawn(name, corpus, lineage, **options)


def test_one_axes_has_room_for_one_slogan(corpus: Corpus) -> None:
    ax = Figure().subplots()
    with pytest.raises(InputError, match="room for one slogan"):
        corpus.plot.slogans(ax=ax, wording=["一老一档", "最后一公里"])


@pytest.mark.parametrize("name", ALL)
def test_without_matplotlib_the_error_names_the_extra(
    name: str, corpus: Corpus, lineage: Lineage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(module: str, *rest: Any, **more: Any) -> Any:
        if module.startswith("matplotlib"):
            raise ImportError(module)
        return real(module, *rest, **more)

    for module in [m for m in sys.modules if m.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingDependencyError, match=r"policytext\[plots\]"):
        drawn(name, corpus, lineage)


# Labels


def test_labels_fit_their_room() -> None:
    long = "关于印发《" + "云川省社区老年助餐服务" * 20 + "》的通知"
    assert columns(shortened(long, 30)) <= 30
    assert all(columns(line) <= 20 for line in wrapped(long, 20).splitlines())
    assert wrapped(long, 20).replace("\n", "") == long
    assert columns(named(replace(PROVINCE, header=replace(PROVINCE.header, title=None)))) <= columns("province") + 20
