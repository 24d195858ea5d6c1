"""Tables of duties (任务分工表): rows that join tasks, units and deadlines, from cells, tabs, bars and lines."""

import datetime as dt
import json
import time

import pytest
from docx_writer import cell, docx, p, table
from hypothesis import given, settings
from hypothesis import strategies as st

import policytext as pt
from policytext.annotation import from_annotation, to_annotation
from policytext.corpus import Corpus
from policytext.masking import concealed
from policytext.model import Document
from policytext.parser import Parser, parse
from policytext.sources.content import Grid
from policytext.sources.docx import read as read_docx
from policytext.sources.html import read as read_html
from policytext.span import Span

PLAN = """青禾县人民政府办公室关于印发青禾县助餐服务实施方案的通知

各镇人民政府：
现将《青禾县助餐服务实施方案》印发给你们，请认真贯彻执行。

青禾县人民政府办公室
2023年3月1日

青禾县助餐服务实施方案
一、总体要求
坚持以人为本。
二、主要任务
（一）完善助餐网络。每个街道建成至少1处助餐点，建立助餐点名录并向社会公布。
（二）加强食品安全。每季度对助餐点开展一次食品安全检查，检查结果在镇公告栏公示。
三、保障措施
各镇要安排专人负责。

附件
重点任务分工表
"""
HEAD = "序号\t重点任务\t牵头单位\t配合单位\t完成时限\n"


def rows(doc: Document) -> list[dict]:
    """The table of duties of a document, row by row, without what is missing."""
    frame = Corpus([doc]).duties
    return [
        {k: v for k, v in row.items() if v == v and v is not None and str(v) != "NaT"}
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]


def units(doc: Document) -> list[tuple[str, str, list[str]]]:
    """Name, role and governed texts of the units of all rows."""
    return [(a.name, a.role, [doc.sentences[k].text for k in a.governs]) for a in doc.assignments if a.scope == "row"]


def labels(doc: Document) -> dict[str, str]:
    return {s.text: s.label for s in doc.sentences}


def test_a_row_joins_task_units_and_deadline():
    doc = parse(HEAD + "1\t建立助餐点名录。\t县民政局\t县财政局、教育局，各镇\t2023年6月底前")
    assert units(doc) == [
        ("县民政局", "lead", ["建立助餐点名录。"]),
        ("县财政局", "cooperate", ["建立助餐点名录。"]),
        ("县教育局", "cooperate", ["建立助餐点名录。"]),
        ("各镇", "cooperate", ["建立助餐点名录。"]),
    ]
    assert [(t.text, t.modality) for t in doc.tasks] == [("建立助餐点名录。", "require")]
    assert [(d.text, d.kind, d.latest, d.scope) for d in doc.deadlines] == [
        ("2023年6月底前", "by", dt.date(2023, 6, 30), "row")
    ]
    (row,) = rows(doc)
    assert (row["lead"], row["cooperate"], row["deadline"]) == ("县民政局", "县财政局、县教育局、各镇", "2023年6月底前")
    assert row["latest"].date() == dt.date(2023, 6, 30)
    assert row["text"] == doc.text[row["start"] : row["end"]] == "建立助餐点名录。"
    assert row["task_id"] == Corpus([doc]).tasks["task_id"][0]


def test_labels_of_the_cells():
    doc = parse(
        "序号\t类别\t任务\t责任单位\t责任人\t备注\n1\t助餐\t建立名录；到2025年，覆盖率达到90%。\t县民政局\t李某\t新增"
    )
    assert labels(doc) == {
        **dict.fromkeys(("序号", "类别", "任务", "责任单位", "责任人", "备注", "1", "李某", "新增"), "furniture"),
        "助餐": "heading",
        "建立名录；": "task",
        "到2025年，覆盖率达到90%。": "goal",
        "县民政局": "responsibility",
    }
    assert doc.duties[0].sentences == tuple(k for k, s in enumerate(doc.sentences) if s.label in ("task", "goal"))
    assert "李某" not in concealed(doc)


def test_the_modality_of_a_task_is_that_of_its_words():
    doc = parse("任务\t责任单位\n不得使用过期食材\t各镇\n鼓励企业捐建助餐点\t县民政局\n可以延长供餐时间\t各镇")
    assert [t.modality for t in doc.tasks] == ["prohibit", "encourage", "permit"]


def test_merged_cells_hold_for_all_their_rows():
    doc = parse(
        HEAD
        + "1\t建立助餐点名录\t县民政局\t各镇\t2023年6月底前\n2\t公布供餐电话\t\t\t\n3\t更新路灯\t县住房城乡建设局\t\t2023年底前"
    )
    both, one = ["建立助餐点名录", "公布供餐电话"], ["更新路灯"]
    assert units(doc) == [("县民政局", "lead", both), ("各镇", "cooperate", both), ("县住房城乡建设局", "lead", one)]
    assert [r.get("lead") for r in rows(doc)] == ["县民政局", "县民政局", "县住房城乡建设局"]
    assert [r.get("cooperate") for r in rows(doc)] == ["各镇", "各镇", None]
    assert [len(d.governs) for d in doc.deadlines] == [2, 1]


def test_a_merged_task_is_a_row_for_each_of_its_units():
    doc = parse("任务\t责任单位\n建立助餐点名录\t县民政局\n\t县财政局")
    assert [(r["row"], r["text"], r["responsible"]) for r in rows(doc)] == [
        (1, "建立助餐点名录", "县民政局"),
        (2, "建立助餐点名录", "县财政局"),
    ]
    assert len(doc.tasks) == 1


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("县民政局牵头，县财政局、教育局配合", [("县民政局", "lead"), ("县财政局", "cooperate"), ("县教育局", "cooperate")]),
        ("县民政局（牵头）、县财政局", [("县民政局", "lead"), ("县财政局", "responsible")]),
        ("牵头单位：县民政局；配合单位：各镇", [("县民政局", "lead"), ("各镇", "cooperate")]),
        ("县民政局（牵头）；县财政局、教育局（配合）", [("县民政局", "lead"), ("县财政局", "cooperate"), ("县教育局", "cooperate")]),
        ("县民政局 县财政局", [("县民政局", "responsible"), ("县财政局", "responsible")]),
        ("各镇（街道），县直有关部门按职责分工负责", [("各镇（街道）", "responsible"), ("县直有关部门", "responsible")]),
        ("县民政局 李某某", [("县民政局", "responsible")]),
    ],
)  # fmt: skip
def test_units_of_a_cell(cell, found):
    doc = parse(f"任务\t责任单位\n建立名录\t{cell}")
    assert [(a.name, a.role) for a in doc.assignments] == found
    assert {a.scope for a in doc.assignments} == {"row"}


@pytest.mark.parametrize(
    "text",
    [
        "任务\t责任单位\n建立名录\t县民政局、县财政局\n注：列第一位者为牵头单位。",
        "任务\t责任单位（排名第一的为牵头单位）\n建立名录\t县民政局、县财政局",
    ],
)
def test_who_stands_first_leads_where_the_document_says_so(text):
    assert [(a.name, a.role) for a in parse(text).assignments] == [("县民政局", "lead"), ("县财政局", "responsible")]


@pytest.mark.parametrize(
    ("column", "cell", "kind", "earliest", "latest", "recurs"),
    [
        ("完成时限", "2023年12月", "by", None, dt.date(2023, 12, 31), None),
        ("完成时间", "2023.6", "by", None, dt.date(2023, 6, 30), None),
        ("完成时限", "2023-06-15前", "by", None, dt.date(2023, 6, 15), None),
        ("时间节点", "2023年12月", "on", dt.date(2023, 12, 1), dt.date(2023, 12, 31), None),
        ("进度安排", "2023年3月至6月", "period", dt.date(2023, 3, 1), dt.date(2023, 6, 30), None),
        ("时限要求", "每季度", "recurring", None, None, "FREQ=MONTHLY;INTERVAL=3"),
    ],
)
def test_deadlines_of_a_cell(column, cell, kind, earliest, latest, recurs):
    doc = parse(f"任务\t责任单位\t{column}\n建立名录\t县民政局\t{cell}")
    (d,) = doc.deadlines
    assert (d.text, d.kind, d.earliest, d.latest, d.recurs) == (cell, kind, earliest, latest, recurs)
    assert [doc.sentences[k].text for k in d.governs] == ["建立名录"]


def test_a_deadline_without_a_date_is_kept_as_printed():
    doc = parse("任务\t责任单位\t完成时限\n建立名录\t县民政局\t长期坚持")
    assert not doc.deadlines
    assert rows(doc)[0]["deadline"] == "长期坚持"


def test_an_omitted_year_is_that_of_the_document():
    doc = parse(PLAN + HEAD + "1\t公布供餐电话\t县民政局\t\t6月底前")
    assert [d.latest for d in doc.deadlines if d.scope == "row"] == [dt.date(2023, 6, 30)]


def test_heading_rows_of_two_lines_and_titles_above():
    text = "青禾县任务分工表\t\t\t\n序号\t任务\t责任单位\t\t完成时限\n\t\t牵头\t配合\t\n1\t建立名录\t县民政局\t各镇\t2023年底前"
    cells, at = [], 0
    for line in text.split("\n"):
        row = []
        for piece in line.split("\t"):
            row.append(Span(at, at + len(piece)) if piece else None)
            at += len(piece) + 1
        cells.append(tuple(row))
    doc = Parser().parse(text, grids=[Grid(span=Span(0, len(text)), rows=tuple(cells))])
    (row,) = rows(doc)
    assert (row["lead"], row["cooperate"], row["deadline"]) == ("县民政局", "各镇", "2023年底前")


def test_groups_and_finer_tasks():
    doc = parse(
        "序号\t重点任务\t具体措施\t责任单位\n一、助餐服务\n1\t网络\t建立名录\t县民政局\n2\t\t公布电话\t\n序号\t重点任务\t具体措施\t责任单位\n二、道路\n3\t路灯\t\t各镇"
    )
    assert [(r["row"], r["heading"], r["text"], r["responsible"]) for r in rows(doc)] == [
        (1, "一、助餐服务；网络", "建立名录", "县民政局"),
        (2, "一、助餐服务；网络", "公布电话", "县民政局"),
        (3, "二、道路", "路灯", "各镇"),
    ]
    assert not doc.sections


def test_a_cell_on_each_line_with_groups_gaps_and_a_column_of_unknown_heading():
    doc = parse(
        "序号\n改革举措\n主要内容\n指导部门\n推广范围\n一、助餐服务\n1\n网络\n建立名录\n县民政局、县财政局\n全县\n2\n食品\n公布电话\n县民政局\n全县\n"
        "二、道路\n7\n路灯\n更新路灯\n各镇\n两个镇"
    )
    assert [(r["row"], r["heading"], r["text"], r["responsible"]) for r in rows(doc)] == [
        (1, "一、助餐服务；网络", "建立名录", "县民政局、县财政局"),
        (2, "一、助餐服务；食品", "公布电话", "县民政局"),
        (3, "二、道路；路灯", "更新路灯", "各镇"),
    ]
    assert {s.text: s.label for s in doc.sentences}["全县"] == "furniture"


def test_the_provision_that_a_row_details():
    cells = [
        "每季度开展一次食品安全检查",
        "完善助餐网络",
        "（二）加强食品安全。公示结果",
        "二、（一）",
        "整修村道12公里",
        "开展检查",
    ]
    doc = parse(PLAN + HEAD + "".join(f"{k}\t{c}\t县民政局\t\t\n" for k, c in enumerate(cells, 1)))
    assert [r.get("provision") for r in rows(doc)] == ["二/（二）", "二/（一）", "二/（二）", "二/（一）", None, None]
    assert rows(doc)[0]["provision_id"] in set(Corpus([doc]).provisions["provision_id"])


def test_header_and_outline_are_those_of_the_text_without_the_table():
    bare = parse(PLAN)
    tail = "1\t一、建立名录\t县民政局\t县财政局\t2023年6月30日\n2\t更新路灯\n青禾县民政局\t2022年1月5日\n"
    doc = parse(PLAN + HEAD + tail)
    assert doc.header == bare.header
    assert doc.sections == bare.sections
    assert doc.provisions == bare.provisions
    assert doc.sentences[: len(bare.sentences)] == bare.sentences


def test_text_after_a_table_goes_on():
    before, after = "一、任务分工\n", "\n二、工作要求\n各镇要安排专人负责，\n及时报送信息。"
    doc = parse(before + HEAD + "1\t建立名录\t县民政局\t\t\n" + after)
    assert [s.path for s in doc.sections] == ["一", "二"]
    assert "县民政局" in doc.provisions[0].text
    assert "安排专人" not in doc.provisions[0].text
    assert rows(doc)[0].get("provision") is None
    assert {s.text: s.section for s in doc.sentences}["建立名录"] == 0
    assert doc.sentences[-1].section == 1


def test_markdown():
    text = "| 序号 | 任务 | 责任单位 | 完成时限 |\n|:--|---|---|---|\n| 1 | 建立名录 | 县民政局<br>县财政局 | 2023年底前 |\n| 2 | 更新路灯 | 各镇 | |\n\n各镇要抓好落实。"
    doc = parse(text)
    assert [(r["text"], r["responsible"]) for r in rows(doc)] == [
        ("建立名录", "县民政局、县财政局"),
        ("更新路灯", "各镇"),
    ]
    assert doc.tasks[-1].text == "各镇要抓好落实。"


def test_a_ruler_below_a_row_says_that_it_heads_another_table():
    table = "| 任务 | 责任单位 |\n| --- | --- |\n| 建立名录 | 县民政局 |\n\n"
    doc = parse(table + "| 序号 | 电话 |\n| --- | --- |\n| 1 | 12345678 |")
    assert [r["text"] for r in rows(doc)] == ["建立名录"]
    assert "任务" in labels(doc)


def test_cells_two_blanks_apart():
    text = "序号  责任事项  责任单位  完成时限\n1  建立名录；公布电话。  县民政局  2023年底前\n2  更新路灯  各镇\n各镇要抓好落实。"
    doc = parse(text)
    assert [(r["text"], r["responsible"]) for r in rows(doc)] == [("建立名录；公布电话。", "县民政局")]
    assert doc.tasks[-1].text == "各镇要抓好落实。"


def test_cells_on_lines_of_their_own():
    doc = parse("分工表\n序号\n任务\n责任单位\n1\n建立名录；公布电话。\n县民政局\n2\n更新路灯\n各镇\n各镇要抓好落实。")
    assert [(r["text"], r["responsible"]) for r in rows(doc)] == [
        ("建立名录；公布电话。", "县民政局"),
        ("更新路灯", "各镇"),
    ]
    assert doc.tasks[-1].text == "各镇要抓好落实。"


def test_cells_of_several_lines_and_cells_that_rows_share():
    doc = parse(
        "序号\n民生实事\n责任单位\n完成时限\n1\n建立名录。\n公布电话。\n县民政局\n县财政局\n12月底前\n2\n更新路灯\n各镇\n6月底前动工\n"
        "疏通沟渠\n长期坚持\n3\n检查食堂。\n县市场监管局\n每季度\n分享到：\n各镇要抓好落实。"
    )
    assert [(r["text"], r["responsible"], r["deadline"]) for r in rows(doc)] == [
        ("建立名录。\n公布电话。", "县民政局、县财政局", "12月底前"),
        ("更新路灯", "各镇", "6月底前动工"),
        ("疏通沟渠", "各镇", "长期坚持"),
        ("检查食堂。", "县市场监管局", "每季度"),
    ]
    assert labels(doc)["分享到："] == "furniture"
    assert doc.tasks[-1].text == "各镇要抓好落实。"


def test_lines_of_two_columns_of_units():
    doc = parse(
        "序号\n任务\n牵头单位\n配合单位\n1\n建立名录\n县民政局\n县财政局\n县教育局\n2\n更新路灯\n县住建局\n各镇\n3\n检查食堂\n县市场监管局"
    )
    assert [(a.name, a.role) for a in doc.assignments][:3] == [
        ("县民政局", "lead"),
        ("县财政局", "cooperate"),
        ("县教育局", "cooperate"),
    ]
    assert [a.role for a in doc.assignments if a.name in ("县住建局", "县市场监管局")] == ["lead", "lead"]


def test_groups_that_are_counted_and_remarks_below():
    text = "序号\t任务\t责任单位\n一\t助餐服务\t\n1\t建立名录\t县民政局\n二\t道路\t\n2\t更新路灯\t各镇\n注：2023年起实施。\t\t"
    doc = parse(text)
    assert [(r["heading"], r["text"], r["responsible"]) for r in rows(doc)] == [
        ("助餐服务", "建立名录", "县民政局"),
        ("道路", "更新路灯", "各镇"),
    ]
    assert labels(doc)["注：2023年起实施。"] == "furniture"


@pytest.mark.parametrize(
    "text",
    [
        "序号\n任务\n责任单位\n1\n建立名录\n县民政局\n更新路灯\n各镇",
        "牵头单位\t县民政局\n责任单位\t各镇",
        "项目\t单位\n1\t县民政局",
        "任务\t责任单位",
        "任务\t责任单位\n序号\t",
        "任务 责任单位\n建立名录 县民政局",
        "首页 | 政务公开 | 任务 | 办事",
    ],
)
def test_what_is_no_table_of_duties(text):
    assert not parse(text).duties


def test_word_files():
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = p("重点任务分工表") + table(
        [cell("任务"), cell("牵头单位"), cell("完成时限")],
        [cell("建立名录。", "公布电话。"), cell("县民政局", "县财政局", properties=down), cell("2023年6月底前")],
        [cell("更新路灯"), cell(properties=on), cell("2023年底前")],
    )
    content = read_docx(docx(body))
    doc = Parser().parse(content.text, grids=content.grids)
    assert [(r["text"], r["lead"], r["deadline"]) for r in rows(doc)] == [
        ("建立名录。 公布电话。", "县民政局、县财政局", "2023年6月底前"),
        ("更新路灯", "县民政局、县财政局", "2023年底前"),
    ]
    assert [t.text for t in doc.tasks] == ["建立名录。", "公布电话。", "更新路灯"]


def test_html_files():
    page = """<html><body><p>重点任务分工表</p><table border="1"><tr><th>任务</th><th>责任单位</th></tr>
    <tr><td>建立名录</td><td rowspan="2">县民政局</td></tr><tr><td>更新路灯</td></tr></table></body></html>"""
    content = read_html(page.encode())
    doc = Parser().parse(content.text, grids=content.grids)
    assert [(r["text"], r["responsible"]) for r in rows(doc)] == [("建立名录", "县民政局"), ("更新路灯", "县民政局")]


def test_what_a_file_shows_reaches_the_parser(tmp_path):
    page = """<html><body><p>重点任务分工表</p><table border="1"><tr><th>任务</th><th>责任单位</th></tr>
    <tr><td>建立名录</td><td>县民政局</td></tr></table></body></html>"""
    (tmp_path / "a.html").write_text(page, "utf-8")
    corpus = pt.read(tmp_path, progress=False)
    assert corpus.duties[["text", "responsible"]].to_numpy().tolist() == [["建立名录", "县民政局"]]
    assert corpus["a"].source.grids == () and corpus["a"].source.format == "html"


PIECES = ["序号", "牵头", "责任单位\n", "任务", "重点任务", "具体措施", "责任单位", "牵头单位", "完成时限", "1", "2", "3", "一、", "建立名录。", "县民政局、各镇", "2023年6月底前", "\t", "\t", "\t", "\t",
          "\n", "\n", "\n", "|", "| ", " ", "\r\n", "　　", "“", "《", "（", "&nbsp;", "&#32;", "<br>", "<br>", "\u200b", "<<", "a", "青禾县民政局", "2023年3月1日", "附件", ";", "\ud800"]  # fmt: skip
RUNNING = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
TABLES = RUNNING.map(lambda rest: "序号\t任务\t具体措施\t牵头单位\t责任单位\t完成时限\n" + rest)


@settings(max_examples=200)
@given(st.one_of(TABLES, RUNNING, RUNNING.map(lambda rest: "序号\n任务\n责任单位\n1\n" + rest)))
def test_spans_tell_the_truth(text):
    doc = parse(text)
    for x in (*doc.extracts(), *doc.duties):
        assert getattr(x, "text", text[slice(*x.span)]) == text[slice(*x.span)]
    for before, after in zip(doc.sentences, doc.sentences[1:], strict=False):
        assert before.span.end <= after.span.start
    for s in doc.sections:
        assert s.parent is None or doc.sections[s.parent].span.holds(s.span)
        assert doc.sentences[s.sentence].span.overlaps(s.span)
    for x in doc.duties:
        assert x.sentences
        assert all(x.span.holds(doc.sentences[k].span) for k in x.sentences)
    for x in (*doc.assignments, *doc.deadlines):
        assert doc.sentences[x.sentence].span.holds(x.span) or x.scope != "row"
    assert from_annotation(json.loads(json.dumps(to_annotation(doc))), text) == doc


@settings(max_examples=200)
@given(RUNNING, st.lists(st.tuples(st.integers(-3, 80), st.integers(-3, 80)), max_size=12))
def test_any_grid_is_taken(text, places):
    spans = [Span(a, b) for a, b in places]
    text = "任务\t责任单位\n" + text
    grids = [Grid(span=Span(0, len(text)), rows=((Span(0, 2), Span(3, 7)), *((s, None) for s in spans), tuple(spans)))]
    doc = Parser().parse(text, grids=grids)
    assert all(x.text == text[slice(*x.span)] for x in (*doc.sentences, *doc.duties))


@pytest.mark.parametrize(
    "piece",
    [
        "1\t建立名录\t县民政局\t\t2023年底前\n",
        HEAD,
        "\t",
        "|",
        "序号\n",
        "1\t" + "建" * 9000 + "\t县民政局\n",
        "一、助餐\n",
    ],
)
def test_a_long_table_takes_no_more_than_its_share(piece):
    text = PLAN + HEAD + piece * (60_000 // len(piece))
    start = time.process_time()
    doc = parse(text)
    Corpus([doc]).table("duties")
    assert time.process_time() - start < 4
