"""What one looks at: everything escaped, the whole text there, nothing fetched or run."""

import re
import time
from html import unescape
from html.parser import HTMLParser

import pytest

import policytext as pt
from policytext.model import Document
from policytext.span import Span
from policytext.views import comparison_html, corpus_html, document_html, explain, lineage_html
from policytext.views.comparison import merged

TEXT = """云川县民政局关于印发《云川县社区助餐工作方案》的通知

各乡镇人民政府：
　　现将《云川县社区助餐工作方案》印发给你们，请认真贯彻执行。

一、主要任务
（一）建设助餐点。各乡镇要于2023年6月底前建成助餐点2个以上，推进“一点一品”。
（责任单位：县民政局、县财政局）
"""
ATTACK = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"&lt;'


@pytest.fixture(scope="module")
def doc() -> Document:
    return pt.parse(TEXT, doc_id="plan")


@pytest.fixture(scope="module")
def lineage(demo):
    return pt.read(demo).derive()


class Checker(HTMLParser):
    """Notes tags that are not closed in order, and anything that fetches or runs."""

    VOID = frozenset({"br", "meta", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.faults += [f"<{tag}>" for bad in ("script", "img", "link", "iframe", "object") if tag == bad]
        self.faults += [f"{k}={v}" for k, v in attrs if k.startswith("on") or k in ("src", "srcset")]
        self.faults += [str(v) for k, v in attrs if k == "href" and ":" in v]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        pass

    def handle_endtag(self, tag) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


def faults(html: str) -> list[str]:
    checker = Checker()
    checker.feed(html)
    return checker.faults + checker.open


def shown(html: str) -> str:
    """The text of a document view, as a reader sees it."""
    body = re.split(r'<div class="text[^"]*">', html, maxsplit=1)[1].rsplit("</div>", 3)[0]
    return unescape(re.sub(r"<[^>]+>", "", body))


def test_a_document_shows_its_whole_text(doc: Document) -> None:
    assert shown(document_html(doc)) == TEXT


def test_finds_are_coloured_by_kind_and_name_value_and_rule(doc: Document) -> None:
    html = document_html(doc)
    assert re.search(r'<mark class="deadline" title="[^"]*2023-06-30[^"]*deadlines\.[^"]*">2023年6月底前</mark>', html)
    assert 'class="task" title="任务 task · require · ' in html


def test_a_notebook_shows_a_document(doc: Document) -> None:
    assert doc._repr_html_().startswith('<div class="policytext">')


def test_a_long_document_is_cut_and_says_so(doc: Document) -> None:
    html = document_html(doc, limit=40)
    assert TEXT.startswith(shown(html))
    assert f"{len(TEXT) - len(shown(html)):,} more characters" in html


@pytest.mark.parametrize("text", ["", "\n", "\x00", "\ud800", ATTACK, f"一、{ATTACK}\n各县要{ATTACK}。《{ATTACK}》"])
def test_nothing_from_outside_becomes_markup(text: str) -> None:
    doc = pt.parse(text, doc_id=ATTACK)
    for html in (document_html(doc, whole=True), corpus_html([doc])):
        assert not faults(html)
        html.encode("utf-8")


def test_pages_are_sound_and_load_nothing(doc: Document, lineage) -> None:
    for html in (
        document_html(doc, whole=True),
        corpus_html(lineage.documents),
        comparison_html(lineage, "meal-lanxi", "meal-yunchuan", whole=True),
        lineage_html(lineage),
    ):
        assert not faults(html)
        assert "url(" not in html
        assert "@import" not in html


def test_a_comparison_marks_shared_words_and_lists_what_is_added_and_omitted(lineage) -> None:
    html = comparison_html(lineage, "meal-baizhou", "meal-lanxi")
    table = lineage.compare("meal-baizhou", "meal-lanxi")
    counts = table["relation"].value_counts()
    assert '<mark class="shared"' in html
    assert f"added: {counts['added']}" in html
    assert f"omitted: {counts['omitted']}" in html


def test_a_comparison_counts_provisions_as_coverage_does(lineage) -> None:
    for row in lineage.coverage.itertuples():
        html = comparison_html(lineage, row.derived_doc, row.source_doc)
        for relation in ("verbatim", "adapted", "elaborated", "indirect", "added", "omitted"):
            shown = re.search(rf'class="of-{relation}" checked> \S+ {relation} (\d+)<', html)
            assert int(shown[1] if shown else 0) == getattr(row, relation), (row.derived_doc, row.source_doc)
        links = lineage.between(row.derived_doc, row.source_doc)
        if len({k.derived.span for k in links}) < len(links):
            assert f"{len(links)} links 条关系 in all" in html


def test_a_comparison_filters_by_relation_and_leads_to_each_provision(lineage) -> None:
    html = comparison_html(lineage, "meal-qinghe", "meal-lanxi")
    drawn = {k.derived.span for k in lineage.between("meal-qinghe", "meal-lanxi")}
    places = re.findall(r'<div class="pair of-(\w+)" id="([\w-]+)">', html)
    assert len(places) == len(drawn)
    for relation, anchor in places:
        assert f'<a href="#{anchor}">' in html
        assert f'<input type="checkbox" class="of-{relation}" checked>' in html
        assert f"input.of-{relation}:not(:checked)" in html
    assert lineage.side_by_side("meal-qinghe", "meal-lanxi") == html


def test_a_comparison_with_an_unknown_document_says_so(lineage) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        comparison_html(lineage, "nowhere", "meal-lanxi")


def test_spans_that_touch_are_one() -> None:
    assert merged([Span(4, 6), Span(1, 2), Span(2, 4)]) == [Span(1, 6)]


def test_a_document_of_many_units_is_shown_quickly() -> None:
    doc = pt.parse(TEXT * 300)
    start = time.process_time()
    document_html(doc)
    assert time.process_time() - start < 5


def test_an_explanation_names_place_value_rule_and_reason(doc: Document) -> None:
    found = doc.deadlines[0]
    said = explain(doc, found)
    assert "⟦2023年6月底前⟧" in said
    assert "latest: 2023-06-30" in said
    assert "一、主要任务 › （一）建设助餐点" in said
    assert f"rule {found.rule}:" in said
    assert "because " in said
    assert repr(said) == str(said)


def test_everything_found_can_be_explained(doc: Document) -> None:
    for found in (*doc.extracts(), *doc.header.evidence):
        assert found.rule in doc.explain(found)


def test_a_rule_of_ones_own_is_not_made_up(doc: Document) -> None:
    from dataclasses import replace

    assert "not among these rules" in explain(doc, replace(doc.deadlines[0], rule="mine.own"))


def test_a_rule_of_ones_own_is_told_in_words() -> None:
    own = pt.Rule(id="label.statement.maxim", label="maxim", why="It tells nobody to act.", pattern="，贵在")
    parser = pt.Parser(rules=pt.RuleSet.default() + pt.RuleSet((own,)))
    doc = parser.parse("一、主要任务\n垃圾分类，贵在坚持。")
    maxim = doc.sentences[-1]
    assert (maxim.label, maxim.rule) == ("statement", own.id)
    assert "not among these rules" in doc.explain(maxim)
    assert own.why in doc.explain(maxim, rules=parser.rules)
