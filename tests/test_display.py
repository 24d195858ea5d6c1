"""What a notebook shows: cards, filters, bounded size, ids that never clash; and one line for each record as `repr`."""

import dataclasses
import re
import time
from dataclasses import replace

import pytest
from family import document
from test_views import ATTACK, TEXT, faults

import policytext as pt
from policytext import model
from policytext.errors import InputError
from policytext.lineage import derive
from policytext.model import Document, Problem, Sentence, Task
from policytext.span import Span
from policytext.views import card_html, corpus_html, document_html, lineage_html
from policytext.views.marking import Layer, marked
from policytext.views.page import style

LONG = "要" * 1_000_000
WORDS = (
    "str",
    "Literal",
    "Label",
    "Modality",
    "Role",
    "Link",
    "Citation",
    "Element",
    "Deadline",
    "UnitSource",
    "Scope",
    "Slogan",
    "Level",
)
"""Types whose values are text."""
RECORDS = [c for c in vars(model).values() if dataclasses.is_dataclass(c) and c.__module__ == model.__name__]


@pytest.fixture(scope="module")
def doc() -> Document:
    return pt.parse(TEXT.replace("\n（责任", "各乡镇要公布助餐点。各乡镇要公布助餐点。\n（责任"), doc_id="plan")


@pytest.fixture(scope="module")
def lineage(demo):
    return pt.read(demo, progress=False).derive(progress=False)


def filled(record: type, text: str):
    """A record of a class with a long text wherever text can stand."""
    values = {}
    for f in dataclasses.fields(record):
        kind = str(f.type)
        if f.name == "span":
            values[f.name] = Span(0, len(text))
        elif kind.startswith("tuple[str"):
            values[f.name] = (text,) * 3
        elif kind.startswith("tuple[int"):
            values[f.name] = (7,) * 1000
        elif kind in ("int", "float", "bool", "int | None"):
            values[f.name] = 1
        elif kind == "Citation":
            values[f.name] = filled(model.Citation, text)
        elif kind == "Span":
            values[f.name] = Span(1, 2)
        elif kind == "Provision | None":
            values[f.name] = filled(model.Provision, text)
        elif kind.startswith(WORDS):
            values[f.name] = text
        elif f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING:
            values[f.name] = None
    return record(**values)


@pytest.mark.parametrize(
    "text", [LONG, "\x00\ud800\n" * 1000, ATTACK * 100, "短"], ids=["long", "odd", "hostile", "short"]
)
@pytest.mark.parametrize("record", RECORDS, ids=lambda c: c.__name__)
def test_every_record_is_one_short_line(record, text) -> None:
    one = filled(record, text)
    start = time.perf_counter()
    line = repr(one)
    assert time.perf_counter() - start < 0.1
    assert len(line) < 200
    assert line.startswith(f"<{record.__name__} ")
    assert line.isprintable()
    line.encode("utf-8")


def test_a_line_says_what_it_is_where_and_which_values(doc) -> None:
    assert repr(doc.deadlines[0]).startswith("<Deadline '2023年6月底前' [91:100] kind=by latest=2023-06-30 scope=")
    assert repr(doc.tasks[-2]) != repr(doc.tasks[-1])  # same words, another place
    assert re.fullmatch(
        r"<Document 'plan' '云川县民政局.*' \(\d+ characters, \d+ tasks(, \d+ problems?)?\)>", repr(doc)
    )


def test_corpus_lineage_and_html_are_one_line_too(lineage) -> None:
    for thing in (pt.Corpus(lineage.documents), lineage, document_html(lineage.documents[0])):
        assert len(repr(thing)) < 200
        assert "\n" not in repr(thing)


@pytest.mark.parametrize("record", RECORDS, ids=lambda c: c.__name__)
def test_every_record_has_a_card_that_is_bounded_and_escaped(record) -> None:
    for text in (ATTACK * 20_000, "\x00\ud800" * 10):
        html = filled(record, text)._repr_html_()
        assert not faults(html)
        assert len(html) - len(style()) < 60_000
        html.encode("utf-8")


def test_a_find_is_shown_in_its_context(doc) -> None:
    html = doc.show(doc.assignments[-1])
    assert '<mark class="here" title="">县财政局</mark>' in html
    assert "一、主要任务 › （一）建设助餐点" in html
    assert "各乡镇要于2023年6月底前建成助餐点" in html  # what it governs
    assert doc.assignments[-1].rule in html


def test_everything_that_a_document_lists_can_be_shown(demo) -> None:
    doc = pt.read(demo / "meal-yunchuan.txt", progress=False)["meal-yunchuan"]
    found = [*doc.extracts(), *doc.provisions, *doc.duties, *doc.problems, *doc.header.evidence, *doc.header.elements]
    for one in found[::5]:
        assert not faults(doc.show(one))


def test_what_is_not_of_the_document_is_refused(doc) -> None:
    other = pt.parse("各县要公布名录。", doc_id="other")
    with pytest.raises(InputError, match="is not of the document 'plan'"):
        doc.show(other.tasks[0])
    with pytest.raises(InputError, match=r"a tuple of \d+ stands in no document; give one of doc\.tasks"):
        doc.show(doc.tasks)
    with pytest.raises(InputError, match="is not of the document 'other'"):
        other.explain(doc.tasks[0])


def test_a_link_shows_both_sides_with_the_shared_words(lineage) -> None:
    link = next(k for k in lineage.objects if k.relation == "verbatim")
    html = card_html(link)
    assert not faults(html)
    assert html.count('<mark class="shared"') == 2 * len(link.evidence)
    assert f"{link.score:.2f}" in html


def test_a_document_shown_twice_has_other_ids_each_time(doc) -> None:
    ids = [set(re.findall(r'id="([^"]+)"', doc._repr_html_())) for _ in range(2)]
    links = re.findall(r'href="#([^"]+)"', html := doc._repr_html_())
    assert ids[0]
    assert not ids[0] & ids[1]
    assert set(links) <= set(re.findall(r'id="([^"]+)"', html))
    assert document_html(doc) == document_html(doc)  # a page is the same each time


def test_every_kind_has_a_box_and_a_rule_of_the_style_sheet(doc) -> None:
    boxes = set(re.findall(r'class="f-([a-z]+)"', document_html(doc)))
    assert {"unit", "deadline", "target", "task", "heading"} <= boxes
    assert all(f".f-{kind}:not(:checked)" in style() for kind in boxes)


def test_a_very_long_document_is_shown_fast_and_small_and_says_what_is_left_out() -> None:
    doc = pt.parse(TEXT * 2200)
    assert len(doc.text) > 300_000
    start = time.perf_counter()
    html = doc._repr_html_()
    assert time.perf_counter() - start < 2
    assert len(html) < 1_000_000
    assert re.search(r"… 2\d\d,\d{3} more characters with [\d,]+ tasks", html)


def test_one_endless_text_unit_is_cut_too() -> None:
    unit = Sentence(span=Span(0, len(LONG)), text=LONG, label="task", section=None, rule="x")
    task = Task(span=unit.span, text=LONG, modality="require", sentence=0, rule="x")
    problem = Problem(code="c", message=LONG, action=LONG, span=unit.span)
    doc = Document(doc_id="x" * 999, text=LONG, sentences=(unit,), tasks=(task,), problems=(problem,) * 500)
    html = doc._repr_html_()
    assert len(html) < 200_000
    assert "969,000 more characters" in html
    assert "… 470 more: <code>doc.problems</code>" in html


def test_a_corpus_tells_levels_years_and_problems(lineage) -> None:
    one = replace(lineage.documents[0], problems=(Problem(code="header.date", message=ATTACK, action="look"),))
    html = corpus_html(pt.Corpus([one, *lineage.documents[1:]]))
    assert not faults(html)
    assert "省 province" in html
    assert ">2022</span>" in html
    assert "1 of 1 kinds" in html
    assert corpus_html(pt.Corpus())


def test_a_lineage_tells_relations_certainty_and_what_next(lineage) -> None:
    html = lineage_html(lineage)
    counts = lineage.links["relation"].value_counts()
    for relation in ("verbatim", "adapted", "elaborated"):
        assert re.search(rf'class="relation {relation}">[^<]+</span></td><td class="n">{counts[relation]}<', html)
    assert "none decided by a coder" in html
    assert f"{lineage.counts['doubtful']:,} pairs of provisions came near" in html
    assert f"has all {len(lineage.links):,} rows" in html
    assert "lineage.side_by_side(" in html
    review = lineage.review()
    review.loc[0, "decision"] = "no"
    assert re.search(r"[1-9]\d* links decided by a coder|none decided", lineage_html(lineage.apply(review)))
    assert "No link was found" in lineage_html(pt.Corpus([pt.parse("请报送。")]).derive(progress=False))


def test_very_many_finds_over_one_text_are_shown_soon():
    inside = [Layer(k, 40_000 - k, "problem", f"find {k}") for k in range(10_000)]
    shown = marked("《" * 40_000, 0, 40_000, inside)
    assert shown.count("《") == 40_000
    assert "… 9,980 more" in shown and max(map(len, shown.split("<mark"))) < 30_000


def test_links_that_stand_both_ways_are_counted_once() -> None:
    words = "对沿街摊位逐户登记造册，核定经营时段并张贴公示牌，", "利用闲置厂房改建夜间便民市集，配齐消防水源和垃圾桶，"
    plain = document("plain", *(w + "每月回访一次商户。" for w in words), title="便民市集建设方案")
    fuller = document("fuller", *(w + "每年回访二次商户。" for w in words), title="便民市集整治方案")
    lineage = derive([plain, fuller])
    assert set(lineage.links["derived_doc"]) == {"plain", "fuller"}
    assert f"<b>{len(lineage.links) // 2:,}</b>派生关系 links" in lineage_html(lineage)
