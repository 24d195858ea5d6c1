"""Tables join by their ids, as docs/tables.md says: no id leads nowhere, no row is lost or doubled by a join."""

import pandas as pd
import pytest

import policytext as pt
from policytext.corpus import Corpus
from policytext.lineage import Lineage
from policytext.tables import TABLES

KEYS = {
    "documents": "doc_id", "elements": "element_id", "sections": "section_id", "sentences": "sentence_id",
    "provisions": "provision_id", "tasks": "task_id", "targets": "target_id", "slogans": "slogan_id",
    "citations": "citation_id", "duties": "duty_id",
}  # fmt: skip
"""Table → what its rows are called by; assignments and deadlines have a row for every text unit that they govern."""
REFERENCES = {
    "doc_id": "documents", "task_id": "tasks", "sentence_id": "sentences", "section_id": "sections",
    "parent_id": "sections", "governs_id": "sentences", "inherited_from": "sentences", "provision_id": "provisions",
}  # fmt: skip
"""Column → table in which it is looked up."""

DUTIES = """云川县人民政府办公室关于加快发展助餐服务的通知

各乡镇人民政府：
一、建设助餐点。各乡镇要建成助餐点2个以上，方便老年人就近用餐。
二、强化食品安全。县市场监管局要开展食品安全检查，检查结果向社会公开。

附件：任务分工表
序号\t任务\t牵头单位\t责任单位\t完成时限
1\t建成助餐点2个\t县民政局\t各乡镇\t2024年6月底前
2\t开展食品安全检查\t县市场监管局\t县民政局\t长期坚持
"""


@pytest.fixture(scope="module")
def corpus(demo) -> Corpus:
    return pt.read(demo) + Corpus([pt.parse(DUTIES, doc_id="duties")])


@pytest.fixture(scope="module")
def lineage(corpus: Corpus) -> Lineage:
    return corpus.derive()


def referring() -> list[tuple[str, str]]:
    """Every column of every table that holds ids of another table (or of its own, for parents)."""
    return [
        (name, column)
        for name, (schema, _) in TABLES.items()
        for column in schema
        if column in REFERENCES and KEYS.get(name) != column
    ]


def test_the_fixture_fills_every_table(corpus: Corpus) -> None:
    assert not [name for name in TABLES if name != "problems" and corpus.table(name).empty]


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_ids_are_there_and_each_once(corpus: Corpus, name: str, key: str) -> None:
    ids = corpus.table(name)[key]
    assert ids.notna().all()
    assert ids.is_unique


@pytest.mark.parametrize(("name", "key"), [("assignments", "assignment_id"), ("deadlines", "deadline_id")])
def test_what_governs_several_has_a_row_for_each(corpus: Corpus, name: str, key: str) -> None:
    table = corpus.table(name)
    assert not table.duplicated([key, "governs_id"]).any()


@pytest.mark.parametrize(("name", "column"), referring())
def test_a_join_keeps_every_row_and_finds_what_is_named(corpus: Corpus, name: str, column: str) -> None:
    table, other = corpus.table(name), corpus.table(REFERENCES[column])
    key = KEYS[REFERENCES[column]]
    named = table[table[column].notna()]
    joined = named.merge(other, left_on=column, right_on=key, how="inner", suffixes=("", "_other"), validate="m:1")
    assert len(joined) == len(named)
    if name != "problems":
        assert not named.empty, "nothing to join: the fixture lacks a case"
    if "doc_id_other" in joined:
        assert (joined["doc_id"] == joined["doc_id_other"]).all()
    whole = table.merge(other, left_on=column, right_on=key, how="left", suffixes=("", "_other"), validate="m:1")
    assert len(whole) == len(table)
    assert {c: str(t) for c, t in whole[list(table)].dtypes.items()} == {c: str(t) for c, t in table.dtypes.items()}


@pytest.mark.parametrize("name", [n for n in TABLES if f"n_{n}" in TABLES["documents"][0]])
def test_documents_count_the_rows_of_the_other_tables(corpus: Corpus, name: str) -> None:
    counted = f"n_{name}"
    documents = corpus.documents.set_index("doc_id")
    key = {"assignments": "assignment_id", "deadlines": "deadline_id"}.get(name)
    table = corpus.table(name).drop_duplicates(key) if key else corpus.table(name)
    held = table.groupby("doc_id").size().reindex(documents.index, fill_value=0)
    assert held.tolist() == documents[counted].tolist()


def test_what_stands_in_a_task_lies_inside_its_text_unit(corpus: Corpus) -> None:
    tasks = corpus.tasks.set_index("task_id")
    units = corpus.sentences.set_index("sentence_id")
    for name in ("targets", "citations"):
        table = corpus.table(name)
        own = table[table["task_id"].notna()]
        assert (tasks.loc[own["task_id"], "sentence_id"].to_numpy() == own["sentence_id"].to_numpy()).all()
        held = units.loc[own["sentence_id"]]
        assert (held["start"].to_numpy() <= own["start"].to_numpy()).all()
        assert (own["end"].to_numpy() <= held["end"].to_numpy()).all()


def test_units_of_tasks_are_the_names_of_their_assignments(corpus: Corpus) -> None:
    bound = corpus.assignments[corpus.assignments["role"] != "recipient"]  # to whom a report goes has not to act
    held = bound.dropna(subset="task_id").groupby("task_id")["name"].agg(lambda x: set(x))
    for _, task in corpus.tasks.iterrows():
        names = set() if pd.isna(task["units"]) else set(task["units"].split("；"))
        assert names == held.get(task["task_id"], set())


def test_links_join_documents_and_provisions(corpus: Corpus, lineage: Lineage) -> None:
    links, provisions = lineage.links, corpus.provisions
    known = set(corpus.ids) | set(lineage.externals["node_id"])
    for side in ("derived", "source"):
        named = links[links[f"{side}_start"].notna()]
        assert not named.empty
        place = [f"{side}_doc", f"{side}_start"]
        joined = named.merge(provisions, left_on=place, right_on=["doc_id", "start"], validate="m:1")
        assert len(joined) == len(named)
        assert (joined[f"{side}_text"] == joined["text"]).all()
        assert set(links[f"{side}_doc"]) <= known
