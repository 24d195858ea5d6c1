"""Scores: identical to the scoring tool of the codebook, and right on cases that one can count by hand."""

import importlib.util
from dataclasses import replace

import pytest
from sample import document

from policytext import annotation
from policytext.corpus import Corpus
from policytext.errors import SourceNotFoundError
from policytext.evaluation import confusions, evaluate, score


def rates(table):
    table = table.astype(object).where(table.notna(), None)
    return {r.measure: (r.precision, r.recall, r.f1) for r in table.itertuples()}


def test_a_perfect_reading():
    table = evaluate([document()], predicted=[document()])
    assert set(table["f1"].drop(table.index[table["gold"] == 0])) <= {0.0, 1.0}
    assert rates(table)["unit+role"] == (1, 1, 1)
    assert rates(table)["label(accuracy)"] == (1, 1, 1)


def test_a_document_that_was_not_read_counts():
    table = rates(evaluate([document()], predicted=[]))
    assert table["label(accuracy)"] == (0, 0, 0)
    assert table["unit"] == (None, 0, 0), "of nothing found there is no share"


def test_half_of_the_units():
    some = replace(document(), assignments=document().assignments[:1])
    assert rates(evaluate([document()], predicted=[some]))["unit"] == pytest.approx((1, 1 / 3, 1 / 2))


def test_by_document_and_together():
    docs = [document("a"), document("b")]
    empty = replace(
        docs[1], sentences=(), sections=(), **dict.fromkeys(("tasks", "assignments", "deadlines", "targets"), ())
    )
    table = evaluate(docs, predicted=[docs[0], empty], by_document=True)
    assert table.columns[0] == "doc_id"
    assert table.groupby("doc_id")["f1"].max().tolist() == [1, 1]
    both = rates(evaluate(docs, predicted=[docs[0], empty]))
    assert both["label:task"] == pytest.approx((1, 1 / 2, 2 / 3))


def test_confusions():
    doc = document()
    wrong = replace(doc, sentences=(*doc.sentences[:2], replace(doc.sentences[2], label="goal"), doc.sentences[3]))
    assert confusions([doc], predicted=[wrong]).values.tolist() == [["task", "goal", 1]]


def test_folders(demo):
    together = evaluate(demo, predicted=Corpus.load(demo))
    assert rates(together)["label(accuracy)"] == (1, 1, 1)
    assert evaluate(demo)["measure"].tolist() == together["measure"].tolist()
    with pytest.raises(SourceNotFoundError):
        evaluate(demo / "absent")


@pytest.mark.real
def test_the_numbers_are_those_of_the_shared_tool(shared):
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    for folder in ("seeds", "real", "wrapped"):
        coded = shared / "corpora" / "coded" / folder
        gold = tool.load(coded)
        predicted = {d.doc_id: annotation.to_annotation(d) for d in Corpus.read(coded)}
        want, confusion = tool.score(gold, predicted)
        got = score((g, predicted[k]) for k, g in gold.items())
        assert {m: [t.hit, t.gold, t.predicted] for m, t in got.tallies.items()} == want
        assert got.confusion == confusion
        rows = {row[0]: row[1:4] for row in got.rows()}
        assert rows.pop("modality(macro)")[2] == tool.f1(want, "modality(macro)")
        told = {m: tuple(x or 0.0 for x in row) for m, row in rows.items()}  # where we give none, the tool says 0
        assert told == {m: tool.rates(t) for m, t in want.items()}
