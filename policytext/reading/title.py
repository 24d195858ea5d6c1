"""Titles (标题): which lines can be part of one, when it is whole, and how its lines are joined."""

import re

from policytext.reading.agencies import is_agency, unspace
from policytext.reading.genre import ends_in_genre

LONGEST_TITLE_LINE = 110
SENTENCE_END = re.compile(r"[。；！？，：]$")
INNER_STOP = re.compile(r"。|；|：(?=.)")
QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）")
BLANKS = re.compile(r" +")
ACTION = re.compile(r"关于|印发|转发|批转|发布|公布")
"""Where the issuers end in a title."""
UNNAMED = re.compile(r"(?:讲话|致辞|贺信|贺电|答复|解读|的信|公开信|说明|令|提案)$")
"""How a title without a genre ends: that of a speech, an address, a letter."""


def line_of_title(line: str) -> bool:
    """Whether a line can be part of a title: short, no sentence."""
    if len(line) > LONGEST_TITLE_LINE or SENTENCE_END.search(line):
        return False
    return not INNER_STOP.search(QUOTED.sub("", line)) and any("一" <= ch <= "鿿" for ch in line[:12])


def firm_title(lines: list[str]) -> bool:
    """A title without a genre: a speech, an address, a letter, a reply."""
    return UNNAMED.search("".join(lines)) is not None


def complete(lines: list[str]) -> bool:
    """Whether lines together make a title: they end in a genre and say more than that."""
    joined = "".join(lines).replace(" ", "")
    whole = len(joined) > 3 and joined.count("《") == joined.count("》")
    return whole and (ends_in_genre(joined) or firm_title([joined]))


def join_title(lines: list[str]) -> str:
    """A title from its lines: joined without blanks; one blank stays between two agencies."""
    title = ""
    for line in lines:
        line = unspace(BLANKS.sub(" ", line))
        parts = line.split(" ")
        joined = parts[0]
        for part in parts[1:]:
            joined += (" " if blank_stays(joined, part) else "") + part
        title += (" " if title and blank_stays(title, joined) else "") + joined
    return title


def blank_stays(left: str, right: str) -> bool:
    """Whether both sides of a blank are agencies: the last word of the left, the first of the right."""
    last = left.rsplit(" ", 1)[-1]
    first = ACTION.split(right.split(" ", 1)[0], maxsplit=1)[0]
    return is_agency(last) and bool(first) and is_agency(first)
