"""Lists of members: what stands beside a line of name and office, and is built like it, is one as well."""

import re

from policytext.reading.passage import Passage, TextUnit

NAMED = re.compile(r"[一-鿿](?: {0,2}[一-鿿]){1,3} {2,}[^ 。；：！？][^。；：！？]{1,44}")
"""A name, maybe spread, and behind wide blanks what its bearer is."""
OPEN = frozenset(
    ("label.default", "label.fragment", "label.preamble", "label.section.statement", "label.task.operation")
)
"""Rules of text units that this can still decide."""


def label_members(passage: Passage) -> None:
    """Make furniture of the lines above and below one of name and office that are built as it is."""
    units = passage.units
    known = [k for k, unit in enumerate(units) if unit.rule == "label.member"]
    for k in known:
        for step in (-1, 1):
            at = k + step
            while 0 <= at < len(units) and is_alike(passage.text, units[at]):
                units[at].label, units[at].rule = "furniture", "label.member"
                at += step


def is_alike(text: str, unit: TextUnit) -> bool:
    """Whether a text unit that is still open is a line of a name and what its bearer is."""
    return unit.rule in OPEN and NAMED.fullmatch(text, unit.start, unit.end) is not None
