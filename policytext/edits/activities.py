"""Activities added and dropped (增加、删减举措): clauses that say something to do in words the other side has not."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.edits.edit import Edit
from policytext.edits.pairs import Pair, Side
from policytext.reading.rules import RuleSet
from policytext.reading.text.fold import see
from policytext.span import Span

OWN = 0.3
"""Most of a clause's characters that may stand in wording shared with a source."""
LEAST = 4
"""Fewer characters are no activity."""
RULE = "edits.clause"
SHORT = 12
"""Most characters of a heading that runs on."""
DIRECTIVE = ("task", "goal")


def activities(pair: Pair) -> Iterator[Edit]:
    """The clauses with an action of their own."""
    aside = RuleSet.default().by_id["edits.aside"].regex
    for clause in clauses(pair.derived):
        piece = without_units(pair.derived, clause)
        words = said(pair.derived, piece)
        wording = pair.derived.text[piece.start : piece.end]
        if len(words) < LEAST or aside.search(wording) or heading(pair.derived, clause):
            continue
        if pair.shared(piece) <= OWN * len(words) and not reworded(pair, words):
            yield pair.edit("activity_added", piece, None, RULE)


def dropped(pair: Pair) -> Iterator[Edit]:
    """The clauses that no provision drawn from the source has, where the rest of their sentence or most was taken.

    Of a source that feeds many provisions, and of which this one has a small part, nothing is known to be dropped.
    """
    back = pair.mirrored()
    for edit in activities(back):
        assert edit.derived is not None
        if back.taken_around(edit.derived.start):
            yield edit.mirrored("activity_dropped")


def clauses(side: Side) -> Iterator[Span]:
    """The clauses of the tasks and goals of a provision, outside the titles of other documents.

    A mark inside quotation marks ends no clause: what would be cut there is none.
    """
    regex = RuleSet.default().by_id[RULE].regex
    for unit in side.units:
        if unit.label not in DIRECTIVE:
            continue
        view = see(unit.text)
        for m in regex.finditer(view.text):
            start, end = view.span(*m.span("clause"))
            found = Span(start + unit.span.start, end + unit.span.start)
            whole = m["clause"].count("“") == m["clause"].count("”")
            if whole and found.start >= side.directive.start and not side.quotes(found):
                yield found


def without_units(side: Side, span: Span) -> Span:
    """The clause behind the unit that opens it: 由市水利局逐个落实 is about what is done."""
    start = span.start
    for a in side.document.assignments:
        if start <= a.span.start <= start + 1 and a.span.end < span.end:
            start = a.span.end
    return Span(start, span.end)


def heading(side: Side, clause: Span) -> bool:
    """Whether a clause only names a matter: a sentence of its own (智能家居。), or what stands before a colon."""
    if side.text[clause.end : clause.end + 1] in ("：", ":") and clause.length <= SHORT:
        return True
    alone = side.sentence(clause.start)
    verb = RuleSet.default().by_id["label.task.operation"].regex
    words = side.text[clause.start : clause.end]
    return alone.length - clause.length <= 1 and clause.length <= SHORT and not verb.match(words)


def said(side: Side, span: Span) -> str:
    """The characters of a clause that count: its deadline says when, not what."""
    when = [d.span for d in side.document.deadlines if d.span.overlaps(span)]
    places = (k for k in range(*span) if not any(w.start <= k < w.end for w in when))
    return "".join(c for k in places if (c := side.text[k]).isalnum())


def reworded(pair: Pair, words: str) -> bool:
    """Whether the source says nearly the same in runs too short to be evidence: half of the pairs of characters."""
    grams = [words[k : k + 2] for k in range(len(words) - 1)]
    wording = (pair.source.provision, *pair.derived.others)
    return 2 * sum(any(g in p.text for p in wording) for g in grams) > len(grams)
