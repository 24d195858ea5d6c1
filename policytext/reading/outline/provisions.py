"""Provisions (条款): numbered leaf items or articles with their body, the preamble, and lead-ins before sub-items."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from policytext.model import Provision, Section, Sentence
from policytext.records import maker
from policytext.span import Span, span_of

new_provision = maker(Provision)

PREAMBLE = "(preamble)"
DEEPEST = 4
"""Items below this level are part of the provision that they detail."""
NO_BODY = frozenset({"furniture", "heading"})
ENCLOSED = "header.enclosure"
CLOSES = frozenset({"header.attachments", "header.signature", "header.date", "header.attachment_word", ENCLOSED})
"""Rules of what closes an instrument, or opens the next: no provision goes on over it."""


def read_provisions(
    text: str, sections: Sequence[Section], sentences: Sequence[Sentence], start: int = 0
) -> tuple[Provision, ...]:
    """The provisions of a document, in order; offsets are those of the text as given, as is the `start` of its body.

    A numbered one ends before what closes its instrument; what an enclosure behind it says ahead of its own first
    number is a preamble as well. That of a covering notice goes on through the notice into what it encloses.
    """
    numbered = leaves(sections)
    head = preamble(sentences[: sections[numbered[0]].sentence] if numbered else sentences, start)
    closing = {s.span[0]: k for k, s in enumerate(sentences) if s.rule in CLOSES}
    places = list(closing)
    found: list[Provision] = []
    if head:
        found.append(new_provision(span=head, text=text[head[0] : head[1]], path=PREAMBLE, heading=None, section=None))
    for position, k in enumerate(numbered, 1):
        section = sections[k]
        span = section.span
        following = sections[numbered[position]] if position < len(numbered) else None
        if following is not None and following.span[0] < span[1]:
            end = lead_in_end(section, following, sentences)
            if end is None:
                continue
            span = span_of((span[0], end))
        cuts = places[bisect_right(places, span[0]) : bisect_left(places, span[1])]
        for own, part in instruments(span, sentences, [closing[at] for at in cuts]) if cuts else ((True, span),):
            path, heading, at = (section.path, section.heading, k) if own else (PREAMBLE, None, None)
            words = text[part[0] : part[1]]
            found.append(new_provision(span=part, text=words, path=path, heading=heading, section=at))
    return tuple(found)


def instruments(span: Span, sentences: Sequence[Sentence], cuts: Sequence[int]) -> Iterator[tuple[bool, Span]]:
    """The parts of a span that belong to one instrument each: its own, and what enclosures say behind their titles.

    `cuts` are the sentences in it that close an instrument or open one.
    """
    if end := body_end(sentences, cuts[0], span[0]):
        yield True, span_of((span[0], end))
    for cut, stop in zip(cuts, [*cuts[1:], len(sentences)], strict=True):
        if sentences[cut].rule == ENCLOSED:
            held = [s.span for s in sentences[cut + 1 : stop] if s.span[0] < span[1] and s.label not in NO_BODY]
            if held:
                yield False, span_of((held[0][0], min(held[-1][1], span[1])))


def body_end(sentences: Sequence[Sentence], stop: int, start: int) -> int | None:
    """Where what begins at `start` ends before the sentence `stop`: behind the last one that is no furniture."""
    while stop and sentences[stop - 1].label == "furniture":
        stop -= 1
    return sentences[stop - 1].span[1] if stop and sentences[stop - 1].span[1] > start else None


def leaves(sections: Sequence[Section]) -> list[int]:
    """The numbered sections that are provisions: not too deep; below an article everything is part of the article."""
    found: list[int] = []
    depths: list[int] = []
    for k, section in enumerate(sections):
        parent, marker, depth = section.parent, section.marker, section.level
        if parent is not None and depths[parent] > DEEPEST:
            depth = DEEPEST + 1
        if marker is None:
            depths.append(depth)
            continue
        if depth <= DEEPEST:
            found.append(k)
        depths.append(DEEPEST + 1 if marker.endswith("条") else depth)
    return found


def preamble(sentences: Sequence[Sentence], start: int) -> Span | None:
    """What stands before the first numbered section, from the first sentence of the body to the last."""
    body = [s.span for s in sentences if s.label not in NO_BODY]
    if not body:
        return None
    (first, end), last = body[0], body[-1][1]
    return span_of((start if first < start < end else first, last))


def lead_in_end(section: Section, following: Section, sentences: Sequence[Sentence]) -> int | None:
    """Where the body between a heading and its first sub-item ends; `None` where there is none."""
    stop = following.span[0]
    for k in range(following.sentence - 1, section.sentence - 1, -1):
        sentence = sentences[k]
        if sentence.label not in NO_BODY and sentence.span[1] <= stop:
            return sentence.span[1]
    return None
