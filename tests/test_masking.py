"""What is made unreadable in tables that leave the library."""

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
