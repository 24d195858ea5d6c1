"""Sources that a document names but the corpus lacks: one `undetermined` link to each."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.model import Document, Link, Resolution
from policytext.reading.outline.provisions import PREAMBLE

SOURCE = ("basis", "implement")


def undetermined(documents: Sequence[Document], resolutions: Sequence[Resolution], first: Sequence[int]) -> list[Link]:
    """One link from each document to every absent document that it names as its source.

    `first` gives for each document its first printing, which stands for all.
    """
    held = {d.doc_id: d for d in documents}
    whose = {d.doc_id: documents[f].doc_id for d, f in zip(documents, first, strict=True)}
    links: dict[tuple[str, str], Link] = {}
    for r in resolutions:
        if r.method == "external" and r.target is not None and names_source(held[r.doc_id], r):
            links.setdefault(
                (whose[r.doc_id], r.target),
                Link(
                    derived_doc=whose[r.doc_id],
                    derived=None,
                    source_doc=r.target,
                    source=None,
                    relation="undetermined",
                    score=1.0,
                ),
            )
    return list(links.values())


def names_source(document: Document, resolution: Resolution) -> bool:
    """Whether a citation says where the whole document comes from.

    It does as basis or as what is implemented, and where the document speaks of itself: in its title, its covering
    notice and its opening formula. 按照《…》要求 inside a task is the basis of that task alone.
    """
    citation = resolution.citation
    if citation.relation not in SOURCE:
        return False
    if not document.sentences:
        return True
    unit = document.sentences[citation.sentence]
    if unit.label == "formula":
        return True
    if unit.label in ("heading", "furniture"):
        return unit.section is None
    opening = document.provisions[0] if document.provisions else None
    if opening is None or opening.path != PREAMBLE or not opening.span.holds(citation.span):
        return False
    # Where nothing is numbered all of the text is preamble, and its tasks are tasks.
    return unit.label != "task" or len(document.provisions) > 1
