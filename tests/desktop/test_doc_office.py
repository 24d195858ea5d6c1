"""What LibreOffice writes as .doc and .rtf, read back: text, tables, notes, headers, numbers, tracked changes."""

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from docx_writer import numbered

from policytext.sources import doc, rtf
from policytext.sources.kinds import kind_of

SOFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.desktop, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is absent")]

URIS = {s: f"urn:oasis:names:tc:opendocument:xmlns:{s}:1.0" for s in ("office", "text", "style", "table", "meta")} | {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
MAIN = """
<text:tracked-changes>
 <text:changed-region xml:id="c1" text:id="c1"><text:insertion><office:change-info><dc:creator>A</dc:creator><dc:date>2021-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region>
 <text:changed-region xml:id="c2" text:id="c2"><text:deletion><office:change-info><dc:creator>A</dc:creator><dc:date>2021-01-01T00:00:00</dc:date></office:change-info><text:p>立即</text:p></text:deletion></text:changed-region>
</text:tracked-changes>
<text:p>关于开展排查的通知</text:p>
<text:p>各县（区）人民政府：<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>含开发区。</text:p></text:note-body></text:note></text:p>
<text:p>请<text:change-start text:change-id="c1"/>尽快<text:change-end text:change-id="c1"/><text:change text:change-id="c2"/>报送<text:span text:style-name="hid">内部</text:span>GB/T 9704，𠮷字。<text:line-break/>另行<text:tab/>通知<office:annotation><dc:creator>A</dc:creator><dc:date>2021-01-01T00:00:00</dc:date><text:p>请核。</text:p></office:annotation>。</text:p>
<text:p><draw:frame svg:width="4cm" svg:height="2cm" text:anchor-type="paragraph"><draw:text-box><text:p>签章处</text:p></draw:text-box></draw:frame>框前。</text:p>
<table:table><table:table-column table:number-columns-repeated="3"/>
 <table:table-row><table:table-cell><text:p>任务</text:p><text:p>名称</text:p></table:table-cell><table:table-cell><text:p>单位</text:p></table:table-cell><table:table-cell><text:p/></table:table-cell></table:table-row>
 <table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>排查</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>9月</text:p></table:table-cell></table:table-row>
 <table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>乙</text:p></table:table-cell><table:table-cell><text:p>丙</text:p></table:table-cell></table:table-row>
 <table:table-row><table:covered-table-cell/><table:table-cell><text:p>丁</text:p></table:table-cell><table:table-cell><text:p/></table:table-cell></table:table-row>
</table:table>
<text:p>完，见<text:a xlink:href="http://x.example/">附件</text:a>。</text:p>
"""
TEXT = """关于开展排查的通知
各县（区）人民政府：
请尽快报送GB/T 9704，𠮷字。
另行\t通知。
框前。
任务 名称\t单位
排查\t\t9月
甲\t乙\t丙
\t丁
完，见附件。"""
CELLS = [["任务 名称", "单位", None], ["排查", None, "9月"], ["甲", "乙", "丙"], [None, "丁", None]]
LIST = """
<text:list text:style-name="L"><text:list-item><text:p>总体要求</text:p>
 <text:list><text:list-item><text:p>目标</text:p></text:list-item><text:list-item><text:p>原则</text:p></text:list-item></text:list></text:list-item>
 <text:list-item><text:p>任务</text:p></text:list-item></text:list>
"""


def flat(body):
    """A flat OpenDocument text with header, footer, a hidden style and a two-level list style."""
    declared = " ".join(f'xmlns:{name}="{uri}"' for name, uri in URIS.items())
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {declared} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>排查通知</dc:title></office:meta>
<office:automatic-styles>
 <style:style style:name="hid" style:family="text"><style:text-properties text:display="none"/></style:style>
 <style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/><style:header-style/><style:footer-style/></style:page-layout>
 <text:list-style style:name="L">
  <text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
  <text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/>
 </text:list-style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">
 <style:header><text:p>青石市文件</text:p></style:header><style:footer><text:p>第<text:page-number/>页</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The files that LibreOffice makes, by name."""
    folder = tmp_path_factory.mktemp("office")
    for name, body in {"main": MAIN, "list": LIST, "long": "<text:p>各县要报送。</text:p>" * 3000}.items():
        (folder / f"{name}.fodt").write_text(flat(body), "utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for target in ("doc:MS Word 97", "rtf:Rich Text Format"):
        command = [SOFFICE, profile, "--headless", "--convert-to", target, "--outdir", str(folder)]
        subprocess.run(
            [*command, *map(str, sorted(folder.glob("*.fodt")))], check=True, capture_output=True, timeout=300
        )
    return {p.name: p.read_bytes() for kind in ("doc", "rtf") for p in folder.glob(f"*.{kind}")}


CASES = tomllib.loads((Path(__file__).parent.parent / "numbering" / "numbering.toml").read_text("utf-8"))["case"]


@pytest.fixture(scope="module")
def suite(tmp_path_factory):
    """The numbering suite as .doc that LibreOffice wrote, and the text that it reads in them itself."""
    folder = tmp_path_factory.mktemp("numbering")
    for case in CASES:
        (folder / f"{case['id']}.docx").write_bytes(numbered(case))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for target, suffix in (("doc:MS Word 97", "docx"), ("txt:Text (encoded):UTF8", "doc")):
        command = [SOFFICE, profile, "--headless", "--convert-to", target, "--outdir", str(folder)]
        subprocess.run(
            [*command, *map(str, sorted(folder.glob(f"*.{suffix}")))], check=True, capture_output=True, timeout=300
        )
    return folder


def bare(text):
    """The lines without white space and without empty lines."""
    return [line for t in text.split("\n") if (line := "".join(t.split()))]


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_numbering_suite(case, suite):
    """What LibreOffice reads in its own .doc, or what the case says; some formats it writes but does not know."""
    content = doc.read((suite / f"{case['id']}.doc").read_bytes())
    theirs = bare((suite / f"{case['id']}.txt").read_text("utf-8-sig"))
    assert bare(content.text) in (theirs, bare("\n".join(line for _, _, line in case["lines"])))


READERS = {"doc": doc.read, "rtf": rtf.read}


@pytest.mark.parametrize("kind", READERS)
def test_a_document_with_everything(made, kind):
    data = made[f"main.{kind}"]
    content = READERS[kind](data)
    assert kind_of(data) == kind
    assert content.text == TEXT
    [grid] = content.grids
    assert [[cell and content.text[slice(*cell)] for cell in row] for row in grid.rows] == CELLS
    assert content.metadata == {"title": "排查通知"}
    assert [p.code for p in content.problems] == ["source.tracked_changes"]
    found = {(k, t.strip().lstrip("1 \t")) for k, t in content.aside}
    assert {
        ("header", "青石市文件"),
        ("footnote", "含开发区。"),
        ("text box", "签章处"),
        ("comment", "请核。"),
    } <= found
    assert [t[0] + t[-1] for k, t in content.aside if k == "footer"] == ["第页"]


@pytest.mark.parametrize("kind", READERS)
def test_a_long_document(made, kind):
    content = READERS[kind](made[f"long.{kind}"])
    assert content.text == "\n".join(["各县要报送。"] * 3000)
    assert content.problems == ()


@pytest.mark.parametrize("kind", READERS)
def test_list_numbers(made, kind):
    content = READERS[kind](made[f"list.{kind}"])
    assert content.text == "一、总体要求\n（1）目标\n（2）原则\n二、任务"
    assert content.problems == ()
