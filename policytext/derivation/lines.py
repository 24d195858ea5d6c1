"""Between which documents derivation can run: by citation, by the line of jurisdiction, by date.

What the texts show decides; what they do not show excludes nothing. `Path` says why a pair is compared:

- `cited`: the derived document cites the source, directly or through others;
- `line`: the source's issuer stands above that of the derived document, and no date speaks against it: it governs a
  wider place around it, or it is the government or Party committee of the place of which the other is a department.
  What is addressed to named places or bodies, as a reply (批复) is, stands above those alone;
- `possible`: level, place or date is unknown.

A talk (讲话、致辞) is no instrument: only a citation ties it to a document.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, TypeVar

import numpy as np
import numpy.typing as npt

from policytext.derivation.citing.index import titles_of
from policytext.derivation.citing.titles import QUOTED, TALK
from policytext.model import LEVELS, Document, Resolution
from policytext.reading.lexicon import Lexicon

Path = Literal["cited", "line", "possible"]
T = TypeVar("T")

RANK: dict[str, int] = {level: k for k, level in enumerate(LEVELS)}
"""The highest first."""
NATION = "全国"
UNKNOWN = -1
NAMES_SOURCE = ("basis", "implement")
YEAR = re.compile(r"〔((?:19|20)\d\d)〕")
SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|地区|街道|[省市县区盟旗州镇乡])$")


SEAT = re.compile(
    r"国务院|中共中央|中央.*(?:领导小组|委员会)|人民代表大会|人大常委|人民政府|政府办公|中国共产党.*委员会|中共.*委"
    r"|管理委员会|管委会"
    r"|^[一-鿿]{1,8}[省市县区州盟乡镇]委(?:$|办公)|党工委|党委|街道办事处"
)
"""Bodies that lead a place as a whole; all others of the place are departments."""

ALL = re.compile("[各全等]|有关|相关|直属|所属")
"""With these an addressee is no single place or body."""
HEAD_PLACE = re.compile(r"[一-鿿]{2,8}?(?:自治区|自治州|自治县|[省市县区州盟旗乡镇])|[一-鿿]{2,8}?街道")


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """What a document shows about the place it governs."""

    rank: int | None
    name: str | None
    own: frozenset[str] = frozenset()
    """Ids of the divisions that the name may mean (the table of divisions); empty where it is in none."""
    within: frozenset[str] = frozenset()
    """These and all above them."""


class Lines:
    """The pairs of documents between which derivation can run."""

    def __init__(
        self, documents: Sequence[Document], resolutions: Iterable[Resolution], first: Sequence[int] | None = None
    ) -> None:
        """`first` gives for each document its first printing: what one printing cites, the first cites too."""
        self.documents = documents
        number = {d.doc_id: k for k, d in enumerate(documents)}
        self.jurisdictions = [jurisdiction_of(d) for d in documents]
        self.cited: list[set[int]] = [set() for _ in documents]
        self.addressed = [named_addressees(d) for d in documents]
        """Whom each is addressed to, where these are named places or bodies; else empty."""
        self.talks = [is_talk(d) for d in documents]
        """Which are talks: nothing but a citation ties them to another document."""
        self.titled = [bool(titles_of(d)) for d in documents]
        """Whether the text shows a title; a document without one may be any that is cited."""
        self.drawn: list[set[int]] = [set() for _ in documents]
        """Documents that each names as basis, or as what it implements."""
        self.names_source = [False] * len(documents)
        """Whether it so names a document at all, held or absent (a law is everybody's basis)."""
        for r in resolutions:
            citing = {k := number[r.doc_id], k if first is None else first[k]}
            named = r.citation.relation in NAMES_SOURCE and r.target is not None
            for k in citing:
                self.names_source[k] |= named and (r.citation.kind == "document" or r.method != "external")
                if r.target in number:
                    self.cited[k].add(number[r.target])
                    if named:
                        self.drawn[k].add(number[r.target])
        self.reach = [closure(self.cited.__getitem__, k) - {k} for k in range(len(documents))]

    def path(self, derived: int, source: int) -> Path | None:
        """Why `derived` may have drawn on `source`; `None` where it cannot have."""
        if derived == source:
            return None
        later = self.later(source, derived)
        # Of documents that cite each other in a circle the date decides.
        if source in self.reach[derived] and not (later and derived in self.reach[source]):
            return "cited"
        if derived in self.reach[source] or self.talks[source] or self.talks[derived]:
            return None
        way = self.line_down(derived, source)
        if way == "line" and not self.addresses(derived, source):
            return None
        if later:
            # Tables of metadata have wrong dates; against such a one the levels tell which document is the source.
            doubtful = told_by_metadata(self.documents[derived]) or told_by_metadata(self.documents[source])
            return way if doubtful and way == "line" and self.below(derived, source) else None
        return way

    def may_be_above(self, derived: int) -> npt.NDArray[np.bool_]:
        """The documents to which a path may lead otherwise than by citation, and perhaps others: `path` decides.

        Left out, without a look at each, is what stands below, what stands beside in another place, and what is later.
        """
        ranks, names, dates = self._shown
        out = np.ones(len(ranks), dtype=bool)
        if (own := ranks[derived]) != UNKNOWN:
            out &= ~((ranks > own) | ((ranks == own) & ((names != names[derived]) | (names == UNKNOWN))))
            out |= names == 0
        if dates[derived] != UNKNOWN and not told_by_metadata(self.documents[derived]):
            out &= dates <= dates[derived]
        return out

    @cached_property
    def _shown(self) -> tuple[npt.NDArray[np.int64], ...]:
        """Rank, name of the place (0 for the nation) and date of each document, as numbers.

        A date that a table of metadata gives counts as unknown, and so as no later than any.
        """
        known = {NATION: 0}
        names = [known.setdefault(p.name, len(known)) if p.name else UNKNOWN for p in self.jurisdictions]
        dates = [None if told_by_metadata(d) else date_of(d) for d in self.documents]
        ranks = [UNKNOWN if p.rank is None else p.rank for p in self.jurisdictions]
        days = [d.toordinal() if d else UNKNOWN for d in dates]
        return np.array(ranks), np.array(names), np.array(days)

    def named_in(self, derived: int) -> set[int]:
        """The documents whose place the text of one names."""
        text = self.documents[derived].text
        sizes = {len(name) for name in self._by_name}
        pieces = {text[k : k + n] for n in sizes for k in range(len(text) - n + 1)}
        return {k for name in self._by_name.keys() & pieces for k in self._by_name[name]}

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        """The documents of each place, by its name without what kind of place it is."""
        found: dict[str, list[int]] = defaultdict(list)
        for k, place in enumerate(self.jurisdictions):
            if place.name:
                found[short_name(place.name)].append(k)
        return found

    def below(self, derived: int, source: int) -> bool:
        """Whether both levels are known and the derived document's is the lower one."""
        low, high = self.jurisdictions[derived].rank, self.jurisdictions[source].rank
        return low is not None and high is not None and low > high

    def later(self, one: int, other: int) -> bool:
        """Whether `one` was certainly issued after `other`."""
        end = date_of(self.documents[other])
        begin = date_of(self.documents[one])
        if begin is None and end is not None:
            year = not_before(self.documents[one])
            return year is not None and year > end.year
        return begin is not None and end is not None and begin > end

    def line_down(self, derived: int, source: int) -> Path | None:
        """The line of jurisdiction from `source` down to `derived`."""
        low, high = self.jurisdictions[derived], self.jurisdictions[source]
        if high.name == NATION and low.rank != 0:
            return "line" if low.rank is not None else "possible"
        if low.rank is None or high.rank is None:
            return "possible" if self.contained(derived, source) else None
        if low.rank < high.rank:
            return None
        if low.rank == high.rank:
            if low.name is None or low.name != high.name:
                return None
            return "line" if leads(self.documents[source]) and not leads(self.documents[derived]) else None
        return self.contained(derived, source)

    def addresses(self, derived: int, source: int) -> bool:
        """Whether a document is addressed to all below its issuer, or to the place or the issuer of the derived one."""
        named = self.addressed[source]
        return not named or any(is_addressed(a, self.documents[derived], self.jurisdictions[derived]) for a in named)

    def contained(self, derived: int, source: int) -> Path | None:
        """Whether the derived document's place lies in that of the source, as far as its text shows."""
        low, high = self.jurisdictions[derived], self.jurisdictions[source]
        if high.name is None:
            return "possible"
        if low.own and high.own:
            return None if apart(low, high) else "line"
        short = short_name(high.name)
        if high.name in self.documents[derived].text or (len(short) > 1 and short in self.documents[derived].text):
            return "line"
        # A document that names its source elsewhere shows no tie to a place it never mentions.
        return None if self.names_source[derived] else "possible"


def short_name(place: str) -> str:
    """A place without the kind of place that it is."""
    return SUFFIX.sub("", place) if len(place) > 2 else place


def closure(after: Callable[[T], Iterable[T]], start: T) -> set[T]:
    """Everything that can be reached from `start`; itself only where a circle leads back to it."""
    seen: set[T] = set()
    queue = [start]
    while queue:
        for one in after(queue.pop()):
            if one not in seen:
                seen.add(one)
                queue.append(one)
    return seen


def date_of(document: Document) -> dt.date | None:
    """The date of a document, or that of its printing."""
    return document.header.issued or document.header.printed


def told_by_metadata(document: Document) -> bool:
    """Whether the date of a document stands in a table of metadata, not in its text."""
    return any(e.field in ("issued", "printed") and e.rule == "metadata" for e in document.header.evidence)


def not_before(document: Document) -> int | None:
    """The year before which an undated document cannot have been issued: the latest among the numbers it cites."""
    years = [int(y) for c in document.citations if c.number for y in YEAR.findall(c.number)]
    return max(years, default=None)


def leads(document: Document) -> bool:
    """Whether a body that leads a place is among the issuers."""
    return any(SEAT.search(issuer) for issuer in document.header.issuers)


def is_talk(document: Document) -> bool:
    """Whether a document is a talk by its title, and shows neither genre nor number of an instrument."""
    head, titles = document.header, titles_of(document)
    if head.genre or head.document_number or not titles:
        return False
    return TALK.search(QUOTED.sub("", titles[0])) is not None


def named_addressees(document: Document) -> tuple[str, ...]:
    r"""The addressees of a document where each is one place or body; none where some stand for all of a kind.

    >>> from policytext import parse
    >>> named_addressees(parse("关于设立助餐点的批复\n青禾县人民政府：\n同意设立助餐点。"))
    ('青禾县人民政府',)
    """
    given = document.header.addressees
    return () if any(ALL.search(a) for a in given) else given


def is_addressed(addressee: str, document: Document, place: Jurisdiction) -> bool:
    """Whether an addressee is the issuer of a document, or a body or government of its place or of one around it."""
    if any(addressee in issuer or issuer in addressee for issuer in document.header.issuers):
        return True
    own, _ = divisions_of(addressee, None)
    if own and place.own:
        return bool(own & place.within)
    head = HEAD_PLACE.match(addressee)
    return head is not None and short_name(head[0]) in (place.name or "") + document.text


def apart(low: Jurisdiction, high: Jurisdiction) -> bool:
    """Whether both places are known and neither lies in the other."""
    return bool(low.own and high.own) and not low.within & high.own


def jurisdiction_of(document: Document) -> Jurisdiction:
    """The place of a document: its level, its name and the divisions that name may mean, ancestors included."""
    head = document.header
    rank = RANK.get(head.level) if head.level else None
    name = head.jurisdiction
    if not name or name == NATION:
        return Jurisdiction(rank, NATION if rank == 0 else name)
    return Jurisdiction(rank, name, *divisions_of(name, rank))


@lru_cache(maxsize=1)
def divisions() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Ids of divisions by name or short name, and the parent of each."""
    by_name: dict[str, tuple[str, ...]] = {}
    parent: dict[str, str] = {}
    for e in Lexicon.default("divisions"):
        parent[e.id] = e.parent
        for form in (e.name, *e.variants):
            by_name[form] = (*by_name.get(form, ()), e.id)
    return by_name, parent


@lru_cache(maxsize=4096)
def divisions_of(name: str, rank: int | None) -> tuple[frozenset[str], frozenset[str]]:
    """The divisions that a place name begins with (itself for 甲市, the city for 甲高新区), and these with all above.

    A street or village is looked up only by a full name in front of its own (甲市乙街道).
    """
    by_name, parent = divisions()
    ids: tuple[str, ...] = ()
    for size in range(len(name), 1, -1):
        head = name[:size]
        full = head[-1] in "省市县区盟旗州"
        if head in by_name and (full or size == len(name) or (rank is not None and rank <= 3)):
            ids = by_name[head]
            break
    found: set[str] = set()
    for k in ids:
        while k:
            found.add(k)
            k = parent.get(k, "")
    return frozenset(ids), frozenset(found)
