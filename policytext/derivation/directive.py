"""The directive part of a provision: without its marker and heading, lines that were only wrapped made one."""

from __future__ import annotations

from functools import lru_cache

from policytext.model import Document, Provision
from policytext.reading.rules import RuleSet
from policytext.reading.text.fold import see
from policytext.span import Span

NOTHING = "\u200b"
"""A sign without width, which views leave out: in the place of a line end it keeps all offsets."""


def directive(document: Document, provision: Provision) -> Span:
    """A provision without its marker and heading, which say what it is about and direct nobody."""
    start, end = provision.span
    first = min((t.span.start for t in document.tasks if start <= t.span.start < end), default=start)
    heading = provision.heading
    at = document.text.find(heading, start, end) if heading else -1
    return Span(min(first, at + len(heading or "")) if at >= 0 else first, end)


def unwrapped(document: Document, provision: Provision) -> str:
    """The text of a provision; a line end inside a text unit is no end there. Offsets stay.

    One provision shows too few lines to tell how wide they are; the text units of its document know.
    """
    text, (start, end) = provision.text, provision.span
    if "\n" not in text:
        return text
    for unit in document.sentences:
        left, right = max(unit.span.start, start) - start, min(unit.span.end, end) - start
        if left < right and "\n" in text[left + 1 : right - 1]:
            text = text[: left + 1] + text[left + 1 : right - 1].replace("\n", NOTHING) + text[right - 1 :]
    return text


@lru_cache(maxsize=65536)
def found_in(text: str, rule: str) -> tuple[tuple[Span, tuple[tuple[str, str], ...]], ...]:
    """Where the pattern of a rule stands in a text, with its named parts; one provision has many links."""
    view = see(text)
    found = RuleSet.default().by_id[rule].regex.finditer(view.text)
    return tuple(
        (Span(*view.span(*m.span())), tuple((k, v) for k, v in m.groupdict().items() if v is not None)) for m in found
    )
