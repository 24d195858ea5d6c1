"""One honest line for each record: what it is, its text shortened, where it stands, and the values it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

LONGEST = 190
"""Characters of the whole line."""
QUOTE = 40
"""Characters of one value in it."""
ESCAPES = 20
"""Characters by which escapes may make a value longer."""
FEW = 3
"""Values that are listed one by one; of more only the number is told."""
FIRST = ("text", "title", "name", "code", "doc_id")
"""The field that says best which record it is stands first."""


def brief(record: object) -> str:
    """The line of a record: `<Task '各镇要建立名录。' [7:15] modality=require …>`; what is empty is left out.

    Its length is bounded for any record, and no more than the beginning of a text is looked at.

    >>> from policytext.span import Span
    >>> from policytext.model import Target
    >>> Target(span=Span(3, 9), text="2个以上", sentence=0, rule="targets.number")
    <Target '2个以上' [3:9] sentence=0 rule=targets.number>
    """
    name = type(record).__name__
    line = " ".join((name, *parts(record)))
    return f"<{line}>" if len(line) <= LONGEST else f"<{line[:LONGEST]}…>"


def parts(record: object) -> Iterator[str]:
    """The pieces of the line."""
    shown = [f.name for f in fields(record) if f.repr]  # type: ignore[arg-type]
    lead = next((n for n in FIRST if n in shown and isinstance(getattr(record, n), str)), None)
    if lead:
        yield quoted(getattr(record, lead))
    for name in shown:
        value = getattr(record, name)
        if name == "span" and value is not None:
            yield f"[{value[0]}:{value[1]}]"
        elif name != lead and value is not None and value != () and value != {}:
            yield f"{name}={told(value)}"


def told(value: Any) -> str:
    """A value in few characters."""
    if isinstance(value, str):
        plain = value.isascii() and value.isprintable() and 0 < len(value) <= QUOTE and not set(value) & set(" '\"<>=")
        return value if plain else quoted(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return f"{{{len(value)}}}"
    if is_dataclass(value):
        said = getattr(value, "path", None) or getattr(value, "text", None)  # a provision is known by its path
        return told(said) if isinstance(said, str) else type(value).__name__
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return f"({len(value)})" if len(value) > FEW else f"({', '.join(map(told, value))})"
    if isinstance(value, tuple):
        return f"[{':'.join(map(str, value))}]"
    return clipped(repr(value))


def quoted(text: str) -> str:
    """The beginning of a text between quotation marks, odd characters as escapes."""
    kept = text if len(text) <= QUOTE else text[: QUOTE - 1] + "…"
    while len(line := repr(kept)) > QUOTE + ESCAPES:
        kept = kept[: len(kept) // 2] + "…"
    return line


def excerpt(text: str, size: int) -> str:
    r"""The beginning of a text, at most so many characters, on one line.

    >>> excerpt("各镇要\n建立名录。", 5), excerpt("各镇要", 5)
    ('各镇要 …', '各镇要')
    """
    line = " ".join(text.split())
    return line if len(line) <= size else line[: size - 1] + "…"


def clipped(line: str) -> str:
    """The beginning of a line."""
    return line if len(line) <= QUOTE else line[: QUOTE - 1] + "…"
