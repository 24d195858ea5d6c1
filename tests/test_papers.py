"""Tables for papers: every character escaped, and the numbers those of the tables they come from."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import policytext as pt
from policytext import papers
from policytext.corpus import Corpus
from policytext.errors import InputError
from policytext.papers.markup import md, tex

COMMAND = re.compile(
    r"\\(?:text(?:backslash|asciitilde|asciicircum|asciigrave|less|greater|bar|quotesingle|quotedbl)\{\}|[{}$&#%_])"
    r"|^\{[\[*]\}|(?<=-)\{\}(?=-)"
)


@pytest.fixture(scope="module")
def lineage():
    return Corpus.read("corpora/demo", progress=False).derive()


@pytest.fixture(scope="module")
def corpus(lineage):
    return Corpus(lineage.documents)


@given(st.text(max_size=30))
def test_nothing_special_is_left_in_latex(text):
    left = COMMAND.sub("", tex(text))
    assert not set(left) & set("\\{}$&#%_~^<>|`'\"\n\r\x00"), left
    assert "--" not in tex(text) and tex(text)[:1] not in ("[", "*")


@given(st.text(alphabet="\\|`*_<>&a\n\r[]#~$", max_size=12))
def test_a_cell_of_markdown_stays_one_cell(text):
    shown = pt.markdown(pd.DataFrame({"a": [text], "b": ["end"]})).split("\n")
    assert len(shown) == 3
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", shown[2])) == 3
    unescaped = re.sub(r"\\([\\`*_{}\[\]<>#|~&$])", r"\1", md(text).replace("<br>", "\n"))
    assert unescaped.split() == text.split()


def test_names_of_rows_are_shown():
    tasks = pd.DataFrame({"doc_id": ["a", "a", "b"], "kind": ["x", "y", "x"], 2024: [1, 2, 3]})
    assert pt.markdown(tasks.groupby("doc_id").size()).splitlines() == [
        "| doc\\_id | value |", "| :--- | ---: |", "| a | 2 |", "| b | 1 |",
    ]  # fmt: skip
    counted = pd.crosstab(tasks["doc_id"], tasks["kind"])
    assert pt.markdown(counted, columns=["y"]).splitlines()[2:] == ["| a | 1 |", "| b | 0 |"]
    assert pt.markdown(counted, columns=["y", "doc_id"]).splitlines()[0] == "| y | doc\\_id |"
    assert r"a & 1 & 1 \\" in pt.latex(counted).splitlines()
    several = tasks.set_index(["doc_id", "kind"]).agg(["min", "max"])[[2024]]
    assert pt.markdown(several).splitlines()[2:] == ["| min | 1 |", "| max | 3 |"]
    pivot = tasks.pivot_table(index=["doc_id", "kind"], values=[2024], aggfunc=["sum", "count"])
    assert pt.markdown(pivot).splitlines()[0] == "| doc\\_id | kind | sum 2024 | count 2024 |"
    assert pt.markdown(pivot, columns={("sum", 2024): "n"}).splitlines()[2] == "| a | x | 1 |"
    # Rows that are only numbered, in whatever order, have no names.
    assert pt.markdown(tasks[tasks["doc_id"] == "b"]).splitlines()[2:] == ["| b | x | 3 |"]
    assert pt.markdown(pd.concat([tasks, tasks], axis=1)).splitlines()[0].count("(2)") == 3


def test_the_matrix_keeps_its_families(lineage):
    matrix = lineage.matrix()
    assert pt.markdown(matrix).splitlines()[0].startswith("| family | label | ")
    assert len(pt.markdown(matrix).splitlines()) == len(matrix) + 2


@pytest.mark.parametrize("given", [None, "表", [1], {"a": [1]}])
def test_what_is_no_table_is_told(given):
    for form in (pt.latex, pt.markdown):
        with pytest.raises(InputError, match="DataFrame or a Series"):
            form(given)


def test_numbers_dates_and_what_is_missing():
    table = pd.DataFrame({
        "n": pd.array([-1, None], dtype="Int64"), "x": [0.125, float("nan")], "b": pd.array([True, None], dtype="boolean"),
        "d": pd.to_datetime(["2024-03-01", None]), "t": ["甲", None],
    })  # fmt: skip
    assert pt.markdown(table).splitlines()[1:] == [
        "| ---: | ---: | :--- | :--- | :--- |", "| -1 | 0.12 | yes | 2024-03-01 | 甲 |", "| – | – | – | – | – |",
    ]  # fmt: skip
    lines = pt.latex(table, digits=3).splitlines()
    assert lines[0] == r"% \usepackage{booktabs} \usepackage{ctex}, XeLaTeX or LuaLaTeX"
    assert r"$-1$ & 0.125 & yes & 2024-03-01 & 甲 \\" in lines and r"{--} & {--} & {--} & {--} & {--} \\" in lines


def test_columns_headings_widths():
    table = pd.DataFrame({"a": [1], "b": ["x"], "c": ["y"]})
    text = pt.latex(
        table, columns={"b": "头_1", "a": "n"}, label="tab:x", caption="A & B", widths={"b": r"0.5\textwidth"}
    )
    assert r"\begin{tabular}{p{0.5\textwidth}r}" in text and r"头\_1 & n \\" in text
    assert r"\caption{A \& B}" in text and r"\label{tab:x}" in text and "y" not in text.split("toprule")[1]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"columns": ["z"]}, "no column 'z'"),
        ({"columns": "a"}, "list"),
        ({"label": "x}"}, "label"),
        ({"widths": {"a": "}"}}, "widths"),
        ({"widths": {"z": "6cm"}}, "widths"),
    ],
)
def test_bad_arguments(options, wanted):
    with pytest.raises(InputError, match=wanted):
        pt.latex(pd.DataFrame({"a": [1]}), **options)


def test_overview(corpus):
    table = papers.overview(corpus.documents)
    assert table["level"].tolist()[-1] == "all"
    parts, whole = table.iloc[:-1], table.iloc[-1]
    for column in ("documents", "provisions", "tasks", "deadlines", "targets", "citations"):
        assert parts[column].sum() == whole[column]
    assert whole["documents"] == len(corpus) and whole["tasks"] == len(corpus.tasks)
    assert whole["assigned"] == pytest.approx(1 - corpus.documents["n_unassigned"].sum() / len(corpus.tasks))
    assert papers.overview(corpus.documents, labels="zh").columns[0] == "层级"


def test_coverage_has_the_shares_and_intervals(lineage):
    given_ = lineage.coverage
    table = papers.coverage(given_, names={"meal-centre": "指导意见"})
    assert len(table) == len(given_) and "指导意见" in table["source_doc"].tolist()
    for cell, row in zip(table["share_derived"], given_.to_dict("records"), strict=True):
        numbers = [float(x) for x in re.findall(r"[\d.]+", cell)]
        want = [row["share_derived" + end] for end in ("", "_expected", "_low", "_high")]
        assert numbers == pytest.approx(want, abs=0.0051)


def test_relations_count_every_link(lineage, corpus):
    table = papers.relations(lineage.links, corpus.documents)
    inside = lineage.links[lineage.links["source_doc"].isin(corpus.ids)]
    for relation in ("verbatim", "adapted", "elaborated", "common_source"):
        assert table[relation].sum() == (inside["relation"] == relation).sum()
    assert table["pairs"].sum() == len(inside[["derived_doc", "source_doc"]].drop_duplicates())


def test_ready_tables_of_nothing_and_of_the_wrong_table():
    empty = Corpus()
    assert papers.overview(empty.documents)["documents"].tolist() == [0]
    assert (
        len(papers.coverage(empty.derive().coverage))
        == len(papers.relations(empty.derive().links, empty.documents))
        == 0
    )
    with pytest.raises(InputError, match="lacks the column"):
        papers.overview(empty.tasks)
    for make in (papers.overview, papers.coverage, lambda given: papers.relations(given, empty.documents)):
        with pytest.raises(InputError, match=r"the table is a Corpus; give .* a DataFrame"):
            make(empty)
    with pytest.raises(InputError, match="labels"):
        papers.overview(empty.documents, labels="de")
