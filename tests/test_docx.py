"""Word documents: order of the body, tables, boxes, fields, tracked changes, what stands apart, and files that mean harm."""

import io
import random
import re
import sys
import time
import zipfile

import pytest
from docx_writer import (
    NAMESPACES,
    OFFICE,
    TITLE,
    cell,
    docx,
    field,
    numbering,
    p,
    package,
    part,
    placed,
    relations,
    run,
    style,
    table,
    tag,
)

from policytext.errors import MissingDependencyError
from policytext.sources.docx import read
from policytext.sources.limits import Limits

LIST = numbering([[{"format": "chineseCounting", "text": "%1、"}, {"text": "%2."}]], [{"list": 0}])
HIDDEN = "<w:vanish/>"
BOX = "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"
NEW_BOX = "<w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing>"


def text(body: str, **parts: str) -> str:
    """The text of a document that nothing is wrong with."""
    content = read(docx(body, **parts))
    assert content.problems == ()
    return content.text


def codes(data: bytes, **limits: int) -> list[str]:
    """The codes of the problems of a file."""
    return [problem.code for problem in read(data, Limits(**limits)).problems]


def mark(name: str) -> str:
    """Properties whose paragraph mark is inserted, deleted or hidden."""
    return f'<w:rPr><w:{name} w:id="1" w:author="a"/></w:rPr>'


def change(name: str, inner: str) -> str:
    """Runs inside a tracked change."""
    return f'<w:{name} w:id="2" w:author="a">{inner}</w:{name}>'


def replaced(data: bytes, name: str, new: bytes | None) -> bytes:
    """The package with another member of that name, or without it."""
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        members = {n: z.read(n) for n in z.namelist() if n != name}
    return package(members | ({} if new is None else {name: new}))


# Text


def test_paragraphs_are_lines_and_empty_ones_blank_lines():
    assert text(p("关于开展排查的通知") + p() + p("各镇：") + p()) == "关于开展排查的通知\n\n各镇："


def test_runs_of_a_paragraph_belong_together():
    assert text(p(run("要于9月") + "<w:proofErr/><w:bookmarkStart/>" + run("底前"))) == "要于9月底前"


def test_breaks_tabs_and_hyphens():
    inner = "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丁</w:t><w:cr/><w:t>戊</w:t></w:r>"
    assert text(p(inner)) == "甲\n乙\t丙-丁\n戊"


def test_rendered_page_breaks_are_nothing_and_page_breaks_at_the_edge_neither():
    body = p("<w:r><w:t>落</w:t><w:lastRenderedPageBreak/><w:t>实</w:t></w:r>")
    assert text(body + p('<w:r><w:br w:type="page"/></w:r>' + run("附件"))) == "落实\n附件"


def test_line_ends_inside_of_text_are_spaces():
    assert text(p("<w:r><w:t>one\ntwo</w:t></w:r>")) == "one two"


@pytest.mark.parametrize(
    ("font", "char", "sign"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "A8", "□"),
        ("Symbol", "F0B3", "≥"),
        ("宋体", "2460", "①"),
        ("X", "E001", "\ue001"),
    ],
)
def test_symbols(font, char, sign):
    assert text(p(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>')) == sign


def test_a_symbol_that_is_no_character_is_nothing():
    assert text(p('<w:r><w:sym w:font="Symbol" w:char="zz"/><w:sym w:char="D800"/><w:t>甲</w:t></w:r>')) == "甲"


def test_containers_inside_a_paragraph_are_open():
    inner = "".join(f"<w:{n}>{run(n[0])}</w:{n}>" for n in ("hyperlink", "smartTag", "customXml", "fldSimple"))
    inner += f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{run('s')}</w:sdtContent></w:sdt>"
    assert text(p(inner)) == "hscfs"


def test_ruby_keeps_the_text_and_formulas_keep_their_letters():
    ruby = f"<w:r><w:ruby><w:rt>{run('hàn')}</w:rt><w:rubyBase>{run('汉')}</w:rubyBase></w:ruby></w:r>"
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>"
    assert text(p(ruby + formula)) == "汉x1"


def test_content_controls_and_custom_xml_round_blocks():
    assert (
        text(f"<w:sdt><w:sdtContent>{p('甲')}<w:customXml>{p('乙')}</w:customXml></w:sdtContent></w:sdt>") == "甲\n乙"
    )


# Fields


def test_a_field_shows_its_result():
    assert text(p(run("见") + field('HYPERLINK "a.example"', "附件1") + run("。"))) == "见附件1。"


def test_a_field_inside_the_instruction_of_another():
    inner = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + field("MERGEFIELD x", "不显示")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("显示")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text(p(inner + run("后"))) == "显示后"


def test_a_field_that_never_ends_hides_nothing():
    body = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>' + run("甲"))
    assert text(body + p("乙")) == "甲\n乙"


def test_a_field_whose_end_was_deleted_hides_nothing():
    end = change("del", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    assert read(docx(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + end + run("甲")))).text == "甲"


def test_a_table_of_contents_is_kept_as_lines():
    toc = p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:hyperlink>'
        + run("一、总体要求")
        + "<w:r><w:tab/></w:r>"
        + field("PAGEREF _Toc1", "1")
        + "</w:hyperlink>"
    ) + p(run("二、主要任务") + '<w:r><w:tab/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')
    properties = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{properties}<w:sdtContent>{p('目录')}{toc}</w:sdtContent></w:sdt>" + p("正文")
    assert text(body) == "目录\n一、总体要求\t1\n二、主要任务\t2\n正文"


@pytest.mark.parametrize(
    ("code", "shown"),
    [("eq \\o\\ac(○,1)", "①"), ("EQ \\o\\ac(○,12)", "⑫"), ("eq \\o\\ac(□,密)", "密"), ("eq \\f(1,2)", "")],
)
def test_enclosed_characters(code, shown):
    inner = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert text(p(inner + run("后"))) == shown + "后"


@pytest.mark.parametrize(
    ("checked", "shown"), [("<w:checked/>", "☑"), ("<w:default w:val='1'/>", "☑"), ("<w:checked w:val='0'/>", "☐")]
)
def test_boxes_to_tick(checked, shown):
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{checked}</w:checkBox></w:ffData></w:fldChar></w:r>'
    code = '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert text(p(begin + code + run("是"))) == shown + "是"


# Tracked changes and hidden text


def test_tracked_changes_are_read_as_accepted_and_told():
    inner = (
        run("于")
        + change("del", "<w:r><w:delText>8</w:delText><w:t>8</w:t></w:r>")
        + change("ins", run("9"))
        + run("月底前")
    )
    content = read(docx(p(inner)))
    assert content.text == "于9月底前"
    [problem] = content.problems
    assert problem.code == "source.tracked_changes"
    assert "1 insertions and 1 deletions" in problem.message


def test_moved_text_stands_where_it_was_moved_to():
    body = p(change("moveFrom", run("甲")) + run("乙")) + p(change("moveTo", run("甲")) + run("丙"))
    assert read(docx(body)).text == "乙\n甲丙"


def test_a_deleted_paragraph_is_gone_and_not_counted():
    gone = p(change("del", run("乙")), '<w:numPr><w:numId w:val="1"/></w:numPr>' + mark("del"))
    assert read(docx(placed("1.0", "甲") + gone + placed("1.0", "丙"), numbering=LIST)).text == "一、甲\n二、丙"


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    body = p("第一句。", '<w:numPr><w:numId w:val="1"/></w:numPr>' + mark("del")) + placed("1.0", "第二句。")
    assert read(docx(body, numbering=LIST)).text == "一、第一句。第二句。"


def test_a_deleted_mark_at_the_end_loses_no_text():
    assert read(docx(p("甲") + p("乙", mark("del")))).text == "甲\n乙"


def test_a_deleted_mark_before_a_table_keeps_its_text_there():
    assert read(docx(p("甲", mark("del")) + table(["乙", "丙"]) + p("丁"))).text == "甲\n乙\t丙\n丁"


def test_inserted_rows_are_told():
    rows = table(["甲", "乙"]).replace("<w:tr>", f"<w:tr><w:trPr>{change('ins', '')}</w:trPr>", 1)
    content = read(docx(rows))
    assert content.text == "甲\t乙"
    assert [q.code for q in content.problems] == ["source.tracked_changes"]


def test_deleted_rows_are_gone():
    rows = table(["甲", "乙"], ["丙", "丁"]).replace("<w:tr>", f"<w:tr><w:trPr>{change('del', '')}</w:trPr>", 1)
    content = read(docx(rows))
    assert content.text == "丙\t丁"
    assert cells(content) == [[["丙", "丁"]]]


def test_hidden_text_is_left_out_and_told():
    styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = p(run("甲") + run("隐藏", HIDDEN) + run("暗", tag("rStyle", "Secret")) + run("乙", "<w:vanish w:val='0'/>"))
    content = read(docx(body, styles=styles))
    assert content.text == "甲乙"
    assert [(q.code, q.message) for q in content.problems] == [
        ("source.partial", "3 characters of hidden text are left out")
    ]


def test_a_hidden_paragraph_is_gone_and_not_counted():
    gone = p(run("乙", HIDDEN), '<w:numPr><w:numId w:val="1"/></w:numPr>' + f"<w:rPr>{HIDDEN}</w:rPr>")
    assert read(docx(placed("1.0", "甲") + gone + placed("1.0", "丙"), numbering=LIST)).text == "一、甲\n二、丙"


def test_a_style_can_hide_paragraphs():
    styles = '<w:style w:type="paragraph" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert read(docx(p("甲") + p("乙", tag("pStyle", "Note")), styles=styles)).text == "甲"


def test_a_hidden_paragraph_mark_runs_a_heading_into_its_text():
    heading = p("目的。", '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/><w:specVanish/></w:rPr>')
    assert (
        read(docx(heading + p("为规范管理，制定本办法。"), numbering=LIST)).text == "一、目的。为规范管理，制定本办法。"
    )


# Tables


def cells(content) -> list:
    """The text of the cells of each table."""
    return [
        [[None if c is None else content.text[c.start : c.end] for c in row] for row in g.rows] for g in content.grids
    ]


def test_a_table_is_rows_of_cells_between_tabs():
    content = read(docx(p("分工") + table(["任务", "单位"], ["排查", "民政局"]) + p("完")))
    assert content.text == "分工\n任务\t单位\n排查\t民政局\n完"
    assert cells(content) == [[["任务", "单位"], ["排查", "民政局"]]]
    [grid] = content.grids
    assert content.text[grid.span.start : grid.span.end] == "任务\t单位\n排查\t民政局"


def test_paragraphs_breaks_and_tabs_inside_a_cell_are_spaces():
    content = read(
        docx(
            table(
                [
                    cell("民政局", "", "财政局"),
                    cell(p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>")),
                ]
            )
        )
    )
    assert content.text == "民政局 财政局\t甲 乙 丙"


def test_cells_over_columns_and_rows():
    rows = table(
        [cell("任务分工表", properties=tag("gridSpan", 3))],
        [cell("排查", properties=tag("vMerge", "restart")), "甲镇", "9月"],
        [cell("不显示", properties="<w:vMerge/>"), "乙镇", ""],
        ["", "", ""],
    )
    content = read(docx(rows + p("完")))
    assert content.text == "任务分工表\n排查\t甲镇\t9月\n\t乙镇\n\n完"
    assert cells(content) == [[["任务分工表", None, None], ["排查", "甲镇", "9月"], [None, "乙镇", None], [None] * 3]]


def test_cells_merged_sideways_in_the_old_way():
    content = read(
        docx(table([cell("甲", properties=tag("hMerge", "restart")), cell("x", properties="<w:hMerge/>"), "乙"]))
    )
    assert cells(content) == [[["甲", None, "乙"]]]


def test_columns_left_out_before_and_after_a_row():
    first, second = table(["甲", "乙", "丙"]), table(["丁"])
    edges = f"<w:tr><w:trPr>{tag('gridBefore', 1)}{tag('gridAfter', 1)}</w:trPr>"
    content = read(
        docx(first.removesuffix("</w:tbl>") + second.removeprefix("<w:tbl><w:tblPr/>").replace("<w:tr>", edges))
    )
    assert content.text == "甲\t乙\t丙\n\t丁"
    assert cells(content) == [[["甲", "乙", "丙"], [None, "丁", None]]]


def test_a_table_inside_a_cell():
    inner = table(["内一", ""], ["", "内二"])
    content = read(docx(table(["外", cell("前", inner, "后")], ["丙", "丁"])))
    assert content.text == "外\t前 内一 内二 后\n丙\t丁"
    assert cells(content) == [[["外", "前 内一 内二 后"], ["丙", "丁"]], [["内一", None], [None, "内二"]]]


def test_a_frame_of_one_cell_is_no_table():
    content = read(docx(table([cell("标题", "正文", table(["甲", "乙"]))])))
    assert content.text == "标题\n正文\n甲\t乙"
    assert cells(content) == [[["甲", "乙"]]]


def test_rows_and_cells_in_content_controls():
    row = f"<w:sdt><w:sdtContent><w:tr>{cell('甲')}<w:sdt><w:sdtContent>{cell('乙')}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>"
    assert text(f"<w:tbl>{row}</w:tbl>") == "甲\t乙"


def test_numbers_in_a_column_of_numbers():
    number = cell(p("", '<w:numPr><w:numId w:val="1"/></w:numPr>'))
    assert text(table([number, "甲"], [number, "乙"]), numbering=LIST) == "一、\t甲\n二、\t乙"


def test_an_empty_table_has_no_grid():
    content = read(docx(p("甲") + table(["", ""])))
    assert (content.text, content.grids) == ("甲", ())


# Text boxes


def test_a_text_box_is_read_once():
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{NEW_BOX.format(p('红头'))}</mc:Choice>"
        f"<mc:Fallback>{BOX.format(p('红头'))}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(p(both + run("正文")) + p("末")) == "红头\n正文\n末"


def test_the_fallback_is_read_where_the_choice_shows_nothing():
    both = f"<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:drawing/></mc:Choice><mc:Fallback>{BOX.format(p('红头'))}</mc:Fallback></mc:AlternateContent></w:r>"
    assert text(p(both)) == "红头"


def test_a_text_box_anchored_after_text_follows_its_paragraph():
    assert (
        text(p(run("正文") + f"<w:r>{BOX.format(p('框一') + p('框二'))}</w:r>" + run("续")) + p("末"))
        == "正文续\n框一\n框二\n末"
    )


def test_boxes_inside_boxes_and_tables_in_boxes():
    inner = p(f"<w:r>{BOX.format(p('内框'))}</w:r>" + run("外框")) + table(["甲", "乙"])
    assert text(p(f"<w:r>{BOX.format(inner)}</w:r>" + run("正文"))) == "内框\n外框\n甲\t乙\n正文"


def test_text_boxes_count_apart():
    box = f"<w:r>{BOX.format(placed('1.0', '框'))}</w:r>"
    body = placed("1.0", "甲") + p(box + run("说明")) + placed("1.0", "乙")
    assert text(body + p(box), numbering=LIST) == "一、甲\n一、框\n说明\n二、乙\n二、框"


def test_hidden_text_boxes_are_left_out():
    assert text(p(f"<w:r><w:rPr>{HIDDEN}</w:rPr>{BOX.format(p('框'))}</w:r>" + run("甲"))) == "甲"


# Apart from the text


def test_headers_footers_notes_and_comments_stand_apart():
    sections = "".join(f'<w:{n}Reference r:id="{n}1"/>' for n in ("header", "footer"))
    body = p(run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + f"<w:sectPr>{sections}</w:sectPr>"
    content = read(
        docx(
            body,
            header1=p("内部资料"),
            footer1=p(run("— ") + field("PAGE", "1") + run(" —")),
            footnotes=f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote><w:footnote w:id="2">{p("脚注")}</w:footnote>',
            endnotes=f'<w:endnote w:id="1">{p("尾注")}</w:endnote>',
            comments=f'<w:comment w:id="1">{p("批注")}</w:comment>',
        )
    )
    assert content.text == "正文"
    assert content.aside == (
        ("header", "内部资料"),
        ("footer", "— 1 —"),
        ("footnote", "脚注"),
        ("endnote", "尾注"),
        ("comment", "批注"),
    )
    assert content.problems == ()


def test_the_same_header_of_two_sections_is_told_once():
    sections = (
        '<w:headerReference r:id="header1"/><w:headerReference r:id="header2"/><w:headerReference r:id="header1"/>'
    )
    content = read(docx(p("正文") + f"<w:sectPr>{sections}</w:sectPr>", header1=p("页眉"), header2=p("页眉")))
    assert content.aside == (("header", "页眉"),)


def test_the_title_of_the_properties_is_kept_where_the_text_has_it():
    body = p("关于开展排查的") + p("通知")
    assert read(docx(body, core=f"{TITLE}关于开展排查的通知</dc:title>")).metadata == {"title": "关于开展排查的通知"}
    assert read(docx(body, core=f"{TITLE}红头文件模板</dc:title>")).metadata == {}


def test_the_reader_is_named():
    assert re.fullmatch(r"lxml \d+\.\d+\.\d+", read(docx(p("甲"))).reader or "")


# Packages


def test_strict_documents():
    data = docx(placed("1.0", "甲") + table(["乙", "丙"]), numbering=LIST)
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        members = {
            n: z.read(n).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            for n in z.namelist()
        }
    members = {
        n: d.replace(OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for n, d in members.items()
    }
    assert read(package(members)).text == "一、甲\n乙\t丙"


def test_parts_may_have_other_names():
    data = package(
        {
            "_rels/.rels": relations(("a", "officeDocument", "/wps/main.xml")),
            "wps/_rels/main.xml.rels": relations(("n", "numbering", "lists.xml")),
            "wps/main.xml": part("document", f"<w:body>{placed('1.0', '甲')}</w:body>"),
            "wps/lists.xml": part("numbering", LIST),
        }
    )
    assert read(data).text == "一、甲"


def test_backslashes_and_capitals_in_member_names():
    data = package({"Word\\Document.xml": part("document", f"<w:body>{p('甲')}</w:body>")})
    assert read(data).text == "甲"


def test_an_unknown_number_format_is_told():
    content = read(docx(placed("1.0", "甲"), numbering=numbering([[{"format": "thaiNumbers"}]], [{"list": 0}])))
    assert content.text == "1.甲"
    assert [q.code for q in content.problems] == ["source.partial"]


def test_inserted_files_of_other_formats_are_told():
    assert codes(docx(p("甲") + '<w:altChunk r:id="x"/>')) == ["source.partial"]


def test_diagrams_are_told():
    data = replaced(
        docx(p("甲")), "word/_rels/document.xml.rels", relations(("d", "diagramData", "diagrams/data1.xml")).encode()
    )
    assert codes(data) == ["source.partial"]


def test_without_lxml_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(MissingDependencyError, match=r"policytext\[files\]"):
        read(docx(p("甲")))


# Damaged and hostile files


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "source.empty"),
        (b"not a zip", "source.damaged"),
        (b"PK\x03\x04" + bytes(100), "source.damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "source.damaged"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "source.encrypted"),
        (package({"a.txt": "甲"}), "source.damaged"),
        (docx(p()), "source.empty"),
    ],
    ids=["empty", "no-zip", "broken-zip", "old", "encrypted", "other-zip", "no-text"],
)
def test_what_cannot_be_read(data, code):
    content = read(data)
    assert (content.text, [q.code for q in content.problems]) == ("", [code])


def test_pictures_without_text():
    data = docx(p("<w:r><w:drawing/></w:r>"))
    assert codes(replaced(data, "word/media/image1.png", b"x")) == ["source.no_text"]


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file(keep):
    data = docx(p("甲" * 500), numbering=LIST)
    assert codes(data[: int(len(data) * keep)]) == ["source.damaged"]


def test_an_encrypted_member():
    data = bytearray(docx(p("甲")))
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for found in re.finditer(re.escape(sign), bytes(data)):
            data[found.start() + place] |= 1
    assert codes(bytes(data))[0] == "source.encrypted"


@pytest.mark.parametrize(
    "name", ["word/numbering.xml", "word/styles.xml", "word/header1.xml", "word/_rels/document.xml.rels"]
)
def test_a_damaged_part_costs_only_itself(name):
    data = docx(
        p("甲") + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>', numbering=LIST, styles="", header1=p("眉")
    )
    content = read(replaced(data, name, b"<w:broken"))
    assert content.text == "甲"
    assert [q.code for q in content.problems] == ["source.partial"]
    assert name in content.problems[0].message


@pytest.mark.parametrize(
    "name",
    ["word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels", "_rels/.rels", "[Content_Types].xml"],
)
def test_missing_parts(name):
    content = read(replaced(docx(placed("1.0", "甲"), numbering=LIST, styles=""), name, None))
    assert content.text.endswith("甲")


def test_a_missing_main_part():
    [problem] = read(replaced(docx(p("甲")), "word/document.xml", None)).problems
    assert problem.code == "source.damaged"
    assert "the package has no word/document.xml" in problem.message


def test_a_main_part_that_is_no_document():
    assert codes(replaced(docx(p("甲")), "word/document.xml", b"<html/>")) == ["source.damaged"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_expanded(encoding, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    body = "<w:body><w:p><w:r><w:t>&b;&f;</w:t></w:r></w:p></w:body>"
    declared = (
        f'<!DOCTYPE d [<!ENTITY a "{"x" * 1000}"><!ENTITY b "{"&a;" * 1000}"><!ENTITY f SYSTEM "{secret.as_uri()}">]>'
    )
    data = f'<?xml version="1.0" encoding="{encoding}"?>{declared}<w:document {NAMESPACES}>{body}</w:document>'
    content = read(replaced(docx(p("甲")), "word/document.xml", data.encode(encoding)))
    assert "x" not in content.text
    assert "机密" not in content.text
    assert content.problems


def test_elements_too_deep():
    for deep in (300, 100_000):
        body = "<w:sdt><w:sdtContent>" * deep + p("甲") + "</w:sdtContent></w:sdt>" * deep
        assert codes(docx(body)) == ["source.limit"]


def test_tables_and_boxes_as_deep_as_allowed():
    body = p("甲")
    for _ in range(40):
        body = table([cell("乙", body) if body.startswith("<w:tbl>") else cell(body, "丙"), "丁"]) + p()
        body = body.replace("</w:tbl><w:p><w:pPr></w:pPr></w:p>", "</w:tbl>")
    content = read(docx(body))
    assert content.text.startswith("乙 乙")
    assert "甲" in content.text
    boxes = p("甲")
    for _ in range(30):
        boxes = p(f"<w:r>{BOX.format(boxes)}</w:r>")
    assert read(docx(boxes)).text.strip() == "甲"


def test_a_zip_bomb():
    data = docx("<w:p/>" * 2_000_000)
    assert len(data) < 200_000
    assert codes(data, unpacked=5_000_000) == ["source.limit"]


def test_too_many_elements_are_not_made_into_a_tree():
    started = time.process_time()
    assert codes(docx("<w:p/>" * 3_100_000)) == ["source.limit"]
    assert time.process_time() - started < 10


def test_too_many_members_and_too_large_a_file():
    data = package({f"m{i}": b"" for i in range(30)})
    assert codes(data, members=20) == ["source.limit"]
    assert codes(data, file=100) == ["source.limit"]


def test_the_parts_that_are_read_have_a_limit_of_their_own(monkeypatch):
    monkeypatch.setattr("policytext.sources.docx.parts.UNPACKED", 10_000)
    assert codes(docx(p("甲" * 10_000))) == ["source.limit"]


def test_a_header_is_read_once_however_often_it_is_shown():
    data = docx(p("甲") + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>' * 50, header1=p("眉" * 100_000))
    assert codes(data, unpacked=1_000_000) == []


def test_the_text_ends_at_its_limit_and_what_was_read_is_kept():
    content = read(docx(p("甲" * 60) * 10 + table(["乙" * 100, "丙"])), Limits(text=200))
    assert content.text.startswith("甲" * 60)
    assert len(content.text) < 400
    assert [q.code for q in content.problems] == ["source.limit"]


def test_wide_cells_and_long_level_texts_stay_bounded():
    wide = table(*[[cell("甲", properties=tag("gridSpan", 2_000_000_000)), "乙"]] * 50)
    content = read(docx(wide))
    assert {len(row) for row in content.grids[0].rows} == {64}
    assert codes(docx(table([cell("甲", properties=tag("gridSpan", 63))] * 10)), text=2_000) == ["source.limit"]
    long = numbering([[{"text": "%1" * 100_000}]], [{"list": 0}])
    assert len(read(docx(placed("1.0", "甲") * 100, numbering=long)).text) < 100_000


def test_styles_based_on_themselves():
    styles = (
        style({"id": "A", "based_on": "B"})
        + style({"id": "B", "based_on": "A", "num": 1})
        + style({"id": "C", "based_on": "C"})
    )
    assert text(placed("@A", "甲") + placed("@C", "乙"), styles=styles, numbering=LIST) == "一、甲\n乙"


def test_a_long_chain_of_styles():
    styles = "".join(style({"id": f"S{i}", "based_on": f"S{i + 1}"}) for i in range(5_000))
    started = time.process_time()
    assert text("".join(placed(f"@S{i}", "甲") for i in range(5_000)), styles=styles).count("甲") == 5_000
    assert time.process_time() - started < 5


def test_list_styles_that_lead_in_a_circle():
    lists = numbering([{"link": "A"}, {"link": "B"}], [{"list": 0}, {"list": 1}])
    styles = style({"id": "A", "kind": "numbering", "num": 2}) + style({"id": "B", "kind": "numbering", "num": 1})
    assert text(placed("1.0", "甲"), numbering=lists, styles=styles) == "甲"


@pytest.mark.parametrize("value", ["9" * 5_000, "9" * 4_000, "-3", "x", "", "１", "4294967296"])
def test_odd_numbers_in_the_numbering(value):
    odd = LIST.replace('w:start w:val="1"', f'w:start w:val="{value}"')
    body = (
        placed("1.0", "甲")
        + placed(f"{value}.{value}", "乙")
        + table([cell("丙", properties=tag("gridSpan", value)), "丁"])
    )
    lines = text(body, numbering=odd).split("\n")
    assert lines[0].endswith("、甲")
    assert len(lines[0]) < 20
    assert lines[1].endswith("乙")


def test_relationships_that_point_outside():
    data = package(
        {
            "_rels/.rels": relations(("a", "officeDocument", "../../word/document.xml")),
            "word/_rels/document.xml.rels": relations(
                ("n", "styles", "../../../../etc/passwd"), ("m", "numbering", "document.xml")
            ),
            "word/document.xml": part("document", f"<w:body>{p('甲')}</w:body>"),
        }
    )
    content = read(data)
    assert (content.text, content.problems) == ("甲", ())
    outside = (
        relations(("n", "numbering", "numbering.xml")).replace("Target=", 'TargetMode="External" Target=').encode()
    )
    assert (
        read(replaced(docx(placed("1.0", "甲"), numbering=LIST), "word/_rels/document.xml.rels", outside)).text == "甲"
    )


def test_comments_and_instructions_of_xml_are_skipped():
    assert text("<!-- a --><?x y?>" + p("<!-- b --><w:r><?x y?><w:t>甲</w:t><!-- c --></w:r>")) == "甲"


def test_no_damage_raises():
    data = docx(
        placed("1.0", "甲") + table(["乙", "丙"]) + p(field("PAGE", "1") + f"<w:r>{BOX.format(p('框'))}</w:r>"),
        numbering=LIST,
        styles=style({"id": "A", "num": 1}),
        footnotes=f'<w:footnote w:id="2">{p("注")}</w:footnote>',
    )
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        members = {n: z.read(n) for n in z.namelist()}
    chance = random.Random(7)
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        read(bytes(broken))
        name = chance.choice(["word/document.xml", "word/numbering.xml", "word/styles.xml"])
        inner = bytearray(members[name])
        for _ in range(chance.randint(1, 4)):
            inner[chance.randrange(len(inner))] = chance.choice(b'<>/"=w:0129 ap')
        content = read(package({**members, name: bytes(inner)}))
        assert content.text or content.problems
