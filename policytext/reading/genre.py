"""What an instrument calls itself (文种): read from the end of its title."""

import re
from functools import lru_cache

from policytext.reading.lexicon import Lexicon

TAIL = re.compile(r"(?:[（〔(][^（）〔〕()]*[）〕)]|》|”|[\s　])+$")
"""What may follow the genre in a title: （试行）, （2021—2025年）."""


@lru_cache(maxsize=1)
def endings() -> re.Pattern[str]:
    """All genres and their variants as one pattern at the end of a title, the longest first."""
    forms = sorted(Lexicon.default("genres").by_form, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(forms)})$")


def genre_of(title: str) -> str | None:
    """The genre in which a title ends; `None` where it ends in none.

    >>> genre_of("云川省社区食堂管理办法（试行）"), genre_of("关于做好有关工作的紧急通知"), genre_of("在座谈会上的讲话")
    ('办法', '通知', None)
    """
    m = endings().search(TAIL.sub("", title))
    if m is None:
        return None
    return Lexicon.default("genres").by_form[m[0]][0].name


def ends_in_genre(text: str) -> bool:
    """Whether a line can be the end of a title."""
    return genre_of(text) is not None
