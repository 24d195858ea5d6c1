"""The fields that web sites print around a document, 索引号：…, 成文日期：…: told by their shape and their company.

A page sets them one below the other or several on a line, parts labels from values by colons, brackets, blanks or
line ends, and calls them as it likes. So the lines from the beginning of the text to where its body begins are looked
at as a whole: cells that begin like a label are fields where a label of the same block is one that only pages have.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from policytext.reading.branches import finder
from policytext.reading.header.agencies import is_agency
from policytext.reading.header.pieces import MARKER, is_addressee_line, trim
from policytext.reading.header.title import BROKEN_OVER, complete, join_title, lines_of_title

NAMES = {
    **dict.fromkeys(("发文字号", "发布文号", "文号", "文件编号", "文件字号", "公文文号"), "number"),
    **dict.fromkeys(("标题", "文件名称", "名称", "信息名称", "公文名称", "文件标题", "题名"), "title"),
    **dict.fromkeys(("发文机关", "发文机构", "发布机关", "发布机构", "发布单位", "发布部门", "颁布部门"), "issuer"),
    **dict.fromkeys(("制发机关", "制发单位", "制发机构", "发文单位"), "issuer"),
    **dict.fromkeys(("成文日期", "成文时间", "发文日期", "发文时间", "生成日期", "生成时间", "制发日期"), "issued"),
}
"""The labels of fields that fill the header → its elements."""
FIRM = (
    "(?:信息)?索引号?|信息索引|(?:发文|发布|文件|公文|编制)?(?:文号|字号|编号)|(?:统一)?(?:登记|标识)[号码]|唯一标[志识]"
    "|(?:发文|成文|制发|制文|生成|印发|发布|公布|颁布|公开|批准|实施|施行|生效|失效|废止|签发|更新|上网)日期"
    "|(?:发文|成文|制发|制文|生成|印发|发布|公布|颁布|公开|更新|上网)时间"
    "|(?:发文|制发|制文|印发|发布|公布|颁布|公开|批准)(?:机[关构]|单位|部门)"
    "|(?:信息|公文|文件|政策|法规)(?:分类|类别|类型|种类|名称|标题|有效性|状态|属性|来源|层级)"
    "|主题(?:词|分类|类别)|组配分类|体裁(?:分类)?|公开(?:方式|目录|范围|属性|类别|形式|程度|时限|责任部门)"
    "|有效性|时效性|效力(?:状态|级别|位阶)|(?:当前|您的|您现在的)位置|标题|名称|题名|(?:文章|稿件)?来源|稿源|作者"
)
WEAK = (
    "关键[词字]|内容(?:概述|摘要|简介|概要)|服务对象|适用对象|所属(?:机构|部门|类别|单位|栏目|主题)|文种|语种|级别|类别"
    "|分类|有效期限?|载体(?:类型|形式)|责任(?:编辑|部门)|责编|编辑|浏览(?:次数|量)|点击[数率]|访问量|阅读次数|题注"
)
KNOWN = re.compile(FIRM)
"""A label that only pages have; in its company others are labels too."""
ANY_KNOWN = re.compile(f"{FIRM}|{WEAK}")
"""The same, or one that what is no page can have as well."""
OF_A_TEXT = re.compile(
    "(?:会议|活动|培训|参会|开会)?(?:时间|日期|地点|地址)|主持.{0,2}|[出列缺]席.{0,2}|参[加会].{0,2}|记录.?|请假.{0,2}"
    "|议[题程]"
    "|附件?.{0,2}|[抄主报分]送.{0,2}|.{0,2}联系.+|.{0,2}电话|.*(?:如下|下列|以下|责任单位|牵头单位|配合单位)|现.+"
)
"""A label that texts have: it is no field of the page, whatever its company."""
LABEL = r"[一-鿿]{2,10}(?:（[^（）]{1,8}）)?|[一-鿿](?: {1,8}[一-鿿]){1,4}"
"""A label, also one that is spread with blanks: 体  裁."""
OF_PAGES = finder("索引|成文|发文|发布[日时机]|生成日|公开[方属]|主题|体裁|效性")
"""What is in the labels of pages: asked first."""
OF_A_FORM = frozenset(("标题", "名称", "题名", "编号", "文件编号", "来源", "作者", "登记号"))
"""Labels that forms have as well."""
CELL = re.compile(rf"(?:(?:^（?|(?<= ))(?P<colon>{LABEL}) *：|[【\[](?P<brace>{LABEL})[】\]] *：?) *")
"""How a cell begins."""
BARE = re.compile(r"(?:^（?|(?<= ))(?P<bare>[一-鿿]{2,8}|[一-鿿](?: {1,8}[一-鿿]){1,3})(?: +|(?=[\dA-Z])|$)")
"""The same without a mark behind the label."""
INDEX = re.compile(r"(?:索引号|信息索引)[\dA-Za-z]")
GLUED = re.compile(rf"(?:^|(?<= ))(?P<glued>{FIRM}|{WEAK})(?![：:])")
"""A label that has lost what parted it from its value: told below the index number, with which such a table opens."""
BRACKETS = frozenset("【[")
LONGEST_LABEL = 30
LONGEST_VALUE, LONGEST_KNOWN, LONGEST_BARE = 60, 400, 160
"""Characters of a value: of any label, of one that only pages have, of a line without marks behind labels."""
INDEX_OPENS = frozenset("索信")
SHORT = 20
"""Characters of a line that can be a label with its value run together."""
FAR = 120
"""Characters of a line within which fields begin that have run together with what stands above them."""
LEAST_TITLE = 8
"""Characters of a title that is told by itself."""
SITE_TALK = finder("小编|本站|会员|范文|网友|网上|下载|收藏|点击|精选|为[您你]")
"""What pages say of themselves in whole sentences."""
PARTS = re.compile(r" +|(?<=[\d】\]])(?![年月日号时分期条次])(?=[一-鿿])")
"""Where something else can begin behind a value."""


class Cell(NamedTuple):
    """A label with its value, or the value alone where it stands on a line of its own."""

    start: int
    end: int
    label: str
    value: str


@dataclass(slots=True)
class Row:
    """A line above the body, or what follows the fields on it, with its cells."""

    start: int
    end: int
    text: str
    cells: list[Cell]
    label: str = ""
    """The label on a line above whose value it is."""

    @property
    def open(self) -> bool:
        """Whether it is a label alone."""
        return len(self.cells) == 1 and not self.cells[0].value


def rows_above_body(text: str, start: int, limit: int) -> list[Row]:
    """The lines from `start` to where the body begins, cut before the fields that end them and behind those."""
    rows: list[Row] = []
    glued = False
    while start < limit:
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        at, line = trim(text, start, stop)
        start = stop + 1
        if not line:
            continue
        glued = GLUED.match(line) is not None if glued else line[0] in INDEX_OPENS and INDEX.match(line) is not None
        if not glued and is_plain(line):
            if opens_body(line):
                return rows
            rows.append(Row(at, at + len(line), line, []))
            continue
        for row in rows_of(line, at, glued):
            if not row.cells and opens_body(row.text.replace(" ", "")):
                return rows
            rows.append(row)
    return rows


def is_plain(line: str) -> bool:
    """Whether a line holds no field: neither a blank nor a bracket parts it, nor a colon behind what can be a label."""
    if " " in line or line[0] in BRACKETS:
        return False
    colon = line.find("：", 2, LONGEST_LABEL)
    if colon < 0:
        return len(line) > SHORT or BARE.match(line) is None
    label = line[:colon]
    return colon + 1 == len(line) and is_addressee_line(label) and not ANY_KNOWN.fullmatch(label)


def rows_of(line: str, at: int, glued: bool) -> Iterator[Row]:
    """What stands on a line, which begins at `at`, ahead of its fields, they, and what stands behind them."""
    cells, begin = cells_of(line, glued), 0
    if not cells and (begin := fields_within(line)):
        above = line[:begin].rstrip()
        yield Row(at, at + len(above), above, [])
        cells = marked_cells(line[begin:])
    end = 0
    if cells:
        cells = [Cell(at + begin + c.start, at + begin + c.end, c.label, c.value) for c in cells]
        end = cells[-1].end - at
        yield Row(cells[0].start, cells[-1].end, line[cells[0].start - at : end], cells)
    if words := line[end:].lstrip():
        stop = at + len(line)
        yield Row(stop - len(words), stop, words, [])


def fields_within(line: str) -> int:
    """Where fields begin on a line that has run together with what stands above them; 0 where none do."""
    if line.find(" ", 1, FAR) < 0 and line.find("】", 2, FAR) < 0 and line.find("]", 2, FAR) < 0:
        return 0
    marks = [m for m in CELL.finditer(line, 1, FAR) if ANY_KNOWN.fullmatch(label_of(m))]
    return marks[0].start() if any(KNOWN.fullmatch(label_of(m)) for m in marks) else 0


def opens_body(bare: str) -> bool:
    """Whether a line is one of the document's own: a sentence, an item, the addressees."""
    if "。" in bare:
        return not SITE_TALK(bare)
    return (bare[-1] == "：" and is_addressee_line(bare[:-1])) or MARKER.match(bare) is not None


def cells_of(line: str, glued: bool = False) -> list[Cell]:
    """The cells with which a line begins."""
    marked = line[0] in BRACKETS or line.find("：", 2, LONGEST_LABEL) > 0
    if marked and (cells := marked_cells(line)):
        return cells
    if glued:
        return cells_at(line, list(GLUED.finditer(line)))
    if (m := BARE.match(line)) and len(line) <= LONGEST_BARE and "。" not in line and ANY_KNOWN.fullmatch(label_of(m)):
        return cells_at(line, [m for m in BARE.finditer(line) if ANY_KNOWN.fullmatch(label_of(m))])
    return []


def marked_cells(line: str) -> list[Cell]:
    """The cells of a line whose labels have a colon or brackets."""
    first = CELL.match(line)
    if first is None or not is_label(line, first, len(line)):
        return []
    marks = [first]
    for m in CELL.finditer(line, first.end()):
        if not is_label(line, m, len(line)):
            return cells_at(line[: m.start()], marks)
        marks.append(m)
    return cells_at(line, marks)


def is_label(line: str, m: re.Match[str], end: int) -> bool:
    """Whether words ahead of a colon can be the label of a page: none of the text's own, no addressees."""
    label = label_of(m)
    if ANY_KNOWN.fullmatch(label):
        return True
    if OF_A_TEXT.fullmatch(label) or (m["colon"] and is_addressee_line(label)):
        return False
    following = CELL.search(line, m.end())
    value = line[m.end() : following.start() if following else end]
    return len(value) <= LONGEST_VALUE and "。" not in value and not is_title(value)


def label_of(m: re.Match[str]) -> str:
    """The label of a cell, without blanks."""
    return m[str(m.lastgroup)].replace(" ", "")


def cells_at(line: str, marks: list[re.Match[str]]) -> list[Cell]:
    """The cells that begin at the marks; the value of the last ends before a title or addressees."""
    cells: list[Cell] = []
    for k, m in enumerate(marks):
        at, last = m.end(), k + 1 == len(marks)
        end = end_of_value(line, at) if last else marks[k + 1].start()
        value = line[at:end].rstrip()
        cells.append(Cell(m.start(), at + len(value) if value else len(line[:at].rstrip()), label_of(m), value))
    return cells


def end_of_value(line: str, start: int) -> int:
    """Where the last value of a line ends: before what of the document stands behind a blank."""
    starts = [start, *(m.end() for m in PARTS.finditer(line, start))]
    words = [line[a:b].rstrip() for a, b in pairwise([*starts, len(line)])]
    for k in range(1, len(words)):
        if begins_title(words[k : k + BROKEN_OVER]) or (
            "：" in words[k] and is_addressee_line(words[k].split("：")[0])
        ):
            return starts[k]
    return len(line) if len(line) - start <= LONGEST_KNOWN or len(words) < 2 else starts[1]


def begins_title(words: list[str]) -> bool:
    """Whether the first of the words begins a title, or its issuer stands before one."""
    if is_title(words[0]):
        return True
    opens = "关于" in words[0] or (words[1:] and words[1].startswith("关于") and is_agency(words[0]))
    return bool(opens) and any(is_title("".join(words[:n])) for n in range(2, len(words) + 1))


def is_title(line: str) -> bool:
    """Whether a line can be the title, or its last line."""
    return len(line) >= LEAST_TITLE and complete([line])


def page_fields(rows: list[Row], titled: bool = False) -> dict[int, Cell]:
    r"""The fields that a page prints above the body, by where they start.

    Args:
        rows: the lines above the body.
        titled: whether the title stands above them.

    >>> text = "索引号：A-1 办文科室：养老科\n体  裁：\n通知\n公开方式：主动\n关于社区食堂的通知\n各镇：\n请办好。"
    >>> [(c.label, c.value) for c in page_fields(rows_above_body(text, 0, len(text))).values()]
    [('索引号', 'A-1'), ('办文科室', '养老科'), ('体裁', ''), ('体裁', '通知'), ('公开方式', '主动')]
    """
    if not any(row.cells for row in rows):
        return {}
    take_values(rows, titled)
    found: dict[int, Cell] = {}
    for block in blocks(rows):
        for row in block:
            for cell in row.cells or [Cell(row.start, row.end, row.label, row.text)]:
                if NAMES.get(row.label) != "title":  # it goes on from its label
                    found[cell.start] = cell
    return found


def take_values(rows: list[Row], titled: bool) -> None:
    """Give labels that stand alone the values on the lines below."""
    titles = {k for k, row in enumerate(rows) if not row.cells and is_title(row.text)}
    for k, row in enumerate(rows[:-1]):
        if row.label or rows[k + 1].cells:
            continue
        if not row.cells and is_label_between(rows, k):
            row.cells = [Cell(row.start, row.end, row.text, "")]
        if not row.cells:
            continue
        label, value = row.cells[-1].label, row.cells[-1].value
        if NAMES.get(label) == "title":
            words = [value, *(r.text for r in takewhile(lambda r: not r.cells, rows[k + 1 : k + 1 + BROKEN_OVER]))]
            lines = max(0, lines_of_title(words) - 1)
            whole = join_title(words[: lines + 1])
            row.cells[-1] = row.cells[-1]._replace(end=rows[k + lines].end, value=whole)
        elif value or len(row.cells) > 1:
            continue
        elif k + 1 in titles:
            lines = int(titled or len(titles) > 1)
        else:
            lines = int(bool(rows[k - 1].label if k else "") or bool(rows[k + 2 : k + 3] and rows[k + 2].cells))
        for below in rows[k + 1 : k + 1 + lines]:
            below.label = label
            titles.discard(k + 1)


def is_label_between(rows: list[Row], k: int) -> bool:
    """Whether a line stands where a label is expected: labels and values take turns above and below."""
    return k > 0 and bool(rows[k - 1].label) and bool(rows[k + 2 : k + 3] and rows[k + 2].open)


def blocks(rows: list[Row]) -> Iterator[list[Row]]:
    """Runs of fields of which one at least is told by its label; below a title they end with one that is known."""
    titled = False
    for fields, run in groupby(rows, lambda row: bool(row.cells or row.label)):
        block = list(run)
        if fields and any(KNOWN.fullmatch(cell.label) for row in block for cell in row.cells):
            while titled and not told(block[-1]):
                block.pop()
            yield block
        titled = titled or any(not row.cells and not row.label and is_title(row.text) for row in block)


def told(row: Row) -> bool:
    """Whether a row is a value, or has a label that is told by itself."""
    return bool(row.label) or any(ANY_KNOWN.fullmatch(cell.label) for cell in row.cells)


def fields_at_end(text: str, start: int, end: int) -> Iterator[Cell]:
    """The fields that a page prints below the document: told only with a label that fills no form."""
    if not OF_PAGES(text[start:end].replace(" ", "")):
        return
    fields = page_fields(rows_above_body(text, start, end), titled=True)
    if any(KNOWN.fullmatch(c.label) and c.label not in OF_A_FORM for c in fields.values()):
        yield from fields.values()


def is_row(line: str) -> bool:
    """Whether a line is nothing but fields, and a page's by its first label."""
    cells = cells_of(line)
    return bool(cells) and cells[-1].end == len(line) and KNOWN.fullmatch(cells[0].label) is not None
