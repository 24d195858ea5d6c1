"""Who has to act, and as what: units by the number of tasks and goals in each role (责任单位与角色)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.plots.checks import chosen, counted
from policytext.plots.columns import UNIT_COLUMNS
from policytext.plots.looks import LEVELS, ROLES, looks
from policytext.plots.plot import Plot
from policytext.plots.sheet import Sheet, sheet
from policytext.plots.wording import shortened
from policytext.tables import frame

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.corpus import Corpus

TITLE = "Who has to act, and in which role 责任单位与角色"
GROUPS = {
    "body": "units 单位",
    "name": "names as printed 原文名称",
    "body_level": "levels 层级",
    "body_kind": "kinds 类型",
}
KINDS = {
    "party": "party bodies 党的机关",
    "government": "governments 政府",
    "department": "departments 部门",
    "mass_organisation": "mass organisations 群团",
    "institution": "institutions 事业单位",
    "enterprise": "enterprises 企业",
    "grassroots": "grassroots bodies 基层组织",
}
UNTOLD = "not told 不明"
ROOM = 36
HATCHES = ("", "", "///", "...", "xxx")
"""The paler roles are hatched too: in print they differ from the paper."""


def units(
    corpus: Corpus,
    *,
    ax: Axes | None = None,
    top: int = 20,
    by: str = "body",
    open_classes: bool = False,
    font: str | Path | None = None,
) -> Plot:
    """Units by the number of tasks and goals in which they have a role (责任单位与角色).

    One bar is a unit, one piece of it a role, its length the number of text units (tasks and goals) of the table
    `assignments` that it governs; a text unit that names a unit twice in one role counts once. `.data` has one row
    per piece drawn.

    Args:
        corpus: The corpus.
        ax: Axes to draw on; else a new figure.
        top: Bars at most, the longest; the plot says how many are left out.
        by: What a bar is: body (full name where it can be told, else the name), name (as printed), body_level,
            body_kind.
        open_classes: Whether classes of bodies (各有关部门) count.
        font: Name or file of a font, asked first.

    Raises:
        InputError: where an argument cannot be used.
        MissingDependencyError: without Matplotlib.
    """
    counted("top", top)
    chosen("by", by, GROUPS)
    found = unit_roles(corpus.assignments, by=by, open_classes=open_classes)
    totals = found.groupby("unit", sort=False)["items"].sum().sort_values(ascending=False, kind="stable")
    drawn = totals.index[:top].tolist()
    data = found[found["unit"].isin(drawn)].reset_index(drop=True)
    on = sheet(ax, font, drawn, size=(8.5, 1.8 + 0.27 * max(len(drawn), 3)))
    if data.empty:
        why = "Nothing to draw: no unit was found that has to act 未发现责任单位"
        return on.nothing("units", data, TITLE, why)
    draw(on, data, drawn, by)
    return on.plot("units", data, TITLE, notes(totals, len(drawn), by, open_classes), unit="tasks and goals 任务、目标")


def unit_roles(assignments: pd.DataFrame, *, by: str, open_classes: bool) -> pd.DataFrame:
    """How many text units each unit has in each role, from the table `assignments`."""
    table = assignments if open_classes else assignments[~assignments["open"].fillna(False).astype(bool)]
    group = table["body"].fillna(table["name"]) if by == "body" else table[by].fillna(UNTOLD)
    held = table.assign(unit=group)[["unit", "role", "doc_id", "governs_id"]].drop_duplicates()
    counts = held.groupby(["unit", "role"], sort=True).size().reset_index(name="items")
    order = {role: k for k, role in enumerate(ROLES)}
    rows = list(zip(counts["unit"], counts["role"], counts["items"], strict=True))
    rows.sort(key=lambda row: (row[0], order[row[1]]))
    return frame(UNIT_COLUMNS, rows)


def draw(on: Sheet, data: pd.DataFrame, drawn: list[str], by: str) -> None:
    """The bars, their pieces in the order of roles, and the sum at their ends."""
    from matplotlib.patches import Patch
    from matplotlib.ticker import MaxNLocator

    told = {**{k: v for k, v in LEVELS.items() if by == "body_level"}, **(KINDS if by == "body_kind" else {})}
    roles = [role for role in ROLES if role in set(data["role"])]
    style = looks(list(ROLES), dark=on.inks.dark)
    ends = dict.fromkeys(drawn, 0)
    for role, hatch in zip(ROLES, HATCHES, strict=True):
        part = data[data["role"] == role]
        for unit, n in zip(part["unit"], part["items"], strict=True):
            on.ax.barh(drawn.index(unit), n, left=ends[unit], height=0.72, color=style[role].colour, hatch=hatch,
                       edgecolor=on.inks.paper, linewidth=0.6)  # fmt: skip
            ends[unit] += int(n)
    for k, unit in enumerate(drawn):
        text = on.text(str(ends[unit]))
        on.ax.annotate(text.pop("s"), (ends[unit], k), (4, 0), textcoords="offset points", va="center",
                       color=on.inks.soft, **text)  # fmt: skip
    on.ticks("y", range(len(drawn)), [shortened(told.get(unit, unit), ROOM) for unit in drawn])
    on.ax.set_ylim(len(drawn) - 0.4, -0.6)
    on.ax.set_xlim(0, max(ends.values()) * 1.08)
    on.ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    on.ax.tick_params(axis="y", length=0)
    keys = [Patch(facecolor=style[r].colour, hatch=HATCHES[list(ROLES).index(r)], edgecolor=on.inks.paper,
                  label=ROLES[r]) for r in roles]  # fmt: skip
    on.legend(keys, columns=len(keys))
    on.open_sides("top", "right", "left")


def notes(totals: pd.Series[int], drawn: int, by: str, open_classes: bool) -> Iterable[str]:
    """What one has to know to read it."""
    yield "Tasks and goals 任务、目标 in which the unit has the role; one that has two roles in a task counts in both."
    if len(totals) > drawn:
        yield f"{drawn} of {len(totals)} {GROUPS[by]} are drawn, those with the most (top=)."
    if not open_classes:
        yield "Classes of bodies such as 各有关部门 are left out (open_classes=)."
