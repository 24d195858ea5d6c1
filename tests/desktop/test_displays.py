"""Displays in a real browser: light and dark, boxes that hide a kind, headings that lead to their place, nothing that runs."""

import shutil

import pytest
from pictures import WANTED, keep

import policytext as pt

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.desktop, pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")]

ATTACK = (
    "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\"><style>*{display:none}</style>"
)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as p:
        running = p.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def corpus(demo):
    return pt.read(demo, progress=False)


def notebook(browser, *things, light: bool = True):
    """A page that shows things as the outputs of a notebook in JupyterLab's light or dark theme."""
    page = browser.new_page(viewport={"width": 900, "height": 700})
    outputs = "".join(f"<div>{thing._repr_html_()}</div>" for thing in things)
    theme = "true" if light else "false"
    page.set_content(f'<title>quiet</title><body data-jp-theme-light="{theme}">{outputs}')
    return page


def test_a_box_hides_a_kind_of_this_display_only(browser, corpus):
    page = notebook(browser, corpus["meal-yunchuan"], corpus["meal-yunchuan"])
    first, second = page.locator("div.policytext").nth(0), page.locator("div.policytext").nth(1)
    tasks = [shown.locator(".text .task").nth(1) for shown in (first, second)]
    unit = first.locator(".text mark.unit").first
    width = "e => getComputedStyle(e).borderBottomWidth"
    assert tasks[0].is_visible()
    assert unit.evaluate(width) == "2px"
    first.locator("input.f-task").click()
    first.locator("input.f-unit").click()
    assert not tasks[0].is_visible()
    assert tasks[1].is_visible()
    assert unit.evaluate(width) == "0px"
    first.locator("input.f-task").press("Space")  # from the keyboard
    assert tasks[0].is_visible()


def test_a_heading_leads_to_its_place_in_its_own_display(browser, corpus):
    page = notebook(browser, corpus["meal-yunchuan"], corpus["meal-yunchuan"])
    second = page.locator("div.policytext").nth(1)
    second.locator("summary", has_text="outline").click()
    second.locator("ol.outline a").nth(8).click()
    page.wait_for_timeout(200)
    scrolled = [page.locator(".text").nth(k).evaluate("e => e.scrollTop") for k in (0, 1)]
    assert scrolled[0] == 0
    assert scrolled[1] > 0


@pytest.mark.parametrize("light", [True, False], ids=["light", "dark"])
def test_text_can_be_read_on_its_paper(browser, corpus, light):
    doc = corpus["meal-yunchuan"]
    lineage = corpus.derive(progress=False)
    link = next(k for k in lineage.objects if k.relation == "adapted")
    page = notebook(browser, doc, corpus, lineage, doc.show(doc.tasks[0]), link, light=light)
    faint = page.evaluate(CONTRAST)
    assert not faint
    paper = page.locator("div.policytext").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") is light


CONTRAST = """() => {
  const light = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
    .map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4); return 0.2126*v[0] + 0.7152*v[1] + 0.0722*v[2]; };
  const under = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (c != 'rgba(0, 0, 0, 0)') return c; } return 'rgb(255, 255, 255)'; };
  const bad = new Set();
  for (const e of document.querySelectorAll('div.policytext *')) {
    if (!e.checkVisibility() || e.closest('svg') || ![...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(under(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 2.6) bad.add(e.className + ': ' + e.textContent.slice(0, 20));
  }
  return [...bad];
}"""
"""Elements with text whose contrast is below 2.6; furniture is meant to stand back."""


def test_hostile_titles_and_texts_do_not_run(browser):
    doc = pt.parse(f"{ATTACK}的通知\n各县：\n一、{ATTACK}\n各县要{ATTACK}建立名录，落实《{ATTACK}》。", doc_id=ATTACK)
    hostile = pt.Corpus([doc])
    things = [doc, hostile, hostile.derive(progress=False), *(doc.show(x) for x in doc.extracts()), doc.header]
    page = notebook(browser, *things)
    page.wait_for_timeout(200)
    assert page.title() == "quiet"
    assert page.locator("img, script").count() == 0
    assert page.locator("div.policytext").first.is_visible()


def test_it_fits_a_narrow_window(browser, corpus):
    page = notebook(browser, corpus["meal-yunchuan"], corpus, corpus.derive(progress=False))
    page.set_viewport_size({"width": 420, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 420


@WANTED
def test_pictures_for_the_docs(browser, corpus):
    doc = corpus["meal-baizhou"]
    things = {"document": doc, "find": doc.show(doc.deadlines[0]), "lineage": corpus.derive(progress=False)}
    for name, thing in things.items():
        shown = notebook(browser, thing).locator("div.policytext").first
        shown.evaluate("e => { const text = e.querySelector('.text'); if (text) text.scrollTop = 560; }")
        box = shown.bounding_box()
        keep(shown.page.screenshot(clip={**box, "height": min(box["height"], 760)}, full_page=True), f"display-{name}")
