"""PDF documents with a text layer: reading order, pages, indentation, and what cannot be read."""

import sys
import time
import zlib

import pytest
from pdf_writer import Shown, Stroke, assemble, pdf

from policytext.errors import MissingDependencyError
from policytext.reading.text.fold import see
from policytext.sources.limits import Limits
from policytext.sources.pdf import read
from policytext.sources.pdf.characters import Character
from policytext.sources.pdf.layout import Piece, join

TITLE = "关于开展养老机构排查的通知"
RUNNING = (
    "为做好全市养老机构安全管理工作，各县（区）要在2021年9月底前完成排查，对发现的问题逐一登记，限期整改，"
    "并将排查和整改结果及时报送市民政局；市民政局会同市消防救援支队开展抽查，对工作不力的予以通报，确保老年人安全"
)

FLOW = RUNNING * 2 + "。"
TURN = 26 + 4 * 28
"""Where the flow goes over to the second page, with a full line."""


def paragraph(text, x, y, *, columns=28, size=16, step=26, indent=2):
    """A paragraph set in lines of so many columns, and the text of its lines."""
    first = columns - indent
    cut = [text[:first], *(text[k : k + columns] for k in range(first, len(text), columns))]
    return [Shown(x + (indent * size if k == 0 else 0), y - k * step, line, size) for k, line in enumerate(cut)]


FIRST = [
    Shown(612 / 2 - 22 * len(TITLE) / 2, 700, TITLE, 22),
    Shown(82, 660, "各县（区）民政局："),
    *paragraph(FLOW[:TURN], 82, 630),
    Shown(290, 60, "— 1 —", 14),
]
SECOND = [
    *paragraph(FLOW[TURN:], 82, 700, indent=0),
    Shown(82 + 32, 570, "一、开展排查"),
    Shown(400, 530, "青禾市民政局"),
    Shown(390, 500, "2021年7月20日"),
    Shown(290, 60, "— 2 —", 14),
]


def codes(content):
    return [p.code for p in content.problems]


def lines(*pages, **how):
    return read(pdf([list(p) for p in pages], **how)).text.split("\n")


def test_each_visual_line_is_a_line_and_pages_are_known():
    content = read(pdf([FIRST, SECOND]))
    shown = content.text.split("\n")
    assert shown[:2] == [TITLE, "各县（区）民政局："]
    assert shown[2] == "　　" + RUNNING[:26]
    assert shown[3] == RUNNING[26:54]
    assert shown[-4:] == ["　　一、开展排查", "　　青禾市民政局", "　　2021年7月20日", "　　— 2 —"]
    assert len(content.pages) == 2
    assert content.text[content.pages[1] :].startswith(FLOW[TURN : TURN + 28])
    assert "— 1 —" in content.text[: content.pages[1]].split("\n")[-2]
    assert content.problems == ()
    assert content.reader.startswith("pypdfium2 ")


def test_the_view_joins_the_lines_across_the_page():
    view = see(read(pdf([FIRST, SECOND])).text).text
    assert f"\n  {FLOW}\n  一、开展排查\n" in view


def test_order_on_the_page_and_not_in_the_file_counts():
    assert lines(FIRST) == lines(FIRST[::-1])


def test_two_columns_are_read_one_after_the_other():
    left = paragraph("左" * 5 + RUNNING, 60, 690, columns=20, size=11, step=18)
    right = paragraph("右" * 5 + RUNNING, 320, 683, columns=20, size=11, step=18)
    rows = [s for pair in zip(left, right, strict=True) for s in pair]
    across = [Shown(200, 740, "青禾市人民政府公报第三期", 18), Shown(60, 400, "注：" + RUNNING[:40], 11)]
    assert lines([across[0], *rows, across[1]]) == [
        "青禾市人民政府公报第三期",
        *lines(left),
        *lines(right),
        "注：" + RUNNING[:40],
    ]


def in_columns(paragraphs, high):
    """Pages of two columns of 16 characters and so many lines, and the lines in their order."""
    set_ = [s for text in paragraphs for s in paragraph(text, 60, 0, columns=16, size=12)]
    places = [divmod(k, high) for k in range(len(set_))]
    placed = [
        Shown(s.x + 216 * (c % 2), 720 - 20 * row, s.text, s.size) for s, (c, row) in zip(set_, places, strict=True)
    ]
    return [placed[k : k + 2 * high] for k in range(0, len(placed), 2 * high)], [s.text for s in set_]


@pytest.mark.parametrize("high", [8, 12, 13, 16, 24])
def test_columns_of_short_paragraphs_and_of_a_last_page_with_few_lines(high):
    tasks = [
        f"（{n}）建设助餐点。县民政局要会同各镇在每年{n}月底前公布助餐点名录，并报县政府备案。"
        for n in "三四五六七八九"
    ]
    pages, shown = in_columns(["一、重点任务", *tasks, "二、保障措施", "各镇要加强领导。"], high)
    assert [line.strip() for line in lines(*pages)] == shown


def test_a_page_of_one_column_behind_pages_of_two():
    pages, shown = in_columns([f"{RUNNING}。"] * 6, 14)
    alone = [Shown(60, 720, "附件"), *paragraph(f"{RUNNING}。", 60, 690), Shown(380, 300, "青禾县民政局")]
    assert [line.strip() for line in lines(*pages, alone)] == [*shown, *(s.text for s in alone)]


def test_a_table_is_read_row_by_row():
    rows = [(f"{n}.排查登记", "市民政局") for n in range(1, 9)]
    shown = [
        s for k, row in enumerate(rows) for s in (Shown(80, 700 - 30 * k, row[0]), Shown(340, 700 - 30 * k, row[1]))
    ]
    assert lines(shown) == ["　　".join(row) for row in rows]


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_text_turned_on_the_page_is_read_as_well(turns):
    turned = {1: lambda s: (750 - s.y, s.x), 2: lambda s: (600 - s.x, 790 - s.y), 3: lambda s: (s.y - 150, 700 - s.x)}
    # A figure in each: pdfium leaves out turned text whose glyphs, of a font that is not there, have no extent.
    kept = [Shown(82 + 32 * (n == 1), 700 - 30 * n, f"{n}.各县要在9月底前完成排查") for n in range(1, 5)]
    moved = [Shown(*turned[turns](s), s.text, s.size, turns) for s in kept]
    assert lines(moved) == lines(kept)
    assert lines(kept, rotate=90 * turns) == lines(kept)


def test_a_watermark_is_set_aside():
    content = read(
        pdf([[*FIRST, Shown(200, 300, "内部资料", 60, 0.5)], [*SECOND, Shown(200, 300, "内部资料", 60, 0.5)]])
    )
    assert content.text == read(pdf([FIRST, SECOND])).text
    assert content.aside == (("watermark", "内部资料"),)


def heads(count, *, left="青禾市人民政府公报", foot="2023年第5期"):
    """Pages of running text with a head and a foot further out than the text."""
    return [
        [
            Shown(50, 770, left, 10),
            Shown(500, 770, f"第{n}页", 10),
            Shown(82, 720, f"附件{n}"),
            *paragraph(f"第{n}项工作。{RUNNING}。", 82, 690),
            Shown(50, 30, foot, 10),
            Shown(290, 45, f"— {n} —", 14),
        ]
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", [3, 4, 7])
def test_running_heads_and_feet_are_set_aside(count):
    content = read(pdf(heads(count)))
    assert content.aside[:2] == (("header", "青禾市人民政府公报　　第1页"), ("footer", "2023年第5期"))
    assert {kind for kind, _ in content.aside} == {"header", "footer"}
    assert len(content.aside) == count + 1
    shown = content.text.split("\n")
    assert "公报" not in content.text and "期\n" not in content.text
    assert [line.strip() for line in shown if "—" in line] == [f"— {n} —" for n in range(1, count + 1)]
    assert [line.strip() for line in shown if "附件" in line] == [f"附件{n}" for n in range(1, count + 1)]
    assert len(content.pages) == count


def test_heads_of_even_and_odd_pages_are_both_set_aside():
    pages = [page for odd, even in zip(heads(4), heads(4, left="青禾年鉴"), strict=True) for page in (odd, even)]
    content = read(pdf(pages))
    assert "公报" not in content.text and "年鉴" not in content.text


def test_what_stands_once_or_twice_or_elsewhere_is_no_running_head():
    one, other, third = heads(3)
    assert "公报" in read(pdf([one])).text
    assert read(pdf([one, other])).text.count("公报") == 2
    moved = [Shown(s.x, s.y - 40 if s.y == 770 else s.y, s.text, s.size) for s in other]
    assert read(pdf([one, moved, third])).text.count("公报") == 3
    rows = [Shown(k, 740, text, 10) for k, text in ((82, "序号"), (200, "任务"), (300, "责任单位"), (400, "时限"))]
    shown = read(pdf([[*rows, *FIRST[2:]], [*rows, *SECOND], [*rows, *SECOND]])).text
    assert shown.count("责任单位") == 3


def test_forms_that_come_page_by_page_keep_their_words():
    forms = [
        [
            Shown(240, 740, "助餐点登记证书", 22),
            Shown(82, 700, f"编号：{n:03}"),
            *paragraph(f"第{n}号助餐点经审核符合条件，准予登记，有效期三年。", 82, 660),
            Shown(400, 530, "青禾县民政局"),
            Shown(390, 500, "2023年5月8日"),
        ]
        for n in range(1, 7)
    ]
    content = read(pdf(forms))
    assert content.aside == ()
    assert content.text.count("登记证书") == content.text.count("2023年5月8日") == 6


def test_a_scan_with_a_mark_on_each_page_is_a_scan():
    mark = Shown(240, 20, "扫描件 www.example.cn", 9)
    content = read(pdf([[mark, Stroke(50, 50, 500, 50)] for _ in range(4)]))
    assert codes(content) == ["source.no_text"]
    assert content.aside == (("header", mark.text),)


def test_a_title_that_is_the_longest_line_does_not_go_on():
    page = [
        Shown(100, 740, "青禾县人民政府办公室关于转发县民政局等部门", 18),
        Shown(150, 710, "加强助餐服务工作实施意见的通知", 18),
        Shown(200, 680, "青政办发〔2023〕8号"),
        Shown(82, 640, "各镇人民政府："),
        Shown(114, 610, "现将实施意见转发给你们，请认真执行。"),
    ]
    assert seen(page) == [s.text for s in page]


@pytest.mark.parametrize(("width", "step", "read"), [(3.6, 3.6, "ll"), (3.6, 0.4, "l"), (16, 0.5, "l"), (16, 16, "ll")])
def test_a_letter_drawn_twice_for_boldness_is_told_by_its_own_width(width, step, read):
    piece = Piece([Character("l", x, 0, x + width, 16) for x in (80, 80 + step)])
    assert join([piece]) == read


def test_what_a_browser_prints_at_the_edges_is_set_aside_on_one_page_as_well():
    page = [
        Shown(30, 775, "2023/5/8 10:24", 8),
        Shown(250, 775, TITLE, 8),
        *FIRST,
        Shown(30, 20, "https://www.example.cn/art/2023/5/8/art_1_2.html", 8),
        Shown(580, 20, "1/1", 8),
    ]
    content = read(pdf([page]))
    assert content.text == read(pdf([FIRST])).text
    assert [kind for kind, _ in content.aside] == ["header", "footer"]


def seen(*pages):
    """What the readers see of the pages, line by line."""
    content = read(pdf(list(pages)))
    return see(content.text, (), content.full).text.replace(" ", "").split("\n")


def test_lines_that_run_up_to_the_margin_go_on_in_the_next_one():
    short = paragraph("各镇要对辖区内老年人的数量和助餐需要进行全面摸排，建立名录，并报县民政局备案。", 82, 700)
    assert len(short) == 2
    below = [
        Shown(82, 500, "县财政局要按时拨付资金，并会同县民政局等部门对使用情况"),
        Shown(82, 474, "每季度进行一次检查。"),
    ]
    number = [
        Shown(82, 400, "县民政局要会同有关部门和各镇全面摸清需求，确保建成到"),
        Shown(82, 374, "2025年底前全部投入使用。"),
    ]
    heading = [Shown(82, 300, "三、保障措施"), *paragraph("各镇要加强领导。", 82, 274)]
    assert seen([*short, *below, *number, *heading]) == [
        "".join(s.text for s in short),
        below[0].text + below[1].text,
        number[0].text + number[1].text,
        "三、保障措施",
        "各镇要加强领导。",
    ]


def test_rows_of_a_table_without_lines_do_not_go_on():
    rows = [
        [Shown(82, y, "老年食堂建设改造项目"), Shown(290, y, "县民政局"), Shown(400, y, "县财政局、县住建局")]
        for y in (700, 674, 648, 622)
    ]
    assert len(seen([s for row in rows for s in row])) == 4


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        ([Shown(80, 700, "青禾"), Shown(128, 700, "通知")], "青禾 通知"),
        ([Shown(80, 700, "青禾"), Shown(116, 700, "通知")], "青禾通知"),
        ([Shown(80, 700, "by"), Shown(100, 700, "May")], "by May"),
        ([Shown(80, 700, "一共"), Shown(116, 700, "3"), Shown(128, 700, "事项")], "一共3事项"),
        ([Shown(80, 700, "面积2"), Shown(120.5, 706, "2", 9)], "面积22"),
        ([Shown(80, 700, "通知"), Shown(80.4, 700, "通知")], "通知"),
        ([Shown(80, 700, "⼯作")], "工作"),
        ([Shown(80, 700, "2014\u00ad2020年")], "2014-2020年"),
        ([Shown(80, 700, "𠮷田")], "𠮷田"),
        ([Shown(80, 700, "　　通知　")], "通知"),
    ],
)
def test_gaps_and_odd_characters(shown, line):
    assert lines(shown) == [line]


@pytest.mark.parametrize(
    ("title", "metadata"), [(TITLE, {"title": TITLE}), ("Microsoft Word - 1.doc", {}), ("", {}), (None, {})]
)
def test_the_title_of_the_file_counts_where_the_text_begins_with_it(title, metadata):
    assert read(pdf([FIRST], title=title)).metadata == metadata


def test_scans():
    assert codes(read(pdf(["picture", "picture"]))) == ["source.no_text"]
    mixed = read(pdf([FIRST, "picture", [], SECOND, "picture"]))
    [problem] = mixed.problems
    assert problem.code == "source.partial"
    assert "pages 2, 5 of 5" in problem.message
    assert len(mixed.pages) == 5
    assert mixed.pages[1] == mixed.pages[2] == mixed.pages[3]
    assert mixed.text[mixed.pages[3] :].startswith(FLOW[TURN : TURN + 28])


def test_a_font_without_meaning_is_told():
    content = read(pdf([FIRST], mapped=False))
    assert set(content.text) <= set("\ufffd 　\n")
    assert codes(content) == ["source.encoding"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "source.empty"),
        (b"x" * 5000, "source.damaged"),
        (b"%PDF-1.7\n", "source.damaged"),
        (pdf([FIRST])[:1500], "source.damaged"),
        (pdf([FIRST]).replace(b"/Type /Page ", b"/Type /Pagi "), "source.damaged"),
        (pdf([]), "source.damaged"),
        (pdf([[]]), "source.empty"),
        (pdf([FIRST], encrypt=True), "source.encrypted"),
    ],
)
def test_what_cannot_be_read_is_told(data, code):
    content = read(data)
    assert (content.text, codes(content)) == ("", [code])


def test_every_truncation_and_flipped_byte_is_survived():
    data = pdf([FIRST, SECOND])
    for k in range(0, len(data), 97):
        for spoilt in (data[:k], data[:k] + bytes([data[k] ^ 0xFF]) + data[k + 1 :]):
            content = read(spoilt)
            assert content.text or content.problems


def test_limits_are_told():
    content = read(pdf([FIRST, SECOND, SECOND]), Limits(pages=2))
    assert (len(content.pages), codes(content)) == (2, ["source.limit"])
    content = read(pdf([FIRST, SECOND, SECOND]), Limits(text=100))
    assert (len(content.pages), codes(content)) == (1, ["source.limit"])
    assert codes(read(pdf([FIRST]), Limits(file=100))) == ["source.limit"]
    assert read(pdf([FIRST], count=10**9)).text == read(pdf([FIRST])).text


def holding(packed, *, filters="/FlateDecode", pages=1):
    """A document whose pages all have one stream as content."""
    kids = " ".join(f"{4 + k} 0 R" for k in range(pages))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R"
    font = b" /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    content = b"<< /Length %d /Filter %s >>\nstream\n" % (len(packed), filters.encode()) + packed + b"\nendstream"
    tree = f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode()
    return assemble([b"<< /Type /Catalog /Pages 2 0 R >>", tree, content, *[page + font] * pages], "/Root 1 0 R")


BOMB = zlib.compress(bytes(64_000_000))
HOSTILE = {
    "a bomb": holding(BOMB),
    "a bomb in a bomb": holding(zlib.compress(BOMB), filters="[/FlateDecode /FlateDecode]"),
    "a million words": holding(zlib.compress(b"BT /F 9 Tf 50 50 Td " + b"(abcdefgh)Tj " * 1_000_000 + b"ET")),
    "long strings": holding(zlib.compress(b"BT /F 9 Tf 50 50 Td " + b"(" + b"a" * 16_000 + b")Tj " * 20 + b"ET")),
    "many pages": holding(zlib.compress(b"BT /F 9 Tf 50 50 Td (abc)Tj ET"), pages=6_000),
    "many strokes": holding(zlib.compress(b"0 0 m 9 9 l S\n" * 200_000), pages=12),
    "pages that are their own parents": pdf([FIRST]).replace(b"/Kids [8 0 R]", b"/Kids [2 0 R]"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_cost_little(kind):
    start = time.process_time()
    content = read(HOSTILE[kind])
    assert time.process_time() - start < 6
    assert content.problems or len(content.text) < 40_000


@pytest.mark.parametrize("content", [b"(" * 1000, b"[" * 100_000, b"<< " * 100_000, b"q " * 200_000, b"BT ((((\\("])
def test_broken_content_of_a_page_is_survived(content):
    assert codes(read(holding(zlib.compress(content)))) in (["source.empty"], ["source.no_text"], ["source.damaged"])


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingDependencyError, match=r"policytext\[files\]"):
        read(pdf([FIRST]))


@pytest.mark.real
def test_a_real_notice_has_the_text_that_was_taken_from_it(shared):
    files = shared / "corpora" / "files"
    content = read((files / "notice.pdf").read_bytes())
    assert len(content.pages) == 5
    given = {"".join(s.split()).rstrip("。；") for s in (files / "notice.txt").read_text("utf-8").splitlines()}
    whole = "".join("".join(line.split()) for line in see(content.text).text.splitlines())
    view = {"".join(s.split()).rstrip("。；") for s in see(content.text).text.splitlines()}
    assert sum(s in whole for s in given) >= 0.9 * len(given)
    assert {"一、总体要求", "（二）加强纳税人诚信教育", "2019年8月20日"} <= view
