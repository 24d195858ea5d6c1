"""Rows and columns → DataFrames, their columns and dtypes fixed, also when empty."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd

from policytext.columns import Column
from policytext.errors import InputError
from policytext.masking import known_masks
from policytext.model import Document, Problem
from policytext.tables import schemas
from policytext.tables.rows import Rows, problem_row
from policytext.tables.schemas import Schema

Labels = Literal["en", "zh"]


def frame(schema: Schema, rows: Iterable[Sequence[Any]], *, labels: Labels = "en") -> pd.DataFrame:
    """A table of the schema's columns and dtypes from rows in the schema's order; also for no rows.

    Strings are Python strings: those backed by Arrow cannot hold a lone surrogate, and the text must survive.
    """
    labels_known(labels)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    data = {name: series(values, c.dtype) for (name, c), values in zip(schema.items(), columns, strict=True)}
    return labelled(pd.DataFrame(data), schema, labels)


def labelled(table: pd.DataFrame, schema: Schema, labels: Labels) -> pd.DataFrame:
    """The table with its columns called as wanted."""
    return table.rename(columns={k: c.zh for k, c in schema.items()}) if labels == "zh" else table


def labels_known(labels: Labels) -> Labels:
    """The language, checked.

    Raises:
        InputError: where it is not known.
    """
    if labels not in ("en", "zh"):
        raise InputError(f"labels is {labels!r}, expected 'en' or 'zh' (列名语言)")
    return labels


def series(values: Sequence[Any], dtype: str) -> pd.Series:
    """One column."""
    if dtype.startswith("datetime"):
        return pd.Series(np.array([np.datetime64(v, "s") for v in values], dtype=dtype))
    kind: Any = pd.StringDtype("python") if dtype == "string" else dtype
    column: pd.Series = pd.Series(values, dtype=kind)
    return column


TABLES: dict[str, tuple[Schema, Callable[[Rows], Iterator[tuple[Any, ...]]]]] = {
    "documents": (schemas.DOCUMENT_COLUMNS, Rows.documents),
    "elements": (schemas.ELEMENT_COLUMNS, Rows.elements),
    "sections": (schemas.SECTION_COLUMNS, Rows.sections),
    "sentences": (schemas.SENTENCE_COLUMNS, Rows.sentences),
    "provisions": (schemas.PROVISION_COLUMNS, Rows.provisions),
    "tasks": (schemas.TASK_COLUMNS, Rows.tasks),
    "assignments": (schemas.ASSIGNMENT_COLUMNS, Rows.assignments),
    "deadlines": (schemas.DEADLINE_COLUMNS, Rows.deadlines),
    "targets": (schemas.TARGET_COLUMNS, Rows.targets),
    "slogans": (schemas.SLOGAN_COLUMNS, Rows.slogans),
    "citations": (schemas.CITATION_COLUMNS, Rows.citations),
    "duties": (schemas.DUTY_COLUMNS, Rows.duties),
    "problems": (schemas.PROBLEM_COLUMNS, Rows.problems),
}


def table(
    documents: Iterable[Document],
    name: str,
    *,
    labels: Labels = "en",
    problems: Iterable[Problem] = (),
    mask: Iterable[str] = (),
) -> pd.DataFrame:
    """The table called `name` for these documents; `problems` are those that belong to no document.

    `mask` names what is made unreadable in cells that show text: persons, contacts.

    Raises:
        InputError: where no table has that name.
    """
    if name not in TABLES:
        raise InputError(f"no table is called {name!r}; there are {', '.join(TABLES)} (表名)")
    schema, make = TABLES[name]
    masked = known_masks(mask)
    rows = [row for doc in documents for row in make(Rows(doc, masked))]
    if name == "problems":
        rows += [problem_row(p) for p in problems]
    return frame(schema, rows, labels=labels)


def metadata(documents: Iterable[Document]) -> pd.DataFrame:
    """What came with the documents, as given: a row for each, a column of strings for each key that one of them has."""
    docs = list(documents)
    keys = [key for key in dict.fromkeys(k for d in docs for k in d.metadata) if key != "doc_id"]
    schema = {"doc_id": schemas.DOC_ID} | {key: Column("string", key, "") for key in keys}
    return frame(schema, ((d.doc_id, *(d.metadata.get(key) for key in keys)) for d in docs))
