"""What is a copy of a provision: only names of places and units may change in it."""

import pytest

from policytext import parse
from policytext.derivation.evidence import evidence_of
from policytext.derivation.relation import relation_of, shares

SOURCE = (
    "新建居住小区应当按照每百户30平方米的标准配套建设社区食堂用房，由省住房城乡建设厅组织验收，"
    "与住宅同步规划、同步建设、同步交付，2022年底前完成移交，不得擅自改变用途，各市每年公布配建名单。"
)


def relation(derived: str, source: str = SOURCE) -> str:
    """The relation of two items of a plan of a city and one of a province."""
    here, there = (
        parse(
            f"{place}社区食堂建设方案\n\n一、食堂用房\n（{n}）规范配建。{item}\n{place}人民政府\n2022年3月1日",
            doc_id=place,
        )
        for place, n, item in (("澜溪市", "三", derived), ("云川省", "一", source))
    )
    i, j = (next(k for k, p in enumerate(d.provisions) if "规范配建" in p.text) for d in (here, there))
    evidence = evidence_of(here, i, there, j)
    return relation_of(shares(here, here.provisions[i], there, there.provisions[j], evidence))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("省住房城乡建设厅", "市住房城乡建设局"),
        ("各市", "各县区"),
        ("各市每年", "澜溪市每年"),
        ("配套建设", "配套建设的"),
        ("按照", "依照"),
    ],
    ids=["equal", "unit", "places", "place", "particle", "word"],
)
def test_names_may_change_in_a_copy(old: str, new: str) -> None:
    assert relation(SOURCE.replace(old, new) if old else SOURCE) == "verbatim"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("不得擅自改变", "可以依法改变"),
        ("应当", "不得"),
        ("应当", "可以"),
        ("，不得擅自改变用途", ""),
        ("应当", "原则上应当"),
        ("新建居住小区", "有条件的新建居住小区"),
        ("每百户30平方米", "国家规定"),
        ("，2022年底前完成移交", ""),
        ("省住房城乡建设厅", "市民政局"),
        ("由省住房城乡建设厅组织验收，", ""),
        ("公布", "不公布"),
        ("用房", "用房、停车场"),
    ],
)
def test_what_bears_meaning_may_not(old: str, new: str) -> None:
    assert relation(SOURCE.replace(old, new, 1)) == "adapted"


def test_sentences_in_another_order_are_no_copy() -> None:
    first, second = "各县要逐户登记行动不便的老年人并建立名册。", "食堂要公布菜谱、价格和投诉举报电话。"
    assert relation(first + second, first + second) == "verbatim"
    assert relation(second + first, first + second) == "adapted"


def test_one_of_a_list_of_bodies_may_be_left_out() -> None:
    source = "由市发展改革委、市商务局、市民政局等部门建立联席会议制度，每季度召开一次会议，研究解决食堂用房问题。"
    assert relation(source.replace("市商务局、", ""), source) == "verbatim"
    assert relation(source.replace("市商务局、", "市商务局、市教育局、"), source) != "verbatim"


def test_governments_take_each_others_place_in_a_copy() -> None:
    source = (
        "国务院组成人员要带头执行国务院作出的决定，有不同意见可在国务院会议上提出，以及向国务院办公厅书面反映，"
        "未经国务院同意，不得以个人名义对外发表与国务院决定不一致的讲话。"
    )
    copy = source.replace("国务院办公厅", "市政府办公室").replace("国务院", "市政府").replace("作出", "做出")
    assert relation(copy.replace("以及", ""), source) == "verbatim"
    assert relation(copy.replace("未经", "经"), source) == "adapted"
