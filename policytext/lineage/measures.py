"""How much was taken over, added and left out: rates with their expected values and intervals.

A rate counts links at the threshold. Its expected value takes each provision with the probability of its best link,
which is calibrated on coded pairs, and its interval comes from drawing provisions with replacement and links by their
probabilities (Efron and Tibshirani 1993, percentile bootstrap), so it covers both: which provisions a drafter happened
to write, and which links the model cannot be sure of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from policytext.derivation.derive import Likelihood
from policytext.lineage.families import CELLS
from policytext.lineage.rows import DRAWN, counted
from policytext.model import Document, Link, Provision

if TYPE_CHECKING:
    from policytext.lineage.lineage import Lineage

Floats = npt.NDArray[np.float64]

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


def coverage_rows(lineage: Lineage) -> Iterator[tuple[Any, ...]]:
    """One row for each pair of documents that a citation or a link ties."""
    drawn = links_by_pair(lineage.objects)
    for pair, path in lineage.compared.items():
        if path == "cited" or pair in drawn:
            derived, source = map(lineage.document, pair)
            yield (*pair, path, *coverage_of(derived, source, drawn.get(pair, ()), lineage.likelihoods[pair]))


def links_by_pair(links: Sequence[Link]) -> dict[tuple[str, str], list[Link]]:
    """The links that say that something was drawn, by pair of documents.

    What only repeats a chain of links counts where a coder says so: the probabilities leave it out too.
    """
    drawn: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        if link.relation in DRAWN and (link.decision or not link.transitive):
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


def coverage_of(derived: Document, source: Document, links: Sequence[Link], likely: Likelihood) -> tuple[Any, ...]:
    """The measures of one pair; a provision with several links counts by its best."""
    lower, upper = counted(derived), counted(source)
    taken, used = best_links(links, "derived"), best_links(links, "source")
    by_relation = [sum(k.relation == relation for k in taken.values()) for relation in DRAWN]
    here, there = likely_of(derived, likely.derived, taken), likely_of(source, likely.source, used)
    certain = sum(p.span.start not in used and q < CERTAIN for p, q in zip(upper, there, strict=True))
    expected, low, high = interval(here)
    left_out, least, most = interval(1 - there)
    return (
        len(lower),
        *by_relation,
        len(lower) - len(taken),
        len(upper),
        len(upper) - len(used),
        certain,
        len(upper) - len(used) - certain,
        len(taken) / len(lower) if lower else None,
        expected,
        low,
        high,
        1 - len(used) / len(upper) if upper else None,
        left_out,
        least,
        most,
        reproduction(derived, links),
        specificity_gain(derived, source, taken),
        lag(source, derived),
    )


def likely_of(document: Document, probability: Floats, linked: dict[int, Link]) -> Floats:
    """The probability of a link for each provision that counts; a coder's decision is certain."""
    out = []
    for p, q in zip(document.provisions, probability, strict=True):
        if p.section is not None:
            link = linked.get(p.span.start)
            out.append(1.0 if link is not None and link.decision else float(q))
    return np.array(out)


def reproduction(derived: Document, links: Sequence[Link]) -> float | None:
    """The share of a document's words, preamble left out, that stand in runs which it shares with the source."""
    spans = [p.span for p in counted(derived)]
    letters = sum(c.isalnum() for p in counted(derived) for c in p.text)
    copied = {
        k
        for link in links
        for a in link.evidence
        if any(s.start <= a.derived.start < s.end for s in spans)
        for k in range(a.derived.start, a.derived.end)
    }
    return round(sum(derived.text[k].isalnum() for k in copied) / letters, 4) if letters else None


def specificity_gain(derived: Document, source: Document, taken: dict[int, Link]) -> float | None:
    """How many units, deadlines and targets a derived provision has more than its best source, on average."""
    gains = [
        specifics(derived, k.derived) - specifics(source, k.source) for k in taken.values() if k.derived and k.source
    ]
    return round(sum(gains) / len(gains), 4) if gains else None


def specifics(document: Document, provision: Provision) -> int:
    """Named units, deadlines and targets inside a provision."""
    span = provision.span
    found = [x.span for kind in (document.assignments, document.deadlines, document.targets) for x in kind]
    return sum(span.start <= s.start < span.end for s in found)


def lag(source: Document, derived: Document) -> int | None:
    """Days from the date of the source, or of its printing, to that of the derived document."""
    begun, ended = (d.header.issued or d.header.printed for d in (source, derived))
    return (ended - begun).days if begun and ended else None


def uptake_rows(lineage: Lineage) -> Iterator[tuple[Any, ...]]:
    """One row for each provision of a document that others cite or draw on: which of them took it up."""
    children, drawn = children_of(lineage), links_by_pair(lineage.objects)
    for source in (d for d in lineage.documents if d.doc_id in children):
        below = children[source.doc_id]
        used, chance = taken_from(lineage, source, below, drawn)
        for k, p in enumerate(counted(source)):
            links = {d: used[d][p.span.start] for d in below if p.span.start in used[d]}
            lags = [days for d in links if (days := lag(source, lineage.document(d))) is not None]
            relations = [sum(x.relation == r for x in links.values()) for r in DRAWN]
            yield (
                source.doc_id,
                p.path,
                *p.span,
                len(below),
                len(links),
                *relations,
                len(links) / len(below),
                *interval(np.array([chance[d][k] for d in below])),
                median(lags) if lags else None,
                p.text,
            )


def uptake_cells(lineage: Lineage, source_doc: str) -> Iterator[tuple[Any, ...]]:
    """One row for each provision of a document and each that cites it or draws on it: what became of it there."""
    source, below = lineage.document(source_doc), children_of(lineage).get(source_doc, ())
    used, chance = taken_from(lineage, source, below, links_by_pair(lineage.objects))
    for k, p in enumerate(counted(source)):
        for derived in below:
            link = used[derived].get(p.span.start)
            cell = CELLS[link.relation] if link else "absent"
            yield (source_doc, p.path, *p.span, derived, cell, round(float(chance[derived][k]), 4), p.text)


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
) -> tuple[dict[str, dict[int, Link]], dict[str, Floats]]:
    """For each lower document its best link to each provision of the source, and how likely each was taken up."""
    used = {d: best_links(drawn.get((d, source.doc_id), ()), "source") for d in below}
    chance = {d: likely_of(source, lineage.likelihoods[d, source.doc_id].source, used[d]) for d in below}
    return used, chance
