"""Duty notes without brackets (县民政局牵头，各镇配合): a line that only says who answers for what is above."""

import re

from policytext.reading.bare_lists import NAME, ROLE, is_body

NOTE_ENDS = frozenset("头责合与加助施实办")
"""What a note ends in: no full stop, which makes a sentence of it."""
ANYBODY = re.compile("(?:党委|政府|部门|社会|企业|单位|各方|群众|公众|市场|家庭|村委会|[^、]*的[^、]*)$")
"""政府牵头，部门配合: a slogan, which names no body."""
LONGEST = 300
MARKS = re.compile("[。；：《》“”！？由\\d\n]")


def is_note(text: str) -> bool:
    """Whether a text unit is nothing but names with their roles.

    >>> is_note("县民政局牵头，各镇、县财政局按职责分工负责"), is_note("党委领导、政府负责")
    (True, False)
    """
    if len(text) > LONGEST or MARKS.search(text):
        return False
    role = None
    for part in text.split("，"):
        role = ROLE.search(part)
        names = NAME.split(part[: role.start()] if role else part)
        if not all(is_body(name) and not ANYBODY.match(name) for name in names):
            return False
    return role is not None
