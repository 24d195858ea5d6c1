"""A page printed to PDF by a browser reads as the page itself."""

import shutil
import subprocess
from pathlib import Path

import pytest

import policytext as pt
from policytext.reading.text.fold import see
from policytext.sources.html import read as read_html
from policytext.sources.pdf import read as read_pdf

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [pytest.mark.desktop, pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")]

STYLE = (
    "p{text-indent:2em;margin:0;line-height:2;text-align:justify;font-size:21px}h1{text-align:center;font-size:29px}"
)
CLAUSE = "各县（区）要于2021年9月底前完成养老机构排查，对发现的问题逐一登记，限期整改，并将结果报送市民政局。"
PARAGRAPHS = (
    "为做好养老机构安全管理，现将有关事项通知如下：",
    *(f"{n}、开展第{n}批排查。" + CLAUSE * 4 for n in "一二三四五六七八九"),
    "2021年7月20日",
)
DEMO = Path(__file__).resolve().parents[2] / "corpora" / "demo"
TITLE = "关于开展养老机构排查的通知"


@pytest.fixture(scope="module")
def page():
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return f"<meta charset=utf-8><title>{TITLE}</title><style>{STYLE}</style><h1>{TITLE}</h1>{body}"


@pytest.fixture(scope="module")
def printed(page, tmp_path_factory):
    folder = tmp_path_factory.mktemp("printed")
    (folder / "page.html").write_text(page, "utf-8")
    how = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/user"]
    to = folder / "page.pdf"
    subprocess.run([BROWSER, *how, f"--print-to-pdf={to}", f"{folder}/page.html"], check=True, timeout=120)
    return to.read_bytes()


def test_the_printed_page_has_the_paragraphs_of_the_page(page, printed):
    content = read_pdf(printed)
    assert content.problems == ()
    assert content.metadata == {"title": TITLE}
    assert len(content.pages) > 1
    paragraphs = [line.strip() for line in see(content.text).text.split("\n")]
    assert paragraphs == [line.strip() for line in see(read_html(page.encode()).text).text.split("\n")]


@pytest.mark.parametrize("file", sorted(DEMO.glob("*.txt")), ids=lambda file: file.stem)
def test_a_document_printed_with_what_the_browser_adds_reads_as_its_text(file, tmp_path):
    text = pt.parse(see(file.read_text("utf-8")).text.replace("<", "〈").replace("&", "＆"))
    body = "".join(f"<p>{line.strip()}</p>" for line in text.text.split("\n") if line.strip())
    style = "@page{size:A4;margin:37mm 26mm 35mm 28mm}p{text-indent:2em;margin:0;text-align:justify;font-size:16pt}"
    (tmp_path / "page.html").write_text(f"<meta charset=utf-8><style>{style}</style>{body}", "utf-8")
    how = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/user"]
    to = tmp_path / "page.pdf"
    subprocess.run([BROWSER, *how, f"--print-to-pdf={to}", f"{tmp_path}/page.html"], check=True, timeout=120)
    (read,) = pt.read(to)
    assert {kind for kind, _ in read_pdf(to.read_bytes()).aside} == {"header", "footer"}
    assert labelled(read) == labelled(text)


def labelled(doc):
    """Labels and words of the text units, whatever stands between the words."""
    return [(s.label, "".join(s.text.split())) for s in doc.sentences]


def test_each_page_begins_where_it_is_said_to(printed):
    content = read_pdf(printed)
    assert list(content.pages) == sorted(set(content.pages))
    assert all(at == 0 or content.text[at - 1] == "\n" for at in content.pages)


def test_a_printed_table_of_duties_is_read_in_rows(tmp_path):
    style = "table{border-collapse:collapse}td,th{border:1px solid;padding:4px;text-align:center}"
    head = "".join(f"<th>{h}</th>" for h in ("序号", "类别", "重点任务", "牵头单位", "完成时限"))
    rows = "".join(
        f"<tr><td>{n}</td>{'<td rowspan=20>排查</td>' if n % 20 == 1 else ''}<td>{CLAUSE}</td><td>市民政局</td><td>2023年6月底前</td></tr>"
        for n in range(1, 41)
    )
    (tmp_path / "page.html").write_text(
        f"<meta charset=utf-8><style>{style}</style><table><tr>{head}</tr>{rows}</table>", "utf-8"
    )
    how = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={tmp_path}/user"]
    to = tmp_path / "page.pdf"
    subprocess.run([BROWSER, *how, f"--print-to-pdf={to}", f"{tmp_path}/page.html"], check=True, timeout=120)
    content = read_pdf(to.read_bytes())
    assert len(content.pages) > 1
    (grid,) = content.grids
    cells = [[content.text[c.start : c.end] if c else "" for c in row] for row in grid.rows]
    counted = [row for row in cells if row[0].isdigit()]
    assert [(int(row[0]), row[2], row[3], row[4]) for row in counted] == [
        (n, CLAUSE, "市民政局", "2023年6月底前") for n in range(1, 41)
    ]
    assert [row[1] for row in counted if row[1]] == ["排查"] * 2
