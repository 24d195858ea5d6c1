"""What a coder decides about links: exported for review, brought back, and from then on stronger than the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policytext.derivation.derive import Likelihood, likelihood, ranked
from policytext.derivation.evidence import evidence_of
from policytext.derivation.relation import relation_of, shares
from policytext.lineage.columns import LINK_COLUMNS, REVIEW_COLUMNS
from policytext.lineage.decision_table import offset
from policytext.lineage.links import Ends, Levels, Place, ends
from policytext.lineage.passing import standing
from policytext.lineage.rows import link_row
from policytext.model import Document, Link, Problem, Provision
from policytext.verdicts import meaning

if TYPE_CHECKING:
    from policytext.lineage.lineage import Lineage

Numbered = Mapping[tuple[str, str], Sequence[tuple[int, int]]]
"""Derived document and source → pairs of their provisions, by number."""


def review_rows(links: Sequence[Link], doubtful: Sequence[Link], levels: Levels) -> Iterator[tuple[Any, ...]]:
    """Links and near links with an empty decision, those that are least sure first."""
    told = [("link", link) for link in links if link.derived and link.source]
    told += [("doubtful", link) for link in doubtful]
    for kind, link in sorted(told, key=lambda x: (abs(x[1].score - 0.5), x[1].derived_doc, x[1].source_doc)):
        row = dict(zip(LINK_COLUMNS, link_row(link, levels), strict=True)) | {"note": None, "kind": kind}
        yield tuple(row[name] for name in REVIEW_COLUMNS)


def with_decisions(lineage: Lineage, rows: Sequence[Mapping[str, Any]]) -> Lineage:
    """The lineage after a coder's decisions; a pair of documents that only the coder links counts as compared."""
    documents = {d.doc_id: d for d in lineage.documents}
    links, rest, problems = apply_decisions(rows, documents, lineage.objects, lineage.doubtful, lineage.indirect)
    compared = dict(lineage.compared)
    left = set(standing(lineage.indirect, links, {ends(link) for link in rest if link.decision == "no"}))
    fallen = [link for link in lineage.indirect if link not in left]
    refused = [link for link in rest if link.decision == "no"] + fallen
    likelihoods = without(lineage, by_number(lineage.indirect, documents), by_number(refused, documents))
    for link in links:
        pair = (link.derived_doc, link.source_doc)
        if link.decision and pair not in compared:
            compared[pair] = "possible"
            likelihoods[pair] = Likelihood.of_none(documents[pair[0]], documents[pair[1]])
    return replace(
        lineage,
        objects=tuple(links),
        decided=tuple(rest),
        compared=compared,
        likelihoods=likelihoods,
        problems=(*lineage.problems, *problems),
    )


def without(lineage: Lineage, explained: Numbered, refused: Numbered) -> dict[tuple[str, str], Likelihood]:
    """The likelihoods where some pairs of provisions are certainly no links."""
    number = {d.doc_id: k for k, d in enumerate(lineage.documents)}
    out = dict(lineage.likelihoods)
    for pair in out:
        scored = lineage.search.scored.get((number[pair[0]], number[pair[1]]))
        if scored is not None:
            out[pair] = likelihood(scored.probability, explained.get(pair, ()), refused.get(pair, ()))
    return out


def apply_decisions(
    rows: Sequence[Mapping[str, Any]],
    documents: Mapping[str, Document],
    links: Sequence[Link],
    doubtful: Sequence[Link],
    indirect: Sequence[Link] = (),
) -> tuple[list[Link], list[Link], list[Problem]]:
    """Links and near links after a coder's decisions, and the rows that fit nothing.

    `indirect` are links that only repeat a chain: one that is refused is kept as such, though it was none of the links.
    """
    decided, problems = decisions_of(rows, documents)
    linked = {ends(link): link for link in links if link.derived and link.source}
    known = {ends(link): link for link in doubtful} | linked
    decided = straight(decided, known)
    out = [link for link in links if not link.derived or not link.source or decided.get(ends(link)) != "no"]
    out = [settled(link, decided.get(ends(link))) if link.derived and link.source else link for link in out]
    for key, word in decided.items():
        if word != "no" and key not in linked:
            out.append(settled(known.get(key) or new_link(key, documents), word))
    rest = [replace(link, decision="no") if decided.get(ends(link)) == "no" else link for link in doubtful]
    rest = [link for link in rest if decided.get(ends(link), "no") == "no"]
    given = {ends(link): link for link in indirect} | linked
    rest += [replace(given[key], decision="no") for key, word in decided.items() if word == "no" and key in given]
    order = {d: n for n, d in enumerate(documents)}
    out = ranked(out)
    out.sort(key=lambda link: (order[link.derived_doc], link.derived.span if link.derived else (-1, -1), link.rank))
    return out, rest, problems


def decisions_of(
    rows: Sequence[Mapping[str, Any]], documents: Mapping[str, Document]
) -> tuple[dict[Ends, str], list[Problem]]:
    """What was decided about each pair of provisions, the last row winning, and the rows with something wrong."""
    decided: dict[Ends, str] = {}
    problems: list[Problem] = []
    for n, row in enumerate(rows):
        found, word = provisions_of(row, documents), meaning(str(row["decision"]))
        if found is None:
            problems.append(lost(n, row))
            continue
        if decided.get(found, word) != word:
            problems.append(contradicted(n, row, decided[found], word))
        decided[found] = word
    return decided, problems


def straight(decided: Mapping[Ends, str], known: Mapping[Ends, Link]) -> dict[Ends, str]:
    """Decisions about an undirected link, given from the other side: yes and no hold as well, a relation turns it."""
    out: dict[Ends, str] = {}
    for key, word in decided.items():
        back = key[::-1]
        if key in known or back not in known or known[back].relation != "common_source":
            out[key] = word
        elif word in ("yes", "no"):
            out[back] = word
        else:
            out |= {back: "no", key: word}
    return out


def by_number(links: Iterable[Link], documents: Mapping[str, Document]) -> Numbered:
    """For each pair of documents the pairs of provisions of these links, by number."""
    number = {(d.doc_id, p.span.start): n for d in documents.values() for n, p in enumerate(d.provisions)}
    out: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        here, there = ends(link)
        out[here[0], there[0]].append((number[here], number[there]))
    return out


def settled(link: Link, word: str | None) -> Link:
    """The link as the coder has it."""
    if word is None:
        return link
    relation = link.relation if word == "yes" else word
    return replace(link, relation=relation, score=1.0, decision=word)  # type: ignore[arg-type]


def provisions_of(row: Mapping[str, Any], documents: Mapping[str, Document]) -> Ends | None:
    """The two provisions that a row means; their starts may have moved inside them since."""
    found: list[Place] = []
    for side in ("derived", "source"):
        document = documents.get(str(row[f"{side}_doc"]))
        start = offset(row, f"{side}_start")
        provision = None if document is None or start is None else holding(document, start)
        if document is None or provision is None:
            return None
        found.append((document.doc_id, provision.span.start))
    derived, source = found
    return None if derived[0] == source[0] else (derived, source)


def holding(document: Document, offset: int) -> Provision | None:
    """The provision that holds an offset."""
    return next((p for p in document.provisions if p.span.start <= offset < p.span.end), None)


def lost(n: int, row: Mapping[str, Any]) -> Problem:
    """The report on a decision that fits no provisions."""
    return Problem(
        code="decision.lost",
        message=f"decision {n + 1} is about {row['derived_doc']!r} at {row['derived_start']} and {row['source_doc']!r} "
        f"at {row['source_start']}; the corpus has no such provisions of two documents",
        action="check that the texts are those that were reviewed (判定无法对应)",
    )


def contradicted(n: int, row: Mapping[str, Any], before: str, after: str) -> Problem:
    """The report on a second decision that is not the first."""
    return Problem(
        code="decision.contradicted",
        message=f"decision {n + 1} about {row['derived_doc']!r} at {row['derived_start']} and {row['source_doc']!r} "
        f"at {row['source_start']} says {after}; a row before it said {before}; the later one is taken",
        action="leave one row for each pair of provisions (判定矛盾)",
    )


def new_link(key: Ends, documents: Mapping[str, Document]) -> Link:
    """A link that only the coder sees, with the words that the two provisions share."""
    derived, source = (documents[doc_id] for doc_id, _ in key)
    i, j = (
        next(n for n, p in enumerate(documents[doc_id].provisions) if p.span.start == start) for doc_id, start in key
    )
    evidence = evidence_of(derived, i, source, j)
    a, b = derived.provisions[i], source.provisions[j]
    return Link(
        derived_doc=derived.doc_id,
        derived=a,
        source_doc=source.doc_id,
        source=b,
        relation=relation_of(shares(derived, a, source, b, evidence)),
        score=1.0,
        path="possible",
        evidence=evidence,
    )
