"""What is given to be turned into features: texts, documents, provisions; each as a document and a span of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from policytext.errors import InputError
from policytext.model import Document, Provision
from policytext.span import Span

TEXT = "text"
"""Column of a table that holds the texts, as in `corpus.provisions`."""


class Piece(NamedTuple):
    """One row in the making: a text, and where it stands."""

    text: str
    document: Document | None
    """The document that it stands in; `None` for a text that has not been read."""
    span: Span


def pieces(given: Any) -> list[Piece]:
    """The rows that `given` stands for.

    Args:
        given: Texts, documents (or a `Corpus`), pairs of a document and one of its provisions, in a list, a Series or
            an array; or a DataFrame with one column or with a column `text`, such as `corpus.provisions`.

    Raises:
        InputError: where it is none of these.
    """
    if isinstance(given, (str, bytes)):
        raise InputError(f"X is one text ({given[:20]!r} …); give a list of texts or documents (输入)")
    if hasattr(given, "columns"):
        columns = list(given.columns)
        if TEXT not in columns and len(columns) != 1:
            raise InputError(f"the table has no column {TEXT!r}; give corpus.provisions, or one column of texts (输入)")
        given = given[TEXT if TEXT in columns else columns[0]]
    if getattr(given, "ndim", 1) == 2 and given.shape[1] == 1:
        given = given[:, 0]
    if not isinstance(given, Iterable):
        raise InputError(f"X is {given!r}; give a list of texts or documents (输入)")
    return [piece(x) for x in given]


def piece(x: Any) -> Piece:
    """One row."""
    if isinstance(x, str):
        return Piece(x, None, Span(0, len(x)))
    if isinstance(x, Document):
        return Piece(x.text, x, Span(0, len(x.text)))
    if isinstance(x, (tuple, list)) and len(x) == 2 and isinstance(x[0], Document) and isinstance(x[1], Provision):
        if x[0].text[x[1].span.start : x[1].span.end] != x[1].text:
            what = f"the provision {x[1].path!r} of another document beside the document {x[0].doc_id!r}"
            raise InputError(f"X holds {what}; give each with its own: [(doc, p) for p in doc.provisions] (不属此文件)")
        return Piece(x[1].text, x[0], x[1].span)
    raise InputError(
        f"X holds {type(x).__name__} {str(x)[:40]!r}; give texts, documents, or pairs (document, provision) (输入)"
    )


def read(rows: Iterable[Piece], parse: Callable[[str], Document]) -> list[Piece]:
    """The rows with their documents: a text without one is read."""
    return [x if x.document else Piece(x.text, parse(x.text), x.span) for x in rows]
