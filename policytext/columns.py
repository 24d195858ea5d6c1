"""Published tables and their columns: dtype, Chinese label, and what they mean."""

from dataclasses import dataclass


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
