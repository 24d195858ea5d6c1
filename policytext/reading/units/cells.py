"""Units in the cells of a table of duties (任务分工表): lists in the role that the heading of their column gives."""

from collections.abc import Iterator

from policytext.model import Role
from policytext.reading.units.duty import Duty, Place
from policytext.reading.units.duty_lists import FIRST_LEADS, PART, ROLE, lead_first, names

COLUMN_ROLES: dict[str, Role] = {"lead": "lead", "responsible": "responsible", "cooperate": "cooperate"}
RULE = "grids.units"


def find_cells(place: Place, lists: list[Duty]) -> list[Duty]:
    """The organisations of all cells of units; `lists` are those found after labels (牵头单位：…), also in cells."""
    cells, text = place.passage.cells, place.text
    labelled: dict[int, list[Duty]] = {}
    for d in lists:
        if d.rule == "assignments.label":
            labelled.setdefault(d.unit, []).append(d)
    led = any(cell.column == "lead" for cell in cells.values())
    first_leads = not led and "位" in text and FIRST_LEADS.search(text) is not None
    found: list[Duty] = []
    for k, cell in cells.items():
        if cell.column in COLUMN_ROLES:
            own = labelled.get(k) or list(of_cell(place, k, COLUMN_ROLES[cell.column]))
            if first_leads and own:
                lead_first(own, own[0].start)
            found += own
    return found


def of_cell(place: Place, k: int, role: Role) -> Iterator[Duty]:
    """The organisations of one cell; a part that says who leads or helps (甲牵头，乙配合) gives its own role."""
    text, unit = place.text, place.passage.units[k]
    if role == "lead" and text.find("牵头", unit.start, unit.end) >= 0:
        role = "responsible"  # who leads is said beside the name
    parts = [(p, ROLE.search(p[0])) for p in PART.finditer(text, unit.start, unit.end)]
    if not any(said for _, said in parts):
        yield from names(text, unit.start, unit.end, role, RULE, k)
        return
    for p, said in parts:
        end = p.start() + said.start() if said else p.end()
        own: Role = role
        if said and said.lastgroup != "responsible":
            own = said.lastgroup  # type: ignore[assignment]
        yield from names(text, p.start(), end, own, RULE, k)
