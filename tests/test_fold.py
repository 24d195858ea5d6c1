"""The view of a text: what is folded, what is dropped, and that every offset leads back."""

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.reading.text.fold import fold, see


@pytest.mark.parametrize(
    ("given_text", "view"),
    [
        ("印发(2021年)　通知", "印发（2021年） 通知"),
        ("２０２３年覆盖率９０％", "2023年覆盖率90%"),
        ("第一,第二:第三;", "第一，第二：第三；"),
        ("1,000元，8:30开始", "1,000元，8:30开始"),
        ('建设"幸福食堂"和"红马甲"', "建设“幸福食堂”和“红马甲”"),
        ("《关于印发‹办法›的通知»", "《关于印发〈办法〉的通知》"),
        ("「一老一小」", "“一老一小”"),
        ("社发﹝2022﹞11号", "社发〔2022〕11号"),
        ("面积&lt;200平方米", "面积〈200平方米"),
        ("加强R&D投入;落实责任", "加强R&D投入；落实责任"),
        ("县<b>民政</b>局<o:p></o:p>要<!-- 注 -->报送<IMG src='a.gif' />名单", "县民政局要报送名单"),
        ("a<b and c>d，1<p 且 q>2，邮箱<x@y.cn>", "a<b and c>d，1<p 且 q>2，邮箱<x@y.cn>"),
        ("<!DOCTYPE html><td nowrap>名单", "\n\n\n\n\n\n\n\n\n\n\n名单"),
        ("一&ensp;二&hellip;三&#x4e2d;", "一 二…三中"),
        ("县&#xD800;民政&#56320;局", "县民政局"),
        ("## 一、总体要求\n#（一）目标\n> 来源", "一、总体要求\n（一）目标\n来源"),
        ("**一、总体要求**\n各**县要加强领导", "一、总体要求\n各**县要加强领导"),
        ("#春风行动#启动\n#1机组停运\n第#3号楼", "#春风行动#启动\n#1机组停运\n第#3号楼"),
        ("助\u200b餐\ufeff服务", "助餐服务"),
        ("县民政局\0牵\x02头", "县民政局牵头"),
    ],
)
def test_variants_are_one_in_the_view(given_text, view):
    assert see(given_text).text == view


def test_offsets_lead_back_over_entities_and_dropped_characters():
    view = see("投入R&amp;D经费\u200b补助")
    at = view.text.index("D经费补助")
    assert view.quote(at, at + 5) == "D经费\u200b补助"


WRAPPED = """各镇人民政府、街道办事处要在三月底前完成助餐点排查，登记造
册，不得遗漏，并将排查结果报县民政局备案，县民政局汇总后于四
月十日前报县人民政府，同时抄送县财政局、县市场监督管理局和有
— 1 —
关单位，作为安排年度补助资金的依据，资金分配结果向社会公布，接
受群众监督，任何单位和个人不得截留挪用，发现问题及时处理并通报
全县，有关责任人依纪依法追究责任。
各社区要加强对老年人的关心关爱，每周至少入户探访一次，发现异常
情况及时报告，不得迟报漏报，探访情况记入台账，按月汇总上报。
"""


def test_hard_wrapped_lines_are_joined_past_a_page_number():
    text = see(WRAPPED).text
    assert "登记造册，不得遗漏" in text
    assert "和有关单位，作为" in text
    assert "追究责任。\n各社区要" in text


@given(st.one_of(st.just(WRAPPED), st.text("甲，。 \n\r\x85〈《1&;", max_size=60)))
def test_a_line_end_of_two_characters_is_read_as_one(text):
    plain = text.replace("\r", "\n")
    one, two = see(plain), see(plain.replace("\n", "\r\n"))
    assert one.text == two.text
    for at in range(len(one.text)):
        assert one.quote(at, at + 1).lstrip("\n") == two.quote(at, at + 1).lstrip("\r\n")


@pytest.mark.parametrize("spaced", [" ".join, partial(re.sub, "(?<=[一-鿿，。、])(?=[一-鿿，。、0-9])", " ")])
def test_letters_set_apart_are_read_as_words(spaced):
    lines = [
        WRAPPED.replace("— 1 —", "—1—"),
        "现将《青禾县社区食堂管理办法》（青民发〔2021〕12号）印发给你们，2022年6月底前新建20个。",
    ]
    text = "\n".join(lines)
    apart = "\n".join(map(spaced, text.split("\n")))
    one, two = see(text), see(apart)
    assert one.text == two.text
    for at in range(len(one.text)):
        assert one.quote(at, at + 1).strip(" \n") == two.quote(at, at + 1).strip(" \n")


def test_words_and_numbers_set_apart_on_purpose_stay_apart():
    assert see("社 区 食 堂 按 照 统 一 标 准 用 AI tools 开 放 12 340 号").text.endswith("用AI tools开放12 340号")
    assert see("青禾县 云川县 禾口镇").text == "青禾县 云川县 禾口镇"
    assert see("the plan of the county town").text == "the plan of the county town"


def test_short_lines_of_their_own_are_not_joined():
    text = (
        "一、工作目标\n建成助餐点。\n二、主要任务\n开展排查。\n三、工作要求\n加强领导。\n四、附则\n自印发之日起施行。"
    )
    assert see(text).text == text


NAMES = [f"云川市{a}{b}食品加工有限公司" for a in "禾青山海龙" for b in "凤华远盛"]


@pytest.mark.parametrize(
    "lines",
    [
        NAMES,
        [f"{k}、{name}第{name[3]}加工厂{name[4]}" for k, name in enumerate(NAMES, 1)],
        ["第 100 页 共 1200 页"] * 8,
    ],
)
def test_lists_and_pages_of_lines_of_one_width_stay_as_they_are(lines):
    text = "\n".join(["县人民政府关于命名重点企业的通知", "各镇人民政府：", *lines])
    assert see(text).text == text


def set_in_lines(paragraph, columns, width):
    """The lines of a paragraph, its numbers kept whole, as a page sets them that counts widths so."""
    lines = [""]
    for word in re.findall("[0-9]+|.", paragraph):
        if width(lines[-1] + word) > columns:
            lines.append("")
        lines[-1] += word
    return lines


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("columns", [56, 62, 68])
def test_numbers_that_did_not_fit_and_marks_of_either_width(columns, wide):
    def width(line):
        return sum(1 if c.isascii() or (c in "“”" and not wide) else 2 for c in line)

    sentence = "各镇要在2023年12月31日前建成“爱心食堂”“银发驿站”“助餐点”120个，惠及“一老一小”10000人以上"
    told = [f"{n}各单位{sentence}，并按照“分级分类”的办法抓好落实{sentence}" for n in ("首先", "其次", "第三", "最后")]
    lines = [line for paragraph in told for line in (*set_in_lines(paragraph + "。", columns, width),)]
    assert see("\n".join(lines)).text.split("\n") == [f"{paragraph}。" for paragraph in told]


def test_a_numbered_item_below_a_full_line_begins_a_paragraph():
    lines = WRAPPED.splitlines()
    full = next(k for k, line in enumerate(lines) if "不" in line[-1:] or line[-1] not in "。：")
    lines[full + 1 : full + 1] = ["1.摸清底数"]
    assert "\n1.摸清底数\n" in see("\n".join(lines)).text


def test_wrapped_lines_are_joined_also_beside_many_short_ones():
    names = "\n".join(f"{k}.青禾县{name}助餐点" for k, name in enumerate("东西南北中上下左右前后里外", 1))
    text = see(WRAPPED + "附件：助餐点名录\n" + names).text
    assert "登记造册，不得遗漏" in text
    assert "\n2.青禾县西助餐点\n" in text


def test_a_flattened_line_gets_its_paragraph_ends_back():
    text = "通知" + "　　" + "一、工作目标" + "　　" + "各镇要建立助餐点名录，" * 40
    assert see(text).text.count("\n") == 2
    assert see("甲　　乙").text == "甲  乙"


@given(st.text(max_size=200))
def test_folding_keeps_the_length_and_the_view_leads_back(text):
    assert len(fold(text)) == len(text)
    view = see(text)
    for at in range(len(view.text)):
        span = view.span(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)


@given(st.text("各镇要报送。\n 　", max_size=60), st.lists(st.integers(-2, 80), max_size=12))
def test_full_lines_may_be_told_of_any_place(text, full):
    assert see(text, (), full).source == text


def wrapped(paragraphs, width, indent=""):
    """Paragraphs in lines of one width."""
    lines = [p[k : k + width] for p in paragraphs for k in range(0, len(p), width)]
    return "\n".join(indent + line for line in lines)


WORKS = "摸清底数建立名录按月公布"
TASKS = [
    f"第{n}，各镇要{WORKS[: 2 + k]}，会同县民政局在每年{n}月底前将助餐点建设情况书面报送县人民政府"
    for k, n in enumerate("一二三四五六七八")
]


def test_white_space_before_each_line_of_a_wrapped_text_tells_nothing():
    assert see(wrapped(TASKS, 24, "　　")).text.split() == TASKS
    assert see(wrapped(TASKS, 24, "    ")).text.split() == TASKS
    first = "\n".join(wrapped([f"　　{task}"], 24, "　　") for task in TASKS)
    assert see(first).text.split() == TASKS


def test_items_of_one_or_two_lines_are_joined():
    short = [f"{n}.青禾县云山镇{WORKS[: n % 11]}，统一配送，方便老年人。" for n in range(1, 31)]
    long = [
        f"{n}.青禾县河东镇{WORKS[: n - 30]}，把助餐点与卫生室、活动室建在一处，统一配送，方便老年人。"
        for n in range(31, 40)
    ]
    assert see(wrapped(short + long, 32)).text.split() == short + long


def test_those_addressed_by_name_below_a_title_that_fills_its_line():
    title = "青禾县民政局关于做好全县农村老年人助餐服务点建设工作的通知"
    text = wrapped([title, "云山镇、河东镇、河西镇人民政府办公室，县城关街道党工委：", *TASKS], len(title))
    assert see(text).text.startswith(title + "\n云山镇")


@pytest.mark.parametrize("width", [18, 24, 28, 34, 38])
@pytest.mark.parametrize("above", [0, 4])
def test_a_table_with_spaced_columns_does_not_part_the_lines_of_a_wrapped_text(width, above):
    table = ["单位            小区数（个）        新建食堂（个）        完成时限"]
    table += [
        f"{name}镇            {n}                {n * 7}                2024年{n}月底"
        for n, name in enumerate("青云河山", 3)
    ]
    parts = [wrapped(TASKS[:above], width), *table, wrapped(TASKS[above:], width)]
    lines = see("\n".join(part for part in parts if part)).text.split("\n")
    assert [line for line in lines if line.startswith("第")] == TASKS
    assert sum("    " in line for line in lines) == len(table)
