"""Slogans: marked by quotes or numerals, known from the lexicon, or made in parallel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.model import Header, Label, Slogan
from policytext.reading.citations.citations import read_citations
from policytext.reading.lexicon import Entry, Lexicon
from policytext.reading.passage import Passage
from policytext.reading.slogans.slogans import read_slogans
from policytext.reading.text.fold import see
from policytext.reading.text.segment import text_units


def read(text: str, label: Label = "task", lexicons: tuple[Lexicon, ...] = ()) -> tuple[Slogan, ...]:
    view = see(text)
    passage = Passage(view, text_units(view.text))
    for unit in passage.units:
        unit.label = label
    return read_slogans(passage, read_citations(passage, Header())[0], lexicons)


def found(text: str, label: Label = "task") -> list[tuple[str, str, bool]]:
    return [(s.text, s.kind, s.marked) for s in read(text, label)]


@pytest.mark.parametrize(
    "phrase",
    [
        "四个意识",
        "三会一课",
        "一区两群",
        "双随机、一公开",
        "两不愁三保障",
        "十个一",
        "两新",
        "三微一端",
        "一周两月",
        "1+3+N",
    ],
)
def test_numeral_abbreviations(phrase: str) -> None:
    assert found(f"各街道要落实“{phrase}”要求。") == [(phrase, "numeric", True)]


def test_well_known_numeral_abbreviations_count_without_quotes() -> None:
    assert found("社区要落实三会一课制度。") == [("三会一课", "numeric", True)]
    assert not found("社区要建设三个食堂、两处场地。")


def test_a_quoted_numeral_abbreviation_counts_again_without_quotes() -> None:
    text = "请遵守“八条禁令”。要宣传八条禁令。"
    assert found(text) == [("八条禁令", "numeric", True)] * 2


@pytest.mark.parametrize(
    "phrase", ["一事一议", "最后一公里", "急难愁盼", "互联网+", "一门受理、协同办理", "进社区", "黑天鹅"]
)
def test_quoted_set_phrases(phrase: str) -> None:
    assert found(f"各街道要解决“{phrase}”问题。") == [(phrase, "quoted", True)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("各街道要实施“石榴籽”工程。", ["石榴籽"]),
        ("各街道要开展“我为邻里办实事”实践活动。", ["我为邻里办实事"]),
        ("各街道要推行“楼长制”。", ["楼长制"]),
        ("各街道要打造“邻里一家亲”“红色食堂亮”等服务品牌。", ["邻里一家亲", "红色食堂亮"]),
        ("各街道要实施“先行救助”。", ["先行救助"]),
        ("各街道要提高“互联网+明厨亮灶”覆盖率。", ["互联网+明厨亮灶"]),
        ("各街道要推进“幸福餐桌”项目。“幸福餐桌”覆盖全市。", ["幸福餐桌"] * 2),
    ],
)
def test_names_of_campaigns(text: str, phrases: list[str]) -> None:
    assert found(text) == [(p, "campaign", True) for p in phrases]


@pytest.mark.parametrize(
    "text",
    [
        "各街道要建立用地“蓄水池”。",
        "“十四五”期间新建食堂50个。",
        "社区干部说：“要把食堂办好，让老人吃得放心。”",
        "本办法所称“社区食堂用餐点”，是指助餐场所。",
        "居民可通过“云川民政通”小程序预约。",
        "云川市民政局（以下简称“市民政局”）负责。",
        "要落实《关于“四个意识”教育的意见》。",
        "发生“5·13”事故。",
    ],
)
def test_quotes_that_make_no_slogan(text: str) -> None:
    assert not found(text)


def test_a_formula_is_given_once_a_campaign_each_time() -> None:
    text = "坚持新发展理念。贯彻新发展理念。结合党史学习教育办食堂。深化党史学习教育。"
    assert [k for _, k, _ in found(text)] == ["formula", "campaign", "campaign"]
    assert not any(marked for _, _, marked in found(text))


def test_the_longest_phrase_of_the_lexicon_wins() -> None:
    assert found("各街道要铸牢中华民族共同体意识。") == [("铸牢中华民族共同体意识", "formula", False)]


@pytest.mark.parametrize(
    "phrase",
    [
        "统一标识、统一标准、统一管理",
        "国家观、历史观、民族观",
        "应保尽保",
        "谁主管、谁负责",
        "政府主导、部门协同、社会参与",
        "早发现、早报告、早控制",
    ],
)
def test_parallel_phrases_are_formulas(phrase: str) -> None:
    assert (phrase, "formula", False) in found(f"各街道要坚持{phrase}。")


@pytest.mark.parametrize(
    "text", ["民政部、财政部、教育部要会商。", "严禁谎报、瞒报、迟报。", "省级、市级、县级要联动。"]
)
def test_plain_lists_are_none(text: str) -> None:
    assert not found(text)


def test_a_phrase_that_lost_its_opening_quote() -> None:
    assert [t for t, _, _ in found("防范“黑天鹅”灰犀牛”事件。")] == ["黑天鹅", "灰犀牛"]


def test_in_titles_only_what_is_quoted_counts_and_nothing_in_furniture() -> None:
    assert not found("“四个意识”", "furniture")
    assert found("关于加强“三保”工作的通知", "heading") == [("三保", "numeric", True)]


def test_users_add_their_own_phrases() -> None:
    own = Lexicon("slogans", (Entry(id="own.1", name="食堂暖人心", kind="formula"),))
    assert [s.text for s in read("各街道要做到食堂暖人心。", lexicons=(own,))] == ["食堂暖人心"]


@given(st.text(alphabet='“”‘’"《》、，。四个意识三会一课工程活动应保尽保国家观历史统一 \n\0\ud800😀12+', max_size=60))
def test_any_string_is_read(text: str) -> None:
    for s in read(text):
        assert text[s.span.start : s.span.end] == s.text
