"""The outline: markers, headings, levels, paths and extents."""

from pathlib import Path

import pytest

import policytext as pt

DEMO = Path(__file__).parent.parent / "corpora" / "demo"


def outline(text):
    return [(s.marker, s.heading, s.level) for s in pt.parse(text).sections]


def test_levels_follow_the_kind_of_marker_also_where_one_is_skipped():
    text = "一、总体要求\n以服务老人为本。\n二、主要任务\n（一）建网点。各镇建网点。\n1.选好址。由社区选址。\n三、保障\n12.抓落实。各镇抓落实。"
    assert [level for _, _, level in outline(text)] == [1, 1, 2, 3, 1, 3]


def test_articles_stand_below_chapters_and_items_below_articles():
    text = "第一章 总则\n第一条 为规范服务，制定本办法。\n第二条 申请应当具备下列条件：\n（一）有场所；\n1.面积达标；\n第二章 附则\n第一节 其他\n第三条 本办法自发布之日起施行。"
    assert [(m, level) for m, _, level in outline(text)] == [
        ("第一章", 1),
        ("第一条", 2),
        ("第二条", 2),
        ("（一）", 3),
        ("1.", 4),
        ("第二章", 1),
        ("第一节", 2),
        ("第三条", 3),
    ]


@pytest.mark.parametrize(
    ("paragraph", "heading"),
    [
        ("1.完善设施。每个社区建设一个助餐点。", "完善设施"),
        ("1.每个社区建设一个助餐点。", None),
        ("1.各镇要完善设施。每个社区建设一个助餐点。", None),
        ("1.县民政局：牵头制定标准。每年评估一次。", None),
        ("（一）加强领导，压实责任。各镇成立专班。", "加强领导，压实责任"),
    ],
)
def test_a_heading_is_a_title_like_phrase_with_a_body_after_it(paragraph, heading):
    assert outline("一、工作措施\n" + paragraph)[1][1] == heading


def test_two_sections_can_open_in_one_text_unit():
    assert outline("四、保障措施 （一）加强领导。各镇成立专班。") == [
        ("四、", "保障措施", 1),
        ("（一）", "加强领导", 2),
    ]


def test_a_stage_loses_its_period_and_stands_below_its_parent():
    assert outline("三、步骤\n第一阶段（2023年3月至4月）：动员部署。\n召开动员会。")[1] == ("第一阶段", "动员部署", 2)


def test_paragraphs_that_open_alike_have_unnumbered_headings():
    text = "二、基本原则\n坚持公益导向。突出普惠。\n坚持因地制宜。合理布局。"
    assert outline(text)[1:] == [(None, "坚持公益导向", 2), (None, "坚持因地制宜", 2)]


def test_run_in_counts_and_labels_open_no_section():
    assert outline("一、工作措施\n一是摸清底数。二是建好台账。\n目标要求：做到应助尽助。")[1:] == []


def test_paths_are_addresses():
    doc = pt.parse("三、任务\n（二）建网点。各镇建网点。\n1.选好址。由社区选址。")
    assert [s.path for s in doc.sections] == ["三", "三/（二）", "三/（二）/1"]


def test_an_enclosure_that_counts_anew_has_paths_of_its_own():
    doc = pt.parse(
        "一、通知要求\n各镇要落实。\n二、其他\n各镇要上报。\n一、方案目标\n建成网点。\n二、方案任务\n各镇要排查。"
    )
    assert len({s.path for s in doc.sections}) == 4


def test_a_section_reaches_to_the_next_of_its_level():
    text = "一、任务\n（一）甲项。各镇排查。\n（二）乙项。各镇整改。\n二、要求\n各镇上报。"
    doc = pt.parse(text)
    first = doc.sections[0]
    assert text[first.span.start : first.span.end].endswith("各镇整改。")


def test_provisions_are_leaves_lead_ins_and_the_preamble():
    text = "为做好服务，现通知如下：\n一、任务\n各镇要统筹推进。\n（一）排查。各镇要排查。\n二、要求\n各镇要上报。"
    assert [p.path for p in pt.parse(text).provisions] == ["(preamble)", "一", "一/（一）", "二"]


def test_a_provision_ends_before_what_closes_its_instrument():
    text = (
        "青禾县民政局关于开展助餐点排查的通知\n各镇人民政府：\n现将有关事项通知如下：\n一、全面排查。各镇要排查助餐点。\n"
        "二、按时上报。各镇要上报结果。\n附件：青禾县助餐点排查工作方案\n青禾县民政局\n2024年3月4日\n附件\n青禾县助餐点排查工作方案\n"
        "为做好助餐点排查工作，制定本方案。\n一、排查范围\n各镇要排查全部助餐点。"
    )
    found = pt.parse(text).provisions
    assert [p.path for p in found] == ["(preamble)", "一", "二", "(preamble)", "附1/一"]
    assert found[2].text == "二、按时上报。各镇要上报结果。"
    assert found[3].text == "为做好助餐点排查工作，制定本方案。"
    assert all(text[p.span.start : p.span.end] == p.text for p in found)


def test_an_article_is_one_provision_with_its_items():
    text = "第一条 应当具备下列条件：\n（一）有场所；\n（二）有人员。\n第二条 本办法自发布之日起施行。"
    assert [p.path for p in pt.parse(text).provisions] == ["第一条", "第二条"]


@pytest.mark.parametrize("width", [28, 30, 32, 34, 37])
def test_a_line_end_inside_a_marker_is_no_part_of_it(width):
    text = (DEMO / "waste-qinghe.txt").read_text("utf-8")
    lines = [line[k : k + width] for line in text.split("\n") for k in range(0, max(1, len(line)), width)]
    found = pt.parse("\n".join(lines)).sections
    plain = {s.marker for s in pt.parse(text).sections}
    assert found
    assert {s.marker for s in found} <= plain


def test_a_step_on_a_line_of_its_own_heads_what_follows():
    found = pt.parse("三、实施步骤\n第一步：\n各镇要登记。\n第二步：\n县民政局要检查。\n第三步，\n\n")
    assert [(s.label, s.section) for s in found.sentences[1:5]] == [
        ("heading", 1),
        ("task", 1),
        ("heading", 2),
        ("task", 2),
    ]
