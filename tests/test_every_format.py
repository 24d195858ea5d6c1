"""One notice in every format: what is found in it is the same, but for what a format cannot hold, which stands below."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from format_writers import DOCUMENTS, TABLES, Paragraph, Table, archive, marked, plain

import policytext as pt
from policytext.reading.text.fold import simplified


def line(text):
    return Paragraph(text=text)


def indented(text):
    return Paragraph(text=text, place="indent")


def item(level, text):
    return Paragraph(text=text, place="indent", level=level)


NOTICE = [
    line("青石政办发〔2023〕12号"),
    Paragraph(text="青石市人民政府办公室关于印发青石市社区助餐服务实施方案的通知", place="centre"),
    line("各县（区）人民政府，市政府各部门："),
    indented("《青石市社区助餐服务实施方案》已经市政府同意，现印发给你们，请结合实际认真贯彻落实。"),
    Paragraph(text="青石市人民政府办公室", place="right"),
    Paragraph(text="2023年3月15日", place="right"),
    Paragraph(text="青石市社区助餐服务实施方案", place="centre"),
    indented(
        "为落实《云川省人民政府办公厅关于推进社区助餐服务的意见》（云政办发〔2022〕37号）和《青石市养老服务条例》要求，切实解决老年人吃饭难、吃饭贵、吃饭远的问题，结合我市实际，制定本方案。"
    ),
    item(0, "总体目标"),
    indented(
        "到2024年底，全市建成助餐点180个以上，城市社区助餐服务覆盖率达到80%以上，老年人满意率不低于92%，形成布局合理、方便可及的助餐网络。"
    ),
    item(0, "重点任务"),
    item(1, "健全服务网络"),
    item(
        2,
        "编制设施布局规划。各县（区）要对辖区老年人口数量和现有设施进行全面摸排，2023年9月底前完成规划编制，报市民政局备案。（牵头单位：市民政局；配合单位：市自然资源和规划局、市住房城乡建设局）",
    ),
    item(
        2,
        "培育多元主体。支持餐饮企业、物业服务企业利用自有设施开办老年食堂。鼓励机关食堂在错峰时段向社区老年人开放。（责任单位：市商务局）",
    ),
    item(1, "加强安全监管"),
    item(
        2,
        "落实主体责任。助餐服务机构应当依法取得食品经营许可，不得拒收现金，严禁以助餐名义推销保健品。（牵头单位：市市场监管局）",
    ),
    item(2, "开展监督检查。县级市场监管部门每季度至少开展1次监督检查，自收到投诉之日起5个工作日内核查处置。"),
    item(0, "保障措施"),
    item(
        1,
        "加强组织领导。市民政局会同市财政局建立工作协调机制，及时研究解决问题，2023年11月30日前将工作进展情况报市政府。",
    ),
    item(1, "严格督导考核。市政府办公室将助餐服务纳入绩效考核，对工作滞后的予以通报。"),
    line("附件"),
    Paragraph(text="重点任务分工表", place="centre"),
    Table(
        rows=[
            ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"],
            ["1", "建立助餐点名录并向社会公布", "市民政局", "市商务局", "2023年6月底前"],
            ["2", "开展食品安全检查", "市市场监管局", "市卫生健康委", "2023年10月31日前"],
            ["3", "拨付助餐补贴资金", "市财政局", "市民政局", "2023年12月底前"],
        ]
    ),
]

PAGE_NUMBERS = "page numbers: they are units of their own, or stand inside a unit that runs over the page"
CANNOT = {
    "PDF": (PAGE_NUMBERS, "tables without lines round their cells: no rows"),
    "OFD": (PAGE_NUMBERS, "tables without lines round their cells: no rows"),
}
"""What a format cannot hold, or is not found in it; the same table stands in docs/sources.md."""
PAGE_NUMBER = re.compile(r"—\s*\d+\s*—")


def traditional(text):
    """The text in Traditional characters: those that Big5 lacks in their Simplified form."""
    forms = {}
    for code, simple in simplified().items():
        held = chr(code).encode("big5", "ignore")
        if held and not simple.encode("big5", "ignore"):
            forms.setdefault(ord(simple), []).append(held)
    return text.translate({simple: min(held).decode("big5") for simple, held in forms.items()})


def bare(found):
    """What was found without white space and page numbers, in Simplified characters."""
    if isinstance(found, str):
        return re.sub(r"\s", "", PAGE_NUMBER.sub("", found)).translate(simplified())
    return tuple(map(bare, found)) if isinstance(found, list | tuple) else found


def findings(doc):
    """All that is found in a document but the offsets."""
    found = {
        "units": [(s.label, s.text) for s in doc.sentences if not PAGE_NUMBER.fullmatch(s.text.strip())],
        "sections": [(s.path, s.marker, s.heading, s.level) for s in doc.sections],
        "tasks": [(t.text, t.modality) for t in doc.tasks],
        "assignments": [(a.name, a.role, a.source, a.scope) for a in doc.assignments],
        "deadlines": [(d.text, d.kind, d.earliest, d.latest, d.recurs) for d in doc.deadlines],
        "targets": [t.text for t in doc.targets],
        "citations": [(c.title, c.number, c.kind, c.relation) for c in doc.citations],
        "duties": [(r.text, r.row, r.time) for r in doc.duties],
        "header": [(f.name, getattr(doc.header, f.name)) for f in fields(doc.header) if f.name not in PLACES],
    }
    return {kind: bare(each) for kind, each in found.items()}


PLACES = {"evidence", "elements"}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The notice in every format, in one folder."""
    folder = tmp_path_factory.mktemp("formats")
    files = {name if "." in name else f"{name}.{name}": write(NOTICE) for name, write in (DOCUMENTS | TABLES).items()}
    files["marked.md"] = marked(NOTICE).encode()
    files["big5.txt"] = traditional(plain(NOTICE)).encode("big5")
    members = {"甲.txt": "gb18030.txt", "乙.docx": "docx.docx", "丙.pdf": "pdf.pdf", "丁.csv": "csv.csv"}
    files["zip.zip"] = archive({name: files[held] for name, held in members.items()})
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return pt.read(folder)


@pytest.fixture(scope="module")
def original():
    """The notice as plain text, never a file."""
    return pt.parse(plain(NOTICE))


IDS = (
    *("utf-8", "gb18030", "utf-16", "big5", "md", "marked", "html", "docx", "doc", "wps", "rtf", "pdf", "ofd"),
    *("xlsx#1", "csv#1", "tsv#1", "json#1", "jsonl#1", "parquet#1", "zip/甲", "zip/乙", "zip/丙", "zip/丁#1"),
)


def test_every_file_gives_its_document_and_no_problem(corpus):
    assert sorted(corpus.ids) == sorted(IDS)
    assert set(corpus.problems["code"]) <= {"corpus.same_text"}


def test_the_notice_shows_something_of_every_kind(original):
    found = findings(original)
    assert {kind: len(each) for kind, each in found.items() if kind != "header"} == {
        "units": 52, "sections": 11, "tasks": 10, "assignments": 21, "deadlines": 8, "targets": 4, "citations": 2,
        "duties": 3,
    }  # fmt: skip
    assert {name for name, value in found["header"] if not value} == {"printed"}
    assert {a.scope for a in original.assignments} == {"sentence", "item", "row"}


@pytest.mark.parametrize("doc_id", IDS)
def test_the_same_is_found_in_every_format(corpus, original, doc_id):
    found, expected = findings(corpus[doc_id]), findings(original)
    for kind in expected:
        assert found[kind] == expected[kind], kind


@pytest.mark.parametrize("doc_id", ["pdf", "ofd"])
def test_page_numbers_stand_in_the_text(corpus, doc_id):
    numbers = [s.text for s in corpus[doc_id].sentences if PAGE_NUMBER.search(s.text)]
    assert [len(bare(text)) > 0 for text in numbers] == [True, False]


def test_the_documentation_has_the_same_table():
    text = (Path(__file__).parent.parent / "docs" / "sources.md").read_text("utf-8")
    listed = re.search(r"\| format \| not found \|\n\|---\|---\|\n((?:\|.*\n)+)", text)[1]
    assert listed == "".join(f"| {name} | {limit} |\n" for name, limits in CANNOT.items() for limit in limits)
