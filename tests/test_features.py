"""scikit-learn: documents and provisions as features, in pipelines, searches and tables."""

import pickle

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import estimator_checks as checks

import policytext as pt
from policytext.corpus import Corpus
from policytext.errors import InputError
from policytext.features.finds import COUNTED, SHARES
from policytext.parser import Parser

TEXT = """一、任务
各镇要于2024年6月底前建成助餐点2个以上，推进“一点一品”。（责任单位：县民政局）
严禁虚报数据。
鼓励社会力量参与。"""


@pytest.fixture(scope="module")
def corpus(demo) -> Corpus:
    return pt.read(demo)


@pytest.fixture(scope="module")
def provisions(corpus: Corpus) -> list[tuple[pt.Document, object]]:
    return [(doc, p) for doc in corpus for p in doc.provisions]


def named(features: pt.Features, given: object) -> pd.DataFrame:
    return pd.DataFrame(features.fit_transform(given), columns=features.get_feature_names_out())


def test_finds_are_counted_and_rated() -> None:
    row = named(pt.Features(values="both"), [TEXT]).iloc[0]
    doc = pt.parse(TEXT)
    characters = sum(not c.isspace() for c in TEXT)
    assert row["characters"] == characters
    assert (row["tasks_require"], row["tasks_prohibit"], row["tasks_encourage"]) == (1, 1, 1)
    assert row["units_responsible"] == sum(a.role == "responsible" for a in doc.assignments) > 0
    assert (row["deadlines_by"], row["targets"], row["slogans_quoted"] + row["slogans_numeric"]) == (1, 1, 1)
    for name in COUNTED:
        assert row[f"{name}_per_1000"] == pytest.approx(row[name] * 1000 / characters)
    assert row["tasks_with_deadline"] == row["tasks_with_target"] == pytest.approx(1 / 3)
    assert row["specificity"] == pytest.approx(np.mean([row[name] for name in SHARES[:3]]))


def test_counts_are_those_of_the_tables(corpus: Corpus) -> None:
    table = named(pt.Features(values="counts"), corpus)
    held = corpus.documents
    for kind in ("tasks", "units", "deadlines", "targets", "slogans", "citations"):
        counted = table[[c for c in table if c.startswith(kind) and c in COUNTED]].sum(axis=1)
        column = {"units": "n_assignments"}.get(kind, f"n_{kind}")
        assert counted.tolist() == held[column].tolist(), kind


def test_provisions_have_what_their_document_gives_them(corpus: Corpus, provisions) -> None:
    table = named(pt.Features(values="counts"), provisions)
    documents = named(pt.Features(values="counts"), corpus)
    assert table["tasks_require"].sum() == documents["tasks_require"].sum()
    alone = named(pt.Features(values="counts"), [p.text for _, p in provisions])
    assert table["tasks_with_unit"].sum() > alone["tasks_with_unit"].sum()


@pytest.mark.parametrize("kinds", ["finds", "wording", "themes", ("finds", "wording", "themes")])
def test_every_form_of_input_gives_the_same(corpus: Corpus, kinds) -> None:
    texts = [d.text for d in corpus]
    features = pt.Features(kinds=kinds, sparse_output=False).fit(corpus)
    expected = features.transform(corpus)
    assert expected.shape == (len(corpus), len(features.get_feature_names_out()))
    assert np.isfinite(expected).all()
    for given in (list(corpus), texts, pd.Series(texts), np.array(texts, dtype=object), np.array([[t] for t in texts]),
                  pd.DataFrame({"text": texts, "other": 1}), pd.DataFrame({"body": texts})):  # fmt: skip
        np.testing.assert_allclose(features.transform(given), expected)
        np.testing.assert_allclose(clone(features).fit_transform(given), expected)


def test_wording_is_sparse_and_of_length_one(corpus: Corpus) -> None:
    features = pt.Features(kinds="wording", sizes=(2, 3))
    rows = features.fit_transform(corpus)
    assert sp.issparse(rows)
    np.testing.assert_allclose(np.sqrt(rows.multiply(rows).sum(axis=1)), 1)
    names = features.get_feature_names_out()
    assert len(set(names)) == len(names) == rows.shape[1]
    assert {len(n.removeprefix("gram_")) for n in names} == {2, 3}
    at = list(names).index("gram_助餐")
    assert [bool(v) for v in rows[:, [at]].toarray()] == ["助餐" in d.text for d in corpus]
    assert sp.issparse(pt.Features(kinds=("finds", "wording")).fit_transform(corpus))
    assert not sp.issparse(pt.Features(kinds=("finds", "themes")).fit_transform(corpus))


def test_shared_wording_counts_less_and_set_phrases_nothing(corpus: Corpus) -> None:
    weighed, plain = (pt.Features(kinds="wording", background=b).fit(corpus).vocabulary_ for b in (True, False))
    names = weighed.names()
    assert names == plain.names()
    public, own = names.index("gram_工作"), names.index("gram_助餐")
    assert weighed.weights[public] / weighed.weights[own] < plain.weights[public] / plain.weights[own]
    phrase = [pt.parse(f"一、任务\n各镇要推进“溪畔暖餐铃”建设{n}。") for n in "甲乙"]
    assert not any("畔" in name for name in pt.Features(kinds="wording").fit(phrase).get_feature_names_out())


def test_words_of_few_texts_and_the_most_widespread(corpus: Corpus) -> None:
    every = pt.Features(kinds="wording", min_documents=1).fit(corpus).get_feature_names_out()
    few = pt.Features(kinds="wording", max_features=50).fit(corpus).get_feature_names_out()
    assert len(few) == 50
    assert set(few) < set(every)


def test_what_fit_did_not_see_changes_no_column(corpus: Corpus) -> None:
    features = pt.Features(kinds="wording").fit(list(corpus)[:5])
    rows = features.transform(["全新的内容。", "", corpus["meal-centre"]])
    assert rows.shape == (3, len(features.get_feature_names_out()))
    assert not rows[1].nnz


@pytest.mark.parametrize("kinds", ["finds", "wording", "themes", ("wording", "finds")])
def test_no_text_at_all(kinds) -> None:
    features = pt.Features(kinds=kinds).fit([])
    assert features.transform([]).shape == (0, len(features.get_feature_names_out()))
    assert np.isfinite(pt.Features(kinds=kinds, sparse_output=False).fit_transform(["", "。\n"])).all()


def test_tables_of_pandas(corpus: Corpus) -> None:
    table = corpus.provisions.head(8).set_index("provision_id")
    features = pt.Features(kinds=("finds", "wording"), sparse_output=False).set_output(transform="pandas")
    out = features.fit_transform(table)
    assert out.index.equals(table.index)
    assert list(out) == list(features.get_feature_names_out())
    with pytest.raises(ValueError, match="sparse"):
        pt.Features(kinds="wording").set_output(transform="pandas").fit_transform(table)


def test_in_a_pipeline_a_column_transformer_and_a_search(corpus: Corpus) -> None:
    table = corpus.documents.assign(text=[d.text for d in corpus])
    meal = table["doc_id"].str.startswith("meal")
    columns = ColumnTransformer(
        [
            ("finds", pt.Features(), "text"),
            ("wording", pt.Features(kinds="wording"), ["text"]),
            ("size", StandardScaler(), ["characters"]),
        ]
    )
    joined = columns.fit(table)
    assert "wording__gram_助餐" in joined.get_feature_names_out()
    assert joined.transform(table).shape[1] == len(joined.get_feature_names_out())
    pipeline = make_pipeline(pt.Features(kinds="wording"), LogisticRegression(C=100))
    search = GridSearchCV(pipeline, {"features__sizes": [(2,), (2, 3)], "features__background": [True, False]}, cv=2)
    search.fit(list(corpus), meal)
    assert search.best_score_ > 0.9
    assert search.predict(["各镇要建设助餐点，方便老年人就餐。", "各街道要开展垃圾分类投放。"]).tolist() == [
        True,
        False,
    ]


def test_a_copy_and_a_stored_one_give_the_same(corpus: Corpus) -> None:
    features = pt.Features(kinds=("finds", "wording"), parser=Parser())
    rows = features.fit_transform(corpus)
    again = pickle.loads(pickle.dumps(features)).transform(corpus)
    assert (rows != again).nnz == 0
    assert clone(features).get_params().keys() == features.get_params().keys()


CHECKS = [
    "check_estimator_cloneable", "check_estimator_tags_renamed", "check_valid_tag_types", "check_estimator_repr",
    "check_no_attributes_set_in_init", "check_do_not_raise_errors_in_init_or_set_params", "check_mixin_order",
    "check_get_params_invariance", "check_set_params", "check_parameters_default_constructible",
]  # fmt: skip
"""Those of scikit-learn's checks that need no numbers as input (the others fit random numbers, or pass by what takes none)."""


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("kinds", ["finds", "wording"])
def test_checks_of_scikit_learn(name: str, kinds) -> None:
    if not hasattr(checks, name):
        pytest.skip("scikit-learn before 1.6 has no such check")
    getattr(checks, name)("Features", pt.Features(kinds=kinds))


@pytest.mark.skipif(
    not hasattr(checks, "check_valid_tag_types"), reason="scikit-learn before 1.6 reads no tags of ours"
)
def test_check_estimator_knows_that_it_takes_texts() -> None:
    with pytest.warns(Warning, match="Can't test estimator Features"):
        checks.check_estimator(pt.Features())


def test_dont_touch_what_was_given(corpus: Corpus) -> None:
    """What scikit-learn checks with numbers: parameters unchanged by fit, input unchanged, fit returns self."""
    features, texts = pt.Features(kinds="wording"), [d.text for d in corpus]
    before = features.get_params()
    assert features.fit(texts, y=[0] * len(texts)) is features
    assert features.get_params() == before
    assert texts == [d.text for d in corpus]
    assert features.fit(texts[:3]).transform(texts).shape[0] == len(texts)


@pytest.mark.parametrize(
    ("features", "given", "says"),
    [
        (pt.Features(kinds="words"), [TEXT], "finds, wording, themes"),
        (pt.Features(kinds=()), [TEXT], "finds, wording, themes"),
        (pt.Features(values="rate"), [TEXT], "rates, counts, both"),
        (pt.Features(sizes=(5,)), [TEXT], "from 1 to 4"),
        (pt.Features(sizes=2), [TEXT], "from 1 to 4"),
        (pt.Features(min_documents=0), [TEXT], "min_documents is 0"),
        (pt.Features(max_features=True), [TEXT], "max_features is True"),
        (pt.Features(), TEXT, "a list of texts"),
        (pt.Features(), 5, "a list of texts"),
        (pt.Features(), [1.5], "holds float"),
        (pt.Features(), pd.DataFrame({"words": ["a"], "n": [1]}), "no column 'text'"),
        (pt.Features(), [(pt.parse(TEXT), TEXT)], "pairs"),
    ],
)
def test_what_cannot_be_used_says_what_can(features, given, says) -> None:
    with pytest.raises(InputError, match=says):
        features.fit(given)


def test_transform_before_fit() -> None:
    with pytest.raises(NotFittedError):
        pt.Features().transform([TEXT])
    with pytest.raises(NotFittedError):
        pt.Features().get_feature_names_out()
