"""Binary Word documents: pieces, marks, tables, stories, versions, and files that are broken on purpose."""

import io
import random
import struct
import time
import zipfile

import pytest
from word_files import TEXT_AT, fib, level, list_tables, old_word, ole, streams, word

from policytext.sources.doc import read
from policytext.sources.kinds import kind_of
from policytext.sources.limits import Limits

CLAUSE = "各县（区）要于9月底前完成排查，并将结果报送青石市民政局。"


def codes(content):
    return [p.code for p in content.problems]


@pytest.mark.parametrize("scatter", [False, True])
def test_pieces_of_both_widths_in_text_order(scatter):
    content = read(word([CLAUSE[:5], CLAUSE[5:] + "\r", b"GB/T 9704\x96 \x93A\x94\r", "二\r"], scatter=scatter))
    assert content.text == f"{CLAUSE}\nGB/T 9704– “A”\n二"
    assert (content.problems, content.grids, content.aside) == ((), (), ())
    assert content.reader.startswith("olefile ")


def test_special_characters():
    text = "甲\x0b乙\x0c丙\x0e丁\x1e戊\x1f己\x01\x02\x05\x08\xad庚\t辛𠀀\r"
    assert read(word(text)).text == "甲\n乙\n丙\n丁-戊己庚\t辛𠀀"


def test_of_fields_the_result_is_shown():
    link = '\x13 HYPERLINK "http://x.example" \x14附\x13 PAGE \x141\x15件\x15'
    assert read(word(f"见{link}。\x13 SEQ \x15完\r")).text == "见附1件。完"


@pytest.mark.parametrize(
    ("text", "shown"), [("甲\x13乙\r丙\r", "甲乙\n丙"), ("甲\x15乙\x14丙\r", "甲乙丙"), ("\x13" * 9 + "甲\x15\r", "")]
)
def test_field_marks_without_partner_hide_nothing_else(text, shown):
    assert read(word(text)).text == shown


IN_TABLE = b"\0\0\x16\x24\x01"
ROW = IN_TABLE + b"\x17\x24\x01"


def row_end(*edges):
    """Properties of the end of a row whose cells have these edges."""
    shape = struct.pack(f"<B{len(edges)}h", len(edges) - 1, *edges) + bytes(20 * (len(edges) - 1))
    return ROW + struct.pack("<HH", 0xD608, len(shape) + 1) + shape


def table(*parts):
    """A text and the properties of its paragraphs."""
    text, runs = "", []
    for part, properties in parts:
        runs.append((len(text), len(text) + len(part), properties))
        text += part
    return text, runs


def test_tables():
    text, runs = table(
        ("任务表：\r", b"\0\0"),
        *[("任务\r", IN_TABLE), ("名称\x0b（一）\x07", IN_TABLE), ("\x07", IN_TABLE), ("\x07", row_end(0, 100, 200))],
        *[("合计\x07", IN_TABLE), ("\x07", row_end(0, 200))],
        *[("\x07", IN_TABLE), ("排查\x07", IN_TABLE), ("\x07", row_end(0, 95, 200))],
        ("完\r", b"\0\0"),
    )
    content = read(word(text, paragraphs=runs))
    assert content.text == "任务表：\n任务 名称 （一）\n合计\n\t排查\n完"
    [grid] = content.grids
    assert content.text[slice(*grid.span)] == "任务 名称 （一）\n合计\n\t排查"
    cells = [[cell and content.text[slice(*cell)] for cell in row] for row in grid.rows]
    assert cells == [["任务 名称 （一）", None], ["合计", None], [None, "排查"]]


def test_rows_are_guessed_where_properties_are_lost():
    content = read(word("甲\x07乙\x07\x07丙\x07\x07\x07完\r"))
    assert content.text == "甲\t乙\n丙\n完"
    assert [len(row) for grid in content.grids for row in grid.rows] == [2, 2]


def test_a_row_that_never_ends_costs_no_text():
    text, runs = table(("甲\x07", IN_TABLE), ("乙\r", b"\0\0"), ("丙\x07", IN_TABLE))
    assert read(word(text, paragraphs=runs)).text == "甲\n乙\n丙"


def test_hidden_text_tracked_changes_and_symbols():
    text = "留删增隐(完\r"
    changes = [
        (0, 1, b""), (1, 2, b"\x00\x08\x01"), (2, 3, b"\x01\x08\x01"), (3, 4, b"\x3c\x08\x01"),
        (4, 5, struct.pack("<HHH", 0x6A09, 0, 0x25A1)), (5, 7, b""),
    ]  # fmt: skip
    content = read(word(text, characters=changes))
    assert content.text == "留增□完"
    assert codes(content) == ["source.tracked_changes"]
    assert "1 insertions, 1 deletions" in content.problems[0].message


def item(level=0, override=1):
    """Properties of a paragraph in a list."""
    return b"\0\0" + struct.pack("<HHHB", 0x460B, override, 0x260A, level)


CHINESE, DECIMAL, BULLET = 39, 0, 23
OUTLINE = [
    level(CHINESE, "{0}、"),
    level(CHINESE, "（{1}）", follow=2),
    level(DECIMAL, "{0}.{2}", flags=4),
    *[level(255, "")] * 6,
]


def numbered(*items, overrides=({},), levels=OUTLINE):
    """The text of paragraphs 甲 at these places of a list."""
    text, runs = table(*[("甲\r", properties) for properties in items])
    return read(word(text, paragraphs=runs, tables=list_tables(levels, overrides)))


def test_automatic_numbers():
    content = numbered(item(), item(1), item(1), b"\0\0", item(2), item(), item(1))
    assert content.text == "一、甲\n（一）甲\n（二）甲\n甲\n1.1 甲\n二、甲\n（一）甲"
    assert content.problems == ()


def test_overrides_of_lists():
    starts = numbered(item(), item(override=2), item(override=2), overrides=({}, {0: 5}))
    assert starts.text == "一、甲\n五、甲\n六、甲"
    other = numbered(item(), item(override=2), overrides=({}, {0: level(DECIMAL, "第{0}条", start=7)}))
    assert other.text == "一、甲\n第7条 甲"


def test_a_bullet_in_a_font_of_signs():
    font = "Wingdings\0".encode("utf-16-le")
    fonts = struct.pack("<HHB39x", 1, 0, 39 + len(font)) + font
    tables = list_tables([level(BULLET, "\uf06c", characters=b"\x4f\x4a\0\0")], ({},))
    assert read(word("甲\r", paragraphs=[(0, 2, item())], tables={**tables, 15: fonts})).text == "● 甲"


def test_numbers_in_cells_and_apart():
    text, runs = table(
        ("甲\r", item()), ("乙\x07", IN_TABLE + item()[2:]), ("丙\x07", IN_TABLE), ("\x07", ROW), ("注\r", item())
    )
    content = read(word(text, paragraphs=runs, tables=list_tables(OUTLINE, ({},)), lengths=[len(text) - 2, 2]))
    assert content.text == "一、甲\n二、乙\t丙"
    assert content.aside == (("footnote", "一、注"),)


def test_numbers_that_cannot_be_told():
    content = numbered(item(), item(override=9), item(override=0x7FF), levels=[level(99, "{0}.")])
    assert content.text == "1.甲\n甲\n甲"
    [problem] = content.problems
    assert (problem.code, problem.message[:12]) == ("source.partial", "2 paragraphs")


def test_without_list_tables_numbers_are_missed():
    content = read(word("一项\r二项\r完\r", paragraphs=[(0, 3, item()), (3, 6, item()), (6, 8, b"\0\0")]))
    assert content.text == "一项\n二项\n完"
    [problem] = content.problems
    assert (problem.code, problem.message[:12]) == ("source.partial", "2 paragraphs")


def style(based_on, properties):
    """A paragraph style without name."""
    return (
        struct.pack("<HHHHH", 0, 1 | based_on << 4, 1, 0, 0)
        + bytes(4)
        + struct.pack("<H", len(properties))
        + properties
    )


@pytest.mark.parametrize(("own", "told"), [(b"\x01\0", 1), (b"\x01\0\x0b\x46\0\0", 0), (b"\x02\0", 0)])
def test_numbers_by_style(own, told):
    sheet = [style(0xFFF, b"\0\0\x0b\x46\x01\0"), style(0, b"\x01\0"), style(2, b"\x02\0")]
    stsh = struct.pack("<HHH", 4, len(sheet), 10) + b"".join(struct.pack("<H", len(s)) + s for s in sheet)
    content = read(word("标题\r", paragraphs=[(0, 3, own)], tables={1: stsh}))
    assert codes(content) == ["source.partial"] * told


def test_stories_stand_apart():
    main, notes, comments, boxes = "正文\x02。\r", "\x02注一\r\x02注二\r\r", "\x05批\r\r", "签章\r\r"
    parts = ["\r", "", "", "", "", "", "", "青石市文件\r", "", "第\x13PAGE\x141\x15页\r", "", ""]
    heads, bounds = "", [0]
    for part in parts:
        heads += part
        bounds.append(len(heads))
    tables = {
        3: struct.pack("<4I", 0, 4, 8, 9),
        11: struct.pack(f"<{len(bounds) + 1}I", *bounds, len(heads) + 1),
        5: struct.pack("<3I", 0, 3, 4),
        56: struct.pack("<3I", 0, 3, 4) + bytes(44),
    }
    stories = [main, notes, heads + "\r", "", comments, "", boxes]
    content = read(word("".join(stories), lengths=[len(s) for s in stories], tables=tables))
    assert content.text == "正文。"
    assert content.aside == (
        ("footnote", "注一"), ("footnote", "注二"), ("header", "青石市文件"), ("footer", "第1页"), ("comment", "批"), ("text box", "签章"),
    )  # fmt: skip


def test_stories_without_tables_of_their_own_are_whole():
    content = read(word("正文\r注一\r注二\r", lengths=[3, 6]))
    assert (content.text, content.aside) == ("正文", (("footnote", "注一\n注二"),))


@pytest.mark.parametrize(
    ("raw", "language", "encoding"),
    [
        (CLAUSE.encode("gbk"), 0x0804, "gb18030"),
        (CLAUSE.encode("gbk"), 0x0409, "gb18030"),
        ("請於九月底前報送".encode("big5"), 0x0404, "big5"),
        (b"caf\xe9", 0x0409, "cp1252"),
    ],
)
def test_word_before_97(raw, language, encoding):
    content = read(old_word(raw + b"\rA\x07B\x07\x07", language=language))
    assert content.text == raw.decode(encoding) + "\nA\tB"
    assert (content.encoding, codes(content)) == (encoding, ["source.partial"])


def test_word_95_for_east_asia():
    units = b"".join(c.encode("gbk")[::-1].ljust(2, b"\0") for c in CLAUSE)
    content = read(old_word(units, flags=0x1000, main=len(CLAUSE)))
    assert content.text == CLAUSE


def test_encrypted():
    assert codes(read(word(CLAUSE, flags=0x0100))) == ["source.encrypted"]
    package = ole({"EncryptionInfo": b"", "EncryptedPackage": b"x"})
    assert codes(read(package)) == ["source.encrypted"]
    assert kind_of(package) == "doc"


def test_no_text():
    assert codes(read(word("\x01\r"))) == ["source.no_text"]
    assert codes(read(b"")) == ["source.empty"]


def zipped(*names):
    """A zip file with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"junk\n%PDF-1.4\n", "pdf"),
        (b"{\\rtf1\\ansi}", "rtf"),
        (b"\xef\xbb\xbf \r\n<!DOCTYPE html>", "html"),
        ("\ufeff<html>".encode("utf-16-le"), "html"),
        (b'<?xml version="1.0"?><!-- x --><html xmlns="x">', "html"),
        (b"<divide> and conquer", None),
        (CLAUSE.encode("gbk"), None),
        (b"", None),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (zipped("[Content_Types].xml", "word/document2.xml"), "docx"),
        (zipped("xl/workbook.xml"), "xlsx"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (zipped("OFD.xml", "Doc_0/Document.xml")[:60], "ofd"),
        (zipped("word/notice.txt"), "zip"),
        (word(CLAUSE), "doc"),
        (word(CLAUSE)[:700], None),
        (ole({"Workbook": b"x"}), "xls"),
        (ole({"Book": b"x"}), "xls"),
        (ole({"PowerPoint Document": b"x"}), None),
    ],
)  # fmt: skip
def test_what_a_file_is_in_truth(data, kind):
    assert kind_of(data) == kind


@pytest.mark.parametrize("data", [b"{\\rtf1 x}", b"<html>", zipped("word/document.xml"), CLAUSE.encode()])
def test_what_is_no_word_file_is_told(data):
    assert codes(read(data)) == ["source.damaged"]


def circle(fat, starts):
    """Let the chain of every stream run back to its own start."""
    for start in starts.values():
        fat[start] = start


HOSTILE = {
    "circle in the table of sectors": ole(streams(CLAUSE), chain=circle),
    "circle and a claim of 4 GB": ole(streams(CLAUSE), chain=circle, sizes=dict.fromkeys(streams(CLAUSE), 2**32 - 1)),
    "circle in the directory": word(CLAUSE)[:-512] + struct.pack("<128I", *[24] * 128),
    "no piece table": ole({"WordDocument": fib([(0, 0)] * 93, [5] * 8, 0x200).ljust(4096, b"\0"), "1Table": b""}),
    "pieces beyond the file": word(CLAUSE, tables={33: b"\x02" + struct.pack("<IIIHIH", 16, 0, 9, 0, 0x3FFFFFFE, 0)}),
    "a billion characters": word(CLAUSE, tables={33: b"\x02" + struct.pack("<IIIHIH", 16, 0, 10**9, 0, TEXT_AT, 0)}),
    "pieces backwards": word(CLAUSE, tables={33: b"\x02" + struct.pack("<I3I", 28, 0, 9, 5) + bytes(16)}),
    "allocation tables without end": word(CLAUSE)[:0x2C] + b"\xff" * 4 + word(CLAUSE)[0x30:],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_little_and_are_told(name):
    begin = time.process_time()
    content = read(HOSTILE[name])
    assert time.process_time() - begin < 2
    assert codes(content)[0] in {"source.damaged", "source.limit"}


def test_the_title_among_the_properties():
    summary = struct.pack("<HHI16xI", 0xFFFE, 0, 2, 1) + bytes(16) + struct.pack("<I", 48)
    title = "关于排查的通知".encode("gbk") + b"\0"
    values = struct.pack("<IHxx", 2, 936) + struct.pack("<II", 30, len(title)) + title
    summary += struct.pack("<IIIIII", 24 + len(values), 2, 1, 24, 2, 32) + values
    content = read(ole({**streams(CLAUSE), "\x05SummaryInformation": summary}))
    assert content.metadata == {"title": "关于排查的通知"}


def test_properties_that_count_without_end():
    vector = struct.pack("<II", 0x101E, 0xFFFFFFFF)
    summary = bytes(44) + struct.pack("<IIIIIII", 48, 24 + len(vector), 0xFFFFFFFF, 2, 24, 5, 24) + vector
    begin = time.process_time()
    assert read(ole({**streams(CLAUSE), "\x05SummaryInformation": summary})).text == CLAUSE
    assert time.process_time() - begin < 1


def test_many_pages_that_are_one_are_read_once():
    data = streams([CLAUSE * 20], paragraphs=[(0, len(CLAUSE) * 20, b"\0\0")])
    number = len(data["WordDocument"]) // 512 - 1
    plc = struct.pack("<4001I", *range(4001)) + struct.pack("<4000I", *[number] * 4000)
    content = read(word(CLAUSE * 20, paragraphs=[(0, len(CLAUSE) * 20, b"\0\0")], tables={12: plc}))
    assert content.text == CLAUSE * 20


def test_limits():
    assert codes(read(word(CLAUSE), Limits(text=10))) == ["source.limit"]
    assert codes(read(word(CLAUSE), Limits(file=10))) == ["source.limit"]


def numbered_file():
    """A file with list tables."""
    runs = [(0, 2, item()), (2, 4, item(1))]
    return word("甲\r甲\r", paragraphs=runs, tables=list_tables(OUTLINE, ({0: 1},)))


def test_any_cut_or_flipped_byte_is_survived():
    text, runs = table(
        ("表\r", b"\0\0"), ("甲\x07", IN_TABLE), ("\x07", row_end(0, 9)), ("\x13X\x14完\x15\r注\r", b"\0\0")
    )
    data = word(text, paragraphs=runs, characters=[(0, len(text), b"\x3c\x08\0")], lengths=[len(text) - 2, 2])
    assert read(data).text == "表\n甲\n完"
    more = numbered_file()
    assert read(more).text == "一、甲\n（一）甲"
    rng = random.Random(5)
    for _ in range(600):
        whole = rng.choice([data, more])
        broken = bytearray(whole[: rng.randrange(len(whole)) if rng.random() < 0.2 else None])
        for _ in range(rng.randrange(6)):
            if broken:
                broken[rng.randrange(len(broken))] = rng.randrange(256)
        content = read(bytes(broken))
        assert content.text or content.problems
        kind_of(bytes(broken))
