"""Where a text holds tables of duties: in the tables of its file, between tabs or bars, or a cell on each line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from policytext.reading.bare_lists import bodies
from policytext.reading.grids.columns import TIMES, UNITS, WIDEST, Kinds, heading, kind_of
from policytext.reading.grids.sheet import COUNT, Cells, Sheet, sheet_of
from policytext.reading.numerals import whole
from policytext.reading.text.fold import ZERO_WIDTH, fold, in_simplified
from policytext.span import Span, thin

LINE = re.compile(r"[^\r\n]+")
EMPTY = re.compile(rf"(?:[\s{ZERO_WIDTH}]|&nbsp;|&#160;)*+")
RULER = re.compile(r"[\s|:\-—]+")
"""The line below the heading of a Markdown table."""
NUMBER_HEADING = re.compile(r"序[ \u3000]*[号號][ \t\u3000]*(?=[\r\n])")
SPACED_HEADING = re.compile(r"  [^\s，。；：、]{0,8}(?:单位|部门|主体|机构)(?=[ \r\n]|$)")
"""A column of units in a heading row whose cells stand two blanks apart."""
GAP = re.compile(r"[ \u3000]{2,}+(?!$)")
COUNTED_HEADING = re.compile(
    r"(?m)^[ \u3000]*序号[ \u3000](?=[^\r\n，。；]*(?:单位|部门|主体|机构)(?:[ \u3000]|[\r\n]|$))"
)
"""The heading row of a table whose cells a copy has parted by one blank."""
BLANK = re.compile(r"[ \u3000]++(?!$)")
LEAST_SPACED = 3
"""Columns of a table whose cells stand between blanks: of fewer it could be anything."""
LONGEST_HEADING = 240
"""Characters of a line that can be a heading row."""
LONGEST_GROUP = 60
"""Characters of a line without tabs that can head rows inside a table."""
GROUP = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^，。；\r\n]{2,40}$", re.MULTILINE
)
"""A line that heads the rows below it."""
MOST_UNKNOWN = 1
"""Heading cells of no known kind that a table with a cell on each line may have."""
LONGEST_CELL = 2000
"""Characters of a line that can be a cell."""


WHAT = {**dict.fromkeys(UNITS, "units"), **dict.fromkeys(TIMES, "time")}
"""Kind of a column → what the lines of its cells hold; those of the others hold words."""
TIME = re.compile(
    r"(?:(?:20\d\d ?[年.\-/]|\d{1,2}月|[今本明当]年|每|第?[一二三四]季度|[上下]半年|年[底内])[^，。；]{0,20}"
    r"|长期(?:坚持)?|持续(?:推进)?|全年|常年)[。；]?"
)
"""A cell that tells when."""


class Table(Protocol):
    """A table of a file: its cells as spans of the text (`policytext.sources.content.Grid`)."""

    @property
    def rows(self) -> tuple[Cells, ...]: ...  # noqa: D102 - said by the class


class Line(NamedTuple):
    """A line that is not blank."""

    start: int
    end: int


def find_sheets(text: str, tables: Iterable[Table] = ()) -> list[Sheet]:
    """The tables of duties in a text, in order; `tables` are those that its file shows.

    Most texts hold none, and looking for a tab, a bar and 序号 on a line of its own says so at once.
    """
    tables = tuple(tables)
    tabs, bars, gaps = "\t" in text, "|" in text, " " in text and "  " in text
    numbers = "序" in text and NUMBER_HEADING.search(text) is not None
    if not (tables or tabs or bars or gaps or numbers or "序号 " in text):
        return []
    text = in_simplified(text)
    found = [s for t in tables if (s := sheet_of(text, within(text, t.rows), "grids.tabs"))]
    if tabs:
        found += separated(text, "\t", "grids.tabs")
    if bars:
        found += separated(text, "|", "grids.pipes")
    if gaps:
        found += spaced(text, SPACED_HEADING, GAP)
    if "序号 " in text:
        found += spaced(text, COUNTED_HEADING, BLANK)
    if numbers:
        found += stacked(text)
    return thin(found, lambda s: s.span)


def within(text: str, rows: Sequence[Cells]) -> list[Cells]:
    """The rows with the cells that lie in the text, in its order and without white space at their edges."""
    done: list[Cells] = []
    reach = 0
    for row in rows:
        cells: list[Span | None] = []
        for cell in row:
            own = trimmed(text, *cell) if cell and reach <= cell.start <= cell.end <= len(text) else None
            reach = own.end if own else reach
            cells.append(own)
        done.append(tuple(cells))
    return done


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A piece without white space at its edges; `None` where nothing else stands in it."""
    piece = text[start:end]
    if EMPTY.fullmatch(piece):
        return None
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def cells_of(text: str, line: Line, mark: str) -> Cells:
    """The cells of a line; the bars at the ends of a row enclose it."""
    start, end = line
    if mark == "|":
        start, end = trimmed(text, start, end) or line
        start, end = start + text.startswith("|", start), end - text.endswith("|", start + 1, end)
    cells: list[Span | None] = []
    while start <= end and len(cells) <= WIDEST:
        stop = text.find(mark, start, end)
        stop = end if stop < 0 else stop
        cells.append(trimmed(text, start, stop))
        start = stop + 1
    return tuple(cells)


def separated(text: str, mark: str, rule: str) -> Iterator[Sheet]:
    """Tables whose cells stand between marks, their rows on lines of their own."""
    lines = [Line(*m.span()) for m in LINE.finditer(text) if not m[0].isspace()]
    k = 0
    while k < len(lines):
        start, end = lines[k]
        k += 1
        if end - start > LONGEST_HEADING or text.find(mark, start, end) < 0:
            continue
        head = cells_of(text, lines[k - 1], mark)
        if heading([text[c.start : c.end] if c else "" for c in head]) is None:
            continue
        rows = [head]
        while k < len(lines) and not heads_next(text, lines, k, mark):
            row = row_of(text, lines, k, mark, len(head))
            if row is None:
                break
            rows += [row] if row else []
            k += 1
        if sheet := sheet_of(text, rows, rule):
            yield sheet


def heads_next(text: str, lines: list[Line], k: int, mark: str) -> bool:
    """Whether line `k` heads another table: a ruler stands below it."""
    return mark == "|" and k + 1 < len(lines) and RULER.fullmatch(text, *lines[k + 1]) is not None


def row_of(text: str, lines: list[Line], k: int, mark: str, width: int) -> Cells | None:
    """The cells of line `k` as the next row of a table, none for a ruler; `None` where the table has ended.

    A short line without marks heads the rows below it, where the table goes on after it.
    """
    line = lines[k]
    if mark == "|" and RULER.fullmatch(text, *line):
        return ()
    cells = cells_of(text, line, mark)
    if 1 < len(cells) <= width:
        return cells
    following = cells_of(text, lines[k + 1], mark) if k + 1 < len(lines) else ()
    inside = 1 < len(following) <= width and line.end - line.start <= LONGEST_GROUP
    return cells if len(cells) == 1 and inside and text[line.end - 1] not in "。：:" else None


def spaced(text: str, opening: re.Pattern[str], gap: re.Pattern[str]) -> Iterator[Sheet]:
    """Tables whose cells stand a gap apart, each row with as many of them as the heading.

    Where one blank is a gap, the rows must be numbered one after the other.
    """
    reach = 0
    for m in opening.finditer(text):
        if m.start() < reach:
            continue
        low = max(0, m.start() - LONGEST_HEADING)
        start = max(text.rfind("\n", low, m.end() - 1), text.rfind("\r", low, m.end() - 1)) + 1
        if low and not start:
            continue
        rows: list[tuple[Span, ...]] = []
        for line in lines_from(text, start):
            row = parted(text, line, gap)
            if not rows and (len(row) < LEAST_SPACED or heading(names_of(text, row)) is None):
                break
            if rows and (len(row) != len(rows[0]) or (gap is BLANK and number(text, row[0]) != len(rows))):
                break
            rows.append(row)
            reach = line.end
        if len(rows) > 1 and (sheet := sheet_of(text, rows, "grids.spaces")):
            yield sheet


def parted(text: str, line: Span, gap: re.Pattern[str]) -> tuple[Span, ...]:
    """The cells of a line that stand a gap apart."""
    gaps = [m.span() for m in gap.finditer(text, *line)]
    starts, ends = [line.start, *(g[1] for g in gaps)], [*(g[0] for g in gaps), line.end]
    return tuple([Span(*cell) for cell in zip(starts, ends, strict=True)])


def names_of(text: str, row: Iterable[Span]) -> list[str]:
    """The words of the cells."""
    return [text[cell.start : cell.end] for cell in row]


def stacked(text: str) -> Iterator[Sheet]:
    """Tables with each cell on a line of its own, where number after number says that no cell is missing."""
    reach = 0
    for m in NUMBER_HEADING.finditer(text):
        if m.start() < reach or not starts_line(text, m.start()):
            continue
        lines = lines_from(text, m.start())
        head: list[Span] = []
        for cell in lines:
            if COUNT.fullmatch(text, *cell) or GROUP.match(text, *cell) or len(head) == WIDEST:
                break
            head.append(cell)
        names = [text[c.start : c.end] for c in head]
        if heading(names) is None or sum(kind_of(n) is None for n in names) > MOST_UNKNOWN:
            continue
        rows = counted(text, lines_from(text, head[-1].end), len(head))
        if len(rows) < 2 and (kinds := heading(names)):
            rows = fitted(text, lines_from(text, head[-1].end), kinds)
        if len(rows) > 1 and (sheet := sheet_of(text, [tuple(head), *rows], "grids.lines")):
            reach = sheet.span.end
            yield sheet


def starts_line(text: str, at: int) -> bool:
    """Whether nothing but blanks stands on the line before `at`."""
    while at > 0 and text[at - 1] in " \t\u3000":
        at -= 1
    return at == 0 or text[at - 1] in "\r\n"


def lines_from(text: str, start: int) -> Iterator[Span]:
    """The lines from `start` on that are not blank, without the white space at their edges, while they are short."""
    for m in LINE.finditer(text, start):
        if m.end() - m.start() > LONGEST_CELL:
            return
        if own := trimmed(text, *m.span()):
            yield own


def counted(text: str, lines: Iterator[Span], width: int) -> list[Cells]:
    """Rows of `width` lines, each opened by the next number; none where one of them has more or fewer.

    A line such as 一、助餐服务 between two rows heads those below it, and behind it the numbers may have a gap.
    """
    rows: list[Cells] = []
    row: list[Span] = []
    last, grouped = 0, False
    for line in lines:
        count = number(text, line)
        if not row and GROUP.match(text, *line):
            rows.append((line,))
            grouped = True
            continue
        if not row and (count is None or not (count == last + 1 or (grouped and count > last))):
            break
        if row and len(row) < width and count == last + 1:
            return []
        if not row:
            last, grouped = count or last, False
        row.append(line)
        if len(row) == width:
            rows.append(tuple(row))
            row = []
    while rows and len(rows[-1]) == 1 and width > 1:
        rows.pop()
    return [] if row else rows


def fitted(text: str, lines: Iterable[Span], kinds: Kinds) -> list[Cells]:
    """Rows whose cells have one line or several, or are shared with the row above: what a line says tells its column.

    Each number opens a row. A line of a column that has been passed opens another one below the same number; behind the
    last number it ends the table.
    """
    rows: list[Cells] = []
    block: list[list[Span | None]] = []
    column = last = 0
    for line in lines:
        if number(text, line) == last + 1:
            rows += map(tuple, block)
            block, column, last = [[line, *[None] * (len(kinds) - 1)]], 0, last + 1
        elif not block:
            break
        else:
            at = next_column(kinds, what_of(text, line), column)
            if not at:
                block.append([None] * len(kinds))
                at = next_column(kinds, what_of(text, line), 0)
            if not at:
                break
            before = block[-1][at]
            block[-1][at] = Span(before.start if before else line.start, line.end)
            column = at
    rows += map(tuple, block[:1])
    told = [row for row in rows if any(cell and kind in UNITS for cell, kind in zip(row, kinds, strict=True))]
    return rows if len(told) * 2 > len(rows) else []


def next_column(kinds: Kinds, what: str, column: int) -> int:
    """The column from `column` on that a line belongs to which names bodies or a time, or says something; 0 for none.

    A cell can go on with a line of the same, where no later column is left for it.
    """
    fits = [k for k, kind in enumerate(kinds) if k >= max(column, 1) and WHAT.get(kind or "", "words") == what]
    return next((k for k in fits if k > column), fits[0] if fits else 0)


def what_of(text: str, line: Span) -> str:
    """What a line of a cell holds: bodies, a time, or other words."""
    words = fold(text[line.start : line.end])
    return "time" if TIME.fullmatch(words) else "units" if bodies(words) else "words"


def number(text: str, line: Span) -> int | None:
    """The number that a line is."""
    piece = text[line.start : line.end]
    return whole(piece.strip("()（）.．、")) if COUNT.fullmatch(piece) else None
