r"""Cells that a file format cannot hold as they are, or that a spreadsheet would take for more than text.

Escapes: NUL, other control characters, lone surrogates and the two non-characters stand as `\x00`, `\ud800`. In a
cell with such an escape a backslash of the text is doubled, so that the text can be had back; other cells are
untouched. A row of `problems` tells the document, column and rows concerned.

Formulas: in CSV a cell that begins with = + - @ (also full width, also after spaces or apostrophes), a tab or a line
end gets an apostrophe in front; taking one apostrophe from cells that begin with apostrophe and one of these gives
the text back. Ids (`doc_id`, `task_id`, `source_doc` …) are keys and stand as they are, but for those that would call
a function, a program or another file. XLSX marks such cells as text and changes nothing. Numbers are untouched.

Length: a cell of XLSX holds 32,767 characters; a longer text goes on in further columns `text (2)`, `text (3)`, and
stands in `problems`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from policytext.tables import frame
from policytext.tables.schemas import PROBLEM_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
UNSHOWN_OR_BACKSLASH = re.compile(r"\\|" + UNSHOWN.pattern)
FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
CALL = re.compile(r"[(|!（｜！\t\r\n]")
"""What a formula has that calls a function, a program or a file; and what a cell does not begin with."""
IDS = re.compile(r"(?:^|_)(?:id|doc)$|^(?:candidate|inherited_from)$|编号$|^(?:[上下]位|所指|候选上位)文件$|^节点$")
"""Columns of ids, in both languages."""
Oddity = tuple[str, str, str]
"""Document, column and code of a problem."""
CELL = 32_767
"""Longest cell of XLSX, in UTF-16 code units."""


def visible(text: str) -> str:
    r"""The text with visible escapes for what no file format holds.

    >>> visible("请\x00报送"), visible(r"C:\temp")
    ('请\\x00报送', 'C:\\temp')
    """
    return UNSHOWN_OR_BACKSLASH.sub(escape, text) if UNSHOWN.search(text) else text


def escape(m: re.Match[str]) -> str:
    """One character as an escape."""
    if m[0] == "\\":
        return "\\\\"
    return f"\\x{ord(m[0]):02x}" if ord(m[0]) < 256 else f"\\u{ord(m[0]):04x}"


def guarded(text: str) -> str:
    """The text as a CSV cell that no spreadsheet runs.

    >>> guarded("=1+1"), guarded("各地要=")
    ("'=1+1", '各地要=')
    """
    return "'" + text if FORMULA.match(text) else text


def guarded_id(text: str) -> str:
    """An id as a CSV cell: as it is, unless a spreadsheet would call something with it.

    >>> guarded_id("=1+1/task@7"), guarded_id("=HYPERLINK(A1)")
    ('=1+1/task@7', "'=HYPERLINK(A1)")
    """
    return guarded(text) if CALL.search(text) else text


def guard_of(column: str) -> Callable[[str], str]:
    """How the cells of a column are guarded, whatever language its label has."""
    return guarded_id if IDS.search(column) else guarded


def pieces(text: str) -> list[str]:
    """The text in pieces that an XLSX cell can hold."""
    if len(text) * 2 <= CELL or len(text.encode("utf-16-le")) // 2 <= CELL:
        return [text]
    out: list[str] = []
    start = size = 0
    for i, ch in enumerate(text):
        width = 2 if ch > "\uffff" else 1
        if size + width > CELL:
            out.append(text[start:i])
            start, size = i, 0
        size += width
    return [*out, text[start:]]


def clean_tables(tables: Mapping[str, pd.DataFrame], *, long_cells: bool) -> dict[str, pd.DataFrame]:
    """The tables with visible escapes, and rows of `problems` for the cells concerned.

    Args:
        tables: Tables by name.
        long_cells: Whether cells too long for XLSX are told too.
    """
    out = {name: table.copy() for name, table in tables.items()}
    odd: dict[Oddity, dict[str, list[int]]] = {}
    for name, table in tables.items():
        for column in text_columns(table):
            values = table[column]
            escaped = False
            for row, code in suspects(values, long_cells=long_cells):
                escaped = escaped or code == "export.escaped"
                key = (visible(str(table.iloc[row, 0])), column, code)
                odd.setdefault(key, {}).setdefault(name, []).append(row + 1)
            if escaped:
                out[name][column] = values.map(shown, na_action="ignore").astype(values.dtype)
    if odd:
        out["problems"] = with_rows(out.get("problems"), [report(*key, where) for key, where in odd.items()])
    return out


def shown(value: Any) -> Any:
    """A cell with visible escapes; what is no text as it is."""
    return visible(value) if isinstance(value, str) else value


def text_columns(table: pd.DataFrame) -> list[str]:
    """Columns that hold strings."""
    return [str(c) for c in table.columns if str(table[c].dtype) in ("string", "str", "object")]


def suspects(values: pd.Series, *, long_cells: bool) -> Iterator[tuple[int, str]]:
    """Rows whose cell cannot be written as it is, and the code of the problem."""
    for row, value in enumerate(values.astype(object).tolist()):
        if isinstance(value, str):
            if UNSHOWN.search(value):
                yield row, "export.escaped"
            if long_cells and len(value) * 2 > CELL and len(pieces(value)) > 1:
                yield row, "export.long_cell"


def report(doc_id: str, column: str, code: str, where: Mapping[str, list[int]]) -> tuple[Any, ...]:
    """The row of `problems` for the cells of one document in columns of one name."""
    places = ", ".join(f"{table} row {listed(rows)}" for table, rows in where.items())
    if code == "export.escaped":
        message = f"column {column} of {places}: characters that a file cannot hold stand as escapes"
        action = "look at the document, it may be damaged; backslashes in these cells are doubled (控制字符已转义)"
    else:
        message = f"column {column} of {places}: longer than the {CELL} characters that a cell of XLSX holds"
        action = f"in XLSX it goes on in the columns `{column} (2)` … (单元格过长，续列存放)"
    return (doc_id, None, code, message, action, None, None, None)


def listed(rows: list[int]) -> str:
    """Row numbers, the first five of them."""
    return " ".join(map(str, rows[:5])) + (" …" if len(rows) > 5 else "")


def with_rows(problems: pd.DataFrame | None, rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """The table `problems` with rows added, whatever language its labels have."""
    import pandas as pd

    more = frame(PROBLEM_COLUMNS, rows)
    if problems is None:
        return more
    more.columns = problems.columns
    return pd.concat([problems, more], ignore_index=True)
