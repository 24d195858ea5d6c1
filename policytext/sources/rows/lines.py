"""Tables of texts as JSON Lines: an object on each line."""

import json
from collections.abc import Iterator
from typing import Any

from policytext.sources.limits import Limits
from policytext.sources.rows.bounds import bounded
from policytext.sources.rows.sheet import Sheet, Unread, from_records


def sheets(data: bytes, limits: Limits, wanted: str | None) -> Iterator[Sheet]:
    """The one table of a file."""
    content = bounded(data, limits)
    columns, rows = from_records(line_objects(content.text))
    yield Sheet(None, columns, rows, content.problems, None, content.encoding)


def line_objects(text: str) -> Iterator[dict[str, Any] | Unread]:
    """The objects of a file with one on each line; a line that is none costs only itself."""
    at = number = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        number += 1
        if line := text[at:end].strip():
            yield line_object(line, number)
        at = end + 1


def line_object(line: str, number: int) -> dict[str, Any] | Unread:
    """The object of a line, or why it is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as e:
        return Unread(f"line {number}: {e}")
    return value if isinstance(value, dict) else Unread(f"line {number}: it holds something else than an object")
