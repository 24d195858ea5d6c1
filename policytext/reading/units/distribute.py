"""Coordination of names (并列): where a list of organisations is cut, and what its members share.

各盟市民委、民政局 shares a beginning, 交通运输、市场监管等部门 an ending, 州、县（市）政务部门 an ending below levels
of place.
"""

import re

from policytext.reading.units.beginnings import share_beginning
from policytext.reading.units.endings import share_ending
from policytext.reading.units.members import TIERS, Member, cuts, split_all

ONE = re.compile(
    rf"(?!各(?:乡镇|[乡镇])街道(?:办(?:事处)?)?$|{TIERS.pattern})各?[^特尤（〔）〕、，；／/\s以及其和与同暨或“等各]+"
)
"""What can only be one name: it holds no mark of coordination, nor anything else that takes a look."""
LONGEST_OWN = 8
"""Characters of what is named as somebody's own behind 或其 at most (供餐单位或其主管部门)."""


def distribute(text: str, start: int, end: int, pieces: list[tuple[int, int]] | None = None) -> list[Member]:
    """The members of the coordination `text[start:end]`, each with its full name; `pieces` are its `cuts`, if known.

    >>> [m.name for m in distribute("各盟市民委、民政局", 0, 9)]
    ['各盟市民委', '各盟市民政局']
    >>> [m.name for m in distribute("交通运输、市场监管等部门", 0, 12)]
    ['交通运输部门', '市场监管部门']
    """
    if ONE.fullmatch(text, start, end):
        return [Member(start, end, text[start:end])]
    cut = cuts(text, start, end) if pieces is None else pieces
    pieces = [unquoted(text, a, b) for a, b in split_all(text, cut) if not text[a:b].isspace()]
    names = owned(text, pieces, share_ending(text, pieces))
    members = [
        Member(a, full_end(text, a, b, n), "".join(n.split())) for (a, b), n in zip(pieces, names, strict=True) if n
    ]
    return share_beginning(text, members) if len(members) > 1 else members


def owned(text: str, pieces: list[tuple[int, int]], names: list[str]) -> list[str]:
    """The names, with the owner before what is only called its own: 县政府及其部门 are 县政府 and 县政府部门."""
    for k in range(1, len(pieces)):
        start, end = pieces[k]
        also = text.startswith("及", start - 2) or (text.startswith("或", start - 2) and end - start <= LONGEST_OWN)
        if also and text[start - 1] == "其" and names[k - 1]:
            names[k], pieces[k] = names[k - 1] + names[k], (start - 1, end)
    return names


def unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """A member without the quotes round it."""
    return (start + 1, end - 1) if text[start] == "“" and text[end - 1] == "”" and end - start > 2 else (start, end)


def full_end(text: str, start: int, end: int, name: str) -> int:
    """Where a member ends: before 等有关部门 where its name is whole without it, else as written."""
    whole = start + len(name)
    return whole if whole < end and text.startswith(name, start) and text.startswith("等", whole) else end
