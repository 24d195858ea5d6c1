"""What an instrument calls itself (文种): read from the end of its title."""

import re
from functools import lru_cache

from policytext.reading.lexicon import Lexicon

TAIL = re.compile(r"(?:[（〔(][^（）〔〕()]*[）〕)]|》|”|[\s　])+$")
"""What may follow the genre in a title: （试行）, （2021—2025年）."""
TAIL_END = frozenset("）〕)》”")
"""How what follows the genre ends, besides white space."""


def genre_of(title: str) -> str | None:
    """The genre in which a title ends; `None` where it ends in none.

    >>> genre_of("云川省社区食堂管理办法（试行）"), genre_of("关于做好有关工作的紧急通知"), genre_of("在座谈会上的讲话")
    ('办法', '通知', None)
    """
    last = title[-1:]
    if last in TAIL_END or last.isspace():
        title = TAIL.sub("", title)
        last = title[-1:]
    for form, name in genres().get(last, ()):
        if title.endswith(form):
            return name
    return None


@lru_cache(maxsize=1)
def genres() -> dict[str, list[tuple[str, str]]]:
    """The written forms of genres with their names, by their last character, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    forms = Lexicon.default("genres").by_form
    for form in sorted(forms, key=len, reverse=True):
        found.setdefault(form[-1], []).append((form, forms[form][0].name))
    return found


def ends_in_genre(text: str) -> bool:
    """Whether a line can be the end of a title."""
    return genre_of(text) is not None
