"""Running heads and feet (页眉、页脚): what stands at the same place at the edge of one page after another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, Protocol, TypeVar

from policytext.sources.margins import NUMBER, PARTED

EDGE, REACH, TIMES = 2, 4, 2
"""Lines from the top or foot of a page that can be running ones; among how many pages before and behind a line comes
again, and how often: even pages have others than odd ones."""
MOST_PARTS = 3
"""Parts of a running line at most: left, middle and right. The head of a table that goes on has more."""
SMALLER = 0.95
"""Running lines are printed smaller than the text; one as large must count the pages, or be an address."""
COUNT = re.compile(r"第 *\d+ *页|\d+ */ *\d+|[-—·~～] *\d+ *[-—·~～]|(?<=\u3000)\d+$|^\d+(?=\u3000)")
"""What counts the pages in a line beside other words."""
ADDRESS = re.compile(r"(?:https?|file)://|www\.")
SENTENCE = ("。", "；", "，", "：")
PRINTED_ABOVE = re.compile(
    r"\d{1,4}/\d{1,2}/\d{1,4}[,，]?\s*(?:[上下]午)?\s*\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?(?!\d).*"
)
PRINTED_BELOW = re.compile(r"(?:https?|file)://\S+\s+\d+/\d+")
"""What a browser prints at the edges: date, time and title above, address and page below; both need not come again."""


class Leaf(Protocol):
    """A page: its pieces of text outside of tables, and how large most of it is printed."""

    pieces: list[Any]

    def em(self) -> float: ...  # noqa: D102 - said by the class


P = TypeVar("P", bound=Leaf)


class Edge(NamedTuple):
    """A line near the top or foot of a page."""

    key: str
    """Its words, whatever page they count."""
    y: float
    em: float
    text: str
    kind: str
    pieces: list[Any]


def without_running(
    pages: Iterable[P], find_rows: Callable[[list[Any]], list[list[Any]]], join: Callable[[list[Any]], str]
) -> Iterator[tuple[P, list[tuple[str, str]]]]:
    """The pages without their running lines, each beside these lines as (`header` or `footer`, text).

    Args:
        pages: in their order.
        find_rows: makes lines of the pieces of a page, from above.
        join: gives the text of a line.
    """
    waiting: list[tuple[P, list[Edge]]] = []
    at = 0
    for page in pages:
        waiting.append((page, edges(page, find_rows(page.pieces), join)))
        if at + REACH < len(waiting):
            yield cleared(waiting, at)
            at += 1
            if at > REACH:
                del waiting[0]
                at -= 1
    yield from (cleared(waiting, k) for k in range(at, len(waiting)))


def edges(page: Leaf, rows: Sequence[list[Any]], join: Callable[[list[Any]], str]) -> list[Edge]:
    """The lines of a page that can be running ones."""
    near = dict.fromkeys((*range(min(EDGE, len(rows))), *range(max(len(rows) - EDGE, 0), len(rows))))
    size = page.em() * SMALLER
    found = []
    for k in near:
        text, em = join(rows[k]), rows[k][0].em
        if parts(rows[k]) > MOST_PARTS or text.endswith(SENTENCE) or NUMBER.fullmatch(text):  # 页码 is part of the text
            continue
        if em < size or COUNT.search(text) or ADDRESS.search(text):
            kind = "header" if k < len(rows) / 2 else "footer"
            found.append(Edge(COUNT.sub("#", text), rows[k][0].y0, em, text, kind, rows[k]))
    return found


def parts(row: Sequence[Any]) -> int:
    """Into how many parts gaps cut a line."""
    return 1 + sum(bool(b.x0 - a.x1 > PARTED * a.em) for a, b in pairwise(sorted(row, key=lambda p: p.x0)))


def cleared(pages: list[tuple[P, list[Edge]]], at: int) -> tuple[P, list[tuple[str, str]]]:
    """A page without its running lines, and these."""
    page, own = pages[at]
    others = [e for k in range(max(at - REACH, 0), min(at + REACH + 1, len(pages))) if k != at for e in pages[k][1]]
    running = [e for e in own if sum(e.key == o.key and abs(e.y - o.y) < e.em / 2 for o in others) >= TIMES]
    printed = [e for e in own if (PRINTED_ABOVE if e.kind == "header" else PRINTED_BELOW).fullmatch(e.text)]
    if {e.kind for e in printed} == {"header", "footer"}:
        running += [e for e in printed if e not in running]
    gone = {id(piece) for e in running for piece in e.pieces}
    page.pieces = [p for p in page.pieces if id(p) not in gone]
    return page, [(e.kind, e.text) for e in running]
