"""A document as it reads: its text unchanged, coloured by what was found, each find naming its rule and value."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from policytext.model import Assignment, Citation, Deadline, Document, Problem, Sentence, Slogan, Target
from policytext.views.page import NAMES, Html, escape, fragment, page

FINDS = ("unit", "deadline", "target", "slogan", "citation", "problem")
PART = 40
"""Text units that a browser lays out together; parts out of sight cost nothing."""

Find = Assignment | Deadline | Target | Slogan | Citation | Problem


class Layer(NamedTuple):
    """A stretch of text to be marked: where, as what, and what its tooltip says."""

    start: int
    end: int
    kind: str
    title: str


def document_html(doc: Document, *, limit: int | None = None, whole: bool = False) -> Html:
    """A document as HTML: header, legend, outline and the text coloured by kind; hover names rule and value.

    Args:
        doc: What `policytext.parse` returns.
        limit: Show at most about this many characters of the text, and say how many are left out.
        whole: Return a page that stands alone instead of a fragment for a notebook.
    """
    anchor = "pt" + hashlib.sha256(doc.doc_id.encode("utf-8", "backslashreplace")).hexdigest()[:8]
    cut = limit is not None and limit < len(doc.text)
    shown = [s for s in doc.sentences if not cut or s.span.start < (limit or 0)]
    end = (shown[-1].span.end if shown else limit or 0) if cut else len(doc.text)
    parts = [
        heading(doc),
        legend(doc),
        outline(doc, anchor, end),
        f'<div class="text">{"".join(text_parts(doc, shown, anchor, end))}</div>',
    ]
    if end < len(doc.text):
        rest = (
            f"… {len(doc.text) - end:,} more characters; all of them: <code>policytext.views.document_html(doc)</code>"
        )
        parts.append(f'<p class="soft">{rest}</p>')
    body = "\n".join(parts)
    return page(doc.header.title or doc.doc_id, body) if whole else fragment(body)


def heading(doc: Document) -> str:
    """The title, and the other elements of the header as a table; hover names the rule that read each."""
    h = doc.header
    rules = {e.field: e.rule for e in doc.header.evidence}
    dates = {"issued": h.issued, "printed": h.printed}
    rows = {
        "document_number": ("发文字号", h.document_number),
        "issuers": ("发文机关", "、".join(h.issuers)),
        "addressees": ("主送机关", "、".join(h.addressees)),
        "issued": ("成文日期", dates["issued"]),
        "printed": ("印发日期", dates["printed"]),
        "level": ("层级", h.level),
        "jurisdiction": ("辖区", h.jurisdiction),
        "genre": ("文种", "：".join(g for g in (h.genre, h.enclosure_genre) if g)),
        "enclosures": ("所附文件", "、".join(h.enclosures)),
    }
    cells = "".join(
        f'<tr title="{escape(rules.get(key, ""))}"><th>{zh} {key}</th><td>{escape(value)}</td></tr>'
        for key, (zh, value) in rows.items()
        if value
    )
    return (
        f'<h1 title="{escape(rules.get("title", ""))}">{escape(h.title or doc.doc_id)}</h1>'
        f"<details><summary>{escape(doc.doc_id)} · {len(doc.text):,} characters</summary>"
        f"<table>{cells}</table></details>"
    )


def legend(doc: Document) -> str:
    """What the colours mean and how many there are of each; problems are spelt out below."""
    labels = [s.label for s in doc.sentences]
    counts = {"unit": doc.assignments, "deadline": doc.deadlines, "target": doc.targets,
              "slogan": doc.slogans, "citation": doc.citations}  # fmt: skip
    items = [
        f'<span><span class="{x}">{NAMES[x]}</span> {labels.count(x)}</span>' for x in ("task", "goal", "principle")
    ]
    items += [f'<span><mark class="{x}">{NAMES[x]}</mark> {len(found)}</span>' for x, found in counts.items()]
    line = f'<div class="legend">{"".join(items)}</div>'
    if not doc.problems:
        return line
    told = "".join(
        f"<li>{escape(p.message)} <small>{escape(p.code)}: {escape(p.action)}</small></li>" for p in doc.problems
    )
    return f"{line}<details><summary>{len(doc.problems)} problems 待核</summary><ul>{told}</ul></details>"


def outline(doc: Document, anchor: str, end: int) -> str:
    """The headings, indented by level, each leading to its place in the text."""
    rows = [
        f'<li style="padding-left:{min(s.level - 1, 6) * 1.2}em"><a href="#{anchor}-{i}">'
        f"{escape(s.marker or '')}{escape(s.heading or '')}</a></li>"
        for i, s in enumerate(doc.sections)
        if s.span.start < end and s.heading
    ]
    head = f"<summary>层次 outline: {len(doc.sections)}</summary>"
    return f'<details>{head}<ol class="outline">{"".join(rows)}</ol></details>'


def text_parts(doc: Document, shown: list[Sentence], anchor: str, end: int) -> Iterator[str]:
    """The text in parts of some text units, every character of it once and in order."""
    opens: dict[int, list[int]] = {}
    for i, section in enumerate(doc.sections):
        opens.setdefault(section.sentence, []).append(i)
    modality = {t.sentence: t.modality for t in doc.tasks}
    layers = sorted(find_layers(doc))
    at = first = 0
    for k in range(0, len(shown), PART):
        out = []
        for i, s in enumerate(shown[k : k + PART], start=k):
            out.append(escape(doc.text[at : s.span.start]) if at < s.span.start else "")
            while first < len(layers) and layers[first].end <= s.span.start:
                first += 1
            here = []
            for layer in layers[first:]:
                if layer.start >= s.span.end:
                    break
                here.append(layer)
            out += [f'<a id="{anchor}-{n}"></a>' for n in opens.get(i, ())]
            title = " · ".join(x for x in (NAMES[s.label], modality.get(i, ""), s.rule) if x)
            inner = marked(doc.text, max(at, s.span.start), s.span.end, here)
            out.append(f'<span class="{s.label}" title="{escape(title)}">{inner}</span>')
            at = max(at, s.span.end)
        yield f'<div class="part">{"".join(out)}</div>'
    yield escape(doc.text[at:end])


def find_layers(doc: Document) -> Iterator[Layer]:
    """Everything that is marked inside text units, with what its tooltip says."""
    for a in doc.assignments:
        name = a.name if a.name != a.text else ""
        yield layer("unit", a.span, a.rule, NAMES["unit"], name, f"{a.role} ({a.source}, {a.scope})")
    for d in doc.deadlines:
        when = f"{d.earliest or '…'} – {d.latest or '…'}" if d.earliest or d.latest else ""
        yield layer("deadline", d.span, d.rule, NAMES["deadline"], d.kind, when, d.recurs or "")
    for t in doc.targets:
        yield layer("target", t.span, t.rule, NAMES["target"])
    for s in doc.slogans:
        yield layer("slogan", s.span, s.rule, NAMES["slogan"], s.kind)
    for c in doc.citations:
        yield layer("citation", c.span, c.rule, NAMES["citation"], c.kind, c.relation, c.number or "")
    for p in doc.problems:
        if p.span is not None and p.span.length:
            yield layer("problem", p.span, p.code, p.message)


def layer(kind: str, span: tuple[int, int], rule: str, *said: str) -> Layer:
    """A layer whose tooltip joins what is said, the rule last."""
    return Layer(span[0], span[1], kind, " · ".join(x for x in (*said, rule) if x))


def marked(text: str, start: int, end: int, layers: Iterable[Layer]) -> str:
    """`text[start:end]` with layers marked; where several overlap the shortest gives the colour, all the tooltip."""
    layers = [x for x in layers if x.end > start and x.start < end]
    if not layers:
        return escape(text[start:end])
    cuts = sorted({start, end, *(min(max(c, start), end) for x in layers for c in (x.start, x.end))})
    out = []
    for a, b in pairwise(cuts):
        over = sorted((x for x in layers if x.start <= a and b <= x.end), key=lambda x: x.end - x.start)
        piece = escape(text[a:b])
        if over:
            said = "\n".join(dict.fromkeys(x.title for x in over))
            piece = f'<mark class="{over[0].kind}" title="{escape(said)}">{piece}</mark>'
        out.append(piece)
    return "".join(out)
