"""Changes between a provision and its source: each kind on made-up provisions, and the coded pair."""

import csv
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import policytext
from policytext import Document, parse
from policytext.derivation.evidence import evidence_of
from policytext.derivation.functions import function, same_function
from policytext.edits import Change, Edit, edits
from policytext.lineage import derive
from policytext.model import Link, LinkRelation
from policytext.span import Span

CODED = Path(__file__).resolve().parent.parent / "corpora" / "pairs" / "concrete"


def province(*items: str) -> Document:
    return document("云川省人民政府关于治理污水的意见", "2022年3月1日", items, "s")


def city(*items: str) -> Document:
    return document("澜溪市人民政府关于治理污水的意见", "2022年6月1日", items, "d")


def document(title: str, day: str, items: tuple[str, ...], doc_id: str) -> Document:
    numbered = (f"{n}、治理污水。{item}" for n, item in zip("一二三四", items, strict=False))
    return parse("\n".join((title, *numbered, title.split("关于")[0], day)), doc_id=doc_id)


def link(derived: Document, source: Document, i: int = 0, j: int = 0, relation: LinkRelation = "adapted") -> Link:
    here, there = ([p for p in doc.provisions if "治理污水。" in p.text] for doc in (derived, source))
    places = derived.provisions.index(here[i]), source.provisions.index(there[j])
    return Link(
        derived_doc=derived.doc_id, derived=here[i], source_doc=source.doc_id, source=there[j],
        relation=relation, score=0.9 - i / 10 - j / 10, evidence=evidence_of(derived, places[0], source, places[1]),
    )  # fmt: skip


def found(source: str, derived: str) -> list[tuple[str, str | None, str | None]]:
    """(change, derived wording, source wording) between two provisions."""
    here, there = city(derived), province(source)
    return [(e.change, e.derived_text, e.source_text) for e in edits(link(here, there), here, there)]


KINDS = [
    (
        "各县要完成整治任务的60%以上，每年至少检查1次。",
        "各县要完成整治任务的75%以上，每年至少检查1次。",
        [("number_raised", "75%", "60%")],
    ),
    (
        "处理规模50吨/日以上的设施要安装监控装置。",
        "处理规模3万吨/日以上的设施要安装监控装置。",
        [("number_raised", "3万吨/日", "50吨/日")],
    ),
    (
        "各县要按照1:3的比例配备监控装置。",
        "各县要按照1:2.5的比例配备监控装置。",
        [("number_raised", "1:2.5", "1:3")],
    ),
    (
        "检查记录保存期限不少于2年，由各县汇总。",
        "检查记录保存期限不少于18个月，由各县汇总。",
        [("number_lowered", "18个月", "2年")],
    ),
    (
        "到2025年底，管网覆盖率达到60%，公厕完好率达到90%。",
        "到2025年底，公厕完好率达到95%，管网覆盖率达到60%。",
        [("number_raised", "95%", "90%")],
    ),
    (
        "各县要在2025年底前完成管网改造。",
        "各县要在2025年6月底前完成管网改造。",
        [("deadline_earlier", "2025年6月底前", "2025年底前")],
    ),
    (
        "县市场监管局要会同县民政局开展大排查，2023年9月底前对全省助餐单位检查一遍，检查覆盖率达到100%。",
        "对全市助餐单位检查一遍，2023年8月底前完成，检查覆盖率达到100%。",
        [("place_localised", "全市", "全省"), ("deadline_earlier", "2023年8月底前", "2023年9月底前")],
    ),
    (
        "每年对社区食堂的抽检不少于200批次，结果向社会公布。",
        "每年对社区食堂的抽检不少于300批，结果向社会公布。",
        [("number_raised", "300批", "200批次")],
    ),
    (
        "检测不达标的，应当在20日内完成整改并复测。",
        "检测不达标的，应当在30日内完成整改并复测。",
        [("deadline_later", "30日内", "20日内")],
    ),
    (
        "对出水不达标的处理设施逐一查明原因，分类改造。",
        "由市水利局对出水不达标的处理设施逐一查明原因，分类改造。",
        [("unit_named", "市水利局", None)],
    ),
    (
        "由省水利厅牵头建立河道巡查制度，每季度召开一次调度会。",
        "由市城市管理局牵头建立河道巡查制度，每季度召开一次调度会。",
        [("unit_changed", "市城市管理局", "省水利厅")],
    ),
    (
        "对出水不达标的处理设施逐一查明原因，分类改造。（责任单位：省水利厅、省财政厅）",
        "对出水不达标的处理设施逐一查明原因，分类改造。（责任单位：市水利局）",
        [("unit_dropped", None, "省财政厅"), ("place_localised", "市水利局", "省水利厅")],
    ),
    (
        "距离污水处理厂较近的村庄可以纳入城镇管网统一处理。",
        "距离污水处理厂较近的村庄必须纳入城镇管网统一处理。",
        [("modality_strengthened", "必须", "可以")],
    ),
    (
        "各县应当将治理任务分解到年度、落实到村庄。",
        "各县要将治理任务分解到年度、落实到村庄。",
        [("modality_weakened", "要", "应当")],
    ),
    (
        "鼓励建设农村生活污水治理信息平台，定期更新数据。",
        "建设农村生活污水治理信息平台，定期更新数据。",
        [("modality_strengthened", "建设农村生活污水治理信息平台", "鼓励")],
    ),
    (
        "居住分散的村庄可以采用分户或者联户处理。",
        "居住分散的山区村庄可以采用分户或者联户处理。",
        [("scope_narrowed", "山区", None)],
    ),
    (
        "每个县（市、区）至少建成3个尾水资源化利用示范点。",
        "石楠县、松岭县至少建成3个尾水资源化利用示范点。",
        [("scope_narrowed", "石楠县、松岭县", "每个县（市、区）")],
    ),
    (
        "排查房前屋后的河塘沟渠，采取控源截污等措施综合整治。",
        "排查房前屋后的河塘沟渠，竖立公示牌并逐个落实塘长，采取控源截污等措施综合整治。",
        [("activity_added", "竖立公示牌并逐个落实塘长", None)],
    ),
    (
        "到2025年底，全省农村生活污水治理率达到60%。",
        "到2025年底，全市农村生活污水治理率达到60%。",
        [("place_localised", "全市", "全省")],
    ),
    (
        "各市要将污染物排放数据接入省级平台，每月核对一次。",
        "各县区要将污染物排放数据接入市级平台，每月核对一次。",
        [("place_localised", "各县区", "各市"), ("place_localised", "市级", "省级")],
    ),
    (
        "禁止在饮用水水源一级保护区内从事网箱养殖。",
        "禁止在碧潭水库一级保护区内从事网箱养殖。",
        [("place_localised", "碧潭水库", "饮用水水源")],
    ),
    (
        "县级以上地方人民政府可以设立专项资金，支持中医药传承创新。",
        "市人民政府应当设立专项资金，支持中医药传承创新。",
        [("place_localised", "市人民政府", "县级以上地方人民政府"), ("modality_strengthened", "应当", "可以")],
    ),
    (
        "所有公交站亭应当于2023年底前完成照明改造。",
        "国省道沿线公交站亭应当于2023年底前完成照明改造。",
        [("scope_narrowed", "国省道沿线", "所有")],
    ),
    (
        "在全省范围内推行不动产登记“一窗受理”。",
        "在主城区推行不动产登记“一窗受理”。",
        [("scope_narrowed", "主城区", "全省范围内")],
    ),
    (
        "有条件的地区要开展农村客运公交化改造。",
        "青禾县、松陵县要开展农村客运公交化改造。",
        [("scope_narrowed", "青禾县、松陵县", "有条件的地区")],
    ),
    (
        "要将饮用水水源保护区、重点湖库周边内的村庄列为优先治理对象。",
        "要将澄碧水库水源保护区、环青湖沿线内的村庄列为优先治理对象。",
        [("place_localised", "澄碧水库", "饮用水"), ("place_localised", "环青湖沿线", "重点湖库周边")],
    ),
    (
        "到2025年底，全省建成尾水利用示范点300个以上。",
        "到2025年底，全市建成尾水利用示范点26个以上。",
        [("place_localised", "全市", "全省"), ("total_apportioned", "26个", "300个")],
    ),
    (
        "到2025年底，每个县区建成尾水利用示范点30个以上。",
        "到2025年底，每个县区建成尾水利用示范点26个以上。",
        [("number_lowered", "26个", "30个")],
    ),
    (
        "到2025年底，公厕完好率达到90%以上。",
        "到2025年底，公厕完好率达到85%以上。",
        [("number_lowered", "85%", "90%")],
    ),
    (
        "清查党政机关闲置用房，优先用于治理设施。（责任单位：省机关事务局、省国资委）",
        "市、县机关事务管理部门要清查党政机关闲置用房，优先用于治理设施。（责任单位：市机关事务服务中心、市国资委）",
        [("place_localised", "市机关事务服务中心", "省机关事务局"), ("place_localised", "市国资委", "省国资委")],
    ),
    (
        "管理责任人不履行规定职责的，由县级水利部门责令限期改正；逾期不改正的，处1000元以上1万元以下的罚款。",
        "管理责任人不履行规定职责的，由县级水利部门责令限期改正；逾期不改正的，依法给予罚款处罚。",
        [("number_dropped", "罚款", "1000元以上1万元")],
    ),
    (
        "新建小区应当按照每百户30平方米的标准配套建设污水处理设施。",
        "新建小区应当按照国家规定的标准配套建设污水处理设施。",
        [("number_dropped", "标准配套建设污水处理设施", "百户30平方米")],
    ),
    (
        "对考核合格的村庄给予运行维护补助，资金直接拨付到村。",
        "对考核合格的村庄给予2万元运行维护补助，资金直接拨付到村。",
        [("number_added", "2万元", "运行维护补助")],
    ),
    (
        "各县要对处理设施的出水水质开展检查，每季度开展一次，检查结果在村口公示。",
        "各县要对处理设施的出水水质开展检查，每月开展一次，检查结果在村口公示。",
        [("deadline_changed", "每月", "每季度")],
    ),
    (
        "各县要汇总河塘沟渠整治进展，每月25日前报省水利厅备案。",
        "各县要汇总河塘沟渠整治进展，每月20日前报省水利厅备案。",
        [("deadline_earlier", "每月20日前", "每月25日前")],
    ),
    (
        "各县要选择偏远村庄开展分户处理试点，2022年11月起实施，形成可复制的经验。",
        "各县要选择偏远村庄开展分户处理试点，2022年12月起实施，形成可复制的经验。",
        [("deadline_changed", "2022年12月起", "2022年11月起")],
    ),
    (
        "各县要按照考核结果将运行维护补助拨付到位，不得截留挪用。",
        "各县要按照考核结果将运行维护补助于次年3月底前拨付到位，不得截留挪用。",
        [("deadline_added", "次年3月底前", None)],
    ),
    (
        "各县要建立污水治理信息平台并归集监测数据，2023年12月底前上线运行。",
        "各县要建立污水治理信息平台并归集监测数据，上线运行。",
        [("deadline_dropped", None, "2023年12月底前")],
    ),
    (
        "各县要编制污水治理设施布局规划，合理确定规模，2022年10月底前完成编制工作。",
        "各县要摸清管网底数，2022年9月底前完成污水治理设施布局规划编制，逐村建档。",
        [
            ("activity_dropped", None, "合理确定规模"),
            ("activity_added", "要摸清管网底数", None),
            ("deadline_earlier", "2022年9月底前", "2022年10月底前"),
            ("activity_added", "逐村建档", None),
        ],
    ),
    (
        "污水处理设施应当与住宅同步建设，不得擅自改变用途。",
        "污水处理设施应当与住宅同步建设，可以依法改变用途。",
        [("modality_reversed", "可以", "不得")],
    ),
    (
        "污水处理设施应当与住宅同步建设，同步交付使用。",
        "污水处理设施不得与住宅同步建设，同步交付使用。",
        [("modality_reversed", "不得", "应当")],
    ),
    (
        "新建小区应当按照标准建设污水处理设施，同步交付使用。",
        "新建小区原则上应当按照标准建设污水处理设施，同步交付使用。",
        [("modality_weakened", "原则上", "应当按照标准建设污水处理设施")],
    ),
    (
        "新建小区应当按照标准建设污水处理设施，同步交付使用。",
        "有条件的新建小区应当按照标准建设污水处理设施，同步交付使用。",
        [("scope_narrowed", "有条件的", None)],
    ),
    (
        "污水处理设施应当与住宅同步建设，不得擅自改变用途。",
        "污水处理设施应当与住宅同步建设。",
        [("activity_dropped", None, "不得擅自改变用途")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "derived", "changes"), KINDS, ids=[f"{k[2][0][0]}-{n}" for n, k in enumerate(KINDS)]
)
def test_each_kind_of_change(source: str, derived: str, changes: list[tuple[str, str | None, str | None]]) -> None:
    assert found(source, derived) == changes


@pytest.mark.parametrize(
    ("source", "derived"),
    [
        ("各县要完成整治任务的60%以上，每年检查1次。", "各县要完成整治任务的60%以上，每年检查1次。"),
        ("各县要在3个月内查明原因，逐一登记造册。", "各县要在三个月内查明原因，逐一登记造册。"),
        ("各县要在村口新建公厕50座。", "各县要在村口新建公厕60平方米。"),
        ("处理设施每半年至少清洗1次，并建立台账。", "处理设施每年至少清洗2次，并建立台账。"),
        ("由各县汇总，在2025年底前完成改造。", "由各县汇总，在二〇二五年底前完成改造。"),
        ("由县级卫健部门逐户登记核实。", "由县级卫生健康部门逐户登记核实。"),
        ("各县应当逐户登记，建立台账。", "各县必须逐户登记，建立台账。"),
        ("各县不得直接排放污水，建立台账。", "各县严禁直接排放污水，建立台账。"),
        ("各县要对符合条件的村庄给予补助。", "各县要对符合条件的村庄给予补助。"),
        ("各县要建立台账，逐户登记核实。", "各县要建立台账，根据监测结果，逐户登记核实。"),
        ("接入市级平台，每月核对数据。", "接入省级平台，每月核对数据。"),
        ("2025年底前公共机构覆盖率达到100%。", "2025年底前行政村覆盖率达到80%。"),
        ("平台支持逐户登记，建立整治台账。", "平台实现逐户登记，建立整治台账。"),
        ("来访人员要逐户登记行程，进行健康观察。", "来访人员要逐户登记行程，不再要求14天的健康观察。"),
        ("设施应当按月清洗3次，逐户清洗。", "设施应当按月清洗3次，逐户清洗3次。"),
        ("去年全省发生溢流48次，逐户登记核实。", "去年全省发生溢流38次，逐户登记核实。"),
        ("由县水利部门逐户登记核实。", "各镇配合县水利部门逐户登记核实。"),
        ("要编制精准高效农业、智能农机标准，逐户登记核实。", "要编制山区智能农机标准，逐户登记核实。"),
        ("坚持“先登记、后整治”的原则，逐户登记核实。", "坚持“先登记、后整治，不登记、不补助”的原则，逐户登记核实。"),
    ],
    ids=[
        "equal", "numeral", "measure", "rhythm", "date", "short-name", "as-strong", "forbidden", "kept-restriction",
        "condition", "higher-level", "rate-of-another", "no-modality", "lifted", "held", "reported", "helping",
        "other-matter", "in-quotes",
    ],
)  # fmt: skip
def test_what_is_no_change(source: str, derived: str) -> None:
    assert found(source, derived) == []


def test_whom_a_report_goes_to_is_neither_named_nor_dropped() -> None:
    bare, told = "对出水不达标的处理设施逐一查明原因，分类改造。", "查明的原因及时报送{}水利局。"
    kinds = [
        {change for change, *_ in found(bare + told.format(x), bare + told.format(y))} for x, y in ("省市", "市省")
    ]
    assert not {"unit_named", "unit_dropped"} & {k for each in kinds for k in each}
    assert not {"unit_named"} & {change for change, *_ in found(bare, bare + told.format("市"))}
    assert not {"unit_dropped"} & {change for change, *_ in found(bare + told.format("省"), bare)}


def test_the_docs_list_every_kind() -> None:
    page = (CODED.parents[2] / "docs" / "derivation.md").read_text("utf-8")
    listed = [line.split("`")[1] for line in page.partition("## Kinds of change")[2].splitlines() if line[:3] == "| `"]
    assert listed[1:] == list(get_args(Change))


def test_a_total_is_shared_out_from_above_only() -> None:
    there, here = province("到2025年底，建成示范点300个以上。"), province("到2025年底，建成示范点260个以上。")
    changes = edits(link(here, there), here, there)
    assert [e.change for e in changes] == ["number_lowered"]


def test_each_speaks_of_the_number_in_its_own_clause() -> None:
    source = "2024年底前，每个乡镇至少建成2个示范点，2025年底前实现62个村庄污水治理全覆盖。"
    assert ("total_apportioned", "4个", "62个") in found(source, "2025年6月底前实现4个村庄污水治理全覆盖。")


def test_a_time_answers_to_one_for_the_same_matter() -> None:
    source = "2024年底前，建成东桥、西桥2个污水处理站，2025年新增管网15公里。"
    derived = "2024年底前，建成东桥、西桥2个污水处理站；2025年6月底前，完成村庄绿化。"
    assert not [c for c in found(source, derived) if c[0] in ("deadline_earlier", "deadline_later")]


def test_changes_tell_how_sure_their_link_is_and_why_it_was_compared() -> None:
    there = province("各县要在村口建成示范点20个，建立整治台账，逐村公布进展。")
    here = city("各县要在村口建成示范点30个，建立整治台账，逐村公布进展。")
    lineage = derive([there, here])
    rows = lineage.changes
    assert len(rows) and set(rows["score"]) <= set(lineage.links["score"])
    assert set(rows["path"]) <= set(lineage.links["path"])


@pytest.mark.parametrize(
    ("source", "derived"),
    [
        ("鼓励在线开展管网巡查和水质监测服务。", "鼓励各镇依托河长平台，在线开展管网巡查和水质监测服务。"),
        ("各镇可经连续监测三个月达标后，纳入长效管护名单。", "各镇经连续监测三个月达标后，可以纳入长效管护名单。"),
        (
            "重点流域要按照三级标准配备巡河船只，逐户登记核实。",
            "一般流域可按照全省统一部署恢复接收申请，逐户登记核实。",
        ),
        ("按照全省统一部署，有序开展清淤疏浚。", "一般流域可按照全省统一部署，逐步恢复采砂审批。"),
    ],
    ids=["governed", "may-before", "other-action", "leads-up"],
)
def test_no_modality_changes_where_another_thing_is_asked_for(source: str, derived: str) -> None:
    assert not [kind for kind, _, _ in found(source, derived) if kind.startswith("modality")]


def test_a_restriction_put_in_stands_in_the_place_of_nothing() -> None:
    changes = found("各镇对参与管护的农户给予奖励。", "各镇鼓励有条件的村对参与管护的农户给予奖励。")
    assert [c for c in changes if c[0] == "scope_narrowed"] == [("scope_narrowed", "有条件的", None)]


def test_peers_speak_of_no_lower_level() -> None:
    there, other = city("由水利部门逐户登记核实，建立问题清单。"), city("由县级水利部门逐户登记核实，建立问题清单。")
    here = replace(other, doc_id="d2")
    assert "place_localised" not in [e.change for e in edits(link(here, there), here, there)]


def test_what_is_added_or_dropped_is_one_row_for_each_kind_of_a_link() -> None:
    there = province("各县要在村口建成示范点20个，建立整治台账，逐村公布进展。")
    here = city("各县要在村口建成示范点30个，每月约谈运维机构负责人，建立整治台账，逐村公布进展，竖立整治公示牌。")
    lineage = derive([there, here])
    rows = lineage.changes
    assert rows[["operation", "change", "pieces"]].to_numpy().tolist() == [
        ["changed", "number_raised", 1],
        ["added", "activity_added", 2],
    ]
    added = rows.iloc[1]
    assert added["derived_text"] == "｜".join(here.text[a:b] for a, b in json.loads(added["spans"]))
    assert (added["derived_start"], added["derived_end"]) == (
        here.text.index("每月约谈"),
        here.text.index("公示牌。") + 3,
    )
    assert lineage.tables(mask=("persons",))["changes"]["derived_text"].equals(rows["derived_text"])


def test_spans_are_those_of_the_documents() -> None:
    here, there = city("到2025年底，全市治理率达到75%以上。"), province("到2025年底，全省治理率达到60%以上。")
    changes = edits(link(here, there), here, there)
    assert len(changes) == 2
    for e in changes:
        assert e.derived is not None and here.text[slice(*e.derived)] == e.derived_text
        assert e.source is not None and there.text[slice(*e.source)] == e.source_text


def test_what_comes_from_another_source_is_not_added() -> None:
    there = province("各县要排查河塘沟渠并建立问题清单。", "逐村竖立公示牌并公布整治进展。")
    here = city("各县要排查河塘沟渠并建立问题清单，逐村竖立公示牌并公布整治进展。")
    first, second = link(here, there), link(here, there, j=1)
    assert [e.change for e in edits(first, here, there)] == ["activity_added"]
    assert not edits(first, here, there, [first, second])


def test_what_is_added_to_several_sources_is_told_once() -> None:
    there = province("各县要排查河塘沟渠并建立问题清单。", "逐村竖立公示牌并公布整治进展。")
    here = city("各县要排查河塘沟渠并建立问题清单，约谈运维机构负责人，逐村竖立公示牌并公布整治进展。")
    links = [link(here, there), link(here, there, j=1)]
    changes = [[e.derived_text for e in edits(k, here, there, links)] for k in links]
    assert changes == [["约谈运维机构负责人"], []]


def test_a_unit_that_went_into_another_provision_is_not_dropped() -> None:
    there = province("对出水不达标的设施查明原因，分类改造河塘沟渠。（责任单位：省水利厅）")
    here = city("对出水不达标的设施查明原因。", "由市水利局分类改造河塘沟渠。")
    links = [link(here, there), link(here, there, i=1)]
    assert [e.change for e in edits(links[0], here, there)] == ["activity_dropped", "unit_dropped"]
    assert not edits(links[0], here, there, links)


def test_a_link_without_direction_or_provisions_has_no_changes() -> None:
    here, there = city("治理率达到75%以上。"), province("治理率达到60%以上。")
    assert edits(link(here, there), here, there)
    assert edits(link(here, there, relation="common_source"), here, there) == ()
    whole = Link(
        derived_doc="d", derived=None, source_doc="s", source=None, relation="undetermined", score=1.0
    )  # fmt: skip
    assert edits(whole, here, there) == ()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("省教育厅", "教育"),
        ("市教育局", "教育"),
        ("教育部", "教育"),
        ("县级农业农村部门", "农业农村"),
        ("市场监督管理局", "市场监督管理"),
        ("乡村振兴局", "乡村振兴"),
        ("团县委", "共青团"),
        ("市机关事务服务中心", "机关事务"),
        ("区机关事务中心", "机关事务"),
        ("澜溪市邮政管理局松岭分局", "邮政管理"),
        ("各县区人民政府", "政府"),
        ("各县（市、区）", ""),
    ],
)
def test_function_of_a_unit(name: str, told: str) -> None:
    assert function(name) == told


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("发展改革", "发展和改革", True),
        ("文旅", "文化和旅游", True),
        ("自然资源", "自然资源和规划", True),
        ("生态环境", "生态环境监测站", False),
        ("财政", "教育", False),
    ],
)
def test_functions_in_short(a: str, b: str, same: bool) -> None:
    assert same_function(a, b) == same


@cache
def coded() -> tuple[list[tuple[str, Span | None, Span | None]], list[Edit]]:
    """The coded changes of the pair, and those that are found."""
    corpus = policytext.read(CODED, pattern="*.txt")
    by_id = {d.doc_id: d for d in corpus}
    links = corpus.derive().objects
    changes = {e for k in links for e in edits(k, by_id[k.derived_doc], by_id[k.source_doc], links)}
    with (CODED / "changes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(r["change"], place(r, "derived"), place(r, "source")) for r in rows], list(changes)


def place(row: dict[str, str], side: str) -> Span | None:
    start = row[f"{side}_start"]
    return Span(int(start), int(row[f"{side}_end"])) if start else None


def agree(edit: Edit, change: str, derived: Span | None, source: Span | None) -> bool:
    """Whether an edit is the coded one: one change, and overlapping spans wherever both have one."""
    pairs = ((edit.derived, derived), (edit.source, source))
    told = [a.overlaps(b) for a, b in pairs if a and b]
    return edit.change == change and bool(told) and all(told) and bool(edit.derived) == bool(derived)


UNCODED = {
    "total_apportioned", "deadline_changed", "deadline_added", "deadline_dropped", "modality_reversed",
    "activity_dropped", "number_added", "number_dropped",
}  # fmt: skip
"""Kinds that were not told apart when the pair was coded."""


def test_the_coded_pair() -> None:
    gold, changes = coded()
    changes = [e for e in changes if e.change not in UNCODED]
    right = sum(any(agree(e, *g) for g in gold) for e in changes)
    recalled = sum(any(agree(e, *g) for e in changes) for g in gold)
    assert right / len(changes) >= 0.9
    assert recalled / len(gold) >= 0.9


@pytest.mark.parametrize("change", sorted(set(get_args(Change)) - UNCODED))
def test_every_kind_of_the_coded_pair(change: str) -> None:
    gold, changes = coded()
    wanted = [g for g in gold if g[0] == change]
    assert wanted
    given = [e for e in changes if e.change == change]
    assert sum(any(agree(e, *g) for e in given) for g in wanted) >= 0.8 * len(wanted)
    assert sum(any(agree(e, *g) for g in wanted) for e in given) >= 0.75 * len(given)


def test_every_rule_of_an_edit_exists() -> None:
    known = {rule.id for rule in policytext.RuleSet.default()}
    assert {e.rule for e in coded()[1]} <= known


def test_the_demo_corpus(demo: Path) -> None:
    corpus = policytext.read(demo, pattern="waste-*.txt")
    by_id = {d.doc_id: d for d in corpus}
    links = [k for k in corpus.derive().objects if k.derived and k.source]
    changes = [e for k in links for e in edits(k, by_id[k.derived_doc], by_id[k.source_doc], links)]
    earlier = [(e.derived_text, e.source_text) for e in changes if e.change == "deadline_earlier"]
    assert ("收到投诉举报之日起7个工作日内", "收到投诉举报之日起10个工作日内") in earlier
    assert not [e for e in changes if e.derived_text == e.source_text]
    localised = [(e.derived_text, e.source_text) for e in changes if e.change == "place_localised"]
    assert ("青禾县、松陵县", "相邻县（市、区）") in localised
