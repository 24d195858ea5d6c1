"""RTF documents: encodings, what is shown and what is not, tables, what stands apart, and hostile files."""

import random
import time

import pytest

from policytext.sources.limits import Limits
from policytext.sources.rtf import read

CLAUSE = "各县（区）要于9月底前完成排查，并将结果报送青石市民政局。"


def codes(content):
    return [p.code for p in content.problems]


def escaped(text, encoding="gbk"):
    r"""Text as RTF writes it, each byte beyond ASCII as \'hh."""
    return "".join(chr(b) if b < 128 else f"\\'{b:02x}" for b in text.encode(encoding))


def unicode_escaped(text, fallback="?"):
    r"""Text as \uN with a stand-in."""
    units = text.encode("utf-16-le")
    numbers = [int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)]
    return "".join(f"\\u{n}{fallback}" for n in numbers)


def rtf(body, head="\\ansi\\ansicpg936\\deff0", fonts=""):
    """A file with this body."""
    table = f"{{\\fonttbl{fonts}}}" if fonts else ""
    return f"{{\\rtf1{head}{table}{body}}}".encode("latin-1")


def shown(body, **more):
    """The text of a file with this body."""
    return read(rtf(body, **more)).text


@pytest.mark.parametrize(
    "body",
    [
        escaped(CLAUSE),
        CLAUSE.encode("gbk").decode("latin-1"),
        escaped(CLAUSE).replace("\\'b8", "\\'B8\r\n"),
        unicode_escaped(CLAUSE),
        "\\uc2 " + unicode_escaped(CLAUSE, "\\'d6\\'d0"),
        "\\uc0 " + unicode_escaped(CLAUSE, " "),
    ],
)
def test_encodings_of_text(body):
    content = read(rtf(body + "\\par"))
    assert (content.text, content.encoding, content.problems) == (CLAUSE, "gb18030", ())


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        (134, "gbk", "青石市"),
        (136, "big5", "青石縣"),
        (128, "cp932", "です"),
        (129, "cp949", "한국"),
        (204, "cp1251", "Да"),
    ],
)
def test_encodings_by_font(charset, encoding, text):
    fonts = f"{{\\f0\\fcharset0 Times;}}{{\\f5\\fnil\\fcharset{charset} {escaped(text, encoding)};}}"
    assert (
        shown(
            f"A {{\\f5 {escaped(text, encoding)}}} \\f5{escaped(text, encoding)}\\plain caf\\'e9!",
            head="\\ansi\\ansicpg1252",
            fonts=fonts,
        )
        == f"A {text} {text}café!"
    )


def test_pairs_in_a_western_font_are_chinese():
    fonts = "{\\f0\\fcharset0 Times New Roman;}"
    assert shown("\\f0 " + escaped(CLAUSE), fonts=fonts) == CLAUSE
    assert shown("\\f0 " + escaped(CLAUSE), head="\\ansi", fonts=fonts) == CLAUSE
    assert shown("\\f0 caf\\'e9.", head="\\ansi\\ansicpg1252", fonts=fonts) == "café."


def test_a_trail_byte_may_be_a_letter_or_stand_escaped_alone():
    pair = "丄".encode("gbk")
    assert pair[1:] == b"A"
    assert shown(f"\\'{pair[0]:02x}{chr(pair[1])}") == "丄"
    assert shown(f"\\'{pair[0]:02x}\\'{pair[1]:02x}") == "丄"


def test_stand_ins_may_be_words_or_left_out():
    assert shown("\\u20013\\emdash a\\par \\u20013\\par b") == "中a\n中\nb"


def test_surrogates_and_bad_bytes():
    assert shown(unicode_escaped("𠀀字")) == "𠀀字"
    content = read(rtf("a\\'ff\\'ff\\u-10240?b"))
    assert content.text.count("\ufffd") == 3
    assert codes(content) == ["source.encoding"]


def test_paragraphs_lines_and_characters():
    body = "a\\par b\\line c\\tab d\\emdash e\\~f\\_g\\-h\\{i\\}\\\\\\ldblquote j\\rdblquote\\page k\\\nl"
    assert shown(body) == "a\nb\nc\td—e\u00a0f-gh{i}\\“j”\nk\nl"


@pytest.mark.parametrize(
    "hidden",
    [
        "{\\*\\unknown{x}x}", "{\\colortbl;\\red0;}", "{\\stylesheet{\\s0 Normal;}}", "{\\pict\\pngblip 89504e47}", "{\\v x}", "\\v x\\v0 ",
        "\\v x\\plain ", "{\\*\\bkmkstart x}", "{\\*\\shppict{\\pict 00ff}}{\\nonshppict{\\pict 00}}", "{\\pict\\bin5 {{{{{}", "\\bin3 }}}",
        "{\\field{\\*\\fldinst PAGE}}", "{\\info{\\author x}}", "{\\*\\listtable{\\list{\\listlevel{\\leveltext x;}}}}",
    ],
)  # fmt: skip
def test_what_is_not_shown(hidden):
    assert shown(f"a{hidden}b") == "ab"


def test_results_of_fields_and_objects():
    assert (
        shown('{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt {\\ul one}}}{\\object{\\*\\objdata 00}{\\result two}}')
        == "onetwo"
    )


def test_visible_list_numbers():
    first = f"{{\\listtext\\pard\\plain\\f0 {escaped('一、')}\\tab}}{escaped('总体要求')}\\par"
    second = f"{{\\pntext\\f0  1.\\tab}}{{\\*\\pn\\pnlvlbody{{\\pntxta .}}}}{escaped('排查')}\\par"
    assert shown(first + second) == "一、总体要求\n1.排查"


def row(*cells, edges=()):
    """A row of a table."""
    shape = "".join(f"\\cellx{e}" for e in edges)
    return "\\trowd" + shape + "".join(f"\\pard\\intbl {c}\\cell" for c in cells) + "\\row"


def test_tables():
    body = (
        "\\pard a\\par"
        + row("b\\par c", "", "d", edges=(1000, 2000, 3000))
        + row("e", edges=(3000,))
        + row("", "f", edges=(1995, 3000))
        + "\\pard g\\par"
        + row("h", "i")
    )
    content = read(rtf(body))
    assert content.text == "a\nb c\t\td\ne\n\t\tf\ng\nh\ti"
    cells = [[[cell and content.text[slice(*cell)] for cell in r] for r in grid.rows] for grid in content.grids]
    assert cells == [[["b c", None, "d"], ["e", None, None], [None, None, "f"]], [["h", "i"]]]
    assert content.text[slice(*content.grids[0].span)] == "b c\t\td\ne\n\t\tf"


def test_tables_in_cells_are_part_of_them():
    inner = "\\intbl\\itap2 x\\nestcell{\\nonesttables\\par}y\\nestcell{\\*\\nesttableprops\\trowd\\cellx9\\nestrow}{\\nonesttables\\par}"
    assert shown(row(f"{inner}\\pard\\intbl z", "w")) == "x y z\tw"


def test_rows_that_never_end_cost_no_text():
    assert shown("\\pard\\intbl a\\cell b\\par c\\cell\\pard d\\par\\intbl e") == "a\tb c\nd\ne"


def test_what_stands_apart():
    body = (
        "{\\header\\pard head\\par}{\\footerr\\pard - {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}} -\\par}"
        "a{\\footnote\\pard {\\super 1} note\\par}b{\\footnote\\ftnalt end}{\\*\\atnid X}{\\*\\annotation why{\\*\\atndate 1}}c"
        "{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt\\pard box\\par}}{\\shprslt box}}\\par"
    )
    content = read(rtf(body))
    assert content.text == "abc"
    found = dict(content.aside)
    assert found == {
        "header": "head",
        "footer": "- 1 -",
        "footnote": "1 note",
        "endnote": "end",
        "comment": "why",
        "text box": "box",
    }


def test_title_tracked_changes_and_pictures():
    content = read(
        rtf(f"{{\\info{{\\title {escaped('关于排查的通知')}}}{{\\author x}}}}a{{\\deleted b}}{{\\revised c}}")
    )
    assert (content.text, content.metadata) == ("ac", {"title": "关于排查的通知"})
    assert codes(content) == ["source.tracked_changes"]
    assert "1 insertions, 1 deletions" in content.problems[0].message
    [problem] = read(rtf("{\\pict 00}")).problems
    assert (problem.code, "1 pictures" in problem.message) == ("source.no_text", True)


def test_of_what_is_said_twice_the_unicode_counts():
    title = f"{{\\info{{\\upr{{\\title ??}}{{\\*\\ud{{\\title {unicode_escaped('通知')}}}}}}}}}"
    content = read(rtf(title + f"a{{\\upr x{{y}}{{\\*\\ud {unicode_escaped('文')}}}}}b"))
    assert (content.metadata, content.text) == ({"title": "通知"}, "ax文b")


@pytest.mark.parametrize(
    ("data", "code", "text"),
    [
        (b"", "source.empty", ""),
        (b"plain", "source.damaged", ""),
        (b"{\\rtf1 a\\par b", "source.damaged", "a\nb"),
        (b"{\\rtf1 a{{{{", "source.damaged", "a"),
        (rtf("a\\bin9999999999 b"), "source.damaged", "a"),
        (b"{\\rtf1 a" + b"{" * 200_000, "source.limit", "a"),
        (b"{\\rtf1 " + b"\\u20013?" * 60_000 + b"}", "source.limit", ""),
    ],
)
def test_broken_and_hostile_files(data, code, text):
    begin = time.process_time()
    content = read(data, Limits(text=50_000))
    assert time.process_time() - begin < 3
    assert (codes(content)[0], content.text) == (code, text)


def test_too_many_control_words_are_told(monkeypatch):
    monkeypatch.setattr("policytext.sources.rtf.reader.TOKENS", 20)
    content = read(rtf("a\\par" + "\\b\\b0" * 20 + "c"))
    assert (content.text, codes(content)) == ("a", ["source.limit"])


def test_deep_nesting_is_read():
    assert shown("{" * 40_000 + "a" + "}" * 40_000 + "b") == "ab"


def test_numbers_beyond_any_use():
    assert shown("\\f9999999999 a\\uc999999999 \\uc1 b\\u9999999999?c\\cellx-5\\'zd{\\*}{\\*\\*}e\\").startswith("ab")


def test_limits():
    assert codes(read(rtf("a"), Limits(file=3))) == ["source.limit"]


def test_any_cut_or_flipped_byte_is_survived():
    data = rtf(
        row("a", "b", edges=(1, 2))
        + "{\\footnote x}"
        + escaped(CLAUSE)
        + unicode_escaped(CLAUSE)
        + "{\\listtext 1.\\tab}y{\\upr{a}{\\*\\ud b}}"
    )
    rng = random.Random(5)
    for _ in range(500):
        broken = bytearray(data)
        for _ in range(rng.randrange(1, 8)):
            broken[rng.randrange(8, len(broken))] = rng.choice(b"{}\\'u*0 \xff")
        content = read(bytes(broken))
        assert content.text or content.problems
