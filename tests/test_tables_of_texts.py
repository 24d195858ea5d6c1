"""Tables with a row per document: every format, columns by name, ids, cut cells, what is no table of texts."""

import csv
import datetime as dt
import json

import openpyxl
import pandas as pd
import pytest

import policytext as pt
from policytext.errors import InputError
from policytext.sources.limits import Limits

CLAUSE = "各县（区）要于9月底前完成排查，并将结果报送市民政局。"
OTHER = "各街道要开展整治。"
ROWS = [
    {"标题": "关于排查的通知", "正文": CLAUSE, "发布日期": "2021-07-21", "备注": "存疑"},
    {"标题": "关于整治的通知", "正文": OTHER, "发布日期": "2021-08-02", "备注": None},
]


def write(path, rows=ROWS, **options):
    """The rows as a table in the format of the path's suffix."""
    frame = pd.DataFrame(rows)
    match path.suffix:
        case ".xlsx":
            frame.to_excel(path, index=False, **options)
        case ".csv":
            frame.to_csv(path, index=False, **options)
        case ".tsv":
            frame.to_csv(path, index=False, sep="\t", **options)
        case ".json":
            path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
        case ".jsonl":
            path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
        case ".parquet":
            frame.to_parquet(path)
    return path


def codes(corpus):
    return [c for c in corpus.problems["code"] if c.startswith(("source.", "corpus.", "metadata."))]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".tsv", ".json", ".jsonl", ".parquet"])
def test_every_format_gives_the_same_documents(tmp_path, suffix):
    path = write(tmp_path / f"文件{suffix}")
    corpus = pt.read(path)
    assert corpus.ids == ("文件#1", "文件#2")
    first, second = corpus
    assert (first.text, second.text) == (CLAUSE, OTHER)
    assert first.metadata == {"title": "关于排查的通知", "issued": "2021-07-21", "备注": "存疑"}
    assert second.metadata == {"title": "关于整治的通知", "issued": "2021-08-02"}
    assert first.header.issued == dt.date(2021, 7, 21)
    assert first.source.path == f"{path}#1"
    assert first.source.format == suffix[1:]
    assert first.source.reader.startswith(f"rows (policytext {pt.__version__})")
    assert codes(corpus) == []


@pytest.mark.parametrize("column", ["text", "Text ", "content", "全文", "ＴＥＸＴ"])
def test_text_columns_of_known_names(tmp_path, column):
    assert pt.read(write(tmp_path / "a.csv", [{"题": "甲", column: CLAUSE}]))["a#1"].text == CLAUSE


@pytest.mark.parametrize(("column", "doc_id"), [("id", "k-1"), ("文件编号", "k-1"), ("文件名", "k-1"), ("序", "a#1")])
def test_ids_from_a_column(tmp_path, column, doc_id):
    assert pt.read(write(tmp_path / "a.xlsx", [{column: "k-1", "正文": CLAUSE}])).ids == (doc_id,)


def test_numbers_and_dates_of_excel_as_one_writes_them(tmp_path):
    row = {"id": 7.0, "正文": CLAUSE, "成文日期": dt.datetime(2021, 7, 21), "年": 2021}
    [doc] = pt.read(write(tmp_path / "a.xlsx", [row]))
    assert doc.metadata == {"doc_id": "7", "issued": "2021-07-21", "年": "2021"}
    assert doc.doc_id == "7"


def test_the_text_column_may_be_named(tmp_path):
    path = write(tmp_path / "a.csv", [{"条文": CLAUSE, "text": "别的"}])
    assert pt.read(path, text="条文")["a#1"].text == CLAUSE
    corpus = pt.read(path, text="没有")
    assert (len(corpus), codes(corpus)) == (0, ["source.no_text"])
    assert "条文, text" in corpus.problems["message"].iloc[0]
    frame = pd.DataFrame([{"doc_id": "x", "条文": CLAUSE}])
    assert pt.read(frame, text="条文")["x"].text == CLAUSE
    with pytest.raises(InputError, match="没有"):
        pt.read(frame, text="没有")


def test_only_tables_of_texts_in_a_folder_count(tmp_path):
    (tmp_path / "b.txt").write_text(OTHER + "请报送。", "utf-8")
    write(tmp_path / "a.csv")
    write(tmp_path / "counts.xlsx", [{"县": "青禾县", "户": 3}])
    write(tmp_path / "links.csv", [{"a": 1}])
    (tmp_path / "b.json").write_text('{"doc_id": "b", "text": "x"}', "utf-8")
    (tmp_path / "list.json").write_text("[1, 2]", "utf-8")
    (tmp_path / "empty.csv").write_bytes(b"")
    write(tmp_path / "tasks.csv", [{"doc_id": "b", "start": 0, "end": 2, "text": "passage"}])
    write(tmp_path / "metadata.csv", [{"doc_id": "b", "title": "丙", "text": "no document"}])
    corpus = pt.read(tmp_path)
    assert corpus.ids == ("a#1", "a#2", "b")
    assert corpus["b"].metadata["title"] == "丙"
    assert codes(corpus) == []


def test_the_tables_that_we_export_are_not_read_back_as_documents(tmp_path):
    corpus = pt.read(write(tmp_path / "a.csv"))
    for labels in ("en", "zh"):
        corpus.export(tmp_path / labels, formats="csv", labels=labels)
        assert len(pt.read(tmp_path / labels)) == 0


def test_a_cell_that_is_called_like_a_text_column_makes_no_head(tmp_path):
    write(
        tmp_path / "a.csv",
        [{"县": "青禾县", "格式": "pdf"}, {"县": "白洲县", "格式": "text"}, {"县": "云县", "格式": "x"}],
    )
    assert (len(pt.read(tmp_path)), codes(pt.read(tmp_path))) == (0, ["source.nothing"])


def test_a_table_without_texts_that_was_named_says_so(tmp_path):
    corpus = pt.read(write(tmp_path / "a.xlsx", [{"县": "青禾县"}]))
    [row] = corpus.problems.itertuples()
    assert (row.code, row.path) == ("source.no_text", str(tmp_path / "a.xlsx"))
    assert "县" in row.message
    assert "text=" in row.action


def test_metadata_given_goes_before_the_table(tmp_path):
    write(tmp_path / "a.csv")
    meta = pd.DataFrame([{"doc_id": "a#1", "title": "改过的"}])
    corpus = pt.read(tmp_path, metadata=meta)
    assert corpus["a#1"].metadata["title"] == "改过的"
    assert corpus["a#2"].metadata["title"] == "关于整治的通知"


def test_rows_without_text_are_told_and_blank_rows_are_not(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,正文\nk1,请报送。\nk2,\n,\n\nk4, \n", "utf-8")
    corpus = pt.read(path)
    assert corpus.ids == ("k1",)
    [row] = corpus.problems.itertuples()
    assert row.code == "source.row"
    assert "2 (k2), " in row.message
    assert "(k4)" in row.message


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_cells_cut_by_excel_are_told(tmp_path, suffix):
    cut = (CLAUSE * 2000)[:32_767]
    path = write(tmp_path / f"a{suffix}", [{"id": "cut", "正文": cut}, {"id": "whole", "正文": cut[:-1]}])
    corpus = pt.read(path, parser=Quick())
    assert len(corpus["cut"].text) == 32_767
    assert [(p.code, p.path) for p in corpus["cut"].problems] == [("source.partial", f"{path}#1")]
    assert corpus["whole"].problems == ()


class Quick:
    """A parser that finds nothing."""

    def parse(self, text, **given):
        return pt.Document(text=text, **given)


def test_cells_longer_than_the_csv_module_reads_and_its_limit_is_as_before(tmp_path):
    before = csv.field_size_limit()
    long = CLAUSE * 8000
    corpus = pt.read(write(tmp_path / "a.csv", [{"正文": long}]), parser=Quick())
    assert corpus["a#1"].text == long
    assert csv.field_size_limit() == before


def test_a_table_in_another_encoding_with_other_marks_and_a_title_above(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(f'政策汇编;;\r\n标题;正文;\r\n甲;"第一段，\n{CLAUSE}";\r\n'.encode("gb18030"))
    [doc] = pt.read(path)
    assert doc.text == f"第一段，\n{CLAUSE}"
    assert (doc.metadata, doc.source.encoding) == ({"title": "甲"}, "gb18030")


def test_a_title_above_the_head_of_a_sheet_and_several_sheets(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["青禾县政策汇编"])
    book.active.append([])
    book.active.append(["标题", "正文"])
    book.active.append(["甲", CLAUSE.replace("，", "，_x000D_\n")])
    book.active.title = "二〇二一"
    book.create_sheet("说明").append(["无"])
    second = book.create_sheet("二〇二二")
    second.append(["正文", "标题"])
    second.append([OTHER, "乙"])
    book.save(tmp_path / "a.xlsx")
    corpus = pt.read(tmp_path)
    assert corpus.ids == ("a#二〇二一#1", "a#二〇二二#1")
    assert [d.metadata["title"] for d in corpus] == ["甲", "乙"]
    assert corpus["a#二〇二一#1"].text == CLAUSE.replace("，", "，\n")


def test_texts_that_are_html_or_lists_of_paragraphs(tmp_path):
    rows = [{"id": "h", "content": f"<p>{CLAUSE}</p><p>{OTHER}</p>"}, {"id": "l", "content": [CLAUSE, OTHER]}]
    corpus = pt.read(write(tmp_path / "a.json", rows))
    assert corpus["h"].text == corpus["l"].text == f"{CLAUSE}\n{OTHER}"
    assert corpus["h"].source.reader.endswith(", html")


def test_a_table_called_wrongly_is_read_and_told(tmp_path):
    write(tmp_path / "a.xlsx").rename(tmp_path / "a.csv")
    write(tmp_path / "b.xlsx", [{"正文": "请报送。"}]).rename(tmp_path / "b.txt")
    corpus = pt.read(tmp_path)
    assert corpus.ids == ("a#1", "a#2", "b#1")
    assert codes(corpus) == ["source.wrong_suffix"] * 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.xlsx", b"no workbook"),
        ("a.parquet", b"PAR1 broken PAR1"),
        ("a.parquet", b"no table"),
        ("a.json", b"[{]"),
        ("a.jsonl", b"{\n"),
    ],
)
def test_a_damaged_table_is_a_problem(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    corpus = pt.read(tmp_path / name)
    assert (len(corpus), codes(corpus)) == (0, ["source.damaged"])


def test_what_stands_before_the_damage_is_read(tmp_path):
    lines = [json.dumps({"正文": f"第{i}项请报送。"}, ensure_ascii=False) for i in range(20)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + '\n{"正文": "第', "utf-8")
    corpus = pt.read(tmp_path)
    assert len(corpus) == 20
    assert codes(corpus) == ["source.damaged"]


def test_rows_beyond_the_limit_are_told(tmp_path):
    path = write(tmp_path / "a.csv", [{"正文": f"第{i}项请报送。"} for i in range(9)])
    corpus = pt.read(path, limits=Limits(rows=4))
    assert (len(corpus), codes(corpus)) == (4, ["source.limit"])


@pytest.mark.parametrize("kind", ["file", "csv", "frame"])
def test_a_text_beyond_the_limit_is_cut_and_told_however_it_comes(kind, tmp_path):
    text, path = "各镇要建立台账。" * 3, tmp_path / ("a.csv" if kind == "csv" else "a.txt")
    rows = [{"doc_id": "a", "text": text}]
    if kind == "csv":
        write(path, rows)
    else:
        path.write_text(text, "utf-8")
    corpus = pt.read(pd.DataFrame(rows) if kind == "frame" else path, limits=Limits(text=8))
    assert (corpus["a"].text, codes(corpus)) == ("各镇要建立台账。", ["source.limit"])
    assert corpus.problems[["doc_id", "message"]].values.tolist() == [
        ["a", "the text has more than 8 characters; the rest is left out"]
    ]
    whole = pt.read(pd.DataFrame(rows), limits=Limits(text=len(text), rows=1))
    assert (whole["a"].text, codes(whole)) == (text, [])


def test_rows_of_a_dataframe_beyond_the_limit_are_told():
    frame = pd.DataFrame({"doc_id": list("abcd"), "text": ["请报送。", "请填报。", "请备案。", "请核对。"]})
    corpus = pt.read(frame, limits=Limits(rows=2))
    assert (corpus.ids, codes(corpus)) == (("a", "b"), ["source.limit"])
    assert corpus.problems["message"][0] == "the table has more than 2 rows; the rest is left out"


def test_a_workbook_that_declares_entities_is_not_read(tmp_path):
    import zipfile

    source = write(tmp_path / "a.xlsx")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + data
            new.writestr(name, data)
    corpus = pt.read(tmp_path / "b.xlsx")
    assert (len(corpus), codes(corpus)) == (0, ["source.limit"])


def problem(corpus, code="source.row"):
    """The one problem of a code."""
    [row] = corpus.problems[corpus.problems["code"] == code].itertuples()
    return row


def test_json_files_in_a_folder_never_vanish(tmp_path):
    def put(name, text):
        (tmp_path / name).write_text(text, "utf-8")

    def row(doc_id):
        return json.dumps({"id": doc_id, "text": f"{doc_id}请报送。"}, ensure_ascii=False)

    put("ok.txt", CLAUSE)
    put("lines.jsonl", f'{row("甲")}\n{{"id":\n{row("乙")}\n{{"id": "丙", "te')
    put("one.json", row("丁"))
    put("nameless.json", '{"text": "请报送。"}')
    put("wrapped.json", f'{{"count": 1, "data": [{row("戊")}]}}')
    put("cut.json", f"[{row('己')},")
    put("cut_object.json", row("庚")[:-4])
    put("lines.json", f"{row('辛')}\n{row('壬')}")
    put("package.json", '{"name": "x", "files": ["a"]}')
    corpus = pt.read(tmp_path)
    assert set(corpus.ids) == {"ok", *"甲乙丁戊己辛壬", "nameless"}
    damaged = corpus.problems[corpus.problems["code"] == "source.damaged"].set_index("path")["message"]
    assert set(damaged.index) == {str(tmp_path / f) for f in ("lines.jsonl", "cut.json", "cut_object.json")}
    assert "line 2: " in damaged[str(tmp_path / "lines.jsonl")]
    assert "line 4: " in damaged[str(tmp_path / "lines.jsonl")]
    assert codes(corpus) == ["source.damaged"] * 3


def test_an_object_beside_a_document_is_about_it_unless_it_is_as_long_as_one(tmp_path):
    (tmp_path / "b.txt").write_text(CLAUSE, "utf-8")
    for text, n in (("存疑", 1), (CLAUSE * 20, 2)):
        (tmp_path / "b.json").write_text(json.dumps({"text": text}), "utf-8")
        assert len(pt.read(tmp_path)) == n


def test_a_lone_object_without_text_names_its_keys(tmp_path):
    (tmp_path / "long.json").write_text(json.dumps([CLAUSE * 20]), "utf-8")
    assert "texts in place of objects" in problem(pt.read(tmp_path), "source.damaged").message
    (tmp_path / "a.json").write_text('{"id": "1", "条文": "请报送。"}', "utf-8")
    assert "the columns are id, 条文" in problem(pt.read(tmp_path / "a.json"), "source.no_text").message
    assert pt.read(tmp_path / "a.json", text="条文").ids == ("1",)


def test_a_table_with_long_texts_under_an_unknown_name_is_told(tmp_path):
    write(tmp_path / "a.csv", [{"id": "1", "条文": CLAUSE * 20}])
    assert "条文" in problem(pt.read(tmp_path), "source.no_text").message


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (f'doc_id,text\na,"{CLAUSE}\nb,{OTHER}\n', "quote"),
        (f'doc_id,text\na,"{CLAUSE}\nb,"{OTHER}"\n', "quote"),
        (f'text,doc_id\n{CLAUSE},a\n"{OTHER},b\n请报送。,c\n', "quote"),
        (f"doc_id,text\na,{CLAUSE},2,3\n", "2 | 3"),
    ],
)
def test_cells_that_are_out_of_place_are_told(tmp_path, table, told):
    (tmp_path / "a.csv").write_text(table, "utf-8")
    corpus = pt.read(tmp_path)
    assert corpus.ids[0] == "a"
    assert told in problem(corpus).message


def test_quoted_cells_with_line_ends_and_empty_cells_at_the_end_are_in_order(tmp_path):
    (tmp_path / "a.csv").write_text(f'doc_id,text\na,"一、\n“{OTHER}”""x""\n"\nb,{CLAUSE},,\nc,{OTHER}"x"\n', "utf-8")
    corpus = pt.read(tmp_path)
    assert corpus.ids == ("a", "b", "c")
    assert codes(corpus) == []


def test_of_two_columns_of_one_name_the_first_is_read_and_it_is_told(tmp_path):
    (tmp_path / "a.csv").write_text(f"doc_id,text,text,备注,备注\na,{CLAUSE},{OTHER},甲,乙\n", "utf-8")
    corpus = pt.read(tmp_path)
    assert corpus["a"].text == CLAUSE
    assert corpus["a"].metadata["备注"] == "甲"
    assert problem(corpus, "source.partial").message.endswith(": text, 备注")


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_a_cell_that_is_no_text_is_no_document(tmp_path, suffix):
    corpus = pt.read(write(tmp_path / f"a{suffix}", [{"id": "a", "text": CLAUSE}, {"id": "b", "text": 5}]))
    assert corpus.ids == ("a",)
    assert "2 (b): int" in problem(corpus).message
