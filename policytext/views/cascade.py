"""The cascade as a picture: documents in rows by level, curves from what was drawn on to what draws on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from policytext.views.page import escape

ROWS = ("external", "central", "province", "prefecture", "county", "township", "community", "?")
WIDTH, HEIGHT, GAP, DROP, MARGIN = 176, 46, 18, 96, 96
COLUMNS = 24
"""Half-width characters that a box holds."""


@dataclass(frozen=True, slots=True)
class Node:
    """A document in the picture."""

    name: str
    row: str
    """One of `ROWS`: the level, or external."""
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A document (`derived`) that draws on or cites another (`source`)."""

    derived: str
    source: str
    links: int
    """Linked provisions; 0 where it only cites."""
    told: str


def cascade_svg(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """The picture as inline SVG: no script, no font, no colour of its own (the style sheet has them)."""
    rows = [[n for n in nodes if n.row == row] for row in ROWS]
    rows = [sorted(row, key=lambda n: n.name) for row in rows if row]
    rows = ordered(rows, edges)
    wide = max((len(row) for row in rows), default=1)
    width = MARGIN + wide * (WIDTH + GAP)
    at: dict[str, tuple[float, float]] = {}
    for y, row in enumerate(rows):
        indent = MARGIN + (wide - len(row)) * (WIDTH + GAP) / 2
        for x, node in enumerate(row):
            at[node.name] = (indent + x * (WIDTH + GAP), 10 + y * (HEIGHT + DROP))
    height = 20 + len(rows) * HEIGHT + max(0, len(rows) - 1) * DROP
    names = "".join(
        f'<text class="soft" x="0" y="{14 + y * (HEIGHT + DROP) + HEIGHT / 2}">{escape(row[0].row)}</text>'
        for y, row in enumerate(rows)
    )
    drawn = "".join(curve(e, at) for e in edges if e.derived in at and e.source in at)
    boxes = "".join(box(n, at[n.name]) for row in rows for n in row)
    size = f'viewBox="0 0 {width} {height}" style="width:100%;max-width:{width}px"'
    return f'<svg {size} role="img" aria-label="cascade">{names}{drawn}{boxes}</svg>'


def ordered(rows: Sequence[Sequence[Node]], edges: Sequence[Edge]) -> list[list[Node]]:
    """Rows with each document near the middle of those above that it draws on (Sugiyama's barycentre, one pass)."""
    sources: dict[str, list[str]] = {}
    for edge in edges:
        sources.setdefault(edge.derived, []).append(edge.source)
    place: dict[str, float] = {}
    out: list[list[Node]] = []
    for row in rows:
        key = {n.name: middle(sources.get(n.name, ()), place) for n in row}
        out.append(sorted(row, key=lambda n: (key[n.name], n.name)))
        place |= {n.name: (i + 0.5) / len(row) for i, n in enumerate(out[-1])}
    return out


def middle(names: Sequence[str], place: Mapping[str, float]) -> float:
    """The mean place of those that are placed, else the centre."""
    known = [place[n] for n in names if n in place]
    return sum(known) / len(known) if known else 0.5


def box(node: Node, at: tuple[float, float]) -> str:
    """A document: its id, what it is, and its title on hover."""
    x, y = at
    kind = "node external" if node.row == "external" else "node"
    size = f'width="{WIDTH}" height="{HEIGHT}" rx="6"'
    return (
        f'<g><title>{escape(node.title)}</title><rect class="{kind}" x="{x}" y="{y}" {size}/>'
        f'<text x="{x + 8}" y="{y + 19}">{escape(fitted(node.name.removeprefix("external:")))}</text>'
        f'<text class="soft" x="{x + 8}" y="{y + 36}">{escape(fitted(node.note))}</text></g>'
    )


def fitted(text: str) -> str:
    """The beginning of a text that a box holds; a full-width character takes the room of two.

    >>> fitted("云川省人民政府办公厅、云川省财政厅"), fitted("a plan")
    ('云川省人民政府办公厅、…', 'a plan')
    """
    room = COLUMNS
    for k, char in enumerate(text):
        room -= 2 if east_asian_width(char) in "WF" else 1
        if room < 0:
            return text[: k - 1] + "…"
    return text


def curve(edge: Edge, at: Mapping[str, tuple[float, float]]) -> str:
    """From the source down to what was derived; the more linked provisions the thicker, dashed where it only cites."""
    (x1, y1), (x2, y2) = at[edge.source], at[edge.derived]
    x1, x2 = x1 + WIDTH / 2, x2 + WIDTH / 2
    if y2 > y1:
        y1, bend = y1 + HEIGHT, DROP / 2
        path = f"M{x1:.0f},{y1:.0f} C{x1:.0f},{y1 + bend:.0f} {x2:.0f},{y2 - bend:.0f} {x2:.0f},{y2:.0f}"
    else:  # of one row: an arc below
        y1, y2 = y1 + HEIGHT, y2 + HEIGHT
        path = f"M{x1:.0f},{y1:.0f} C{x1:.0f},{y1 + 40:.0f} {x2:.0f},{y2 + 40:.0f} {x2:.0f},{y2:.0f}"
    kind = "edge" if edge.links else "edge cites"
    stroke = f'stroke-width="{1 + min(edge.links, 40) ** 0.5:.1f}"'
    return f'<path class="{kind}" d="{path}" {stroke}><title>{escape(edge.told)}</title></path>'
