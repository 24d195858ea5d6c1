"""Files that researchers open: formulas, escapes, long cells, nothing overwritten, every format the same table."""

import json
import os

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import document

from policytext.corpus import Corpus
from policytext.errors import InputError, MissingDependencyError
from policytext.export import Contents, export
from policytext.export.cells import CELL, IDS, guarded, guarded_id, pieces, visible
from policytext.export.files import file_name, write
from policytext.lineage import SCHEMAS
from policytext.model import Document, Header
from policytext.parser import parse
from policytext.tables import TABLES, table

DANGEROUS = ["=1+1", "+1", "-1", "@A1", "\t=1", "\n=1", " =1", "'=1", "＝1", '=cmd|"/C calc"!A0', "=HYPERLINK(1)"]


def unguarded(cell: str) -> str:
    """What the documentation tells users to do."""
    return cell[1:] if cell.startswith("'") and guarded(cell) != cell else cell


def as_text(tmp_path, formats, *cells):
    """Export a table whose first column holds these texts."""
    documents = [Document(doc_id=c, text="") for c in cells]
    export(tmp_path, formats, Contents(tables={"documents": table(documents, "documents")}))


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_is_guarded_in_csv_and_comes_back(text):
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text


@given(st.text())
def test_guarding_is_lossless(text):
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["各地要=", "1-2", "（-1）", "a@b", ""])
def test_harmless_text_is_untouched(text):
    assert guarded(text) == text


def test_csv(tmp_path):
    as_text(tmp_path, "csv", *DANGEROUS)
    data = (tmp_path / "documents.csv").read_bytes()
    assert data.startswith("\ufeffdoc_id,".encode())
    export(tmp_path, "csv", Contents(tables={"t": pd.DataFrame({"text": DANGEROUS})}))
    back = pd.read_csv(tmp_path / "t.csv", dtype=str)
    assert back["text"].map(unguarded).tolist() == [d.replace("\r", "\n") for d in DANGEROUS]
    assert all(cell[0] not in "=+-@\t\n＝" for cell in back["text"])


@pytest.mark.parametrize("labels", ["en", "zh"])
def test_ids_stand_in_csv_as_they_are(tmp_path, labels):
    ids = ["=1+1", "-1", "@某县", "+a"]
    corpus = Corpus(parse("一、任务\n=1+1\n各镇要在6月底前完成排查。", doc_id=k) for k in ids)
    corpus.export(tmp_path, labels=labels)
    written = {name: pd.read_csv(tmp_path / f"{name}.csv", dtype=str) for name in ("documents", "sentences", "tasks")}
    tables = corpus.tables(labels=labels)
    for name, columns in (("documents", [0]), ("sentences", [0, 1]), ("tasks", [0, 1])):
        for k in columns:
            assert written[name].iloc[:, k].tolist() == tables[name].iloc[:, k].tolist()
    assert "'=1+1" in (tmp_path / "sentences.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("doc_id", ['=HYPERLINK("x")', "=cmd|' /C calc'!A0", "@SUM(1)", "+f!A1", "\t=1", "\n=1"])
def test_an_id_that_calls_something_is_guarded(doc_id):
    assert guarded_id(doc_id) == "'" + doc_id and guarded_id("a" + doc_id) == "a" + doc_id


def test_columns_of_ids_are_known_in_both_languages():
    schemas = {name: schema for name, (schema, _) in TABLES.items()} | SCHEMAS
    for name, schema in schemas.items():
        for column, known in schema.items():
            assert bool(IDS.search(column)) == bool(IDS.search(known.zh)), (name, column, known.zh)


def test_every_kind_of_text_column_is_guarded(tmp_path):
    columns = {"a": pd.Series(["=1"]), "b": pd.Series(["=1"], dtype=object), "c": pd.Series(["=1"], dtype="string")}
    export(tmp_path, "csv", Contents(tables={"t": pd.DataFrame(columns)}))
    assert (tmp_path / "t.csv").read_text("utf-8-sig").splitlines()[1] == "'=1,'=1,'=1"


def test_numbers_are_no_formulas(tmp_path):
    export(tmp_path, "csv", Contents(tables={"t": pd.DataFrame({"n": [-1, 2]})}))
    assert (tmp_path / "t.csv").read_text("utf-8-sig").split() == ["n", "-1", "2"]


def test_xlsx_holds_text_as_text(tmp_path):
    as_text(tmp_path, "xlsx", *DANGEROUS, "https://example.org", "007", "TRUE")
    sheet = openpyxl.load_workbook(tmp_path / "tables.xlsx")["documents"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [c.value for c in cells] == [*DANGEROUS, "https://example.org", "007", "TRUE"]
    assert all(c.data_type == "s" and c.hyperlink is None for c in cells)
    assert all(c.quotePrefix for c in cells[: len(DANGEROUS)])


def test_xlsx_has_numbers_and_dates(tmp_path):
    export(tmp_path, "xlsx", Contents(tables=Corpus([document()]).tables()))
    sheet = openpyxl.load_workbook(tmp_path / "tables.xlsx")["documents"]
    row = dict(zip(*([c.value for c in r] for r in sheet.iter_rows()), strict=True))
    assert row["n_tasks"] == 1
    assert row["issued"].isoformat() == "2024-03-01T00:00:00"
    assert row["printed"] is None
    assert sheet.freeze_panes == "A2"


@given(st.text(alphabet="甲\\x0\x00\ud800\n\t", max_size=12))
def test_escapes_can_be_undone(text):
    shown = visible(text)
    assert not set(shown) & {"\x00", "\ud800"}
    if shown != text:
        assert shown.encode("ascii", "backslashreplace").decode("unicode_escape") == text


def test_control_characters_survive_as_escapes_with_a_problem(tmp_path):
    text = "请\x00报\ud800送\x0b。"
    corpus = Corpus([Document(doc_id="a", text=text, header=Header(title=text))])
    for form in ("csv", "xlsx", "parquet", "jsonl"):
        corpus.export(tmp_path / form, formats=[form])
    shown = "请\\x00报\\ud800送\\x0b。"
    read = {
        "csv": pd.read_csv(tmp_path / "csv" / "documents.csv"),
        "xlsx": pd.read_excel(tmp_path / "xlsx" / "corpus.xlsx", sheet_name="documents"),
        "parquet": pd.read_parquet(tmp_path / "parquet" / "documents.parquet"),
        "jsonl": pd.read_json(tmp_path / "jsonl" / "documents.jsonl", lines=True),
    }
    assert {form: frame["title"].tolist() for form, frame in read.items()} == {form: [shown] for form in read}
    problems = pd.read_csv(tmp_path / "csv" / "problems.csv")
    assert problems[["doc_id", "code"]].values.tolist() == [["a", "export.escaped"]]
    assert "column title of documents row 1:" in problems["message"][0]


def test_ids_with_odd_characters_still_join(tmp_path):
    corpus = Corpus([Document(doc_id="\ud800", text="")])
    corpus.export(tmp_path, formats=["jsonl"])
    rows = {name: (tmp_path / f"{name}.jsonl").read_text("utf-8") for name in ("documents", "problems")}
    assert all(json.loads(r.splitlines()[0])["doc_id"] == "\\ud800" for r in rows.values())


@pytest.mark.parametrize("text", ["字" * CELL, "字" * (CELL + 1), "字" * 100_000, "😀" * 20_000, "a" + "😀" * 40_000])
def test_long_cells_go_on_in_further_columns(tmp_path, text):
    assert "".join(pieces(text)) == text
    assert all(len(p.encode("utf-16-le")) // 2 <= CELL for p in pieces(text))
    Corpus([Document(doc_id="a", text=text, header=Header(title=text))]).export(tmp_path, formats=["xlsx"])
    frame = pd.read_excel(tmp_path / "corpus.xlsx", sheet_name="documents")
    parts = [c for c in frame.columns if c == "title" or c.startswith("title (")]
    assert len(parts) == len(pieces(text))
    assert "".join(frame[parts].iloc[0]) == text
    assert frame["document_number"].isna().all()
    assert len(pd.read_excel(tmp_path / "corpus.xlsx", sheet_name="problems")) == (len(parts) > 1)


def test_long_tables_go_on_in_further_sheets(tmp_path, monkeypatch):
    monkeypatch.setattr("policytext.export.workbook.sheets.SHEET_ROWS", 2)
    as_text(tmp_path, "xlsx", "a", "b", "c")
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert book.sheetnames == ["read me", "columns", "documents", "documents (2)"]
    parts = [[r[0].value for r in book[name].iter_rows(min_row=2)] for name in book.sheetnames[2:]]
    assert parts == [["a", "b"], ["c"]]


@pytest.mark.parametrize("labels", ["en", "zh"])
def test_all_formats_hold_the_same_rows(tmp_path, labels):
    corpus = Corpus([document()])
    corpus.export(tmp_path, formats=["csv", "xlsx", "parquet", "jsonl", "annotation"], labels=labels)
    assert (tmp_path / "annotation" / "sample.json").is_file()
    sheets = dict(zip(TABLES, list(pd.read_excel(tmp_path / "corpus.xlsx", sheet_name=None).values())[2:], strict=True))
    for name in TABLES:
        want = corpus.table(name, labels=labels)
        for frame in (
            pd.read_csv(tmp_path / f"{name}.csv"),
            sheets[name],
            pd.read_parquet(tmp_path / f"{name}.parquet"),
            pd.read_json(tmp_path / f"{name}.jsonl", lines=True),
        ):
            assert list(frame.columns) == list(want.columns)
            assert len(frame) == len(want)
    exact = pd.read_parquet(tmp_path / "tasks.parquet")
    assert exact["text" if labels == "en" else "原文"].tolist() == corpus.tasks["text"].tolist()


def test_the_same_corpus_gives_the_same_bytes(tmp_path):
    for k in "12":
        Corpus([document()]).export(tmp_path / k, formats=["csv", "xlsx", "jsonl", "parquet", "annotation"])
    for file in (tmp_path / "1").rglob("*.*"):
        assert file.read_bytes() == (tmp_path / "2" / file.relative_to(tmp_path / "1")).read_bytes(), file.name


def test_annotation_alone_stands_in_the_folder_itself(tmp_path):
    corpus = Corpus([document("a"), document("x/b"), document("A")])
    written = corpus.export(tmp_path, formats=["annotation"])
    names = [p.relative_to(tmp_path).as_posix() for p in written]
    assert names == ["a.json", "a.txt", "x/b.json", "x/b.txt", "A~.json", "A~.txt"]


def test_exported_annotation_is_loaded_as_it_was(tmp_path):
    corpus = Corpus(
        [document("a"), document("2021/b"), parse("一、要点\r\n联系人：张某某，各镇要建助餐点。", doc_id="c")]
    )
    corpus.export(tmp_path, formats=["csv", "annotation"], mask=("persons", "contacts"))
    (tmp_path / "annotation" / "2021" / "notes.json").write_text("[]")
    loaded = Corpus.load(tmp_path / "annotation")
    assert sorted(loaded, key=lambda d: d.doc_id) == sorted(corpus, key=lambda d: d.doc_id)


def test_a_text_that_stands_there_is_left_and_another_is_not_replaced_unasked(tmp_path):
    corpus = Corpus([document("a")])
    own = corpus["a"].text.replace("\n", "\r\n").encode("gb18030")
    (tmp_path / "a.txt").write_bytes(own)
    assert [p.name for p in corpus.export(tmp_path, formats=["annotation"])] == ["a.json"]
    assert (tmp_path / "a.txt").read_bytes() == own
    assert list(Corpus.load(tmp_path)) == list(corpus)
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("另一份")
    with pytest.raises(InputError, match=r"a\.txt would be overwritten"):
        corpus.export(other, formats=["annotation"])


def test_nothing_is_overwritten_unasked(tmp_path):
    corpus = Corpus([document()])
    (tmp_path / "tasks.csv").write_text("mine")
    with pytest.raises(InputError, match=r"tasks\.csv.*overwrite"):
        corpus.export(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["tasks.csv"]
    assert (tmp_path / "tasks.csv").read_text() == "mine"
    corpus.export(tmp_path, overwrite=True)
    assert (tmp_path / "tasks.csv").read_text("utf-8-sig").startswith("doc_id")


def test_a_failure_leaves_nothing_behind(tmp_path):
    def fail(path):
        path.write_text("half")
        raise OSError(28, "No space left on device")

    (tmp_path / "old.csv").write_text("old")
    with pytest.raises(InputError, match="No space left"):
        write(tmp_path, {"new.csv": lambda p: p.write_text("new") and None, "old.csv": fail}, overwrite=True)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("old.csv", "old")]


def test_a_file_in_place_of_the_folder_is_a_clear_error(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(InputError, match="is a file; give a folder"):
        Corpus([document()]).export(tmp_path / "out")


@pytest.mark.parametrize(
    "doc_id", ["..", "/etc/passwd", "a\\..\\b", "C:x", "", "a//b", "\x00", "\ud800", "x" * 300, "字" * 200, " ", "."]
)
def test_file_names_stay_in_the_folder(tmp_path, doc_id):
    name = file_name(doc_id)
    path = tmp_path / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    assert path.resolve().is_relative_to(tmp_path)
    assert path.resolve() != tmp_path


def test_unknown_formats_and_missing_packages(tmp_path, monkeypatch):
    with pytest.raises(InputError, match="docx"):
        Corpus([document()]).export(tmp_path, formats=["csv", "docx"])
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(MissingDependencyError, match=r"policytext\[xlsx\]"):
        Corpus([document()]).export(tmp_path, formats=["csv", "xlsx"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("form", "reader"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_graphs(tmp_path, form, reader):
    graph = nx.MultiDiGraph()
    graph.add_node("甲", kind="document", label="甲")
    for relation in ("verbatim", "cites"):
        graph.add_edge("甲", "乙", key=relation, relation=relation, weight=1.0)
    export(tmp_path, form, Contents(graphs={"documents": graph}))
    back = reader(tmp_path / f"documents.{form}")
    assert sorted(d["relation"] for *_, d in back.edges(data=True)) == ["cites", "verbatim"]
    assert back.nodes["甲"]["kind"] == "document"
    if form == "graphml":
        ids = [k for *_, k in back.edges(keys=True)]
        assert len(set(ids)) == 2


@pytest.fixture
def corpus():
    return Corpus([parse("一、任务\n各镇要在2024年6月底前完成排查。", doc_id="a")])


def held(folder):
    return {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_set_of_files_is_replaced_whole_or_not_at_all(corpus, tmp_path, monkeypatch):
    corpus.export(tmp_path)
    (tmp_path / "tasks.csv").write_text("mine")
    (tmp_path / "slogans.csv").unlink()
    before = held(tmp_path)
    replace = os.replace

    def refuse(draft, target):  # as Windows does where a file is open in Excel
        if target.name == "targets.csv":
            raise PermissionError(13, "in use")
        replace(draft, target)

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(InputError, match="cannot be written: in use"):
        corpus.export(tmp_path, overwrite=True)
    assert held(tmp_path) == before
    monkeypatch.undo()
    corpus.export(tmp_path, overwrite=True)
    assert held(tmp_path).keys() == before.keys() | {"slogans.csv"} and held(tmp_path)["tasks.csv"] != b"mine"


def test_a_folder_in_the_way_stops_the_export_before_it_begins(corpus, tmp_path):
    (tmp_path / "tasks.csv").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        corpus.export(tmp_path, overwrite=True)
    assert not held(tmp_path)


@pytest.mark.parametrize("export", [Corpus.export, lambda corpus, to: corpus.derive().export(to, formats=["xlsx"])])
def test_files_that_are_there_are_told_before_the_work(export, corpus, tmp_path, monkeypatch):
    for name in ("tasks.csv", "lineage.xlsx"):
        (tmp_path / name).write_text("mine")
    for owner in ("policytext.corpus.Corpus", "policytext.lineage.Lineage"):
        monkeypatch.setattr(f"{owner}.tables", lambda *_, **__: pytest.fail("worked before the check"))
    with pytest.raises(InputError, match="would be overwritten"):
        export(corpus, tmp_path)


def test_the_message_for_one_file_asks_for_another_name(corpus, tmp_path):
    (tmp_path / "a.xlsx").write_text("mine")
    with pytest.raises(InputError, match="give another name"):
        corpus.workbook(tmp_path / "a.xlsx")
