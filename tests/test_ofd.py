"""OFD packages: places of text, templates, several documents, text that is only drawn, and hostile files."""

import io
import random
import time
import zipfile

import pytest

from policytext.reading.text.fold import see
from policytext.sources.limits import Limits
from policytext.sources.ofd import read
from policytext.sources.ofd.page import deltas

NAMESPACE = "http://www.ofdspec.org/2016"


def codes(content):
    return [p.code for p in content.problems]


def member(body, name, prefix="ofd:", namespace=NAMESPACE):
    """An XML member whose elements are written `<:Name>` in `body`."""
    declared = f' xmlns{":" if prefix else ""}{prefix.rstrip(":")}="{namespace}"' if namespace else ""
    return f'<?xml version="1.0" encoding="UTF-8"?><{prefix}{name}{declared}>{body.replace("<:", "<" + prefix).replace("</:", "</" + prefix)}</{prefix}{name}>'


def package(*pages, info="", common="", more="", members=None, **style):
    """An OFD file with these pages (the objects of one layer each)."""
    listed = "".join(f'<:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    box = "<:PageArea><:PhysicalBox>0 0 210 297</:PhysicalBox></:PageArea>"
    files = {
        "OFD.xml": member(
            f"<:DocBody><:DocInfo>{info}</:DocInfo><:DocRoot>Doc_0/Document.xml</:DocRoot></:DocBody>", "OFD", **style
        ),
        "Doc_0/Document.xml": member(
            f"<:CommonData>{box}{common}</:CommonData><:Pages>{listed}</:Pages>{more}", "Document", **style
        ),
        **{f"Doc_0/Pages/Page_{i}/Content.xml": page(p, **style) for i, p in enumerate(pages)},
        **(members or {}),
    }
    return zipped(files)


def zipped(files):
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def page(objects, **style):
    """A page with one layer; `objects` may begin with the templates that it uses."""
    head, _, body = objects.rpartition("|")
    return member(f"{head}<:Content><:Layer>{body}</:Layer></:Content>", "Page", **style)


def text(written, x, y, *, size=5, more="", steps=""):
    """A text object whose first character stands at x, y."""
    return f'<:TextObject ID="1" Boundary="{x} {y - 5} 100 10" Size="{size}" {more}><:TextCode X="0" Y="5" {steps}>{written}</:TextCode></:TextObject>'


PAGE = (
    text("二、市民政局", 20, 60)
    + text("青石市人民政府", 40, 20, size=8)
    + text("一、各县（区）", 20, 50)
    + text("要报送。", 50, 60)
)
SHOWN = "　　青石市人民政府\n一、各县（区）\n二、市民政局要报送。"


@pytest.mark.parametrize(
    "style",
    [{}, {"prefix": ""}, {"prefix": "o:"}, {"namespace": "http://www.ofdspec.org"}, {"prefix": "", "namespace": ""}],
)
def test_reading_order_whatever_the_prefix(style):
    content = read(package(PAGE, **style))
    assert content.text == SHOWN
    assert (content.pages, content.problems, content.aside) == ((0,), (), ())
    assert content.reader.startswith("lxml ")


def test_pages():
    content = read(package(PAGE, "", text("完", 20, 20)))
    assert content.text == SHOWN + "\n完"
    assert [content.text[a:][:1] for a in content.pages] == ["　", "完", "完"]


def test_lines_that_run_up_to_the_margin_are_known():
    shown = [
        ("各县要按照有关规定及时建立名录并", 20, 20),
        ("定期公布。", 10, 30),
        ("各镇要安排专人负责，及时上报，不", 20, 40),
        ("得漏报。", 10, 50),
    ]
    content = read(package("".join(text(line, x, y) for line, x, y in shown)))
    assert see(content.text, (), content.full).text.split() == [
        "各县要按照有关规定及时建立名录并定期公布。",
        "各镇要安排专人负责，及时上报，不得漏报。",
    ]


@pytest.mark.parametrize(
    ("written", "count", "found"),
    [("g 3 2.5 5", 9, [2.5, 2.5, 2.5, 5]), ("1 2 3", 2, [1, 2]), ("g 999999999 1", 4, [1] * 4), ("1 x 2", 9, [1]), ("g", 9, []), ("1 nan", 9, [1]), ("g -3 1 2", 3, [2]), (None, 3, [])],
)  # fmt: skip
def test_steps_of_characters(written, count, found):
    assert deltas(written, count) == found


def test_gaps_become_spaces():
    line = text("任务", 20, 20, steps='DeltaX="5"') + text("单位", 60, 20)
    names = text("市民政局市教育局", 20, 40, steps='DeltaX="g 3 5 25 g 3 5"')
    words = text("ABCD", 20, 60, steps='DeltaX="2.5 4.5 2.5"')
    assert read(package(line + names + words)).text == "任务　　单位\n市民政局 市教育局\nAB CD"


def test_lines_inside_one_code():
    assert read(package(text("甲乙丙丁", 20, 20, steps='DeltaX="5 -5 5" DeltaY="0 8 0"'))).text == "甲乙\n丙丁"


def test_text_that_runs_downwards_stays_whole():
    assert read(package(text("保密期限", 20, 20, steps='DeltaY="5 5 5"') + text("后", 20, 60))).text == "保密期限\n后"


def test_matrix_and_missing_places():
    scaled = '<:TextObject Boundary="20 30 9 9" CTM="2 0 0 2 0 0" Size="5"><:TextCode X="0" Y="5">下</:TextCode></:TextObject>'
    second = '<:TextObject Boundary="20 20 9 9" Size="5"><:TextCode X="0" Y="5">上</:TextCode><:TextCode X="5">面</:TextCode></:TextObject>'
    assert read(package(scaled + second)).text == "上面\n下"


def test_text_drawn_twice_counts_once():
    assert read(package(text("通知", 20, 20) + text("通知", 20.2, 20) + text("通知", 32, 20))).text == "通知通知"


def test_raised_figures_stay_on_their_line():
    assert read(package(text("面积10km", 20, 20) + text("2", 40, 18.4, size=3))).text.replace(" ", "") == "面积10km2"


def test_hidden_objects_blocks_and_composites():
    objects = (
        text("隐", 20, 10, more='Visible="false"')
        + f"<:PageBlock>{text('块', 20, 20)}</:PageBlock>"
        + '<:CompositeObject Boundary="0 30 99 99" ResourceID="7"/><:CompositeObject Boundary="0 60 99 99" ResourceID="7"/>'
    )
    unit = f'<:CompositeGraphicUnit ID="7"><:Content>{text("件", 20, 10)}<:CompositeObject ResourceID="7"/></:Content></:CompositeGraphicUnit>'
    resources = member(f"<:CompositeGraphicUnits>{unit}</:CompositeGraphicUnits>", "Res")
    content = read(package(objects, common="<:PublicRes>Res.xml</:PublicRes>", members={"Doc_0/Res.xml": resources}))
    assert content.text == "块\n件\n件"


TEMPLATES = '<:TemplatePage ID="8" BaseLoc="Tpls/Tpl_0/Content.xml"/><:TemplatePage ID="9" BaseLoc="/Doc_0/Tpls/Tpl_1/Content.xml"/>'
USED = '<:Template TemplateID="{}"/>|'


def test_templates_on_every_page_stand_apart():
    members = {
        "Doc_0/Tpls/Tpl_0/Content.xml": page(text("青石市文件", 20, 15) + text("内部资料", 20, 280)),
        "Doc_0/Tpls/Tpl_1/Content.xml": page(text("抬头", 20, 10)),
    }
    first = USED.format(8)[:-1] + USED.format(9) + text("一", 20, 50)
    content = read(package(first, USED.format(8) + text("二", 20, 50), common=TEMPLATES, members=members))
    assert content.text == "抬头\n一\n二"
    assert content.aside == (("header", "青石市文件"), ("footer", "内部资料"))
    single = read(package(USED.format(8) + text("一", 20, 50), common=TEMPLATES, members=members))
    assert single.text == "青石市文件\n一\n内部资料"


def test_metadata_attachments_and_annotations():
    info = '<:Title>关于排查的通知</:Title><:CustomDatas><:CustomData Name="发文字号">青政〔2021〕3号</:CustomData><:CustomData Name="x">y</:CustomData></:CustomDatas>'
    more = "<:Attachments>Attachs/Attachments.xml</:Attachments><:Annotations>Annots/Annotations.xml</:Annotations>"
    note = f'<:Annot Type="Highlight"><:Remark>核对</:Remark><:Appearance>{text("批注", 5, 5)}</:Appearance></:Annot><:Annot Type="Watermark"><:Appearance>{text("副本", 5, 5)}</:Appearance></:Annot>'
    members = {
        "Doc_0/Attachs/Attachments.xml": member(
            '<:Attachment Name="任务表" Format="xlsx"><:FileLoc>a.xlsx</:FileLoc></:Attachment>', "Attachments"
        ),
        "Doc_0/Annots/Annotations.xml": member(
            '<:Page PageID="0"><:FileLoc>Page_0.xml</:FileLoc></:Page>', "Annotations"
        ),
        "Doc_0/Annots/Page_0.xml": member(note, "PageAnnot"),
    }
    content = read(package(PAGE, info=info, more=more, members=members))
    assert content.metadata == {"title": "关于排查的通知", "document_number": "青政〔2021〕3号"}
    assert content.aside == (("comment", "核对\n批注"), ("watermark", "副本"), ("attachment", "任务表.xlsx"))


def test_several_documents():
    bodies = "".join(f"<:DocBody><:DocRoot>Doc_{i}/Document.xml</:DocRoot></:DocBody>" for i in range(2))
    files = {"OFD.xml": member(bodies, "OFD")}
    for i, word in enumerate("甲乙"):
        files[f"Doc_{i}/Document.xml"] = member('<:Pages><:Page BaseLoc="P.xml"/></:Pages>', "Document")
        files[f"Doc_{i}/P.xml"] = page(text(word, 20, 20))
    content = read(zipped(files))
    assert (content.text, content.pages) == ("甲\n乙", (0, 2))


OUTLINE = f'<:PathObject Boundary="1 1 9 9" Fill="true"><:AbbreviatedData>{"M 1 2 L 3.5 4 " * 40}</:AbbreviatedData></:PathObject>'


def test_text_that_is_only_drawn():
    [problem] = read(package(OUTLINE, '<:ImageObject ResourceID="1"/>')).problems
    assert (problem.code, "1, 2" in problem.message) == ("source.no_text", True)
    assert codes(read(package(""))) == ["source.no_text"]
    [problem] = read(package(PAGE, OUTLINE)).problems
    assert (problem.code, problem.message[-1]) == ("source.partial", "2")
    [problem] = read(package(PAGE + OUTLINE * 3)).problems
    assert (problem.code, "letterhead" in problem.message) == ("source.partial", True)
    assert (
        read(
            package(
                PAGE + '<:PathObject Fill="true"><:AbbreviatedData>M 0 0 L 9 9</:AbbreviatedData></:PathObject>' * 9
            )
        ).problems
        == ()
    )


def test_what_is_missing_is_told_and_the_rest_is_read():
    common = '<:TemplatePage ID="8" BaseLoc="nowhere.xml"/>'
    members = {"Doc_0/Pages/Page_1/Content.xml": "<broken"}
    content = read(package(USED.format(8) + PAGE, "", text("完", 20, 20), common=common, members=members))
    assert content.text == SHOWN + "\n完"
    assert codes(content) == ["source.damaged"]
    assert "2 parts" in content.problems[0].message


def test_encrypted():
    assert codes(read(package(PAGE, members={"Encryptions.xml": "<x/>"}))) == ["source.encrypted"]
    locked = bytearray(package(PAGE))
    locked[6] |= 1
    assert codes(read(bytes(locked))) == ["source.encrypted"]


def nested(tag, deep):
    """Elements inside each other."""
    return f"<:{tag}>" * deep + text("深", 1, 9) + f"</:{tag}>" * deep


def composites(count, times):
    """Composites that each use the next several times: a bomb of objects, or of text."""
    units = "".join(
        f'<:CompositeGraphicUnit ID="{i}"><:Content>{f"""<:CompositeObject ResourceID="{i + 1}"/>""" * times}{text("文" * 500, 1, 9)}</:Content></:CompositeGraphicUnit>'
        for i in range(count)
    )
    return member(f"<:CompositeGraphicUnits>{units}</:CompositeGraphicUnits>", "Res")


HOSTILE = {
    "empty": b"",
    "no package": b"PK\x03\x04" + bytes(99),
    "no OFD.xml": zipped({"a.xml": "<a/>"}),
    "cut": package(PAGE)[:-30],
    "deep nesting": package(nested("PageBlock", 5000)),
    "entities": package("", members={"Doc_0/Pages/Page_0/Content.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}),
    "bomb of composites": package(
        '<:CompositeObject ResourceID="0"/>',
        common="<:PublicRes>Res.xml</:PublicRes>",
        members={"Doc_0/Res.xml": composites(9, 40)},
    ),
    "outside the package": package(
        "", members={"OFD.xml": member("<:DocBody><:DocRoot>../../../../etc/passwd</:DocRoot></:DocBody>", "OFD")}
    ),
    "no numbers": package(
        '<:TextObject Boundary="a b" Size="-1" CTM="1"><:TextCode X="inf" Y="nan" DeltaX="g g g">字</:TextCode></:TextObject>'
        + nested("Layer", 400)
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_little_and_are_told(name):
    begin = time.process_time()
    content = read(HOSTILE[name], Limits(text=100_000))
    assert time.process_time() - begin < 3
    assert content.problems
    assert set(codes(content)) <= {"source.damaged", "source.limit", "source.empty", "source.no_text"}


def test_limits():
    assert codes(read(package(PAGE), Limits(file=10))) == ["source.limit"]
    assert codes(read(package(PAGE, PAGE), Limits(pages=1))) == ["source.limit"]
    assert read(package(PAGE, PAGE), Limits(pages=1)).text == SHOWN
    assert codes(read(package(PAGE), Limits(text=5)))[0] == "source.limit"
    assert codes(read(package(PAGE), Limits(unpacked=900)))[0] == "source.limit"
    assert codes(read(package(PAGE), Limits(members=1)))[0] == "source.limit"


def test_any_cut_or_flipped_byte_is_survived():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(PAGE, OUTLINE))) as source, zipfile.ZipFile(out, "w") as stored:
        for name in source.namelist():
            stored.writestr(name, source.read(name))
    data = out.getvalue()
    rng = random.Random(5)
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(rng.randrange(1, 4)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        content = read(bytes(broken))
        assert content.text or content.problems


SIGNS = "各镇要会同县民政局摸清底数建立名录按月公布并将助餐点建设情况书面报送县人民政府备案"


def set_page(number, count=6, *, head="青石市人民政府公报"):
    """A page with a smaller head and foot round lines of text."""
    lines = [SIGNS[k + number : k + number + 20] for k in range(count)]
    inner = "".join(text(line, 30, 50 + 8 * k) for k, line in enumerate(lines))
    outer = text(head, 20, 20, size=3) + text(f"第{number}页", 170, 20, size=3) + text("2023年第5期", 20, 285, size=3)
    return outer + inner + text(f"— {number} —", 100, 270, size=4), lines


def test_running_heads_and_feet_are_set_aside():
    pages = [set_page(n) for n in range(1, 5)]
    content = read(package(*(p for p, _ in pages)))
    shown = [line for n, (_, lines) in enumerate(pages, 1) for line in (*lines, f"— {n} —")]
    assert [line.strip() for line in content.text.split("\n")] == shown
    assert set(content.aside) == {
        *(("header", f"青石市人民政府公报　　第{n}页") for n in range(1, 5)),
        ("footer", "2023年第5期"),
    }
    assert len(content.pages) == 4


def test_heads_of_tables_and_heads_that_come_twice_are_no_running_heads():
    one, two = set_page(1)[0], set_page(2)[0]
    assert read(package(one, two)).text.count("公报") == 2
    path = '<:PathObject Boundary="{} {} 100 20"><:AbbreviatedData>M 0 0 L {} {}</:AbbreviatedData></:PathObject>'
    along, down = [path.format(20, y, 100, 0) for y in (20, 30, 40)], [path.format(x, 20, 0, 20) for x in (20, 70, 120)]
    table = (
        "".join([*along, *down])
        + text("任务", 22, 27, size=3)
        + text("时限", 72, 27, size=3)
        + text("排查", 22, 37, size=3)
    )
    content = read(package(*(table + set_page(n, head="")[0] for n in range(1, 5))))
    assert content.text.count("任务\t时限") == 4


@pytest.mark.parametrize("last", [3, 9, 15])
def test_two_columns_are_read_one_after_the_other(last):
    lines = [SIGNS[k % 20 : k % 20 + 15 - 6 * (k % 4 == 3)] + "，" * (k % 5 == 2) for k in range(24 + last)]
    pages = []
    for start in (0, 24):
        page = lines[start : start + 24]
        high = (len(page) + 1) // 2
        places = [divmod(k, high) for k in range(len(page))]
        rows = sorted(zip(places, page, strict=True), key=lambda p: p[0][::-1])
        pages.append("".join(text(written, 20 + 85 * c, 40 + 8 * r) for (c, r), written in rows))
    assert [line.strip() for line in read(package(*pages)).text.split("\n")] == lines
