"""What a derivation tells of itself: printings, crowds, pairs without direction, dates at odds, an interrupt."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policytext.derivation.choice import CROWD, PARTNERS, SOURCES
from policytext.derivation.lines import date_of
from policytext.derivation.search import Search
from policytext.model import Document, Link, LinkPath, Problem


def broken_off(step: str, done: int, total: int) -> Problem:
    """The problem of a derivation that was interrupted."""
    early = step == "citations"
    of = "documents" if early else "pairs of documents"
    left = "the other citations and all links between documents" if early else "links of the other pairs"
    return Problem(
        code="derive.interrupted",
        message=f"derivation was interrupted at the step {step!r} after {done:,} of {total:,} {of}",
        action=f"{left} are missing; derive again for all of them (派生中断)",
    )


def printed_again(search: Search) -> Iterator[Problem]:
    """The problems of documents that the corpus has in several printings."""
    copies: dict[int, list[str]] = defaultdict(list)
    for k, first in enumerate(search.first):
        if k != first:
            copies[first].append(search.documents[k].doc_id)
    for first, others in copies.items():
        some = ", ".join(map(repr, others[:3])) + (" …" if len(others) > 3 else "")
        yield Problem(
            code="derive.printings",
            message=f"{search.documents[first].doc_id!r} stands {len(others) + 1} times in the corpus, also as {some}; "
            "links and rates count it once, under the first id",
            action="leave the other printings out, or put the one that you want to count first (同一文件重复)",
        )


def crowded(search: Search) -> Iterator[Problem]:
    """The problems of documents with so many possible sources, or siblings, that only some of them were compared."""
    told = {
        "sources": f"possible sources: each was compared with those that it cites and the {SOURCES} likeliest others",
        "partners": f"documents with which they may share a source: each was compared with the {PARTNERS} likeliest",
    }
    for name, left in told.items():
        if found := search.choice.crowds[name]:
            some = ", ".join(repr(search.documents[k].doc_id) for k in sorted(found)[:3])
            yield Problem(
                code="derive.crowd",
                message=f"{len(found):,} documents ({some} …) have more than {CROWD} {left}",
                action="give citations, levels, places and dates, which tell sources apart, or derive parts of the "
                "corpus by themselves; lineage.why() says of any two documents whether they were left out (同文过多)",
            )


def undirected(search: Search, links: Iterable[Link]) -> list[tuple[str, str]]:
    """The pairs of documents linked both ways, since nothing tells which drew on which, in the likelier direction."""
    linked = {(link.derived_doc, link.source_doc) for link in links if link.path == "possible"}
    pairs = [(search.documents[s].doc_id, search.documents[d].doc_id) for d, s in search.unlikelier()]
    return sorted(pair for pair in pairs if pair in linked and pair[::-1] in linked)


def one_way(search: Search, links: Sequence[Link]) -> list[Link]:
    """The links; of two documents that are linked both ways those of the likelier direction."""
    turned = {pair[::-1] for pair in undirected(search, links)}
    return [link for link in links if (link.derived_doc, link.source_doc) not in turned]


def without_direction(pairs: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """The problem of links that stand both ways."""
    if pairs:
        some = ", ".join(f"{d!r} ← {s!r}" for d, s in pairs[:3]) + (" …" if len(pairs) > 3 else "")
        yield Problem(
            code="derive.undirected",
            message=f"of {len(pairs):,} pairs of documents nothing tells which drew on which; their links stand both "
            f"ways, and likelier are: {some}",
            action="give dates or levels in metadata.csv, or leave such pairs out: paths=('cited', 'line') (方向不明)",
        )


def dates_at_odds(documents: Sequence[Document], compared: Mapping[tuple[str, str], LinkPath]) -> Iterator[Problem]:
    """A problem for each document dated after others that cite it, of the pairs compared."""
    day = {d.doc_id: date_of(d) for d in documents}
    before: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
    for (derived, source), path in compared.items():
        own, other = day[derived], day[source]
        if path == "cited" and own and other and own < other:
            before[source].append((own, derived))
    for source, found in sorted(before.items()):
        first, citing = min(found)
        yield Problem(
            code="derive.dates",
            message=f"{source!r} of {day[source]} is younger than what cites it ({len(found)}, the oldest {citing!r} "
            f"of {first}): a date is wrong, or an earlier text is cited; `lag_days` is below 0 there",
            action="compare the dates with the originals: a reprint bears a day of its own (日期矛盾)",
        )
