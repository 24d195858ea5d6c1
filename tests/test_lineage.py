"""What a lineage tells beyond its links: sources without citations, rates, families, chains, a coder's decisions."""

import copy
import json
import pickle
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from family import CITY, PROVINCE, document

import policytext as pt
from policytext.derivation.score import LinkModel
from policytext.derivation.themes import Themes
from policytext.errors import InputError, UnknownDocumentError
from policytext.lineage import COVERAGE_COLUMNS, REVIEW_COLUMNS, SCHEMAS, Lineage, derive
from policytext.lineage.measures import interval

COUNTY = document(
    "county",
    "1.加强检测。菜店应当配备农药残留快速检测设备，检测结果每日在店门口公示，不合格的蔬菜当场下架销毁。",
    "2.建设便民菜店。支持农产品批发企业在居民小区设立直营菜店，2021年11月底前每个街道不少于4个，由县商务局牵头落实。",
    title="石梁县便民菜店建设工作方案",
    issuers=("石梁县商务局",),
    issued="2021-08-01",
    level="county",
    place="石梁县",
    preamble="根据《临河市便民菜店建设工作方案》，制定本方案。",
)


@pytest.fixture(scope="module")
def chain() -> Lineage:
    """Province, city, county: each cites the one above."""
    return derive([PROVINCE, CITY, COUNTY])


# Sources


def test_sources_are_found_without_citations(chain: Lineage) -> None:
    masked = chain.candidates("county", mask_citations=True)
    assert masked["candidate"].tolist() == ["city", "province"]
    assert masked["rank"].tolist() == [1, 2] and not masked["cited"].any() and masked["score"].is_monotonic_decreasing
    assert chain.candidates("county")["cited"].all()
    assert len(chain.candidates("county", limit=1)) == 1


def test_a_later_document_ranks_low_and_says_so() -> None:
    late = replace(CITY, doc_id="late", citations=(), header=replace(CITY.header, issued=None))
    early = derive([PROVINCE, replace(CITY, citations=())]).candidates("city")
    turned = derive([PROVINCE, replace(CITY, citations=())]).candidates("province")
    assert early["score"][0] > 3 * turned["score"][0] and turned["later"].all()
    assert not derive([PROVINCE, late]).candidates("late")["later"].any()


def test_printings_are_one_candidate() -> None:
    again = replace(PROVINCE, doc_id="again")
    found = derive([PROVINCE, again, CITY]).candidates("city")
    assert found["candidate"].tolist() == ["province"] and json.loads(found["printings"][0]) == ["again"]
    assert derive([PROVINCE, again]).candidates("again").empty


@pytest.mark.parametrize("texts", [[], [""], ["", " \n"], ["一", "二"], ["一二三", "一二三"], ["请报送材料。"] * 210])
def test_documents_without_wording_of_their_own_have_no_parents(texts: list[str], tmp_path: Path) -> None:
    lineage = pt.Corpus([pt.parse(text, doc_id=f"d{k}") for k, text in enumerate(texts)]).derive()
    assert lineage.parents.empty
    assert not texts or lineage.candidates("d0", mask_citations=True).empty
    assert lineage.export(tmp_path)


def test_masked_citations_tie_no_documents() -> None:
    assert set(derive([PROVINCE, CITY], mask_citations=True).compared.values()) == {"possible"} or "line" in set(
        derive([PROVINCE, CITY], mask_citations=True).compared.values()
    )


@pytest.mark.real
@pytest.mark.parametrize("with_metadata", [True, False])
def test_masked_parents_of_real_documents(shared: Path, with_metadata: bool) -> None:
    real = shared / "corpora" / "real"
    metadata = real / "metadata.csv" if with_metadata else pd.DataFrame({"file": []})  # None takes the folder's
    lineage = pt.read(real, pattern="zhengceku/*.txt", metadata=metadata, progress=False).derive(mask_citations=True)
    place = {(Path(r.doc_id).name, Path(r.candidate).name): r.rank for r in lineage.parents.itertuples()}
    gold = pd.read_csv(shared / "corpora" / "parents.csv")
    best = [max(1 / place.get((child, p), 1e9) for p in rows["parent"]) for child, rows in gold.groupby("child")]
    assert np.mean(best) >= 0.85


# Equality


def test_a_pickled_or_copied_lineage_is_equal_and_another_is_not(chain: Lineage) -> None:
    themed = derive([PROVINCE, CITY, COUNTY], similarity=Themes.default())
    for one in (chain, themed):
        for again in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one)):
            assert again == one and hash(again) == hash(one)
    assert chain == derive([PROVINCE, CITY, COUNTY])
    others = (derive([PROVINCE, CITY]), derive([PROVINCE, CITY, COUNTY], threshold=0.9), themed, None)
    assert all(chain != other for other in others)


def test_links_and_resolutions_stand_in_sets(chain: Lineage) -> None:
    again = derive([PROVINCE, CITY, COUNTY])
    for name in ("objects", "indirect", "resolved", "external"):
        assert set(getattr(chain, name)) == set(getattr(again, name))
    assert chain.objects and len(set(chain.objects)) == len(chain.objects)


# Rates


def test_a_certain_link_has_no_interval_and_an_even_one_a_wide_one() -> None:
    assert interval(np.ones(5)) == (1.0, 1.0, 1.0)
    expected, low, high = interval(np.full(10, 0.5))
    assert expected == 0.5 and 0.1 <= low <= 0.3 and 0.7 <= high <= 0.9
    assert interval(np.full(10, 0.5)) == (expected, low, high)
    assert interval(np.zeros(0)) == (None, None, None)


def test_coverage_has_expected_values_and_doubtful_omissions(chain: Lineage) -> None:
    rows = chain.coverage.set_index(["derived_doc", "source_doc"])
    row = rows.loc[("city", "province")]
    assert row["omitted"] == row["omitted_certain"] + row["omitted_possible"] == 2
    assert row["share_derived_low"] <= row["share_derived_expected"] <= row["share_derived_high"]
    assert row["share_omitted_low"] <= row["share_omitted_expected"] <= row["share_omitted_high"]
    assert 0 < row["reproduction"] < 1
    copied = derive([PROVINCE, replace(PROVINCE, doc_id="copy", header=replace(CITY.header), citations=CITY.citations)])
    assert copied.coverage["reproduction"].max() > 0.95
    assert list(chain.coverage.columns) == list(COVERAGE_COLUMNS)


def test_uptake_counts_each_child_once(chain: Lineage) -> None:
    rows = chain.uptake[chain.uptake["source_doc"] == "city"].set_index("source_provision")
    assert rows["children"].tolist() == [1, 1, 1]
    assert rows["taken_up"].to_dict() == {"1": 1, "2": 1, "3": 0}
    assert rows["lag_days"]["2"] == 73 and pd.isna(rows["lag_days"]["3"])


# Families and chains


def test_equivalent_provisions_are_one_family(chain: Lineage) -> None:
    matrix = chain.matrix()
    assert list(matrix.columns) == ["province", "city", "county"]
    (row,) = [cells for (_, label), cells in matrix.iterrows() if label.startswith("1.建设便民菜店")]
    assert row.tolist() == ["origin", "concrete", "concrete"]
    assert chain.families["family"].nunique() == 2
    assert set(chain.families["doc_id"]) == {"province", "city", "county"}
    assert derive([PROVINCE]).matrix().empty


def test_families_need_no_source() -> None:
    other = replace(
        CITY,
        doc_id="other",
        citations=(),
        header=replace(CITY.header, title="江口市便民菜店方案", jurisdiction="江口市", issuers=("江口市商务局",)),
    )
    cells = derive([replace(CITY, citations=()), other]).matrix()
    assert (cells == "shared").to_numpy().all() and len(cells) >= 2


def test_ancestors_go_up_step_by_step(chain: Lineage) -> None:
    up = chain.ancestors("county", "1")
    assert up[["step", "source_doc", "source_provision", "transitive"]].to_numpy().tolist() == [
        [1, "city", "2", False],
        [2, "province", "2", True],
    ]
    assert up["chain_score"][1] == pytest.approx(up["score"].prod(), abs=1e-3)
    down = chain.descendants("province", PROVINCE.provisions[1].span.start)
    assert down["derived_doc"].tolist() == ["city", "county"]
    assert chain.ancestors("city", "3").empty


def test_unknown_places_are_refused(chain: Lineage) -> None:
    with pytest.raises(UnknownDocumentError):
        chain.ancestors("nowhere", "1")
    with pytest.raises(InputError, match="has no provision"):
        chain.ancestors("city", "9")
    with pytest.raises(UnknownDocumentError):
        chain.candidates("nowhere")
    with pytest.raises(UnknownDocumentError, match="did you mean 'county'"):
        chain.compare("countY", "city")
    with pytest.raises(UnknownDocumentError, match=r"give doc\.doc_id, 'city'"):
        chain.document(chain.document("city"))  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"corpus\.table\('tasks'\)"):
        chain.table("tasks")


def test_transitive_links_are_marked() -> None:
    links = derive([PROVINCE, CITY, COUNTY], transitive=True).links
    marked = links[links["transitive"]]
    assert set(zip(marked["derived_doc"], marked["source_doc"], strict=True)) == {("county", "province")}
    assert links[~links["transitive"] & (links["relation"] != "undetermined")]["rank"].min() == 1


# Review


def test_decisions_win_and_are_told(chain: Lineage, tmp_path: Path) -> None:
    table = chain.review()
    assert list(table.columns) == list(REVIEW_COLUMNS) and table["decision"].isna().all()
    first = table[(table["derived_doc"] == "city") & (table["derived_provision"] == "1")].index[0]
    second = table[(table["derived_doc"] == "city") & (table["derived_provision"] == "2")].index[0]
    table.loc[first, "decision"] = "no"
    table.loc[second, "decision"] = "adapted"
    added = {
        "derived_doc": "city",
        "derived_start": CITY.provisions[3].span.start,
        "source_doc": "province",
        "source_start": PROVINCE.provisions[3].span.start,
        "decision": "是",
    }
    table = pd.concat([table, pd.DataFrame([added])])
    table.to_csv(tmp_path / "decisions.csv", index=False, encoding="utf-8-sig")
    decided = chain.apply(tmp_path / "decisions.csv")
    rows = decided.links[decided.links["derived_doc"] == "city"].set_index("derived_provision")
    assert set(rows.index) == {"2", "3"}
    assert rows.loc["2", ["relation", "decision", "score"]].tolist() == ["adapted", "adapted", 1.0]
    assert rows.loc["3", "decision"] == "yes"
    row = decided.coverage.set_index(["derived_doc", "source_doc"]).loc[("city", "province")]
    assert (row["adapted"], row["added"]) == (1, 1)
    assert "no" in decided.review()["decision"].tolist()
    assert "a coder decided" in decided.explain(next(k for k in decided.objects if k.decision == "adapted"))
    assert chain.links["decision"].isna().all()


def test_decisions_about_nothing_are_problems(chain: Lineage) -> None:
    row = {"derived_doc": "city", "derived_start": 10**6, "source_doc": "x", "source_start": 0, "decision": "yes"}
    (problem,) = chain.apply(pd.DataFrame([row])).problems
    assert problem.code == "decision.lost" and "decision 1" in problem.message
    with pytest.raises(InputError, match="lack the columns"):
        chain.apply(pd.DataFrame([{"decision": "yes"}]))
    with pytest.raises(InputError, match="maybe"):
        chain.apply(pd.DataFrame([row | {"decision": "maybe"}]))
    with pytest.raises(InputError, match="there is no file"):
        chain.apply("no-such-file.csv")


# What a notebook does to what it holds stays there


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_changed_graph_is_not_what_is_exported(chain: Lineage, form: str, tmp_path: Path) -> None:
    fresh = derive([PROVINCE, CITY, COUNTY])
    written = {f.name: f.read_bytes() for f in fresh.export(tmp_path / "before", formats=[form])}
    for graph in (fresh.graph, fresh.provision_graph):
        graph.remove_nodes_from(list(graph)[:2])
        graph.add_edge("x", "y")
    assert {f.name: f.read_bytes() for f in fresh.export(tmp_path / "after", formats=[form])} == written


def test_counts_and_metadata_cannot_be_changed(chain: Lineage) -> None:
    given = {"title": "方案"}
    doc = replace(CITY, metadata=given)
    given["title"] = "其他"
    for kept in (chain.counts, doc.metadata):
        before = dict(kept)
        for change in (
            lambda d: d.update(a=1),
            lambda d: d.clear(),
            lambda d: d.pop("title", None),
            lambda d: d.__setitem__("documents", 9),
            lambda d: d.__delitem__(next(iter(d))),
            lambda d: d.setdefault("x", 1),
            lambda d: d.__ior__({"x": 1}),
        ):
            with pytest.raises(InputError, match="cannot be changed"):
                change(kept)
        assert kept == before and pickle.loads(pickle.dumps(kept)) == kept == copy.deepcopy(kept)
    assert doc.metadata == {"title": "方案"}
    assert pickle.loads(pickle.dumps(doc)) == doc


# Reasons, settings, tables


def test_why_names_the_step(chain: Lineage) -> None:
    assert "links given" in chain.why("city", "province")
    assert repr(chain.why("city", "province")) == chain.why("city", "province"), "a notebook shows it line by line"
    assert "one and the same" in chain.why("city", "city") and "a coder" not in chain.why("city", "province")
    assert "a coder decided on" in chain.apply(chain.review().assign(decision="yes")).why("city", "province")
    assert "cites the other" in chain.why("province", "city")
    stranger = document(
        "far", "1.修建码头。沿江修建两座千吨级码头。", title="丙市港口方案", level="prefecture", place="丙市"
    )
    assert "no line of jurisdiction" in derive([stranger, CITY]).why("far", "city")
    twin = document("near", "1.整治河道。清淤两公里。", title="丙市河道方案", level="prefecture", place="丙市")
    assert f"both are of {stranger.header.jurisdiction}" in derive([stranger, twin, CITY]).why("far", "near")
    about = replace(
        PROVINCE, doc_id="about", header=replace(PROVINCE.header, title="《沧原省便民菜店建设实施方案》解读")
    )
    assert "a writing about" in derive([about, CITY]).why("city", "about")
    again = replace(PROVINCE, doc_id="again")
    assert "printings of one document" in derive([PROVINCE, again]).why("again", "province")


def test_a_similarity_of_ones_own() -> None:
    def none(derived: list[str], source: list[str]) -> np.ndarray:
        return np.zeros((len(derived), len(source)))

    plain, blind = derive([PROVINCE, CITY]), derive([PROVINCE, CITY], similarity=none)
    assert blind.objects[0].features["theme"] == 0.0 < plain.objects[0].features["theme"]
    with pytest.raises(InputError, match="a row per text"):
        derive([PROVINCE, CITY], similarity=lambda a, b: np.zeros((1, 1)))
    with pytest.raises(InputError, match="two lists of texts"):
        derive([PROVINCE, CITY], similarity="cosine")
    with pytest.raises(InputError, match="no setting"):
        derive([PROVINCE, CITY], treshold=0.5)


def test_themes_of_ones_own_corpus(demo: Path) -> None:
    corpus = pt.read(demo, progress=False)
    themes = Themes.fit(corpus, size=8)
    near = themes.similarity(["社区老年助餐服务"], ["为老年人提供助餐服务", "生活垃圾分类收集"])
    assert near.shape == (1, 2) and near[0, 0] > near[0, 1]
    assert len(corpus.derive(similarity=themes.similarity).objects) > 50
    given = corpus.derive(similarity=themes)
    assert given.links.equals(corpus.derive(similarity=themes.similarity).links)
    assert given.links["score"].tolist() != corpus.derive().links["score"].tolist()
    assert repr(themes) in repr(given.settings) and "array" not in repr(given.settings)
    for few in ([], ["", "请报送。"], ["各县要在三月底前逐户走访高龄独居老人并建立助餐需求台账。"] * 9):
        with pytest.raises(InputError, match="need more than 64: give more documents"):
            Themes.fit(few)


@pytest.mark.parametrize("least", [-1.0, 0.0])
def test_similarities_beyond_one_are_refused(least: float) -> None:
    def told(most: float, a: Sequence[str], b: Sequence[str]) -> np.ndarray:
        return np.linspace(least * most, most, len(a) * len(b)).reshape(len(a), len(b))

    assert derive([PROVINCE, CITY], similarity=partial(told, 1.000001)).objects
    for most in (1.5, 100.0):
        with pytest.raises(InputError, match=f"similarity returned numbers from .* to {most:g}"):
            derive([PROVINCE, CITY], similarity=partial(told, most))
    with pytest.raises(InputError, match="similarity is the class Themes"):
        derive([PROVINCE, CITY], similarity=Themes)


def test_every_table_is_there_also_when_empty(chain: Lineage) -> None:
    nothing = derive([])
    for name, schema in SCHEMAS.items():
        empty, full = nothing.tables()[name], chain.tables()[name]
        assert list(empty.columns) == list(full.columns) == list(schema)
        assert empty.dtypes.equals(full.dtypes)
    assert chain.tables(labels="zh")["uptake"].columns[0] == "上位文件"


def test_what_a_coder_refuses_leaves_the_rates(chain: Lineage) -> None:
    table = chain.review()
    refused = chain.apply(table.assign(decision="no"))
    assert set(refused.links["relation"]) <= {"undetermined"}
    before, after = chain.coverage, refused.coverage
    assert before["share_derived_expected"].max() > 0.9 and after["share_derived_expected"].max() < 0.1
    assert (after["omitted_possible"] == 0).all() and (refused.uptake["share_expected"] < 0.1).all()
    again = refused.apply(refused.review().assign(decision="yes"))
    assert again.coverage["share_derived_expected"].max() > 0.9


def test_decisions_as_spreadsheets_write_them(chain: Lineage, tmp_path: Path) -> None:
    table = chain.review()
    table.loc[0, "decision"], table.loc[1, "decision"] = "no", "照搬"
    told = chain.apply(table).links
    chinese = table.rename(columns={k: c.zh for k, c in REVIEW_COLUMNS.items()})
    chinese.to_excel(tmp_path / "zh.xlsx", index=False)
    chinese.to_csv(tmp_path / "gb.csv", index=False, encoding="gb18030")
    table.to_csv(tmp_path / "semicolons.csv", index=False, sep=";", encoding="utf-8-sig")
    table.to_csv(tmp_path / "unicode.txt", index=False, sep="\t", encoding="utf-16")
    for name in ("zh.xlsx", "gb.csv", "semicolons.csv", "unicode.txt"):
        pd.testing.assert_frame_equal(chain.apply(tmp_path / name).links, told)
    full_width = table.assign(decision=table["decision"].replace("no", "Ｎｏ"))
    for starts in (lambda x: f"{x:,}", lambda x: f"{x}.0"):
        written = full_width.assign(derived_start=full_width["derived_start"].map(starts).astype(object))
        pd.testing.assert_frame_equal(chain.apply(written).links, told)
    (tmp_path / "broken.xlsx").write_bytes(b"PK no workbook")
    for wrong in (tmp_path / "broken.xlsx", None, [{"decision": "yes"}]):
        with pytest.raises(InputError):
            chain.apply(wrong)  # type: ignore[arg-type]


def test_ids_that_look_like_numbers_stay_ids(tmp_path: Path) -> None:
    lineage = derive([replace(PROVINCE, doc_id="001"), replace(CITY, doc_id="NA")])
    lineage.review().assign(decision="no").to_csv(tmp_path / "d.csv", index=False)
    lineage.review().assign(decision="no").to_excel(tmp_path / "d.xlsx", index=False)
    for name in ("d.csv", "d.xlsx"):
        decided = lineage.apply(tmp_path / name)
        assert (
            not decided.problems
            and len(decided.review())
            and not len(decided.coverage["verbatim"].loc[lambda x: x > 0])
        )


def test_odd_decisions_are_told(chain: Lineage) -> None:
    row = chain.review().iloc[[0]]
    twice = pd.concat([row.assign(decision="no"), row.assign(decision="yes")])
    decided = chain.apply(twice)
    assert [p.code for p in decided.problems] == ["decision.contradicted"]
    assert len(decided.links) == len(chain.links)
    itself = {"derived_doc": "city", "derived_start": CITY.provisions[1].span.start, "source_doc": "city"}
    itself |= {"source_start": CITY.provisions[2].span.start, "decision": "yes"}
    assert [p.code for p in chain.apply(pd.DataFrame([itself])).problems] == ["decision.lost"]
    assert [p.code for p in chain.apply(pd.DataFrame([itself | {"source_start": "abc"}])).problems] == ["decision.lost"]


def test_a_common_source_is_decided_from_either_side(demo: Path) -> None:
    lineage = pt.read(demo).derive()
    common = lineage.links[lineage.links["relation"] == "common_source"].iloc[0]
    turned = {"derived_doc": common["source_doc"], "derived_start": common["source_start"]}
    turned |= {"source_doc": common["derived_doc"], "source_start": common["derived_start"]}
    ends = {(common[f"{side}_doc"], common[f"{side}_start"]) for side in ("derived", "source")}
    for word, left in (("no", set()), ("yes", {"common_source"}), ("adapted", {"adapted"})):
        links = lineage.apply(pd.DataFrame([turned | {"decision": word}])).links
        same = {
            r.relation
            for r in links.itertuples()
            if {(r.derived_doc, r.derived_start), (r.source_doc, r.source_start)} == ends
        }
        assert same == left


def test_rates_are_the_same_with_links_that_only_repeat_a_chain(chain: Lineage) -> None:
    every = derive([PROVINCE, CITY, COUNTY], transitive=True)
    for name in ("coverage", "uptake"):
        pd.testing.assert_frame_equal(every.table(name), chain.table(name))
    pd.testing.assert_frame_equal(every.compare("county", "province"), chain.compare("county", "province"))
    assert every.why("county", "province") == chain.why("county", "province")


def test_what_comes_through_a_document_in_between_is_no_omission(chain: Lineage) -> None:
    row = chain.coverage.set_index(["derived_doc", "source_doc"]).loc[("county", "province")]
    assert row[["verbatim", "adapted", "elaborated", "indirect", "added"]].tolist() == [0, 0, 0, 2, 0]
    assert row[["source_provisions", "source_indirect", "omitted", "share_omitted"]].tolist() == [4, 2, 2, 0.5]
    assert row["share_derived_expected"] < 0.1 and abs(row["share_omitted_expected"] - 0.5) < 0.1
    told = chain.compare("county", "province")["relation"].value_counts()
    assert told.to_dict() == {"indirect": 2, "omitted": 2}
    uptake = chain.uptake.set_index(["source_doc", "source_provision"]).loc["province"]
    assert uptake["taken_up"].to_dict() == {"1": 2, "2": 2, "3": 0, "4": 0}
    assert uptake["indirect"].to_dict() == {"1": 1, "2": 1, "3": 0, "4": 0}
    assert (uptake["share_expected"][["1", "2"]] > 0.9).all()
    cells = chain.uptake_of("province").set_index(["derived_doc", "source_provision"])["cell"]
    assert cells["county"].tolist() == ["indirect", "indirect", "absent", "absent"]


def test_taken_up_and_omitted_are_two_sides_of_one(demo: Path) -> None:
    lineage = pt.read(demo).derive()
    uptake, coverage = lineage.uptake, lineage.coverage
    parts = uptake[["verbatim", "adapted", "elaborated", "indirect"]].sum(axis=1)
    assert (parts == uptake["taken_up"]).all() and uptake["indirect"].sum() == coverage["source_indirect"].sum() > 20
    left = uptake.assign(left=uptake["children"] - uptake["taken_up"]).groupby("source_doc")["left"].sum()
    assert left.to_dict() == coverage.groupby("source_doc")["omitted"].sum().to_dict()
    own = coverage[["verbatim", "adapted", "elaborated", "indirect", "added"]].sum(axis=1)
    assert (own == coverage["provisions"]).all()


def test_a_chain_goes_on_only_through_its_words() -> None:
    """One provision of the city is made of two of the province; the county took the words of one of them alone."""
    store, training = (PROVINCE.provisions[k].text.split(".", 1)[1] for k in (0, 3))
    city = document("city", f"1.{store}{training}", level="prefecture", place="临河市", issued="2021-05-20",
                    title="临河市便民菜店建设工作方案", preamble="根据《沧原省便民菜店建设实施方案》，制定本方案。")  # fmt: skip
    county = document("county", f"1.{training}", level="county", place="石梁县", issued="2021-08-01",
                      title="石梁县便民菜店建设工作方案", preamble="根据《临河市便民菜店建设工作方案》，制定本方案。")  # fmt: skip
    lineage = derive([PROVINCE, city, county])
    cells = lineage.uptake_of("province").set_index(["derived_doc", "source_provision"])["cell"]
    assert cells["city"][["1", "4"]].ne("absent").all()
    assert cells["county"][["1", "4"]].tolist() == ["absent", "indirect"]


def test_what_the_ends_share_too_little_for_goes_by_its_chain(chain: Lineage) -> None:
    """With the repeated links gone the chains are left, with the product of their probabilities."""
    bare = replace(chain, indirect=())
    score = {(k.derived_doc, k.derived.path): k.score for k in chain.objects if k.derived}
    found = {p.derived.path: p.score for p in bare.passed("county", "province")}
    assert found == {
        "1": pytest.approx(score["county", "1"] * score["city", "2"], abs=1e-3),
        "2": pytest.approx(score["county", "2"] * score["city", "1"], abs=1e-3),
    }
    assert bare.coverage["source_indirect"].max() == 2


def test_a_refused_link_takes_what_came_through_it_along(chain: Lineage) -> None:
    table = chain.review()
    mine = (table["derived_doc"] == "county") & (table["derived_provision"] == "1")
    refused = chain.apply(table.assign(decision=mine.map({True: "no", False: None})))
    row = refused.coverage.set_index(["derived_doc", "source_doc"]).loc[("county", "province")]
    assert row[["indirect", "added", "source_indirect", "omitted", "omitted_certain"]].tolist() == [1, 1, 1, 3, 3]
    again = refused.apply(refused.review().assign(decision="yes")).coverage
    assert again["source_indirect"].tolist() == chain.coverage["source_indirect"].tolist()


def test_a_link_of_a_chain_can_be_refused_by_itself(chain: Lineage) -> None:
    repeated = next(k for k in chain.indirect if k.derived and k.derived.path == "1")
    assert repeated.derived is not None and repeated.source is not None
    row = {"derived_doc": "county", "derived_start": repeated.derived.span.start, "decision": "no"}
    row |= {"source_doc": "province", "source_start": repeated.source.span.start}
    for lineage in (chain, derive([PROVINCE, CITY, COUNTY], transitive=True)):
        refused = lineage.apply(pd.DataFrame([row]))
        assert [p.derived.path for p in refused.passed("county", "province")] == ["2"]
        left = refused.coverage.set_index(["derived_doc", "source_doc"]).loc[("county", "province")]
        assert (left["omitted"], left["omitted_certain"]) == (3, 3)


def test_rates_and_reasons_leave_the_search_as_it_was(chain: Lineage) -> None:
    """A repeated link keeps its probability: `why` counts it among the likely ones."""
    number = {d.doc_id: k for k, d in enumerate(chain.documents)}
    for k in chain.indirect:
        assert k.derived is not None and k.source is not None
        d, s = chain.document(k.derived_doc), chain.document(k.source_doc)
        held = chain.search.scored[number[k.derived_doc], number[k.source_doc]].probability
        assert held[d.provisions.index(k.derived), s.provisions.index(k.source)] == pytest.approx(k.score, abs=1e-4)
    told = chain.why("county", "province")
    assert "2 reach the threshold" in told and "0 links given; a nearer source explains 2 more (transitive)" in told


def test_an_interval_holds_its_expected_value_in_any_order() -> None:
    assert interval(np.array([0.98])) == (0.98, 0.98, 1.0) and interval(np.array([0.02])) == (0.02, 0.0, 0.02)
    chances = np.linspace(0.01, 0.9, 7)
    assert interval(chances) == interval(chances[::-1])


def test_settings_keep_to_paths_and_tell_the_threshold_in_force() -> None:
    assert derive([PROVINCE, CITY]).settings.threshold == LinkModel.default().threshold
    cited = derive([PROVINCE, CITY], paths=["cited"])
    assert cited.settings.paths == ("cited",)
    uncited = derive([PROVINCE, CITY], paths=("possible", "line"))
    assert uncited.settings.paths == ("line", "possible")
    assert {*cited.compared.values(), *uncited.compared.values()} == set(derive([PROVINCE, CITY]).compared.values())
    for one, other in ((cited, uncited), (uncited, cited)):
        for pair in one.compared:
            assert pair not in other.compared
            assert "the settings keep to the paths" in other.why(*pair)


@pytest.mark.parametrize(
    "wrong",
    [
        {"threshold": "x"},
        {"threshold": True},
        {"threshold": float("nan")},
        {"mask_citations": "no"},
        {"paths": "cite"},
        {"paths": ()},
        {"paths": ("cited", "above")},
        {"paths": [["cited"]]},
        {"settings": 3},
        {"similarity": lambda a, b: [["x"] * len(b)] * len(a)},
        {"similarity": lambda a, b: np.zeros((len(a), len(b)), dtype=complex)},
    ],
)
def test_settings_that_mean_nothing_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        derive([PROVINCE, CITY], **wrong)  # type: ignore[arg-type]


def test_rows_and_offsets_from_tables_are_understood(chain: Lineage) -> None:
    row = chain.links.iloc[0]
    start = np.int64(row["derived_start"])
    assert len(chain.ancestors(row["derived_doc"], start)) and chain.explain(np.int64(0)) == chain.explain(0)
    for wrong in (999, -1, "x", row):
        with pytest.raises(InputError):
            chain.explain(wrong)
    with pytest.raises(InputError, match="labels"):
        chain.tables(labels="fr")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="the id 'city'"):
        derive([CITY, CITY])


def test_a_table_given_out_is_the_users_own() -> None:
    lineage = derive([PROVINCE, CITY])
    mine = lineage.links
    mine["score"], mine["year"] = 0.0, 2021
    assert lineage.links["score"].max() > 0.5 and list(lineage.tables()["links"].columns) == list(SCHEMAS["links"])
