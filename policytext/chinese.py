"""Closed values of tables in Chinese (取值的中文): 情态 require → 要求, 派生关系 verbatim → 照搬."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from policytext.arguments import named
from policytext.errors import InputError
from policytext.lineage.columns import SCHEMAS
from policytext.tables import TABLES

if TYPE_CHECKING:
    import pandas as pd

PARTS = "；"
"""What stands between several values in one cell."""


def translate(table: pd.DataFrame) -> pd.DataFrame:
    """A table with the closed values of its cells in Chinese; what is no such value stays as it is (取值译为中文).

    Labels, levels, modality, roles, relations, changes and the like, in columns with English or Chinese names: tell
    `labels="zh"` for the names. A translated table is for reading and printing; the library takes English values back.

    >>> import policytext as pt
    >>> corpus = pt.Corpus([pt.parse("各镇要建立台账，鼓励企业参与。")])
    >>> pt.translate(corpus.table("tasks", labels="zh"))["情态"].tolist()
    ['要求']
    """
    import pandas as pd

    if not isinstance(table, pd.DataFrame):
        raise InputError(f"table is {named(table)}; give a table, such as corpus.tasks (表)")
    out = table.copy()
    for column in out.columns:
        words = {k: v for name in english().get(str(column), (str(column),)) for k, v in values().get(name, {}).items()}
        if words and out[column].dtype.kind not in "iufbM":
            dtype = out[column].dtype
            out[column] = out[column].map(lambda cell, words=words: in_words(cell, words))
            if not isinstance(dtype, pd.CategoricalDtype):  # whose values are now others
                out[column] = out[column].astype(dtype)
    return out


def in_words(cell: object, words: dict[str, str]) -> object:
    """A cell with its values translated, where all of them are known."""
    if not isinstance(cell, str):
        return cell
    found = [words.get(part) for part in cell.split(PARTS)]
    return PARTS.join(map(str, found)) if None not in found else cell


@cache
def values() -> dict[str, dict[str, str]]:
    """Column → value → what it is called in Chinese."""
    text = (resources.files("policytext") / "data" / "values.zh.tsv").read_text("utf-8")
    out: dict[str, dict[str, str]] = {}
    for line in text.splitlines()[1:]:
        column, value, zh = line.split("\t")
        out.setdefault(column, {})[value] = zh
    return out


@cache
def english() -> dict[str, tuple[str, ...]]:
    """Chinese label → the columns that have it."""
    schemas = [*(schema for schema, _ in TABLES.values()), *SCHEMAS.values()]
    held: dict[str, set[str]] = {}
    for schema in schemas:
        for name, column in schema.items():
            held.setdefault(column.zh, set()).add(name)
    return {zh: tuple(sorted(names)) for zh, names in held.items()}
