"""What a citation means: a document of the corpus, ranked candidates, or a document that is not there.

By number first, then by title in its usual variants; issuers decide between equal titles. A document that the corpus
lacks becomes one `External`, however often and in whatever form it is cited.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from policytext.derivation.titles import SECONDARY, Name, distinct, read_title, squeeze
from policytext.model import Citation, CitationKind, Document, External, Resolution

RESOLVABLE = ("document", "law")
"""Meetings and speeches are authorities, not documents."""

CLOSE = 0.04
"""Candidates whose scores differ by less are not told apart."""

ACCEPT = 0.7
GENERIC = re.compile(
    "(?:实施|工作|指导|行动|管理|暂行|若干|操作|具体|总体|专项|应急|试行|有关|本|该|上述|[一二三]年)*"
    "(?:通知|意见|方案|预案|规划|计划|纲要|办法|规定|条例|细则|决定|决议|公告|通告|通报|批复|函|复函|指南|指引|要点|措施|规范|标准|制度|清单"
    "|说明|报告|请示|文件|规程|规则|章程|名单|目录|手册|倡议书|承诺书|协议)*"
)
"""Short titles that name no document by themselves."""

NUMBER_SIGNS = str.maketrans("[（【〈({﹝［]）】〉)}﹞］", "〔" * 8 + "〕" * 8)
SHORTENED, PLACE = 10, 4
"""Least length of a law's short name, greatest length of the place left out in it."""

Ranked = list[tuple[int, float, str]]


def number_key(number: str | None) -> str | None:
    """A document number for comparison: one kind of bracket, no blanks, no 第.

    >>> number_key("国办发 [2020] 第 6 号")
    '国办发〔2020〕6号'
    """
    if not number:
        return None
    key = re.sub(r"\s+", "", unicodedata.normalize("NFKC", number)).translate(NUMBER_SIGNS).replace("〕第", "〕")
    return key if re.search(r"\d", key) or "〔" in key else None


def bare(number: str) -> bool:
    """Whether a number lacks the body that counts: 2020年第4号 is one of many agencies' fourth announcements."""
    return number[0].isdigit()


def differ(one: str | None, other: str | None) -> bool:
    """Whether two numbers are known and cannot be the same one, written in full or without the body that counts."""
    if not one or not other:
        return False
    return not (one.endswith(other) or other.endswith(one))


@dataclass(slots=True)
class Index:
    """The documents of a corpus by number and by every form of their titles."""

    documents: Sequence[Document]
    names: list[tuple[Name, ...]] = field(default_factory=list)
    numbers: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    pieces: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for k, document in enumerate(self.documents):
            printed = (document.header.document_number, document.metadata.get("document_number"))
            for number in sorted({key for n in printed if (key := number_key(n))}):
                self.numbers[number].append(k)
            names = tuple(read_title(t) for t in titles_of(document))
            self.names.append(names)
            best: dict[str, float] = {}
            for name in names:
                for key, weight in name.keys:
                    best[key] = max(best.get(key, 0.0), weight)
            for key, weight in best.items():
                self.keys[key].append((k, weight))
        for key in self.keys:
            for piece in bigrams(key):
                self.pieces[piece].add(key)

    def issuers(self, k: int) -> set[str]:
        """Who issued a document, by its head and by its titles."""
        head = {squeeze(i) for i in self.documents[k].header.issuers}
        return {i for i in head | {n.issuer for n in self.names[k]} if i}

    def similar(self, key: str) -> list[tuple[str, float]]:
        """Title keys that differ from `key` in a word at most, with their likeness."""
        wanted = bigrams(key)
        shared: dict[str, int] = defaultdict(int)
        for piece in wanted:
            for other in self.pieces.get(piece, ()):
                shared[other] += 1
        found = []
        for other, n in shared.items():
            dice = 2 * n / (len(wanted) + len(bigrams(other)))
            tail = min(len(key), len(other)) >= 8 and (key.endswith(other) or other.endswith(key))
            if (dice >= 0.88 or tail) and not distinct(key, other):
                found.append((other, max(dice, 0.88) * 0.95))
        return sorted(found, key=lambda x: (-x[1], x[0]))


def titles_of(document: Document) -> list[str]:
    """Every title under which a document may be cited."""
    head = document.header
    given = [head.title, document.metadata.get("title"), *head.enclosures]
    titles = [t for t in given if t]
    # Enclosures of a draft or of an interpretation are not the document that is cited.
    return titles[:1] if titles and SECONDARY.search(re.sub("《[^》]*》", "", titles[0])) else titles


@lru_cache(maxsize=65536)
def bigrams(key: str) -> frozenset[str]:
    """The pairs of neighbouring characters."""
    return frozenset(key[i : i + 2] for i in range(len(key) - 1))


def resolve(documents: Sequence[Document]) -> tuple[tuple[Resolution, ...], tuple[External, ...]]:
    """The meaning of every citation of a document or law, and the documents that are cited but absent."""
    index = Index(documents)
    found: list[Resolution] = []
    absent: list[tuple[int, Citation, str]] = []
    for k, document in enumerate(documents):
        for citation in document.citations:
            if citation.kind not in RESOLVABLE:
                continue
            ranked = rank(index, k, citation)
            others = [r for r in ranked if r[0] != k]
            named = tuple((documents[j].doc_id, round(score, 3)) for j, score, _ in others)
            if ranked and ranked[0][0] == k:
                target, method, named = None, "self", ()
            elif not others:
                target, method = None, "external" if citable(citation) else "unnamed"
                if method == "external":
                    absent.append((len(found), citation, context_issuer(document, citation)))
            elif len(others) > 1 and others[0][1] - others[1][1] < CLOSE:
                twins = [j for j, score, _ in others if others[0][1] - score < CLOSE]
                original = one_text(documents, twins)
                target = documents[original].doc_id if original is not None else None
                method = "ambiguous" if original is None else others[0][2]
            else:
                target, method = documents[others[0][0]].doc_id, others[0][2]
            found.append(
                Resolution(doc_id=document.doc_id, citation=citation, target=target, method=method, candidates=named)
            )
    externals, node_of = gather(absent)
    for at, node in node_of.items():
        r = found[at]
        found[at] = Resolution(doc_id=r.doc_id, citation=r.citation, target=node, method="external")
    return tuple(found), externals


def citable(citation: Citation) -> bool:
    """Whether the citation says enough to know the document again."""
    return bool(number_key(citation.number)) or names(squeeze(citation.title or ""))


def names(key: str) -> bool:
    """Whether a title says more than its genre."""
    return len(key) > 1 and not GENERIC.fullmatch(key)


def rank(index: Index, citing: int, citation: Citation) -> Ranked:
    """The documents that a citation may mean, with score and method, best first."""
    best: dict[int, tuple[float, str]] = {}

    def offer(k: int, score: float, method: str) -> None:
        if score > best.get(k, (0.0, ""))[0]:
            best[k] = (score, method)

    number = number_key(citation.number)
    name = read_title(citation.title) if citation.title else None
    if number and not bare(number):
        for k in index.numbers.get(number, ()):
            offer(k, 1.0, "number")
    if name:
        issuer = name.issuer or context_issuer(index.documents[citing], citation)
        by_title = titled(index, name)
        for k, (score, method) in by_title.items():
            if differ(number, number_key(index.documents[k].header.document_number)):
                score *= 0.5  # two numbers are two documents
            if other_edition(citation.title or "", titles_of(index.documents[k])):
                score *= 0.7
            fit = agreement(issuer, index.issuers(k))
            if method == "similar_title" and name.issuer and fit < 0.9:
                continue
            offer(k, score * fit, method)
    return sorted(
        ((k, score, method) for k, (score, method) in best.items() if score >= ACCEPT),
        key=lambda r: (-r[1], r[0] != citing, index.documents[r[0]].doc_id),
    )


def titled(index: Index, name: Name) -> dict[int, tuple[float, str]]:
    """Documents by title: equal in one of the forms, else alike."""
    found: dict[int, tuple[float, str]] = {}
    for key, weight in name.keys:
        if not names(key):
            continue
        for k, own in index.keys.get(key, ()):
            score = weight * own
            if score > found.get(k, (0.0, ""))[0]:
                found[k] = (score, "title")
    if not found and not name.secondary:
        for key, weight in name.keys[:2]:
            for other, likeness in index.similar(key) if len(key) >= 8 else ():
                for k, own in index.keys[other]:
                    if any(n.secondary for n in index.names[k]):
                        continue
                    score = weight * own * likeness
                    if score > found.get(k, (0.0, ""))[0]:
                        found[k] = (score, "similar_title")
    return found


ORGAN = re.compile(r"[一-鿿、 ]{2,40}$")


def context_issuer(document: Document, citation: Citation) -> str:
    """The body named right before the title: 国务院办公厅《关于…》."""
    before = document.text[max(0, citation.span.start - 40) : citation.span.start]
    m = ORGAN.search(before)
    return squeeze(m[0]) if m else ""


def agreement(cited: str, issuers: Iterable[str]) -> float:
    """How the body that the citation names fits those that issued a document: below 1 where they differ."""
    known = [i for i in issuers if len(i) > 1]
    if not cited or not known:
        return 0.97
    if any(i in cited or cited in i for i in known):
        return 1.0
    pieces = bigrams(cited)
    if any(len(bigrams(i) & pieces) >= 0.75 * min(len(bigrams(i)), len(pieces)) for i in known):
        return 0.95
    # The words before a title are not always a body: they weigh little.
    return 0.88


EDITION = re.compile(r"\d+|第[一二三四五六七八九十]+版|试行|暂行")


def other_edition(cited: str, titles: Sequence[str]) -> bool:
    """Whether the citation gives a year or edition, and every title of the document another one."""
    wanted = set(EDITION.findall(squeeze(cited)))
    printed = [set(EDITION.findall(squeeze(t))) for t in titles]
    return bool(wanted) and all(p and not wanted & p for p in printed)


def one_text(documents: Sequence[Document], twins: Sequence[int]) -> int | None:
    """The first of several documents if all are printings of one text, else `None`."""
    texts = [squeeze(documents[k].text) for k in twins]
    pieces = [{t[i : i + 8] for i in range(max(1, len(t) - 7))} for t in texts]
    first = pieces[0]
    if not all(texts):
        return None
    for other in pieces[1:]:
        if len(first & other) < 0.7 * min(len(first), len(other)):
            return None
    return min(twins, key=lambda k: documents[k].doc_id)


def gather(absent: Sequence[tuple[int, Citation, str]]) -> tuple[tuple[External, ...], dict[int, str]]:
    """One node for each absent document: citations are joined where number or title agree."""
    groups: list[Group] = []
    for at, citation, context in absent:
        one = Group.of(at, citation, context)
        joined = [g for g in groups if g.same(one)]
        for g in joined:
            one = g.join(one)
            groups.remove(g)
        groups.append(one)
    groups.sort(key=lambda g: min(g.places))
    nodes, node_of, used = [], {}, set()
    for g in groups:
        node_id = base = "external:" + (g.number or g.title or "?")
        k = 2
        while node_id in used:
            node_id, k = f"{base} ({k})", k + 1
        used.add(node_id)
        nodes.append(External(node_id=node_id, title=g.title, number=g.number, kind=g.kind))
        node_of.update(dict.fromkeys(g.places, node_id))
    return tuple(nodes), node_of


@dataclass(slots=True)
class Group:
    """Citations that mean one absent document."""

    places: list[int]
    title: str | None
    number: str | None
    kind: CitationKind
    keys: set[str]
    issuers: set[str]

    @classmethod
    def of(cls, at: int, citation: Citation, context: str) -> Group:
        """The group of one citation."""
        name = read_title(citation.title) if citation.title else None
        keys = {key for key, weight in name.keys if weight > 0.92 and len(key) > 1} if name else set()
        issuer = name.issuer if name else ""
        return cls([at], citation.title, number_key(citation.number), citation.kind, keys, {issuer} - {""})

    def same(self, other: Group) -> bool:
        """Whether both mean one document: equal number, or equal title and nothing against it."""
        if self.number and other.number and not (bare(self.number) and self.number == other.number):
            return self.number == other.number
        if self.issuers and other.issuers and not any(a in b or b in a for a in self.issuers for b in other.issuers):
            return False
        return bool(self.keys & other.keys) or self.shortens(other) or other.shortens(self)

    def shortens(self, other: Group) -> bool:
        """Whether this law is the other without the name of its place: 自治区…条例 for 内蒙古自治区…条例."""
        return self.kind == "law" == other.kind and any(
            len(a) >= SHORTENED and b.endswith(a) and len(b) - len(a) <= PLACE for a in self.keys for b in other.keys
        )

    def join(self, other: Group) -> Group:
        """Both in one; the fuller title stands."""
        titles = [t for t in (self.title, other.title) if t]
        return Group(
            self.places + other.places,
            max(titles, key=len) if titles else None,
            self.number or other.number,
            self.kind if self.kind == "document" else other.kind,
            self.keys | other.keys,
            self.issuers | other.issuers,
        )
