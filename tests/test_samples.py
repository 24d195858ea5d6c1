"""Samples for coders, what their decisions say, and how far two of them agree."""

import pandas as pd
import pytest

import policytext as pt
from policytext.errors import InputError
from policytext.lineage import LINK_COLUMNS
from policytext.reliability import AGREEMENT_COLUMNS, alpha
from policytext.samples import PRECISION_COLUMNS, SAMPLE_COLUMNS

TABLE = pd.DataFrame({"doc_id": list("abcdefghij"), "start": range(10), "kind": ["x"] * 8 + ["y", None]})


@pytest.fixture(scope="module")
def lineage(demo):
    return pt.read(demo).derive()


def test_a_sample_is_the_same_again_and_another_with_another_seed():
    assert pt.sample(TABLE, 4).equals(pt.sample(TABLE, 4))
    assert not pt.sample(TABLE, 4).equals(pt.sample(TABLE, 4, seed=1))
    assert len(pt.sample(TABLE, 400)) == 10


def test_no_strata_may_be_said_too(lineage):
    pd.testing.assert_frame_equal(pt.sample(lineage.links, 5, by=None), pt.sample(lineage.links, 5, by=()))
    pd.testing.assert_frame_equal(lineage.sample(5, by=None), lineage.sample(5))


def test_strata_give_equally_many_rows_and_say_what_each_stands_for():
    drawn = pt.sample(TABLE, 6, by="kind")
    assert list(drawn)[:5] == list(SAMPLE_COLUMNS)
    assert drawn["stratum"].value_counts().to_dict() == {"x": 4, "y": 1, "–": 1}
    assert drawn["weight"].sum() == len(TABLE)
    assert {k: str(t) for k, t in drawn.dtypes.items() if k in SAMPLE_COLUMNS} == {
        k: c.dtype for k, c in SAMPLE_COLUMNS.items()
    }


def test_links_are_drawn_by_bands_of_their_score(lineage):
    drawn = lineage.sample(20, by=["path", "score"])
    assert set(drawn["kind"]) == {"link"}
    assert drawn["stratum"].str.contains("0.8–1.0").any()
    assert drawn["weight"].sum() == pytest.approx(len(lineage.links.dropna(subset="source_start")))


def test_precision_is_weighted():
    drawn = pt.sample(TABLE, 6, by="kind")
    drawn["decision"] = ["no" if s == "x" else "是" for s in drawn["stratum"]]
    found = pt.precision(drawn).set_index("stratum")
    assert list(found.reset_index()[list(PRECISION_COLUMNS)]) == list(PRECISION_COLUMNS)
    assert found["precision"].to_dict() == {"all": pytest.approx(0.2), "x": 0.0, "y": 1.0, "–": 1.0}
    assert found.loc["y", ["low", "high"]].tolist() == [1.0, 1.0]
    assert found.loc["all", "low"] < 0.2 < found.loc["all", "high"]


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    truth = pd.DataFrame(
        {"doc_id": range(600), "kind": ["a"] * 500 + ["b"] * 100, "right": [True] * 450 + [False] * 150}
    )
    held = 0
    for seed in range(200):
        drawn = pt.sample(truth, 60, by="kind", seed=seed)
        drawn["decision"] = drawn["right"].map({True: "yes", False: "no"})
        low, high = pt.precision(drawn).loc[0, ["low", "high"]]
        held += low <= 0.75 <= high
    assert held >= 188


def test_a_relation_says_that_the_link_is_right(lineage):
    drawn = lineage.sample(3, seed=2).assign(relation=["adapted"] * 3, decision=["adapted", "照搬", "no"])
    found = pt.precision(drawn).set_index("measure")["right"]
    assert found.to_dict() == {"precision": 2, "relation": 1}


def test_decisions_come_back_from_files_and_go_into_the_lineage(lineage, tmp_path):
    drawn = lineage.sample(10, by="relation", seed=1)
    drawn["decision"] = ["yes", "no"] * 5
    drawn.to_csv(tmp_path / "a.csv", index=False, encoding="utf-8-sig")
    assert pt.precision(tmp_path / "a.csv").equals(pt.precision(drawn))
    assert len(lineage.apply(drawn).links) == len(lineage.links) - 5
    other = drawn.iloc[::-1].assign(decision="yes")
    assert pt.agreement(tmp_path / "a.csv", other).loc[0, ["units", "agreement"]].tolist() == [10, 0.5]


def test_two_codings_of_texts(demo):
    coded = pt.Corpus.load(demo)
    found = pt.agreement(demo, coded).set_index("measure")
    assert set(found["agreement"]) == {1.0}
    assert {"label", "task", "modality", "role", "citation relation", "slogan kind"} == set(found.index)
    other = pt.agreement(coded, pt.read(demo)).set_index("measure")
    assert 0.9 < other.loc["label", "kappa"] < other.loc["label", "agreement"] < 1
    assert list(other.reset_index()) == list(AGREEMENT_COLUMNS)


def test_two_codings_of_links(demo, tmp_path):
    pairs = demo.parent / "pairs" / "articles"
    for file in pairs.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    rows = (tmp_path / "links.csv").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "links.csv").write_text("".join(rows[:-2]), "utf-8")
    found = pt.agreement(pairs, tmp_path).set_index("measure")
    assert found.loc["link relation", ["units", "agreement"]].tolist() == [18, 1.0]
    assert 0.8 < found.loc["link", "alpha"] < 1


def test_links_of_a_lineage_are_evaluated(demo, lineage):
    assert pt.evaluate_links(demo, lineage=lineage).equals(pt.evaluate_links(demo))
    strict = pt.evaluate_links(demo, lineage=pt.read(demo).derive(threshold=0.8))
    assert strict.loc[0, "wrong"] < pt.evaluate_links(demo).loc[0, "wrong"]
    with pytest.raises(InputError, match="none of the documents"):
        pt.evaluate_links(demo, lineage=pt.Corpus([pt.parse("各镇要建立台账。")]).derive())


def test_alpha_as_krippendorff_computes_it():
    meg, owen = "0100000010", "1110010000"
    assert alpha(list(zip(meg, owen, strict=True))) == pytest.approx(0.095, abs=0.001)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: pt.sample(TABLE, 2, by="kind"), "3 strata"),
        (lambda: pt.sample(TABLE, 2, by="nothing"), "there are doc_id"),
        (lambda: pt.sample(TABLE.assign(x=1.5), 2, by="x"), "make bands"),
        (lambda: pt.sample([1], 2), "a list of 1"),
        (lambda: pt.precision(pt.sample(TABLE, 2)), "nothing was decided"),
        (lambda: pt.precision(TABLE), "lack the columns"),
        (lambda: pt.precision(pt.sample(TABLE, 2).assign(decision="perhaps")), "not known"),
        (lambda: pt.precision(pt.sample(TABLE, 2).assign(decision="yes", stratum_rows="")), "as sample"),
        (lambda: pt.agreement(TABLE, pt.Corpus()), "two tables or two codings"),
        (lambda: pt.agreement([pt.parse("一")], [pt.parse("二")]), "different texts"),
        (lambda: pt.agreement([pt.parse("一")], []), "nothing in common"),
        (lambda: pt.agreement(*[pd.DataFrame({"decision": ["yes"]})] * 2), "columns of places"),
    ],
)
def test_what_cannot_be_is_told(call, words):
    with pytest.raises(InputError, match=words):
        call()


def test_columns_of_a_sample_are_those_of_review(lineage):
    assert set(LINK_COLUMNS) - {"evidence", "features"} <= set(lineage.sample(1))
