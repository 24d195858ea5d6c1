"""The table that web sites print above a document: its elements by their labels, told from lines of the text."""

import re
from collections.abc import Iterator

from policytext.reading.header.pieces import Piece

FIELDS = {
    "number": "发文字号|发布文号|文 *号|文件编号",
    "title": "标 *题|文件名称|名 *称",
    "issuer": "发文机[关构]|发布机构|发布单位|发布部门|颁布部门",
    "issued": "成文日期|发文日期|发文时间|生成日期",
}
TABLE = {
    name: re.compile(
        rf"(?:^|(?<= ))(?:(?:{words})[：: ]+|[【\[](?:{words})[】\]][：: ]*)(.+?)(?= {{2,}}|$| (?:[一-鿿]{{2,5}})：)"
    )
    for name, words in FIELDS.items()
}
"""Fields of the table that web sites put above the text, by their labels."""
ROWS = (
    "索引号|信息索引|发文字号|发布文号|文号|发文时间|发文日期|成文日期|生成日期|发布日期|公开日期|发文机[关构]|发布机构|发布单位|制发单位"
    "|主题词|主题分类|公文种类|信息分类|有效性|时效性|组配分类|服务对象|标题|名称|关键词|内容概述"
)
INDEX_ROW = re.compile(r"(?:索引号|信息索引)[\dA-Za-z]")
GLUED_ROW = re.compile(rf"(?:{ROWS})(?![：:])")
GLUED_FIELD = {
    name: re.compile(rf"(?:^|(?<= ))(?:{words})(?!{ROWS}|[ ：])(.+?)(?= (?:{ROWS})|$)")
    for name, words in (
        ("number", "发文字号|发布文号|文号"),
        ("title", "标题|名称"),
        ("issuer", "发文机[关构]|发布机构|发布单位|制发单位"),
        ("issued", "成文日期|发文日期|发文时间|生成日期"),
    )
}
"""Rows of such a table without what parts labels from values: told below the index number, with which it opens."""
LABELS = sorted({words[0] for listed in FIELDS.values() for words in listed.split("|")})
LABEL_OPENS = frozenset(["【", "[", *LABELS])
LABEL = re.compile(rf"[【\[{''.join(LABELS)}](?:(?<=^.)|(?<= .))")
"""Where the label of such a field can begin."""
LONGEST_ROW = 160


def is_row(text: str, line: str, above: Piece | None) -> bool:
    """Whether a line holds fields of the table; `above` is the piece of the head before it."""
    labelled = (line[0] in LABEL_OPENS or " " in line) and len(line) < LONGEST_ROW and LABEL.search(line)
    if labelled and any(p.search(line) for p in TABLE.values()):
        return True
    return above is not None and below_index(text, above) and GLUED_ROW.match(line) is not None


def below_index(text: str, last: Piece) -> bool:
    """Whether a piece of the head is a row of a table that has lost what parts labels from values."""
    if last.kind == "table":
        return GLUED_ROW.match(text, last.start, last.end) is not None
    return last.kind == "residue" and INDEX_ROW.match(text, last.start, last.end) is not None


def fields(line: str) -> Iterator[tuple[str, str]]:
    """The elements that a row holds, by name."""
    for name, pattern in TABLE.items():
        if m := pattern.search(line) or GLUED_FIELD[name].search(line):
            yield name, m[1].strip()
