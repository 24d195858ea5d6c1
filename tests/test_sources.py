"""Files to text: encodings, what cannot be read, which files a folder means, metadata."""

import dataclasses
import datetime as dt
import os
import re
import sys
from pathlib import Path

import pytest
from pdf_writer import Shown, pdf

import policytext as pt
from policytext import __version__
from policytext.corpus import Corpus
from policytext.errors import InputError, SourceNotFoundError
from policytext.model import Header
from policytext.sources.folder import find_files
from policytext.sources.limits import Limits
from policytext.sources.metadata import complete, index
from policytext.sources.metadata_files import read_metadata
from policytext.sources.registry import read_source
from policytext.sources.text import read

CLAUSE = "各县（区）要于9月底前完成排查，并将结果报送市民政局。"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16")],
)
def test_encodings(encoding, name):
    content = read(CLAUSE.encode(encoding))
    assert (content.text, content.encoding, content.problems) == (CLAUSE, name, ())


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(end):
    assert read(f"甲{end}乙{end}".encode()).text == "甲\n乙\n"


def test_a_bad_byte_is_replaced_and_told():
    data = CLAUSE.encode() + b"\xff" + CLAUSE.encode()
    content = read(data)
    assert content.text == CLAUSE + "\ufffd" + CLAUSE
    [problem] = content.problems
    assert problem.code == "source.encoding"
    assert f"1 characters cannot be read as utf-8; they stand as U+FFFD at {len(CLAUSE)}" in problem.message


def test_a_bad_byte_in_gb18030_is_told_as_such():
    content = read(CLAUSE.encode("gb18030") + b"\xff\n" + CLAUSE.encode("gb18030"))
    assert content.encoding == "gb18030"
    assert [p.code for p in content.problems] == ["source.encoding"]


def test_a_replacement_character_of_the_file_is_no_problem():
    assert read((CLAUSE + "\ufffd").encode()).problems == ()


def test_lone_surrogates_and_nul_are_kept():
    text = CLAUSE + "\ud800\x00"
    assert read(text.encode("utf-8", "surrogatepass")).text == text


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t"])
def test_an_empty_file_is_a_problem(data):
    assert [p.code for p in read(data).problems] == ["source.empty"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"PK\x03\x04", "source.damaged"),
        ("a", b"text", "source.unknown_format"),
        ("a.txt", b"%PDF-1.7", "source.damaged"),
        ("a.txt", b"\xd0\xcf\x11\xe0", "source.unknown_format"),
        ("a.txt", b"Rar!\x1a\x07", "source.unknown_format"),
        ("a.pptx", b"PK\x03\x04", "source.unknown_format"),
    ],
)
def test_other_formats_are_a_problem_that_says_what_to_do(tmp_path, name, data, code):
    (tmp_path / name).write_bytes(data)
    text, source, [problem] = read_source(tmp_path / name)
    assert text is None
    assert problem.code == code
    assert re.search("[\u4e00-\u9fff]", problem.action)
    assert problem.path == source.path == str(tmp_path / name)


HTML = f"<!doctype html><html><body><p>{CLAUSE}</p></body></html>"
RTF = r"{\rtf1\ansi\ansicpg936 " + "".join(f"\\'{b:02x}" for b in CLAUSE.encode("gbk")) + r"\par}"


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.txt", HTML.encode(), "html"),
        ("a.doc", HTML.encode("gbk"), "html"),
        ("a.doc", RTF.encode(), "rtf"),
        ("a.pdf", RTF.encode(), "rtf"),
        ("a", HTML.encode(), "html"),
    ],
)
def test_a_file_is_read_as_what_it_is(tmp_path, name, data, reader):
    (tmp_path / name).write_bytes(data)
    text, source, problems = read_source(tmp_path / name)
    assert text is not None
    assert text.strip() == CLAUSE
    assert source.format == reader
    assert "source.wrong_suffix" in [p.code for p in problems]


def test_an_old_excel_table_says_what_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr("policytext.sources.registry.kind_of", lambda data: "xls")
    (tmp_path / "a.xls").write_bytes(b"x")
    [problem] = read_source(tmp_path / "a.xls")[2]
    assert problem.code == "source.unknown_format"
    assert problem.message == "an old Excel table (xls) cannot be read"
    assert "xlsx" in problem.action


def test_markdown_may_begin_with_a_tag(tmp_path):
    (tmp_path / "a.md").write_text(f'<div align="center">\n\n{CLAUSE}\n', "utf-8")
    text, source, problems = read_source(tmp_path / "a.md")
    assert (text, source.format, problems) == (f'<div align="center">\n\n{CLAUSE}\n', "markdown", ())


def test_a_text_may_begin_like_an_old_word_file(tmp_path):
    data = "郓城县要报送。".encode("gbk")  # 0xDCA9; the first of such files is 0xDCA5
    data = b"\xdc\xa5" + data
    (tmp_path / "a.txt").write_bytes(data)
    assert read_source(tmp_path / "a.txt")[0] == data.decode("gbk")


def test_a_reader_that_fails_costs_only_its_file(tmp_path, monkeypatch):
    def fail(data, limits):
        raise ZeroDivisionError("oh\nno")

    monkeypatch.setattr("policytext.sources.html.read", fail)
    (tmp_path / "a.html").write_text(HTML, "utf-8")
    (tmp_path / "b.txt").write_text(CLAUSE, "utf-8")
    corpus = Corpus.read(tmp_path)
    assert corpus.ids == ("b",)
    [row] = corpus.problems[corpus.problems["code"].str.startswith("source.")].itertuples()
    assert (row.code, row.message) == ("source.failed", "reading the file failed: ZeroDivisionError: oh no")


def test_a_missing_package_is_told_and_the_rest_is_read(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "b.txt").write_text(CLAUSE, "utf-8")
    corpus = Corpus.read(tmp_path)
    assert corpus.ids == ("b",)
    problems = corpus.problems.set_index("code")
    assert "policytext[files]" in problems.loc["source.missing_package", "message"]


def test_what_a_page_says_of_itself_is_metadata_and_the_researcher_goes_first(tmp_path):
    page = f'<html><head><meta name="PubDate" content="2021-03-04"><title>关于排查的通知</title></head><body><p>{CLAUSE}</p>'
    (tmp_path / "a.html").write_text(page, "utf-8")
    held = dict(Corpus.read(tmp_path)["a"].metadata)
    assert "title" in held
    (tmp_path / "metadata.csv").write_text("doc_id,title\na,别的\n", "utf-8")
    assert Corpus.read(tmp_path)["a"].metadata == {**held, "title": "别的", "doc_id": "a"}


def test_what_cannot_be_opened_is_a_problem(tmp_path):
    (tmp_path / "folder.txt").mkdir()
    for name in ("absent.txt", "folder.txt"):
        text, _, [problem] = read_source(tmp_path / name)
        assert (text, problem.code) == (None, "source.unreadable")


def test_provenance(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"abc")
    _, source, _ = read_source(tmp_path / "a.txt", name="a.txt")
    assert (source.path, source.format, source.encoding) == ("a.txt", "text", "utf-8")
    assert (source.reader, source.pages) == (f"text (policytext {__version__})", ())
    assert source.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_library_and_the_pages_are_on_record_and_saved(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf([[Shown(90, 700, CLAUSE)], [Shown(90, 700, CLAUSE)]]))
    doc = Corpus.read(tmp_path)["a"]
    assert re.fullmatch(rf"pdf \(policytext {__version__}\), pypdfium2 [\d.]+, pdfium \d+", doc.source.reader)
    assert len(doc.source.pages) == 2
    assert doc.source.pages[0] == 0
    Corpus([doc]).save(tmp_path / "out")
    assert Corpus.load(tmp_path / "out")["a"].source == doc.source


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "2021/c.txt", "2021/d.md", "2021/d.txt", "e.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(CLAUSE, "utf-8")
    for aside in ("README.md", ".hidden.txt", "~$e.docx", "a.json", "links.csv", "metadata.csv", ".git/x.txt"):
        (tmp_path / aside).parent.mkdir(exist_ok=True)
        (tmp_path / aside).write_text("", "utf-8")
    return tmp_path


def test_a_folder_means_its_documents_in_order(folder):
    found = find_files(folder)
    assert [f.doc_id for f in found.files] == ["2021/c", "2021/d.md", "2021/d.txt", "a", "b", "e"]
    assert [p.code for p in found.problems] == ["source.same_name"] * 2
    assert found.metadata == folder / "metadata.csv"


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("*.txt", ["a", "b"]),
        ("**/*.txt", ["2021/c", "2021/d", "a", "b"]),
        ("2021/[cx].txt", ["2021/c"]),
        ("?.txt", ["a", "b"]),
    ],
)
def test_patterns(folder, pattern, ids):
    assert [f.doc_id for f in find_files(folder, pattern=pattern).files] == ids


def test_a_glob_is_read_from_its_first_wildcard_on(folder):
    assert [f.doc_id for f in find_files(f"{folder}/*/*.txt").files] == ["2021/c", "2021/d"]
    assert [f.doc_id for f in find_files(f"{folder}/2021/[cx].txt").files] == ["c"]


def test_one_file(folder):
    [file] = find_files(folder / "2021" / "c.txt").files
    assert (file.doc_id, file.inside) == ("c", "c.txt")


@pytest.mark.parametrize(
    "source", ["absent", "absent/*.txt", "*.nothing", "", "x" * 10_000, "请\x00报送", "各地：\n要开展排查。"]
)
def test_what_is_not_there_is_one_clear_error(source):
    with pytest.raises(SourceNotFoundError) as e:
        find_files(source)
    assert "\n" not in str(e.value)
    assert len(str(e.value)) < 250


def test_a_bad_pattern_is_one_clear_error(folder):
    with pytest.raises(InputError, match="文件名模式"):
        find_files(folder, pattern="[z-a].txt")


def test_a_folder_without_documents_says_what_it_holds(tmp_path):
    (tmp_path / "table.csv").write_text("")
    [problem] = find_files(tmp_path).problems
    assert problem.code == "source.nothing"
    assert "1 .csv" in problem.message
    assert "DataFrame" in problem.action


def test_a_folder_that_may_not_be_read_is_a_problem(folder, monkeypatch):
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("2021"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_files(folder)
    assert [f.doc_id for f in found.files] == ["a", "b", "e"]
    assert [(p.code, p.path) for p in found.problems] == [("source.unreadable", str(folder / "2021"))]


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return read_metadata(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_metadata_by_file_and_by_id(tmp_path, encoding):
    table = write(tmp_path / "m.csv", "文件,标题,级别,备注\r\n2021\\a.txt,甲,市级,存疑\r\n", encoding)
    assert table.of("2021/a", "2021/a.txt") == {"file": "2021\\a.txt", "title": "甲", "level": "市级", "备注": "存疑"}
    assert table.of("b", "b.txt") == {}
    assert write(tmp_path / "m.csv", "doc_id;title\na;乙\n").of("a")["title"] == "乙"


@pytest.mark.parametrize("text", ["title,level\n甲,市级\n", "file\n\n,\n,x\n", "\x00", "file,file\n"])
def test_a_table_that_cannot_be_used_is_at_most_a_problem(tmp_path, text):
    table = write(tmp_path / "m.csv", text)
    assert table.of("a", "a.txt") == {}
    assert {p.code for p in table.problems} <= {"metadata.unusable", "metadata.row"}


def test_a_table_without_ids_says_what_it_needs():
    [problem] = index([{"title": "甲"}], "m.csv").problems
    assert problem.code == "metadata.unusable"
    assert "doc_id" in problem.action


def test_second_rows_and_rows_without_document_are_problems():
    table = index([{"doc_id": "a", "title": "甲"}, {"doc_id": "a", "title": "乙"}, {"doc_id": "x"}], "m.csv")
    assert table.of("a")["title"] == "甲"
    assert [p.code for p in table.problems] == ["metadata.row"]
    assert any("(x)" in p.message for p in table.unused([("a", None)]))


def test_metadata_fills_only_what_is_empty():
    given = {
        "title": "别的",
        "issuers": "青禾县民政局、财政局；教育局",
        "issued": "2021/7/21",
        "level": "县级",
        "url": "u",
    }
    header, problems = complete(Header(title="通知"), given | {"document_number": "青民发[2021]3号"})
    assert header.title == "通知"
    assert header.issuers == ("青禾县民政局", "财政局", "教育局")
    assert (header.issued, header.level) == (dt.date(2021, 7, 21), "county")
    assert header.document_number == "青民发〔2021〕3号"
    assert {(e.field, e.rule, e.span.length) for e in header.evidence} == {
        (f, "metadata", 0) for f in ("issuers", "issued", "level", "document_number")
    }
    assert problems == ()
    assert complete(header, given) == (header, ())


@pytest.mark.parametrize(
    "given",
    [
        "2021-07-21",
        "2021.7.21",
        "20210721",
        "2021年7月21日",
        "2021-07-21 18:38:25",
        "2021-07-21T00:00:00.000+0800",
        "1626796800000",
        "44398",
        "44398.78",
    ],
)
def test_dates_as_tables_write_them(given):
    assert complete(Header(), {"issued": given})[0].issued == dt.date(2021, 7, 21)


@pytest.mark.parametrize(("field", "value"), [("issued", "2021-13-01"), ("issued", "去年"), ("level", "大区")])
def test_a_value_that_cannot_be_is_a_problem(field, value):
    header, [problem] = complete(Header(), {field: value})
    assert header == Header()
    assert problem.code == "metadata.value"
    assert value in problem.message


def test_one_text_can_be_given_its_date():
    doc = pt.parse("一、工作安排\n各镇要于9月底前完成选址。", metadata={"issued": "2023-03-20"})
    assert (doc.header.issued, doc.deadlines[0].latest) == (dt.date(2023, 3, 20), dt.date(2023, 9, 30))


@pytest.mark.parametrize("given", ["2023", "2023年", "2023.3", "2023-03", "2023年3月"])
def test_a_year_or_month_is_told_from_what_is_no_date(given):
    _, [problem] = complete(Header(), {"issued": given})
    assert "a year or month alone is not used" in problem.message


@pytest.mark.parametrize("given", ["3/20/2023", "20240", "123456", "1.5"])
def test_no_day_is_guessed(given):
    header, [problem] = complete(Header(), {"issued": given})
    assert header.issued is None and "is no date" in problem.message


@pytest.mark.parametrize("text", ["", "\n", "file,issued\n", "file,issued\n,\n"])
def test_a_table_without_rows_is_told(tmp_path, text):
    [problem] = write(tmp_path / "metadata.csv", text).problems
    assert (problem.code, "no rows" in problem.message) == ("metadata.unusable", True)


def test_links_to_folders_are_told_and_not_followed(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "z.txt").write_text(CLAUSE, "utf-8")
    (folder / "2021" / "back").symlink_to(folder, target_is_directory=True)
    (folder / "away").symlink_to(elsewhere, target_is_directory=True)
    (folder / "self").symlink_to(folder / "self")
    found = find_files(folder)
    assert [f.doc_id for f in found.files] == ["2021/c", "2021/d.md", "2021/d.txt", "a", "b", "e", "self"]
    told = {p.path: p.code for p in found.problems if p.code != "source.same_name"}
    assert told == {str(folder / "2021" / "back"): "source.loop", str(folder / "away"): "source.link"}


def test_names_in_another_encoding_give_readable_ids(tmp_path):
    name = os.fsdecode("排查方案".encode("gbk"))
    (tmp_path / f"{name}.txt").write_text(CLAUSE, "utf-8")
    assert [f.doc_id for f in find_files(tmp_path).files] == ["排查方案"]


def test_the_page_of_files_lists_every_limit_with_its_default():
    page = (Path(__file__).parent.parent / "docs" / "sources.md").read_text("utf-8")
    for field in dataclasses.fields(Limits):
        assert re.search(rf"^\| `{field.name}` \|[^|]+\| {field.default:,} \|$", page, re.M), field.name


def test_a_list_of_texts_says_how_texts_are_given(tmp_path):
    with pytest.raises(InputError, match="DataFrame with the columns doc_id and text"):
        pt.read([CLAUSE, CLAUSE + "各镇要报送。"])
    (tmp_path / "a.txt").write_text(CLAUSE, "utf-8")
    corpus = pt.read([tmp_path / "a.txt", CLAUSE, "absent.txt"])
    assert corpus.ids == ("a",)
    text, path = corpus.problems.loc[corpus.problems["code"] == "source.missing", "action"]
    assert "DataFrame" in text
    assert "check the path" in path
