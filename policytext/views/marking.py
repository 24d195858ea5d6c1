"""Text with its finds marked: every character once and in order, each mark naming kind, value and rule on hover."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from policytext.model import Document, Sentence
from policytext.views.page import NAMES, escape

PART = 40
"""Text units that a browser lays out together; parts out of sight cost nothing."""
FEW = 20
"""Finds over one piece of text that its tooltip tells one by one."""
TOLD = 200
"""Characters of one tooltip line."""


class Layer(NamedTuple):
    """A stretch of text to be marked: where, as what, and what its tooltip says."""

    start: int
    end: int
    kind: str
    title: str


def text_parts(doc: Document, shown: Sequence[Sentence], anchor: str, end: int) -> Iterator[str]:
    """The text up to `end` in parts of some text units, every character of it once and in order.

    What stands between two text units belongs to the later one, so that it goes where that one is hidden.
    """
    opens: dict[int, list[int]] = {}
    for i, section in enumerate(doc.sections):
        opens.setdefault(section.sentence, []).append(i)
    modality = {t.sentence: t.modality for t in doc.tasks}
    layers = sorted(x for x in find_layers(doc) if x.start < end)
    active: list[Layer] = []
    at = ahead = 0
    for k in range(0, len(shown), PART):
        out = []
        for i, s in enumerate(shown[k : k + PART], start=k):
            start, stop = max(at, s.span.start), min(s.span.end, end)
            if at < start:
                out.append(f'<span class="{s.label} gap">{escape(doc.text[at:start])}</span>')
            while ahead < len(layers) and layers[ahead].start < stop:
                active.append(layers[ahead])
                ahead += 1
            active = [x for x in active if x.end > start]
            out += [f'<a id="{anchor}-{n}"></a>' for n in opens.get(i, ())]
            title = " · ".join(x for x in (NAMES[s.label], modality.get(i, ""), s.rule) if x)
            inner = marked(doc.text, start, stop, active)
            out.append(f'<span class="{s.label}" title="{escape(title)}">{inner}</span>')
            at = max(at, stop)
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
    return Layer(span[0], span[1], kind, " · ".join(x[:TOLD] for x in (*said, rule) if x))


def marked(text: str, start: int, end: int, layers: Iterable[Layer]) -> str:
    """`text[start:end]` with layers marked; where several overlap the shortest gives the colour, all the tooltip.

    Of very many over one piece the tooltip has the shortest `FEW` and says how many more there are.
    """
    inside = [x for x in layers if x.end > start and x.start < end]
    waiting = sorted(((max(x.start, start), k, x) for k, x in enumerate(inside)), reverse=True)
    if not waiting:
        return escape(text[start:end])
    cuts = sorted({start, end, *(min(max(c, start), end) for x in inside for c in (x.start, x.end))})
    ends: list[tuple[int, int, int, Layer]] = []  # what is open, by where it ends; the number keeps the order given
    over: list[tuple[int, int, Layer]] = []  # the same, by length
    out = []
    for a, b in pairwise(cuts):
        while ends and ends[0][0] <= a:
            _, *found = heappop(ends)
            del over[bisect_left(over, tuple(found))]
        while waiting and waiting[-1][0] <= a:
            _, k, x = waiting.pop()
            if x.end > a:
                held = (x.end - x.start, k, x)
                heappush(ends, (x.end, *held))
                insort(over, held)
        piece = escape(text[a:b])
        if over:
            titles = list(dict.fromkeys(x.title for _, _, x in over[:FEW]))
            said = "\n".join([*titles, *([f"… {len(over) - FEW:,} more"] if len(over) > FEW else [])])
            piece = f'<mark class="{over[0][2].kind}" title="{escape(said)}">{piece}</mark>'
        out.append(piece)
    return "".join(out)
