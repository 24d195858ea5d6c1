"""Citations: what is named, how it is written, what the document does to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policytext as pt
from policytext.model import Citation, Header, Label, Problem
from policytext.reading.citations.citations import read_citations
from policytext.reading.passage import Passage
from policytext.reading.text.fold import see
from policytext.reading.text.segment import text_units

NO_HEADER = Header()


def read(
    text: str, label: Label = "task", header: Header = NO_HEADER
) -> tuple[tuple[Citation, ...], tuple[Problem, ...]]:
    view = see(text)
    passage = Passage(view, text_units(view.text))
    for unit in passage.units:
        unit.label = label
    return read_citations(passage, header)


def found(text: str, label: Label = "task", header: Header = NO_HEADER) -> list[tuple[str | None, str | None, str]]:
    return [(c.title, c.number, c.relation) for c in read(text, label, header)[0]]


def spans(text: str, label: Label = "task") -> list[str]:
    return [c.text for c in read(text, label)[0]]


def test_a_title_with_its_number() -> None:
    text = "各县区要按照《关于做好社区食堂工作的通知》(云川办发[2023] 15 号)要求开展评估。"
    assert found(text) == [("关于做好社区食堂工作的通知", "云川办发〔2023〕15号", "basis")]
    assert spans(text) == ["《关于做好社区食堂工作的通知》(云川办发[2023] 15 号)"]


@pytest.mark.parametrize("inner", ["〈社区食堂办法〉", "《社区食堂办法》", "<社区食堂办法>"])
def test_titles_inside_titles_are_one_citation(inner: str) -> None:
    (title, _, _), *more = found(f"执行《云川省民政厅关于印发{inner}的通知》规定。")
    assert not more
    assert title is not None
    assert title.translate(str.maketrans("<>", "〈〉")) == "云川省民政厅关于印发〈社区食堂办法〉的通知"


def test_titles_in_a_row_share_the_verb() -> None:
    text = "依据《云川省养老条例》《云川省社区食堂办法》和《关于推进社区食堂的意见》，制定措施。"
    assert [r for _, _, r in found(text)] == ["basis"] * 3


@pytest.mark.parametrize(
    ("text", "label", "relation"),
    [
        ("各街道要贯彻落实《社区食堂办法》。", "task", "implement"),
        ("各街道要宣传贯彻《社区食堂办法》。", "task", "publicise"),
        ("各街道要将《社区食堂办法》纳入学习计划。", "task", "publicise"),
        ("各街道要抓好《社区食堂办法》的贯彻落实。", "task", "implement"),
        ("为贯彻落实《社区食堂办法》，结合我市实际，制定本方案。", "formula", "basis"),
        ("现就贯彻落实《社区食堂办法》通知如下：", "formula", "implement"),
        ("开展这项工作是落实《社区食堂办法》的必然要求。", "statement", "mention"),
        ("本通知自印发之日起施行，《社区食堂办法》同时废止。", "formula", "mention"),
        ("以《社区食堂办法》为依据开展评估。", "task", "basis"),
    ],
)
def test_the_governing_verb_gives_the_relation(text: str, label: Label, relation: str) -> None:
    assert [r for _, _, r in found(text, label)] == [relation]


def test_a_short_title_means_the_long_one_at_each_use() -> None:
    text = "省里印发了《关于社区食堂的意见》（云川发〔2022〕3号，以下简称《意见》）。各街道要落实《意见》。"
    assert found(text)[1] == ("关于社区食堂的意见", "云川发〔2022〕3号", "implement")


def test_a_short_title_of_its_own_kind_counts_without_brackets() -> None:
    text = "依据《云川省社区食堂管理条例》（以下简称社区食堂条例）制定细则。违反社区食堂条例规定的，由街道处理。"
    assert [t for t, _, _ in found(text)] == ["云川省社区食堂管理条例"] * 2


def test_a_bare_genre_that_no_words_explain_is_reported() -> None:
    citations, problems = read("各街道要落实《意见》。")
    assert [c.title for c in citations] == ["意见"]
    assert [p.code for p in problems] == ["unresolved_short_title"]


def test_the_documents_own_title_and_enclosure_are_none() -> None:
    header = Header(title="关于印发《社区食堂方案》的通知", enclosures=("社区食堂方案",))
    assert not found("现将《社区食堂方案》印发给你们，请落实《社区食堂方案》。", header=header)
    assert not found("现将《社区食堂指南》印发给你们。")


def test_a_document_named_in_the_own_title_counts() -> None:
    header = Header(title="关于贯彻落实《国务院关于养老服务的意见》的通知")
    assert [t for t, _, _ in found("关于贯彻落实《国务院关于养老服务的意见》的通知", "heading", header)] == [
        "国务院关于养老服务的意见"
    ]


def test_forms_and_newspapers_are_none() -> None:
    assert not found("申请人填写《社区食堂用餐申请表》，持《食品经营许可证》办理，并在《云川日报》公示。")


def test_an_unclosed_title_is_kept_and_reported() -> None:
    citations, problems = read("根据《关于做好社区食堂工作的通知（云川办发〔2023〕15号），开展评估。")
    assert [(c.title, c.number) for c in citations] == [("关于做好社区食堂工作的通知", "云川办发〔2023〕15号")]
    assert [p.code for p in problems] == ["unclosed_title"]


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("严格执行农业农村部公告第79号规定。", "农业农村部公告第79号", None),
        ("建设应符合GB 50180的要求。", None, "GB 50180"),
        ("各街道要按照云川办发〔2023〕15号文件要求办理。", None, "云川办发〔2023〕15号"),
        ("各街道要学习宪法。", "宪法", None),
        ("各街道要落实“八五”普法规划。", "“八五”普法规划", None),
        ("违反食品安全法规定的，由街道处理。", "食品安全法", None),
    ],
)
def test_documents_named_without_brackets(text: str, title: str | None, number: str | None) -> None:
    assert [(t, n) for t, n, _ in found(text)] == [(title, number)]


@pytest.mark.parametrize(
    "text", ["宣传食品安全法律法规。", "结合国家宪法日开展活动。", "编制“十四五”养老规划。", "召开民法学研讨会。"]
)
def test_what_only_looks_like_a_law_or_plan(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贯彻党的十九大和十九届二中、三中全会精神。", ["党的十九大", "十九届二中、三中全会精神"]),
        ("贯彻中央和省委、市委民族工作会议精神。", ["中央和省委、市委民族工作会议精神"]),
        ("按照省民政会议和全省养老工作会议精神办理。", ["省民政会议", "全省养老工作会议精神"]),
        ("落实党中央、国务院决策部署和省委工作要求。", ["党中央、国务院决策部署", "省委工作要求"]),
        ("落实省委关于推进社区食堂建设的决策部署。", ["省委关于推进社区食堂建设的决策部署"]),
        (
            "贯彻习近平总书记在全国教育大会上的重要讲话精神和关于教育的重要论述。",
            ["习近平总书记在全国教育大会上的重要讲话精神", "关于教育的重要论述"],
        ),
    ],
)
def test_authorities_with_exact_spans(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "党的十八大以来，养老服务发展很快。",
        "国务院要求各地加快建设。",
        "习近平总书记强调，要关心老人。",
        "落实相关工作要求。",
    ],
)
def test_dates_verbs_and_bare_words_are_no_authorities(text: str) -> None:
    assert not spans(text)


def test_nothing_is_read_in_furniture() -> None:
    assert not found("附件：《社区食堂办法》", "furniture")


@given(
    st.text(
        alphabet="《》〈〉（）〔〕“”号令第公告党的十九大会议精神总书记重要讲话以下简称法条例 \n\0\ud800😀，。0123",
        max_size=60,
    )
)
def test_any_string_is_read(text: str) -> None:
    for c in read(text)[0]:
        assert text[c.span.start : c.span.end] == c.text


def test_an_attachment_of_its_own_is_no_citation() -> None:
    text = (
        "青禾县民政局关于做好食堂验收的通知\n各乡镇人民政府：\n食堂验收应符合《社区食堂验收要点（试行）》，"
        "并遵守《社区食堂管理办法》。\n附件：社区食堂验收要点（试行）\n青禾县民政局\n2023年5月8日"
    )
    assert [c.title for c in pt.parse(text).citations] == ["社区食堂管理办法"]
