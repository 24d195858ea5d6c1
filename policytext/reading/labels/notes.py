"""Duty notes without brackets (县民政局牵头，各镇配合): words that only say who answers for what is above."""

import re

from policytext.reading.bare_lists import NAME, ROLE, is_body

NOTE_ENDS = frozenset("头责合与加助施实办")
"""What a note ends in; with a full stop it is a sentence, and a note only behind the tasks that it is for."""
FOR_ABOVE = re.compile(
    "(?:(?:此项|该项|这项|本项|以上|上述)(?:工作|任务|措施)?)?由?"
    "(?=[^，]+(?:牵头|主办|负责|承办)(?:负责|落实|实施|组织实施|推进)?(?:，|$))"
    "(?!.*(?:应(?!急)|[须请将把向]|要(?!素)|通知|时(?!代)|对(?!外|口)))"
)
"""How such a sentence begins: 由县民政局牵头，县财政局配合。 It begins with who leads, and orders nothing."""
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


def closes_item(text: str) -> bool:
    """Whether a sentence is nothing but a note, so that behind tasks it is theirs (由县民政局牵头，县财政局配合).

    >>> closes_item("由县民政局牵头，县财政局配合。"), closes_item("台账由县民政局负责。")
    (True, False)
    """
    if text[-1:] != "。" or text[-2:-1] not in NOTE_ENDS:
        return False
    begun = FOR_ABOVE.match(text[:-1])
    return begun is not None and is_note(text[begun.end() : -1])
