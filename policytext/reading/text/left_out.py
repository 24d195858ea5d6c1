r"""What is taken out before a text is folded: what a machine has put between its characters.

One of two characters that end a line (\r\n), spaces between all letters, how characters are read (发(fā)展), commas
ahead of other marks. Offsets stay those of the text as given.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from policytext.span import Span

RETURN = re.compile("\r(?=\n)")
BETWEEN_LETTERS = re.compile(
    "(?<=[^ \u3000\xa0\n])[ \u3000\xa0](?=[^ \u3000\xa0\n])"
    "(?!(?<=[A-Za-z].)[A-Za-z]|(?<=[0-9]{2}.)[0-9]|(?<=[0-9].)[0-9]{2})"
)
"""A lone space; between Latin words and between numbers it means something."""
SPREAD = 3
"""As often as every third character: each letter is set apart, as machines that read print do (按 照 工 作 安 排)."""

TONE = "ā"
"""Of the letters with a tone mark the commonest: 发(fā), 关(guān), 专(zhuān)."""
READING = re.compile("(?<=[一-鿿])(?:[(（?][a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,4}[)）])+")
"""How a character is read, as sites put it behind what a machine has written otherwise; `?` is a lost bracket."""
TONELESS = re.compile(r"(?<=[一-鿿])(?:\((?:[bpmfdtnlgkhjqxrzcsyw]h?)?[aeiouüv]{1,3}(?:ng?|r)?\))+")
MANY = 8
"""So many brackets with a syllable are readings, fewer may be marks of items."""
LOST = re.compile("(?m)^[?？]{2,}(?=[^?？\\s])")
"""Question marks that such a site has left of the blanks before a line; elsewhere they stand for words."""
SPARE_COMMA = re.compile(",(?=[,，、。])")
"""A comma that a site has put ahead of a mark (二,、目标,。)."""

Edit = tuple[int, int, str]


def left_out(text: str) -> list[int]:
    r"""Offsets of what the reading of a text begins without.

    >>> left_out("甲\r\n乙"), left_out("按 照 安 排 ，"), left_out("青禾县 云川县")
    ([1], [1, 3, 5, 7], [])
    >>> left_out("??发(fā)展"), left_out("??发展")
    ([0, 1, 3, 4, 5, 6], [])
    >>> left_out("二,、目标,。")
    [1, 5]
    """
    at = [m.start() for m in RETURN.finditer(text)] if "\r" in text else []
    if readings := list(readings_in(text)):
        at = sorted([*at, *(k for m in (*readings, *LOST.finditer(text)) for k in range(*m.span()))])
    if "," in text:
        at = sorted([*at, *(m.start() for m in SPARE_COMMA.finditer(text))])
    if any(text.count(space) * SPREAD > len(text) for space in " \u3000\xa0"):
        lone = [m.start() for m in BETWEEN_LETTERS.finditer(text)]
        if len(lone) * SPREAD > len(text):
            at = sorted([*at, *lone])
    return at


def readings_in(text: str) -> Iterable[re.Match[str]]:
    """How characters are read, in brackets behind them: with tones, or many without, among them common ones."""
    if TONE in text:
        return READING.finditer(text)
    likely = "(" in text and ("(de)" in text or "(shi)" in text or "(zhi)" in text or "(ji)" in text)
    found = list(TONELESS.finditer(text)) if likely else []
    return found if len(found) >= MANY else ()


def without(text: str, at: Sequence[int]) -> str:
    """The text without the characters at these offsets."""
    return "".join(text[a:b] for a, b in zip([0, *(x + 1 for x in at)], [*at, len(text)], strict=True))


def narrowed(offset: int, at: Sequence[int]) -> int:
    """An offset of a text as that of the text without what is left out."""
    return offset - bisect_left(at, offset)


def narrowed_cells(cells: Sequence[Span], at: Sequence[int]) -> list[Span]:
    """Spans of a text as those of the text without what is left out."""
    return [Span(narrowed(start, at), narrowed(end, at)) for start, end in cells]


def widened(folded: str, edits: Sequence[Edit], at: Sequence[int]) -> tuple[str, list[Edit]]:
    r"""A folded text and its edits with what was left out put back, each dropped by an edit of its own.

    >>> widened("甲\n乙\n", [(1, 2, "")], [1, 4])
    ('甲\n\n乙\n\n', [(1, 3, ''), (4, 5, '')])
    """
    single = [offset - k for k, offset in enumerate(at)]
    pieces = [folded[start:end] for start, end in zip([0, *single], [*single, len(folded)], strict=True)]
    moved = [(a + bisect_left(single, a), b + bisect_left(single, b), put) for a, b, put in edits]
    dropped = [(offset, offset + 1, "") for offset in at]
    kept: list[Edit] = []
    for edit in sorted([*moved, *dropped], key=lambda e: (e[0], -e[1])):
        if not kept or edit[0] >= kept[-1][1]:  # what an edit drops as a whole is not dropped again
            kept.append(edit)
    return "\n".join(pieces), kept
