"""A citation in the making: what the readers of titles, laws and authorities hand to the reader of citations."""

from dataclasses import dataclass
from functools import lru_cache

from policytext.model import CitationKind


@dataclass(slots=True)
class Reference:
    """A place where a document or an authority is named; offsets of the view."""

    start: int
    end: int
    title: str | None
    number: str | None
    kind: CitationKind
    rule: str


@lru_cache(maxsize=4096)
def squeeze(title: str) -> str:
    """A title as titles are compared: without blanks, with one kind of brackets.

    >>> squeeze("关于印发 《云川省食堂办法(试行)》的通知")
    '关于印发〈云川省食堂办法（试行）〉的通知'
    """
    title = "".join(title.split())
    for given, kept in BRACKETS:
        title = title.replace(given, kept)
    return title


BRACKETS = tuple(zip("()[]《》", "（）〔〕〈〉", strict=True))
