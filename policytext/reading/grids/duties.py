"""The rows of tables of duties (任务分工表) as records that join tasks, units and deadlines."""

from collections.abc import Sequence

from policytext.model import DutyRow
from policytext.reading.grids.layout import Layout
from policytext.span import Span

BETWEEN = "；"
"""What stands between the texts of several cells."""


def read_duties(layout: Layout) -> tuple[DutyRow, ...]:
    """A record for each row, in the order of the text."""
    found = []
    for n, sheet in enumerate(layout.sheets, start=1):
        rows = (row for row in sheet.rows if layout.tasks(row.task))  # an entity can stand for nothing that is seen
        for k, row in enumerate(rows, start=1):
            times = [cell for _, cell in row.times]
            found.append(
                DutyRow(
                    span=row.task,
                    text=quote(layout, [row.task]) or "",
                    table=n,
                    row=k,
                    heading=quote(layout, row.themes),
                    sentences=layout.tasks(row.task),
                    units=text_units(layout, [cell for _, cell in row.units]),
                    times=text_units(layout, times),
                    time=quote(layout, times),
                    rule=sheet.rule,
                )
            )
    return tuple(found)


def quote(layout: Layout, cells: Sequence[Span]) -> str | None:
    """The texts of cells; nothing for none."""
    source = layout.passage.view.source
    return BETWEEN.join(source[c.start : c.end] for c in cells) or None


def text_units(layout: Layout, cells: Sequence[Span]) -> tuple[int, ...]:
    """The text units of cells."""
    return tuple(k for cell in cells for k in layout.places[cell])
