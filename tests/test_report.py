"""The corpus report: one file, sound without a script, closed to what documents bring, of any number of documents."""

import base64
import datetime as dt
import hashlib
import json
import re
import time
import zlib
from html.parser import HTMLParser

import pytest
from family import PROVINCE, document, many

import policytext as pt
from policytext.errors import InputError
from policytext.lineage import derive
from policytext.model import Document, Header
from policytext.views import report_html
from policytext.views.cascade import STACK, Node, cascade_svg, periods_of
from policytext.views.report.data import parts
from policytext.views.report.facts import Facts
from policytext.views.report.heat import grid, heat_map
from policytext.views.report.tables import CHOSEN, report_tables
from policytext.views.ties import short_title

ATTACK = '</script><script>alert(1)</script><img src=x onerror="alert(2)"><!--\'"&lt;\u2028'
SOURCE = """云川省便民菜店建设实施方案
（云政办发〔2021〕18号）
一、检测蔬菜。菜店应当配备农药残留快速检测设备，检测结果每日在店门口公示，不合格的蔬菜当场下架销毁。
云川省人民政府办公厅
2021年3月2日
"""
DERIVED = """临河市商务局关于便民菜店检测工作的通知
各县：根据《云川省便民菜店建设实施方案》（云政办发〔2021〕18号），通知如下：
一、检测蔬菜。菜店应当配备农药残留快速检测设备，检测结果每日在店门口公示，不合格的蔬菜当场下架销毁。
临河市商务局
2021年5月20日
"""
SECTIONS = ("overview", "cascade", "heat", "slogans", "deadlines", "units", "problems", "tables")


@pytest.fixture(scope="module")
def lineage(demo):
    return pt.read(demo).derive()


@pytest.fixture(scope="module")
def page(lineage):
    return report_html(lineage)


class Reader(HTMLParser):
    """What a browser would make of a page: elements, scripts, what would run or be fetched."""

    VOID = frozenset({"br", "meta", "input"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.scripts: list[tuple[str, str]] = []
        self.policy = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        given = dict(attrs)
        if tag in ("img", "link", "iframe", "object", "base", "form"):
            self.faults.append(f"<{tag}>")
        self.faults += [f"{k}={v}" for k, v in attrs if k.startswith("on") or k in ("src", "srcset", "style")]
        self.faults += [str(v) for k, v in attrs if k == "href" and not v.startswith("#")]
        if "id" in given:
            self.ids.append(given["id"])
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        if tag == "script":
            self.scripts.append((given.get("id", ""), ""))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        pass

    def handle_endtag(self, tag) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)


def data_of(html: str) -> dict:
    """The data of a page, opened as its script opens them."""
    found = {}
    for name, kind, text in re.findall(
        r'<script type="application/([a-z-]+)" id="data-(\w+)"[^>]*>(.*?)</script>', html
    ):
        packed = name == "octet-stream"
        found[kind] = json.loads(zlib.decompress(base64.b64decode(text)) if packed else text)
    return found


def test_a_report_is_sound_and_runs_only_our_script(page) -> None:
    read = Reader(page)
    assert read.faults == []
    assert read.open == []
    assert len(read.ids) == len(set(read.ids))
    assert set(SECTIONS) <= set(read.ids)
    (script,) = [text for name, text in read.scripts if not name]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in read.policy
    assert "default-src 'none'" in read.policy
    assert "unsafe" not in read.policy
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    assert f"style-src 'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in read.policy


def test_our_script_makes_no_markup_and_fetches_nothing(page) -> None:
    (script,) = [text for name, text in Reader(page).scripts if not name]
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "fetch(", "XMLHttp", "import("):
        assert word not in script
    for word in ("url(", "@import", "http://", "https://"):
        assert word not in page.replace('"http://www.w3.org/2000/svg"', "")


def test_the_page_tells_most_without_a_script(page, lineage) -> None:
    static = page.split('<script type="application/', 1)[0]
    for doc in lineage.documents:
        assert short_title(doc)[:8] in static
    assert static.count('class="doc" data-node=') == len(lineage.documents)
    assert '<span class="cell concrete"' in static
    for name in (*CHOSEN, "links", "coverage", "problems"):
        assert f'id="table-{name}"' in static


def test_a_table_behind_a_notice_is_not_what_the_notice_is_on() -> None:
    titles = ("青禾县民政局关于开展助餐检查的通知", "青禾县民政局关于印发助餐方案的通知", None)
    held = ("任务分解表", "助餐方案", "责任清单")
    headers = [Header(title=title, enclosures=(enclosed,)) for title, enclosed in zip(titles, held, strict=True)]
    names = [short_title(Document(doc_id="a", text="", header=header)) for header in headers]
    assert names == ["开展助餐检查", "助餐方案", "责任清单"]


def test_the_data_hold_every_row_and_point_into_the_texts(page, lineage) -> None:
    data = data_of(page)
    corpus = pt.Corpus(lineage.documents)
    tables = {t["name"]: {f[0]: f[4] for f in t["fields"]} for t in data["tables"]}
    for name in CHOSEN:
        assert len(tables[name]["doc_id"]) == len(getattr(corpus, name))
    tasks = corpus.tasks
    for k, (doc, (start, end)) in enumerate(zip(tables["tasks"]["doc_id"], tables["tasks"]["text"], strict=True)):
        assert data["texts"][doc][start:end] == tasks["text"][k]
    assert len(data["links"]) == len(tables["links"]["score"]) == sum(k.source is not None for k in lineage.objects)
    for derived, d, source, s, _, _, runs, _ in data["links"]:
        for a, b, c, e in runs:
            lower, upper = data["documents"][derived]["provisions"][d], data["documents"][source]["provisions"][s]
            assert lower[1] <= a < b <= lower[2]
            assert upper[1] <= c < e <= upper[2]


@pytest.mark.parametrize("title", [ATTACK, "\x00\ud800", "", "𠮷" * 40])
def test_nothing_from_outside_becomes_markup(title) -> None:
    text = f"{title}\n一、{title}\n各县要于2023年6月底前建成3个助餐点，落实“{title}”。\n（责任单位：县民政局）\n"
    docs = [pt.parse(text, doc_id=f"{k}{title}") for k in "ab"]
    html = report_html(pt.Corpus(docs).derive(), title=title or "none")
    html.encode("utf-8")
    read = Reader(html)
    assert read.faults == []
    assert len([name for name, _ in read.scripts if not name]) == 1
    assert data_of(html)["documents"][0]["id"] == f"a{title}".replace("\x00", "␀").replace("\ud800", "\ufffd")


def test_offsets_are_those_of_a_browser() -> None:
    doc = pt.parse("𠮷野县民政局\n一、任务\n各乡镇𠮷要建成3个助餐点。各村要报送材料。\n", doc_id="wide")
    facts = Facts(derive([doc]))
    (table,) = [t for t in report_tables(facts) if t.name == "tasks"]
    units = doc.text.encode("utf-16-le")
    spans = next(f.values for f in table.fields if f.key == "text")
    assert [units[2 * a : 2 * b].decode("utf-16-le") for a, b in spans] == [t.text for t in doc.tasks]


@pytest.mark.parametrize(
    "docs",
    [
        [],
        [Document(doc_id="empty", text="")],
        [document("plain", "1.建设便民菜店。")],
        [pt.parse(SOURCE, doc_id="source"), pt.parse(DERIVED, doc_id="derived")],
        [Document(doc_id="undated", text="", header=Header(title="关于报送材料的通知")), PROVINCE],
    ],
    ids=["none", "empty", "one", "two", "undated"],
)
def test_any_number_of_documents_makes_a_page(docs) -> None:
    read = Reader(report_html(derive(docs)))
    assert read.faults == []
    assert set(SECTIONS) <= set(read.ids)


def test_two_thousand_documents_make_a_page_in_time(tmp_path) -> None:
    lineage = derive(many(2000))
    begun = time.perf_counter()
    path = lineage.report(tmp_path / "many.html")
    assert time.perf_counter() - begun < 30
    html = path.read_text("utf-8")
    assert len(html) < 10_000_000
    assert html.split('<script type="application/', 1)[0].count("<tr>") < 2000
    assert len(data_of(html)["documents"]) == 2000


def test_a_corpus_too_large_keeps_the_texts_of_tied_documents_and_says_so(monkeypatch) -> None:
    monkeypatch.setattr("policytext.views.report.facts.TEXTS", 100)
    docs = [pt.parse(SOURCE, doc_id="a"), pt.parse(DERIVED, doc_id="b"), pt.parse("请报送。" * 9, doc_id="alone")]
    html = report_html(derive(docs))
    assert [text is None for text in data_of(html)["texts"]] == [False, False, True]
    assert "texts of 1 documents left out" in html


def test_persons_are_masked_unless_asked_for(tmp_path) -> None:
    text = "青禾县民政局关于成立专班的通知\n一、组织领导\n组长：张某某\n各乡镇要抓好落实。\n"
    lineage = derive([pt.parse(text, doc_id="a")])
    assert "张某某" not in json.dumps(data_of(report_html(lineage)), ensure_ascii=False)
    assert "张某某" in json.dumps(data_of(report_html(lineage, mask=())), ensure_ascii=False)


def test_a_report_of_a_corpus_takes_no_lineage_of_another(lineage, demo, tmp_path) -> None:
    corpus, other = pt.read(demo, progress=False), pt.Corpus([PROVINCE])
    for given in (other.derive(), pt.Corpus(list(corpus)[1:]).derive()):
        with pytest.raises(InputError, match="not the 14 of this corpus"):
            corpus.report(tmp_path / "r.html", lineage=given)
    for odd in (5, pt.Lineage, lineage.links):
        with pytest.raises(InputError, match="lineage is"):
            corpus.report(tmp_path / "r.html", lineage=odd)
    assert not list(tmp_path.iterdir())
    assert corpus.diagnosed().report(tmp_path / "r.html", lineage=lineage).is_file(), "the same documents, diagnosed"


def test_a_report_is_written_whole_and_replaces_nothing_unasked(lineage, tmp_path) -> None:
    path = lineage.report(tmp_path / "new" / "report.html", title="甲 & 乙")
    assert path == tmp_path / "new" / "report.html"
    assert "<h1>甲 &amp; 乙</h1>" in path.read_text("utf-8")
    assert [p.name for p in path.parent.iterdir()] == ["report.html"]
    with pytest.raises(InputError, match="overwrit"):
        lineage.report(path)
    assert lineage.report(path, overwrite=True) == path


@pytest.mark.parametrize("name", ["report", "report.pdf", ""])
def test_a_name_that_is_no_page_is_refused_before_any_work(name, tmp_path) -> None:
    with pytest.raises(InputError, match=r"\.html"):
        pt.Corpus().report(tmp_path / name)


def test_problems_of_no_document_are_told(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("各镇要报送材料。", "utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 nothing")
    corpus = pt.read(tmp_path)
    html = corpus.report(tmp_path / "r.html").read_text("utf-8")
    for code in corpus.problems["code"].unique():
        assert code in html


def test_the_same_corpus_gives_the_same_page(lineage, page) -> None:
    assert report_html(lineage) == page


def test_time_is_cut_as_finely_as_few_columns_allow() -> None:
    days = [dt.date(2001, 1, 1) + dt.timedelta(days=400 * k) for k in range(20)]
    period = periods_of(Node(str(k), "?", "", when=day.isoformat()) for k, day in enumerate(days))
    columns = [period(day.isoformat()) for day in days]
    assert len(set(columns)) == 6
    assert columns == sorted(columns)


def test_a_stack_of_many_documents_is_cut_and_says_by_how_many() -> None:
    from policytext.views.cascade import Edge

    nodes = [Node(str(k), "county", str(k), when="2020-01-01") for k in range(100)]
    edges = [Edge(str(k), "0", 1, "") for k in range(1, 80)]
    svg = cascade_svg(nodes, edges)
    assert svg.count("data-node=") == STACK
    assert f"＋ {80 - STACK} more" in svg


def test_several_printings_of_a_document_keep_the_numbers_of_the_page_right(demo):
    corpus = pt.read(demo)
    copied = pt.parse(corpus["meal-lanxi"].text, doc_id="copy")
    found = pt.Corpus([copied, corpus["meal-lanxi"], corpus["meal-yunchuan"]]).derive()
    facts = Facts(found)
    assert [facts.number[d.doc_id] for d in facts.documents] == [0, 1, 2]
    assert facts.links
    assert report_html(found)


def test_the_grid_says_of_how_many_documents_it_shows_some():
    below = [
        document(f"county{k}", f"{k}." + PROVINCE.provisions[k % 4].text, level="county", place=f"第{k}县",
                 issued="2021-08-01", title=f"第{k}县方案", preamble="根据《沧原省便民菜店建设实施方案》，制定本方案。")
        for k in range(43)
    ]  # fmt: skip
    lineage = derive([PROVINCE, *below])
    html = heat_map(Facts(lineage))
    assert lineage.coverage["derived_doc"].nunique() == 43
    assert "4 provisions × 40 of 43 documents" in html and "(40 of 43)</option>" in html
    assert "× 3 documents" in heat_map(Facts(derive([PROVINCE, *below[:3]])))


def test_the_grid_shows_what_came_through_a_document_in_between(lineage):
    facts = Facts(lineage)
    cells = grid(facts, lineage.document("meal-centre"), ["meal-qinghe"], 1)
    told = lineage.uptake_of("meal-centre").query("derived_doc == 'meal-qinghe'")["cell"]
    for cell in ("indirect", "absent"):
        assert cells.count(f'class="cell {cell}"') == (told == cell).sum() > 0
    passed = {(d, s) for d, _, s, _ in dict(parts(facts, []))["passed"]}
    assert (facts.number["meal-qinghe"], facts.number["meal-centre"]) in passed
