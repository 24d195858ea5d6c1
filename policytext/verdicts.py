"""What coders hand in: tables with a column `decision`, as spreadsheets write them, and the words in it."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.errors import InputError
from policytext.sources.text import decode

if TYPE_CHECKING:
    import pandas as pd

YES, NO = ("yes", "y", "是", "1", "true"), ("no", "n", "否", "0", "false")
RELATIONS = {"verbatim": "verbatim", "adapted": "adapted", "elaborated": "elaborated", "照搬": "verbatim",
             "改写": "adapted", "细化": "elaborated"}  # fmt: skip


def meaning(decision: str) -> str:
    """yes, no or a relation.

    Raises:
        InputError: where the word is none of these.

    >>> meaning("是"), meaning("0.0"), meaning("照搬")
    ('yes', 'no', 'verbatim')
    """
    word = unicodedata.normalize("NFKC", decision).strip().lower().removesuffix(".0")
    if word in YES:
        return "yes"
    if word in NO:
        return "no"
    if word in RELATIONS:
        return RELATIONS[word]
    told = ", ".join(dict.fromkeys(RELATIONS.values()))
    raise InputError(f"decision {decision!r} is not known; write yes, no, {told} (判定无法识别)")


def read_table(path: Path, sheets: Iterable[str] = ()) -> pd.DataFrame:
    """The cells of a file (CSV, XLSX), all as text: an id such as 001 is no number.

    Args:
        path: The file.
        sheets: What the sheet of a workbook may be called; the first one where none is.

    Raises:
        InputError: where there is no such file, or it is no table.
    """
    import pandas as pd

    if not path.is_file():
        raise InputError(f"there is no file {path}; check the path (找不到判定表)")
    try:
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            with pd.ExcelFile(path) as book:
                sheet = next((str(name) for name in book.sheet_names if name in tuple(sheets)), 0)
            return pd.read_excel(path, sheet_name=sheet, dtype=str, keep_default_na=False)
        text, _ = decode(path.read_bytes())
        head = text.lstrip("\ufeff").partition("\n")[0]
        mark = max(",;\t", key=head.count)
        return pd.read_csv(io.StringIO(text.lstrip("\ufeff")), sep=mark, dtype=str, keep_default_na=False)
    except (ValueError, zipfile.BadZipFile) as e:
        raise InputError(f"{path} cannot be read as a table: {e}; save it as CSV or XLSX (判定表无法读取)") from e


def decided(given: str | Path | pd.DataFrame, *columns: str) -> pd.DataFrame:
    """A table with decisions in words of our own, empty where nobody decided.

    Args:
        given: A table, or a file of it.
        columns: What it must have beside `decision`.

    Raises:
        InputError: where it is no table, a column is missing or a decision is not known.
    """
    import pandas as pd

    table = read_table(Path(given)) if isinstance(given, (str, Path)) else given
    if not isinstance(table, pd.DataFrame):
        raise InputError(f"the decisions are a {type(given).__name__}; give a table or a file of it (判定表)")
    if missing := [c for c in ("decision", *columns) if c not in table.columns]:
        raise InputError(f"the decisions lack the columns {', '.join(missing)}; sample() gives them (缺列)")
    words = [None if pd.isna(x) or not str(x).strip() else meaning(str(x)) for x in table["decision"]]
    return table.assign(decision=pd.Series(words, index=table.index, dtype="string"))
