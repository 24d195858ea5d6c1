"""What a format module gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from policytext.model import Problem
from policytext.span import Span

Row = tuple[Span | None, ...]
"""The cells of a row as spans of the text; `None` where a cell is empty or belongs to one above or beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of a document: in the text its cells stand between tabs, its rows on lines of their own."""

    span: Span
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The text of a file in reading order, what came with it, and what looked damaged."""

    text: str
    encoding: str | None = None
    problems: tuple[Problem, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the file says of its document, under the names of a metadata table (title, document_number, issuers, issued,
    level, jurisdiction, url) as far as they fit."""
    pages: tuple[int, ...] = ()
    """Where each page begins in the text, the first at 0; empty where the format has no pages."""
    full: tuple[int, ...] = ()
    """Where the lines end that run up to the right margin of a page; empty where that cannot be seen."""
    grids: tuple[Grid, ...] = ()
    """The tables of the document."""
    aside: tuple[tuple[str, str], ...] = ()
    """(kind, text) of what is no part of the running text: header, footer, footnote, comment."""
    reader: str | None = None
    """The library that read the file, with its version, where it is not our own code alone."""


def failed(code: str, message: str, action: str) -> Content:
    """The content of a file of which nothing could be read."""
    return Content(text="", problems=(Problem(code=code, message=message, action=action),))
