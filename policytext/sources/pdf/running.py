"""Running heads and feet (页眉、页脚): what stands at the same place at the edge of one page after another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policytext.sources.pdf.layout import Page, Piece, find_rows, join

EDGE, REACH = 2, 2
"""Lines from the top or foot of a page that can be running ones, and pages on among which one comes again: even pages
have others than odd ones."""
MOST_PIECES = 2
"""Pieces of a running line at most: left and right. The head of a table that goes on has more."""
COUNT = re.compile(r"\d+")
OWN = re.compile("附[件表录图]|[表图]\\d|第.{1,4}[章节条]")
"""What numbers the parts of a document begins a page by right: 附件2 on one, 附件3 on the next."""
NUMBER = re.compile(r"\W*第?\W*\d+\W*页?(?:\W*共?\W*\d+\W*页?)?\W*")
"""The number of the page (页码) is an element of the document and stays in its text."""

PRINTED = re.compile(
    r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{1,4}/\d{1,2}/\d{1,4}[,，]?\s*(?:[上下]午)?\s*\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?(?!\d).*"
)
"""What a browser prints at the edges: date, time and title above, address and page below; it need not come again."""


class Edge(NamedTuple):
    """A line near the top or foot of a page."""

    key: str
    """Its words, whatever number they count to."""
    y: float
    em: float
    text: str
    kind: str
    pieces: list[Piece]


def without_running(pages: Iterable[Page]) -> Iterator[tuple[Page, list[tuple[str, str]]]]:
    """The pages without their running lines, each beside these lines as (`header` or `footer`, text)."""
    waiting: list[tuple[Page, list[Edge]]] = []
    at = 0
    for page in pages:
        waiting.append((page, edges(page)))
        if at + REACH < len(waiting):
            yield cleared(waiting, at)
            at += 1
            if at > REACH:
                del waiting[0]
                at -= 1
    yield from (cleared(waiting, k) for k in range(at, len(waiting)))


def edges(page: Page) -> list[Edge]:
    """The lines of a page that can be running ones."""
    rows = find_rows(page.pieces)
    near = dict.fromkeys((*range(min(EDGE, len(rows))), *range(max(len(rows) - EDGE, 0), len(rows))))
    found = []
    for k in near:
        text = join(rows[k])
        if len(rows[k]) <= MOST_PIECES and not NUMBER.fullmatch(text) and not OWN.match(text):
            kind = "header" if k < len(rows) / 2 else "footer"
            found.append(Edge(COUNT.sub("0", text), rows[k][0].y0, rows[k][0].em, text, kind, rows[k]))
    return found


def cleared(pages: list[tuple[Page, list[Edge]]], at: int) -> tuple[Page, list[tuple[str, str]]]:
    """A page without its running lines, and these."""
    page, own = pages[at]
    others = [e for k in range(max(at - REACH, 0), min(at + REACH + 1, len(pages))) if k != at for e in pages[k][1]]
    again = [e for e in own if any(e.key == o.key and abs(e.y - o.y) < e.em / 2 for o in others)]
    running = again + [e for e in own if e not in again and PRINTED.fullmatch(e.text)]
    gone = {id(piece) for e in running for piece in e.pieces}
    page.pieces = [p for p in page.pieces if id(p) not in gone]
    return page, [(e.kind, e.text) for e in running]
