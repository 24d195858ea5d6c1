"""One document in every format that Python can write: paragraphs, numbered items, tables; for tests and benchmarks."""

import csv
import html
import io
import json
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

import docx_writer as office
import pandas as pd
from pdf_writer import Shown, Stroke, pdf
from word_files import level, list_tables, word

HEADED = re.compile("[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.]")
CHINESE = "零一二三四五六七八九十"
POINT = 25.4 / 72
"""Millimetres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: where it stands, and on which level of the outline 一、（一）1. if on any."""

    text: str
    place: str = "left"
    """left, indent, centre, right"""
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells."""

    rows: Sequence[Sequence[str]]


Block = Paragraph | Table


def blocks_of(text: str) -> list[Block]:
    """The blocks of a plain text: lines between tabs are rows of tables, what is indented is marked so."""
    found: list[Block] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append([cell.strip() for cell in line.split("\t")])
            continue
        if rows:
            wide = max(map(len, rows))
            found.append(Table(rows=[[*row, *[""] * (wide - len(row))] for row in rows]))
            rows = []
        if line.strip():
            found.append(Paragraph(text=line.strip(), place="indent" if line.startswith("　") else "left"))
    return found


def typed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with their numbers typed in front of the text."""
    at = [0, 0, 0]
    for block in blocks:
        if isinstance(block, Paragraph) and block.level is not None:
            at[block.level :] = [at[block.level] + 1, *[0] * (2 - block.level)]
            n = at[block.level]
            number = (f"{CHINESE[n]}、", f"（{CHINESE[n]}）", f"{n}.")[block.level]
            block = replace(block, text=number + block.text, level=None)
        yield block


# Text


def plain(blocks: Sequence[Block]) -> str:
    """Lines, paragraphs with the two blanks in front that Chinese typing has, rows between tabs."""
    lines = []
    before = {"left": "", "indent": "　　", "centre": "", "right": "　" * 12}
    for block in typed(blocks):
        if isinstance(block, Table):
            lines += ["\t".join(row) for row in block.rows]
        else:
            lines.append(before[block.place] + block.text)
    return "\n".join(lines) + "\n"


def markdown(blocks: Sequence[Block]) -> str:
    """Blank lines between paragraphs, tables between bars."""
    parts = []
    for block in typed(blocks):
        if isinstance(block, Table):
            lines = [f"| {' | '.join(row)} |" for row in block.rows]
            parts.append("\n".join([lines[0], "|" + " --- |" * len(block.rows[0]), *lines[1:]]))
        else:
            parts.append(block.text)
    return "\n\n".join(parts) + "\n"


def marked(blocks: Sequence[Block]) -> str:
    """Markdown as programmes make it of office files: titles and headings behind #, lead words bold."""
    parts = []
    for block in typed(blocks):
        if isinstance(block, Table):
            parts.append(markdown([block]).rstrip())
            continue
        number, dot, rest = block.text.partition("。")
        if block.place == "centre":
            parts.append(f"# {block.text}")
        elif HEADED.match(block.text) and not rest:
            parts.append(f"## {block.text}")
        elif HEADED.match(block.text):
            parts.append(f"**{number}{dot}**{rest}")
        else:
            parts.append(block.text)
    return "\n\n".join(parts) + "\n"


def web(blocks: Sequence[Block]) -> str:
    """A page of a site: a menu above, a foot below."""
    body = []
    for block in typed(blocks):
        if isinstance(block, Table):
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in block.rows)
            body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            align = {"centre": ' align="center"', "right": ' align="right"'}.get(block.place, "")
            body.append(f"<p{align}>{html.escape(block.text)}</p>")
    menu = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(("首页", "政务公开", "办事服务")))
    content = f'<div class="content">{"".join(body)}</div>'
    return (
        '<!doctype html><html><head><meta charset="utf-8"></head>'
        f'<body><ul class="nav">{menu}</ul>{content}<div class="footer"><a href="/m">网站地图</a></div></body></html>'
    )


# Word processing


def docx(blocks: Sequence[Block]) -> bytes:
    """Word, with automatic numbers."""
    numbers = [
        {"format": "chineseCountingThousand", "text": "%1、", "suffix": "nothing"},
        {"format": "chineseCountingThousand", "text": "（%2）", "suffix": "nothing"},
        {"format": "decimal", "text": "%3.", "suffix": "tab"},
    ]
    layout = {
        "indent": '<w:ind w:firstLine="640"/>',
        "centre": '<w:jc w:val="center"/>',
        "right": '<w:jc w:val="right"/>',
    }
    body = ""
    for block in blocks:
        if isinstance(block, Table):
            body += office.table(*map(list, block.rows))
        else:
            numbered = office.num_pr(1, block.level) if block.level is not None else ""
            body += office.p(office.run(block.text), numbered + layout.get(block.place, ""))
    return office.docx(body, numbering=office.numbering([numbers], [{"list": 0}]))


IN_TABLE = b"\0\0\x16\x24\x01"
LISTED = [level(39, "{0}、", follow=2), level(39, "（{1}）", follow=2), level(0, "{2}."), *[level(255, "")] * 6]


def doc(blocks: Sequence[Block]) -> bytes:
    """Binary Word, with automatic numbers."""
    parts: list[tuple[str, bytes]] = []
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                parts += [(cell + "\x07", IN_TABLE) for cell in row]
                parts.append(("\x07", row_end(len(row))))
        elif block.level is None:
            parts.append((block.text + "\r", b"\0\0"))
        else:
            parts.append((block.text + "\r", b"\0\0" + struct.pack("<HHHB", 0x460B, 1, 0x260A, block.level)))
    text, runs = "", []
    for part, properties in parts:
        runs.append((len(text), len(text) + len(part), properties))
        text += part
    return word(text, paragraphs=runs, tables=list_tables(LISTED, ({},)))


def row_end(cells: int) -> bytes:
    """Properties of the end of a row of so many cells."""
    shape = struct.pack(f"<B{cells + 1}h", cells, *range(0, 1000 * cells + 1, 1000)) + bytes(20 * cells)
    return IN_TABLE + b"\x17\x24\x01" + struct.pack("<HH", 0xD608, len(shape) + 1) + shape


def rtf(blocks: Sequence[Block]) -> bytes:
    """RTF, with the numbers that Word writes for programmes that count none."""
    parts = []
    for block, shown in zip(blocks, typed(blocks), strict=True):
        if isinstance(block, Table):
            for row in block.rows:
                edges = "".join(f"\\cellx{2000 * n}" for n in range(1, len(row) + 1))
                cells = "".join(f"\\pard\\intbl {in_rtf(cell)}\\cell" for cell in row)
                parts.append(f"\\trowd{edges}{cells}\\row\n")
        elif isinstance(shown, Paragraph):
            number = shown.text.removesuffix(block.text)
            listed = f"{{\\listtext {in_rtf(number)}\\tab}}" if number else ""
            parts.append(f"\\pard {listed}{in_rtf(block.text)}\\par\n")
    return f"{{\\rtf1\\ansi\\ansicpg936\\deff0 {''.join(parts)}}}".encode("ascii")


def in_rtf(text: str) -> str:
    """Text as RTF has it: bytes of GBK, and where that has none, numbers of UTF-16."""
    out = []
    for ch in text:
        if ch.isascii():
            out.append(f"\\{ch}" if ch in "\\{}" else ch)
            continue
        try:
            out.append("".join(f"\\'{byte:02x}" for byte in ch.encode("gbk")))
        except UnicodeEncodeError:
            units = struct.unpack(f"<{len(ch.encode('utf-16-le')) // 2}h", ch.encode("utf-16-le"))
            out += [f"\\u{unit}?" for unit in units]
    return "".join(out)


# Pages

LEFT, TOP, STEP, SIZE, WIDE, HIGH = 82, 720, 26, 16, 28, 22
CLOSING = "，。、；：？！）》”〕"


def printed(blocks: Sequence[Block]) -> list[list[Shown | Stroke]]:
    """The pages of A4: lines of 28 characters, 22 to a page, the page number below."""
    pages: list[list[Shown | Stroke]] = []
    lines = [line for block in typed(blocks) for line in set_in_lines(block)]
    for number, start in enumerate(range(0, len(lines), HIGH), 1):
        page = [at_height(s, TOP - k * STEP) for k, line in enumerate(lines[start : start + HIGH]) for s in line]
        pages.append([*page, Shown(280, 60, f"— {number} —", 14)])
    return pages


def at_height(shown: Shown | Stroke, y: float) -> Shown | Stroke:
    """What was set at height 0."""
    return replace(shown, y=y + shown.y, **({"y1": y + shown.y1} if isinstance(shown, Stroke) else {}))


def set_in_lines(block: Block) -> Iterator[list[Shown | Stroke]]:
    """The lines of a block, set at height 0."""
    if isinstance(block, Table):
        columns = range(len(block.rows[0]) + 1)
        places = [LEFT + sum(max(len(r[k]) for r in block.rows) + 1 for k in range(n)) * 10 for n in columns]
        along = [Stroke(places[0], y, places[-1], y) for y in (STEP - 9, -9)]
        down = [Stroke(x, STEP - 9, x, -9) for x in places]
        for row in block.rows:
            yield [*along, *down, *(Shown(x + 5, 0, cell, 10) for x, cell in zip(places, row, strict=False) if cell)]
        return
    indent = 2 if block.place == "indent" else 0
    for k, line in enumerate(cut(block.text, indent)):
        free = {"centre": (WIDE - ems(line)) / 2, "right": WIDE - ems(line) - 2}.get(block.place, 0)
        yield [Shown(LEFT + (indent * (k == 0) + free) * SIZE, 0, line, SIZE)]


def cut(text: str, indent: int) -> Iterator[str]:
    """The lines of a text, of which none begins with a closing mark."""
    start, room = 0, float(WIDE - indent)
    for at, ch in enumerate(text):
        room -= ems(ch)
        if room < 0 and (ch not in CLOSING or room < -1):
            end = at - 1 if ch in CLOSING else at
            yield text[start:end]
            start, room = end, WIDE - ems(text[end : at + 1])
    yield text[start:]


def ems(text: str) -> float:
    """How wide a text is: characters of ASCII are half as wide as others."""
    return sum(0.5 if ch.isascii() else 1 for ch in text)


def ofd(blocks: Sequence[Block]) -> bytes:
    """OFD: the same pages as the PDF."""
    pages = printed(blocks)
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="P{i}.xml"/>' for i in range(len(pages)))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 216 279.4</ofd:PhysicalBox></ofd:PageArea>"
    members = {
        "OFD.xml": ("OFD", "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody>"),
        "D/Document.xml": ("Document", f"<ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"),
    }
    for i, page in enumerate(pages):
        shown = "".join((path_object if isinstance(s, Stroke) else text_object)(n, s) for n, s in enumerate(page, 1))
        members[f"D/P{i}.xml"] = ("Page", f"<ofd:Content><ofd:Layer>{shown}</ofd:Layer></ofd:Content>")
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return office.package(
        {
            name: f'{head}<ofd:{root} xmlns:ofd="http://www.ofdspec.org/2016">{body}</ofd:{root}>'
            for name, (root, body) in members.items()
        }
    )


def path_object(number: int, stroke: Stroke) -> str:
    """A line drawn on an OFD page."""
    x, y, x1, y1 = (at * POINT for at in (stroke.x, 792 - stroke.y, stroke.x1, 792 - stroke.y1))
    box = f"{x:.3f} {y:.3f} {x1 - x + 0.1:.3f} {y1 - y + 0.1:.3f}"
    path = f"<ofd:AbbreviatedData>M 0 0 L {x1 - x:.3f} {y1 - y:.3f}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="{number}" Boundary="{box}">{path}</ofd:PathObject>'


def text_object(number: int, shown: Shown) -> str:
    """A line of an OFD page; characters of ASCII are half as wide as others."""
    size = shown.size * POINT
    steps = " ".join(f"{size / 2 if ch.isascii() else size:.3f}" for ch in shown.text[:-1])
    box = f"{shown.x * POINT:.3f} {(792 - shown.y) * POINT - size:.3f} {size * len(shown.text):.3f} {size * 1.2:.3f}"
    code = f'<ofd:TextCode X="0" Y="{size:.3f}" DeltaX="{steps}">{escape(shown.text)}</ofd:TextCode>'
    return f'<ofd:TextObject ID="{number}" Boundary="{box}" Size="{size:.3f}">{code}</ofd:TextObject>'


# Tables of texts, archives


def in_table(form: str) -> Callable[[Sequence[Block]], bytes]:
    """A writer of tables with one row, whose cell 正文 is the plain text."""

    def write(blocks: Sequence[Block]) -> bytes:
        return table_of_texts([plain(blocks)], form)

    return write


def table_of_texts(texts: Sequence[str], form: str) -> bytes:
    """A table with a row for each text."""
    rows = [{"正文": text} for text in texts]
    if form in {"csv", "tsv"}:
        out = io.StringIO()
        writer = csv.DictWriter(out, ["正文"], delimiter="," if form == "csv" else "\t")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue().encode("utf-8-sig")
    if form == "json":
        return json.dumps(rows, ensure_ascii=False).encode()
    if form == "jsonl":
        return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    held = io.BytesIO()
    frame = pd.DataFrame(rows)
    frame.to_excel(held, index=False) if form == "xlsx" else frame.to_parquet(held)
    return held.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def encoded(encoding: str) -> Callable[[Sequence[Block]], bytes]:
    """A writer of plain text in an encoding."""
    return lambda blocks: plain(blocks).encode(encoding)


DOCUMENTS: dict[str, Callable[[Sequence[Block]], bytes]] = {
    "utf-8.txt": encoded("utf-8"),
    "gb18030.txt": encoded("gb18030"),
    "utf-16.txt": encoded("utf-16"),
    "md": lambda blocks: markdown(blocks).encode(),
    "html": lambda blocks: web(blocks).encode(),
    "docx": docx,
    "doc": doc,
    "wps": doc,
    "rtf": rtf,
    "pdf": lambda blocks: pdf(printed(blocks)),
    "ofd": ofd,
}
"""What a file's name ends in, and what writes it."""

TABLES = {form: in_table(form) for form in ("xlsx", "csv", "tsv", "json", "jsonl", "parquet")}
