"""Deadlines: what binds, what does not, spans and scope."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.model import Label, Section
from policytext.parser import parse
from policytext.reading.passage import Passage, TextUnit
from policytext.reading.reach import Reach
from policytext.reading.text.view import View
from policytext.reading.times.deadlines import read_deadlines
from policytext.span import Span

ISSUED = dt.date(2022, 5, 10)


def passage(*units: tuple[Label, str], section: int | None = None) -> Passage:
    """A text of the given units, one paragraph each, all in the same section."""
    text, made = "", []
    for k, (label, words) in enumerate(units):
        made.append(TextUnit(len(text), len(text) + len(words), k, label, "test", section))
        text += words + "\n"
    return Passage(View(source=text, text=text), made)


def found(words: str, label: Label = "task", issued: dt.date | None = ISSUED) -> list[tuple[str, str]]:
    return [(d.text, d.kind) for d in read_deadlines(Reach(passage((label, words)), ()), issued, ())[0]]


@pytest.mark.parametrize(
    ("words", "deadlines"),
    [
        ("各镇务于9月27日前报送总结。", [("9月27日前", "by")]),
        ("到2025年，建成书屋8个。", [("2025年", "by")]),
        ("力争年底前全部完工。", [("年底前", "by")]),
        ("2022年11底前报送总结。", [("2022年11底前", "by")]),
        ("申报截止期限为2022年12月31日。", [("2022年12月31日", "by")]),
        ("扩大2022年招生规模。", [("2022年", "on")]),
        ("2022年10月10日至 12月10 日开展调查。", [("2022年10月10日至 12月10 日", "period")]),
        ("2022—2024年，每村建一处。", [("2022—2024年", "period")]),
        ("从今年起安排补助经费。", [("今年起", "period")]),
        ("今明两年扩大招聘。", [("今明两年", "period")]),
        ("“十四五”期间新建驿站。", [("“十四五”期间", "period")]),
        ("每年9月开展宣传，每季度通报。", [("每年9月", "recurring"), ("每季度", "recurring")]),
        ("每月最后一个周五召开评议会。", [("每月最后一个周五", "recurring")]),
        ("评议结果次月5日前公布。", [("次月5日前", "relative")]),
        ("应当自收到申请之日起7个工作日内答复。", [("收到申请之日起7个工作日内", "relative")]),
        ("须在24小时内上报。", [("24小时内", "relative")]),
        ("7月底启动，9月底前完成。", [("7月底", "by"), ("9月底前", "by")]),
        ("应当于11月20日前提交自评报告。", [("11月20日前", "by")]),
        ("10日内部署到位。", [("10日内", "relative")]),
    ],
)
def test_what_binds(words: str, deadlines: list[tuple[str, str]]) -> None:
    assert found(words) == deadlines


@pytest.mark.parametrize(
    "words",
    [
        "连续三年评为优秀的给予奖励。",
        "定期检查，长期坚持。",
        "利用“12.4”国家宪法日开展宣传。",
        "能耗较2020年下降5%。",
        "2019年以来，各村陆续建成书屋。",
        "2021年3月，县里召开了会议。",
        "落实《2022年全县工作要点》。",
        "近三年内无违规记录的单位可以申报。",
        "对离校2年内未就业的毕业生给予补贴。",
        "凡2022年6月30日前未复工的，延长期限。",
        "利用存量房产的，可在五年内继续按原用途使用。",
        "全面落实“十四五”规划。",
        "往年做法要坚持。",
    ],
)
def test_what_does_not_bind(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize("label", ["statement", "principle", "formula", "furniture"])
def test_only_tasks_goals_and_stage_headings_have_deadlines(label: Label) -> None:
    assert found("2022年12月底前完成。", label) == []


def stage(heading: str, *tasks: str) -> tuple[Passage, tuple[Section, ...]]:
    """A section with its heading and tasks."""
    text = passage(("heading", heading), *(("task", t) for t in tasks), section=0)
    section = Section(
        span=Span(0, len(text.text)),
        marker="第一阶段",
        heading=heading,
        level=2,
        path="1",
        parent=None,
        sentence=0,
        rule="t",
    )
    return text, (section,)


def test_a_stage_heading_governs_the_tasks_of_its_section() -> None:
    text, sections = stage("第一阶段（2023年3月至4月）：动员。", "各村召开会议。", "4月20日前报送方案。")
    heading, own = read_deadlines(Reach(text, sections), ISSUED, ())[0]
    assert (heading.scope, heading.governs, heading.kind) == ("section", (1, 2), "period")
    assert (own.scope, own.governs, own.latest) == ("sentence", (2,), dt.date(2023, 4, 20))


def test_a_heading_that_only_names_a_year_has_none() -> None:
    text, sections = stage("2022年重点任务", "各村召开会议。")
    assert read_deadlines(Reach(text, sections), ISSUED, ())[0] == ()


def test_a_limit_in_a_responsibility_list_governs_its_item() -> None:
    text = passage(("task", "修缮文化站。"), ("responsibility", "（责任单位：文旅局；完成时限：2022年底）"), section=0)
    section = Section(span=Span(0, 40), marker="1.", heading=None, level=3, path="1", parent=None, sentence=0, rule="t")
    (only,) = read_deadlines(Reach(text, (section,)), ISSUED, ())[0]
    assert (only.text, only.scope, only.governs, only.latest) == ("2022年底", "item", (0,), dt.date(2022, 12, 31))


@pytest.mark.parametrize(
    ("words", "issued", "code"),
    [
        ("到3134年建成示范区。", ISSUED, "deadline.damaged"),
        ("于2022年8月81日前完成。", ISSUED, "deadline.damaged"),
        ("于9月27日前报送。", None, "deadline.no_year"),
    ],
)
def test_what_cannot_be_dated_is_reported(words: str, issued: dt.date | None, code: str) -> None:
    (deadline,), (problem,) = read_deadlines(Reach(passage(("task", words)), ()), issued, ())
    assert (deadline.earliest, deadline.latest, deadline.recurs) == (None, None, None)
    assert (problem.code, problem.span) == (code, deadline.span)


PIECES = [
    "2021年", "13月", "9月", "45日", "前", "底", "起", "至", "—", "每", "每年", "“十四五”", "期间", "今", "次年", "内", "日内",
    "3个工作", "之日起", "到", "，", "。", "（", "）", "《", "”", " ", "零", "十", "百", "\x00", "\ud800", "😀", "季度", "第",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.sampled_from(["task", "goal", "heading", "responsibility"]),
    st.booleans(),
)
def test_no_text_raises(words: str, label: Label, dated: bool) -> None:
    text = passage((label, words), section=0)
    section = Section(span=Span(0, 9), marker=None, heading=None, level=1, path="1", parent=None, sentence=0, rule="t")
    for d in read_deadlines(Reach(text, (section,)), ISSUED if dated else None, ())[0]:
        assert text.view.source[slice(*d.span)] == d.text


def test_a_limit_of_its_own_governs_the_item_as_the_list_beside_it_does():
    doc = parse(
        "一、主要任务\n（一）建设网点。\n新建助餐点5个。\n责任单位：县民政局\n配合单位：县财政局\n责任领导：某某\n完成时限：2024年9月底前\n"
        "（二）开展培训。\n组织培训4次。时间要求：2024年10月底前。\n制作教材。\n完成时限：2024年11月底前"
    )
    says = {d.text: [doc.sentences[k].text for k in d.governs] for d in doc.deadlines}
    assert says == {
        "2024年9月底前": ["新建助餐点5个。"],
        "2024年10月底前": ["组织培训4次。"],
        "2024年11月底前": ["制作教材。"],
    }
    assert [(a.name, [doc.sentences[k].text for k in a.governs]) for a in doc.assignments] == [
        ("县民政局", ["新建助餐点5个。"]),
        ("县财政局", ["新建助餐点5个。"]),
    ]
