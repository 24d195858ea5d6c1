"""The source doctor: every complaint is found where it is and only there, and any text can be examined."""

import datetime as dt
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policytext as pt
from policytext.cli import main
from policytext.doctor import CODES, DIAGNOSIS_COLUMNS, examine
from policytext.doctor.cuts import han
from policytext.errors import InputError
from policytext.parser import parse
from policytext.reading.text.fold import simplified

HEAD = "青禾县人民政府办公室关于做好社区食堂工作的通知\n青政办发〔2023〕15号\n各乡镇人民政府，县政府各部门：\n"
ITEMS = """为办好社区食堂，方便老年人就近用餐，经县政府同意，现就有关事项通知如下。
一、完善设施布局
各乡镇要在2024年6月底前建成不少于3处社区食堂，优先利用闲置的公共用房，做到步行十五分钟可达。
二、加强食品安全
县市场监管局要每季度开展一次检查，检查结果在村务公开栏公布，接受群众监督。食堂要留存采购单据。
三、落实补助资金
县财政局会同县民政局按照每餐2元的标准给予补助，补助资金按季拨付，不得截留挪用。
"""
TAIL = "青禾县人民政府办公室\n2023年5月8日\n"
WHOLE = HEAD + ITEMS + TAIL
TRADITIONAL = WHOLE.translate({ord(simple): key for key, simple in simplified().items()})


def found(*texts: str, **more: str) -> list[tuple[str, str, str | None]]:
    """(id, code, text concerned) of the findings of documents a, b, c …"""
    docs = [parse(text, doc_id=chr(97 + k)) for k, text in enumerate(texts)]
    by_id = {doc.doc_id: doc for doc in docs}
    return [
        (f.doc_id, f.code.removeprefix("doctor."), by_id[f.doc_id].text[slice(*f.span)] if f.span else None)
        for f in examine(docs)
    ]


def codes(*texts: str) -> list[str]:
    return [code for _, code, _ in found(*texts)]


def places(code: str, *texts: str) -> list[str | None]:
    return [where for _, c, where in found(*texts) if c == code]


def test_a_sound_document_has_no_complaint():
    assert found(WHOLE) == []


# Encodings


@pytest.mark.parametrize(
    ("was", "should"), [("gb18030", "utf-8"), ("latin-1", "gb18030"), ("latin-1", "utf-8"), ("cp1252", "utf-8")]
)
def test_text_read_in_a_wrong_encoding(was, should):
    wrong = WHOLE.encode(should).decode(was, "replace")
    findings = [f for f in examine([parse(wrong)]) if f.code == "doctor.mojibake"]
    assert findings[0].severity == "error"
    assert "人民政府" in findings[0].message or "县人民" in findings[0].message


def test_one_misread_paragraph_is_shown_where_it_stands():
    wrong = "各乡镇要建成社区食堂。".encode().decode("gb18030", "replace")
    (where,) = places("mojibake", f"{HEAD}{ITEMS}{wrong}\n{TAIL}")[:1]
    assert where and wrong.startswith(where[:6])


@pytest.mark.parametrize("lost", ["\ufffd\ufffd", "锟斤拷锟斤拷", "烫烫烫烫", "\ue5f1", "????", "\x01"])
def test_characters_that_were_lost(lost):
    text = WHOLE.replace("闲置的", f"闲置{lost}的")
    assert list(places("mojibake", text)) == [lost]


def test_rare_characters_and_foreign_words_are_no_mojibake():
    text = WHOLE.replace("闲置的", "闲置的（含彘、𬭊、镕、café、naïve、Ångström、§ 5、±2℃）")
    assert places("mojibake", text) == []


# Cuts


@pytest.mark.parametrize(
    "cut",
    [
        HEAD + ITEMS[: ITEMS.index("，补助资金按季")] + "，",
        HEAD + ITEMS[: ITEMS.index("季拨付")],
        HEAD + ITEMS[: ITEMS.index("县财政局会同")],
        HEAD
        + "现将《社区食堂管理办法》印发给你们，请遵照执行。\n"
        + TAIL
        + "社区食堂管理办法\n"
        + ITEMS[: ITEMS.index("季拨付")],
        HEAD + ITEMS + "有关名单如下：",
        HEAD + ITEMS + "四、加强宣传\n……阅读全文",
        HEAD + ITEMS + "四、加强宣传引导，营造良好氛围。\n下一页\n",
        HEAD + ITEMS.split("二、")[0],
    ],
)
def test_a_text_that_breaks_off(cut):
    assert "cut" in codes(cut)


@pytest.mark.parametrize(
    "whole",
    [
        WHOLE,
        HEAD + ITEMS,
        WHOLE + "附件\n社区食堂名单\n青禾镇食堂\n白洲镇食堂\n",
        WHOLE + "附件\n任务表\n乡镇\t食堂数\t时限\n青禾镇\t3处，含新建1处\t6月底前\n",
        WHOLE + "（此件公开发布）",
        HEAD + ITEMS + "联系人：县民政局，电话0000-1234567",
    ],
)
def test_a_text_that_ends(whole):
    assert "cut" not in codes(whole)


def test_texts_as_long_as_a_cell():
    line = "各乡镇要建成社区食堂。"
    text = (line * 4000)[:32767]
    assert "cut" in codes(text)
    assert "cut" not in codes((line * 4000)[:32769])


def test_missing_numbers():
    text = WHOLE.replace("二、加强食品安全\n", "").replace("三、落实", "四、落实")
    assert places("gap", text)[0].startswith("四、落实")
    assert places("gap", WHOLE) == []
    assert places("gap", WHOLE.replace("二、", "见下文“二、三、”部分。").replace("三、落实", "四、落实")) == []


def test_numerals():
    assert [han(k) for k in (1, 10, 14, 40, 99, 100, 105, 110, 114)] == [
        "一", "十", "十四", "四十", "九十九", "一百", "一百零五", "一百一十", "一百一十四"
    ]  # fmt: skip


def test_hardly_any_text():
    assert "near_empty" in codes("社区食堂建设情况一览表")
    assert "near_empty" in codes("   \n")
    assert "near_empty" not in codes(WHOLE)


# Attachments


LISTED = "附件：1.社区食堂名录\n      2.社区食堂补助申请表\n"


def test_attachments_that_are_not_there():
    (finding,) = [f for f in examine([parse(HEAD + ITEMS + LISTED + TAIL)]) if f.code == "doctor.attachment_missing"]
    assert finding.message.startswith("2 of 2")
    one = HEAD + ITEMS + LISTED + TAIL + "附件1\n社区食堂名录\n青禾镇食堂在青禾路1号。\n"
    (finding,) = [f for f in examine([parse(one)]) if f.code == "doctor.attachment_missing"]
    assert "1 of 2" in finding.message and "社区食堂补助申请表" in finding.message


def test_links_to_files_are_no_attachments():
    text = HEAD + ITEMS + LISTED + TAIL + "1.社区食堂名录.doc\n2.社区食堂补助申请表.xls\n"
    assert len(places("attachment_missing", text)) == 1


def test_attachments_that_are_there():
    text = (
        HEAD
        + ITEMS
        + LISTED
        + TAIL
        + "附件1\n社区食堂名录\n青禾镇食堂。\n附件2\n社区食堂\n补助申请表\n名称：\n金额。\n"
    )
    assert places("attachment_missing", text) == []
    assert places("attachment_missing", WHOLE) == []


# Several documents


def test_the_same_document_from_two_sites():
    again = "当前位置：首页 > 通知公告\n" + WHOLE.replace("。\n", "。\n\n").replace("〔2023〕", "[2023]")
    (finding,) = [f for f in examine([parse(WHOLE, doc_id="a"), parse(again, doc_id="b")]) if f.other]
    assert (finding.doc_id, finding.code, finding.other) == ("b", "doctor.same_document", "a")


def test_short_texts_that_are_equal():
    assert [(f.doc_id, f.other) for f in examine([parse("请报送。", doc_id=x) for x in "abc"]) if f.other] == [
        ("b", "a"),
        ("c", "a"),
    ]


def test_another_edition():
    later = WHOLE.replace("〔2023〕15号", "〔2024〕3号").replace("2023年5月8日", "2024年5月8日").replace("2元", "3元")
    assert list(codes(WHOLE, later)) == ["edition"]


def test_a_text_taken_over_under_another_name():
    other = WHOLE.replace("青禾县", "白洲县").replace("青政办发〔2023〕15号", "白政办发〔2023〕40号")
    assert codes(WHOLE, other) == ["near_copy"]


def test_an_excerpt():
    part = "\n".join(ITEMS.split("\n")[1:5]) + "\n"
    assert ("a", "excerpt") in [(i, c) for i, c, _ in found(part, WHOLE)]


def test_documents_of_one_office_are_no_copies():
    other = HEAD.replace("社区食堂", "河道保洁").replace("15号", "16号") + (
        "为改善河道水环境，现就有关事项通知如下。\n一、各乡镇要每月清理一次河道，及时打捞漂浮物。\n"
        "二、县水利局要加强巡查，发现问题立即整改。\n"
    )
    assert codes(WHOLE, other + TAIL) == []


def test_traditional_characters():
    assert "traditional_mirror" in codes(WHOLE, TRADITIONAL)
    assert [i for i, c, _ in found(TRADITIONAL, WHOLE) if c == "traditional_mirror"] == ["a"]
    assert "traditional" in codes(TRADITIONAL)
    assert "traditional" not in codes(WHOLE.replace("青禾镇", "青禾鎮"))


# Writings about documents


def test_interpretations_reports_and_drafts():
    about = (
        "《青禾县社区食堂管理办法》解读\n近日，县政府办公室印发了《青禾县社区食堂管理办法》，现解读如下。\n一、制定背景"
    )
    press = "新华社青禾5月9日电（记者）青禾县8日印发通知，部署社区食堂工作，年内将建成三十处社区食堂，方便老年人用餐。"
    draft = (
        "青禾县社区食堂管理办法（征求意见稿）\n第一条 为规范社区食堂，制定本办法。\n第二条 本办法适用于本县社区食堂。"
    )
    assert "interpretation" in codes(about)
    assert "news" in codes(press)
    assert "draft" in codes(draft)
    assert "header_missing" not in codes(press)
    assert not {"interpretation", "news", "draft"} & set(
        codes(WHOLE + "\n县融媒体中心要组织记者采访，做好政策解读。\n")
    )


# Digits and dates


@pytest.mark.parametrize(
    ("sound", "damaged"),
    [
        ("每季度", "覆盖率达到%，每季度"),
        ("每季度", "自年月日起每季度"),
        ("每季度", "按照《条例》第条规定每季度"),
        ("经县政府同意", "《云川省2121年统计年鉴》已出版，经县政府同意"),
        ("每季度", "到202年底每季度"),
        ("每季度", "培育l0家食堂，每季度"),
        ("每季度", "按照《办法》（云民发〔2121〕3号）每季度"),
        ("每季度", "按照《办法》（云民发〔2021〕 号）每季度"),
        ("2023年5月8日", "二O二三年五月八日"),
    ],
)
def test_damaged_digits(sound, damaged):
    assert "digits" in codes(WHOLE.replace(sound, damaged))


@pytest.mark.parametrize(
    "sound", ["到2035年", "距今5000年", "覆盖率达到98%", "第十二条规定", "O2O平台", "二〇二三年五月八日"]
)
def test_sound_digits(sound):
    assert "digits" not in codes(WHOLE.replace("每季度", sound + "每季度"))


def test_days_that_no_calendar_has():
    told = "经县政府{}常务会议同意"
    assert places("date", WHOLE.replace("经县政府同意", told.format("13月5日"))) == ["13月5日"]
    assert places("date", WHOLE.replace("经县政府同意", told.format("2月30日"))) == ["2月30日"]
    assert places("date", WHOLE.replace("经县政府同意", told.format("2月29日"))) == []


def test_what_the_parser_reported_is_not_reported_again():
    table = pt.diagnose(pt.Corpus([parse(HEAD + ITEMS + TAIL.replace("5月8日", "15月8日"), doc_id="a")]))
    assert table["code"].str.endswith(("damaged", ".date")).sum() == 1


def test_a_document_is_not_older_than_what_it_cites():
    cited = "按照《云川省社区食堂管理办法》（云民发〔{}〕3号）要求，每季度"
    assert "date" in codes(WHOLE.replace("每季度", cited.format(2024)))
    assert "date" not in codes(WHOLE.replace("每季度", cited.format(2022)))
    other = WHOLE.replace("青禾县", "云川省").replace("青政办发〔2023〕15号", "云民发〔2023〕3号")
    dated = other.replace("5月8日", "9月1日")
    assert ("a", "date") in [(i, c) for i, c, _ in found(WHOLE.replace("每季度", cited.format(2023)), dated)]


def test_number_and_date_of_different_years():
    assert "date" in codes(WHOLE.replace("2023年5月8日", "2032年5月8日"))
    assert "date" not in codes(WHOLE.replace("2023年5月8日", "2024年1月8日"))


def dated(text: str, issued: str) -> pt.Corpus:
    return pt.read(pd.DataFrame({"doc_id": ["a"], "text": [text], "issued": [issued]}))


def test_a_day_still_to_come():
    year = dt.date.today().year
    ahead = pt.diagnose(pt.Corpus([parse(WHOLE.replace("2023年5月8日", f"{year + 2}年5月8日"))]))
    assert ahead.loc[ahead["code"] == "doctor.date", "severity"].tolist()[0] == "error"
    undated = WHOLE.replace("2023年5月8日", "").replace("青政办发〔2023〕15号\n", "")
    (finding,) = [f for f in examine(dated(undated, f"{year + 2}-05-08")) if f.code == "doctor.date"]
    assert "still to come" in finding.message and finding.span is None
    assert "doctor.date" not in {f.code for f in examine(dated(undated, dt.date.today().isoformat()))}


def test_a_day_of_the_metadata_is_not_before_that_of_the_text():
    undated = WHOLE.replace("2023年5月8日", "")
    assert "2023" in undated
    assert "doctor.date" in {f.code for f in examine(dated(undated, "2013-05-08"))}
    assert "doctor.date" not in {f.code for f in examine(dated(undated, "2025-05-08"))}  # that of a later printing


# Header, reprint, site


def test_header_missing():
    (finding,) = [f for f in examine([parse(ITEMS)]) if f.code == "doctor.header_missing"]
    assert finding.severity == "warning"
    assert all(x in finding.message for x in ("title", "document_number", "issuers", "issued"))
    (finding,) = list(examine([parse(WHOLE.replace("青政办发〔2023〕15号\n", ""))]))
    assert (finding.code, finding.severity) == ("doctor.header_missing", "note")


def test_what_metadata_give_needs_no_action():
    table = pd.DataFrame(
        {"doc_id": ["a"], "text": [HEAD.split("\n")[0] + "\n" + ITEMS + TAIL], "document_number": "x1"}
    )
    (row,) = pt.diagnose(table).itertuples()
    assert "document_number" in row.what and row.severity == "note"


@pytest.mark.parametrize(
    "text",
    [
        "云川省人民政府令\n第12号\n《云川省社区食堂管理办法》已经省人民政府第3次常务会议通过，现予公布。\n2023年5月8日\n"
        + ITEMS,
        (
            "云川省社区食堂条例\n（2023年5月8日云川省人民代表大会常务委员会第三次会议通过）\n第一条 为规范社区食堂，制定本条例。\n"
            "第二条 本条例适用于本省行政区域内的社区食堂及其监督管理。\n第三条 县级人民政府负责社区食堂工作。\n"
        ),
    ],
)
def test_orders_and_laws_have_heads_of_their_own(text):
    assert "header_missing" not in codes(text)


def test_printed_twice():
    (where,) = places("printed_twice", WHOLE + "\n" + WHOLE)
    assert where and where.startswith("青禾县人民政府办公室关于")
    assert places("printed_twice", WHOLE) == []


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫在手机打开当前页",
        "欢迎关注“青禾发布”微信公众号",
        "版权所有：青禾县人民政府办公室",
        "【打印】【关闭】",
        "责任编辑：某某",
        "相关链接：青禾县养老服务办法",
        "附件下载：名录.xls",
        "浏览次数：128",
        "云ICP备12345678号",
        "广告",
    ],
)
def test_text_of_the_site(line):
    assert places("site_text", f"{WHOLE}{line}\n")
    assert places("site_text", WHOLE.replace("二、加强", f"{line}\n二、加强"))


@pytest.mark.parametrize(
    "sentence",
    ["通过微信公众号公布名录。", "规范广告发布。", "填好后打印本页，签字盖章。", "加强版权保护。", "推动经验分享。"],
)
def test_text_of_the_document_is_none_of_the_site(sentence):
    assert places("site_text", WHOLE.replace("每季度", f"{sentence}每季度")) == []


# The table, the corpus, the command


@pytest.fixture
def folder(tmp_path) -> Path:
    texts = {"a": WHOLE, "b": WHOLE + "责任编辑：某某\n", "c": WHOLE[:150].replace("各乡镇", "锟斤拷"), "d": ""}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def test_the_table(folder):
    table = pt.diagnose(folder)
    assert list(table.columns) == list(DIAGNOSIS_COLUMNS)
    assert set(table["severity"]) <= {"note", "warning", "error"}
    assert {c for c in table["code"] if c.startswith("doctor.")} <= set(CODES)
    assert "source.empty" in set(table["code"])
    assert table[["what", "todo"]].notna().all().all()
    for row in table[table["start"].notna()].itertuples():
        text = (folder / row.path).read_text("utf-8")
        assert text[row.start : row.end][:80] == row.text
    assert table.loc[table["code"] == "doctor.same_document", "other"].tolist() == ["a"]


def test_chinese_labels_and_an_empty_corpus(folder):
    assert pt.diagnose(folder, labels="zh").columns[:3].tolist() == ["文件编号", "来源", "代码"]
    assert pt.diagnose(pt.Corpus()).empty


def test_names_of_editors_can_be_masked():
    doc = parse(WHOLE + "联系人：王小明，电话0531-1234567\n", doc_id="a")
    site = parse(WHOLE.replace("15号", "16号") + "信息员：王小明 0531-1234567\n", doc_id="b")
    table = pt.diagnose(pt.Corpus([doc, site]), mask=("persons", "contacts"))
    assert not table[["what", "text"]].fillna("").agg("".join, axis=1).str.contains("1234567").any()


def test_findings_become_problems_once(folder):
    corpus = pt.read(folder, progress=False)
    examined = corpus.diagnosed()
    assert set(corpus.problems["code"]) < set(examined.problems["code"])
    assert examined.diagnosed() == examined
    assert pt.diagnose(examined).equals(pt.diagnose(corpus))
    assert int(examined.documents["n_problems"].sum()) == int(examined.problems["doc_id"].notna().sum())


def test_an_exact_repetition_is_told_once():
    corpus = pt.read(pd.DataFrame({"doc_id": ["a", "b"], "text": [WHOLE, WHOLE]}), progress=False)
    assert pt.diagnose(corpus)["code"].tolist() == ["doctor.same_document"]


def test_the_command(folder, tmp_path, capsys):
    assert main(["diagnose", str(folder), "-o", str(tmp_path / "out" / "table.csv")]) == 0
    assert "4 documents" in capsys.readouterr().out
    written = pd.read_csv(tmp_path / "out" / "table.csv")
    assert list(written.columns) == list(DIAGNOSIS_COLUMNS)
    assert main(["diagnose", str(folder)]) == 0
    assert "doctor.same_document" in capsys.readouterr().out
    assert main(["diagnose", str(folder / "missing.txt")]) == 1


@pytest.mark.real
def test_real_documents_get_no_false_alarm(shared):
    """Every one of these texts is whole; the one damaged number of a citation (〔2121〕) is found."""
    corpus = pt.read(shared / "corpora" / "real", progress=False)
    start = time.process_time()
    table = pt.diagnose(corpus)
    assert time.process_time() - start < 10
    counts = table["code"].value_counts()
    assert not {"doctor.cut", "doctor.gap", "doctor.near_empty", "doctor.mojibake", "doctor.date"} & set(counts.index)
    assert table.loc[(table["severity"] == "error"), "text"].str.contains("2121").all()
    assert counts["doctor.same_document"] == 39 and counts["doctor.printed_twice"] == 25


# Cleaning


TALK = "在全县助餐工作会议上的讲话\n同志们：\n要抓好助餐，确保老人吃上热饭。各镇要行动起来，把食堂办好。\n"
NEWS = "本报讯 记者从青禾县民政局获悉，我县社区食堂今年将达到三十处，老人用餐更加方便，群众纷纷点赞。\n"
DRAFT = "青禾县社区食堂管理办法（征求意见稿）\n第一条　为了规范社区食堂，制定本办法。\n第二条　社区食堂应当公示价格。\n"
ORDER = "青禾县民政局关于贯彻县长讲话精神的通知\n各镇：\n各镇要建立助餐点台账。\n"


def mixed(**texts: str) -> pt.Corpus:
    return pt.Corpus(parse(text, doc_id=name) for name, text in texts.items())


def test_cleaning_keeps_each_directive_once_and_tells_the_rest():
    corpus = mixed(talk=TALK, whole=WHOLE, news=NEWS, again=WHOLE + "（此件公开发布）\n", draft=DRAFT, order=ORDER)
    directives, left_out = corpus.clean()
    assert directives.ids == ("whole", "order")
    assert left_out[["doc_id", "code"]].values.tolist() == [
        ["talk", "doctor.talk"],
        ["news", "doctor.news"],
        ["again", "doctor.same_document"],
        ["draft", "doctor.draft"],
    ]
    assert left_out["other"].tolist()[2] == "whole" and list(left_out.columns) == list(DIAGNOSIS_COLUMNS)
    assert len(corpus) == 6 and directives["order"] == corpus["order"]
    assert directives.clean()[1].empty


def test_the_codes_say_what_is_left_out():
    corpus = mixed(talk=TALK, whole=WHOLE, again=WHOLE, mirror=TRADITIONAL)
    assert corpus.clean("doctor.talk")[0].ids == ("whole", "again", "mirror")
    assert corpus.clean(())[0] == corpus
    assert corpus.clean()[0].ids == ("whole",) and corpus.clean()[0].problems.empty
    with pytest.raises(InputError, match="codes has the text 'talk'"):
        corpus.clean(["talk"])
    with pytest.raises(InputError, match="codes has a list"):
        corpus.clean([["doctor.talk"]])


def test_a_repeated_document_stays_where_the_other_goes():
    """The first printing is damaged; it must not take the sound one with it."""
    corpus = mixed(damaged=WHOLE.replace("闲置的", "闲置锟斤拷的"), sound=WHOLE, again=WHOLE)
    directives, left_out = corpus.clean(("doctor.mojibake", "doctor.same_document"))
    assert directives.ids == ("sound",)
    assert left_out["other"].tolist()[1] == "sound"


# Totality and speed


PIECES = st.sampled_from(
    ["一、", "（一）", "附件：1.", "附件1\n", "第三条", "\n", "。", "，", "：", "〔2121〕", "号", "%", "达到", "年月日", "2月30日", "锟斤拷",
     "\ufffd", "\ue000", "責任編輯：", "责任编辑：", "版权所有", "下一页", "發國縣", "Ö\x90¹ú", "\x00", "\ud800", "𬭊", "记者", "解读", "  ", "\t",
     WHOLE, HEAD, TAIL, TRADITIONAL[:60]]
)  # fmt: skip


@settings(max_examples=120)
@given(st.lists(st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=60)), max_size=4))
def test_any_texts_can_be_examined(texts):
    docs = [parse(text, doc_id=f"d{k}") for k, text in enumerate(texts)]
    by_id = {doc.doc_id: doc for doc in docs}
    for f in examine(docs):
        assert f.code in CODES and f.message and f.action
        assert f.span is None or 0 <= f.span.start <= f.span.end <= len(by_id[f.doc_id].text)
    pt.diagnose(pt.Corpus(docs))
    directives, left_out = pt.Corpus(docs).clean(CODES)
    assert {d.doc_id for d in docs} == {*directives.ids, *left_out["doc_id"]}


@pytest.mark.parametrize(
    "piece",
    [
        " ",
        "\n",
        "（",
        "一、",
        "附件：1.甲乙丙丁",
        "〔",
        "2",
        "年",
        "第",
        "月日",
        "Ö",
        "锟",
        "…",
        "【打印",
        "附件\n",
        "的，",
        "\x80é",
    ],
)
def test_repetitive_texts_take_no_long_time(piece):
    doc = parse(piece * (20_000 // len(piece)))
    start = time.process_time()
    examine([doc])
    assert time.process_time() - start < 1.5


def test_errors_of_what_stays_are_told():
    damaged = WHOLE.replace("步行十五分钟可达", "锟斤拷锟斤拷")
    corpus = mixed(damaged=damaged, talk=TALK)
    assert corpus.problems.empty
    directives, left_out = corpus.clean()
    assert directives.ids == ("damaged",) and left_out["doc_id"].tolist() == ["talk"]
    assert directives.problems[["doc_id", "code"]].values.tolist() == [["damaged", "doctor.mojibake"]]
    assert directives.clean()[0] == directives and corpus.diagnosed().clean()[0].clean("doctor.mojibake")[0].ids == ()
