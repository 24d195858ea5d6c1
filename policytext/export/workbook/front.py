"""The two sheets before the tables: what the file is (说明), and what every column means (列说明)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policytext.columns import chinese_meanings
from policytext.export.workbook.looks import LINE, height
from policytext.export.workbook.places import LINKS, cell
from policytext.export.workbook.sheets import FRONT, SHEET_COLUMNS, SHEET_ROWS, Part, Workbook
from policytext.tables import Labels

TYPES = {"string": "text 文本", "Int64": "whole number 整数", "Float64": "number 数值", "boolean": "TRUE/FALSE 是否",
         "datetime64[s]": "date 日期"}  # fmt: skip
NOTES = (
    (
        "Blue underlined cells lead to the row that they name; a count leads to the first of what was counted.",
        "蓝色下划线单元格可跳转到所指的行；计数跳转到所计内容的第一行。",
    ),
    (
        "Every sheet has filters in its head line. Filtering keeps the links; sorting a sheet makes links to it miss.",
        "每张表的首行有筛选。筛选不影响跳转；排序会使指向该表的跳转错位。",
    ),
    (
        "A row shows six lines of a text, its cell all; beyond 32,767 characters it goes on in columns “text (2)” ….",
        "行高最多显示六行，单元格内为全文；超过 32,767 字的文本在“(2)”等续列中继续。",
    ),
    (
        "Starts and ends count characters of the document's text, from 0, the end exclusive.",
        "起点、终点为文件全文中的字符位置，从 0 起，终点不含。",
    ),
    (
        "An empty cell: not stated, not found, or not applicable. What could not be read stands among the problems.",
        "空单元格表示未写明、未找到或不适用；无法读取的内容见“问题”表。",
    ),
    (
        "Found by rules, not by hand: check what you cite. Texts and institutions are measured, not people.",
        "由规则自动识别，引用前请核对原文。度量的对象是文本与机构，不是个人。",
    ),
)
"""How to read the file, in both languages."""
WIDTHS = (30, 22, 14, 76, 52)


def write_read_me(
    sheet: Any,
    book: Workbook,
    parts: Sequence[Part],
    too_many: Sequence[tuple[str, str]],
    described: Mapping[str, int],
    formats: Mapping[str, Any],
) -> None:
    """The first sheet: record, sheets with their numbers of rows, how to read them."""
    for at, room in enumerate(WIDTHS):
        sheet.set_column(at, at, room)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    page = Page(sheet, formats)
    page.title(f"{book.title.en} · {book.title.zh}")
    page.part("Record", "记录")
    for fact in book.facts:
        page.row(fact.en, fact.zh, None, fact.value)
    page.part("Sheets", "工作表", "rows 行数", "one row is", "每行是")
    page.row(FRONT[book.labels][1], "列说明", sum(described.values()), "a column of a sheet and what it means",
             "某张表的一列及其含义", target=cell(FRONT[book.labels][1], 1))  # fmt: skip
    for part in parts:
        title = part.sheet.title
        said = (title.zh, title.row, title.row_zh) if title else ("", "", "")
        page.row(part.name, said[0], len(part.table), *said[1:], target=cell(part.name, 1))
    page.part("How to read it", "使用说明")
    for en, zh in (*NOTES, *limits(parts, too_many)):
        page.wide(en, zh)


class Page:
    """Lines of a sheet, written from the top."""

    def __init__(self, sheet: Any, formats: Mapping[str, Any]) -> None:
        self.sheet, self.formats, self.line = sheet, formats, 0

    def title(self, text: str) -> None:
        """The first line."""
        self.sheet.set_row(0, 2 * LINE)
        self.sheet.write_string(0, 0, text, self.formats["title"])
        self.line = 1

    def part(self, *heads: str) -> None:
        """The head of a part, behind an empty line."""
        self.line += 1
        for at in range(len(WIDTHS)):
            self.sheet.write(self.line, at, heads[at] if at < len(heads) else None, self.formats["part"])
        self.line += 1

    def row(self, *values: Any, target: str | None = None) -> None:
        """A line of texts and numbers."""
        self.sheet.set_row(self.line, height(values, WIDTHS[: len(values)]))
        for at, value in enumerate(values):
            if isinstance(value, str) and at == 0 and target:
                self.sheet.write_url(self.line, at, target, self.formats["link"], value)
            elif isinstance(value, str):
                self.sheet.write_string(self.line, at, value, self.formats["text"])
            elif value is not None:
                self.sheet.write_number(self.line, at, value, self.formats["value"])
        self.line += 1

    def wide(self, en: str, zh: str) -> None:
        """A note in both languages, each over several cells."""
        left, right = sum(WIDTHS[:3]) + WIDTHS[3], WIDTHS[4]
        self.sheet.set_row(self.line, height((en, zh), (left, right)))
        self.sheet.merge_range(self.line, 0, self.line, 3, en, self.formats["text"])
        self.sheet.write_string(self.line, 4, zh, self.formats["text"])
        self.line += 1


def limits(parts: Sequence[Part], too_many: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """What the format did not allow, in both languages."""
    for name, column in too_many:
        yield (
            f"Sheet {name}: the cells of “{column}” lead nowhere, for a sheet holds {LINKS:,} links at most.",
            f"工作表“{name}”的“{column}”列未设跳转：每张表最多 {LINKS:,} 个。",
        )
    for part in parts:
        if part.first:
            yield (f"Sheet {part.name} goes on after {SHEET_ROWS:,} rows.", f"工作表“{part.name}”为续表。")
        elif len(part.sheet.table.columns) > SHEET_COLUMNS:
            more = len(part.sheet.table.columns) - SHEET_COLUMNS
            yield (
                f"Sheet {part.name}: {more:,} columns are left out, for it holds {SHEET_COLUMNS:,} at most; use CSV.",
                f"工作表“{part.name}”省略了 {more:,} 列：每张表最多 {SHEET_COLUMNS:,} 列，请改用 CSV。",
            )


def write_columns(sheet: Any, parts: Sequence[Part], formats: Mapping[str, Any], labels: Labels) -> dict[str, int]:
    """The second sheet: a line for every column of every table; returns how many each table has."""
    heads = ("sheet 表", "column", "列", "type 类型", "meaning", "含义")
    widths = (20, 24, 20, 20, 60, 44)
    for at, (text, room) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(at, at, room)
        sheet.write_string(0, at, text, formats["head"])
    line, counted, chinese = 0, {}, chinese_meanings()
    for part in (p for p in parts if not p.first):
        described = part.sheet.columns
        counted[part.name] = len(described)
        for name, column in described.items():
            line += 1
            kind = TYPES.get(column.dtype, column.dtype)
            values = (part.name, name, column.zh, kind, column.meaning, chinese.get(column.meaning, ""))
            sheet.set_row(line, height(values, widths))
            for at, value in enumerate(values):
                if at == 0:
                    sheet.write_url(line, at, cell(part.name, 1), formats["link"], value)
                else:
                    sheet.write_string(line, at, value, formats["text"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, line, len(heads) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return counted
