"""Markdown: marks left out, tables between bars, and what only looks like a mark."""

import time

import pytest

from policytext.sources.limits import Limits
from policytext.sources.markdown import read

CLAUSE = "各县（区）要于9月底前完成排查，并将结果报送青石市民政局。"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("## 一、总体目标", "一、总体目标"),
        ("#一、总体目标 ##", "一、总体目标"),
        ("**1.开展排查。**各县要报送。", "1.开展排查。各县要报送。"),
        ("***严禁***截留，__不得__挪用", "严禁截留，不得挪用"),
        ("> 请报送。", "请报送。"),
        ("见[附件](https://a.example/x.pdf)。![章](x.png)", "见附件。"),
        (r"1\. 排查\_表\*", "1. 排查_表*"),
        ("一、目标\n====\n\n---\n", "一、目标\n\n"),
        ("1. 排查\n- 登记", "1. 排查\n- 登记"),
        ("第＃3号，2*3*4，a_b_c，####### 七", "第＃3号，2*3*4，a_b_c，####### 七"),
        ("　　一段。\n", "　　一段。\n"),
        ("见[附件1]，〔2021〕5号(试行)", "见[附件1]，〔2021〕5号(试行)"),
    ],
)
def test_marks_are_left_out(written, shown):
    assert read(written.encode()).text == shown


def test_tables():
    content = read("任务：\n| 任务 | 单位 |\n|:---|---|\n| **排查** | 民政局\\|财政局 |\n| 登记 | |\n完".encode())
    assert content.text == "任务：\n任务\t单位\n排查\t民政局|财政局\n登记\n完"
    [grid] = content.grids
    cells = [[cell and content.text[slice(*cell)] for cell in row] for row in grid.rows]
    assert cells == [["任务", "单位"], ["排查", "民政局|财政局"], ["登记", None]]


def test_encoding_and_problems_are_those_of_text():
    content = read(("# " + CLAUSE).encode("gb18030"))
    assert (content.text, content.encoding, content.problems) == (CLAUSE, "gb18030", ())
    assert [p.code for p in read(b"").problems] == ["source.empty"]
    assert [p.code for p in read(CLAUSE.encode(), Limits(text=10)).problems] == ["source.limit"]


@pytest.mark.parametrize("piece", ["*", "**a", "[", "[a](", "![", "|", "\\", ">", "#", "| a ", "__ ", "- "])
def test_hostile_marks_cost_little(piece):
    started = time.process_time()
    read((piece * (300_000 // len(piece))).encode())
    assert time.process_time() - started < 3
