"""Duty notes without brackets (县民政局牵头，各镇配合): a line that only says who answers for what is above."""

import re

from policytext.reading.bare_lists import SAID

NOTE_ENDS = frozenset("头责合与加助施实办")
"""What a note ends in: no full stop, which makes a sentence of it."""
BODY = re.compile(
    r"(?:[部委局厅办院行会署府社处中队站组]|(?<=中)心|部门|单位|机构|机关|街道|公司|集团|学校|大学|医院|银行|海关|法院|联|"
    r"各[省市州县区旗镇乡村盟]{1,3}|[)）])$"
)
"""What the names of a part end in."""
ANYBODY = re.compile("(?:党委|政府|部门|社会|企业|单位|各方|群众|公众|市场|家庭|村委会|[^、]*的[^、]*)$")
"""政府牵头，部门配合: a slogan, which names no body."""
VERB = re.compile("[请要按以对为在将]|坚持|建立|实行|落实|加强|推进|开展|强化|做好|组织|[^，]*由")
"""With these a part begins that tells something, or charges somebody."""
LONGEST = 300
LONGEST_NAME = 30
MARKS = re.compile("[。；：《》“”！？\\d\n]")


def is_note(text: str) -> bool:
    """Whether a text unit is nothing but names with their roles.

    >>> is_note("县民政局牵头，各镇、县财政局按职责分工负责"), is_note("党委领导、政府负责")
    (True, False)
    """
    if len(text) > LONGEST or MARKS.search(text):
        return False
    role = None
    for part in text.split("，"):
        role = SAID.search(part)
        names = part[: role.start()] if role else part
        if not BODY.search(names) or VERB.match(names):
            return False
        if any(len(name) > LONGEST_NAME or ANYBODY.match(name) for name in names.split("、")):
            return False
    return role is not None
