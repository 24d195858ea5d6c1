"""What the layout did to the text: lines flattened, lines wrapped at one width, page numbers inside sentences."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

FLATTENED = 300
"""A line of more characters than this is a document whose paragraph ends were lost."""
SPACE = r"[ \t\xa0\u2002\u2003\u3000]"
WIDE_RUN = re.compile(
    rf"{SPACE}(?<!{SPACE}.)(?:{SPACE}{{3,}}+|(?:{SPACE}?\u3000{{2,}}+|(?<=\u3000)\u3000++){SPACE}?)(?=\S)"
)
"""Looked for only where a run begins, and without going back: a line of nothing but spaces takes linear time."""
TERMINAL = "。！？；：:;!?"
PAGE = r"[-—~·•]{1,2} *\d{1,4} *[-—~·•]{1,2}|\d{1,4} *(?:页|/ *\d{1,4})|第 *\d{1,4} *页(?:[ ，,/]*共 *\d{1,4} *页)?"
"""The number of a page, and how many there are."""
PAGE_NUMBER = re.compile(rf" *(?:{PAGE}|\d{{1,3}}) *$")
ITEM = re.compile(
    r" *(?:[一二三四五六七八九十]{1,3}、|（(?:[一二三四五六七八九十]{1,3}|\d{1,2})）"
    r"|第[一二三四五六七八九十百]{1,4}[章节条] "
    r"|\d{1,3}[.．、）](?=[一-鿿“《（])|[①-⑳●■◆▲]|附件?[\d一二三四五六七八九十]{0,3}[:：]|抄送：)"
)
STRAY = re.compile(
    r" (?:(?<=[一-鿿] )(?:(?<![部局委厅院署办府会行社] )(?=[一-鿿])|(?=[、，；。])())"
    r"|(?<=[^ \n（《“] )(?=[）》”])()|(?<=[（《“] )(?=[^ \n）》”])()"
    r"|(?<=[一-鿿”》）][、，] )(?<![一二三四五六七八九十]. ) {0,2}(?=[一-鿿“《（])()"
    r"|(?:(?<=（.） )|(?<=（..） )|(?<=（.、.） ))(?<![一二三四五六七八九十0-9]） )(?=[一-鿿])"
    r"(?![一二三四五六七八九十]{1,3}、)()"
    r"|(?<=[0-9] )(?=[年月日])()|(?<=[年月] )(?=[0-9]{1,2} ?[月日])()"
    r"|(?<=[一-鿿] )(?=[12][0-9]{3} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日[后前起以至])())"
)
"""Between the names of two bodies a space means something; beside a comma, within brackets and behind those that belong
to a name (the groups) it never does, nor in a date, or before one that its clause goes on with (2021 年 5 月 1 日)."""
OPEN_TITLE = re.compile(r"《(?=[^《》\n]{1,60}+ *\n)[^《》\n]{1,60}?( *\n *)(?=[^《》\n]{1,60}》)")
"""Whether the line ends in the title at all is asked first, in one step."""
OPEN_NUMBER = re.compile(r"[〕\]）](?<=\d.)( *\n *)(?=\d{1,4} ?号)")
NUMBER_BELOW = re.compile(r"\n *\d{1,4} ?号")
"""What each such place has: most texts have none, and it is looked for at line ends only."""
RUNNING = re.compile("[，。；]")
SHORTEST_RUNNING, INDENT, MOST_STRAY, LINE = 60, 8, 3, 16
"""A line of running text, how many spaces it may have without being spread on purpose, and how far apart more of them
stand where each was the end of a line."""
SHORTEST_LINE, LONGEST_LINE, FEWEST_LINES = 12, 70, 6
"""Characters of a line that can tell the width of a wrapped text, of one that no margin broke; how many must tell."""
ROW = re.compile(r"[^ ] {2,}[^ ].*?[^ ] {2,}[^ ]")
"""A row of a table whose columns stand apart: it tells no width, and is no line of running text."""
FIELD = re.compile(r" *[一-鿿][一-鿿 ]{1,10}[：:]")
NARROW, LATIN = re.compile("[^\u2e81-\U0010ffff]"), re.compile("[^“”‘’…—·\u2e81-\U0010ffff]")
"""What takes one column where a font is Latin, and where marks that it shares with Chinese are as wide as Chinese."""
WORD = re.compile(r"[（《“‘〔]*+(?:(?!\d{1,2}[.．、](?!\d))[\w.%-]++(?<=[!-~])|.)[，。；：、！？）》”’〕]*+", re.ASCII)
"""What no line end parts: a number or Latin word or one character, with the marks that lean on it."""
INDENTED = 12
"""One line in fewer than so many begins with white space where paragraphs do."""
NEARLY = 4 / 5
"""Share of the width that a line has at least whose next word did not fit."""


def flat_breaks(text: str, folded: str, sizes: list[int]) -> list[int]:
    """Offsets in a flattened line at which a run of wide white space stands for a lost paragraph end.

    `sizes`: those of the lines, in order.
    """
    if " " not in folded or "  " not in folded:
        return []
    least = FLATTENED
    if sizes[-1] <= FLATTENED:
        if not wrapped_again(folded, sizes):
            return []
        least = 0
    breaks: list[int] = []
    start = 0
    for line in folded.split("\n"):
        if len(line) > least and "  " in line.lstrip(" "):
            breaks += wide_runs(text, folded, start, start + len(line))
        start += len(line) + 1
    return breaks


def wrapped_again(folded: str, sizes: list[int]) -> bool:
    """Whether a flattened text was wrapped at one width: no paragraph end leaves a line short, but for the last."""
    if sizes[-1] > LONGEST_LINE or len(sizes) <= FEWEST_LINES:
        return False
    most = folded.removesuffix("\n").split("\n")[:-1]
    return min(map(len, most)) * 5 >= sizes[-1] * 4


def wide_runs(text: str, folded: str, start: int, end: int) -> Iterator[int]:
    """Where runs of wide white space begin inside a line; two spaces of the folded text are found faster."""
    at = folded.find("  ", start, end)
    while at >= 0:
        run = WIDE_RUN.match(text, at, end)
        if run and at > start:
            yield at
        at = folded.find("  ", run.end() if run else at + 1, end)


def stray_spaces(folded: str) -> Iterator[tuple[int, int, str]]:
    """Edits that drop a lone space between two characters of running text, which a copy left there (建 设部门)."""
    end, few = -1, False
    for m in STRAY.finditer(folded):
        at = m.start()
        if m.lastindex:
            yield at, m.end(), ""
            continue
        if at > end:
            start, end = folded.rfind("\n", max(0, end), at) + 1, folded.find("\n", at)
            end = len(folded) if end < 0 else end
            fits = SHORTEST_RUNNING <= end - start <= FLATTENED * 4
            few = fits and (folded.count(" ", start + INDENT, end) <= MOST_STRAY or joined_lines(folded[start:end]))
        running = few and RUNNING.search(folded, start, at)
        if running and all(folded.rfind(a, start, at) <= folded.rfind(b, start, at) for a, b in ("“”", "《》")):
            yield at, at + 1, ""


def joined_lines(paragraph: str) -> bool:
    """Whether the spaces of a paragraph are the ends of its lines: no two of them stand near each other."""
    return min(map(len, paragraph[INDENT:].rstrip(" ").split(" ")[1:-1]), default=LINE) >= LINE


def open_ends(folded: str) -> Iterator[tuple[int, int, str]]:
    """Edits that drop a line end inside a title or number: between 《 and its 》, between 〔2021〕 and 5号."""
    if "《" in folded:
        yield from ((*m.span(1), "") for m in OPEN_TITLE.finditer(folded))
    if NUMBER_BELOW.search(folded):
        yield from ((*m.span(1), "") for m in OPEN_NUMBER.finditer(folded))


TITLE_ENDS = frozenset("知见告报定案法函复则要划）")
"""The last letters of kinds of documents."""
BODY_ENDS = frozenset("门府局委厅院会位司")
"""Of bodies, where several are addressed by name."""


def soft_ends(lines: list[str], sizes: list[int], full: Sequence[int] = ()) -> Iterator[tuple[int, int, str]]:
    """Edits that drop the line ends (with page numbers and indentation around them) of hard-wrapped text.

    Where its lines run up to the margin is known of a printed page (`full`), else told by how long they are.
    """
    running = None if full else full_lines(lines, sizes)
    if running is not None and not running:
        return
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    if running is None:
        running = {bisect_left(starts, end) - 1 for end in full}.intersection(range(len(lines)))
        cut = [k for k in running if lines[k].rstrip(" ")[-1:] not in TERMINAL]
        if len(cut) >= FEWEST_LINES and is_list(lines, cut, few=2):
            return
    if shared := shared_indent(lines, running):
        spare = [shared * line.startswith(" " * shared) for line in lines]
        starts = [start + n for start, n in zip(starts, spare, strict=False)]
        lines = [line[n:] for line, n in zip(lines, spare, strict=True)]
    ends = () if are_indented(lines) else TERMINAL
    k = 0
    while k < len(lines):
        line = lines[k].rstrip(" ")
        follower = continuation(lines, k) if k in running and line and line[-1] not in ends else None
        if follower is None or (line[-1] in TERMINAL and follower > k + 1):  # a page number behind a sentence is a unit
            k += 1
            continue
        head = lines[follower]
        at = starts[follower] + len(head) - len(head.lstrip(" "))
        yield starts[k] + len(line), at, join(line, head.lstrip(" "))
        k = follower


def full_lines(lines: list[str], sizes: list[int]) -> set[int]:
    """Which lines of a hard-wrapped text run up to its right margin; none of any other text."""
    width = wrap_width(lines, sizes)
    if width is None:
        return set()
    full = {k for k, line in enumerate(lines) if runs_up(line.rstrip(" "), lines[k + 1 : k + 2], width)}
    return {k for k in full if not is_row(lines[k]) and not is_row(lines[k + 1] if k + 1 < len(lines) else "")}


def is_row(line: str) -> bool:
    """Whether a line is a row of a table with columns, and no line of a flattened text."""
    return "  " in line and ROW.search(line) is not None and RUNNING.search(line) is None and "：" not in line


def join(line: str, head: str) -> str:
    """What stands between two joined lines: a space between Latin words, else nothing."""
    return " " if line[-1:].isascii() and line[-1:].isalpha() and head[:1].isascii() and head[:1].isalpha() else ""


def columns(line: str) -> int:
    """Display width: a wide character takes two columns."""
    return 2 * len(line) - len(NARROW.findall(line))  # most characters are wide: the others are fewer to count


def wide_columns(line: str) -> int:
    """Display width where the font of the marks is a Chinese one."""
    return 2 * len(line) - len(LATIN.findall(line))


@dataclass(frozen=True, slots=True)
class Width:
    """How wide a hard-wrapped text is: what is counted, from which size on a line is full, what the widest holds."""

    measure: Callable[[str], int]
    full: int
    widest: int


def are_indented(lines: Sequence[str]) -> bool:
    """Whether paragraphs begin with white space: a full line goes on in the next then, also where a sentence ends."""
    return len([line for line in lines if line.startswith("  ")]) * INDENTED > len(lines)


def shared_indent(lines: Sequence[str], running: Container[int]) -> int:
    """By how much lines are indented that go on where others broke off: so much white space tells of no paragraph."""
    broken = [k for k in range(len(lines) - 1) if k in running and lines[k].rstrip(" ")[-1:] not in TERMINAL]
    below = sorted(len(line) - len(line.lstrip(" ")) for k in broken if (line := lines[k + 1]).strip(" "))
    return below[len(below) // 10] if len(below) >= FEWEST_LINES else 0


def runs_up(line: str, below: Sequence[str], width: Width) -> bool:
    """Whether a line runs up to the right margin, or so near that the next word did not fit."""
    size = width.measure(line)
    if size >= width.full:
        return True
    word = WORD.match(below[0].lstrip(" ")) if below and size >= width.full * NEARLY else None
    return word is not None and size + width.measure(word[0]) > width.widest


def continuation(lines: list[str], k: int) -> int | None:
    """Index of the line that goes on where line `k` broke off, past a page number; `None` at a new paragraph."""
    n = k + 1
    if n < len(lines) and PAGE_NUMBER.match(lines[n]):
        n += 1
    if n >= len(lines) or not lines[n].strip(" ") or ITEM.match(lines[n]):
        return None
    indented = lines[n].startswith("  ") and not lines[k].startswith(" " * 8)
    return None if indented or addresses(lines[n].strip(" "), lines[k].rstrip(" ")) else n


def addresses(line: str, above: str) -> bool:
    """Whether a line names those addressed, right below a title that fills its line."""
    return above[-1:] in TITLE_ENDS and line[-1:] == "：" and (line[:1] == "各" or line[-2:-1] in BODY_ENDS)


PAUSES = "，、"
"""Ends of lines that tell of no list."""


def is_list(lines: list[str], cut: list[int], few: int = 3) -> bool:
    """Whether lines that no mark ends are items of a list: numbered like those below, labelled, or ending alike.

    More than one in `few` ends alike then; where the margin is known, more are asked for.
    """
    below = sum(k + 1 < len(lines) and any(begins(lines[k]) and begins(lines[k + 1]) for begins in ITEMS) for k in cut)
    alike = max(Counter(end for k in cut if (end := lines[k].rstrip(" ")[-1]) not in PAUSES).values(), default=0)
    return below * 2 > len(cut) or alike * few > len(cut)


def numbered(line: str) -> bool:
    """Whether a line begins with a figure."""
    return line.lstrip(" ")[:1].isdecimal()


def labelled(line: str) -> bool:
    """Whether a line begins with a label: 索引号：…, as the fields of a page do."""
    return FIELD.match(line) is not None


ITEMS = (numbered, labelled)
"""How lines of a list begin, one like the other."""


MEASURES: tuple[tuple[Callable[[str], int], int], ...] = ((len, 2), (columns, 4), (wide_columns, 4))
"""What a margin can have counted, and by how much full lines differ: no line begins with a comma."""


def wrap_width(lines: list[str], sizes: list[int]) -> Width | None:
    """How wide a text is that was hard-wrapped; `None` for one that was not.

    Wrapped text shows many lines of nearly one width that end in the midst of a sentence, and hardly a longer one.
    """
    count = len(sizes)
    long, telling = count - bisect_right(sizes, LONGEST_LINE), count - bisect_left(sizes, SHORTEST_LINE)
    if long * 20 > telling and long * 20 > telling + 19 * sum(len(x) > LONGEST_LINE and is_row(x) for x in lines):
        return None
    body = {k: s for k, line in enumerate(lines) if len(s := line.rstrip(" ")) >= SHORTEST_LINE and not is_row(line)}
    body = {k: s for k, s in body.items() if not PAGE_NUMBER.match(s)}
    if len(body) < FEWEST_LINES:
        return None
    best: tuple[float, Width] | None = None
    for measure, slack in MEASURES:
        widths = {k: measure(s) for k, s in body.items()}
        counts = Counter(widths.values())
        top = max(counts, key=lambda w: sum(counts[w - i] for i in range(slack + 1)) + w / 1000)
        full = [k for k, w in widths.items() if top - slack <= w <= top + slack]
        cut = [k for k in full if body[k][-1] not in TERMINAL]
        longer = sum(w > top + slack for w in widths.values())
        running = [k for k, w in widths.items() if w * 5 >= top * 3]
        if not longer and len(cut) >= FEWEST_LINES:  # items of one or two lines: a last line may have any width
            running = [k for k in running if widths[k] >= top - slack or body[k][-1] not in TERMINAL]
        if len(cut) * 5 >= len(running) * 2 and longer * 10 <= len(body) and not is_list(lines, cut):
            share = len(full) / len(body)
            if best is None or share > best[0]:
                best = share, Width(measure, top - slack, top + slack)
    return None if best is None else best[1]
