"""Targets: which numbers are commitments."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.model import Label
from policytext.reading.branches import openers
from policytext.reading.passage import Passage, TextUnit
from policytext.reading.reach import Reach
from policytext.reading.rules import RuleSet
from policytext.reading.targets import read_targets
from policytext.reading.text.view import View
from policytext.reading.times.deadlines import read_deadlines


def found(words: str, label: Label = "task") -> list[str]:
    passage = Passage(View(source=words, text=words), [TextUnit(0, len(words), 0, label, "test")])
    targets = read_targets(passage, read_deadlines(Reach(passage, ()), None, ())[0], ())
    assert all(words[slice(*t.span)] == t.text for t in targets)
    return [t.text for t in targets]


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("每年研究工作不少于2次。", ["不少于2次"]),
        ("每年至少安排一次集中学习。", ["至少安排一次集中学习"]),
        ("覆盖率达到100%。", ["达到100%"]),
        ("产值增长6.5%以上，占比提高到37%以上。", ["增长6.5%以上", "提高到37%以上"]),
        ("占比分别提高到55%、70%以上。", ["提高到55%", "70%以上"]),
        ("指数总体水平达到65，位居前列。", ["达到65"]),
        ("建成绿色园区30个。", ["30个"]),
        ("建成50个智能工厂和500个数字化车间。", ["50个智能工厂", "500个数字化车间"]),
        ("延伸单位达到8个、教育基地1个。", ["达到8个", "1个"]),
        ("建成东街、北桥2个食堂。", ["2个食堂"]),
        ("建设100个以上智慧车间。", ["100个以上智慧车间"]),
        ("明确一名分管同志具体抓。", ["一名分管同志"]),
        ("成立一个领导小组、制定一个工作方案、制作一本手册。", ["一个领导小组", "一个工作方案", "一本手册"]),
        ("上一堂主题课、画一幅主题画、布置一次作业。", ["一堂主题课", "一幅主题画", "一次作业"]),
        ("每季度召开一次例会。", ["一次例会"]),
        ("市财政给予每家补助15-20万元。", ["15-20万元"]),
        ("一档区域每平方米68.6元，二档区域每平方米37元。", ["每平方米68.6元", "每平方米37元"]),
        ("返还标准不高于应缴费用的80%。", ["不高于应缴费用的80%"]),
        ("户口可保留2年。", ["2年"]),
        ("补贴期限最长不超过6个月。", ["最长不超过6个月"]),
        ("给予1—2年的培育期。", ["1—2年"]),
        ("举报属实的，给予举报人100元至500元奖励。", ["100元至500元"]),
        ("按照1:2.5的比例配备餐桌。", ["1:2.5"]),
        ("按照1∶2.5的比例配备餐桌。", ["1∶2.5"]),
        ("投诉量下降三成，满意率达到九成。", ["下降三成", "达到九成"]),
    ],
)
def test_commitments(words: str, targets: list[str]) -> None:
    assert found(words) == targets


@pytest.mark.parametrize(
    "words",
    [
        "对固定资产投资额超过5亿元的项目优先供地。",
        "对中小企业签订1年以上劳动合同的，给予补贴。",
        "聚焦33条重点产业链加强协作。",
        "加大对52个未摘帽县的支持力度。",
        "会同教育等5个部门抓好落实。",
        "落实上述3项措施。",
        "增强“四个意识”，做好“十个一”。",
        "确保第38个活动月进展顺利。",
        "连续三年保持稳定。",
        "通过3—5年的持续发展，培育新的增长点。",
        "创造一个团结稳定的环境。",
        "把它作为一项重要任务抓好。",
        "打造一批示范典型，努力出台一系列举措。",
        "给予一次性补贴，实行统一部署。",
        "按照第三条第二款执行。",
        "推进协议第6版改造。",
        "组织60周岁以上的老人体检。",
        "计算方法：合格数／总数×100%。",
        "管理不能一成不变。",
        "回收八成新的桌椅。",
        "每天8:30配送午餐。",
        "2022年3月5日召开会议。",
    ],
)
def test_other_numbers(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize("label", ["statement", "principle", "formula", "heading", "responsibility", "furniture"])
def test_only_tasks_and_goals_have_targets(label: Label) -> None:
    assert found("建成书屋30个。", label) == []


PIECES = [
    "不少于", "达到", "建成", "每", "对", "的", "2", "一", "十", "百分之", "%", "个", "名", "次", "万", "元", "年", "月", "以上",
    "、", "和", "，", "。", "“", "《", "（", "）", "第", ".", "—", "至", "给予", "环境", " ", "\n", "\x00", "\ud800", "×",
    "～",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_no_text_raises(words: str) -> None:
    found(words)


@pytest.mark.parametrize("rule", ["targets.attribute", "targets.start", "deadlines.attribute", "deadlines.condition"])
def test_words_behind_a_find_are_known_by_their_first_character(rule: str) -> None:
    """The readers look at one character before they try these rules: a rule open at its beginning would never speak."""
    assert openers(RuleSet.default().by_id[rule].written())


def test_the_look_behind_a_number_in_characters_covers_all_that_is_counted() -> None:
    rule = RuleSet.default().by_id["targets.han_number"].written()
    look = re.search(r"\{0,12\}\+\[([^\]]+)\]", rule)
    assert look
    assert openers(rule[rule.index("(?:(?P<han>") :]) == set(look[1])
