"""Tables for papers through XeLaTeX: every character of a cell stands on the page."""

import shutil
import subprocess

import pandas as pd
import pytest

import policytext as pt
from policytext import papers
from policytext.corpus import Corpus

XELATEX = shutil.which("xelatex")
ODD = [
    "\\", "{x}", "a_b^c~d", "50% & $5 #1", "<b>|</b>", "`''\"", "[10cm]", "*", "--- --", "\\input{x}", "～＿＃【】“”《》—", "-1",
]  # fmt: skip
pytestmark = [pytest.mark.desktop, pytest.mark.skipif(XELATEX is None, reason="XeLaTeX (xelatex) is absent")]


def pages(body, tmp_path):
    """The text of the pages that come out."""
    import pypdfium2

    head = r"\documentclass{article}\usepackage{booktabs}\usepackage[fontset=none]{ctex}" + "\n"
    head += r"\setCJKmainfont{Noto Serif CJK SC}\begin{document}" + "\n"
    (tmp_path / "t.tex").write_text(head + body + "\n\\end{document}\n", "utf-8")
    run = subprocess.run(
        [XELATEX, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "t.tex"],
        cwd=tmp_path, capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-2000:].decode("utf-8", "replace")
    assert b"Missing character" not in (tmp_path / "t.log").read_bytes()
    document = pypdfium2.PdfDocument(tmp_path / "t.pdf")
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_odd_characters(tmp_path):
    shown = pages(pt.latex(pd.DataFrame({"甲_1": ODD, "n": range(len(ODD))}), caption="100 % 覆盖 [x]"), tmp_path)
    for text in (*ODD, "甲_1", "100 % 覆盖 [x]"):
        assert "".join(text.split()) in "".join(shown.split()), text


def test_ready_tables(tmp_path):
    lineage = Corpus.read("corpora/demo", progress=False).derive()
    documents = Corpus(lineage.documents).documents
    tables = [
        papers.overview(documents, labels="zh"),
        papers.relations(lineage.links, documents),
        papers.coverage(lineage.coverage.head(5)),
    ]
    shown = pages("\n".join(pt.latex(t, label=f"tab:{k}") for k, t in enumerate(tables)), tmp_path)
    assert "合计" in shown and "meal-lanxi" in shown
