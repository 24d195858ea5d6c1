"""The workbook in LibreOffice: opened, saved again, and still the same cells and links."""

import shutil
import subprocess

import openpyxl
import pytest

from policytext.corpus import Corpus

SOFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.desktop, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is absent")]


def converted(path, kind, folder):
    """The file that LibreOffice makes of it."""
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind]
    run = subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True, timeout=600)
    out = folder / f"{path.stem}.{kind.partition(':')[0]}"
    if not out.is_file() and b"no export filter" in run.stderr:
        pytest.skip("LibreOffice has no Calc here")
    return out


@pytest.mark.parametrize("labels", ["en", "zh"])
def test_libreoffice_opens_and_saves_the_same_cells(labels, tmp_path):
    lineage = Corpus.read("corpora/demo", progress=False).derive()
    path = lineage.workbook(tmp_path / "book.xlsx", labels=labels)
    (tmp_path / "out").mkdir()
    again = openpyxl.load_workbook(converted(path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "out"))
    ours = openpyxl.load_workbook(path)
    assert again.sheetnames == ours.sheetnames
    for sheet in ours:
        other = again[sheet.title]
        assert other.auto_filter.ref == sheet.auto_filter.ref  # panes it saves only of a window
        for row in sheet.iter_rows():
            for cell in row:
                twin = other[cell.coordinate]
                assert same(twin.value, cell.value), (sheet.title, cell.coordinate, twin.value)
                assert where(twin) == where(cell), (sheet.title, cell.coordinate)


def same(value, ours):
    """Whether a cell holds the same as ours: LibreOffice keeps 15 digits, and saves TRUE as a formula."""
    value = {"=TRUE()": True, "=FALSE()": False}.get(value, value)
    if isinstance(ours, float):
        return value == pytest.approx(ours, rel=1e-12)
    return (value, type(value)) == (ours, type(ours)) or (ours in (None, "") and value is None)


def where(cell):
    """Sheet and cell that a cell leads to, however the program quotes them."""
    if cell.hyperlink is None:
        return None
    sheet, _, place = (cell.hyperlink.location or cell.hyperlink.target).lstrip("#").rpartition("!")
    return sheet.strip("'"), place


def test_libreoffice_prints_it(tmp_path):
    import pypdfium2

    path = Corpus.read("corpora/demo", progress=False).workbook(tmp_path / "book.xlsx")
    (tmp_path / "out").mkdir()
    pages = pypdfium2.PdfDocument(converted(path, "pdf", tmp_path / "out"))
    assert "policytext" in pages[0].get_textpage().get_text_range()
