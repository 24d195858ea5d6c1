"""Tables of texts as JSON Lines: an object on each line."""

import json
from collections.abc import Iterator
from typing import Any

from policytext.sources.limits import Limits
from policytext.sources.rows.objects import bounded
from policytext.sources.rows.sheet import Sheet, from_records


def sheets(data: bytes, limits: Limits, wanted: str | None) -> Iterator[Sheet]:
    """The one table of a file."""
    content = bounded(data, limits)
    columns, rows = from_records(line_objects(content.text))
    yield Sheet(None, columns, rows, content.problems, None, content.encoding)


def line_objects(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a file with one on each line.

    Raises:
        ValueError: where a line is no object.
    """
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if line := text[at:end].strip():
            value = json.loads(line)
            if not isinstance(value, dict):
                raise ValueError("a line holds something else than an object")
            yield value
        at = end + 1
