"""What is to be read: a document's id and where its text is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policytext.model import Problem, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A document to be read: its text, or the file that holds it, and what came with it."""

    doc_id: str
    text: str | None = None
    path: Path | None = None
    inside: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = None
    """Where the text came from, where it has been read already."""
    problems: tuple[Problem, ...] = ()
    """What was odd about it then."""


Gathered = tuple[list[Job], tuple[Problem, ...]]
"""Documents to be read, and what was odd and belongs to none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file that may hold several documents: the id that theirs begin with, its name, its path inside the folder."""

    doc_id: str
    name: str
    inside: str
