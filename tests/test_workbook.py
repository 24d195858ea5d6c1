"""The workbook people hand in: types, links that lead to the right row, limits of the format kept and said."""

import datetime as dt
import re
from functools import cache

import openpyxl
import pandas as pd
import pytest
from sample import document

from policytext.columns import chinese_meanings
from policytext.corpus import Corpus
from policytext.errors import InputError
from policytext.export.workbook import plain_book, write_workbook
from policytext.export.workbook.places import REFERENCES, ToProvision
from policytext.export.workbook.rows import Slot
from policytext.lineage import SCHEMAS
from policytext.model import Document, Header
from policytext.tables import TABLES

PLACE = re.compile(r"'(.+)'!A(\d+)$")
DEMO = "corpora/demo"


@pytest.fixture(scope="module")
def lineage():
    return Corpus.read(DEMO, progress=False).derive()


@pytest.fixture(scope="module")
def book(lineage, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "lineage.xlsx"
    return openpyxl.load_workbook(lineage.workbook(path))


def rows(sheet):
    """The rows of a sheet as cells by column."""
    head, *rest = sheet.iter_rows()
    return [{h.value: c for h, c in zip(head, row, strict=True)} for row in rest]


def led(book, cell):
    """Sheet and row that a cell leads to, as values by column; none without a link."""
    if cell.hyperlink is None:
        return None
    name, line = PLACE.match(cell.hyperlink.location).groups()
    assert cell.hyperlink.target is None, "a link out of the file"
    held = values(book, name)
    return name, dict(zip(held[0], held[int(line) - 1], strict=True))


@cache
def values(book, name):
    """The rows of a sheet as values, its head first."""
    return list(book[name].values)


def test_sheets_and_rows_are_those_of_the_tables(book, lineage):
    tables = lineage.tables(mask=("persons",)) | Corpus(lineage.documents).tables(mask=("persons",))
    assert set(book.sheetnames) == {"read me", "columns", "matrix", *TABLES, *SCHEMAS}
    assert book.sheetnames[:4] == ["read me", "columns", "documents", "links"]
    for name, table in tables.items():
        assert [c.value for c in book[name][1]] == list(table.columns)
        assert book[name].max_row == len(table) + 1, name
        for cells, want in zip(rows(book[name]), table.astype(object).to_dict("records"), strict=True):
            for column, value in want.items():
                assert same(cells[column].value, value), (name, column, cells[column].value, value)


def same(held, value):
    """Whether a cell holds a value with its type."""
    if pd.isna(value):
        return held is None
    if isinstance(value, float):
        return held == pytest.approx(value, abs=1e-9) and isinstance(held, (int, float))
    if isinstance(value, str):
        return (held or "") == value
    return held == value and isinstance(held, bool) == isinstance(value, bool)


def test_dates_numbers_and_booleans_are_such(book):
    for name, kinds in (("documents", {"issued": "d", "n_tasks": "n", "title": "s"}), ("assignments", {"open": "b"})):
        for row in rows(book[name]):
            assert {c: row[c].data_type for c in kinds if row[c].value is not None}.items() <= kinds.items()
    assert rows(book["documents"])[0]["issued"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda r: f"{r.column}")
def test_every_link_leads_to_the_row_it_names(book, lineage, reference):
    documents = {d.doc_id for d in lineage.documents}
    seen = 0
    for sheet in book.worksheets[2:]:
        for row in rows(sheet):
            cell = row.get(reference.column)
            if cell is None or cell.value is None:
                continue
            found = led(book, cell)
            if isinstance(reference, ToProvision):
                doc = row.get(reference.document)
                if doc is None or doc.value not in documents:
                    continue
                name, target = found
                assert (name, target["doc_id"], target["path"]) == ("provisions", doc.value, cell.value)
                if sheet.title != "changes":  # whose starts are those of the changed words
                    assert target["start"] == row[reference.start].value
                elif row[reference.start].value is not None:
                    assert target["start"] <= row[reference.start].value <= target["end"]
            elif found and found[0] == reference.table and reference.by in row:
                assert found[1][reference.key] == row[reference.by].value
            else:
                continue
            seen += 1
    # The demo documents have no table of duties, and its stages are not inherited.
    assert seen or reference.column in ("provision_id", "n_problems"), "nothing was tested"


def test_what_names_a_row_leads_there(book):
    """No link is missing where the row exists."""
    ids = {s: {r[k].value for r in rows(book[s])} for s, k in (("documents", "doc_id"), ("tasks", "task_id"))}
    for sheet in book.worksheets[3:]:
        for row in rows(sheet):
            for column in {"doc_id", "derived_doc", "source_doc"} & set(row):
                assert (led(book, row[column]) is not None) or row[column].value not in ids["documents"]
            if "task_id" in row and sheet.title != "tasks" and row["task_id"].value:
                assert led(book, row["task_id"])[1]["task_id"] == row["task_id"].value


def test_heads_of_the_matrix_lead_to_documents(book, lineage):
    head, cells = book["matrix"][1][2:], lineage.matrix()
    assert [c.value for c in head] == list(cells.columns)
    assert all(led(book, c)[1]["doc_id"] == c.value for c in head)
    shown = [["absent" if c.value is None else c.value for c in row[2:]] for row in book["matrix"].iter_rows(min_row=2)]
    assert shown == cells.values.tolist()


def test_heads_are_frozen_filtered_and_fit(book):
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes in ("A2", "C2")
        assert sheet.auto_filter.ref.split(":")[0] == "A1"
        assert all(8 <= d.width <= 61 for d in sheet.column_dimensions.values())
    assert book["sentences"]["H2"].alignment.wrap_text


def test_the_first_sheet_says_what_the_file_is(book, lineage):
    told = {row[0].value: [c.value for c in row[1:]] for row in book["read me"].iter_rows()}
    assert told["made with"][2].startswith("policytext ")
    assert told["documents read"][2] == str(len(lineage.documents))
    assert told["least probability of a link"][2] == f"{lineage.search.threshold:g}"
    for sheet in book.worksheets[2:]:
        assert told[sheet.title][1] == sheet.max_row - 1
        assert told[sheet.title][0] and told[sheet.title][2] and told[sheet.title][3]
        assert led(book, next(r[0] for r in book["read me"].iter_rows() if r[0].value == sheet.title))[0] == sheet.title


def test_every_column_is_explained(book):
    told = {(r[0].value, r[1].value): r for r in book["columns"].iter_rows(min_row=2)}
    for sheet in book.worksheets[2:]:
        names = [c.value for c in sheet[1]][: 2 if sheet.title == "matrix" else None]
        for name in names:
            assert all(c.value for c in told[sheet.title, name]), (sheet.title, name)
    meanings = {r[4].value for r in told.values()}
    assert chinese_meanings().keys() == meanings, "a meaning that no column has, or one without Chinese"


def test_chinese_names(lineage, tmp_path):
    book = openpyxl.load_workbook(lineage.workbook(tmp_path / "派生.xlsx", labels="zh"))
    assert book.sheetnames[:4] == ["说明", "列说明", "文件", "派生关系"]
    assert [c.value for c in book["任务"][1]][:3] == ["文件编号", "任务编号", "语句编号"]
    row = rows(book["任务"])[5]
    assert led(book, row["文件编号"])[1]["文件编号"] == row["文件编号"].value


def test_a_formula_stays_text_also_where_it_leads_somewhere(tmp_path):
    header = Header(title="=1+1", issued=dt.date(1899, 5, 1))
    corpus = Corpus([document("=HYPERLINK(1)"), Document(doc_id="+1", text="", header=header)])
    book = openpyxl.load_workbook(corpus.workbook(tmp_path / "a.xlsx"))
    for sheet in book.worksheets[2:]:
        for cell in (c for row in sheet.iter_rows() for c in row if isinstance(c.value, str)):
            assert cell.data_type == "s"
            assert cell.quotePrefix == cell.value.startswith(("=", "+"))
    row = rows(book["tasks"])[0]
    assert row["doc_id"].value == "=HYPERLINK(1)" and led(book, row["doc_id"])[1]["doc_id"] == "=HYPERLINK(1)"
    assert rows(book["documents"])[1]["issued"].value == "1899-05-01"


def test_links_that_do_not_fit_are_left_out_and_told(tmp_path, monkeypatch):
    monkeypatch.setattr("policytext.export.workbook.places.LINKS", 3)
    book = openpyxl.load_workbook(Corpus([document("a"), document("b")]).workbook(tmp_path / "a.xlsx"))
    for sheet in book.worksheets[2:]:
        assert sum(c.hyperlink is not None for row in sheet.iter_rows() for c in row) <= 3, sheet.title
    said = [row[0].value for row in book["read me"].iter_rows() if row[0].value]
    assert "Sheet sentences: the cells of “doc_id” lead nowhere, for a sheet holds 65,530 links at most." in said


def test_links_lead_into_further_sheets(tmp_path, monkeypatch):
    monkeypatch.setattr("policytext.export.workbook.sheets.SHEET_ROWS", 1)
    book = openpyxl.load_workbook(Corpus([document("a"), document("b")]).workbook(tmp_path / "a.xlsx"))
    row = rows(book["tasks (2)"])[0]
    assert led(book, row["doc_id"]) == ("documents (2)", led(book, row["doc_id"])[1])
    assert led(book, row["doc_id"])[1]["doc_id"] == "b"


def test_odd_values_of_any_table(tmp_path):
    table = pd.DataFrame({"n": [10**17, 5], "x": [float("inf"), 0.5], "o": [(1, 2), None], "a\x00b": ["a", "b"]})
    write_workbook(plain_book({"a/b": table, "history": table, "Read Me": table}), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["read me", "columns", "a_b", "history (2)", "Read Me (2)"]
    assert [[c.value for c in row] for row in book["a_b"].iter_rows()] == [
        ["n", "x", "o", "a\\x00b"],
        ["100000000000000000", "inf", "(1, 2)", "a"],
        [5, 0.5, None, "b"],
    ]


def test_the_same_documents_give_the_same_bytes_and_a_date_is_recorded_when_given(tmp_path):
    corpus = Corpus([document()])
    files = [corpus.workbook(tmp_path / f"{k}.xlsx").read_bytes() for k in "12"]
    assert files[0] == files[1]
    dated = openpyxl.load_workbook(corpus.workbook(tmp_path / "3.xlsx", made=dt.date(2024, 5, 6)))
    assert "2024-05-06" in [row[3].value for row in dated["read me"].iter_rows()]


def test_names_of_persons_are_masked_unless_told_otherwise(tmp_path):
    corpus = Corpus.read(
        pd.DataFrame({"doc_id": ["a"], "text": ["云川省人民政府令\n\n省长　张三丰\n\n2021年3月2日\n"]}), progress=False
    )
    shown = {}
    for mask in (("persons",), ()):
        book = openpyxl.load_workbook(corpus.workbook(tmp_path / f"{len(mask)}.xlsx", mask=mask))
        shown[mask] = "".join(str(c.value) for s in book for row in s.iter_rows() for c in row)
    assert "张三丰" in shown[()] and "张三丰" not in shown[("persons",)]


def test_bad_arguments(tmp_path):
    corpus = Corpus([document()])
    for given, wanted in (
        ({"path": "a.xls"}, "xlsx"),
        ({"labels": "de"}, "labels"),
        ({"made": "2024"}, "made"),
        ({"mask": "x"}, "mask"),
    ):
        with pytest.raises(InputError, match=wanted):
            corpus.workbook(**{"path": tmp_path / "a.xlsx"} | given)
    corpus.workbook(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="overwrite"):
        corpus.workbook(tmp_path / "a.xlsx")


def test_a_coder_hands_the_workbook_back(lineage, tmp_path):
    path = lineage.workbook(tmp_path / "a.xlsx", labels="zh")
    book = openpyxl.load_workbook(path)
    book["复核"]["A2"] = "否"
    book.save(path)
    refused = lineage.review().iloc[0]
    columns = ["derived_doc", "derived_start", "source_doc", "source_start"]
    left = lineage.apply(path).review().set_index(columns)["decision"]
    assert left[left == "no"].index.tolist() == [tuple(refused[columns])]


def test_cells_keep_their_place_and_text_over_blocks_of_rows(tmp_path, monkeypatch):
    monkeypatch.setattr("policytext.export.workbook.rows.BLOCK", 2)
    told = ["<r>a</r>", "_x0041_", ' "b" & <c>', "=1+1", None, "1", "\n末"]
    kinds = [1, 1.0, True, 0, False, None, 1.5]
    table = pd.DataFrame({"text": told, "kind": pd.Series(kinds, dtype=object)})
    write_workbook(plain_book({"odd": table}), tmp_path / "b.xlsx")
    held = list(openpyxl.load_workbook(tmp_path / "b.xlsx")["odd"].values)
    # openpyxl leaves the escape of an underscore as it is written; Excel and LibreOffice show the text.
    assert [v and v.replace("_x005F_", "_") for v, _ in held[1:]] == told
    assert [(row[1], isinstance(row[1], bool)) for row in held[1:]] == [(k, isinstance(k, bool)) for k in kinds]


def test_work_grows_with_what_differs_not_with_the_cells(tmp_path, monkeypatch):
    made, make = [], Slot.made
    monkeypatch.setattr(Slot, "made", lambda self, value, *, led: made.append(value) or make(self, value, led=led))
    table = pd.DataFrame({"label": ["task", "goal"] * 5_000, "n": [1, 2] * 5_000})
    write_workbook(plain_book({"many": table}), tmp_path / "b.xlsx")
    assert sorted(made, key=str) == [1, 2, "goal", "task"]
