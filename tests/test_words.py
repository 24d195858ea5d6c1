"""Words: counts add up, keyness is Dunning's, units and slogans stay whole, jieba's own tokenizer is left alone."""

import math
from collections import Counter

import jieba
import pandas as pd
import pytest

import policytext as pt
from policytext.errors import InputError
from policytext.words import WORD_COLUMNS, words

A = "一、任务\n各乡镇要建设助餐点，推进“银龄暖餐三步走”。县民政局要加强助餐点检查。"
B = "一、任务\n各学校要加强垃圾分类，推进垃圾分类检查。"


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return words([pt.parse(A, doc_id="a"), pt.parse(B, doc_id="b")], by="doc_id", stop_words=())


def row(table: pd.DataFrame, group: str, word: str) -> pd.Series:
    return table[(table["group"] == group) & (table["word"] == word)].iloc[0]


def test_counts_add_up(table: pd.DataFrame) -> None:
    in_a, in_b = row(table, "a", "加强"), row(table, "b", "加强")
    assert (in_a["count"], in_a["rest_count"]) == (1, 1) == (in_b["count"], in_b["rest_count"])
    assert row(table, "b", "垃圾")["count"] == 2
    sizes = table.groupby("group")["count"].sum()
    assert in_a["per_million"] == pytest.approx(1e6 / sizes["a"])


def test_keyness_is_the_log_likelihood_ratio(table: pd.DataFrame) -> None:
    sizes = table.groupby("group")["count"].sum()
    c, d = sizes["b"], sizes["a"]
    key = row(table, "b", "垃圾")
    assert key["g2"] == pytest.approx(2 * 2 * math.log(2 / (2 * c / (c + d))))
    assert key["log_ratio"] == pytest.approx(math.log2((2 / c) / (0.5 / d)))


def test_units_and_slogans_are_one_word(table: pd.DataFrame) -> None:
    kinds = dict(zip(table["word"], table["kind"], strict=True))
    assert kinds["县民政局"] == "unit"
    assert all(len(word) > 1 for word, kind in kinds.items() if kind != "word")


def test_a_unit_is_a_name_and_no_part_of_one() -> None:
    text = "一、任务\n财政、教育部门要加强教育。由县民政局负责登记。"
    kinds = words([pt.parse(text)], by="doc_id").set_index("word")["kind"]
    assert kinds[["教育", "教育部门", "县民政局"]].tolist() == ["word", "unit", "unit"]
    traditional = pt.parse("一、工作任務\n縣教育局要開展檢查，建立臺賬。")
    assert words([traditional], by="doc_id").set_index("word")["kind"]["縣教育局"] == "unit"


def test_function_words_have_no_row_and_count_all_the_same(table: pd.DataFrame) -> None:
    docs = [pt.parse(A, doc_id="a"), pt.parse(B, doc_id="b")]
    kept = words(docs, by="doc_id")
    assert "要" in set(table["word"]) - set(kept["word"])
    pd.testing.assert_frame_equal(kept, table[table["word"].isin(kept["word"])].reset_index(drop=True))
    assert {"垃圾", "县民政局"} & set(words(docs, by="doc_id", stop_words=["垃圾", "县民政局"])["word"]) == {"县民政局"}
    with pytest.raises(InputError, match="a list of words"):
        words(docs, by="doc_id", stop_words="的")


def test_numbers_and_punctuation_are_no_words(table: pd.DataFrame) -> None:
    assert not table["word"].str.fullmatch(r"[\W\d_]+").any()


def test_the_order_is_that_of_keyness_and_always_the_same(table: pd.DataFrame) -> None:
    again = words([pt.parse(A, doc_id="a"), pt.parse(B, doc_id="b")], by="doc_id", stop_words=())
    pd.testing.assert_frame_equal(table, again)
    assert table[table["group"] == "a"]["g2"].is_monotonic_decreasing


def test_only_text_units_of_some_labels() -> None:
    assert "任务" not in set(words([pt.parse(A)], by="doc_id", kinds=("task",))["word"])


def test_one_group_has_nothing_to_be_compared_with() -> None:
    alone = words([pt.parse(A)], by="doc_id")
    assert alone["g2"].isna().all()
    assert alone["count"].gt(0).all()


def test_columns_are_fixed_also_without_documents() -> None:
    empty = words([])
    assert list(empty.columns) == list(WORD_COLUMNS)
    assert {name: str(t) for name, t in empty.dtypes.items()} == {k: c.dtype for k, c in WORD_COLUMNS.items()}


def test_an_unknown_group_says_what_there_is() -> None:
    with pytest.raises(InputError, match="doc_id, year"):
        words([pt.parse(A)], by="colour")


def test_the_tokenizer_of_jieba_is_left_alone(table: pd.DataFrame, capfd) -> None:
    words([pt.parse(A)], by="doc_id")
    assert capfd.readouterr() == ("", "")
    assert "县民政局" not in jieba.lcut("县民政局")


def test_counting_sums_once_for_a_group(monkeypatch):
    asked, total = [], Counter.total
    monkeypatch.setattr(Counter, "total", lambda self: asked.append(1) or total(self))
    table = words([pt.parse("一、任务\n各镇要开展排查，公开收费标准。", doc_id=k) for k in "abc"], by="doc_id")
    assert len(asked) < 8 < len(table)
