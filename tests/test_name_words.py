"""Names of places with words in them: every place of the table is read in every position of a unit."""

import pytest

import policytext as pt
from policytext.reading.lexicon import Lexicon
from policytext.reading.name_words import LETTERS, covered, covers, name_words
from policytext.reading.passage import Passage
from policytext.reading.text.fold import see

AMBIGUOUS = {"和县", "应县", "会同县"}
"""会同县民政局 is 县民政局 that somebody joins, unless the prefecture stands before the county."""
NO_OFFICES = {"中沙群岛的岛礁及其海域"}


def text_of(name: str) -> str:
    """Sentences and lists with the offices of a place in the positions of an actor, a partner and a list."""
    return (
        f"一、工作措施\n{name}民政局要做好送餐工作。\n由{name}财政局负责保障。\n县教育局会同{name}公安局开展检查。\n"
        f"（责任单位：{name}民政局、{name}财政局）\n县教育局和{name}公安局要加强检查。"
    )


def test_every_place_of_the_table_is_read() -> None:
    """Offices of each place, with the place above it before its name, as those of an invented county."""
    places = {e.id: e for e in Lexicon.default("divisions")}
    wrong: dict[str, list[str]] = {}
    for e in places.values():
        if e.name in NO_OFFICES:
            continue
        names = {places[e.parent].name + e.name} if e.parent in places else set()
        for name in names | ({e.name} - AMBIGUOUS):
            found = [a.name for a in pt.parse(text_of(name)).assignments]
            offices = ("民政局", "财政局", "公安局", "民政局", "财政局", "公安局")
            wanted = [name + office for office in offices] + ["县教育局"] * 2
            if sorted(found) != sorted(wanted):
                wrong[name] = found
    assert wrong == {}


def test_addressees_begin_with_any_place() -> None:
    """各乡镇人民政府，特克斯县直各单位： names both, whatever the letters of the place are elsewhere."""
    for e in Lexicon.default("divisions"):
        header = pt.parse(f"关于开展检查的通知\n各乡镇人民政府，{e.name}直各单位：\n请做好检查。").header
        assert header.addressees[-1:] == (f"{e.name}直各单位",), e.name


def test_each_row_has_letters_to_cover() -> None:
    """Letters that stand in the name; what covers one is used once, and letters are left for what groups are for."""
    for e in Lexicon.default("name_words"):
        assert e.kind, e.name
        assert all(c in e.name for c in e.kind), e.name
    assert len(set(covers().values())) == len(covers()) <= LETTERS // 2


@pytest.mark.parametrize("sentence", ["各镇要适应城市发展。", "县民政局要在新建区域布点。", "各镇要规范合作市场。"])
def test_words_that_look_like_such_a_place(sentence: str) -> None:
    """适应城市, 新建区域 and 合作市场 are no places."""
    assert covered(Passage(see(sentence), []))[0].text == sentence


def test_what_is_covered_can_be_told() -> None:
    """Every name comes back as it stood."""
    for name in name_words():
        passage = Passage(see(f"由{name}民政局负责。"), [])
        seen, back = covered(passage)
        assert seen.text != passage.text
        assert seen.text.translate(back) == passage.text


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("省优化营商环境工作领导小组办公室要抓好落实。", ["省优化营商环境工作领导小组办公室"]),
        ("县推进乡村振兴工作领导小组负责协调。", ["县推进乡村振兴工作领导小组"]),
        ("由县防范和处置非法集资工作领导小组办公室牵头。", ["县防范和处置非法集资工作领导小组办公室"]),
        ("报县全面推行河长制工作领导小组审定。", ["县全面推行河长制工作领导小组"]),
        ("县教育局和县促进就业工作领导小组要加强检查。", ["县教育局", "县促进就业工作领导小组"]),
        ("国务院推进政府职能转变协调小组负责统筹。", ["国务院推进政府职能转变协调小组"]),
        ("县委推进依法治县领导小组要履职。", ["县委推进依法治县领导小组"]),
        ("各镇要成立推进乡村振兴工作领导小组。", ["各镇"]),
        ("县政府成立优化营商环境领导小组。", ["县政府"]),
        ("各县要建立推进改革联席会议制度。", ["各县"]),
    ],
)
def test_groups_are_named_after_what_they_are_set_up_for(sentence: str, names: list[str]) -> None:
    """What stands between a place and 领导小组 is no predicate of the place; who sets a group up acts."""
    assert [a.name for a in pt.parse("一、工作措施\n" + sentence).assignments] == names
