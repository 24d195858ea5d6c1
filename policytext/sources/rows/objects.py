"""Tables of texts as JSON: a list of objects."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from policytext.sources.content import Content
from policytext.sources.limits import LimitError, Limits
from policytext.sources.rows.sheet import Sheet, from_records
from policytext.sources.text import read as read_text

BRACKETS = 2_000_000
COMMAS = 20_000_000
"""Lists, objects and values in a file; more would take more memory than the file itself by far."""
JSON_SPACE = " \t\n\r"


def sheets(data: bytes, limits: Limits, wanted: str | None) -> Iterator[Sheet]:
    """The one table of a file; none where it is no list."""
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"\xff\xfe", b"\xfe\xff")):
        content = bounded(data, limits)
        if content.text.lstrip(JSON_SPACE).startswith("["):
            columns, rows = from_records(listed_objects(content.text))
            yield Sheet(None, columns, rows, content.problems, None, content.encoding)


def bounded(data: bytes, limits: Limits) -> Content:
    """The text of a file of JSON.

    Raises:
        LimitError: where it holds so much that its values need far more memory than the file.
    """
    content = read_text(data, replace(limits, text=max(limits.text, limits.file)))
    if content.text.count("[") + content.text.count("{") > BRACKETS or content.text.count(",") > COMMAS:
        raise LimitError(f"the file holds more than {BRACKETS:,} lists and objects or {COMMAS:,} values")
    return content


def listed_objects(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a list, one after the other, so that only one is in memory.

    Raises:
        ValueError: where the file is no list of objects, or breaks off.
    """
    decoder = json.JSONDecoder()
    at = past_space(text, text.index("[") + 1)
    while at < len(text) and text[at] != "]":
        value, at = decoder.raw_decode(text, at)
        if not isinstance(value, dict):
            raise ValueError("the list holds something else than objects")
        yield value
        at = past_space(text, at)
        if text[at : at + 1] not in (",", "]"):
            raise ValueError(f"the list breaks off at character {at:,}")
        at = past_space(text, at + 1) if text[at] == "," else at


def past_space(text: str, at: int) -> int:
    """The next place that is not white space."""
    while at < len(text) and text[at] in JSON_SPACE:
        at += 1
    return at
