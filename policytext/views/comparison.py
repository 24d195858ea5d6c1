"""Two documents side by side: the source left, what was drawn from it right, shared words marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from policytext.model import Document, Link, Provision
from policytext.span import Span
from policytext.views.document import Layer, marked
from policytext.views.page import NAMES, Html, escape, fragment, page

if TYPE_CHECKING:
    from policytext.lineage import Lineage


def comparison_html(lineage: Lineage, derived: str, source: str, *, whole: bool = False) -> Html:
    """Two documents of a lineage side by side, as HTML.

    Args:
        lineage: What `corpus.derive()` returns.
        derived: `doc_id` of the document that draws on the other.
        source: `doc_id` of the document drawn on.
        whole: Return a page that stands alone instead of a fragment for a notebook.

    Raises:
        UnknownDocumentError: where the corpus holds no such document.
    """
    lower, upper = lineage.document(derived), lineage.document(source)
    body = side_by_side(lower, upper, lineage.between(derived, source))
    return page(f"{derived} ← {source}", body) if whole else fragment(body)


def side_by_side(derived: Document, source: Document, links: Sequence[Link]) -> str:
    """The body of a comparison: what was drawn from what, then what was added, then what was left out."""
    by_derived: dict[Span, list[Link]] = {}
    for link in links:
        if link.derived is not None and link.source is not None:
            by_derived.setdefault(link.derived.span, []).append(link)
    used = {link.source.span for link in links if link.source is not None}
    added = [p for p in derived.provisions if p.span not in by_derived and p.section is not None]
    omitted = [p for p in source.provisions if p.span not in used and p.section is not None]
    pairs = [pair_html(derived, source, by_derived[p.span]) for p in derived.provisions if p.span in by_derived]
    counts = Counter(link.relation for found in by_derived.values() for link in found)
    told = [f'<span class="relation {r}">{NAMES[r]} {n}</span>' for r, n in counts.most_common()]
    told += [f"<span>新增 added {len(added)}</span>", f"<span>遗漏 omitted {len(omitted)}</span>"]
    parts = [
        f'<div class="legend">{"".join(told)}</div>',
        f'<div class="pair">{title(source, "来源 source")}{title(derived, "派生 derived")}</div>',
        *pairs,
        f"<h2>新增 added: {len(added)}</h2>",
        *(f'<div class="pair"><div></div>{side(derived, p)}</div>' for p in added),
        f"<h2>遗漏 omitted: {len(omitted)}</h2>",
        *(f'<div class="pair">{side(source, p)}<div></div></div>' for p in omitted),
    ]
    return "\n".join(parts)


def pair_html(derived: Document, source: Document, links: list[Link]) -> str:
    """One derived provision beside each provision it was drawn from, the best link first."""
    links = sorted(links, key=lambda link: -link.score)
    left = "".join(
        side(source, link.source, [a.source for a in link.evidence], f"{tag(link)} ")
        for link in links
        if link.source is not None
    )
    first = links[0].derived
    assert first is not None
    right = side(derived, first, [a.derived for link in links for a in link.evidence])
    return f'<div class="pair"><div>{left}</div>{right}</div>'


def tag(link: Link) -> str:
    """The relation and the score of a link."""
    return f'<span class="relation {link.relation}">{NAMES[link.relation]} {link.score:.2f}</span>'


def side(doc: Document, provision: Provision, shared: Iterable[Span] = (), before: str = "") -> str:
    """A provision with its place in the outline and the shared runs marked."""
    layers = [Layer(s.start, s.end, "shared", "") for s in merged(shared)]
    text = marked(doc.text, provision.span.start, provision.span.end, layers)
    return f'<div><span class="where">{before}{escape(provision.path)}</span>{text}</div>'


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch made one.

    >>> merged([Span(5, 8), Span(1, 3), Span(2, 4)])
    [Span(start=1, end=4), Span(start=5, end=8)]
    """
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def title(doc: Document, role: str) -> str:
    """The head of a column: the title, and below it id, number, date and level."""
    h = doc.header
    facts = " · ".join(str(x) for x in (doc.doc_id, h.document_number, h.issued, h.level, h.jurisdiction) if x)
    return f'<div><b>{escape(h.title or doc.doc_id)}</b><span class="where">{role} · {escape(facts)}</span></div>'
