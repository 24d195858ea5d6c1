"""A text printed twice in one file (web pages repeat it in a hidden field): where the second printing begins."""

from policytext.reading.text.layout import PAGE_NUMBER

PROBE = 40
"""Characters that must come again word for word."""
SHORTEST = 16
"""A first line as long as this is looked for alone: line ends may differ between the printings."""
LOOK_BACK = 12


def find_reprint(text: str, body: int) -> int | None:
    """Where the second printing of the text begins, with its head; `None` where the text stands once.

    A paragraph can be quoted again; so besides the first words of the body the words some way into it must come again,
    in the same distance.
    """
    start = body
    while start < len(text) and text[start].isspace():
        start += 1
    probe = text[start : start + PROBE]
    if "\n" in probe and probe.index("\n") >= SHORTEST:
        probe = probe.split("\n")[0]
    if len(probe) < SHORTEST:
        return None
    again = text.find(probe, start + len(probe))
    if again < 0 or not agree(text, start, again):
        return None
    return head_before(text, start, again)


def agree(text: str, first: int, second: int) -> bool:
    """Whether the two places run on alike."""
    n = min(second - first, len(text) - second, 240)
    a, b = (bare(text[x : x + n]) for x in (first, second))
    shared = min(len(a), len(b))
    return n > PROBE and a[:shared] == b[:shared]


def bare(text: str) -> str:
    """What is printed, without white space and the numbers of pages, which fall elsewhere in another printing."""
    return "".join("".join(line.split()) for line in text.split("\n") if not PAGE_NUMBER.fullmatch(line))


def head_before(text: str, body: int, again: int) -> int:
    """Walk back from the second body over lines that also stand in the head of the first printing."""
    head = {"".join(line.split()) for line in text[:body].split("\n")} - {""}
    start = text.rfind("\n", 0, again) + 1
    for _ in range(LOOK_BACK):
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        line = "".join(text[above:start].split())
        if start == 0 or (line and line not in head):
            break
        start = above
    return start
