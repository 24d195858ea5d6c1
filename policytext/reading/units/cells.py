"""Units in the cells of a table of duties (任务分工表): lists in the role that the heading of their column gives."""

from policytext.model import Role
from policytext.reading.units.duty import Duty, Place
from policytext.reading.units.duty_lists import FIRST_LEADS, TAG, lead_first, roles_in, tag_role

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
    first_leads = not led and "牵头" in text and FIRST_LEADS.search(text) is not None
    found: list[Duty] = []
    for k, cell in cells.items():
        if cell.column in COLUMN_ROLES:
            own = labelled.get(k) or of_cell(place, k, COLUMN_ROLES[cell.column])
            if first_leads and own:
                lead_first(text, own)
            found += own
    return found


def shares_cell(place: Place, k: int) -> bool:
    """Whether a text unit is one of several in its cell: cells are paragraphs of their own."""
    units = place.passage.units
    return any(0 <= i < len(units) and units[i].paragraph == units[k].paragraph for i in (k - 1, k + 1))


def of_cell(place: Place, k: int, role: Role) -> list[Duty]:
    """The organisations of one cell; a part that says who leads or helps (甲牵头，乙配合) gives its own role."""
    text, unit = place.text, place.passage.units[k]
    start, end = unit.start, unit.end
    if role == "lead" and text.find("牵头", start, end) >= 0:
        role = "responsible"  # who leads is said beside the name
    tag = TAG.search(text, start, end)
    if tag and text[tag.end() : end] in ("", "；", "。", "，") and shares_cell(place, k):
        role, end = tag_role(tag[0], role), tag.start()  # 县民政局（牵头）；县财政局、县教育局（配合）
    return roles_in(text, start, end, role, RULE, k)
