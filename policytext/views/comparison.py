"""Two documents side by side: the source left, what was drawn from it right, shared words marked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from policytext.brief import excerpt
from policytext.edits import Change, Edit
from policytext.lineage.rows import OPERATIONS, operation
from policytext.model import Document, Link, LinkRelation, Provision
from policytext.span import Span
from policytext.views.marking import Layer, marked
from policytext.views.page import NAMES, Html, escape, fragment, page

if TYPE_CHECKING:
    from policytext.lineage import Lineage

CHANGES: dict[Change, str] = {
    "number_raised": "指标提高 number raised",
    "number_lowered": "指标降低 number lowered",
    "total_apportioned": "指标分解 total apportioned",
    "number_added": "增加指标 number added",
    "number_dropped": "删去指标 number dropped",
    "deadline_earlier": "时限提前 deadline earlier",
    "deadline_later": "时限推后 deadline later",
    "deadline_changed": "时限改变 deadline changed",
    "deadline_added": "增加时限 deadline added",
    "deadline_dropped": "删去时限 deadline dropped",
    "unit_named": "明确单位 unit named",
    "unit_changed": "更换单位 unit changed",
    "unit_dropped": "略去单位 unit dropped",
    "modality_strengthened": "要求加强 modality strengthened",
    "modality_weakened": "要求减弱 modality weakened",
    "modality_reversed": "要求反转 modality reversed",
    "scope_narrowed": "范围缩小 scope narrowed",
    "activity_added": "增加举措 activity added",
    "activity_dropped": "删减举措 activity dropped",
    "place_localised": "属地化 place localised",
}
"""Kinds of change as a reader sees them."""
REST = {"indirect": "间接 indirect", "added": "新增 added", "omitted": "遗漏 omitted"}
"""What has no link of the two documents: had through another, the derived one's own, left out of the source."""

EXCERPT = 40
"""Characters of a change that its line shows."""


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
    body = side_by_side(lineage, lineage.document(derived), lineage.document(source))
    return page(f"{derived} ← {source}", body) if whole else fragment(body)


def side_by_side(lineage: Lineage, derived: Document, source: Document) -> str:
    """The body of a comparison: what was drawn from what and changed how, what was added, what was left out."""
    links = lineage.direct(derived.doc_id, source.doc_id)
    passed = lineage.passed(derived.doc_id, source.doc_id)
    linked = by_provision(links)
    drawn = [linked[p.span] for p in derived.provisions if p.span in linked]
    changes = {id(link): lineage.edits(link) for found in linked.values() for link in found}
    has = linked.keys() | {p.derived.span for p in passed}
    added = [p for p in derived.provisions if p.span not in has and p.section is not None]
    used = {link.source.span for link in links if link.source is not None} | {p.source.span for p in passed}
    omitted = [p for p in source.provisions if p.span not in used and p.section is not None]
    indirect = {p.derived.span for p in passed if p.derived.section is not None} - linked.keys()
    rest = {"indirect": len(indirect), "added": len(added), "omitted": len(omitted)}
    anchor = anchor_of(derived, source)
    parts = [
        filters(relations(drawn), rest),
        counting(drawn),
        changed([e for found in changes.values() for e in found]),
        jumps(drawn, anchor, rest),
        f'<div class="pair heads">{title(source, "来源 source")}{title(derived, "派生 derived")}</div>',
        *(pair_html(derived, source, found, changes, f"{anchor}-{k}") for k, found in enumerate(drawn)),
    ]
    if not links:
        parts.append(f"<pre>{escape(lineage.why(derived.doc_id, source.doc_id))}</pre>")
    if passed:
        pairs = [f"{side(source, p.source)}{side(derived, p.derived)}" for p in passed]
        name = f"{REST['indirect']}, through a document in between 经由其他文件"
        parts += section("indirect", anchor, name, pairs)
    parts += section("added", anchor, f"新增 added: {len(added)}", [f"<div></div>{side(derived, p)}" for p in added])
    doubtful = nearly(lineage, derived, source)
    left = [f"{side(source, p, before=doubt(p in doubtful))}<div></div>" for p in omitted]
    parts += section("omitted", anchor, f"遗漏 omitted: {len(omitted)}", left)
    return '<div class="comparison">' + "\n".join(parts) + "</div>"


def by_provision(links: Iterable[Link]) -> dict[Span, list[Link]]:
    """The links of each derived provision, the best first."""
    found: dict[Span, list[Link]] = {}
    for link in sorted(links, key=lambda link: -link.score):
        if link.derived is not None and link.source is not None:
            found.setdefault(link.derived.span, []).append(link)
    return found


def relations(drawn: Sequence[Sequence[Link]]) -> Counter[LinkRelation]:
    """How many provisions are drawn in which way, by the best link of each; of the preamble only that there is one."""
    counts = Counter({found[0].relation: 0 for found in drawn})
    counts.update(found[0].relation for found in drawn if found[0].derived and found[0].derived.section is not None)
    return counts


def section(kind: str, anchor: str, name: str, pairs: Iterable[str]) -> list[str]:
    """The provisions without a link of one kind, under a heading that `jumps` leads to."""
    return [f'<h2 id="{anchor}-{kind}">{name}</h2>', *(f'<div class="pair of-{kind}">{pair}</div>' for pair in pairs)]


def anchor_of(derived: Document, source: Document) -> str:
    """A name for places of this comparison that no other in the same notebook has."""
    both = f"{derived.doc_id}\n{source.doc_id}".encode("utf-8", "backslashreplace")
    return "pt" + hashlib.sha256(both).hexdigest()[:8]


def filters(relations: Counter[LinkRelation], rest: Mapping[str, int]) -> str:
    """How many provisions are drawn in which way, and how many have no link; a box ticked off hides them.

    A provision with several links counts by its best, and the preamble not at all, as in `coverage`.
    """
    kinds: list[tuple[str, str, int]] = [(r, NAMES[r], n) for r, n in relations.most_common()]
    kinds += [(kind, REST[kind], n) for kind, n in rest.items() if n or kind != "indirect"]
    told = [
        f'<label class="relation {kind}"><input type="checkbox" class="of-{kind}" checked> {name} {n}</label>'
        for kind, name, n in kinds
    ]
    key = '<span><mark class="shared">共有文字 shared words</mark></span>'
    return f'<div class="legend">{"".join(told)}{key}</div>'


def counting(drawn: Sequence[Sequence[Link]]) -> str:
    """What the numbers count, where they are not those of the links."""
    links = sum(map(len, drawn))
    preamble = sum(found[0].derived is not None and found[0].derived.section is None for found in drawn)
    if links == len(drawn) and not preamble:
        return ""
    aside = "; the preamble 前言 is shown and not counted" if preamble else ""
    told = f"numbers count provisions by their best link, as coverage does 按最佳来源计条款数{aside}"
    return f'<div class="legend"><small>{told}; {links} links 条关系 in all</small></div>'


def jumps(drawn: Sequence[Sequence[Link]], anchor: str, rest: Mapping[str, int]) -> str:
    """A list of the provisions compared, each leading to its place."""
    rows = []
    for k, found in enumerate(drawn):
        first = found[0]
        assert first.derived is not None and first.source is not None
        ends = f"{escape(first.derived.heading or first.derived.path)} ← {escape(first.source.path)}"
        rows.append(f'<li><a href="#{anchor}-{k}">{ends}</a> <small>{NAMES[first.relation]}</small></li>')
    rows += [
        f'<li><a href="#{anchor}-{kind}">{REST[kind]}: {n}</a></li>'
        for kind, n in rest.items()
        if n or kind != "indirect"
    ]
    head = f"<summary>目录 contents: {len(drawn)} provisions drawn 条派生</summary>"
    return f'<details class="jump">{head}<ol class="outline">{"".join(rows)}</ol></details>'


def changed(edits: Sequence[Edit]) -> str:
    """How many changes of each kind: of what the source asks for first, then what was dropped and added."""
    if not edits:
        return ""
    rank = {e.change: OPERATIONS.index(operation(e)) for e in edits}
    counts = sorted(Counter(e.change for e in edits).items(), key=lambda x: (rank[x[0]], -x[1]))
    told = "".join(f'<span><mark class="{kind(c)}">{CHANGES[c]}</mark> {n}</span>' for c, n in counts)
    return f'<div class="legend">{told}</div>'


def nearly(lineage: Lineage, derived: Document, source: Document) -> list[Provision]:
    """Provisions of the source that came near to a link: left out perhaps, not certainly."""
    pair = (derived.doc_id, source.doc_id)
    return [k.source for k in lineage.doubtful if (k.derived_doc, k.source_doc) == pair and k.source is not None]


def doubt(possible: bool) -> str:
    """Whether an omission is certain."""
    return '<span class="relation undetermined">疑似 possible</span> ' if possible else ""


def pair_html(
    derived: Document, source: Document, links: list[Link], changes: Mapping[int, Sequence[Edit]], anchor: str
) -> str:
    """One derived provision beside each provision it was drawn from, the best link first, with what was changed."""
    left = "".join(
        side(source, link.source, runs([a.source for a in link.evidence], changes[id(link)], "source"), f"{tag(link)} ")
        for link in links
        if link.source is not None
    )
    first = links[0].derived
    assert first is not None
    every = [e for link in links for e in changes[id(link)]]
    marks = runs([a.derived for link in links for a in link.evidence], every, "derived")
    right = side(derived, first, marks, after=listed(every))
    return f'<div class="pair of-{links[0].relation}" id="{anchor}"><div>{left}</div>{right}</div>'


def runs(shared: Iterable[Span], changes: Iterable[Edit], which: Literal["derived", "source"]) -> list[Layer]:
    """The stretches to mark on one side: shared words, and over them the changes."""
    layers = [Layer(s.start, s.end, "shared", "") for s in merged(shared)]
    found = [(getattr(e, which), e) for e in changes]
    return layers + [Layer(s.start, s.end, kind(e.change), CHANGES[e.change]) for s, e in found if s is not None]


def kind(change: Change) -> str:
    """The class of a change in the style sheet: what of a provision it touches."""
    return "change-" + change.split("_")[0]


def listed(changes: Sequence[Edit]) -> str:
    """The changes of a provision, a line for each kind: of what the source asks for first, then dropped and added."""
    lines: dict[Change, dict[str, None]] = {}
    for e in sorted(changes, key=lambda e: OPERATIONS.index(operation(e))):
        sides = (e.source_text, e.derived_text) if operation(e) == "changed" else (e.source_text or e.derived_text,)
        lines.setdefault(e.change, {})[" → ".join(escape(excerpt(x or "–", EXCERPT)) for x in sides)] = None
    rows = "".join(f"<li><b>{CHANGES[change]}</b> {'｜'.join(words)}</li>" for change, words in lines.items())
    return f'<ul class="changes">{rows}</ul>' if rows else ""


def tag(link: Link) -> str:
    """The relation and the score of a link."""
    return f'<span class="relation {link.relation}">{NAMES[link.relation]} {link.score:.2f}</span>'


def side(doc: Document, provision: Provision, layers: Sequence[Layer] = (), before: str = "", after: str = "") -> str:
    """A provision with its place in the outline, shared words and changes marked."""
    text = marked(doc.text, provision.span.start, provision.span.end, list(layers))
    return f'<div><span class="where">{before}{escape(provision.path)}</span>{text}{after}</div>'


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
