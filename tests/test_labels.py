"""Labels of text units and modality of tasks: words, and the section they stand in."""

import pytest

import policytext as pt
from policytext.reading.labels.notes import is_note


def labels(text):
    return [s.label for s in pt.parse(text).sentences]


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("指导思想", "principle"),
        ("基本原则", "principle"),
        ("工作目标", "goal"),
        ("主要任务", "task"),
        ("目标任务", "task"),
    ],
)
def test_the_section_weighs_in(heading, label):
    assert labels(f"一、{heading}\n加强统筹规划，避免重复建设。\n二、其他\n各镇要上报。")[1] == label


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("各镇要建立助餐点名录。", "task"),
        ("开展食品安全检查。", "task"),
        ("到2025年，覆盖率达到90%。", "goal"),
        ("社区食堂是健全养老服务体系的重要内容。", "statement"),
        ("近年来，服务网络逐步健全。", "statement"),
        ("（责任单位：县民政局、县财政局）", "responsibility"),
        ("（县民政局牵头，县财政局按职责分工负责）", "responsibility"),
        ("进社区，就是要把服务送到老人身边。", "principle"),
        ("特此通知。", "formula"),
    ],
)
def test_words_decide_in_an_operative_section(sentence, label):
    assert labels("一、工作措施\n" + sentence)[1] == label


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("第一条 为规范助餐服务，制定本办法。", "formula"),
        ("第一条 本办法所称助餐点，是指提供就餐服务的场所。", "statement"),
        ("第一条 任何单位不得擅自改变用途。", "task"),
        ("第一条 助餐服务遵循自愿、公益的原则。", "principle"),
        ("第一条 逾期不改正的，处一千元罚款。", "task"),
        ("第一条 本办法由县民政局负责解释。", "formula"),
    ],
)
def test_articles(sentence, label):
    assert labels(sentence + "\n第二条 本办法自发布之日起施行。")[0] == label


@pytest.mark.parametrize(
    ("lead", "item", "label"),
    [
        ("助餐服务遵循下列原则：", "坚持公益为主；", "principle"),
        ("县助餐工作小组由下列人员组成：", "县民政局局长；", "statement"),
        ("縣助餐小組由下列成員組成，其職責為協調各部門：", "開展檢查；", "task"),
        ("縣助餐服務小組由下列成員組成：", "衛生局代表一名；", "statement"),
        ("县民政局履行下列职责：", "助餐服务规划的编制；", "task"),
    ],
)
def test_items_are_what_their_lead_calls_them(lead, item, label):
    assert labels(f"第一条 {lead}\n（一）{item}\n（二）其他。")[1] == label


def test_items_take_what_their_lead_says():
    assert labels("第一条 申请应当提交下列材料：\n（一）申请书；\n（二）证明。")[1:] == ["statement", "statement"]
    assert labels("第一条 管理人应当履行下列职责：\n（一）公示时间；\n（二）制止混投。")[1:] == ["task", "task"]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("各镇要建立名录。", "require"),
        ("开展检查。", "require"),
        ("不得转包服务。", "prohibit"),
        ("鼓励社会力量参与。", "encourage"),
        ("要积极引导居民分类投放。", "encourage"),
        ("有条件的地区，可适当提高标准。", "permit"),
        ("总结可复制、可推广的经验。", "require"),
        ("加大对社区的支持力度。", "require"),
        ("完善管理制度，鼓励社会力量参与。", "require"),
        ("2023年6月底前，允许分期缴存。", "permit"),
    ],
)
def test_modality_is_that_of_the_first_operative_clause(sentence, modality):
    assert pt.parse("一、工作措施\n" + sentence).tasks[0].modality == modality


@pytest.mark.parametrize(
    ("title", "heading", "sentence", "label"),
    [
        ("关于助餐工作情况的通报", "总体情况", "全县建成助餐点12个，覆盖率98%。", "statement"),
        ("关于助餐工作情况的通知", "工作成效", "各镇建立台账，整改问题56个。", "statement"),
        ("关于助餐工作情况的通报", "青禾镇助餐点食物中毒事件", "该助餐点成立于2016年6月。", "statement"),
        ("关于助餐工作情况的通报", "加强值守", "每日检查1次。", "task"),
        ("关于助餐工作情况的通报", "典型做法", "各镇要学习上述做法。", "task"),
        ("关于助餐工作情况的报告", "加强领导", "成立专班，召开会议12次。", "statement"),
        ("关于助餐工作情况的报告", "下一步工作打算", "建立助餐点名录。", "task"),
    ],
)
def test_what_was_done_is_no_task(title, heading, sentence, label):
    doc = pt.parse(f"青禾县民政局{title}\n\n各镇人民政府：\n现将有关情况说明如下：\n一、{heading}\n{sentence}")
    assert doc.sentences[-1].label == label
    assert bool(doc.targets) == (label == "task" and "1次" in sentence)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("县民政局牵头", True),
        ("服务中心牵头，各镇配合", True),
        ("党委（党组）负责", True),
        ("供电公司负责", True),
        ("工作机制负责", False),
        ("党的领导负责", False),
        ("值班人员负责", False),
        ("加强部门配合", False),
    ],
)
def test_a_note_is_nothing_but_bodies_with_their_roles(line: str, note: bool) -> None:
    assert is_note(line) is note


def test_a_table_run_together_is_no_task():
    row = "{}社区食堂登记县民政局应当具有资质的机构《云川县食堂管理办法》第{}条5个工作日"
    table = "".join(row.format(k, k) for k in range(1, 14))
    doc = pt.parse(
        f"一、工作措施\n各镇要建立台账。\n序号事项主管部门实施机构依据时限{table}\n各镇要建立{'名录，台账' * 90}。"
    )
    assert [s.label for s in doc.sentences] == ["heading", "task", "statement", "task"]
    assert {a.sentence for a in doc.assignments} == {1, 3}
