"""Titles (标题): which lines can be part of one, when it is whole, and how its lines are joined."""

import re

from policytext.reading.header.agencies import is_agency, unspace
from policytext.reading.header.genre import ends_in_genre

LONGEST_TITLE_LINE = 110
BROKEN_OVER = 4
"""Lines over which a title is broken that a page prints."""
SENTENCE_END = frozenset("。；！？，：↓")
INNER_STOP = re.compile(r"。|；|：(?=.)")
QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）")
BLANKS = re.compile(r" +")
HAN = re.compile("[一-鿿]")
OPENS_TITLE = re.compile(r"关于|印发|转发|批转|发布|公布|令")
"""What follows the issuers in a title."""
NUMBERED = re.compile(r"（[^（）]{2,14}[〔\[【]\d{4}[〕\]】]第?\d{1,5}号）$")
"""The number of the document itself behind its title: …的通告（云政发〔2023〕5号）."""
LONGEST_UNNAMED = 3
UNNAMED = re.compile(r"(?:讲话|致辞|贺信|贺电|答复|解读|的信|公开信|一封信|说明|令|提案)$")
"""How a title without a genre ends: that of a speech, an address, a letter."""


def line_of_title(line: str) -> bool:
    """Whether a line can be part of a title: short, no sentence."""
    if len(line) > LONGEST_TITLE_LINE or line[-1:] in SENTENCE_END or not HAN.search(line, 0, 12):
        return False
    return not (INNER_STOP.search(line) and INNER_STOP.search(QUOTED.sub("", line)))


def firm_title(lines: list[str]) -> bool:
    """A title without a genre: a speech, an address, a letter, a reply."""
    joined = "".join(lines)
    return UNNAMED.search(joined, max(0, len(joined) - LONGEST_UNNAMED)) is not None


def complete(lines: list[str]) -> bool:
    """Whether lines together make a title: they end in a genre and say more than that."""
    joined = "".join(lines).replace(" ", "")
    if joined.endswith("号）"):
        joined = NUMBERED.sub("", joined)
    whole = len(joined) > 3 and joined.count("《") == joined.count("》")
    return whole and (ends_in_genre(joined) or firm_title([joined]))


def lines_of_title(lines: list[str]) -> int:
    """How many lines from the first make a title; 0 where they make none."""
    return next((n for n in range(1, len(lines) + 1) if complete(lines[:n])), 0)


def join_title(lines: list[str]) -> str:
    """A title from its lines: joined without blanks; one blank stays between two agencies."""
    title = ""
    for line in lines:
        joined = line
        if " " in line:
            joined, *parts = unspace(BLANKS.sub(" ", line)).split(" ")
            for part in parts:
                joined += (" " if blank_stays(joined, part) else "") + part
        title += (" " if title and blank_stays(title, joined) else "") + joined
    return title


def blank_stays(left: str, right: str) -> bool:
    """Whether both sides of a blank are agencies: the last word of the left, the first of the right."""
    last = left.rsplit(" ", 1)[-1]
    if not is_agency(last):
        return False
    return is_agency(OPENS_TITLE.split(right.split(" ", 1)[0], maxsplit=1)[0])
