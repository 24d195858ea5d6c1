"""Who acts with whom: units as a circle, lines between those that share a task, arrows from the lead to the support."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from policytext.values import body, charged
from policytext.views.page import escape
from policytext.views.report.facts import Facts, showable

MOST = 24
"""Units in the picture: those with most tasks."""
LINES = 60
"""Lines in the picture: those of most tasks."""
SIZE, RADIUS = (640, 480), 180
Pair = tuple[str, str]


@dataclass
class Acting:
    """How often units act, lead and support, and which act together."""

    tasks: Counter[str] = field(default_factory=Counter)
    roles: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    together: Counter[Pair] = field(default_factory=Counter)
    led: Counter[Pair] = field(default_factory=Counter)
    """(who leads, who supports)."""


def acting(facts: Facts) -> Acting:
    """Units by the name printed, without classes of bodies (各有关部门), over the tasks that they share."""
    out = Acting()
    for doc in facts.documents:
        units: dict[int, dict[str, str]] = defaultdict(dict)
        for a in doc.assignments:
            if charged(a) and not body(doc, a).open:
                for k in a.governs:
                    units[k][showable(a.name)] = a.role
        for named in units.values():
            out.tasks.update(named.keys())
            for name, role in named.items():
                out.roles[name][role] += 1
            for one, other in combinations(sorted(named), 2):
                out.together[one, other] += 1
                for lead, support in ((one, other), (other, one)):
                    if named[lead] == "lead" and named[support] == "cooperate":
                        out.led[lead, support] += 1
    return out


def units_network(facts: Facts) -> str:
    """The circle, and beside it the units as a table."""
    found = acting(facts)
    names = around([name for name, _ in found.tasks.most_common(MOST)], found)
    if not names:
        return '<p class="soft">No unit is named for a task. 未写明责任单位。</p>'
    at = {name: k for k, name in enumerate(names)}
    ties = [(pair, n) for pair, n in found.together.most_common() if pair[0] in at and pair[1] in at][:LINES]
    lines = "".join(chord(one, other, n, found, at) for (one, other), n in reversed(ties))
    spots = "".join(spot(name, at, found) for name in names)
    width, height = SIZE
    picture = (
        f'<svg class="units" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-label="units acting together 协同单位">{lines}{spots}</svg>'
    )
    return f'<div class="beside"><div class="wide">{picture}</div>{table(names, found)}</div>'


def around(names: Sequence[str], found: Acting) -> list[str]:
    """Units in an order that puts those beside each other that act together most."""
    left = list(names)
    out = left[:1]
    del left[:1]
    while left:

        def tied(name: str, last: str = out[-1]) -> int:
            return found.together[min(name, last), max(name, last)]

        nearest = max(left, key=lambda name: (tied(name), found.tasks[name], name))
        out.append(nearest)
        left.remove(nearest)
    return out


def angle(k: int, n: int) -> float:
    """The direction of a unit on the circle."""
    return 2 * math.pi * k / n - math.pi / 2


def point(k: int, n: int, radius: float) -> tuple[float, float]:
    """A place on a circle about the middle."""
    return SIZE[0] / 2 + radius * math.cos(angle(k, n)), SIZE[1] / 2 + radius * math.sin(angle(k, n))


def chord(one: str, other: str, n: int, found: Acting, at: dict[str, int]) -> str:
    """A line between two units that act together; with an arrow where one leads and the other supports."""
    forth, back = found.led[one, other], found.led[other, one]
    lead, support = (one, other) if forth >= back else (other, one)
    count = len(at)
    (x1, y1), (x2, y2) = point(at[lead], count, RADIUS), point(at[support], count, RADIUS)
    pull = 0.6 * math.hypot(x2 - x1, y2 - y1) / (2 * RADIUS)  # the farther apart, the nearer to the middle
    cx = (x1 + x2) / 2 * (1 - pull) + SIZE[0] / 2 * pull
    cy = (y1 + y2) / 2 * (1 - pull) + SIZE[1] / 2 * pull
    path = f"M{x1:.0f},{y1:.0f} Q{cx:.0f},{cy:.0f} {x2:.0f},{y2:.0f}"
    told = f"{one} · {other}: {n} tasks together 共同承担 {n} 项"
    if forth or back:
        told += f"; {lead} leads {support} 牵头 {max(forth, back)}"
    tip = arrow(cx, cy, x2, y2) if forth or back else ""
    kind = "led" if forth or back else "joint"
    return (
        f'<g class="chord {kind}" data-units="{at[lead]} {at[support]}"><title>{escape(told)}</title>'
        f'<path d="{path}" stroke-width="{min(0.8 + n**0.5 / 2, 6):.1f}"/>{tip}</g>'
    )


def arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    """The tip of an arrow that ends a little before a place."""
    length = math.hypot(x2 - x1, y2 - y1) or 1
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    ex, ey = x2 - 9 * dx, y2 - 9 * dy
    bx, by = ex - 10 * dx, ey - 10 * dy
    corners = ((ex, ey), (bx - 4 * dy, by + 4 * dx), (bx + 4 * dy, by - 4 * dx))
    return f'<path class="tip" d="M{" L".join(f"{x:.1f},{y:.1f}" for x, y in corners)} Z"/>'


def spot(name: str, at: dict[str, int], found: Acting) -> str:
    """A unit: the more tasks the larger, filled where it leads."""
    k, n = at[name], len(at)
    x, y = point(k, n, RADIUS)
    tx, ty = point(k, n, RADIUS + 16)
    side = math.cos(angle(k, n))
    anchor = "middle" if abs(side) < 0.15 else "start" if side > 0 else "end"
    most = max(found.tasks.values())
    radius = 4 + 8 * (found.tasks[name] / most) ** 0.5
    kind = "leads" if found.roles[name]["lead"] else "acts"
    roles = ", ".join(f"{role} {c}" for role, c in found.roles[name].most_common())
    shown = name if len(name) <= 14 else name[:13] + "…"
    drop = 4 if anchor != "middle" else 12 if math.sin(angle(k, n)) > 0 else -4
    return (
        f'<g class="unit" data-unit="{k}" data-name="{escape(name)}"><title>{escape(name)}: {escape(roles)}</title>'
        f'<circle class="{kind}" cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"/>'
        f'<text x="{tx:.0f}" y="{ty + drop:.0f}" text-anchor="{anchor}">{escape(shown)}</text></g>'
    )


def table(names: Sequence[str], found: Acting) -> str:
    """The units with their counts, those with most tasks first."""
    rows = []
    for name in sorted(names, key=lambda x: (-found.tasks[x], x)):
        ties = Counter({a if b == name else b: n for (a, b), n in found.together.items() if name in (a, b)})
        partners = "、".join(f"{other} {n}" for other, n in ties.most_common(3))
        role = found.roles[name]
        counts = (found.tasks[name], role["lead"], role["cooperate"])
        cells = "".join(f'<td class="n">{n or ""}</td>' for n in counts)
        rows.append(
            f'<tr><th scope="row"><span data-go="assignments|{escape(name)}">{escape(name)}</span></th>{cells}'
            f'<td class="long">{escape(partners)}</td></tr>'
        )
    head = ("单位 unit", "任务 tasks", "牵头 leads", "配合 supports", "常与之共同承担 most often with")
    top = "".join(f'<th scope="col">{h.replace(" ", "<br>", 1)}</th>' for h in head)
    inner = f"<thead><tr>{top}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f'<div class="wide"><table class="who">{inner}</table></div>'
