"""Collocations: counts by hand, measures as SciPy has them, windows, stop words, groups."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

import policytext as pt
from policytext.corpus import Corpus
from policytext.errors import InputError
from policytext.words import COLLOCATION_COLUMNS, collocations
from policytext.words.collocations import association

TEXT = """一、任务
各镇要开展隐患排查。
县民政局要加强隐患排查。
各村要公开收费标准，排查收费隐患。
各村要公开收费标准。"""


@pytest.fixture(scope="module")
def doc() -> pt.Document:
    return pt.parse(TEXT, doc_id="a")


@pytest.fixture(scope="module")
def corpus(demo) -> Corpus:
    return pt.read(demo)


def row(table: pd.DataFrame, *pair: str) -> pd.Series:
    found = table[[set(pair) == {x, y} for x, y in zip(table["word"], table["collocate"], strict=True)]]
    assert len(found) == 1, pair
    return found.iloc[0]


def test_text_units_that_hold_both_words_are_counted(doc) -> None:
    table = collocations([doc], by="doc_id", at_least=1)
    pair = row(table, "隐患", "排查")
    assert (pair["count"], pair["word_count"], pair["collocate_count"], pair["documents"]) == (3, 3, 3, 1)
    assert pair["expected"] == pytest.approx(3 * 3 / len(doc.tasks))
    assert row(table, "收费", "隐患")["count"] == 1
    assert (table["word_count"] >= table["collocate_count"]).all()


def test_a_window_counts_what_stands_behind(doc) -> None:
    near = collocations([doc], by="doc_id", at_least=1, window=1)
    pairs = dict(zip(zip(near["word"], near["collocate"], strict=True), near["count"], strict=True))
    assert pairs["隐患", "排查"] == 2
    assert pairs["收费", "标准"] == 2
    assert ("排查", "隐患") not in pairs
    wide = collocations([doc], by="doc_id", at_least=1, window=3)
    assert row(wide[wide["word"] == "排查"], "排查", "隐患")["count"] == 1
    assert (wide["word"] != wide["collocate"]).all()


def test_measures_are_those_of_a_two_by_two_table() -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        a, b, c, d = (int(n) for n in rng.integers(1, 40, 4))
        expected, g2, dice, pmi = (
            float(v[0]) for v in association(np.array([a]), np.array([a + b]), np.array([a + c]), a + b + c + d)
        )
        if b + d and c + d:
            known = chi2_contingency([[a, b], [c, d]], correction=False, lambda_="log-likelihood")
            assert abs(g2) == pytest.approx(known.statistic, abs=1e-9)
            assert expected == pytest.approx(known.expected_freq[0, 0])
        assert math.copysign(1, g2) == (1 if a >= expected else -1)
        assert dice == pytest.approx(14 + math.log2(2 * a / (2 * a + b + c)))
        assert pmi == pytest.approx(math.log2(a / expected))


def test_counts_agree_with_a_slow_count(corpus: Corpus) -> None:
    from policytext.words.collocations import stop_list
    from policytext.words.cutting import Cutter

    docs = [d for d in corpus if d.header.level == "county"]
    cutter = Cutter(list(corpus))
    stopped = stop_list(None, cutter.kinds)
    units = [set(u) - stopped for d in docs for u in cutter.units(d, frozenset({"task"}))]
    table = collocations(corpus, at_least=4)
    county = table[table["group"] == "county"]
    assert not county.empty
    for _, found in county.iterrows():
        assert found["count"] == sum({found["word"], found["collocate"]} <= u for u in units)
        assert found["word_count"] == sum(found["word"] in u for u in units)
    every = {w for u in units for w in u}
    pairs = {(x, y) for u in units for x in u for y in u if x < y}
    often = sum(sum({x, y} <= u for u in units) >= 4 for x, y in pairs)
    assert every
    assert often == len(county)


@pytest.mark.parametrize("measure", ["g2", "log_dice", "pmi"])
def test_the_strongest_come_first(corpus: Corpus, measure) -> None:
    table = collocations(corpus, measure=measure)
    assert table["group"].dropna().unique().tolist() == sorted(table["group"].dropna().unique())
    for _, group in table.groupby("group"):
        assert group[measure].is_monotonic_decreasing
        assert group["count"].ge(3).all()
    pd.testing.assert_frame_equal(table, corpus.collocations(by="level", measure=measure))


def test_stop_words(doc) -> None:
    def held(**options: object) -> set[str]:
        table = collocations([doc], by="doc_id", at_least=1, **options)
        return set(table["word"]) | set(table["collocate"])

    assert "要" not in held()
    assert "要" in held(stop_words=())
    assert "隐患" not in held(stop_words=["隐患", "县民政局"])
    assert "县民政局" in held(stop_words=["隐患", "县民政局"])


def test_kinds_of_text_units(doc) -> None:
    assert collocations([doc], by="doc_id", kinds=("principle",), at_least=1).empty
    assert len(collocations([doc], by="doc_id", kinds=None, at_least=1))


@pytest.mark.parametrize("window", [None, 5])
@pytest.mark.parametrize("text", [None, "", "一、任务\n各镇要排查。"])
def test_columns_are_fixed_also_without_pairs(window, text) -> None:
    table = collocations([] if text is None else [pt.parse(text)], by="doc_id", window=window)
    assert {name: str(t) for name, t in table.dtypes.items()} == {k: c.dtype for k, c in COLLOCATION_COLUMNS.items()}
    assert table.empty


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"window": 0}, "window is 0"),
        ({"window": True}, "window is True"),
        ({"at_least": 0}, "at_least is 0"),
        ({"measure": "t"}, "g2, log_dice, pmi"),
        ({"stop_words": "的"}, "a list of words"),
        ({"by": "colour"}, "doc_id, year"),
    ],
)
def test_what_cannot_be_used_says_what_can(doc, options, says) -> None:
    with pytest.raises(InputError, match=says):
        collocations([doc], **options)
