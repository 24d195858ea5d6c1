"""How a graph looks when Gephi opens it: colours of levels and relations, time from left to right, levels top down."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from policytext.model import LEVELS

if TYPE_CHECKING:
    import networkx as nx

# Colours that people with colour-blindness tell apart (Okabe and Ito 2008).
COLOURS: dict[str, tuple[int, int, int]] = dict(
    zip(
        LEVELS,
        ((213, 94, 0), (230, 159, 0), (240, 228, 66), (0, 158, 115), (86, 180, 233), (0, 114, 178)),
        strict=True,
    )
)
RELATIONS = {
    "verbatim": (0, 158, 115),
    "adapted": (230, 159, 0),
    "elaborated": (213, 94, 0),
    "common_source": (204, 121, 167),
}
OTHER = (153, 153, 153)
EPOCH = dt.date(2000, 1, 1).toordinal()
ROW, STEP, LANES = 400.0, 40.0, 8
"""Distance of levels, of nodes side by side in one, and how many of these there are before they repeat."""

Colour = dict[str, str]


@dataclass(frozen=True)
class Looks:
    """The looks of a node, and the day from which on it is there."""

    colour: Colour
    size: float
    shape: str
    place: tuple[float, float] | None
    since: str | None


def colour(red: int, green: int, blue: int) -> Colour:
    """A colour as GEXF writes it."""
    return {"r": str(red), "g": str(green), "b": str(blue), "a": "1.0"}


def edge_colour(data: Mapping[str, Any]) -> Colour:
    """The colour of an edge, by its relation."""
    return colour(*RELATIONS.get(str(data.get("relation")), OTHER))


def looks_of(graph: nx.MultiDiGraph[str]) -> dict[str, Looks]:
    """The looks of every node: documents placed by date and level where both are known."""
    taken: Counter[str] = Counter()
    found = {}
    for node, data in graph.nodes(data=True):
        level = str(data.get("level", ""))
        since = iso_day(data.get("issued"))
        place = None
        if since and level in COLOURS and data.get("kind") == "document":
            lane = taken[level] % LANES
            taken[level] += 1
            day = dt.date.fromisoformat(since).toordinal() - EPOCH
            place = (float(day), 0.0 - ROW * list(COLOURS).index(level) - STEP * lane)  # Gephi's y axis points upwards
        found[node] = Looks(
            colour=colour(*COLOURS.get(level, OTHER)),
            size=10 + 2 * sqrt(float(data.get("provisions", 0))),
            shape="diamond" if data.get("kind") == "external" else "disc",
            place=place,
            since=since,
        )
    return found


def iso_day(given: Any) -> str | None:
    """A date of ISO 8601, or nothing.

    >>> iso_day("2024-03-01"), iso_day("2024")
    ('2024-03-01', None)
    """
    try:
        return dt.date.fromisoformat(given).isoformat() if isinstance(given, str) else None
    except ValueError:
        return None
