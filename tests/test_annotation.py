"""Annotation files: what goes in comes out again."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import TASK_AT, TEXT, document

from policytext import annotation
from policytext.errors import InputError, SourceNotFoundError
from policytext.model import Document, Problem
from policytext.parser import Parser, parse

HALF = "青禾县民政局关于加强检查,做好服务的通知\n各镇(街道):\n一、加强检查,做好服务\n各镇(街道)要开展检查,做好记录.\n青禾县民政局\n2021年3月2日"
SCRIPT = "青禾縣民政局關於加強檢查的通知\n各鎮人民政府:\n一、加強檢查\n縣財政局、發展改革局要開展檢查。\n青禾縣民政局\n2021年3月2日"


@pytest.mark.parametrize(
    ("text", "title", "heading", "name"),
    [
        (HALF, "青禾县民政局关于加强检查,做好服务的通知", "加强检查,做好服务", "各镇(街道)"),
        (SCRIPT, "青禾縣民政局關於加強檢查的通知", "加強檢查", "縣發展改革局"),
    ],
    ids=("half width", "traditional"),
)
def test_values_are_written_as_printed_and_read_back_folded(text, title, heading, name):
    doc = parse(text)
    data = annotation.to_annotation(doc)
    assert (data["document"]["title"], data["sections"][0]["heading"]) == (title, heading)
    assert name in [u["name"] for row in data["sentences"] for u in row.get("units", ())]
    assert annotation.from_annotation(data, text) == doc


def there_and_back(doc: Document) -> Document:
    return annotation.from_annotation(json.loads(annotation.dumps(annotation.to_annotation(doc))), doc.text)


FIELDS = ("title", "document_number", "issuers", "jurisdiction")


@given(
    st.sampled_from((HALF, SCRIPT, "各镇要建成站点。", "各镇要建成站点(含村级),做好记录.")),
    st.fixed_dictionaries(
        {k: st.text(alphabet="体育,!?()（）[]〔〕<>〈〉《》「」\"'.:;－１a國於县 　", max_size=12) for k in FIELDS}
    ),
)
def test_metadata_comes_back_equal_whatever_its_marks(text, metadata):
    doc = Parser().parse(text.partition("\n")[2] or text, metadata=metadata)
    assert there_and_back(doc) == doc


def coded(doc: Document) -> dict:
    """The annotation as a coder writes it: without the fields that only the library knows."""
    data = annotation.to_annotation(doc)
    further = {"rule", "section", "path", "parent", "scope", "governs", "tasks"}
    for k in ("provisions", "evidence", "problems", "source", "metadata"):
        del data[k]
    for row in (*data["sections"], *data["sentences"], *data["citations"], *data["slogans"]):
        for k in further & set(row):
            del row[k]
        for inner in (*row.get("units", ()), *row.get("deadlines", ()), *row.get("targets", ())):
            for k in further & set(inner):
                del inner[k]
    for row in data["sections"]:
        del row["span"]
    return data


def test_a_document_comes_back_equal():
    assert there_and_back(document()) == document()


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_any_text_comes_back_equal(text):
    doc = parse(text)
    back = there_and_back(doc)
    # JSON joins two lone surrogates that make a pair; the text itself is not in the annotation.
    assert back == doc or any(0xD800 <= ord(ch) < 0xE000 for ch in text)
    assert back.sentences == doc.sentences


def test_what_a_coder_leaves_out_is_worked_out():
    doc = annotation.from_annotation(coded(document()), TEXT)
    assert doc.sections[0].path == "一"
    assert doc.sections[0].span == document().sections[0].span
    assert [s.section for s in doc.sentences] == [None, 0, 0, 0]
    assert [(a.name, a.scope, a.governs) for a in doc.assignments] == [
        ("各社区", "sentence", (2,)),
        ("县民政局", "item", (2,)),
        ("县教育局", "item", (2,)),
    ]
    assert [p.path for p in doc.provisions] == ["一"]
    assert {x.rule for x in doc.extracts()} == {"coded"}


def test_a_deadline_in_a_stage_heading_governs_the_section():
    data = coded(document())
    data["sentences"][1]["deadlines"] = data["sentences"][2].pop("deadlines")
    doc = annotation.from_annotation(data, TEXT)
    assert [(d.scope, d.governs) for d in doc.deadlines] == [("section", (2,))]


def test_another_text_is_a_problem_not_an_error():
    doc = annotation.from_annotation(coded(document()), TEXT.replace("助餐", "送餐"))
    assert {p.code for p in doc.problems} == {"annotation.text"}
    assert all(doc.text[x.span.start : x.span.end] == x.text for x in doc.tasks)


@pytest.mark.parametrize("change", [{"format": "other/1"}, {"sentences": [{"id": 0}]}, {"sections": [{"level": 1}]}])
def test_what_is_no_annotation_is_one_clear_error(change):
    with pytest.raises(InputError, match="标注"):
        annotation.from_annotation(coded(document()) | change, TEXT)


def test_files(tmp_path):
    doc = replace(document(), problems=(Problem(code="x", message="\ud800", action="看"),))
    annotation.save(doc, tmp_path / "a.json")
    assert annotation.load(tmp_path / "a.json", TEXT) == doc
    with pytest.raises(InputError, match="exists"):
        annotation.save(doc, tmp_path / "a.json")
    written = (tmp_path / "a.json").read_text("utf-8")
    assert f'"span": [{TASK_AT}, ' in written
    assert '"message": "\\ud800"' in written


def test_pairs_need_their_text(tmp_path):
    with pytest.raises(SourceNotFoundError, match="未找到标注"):
        annotation.pairs(tmp_path)
    annotation.save(document(), tmp_path / "a.json")
    with pytest.raises(SourceNotFoundError, match=r"1 file ID\.json, of which 1 \(a\.json …\) without the text"):
        annotation.pairs(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n")
    with pytest.raises(SourceNotFoundError, match=r"the text of .*a\.json is missing"):
        annotation.pairs(tmp_path)


@pytest.mark.real
def test_the_schema_holds(shared):
    import jsonschema

    schema = json.loads((shared / "spec" / "annotation.schema.json").read_text("utf-8"))
    jsonschema.validate(annotation.to_annotation(document()), schema)
    for file in sorted((shared / "corpora" / "coded").glob("*/*.txt")):
        jsonschema.validate(annotation.to_annotation(parse(file.read_text("utf-8"))), schema)


@pytest.mark.real
def test_coded_documents_come_back_equal(shared):
    for folder in sorted((shared / "corpora" / "coded").iterdir()):
        for file, text in annotation.pairs(folder):
            doc = annotation.load(file, text)
            assert not doc.problems
            assert there_and_back(doc) == doc
            given, made = annotation.load_json(file), annotation.to_annotation(doc)
            assert made["document"] == given["document"]
            for row, other in zip(given["sentences"], made["sentences"], strict=True):
                assert {
                    k: v for k, v in row.items() if k in ("id", "span", "text", "label", "modality")
                }.items() <= other.items()
