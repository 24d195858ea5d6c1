"""What is made unreadable in tables that leave the library."""

import re
from pathlib import Path

import pandas as pd
import pytest

import policytext as pt
from policytext import Corpus, parse
from policytext.errors import InputError
from policytext.masking import concealed

TEXT = """云川省人民政府令
第12号
关于公布社区食堂办法的决定
一、组织领导
组　长：张某某　县政府副县长
成　员：李　某　县民政局局长
责任单位：县民政局（王某某）、县财政局（国库股）
联系人：赵某某，电话：010-82345678，邮箱：canteen@example.org。
各镇要建立台账，热线62345678开通。
省长　钱某某"""


@pytest.mark.parametrize("name", ["张某某", "李　某", "王某某", "赵某某", "钱某某"])
def test_individuals_are_masked(name: str) -> None:
    shown = concealed(parse(TEXT))
    assert len(shown) == len(TEXT)
    assert name not in shown


@pytest.mark.parametrize(
    "kept", ["成　员：", "县政府副县长", "县民政局局长", "（国库股）", "各镇要建立台账", "联系人：", "省长"]
)
def test_offices_and_bodies_stay(kept: str) -> None:
    assert kept in concealed(parse(TEXT), ("persons", "contacts"))


@pytest.mark.parametrize("label", ["成  员", "成员", "成员单位", "顾　问", "管  理"])
def test_what_stands_before_a_list_of_names_is_no_name(label: str) -> None:
    shown = concealed(parse(f"一、组织领导\n组  长：张某某  副县长\n{label}：李　某  县民政局局长"))
    assert shown.endswith(f"\n{label}：＊＊＊  县民政局局长")


def test_telephone_and_mail_are_masked_on_request() -> None:
    assert "82345678" in concealed(parse(TEXT))
    shown = concealed(parse(TEXT), ("contacts",))
    assert "张某某" in shown
    assert not [x for x in ("82345678", "62345678", "canteen", "example.org") if x in shown]


def test_numbers_of_identity_cards_are_masked_with_the_persons() -> None:
    doc = parse("一、工作措施\n名单报县民政局（11010119900101123X，编号202305081234567890）。")
    assert "11010119900101123X" not in concealed(doc)
    assert "202305081234567890" in concealed(doc)
    assert len(concealed(doc)) == len(doc.text)


def test_an_unknown_mask_is_an_error() -> None:
    with pytest.raises(InputError, match="names"):
        concealed(parse("各镇要建立台账。"), ("names",))


def test_tables_show_the_text_and_exports_do_not(tmp_path) -> None:
    corpus = Corpus([parse(TEXT, doc_id="a")])
    assert corpus.sentences["text"].str.contains("张某某").any()
    masked = corpus.table("sentences", mask=["persons"])
    assert not masked["text"].str.contains("张某某").any()
    assert masked["start"].equals(corpus.sentences["start"])
    corpus.export(tmp_path / "masked")
    corpus.export(tmp_path / "plain", mask=())
    written = [(tmp_path / d / "sentences.csv").read_text("utf-8-sig") for d in ("masked", "plain")]
    assert ["张某某" in text for text in written] == [False, True]


def test_no_name_makes_a_row() -> None:
    doc = parse(TEXT)
    assert not [a for a in doc.assignments if "某" in a.name]


def test_individuals_are_masked_in_the_tables_of_a_lineage(tmp_path: Path) -> None:
    source = "云川省社区食堂方案\n一、组织领导\n组长：张某某\n（一）建设食堂。各县每个街道建成社区食堂不少于2个，设置取餐窗口和休息座椅。\n"
    derived = source.replace("云川省", "青禾县").replace("2个", "3个").replace("（一）", "组长：李某某\n（一）")
    rows = [{"doc_id": "a", "text": source}, {"doc_id": "b", "text": "根据《云川省社区食堂方案》制定。\n" + derived}]
    lineage = pt.read(pd.DataFrame(rows)).derive()
    assert len(lineage.links) and len(lineage.families)
    open_, hidden = lineage.tables(), lineage.tables(mask=["persons"])
    for name in ("links", "families", "changes", "uptake"):
        assert not hidden[name].astype(str).to_string().count("某某")
        assert hidden[name].dtypes.equals(open_[name].dtypes)
    lineage.export(tmp_path / "out")
    assert "某某" not in (tmp_path / "out" / "families.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市长：陈 刚", ["陈 刚"]),
        ("市　长　陈刚", ["陈刚"]),
        ("签发人：李大明", ["李大明"]),
        ("责任领导：王刚", ["王刚"]),
        ("牵头领导：王建国（县委常委、副县长）", ["王建国"]),
        ("责任人：陈建军、李 敏；孙小梅", ["陈建军", "李 敏", "孙小梅"]),
        ("主持人：李明（县委副书记）", ["李明"]),
        ("出席：市发改委张伟、市财政局李娜、高新区管委会", ["张伟", "李娜"]),
        ("出席人员：\n张伟、李娜", ["张伟", "李娜"]),
        ("任务\t责任人\t时限\n建食堂\t王刚\t9月底\n建名录\t县民政局 刘洋\t10月底", ["王刚", "刘洋"]),
        ("由县长王刚任组长，副县长李明任副组长。", ["王刚", "李明"]),
        ("联系人:张三,电话:0537-1234567", ["张三"]),
        ("联系人 张三", ["张三"]),
        ("请报送县民政局（联系人：李大勇，电话：12345678）。", ["李大勇"]),
        ("由王小刚、李大勇同志负责。", ["王小刚", "李大勇"]),
        ("县民政局联系人：郑爱民", ["郑爱民"]),
        ("请与养老股 欧阳小文 0537-2234567联系。", ["欧阳小文"]),
        ("由主任阿某·某某任组长，责任人：某依·某某", ["阿某·某某", "某依·某某"]),
        ("责任人(兼)：王刚" + "、李大勇" * 400, ["王刚", "李大勇"]),
        ("组\xa0长：刘先在\xa0\xa0镇党委书记", ["刘先在"]),
        ("成员：晏大江、覃 坚、各镇镇长", ["晏大江", "覃 坚"]),
        ("王刚　　县民政局局长\n连大勇　　县财政局二级巡视员、教授", ["王刚", "连大勇"]),
        ("马小明　　教授、云川大学校长\n伊　依　　研究员、云川书院原院长", ["马小明", "伊　依"]),
        ("王刚 县住房城乡建委副主任", ["王刚"]),
        ("1. 连大勇\t县水利局党组成员、副局长", ["连大勇"]),
        ("| 石 宏 | 县交通局总工程师 |", ["石 宏"]),
        ("由李大勇（县民政局四级调研员）负责。", ["李大勇"]),
        ("成 员：王刚 县财政局二级巡视员李大勇 县应急局局长幸 军 县城投公司总经理", ["王刚", "李大勇", "幸 军"]),
        ("成员：云　小  县民政局副局长雒大勇  县财政局局长", ["云　小", "雒大勇"]),
        ("网格员李某某负责青禾社区巡查，村支书马某某要每日检查，由民政专干王刚配合。", ["李某某", "马某某", "王刚"]),
        ("请报送县民政局养老股王刚处（微信同号）。", ["王刚"]),
        ("责任单位：县民政局王刚、县财政局李某某", ["王刚", "李某某"]),
        ("请各镇报送名单，联系人陈某。", ["陈某"]),
        ("楼栋长名单：1号楼 李大勇；2号楼 王刚；3号楼 郑爱民。", ["李大勇", "王刚", "郑爱民"]),
    ],
)
def test_names_are_told_by_their_place(text: str, names: list[str]) -> None:
    lead = "云川县社区食堂工作方案\n一、工作安排\n各镇要建立台账。\n"
    expected = text
    for name in names:
        expected = expected.replace(name, "＊" * len(name))
    assert concealed(parse(lead + text)) == lead + expected


@pytest.mark.parametrize(
    "text",
    [
        "责任领导：分管副县长",
        "责任人：各镇党委书记、管委会主任、高新区、包村干部、党组",
        "联系人：县民政局办公室，地址：高桥镇金水路",
        "负责同志、主要领导同志、班子成员同志和任何同志都要参加，由党政主要负责同志牵头。",
        "以习近平同志为核心的党中央，毛泽东同志、邓小平同志。",
        "由县长任组长，主任任副组长，书记于每周五向群众公布。",
        "全市长江岸线、区长江段、市长热线、主任会议。",
        "依托中欧班列（成渝）、有关部门（方面）、费用（万元）、领导小组办公室（代章）。",
        "责任单位：安监局、金融办；时长：万小时，增长：高速",
        "组长：分管领导\n成员：安全科、管理科、常务副县长",
        "高新区　　管委会主任\n党组　　书记、局长",
        "组长：县长  分管副县长副主任各单位  主要负责人、主任",
        "| 方案 | 县民政局局长 |\n| 管理 | 主任 |",
        "由县民政局（办公室主任）通知各镇 镇长，连续两年（分管副县长）督导。",
        "网格员要每日巡查，村支书马上要带头，楼栋长严格对照，联系人名单另发，联系人方式见附件。",
        "报省财政厅金融处、省发展改革委高技术处、市住房城乡建设局房管处。",
        "责任单位：县民政局、县农业农村局、县住房城乡建设局房管所",
    ],
)
def test_offices_bodies_and_words_are_no_names(text: str) -> None:
    text = f"云川县社区食堂工作方案\n一、工作安排\n各镇要建立台账。\n{text}"
    assert concealed(parse(text)) == text


def test_no_name_is_left_in_any_exported_file(tmp_path: Path) -> None:
    source = (
        "云川省社区食堂方案\n一、张大鹏同志负责的工作\n（一）由县长王小刚任组长，建成社区食堂不少于2个，设置取餐窗口和休息座椅。\n"
        "（二）各县每月报送县民政局（联系人：李大勇，电话：12345678），取餐窗口和休息座椅的清单随文报送。\n"
    )
    derived = "根据《云川省社区食堂方案》制定。\n" + source.replace("云川省", "青禾县").replace("2个", "3个")
    corpus = pt.read(pd.DataFrame([{"doc_id": "a", "text": source}, {"doc_id": "b", "text": derived}]))
    lineage = corpus.derive()
    assert len(lineage.links)
    corpus.export(tmp_path / "corpus", formats=["csv", "jsonl", "graphml", "gexf"])
    lineage.export(tmp_path / "lineage", formats=["csv", "jsonl", "graphml"])
    lineage.report(tmp_path / "report.html")
    written = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert {".csv", ".graphml", ".gexf", ".html"} <= {p.suffix for p in written}
    shown = {p.name: [n for n in ("张大鹏", "王小刚", "李大勇") if n in p.read_text("utf-8-sig")] for p in written}
    assert not {name: names for name, names in shown.items() if names}


@pytest.mark.parametrize(
    "line",
    [
        "联系人﹕赵某某﹐电话﹕13800001111",
        "联系⼈：赵某某，电话：１３８００００１１１１",
        "联系人：<b>赵某某</b>，电话：<b>13800001111</b>",
        "联系人&nbsp;赵某某&nbsp;电话&nbsp;13800001111",
        "联系人赵某某，电话13800001111",
    ],
)
def test_names_are_masked_in_every_way_of_writing_that_is_read(line: str) -> None:
    text = f"青禾县民政局通知\n各镇：\n请报送名单。\n{line}"
    shown = concealed(parse(text), ["persons", "contacts"])
    assert len(shown) == len(text)
    assert "赵" not in shown
    assert not re.search(r"\d", shown)
    assert concealed(parse("联系人名单，电话和邮箱另行通知"), ["persons"]) == "联系人名单，电话和邮箱另行通知"
