"""HTML pages: the text without what stands around it, lists and tables, what the page says of its document."""

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.errors import MissingDependencyError
from policytext.sources.html import LARGEST, read
from policytext.sources.limits import Limits

BODY = """<p>青民发〔2021〕3号</p><p>各县（区）民政局：</p>
<p>　　为做好养老机构安全管理，现将有关事项通知如下：</p><p>一、开展排查。各县（区）要于9月底前逐一登记，并将结果报送市民政局。</p>
<p>青禾市民政局</p><p>2021年7月20日</p>"""
TEXT = """青民发〔2021〕3号
各县（区）民政局：
　　为做好养老机构安全管理，现将有关事项通知如下：
一、开展排查。各县（区）要于9月底前逐一登记，并将结果报送市民政局。
青禾市民政局
2021年7月20日"""
TITLE = "关于开展养老机构排查的通知"


def text_of(page, **limits):
    return read(page.encode(), Limits(**limits)).text


def codes(content):
    return [p.code for p in content.problems]


def tables(content):
    return [[[s and content.text[s.start : s.end] for s in row] for row in g.rows] for g in content.grids]


SITE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}-青禾市民政局</title>
<style>p{{color:red}}</style><script>var a="<p>首页</p>"; if(a<b && c="x){{}}</script></head><body>
<div class="t1"><a href="/">首页</a> <a href="/a">政务公开</a> <span>今天是2021年7月22日</span></div>
<ul><li><a href="/b">机构</a><li><a href="/c">文件</a></ul>
<div class="w1"><div class="p1">当前位置：<a href="/">首页</a> &gt; <a href="/d">通知公告</a> &gt; 正文</div>
<div class="l1"><h3>热点</h3><ul><li><a href="/1">全市民政工作会议召开，部署下半年工作，要求狠抓落实</a></li></ul></div>
<div class="d1"><h1>{TITLE}</h1>
<div class="i1"><span>发布时间：2021-07-21</span> <span>来源：市民政局</span> <span>浏览次数：<i>123</i></span> 字体：<a>大</a> <a>小</a></div>
<div class="c1">BODY</div>
<div>分享到：<a>微信</a></div><p>【打印本页】 【关闭窗口】</p><div>上一篇：<a href="/2">关于别的事项的通知</a></div></div></div>
<div class="f1"><p>主办：青禾市民政局　备案号：青ICP备000号</p><p>地址：青禾市人民路1号，电话：000，邮编：000000。</p></div>
</body></html>"""


@pytest.mark.parametrize("name", ["c1", "TRS_Editor", "pages_content", "article"])
def test_main_text_without_what_stands_around_it(name):
    content = read(SITE.replace("BODY", BODY).replace("c1", name).encode())
    assert content.text == TITLE + "\n" + TEXT
    assert content.metadata == {"title": TITLE, "published": "2021-07-21", "source": "市民政局"}
    assert content.problems == ()
    assert content.encoding == "utf-8"


def test_a_title_in_the_text_is_not_set_before_it_again():
    body = f"<p style='text-align:center'>{TITLE[:6]}<br>{TITLE[6:]}</p>" + BODY
    assert text_of(SITE.replace("BODY", body)) == f"{TITLE[:6]}\n{TITLE[6:]}\n{TEXT}"


@pytest.mark.parametrize(
    "page",
    [
        BODY,
        f"<div>{BODY}</div>",
        f"<html><body>{BODY}</body></html>",
        f"<nav>网站导航，欢迎您。</nav><section>{BODY}</section><footer>版权，归青禾市所有。</footer>",
        f"<div class='nav menu'>网站导航，欢迎您。</div>{BODY}<div id=footer>版权，归青禾市所有。</div>",
        f"<div style='display: none'>请升级浏览器，以便阅读。</div>{BODY}",
        f"<div class='main-nav'>{BODY}</div>",
        f"<div hidden>{BODY}</div>",
        f"<table width=900><tr><td><table><tr><td>{BODY}</td></tr></table></td><td>&nbsp;</td></tr></table>",
        f"</body></html>{BODY}",
        f"<div class=content><ul><li><a href=1>政策解读，一图看懂</a></ul><div>{BODY}</div><p>地址：青禾市人民路。</p></div>",
        f"<div id=zoom>{BODY}</div><p>{'欢迎各界来信，提出宝贵意见。' * 5}</p>",
        BODY.replace("<p>", "<div>").replace("</p>", "</div>"),
        BODY.replace("</p>", ""),
        BODY.replace("<p>", "").replace("</p>", "<br/>"),
        BODY.replace("通知如下", "通知\n      如下"),
    ],
)
def test_fragments_layout_tables_and_careless_markup_give_the_same_text(page):
    assert text_of(page) == TEXT


def test_what_belongs_to_the_document_is_not_left_outside():
    parts = [f"<p>{part}</p>" for part in TEXT.split("\n")]
    page = f"{parts[0]}{parts[1]}<div><p>{'安全管理，' * 200}</p><p>要落实。</p></div>{parts[4]}{parts[5]}"
    text = text_of(f"<body><div>{page}</div></body>")
    assert text.startswith("青民发〔2021〕3号\n各县（区）民政局：\n")
    assert text.endswith("\n青禾市民政局\n2021年7月20日")


def test_links_to_attachments_stay_and_lists_of_links_go():
    page = BODY + "<p><a href=1.doc>附件：1.排查登记表.doc</a></p><ul><li><a href=2>相邻县区，近日开展排查</a></ul>"
    assert text_of(page) == TEXT + "\n附件：1.排查登记表.doc"


def test_a_line_with_a_label_behind_the_first_sentence_is_text():
    assert text_of(BODY + "<p>公开方式：主动公开</p>") == TEXT + "\n公开方式：主动公开"


@pytest.mark.parametrize("page", ["<a>首页</a><br><a>文件</a>", "<ul><li>机构<li>文件</ul>"])
def test_a_page_without_running_text_is_read_whole_and_told(page):
    content = read(page.encode())
    assert content.text.replace("• ", "").split("\n")[1] == "文件"
    assert codes(content) == ["source.partial"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<ol><li>排查<li>报送</ol>", "1. 排查\n2. 报送"),
        ("<ol start=3><li><p>排查</p><p>登记</p><li value=7>报送<li>存档</ol>", "3. 排查\n登记\n7. 报送\n8. 存档"),
        ("<ol reversed><li>甲<li>乙</ol>", "2. 甲\n1. 乙"),
        ("<ol type=A><li>甲</ol><ol type=i start=4><li>乙</ol>", "A. 甲\niv. 乙"),
        ("<ol style='list-style-type:cjk-ideographic' start=20><li>甲<li>乙</ol>", "二十、甲\n二十一、乙"),
        ("<ol style='list-style:none'><li>（一）甲</ol>", "（一）甲"),
        ("<ul><li>甲<ul><li>乙</ul><li>丙</ul>", "• 甲\n◦ 乙\n• 丙"),
        ("<ul style='list-style-type:none'><li>甲</ul>", "甲"),
        ("<dl><dt>甲<dd>乙</dl>", "甲\n乙"),
        ("<ol><li><li>乙</ol>", "2. 乙"),
        ("<ol start=zz><li value='9x'>甲</ol>", "1. 甲"),
    ],
)
def test_lists_as_a_browser_numbers_them(markup, text):
    assert text_of(BODY + markup) == TEXT + "\n" + text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("甲<br>乙", "甲\n乙"),
        ("甲<b>乙</b> <i>丙</i>", "甲乙 丙"),
        ("by\nMay &nbsp; &lt;甲&gt;&#x4e59;", "by May \xa0 <甲>乙"),
        ("&amp;lt;甲", "&lt;甲"),
        ("<pre>甲\n  乙</pre>", "甲\n乙"),
        ("甲<o:p></o:p>乙<unknown>丙</unknown>", "甲乙丙"),
        ("甲<!-- 乙 --><script>丙</script><style>丁</style><select><option>戊</select><button>己</button>", "甲"),
        ("甲<sup>2</sup>", "甲2"),
        ("甲<span style='display:block'>乙</span>丙", "甲\n乙\n丙"),
        ("甲<!-- 乙", "甲"),
        ('甲<b style="color:red"">乙</b>丙', "甲乙丙"),
        ("甲\x00乙", "甲\ufffd乙"),
    ],
)
def test_markup_inside_paragraphs(markup, text):
    assert text_of(f"{BODY}<p>{markup}</p>") == f"{TEXT}\n{text}"


def test_a_table_of_data_keeps_rows_cells_and_spans():
    table = """<table border=1><caption>任务分工表</caption><thead><tr><th>任务</th><th colspan=2>单位</th></tr></thead>
    <tr><td rowspan=2><p>排查</p><p>登记</p></td><td>民政局</td><td>财政局</td></tr><tr><td></td><td>教育局
    </td></tr></table><p>请抓好落实。</p><table border=1><tr><td>甲</td><td>乙</td></tr></table>"""
    content = read((BODY + table).encode())
    assert content.text == (
        TEXT + "\n任务分工表\n任务\t单位\t\n排查 登记\t民政局\t财政局\n\t\t教育局\n请抓好落实。\n甲\t乙"
    )
    first, second = tables(content)
    assert first == [["任务", "单位", None], ["排查 登记", "民政局", "财政局"], [None, None, "教育局"]]
    assert second == [["甲", "乙"]]
    assert content.text[slice(*content.grids[0].span)].startswith("任务\t单位")
    assert content.text[slice(*content.grids[0].span)].endswith("教育局")


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>",
        "<table><tr><td>甲</td><td>乙</td></tr></table>",
        "<table role=presentation border=1><tr><td>甲</td><td>乙</td></tr></table>",
    ],
)
def test_tables_used_for_layout_are_paragraphs(table):
    content = read((BODY + table).encode())
    assert content.text == TEXT + "\n甲\n乙"
    assert content.grids == ()


FACTS = {
    "index_number": "A1/2021-00001",
    "issuers": "青禾市民政局",
    "issued": "2021年07月20日",
    "published": "2021年07月22日",
    "title": TITLE,
    "document_number": "青民发〔2021〕3号",
    "subject": "民政\\养老",
}
LABELS = ("索 引 号", "发文机关", "成文日期", "发布日期", "标　　题", "发文字号", "主题分类")
PAIRS = list(zip(LABELS, FACTS.values(), strict=True))


@pytest.mark.parametrize(
    "facts",
    [
        "<table>" + "".join(f"<tr><td><b>{a}：</b></td><td>{b}</td></tr>" for a, b in PAIRS) + "</table>",
        "<table><tr>" + "".join(f"<td>{a}</td><td>{b}</td>" for a, b in PAIRS) + "</tr><tr><td></td></tr></table>",
        "<ul>" + "".join(f"<li><span>{a}：</span> {b}</li>" for a, b in PAIRS) + "</ul>",
        "<div>" + "".join(f"<div><div>【{a}】：</div><div>{b}</div></div>" for a, b in PAIRS) + "</div>",
        "<dl>" + "".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b in PAIRS) + "</dl>",
    ],
)
@pytest.mark.parametrize("beside", ["{}<hr>{}", "<div>{}</div><div id=UCAP-CONTENT>{}</div>"])
def test_metadata_tables_go_to_the_metadata(facts, beside):
    content = read(beside.format(facts, BODY).encode())
    assert content.metadata == FACTS
    assert content.text.removeprefix(TITLE + "\n") == TEXT


def test_a_label_without_value_takes_none_from_the_text():
    page = f"<table><tr><td>主题词：</td><td></td></tr></table><div id=zoom>{BODY}</div>"
    content = read(page.encode())
    assert (content.text, content.metadata) == (TEXT, {})


def test_a_table_of_documents_is_no_metadata():
    table = (
        "<table><tr><td>标题</td><td>文号</td><td>成文日期</td></tr><tr><td>甲</td><td>乙</td><td>丙</td></tr></table>"
    )
    content = read((BODY + table).encode())
    assert tables(content) == [[["标题", "文号", "成文日期"], ["甲", "乙", "丙"]]]
    assert content.metadata == {}


def test_meta_tags_and_the_address_of_a_saved_page():
    head = f"""<!-- saved from url=(0030)https://www.example.org/a.html --><title>{TITLE}_通知公告_青禾市人民政府</title>
    <meta name="ArticleTitle" content="&ldquo;{TITLE}&rdquo;"><META content='2021-07-22 09:30' NAME=PubDate>
    <meta name=ContentSource content=市民政局><meta name=Description content="没有">"""
    assert read(f"<html><head>{head}</head><body>{BODY}".encode()).metadata == {
        "url": "https://www.example.org/a.html",
        "title": f"“{TITLE}”",
        "published": "2021-07-22 09:30",
        "source": "市民政局",
    }


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        (f"{TITLE}_青禾市人民政府", TITLE),
        (f"{TITLE} - 政府文件 - 青禾网", TITLE),
        (f"{TITLE}-青禾市人民政府门户网站", TITLE),
        ("关于印发规划（2021-2025年）的通知", "关于印发规划（2021-2025年）的通知"),
    ],
)
def test_the_title_of_the_page_without_the_name_of_the_site(shown, title):
    assert read(f"<title>\n{shown}\n</title>{BODY}".encode()).metadata == {"title": title}


@pytest.mark.parametrize(
    ("declared", "encoding", "name"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("zip", "utf-8", "utf-8"),
        ("gb2312", "utf-16", "utf-16"),
        ("utf-8", "utf-8-sig", "utf-8"),
    ],
)
def test_encodings(declared, encoding, name):
    content = read(f'<meta http-equiv=x content="text/html; charset={declared}">{BODY}'.encode(encoding))
    assert (content.text, content.encoding, content.problems) == (TEXT, name, ())


def test_big5():
    page = '<meta charset="big5"><p>各縣市應於九月底前完成清查，並將結果報送社會局。</p>'
    content = read(page.encode("big5"))
    assert (content.text, content.encoding) == ("各縣市應於九月底前完成清查，並將結果報送社會局。", "big5")


def test_bytes_that_cannot_be_read_are_told():
    assert codes(read(BODY.encode() + b"<p>\xff\xfe</p>" + BODY.encode())) == ["source.encoding"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "source.empty"),
        (b" \n", "source.empty"),
        (b"<html><body><div id=app></div><script>load()</script></body></html>", "source.no_text"),
        (b"<img src=a.jpg>", "source.no_text"),
    ],
)
def test_pages_without_text_are_told(data, code):
    content = read(data)
    assert (content.text, codes(content)) == ("", [code])


def test_limits_are_told_and_what_can_be_read_is_given():
    assert codes(read(b"x" * (LARGEST + 1))) == ["source.limit"]
    assert codes(read(BODY.encode(), Limits(file=10))) == ["source.limit"]
    content = read(BODY.encode(), Limits(text=20))
    assert (content.text, codes(content)) == (TEXT[:20], ["source.limit"])
    deep = read(("<div>" * 300 + BODY).encode())
    assert (deep.text, codes(deep)) == (TEXT, ["source.limit"])
    assert codes(read(("<b>" * 20 + BODY).encode(), Limits(deep=20))) == ["source.limit"]


HOSTILE = {
    "nested blocks": "<div>" * 100_000 + BODY,
    "nested lists": "<ul><li>" * 100_000 + BODY,
    "nested tables": "<table><tr><td>" * 60 + BODY * 100,
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>" + BODY,
    "an attribute": f"<p a='{'x' * 5_000_000}'>" + BODY,
    "a picture": f"<img src='data:image/png;base64,{'A' * 5_000_000}'>" + BODY,
    "quotes": "<p '" * 100_000,
    "unclosed values": '<p a="' * 100_000,
    "angles": BODY + "<" * 500_000,
    "comments": "<!--" * 100_000,
    "scripts": "<script>" * 100_000,
    "titles": "<title>" * 9_000 + BODY,
    "meta tags": "<meta name=" * 6_000 + BODY,
    "tags": "<i></i>" * 310_000 + BODY,
    "spans of cells": "<table border=1><tr>" + "<td colspan=9999 rowspan=9999>甲" * 1000 + "<tr><td>乙" * 20_000,
    "white space": " \n" * 2_000_000 + BODY,
    "lines": "<pre>" + "甲\n" * 400_000 + "</pre>" + BODY,
    "labels": "<p>来 源 ：</p>" * 10_000 + BODY,
    "entities": "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + "&b;" * 50_000 + BODY,
    "a foreign entity": "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><p>&a;</p>" + BODY,
    "control characters": "".join(map(chr, range(32))) * 1000 + BODY,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_cost_little_and_lose_no_text(kind):
    start = time.process_time()
    content = read(HOSTILE[kind].encode())
    assert time.process_time() - start < 5
    assert content.text or codes(content) == ["source.no_text"]
    if BODY in HOSTILE[kind] and kind != "titles":
        assert TEXT in content.text
    assert "aaaa" not in content.text


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class='nav'>", "</div>", "<table>", "<tr>", "<td rowspan=3>", "</table>", "<ol>", "<li>",
     "<br>", "<a href=x>", "</a>", "<h1>", "<!--", "-->", "<script>", "</script>", "<pre>", "&lt;", "&#0;", "<", '"',
     "来源：", "各县要排查。", "文号", " ", "\n", "\ud800", "\x00", "<body>", "</html>", "<caption>", "<dl><dt>", "<svg>"]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=40))
def test_any_soup_of_tags_is_read(pieces):
    content = read("".join(pieces).encode("utf-8", "surrogatepass"))
    assert "\n\n" not in content.text
    for grid in content.grids:
        assert all(s is None or "\t" not in content.text[s.start : s.end] for row in grid.rows for s in row)


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_read(data):
    assert read(data).text or read(data).problems


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(MissingDependencyError, match=r"policytext\[files\]"):
        read(BODY.encode())


@pytest.mark.real
def test_real_pages_have_the_text_that_was_taken_from_them(shared):
    folder = shared / "corpora" / "real"
    pages = sorted((folder / "govcn_html").glob("*.html"))
    assert pages
    for page in pages:
        content = read(page.read_bytes())
        text = (folder / "govcn" / f"{page.stem}.txt").read_text("utf-8")
        assert "".join(content.text.split()) == "".join(text.split()), page.stem
        assert {"title", "document_number", "issuers", "issued", "published", "index_number"} <= set(content.metadata)


def test_hidden_words_inside_a_line_are_left_out():
    hidden = ("display:none", "font-size: 0px;", "font-size:0", "visibility:hidden")
    words = "".join(f"<span style='{style}'>乱码字，</span>" for style in hidden)
    assert (
        text_of(f"<p>各县{words}要开展排查，按时报送。</p><p style='font-size:0pt'>乱码，一行。</p>")
        == "各县要开展排查，按时报送。"
    )
    gaps = "<div style='font-size:0'><span style='font-size:16px'>各县要开展排查，按时报送。</span></div>"
    assert text_of(gaps) == "各县要开展排查，按时报送。"
    assert text_of("<p>各县<b style='font-size:0.9em'>要</b>排查，报送。</p>") == "各县要排查，报送。"


def test_a_container_whose_lines_are_parted_by_breaks_alone():
    around = "<div>地址：青禾市人民路1号　邮编：000000　技术支持：某公司</div>"
    body = "<br>".join(TEXT.split("\n"))
    assert text_of(f"<div>栏目，欢迎您</div><div class=x>{body}</div>{around}") == TEXT


def test_words_before_a_list_belong_to_it():
    listed = "<p>现将事项通知如下：</p><ol><li>开展排查，登记造册。<li><p>限期整改，逐一销号。</p></ol>"
    assert text_of(f"<div>{listed}</div>") == "现将事项通知如下：\n1. 开展排查，登记造册。\n2. 限期整改，逐一销号。"


@pytest.mark.parametrize(
    "told",
    [
        "时间：2021-07-21 09:30　信息来源：市民政局　浏览量：<i>12</i>　打印 收藏 字号：<a>大</a>|<a>小</a>",
        "2021-07-21 09:30 | 来源： 市民政局 | 作者：| 点击量：12次 | 【大 中 小】",
        "发布时间：2021-07-21 09:30 来源：市民政局 访问次数：12",
    ],
)
def test_the_line_below_the_title_is_metadata(told):
    content = read(f"<div><h1>{TITLE}</h1><div>{told}</div>{BODY}</div>".encode())
    assert content.text == TITLE + "\n" + TEXT
    assert content.metadata == {"title": TITLE, "published": "2021-07-21 09:30", "source": "市民政局"}


def test_a_title_is_told_by_its_wording_where_the_page_does_not_name_it():
    page = f"<html><head><title>青禾市民政局</title></head><body><h3>{TITLE}</h3><div class=TRS_Editor>{BODY}</div>"
    assert text_of(page) == TITLE + "\n" + TEXT


def test_columns_that_are_only_margins_make_no_table():
    rows = "".join(f"<tr><td>&nbsp;</td><td>{p}</td><td></td></tr>" for p in BODY.split("\n"))
    content = read(f"<table width=900>{rows}</table>".encode())
    assert content.text == TEXT and content.grids == ()


def test_the_time_of_a_meeting_is_no_metadata():
    told = "时间：2021年7月5日上午9时\n地点：县会议中心。\n请按时参加，不得缺席。"
    page = "".join(f"<p>{line}</p>" for line in told.split("\n"))
    plan = "<table border=1><tr><td>时间</td><td>内容</td><td>时间</td><td>内容</td></tr><tr><td>上午</td><td>报到</td></tr></table>"
    content = read(f"<div>{page}{plan}</div>".encode())
    assert content.text.startswith(told + "\n时间\t内容") and content.metadata == {}


def test_a_table_inside_a_cell_leaves_the_table_round_it():
    inner = "<table border=1><tr><td>甲镇</td><td>2个</td></tr><tr><td>乙镇</td><td>3个</td></tr></table>"
    rows = [("序号", "任务", "牵头单位"), ("1", f"建设助餐点{inner}", "市民政局"), ("2", "培训护理员", "市财政局")]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    content = read(f"<div>{BODY}<table border=1>{table}</table></div>".encode())
    assert tables(content) == [
        [
            ["序号", "任务", "牵头单位"],
            ["1", "建设助餐点 甲镇 2个 乙镇 3个", "市民政局"],
            ["2", "培训护理员", "市财政局"],
        ]
    ]
    assert tables(read(f"<table border=1><tr><td>栏</td><td>{BODY}{inner}</td><td>目</td></tr></table>".encode())) == [
        [["甲镇", "2个"], ["乙镇", "3个"]]
    ]


def test_who_holds_an_activity_is_text_where_the_text_goes_on():
    held = "<p>（一）举办助餐节。各镇要组织老人参加。</p><p>主办单位：县民政局</p><p>承办单位：各镇</p><p>（二）评选食堂。</p>"
    foot = "<p>2021年7月21日</p><p>主办单位：青禾市民政局</p><p>技术支持：青禾数据公司</p><p>附件：名单.doc</p>"
    body = f"<p>各镇：</p>{held}{foot}"
    assert [line for line in text_of(SITE.replace("BODY", body)).split("\n") if "单位" in line or "技术" in line] == [
        "主办单位：县民政局",
        "承办单位：各镇",
    ]
