"""Tables of texts (文本表): files with a row per document, its text in one column and what is known of it in others."""

from collections.abc import Iterator
from importlib import import_module

from policytext.sources.limits import Limits
from policytext.sources.rows.sheet import Sheet

FORMATS = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".json": "objects",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".parquet": "columnar",
}
"""Suffix → module of this package that reads such a table."""


def read_sheets(data: bytes, suffix: str, limits: Limits, wanted: str | None) -> Iterator[Sheet]:
    """The tables of a file; each has to be used up before the next.

    Raises:
        LimitError: where the file is too large in some way.
        MissingDependencyError: where the package that reads it is not installed.
        Errors of many kinds: where it is damaged.
    """
    found: Iterator[Sheet] = import_module(f"policytext.sources.rows.{FORMATS[suffix]}").sheets(data, limits, wanted)
    return found
