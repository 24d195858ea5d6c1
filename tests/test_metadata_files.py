"""Tables of metadata as they come: damaged rows, Excel, other names, numbers for ids, rows that fit no document."""

import pandas as pd
import pytest

import policytext as pt
from policytext.errors import InputError

CLAUSE = "各县（区）要于9月底前完成排查。"


@pytest.fixture
def folder(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(CLAUSE + name, "utf-8")
    return tmp_path


def told(corpus):
    """Codes and messages about tables."""
    rows = corpus.problems[corpus.problems["code"].str.startswith(("metadata.", "source."))]
    return dict(zip(rows["code"], rows["message"], strict=True))


def titles(corpus):
    return {doc.doc_id: doc.metadata.get("title") for doc in corpus}


@pytest.mark.parametrize(
    ("table", "code", "why", "held"),
    [
        ("file,title,level\na.txt,甲，乙,丙,县级\nb.txt,丁,县级\n", "metadata.row", "more cells", {"b": "丁"}),
        ('file,title\nb.txt,丁\na.txt,"甲\nc.txt,丙\n', "metadata.row", "quote", {"b": "丁"}),
        ("file,doc_id,title\na.txt,b,甲\n", "metadata.row", "'a' and 'b'", {}),
        ("file,title,title\na.txt,甲,乙\n", "metadata.column", "'title'", {"a": "甲"}),
        ("檔名,標題,層級\na.txt,甲,縣級\n", None, None, {"a": "甲"}),
        ("doc_id,编号,title\na,7,甲\n", None, None, {"a": "甲"}),
    ],
)
def test_what_is_wrong_in_a_row_is_told_and_never_applied(folder, table, code, why, held):
    (folder / "metadata.csv").write_text(table, "utf-8")
    corpus = pt.read(folder)
    assert titles(corpus) == {"a": None, "b": None} | held
    assert list(told(corpus)) == ([code] if code else [])
    assert all(why in message for message in told(corpus).values())


def test_bytes_that_are_no_character_are_told(folder):
    (folder / "metadata.csv").write_bytes("file,title\na.txt,关于排查的通知\nb.txt,关于".encode() + b"\xff\xe5\n")
    corpus = pt.read(folder)
    assert titles(corpus)["a"] == "关于排查的通知"
    assert list(told(corpus)) == ["source.encoding"]


@pytest.mark.parametrize("name", ["metadata.xlsx", "Metadata.CSV", "元数据.csv", "元数据.xlsx", "METADATA.tsv"])
def test_the_table_of_a_folder_by_other_names(folder, name):
    frame = pd.DataFrame({"file": ["a.txt"], "标题": ["甲"], "成文日期": [pd.Timestamp("2021-07-21")]})
    if name.endswith("xlsx"):
        frame.to_excel(folder / name, index=False)
    else:
        frame.to_csv(folder / name, index=False, sep="\t" if name.endswith("tsv") else ",")
    corpus = pt.read(folder)
    assert titles(corpus) == {"a": "甲", "b": None}
    assert corpus["a"].metadata["issued"] == "2021-07-21"
    assert told(corpus) == {}
    assert titles(pt.read(folder / "a.txt", metadata=folder / name)) == {"a": "甲"}


def test_tables_that_are_not_used_are_told(folder):
    (folder / "metadata.csv").write_text("file,title\na.txt,甲\n", "utf-8")
    (folder / "元数据.csv").write_text("file,title\na.txt,乙\n", "utf-8")
    (folder / "sub").mkdir()
    (folder / "sub" / "metadata.csv").write_text("file,title\na.txt,丙\n", "utf-8")
    corpus = pt.read(folder)
    assert titles(corpus)["a"] == "甲"
    assert list(corpus.problems.loc[corpus.problems["code"] == "metadata.unusable", "path"]) == [
        str(folder / "元数据.csv"),
        str(folder / "sub" / "metadata.csv"),
    ]


@pytest.mark.parametrize(
    ("name", "data"), [("m.xls", b"\xd0\xcf\x11\xe0"), ("m.xlsx", b"PK\x03\x04"), ("m.pdf", b"%PDF-1")]
)
def test_a_table_in_another_format_is_a_problem(folder, name, data):
    (folder / name).write_bytes(data)
    assert "metadata.unusable" in told(pt.read(folder / "a.txt", metadata=folder / name))


def test_whole_numbers_are_ids_as_one_writes_them_and_rows_without_document_are_told(tmp_path):
    frame = pd.DataFrame({"doc_id": [1.0, 2.0, None], "text": [CLAUSE, CLAUSE + "二", "x"]})
    corpus = pt.read(frame, metadata=pd.DataFrame({"doc_id": [1, 9, None], "title": ["甲", "乙", None]}))
    assert titles(corpus) == {"1": "甲", "2": None}
    assert told(corpus)["metadata.no_document"].startswith("row 2 (9)")
    (tmp_path / "1.txt").write_text(CLAUSE, "utf-8")
    corpus = pt.read(tmp_path, metadata=pd.DataFrame({"doc_id": [1, None], "title": ["甲", "乙"]}))
    assert titles(corpus) == {"1": "甲"}
    corpus = pt.read([tmp_path, frame], metadata=pd.DataFrame({"doc_id": [2, 9]}))
    assert told(corpus)["metadata.no_document"].startswith("row 2 (9)")


@pytest.mark.parametrize("cell", [b"text", ["a", "b"], 5, True, 2.5])
def test_a_cell_of_a_frame_that_is_no_text_is_left_out(cell):
    corpus = pt.read(pd.DataFrame({"doc_id": ["a", "b"], "text": [CLAUSE, cell]}))
    assert corpus.ids == ("a",)
    assert "row 1 (b)" in told(corpus)["source.row"]
    assert type(cell).__name__ in told(corpus)["source.row"]


def test_columns_of_one_name_are_refused_in_a_frame():
    frame = pd.DataFrame([["a", CLAUSE, "x"]], columns=["doc_id", "text", "text"])
    with pytest.raises(InputError, match="several columns called 'text'"):
        pt.read(frame)


BODY = "各镇人民政府：\n现将有关事项通知如下。\n一、各镇要建立助餐点名录。\n"


def read_titled(title, text=BODY, **more):
    return pt.read(pd.DataFrame([{"doc_id": "a", "text": text, "title": title, **more}]))


def test_a_title_of_the_metadata_tells_what_a_printed_one_does():
    title = "云川省青禾县人民政府关于加强老年助餐服务的通知（青政发〔2021〕7号）"
    corpus = read_titled(title)
    header, printed = corpus["a"].header, pt.parse(f"{title}\n\n{BODY}").header
    assert (header.title, header.genre, header.issuers) == (title, "通知", ("云川省青禾县人民政府",))
    for name in ("genre", "issuers", "level", "jurisdiction"):
        assert getattr(header, name) == getattr(printed, name) is not None
    assert corpus.documents["from_metadata"].tolist() == ["genre；issuers；level；jurisdiction；title"]


def test_fields_of_their_own_rule_over_what_the_title_tells():
    header = read_titled("青禾县人民政府关于老年助餐的通知", issuers="青禾县民政局", level="市", jurisdiction="澜溪市")[
        "a"
    ].header
    assert (header.issuers, header.level, header.jurisdiction) == (("青禾县民政局",), "prefecture", "澜溪市")
    assert [e.rule for e in header.evidence if e.field == "issuers"] == ["metadata"]


def test_what_the_text_shows_rules_over_the_title_of_the_metadata():
    signed = BODY + "\n青禾县民政局\n2021年3月5日\n"
    header = read_titled("澜溪市教育局关于老年助餐的通知", signed)["a"].header
    assert (header.issuers, header.level) == (("青禾县民政局",), "county")


@pytest.mark.parametrize(
    "title",
    [
        "解读《青禾县老年助餐实施方案》",
        "县政府再推六项措施，食堂进社区方案",
        "民政局负责人解读青禾县助餐方案",
        "青禾县助餐进社区",
    ],
)
def test_the_title_of_a_writing_about_a_document_is_a_title_only(title):
    header = read_titled(title, "近日，社区食堂开张了。")["a"].header
    assert (header.title, header.genre, header.issuers, header.level) == (title, None, (), None)
