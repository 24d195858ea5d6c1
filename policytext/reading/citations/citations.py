"""Citations (引用): references to other documents and authorities, with what the document does to them."""

from policytext.model import Citation, CitationRelation, Header, Problem
from policytext.reading.citations.authorities import read_authorities
from policytext.reading.citations.laws import read_unbracketed
from policytext.reading.citations.reference import Reference, squeeze
from policytext.reading.citations.relations import relations
from policytext.reading.citations.short_titles import resolve_short_titles
from policytext.reading.citations.titles import find_titles, own_titles
from policytext.reading.passage import Passage
from policytext.records import maker
from policytext.span import thin

new_citation = maker(Citation)


def read_citations(passage: Passage, header: Header) -> tuple[tuple[Citation, ...], tuple[Problem, ...]]:
    """The citations of a passage in the order of the text, and what could not be decided about them.

    The document's own title, its own enclosures and its own number are none.
    """
    titles, problems = find_titles(passage)
    own = own_titles(passage, header, titles)
    resolved = resolve_short_titles(passage, titles, own, problems)
    bracketed = [r for r in resolved if passage.text[r.start : r.start + 1] == "《"]
    bare = [r for r in resolved if passage.text[r.start : r.start + 1] != "《"]
    others = thin([*bare, *read_unbracketed(passage, problems), *read_authorities(passage)], lambda r: (r.start, r.end))
    references = sorted([*bracketed, *outside(titles, others)], key=lambda r: r.start)
    references = [r for r in references if counts(passage, r, header, own)]
    found = relations(passage, references)
    citations = tuple([citation(passage, r, relation) for r, relation in zip(references, found, strict=True)])
    return citations, tuple(problems)


def citation(passage: Passage, r: Reference, relation: CitationRelation) -> Citation:
    """The public record of a reference."""
    span, words = passage.view.piece(r.start, r.end)
    return new_citation(
        span=span,
        text=words,
        title=r.title,
        number=r.number,
        kind=r.kind,
        relation=relation,
        sentence=passage.unit_at(r.start),
        rule=r.rule,
    )


def counts(passage: Passage, r: Reference, header: Header, own: set[str]) -> bool:
    """Whether a reference stands in the text proper, and is not to the document itself."""
    if not passage.units or squeeze(r.title or "") in own:
        return False
    unit = passage.units[passage.unit_at(r.start)]
    if unit.label == "furniture" or (r.number and r.title is None and r.number == header.document_number):
        return False
    alone = passage.text[unit.start : unit.end].strip() == passage.text[r.start : r.end]
    return not (alone and (r.title is None or unit.label == "heading"))


def outside(taken: list[Reference], found: list[Reference]) -> list[Reference]:
    """Those of `found` that overlap none of `taken`; both are in the order of the text."""
    kept, i = [], 0
    for r in found:
        while i < len(taken) and taken[i].end <= r.start:
            i += 1
        if i == len(taken) or taken[i].start >= r.end:
            kept.append(r)
    return kept
