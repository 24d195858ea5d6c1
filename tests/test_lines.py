"""Between which documents derivation can run."""

import datetime as dt
from dataclasses import replace

from family import CITY, PROVINCE, document

from policytext.derivation.citing.resolve import resolve
from policytext.derivation.lines import Lines, leads
from policytext.model import Document, Evidence
from policytext.span import Span


def path(derived: Document, source: Document, *others: Document) -> str | None:
    """Why the one may have drawn on the other."""
    documents = [derived, source, *others]
    return Lines(documents, resolve(documents)[0]).path(0, 1)


def test_a_citation_ties_two_documents() -> None:
    assert path(CITY, PROVINCE) == "cited"
    assert path(PROVINCE, CITY) is None


def test_a_citation_reaches_through_a_document_in_between() -> None:
    street = document("street", preamble="根据《临河市便民菜店建设工作方案》制定。", level="township")
    assert path(street, PROVINCE, CITY) == "cited"


def test_the_line_of_jurisdiction_runs_downwards() -> None:
    province = document("p", level="province", place="湖南省", issued="2020-01-01")
    inside = document("i", level="prefecture", place="长沙市", issued="2020-06-01")
    outside = document("o", level="prefecture", place="武汉市", issued="2020-06-01")
    centre = document("c", level="central", place="全国", issued="2019-06-01")
    assert path(inside, province) == "line"
    assert path(province, inside) is None
    assert path(outside, province) is None
    assert path(outside, centre) == "line"


def test_what_is_addressed_to_named_bodies_stands_above_those_alone() -> None:
    centre = document("c", level="central", place="全国", issued="2019-06-01")
    reply = replace(centre, header=replace(centre.header, addressees=("湖南省人民政府",)))
    inside = document("i", level="prefecture", place="长沙市", issued="2020-06-01")
    outside = document("o", level="prefecture", place="武汉市", issued="2020-06-01")
    assert (path(inside, reply), path(outside, reply)) == ("line", None)
    to_all = replace(centre, header=replace(centre.header, addressees=("湖南省人民政府", "国务院有关部门")))
    assert path(outside, to_all) == "line"
    body = replace(centre, header=replace(centre.header, addressees=("助餐部",)))
    told = replace(outside, header=replace(outside.header, issuers=("助餐部办公厅",)))
    assert (path(told, body), path(outside, body)) == ("line", None)
    invented = replace(centre, header=replace(centre.header, addressees=("沧原省人民政府",)))
    assert path(document("n", "沧原省的要求。", level="prefecture", place="临河市", issued="2020-06-01"), invented)
    assert path(document("s", level="prefecture", place="临河市", issued="2020-06-01"), invented) is None


def test_only_a_citation_ties_a_talk_to_a_document() -> None:
    talk = document("t", "要建立助餐点台账。", title="在青禾县助餐点工作会议上的讲话")
    talk = replace(talk, header=replace(talk.header, genre=None, document_number=None))
    silent = document("s", "要建立助餐点台账。", level="county", place="青禾县")
    assert (path(silent, talk), path(talk, silent)) == (None, None)
    assert path(document("n", preamble="根据《在青禾县助餐点工作会议上的讲话》制定。"), talk) == "cited"
    notice = replace(talk, header=replace(talk.header, title="关于学习贯彻讲话精神的通知", genre="通知"))
    assert path(silent, notice) == "possible"


def test_an_invented_place_lies_where_its_text_says() -> None:
    province = document("p", level="province", place="沧原省", issued="2020-01-01")
    named = document("n", "沧原省的各项要求。", level="prefecture", place="临河市", issued="2020-06-01")
    silent = document("s", level="prefecture", place="临河市", issued="2020-06-01")
    elsewhere = document("e", preamble="根据《某某市规划纲要》制定。", level="prefecture", place="临河市")
    assert path(named, province) == "line"
    assert path(silent, province) == "possible"
    assert path(elsewhere, province) is None


def test_a_document_that_names_its_source_draws_on_no_place_it_never_mentions() -> None:
    bare = document("bare", preamble="根据《某某市规划纲要》制定。")
    county = document("county", level="county", place="石梁县")
    assert path(bare, county) is None
    assert path(bare, document("unplaced")) == "possible"
    assert path(document("silent"), county) == "possible"


def test_nobody_draws_on_what_comes_later() -> None:
    early = document("early", level="prefecture", place="长沙市", issued="2019-01-01")
    late = document("late", level="province", place="湖南省", issued="2020-01-01")
    undated = document(
        "undated", preamble="落实《某规划纲要》（湘政发〔2021〕1号）。", level="province", place="湖南省"
    )
    assert path(early, late) is None
    assert path(early, undated) is None


def test_a_date_of_a_table_does_not_stand_against_the_levels() -> None:
    city = document("early", level="prefecture", place="长沙市", issued="2019-01-01")
    province = document("late", level="province", place="湖南省", issued="2020-01-01")
    told = (Evidence(field="issued", value="2020-01-01", span=Span(0, 0), rule="metadata"),)
    doubtful = replace(province, header=replace(province.header, evidence=told))
    assert path(city, doubtful) == "line"
    assert path(doubtful, city) is None


def test_within_one_place_the_government_leads_its_departments() -> None:
    government = document("g", level="prefecture", place="长沙市", issuers=("长沙市人民政府",), issued="2020-01-01")
    bureau = document("b", level="prefecture", place="长沙市", issuers=("长沙市民政局",), issued="2020-02-01")
    other = document("o", level="prefecture", place="长沙市", issuers=("长沙市教育局",), issued="2020-03-01")
    assert path(bureau, government) == "line"
    assert path(other, bureau) is None
    assert leads(government) and not leads(bureau)
    assert not leads(document("x", issuers=("某自治区民族事务委员会",)))


def test_the_unknown_excludes_nothing() -> None:
    assert path(document("a"), document("b")) == "possible"


def test_in_a_circle_of_citations_the_date_decides() -> None:
    basis = "根据《临河市便民菜店建设工作方案》制定。"
    later = replace(CITY, header=replace(CITY.header, issued=dt.date(2021, 9, 1)))
    earlier = document(
        "province",
        title=PROVINCE.header.title,
        preamble=basis,
        issued="2021-03-01",
        level="province",
        place="沧原省",
    )
    assert (path(later, earlier), path(earlier, later)) == ("cited", None)
    undated = replace(earlier, header=replace(earlier.header, issued=None))
    assert (path(later, undated), path(undated, later)) == ("cited", "cited")
