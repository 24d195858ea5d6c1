"""One table as one file: CSV, Parquet, JSON Lines."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import MissingDependencyError
from policytext.export.cells import guard_of, text_columns

if TYPE_CHECKING:
    import pandas as pd


def write_csv(table: pd.DataFrame, name: str, path: Path) -> None:
    """CSV with a byte order mark, which Excel needs to see UTF-8."""
    columns = {c: table[c].map(guard_of(c), na_action="ignore") for c in text_columns(table)}
    table.assign(**columns).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def write_parquet(table: pd.DataFrame, name: str, path: Path) -> None:
    """Parquet."""
    needed("pyarrow", "parquet")
    table.to_parquet(path, index=False, engine="pyarrow")


def write_jsonl(table: pd.DataFrame, name: str, path: Path) -> None:
    """JSON Lines: an object per row, dates as ISO 8601, a missing value as null."""
    with path.open("w", encoding="utf-8", newline="\n") as f:
        for row in rows(table):
            values = (v.date().isoformat() if isinstance(v, dt.datetime) else v for v in row)
            f.write(json.dumps(dict(zip(table.columns, values, strict=True)), ensure_ascii=False) + "\n")


def rows(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows as plain Python values, a missing one as `None`."""
    columns = [table[c].astype(object).where(table[c].notna(), None).tolist() for c in table.columns]
    for row in zip(*columns, strict=True):
        yield tuple(v.to_pydatetime() if hasattr(v, "to_pydatetime") else v for v in row)


def needed(module: str, extra: str) -> Any:
    """An optional package.

    Raises:
        MissingDependencyError: where it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as e:
        raise MissingDependencyError(
            f"{module} is not installed; run: pip install 'policytext[{extra}]' (缺少可选依赖)"
        ) from e


WRITERS = {"csv": write_csv, "parquet": write_parquet, "jsonl": write_jsonl}
