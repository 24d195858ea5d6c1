"""Where the documents of a cascade stand: a lane for each level, time from left to right, no label over another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policytext.derivation.lines import date_of
from policytext.model import Document
from policytext.plots.looks import LEVELS, UNKNOWN
from policytext.plots.wording import columns

PER_INCH = 13
"""Half-width characters of a label that an inch holds."""
GAP = 0.6
"""Lines between two lanes."""
CROWDED = 12
"""Lines of one level from which on documents stand in the order of their dates, not to scale."""


@dataclass(frozen=True, slots=True)
class Node:
    """A document where it stands."""

    document: Document
    label: str
    level: str
    x: float
    """Days as Matplotlib counts them, or the place in the order of dates."""
    y: float
    """Lines of labels from the top."""


@dataclass(frozen=True, slots=True)
class Placing:
    """All documents where they stand."""

    nodes: tuple[Node, ...]
    lanes: dict[str, int]
    """Lines that each level takes."""
    left: float
    right: float
    edge: float | None
    """What has no date stands left of it."""
    steps: tuple[dt.date, ...]
    """The dates in order, where time is not to scale."""


def level_of(document: Document) -> str:
    """Its level, or that it is unknown."""
    return document.header.level or UNKNOWN


def placing(documents: Sequence[Document], labels: Mapping[str, str], width: float, time: str | None) -> Placing:
    """The places of documents on a sheet of so many inches.

    Args:
        documents: At least one.
        labels: By id.
        width: Inches of the figure.
        time: calendar, to scale; order, a step for each date; by default the former unless a level gets crowded.
    """
    scaled = placed(documents, labels, width, in_order=time == "order")
    if time is None and max(scaled.lanes.values()) > CROWDED:
        return placed(documents, labels, width, in_order=True)
    return scaled


def placed(documents: Sequence[Document], labels: Mapping[str, str], width: float, *, in_order: bool) -> Placing:
    """In its level a document takes the first line where its label meets no other."""
    from matplotlib.dates import date2num

    days = {d.doc_id: day for d in documents if (day := date_of(d)) is not None}
    steps = tuple(sorted(set(days.values())))
    rank = {day: float(k) for k, day in enumerate(steps)}
    known = {k: rank[day] if in_order else float(date2num(day)) for k, day in days.items()}  # type: ignore[no-untyped-call]
    first, last = min(known.values(), default=0.0), max(known.values(), default=0.0)
    room = {d.doc_id: (columns(labels[d.doc_id]) + 4) / (width * PER_INCH) for d in documents}
    undated = max((room[d.doc_id] for d in documents if d.doc_id not in known), default=0.0)
    free = 1 - max((room[k] for k in known), default=0.0) - (undated + 0.02 if known else 0.0) - 0.12
    scale = (last - first or (1.0 if in_order else 60.0)) / max(free, 0.25)
    """What the whole width holds."""
    start = first - (undated + 0.02) * scale if known and undated else first
    nodes: list[Node] = []
    lanes: dict[str, int] = {}
    for level in LEVELS:
        held = [d for d in documents if level_of(d) == level]
        ends: list[float] = []
        above = sum(lanes.values()) + GAP * len(lanes)
        for d in sorted(held, key=lambda d: (known.get(d.doc_id, start), d.doc_id)):
            x = known.get(d.doc_id, start)
            line = next((k for k, end in enumerate(ends) if end < x), len(ends))
            ends[line : line + 1] = [x + room[d.doc_id] * scale]
            nodes.append(Node(d, labels[d.doc_id], level, x, above + line + 0.5))
        if held:
            lanes[level] = len(ends)
    right = max(n.x + room[n.document.doc_id] * scale for n in nodes)
    edge = first - 0.015 * scale if known and undated else None
    return Placing(tuple(nodes), lanes, start - 0.015 * scale, right, edge, steps if in_order else ())
