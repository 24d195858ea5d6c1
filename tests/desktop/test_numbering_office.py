"""Automatic numbering as LibreOffice shows it: the cases of `numbering/numbering.toml`, converted to text by `soffice`.

Each case must come out as our reader has it, but for white space and for those that say what LibreOffice shows instead (`office`) and
`why`. Written with LibreOffice 7.4, and true of it: formats that it does not know, `w:lvlRestart`, `w:isLgl`, levels known by their
style alone.
"""

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from docx_writer import cell, docx, numbered, numbering, p, placed, table

from policytext.sources.docx import read

SOFFICE = shutil.which("soffice")
CASES = tomllib.loads((Path(__file__).parent.parent / "numbering" / "numbering.toml").read_text("utf-8"))["case"]
OUTLINE = [[{"format": "chineseCountingThousand", "text": "%1、"}, {"format": "chineseCounting", "text": "（%2）"}]]
NUMBERED = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
WHOLE = {
    "sublevel-first": placed("1.1", "甲") + placed("1.0", "乙") + placed("1.1", "丙"),
    "in-cells": placed("1.0", "甲") + table([cell(p("乙", NUMBERED)), "丙"]) + placed("1.0", "丁"),
    "empty-paragraphs": placed("1.0", "") + placed("1.1", "") + placed("1.0", "甲"),
}
"""Documents that are compared whole."""
pytestmark = [pytest.mark.desktop, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is absent")]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text that LibreOffice makes of each document."""
    folder = tmp_path_factory.mktemp("office")
    files = {c["id"]: numbered(c) for c in CASES}
    files |= {name: docx(body, numbering=numbering(OUTLINE, [{"list": 0}])) for name, body in WHOLE.items()}
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sorted(folder.glob("*.docx")))], check=True, capture_output=True, timeout=300)
    return {name: (folder / f"{name}.txt").read_text("utf-8-sig") for name in files}


def bare(text: str) -> list[str]:
    """The lines without white space and without empty lines."""
    return [line for t in text.split("\n") if (line := "".join(t.split()))]


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_as_libreoffice_shows_it(case, shown):
    ours = [line for _, _, line in case["lines"]]
    assert bare(shown[case["id"]]) == bare("\n".join(case.get("office", ours)))


def test_differences_are_explained():
    for case in CASES:
        assert ("office" in case) == ("why" in case)
        assert case.get("office") != bare("\n".join(line for _, _, line in case["lines"]))


@pytest.mark.parametrize("name", WHOLE)
def test_whole_documents(name, shown):
    ours = read(docx(WHOLE[name], numbering=numbering(OUTLINE, [{"list": 0}]))).text
    assert bare(shown[name]) == bare(ours.replace("\t", "\n"))
