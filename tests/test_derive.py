"""Which provisions derive from which, on small documents."""

import datetime as dt
import json
import re
import subprocess
import sys
import time
import warnings
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from family import CITY, PROVINCE, document

import policytext as pt
from policytext import parse
from policytext.derivation.background import Background, make
from policytext.derivation.coded import as_coded
from policytext.derivation.competition import LikelyLink, nearest
from policytext.derivation.evidence import evidence_of
from policytext.derivation.features import FEATURES, compare, expected
from policytext.derivation.kinship import ENOUGH, FRAME, THIN, boilerplate_shift, share_taken
from policytext.derivation.lines import Lines
from policytext.derivation.operative import formal
from policytext.derivation.relation import ALONE, Beside, relation_of, shares
from policytext.derivation.score import LinkModel
from policytext.derivation.settings import DerivationSettings
from policytext.derivation.wording import count_wording
from policytext.errors import InputError, UnknownDocumentError
from policytext.lineage import (
    COMPARE_COLUMNS,
    COVERAGE_COLUMNS,
    EXTERNAL_COLUMNS,
    LINK_COLUMNS,
    RESOLUTION_COLUMNS,
    Lineage,
    derive,
)
from policytext.model import Alignment, Document, Slogan
from policytext.span import Span


@pytest.fixture(scope="module")
def lineage() -> Lineage:
    """A province's plan and the plan of a city that cites it."""
    return derive([PROVINCE, CITY])


def drawn(found: Lineage) -> list[tuple[str, str, str, str, str]]:
    """The links between provisions, as paths."""
    return [
        (k.derived_doc, k.derived.path, k.source_doc, k.source.path, k.relation)
        for k in found.objects
        if k.derived and k.source
    ]


def test_copied_and_elaborated_provisions_are_linked(lineage: Lineage) -> None:
    assert drawn(lineage) == [
        ("city", "1", "province", "1", "elaborated"),
        ("city", "2", "province", "2", "verbatim"),
    ]


def test_evidence_is_shared_words(lineage: Lineage) -> None:
    for k in lineage.objects:
        assert k.evidence
        for a in k.evidence:
            left = CITY.text[a.derived.start : a.derived.end]
            assert left == PROVINCE.text[a.source.start : a.source.end]
            assert k.derived is not None and k.derived.span.holds(a.derived)


def test_the_share_of_shared_words_is_that_of_the_derived_provision(lineage: Lineage) -> None:
    links = lineage.links
    length = (links["derived_end"] - links["derived_start"]).astype(float)
    assert (links["shared_share"] - links["shared"] / length).abs().max() < 0.0001
    assert links["shared_share"].between(0, 1).all()
    assert lineage.review()["shared_share"].notna().all()
    absent = document("a", "1.甲。", title="题", preamble="根据《青禾县助餐点规划》制定。")
    assert derive([absent]).links["shared_share"].isna().all()


def test_the_direction_of_a_link_is_that_of_the_levels(lineage: Lineage) -> None:
    assert set(lineage.links["direction"]) == {"down"} == set(lineage.review()["direction"])
    beside = replace(CITY, header=replace(CITY.header, level=PROVINCE.header.level))
    assert set(derive([PROVINCE, beside]).links["direction"].dropna()) <= {"peer"}
    nowhere = replace(CITY, header=replace(CITY.header, level=None))
    assert set(derive([PROVINCE, nowhere]).links["direction"]) == {"unknown"}
    assert pt.translate(lineage.links)["direction"].tolist()[0] == "向下"


def test_the_order_of_documents_does_not_matter(lineage: Lineage) -> None:
    assert drawn(derive([CITY, PROVINCE])) == drawn(lineage)


def test_coverage_counts_each_provision_once(lineage: Lineage) -> None:
    (row,) = lineage.coverage.to_dict("records")
    assert (row["provisions"], row["verbatim"], row["adapted"], row["elaborated"], row["added"]) == (3, 1, 0, 1, 1)
    assert (row["source_provisions"], row["omitted"], row["lag_days"]) == (4, 2, 79)


def test_what_is_cited_is_no_younger() -> None:
    late = replace(PROVINCE, header=replace(PROVINCE.header, issued=dt.date(2031, 1, 1)))
    lineage = derive([late, CITY])
    (problem,) = lineage.problems
    assert (
        problem.code == "derive.dates" and "'province' of 2031-01-01" in problem.message and "'city'" in problem.message
    )
    assert (lineage.coverage["lag_days"] < 0).tolist() == [True]
    undated = replace(PROVINCE, header=replace(PROVINCE.header, issued=None, printed=None))
    assert derive([undated, CITY]).problems == derive([PROVINCE, CITY]).problems == ()


def test_the_line_of_a_lineage_names_every_row_of_links(lineage: Lineage) -> None:
    told = {name: int(n) for n, name in re.findall(r"(\d+) ([a-z ]+)", repr(lineage))}
    rows = ("links", "the other way", "of common source", "undetermined")
    assert sum(told.get(name, 0) for name in rows) == len(lineage.links)


def test_comparison_goes_through_the_derived_document_then_lists_what_was_left_out(lineage: Lineage) -> None:
    table = lineage.compare("city", "province")
    assert table["relation"].tolist() == ["elaborated", "verbatim", "added", "omitted", "omitted"]
    assert table["source_provision"].fillna("").tolist() == ["1", "2", "", "3", "4"]
    assert "农药残留快速检测设备" in table["shared"][1]
    for start, end in json.loads(table["derived_spans"][0]):
        assert CITY.text[start:end]


def test_a_link_through_a_document_in_between_is_not_given_twice() -> None:
    county = document(
        "county",
        "1.加强检测。菜店应当配备农药残留快速检测设备，检测结果每日在店门口公示，不合格的蔬菜当场下架销毁。",
        level="county",
        place="石梁县",
        preamble="根据《临河市便民菜店建设工作方案》，制定本方案。",
    )
    chain = [PROVINCE, CITY, county]
    assert ("county", "1", "city", "2", "verbatim") in drawn(derive(chain))
    assert not [k for k in drawn(derive(chain)) if k[0] == "county" and k[2] == "province"]
    assert [k for k in drawn(derive(chain, transitive=True)) if k[0] == "county" and k[2] == "province"]


LIFTS = document(
    "above",
    "1.逐台登记。对使用年限超过十五年的住宅电梯逐台登记，建立台账，标明安全状况。",
    "2.开展评估。委托检验机构对故障率高、投诉多的电梯进行安全评估，提出修理或者更新的意见。",
    "3.应急救援。依托救援平台统一调度，困人救援力量到场时间城区不超过三十分钟。",
    title="云川省老旧电梯安全治理工作方案",
    level="province",
    place="云川省",
)


@pytest.mark.parametrize(("lead", "linked"), [("根据《云川省老旧电梯安全治理工作方案》，", True), ("", False)])
def test_single_words_tie_a_provision_to_one_of_a_cited_document_only(lead: str, linked: bool) -> None:
    below = document(
        "below",
        "1.全面登记。对使用年限超过十五年的住宅电梯逐台登记，一梯一码，标明安全等级。",
        "2.安全评估。对投诉多的电梯进行安全评估，提出修理或者更新的意见，二十日内办结。",
        "3.快速救援。设立救援站八处，平台接报之后，城区二十分钟内到场。",
        level="prefecture",
        place="临河市",
        preamble=f"{lead}制定本方案。",
    )
    found = drawn(derive([LIFTS, below]))
    assert [k[1:4:2] for k in found] == [("1", "1"), ("2", "2"), ("3", "3")][: 2 + linked]


def test_single_words_of_a_nearer_source_explain_no_run_of_a_remote_one() -> None:
    run, word = ((Alignment(derived=Span(0, n), source=Span(0, n)),) for n in (20, 2))
    remote = LikelyLink((2, 1), (0, 1), 0.9, "cited", run, np.zeros(0))
    nearer = LikelyLink((2, 1), (1, 1), 0.6, "cited", word, np.zeros(0), by_words=True)
    chain = LikelyLink((1, 1), (0, 1), 0.9, "cited", run, np.zeros(0))
    lines = Lines([LIFTS] * 3, ())
    assert nearest(lines, [remote, nearer, chain]) == [remote, nearer, chain]
    copied = replace(nearer, evidence=run, by_words=False)
    assert nearest(lines, [remote, copied, chain]) == [copied, chain]


def test_two_places_that_copied_one_absent_source() -> None:
    other = replace(
        CITY,
        doc_id="other",
        citations=(),
        header=replace(
            CITY.header, title="江口市便民菜店建设工作方案", jurisdiction="江口市", issuers=("江口市商务局",)
        ),
    )
    found = derive([replace(CITY, citations=()), other])
    assert {k[4] for k in drawn(found)} == {"common_source"}
    assert not derive([replace(CITY, citations=()), other], common_source=False).objects


COPIED = (
    "（一）摸清老人底数。各县要在2023年3月底前逐户走访高龄独居老人并建立一人一档的助餐需求台账。\n"
    "（二）改造社区厨房。各县要把闲置的粮站仓库改造成社区厨房，配齐留样冰柜和消毒设备。\n"
    "（三）开通送餐专线。各县要依托邮政投递员开通送餐专线，每日11时30分前送达。\n"
)


def test_a_whole_copy_that_begins_with_a_heading_has_a_common_source() -> None:
    head, foot = "{}民政局关于做好老年助餐工作的通知\n各县：\n", "{}民政局\n2023年1月{}日\n"
    texts = {p: head.format(p) + COPIED + foot.format(p, day) for p, day in (("青禾市", 5), ("白鹭市", 9))}
    found = pt.Corpus([pt.parse(text, doc_id=p) for p, text in texts.items()]).derive()
    assert [k[4] for k in drawn(found)] == ["common_source"] * 3
    assert (found.counts["pairs_of_provisions"], found.counts["pairs_for_common_source"]) == (0, 1)
    for one, other in (("青禾市", "白鹭市"), ("白鹭市", "青禾市")):
        assert "3 links common_source given" in found.why(one, other), "why() tells what the table shows"


def test_a_named_source_that_is_absent() -> None:
    found = derive([CITY])
    (link,) = found.objects
    assert (link.relation, link.source_doc, link.derived, link.source) == (
        "undetermined",
        "external:沧政办发〔2021〕18号",
        None,
        None,
    )
    assert found.links["score"].isna().all()
    for graph in (found.document_graph, found.graph):
        assert "score" not in graph.edges["city", link.source_doc, "undetermined"], "as in the table"


def test_printings_and_writings_about_a_document_derive_nothing() -> None:
    again = replace(PROVINCE, doc_id="again")
    about = replace(
        PROVINCE,
        doc_id="about",
        header=replace(PROVINCE.header, title="《沧原省便民菜店建设实施方案》解读", document_number=None),
    )
    assert not derive([PROVINCE, again, about]).objects


def test_a_corpus_with_a_second_printing_has_the_tables_of_one_without(demo: Path) -> None:
    corpus = pt.read(demo, progress=False)
    again = corpus + pt.Corpus([replace(corpus["meal-lanxi"], doc_id="again")])
    once, twice = corpus.derive(), again.derive()
    for name in ("links", "coverage", "uptake", "changes", "families", "externals"):
        assert getattr(twice, name).equals(getattr(once, name)), name
    assert twice.matrix().equals(once.matrix())
    assert (twice.counts["printings"], len(twice.documents), len(twice.distinct)) == (1, 15, 14)
    (problem,) = twice.problems
    assert problem.code == "derive.printings" and "'again'" in problem.message and "'meal-lanxi'" in problem.message
    assert "again is a printing of meal-lanxi" in twice.why("again", "meal-yunchuan")
    assert twice.document_graph.nodes["again"]["printing_of"] == "meal-lanxi" and not twice.document_graph.degree(
        "again"
    )
    assert "1 further printings" in twice._repr_html_() and "fit nothing" not in twice._repr_html_()


def test_what_only_one_printing_cites_ties_both() -> None:
    bare = replace(CITY, doc_id="bare", citations=())
    found = derive([PROVINCE, bare, CITY])
    assert found.compared == {("bare", "province"): "cited"}
    absent = derive([bare, CITY])
    assert [(k.derived_doc, k.relation) for k in absent.objects] == [("bare", "undetermined")]


def test_equal_notices_of_two_places_are_two_documents() -> None:
    head = replace(CITY.header, issuers=(), document_number=None)
    here = replace(CITY, doc_id="here", header=replace(head, jurisdiction="甲市"))
    there = replace(CITY, doc_id="there", header=replace(head, jurisdiction="乙市"))
    assert derive([here, there]).counts["printings"] == 0
    assert derive([here, replace(there, header=here.header)]).counts["printings"] == 1


def test_shared_set_phrases_alone_are_no_derivation() -> None:
    phrase = "深入学习贯彻治水兴水重要讲话精神和绿水青山就是金山银山理念，坚定不移走生态优先绿色发展道路"
    source = document(
        "source", f"1.提高认识。{phrase}，统一思想。", title="甲省河道治理方案", level="province", place="甲省"
    )
    derived = document(
        "derived", f"1.巡查护林。{phrase}，每月巡山两次。", preamble="根据《甲省河道治理方案》制定。", level="county"
    )
    slogans = (Slogan(span=Span(0, 1), text=phrase, kind="formula", marked=False, sentence=0, rule="test"),)
    assert not drawn(derive([source, replace(derived, slogans=slogans)]))


def test_tables_have_their_columns_also_when_empty() -> None:
    nothing = derive([])
    full = derive([PROVINCE, CITY])
    for name, schema in (
        ("links", LINK_COLUMNS),
        ("resolutions", RESOLUTION_COLUMNS),
        ("coverage", COVERAGE_COLUMNS),
        ("externals", EXTERNAL_COLUMNS),
    ):
        empty, table = getattr(nothing, name), getattr(full, name)
        assert list(empty.columns) == list(table.columns) == list(schema)
        assert not len(empty) and empty.dtypes.equals(table.dtypes)
    assert list(full.compare("city", "province").columns) == list(COMPARE_COLUMNS)


def test_graphs_write_and_read_back(tmp_path, lineage: Lineage) -> None:  # type: ignore[no-untyped-def]
    odd = document("odd\x00", "1.甲\ud800乙\x01丙。", title="题\x02名", preamble="根据《外\x03部规划》制定。")
    for found in (lineage, derive([odd])):
        for graph in (found.document_graph, found.provision_graph):
            nx.write_graphml(graph, tmp_path / "g.graphml")
            nx.write_gexf(graph, tmp_path / "g.gexf")
            assert set(nx.read_graphml(tmp_path / "g.graphml")) == set(graph) == set(nx.read_gexf(tmp_path / "g.gexf"))


def test_edges_run_from_derived_to_source(lineage: Lineage) -> None:
    graph = lineage.document_graph
    assert graph.edges["city", "province", "verbatim"]["links"] == 1
    assert graph.edges["city", "province", "cites/basis"]["relation"] == "cites"
    assert lineage.graph is graph
    assert all("province/" in source for _, source in lineage.provision_graph.edges())


def test_explain_adds_up(lineage: Lineage) -> None:
    told = lineage.explain(0)
    assert "similarity" in told and "shared:" in told and "before any evidence" in told
    assert "not in the corpus" in derive([CITY]).explain(0)


def test_unknown_documents_and_settings_are_refused(lineage: Lineage) -> None:
    with pytest.raises(UnknownDocumentError):
        lineage.compare("city", "nowhere")
    with pytest.raises(InputError):
        DerivationSettings(threshold=0.0)
    assert len(drawn(derive([PROVINCE, CITY], threshold=1.0))) < len(drawn(lineage))
    assert lineage.settings == DerivationSettings()


def test_two_documents_that_were_not_compared_are_told(lineage: Lineage) -> None:
    with pytest.raises(InputError, match="derived one first"):
        lineage.compare("city", "city")
    with pytest.warns(UserWarning, match=re.escape("引用方向相反")) as told:
        turned = lineage.compare("province", "city")
    assert set(turned["relation"]) == {"added", "omitted"} and told[0].filename == __file__
    assert "compare('city', 'province')" in str(told[0].message)
    stranger = document(
        "stranger", "1.清理河道。每月组织一次河道保洁。", level="county", place="青禾县", issued="2021-04-01"
    )
    with pytest.warns(UserWarning, match="not compared") as told:
        derive([PROVINCE, CITY, stranger]).compare("stranger", "city")
    assert "compare('city'" not in str(told[0].message)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        lineage.compare("city", "province")


def test_documents_without_provisions_or_of_odd_signs() -> None:
    odd = [document("a"), document("b", "。。。", "\x00\ud800", "😀"), document("c", "甲" * 5000, "甲乙" * 3000)]
    assert derive(odd).links is not None


def test_features_are_finite_and_bounded() -> None:
    wording = count_wording([PROVINCE, CITY], Background.default())
    features = compare(wording.documents[1], wording.documents[0], wording.weight)
    assert features.shape == (4, 4, len(FEATURES)) and np.isfinite(features).all()
    shares = [
        k
        for k, name in enumerate(FEATURES)
        if name
        not in ("longest_run", "source_length", "source_provisions", "heading_found", "heading_taken_up", "theme")
    ]
    assert features[..., shares].min() >= 0 and features[..., shares].max() <= 1.0001


def test_a_source_is_expected_where_those_of_the_neighbours_stand() -> None:
    likeness = np.zeros((5, 9))
    likeness[[0, 1, 3, 4], [4, 5, 7, 8]] = 0.8  # the later half of the source, in its order; one has nothing alike
    assert abs(expected(likeness)[2] - 6 / 8) < 0.05
    assert np.allclose(expected(np.zeros((3, 4))), [0, 0.5, 1])
    assert expected(np.ones((1, 1))).tolist() == [0]


def test_boilerplate_is_doubted_where_little_else_was_taken_over() -> None:
    rare = np.zeros((4, 3))
    framed = np.zeros((4, 3), dtype=bool)
    framed[3] = True
    rare[0, 1] = ENOUGH
    assert share_taken(rare) == 0.25 and share_taken(np.zeros((0, 3))) == share_taken(np.zeros((3, 0))) == 0
    alone, half = boilerplate_shift(rare, framed, 0.0), boilerplate_shift(rare, framed, share_taken(rare))
    assert (alone[0, 1], alone[0, 0], alone[3, 0]) == (0, THIN, THIN + FRAME)
    assert np.allclose(half, alone / 2)
    rare[1, 2] = ENOUGH
    assert not boilerplate_shift(rare, framed, share_taken(rare)).any()


def test_a_coded_document_is_read_as_any_other() -> None:
    text = "为做好助餐服务，制定本方案。\n一、加强组织领导。各镇要成立专班。\n二、抓好排查。各村要建立台账。\n"
    starts = [0, text.index("一、"), text.index("二、"), len(text)]
    spans = [{"start": a, "end": b, "path": str(k)} for k, (a, b) in enumerate(pairwise(starts))]
    coded = as_coded("a", spans, text)
    assert [p.text for p in coded.provisions] == [text[s["start"] : s["end"]] for s in spans]
    assert [p.heading for p in coded.provisions] == [None, "加强组织领导", "抓好排查"]
    assert coded.sentences == parse(text).sentences


def test_the_background_table_counts_documents(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for k in range(6):
        (tmp_path / f"{k}.txt").write_text("人人都用的话" if k < 5 else "谁也不说", "utf-8")
    (tmp_path / "copy.txt").write_text("谁也不说", "utf-8")
    record = make(tmp_path, tmp_path / "table.npz")
    assert record["documents"] == 2  # equal files count once
    table = Background.count(["人人都用的话"] * 5 + ["谁也不说"])
    from policytext.derivation.grams import grams, signs

    assert table.frequency(grams(signs("人人都用")[0], 4)).tolist() == [5]
    assert table.frequency(grams(signs("谁也不说")[0], 4)).tolist() == [3]
    assert Background.empty().frequency(grams(signs("谁也不说")[0], 2)).tolist() == [3, 3, 3]


def test_packaged_numbers_are_what_their_records_say() -> None:
    import hashlib
    from importlib import resources

    data = resources.files("policytext") / "data"
    for name in ("background", "themes"):
        record = json.loads((data / f"{name}.json").read_text("utf-8"))
        assert hashlib.sha256((data / f"{name}.npz").read_bytes()).hexdigest() == record["sha256"]
    model = json.loads((data / "links.json").read_text("utf-8"))
    assert list(model["weights"]) == list(FEATURES)
    assert model["leave_one_pair_out"]["f1"]["gold_links"] >= 0.75
    assert model["leave_one_pair_out"]["f1"]["cited"] >= 0.65
    assert LinkModel.default().threshold == model["threshold"]


@pytest.mark.real
def test_the_model_on_record_is_the_one_that_is_fitted(shared, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from importlib import resources

    from policytext.derivation.fit import make as fit

    corpora = Path(__file__).parents[1] / "corpora"
    made = fit(
        [shared / "corpora" / "gold_links", corpora / "cited"],
        shared / "corpora" / "real",
        [corpora / "pairs", corpora / "demo"],
        tmp_path / "links.json",
    )
    held = json.loads((resources.files("policytext") / "data" / "links.json").read_text("utf-8"))
    assert made["sha256_of_links"] == held["sha256_of_links"]
    for name, f1 in held["leave_one_pair_out"]["f1"].items():
        assert abs(made["leave_one_pair_out"]["f1"][name] - f1) < 0.01
    for name, weight in held["weights"].items():
        assert made["weights"][name] == pytest.approx(weight, abs=0.01)


def test_endless_repetition_is_compared_in_time() -> None:
    cells = "一、工作台账\n" + "是否合格一般较好" * 6000
    one = pt.parse(cells, doc_id="one")
    begun = time.process_time()
    derive([one, pt.parse(cells.replace("较好", "较差"), doc_id="other"), CITY])
    assert time.process_time() - begun < 20


def test_documents_without_any_wording_derive_nothing() -> None:
    assert derive([Document(doc_id="a", text=""), Document(doc_id="b", text="。")]).objects == ()


@pytest.mark.parametrize("module", ["fit", "themes"])
def test_the_modules_that_fit_run_without_a_warning(module: str) -> None:
    command = [sys.executable, "-W", "error", "-m", f"policytext.derivation.{module}", "--help"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""


def test_a_pair_without_direction_is_linked_both_ways_and_told() -> None:
    def items(more: str) -> list[str]:
        return [
            "对沿街摊位逐户登记造册，核定经营时段并张贴公示牌，" + more,
            "利用闲置厂房改建夜间便民市集，配齐消防水源和垃圾桶，" + more,
        ]

    plain = document("plain", *items("每月回访一次商户。"), title="便民市集建设方案")
    fuller = document("fuller", *items("每年回访二次商户。"), "组建流动巡查队伍。", title="便民市集整治方案")
    for documents in ([plain, fuller], [fuller, plain]):
        lineage = derive(documents)
        assert {*lineage.compared} == {("plain", "fuller"), ("fuller", "plain")}
        (problem,) = lineage.problems
        assert problem.code == "derive.undirected" and "'plain' ← 'fuller'" in problem.message
        assert set(lineage.changes["derived_doc"]) == {"plain"}


def test_an_item_that_names_a_document_derives_nothing() -> None:
    listed = "1.青禾县民政局《关于做好夜间便民市集登记造册工作的通知》（青民发〔2021〕5号）。"
    text = f"青禾县夜间便民市集方案\n一、主要任务\n各镇要逐户登记造册。\n二、有关依据\n{listed}\n"
    found = parse(text, doc_id="a")
    last = [p.text.startswith("1.青禾县") for p in found.provisions]
    assert formal(found).tolist() == last and any(last)


def test_what_is_merged_of_several_is_not_new() -> None:
    one = "（一）规范食品留样。助餐点应当按品种留样，冷藏保存48小时，并指定专人逐日登记备查。"
    other = "（二）公开收费标准。助餐点应当在门口张贴菜品价格，接受老年人及其家属当面询问。"
    both = "（一）规范留样收费。助餐点应当按品种留样，冷藏保存48小时，在门口张贴菜品价格，接受老年人及其家属询问。"
    above, below = document("above", one, other), document("below", both)
    evidence = {k: evidence_of(below, 0, above, k) for k in (0, 1)}
    alone, merged = (
        shares(below, below.provisions[0], above, above.provisions[1], evidence[1], beside=beside)
        for beside in (ALONE, Beside(evidence[0], frozenset(["48小时"])))
    )
    assert (relation_of(alone), relation_of(merged)) == ("elaborated", "adapted")
    assert alone.changed == 1 and merged.changed == 0 and merged.derived > alone.derived


def test_a_number_of_a_merged_provision_belongs_to_the_source_of_the_words_beside_it() -> None:
    above = document(
        "above",
        "1.清理老旧车辆。停办变型拖拉机注册登记，对达到报废年限的注销牌证。",
        "2.开展广播宣传。利用村级应急广播播放交通安全提示，遇有雨雪天气随时播报。",
    )
    below = document(
        "below", "1.清理与宣传。对达到报废年限的注销牌证，利用村级应急广播播放交通安全提示，每天不少于三次。"
    )
    provision, numbered = below.provisions[0], {}
    for k in (0, 1):
        own, other = evidence_of(below, 0, above, k), Beside(evidence_of(below, 0, above, 1 - k))
        numbered[k] = shares(below, provision, above, above.provisions[k], own, beside=other).changed
    assert numbered == {0: 0, 1: 1}


@pytest.mark.parametrize(
    ("item", "relation"),
    [
        ("1.规范留样。助餐点应当按品种留样，盛放于密闭容器，冷藏保存72小时，并指定专人逐日登记备查。", "adapted"),
        ("1.规范留样。助餐点应当按品种留样，盛放于密闭容器，冷藏保存72小时，由监督员逐餐签字封存。", "elaborated"),
    ],
)
def test_numbers_only_take_the_place_of_others_where_the_rest_is_copied(item: str, relation: str) -> None:
    above = document(
        "above", "1.规范留样。助餐点应当按品种留样，盛放于密闭容器，冷藏保存48小时，并指定专人逐日登记备查。"
    )
    below = document("below", item)
    held = shares(below, below.provisions[0], above, above.provisions[0], evidence_of(below, 0, above, 0))
    assert relation_of(held) == relation and held.derived > 0.6
