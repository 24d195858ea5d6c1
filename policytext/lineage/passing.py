"""What a document has of another through a third: no link of its own, and yet no omission (经由他文).

A provision that has its words from a document in between is linked to that one alone (`derivation.competition`). What
it has of the remote source stands in two things: in links that only repeat such a chain, and, where the two ends
share too little to be a link themselves, in chains whose words go through, with the product of their probabilities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from policytext.lineage.links import Ends, Place, ends, own
from policytext.model import Link, Provision
from policytext.span import Span

LEAST = 0.1
"""Least probability of a chain: a less likely one makes no omission doubtful."""
ROUNDS = 3
"""How often chains are made longer by a link: four links lead from the centre to a township."""

Pair = tuple[str, str]
"""Derived document and source."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A provision that has words of another through a document in between."""

    derived: Provision
    source: Provision
    score: float
    runs: tuple[Span, ...]
    """These words in the derived provision."""


def standing(indirect: Iterable[Link], links: Iterable[Link], refused: Container[Ends]) -> list[Link]:
    """The links repeating a chain that a coder's decisions leave: their provision is still drawn from somewhere.

    Who refuses the nearer source has judged the words that the remote one has too.
    """
    drawn = {ends(link)[0] for link in links if own(link)}
    return [link for link in indirect if ends(link)[0] in drawn and ends(link) not in refused]


def passed_on(
    links: Iterable[Link], indirect: Sequence[Link], compared: Container[Pair], refused: Set[Ends] = frozenset()
) -> dict[Pair, list[Passed]]:
    """What each two documents have in common through others, the likeliest first.

    `indirect` are the links that repeat a chain, `refused` pairs of provisions that a coder takes for none.
    """
    direct = [link for link in links if own(link)]
    repeated = standing(indirect, direct, refused)
    settled = refused | {ends(link) for link in direct}
    above: dict[Place, dict[Place, Passed]] = defaultdict(dict)
    for link in (*repeated, *direct):
        here, there = ends(link)
        above[here][there] = passed(link)
    for _ in range(ROUNDS):
        longer = list(chains(direct, above, compared, settled))
        for here, there, chain in longer:
            if there not in above[here] or above[here][there].score < chain.score:
                above[here][there] = chain
        if not longer:
            break
    out: dict[Pair, list[Passed]] = defaultdict(list)
    for here, sources in above.items():
        for there, chain in sources.items():
            if (here, there) not in settled:
                out[here[0], there[0]].append(chain)
    for found in out.values():
        found.sort(key=lambda p: (-p.score, p.derived.span, p.source.span))
    return out


def chains(
    direct: Iterable[Link],
    above: Mapping[Place, Mapping[Place, Passed]],
    compared: Container[Pair],
    settled: Container[Ends],
) -> Iterator[tuple[Place, Place, Passed]]:
    """Chains one link longer than those known, likelier than what is known of their ends."""
    for link in direct:
        here, middle = ends(link)
        for there, upper in above.get(middle, {}).items():
            score = round(link.score * upper.score, 4)
            known = above[here].get(there)
            if score < LEAST or (known and known.score >= score):
                continue
            if (here[0], there[0]) not in compared or (here, there) in settled:
                continue
            if runs := tuple(d for d, s in words(link) if any(s.overlaps(run) for run in upper.runs)):
                assert link.derived is not None
                yield here, there, Passed(link.derived, upper.source, score, runs)


def passed(link: Link) -> Passed:
    """The first link of a chain."""
    assert link.derived is not None and link.source is not None
    return Passed(link.derived, link.source, link.score, tuple(d for d, _ in words(link)))


def words(link: Link) -> list[tuple[Span, Span]]:
    """The shared words on both sides; a coder may link what shares none, then all of both."""
    assert link.derived is not None and link.source is not None
    return [(a.derived, a.source) for a in link.evidence] or [(link.derived.span, link.source.span)]
