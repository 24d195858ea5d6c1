"""Tables: fixed columns and dtypes, ids that join, what was inherited, what was left undecided."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from sample import LIST_AT, TASK_AT, TITLE, document

import policytext as pt
from policytext.errors import InputError
from policytext.model import Document, Header, Problem
from policytext.tables import TABLES, table


@pytest.mark.parametrize("name", TABLES)
def test_columns_and_dtypes_are_the_same_when_empty(name):
    full, bare, empty = table([document()], name), table([Document(doc_id="x", text="")], name), table([], name)
    schema = TABLES[name][0]
    assert list(full.columns) == list(schema)
    assert len(full) > 0
    assert len(empty) == 0
    assert full.dtypes.equals(empty.dtypes)
    assert full.dtypes.equals(bare.dtypes)
    assert all(full[c].dtype == column.dtype for c, column in schema.items())


@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_a_chinese_label_of_its_own(name):
    schema = TABLES[name][0]
    labels = list(table([], name, labels="zh").columns)
    assert labels == [c.zh for c in schema.values()]
    assert len(set(labels)) == len(labels)
    assert all(c.meaning for c in schema.values())


@pytest.mark.parametrize("name", TABLES)
def test_offsets_give_the_text(name):
    doc = document()
    rows = table([doc], name)
    if {"start", "end", "text"} <= set(rows.columns):
        for start, end, text in rows[["start", "end", "text"]].itertuples(index=False):
            assert doc.text[start:end] == text


def test_ids_come_from_the_place_and_join_the_tables():
    tasks, assignments = table([document()], "tasks"), table([document()], "assignments")
    assert tasks["task_id"].tolist() == [f"sample/task@{TASK_AT}"]
    assert assignments["task_id"].unique().tolist() == tasks["task_id"].tolist()
    at = LIST_AT + len("（责任单位：")
    assert assignments["assignment_id"].tolist() == [
        f"sample/assignment@{TASK_AT}",
        f"sample/assignment@{at}",
        f"sample/assignment@{at}.2",
    ]
    sentences = table([document()], "sentences")
    assert set(assignments["sentence_id"]) <= set(sentences["sentence_id"])
    assert sentences["section_id"].dropna().unique().tolist() == table([document()], "sections")["section_id"].tolist()


def test_tasks_inherit_units_of_a_list():
    rows = table([document()], "assignments")
    assert rows["inherited_from"].tolist()[1:] == [f"sample/sentence@{LIST_AT}"] * 2
    assert pd.isna(rows["inherited_from"][0])
    assert table([document()], "tasks")["units"].tolist() == ["各社区；县民政局；县教育局"]


def test_a_unit_that_governs_nothing_keeps_its_row():
    doc = document()
    alone = replace(doc, assignments=tuple(replace(a, governs=()) for a in doc.assignments))
    rows = table([alone], "assignments")
    assert len(rows) == 3
    assert rows["task_id"].isna().all()
    assert table([alone], "documents")["n_unassigned"].tolist() == [1]


def test_whom_a_report_goes_to_is_not_assigned():
    doc = pt.parse("一、主要任务\n及时将重要情况报县民政局。各镇要建立台账，报县民政局备案。", doc_id="a")
    assert table([doc], "tasks")["units"].fillna("").tolist() == ["", "各镇"]
    assert table([doc], "documents")["n_unassigned"].tolist() == [1]
    assert table([doc], "assignments")["role"].tolist().count("recipient") == 2
    features = pt.Features(kinds="finds").set_output(transform="pandas").fit_transform([doc])
    assert [v for c, v in features.iloc[0].items() if c.endswith("tasks_with_unit")] == [0.5]


def test_a_deadline_of_a_section_says_so():
    doc = document()
    inherited = replace(doc, deadlines=tuple(replace(d, scope="section", sentence=1) for d in doc.deadlines))
    assert table([doc], "deadlines")["deadline_source"].tolist() == ["sentence"]
    assert table([inherited], "deadlines")["deadline_source"].tolist() == ["section"]
    assert table([doc], "deadlines")["latest"].tolist() == [pd.Timestamp(2024, 6, 30)]


def test_dates_far_away_fit():
    doc = Document(doc_id="x", text="", header=Header(issued=dt.date(3134, 1, 1), printed=dt.date(1912, 1, 1)))
    assert table([doc], "documents")["issued"].dt.year.tolist() == [3134]


def test_documents_tell_what_was_left_undecided():
    row = table([document()], "documents").iloc[0]
    assert row["undecided"] == 1.0
    assert row["header_missing"] == "genre；document_number；level；jurisdiction"
    assert (row["n_unassigned"], row["n_unresolved"], row["n_unnamed"], row["n_problems"]) == (0, 0, 0, 1)
    assert (row["n_tasks"], row["n_assignments"], row["characters"]) == (1, 3, len(document().text))
    assert row["title"] == TITLE
    assert row["url"] == "https://example.org/1"
    assert pd.isna(table([Document(doc_id="x", text="")], "documents")["undecided"][0])


def test_problems_without_document_have_a_row():
    rows = table([document()], "problems", problems=[Problem(code="source.missing", message="m", action="a", path="p")])
    assert rows["code"].tolist() == ["header.level", "source.missing"]
    assert rows["doc_id"].isna().tolist() == [False, True]
    assert rows["text"][0] == TITLE[:3]


def test_lone_surrogates_stand():
    assert table([Document(doc_id="\ud800", text="")], "documents")["doc_id"].tolist() == ["\ud800"]


def test_unknown_names_are_clear_errors():
    with pytest.raises(InputError, match="表名"):
        table([], "verbs")
    with pytest.raises(InputError, match="列名"):
        table([], "tasks", labels="fr")
