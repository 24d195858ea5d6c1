"""Paragraphs and text units of a view: cut after 。！？； outside matched quotes and brackets, and at line ends."""

import re

from policytext.reading.passage import TextUnit

TOKEN = re.compile(r"[“‘《〈（【\[”’》〉）】\]。！？；\n]")
CLOSER = dict(zip("“‘《〈（【[", "”’》〉）】]", strict=True))
CLOSING = frozenset(CLOSER.values())


def text_units(text: str) -> list[TextUnit]:
    r"""The text units of a folded text, in order, white space at their edges left out.

    >>> [(u.start, u.end) for u in text_units("开展排查。限期整改；（详见附件。）报备\n完成")]
    [(0, 5), (5, 10), (10, 19), (20, 22)]
    """
    units: list[TextUnit] = []
    ends: list[int] = []
    stack: list[tuple[str, int]] = []
    paragraph = start = 0
    for m in TOKEN.finditer(text):
        ch = m[0]
        if ch in CLOSER:
            stack.append((CLOSER[ch], len(ends)))
        elif ch in CLOSING:
            for k in range(len(stack) - 1, -1, -1):
                if stack[k][0] == ch:
                    del ends[stack[k][1] :], stack[k:]
                    break
        elif ch == "\n":
            end = m.start()
            if end > start:
                cut(text, start, end, ends, paragraph, units)
                paragraph += 1
            start = end + 1
            ends.clear()
            stack.clear()
        else:
            ends.append(m.end())
    if len(text) > start:
        cut(text, start, len(text), ends, paragraph, units)
    return units


def cut(text: str, start: int, end: int, ends: list[int], paragraph: int, units: list[TextUnit]) -> None:
    """Add the text units of one paragraph."""
    for stop in (*ends, end):
        piece = text[start:stop]
        body = piece.lstrip()
        if body:
            first = stop - len(body)
            units.append(TextUnit(first, first + len(body.rstrip()), paragraph))
        start = stop
