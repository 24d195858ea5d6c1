"""How much of a file is read at most: hostile and broken files cost bounded time and memory."""

from dataclasses import dataclass, fields

from policytext.arguments import number_of
from policytext.model import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of reading (读取限额); what goes beyond is a row of `problems`.

    Attributes:
        file: Bytes of a file.
        unpacked: Bytes that the members of a package or archive may have together when unpacked.
        members: Members of a package or archive.
        nested: Archives inside archives.
        deep: Elements inside elements of an XML or HTML file.
        pages: Pages of a document.
        text: Characters of a text.
        rows: Rows of a table of texts.
    """

    file: int = 200_000_000
    unpacked: int = 400_000_000
    members: int = 20_000
    nested: int = 2
    deep: int = 256
    pages: int = 5_000
    text: int = 2_000_000
    rows: int = 200_000

    def __post_init__(self) -> None:
        for f in fields(self):
            number_of(getattr(self, f.name), f"the limit {f.name}", 0)


STANDARD = Limits()
"""What is read where nobody says otherwise."""
RAISE = "split the document or raise the limit (超出读取限额)"
"""What to do about a file or text that goes beyond one."""


LARGER = "split the table, or raise the limit with limits=Limits(...) (超出读取限额)"
"""The same of a table of texts."""


class LimitError(Exception):
    """A file goes beyond a limit; the message says which."""


def cut(text: str, limits: Limits, path: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """As much of a text as may be read, and the problem where that is not all of it.

    >>> text, problems = cut("请于月底前报送。", Limits(text=3))
    >>> text, problems[0].message
    ('请于月', 'the text has more than 3 characters; the rest is left out')
    """
    if len(text) <= limits.text:
        return text, ()
    message = f"the text has more than {limits.text:,} characters; the rest is left out"
    return text[: limits.text], (Problem(code="source.limit", message=message, action=RAISE, path=path),)


def rows_beyond(limits: Limits) -> str:
    """What is said of a table with more rows than may be read."""
    return f"the table has more than {limits.rows:,} rows; the rest is left out"
