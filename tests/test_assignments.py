"""Units with roles: who has to act, from lists, subjects and set phrases."""

import re
import time

import pytest

from policytext import parse
from policytext.model import Section
from policytext.reading.beside import pieces
from policytext.reading.branches import branches, first_characters, openers
from policytext.reading.passage import Passage, TextUnit
from policytext.reading.reach import Reach
from policytext.reading.rules import RuleSet
from policytext.reading.text.fold import see
from policytext.reading.units.assignments import read_assignments
from policytext.reading.units.clauses import LEAD, clause_start
from policytext.reading.units.duty_lists import ROLE, ROLE_ENDS
from policytext.reading.units.organisations import branched, hinted, patterns
from policytext.reading.units.roles import HELPING, INSPECT, INSPECTS, ROLE_WORD
from policytext.reading.units.set_phrases import RULES, find_phrases
from policytext.span import Span


def passage(*sentences: str, labels: dict[int, str] | None = None, section: int | None = None) -> Passage:
    """Text units one after the other, each in its own paragraph: tasks, where not told otherwise."""
    text, units = "", []
    for k, sentence in enumerate(sentences):
        label = (labels or {}).get(k, "task")
        units.append(TextUnit(len(text), len(text) + len(sentence), k, label, "test", section))
        text += sentence + "\n"
    return Passage(see(text), units)


def roles(sentence: str, **options) -> list[tuple[str, str]]:
    """Names and roles found in one task."""
    found, _ = read_assignments(Reach(passage(sentence), ()), **options)
    return [(a.name, a.role) for a in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各镇要建好台账。", ["各镇"]),
        ("各镇人民政府、县直各部门应当落实责任。", ["各镇人民政府", "县直各部门"]),
        ("街道根据工作安排，切实做好指导。", ["街道"]),
        ("各部门主要负责同志要亲自抓。", ["各部门"]),
        ("有条件的地方，可以提高补贴标准。", ["有条件的地方"]),
        ("收入稳定、信用较好的园区平台公司可申报试点。", ["收入稳定、信用较好的园区平台公司"]),
        ("养老机构床位不足的，要增设床位。", ["养老机构"]),
        ("每年6月底前，各区要完成自评。", ["各区"]),
        ("云川省可放宽申报条件。", ["云川省"]),
        ("领导小组办公室设在县民政局，负责日常工作。", ["领导小组办公室"]),
        ("县财政局安排经费，县教育局组织验收。", ["县财政局", "县教育局"]),
        ("各镇，特别是山区各镇，要尽早开展宣传。", ["各镇", "山区各镇"]),
        ("县政府及其有关部门要落实责任。", ["县政府", "县政府有关部门"]),
        ("监理单位对外墙工程质量承担监理责任。", ["监理单位"]),
        ("尚未完成编制的地方要加快进度。", ["尚未完成编制的地方"]),
        ("错过春季造林季节的地区，汛期结束后要及时整地。", ["错过春季造林季节的地区"]),
        ("各行政执法单位均应对外公布监督电话。", ["各行政执法单位"]),
        ("县财政引导设立的基金要加快投资进度。", []),
    ],
)
def test_subjects_that_are_told_to_act(sentence: str, expected: list[str]) -> None:
    assert [name for name, role in roles(sentence) if role == "responsible"] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "督促食堂承办企业要落实制度。",
        "经市政府同意后，抓好落实。",
        "在全县中小学推广助餐。",
        "以社区为单位开展排查。",
        "成员由县民政局、县财政局等部门负责同志组成。",
        "领导小组办公室设在县民政局。",
        "发挥行业协会作用，加强自律。",
        "落实《关于各部门要加强协作的意见》。",
        "专项资金对产业园给予补助。",
        "加强社区教育工作。",
        "全部要按时完成。",
    ],
)
def test_places_objects_and_members_do_not_act(sentence: str) -> None:
    assert roles(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("由县民政局牵头实施。", [("县民政局", "lead")]),
        ("县民政局牵头，县财政局配合。", [("县民政局", "lead"), ("县财政局", "cooperate")]),
        ("县民政局会同财政、教育等部门制定办法。", [("县民政局", "responsible"), ("财政部门", "cooperate"), ("教育部门", "cooperate")]),
        ("总结请报送至县民政局。", [("县民政局", "recipient")]),
        ("及时向县政府报告。", [("县政府", "recipient")]),
        ("县民政局对各镇工作进行考核。", [("县民政局", "supervise")]),
        ("县民政局要加强对各镇工作的指导。", [("县民政局", "responsible")]),
        ("各摊位应接受街道的监督检查。", [("街道", "supervise")]),
        ("各村要积极配合县民政局做好排查。", [("各村", "cooperate")]),
        ("具体办法由国务院民政部门另行制定。", [("国务院民政部门", "responsible")]),
        ("由镇政府常务会议审议。", [("镇政府常务会议", "responsible")]),
    ],
)  # fmt: skip
def test_phrases_give_roles(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert roles(sentence) == expected


def test_the_object_of_encouragement_acts_only_where_the_sentence_encourages() -> None:
    assert roles("鼓励社会组织参与运营。") == []
    assert roles("鼓励社会组织参与运营。", modality={0: "encourage"}) == [("社会组织", "responsible")]
    assert roles("完善制度，鼓励社会组织参与运营。", modality={0: "require"}) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("（责任单位：县民政局、财政局）", [("县民政局", "responsible"), ("县财政局", "responsible")]),
        ("牵头单位：市商务局；配合单位：各区政府", [("市商务局", "lead"), ("各区政府", "cooperate")]),
        ("（民政部牵头，财政部按职责分工负责）", [("民政部", "lead"), ("财政部", "responsible")]),
        ("（市民政局、各县（区）政府负责）", [("市民政局", "responsible"), ("各县（区）政府", "responsible")]),
        ("（责任单位：基层治理和社会事业局、工业和信息化局）", [("基层治理和社会事业局", "responsible"), ("工业和信息化局", "responsible")]),
        ("（民政部、商务部负责。列第一位者为牵头单位，下同）", [("民政部", "lead"), ("商务部", "responsible")]),
    ],
)  # fmt: skip
def test_lists_of_responsibility(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert roles(sentence) == expected


def test_a_list_of_its_own_governs_the_tasks_of_its_item() -> None:
    text = passage(
        "1.甲事。",
        "做好排查。",
        "做好登记。",
        "（责任单位：县民政局）",
        labels={0: "heading", 3: "responsibility"},
        section=0,
    )
    item = Section(
        span=Span(0, 30), marker="1.", heading="甲事", level=3, path="1", parent=None, sentence=0, rule="test"
    )
    (a,), _ = read_assignments(Reach(text, (item,)))
    assert (a.scope, a.governs, a.sentence) == ("item", (1, 2), 3)


def test_a_pronoun_stands_for_the_body_named_before() -> None:
    assert ("发展改革委", "responsible") in roles("发展改革委已上报规划，待批准后，该委将组织论证。")
    _, problems = read_assignments(Reach(passage("该部将组织论证。"), ()))
    assert [p.code for p in problems] == ["unit_without_antecedent"]


def test_only_directing_text_units_name_actors() -> None:
    found, _ = read_assignments(Reach(passage("各镇要建好台账。", labels={0: "statement"}), ()))
    assert found == ()


def test_spans_are_the_words_as_printed() -> None:
    text = passage("各区(县)民政局、财政局要落实。")
    found, _ = read_assignments(Reach(text, ()))
    assert [a.text for a in found] == ["各区(县)民政局", "财政局"]
    assert all(text.view.source[a.span.start : a.span.end] == a.text for a in found)


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "要",
        "由",
        "（",
        "）负责",
        "各",
        "各要",
        "责任单位：",
        "（（（负责）",
        "\ud800要",
        "😀负责",
        "各级（要",
        "、、、部门要",
        "（具，。会同县牵头）",
    ],
)
def test_no_text_raises(junk: str) -> None:
    read_assignments(Reach(passage(junk), ()))


def test_the_first_look_of_the_actor_rule_covers_all_its_predicates() -> None:
    verbs = re.findall(r"[一-鿿]{2,}", patterns()["verbal"].pattern)
    look = re.search(r"\(\?=(\[0-9[^\]]+\])\)", patterns()["actor"].pattern)
    assert look
    first = re.compile(look[1])
    assert [v for v in verbs if patterns()["verbal"].fullmatch(v) and not first.match(v)] == []


def test_the_look_at_what_is_attached_to_a_name_covers_it_all() -> None:
    rule = RuleSet.default().by_id["assignments.actor"].written()
    look = re.search(r"\(\?=\[(（[^\]]+)\]\)", rule)
    assert look
    for piece, optional in pieces(rule[look.end() : -len(")?")]):
        assert optional
        assert (openers(piece) or {"?"}) <= set(look[1])


LEADS = (
    " 第三条 （一） (2) 三、 1． 9. ① ⑳ 一是 十要 同时 其中 此外 另外 目前 原则上 特别是 尤其是 通知要求 《通知》规定 意见要求 《意见》规定 "
    "会议要求 批转 请 希 希望 建议 凡 并 但 且 也 今后 因此 为此 届时 近期 当前 下一步 必要时 确需的 2024年 2024年6月底前"
)


@pytest.mark.parametrize("lead", [" ", *LEADS.split()])
def test_the_first_look_at_a_lead_covers_them_all(lead: str) -> None:
    assert LEAD.fullmatch(lead)
    assert clause_start(f"甲局，{lead}各镇要", 0, len(lead) + 4) == len(lead) + 3


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("甲局，乙局要", 3),
        ("甲局（丙，丁）部门要", 0),
        ("丙，甲局（丙（乙），丁）部门要", 2),
        ("其他事项（一）甲局要", 7),
        ("汛期结束后各镇要", 5),
        ("）、）要", 0),
    ],
)
def test_a_clause_begins_behind_the_last_mark_outside_brackets(text: str, start: int) -> None:
    assert clause_start(text, 0, len(text) - 2) == start


def test_every_predicate_is_looked_up_by_its_first_character() -> None:
    assert branched()["predicate"].other is None


def test_words_that_give_a_role_are_those_of_its_patterns() -> None:
    words = re.findall("[一-鿿]{2,}", INSPECT.partition("(?!")[0])
    assert len(words) > 15
    assert [w for w in (*words, *["牵头", "配合", "协助", "参与", "参加", "监督"]) if not ROLE_WORD.search(w)] == []
    assert [w for w in words if INSPECTS.isdisjoint(ROLE_WORD.findall(w))] == []
    assert [w for w in ("配合", "协助", "协同", "参与", "参加") if {*ROLE_WORD.findall(w)} - HELPING] == []


def test_the_last_characters_of_role_words_cover_them_all() -> None:
    words = re.findall(r"[一-鿿]{2,4}(?=[|)])", ROLE.pattern.split("(?P<lead>")[1])
    assert len(words) > 20
    assert [w for w in words if not ROLE_ENDS.search("县民政局" + w + "，")] == []


def test_the_last_characters_of_names_are_those_of_the_endings() -> None:
    pattern = patterns()["ending"].pattern
    parts = re.fullmatch(r"\[(?P<last>[^\]]+)\]\(\?<=(?P<endings>.*)\)\(\?!级.*", pattern)
    assert parts
    groups = [re.fullmatch(r"\[(?P<last>[^\]]+)\]\(\?<=(?P<endings>.*)\)", b) for b in branches(parts["endings"])]
    for group in groups:
        assert group
        assert {first_characters(b) for b in branches(group["endings"])} == set(group["last"])
    assert {last for group in groups if group for last in group["last"]} == set(parts["last"])


@pytest.mark.parametrize("piece", ["甲局会同", "县局联合", "县局通过甲，", "县局按", "（甲局会同乙局负责）"])
def test_what_can_be_cut_in_many_ways_takes_no_long_time(piece: str) -> None:
    begun = time.process_time()
    parse("一、工作措施\n" + piece * 2_000 + "对各镇进行考核。（" + piece * 2_000 + "负责）")
    assert time.process_time() - begun < 10


def test_scans_find_the_phrases_of_every_rule() -> None:
    rules = {name: hinted()[name] for name in (*RULES, "bracket", "mechanism")}
    text = "。".join(example for rule in rules.values() for example in rule.match + rule.skip)
    text = text.replace("⟦", "").replace("⟧", "")
    text += "鼓励支持企业与学校共同报送到县民政局办理，由由街道会同联合社区"
    expected = {name: [m.span() for m in rule.regex.finditer(text)] for name, rule in rules.items()}
    found = find_phrases(text, [(0, len(text))])
    assert {name: [m.span() for m in found[name]] for name in rules} == expected
    firsts = [c for name in RULES for c in openers(rules[name].written()) or ""]
    assert len(firsts) == len(set(firsts)) > len(RULES)
    assert find_phrases(text, []).keys() == {"bracket"}
