"""A coder's decisions as people hand them in: the table of `review`, or a file of it, as spreadsheets write them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import InputError
from policytext.lineage.columns import REVIEW_COLUMNS, TITLES
from policytext.verdicts import meaning, read_table

if TYPE_CHECKING:
    import pandas as pd

KEYS = ("derived_doc", "derived_start", "source_doc", "source_start", "decision")
ENGLISH = {REVIEW_COLUMNS[k].zh: k for k in KEYS}
"""Chinese column labels."""


def read_decisions(given: str | Path | pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table or file (CSV, XLSX) that carry a decision.

    Raises:
        InputError: where a column is missing or a decision is not known.
    """
    import pandas as pd

    sheets = ("review", TITLES["review"].zh)  # as `Lineage.workbook` calls it
    table = read_table(Path(given), sheets) if isinstance(given, (str, Path)) else given
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
