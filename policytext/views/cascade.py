"""The cascade as a picture: rows by level, columns by time, curves from what was drawn on to what draws on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from policytext.views.page import escape

ROWS = {
    "external": "库外文件",
    "central": "中央",
    "province": "省级",
    "prefecture": "市级",
    "county": "县级",
    "township": "乡镇",
    "community": "社区",
    "?": "层级不明",
}
"""The rows from the top: documents cited but absent, the levels, and those of no known level."""
LEFT, TOP = 104, 34
"""Room for the names of the rows and of the columns."""
WIDTH, HEIGHT, GAP, DROP, BAND = 160, 42, 46, 9, 26
"""A box, what is between two columns, two boxes of a stack, two rows."""
COLUMNS = 21
"""Half-width characters that a box holds."""
FEW = 40
"""So many documents are all shown; of more only those that are tied to another."""
STACK = 5
"""Boxes of one row and column in the picture of many documents; how many more there are is said."""
DIMENSIONS = {"left": LEFT, "top": TOP, "width": WIDTH, "height": HEIGHT, "gap": GAP, "drop": DROP, "band": BAND,
            "stack": STACK, "few": FEW}  # fmt: skip
"""By what the script of a report draws the picture anew."""
PERIODS = 6
"""Columns that stand side by side on a screen: time is cut as finely as gives no more."""
UNDATED = "no date 无日期"
YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Node:
    """A document in the picture."""

    name: str
    row: str
    """One of `ROWS`: the level, or external."""
    title: str
    """What its box says."""
    note: str = ""
    """What stands below, small."""
    when: str | None = None
    """Its date as ISO 8601."""
    told: str = ""
    """What is said on hover."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A document (`derived`) that draws on or cites another (`source`)."""

    derived: str
    source: str
    links: int
    """Linked provisions; 0 where it only cites."""
    told: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything stands."""

    width: int
    height: int
    columns: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, int, str], ...]
    """Top, height and name."""
    boxes: Mapping[str, tuple[int, int]]
    more: tuple[tuple[int, int, int, str], ...]
    """Where stacks are cut, how many documents they leave out, and the row and column of each."""


def cascade_svg(nodes: Sequence[Node], edges: Sequence[Edge], *, absent: bool = True, cites: bool = True) -> str:
    """The picture as inline SVG: no script, no font, no colour of its own (the style sheet has them).

    Of more than forty documents those that no line ties to another are left out, and stacks are cut.

    Args:
        nodes: The documents; a box carries its number among these.
        edges: What ties them; a line carries its number among these.
        absent: Whether documents that are cited but absent are shown.
        cites: Whether lines are shown where nothing was drawn.
    """
    number = {n.name: k for k, n in enumerate(nodes)}
    lines = [(k, e) for k, e in enumerate(edges) if cites or e.links]
    shown = tied([n for n in nodes if absent or n.row != "external"], [e for _, e in lines])
    plan = laid_out(
        shown,
        degrees(edges),
        STACK if len(shown) > FEW else len(shown),
        periods_of(n for n in nodes if n.row != "external"),
    )
    drawn = "".join(curve(e, k, plan.boxes) for k, e in lines if e.derived in plan.boxes and e.source in plan.boxes)
    boxes = "".join(box(n, number[n.name], plan.boxes[n.name]) for n in shown if n.name in plan.boxes)
    rest = "".join(
        f'<text class="soft more" data-cell="{escape(cell)}" x="{x}" y="{y + 12}">＋ {n:,} more 另有 {n:,} 份</text>'
        for x, y, n, cell in plan.more
    )
    size = f'viewBox="0 0 {plan.width} {plan.height}" width="{plan.width}" height="{plan.height}"'
    name = f"cascade 派生关系图: {len(plan.boxes)} documents"
    return f'<svg class="cascade" {size} role="group" aria-label="{name}">{grid(plan)}{drawn}{boxes}{rest}</svg>'


def tied(nodes: Sequence[Node], edges: Iterable[Edge]) -> list[Node]:
    """All documents where they are few, else those that a line ties to another of them."""
    if len(nodes) <= FEW:
        return list(nodes)
    names = {n.name for n in nodes}
    ends = {end for e in edges if {e.derived, e.source} <= names for end in (e.derived, e.source)}
    return [n for n in nodes if n.name in ends]


def degrees(edges: Iterable[Edge]) -> dict[str, tuple[int, int]]:
    """How much ties each document to others: its strongest tie, then all; so both ends of a strong tie are shown."""
    held: dict[str, tuple[int, int]] = {}
    for e in edges:
        for end in (e.derived, e.source):
            strongest, total = held.get(end, (0, 0))
            held[end] = (max(strongest, e.links), total + 1 + e.links)
    return held


def periods_of(nodes: Iterable[Node]) -> Callable[[str | None], str]:
    """The column of a date: its month, quarter, half or year, as finely as gives few columns; else several years.

    >>> period = periods_of([Node("a", "?", "", when="2021-03-01"), Node("b", "?", "", when="2023-07-01")])
    >>> period("2021-03-31"), period(None)
    ('2021-03', 'no date 无日期')
    """
    dates = [n.when for n in nodes if n.when]
    cuts: tuple[Callable[[str], str], ...] = (
        lambda day: day[:7],
        lambda day: f"{day[:4]} Q{(int(day[5:7]) + 2) // 3}",
        lambda day: f"{day[:4]} H{(int(day[5:7]) + 5) // 6}",
    )
    fine = next((cut for cut in cuts if len({cut(day) for day in dates}) <= PERIODS), None)
    if fine:
        return lambda day: fine(day) if day else UNDATED
    starts = spans_of_years(Counter(day[:4] for day in dates))

    def period(day: str | None) -> str:
        if not day:
            return UNDATED
        first = max((s for s in starts if s <= day[:4]), default=min(starts))
        return first if starts[first] == first else f"{first}–{starts[first]}"

    return period


def spans_of_years(counts: Mapping[str, int]) -> dict[str, str]:
    """Few spans of years, first year → last: those side by side that hold the fewest documents become one.

    >>> spans_of_years({"2001": 1, "2002": 1, "2003": 9, "2004": 9, "2005": 9, "2006": 9, "2007": 9})
    {'2001': '2002', '2003': '2003', '2004': '2004', '2005': '2005', '2006': '2006', '2007': '2007'}
    """
    spans = [(year, year, n) for year, n in sorted(counts.items())]
    while len(spans) > PERIODS:
        k = min(range(len(spans) - 1), key=lambda i: spans[i][2] + spans[i + 1][2])
        (first, _, n), (_, last, m) = spans[k : k + 2]
        spans[k : k + 2] = [(first, last, n + m)]
    return {first: last for first, last, _ in spans}


def columns_of(periods: Iterable[str]) -> list[str]:
    """The columns from left to right, no date last."""
    return sorted(set(periods), key=lambda c: (c == UNDATED, c))


def laid_out(
    nodes: Sequence[Node], weight: Mapping[str, tuple[int, int]], stack: int, period: Callable[[str | None], str]
) -> Plan:
    """A box for each document: its row by level, its column by time, stacked by date; the most tied ones first."""
    cells: dict[tuple[str, str], list[Node]] = {}
    for n in nodes:
        cells.setdefault((n.row, period(n.when)), []).append(n)
    columns = columns_of(c for _, c in cells)
    boxes: dict[str, tuple[int, int]] = {}
    more, rows, y = [], [], TOP
    for row in ROWS:
        here = {c: held for (r, c), held in cells.items() if r == row}
        if not here:
            continue
        tall = max(min(len(held), stack + 1) for held in here.values())
        rows.append((y, tall * (HEIGHT + DROP) - DROP, row))
        for column, held in here.items():
            x = LEFT + columns.index(column) * (WIDTH + GAP)
            best = sorted(sorted(held, key=lambda n: n.name), key=lambda n: weight.get(n.name, (0, 0)), reverse=True)[
                :stack
            ]
            for k, n in enumerate(sorted(best, key=lambda n: (n.when or "", n.name))):
                boxes[n.name] = (x, y + k * (HEIGHT + DROP))
            if len(held) > stack:
                more.append((x, y + stack * (HEIGHT + DROP), len(held) - stack, f"{row}|{column}"))
        y += tall * (HEIGHT + DROP) - DROP + BAND
    places = tuple((LEFT + k * (WIDTH + GAP), c) for k, c in enumerate(columns))
    width = LEFT + max(1, len(columns)) * (WIDTH + GAP)
    return Plan(width, max(y - BAND, TOP) + 12, places, tuple(rows), boxes, tuple(more))


def grid(plan: Plan) -> str:
    """The names of rows and columns, and the bands behind them."""
    out = [f'<text class="axis" x="{x}" y="18">{escape(name)}</text>' for x, name in plan.columns]
    for k, (y, tall, row) in enumerate(plan.rows):
        if k % 2 == 0:
            out.append(f'<rect class="band" x="0" y="{y - BAND // 2}" width="{plan.width}" height="{tall + BAND}"/>')
        out.append(f'<text class="axis" x="8" y="{y + 17}">{ROWS[row]}</text>')
        out.append(f'<text class="soft" x="8" y="{y + 34}">{"no level" if row == "?" else row}</text>')
    return "".join(out)


def box(node: Node, number: int, at: tuple[int, int]) -> str:
    """A document: what it is on, whose it is and when; everything else on hover."""
    x, y = at
    kind = "node external" if node.row == "external" else "node"
    return (
        f'<g class="doc" data-node="{number}" transform="translate({x},{y})"><title>{escape(node.told or node.title)}'
        f'</title><rect class="{kind}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
        f'<text x="8" y="17">{escape(fitted(node.title))}</text>'
        f'<text class="soft" x="8" y="34">{escape(fitted(node.note))}</text></g>'
    )


def fitted(text: str) -> str:
    """The beginning of a text that a box holds; a full-width character takes the room of two.

    >>> fitted("云川省人民政府办公厅、云川省财政厅"), fitted("a plan")
    ('云川省人民政府办公厅…', 'a plan')
    """
    room = COLUMNS
    for k, char in enumerate(text):
        room -= 2 if east_asian_width(char) in "WF" else 1
        if room < 0:
            return text[:k] + "…"
    return text


def curve(edge: Edge, number: int, at: Mapping[str, tuple[int, int]]) -> str:
    """From the source to what was derived; the more linked provisions the thicker, dashed where it only cites."""
    (x1, y1), (x2, y2) = at[edge.source], at[edge.derived]
    y1, y2 = y1 + HEIGHT // 2, y2 + HEIGHT // 2
    if x2 > x1:
        x1 += WIDTH
        bend = max(GAP, (x2 - x1) // 2)
        path = f"M{x1},{y1} C{x1 + bend},{y1} {x2 - bend},{y2} {x2 - 5},{y2}"
    else:  # of one column, or against time: round by the left
        path = f"M{x1},{y1} C{x1 - GAP},{y1} {x2 - GAP},{y2} {x2 - 5},{y2}"
    kind = "edge" if edge.links else "edge cites"
    stroke = f'stroke-width="{1 + min(edge.links, 40) ** 0.5:.1f}"'
    tip = f"M{x2 - 8},{y2 - 4} L{x2},{y2} L{x2 - 8},{y2 + 4} Z"
    return (
        f'<g class="tie" data-edge="{number}"><title>{escape(edge.told)}</title><path class="reach" d="{path}"/>'
        f'<path class="{kind}" d="{path}" {stroke}/><path class="tip" d="{tip}"/></g>'
    )
