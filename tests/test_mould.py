"""Many documents of one mould: work grows with the documents, not with their pairs, and what is left out is told."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import pytest
from family import HAN, document

from policytext.derivation import choice
from policytext.derivation.choice import PARTNERS, SOURCES
from policytext.derivation.citing import externals, index
from policytext.derivation.citing.resolve import resolve
from policytext.derivation.search import Search
from policytext.lineage import Lineage, derive
from policytext.lineage.families import Compared, grouped
from policytext.model import Document

ITEMS = (
    "建设便民菜店。支持农产品批发企业在居民小区设立直营菜店，每个街道不少于{n}个，摊位费减半收取，优先安置本地菜农。",
    "加强检测。菜店应当配备农药残留快速检测设备，检测结果每日在店门口公示，不合格的蔬菜当场下架销毁。",
    "稳定价格。{place}发展改革部门会同商务部门建立平价蔬菜价格监测点，出现异常波动时启动储备蔬菜投放机制。",
    "培训人员。对从事蔬菜冷链配送的人员开展岗前培训，考核合格后发给上岗证书，培训费用由就业补助资金列支。",
)
SMALL, LARGE = 30, 60
CROWD, LOOKED = 8, 16
"""What counts as a crowd in these tests: in so small a corpus wording that all copies have is still rare."""
GROWTH = 2.3
"""Most that twice as many documents may cost."""


def notice(k: int, place: str, *, level: bool = True, basis: str = "", laws: bool = False) -> Document:
    """One notice of the mould."""
    number = f"{place[:-1]}政办发〔202{int(k > 0)}〕{k + 1}号"
    local = f"根据《{place}蔬菜零售管理条例》，处以罚款。" if laws else ""
    return document(
        f"d{k:03}",
        *(f"{i}.{text.format(n=2 + k % 7, place=place)}{local}" for i, text in enumerate(ITEMS, 1)),
        title=f"{place}人民政府办公室关于印发《{place}便民菜店建设实施方案》的通知",
        number=number,
        issuers=(f"{place}人民政府办公室",),
        issued=f"202{int(k > 0)}-0{1 + k % 9}-01",
        level=("county" if k else "province") if level else None,
        place=place if level else None,
        preamble=f"根据{basis}，制定本方案。" if basis else "为方便群众，制定本方案。",
    )


def mould(n: int, *, cited: bool = True, level: bool = True, laws: bool = False) -> list[Document]:
    """A province's notice, and what counties made of it."""
    top = notice(0, "沧原省", level=level, laws=laws)
    basis = "《沧原省便民菜店建设实施方案》（沧原政办发〔2020〕1号）" if cited else ""
    names = [f"{HAN[7 * k % 2000]}{HAN[(13 * k + 5) % 2000]}县" for k in range(1, n)]
    return [top, *(notice(k, p, level=level, basis=basis, laws=laws) for k, p in enumerate(names, 1))]


@cache
def derived(n: int, cited: bool, level: bool) -> tuple[Lineage, int]:
    """The lineage of a mould, and how many pairs of documents were scored."""
    scored: list[tuple[int, int]] = []
    score = Search.score
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choice, "CROWD", CROWD)
        patch.setattr(choice, "LOOKED", LOOKED)
        patch.setattr(Search, "score", lambda self, d, s, path: scored.append((d, s)) or score(self, d, s, path))
        lineage = derive(mould(n, cited=cited, level=level))
        assert lineage.families is not None  # worked out while these limits hold
        return lineage, len(scored)


@pytest.mark.parametrize(("cited", "level"), [(True, True), (False, True), (False, False)])
def test_pairs_scored_grow_with_the_documents(cited: bool, level: bool) -> None:
    few, many = derived(SMALL, cited, level)[1], derived(LARGE, cited, level)[1]
    assert many <= LARGE * (1 + SOURCES + PARTNERS)
    assert many <= GROWTH * few


def test_every_copy_is_linked_to_the_notice_that_it_names() -> None:
    lineage, _ = derived(LARGE, True, True)
    found = Counter((k.derived_doc, k.source_doc) for k in lineage.objects if k.source and k.source_doc == "d000")
    assert len(found) == LARGE - 1
    assert all(n >= 3 for n in found.values())


def test_a_requirement_is_one_family_over_all_copies() -> None:
    lineage, _ = derived(LARGE, True, True)
    spread = lineage.families.groupby("family")["doc_id"].nunique()
    assert spread.tolist()[0] >= 0.9 * LARGE
    assert lineage.matrix().shape == (len(spread), LARGE)


def test_what_is_left_out_of_a_crowd_is_told() -> None:
    lineage, _ = derived(SMALL, False, False)
    told = [p for p in lineage.problems if p.code == "derive.crowd"]
    assert told and "possible sources" in told[0].message
    compared = {pair for pair in lineage.compared if pair[0] == "d020"}
    assert len(compared) <= SOURCES + len(lineage.search.lines.cited[20])
    left = next(d.doc_id for d in lineage.documents[1:20] if ("d020", d.doc_id) not in compared)
    assert "others were likelier" in lineage.why("d020", left)


def test_of_a_crowd_the_earliest_is_a_source() -> None:
    lineage, _ = derived(SMALL, False, False)
    later = [d.doc_id for d in lineage.documents[1:]]
    assert all((doc_id, "d000") in lineage.compared for doc_id in later)


def test_few_documents_are_all_compared() -> None:
    lineage = derive(mould(12, cited=False))
    assert not lineage.problems
    assert lineage.search.choice.crowds == {"sources": set(), "partners": set()}


def calls(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, documents: Sequence[Document]) -> int:
    """How often a function is called while the citations of some documents are resolved."""
    n = 0
    whole = getattr(owner, name)

    def counted(*args: object) -> object:
        nonlocal n
        n += 1
        return whole(*args)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, counted)
        resolve(documents)
    return n


@pytest.mark.parametrize(("owner", "name"), [(index, "likeness"), (externals.Group, "same")])
def test_citations_are_resolved_without_all_titles_against_all(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    few, many = (calls(monkeypatch, owner, name, mould(n, laws=True)) for n in (100, 200))
    assert few > 0
    assert many <= GROWTH * few


def test_titles_are_found_as_by_comparing_all() -> None:
    documents = mould(20, laws=True)
    held = index.Index(documents, range(len(documents)))
    for key in [*held.keys, *(k[1:] for k in held.keys), *(k.replace("便民", "便利") for k in held.keys)]:
        wanted = index.bigrams(key)
        slow = {
            other: score
            for other in held.keys
            if len(key) >= index.MATCHED and other != key
            if len(wanted & index.bigrams(other)) >= index.ALIKE * len(wanted)
            if (score := index.likeness(key, other))
        }
        assert held.similar(key) == slow


def test_pairs_that_were_not_compared_part_no_family() -> None:
    lineage, _ = derived(LARGE, True, True)
    links = [k for k in lineage.objects if k.source]
    crowd = {d.doc_id for d in lineage.documents}
    known = grouped(links, Compared.of(lineage.compared, crowd))
    without = grouped(links, Compared())
    assert max(map(len, known)) > 0.9 * LARGE
    assert max(map(len, without)) < 0.1 * LARGE
