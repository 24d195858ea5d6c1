"""One row of a table of texts as a document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from policytext.model import Problem, Source
from policytext.sources.jobs import Job, Place
from policytext.sources.kinds import kind_of
from policytext.sources.limits import Limits, cut
from policytext.sources.metadata import plain
from policytext.sources.registry import read_data

EXCEL_CELL = 32_767
"""UTF-16 units that a cell of Excel holds; what is longer is cut without a word."""
BEGINNING = 1_000
"""First characters of a text that show whether it is HTML, as many interfaces give it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with text: its sheet, number from 1 below the head, id where it has one, text and other cells.

    The number is 0 where the file is the one row.
    """

    sheet: str | None
    number: int
    doc_id: str
    text: str
    cells: Mapping[str, str | None]
    source: Source
    odd: tuple[str, ...] = ()
    """What looks wrong in its cells."""


def make_job(row: Row, place: Place, limits: Limits, *, named: bool) -> Job:
    """The document of a row, called after its id or else after file and row, with the sheet where several have any."""
    at = f"#{row.sheet}#{row.number}" if named else f"#{row.number}" if row.number else ""
    name = place.name + at
    text = row.text.replace("\r\n", "\n").replace("\r", "\n")
    metadata = plain(row.cells)
    source = replace(row.source, path=name)
    problems = tuple(find_problems(row, text, limits, name))
    if kind_of(text[:BEGINNING].encode("utf-8", "replace")) == "html":
        reading = read_data(text.encode("utf-8", "replace"), name, limits)
        if reading.text:
            text, metadata = reading.text, {**reading.content.metadata, **metadata}
            source = replace(source, reader=f"{source.reader}, html", grids=reading.content.grids)
            problems += tuple(p for p in reading.problems if p.code != "source.wrong_suffix")
    return Job(
        doc_id=row.doc_id or place.doc_id + at,
        text=cut(text, limits)[0],
        inside=metadata.get("file") or (None if at else place.inside),
        metadata=metadata,
        source=source,
        problems=problems,
    )


def find_problems(row: Row, text: str, limits: Limits, name: str) -> Iterator[Problem]:
    """What the reader of a row's text should know."""
    for what in row.odd:
        action = "compare with the original; put cells with commas, quotes or line ends in quotes (单元格错位)"
        yield Problem(code="source.row", message=what, action=action, path=name)
    if len(row.text.encode("utf-16-le", "surrogatepass")) // 2 == EXCEL_CELL:
        message = f"the text has exactly {EXCEL_CELL:,} characters, as many as a cell of Excel holds: it is cut there"
        action = "get the whole text from where the table came from (正文被Excel截断)"
        yield Problem(code="source.partial", message=message, action=action, path=name)
    yield from cut(text, limits, name)[1]
