"""Paragraphs and text units of a view: cut after 。！？； outside matched quotes and brackets, and at line ends."""

import re
from collections.abc import Iterator

from policytext.reading.passage import TextUnit

PAIRS = ("“”", "‘’", "《》", "〈〉", "（）", "【】", "[]")
MARKS = re.escape("".join(PAIRS))
INNER = rf"[^{MARKS}\n]*+"
FLAT = "|".join(f"{re.escape(p[0])}{INNER}{re.escape(p[1])}" for p in PAIRS)
PAIRED = "|".join(f"{re.escape(p[0])}{INNER}(?:(?:{FLAT}){INNER})*+{re.escape(p[1])}" for p in PAIRS)
"""A pair with none inside, or with such pairs, nearly all there are: nothing is cut there."""
OUTSIDE = rf"[^{MARKS}。！？；\n]*+"
PIECE = re.compile(rf" *+({OUTSIDE}(?:(?:{PAIRED}){OUTSIDE})*+)(?:([。！？；])|)(?:(\n)|)")
"""A text unit up to its stop (2) or the end of its line (3); what ends at neither stands before a mark left open."""
TOKEN = re.compile(f"[{MARKS}。！？；]")
STOPS = frozenset("。！？；")
CLOSER = {pair[0]: pair[1] for pair in PAIRS}


def text_units(text: str) -> list[TextUnit]:
    r"""The text units of a folded text, in order, white space at their edges left out.

    >>> [(u.start, u.end) for u in text_units("开展排查。限期整改；（详见附件。）报备\n完成")]
    [(0, 5), (5, 10), (10, 19), (20, 22)]
    """
    units: list[TextUnit] = []
    size = len(text)
    line = done = 0
    for m in PIECE.finditer(text):
        start, stop = m.span(1)
        if start < done:
            continue
        last = m.lastindex
        if last == 2:
            units.append(TextUnit(start, stop + 1, line))
        elif last == 3 or stop == size:
            end = m.end()
            stop = end - 1 if last == 3 else end
            if start < stop:
                if text[stop - 1] == " ":
                    stop = start + len(text[start:stop].rstrip(" "))
                units.append(TextUnit(start, stop, line))
            line = end
        else:
            end = text.find("\n", start)
            end = size if end < 0 else end
            units += cut(text, start, end, line)
            line = done = end + 1
    return units


def cut(text: str, start: int, end: int, line: int) -> Iterator[TextUnit]:
    """The text units of the rest of a line, in which marks are left open or stand in each other many deep."""
    for stop in (*stops(text, start, end), end):
        piece = text[start:stop]
        body = piece.strip(" ")
        if body:
            first = stop - len(piece.lstrip(" "))
            yield TextUnit(first, first + len(body), line)
        start = stop


def stops(text: str, start: int, end: int) -> list[int]:
    """Where stops end that stand in no matched pair."""
    found: list[int] = []
    stack: list[tuple[str, int]] = []
    for m in TOKEN.finditer(text, start, end):
        token = m[0]
        if token in STOPS:
            found.append(m.end())
        elif token in CLOSER:
            stack.append((CLOSER[token], len(found)))
        else:
            for k in range(len(stack) - 1, -1, -1):
                if stack[k][0] == token:
                    del found[stack[k][1] :], stack[k:]
                    break
    return found
