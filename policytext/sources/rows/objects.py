"""Tables of texts as JSON: a list of objects, alone or in an object; or one object with a text."""

import json
from collections.abc import Iterator
from typing import Any

from policytext.sources.limits import Limits
from policytext.sources.rows.bounds import bounded
from policytext.sources.rows.lines import line_objects
from policytext.sources.rows.sheet import NoTableError, Sheet, Unread, from_records, long, text_column

JSON_SPACE = " \t\n\r"


def sheets(data: bytes, limits: Limits, wanted: str | None) -> Iterator[Sheet]:
    """The one table of a file.

    Raises:
        NoTableError: where the file holds neither a list nor an object.
        ValueError: where it is damaged.
    """
    content = bounded(data, limits)
    text = content.text.lstrip(JSON_SPACE)
    if not text:
        return
    if text.startswith("{"):
        lone, records = in_object(text, wanted)
    elif text.startswith("["):
        lone, records = False, listed_objects(text)
    else:
        json.loads(text)
        raise NoTableError("the file holds neither a list nor an object")
    columns, rows = from_records(records)
    yield Sheet(None, columns, rows, content.problems, None, content.encoding, lone)


def in_object(text: str, wanted: str | None) -> tuple[bool, Iterator[dict[str, Any] | Unread]]:
    """The records of a file that begins with an object, and whether the object itself is the only one.

    It is where it has a text; else its one list of objects holds them. Several objects on lines of their own are
    JSON Lines by another name.

    Raises:
        ValueError: where the file is damaged.
    """
    value, at = json.JSONDecoder().raw_decode(text)
    if text[at:].lstrip(JSON_SPACE).startswith("{"):
        return False, line_objects(text)
    if rest := text[at:].strip(JSON_SPACE):
        raise ValueError(f"behind the object stands {rest[:20]!r}")
    lists = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(x, dict) for x in v)]
    if text_column(tuple(value), wanted) is None and len(lists) == 1:
        return False, iter(lists[0])
    return True, iter([value])


def listed_objects(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a list, one after the other, so that only one is in memory.

    Raises:
        NoTableError: where the list holds other things than objects.
        ValueError: where it breaks off.
    """
    decoder = json.JSONDecoder()
    at = past_space(text, 1)
    more = text[at : at + 1] != "]"
    while more:
        if at >= len(text):
            raise ValueError(f"the list breaks off at character {at:,}")
        value, at = decoder.raw_decode(text, at)
        if isinstance(value, str) and long(value):
            raise ValueError('the list holds texts in place of objects; write {"id": …, "text": …} for each')
        if not isinstance(value, dict):
            raise NoTableError("the list holds something else than objects")
        yield value
        at = past_space(text, at)
        if text[at : at + 1] not in (",", "]"):
            raise ValueError(f"the list breaks off at character {at:,}")
        more = text[at] == ","
        at = past_space(text, at + 1) if more else at
    if rest := text[at + 1 :].strip(JSON_SPACE):
        raise ValueError(f"behind the list stands {rest[:20]!r}")


def past_space(text: str, at: int) -> int:
    """The next place that is not white space."""
    while at < len(text) and text[at] in JSON_SPACE:
        at += 1
    return at
