"""What a citation means."""

import pytest
from family import CITY, PROVINCE, document

from policytext.derivation.citing.numbers import number_key
from policytext.derivation.citing.resolve import resolve
from policytext.derivation.citing.titles import read_title
from policytext.model import Document, Resolution


def only(*documents: Document) -> Resolution:
    """The one resolution of a corpus with one citation."""
    resolutions, _ = resolve(documents)
    (found,) = resolutions
    return found


def citing(*names: str) -> Document:
    """A county plan that cites these."""
    return document("county", preamble="按照" + "和".join(names) + "要求，制定本方案。", title="石梁县便民菜店建设方案")


@pytest.mark.parametrize(
    "name",
    [
        "《沧原省人民政府办公厅关于印发〈沧原省便民菜店建设实施方案〉的通知》",
        "《关于印发〈沧原省便民菜店建设实施方案〉的通知》",
        "《关于印发沧原省便民菜店建设实施方案的通知》",
        "《沧原省便民菜店建设实施方案》",
        "《沧原省便民菜店\n建设实施方案》",
        "《沧原省便民菜店建设实施方案（2021—2023年）》",
        "《不知哪里来的名称》（沧政办发[2021]18号）",
        "《不知哪里来的名称》（沧政办发〔 2021 〕第18号）",
    ],
)
def test_one_document_under_many_names(name: str) -> None:
    assert only(PROVINCE, citing(name)).target == "province"


@pytest.mark.parametrize(
    "name",
    [
        "《沧原省便民菜店建设实施方案》解读》",
        "《沧原省便民菜店建设实施方案（征求意见稿）》",
        "《2022年沧原省便民菜店建设工作要点》",
        "《沧原省便民菜店建设实施方案》（沧政办发〔2016〕7号）",
        "《沧原省农贸市场建设实施方案》",
        "《沧原省便民菜店建设实施方案（试行）》",
    ],
)
def test_names_of_other_documents(name: str) -> None:
    resolutions, _ = resolve([document("a", *PROVINCE.text.split("\n")), PROVINCE, citing(name.removesuffix("解读》"))])
    assert read_title("《沧原省便民菜店建设实施方案》解读").secondary
    if "解读" not in name:
        assert resolutions[-1].target != "province"


def test_the_issuer_decides_between_equal_titles() -> None:
    title = "关于做好清明期间文明祭扫工作的通知"
    one = document("one", title="沧原省民政厅" + title, issuers=("沧原省民政厅",))
    two = document("two", title="岭东省民政厅" + title, issuers=("岭东省民政厅",))
    assert only(one, two, citing("岭东省民政厅《关于做好清明期间文明祭扫工作的通知》")).target == "two"
    undecided = only(one, two, citing("《关于做好清明期间文明祭扫工作的通知》"))
    assert (undecided.target, undecided.method) == (None, "ambiguous")
    assert [doc_id for doc_id, _ in undecided.candidates] == ["one", "two"]


def test_two_printings_of_one_document_are_no_doubt() -> None:
    again = document("reprint", *(p.text for p in PROVINCE.provisions), title=PROVINCE.header.title)
    corpus = [again, PROVINCE, citing("《沧原省便民菜店建设实施方案》")]
    (found,), _ = resolve(corpus, first=[0, 0, 2])
    assert (found.target, found.method, found.candidates) == ("reprint", "title", (("reprint", 0.921),))
    assert resolve(corpus)[0][0].method == "ambiguous"


def test_a_document_does_not_cite_itself() -> None:
    own = document("own", preamble="现将《石梁县便民菜店建设方案》印发给你们。", title="石梁县便民菜店建设方案")
    assert only(own).method == "self"


def test_an_edition_is_another_document() -> None:
    old = document("old", title="关于印发《养老机构防疫指南（第一版）》的通知")
    new = document(
        "new",
        title="关于印发《养老机构防疫指南（第二版）》的通知",
        preamble="现印发，《养老机构防疫指南（第一版）》同时废止。",
    )
    assert only(old, new).target == "old"


def test_absent_documents_are_one_node_each() -> None:
    first = document("first", preamble="根据《乙省湿地保护规划》（乙政发〔2020〕3号）制定。")
    second = document("second", preamble="按照《乙省人民政府关于印发〈乙省湿地保护规划〉的通知》和《湿地公约》办理。")
    third = document("third", preamble="按照《乙省湿地保护规划》（乙政发〔2015〕9号）办理。")
    resolutions, externals = resolve([first, second, third])
    assert [r.target for r in resolutions] == [
        "external:乙政发〔2020〕3号",
        "external:乙政发〔2020〕3号",
        "external:湿地公约",
        "external:乙政发〔2015〕9号",
    ]
    assert [e.number for e in externals] == ["乙政发〔2020〕3号", None, "乙政发〔2015〕9号"]


def test_a_bare_short_title_names_nothing() -> None:
    found = only(PROVINCE, citing("《通知》"))
    assert (found.target, found.method) == (None, "unnamed")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("沧政办发[2021]18号", "沧政办发〔2021〕18号"),
        ("沧政办发﹝２０２１﹞ 18 号", "沧政办发〔2021〕18号"),
        ("沧政办发（2021）第18号", "沧政办发〔2021〕18号"),
        ("", None),
        (None, None),
        ("某方案", None),
    ],
)
def test_numbers_in_any_form(written: str | None, key: str | None) -> None:
    assert number_key(written) == key


def test_an_announcement_without_its_agency() -> None:
    notice = document("notice", title="关于减免摊位费的公告", number="沧原省财政厅公告2020年第8号")
    found = only(notice, citing("《沧原省财政厅关于减免摊位费的公告》（2020年第8号）"))
    assert found.target == "notice"


def test_the_title_tells_documents_of_one_number_apart() -> None:
    notice = document("notice", title="关于减免摊位费的公告", number="沧原省财政厅公告2020年第8号")
    other = document("other", title="关于整治占道经营的公告", number="沧原省财政厅公告2020年第8号")
    dispatch = document("dispatch", title="关于做好摊位登记的通知", number="沧财发〔2020〕8号")
    cited = citing("《沧原省财政厅关于减免摊位费的公告》（2020年第8号）")
    assert only(notice, other, cited).target == "notice"
    found = only(dispatch, citing("《关于减免市场摊位费用的公告》（2020年第8号）"))
    assert found.target != "dispatch" and found.candidates == ()


def test_any_title_can_be_read() -> None:
    for title in ("", "《》", "〈", "关于", "\x00\ud800", "关于印发的通知", "《" * 50):
        read_title(title)


def test_family_resolves() -> None:
    assert only(PROVINCE, CITY).target == "province"
