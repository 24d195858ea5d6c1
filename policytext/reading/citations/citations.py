"""Citations (引用): references to other documents and authorities, with what the document does to them."""

import re
from operator import attrgetter

from policytext.model import Citation, CitationRelation, Header, Problem
from policytext.reading.citations.authorities import read_authorities
from policytext.reading.citations.laws import read_unbracketed
from policytext.reading.citations.listed import listed_titles
from policytext.reading.citations.reference import Reference, squeeze
from policytext.reading.citations.relations import relations
from policytext.reading.citations.short_titles import resolve_short_titles
from policytext.reading.citations.titles import find_titles, own_titles
from policytext.reading.passage import Passage, TextUnit
from policytext.records import maker
from policytext.span import thin

new_citation = maker(Citation)


def read_citations(passage: Passage, header: Header) -> tuple[tuple[Citation, ...], tuple[Problem, ...]]:
    """The citations of a passage in the order of the text, and what could not be decided about them.

    The document's own title, its own enclosures and its own number are none.
    """
    if not passage.units:
        return (), ()
    titles, problems = find_titles(passage)
    if listed := list(listed_titles(passage)):
        titles = sorted([*listed, *outside(listed, titles)], key=START)
    own = own_titles(passage, header, titles)
    resolved = resolve_short_titles(passage, titles, own, problems)
    bracketed: list[Reference] = []
    bare: list[Reference] = []
    for r in resolved:
        unmarked = r.rule == "citations.short_title" and not passage.text.startswith("《", r.start)
        (bare if unmarked else bracketed).append(r)
    others = thin([*bare, *read_unbracketed(passage, titles, problems), *read_authorities(passage, titles)], PLACE)
    unit_at = passage.unit_at
    placed = [(r, unit_at(r.start)) for r in sorted([*bracketed, *outside(titles, others)], key=START)]
    placed = [(r, k) for r, k in placed if counts(passage.text, passage.units[k], r, header, own)]
    found = relations(passage, placed)
    citations = tuple([citation(passage, r, k, relation) for (r, k), relation in zip(placed, found, strict=True)])
    return citations, tuple(problems)


START, PLACE = attrgetter("start"), attrgetter("start", "end")


def citation(passage: Passage, r: Reference, sentence: int, relation: CitationRelation) -> Citation:
    """The public record of a reference."""
    span, words = passage.view.piece(r.start, r.end)
    return new_citation(
        span=span,
        text=words,
        title=r.title,
        number=r.number,
        kind=r.kind,
        relation=relation,
        sentence=sentence,
        rule=r.rule,
    )


def counts(text: str, unit: TextUnit, r: Reference, header: Header, own: set[str]) -> bool:
    """Whether a reference stands in the text proper, and is not to the document itself."""
    if unit.label == "furniture" or squeeze(r.title or "") in own:
        return False
    if r.title is None:
        if r.number and r.number == header.document_number:
            return False
    elif unit.label != "heading":
        return True
    elif r.rule in NAMED and OWN_LINE.fullmatch(text[unit.start : r.start] + text[r.end : unit.end]):
        return False
    return text[unit.start : unit.end].strip() != text[r.start : r.end]


NAMED = ("citations.statute", "citations.plan")
"""Rules of documents named without 《》, whose own title line reads like a reference to them."""
OWN_LINE = re.compile(r"(?:(?!关于|贯彻|落实|学习|宣传|实施|执行)[一-鿿\s])*(?:（[^（）]*）)?\s*")
"""What such a title line has besides: the beginning of the place's name, and （试行）."""


def outside(taken: list[Reference], found: list[Reference]) -> list[Reference]:
    """Those of `found` that overlap none of `taken`; both are in the order of the text."""
    kept, i = [], 0
    for r in found:
        while i < len(taken) and taken[i].end <= r.start:
            i += 1
        if i == len(taken) or taken[i].start >= r.end:
            kept.append(r)
    return kept
