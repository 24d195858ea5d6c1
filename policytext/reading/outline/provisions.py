"""Provisions (条款): numbered leaf items or articles with their body, the preamble, and lead-ins before sub-items."""

from collections.abc import Sequence
from itertools import takewhile

from policytext.model import Provision, Section, Sentence
from policytext.records import maker
from policytext.span import Span

new_provision = maker(Provision)

PREAMBLE = "(preamble)"
DEEPEST = 4
"""Items below this level are part of the provision that they detail."""


def read_provisions(text: str, sections: Sequence[Section], sentences: Sequence[Sentence]) -> tuple[Provision, ...]:
    """The provisions of a document, in order; offsets are those of the text as given."""
    numbered = [k for k, s in enumerate(sections) if s.marker is not None and breadth(sections, s) <= DEEPEST]
    first = sections[numbered[0]].span.start if numbered else len(text)
    found = []
    before = takewhile(lambda s: s.span[1] <= first, sentences)
    head = [s for s in before if s.label not in ("furniture", "heading")]
    if head:
        found.append(provision(text, Span(head[0].span.start, head[-1].span.end), PREAMBLE, None, None))
    for position, k in enumerate(numbered):
        section = sections[k]
        end: int | None = section.span.end
        following = sections[numbered[position + 1]] if position + 1 < len(numbered) else None
        if following is not None and following.span.start < section.span.end:
            end = lead_in_end(section, following, sentences)
        if end is not None:
            found.append(provision(text, Span(section.span.start, end), section.path, section.heading, k))
    return tuple(found)


def breadth(sections: Sequence[Section], section: Section) -> int:
    """How deep an item stands; below an article everything is part of the article."""
    if section.parent is None:
        return section.level
    above = sections[section.parent]
    in_article = above.marker is not None and above.marker.endswith("条")
    return DEEPEST + 1 if in_article or breadth(sections, above) > DEEPEST else section.level


def lead_in_end(section: Section, following: Section, sentences: Sequence[Sentence]) -> int | None:
    """Where the body between a heading and its first sub-item ends; `None` where there is none."""
    body = [
        s
        for s in sentences[section.sentence : following.sentence]
        if s.label not in ("heading", "furniture") and s.span.end <= following.span.start
    ]
    return body[-1].span.end if body else None


def provision(text: str, span: Span, path: str, heading: str | None, section: int | None) -> Provision:
    """A provision over a span."""
    return new_provision(span=span, text=text[span.start : span.end], path=path, heading=heading, section=section)
