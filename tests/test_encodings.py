"""Bytes to text: the order of encodings, what speaks for the rarer ones, what is replaced, what is no text."""

import random

import pytest

from policytext.sources.encodings import decode_told, likeness
from policytext.sources.limits import Limits
from policytext.sources.text import read

CLAUSE = "各县（区）要于9月底前完成排查，并将结果报送市民政局。"
TRADITIONAL = "各縣（區）要於9月底前完成排查，並將結果報送市民政局。"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (CLAUSE, "utf-8", "utf-8"),
        (CLAUSE, "utf-8-sig", "utf-8"),
        (CLAUSE, "utf-16", "utf-16"),
        (CLAUSE, "gbk", "gb18030"),
        (CLAUSE + "㐂𠀀", "gb18030", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "big5hkscs", "big5"),
        (CLAUSE, "utf-16-le", "utf-16-le"),
        (CLAUSE, "utf-16-be", "utf-16-be"),
        ("Notice of 2021\r\nno. 3", "utf-16-le", "utf-16-le"),
        ("Notice of 2021", "ascii", "utf-8"),
        ("通知", "gbk", "gb18030"),
        ("通知", "utf-8", "utf-8"),
        ("市民政局", "gbk", "gb18030"),
    ],
)
def test_every_encoding_is_found(text, codec, name):
    decoded = decode_told(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.count) == (text, name, 0)


def test_sentences_of_the_demo_are_never_taken_for_another_encoding(demo_sentences):
    for codec in ("utf-8", "gbk"):
        wrong = [s for s in demo_sentences if decode_told(s.encode(codec)).text != s]
        assert not wrong
    long = [s for s in demo_sentences if len(s) >= 20]
    assert len(long) > 50
    for codec in ("utf-16-le", "utf-16-be"):
        wrong = [s for s in long if decode_told(s.encode(codec)).text != s]
        assert not wrong


@pytest.fixture
def demo_sentences(request):
    folder = request.config.rootpath / "corpora" / "demo"
    texts = [p.read_text("utf-8") for p in sorted(folder.rglob("*.txt"))]
    return [s for t in texts for s in t.replace("。", "。\n").split("\n") if s.strip()]


def test_likeness_counts_common_characters_only():
    assert likeness(CLAUSE) > 0.6
    assert likeness(CLAUSE.encode("gbk").decode("utf-16-le", "replace")) < 0.1
    assert likeness("plain") == 1


@pytest.mark.parametrize(("codec", "encoding"), [("utf-8", "utf-8"), ("gb18030", "gb18030")])
def test_every_replaced_byte_is_told_with_its_place(codec, encoding):
    line = (CLAUSE + "\r\n").encode(codec)
    content = read(line + b"\xff\r\n" + line + b"\xfe\r\n" + line)
    places = [i for i, ch in enumerate(content.text) if ch == "\ufffd"]
    assert len(places) == 2
    [problem] = content.problems
    assert problem.message == (
        f"2 characters cannot be read as {encoding}; they stand as U+FFFD at {places[0]} (FF), {places[1]} (FE)"
    )


def test_replacement_characters_of_the_file_are_not_counted():
    [problem] = read(("\ufffd" + CLAUSE).encode() + b"\xff" + CLAUSE.encode()).problems
    assert f"1 characters cannot be read as utf-8; they stand as U+FFFD at {len(CLAUSE) + 1} (FF)" in problem.message


def test_damaged_big5_and_utf16_are_told():
    content = read((TRADITIONAL * 3).encode("big5") + b"\xff\n" + TRADITIONAL.encode("big5"))
    assert (content.encoding, [p.code for p in content.problems]) == ("big5", ["source.encoding"])
    content = read(CLAUSE.encode("utf-16") + b"\x00")
    assert (content.encoding, [p.code for p in content.problems]) == ("utf-16", ["source.encoding"])


def test_a_large_damaged_file_is_read_with_all_its_damage():
    data = (CLAUSE + "\n").encode() * 60_000 + b"\xff" + CLAUSE.encode()
    assert len(data) > 4 << 20
    content = read(data)
    assert content.text.count("\ufffd") == 1
    [problem] = content.problems
    assert f"at {60_000 * (len(CLAUSE) + 1)}" in problem.message


NOISE = random.Random(7).randbytes(5_000)


@pytest.mark.parametrize(
    "data", [NOISE, NOISE[:200], bytes(500), b"\x89PNG\r\n\x1a\n" + NOISE, b"MZ\x90\0" + bytes(60)]
)
def test_binary_data_is_no_text(data):
    content = read(data)
    assert content.text == ""
    [problem] = content.problems
    assert problem.code == "source.no_text"
    assert data[:4].hex(" ").upper() in problem.message


def test_a_badly_damaged_text_is_kept():
    block = CLAUSE.encode("gb18030")
    content = read((block * 4 + b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\n") * 5)
    assert content.text.count(CLAUSE) >= 15
    assert [p.code for p in content.problems] == ["source.encoding"]


def test_a_text_is_cut_at_the_limit():
    content = read((CLAUSE * 10).encode(), Limits(text=30))
    assert content.text == (CLAUSE * 10)[:30]
    assert [p.code for p in content.problems] == ["source.limit"]
