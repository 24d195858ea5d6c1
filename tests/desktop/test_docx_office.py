"""Word documents that LibreOffice wrote: lists, tables, a heading and a link, from a page of our own."""

import shutil
import subprocess

import pytest

from policytext.sources.docx import read

SOFFICE = shutil.which("soffice")
PAGE = """<html><head><meta charset="utf-8"><title>关于开展排查的通知</title></head><body>
<h1>关于开展排查的通知</h1><p>各镇：</p>
<ol><li>总体要求<ol type="a"><li>建立台账</li><li>按月更新</li></ol></li><li>工作措施</li></ol>
<ol type="I"><li>甲</li><li>乙</li></ol><ul><li>其他</li></ul>
<table border="1"><tr><th colspan="2">任务分工</th><th>时限</th></tr>
<tr><td rowspan="2">排查</td><td>民政局</td><td>9月</td></tr><tr><td>财政局<br>教育局</td><td>10月</td></tr></table>
<p>详见<a href="http://lanxi.example/a">附件</a></p></body></html>"""
TEXT = """关于开展排查的通知
各镇：
1.总体要求
a.建立台账
b.按月更新
2.工作措施
I.甲
II.乙
• 其他
任务分工\t\t时限
排查\t民政局\t9月
\t财政局 教育局\t10月
详见附件"""
pytestmark = [pytest.mark.desktop, pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is absent")]


@pytest.mark.parametrize(
    "kind", ["docx:MS Word 2007 XML", "docx:Office Open XML Text", "dotx:MS Word 2007 XML Template"]
)
def test_what_libreoffice_writes(kind, tmp_path):
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--infilter=HTML (StarWriter)",
        "--convert-to",
        kind,
        "--outdir",
        tmp_path,
    ]
    subprocess.run([*map(str, command), str(tmp_path / "page.html")], check=True, capture_output=True, timeout=300)
    content = read((tmp_path / f"page.{kind[:4]}").read_bytes())
    assert content.text == TEXT
    assert content.problems == ()
    assert content.metadata == {"title": "关于开展排查的通知"}
