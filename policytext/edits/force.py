"""Modality strengthened and weakened (约束力变化): 应当, 必须, 不得 bind more than 要, 要 more than 可以 and 鼓励."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from policytext.edits.context import Matches, around, grams, matched, plain, side_likeness, unmatched
from policytext.edits.edit import Edit
from policytext.edits.pairs import Pair, Side, Slot
from policytext.model import Modality
from policytext.reading.rules import RuleSet
from policytext.span import Span

RANKS = {"edits.must": 3, "edits.shall": 2, "edits.may": 1}
IMPERATIVE = 2
"""A bare imperative binds like 要."""
BOUND = 0.6
"""Least likeness of surroundings: modal words are many, and all alike."""
TOLD = 0.3
"""Least likeness of what two modal words tell to do."""
DONE = 0.4
"""Least share of the pairs of characters in what the shorter one tells to do that the other has too."""
LEADING = 8
"""A clause of so few characters behind a modal word leads up to what it tells to do (要按程序，)."""
CARRIED = 6
"""A word that was left out is missed where so many characters behind it were kept."""
BINDING: tuple[Modality, ...] = ("require", "prohibit")


class Force(NamedTuple):
    """How much a modal word binds, and whether to do or not to do."""

    rank: int
    forbids: bool


def modality(pair: Pair) -> Iterator[Edit]:
    """The directives that bind more or less than those in whose place they stand, and those turned round."""
    here, there = words(pair.derived), words(pair.source)
    together = alike(pair, here, there, comparable)
    for x, y in together:
        change = x.value.rank - y.value.rank
        if change:
            yield pair.edit("modality_strengthened" if change > 0 else "modality_weakened", x.span, y.span, x.rule)
    here, there = unmatched(here, there, together)
    turned = alike(pair, here, there, lambda x, y: not comparable(x, y))
    for x, y in turned:
        yield pair.edit("modality_reversed", x.span, y.span, x.rule)
    here, there = unmatched(here, there, turned)
    yield from left_out(pair, there)
    yield from put_in(pair, here)


def alike(
    pair: Pair,
    here: Sequence[Slot[Force]],
    there: Sequence[Slot[Force]],
    fits: Callable[[Slot[Force], Slot[Force]], bool],
) -> Matches[Force]:
    """The modal words that stand in one place and say something of one action."""
    return [(x, y) for x, y in matched(pair, here, there, fits, BOUND) if one_action(pair, x, y)]


def words(side: Side) -> list[Slot[Force]]:
    """The modal words of a provision."""
    found = []
    for rule, rank in RANKS.items():
        for span, parts in side.finds(rule):
            if not side.quotes(span):
                found.append(Slot(span=span, value=Force(rank, "not" in parts), rule=rule))
    return sorted(found, key=lambda s: s.span)


def comparable(x: Slot[Force], y: Slot[Force]) -> bool:
    """Whether both tell to do, or both not to do."""
    return x.value.forbids == y.value.forbids


def one_action(pair: Pair, x: Slot[Force], y: Slot[Force]) -> bool:
    """Whether two modal words are followed by alike wording: one subject can be told several things.

    要按照甲标准配备物资 and 可按照统一部署恢复接收 have only 按照 in common.
    """
    here, there = around(pair.derived, x.span), around(pair.source, y.span)
    a, b = (grams(action(side, z.span)) for side, z in ((pair.derived, x), (pair.source, y)))
    return side_likeness(here.right, there.right) >= TOLD and len(a & b) >= DONE * min(len(a), len(b))


def action(side: Side, span: Span) -> str:
    """The words behind a modal word, to the end of their clause; a clause that only leads up to it is not one."""
    end = side.clause(span).end
    while end - span.end <= LEADING and end < side.sentence(span.start).end:
        end = side.clause(Span(end + 1, end + 1)).end
    return plain(side.text[span.end : end])


def left_out(pair: Pair, there: Sequence[Slot[Force]]) -> Iterator[Edit]:
    """Directives that lost the word which made them optional, and bind now as bare imperatives do."""
    for y in there:
        if y.value.rank >= IMPERATIVE:
            continue
        run = next((a for a in pair.runs if 0 <= a.source.start - y.span.end <= 1 and a.source.length >= CARRIED), None)
        if run is None:
            continue
        clause = pair.derived.clause(run.derived)
        if leads_up(pair.derived, run.derived):
            continue
        if run.derived.start - clause.start > 1:
            continue
        before = Span(pair.derived.sentence(run.derived.start).start, clause.end)
        modal = any(before.overlaps(x.span) for x in words(pair.derived))
        task = next((t for t in pair.derived.document.tasks if t.span.overlaps(run.derived)), None)
        if not modal and task is not None and task.modality in BINDING:
            yield pair.edit("modality_strengthened", opening(pair.derived, run.derived), y.span, y.rule)


def put_in(pair: Pair, here: Sequence[Slot[Force]]) -> Iterator[Edit]:
    """Directives that were copied behind a word which makes them optional (原则上)."""
    for x in here:
        if x.value.rank >= IMPERATIVE:
            continue
        run = next((a for a in pair.runs if 0 <= a.derived.start - x.span.end <= 1), None)
        if run is None or run.derived.length < CARRIED:
            continue
        clause = pair.source.clause(run.source)
        if leads_up(pair.derived, run.derived):
            continue
        bound = any(run.source.holds(y.span) and y.span.start == run.source.start for y in words(pair.source))
        if not bound and run.source.start - clause.start > 1:
            continue
        before = Span(pair.source.sentence(run.source.start).start, clause.end)
        weak = any(before.overlaps(y.span) and y.value.rank < IMPERATIVE for y in words(pair.source))
        task = next((t for t in pair.source.document.tasks if t.span.overlaps(run.source)), None)
        if not weak and task is not None and task.modality in BINDING:
            yield pair.edit("modality_weakened", x.span, opening(pair.source, run.source), x.rule)


def leads_up(side: Side, run: Span) -> bool:
    """Whether shared wording only leads up to what is to be done (按照统一部署), which is something else."""
    wording = side.text[slice(*run)]
    return RuleSet.default().by_id["edits.aside"].regex.match(wording) is not None and "，" not in wording


def opening(side: Side, run: Span) -> Span:
    """The words of a bare imperative, as far as their clause goes."""
    return Span(run.start, side.clause(Span(run.start, run.start)).end)
