"""Published tables and their columns: dtype, Chinese label, and what they mean."""

from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Column:
    """A column (列): pandas dtype, Chinese label, meaning."""

    dtype: str
    zh: str
    meaning: str


@dataclass(frozen=True)
class Title:
    """What a table is called in Chinese (表名), and what one of its rows is, in both languages."""

    zh: str
    row: str
    row_zh: str


@cache
def chinese_meanings() -> dict[str, str]:
    """Meaning of a column in English → in Chinese (列的含义), for the tables of corpora and lineages.

    >>> chinese_meanings()["date of issue"]
    '成文日期'
    """
    text = (resources.files("policytext") / "data" / "meanings.zh.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in text.splitlines()[1:])
