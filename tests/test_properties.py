"""Laws that hold for any text whatever: parse is total, spans tell the truth, and the same text gives the same document."""

import json
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.annotation import from_annotation, to_annotation
from policytext.model import Document
from policytext.parser import parse

PIECES = [
    "一、", "（一）", "(1)", "1.", "第一条", "第一章 总则", "工作目标", "加强组织领导。", "各镇（街道）、县直各部门要", "建立台账", "不得", "鼓励",
    "2023年6月底前", "每年", "每季度", "“十四五”期间", "达到100%", "不少于2次", "（责任单位：县民政局、县财政局）", "（县民政局牵头）",
    "“四个意识”", "《云川省养老条例》", "（云政发〔2022〕5号）", "根据", "贯彻落实", "云川县人民政府办公室", "关于印发", "的通知", "附件：", "现将",
    "2022年13月45日", "。", "；", "，", "\n", "\r\n", "\n　　", "　　", "    ", "“", "”", "《", "》", "（", "）", "[", "〕", "\x00", "\ud800", "😀", "﻿", "\u2028",
    "&nbsp;", "第", "是", "要", "請各縣於", "年", "月", "0", "９", "：",
]  # fmt: skip
policy_text = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
any_text = st.one_of(policy_text, st.text(max_size=200), st.text(st.characters(categories=None), max_size=60))
many = settings(max_examples=150)


def finds(doc: Document) -> list:
    return [*doc.extracts(), *doc.provisions, *doc.header.evidence]


@many
@given(any_text)
def test_spans_tell_the_truth(text: str) -> None:
    doc = parse(text)
    assert doc.text == text
    for x in finds(doc):
        assert 0 <= x.span.start <= x.span.end <= len(text)
        assert getattr(x, "text", text[slice(*x.span)]) == text[slice(*x.span)]
    for p in doc.problems:
        assert p.span is None or 0 <= p.span.start <= p.span.end <= len(text)


@many
@given(any_text)
def test_text_units_follow_each_other_and_hold_what_stands_in_them(text: str) -> None:
    doc = parse(text)
    for before, after in zip(doc.sentences, doc.sentences[1:], strict=False):
        assert before.span.end <= after.span.start
    for x in (*doc.tasks, *doc.assignments, *doc.deadlines, *doc.targets, *doc.slogans, *doc.citations):
        assert doc.sentences[x.sentence].span.start <= x.span.start
    for x in (*doc.tasks, *doc.targets):
        assert doc.sentences[x.sentence].span.holds(x.span)
    for s in doc.sections:
        assert s.parent is None or doc.sections[s.parent].span.holds(s.span)
        assert doc.sentences[s.sentence].span.overlaps(s.span)


@many
@given(policy_text)
def test_line_ends_of_windows_change_nothing(text: str) -> None:
    text = text.replace("\r\n", "\n")
    found, again = parse(text), parse(text.replace("\n", "\r\n"))
    for x, y in zip(finds(found), finds(again), strict=True):
        assert again.text[slice(*y.span)].replace("\r\n", "\n") == text[slice(*x.span)]
        assert y.span.start - again.text[: y.span.start].count("\r") == x.span.start
    assert [(s.label, s.rule) for s in found.sentences] == [(s.label, s.rule) for s in again.sentences]


@many
@given(any_text)
def test_annotation_round_trip(text: str) -> None:
    doc = parse(text)
    assert from_annotation(json.loads(json.dumps(to_annotation(doc))), text) == doc


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "。",
        "一、",
        "（",
        "》",
        "\x00",
        "\ud800",
        "😀",
        "年",
        "\r",
        "﻿",
        "第条",
        "〔2020〕号",
        f"（一） {'县民政局要开展检查，' * 6}    ",
    ],
)
def test_hardly_any_text(text: str) -> None:
    assert parse(text).text == text


@pytest.mark.parametrize(
    "piece",
    [
        "各县要加强管理，",
        "经决定，授予",
        "是否，",
        "（一）",
        "“",
        "《",
        "2023年",
        "县民政局、",
        " ",
        "\n",
        "责任单位：",
    ],
)
def test_a_very_long_line_takes_no_more_than_its_share(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    assert parse(text).text == text
    assert time.process_time() - start < 10, "some step takes more than linear time"


def test_the_same_text_gives_the_same_document_in_every_process(demo) -> None:
    script = (
        "import hashlib, json, pathlib, sys; from policytext.parser import parse; "
        "from policytext.annotation import to_annotation; "
        "texts = [p.read_text('utf-8') for p in sorted(pathlib.Path(sys.argv[1]).glob('*.txt'))]; "
        "print(hashlib.sha256(json.dumps([to_annotation(parse(t)) for t in texts]).encode()).hexdigest())"
    )
    digests = {
        subprocess.run([sys.executable, "-c", script, str(demo)], capture_output=True, text=True, check=True,
                       env=os.environ | {"PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(digests) == 1
