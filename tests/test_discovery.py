"""Candidates for the lexicon of slogans."""

import datetime as dt

from policytext import Corpus, parse
from policytext.reading.lexicon import Entry, Lexicon

SHARED = "坚持餐桌连着民心，让幸福味道更浓。"


def corpus() -> Corpus:
    texts = [
        f"云川省民政厅关于第{k}批社区食堂的意见\n各市民政局：\n一、基本原则\n{SHARED}\n二、工作措施\n各镇要建立助餐点台账。\n云川省民政厅\n202{k}年5月8日"
        for k in (3, 1, 2)
    ]
    return Corpus([parse(t, doc_id=f"d{k}") for k, t in enumerate(texts)])


def test_what_recurs_is_proposed_with_counts_and_first_date() -> None:
    found = corpus().slogan_candidates().set_index("phrase")
    row = found.loc["让幸福味道更浓"]
    assert (row["count"], row["documents"], row["first"].date(), row["doc_id"]) == (3, 3, dt.date(2021, 5, 8), "d1")


def test_what_directs_is_none_and_few_documents_are_not_enough() -> None:
    found = set(corpus().slogan_candidates()["phrase"])
    assert not [p for p in found if "台账" in p]
    assert len(corpus().slogan_candidates(at_least=4)) == 0


def test_known_phrases_are_not_proposed_again() -> None:
    own = Lexicon("own", (Entry(id="1", name="让幸福味道更浓"),))
    assert "让幸福味道更浓" not in set(corpus().slogan_candidates(lexicons=[own])["phrase"])


def test_what_a_mark_cuts_out_of_a_phrase_is_not_proposed() -> None:
    said = "统筹推进“五位一体”总体布局和协调推进“四个全面”战略布局，落实省委十一次全会和二次、三次全会精神，让幸福味道更浓。"
    texts = [f"云川省民政厅关于第{k}批社区食堂的意见\n一、基本原则\n{said}" for k in range(3)]
    found = Corpus([parse(t, doc_id=f"d{k}") for k, t in enumerate(texts)]).slogan_candidates()
    assert list(found["phrase"]) == ["让幸福味道更浓"]


def test_names_and_times_are_not_proposed() -> None:
    said = "暑期用餐高峰期间，农业农村、交通运输、工业和信息化等部门配合，让幸福味道更浓。"
    texts = [f"云川省民政厅关于第{k}批社区食堂的意见\n一、基本原则\n{said}" for k in range(3)]
    found = Corpus([parse(t, doc_id=f"d{k}") for k, t in enumerate(texts)]).slogan_candidates()
    assert list(found["phrase"]) == ["让幸福味道更浓"]
