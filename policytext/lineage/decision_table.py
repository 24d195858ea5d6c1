"""A coder's decisions as people hand them in: the table of `review`, or a file of it, as spreadsheets write them."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import InputError
from policytext.lineage.columns import REVIEW_COLUMNS, TITLES
from policytext.lineage.rows import DRAWN
from policytext.sources.text import decode

if TYPE_CHECKING:
    import pandas as pd

YES, NO = ("yes", "y", "是", "1", "true"), ("no", "n", "否", "0", "false")
RELATIONS = {"verbatim": "verbatim", "adapted": "adapted", "elaborated": "elaborated", "照搬": "verbatim",
             "改写": "adapted", "细化": "elaborated"}  # fmt: skip
KEYS = ("derived_doc", "derived_start", "source_doc", "source_start", "decision")
ENGLISH = {REVIEW_COLUMNS[k].zh: k for k in KEYS}
"""Chinese column labels."""


def read_decisions(given: str | Path | pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table or file (CSV, XLSX) that carry a decision.

    Raises:
        InputError: where a column is missing or a decision is not known.
    """
    import pandas as pd

    table = read_table(Path(given)) if isinstance(given, (str, Path)) else given
    if not isinstance(table, pd.DataFrame):
        raise InputError(f"the decisions are a {type(given).__name__}; give the table of review() or a file (判定表)")
    names = {c: str(c).strip() for c in table.columns}
    table = table.rename(columns={c: ENGLISH.get(name, name.lower()) for c, name in names.items()})
    if missing := [k for k in KEYS if k not in table.columns]:
        raise InputError(f"the decisions lack the columns {', '.join(missing)}; export them with review() (缺列)")
    rows: list[dict[str, Any]] = [dict(zip(KEYS, r, strict=True)) for r in table[list(KEYS)].astype(object).values]
    decided = [r for r in rows if not pd.isna(r["decision"]) and str(r["decision"]).strip()]
    for r in decided:
        meaning(str(r["decision"]))
    return decided


def read_table(path: Path) -> pd.DataFrame:
    """The cells of a file, all as text: an id such as 001 is no number.

    Raises:
        InputError: where there is no such file, or it is no table.
    """
    import pandas as pd

    if not path.is_file():
        raise InputError(f"there is no file {path}; check the path (找不到判定表)")
    try:
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            return pd.read_excel(path, sheet_name=review_sheet(path), dtype=str, keep_default_na=False)
        text, _ = decode(path.read_bytes())
        head = text.lstrip("\ufeff").partition("\n")[0]
        mark = max(",;\t", key=head.count)
        return pd.read_csv(io.StringIO(text.lstrip("\ufeff")), sep=mark, dtype=str, keep_default_na=False)
    except (ValueError, zipfile.BadZipFile) as e:
        raise InputError(f"{path} cannot be read as a table: {e}; save it as CSV or XLSX (判定表无法读取)") from e


def review_sheet(path: Path) -> str | int:
    """The sheet of a workbook that holds the decisions: that called as `Lineage.workbook` calls it, else the first."""
    import pandas as pd

    with pd.ExcelFile(path) as book:
        return next((str(name) for name in book.sheet_names if name in ("review", TITLES["review"].zh)), 0)


def meaning(decision: str) -> str:
    """yes, no or a relation.

    Raises:
        InputError: where the word is none of these.
    """
    word = unicodedata.normalize("NFKC", decision).strip().lower().removesuffix(".0")
    if word in YES:
        return "yes"
    if word in NO:
        return "no"
    if word in RELATIONS:
        return RELATIONS[word]
    raise InputError(f"decision {decision!r} is not known; write yes, no, {', '.join(DRAWN)} (判定无法识别)")


def offset(row: Mapping[str, Any], column: str) -> int | None:
    """The offset in a cell, also where a spreadsheet made it 1,844 or 1844.0; `None` where there is none.

    >>> offset({"derived_start": "1,844.0"}, "derived_start")
    1844
    """
    try:
        number = float(str(row[column]).replace(",", "").strip())
    except ValueError:
        return None
    return int(number) if number.is_integer() else None
