"""Documents → links: resolve, choose pairs, score provisions, let sources compete, align, name the relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from policytext.derivation.competition import Found, Place, nearest
from policytext.derivation.features import FEATURES
from policytext.derivation.named import undetermined
from policytext.derivation.relation import ALONE, Beside, relation_of, shares
from policytext.derivation.search import Search
from policytext.derivation.settings import DerivationSettings
from policytext.derivation.wording import Floats
from policytext.model import Document, External, Link, LinkPath, LinkRelation, Resolution
from policytext.parser import collector_paused
from policytext.progress import Work
from policytext.span import Span

Pair = tuple[int, int]
"""Two documents, the derived one first; or a provision of each."""
NOWHERE = Span(-1, -1)
NONE: Mapping[tuple[Place, Place], Beside] = {}


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
    known = work.broken is None
    compared = compare(search, search.directed if known else [], work)  # by what the citations mean, if that is known
    linked = work.each(compared.items(), len(compared), lambda p: list(search.links(*p[0], p[1])), "align", unit="pair")
    found = [f for links in linked for f in links]
    direct = nearest(search.lines, found)
    repeated = {(f.derived, f.source) for f in found} - {(f.derived, f.source) for f in direct}
    beside = merged(search, found)
    links = [link_of(search, f, beside) for f in direct]
    indirect = [link_of(search, f, beside, transitive=True) for f in found if (f.derived, f.source) in repeated]
    shared = common_sources(search, found, work) if settings.common_source and known else []
    links += indirect if settings.transitive else []
    links += (link_of(search, f) for links_of_pair in shared for f in links_of_pair)
    name = [d.doc_id for d in documents]
    return Derivation(
        resolutions=search.resolutions,
        externals=search.externals,
        links=in_order(documents, ranked(links) + undetermined(documents, search.resolutions, search.first)),
        indirect=tuple(indirect),
        compared={(name[d], name[s]): path for (d, s), path in compared.items()},
        likelihoods={(name[d], name[s]): p for (d, s), p in likelihoods(search, compared, repeated).items()},
        search=search,
        counts={
            **search.counts(),
            "pairs_compared": len(compared),
            "pairs_of_provisions": sum(search.probabilities[pair].size for pair in compared),
            "pairs_for_common_source": len(shared),
            "links_scored": len(found),
            "links_transitive": len(repeated),
            "doubtful": search.count_doubtful(compared),
        },
        broken=work.broken,
    )


def compare(search: Search, pairs: Sequence[tuple[Pair, LinkPath]], work: Work) -> dict[Pair, LinkPath]:
    """The pairs of documents whose provisions were scored, each by its path."""

    def scored(pair: tuple[Pair, LinkPath]) -> tuple[Pair, LinkPath]:
        search.score(*pair[0], pair[1])
        return pair

    compared = dict(work.each(pairs, len(pairs), scored, "compare", unit="pair"))
    search.weigh_directions(compared)
    return compared


def common_sources(search: Search, found: Sequence[Found], work: Work) -> list[list[Found]]:
    """For each pair of documents of which neither could have drawn on the other what they share."""
    near, between = search.common_source(found)
    return list(work.each(near, len(near), between, "common sources", unit="pair"))


def in_order(documents: Sequence[Document], links: Iterable[Link]) -> tuple[Link, ...]:
    """Links in the order of the documents, and in each in that of its provisions."""
    order = {d.doc_id: k for k, d in enumerate(documents)}
    last = len(order)
    return tuple(
        sorted(links, key=lambda k: (order[k.derived_doc], at(k.derived), order.get(k.source_doc, last), at(k.source)))
    )


def likelihoods(
    search: Search, compared: Iterable[Pair], repeated: Iterable[tuple[Place, Place]]
) -> dict[Pair, Likelihood]:
    """How likely the provisions of each pair have a link; `repeated` are those that a nearer source explains."""
    explained: dict[Pair, list[Pair]] = defaultdict(list)
    for (d, i), (s, j) in repeated:
        explained[d, s].append((i, j))
    return {pair: likelihood(search.probabilities[pair], explained.get(pair, ())) for pair in compared}


def doubtful(search: Search, compared: Mapping[tuple[int, int], LinkPath]) -> list[Link]:
    """Pairs of provisions that came near to a link."""
    return [link_of(search, f) for (d, s), path in compared.items() for f in search.doubtful(d, s, path)]


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


def merged(search: Search, found: Sequence[Found]) -> dict[tuple[Place, Place], Beside]:
    """For the links of provisions that draw on several of one document: what each draws from the others."""
    together: dict[tuple[Place, int], list[Found]] = defaultdict(list)
    for f in found:
        together[f.derived, f.source[0]].append(f)
    out = {}
    for group in together.values():
        for f in group if len(group) > 1 else ():
            others = [g for g in group if g.source != f.source]
            runs = tuple(a for g in others for a in g.evidence)
            out[f.derived, f.source] = Beside(runs, frozenset(n for g in others for n, _ in search.numbers(*g.source)))
    return out


def link_of(
    search: Search, f: Found, beside: Mapping[tuple[Place, Place], Beside] = NONE, *, transitive: bool = False
) -> Link:
    """The link with its relation."""
    derived, source = search.documents[f.derived[0]], search.documents[f.source[0]]
    provision, origin = derived.provisions[f.derived[1]], source.provisions[f.source[1]]
    relation: LinkRelation = "common_source"
    if f.path != "siblings":
        numbers = search.numbers(*f.derived), search.numbers(*f.source)
        others = beside.get((f.derived, f.source), ALONE)
        relation = relation_of(shares(derived, provision, source, origin, f.evidence, numbers, others))
    return Link(
        derived_doc=derived.doc_id,
        derived=provision,
        source_doc=source.doc_id,
        source=origin,
        relation=relation,
        score=round(f.score, 4),
        path=f.path,
        evidence=f.evidence,
        features=dict(zip(FEATURES, np.round(f.features, 4).tolist(), strict=True)),
        transitive=transitive,
    )
