"""Bodies at the head of a task, listed with others that no ending tells to be bodies (医院、网吧要…)."""

import re

from policytext.reading.duty_words import SHALL
from policytext.reading.units.clauses import behind_lead, well_formed
from policytext.reading.units.distribute import distribute
from policytext.reading.units.duty import Duty, duties
from policytext.reading.units.organisations import is_name

LISTED = re.compile(
    r"(?P<names>(?:[^，。；：、的等\n]{2,8}、){1,9}[^，。；：、的等\n]{2,12}?)(?:等[^，。；：、的\n]{0,8}(?:场所|单位"
    r"|区域|行业|机构))?"
    rf"(?={SHALL}|不得)"
)
"""A list and the modal word behind it: a subject, unless its last member only opens a longer one."""
FIRST = 12
"""How far from the beginning of a task its first mark stands at most."""
SITES = re.compile(r"(?:[站吧市场超台厂园]|[商药门饭]店|影剧?院|民宿|网格|工地|食堂)$")
"""How those end that are run by somebody: beside bodies they have to act as well."""


def mixed_list(text: str, begin: int, limit: int, unit: int) -> list[Duty]:
    """The bodies of a list whose last member hides that a modal word follows, and what is run by somebody.

    Most of its members are one or the other.
    """
    begin = behind_lead(text, begin, limit)
    listed = LISTED.match(text, begin, limit)
    if listed is None or not well_formed(listed["names"]):
        return []
    members = distribute(text, begin, listed.end("names"))
    known = [is_name(m.name, 0, len(m.name)) for m in members]
    fits = [m for m, body in zip(members, known, strict=True) if body or SITES.search(m.name)]
    if not any(known) or 2 * len(fits) <= len(members):
        return []
    return duties(fits, 0, unit, "assignments.subject")
