"""The header (公文要素): elements in their usual places, run together, missing, damaged."""

import datetime as dt
import time

import pytest

from policytext.model import Header
from policytext.parser import parse
from policytext.reading.header.agencies import title_agencies
from policytext.reading.header.pieces import is_addressee_line

BODY = "为办好社区食堂，方便老年人就近用餐，现就有关事项通知如下。\n一、摸清底数。各镇要建立台账。\n二、加强管理。各镇要每月检查。\n"


def header(text: str) -> Header:
    return parse(text).header


def labels(text: str) -> list[tuple[str, str]]:
    return [(s.text, s.label) for s in parse(text).sentences]


def test_a_notice_by_the_book() -> None:
    h = header(
        "青禾县人民政府办公室文件\n\n青政办发〔2023〕15号\n\n青禾县人民政府办公室\n关于印发《青禾县社区食堂实施方案》的通知\n\n"
        "各乡镇人民政府、街道办事处，县直各单位：\n　　现将《青禾县社区食堂实施方案》印发给你们，请认真贯彻执行。\n\n"
        "　　　　　　青禾县人民政府办公室\n　　　　　　　2023年5月8日\n　　（此件公开发布）\n\n青禾县社区食堂实施方案\n\n"
        "　　为办好社区食堂，制定本方案。\n　　一、总体要求\n　　各镇要加强领导。\n\n"
        "抄送：县委办公室。\n青禾县人民政府办公室　　　　2023年5月9日印发\n"
    )
    assert h.title == "青禾县人民政府办公室关于印发《青禾县社区食堂实施方案》的通知"
    assert (h.genre, h.enclosure_genre, h.enclosures) == ("通知", "实施方案", ("青禾县社区食堂实施方案",))
    assert h.document_number == "青政办发〔2023〕15号"
    assert h.issuers == ("青禾县人民政府办公室",)
    assert h.addressees == ("各乡镇人民政府", "各街道办事处", "县直各单位")
    assert (h.issued, h.printed) == (dt.date(2023, 5, 8), dt.date(2023, 5, 9))
    assert (h.level, h.jurisdiction) == ("county", "青禾县")


def test_every_value_has_its_evidence() -> None:
    text = (
        f"云川省民政厅关于做好社区食堂工作的通知\n云民发〔2023〕15号\n各市民政局：\n{BODY}云川省民政厅\n2023年5月8日\n"
    )
    h = header(text)
    fields = {e.field for e in h.evidence}
    assert fields == {"title", "genre", "document_number", "addressees", "issuers", "issued", "level", "jurisdiction"}
    number = next(e for e in h.evidence if e.field == "document_number")
    assert text[slice(*number.span)] == "云民发〔2023〕15号"


@pytest.mark.parametrize(
    "head",
    [
        "云川省民政厅关于做好社区食堂工作的通知\n云民发〔2023〕15号\n各市民政局，有关单位：\n",
        "云民发〔2023〕15号\n云川省民政厅\n关于做好社区食堂工作的通知\n各市民政局，有关单位：\n",
        "云川省民政厅文件\n云民发〔2023〕15号 签发人：\n云川省民政厅关于做好\n社区食堂工作的通知\n各市民政局，有关单位：",
        "云川省民政厅关于做好社区食堂工作的通知云民发〔2023〕15号各市民政局，有关单位：",
        "云川省民政厅关于做好社区食堂工作的通知    云民发〔2023〕15号    各市民政局，有关单位：    ",
        "云川省民政厅关于做好社区食堂工作的通知 云民发〔2023〕15号 各市民政局，有关单位： ",
        "【打印】 【关闭】\n发布时间：2023-05-12 来源：云川省民政厅\n云川省民政厅关于做好社区食堂工作的通知\n云民发[2023] 15 号\n各市民政局，有关单位:\n",
        "云 川 省 民 政 厅\n云民发（2023）15号\n关于做好社区食堂工作的通知\n各市民政局，有关单位：\n",
    ],
)
def test_heads_of_many_shapes(head: str) -> None:
    h = header(head + BODY + "云川省民政厅\n2023年5月8日")
    assert h.title in ("云川省民政厅关于做好社区食堂工作的通知", "关于做好社区食堂工作的通知")
    assert (h.genre, h.document_number) == ("通知", "云民发〔2023〕15号")
    assert h.addressees == ("各市民政局", "有关单位")
    assert (h.issuers, h.issued) == (("云川省民政厅",), dt.date(2023, 5, 8))


@pytest.mark.parametrize(
    ("end", "issuers", "issued"),
    [
        ("澜溪市民政局\n澜溪市财政局\n2023年5月8日", ("澜溪市民政局", "澜溪市财政局"), dt.date(2023, 5, 8)),
        ("　　澜溪市民政局　　　澜溪市财政局\n　　2023年5月8日", ("澜溪市民政局", "澜溪市财政局"), dt.date(2023, 5, 8)),
        ("财　政　部\n二○二三年五月八日", ("财政部",), dt.date(2023, 5, 8)),
        (
            "云川省应对疫情工作\n领导小组办公室\n2023年5月8日",
            ("云川省应对疫情工作领导小组办公室",),
            dt.date(2023, 5, 8),
        ),
        ("澜溪市民政局（代章）\n2023年5月8日", ("澜溪市民政局",), dt.date(2023, 5, 8)),
        ("澜溪市民政局\n2023.5.8", ("澜溪市民政局",), dt.date(2023, 5, 8)),
        ("澜溪市民政局 2023年5月8日", ("澜溪市民政局",), dt.date(2023, 5, 8)),
        ("2023年5月8日", (), dt.date(2023, 5, 8)),
        ("澜溪市民政局\n2023年5月81日", ("澜溪市民政局",), None),
        ("澜溪市民政局\n3134年5月8日", ("澜溪市民政局",), None),
    ],
)
def test_signatures(end: str, issuers: tuple[str, ...], issued: dt.date | None) -> None:
    h = header(f"关于做好社区食堂工作的通知\n各县民政局：\n{BODY}{end}\n")
    assert (h.issuers, h.issued) == (issuers, issued)


def test_damage_is_reported() -> None:
    doc = parse(f"关于做好社区食堂工作的通知\n澜民发〔2123〕5号\n各县民政局：\n{BODY}澜溪市民政局\n2023年5月81日\n")
    assert doc.header.document_number is None
    assert {p.code for p in doc.problems} >= {"number.damaged", "date.damaged"}


TITLE = "青禾县民政局关于做好社区食堂工作的通知"
SHOWN_TWICE = [
    f"首页 > 政务公开 > 政策文件\n索 引 号：000014349/2023-00123\n发文机关：青禾县民政局\n标　　题：{TITLE}\n{TITLE}\n",
    f"索引号000014349/2023-00123\n发文字号 发文时间2023-05-08\n发文机关青禾县民政局 主题词食堂\n标题{TITLE}\n{TITLE}\n",
    f"索引号\n000014349/2023-00123\n发文机关\n青禾县民政局\n标题\n{TITLE}\n发布日期\n2023-05-09\n{TITLE}\n",
    f"青禾文库 {TITLE}范文\n{TITLE}范文\n小编为您整理了范文，欢迎下载。\n{TITLE}\n",
    f"{TITLE}\n时间：2023-05-09 09:30:00 来源：青禾网 阅读：123\n下载地址：点击此处下载\n{TITLE}\n青禾县民政局\n{TITLE}\n",
    f"{TITLE}.docx\n《{TITLE}.docx》由会员分享，可在网上阅读。\n{TITLE}\n{TITLE}\n",
    f"【食堂】{TITLE}\n发布时间：2023-05-09 09:30 信息来源：县民政局\n青禾县民政局\n关于做好社区食堂\n工作的通知\n",
    f"青禾网 | 云川网 今天是\n青禾要闻\n{TITLE}\n",
    f"{TITLE}\n2023-05-09 09:30:00 来源：县民政局\n大    中    小\n",
    f"# {TITLE}\n\n> 来源：县民政局\n\n",
]


@pytest.mark.parametrize("head", SHOWN_TWICE)
def test_what_a_page_prints_above_the_document_is_furniture(head: str) -> None:
    text = f"{head}青民发〔2023〕15号\n各镇民政办：\n{BODY}"
    h = header(text)
    assert (h.title, h.document_number, h.issuers, h.addressees) == (
        TITLE,
        "青民发〔2023〕15号",
        ("青禾县民政局",),
        ("各镇民政办",),
    )
    units = labels(text)
    body = next(k for k, (unit, _) in enumerate(units) if "各镇民政办" in unit)
    assert {label for _, label in units[:body]} == {"furniture", "heading"}
    assert "".join(unit for unit, label in units[:body] if label == "heading") == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "发电企业并网管理办法",
        "机密文件管理办法",
        "加急办理事项规定",
        "密级确定管理规定",
        "微信公众号管理办法",
        "阅读推广实施方案",
        "编辑出版管理办法",
        "返回原籍人员安置办法",
        "名称登记管理办法",
        "承办单位职责规定",
        "正文格式规范",
    ],
)
def test_a_title_can_begin_like_a_line_of_a_page(title: str) -> None:
    assert header(f"{title}\n第一条 为做好工作，制定本{title[-2:]}。").title == title
    assert (
        header(f"青禾县民政局关于印发\n{title}的通知\n各镇：\n请遵照执行。").title
        == f"青禾县民政局关于印发{title}的通知"
    )


def test_the_title_of_what_a_notice_issues_is_no_second_printing() -> None:
    h = header("青禾县民政局关于印发《社区食堂管理办法》的通知\n社区食堂管理办法\n第一条 为做好工作，制定本办法。")
    assert h.issuers == ("青禾县民政局",)


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("青禾县预警信息发布中心关于做好预警工作的通知", "青禾县预警信息发布中心"),
        ("云川省对口支援工作办公室关于做好支援工作的通知", "云川省对口支援工作办公室"),
        ("青禾县政务服务办理中心关于开展检查的通知", "青禾县政务服务办理中心"),
        ("青禾县民政局发布社区食堂目录的公告", "青禾县民政局"),
        ("青禾县民政局对第5号提案的答复", "青禾县民政局"),
    ],
)
def test_a_word_of_the_title_can_be_part_of_the_issuers_name(title: str, issuer: str) -> None:
    assert title_agencies(title) == [issuer]


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("本溪市人民政府：", True),
        ("当阳市人民政府：", True),
        ("于都县民政局：", True),
        ("省标准化研究院：", True),
        ("市目标绩效办：", True),
        ("县记者协会：", True),
        ("本市各单位：", False),
        ("当前各单位：", False),
        ("按照下列标准报各部门：", False),
    ],
)
def test_what_names_addressees(row: str, names: bool) -> None:
    assert is_addressee_line(row[:-1]) is names


@pytest.mark.parametrize("number", ["青民发〔2O23〕15号", "青民发〔2023〕l5号"])
def test_letters_among_the_digits_of_a_number_are_damage(number: str) -> None:
    doc = parse(f"青禾县民政局关于做好社区食堂工作的通知\n{number}\n各镇民政办：\n{BODY}")
    assert (doc.header.title, doc.header.document_number) == ("青禾县民政局关于做好社区食堂工作的通知", None)
    assert [p.code for p in doc.problems] == ["number.damaged"]
    assert labels(doc.text)[1] == (number, "furniture")


@pytest.mark.parametrize(
    "above",
    [
        "Notice on Canteens",
        "QINGHE COUNTY\n",
        "2023-03-21 10:00",
        "附：",
        "【失效】",
        "[全文失效]",
        "此件已废止",
        "青禾新闻网5月8日讯",
    ],
)
def test_a_foreign_line_above_the_title_hides_nothing(above: str) -> None:
    text = f"{above}\n青禾县民政局关于做好社区食堂工作的通知\n青民发〔2023〕15号\n各镇民政办：\n{BODY}"
    h = header(text)
    assert (h.title, h.genre, h.document_number, h.addressees) == (
        "青禾县民政局关于做好社区食堂工作的通知",
        "通知",
        "青民发〔2023〕15号",
        ("各镇民政办",),
    )
    assert labels(text)[0] == (above.strip(), "furniture")


def test_a_note_of_repeal_is_no_part_of_the_title() -> None:
    h = header(f"青禾县民政局关于做好社区食堂工作的通知（已失效）\n各镇民政办：\n{BODY}")
    assert h.title == "青禾县民政局关于做好社区食堂工作的通知"
    h = header(f"青禾县民政局关于宣布部分文件失效的通知\n各镇民政办：\n{BODY}")
    assert h.title == "青禾县民政局关于宣布部分文件失效的通知"
    assert header("青禾县规范性文件目录（废止）\n一、登记办法\n二、管理办法\n").title != "青禾县规范性文件目录"


def test_a_text_in_other_letters_has_no_head() -> None:
    text = "Notice on Canteens\nAll towns shall report by May.\nOffice of the County"
    assert {label for _, label in labels(text)} == {"statement"}


def test_how_many_are_listed_is_no_part_of_the_title_above_them() -> None:
    text = f"青禾县民政局关于公布助餐企业名单的通知\n各镇民政办：\n{BODY}青禾县民政局\n2023年5月8日\n附件\n青禾县助餐企业名单\n（共12家）\n1、青禾助餐服务有限公司"
    assert header(text.replace("青禾县民政局\n2023", "附件：青禾县助餐企业名单\n青禾县民政局\n2023")).enclosures == (
        "青禾县助餐企业名单",
    )


def test_titles_of_enclosures_run_together_with_all_around_them() -> None:
    text = (
        "青禾县人民政府办公室关于同意建立助餐工作联席会议制度的函青政办函〔2023〕5号县民政局：来文收悉，现函复如下："
        "同意建立联席会议制度。附件：1．助餐工作联席会议制度2．助餐工作联席会议成员名单青禾县人民政府办公室2023年5月8日"
        "（此件公开发布）附件1助餐工作联席会议制度为加强协调，建立联席会议制度。一、主要职能统筹助餐工作。"
        "附件2助餐工作联席会议成员名单召集人：县民政局局长"
    )
    assert header(text).enclosures == ("助餐工作联席会议制度", "助餐工作联席会议成员名单")


def test_the_title_of_minutes_names_who_met() -> None:
    assert header(f"青禾县人民政府第12次常务会议纪要\n{BODY}").issuers == ("青禾县人民政府",)


def test_a_notice_without_title() -> None:
    h = header(
        "各乡镇人民政府：\n《社区食堂管理办法》已经县政府同意，现印发给你们，请认真执行。\n青禾县人民政府\n2023年5月8日\n社区食堂管理办法\n第一条 为规范管理，制定本办法。\n"
    )
    assert (h.title, h.genre, h.enclosures, h.enclosure_genre) == (None, None, ("社区食堂管理办法",), "办法")


def test_a_plan_that_stands_alone() -> None:
    h = header("榆荫街道社区食堂工作方案\n为办好社区食堂，制定本方案。\n一、总体要求\n各社区要加强领导。\n")
    assert (h.title, h.genre, h.enclosures, h.enclosure_genre) == ("榆荫街道社区食堂工作方案", "工作方案", (), None)
    assert (h.level, h.jurisdiction, h.issuers) == ("township", "榆荫街道", ())


def test_a_plan_without_its_title() -> None:
    h = header("为办好社区食堂，结合实际，制定本行动方案。\n一、总体要求\n各镇要加强领导。\n")
    assert (h.title, h.genre) == (None, "行动方案")


def test_an_order() -> None:
    h = header(
        "云川省人民政府令\n第12号\n《云川省社区食堂管理办法》已经省人民政府第3次常务会议通过，现予公布，自2023年7月1日起施行。\n省长　　某某某\n2023年5月8日\n云川省社区食堂管理办法\n第一章　总则\n第一条　为规范社区食堂，制定本办法。\n"
    )
    assert (h.title, h.genre, h.document_number) == (None, "令", "云川省人民政府令第12号")
    assert (h.issuers, h.enclosures) == (("云川省人民政府",), ("云川省社区食堂管理办法",))


def test_only_the_imprint_has_a_date() -> None:
    h = header("为办好社区食堂，制定本方案。\n一、总体要求\n各镇要加强领导。\n青禾县民政局办公室　　2023年5月9日印发")
    assert (h.issued, h.printed, h.level, h.jurisdiction) == (None, dt.date(2023, 5, 9), "county", "青禾县")


def test_the_covering_notice_signs_first() -> None:
    h = header(
        "云川省人民政府办公厅转发省民政厅关于社区食堂工作意见的通知\n云政办发〔2023〕5号\n各市人民政府：\n省民政厅《关于社区食堂工作的意见》已经省政府同意，"
        "现转发给你们，请贯彻执行。\n云川省人民政府办公厅\n2023年5月8日\n关于社区食堂工作的意见\n省政府：\n近年来，社区食堂发展较快。\n一、提高认识。\n省民政厅\n2023年4月1日\n"
    )
    assert (h.issuers, h.issued, h.enclosures) == (
        ("云川省人民政府办公厅",),
        dt.date(2023, 5, 8),
        ("关于社区食堂工作的意见",),
    )


def test_attachments_by_their_words() -> None:
    text = (
        f"澜溪市民政局关于做好社区食堂工作的通知\n各县民政局：\n{BODY}附件：1.社区食堂登记办法\n　　　2.社区食堂责任清单\n澜溪市民政局\n2023年5月8日\n"
        "附件1\n社区食堂登记办法\n一、登记对象\n各食堂均应登记。\n附件2\n社区食堂责任清单\n一、县民政局负责登记。\n"
    )
    assert header(text).enclosures == ("社区食堂登记办法", "社区食堂责任清单")
    found = dict(labels(text))
    assert found["附件：1.社区食堂登记办法"] == found["2.社区食堂责任清单"] == found["附件1"] == "furniture"
    assert found["社区食堂登记办法"] == found["社区食堂责任清单"] == "heading"


def test_what_is_no_text_is_furniture() -> None:
    text = (
        f"澜民发〔2023〕5号\n澜溪市民政局关于做好社区食堂工作的通知\n各县民政局：\n{BODY}三、加强领导。成立领导小组，组成人员如下：\n组　长：市民政局局长\n"
        "成　员：市财政局分管负责同志\n澜溪市民政局\n2023年5月8日\n（此件公开发布）\n抄送：市委办公室。\n澜溪市民政局办公室　　2023年5月9日印发\n— 3 —\n附件：登记表.docx\n"
    )
    furniture = [t for t, label in labels(text) if label == "furniture"]
    assert furniture == [
        "澜民发〔2023〕5号", "各县民政局：", "组　长：市民政局局长", "成　员：市财政局分管负责同志", "澜溪市民政局", "2023年5月8日",
        "（此件公开发布）", "抄送：市委办公室。", "澜溪市民政局办公室　　2023年5月9日印发", "— 3 —", "附件：登记表.docx",
    ]  # fmt: skip


def test_numbers_in_sentences_are_not_the_documents() -> None:
    h = header(
        "为落实《关于做好社区食堂工作的通知》（云民发〔2023〕15号）精神，制定本方案。\n一、总体要求\n按照云民发〔2023〕16号文件执行。\n"
    )
    assert h.document_number is None


def test_a_speech_is_addressed_to_persons() -> None:
    h = header("在社区食堂工作会议上的讲话\n（2023年5月8日）\n同志们：\n今天的会议很重要，我讲三点意见。\n")
    assert (h.title, h.genre, h.addressees, h.issued) == ("在社区食堂工作会议上的讲话", None, (), dt.date(2023, 5, 8))


def test_the_second_printing_is_furniture() -> None:
    once = f"各乡镇人民政府：\n{BODY}青禾县人民政府\n2023年5月8日\n"
    doc = parse(once + once)
    half = len(once)
    assert all(s.label == "furniture" for s in doc.sentences if s.span.start >= half)
    assert any(s.label != "furniture" for s in doc.sentences if s.span.start < half)
    assert doc.header == header(once)


JUNK = [
    "",
    "。",
    "：",
    "各",
    "〔2020〕号",
    "2023年5月8日",
    "附件",
    "附件：",
    "\n\n\n",
    "关于",
    "的通知",
    "《",
    "（",
    "\x00",
    "\ud800",
    "😀",
    " " * 500,
    "日" * 300,
    "各、" * 200,
]


@pytest.mark.parametrize("text", [*JUNK, *(a + b for a in JUNK[:12] for b in JUNK[:12])])
def test_no_text_is_refused(text: str) -> None:
    header(text)


@pytest.mark.parametrize(
    "line", ["电话：0571-88888888\n", "联系人：张三\n", "1.名单\n", "附件：1.名单\n", "组长：张三\n"]
)
def test_long_lists_at_the_end_take_no_long_time(line: str) -> None:
    begun = time.process_time()
    parse("青禾县民政局关于办好社区食堂的通知\n" + BODY + line * 4_000)
    assert time.process_time() - begun < 4
