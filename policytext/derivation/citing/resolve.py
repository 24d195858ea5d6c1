"""What each citation means: a document of the corpus, ranked candidates, or a document that is not there.

By number and by title, each in its usual variants; then the words around decide: the body named, the place, the year,
and what could not yet be cited on its date. A document that the corpus lacks becomes one `External`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policytext.derivation.citing.externals import gather
from policytext.derivation.citing.index import Index, bigrams, bodies, titles_of
from policytext.derivation.citing.mentions import Dated, dated_mentions, mentions
from policytext.derivation.citing.numbers import bare, complete, number_key, slip
from policytext.derivation.citing.places import places
from policytext.derivation.citing.surroundings import date_after, organ_before, title_after, year_before
from policytext.derivation.citing.titles import Name, read_title, squeeze
from policytext.model import Citation, Document, External, Resolution
from policytext.progress import Work

RESOLVABLE = ("document", "law")
"""Meetings and speeches are authorities, not documents."""

CLOSE = 0.04
"""Candidates whose scores differ by less are not told apart."""

ACCEPT = 0.7
UNKNOWN = 0.97
"""Factor where nothing speaks for or against."""

OTHER_ISSUER, OTHER_BODY_BEFORE, OTHER_PLACE, ELSEWHERE = 0.6, 0.85, 0.6, 0.92
"""Factors where the title names another issuer; the words before it another body; the title another place; where it
names none, and the document is of a place to which the citing one does not belong."""

NOT_YET, NOT_YET_BY_METADATA, OTHER_YEAR, OUT_OF_PERIOD, OTHER_EDITION, NOT_ON_TRIAL = 0.55, 0.9, 0.75, 0.93, 0.6, 0.75
"""Factors where the document is later than the citing one; the same by a table of metadata; of another year than the
words before; a plan whose period was over; of another year or edition than the title says; on trial by its title only.
"""

DATED = 0.95
"""Least fit of a document that is named by issuer, date and kind only."""

OTHER_NUMBER, SLIPPED, CONFLICT = 0.5, 0.9, 0.85
GENERIC = re.compile(
    "(?:实施|工作|指导|行动|管理|暂行|若干|操作|具体|总体|专项|应急|试行|有关|本|该|上述|[一二三]年)*"
    "(?:通知|意见|方案|预案|规划|计划|纲要|办法|规定|条例|细则|决定|决议|公告|通告|通报|批复|函|复函|指南|指引|要点"
    "|措施|规范|标准|制度|清单"
    "|说明|报告|请示|文件|规程|规则|章程|名单|目录|手册|倡议书|承诺书|协议)*"
)
"""Short titles that name no document by themselves."""

ON_TRIAL = {"试行", "暂行"}
EDITION = re.compile(r"(?:19|20)\d{2}|第[一二三四五六七八九十]+[版批期]|试行|暂行")
YEARS = re.compile(r"(?:19|20)\d{2}((?:19|20)\d{2})")

LISTED = 40
"""Most documents that are told as candidates of one citation; of one mould there may be thousands."""

Ranked = list[tuple[int, float, str]]


def resolve(
    documents: Sequence[Document], first: Sequence[int] | None = None, *, work: Work | None = None
) -> tuple[tuple[Resolution, ...], tuple[External, ...]]:
    """The meaning of every citation of a document or law, and the documents that are cited but absent.

    `first` gives for each document its first printing in the corpus; that one stands for all. After an interrupt from
    the keyboard it is the meaning of those of the documents before it, and `work` remembers that.
    """
    index = Index(documents, range(len(documents)) if first is None else first)
    meant = (work or Work(False)).each(
        range(len(documents)), len(documents), lambda k: meanings(index, k), "citations", unit="document"
    )
    found = [r for of_one in meant for r in of_one]
    externals, node_of = gather([(at, r.citation) for at, r in enumerate(found) if r.method == "external"])
    for at, node in node_of.items():
        found[at] = replace(found[at], target=node)
    return tuple(found), externals


def meanings(index: Index, k: int) -> list[Resolution]:
    """What the citations of the `k`-th document mean."""
    document = index.documents[k]
    found = [decided(index, k, c) for c in document.citations if c.kind in RESOLVABLE]
    # What the text names without marks is told only where the corpus holds it.
    told = [decided(index, k, c) for c in mentions(document)]
    told += [dated(index, k, d) for d in dated_mentions(document)]
    return found + [r for r in told if r.target or r.method == "ambiguous"]


def decided(index: Index, k: int, citation: Citation) -> Resolution:
    """What one citation of the `k`-th document means."""
    documents = index.documents
    ranked = rank(index, k, citation)
    own = index.first[k]
    others = [r for r in ranked if r[0] != own]
    target, candidates = None, tuple((documents[j].doc_id, round(score, 3)) for j, score, _ in others[:LISTED])
    if ranked and ranked[0][0] == own:
        method, candidates = "self", ()
    elif not others:
        method = "external" if citable(citation) else "unnamed"
    elif len(others) > 1 and others[0][1] - others[1][1] < CLOSE:
        method = "ambiguous"
    else:
        target, method = documents[others[0][0]].doc_id, others[0][2]
    return Resolution(
        doc_id=documents[k].doc_id, citation=citation, target=target, method=method, candidates=candidates
    )


def dated(index: Index, citing: int, mention: Dated) -> Resolution:
    """What a mention by issuer, date and kind means: 省民政厅2021年6月15日印发的通知."""
    cited = Cited(None, None, "", tuple(bodies(mention.issuer)), "", places(mention.issuer), None, mention.date)
    fits = {
        k: fit(index, citing, cited, k)
        for k in index.issued.get(mention.date, ())
        if k != citing and any(mention.kind in t for t in titles_of(index.documents[k]))
    }
    about = {k: overlap(mention.about, index.documents[k]) for k in fits}
    likely = [k for k, score in fits.items() if score >= DATED and about[k] >= max(about.values())]
    named = tuple((index.documents[k].doc_id, round(fits[k], 3)) for k in sorted(likely, key=lambda k: -fits[k]))
    best = [k for k in likely if fits[k] > max(fits[j] for j in likely) - CLOSE]
    return Resolution(
        doc_id=index.documents[citing].doc_id,
        citation=mention.citation,
        target=index.documents[best[0]].doc_id if len(best) == 1 else None,
        method="date" if len(best) == 1 else "ambiguous" if best else "unnamed",
        candidates=named,
    )


def overlap(words: str, document: Document) -> float:
    """The share of some words that the titles of a document have."""
    pieces = bigrams(words)
    titles = frozenset().union(*(bigrams(squeeze(t)) for t in titles_of(document)))
    return len(pieces & titles) / len(pieces) if pieces else 0.0


def citable(citation: Citation) -> bool:
    """Whether the citation says enough to know the document again."""
    return bool(number_key(citation.number)) or names(squeeze(citation.title or ""))


def names(key: str) -> bool:
    """Whether a title says more than its genre."""
    return len(key) > 1 and not GENERIC.fullmatch(key)


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says, with what the words around it add."""

    number: str | None
    name: Name | None
    text: str
    """The title with what belongs to it after 》, as a key."""
    issuers: tuple[str, ...]
    body_before: str
    places: tuple[str, ...]
    year: int | None
    date: dt.date | None

    @classmethod
    def of(cls, document: Document, citation: Citation) -> Cited:
        """The citation in its surroundings."""
        title = citation.title and citation.title + title_after(document, citation)
        name = read_title(title) if title else None
        number = number_key(citation.number)
        issuers = tuple(bodies(name.issuer)) if name else ()
        before = "" if issuers else organ_before(document, citation)
        named = next((p for key in (*issuers, *(k for k, _ in (name.keys if name else ()))) if (p := places(key))), ())
        return cls(
            number if number and complete(number) else None,
            name if name and any(names(key) for key, _ in name.keys) else None,
            squeeze(title or ""),
            issuers,
            before,
            named or places(before),
            year_before(document, citation),
            date_after(document, citation),
        )


def rank(index: Index, citing: int, citation: Citation) -> Ranked:
    """The documents that a citation may mean, with score and method, best first."""
    cited = Cited.of(index.documents[citing], citation)
    numbered = by_number(index, citing, cited)
    titled = by_title(index, citing, cited, numbered) if cited.name else {}
    best: dict[int, tuple[float, str]] = {}
    for k, (score, method) in together(index, cited, titled, numbered).items():
        one = index.first[k]
        best[one] = max(best.get(one, (0.0, "")), (score, method))
    return sorted(
        ((k, score, method) for k, (score, method) in best.items() if score >= ACCEPT),
        key=lambda r: (-r[1], r[0] != index.first[citing], index.documents[r[0]].doc_id),
    )


def by_title(
    index: Index, citing: int, cited: Cited, numbered: dict[int, tuple[float, str]]
) -> dict[int, tuple[float, str]]:
    """Documents whose title is cited, weighed by what else is said; without those that cannot be accepted."""
    assert cited.name is not None
    among = None
    if cited.places:  # a document of another place falls below what is accepted
        among = index.at_place.get(cited.places[-1], set()) | index.at_place.get("", set()) | set(numbered)
    found = index.by_title(cited.name, among)
    if len(found) > LISTED:
        found = dict(sorted(found.items(), key=lambda x: (x[0] not in numbered, -x[1][0])))
    out: dict[int, tuple[float, str]] = {}
    best, accepted = 0.0, 0
    for k, (score, method) in found.items():
        if accepted > LISTED and score < best - CLOSE:  # no better one follows, nor one as good
            break
        if cited.name.secondary or not index.secondary(k) or method == "title":
            out[k] = (score * fit(index, citing, cited, k), method)
            best, accepted = max(best, out[k][0]), accepted + (out[k][0] >= ACCEPT)
    return out


def by_number(index: Index, citing: int, cited: Cited) -> dict[int, tuple[float, str]]:
    """Documents whose number is cited; one that lost its agency or year counts where body and date allow it."""
    if not cited.number:
        return {}
    found = index.by_number(cited.number)
    if bare(cited.number):
        told = "".join((cited.text, *cited.issuers, squeeze(cited.body_before)))
        found = {k: s for k, s in found.items() if any(i in told for i in index.issuers[k])}
    exact = {k: s for k, s in found.items() if s >= 1}
    return {
        k: (s if s >= 1 else s * when(index, citing, cited, k), "number")
        for k, s in (exact or found).items()
    }  # fmt: skip


def together(
    index: Index, cited: Cited, titled: dict[int, tuple[float, str]], numbered: dict[int, tuple[float, str]]
) -> dict[int, tuple[float, str]]:
    """Number and title weighed against each other; where they name two related documents, both are candidates."""
    if not cited.number:
        return titled
    best = max((s for s, _ in titled.values()), default=0.0)
    named = {index.first[k] for k in numbered if k in titled}
    if named:  # of several documents of one number the title tells which
        numbered = {k: found for k, found in numbered.items() if index.first[k] in named}
    by_both = dict(numbered)
    for k, (score, method) in titled.items():
        if k in numbered:
            continue
        conflict = any(index.related(k, n) and titled.get(n, (0.0, ""))[0] < score - CLOSE for n in numbered)
        if numbered and score >= ACCEPT and score == best:
            if conflict and not cited_elsewhere(cited, index, numbered):
                by_both = {n: (min(s, CONFLICT), m) for n, (s, m) in by_both.items()}
                by_both[k] = (CONFLICT, method)
            elif not conflict and not any(n in titled for n in numbered):
                by_both = {n: (min(s, OTHER_NUMBER), m) for n, (s, m) in by_both.items()}
                by_both[k] = (score, method)
        elif not numbered:
            own = index.own_numbers[k]
            alone = sum(s >= ACCEPT for s, _ in titled.values()) == 1
            slipped = alone and any(slip(cited.number, n) for n in own)
            differs = own and not bare(cited.number) and not any(n.endswith(cited.number) for n in own)
            by_both[k] = (score * (SLIPPED if slipped else OTHER_NUMBER if differs else 1.0), method)
    return by_both


def cited_elsewhere(cited: Cited, index: Index, numbered: dict[int, tuple[float, str]]) -> bool:
    """Whether a numbered document answers to the cited title as well as any: then the number decides."""
    keys = {key for key, _ in cited.name.keys} if cited.name else set()
    return any(key in keys for n in numbered for name in index.names[n] for key, weight in name.keys if weight > 0.96)


def fit(index: Index, citing: int, cited: Cited, k: int) -> float:
    """How well a document found by title fits what else is said: its issuer, place, date and edition."""
    return (
        issuer_fit(cited, index.issuers[k])
        * place_fit(index, citing, cited, k)
        * when(index, citing, cited, k)
        * edition_fit(cited, index.documents[k])
    )


def issuer_fit(cited: Cited, issuers: frozenset[str]) -> float:
    """How the body that is named fits those that issued a document."""
    named = cited.issuers or tuple(bodies(cited.body_before))
    if not named or not issuers:
        return UNKNOWN
    if any(same_body(n, i) for n in named for i in issuers):
        return 1.0
    return OTHER_ISSUER if cited.issuers else OTHER_BODY_BEFORE


def same_body(named: str, issuer: str) -> bool:
    """Whether a name may be that of an issuer: 省政府办公厅 for 甲省人民政府办公厅, 民政部 for 民政部办公厅."""
    named = re.sub("(?<!人民)政府", "人民政府", named)
    here, there = places(named), places(issuer)
    if here and there and here[-1] != there[-1]:
        return False
    if named in issuer or issuer in named:
        return True
    one, other = bigrams(named), bigrams(issuer)
    return len(one & other) >= 0.75 * min(len(one), len(other))


def place_fit(index: Index, citing: int, cited: Cited, k: int) -> float:
    """How the place that is named, else that of the citing document, fits those of a document."""
    own = index.places[k]
    if not own:
        return UNKNOWN if cited.places and index.issuers[k] else 1.0
    if cited.places:
        return 1.0 if cited.places[-1] in own else OTHER_PLACE
    if k == citing:
        return 1.0
    document = index.documents[citing]
    here = "".join([*document.header.issuers, document.header.title or "", document.header.jurisdiction or ""])
    if not here:
        return UNKNOWN
    return 1.0 if any(p in here or p[:-1] in here for p in own) else ELSEWHERE


def when(index: Index, citing: int, cited: Cited, k: int) -> float:
    """Whether the document was there to be cited, and is of the year that is told."""
    document = index.documents[k]
    score = 1.0
    (here, sure_here), (there, sure_there) = index.date(citing), index.date(k)
    if here and there and there > here:
        score *= NOT_YET if sure_here and sure_there else NOT_YET_BY_METADATA
    if there and ((cited.year and there.year != cited.year) or (cited.date and there != cited.date)):
        score *= OTHER_YEAR
    ended = [int(m[1]) for t in titles_of(document) for m in YEARS.finditer(squeeze(t))]
    if here and ended and here.year > max(ended) and not YEARS.search(cited.text):
        score *= OUT_OF_PERIOD
    return score


def edition_fit(cited: Cited, document: Document) -> float:
    """Whether the citation gives a year or edition, and every title of the document another one."""
    wanted = set(EDITION.findall(cited.text))
    printed = [set(EDITION.findall(squeeze(t))) for t in titles_of(document)]
    if wanted and all(p and not wanted & p for p in printed):
        return OTHER_EDITION
    return NOT_ON_TRIAL if wanted & ON_TRIAL and not any(p & ON_TRIAL for p in printed) else 1.0
