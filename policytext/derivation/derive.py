"""Documents → links: resolve, choose pairs, score provisions, let sources compete, align, name the relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from policytext.derivation.competition import LikelyLink, ProvisionIndex, ancestry, nearest
from policytext.derivation.features import FEATURES
from policytext.derivation.named import undetermined
from policytext.derivation.relation import ALONE, Beside, relation_of, shares
from policytext.derivation.search import Pair, ScoredPair, Search
from policytext.derivation.settings import DerivationSettings
from policytext.derivation.wording import Floats
from policytext.model import Document, External, Link, LinkPath, LinkRelation, Resolution
from policytext.parser import collector_paused
from policytext.progress import Work
from policytext.span import Span

NOWHERE = Span(-1, -1)
NONE_BESIDE: Mapping[tuple[ProvisionIndex, ProvisionIndex], Beside] = {}


@dataclass(frozen=True, eq=False)
class Likelihood:
    """How likely each provision of two documents is linked to at least one provision of the other."""

    derived: Floats
    """For each provision of the derived document, that it was drawn from the source itself: by a nearer one not."""
    source: Floats
    """For each provision of the source, that it was taken over, also through a document in between."""

    @classmethod
    def of_none(cls, derived: Document, source: Document) -> Likelihood:
        """No provision is likely to be linked."""
        return cls(np.zeros(len(derived.provisions)), np.zeros(len(source.provisions)))


@dataclass(frozen=True, eq=False)
class Derivation:
    """Everything that a derivation finds; `counts` tells how much was left at each step."""

    resolutions: tuple[Resolution, ...]
    externals: tuple[External, ...]
    links: tuple[Link, ...]
    indirect: tuple[Link, ...]
    """Links that only repeat a chain of links through a document in between."""
    compared: dict[tuple[str, str], LinkPath]
    """(derived, source) → why the pair was compared."""
    likelihoods: dict[tuple[str, str], Likelihood]
    search: Search
    """The search itself: what it knows of each document and pair."""
    counts: dict[str, int]
    broken: tuple[str, int, int] | None = None
    """The step that was interrupted, how many pairs or documents were done, of how many."""


def derive_links(
    documents: Sequence[Document], settings: DerivationSettings, progress: bool | None = False
) -> Derivation:
    """All links of a corpus; after an interrupt from the keyboard, those of the pairs compared until then.

    Where it came before citations were resolved, what the first of them mean, and no link between documents.
    """
    # The matrices of two documents are small: on several threads they cost more than they gain.
    with threadpool_limits(1), collector_paused():
        return searched(documents, settings, Work(progress))


def searched(documents: Sequence[Document], settings: DerivationSettings, work: Work) -> Derivation:
    """The search, step by step."""
    search = Search(documents, settings, work)
    known = work.broken is None  # what the citations mean, by which the pairs are chosen
    chosen = search.directed if known else []
    pairs = work.each(chosen, len(chosen), lambda x: search.score(*x[0], x[1]), "compare", unit="pair")
    likely = [link for links in work.each(pairs, len(pairs), search.links, "align", unit="pair") for link in links]
    direct = nearest(search.lines, likely)
    repeated = {(k.derived, k.source) for k in likely} - {(k.derived, k.source) for k in direct}
    shared = common_sources(search, likely, work) if settings.common_source and known else []
    beside = merged(search, likely)
    links = [link_of(search, k, beside) for k in direct]
    indirect = [link_of(search, k, beside, transitive=True) for k in likely if (k.derived, k.source) in repeated]
    links += indirect if settings.transitive else []
    links += (link_of(search, k) for links_of_pair in shared for k in links_of_pair)
    return Derivation(
        resolutions=search.resolutions,
        externals=search.externals,
        links=in_order(documents, ranked(links) + undetermined(documents, search.resolutions, search.first)),
        indirect=tuple(indirect),
        compared={ids_of(documents, pair): pair.path for pair in pairs},
        likelihoods=likelihoods(documents, pairs, repeated),
        search=search,
        counts={
            **search.counts(),
            "pairs_compared": len(pairs),
            "pairs_of_provisions": sum(pair.probability.size for pair in pairs),
            "pairs_for_common_source": len(shared),
            "links_scored": len(likely),
            "links_transitive": len(repeated),
            "doubtful": sum(len(search.near_links(pair)) for pair in pairs),
        },
        broken=work.broken,
    )


def common_sources(search: Search, likely: Sequence[LikelyLink], work: Work) -> list[list[LikelyLink]]:
    """For each pair of documents of which neither could have drawn on the other what they share."""
    ancestors = ancestry(likely)
    pairs = search.partners(ancestors)
    return work.each(pairs, len(pairs), lambda p: search.common_source(*p, ancestors), "common sources", unit="pair")


def ids_of(documents: Sequence[Document], pair: ScoredPair) -> tuple[str, str]:
    """The ids of two documents that were compared."""
    return documents[pair.derived].doc_id, documents[pair.source].doc_id


def in_order(documents: Sequence[Document], links: Iterable[Link]) -> tuple[Link, ...]:
    """Links in the order of the documents, and in each in that of its provisions."""
    order = {d.doc_id: link for link, d in enumerate(documents)}
    last = len(order)
    return tuple(
        sorted(
            links,
            key=lambda link: (
                order[link.derived_doc],
                at(link.derived),
                order.get(link.source_doc, last),
                at(link.source),
            ),
        )
    )


def likelihoods(
    documents: Sequence[Document],
    pairs: Iterable[ScoredPair],
    repeated: Iterable[tuple[ProvisionIndex, ProvisionIndex]],
) -> dict[tuple[str, str], Likelihood]:
    """How likely the provisions of each pair have a link; `repeated` are those that a nearer source explains."""
    explained: dict[Pair, list[Pair]] = defaultdict(list)
    for (d, i), (s, j) in repeated:
        explained[d, s].append((i, j))
    return {ids_of(documents, p): likelihood(p.probability, explained.get((p.derived, p.source), ())) for p in pairs}


def doubtful(search: Search, pairs: Iterable[ScoredPair]) -> list[Link]:
    """Pairs of provisions that came near to a link."""
    return [link_of(search, k) for pair in pairs for k in search.doubtful(pair)]


def at(provision: object) -> Span:
    """Where a provision stands, for sorting."""
    return getattr(provision, "span", NOWHERE)


def likelihood(
    probability: npt.NDArray[np.float32], explained: Sequence[Pair], refused: Sequence[Pair] = ()
) -> Likelihood:
    """The probability that each provision has a link, taking pairs of provisions as independent.

    What a nearer source explains is no link of the derived provision, but its words were taken over from the source
    all the same. What is refused is none of both.
    """
    none = 1.0 - probability.astype(np.float64)
    for pair in refused:
        none[pair] = 1.0
    taken_over = 1.0 - none.prod(0)
    for pair in explained:
        none[pair] = 1.0
    return Likelihood(1.0 - none.prod(1), taken_over)


def ranked(links: Sequence[Link]) -> list[Link]:
    """The links with their place among those of one derived provision, the best source first."""
    by_provision: dict[tuple[str, Span], list[int]] = defaultdict(list)
    for k, link in enumerate(links):
        by_provision[link.derived_doc, at(link.derived)].append(k)
    out = list(links)
    for group in by_provision.values():
        for place, k in enumerate(sorted(group, key=lambda k: (-links[k].score, links[k].source_doc)), 1):
            out[k] = replace(links[k], rank=place)
    return out


def merged(search: Search, likely: Sequence[LikelyLink]) -> dict[tuple[ProvisionIndex, ProvisionIndex], Beside]:
    """For the links of provisions that draw on several of one document: what each draws from the others."""
    together: dict[tuple[ProvisionIndex, int], list[LikelyLink]] = defaultdict(list)
    for link in likely:
        together[link.derived, link.source[0]].append(link)
    out = {}
    for group in together.values():
        for link in group if len(group) > 1 else ():
            others = [other for other in group if other.source != link.source]
            runs = tuple(a for other in others for a in other.evidence)
            numbers = frozenset(n for other in others for n, _ in search.numbers(*other.source))
            out[link.derived, link.source] = Beside(runs, numbers)
    return out


def link_of(
    search: Search,
    likely: LikelyLink,
    beside: Mapping[tuple[ProvisionIndex, ProvisionIndex], Beside] = NONE_BESIDE,
    *,
    transitive: bool = False,
) -> Link:
    """The link with its relation."""
    (d, i), (s, j) = likely.derived, likely.source
    derived, source = search.documents[d], search.documents[s]
    provision, origin = derived.provisions[i], source.provisions[j]
    relation: LinkRelation = "common_source"
    if likely.path != "siblings":
        numbers = search.numbers(d, i), search.numbers(s, j)
        others = beside.get((likely.derived, likely.source), ALONE)
        relation = relation_of(shares(derived, provision, source, origin, likely.evidence, numbers, others))
    return Link(
        derived_doc=derived.doc_id,
        derived=provision,
        source_doc=source.doc_id,
        source=origin,
        relation=relation,
        score=round(likely.score, 4),
        path=likely.path,
        evidence=likely.evidence,
        features=dict(zip(FEATURES, np.round(likely.features, 4).tolist(), strict=True)),
        transitive=transitive,
    )
