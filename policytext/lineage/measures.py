"""How much was taken over, added and left out: rates with their expected values and intervals.

A rate counts links at the threshold. Its expected value takes each provision with the probability of its best link,
which is calibrated on coded pairs, and its interval comes from drawing provisions with replacement and links by their
probabilities (Efron and Tibshirani 1993, percentile bootstrap), so it covers both: which provisions a drafter happened
to write, and which links the model cannot be sure of.

What a document has of another through a third was drawn from the third, and was not left out (`passing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from policytext.derivation.lines import date_of
from policytext.derivation.wording import Floats
from policytext.lineage.links import CELLS, DRAWN, own
from policytext.lineage.rows import without_preamble
from policytext.model import Document, Link, Provision

if TYPE_CHECKING:
    from policytext.lineage.lineage import Lineage

DRAWS = 1000
SEED = 2012
"""Of the draws: the same corpus gives the same interval."""
LEVEL = (2.5, 97.5)
CERTAIN = 0.1
"""Probability below which an omission is certain."""


def interval(probability: Floats) -> tuple[float | None, float | None, float | None]:
    """Expected share and the ends of its interval, for items that are linked with these probabilities.

    >>> interval(np.array([1.0, 1.0]))
    (1.0, 1.0, 1.0)
    """
    n = len(probability)
    if not n:
        return None, None, None
    random = np.random.default_rng(SEED)
    # In order, so that the draws, and the interval, do not depend on the order of the documents.
    drawn = np.sort(probability)[random.integers(0, n, (DRAWS, n))]
    shares = (random.random((DRAWS, n)) < drawn).mean(1)
    mean = float(probability.mean())
    # Of few items the percentiles are whole ones: a single item of probability 0.98 is drawn too often to leave 1.
    low, high = min(float(np.percentile(shares, LEVEL[0])), mean), max(float(np.percentile(shares, LEVEL[1])), mean)
    return round(mean, 4), round(low, 4), round(high, 4)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What one document has of another: provisions by their start, preambles left out."""

    derived: Mapping[int, Link]
    """Its provisions with a link, and the best of each."""
    through: Set[int]
    """Those without one that come from the source through a document in between."""
    source: Mapping[int, Link]
    """The provisions of the source that were drawn from, and the best link of each."""
    passed: Set[int]
    """Those that only reach the document through another."""
    chance: Floats
    """For each provision of the source that counts, how likely it was taken over, in either way."""


def taken_over(lineage: Lineage, pair: tuple[str, str], links: Sequence[Link]) -> TakenOver:
    """What the first of two documents has of the second, by the links between them and those through others."""
    taken, used = best_links(links, "derived"), best_links(links, "source")
    source, likely = lineage.document(pair[1]), lineage.likelihoods[pair].source
    lower, upper = ({p.span.start for p in without_preamble(lineage.document(doc_id))} for doc_id in pair)
    through = lineage.passed(*pair)
    chain: dict[int, float] = {}
    for p in reversed(lineage._passed.get(pair, ())):  # the likeliest comes last
        chain[p.source.span.start] = p.score
    reached = np.maximum(likely, [chain.get(p.span.start, 0.0) for p in source.provisions])
    return TakenOver(
        derived=taken,
        through={p.derived.span.start for p in through} & lower - set(taken),
        source=used,
        passed={p.source.span.start for p in through} & upper - set(used),
        chance=likely_of(source, reached, used),
    )


def coverage_rows(lineage: Lineage) -> Iterator[tuple[Any, ...]]:
    """One row for each pair of documents that a citation or a link ties."""
    drawn = links_by_pair(lineage.objects)
    for pair, path in lineage.compared.items():
        if path == "cited" or pair in drawn:
            yield (*pair, path, *coverage_of(lineage, pair, drawn.get(pair, ())))


def links_by_pair(links: Sequence[Link]) -> dict[tuple[str, str], list[Link]]:
    """The links that say that something was drawn, by pair of documents.

    What only repeats a chain of links counts where a coder says so: the probabilities leave it out too.
    """
    drawn: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        if own(link):
            drawn[link.derived_doc, link.source_doc].append(link)
    return drawn


def best_links(links: Sequence[Link], side: str) -> dict[int, Link]:
    """The best link of each provision of one side (`derived` or `source`), by its start; preambles left out."""
    best: dict[int, Link] = {}
    for link in links:
        provision: Provision | None = getattr(link, side)
        if provision is not None and provision.section is not None:
            held = best.get(provision.span.start)
            if held is None or link.score > held.score:
                best[provision.span.start] = link
    return best


def coverage_of(lineage: Lineage, pair: tuple[str, str], links: Sequence[Link]) -> tuple[Any, ...]:
    """The measures of one pair; a provision with several links counts by its best."""
    derived, source = map(lineage.document, pair)
    lower, upper = without_preamble(derived), without_preamble(source)
    has = taken_over(lineage, pair, links)
    by_relation = [sum(link.relation == relation for link in has.derived.values()) for relation in DRAWN]
    left = [p.span.start not in has.source and p.span.start not in has.passed for p in upper]
    omitted = sum(left)
    certain = sum(out and q < CERTAIN for out, q in zip(left, has.chance, strict=True))
    expected, low, high = interval(likely_of(derived, lineage.likelihoods[pair].derived, has.derived))
    left_out, least, most = interval(1 - has.chance)
    return (
        len(lower),
        *by_relation,
        len(has.through),
        len(lower) - len(has.derived) - len(has.through),
        len(upper),
        len(has.passed),
        omitted,
        certain,
        omitted - certain,
        len(has.derived) / len(lower) if lower else None,
        expected,
        low,
        high,
        omitted / len(upper) if upper else None,
        left_out,
        least,
        most,
        reproduction(derived, links),
        specificity_gain(derived, source, has.derived),
        lag(source, derived),
    )


def likely_of(document: Document, probability: Floats, linked: Mapping[int, Link]) -> Floats:
    """The probability of a link for each provision that counts; a coder's decision is certain."""
    out = []
    for p, q in zip(document.provisions, probability, strict=True):
        if p.section is not None:
            link = linked.get(p.span.start)
            out.append(1.0 if link is not None and link.decision else float(q))
    return np.array(out)


def reproduction(derived: Document, links: Sequence[Link]) -> float | None:
    """The share of a document's words, preamble left out, that stand in runs which it shares with the source."""
    spans = [p.span for p in without_preamble(derived)]
    letters = sum(c.isalnum() for p in without_preamble(derived) for c in p.text)
    copied = {
        k
        for link in links
        for a in link.evidence
        if any(s.start <= a.derived.start < s.end for s in spans)
        for k in range(a.derived.start, a.derived.end)
    }
    return round(sum(derived.text[k].isalnum() for k in copied) / letters, 4) if letters else None


def specificity_gain(derived: Document, source: Document, taken: Mapping[int, Link]) -> float | None:
    """How many units, deadlines and targets a derived provision has more than its best source, on average."""
    gains = [
        specifics(derived, link.derived) - specifics(source, link.source)
        for link in taken.values()
        if link.derived and link.source
    ]
    return round(sum(gains) / len(gains), 4) if gains else None


def specifics(document: Document, provision: Provision) -> int:
    """Named units, deadlines and targets inside a provision."""
    span = provision.span
    found = [x.span for kind in (document.assignments, document.deadlines, document.targets) for x in kind]
    return sum(span.start <= s.start < span.end for s in found)


def lag(source: Document, derived: Document) -> int | None:
    """Days from the date of the source, or of its printing, to that of the derived document."""
    begun, ended = date_of(source), date_of(derived)
    return (ended - begun).days if begun and ended else None


def uptake_rows(lineage: Lineage) -> Iterator[tuple[Any, ...]]:
    """One row for each provision of a document that others cite or draw on: which of them took it up."""
    children, drawn = children_of(lineage), links_by_pair(lineage.objects)
    for source in (d for d in lineage.documents if d.doc_id in children):
        below = taken_from(lineage, source, children[source.doc_id], drawn)
        for k, p in enumerate(without_preamble(source)):
            links = [has.source[p.span.start] for has in below.values() if p.span.start in has.source]
            holders = [d for d, has in below.items() if p.span.start in has.source or p.span.start in has.passed]
            lags = [days for d in holders if (days := lag(source, lineage.document(d))) is not None]
            relations = [sum(x.relation == r for x in links) for r in DRAWN]
            yield (
                source.doc_id,
                p.path,
                *p.span,
                len(below),
                len(holders),
                *relations,
                len(holders) - len(links),
                len(holders) / len(below),
                *interval(np.array([has.chance[k] for has in below.values()])),
                median(lags) if lags else None,
                p.text,
            )


def uptake_cells(lineage: Lineage, source_doc: str) -> Iterator[tuple[Any, ...]]:
    """One row for each provision of a document and each that cites it or draws on it: what became of it there."""
    source, children = lineage.document(source_doc), children_of(lineage).get(source_doc, ())
    below = taken_from(lineage, source, children, links_by_pair(lineage.objects))
    for k, p in enumerate(without_preamble(source)):
        for derived, has in below.items():
            cell = cell_of(p.span.start, has)
            yield (source_doc, p.path, *p.span, derived, cell, round(float(has.chance[k]), 4), p.text)


def cell_of(start: int, has: TakenOver) -> str:
    """What became of a provision of the source in one document."""
    if start in has.source:
        return CELLS[has.source[start].relation]
    return "indirect" if start in has.passed else "absent"


def children_of(lineage: Lineage) -> dict[str, list[str]]:
    """For each document those that cite it or draw on it."""
    drawn = links_by_pair(lineage.objects)
    children: dict[str, list[str]] = defaultdict(list)
    for pair, path in lineage.compared.items():
        if path == "cited" or pair in drawn:
            children[pair[1]].append(pair[0])
    return children


def taken_from(
    lineage: Lineage, source: Document, below: Sequence[str], drawn: Mapping[tuple[str, str], Sequence[Link]]
) -> dict[str, TakenOver]:
    """What each lower document has of the source."""
    return {d: taken_over(lineage, (d, source.doc_id), drawn.get((d, source.doc_id), ())) for d in below}
