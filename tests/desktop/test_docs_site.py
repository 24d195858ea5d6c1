"""The documentation as a site: it builds without a warning, loads nothing, fits a telephone, and its search finds Chinese."""

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MISSING = [name for name in ("sphinx", "myst_nb", "furo") if importlib.util.find_spec(name) is None]
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine"),
    pytest.mark.skipif(bool(MISSING), reason=f"the extra docs is not installed: {MISSING}"),
]
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, notebooks without outputs: that they run is a test of its own."""
    sys.path.insert(0, str(ROOT / "docs"))
    from policytext_docs.__main__ import stage

    folder = tmp_path_factory.mktemp("docs")
    stage(folder / "source", run_notebooks=False)
    settings = ("-W", "--keep-going", "-n", "-q", "-c", str(ROOT / "docs" / "policytext_docs"), "-d", str(folder / "t"))
    command = [sys.executable, "-m", "sphinx", *settings, str(folder / "source"), str(folder / "site")]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder / "site"


def dom(page: str, folder: Path) -> str:
    """What a browser makes of a page, scripts run."""
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={folder}", "--virtual-time-budget=6000", "--dump-dom", page]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("牵头单位", "codebook.html"),
        ("责任单位 角色", "glossary.html"),
        ("发文字号", "glossary.zh.html"),
        ("deadline", "reference/rules/deadlines.html"),
    ],
)
def test_the_search_finds(site: Path, tmp_path: Path, query: str, page: str) -> None:
    results = dom(f"{(site / 'search.html').as_uri()}?q={query}", tmp_path).partition('id="search-results"')[2]
    assert "Search finished, found" in results
    assert f'href="{page}' in results


def test_the_search_finds_nothing_where_nothing_stands(site: Path, tmp_path: Path) -> None:
    assert "did not match any documents" in dom(f"{(site / 'search.html').as_uri()}?q=葡萄牙语", tmp_path)


def test_the_pages_load_nothing_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 60
    for page in pages:
        text = page.read_text("utf-8")
        loaded = [x for tag in ("<script", "<link", "<img", "<iframe") for x in text.split(tag)[1:]]
        outside = [x[:80] for x in loaded if "://" in x.partition(">")[0] and "data:" not in x.partition(">")[0]]
        assert not outside, page.name


def test_a_page_fits_a_telephone(site: Path, tmp_path: Path) -> None:
    """Measured by a page that holds others in frames of a telephone's width."""
    names = ["index", "concepts", "tables", "glossary", "problems", "reference/corpus", "reference/rules/deadlines"]
    frames = "".join(f"<iframe src='{n}.html' style='width:390px;height:800px'></iframe>" for n in names)
    ask = (
        "<script>onload=()=>setTimeout(()=>{const wide=[...document.querySelectorAll('iframe')]"
        ".map(f=>f.contentDocument.documentElement.scrollWidth);"
        "document.body.innerHTML='<pre>'+JSON.stringify(wide)+'</pre>'},500)</script>"
    )
    (site / "telephone.html").write_text(f"<meta charset=utf-8>{frames}{ask}", "utf-8")
    command = [str(BROWSER), *FLAGS, "--allow-file-access-from-files", f"--user-data-dir={tmp_path}"]
    command += ["--virtual-time-budget=6000", "--dump-dom", (site / "telephone.html").as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    widths = json.loads(shown.partition("<pre>")[2].partition("</pre>")[0])
    assert dict(zip(names, widths, strict=True)) == dict.fromkeys(names, widths[0])
    assert widths[0] <= 390
