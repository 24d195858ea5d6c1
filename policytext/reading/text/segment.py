"""Paragraphs and text units of a view: cut after 。！？； outside matched quotes and brackets, and at line ends."""

import re

from policytext.reading.passage import TextUnit

PAIRS = ("“”", "‘’", "《》", "〈〉", "（）", "【】", "[]")
MARKS = re.escape("".join(PAIRS))
CLOSED = "|".join(f"(?<={re.escape(pair[0])})[^{MARKS}\n]*{re.escape(pair[1])}" for pair in PAIRS)
"""A pair with no other inside, nearly all of them: nothing is cut there, and one look passes it."""
TOKEN = re.compile(f"[{MARKS}。！？；\n](?:{CLOSED})?")
"""A class comes first, for which `re` searches fast."""
STOPS = frozenset("。！？；")
CLOSER = {pair[0]: pair[1] for pair in PAIRS}
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
        token = m[0]
        if len(token) > 1:
            continue
        if token in STOPS:
            ends.append(m.end())
        elif token == "\n":
            end = m.start()
            if end > start:
                cut(text, start, end, ends, paragraph, units)
                paragraph += 1
            start = end + 1
            ends.clear()
            stack.clear()
        elif token in CLOSER:
            stack.append((CLOSER[token], len(ends)))
        elif token in CLOSING:
            for k in range(len(stack) - 1, -1, -1):
                if stack[k][0] == token:
                    del ends[stack[k][1] :], stack[k:]
                    break
    if len(text) > start:
        cut(text, start, len(text), ends, paragraph, units)
    return units


def cut(text: str, start: int, end: int, ends: list[int], paragraph: int, units: list[TextUnit]) -> None:
    """Add the text units of one paragraph."""
    for stop in (*ends, end):
        piece = text[start:stop]
        body = piece.strip()
        if body:
            size = len(body)
            first = start if size == stop - start else stop - len(piece.lstrip())
            units.append(TextUnit(first, first + size, paragraph))
        start = stop
