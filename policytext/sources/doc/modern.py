"""Word 97 and later: pieces, properties and stories of a document put together."""

from __future__ import annotations

from collections.abc import Mapping

from policytext.model import Problem
from policytext.sources.content import Content
from policytext.sources.doc import fib as places
from policytext.sources.doc.container import Container, DamagedError
from policytext.sources.doc.fib import Fib
from policytext.sources.doc.fonts import PRIVATE, read_fonts, signs
from policytext.sources.doc.layout import CELL_LINE, ROW_END, Marked, blank, lay_out
from policytext.sources.doc.lists import number_paragraphs, read_lists
from policytext.sources.doc.pieces import read_pieces, read_units
from policytext.sources.doc.properties import Characters, Paragraph, Run, character_runs, over_text, paragraph_runs
from policytext.sources.doc.stories import read_aside
from policytext.sources.doc.styles import read_styles
from policytext.sources.docx.numbering import Marker
from policytext.sources.limits import Limits
from policytext.sources.lines import Lines

SAVE = "open it in Word or WPS and save it as .docx (请另存为 docx)"


def read_modern(word: bytes, fib: Fib, container: Container, limits: Limits) -> Content:
    """The content of a document of Word 97 or later.

    Raises:
        DamagedError, LimitError: where its text cannot be found or is too long.
    """
    table = container.stream(fib.table) or container.stream("1Table") or container.stream("0Table")
    pieces = read_pieces(fib.cut(table, places.PIECES), limits)
    text, lacking = read_units(word, pieces)
    problems: list[Problem] = []
    try:
        data = container.stream("Data")
    except DamagedError:
        data = b""
    paragraphs = list(over_text(paragraph_runs(word, fib.cut(table, places.PARAGRAPHS), data), pieces))
    characters = list(over_text(character_runs(word, fib.cut(table, places.CHARACTERS)), pieces))
    fonts = read_fonts(fib.cut(table, places.FONTS))
    text = with_characters(text, characters, fonts)
    styles = read_styles(fib.cut(table, places.STYLES))
    numbers, unknown = number_paragraphs(
        text, paragraphs, styles, read_lists(table, fib, fonts), fib.lengths[0] or len(text)
    )
    story = with_paragraphs(text, paragraphs, numbers)
    lines = Lines(limits.text)
    lay_out(story, 0, fib.lengths[0] or len(text), lines)
    if lacking:
        message = f"{lacking:,} characters that the document counts are not in the file"
        problems.append(Problem(code="source.damaged", message=message, action=f"get the file again or {SAVE}"))
    problems += tracked(characters)
    problems += unnumbered(unknown)
    return Content(
        text=lines.text(),
        grids=lines.grids(),
        aside=tuple(read_aside(story, fib, table, limits)),
        problems=tuple(problems),
    )


def with_characters(text: str, runs: list[Run[Characters]], fonts: list[str]) -> str:
    """The text without what is hidden or deleted, with symbols in place."""
    parts, at = [], 0
    for start, end, held in runs:
        if held.symbol or PRIVATE.search(text, start, end):
            written = held.symbol * (end - start) if held.symbol else text[start:end]
            parts += [text[at:start], signs(written, held.font, fonts)]
            at = end
    text = "".join([*parts, text[at:]])
    return blank(text, [(start, end) for start, end, held in runs if held.hidden or held.deleted])


def with_paragraphs(text: str, runs: list[Run[Paragraph]], numbers: Mapping[int, Marker]) -> Marked:
    """The text with marks of our own where a paragraph ends within a cell and where a row ends."""
    if not any(held.in_table for _, _, held in runs):
        return Marked(text, numbers=numbers, rows_known=bool(runs))
    units = list(text)
    edges = {}
    for start, end, held in runs:
        if not held.in_table:
            continue
        if held.row_end and units[end - 1] == "\x07":
            units[end - 1] = ROW_END
            edges[end - 1] = held.edges
        for at in range(start, end):
            if units[at] in "\r\x0b":
                units[at] = CELL_LINE
    return Marked("".join(units), edges, numbers, rows_known=True)


def tracked(runs: list[Run[Characters]]) -> list[Problem]:
    """A problem where changes are tracked: the text is read as if all were accepted."""
    deleted, inserted = (sum(getattr(held, kind) for _, _, held in runs) for kind in ("deleted", "inserted"))
    if not deleted and not inserted:
        return []
    message = f"tracked changes ({inserted} insertions, {deleted} deletions) are read as if all were accepted"
    action = "accept or reject them in Word or WPS and save the file again (请接受或拒绝修订后重新保存)"
    return [Problem(code="source.tracked_changes", message=message, action=action)]


def unnumbered(count: int) -> list[Problem]:
    """A problem where automatic numbers could not be told."""
    if not count:
        return []
    message = f"{count} paragraphs have automatic numbers or bullets that cannot be read; they are missing in the text"
    return [Problem(code="source.partial", message=message, action=f"{SAVE}, and compare the numbers (自动编号)")]
