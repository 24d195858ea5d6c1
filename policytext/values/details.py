"""Which provision of its document a row of a table of duties details (分工表与条款的对应)."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from policytext.model import Document, DutyRow, Provision
from policytext.reading.outline.markers import MARKER
from policytext.reading.outline.provisions import PREAMBLE
from policytext.reading.text.fold import fold
from policytext.span import Span

RUN = 5
"""Characters of the shortest run that counts as shared wording."""
LEAST = 8
"""Characters that have to be shared; of a shorter task all of it."""
ENOUGH = 0.6
"""Share of a task's characters that have to be wording of the provision."""
CLEAR = 0.1
"""By so much the best provision has to be ahead of the next."""
SHORTEST_HEADING = 4
COMMON = 20
"""A run that more provisions have tells none of them."""
PLAIN = re.compile(r"[^0-9a-zA-Z一-鿿]+")
REFERENCE = re.compile(r"(?:见|第|方案|实施方案|意见|正文|部分|条|款|项|点|之|的|[、，. ])*")


def detailed(doc: Document) -> list[int | None]:
    """For each row of its tables of duties the index of the provision that it details, where its words tell.

    A row that is only a marker (二、（三）) means the item of that number; else its task, or what heads it, repeats the
    heading of one provision or most of its words are those of one.
    """
    if not doc.duties:
        return []
    index = Index(doc)
    return [index.of(x) for x in doc.duties]


class Index:
    """The provisions of a document by address, heading and wording."""

    def __init__(self, doc: Document) -> None:
        self.paths: dict[str, int] = {}
        self.headings: dict[str, set[int]] = {}
        self.runs: dict[str, set[int]] = {}
        rows = sorted(x.span.start for x in doc.duties)
        for k, p in enumerate(doc.provisions):
            if p.path == PREAMBLE:
                continue
            self.paths.setdefault(p.path, k)
            if p.heading:
                self.headings.setdefault(plain(p.heading), set()).add(k)
            words = plain(before_table(p, rows))
            for run in {words[i : i + RUN] for i in range(len(words) - RUN + 1)}:
                self.runs.setdefault(run, set()).add(k)

    def of(self, row: DutyRow) -> int | None:
        """The provision that a row details."""
        groups = (row.heading or "").split("；")[::-1]
        for words in (row.text, *groups):
            if (k := self.by_marker(words)) is not None:
                return k
        for words in (row.text, *groups):
            if (k := self.by_heading(words)) is not None:
                return k
        found = self.by_wording(plain(unmarked(row.text)))
        return found if found is not None else self.by_wording(plain(unmarked(row.heading or "")))

    def by_marker(self, words: str) -> int | None:
        """The item that words mean which are nothing but its number."""
        steps, rest = steps_of(words)
        return self.paths.get("/".join(steps)) if steps and REFERENCE.fullmatch(rest) else None

    def by_heading(self, words: str) -> int | None:
        """The one provision whose heading the words are, or begin with as a sentence of their own."""
        first = re.split("[。：\n]", unmarked(words), maxsplit=1)[0]
        found = self.headings.get(plain(first), set()) if len(plain(first)) >= SHORTEST_HEADING else set()
        return next(iter(found)) if len(found) == 1 else None

    def by_wording(self, words: str) -> int | None:
        """The provision that shares most of the words, where it is clearly ahead of the others."""
        covered: dict[int, int] = {}
        reach: dict[int, int] = {}
        for i in range(len(words) - RUN + 1):
            sharing = self.runs.get(words[i : i + RUN], ())
            for k in sharing if len(sharing) <= COMMON else ():
                covered[k] = covered.get(k, 0) + i + RUN - max(i, reach.get(k, 0))
                reach[k] = i + RUN
        ranked = sorted(covered, key=lambda k: (-covered[k], k))
        if not ranked or covered[ranked[0]] < min(LEAST, len(words)) or covered[ranked[0]] < ENOUGH * len(words):
            return None
        if len(ranked) > 1 and covered[ranked[0]] - covered[ranked[1]] < CLEAR * len(words):
            return None
        return ranked[0]


def before_table(p: Provision, rows: Sequence[int]) -> str:
    """The text of a provision up to the first row of a table in it; `rows`: where rows stand."""
    k = bisect_left(rows, p.span.start)
    return p.text[: rows[k] - p.span.start] if k < len(rows) else p.text


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """The characters that count."""
    return PLAIN.sub("", fold(text))


def markers(text: str) -> Iterator[tuple[str, Span]]:
    """The markers that open a text, one after the other, as steps of an address."""
    at = 0
    while m := MARKER.match(text, at):
        if m.end() == at:
            return
        yield m[0].strip().rstrip("、.．,， "), Span(at, m.end())
        at = m.end()


def steps_of(words: str) -> tuple[list[str], str]:
    """The steps of an address that words open with, and what follows; 二（三） is written for 二、（三） too."""
    text = re.sub(r"^(?:第)?([一二三四五六七八九十]{1,3})(?:部分|大?项|点)?、?(?=（|$)", r"\1、", fold(words).strip())
    text = text + "\u3000" if text.endswith("、") else text
    steps: list[str] = []
    end = 0
    for step, span in markers(text + "|"):
        steps.append(step)
        end = span.end
    return steps, text[end:].strip("\u3000 ")


def unmarked(words: str) -> str:
    """Words without the markers that open them."""
    text = fold(words).strip()
    end = 0
    for _, span in markers(text):
        end = span.end
    return text[end:]
