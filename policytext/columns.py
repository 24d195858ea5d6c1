"""One column of a published table: its dtype, its Chinese label, and what it means."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column (列): pandas dtype, Chinese label, meaning."""

    dtype: str
    zh: str
    meaning: str
