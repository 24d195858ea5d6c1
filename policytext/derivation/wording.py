"""The wording of a corpus as counted characters: each provision, its heading and its sentences as sparse vectors.

Pairs of neighbouring characters stand for words: they need no segmentation, and an expression that is turned round
or split still shares most of them. Weights come from three counts: in how many public documents (the background
table), in how many documents of the corpus, and, pair by pair, in how many provisions an expression occurs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from policytext.derivation.align import SEED
from policytext.derivation.background import RARE, Background
from policytext.derivation.grams import Codes, count, grams, signs_of
from policytext.derivation.themes import Themes, Vectors, unit
from policytext.masking import persons
from policytext.model import Document, Provision
from policytext.progress import bar
from policytext.reading.outline.provisions import PREAMBLE
from policytext.span import Span

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Small = npt.NDArray[np.int32]
"""Counts inside one document: half the room."""

MARKER = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零〇]+[章节条款]|[（(][一二三四五六七八九十0-9]+[)）]"
    r"|[一二三四五六七八九十]+[、.．]|[0-9]{1,2}[、.．](?![0-9]))\s*"
)
TITLE = re.compile("《[^《》\n]{1,80}》")
SENTENCE_END = re.compile(r"(?<=[。；！？])|\n")
DIGITS = str.maketrans(dict.fromkeys("0123456789０１２３４５６７８９", " "))
LEAST_MEMBERS, APART = 3, 30
"""So many persons with at most so many characters from one to the next are a list of members, offices and all."""
PAIR = 2
"""Characters of an expression."""
LEAST_SENTENCE = 4
LEAST_SLOGAN = 4


@dataclass(frozen=True, eq=False)
class SeedIndex:
    """The characters of a document's provisions, one after the other, ready to be searched for shared runs."""

    grams: Codes
    """All runs of `SEED` characters inside a provision, sorted."""
    places: Small
    """Where each seed begins."""
    rare: Mask
    """Whether few public documents have it."""
    owner: Small
    """The provision of each character."""

    @classmethod
    def of(cls, texts: Sequence[str], background: Background) -> SeedIndex:
        """The runs of some texts."""
        folded, owner = signs_of(texts)
        packed = grams(folded, SEED)
        inside = np.flatnonzero(owner[: len(packed)] == owner[SEED - 1 : SEED - 1 + len(packed)])
        order = inside[np.argsort(packed[inside], kind="stable")]
        seeds = packed[order]
        return cls(seeds, order.astype(np.int32), background.frequency(seeds) < RARE, owner)


@dataclass(frozen=True, eq=False)
class CountedTexts:
    """Texts of one document: entry `k` says that text `row[k]` holds the document's expression `column[k]`."""

    n_rows: int
    row: Small
    column: Small
    data: npt.NDArray[np.float32]
    """How often, dampened."""

    @classmethod
    def of(cls, counted: sp.csr_matrix, columns: Ints) -> CountedTexts:
        """The texts of some rows, over the columns of the document."""
        row = np.repeat(np.arange(counted.shape[0], dtype=np.int32), np.diff(counted.indptr))
        column = np.searchsorted(columns, counted.indices).astype(np.int32)
        return cls(counted.shape[0], row, column, counted.data.astype(np.float32))


@dataclass(frozen=True, eq=False)
class DocumentWording:
    """The wording of one document."""

    columns: Ints
    """The expressions that it uses, as columns of the corpus, ascending."""
    holding: Ints
    """How many of its provisions hold each."""
    provisions: CountedTexts
    headings: CountedTexts
    sentences: CountedTexts
    owner: Ints
    """Which provision each sentence belongs to."""
    lengths: Ints
    """Characters of each provision that count."""
    seeds: SeedIndex
    preamble: Mask
    """Which provision is the preamble."""
    themes: Vectors
    """What each provision is about."""


@dataclass(frozen=True, eq=False)
class Wording:
    """The wording of a corpus, document by document, and the weight of each column."""

    documents: tuple[DocumentWording, ...]
    weight: Floats
    public: Floats
    """In how many public documents each column stands."""
    public_documents: int

    def counting(self, once: Mask) -> Wording:
        """The same wording, weighed by some of the documents only: of several printings of one by the first."""
        if once.all():
            return self
        held = np.zeros(len(self.weight))
        for k in np.flatnonzero(once).tolist():
            held[self.documents[k].columns] += 1
        return replace(self, weight=rarity(held, int(once.sum()), self.public, self.public_documents))


def without_marker(text: str) -> str:
    """A provision without the marker in front of it."""
    m = MARKER.match(text)
    return text[m.end() :] if m else text


def heading_of(provision: Provision) -> str:
    """The heading of a provision; else its first sentence where that is short enough to be one."""
    if provision.path == PREAMBLE:
        return ""
    if provision.heading:
        return provision.heading
    m = re.match(r"[^。；！？\n]{2,40}[。\n]", without_marker(provision.text))
    return m[0] if m else ""


def slogan_pattern(documents: Sequence[Document]) -> re.Pattern[str] | None:
    """The set phrases of the corpus, as one pattern; names of campaigns are none: to hand them down is derivation."""
    found = {x.text for d in documents for x in d.slogans if x.kind != "campaign" and len(x.text) >= LEAST_SLOGAN}
    return re.compile("|".join(map(re.escape, sorted(found, key=lambda t: (-len(t), t))))) if found else None


def masked(text: str, slogans: re.Pattern[str] | None) -> str:
    """The text without set phrases and titles of documents: that two provisions share one says nothing."""
    text = TITLE.sub(" ", text)
    return slogans.sub(" ", text) if slogans else text


def silent(document: Document) -> Iterator[Span]:
    """What tells nothing about derivation: furniture, persons, lists of them with their offices."""
    yield from (s.span for s in document.sentences if s.label == "furniture")
    names: list[Span] = []
    for name in sorted(persons(document)):
        if names and name.start - names[-1].end > APART:
            yield from listed(names)
            names = []
        names.append(name)
    yield from listed(names)


def listed(names: list[Span]) -> list[Span]:
    """Persons named one after the other: each by itself, or a list of members as one."""
    return names if len(names) < LEAST_MEMBERS else [Span(names[0].start, names[-1].end)]


def comparable_texts(document: Document) -> list[str]:
    """The texts of the provisions with a space for each digit and for what is silent."""
    text, at, pieces = document.text.translate(DIGITS), 0, []
    for span in sorted(silent(document)):
        if span.end > at:
            start = max(at, span.start)
            pieces += [text[at:start], " " * (span.end - start)]
            at = span.end
    blanked = "".join(pieces) + text[at:]
    return [blanked[p.span.start : p.span.end] for p in document.provisions]


def sentences_of(text: str) -> list[str]:
    """The sentences of a provision that have wording to compare."""
    found = [
        s for s in SENTENCE_END.split(text) if len(s) >= LEAST_SENTENCE and sum(map(str.isalnum, s)) >= LEAST_SENTENCE
    ]
    return found or [text]


def count_wording(documents: Sequence[Document], background: Background, *, progress: bool | None = False) -> Wording:
    """The wording of a corpus."""
    slogans = slogan_pattern(documents)
    texts: list[str] = []
    shape: list[tuple[int, int]] = []  # provisions, sentences of each document
    owners: list[Ints] = []
    for document in documents:
        bodies = [masked(without_marker(t), slogans) for t in comparable_texts(document)]
        split = [sentences_of(t) for t in bodies]
        owners.append(np.repeat(np.arange(len(bodies)), [len(s) for s in split]).astype(np.int64))
        texts += bodies + [heading_of(p) for p in document.provisions] + [s for group in split for s in group]
        shape.append((len(bodies), len(owners[-1])))
    counted, vocabulary = count(texts, PAIR)
    vectors = Themes.default().of(vocabulary)
    found: list[DocumentWording] = []
    held = np.zeros(len(vocabulary))
    at = 0
    parts = zip(documents, shape, owners, strict=True)
    for document, (n, m), owner in bar(parts, len(documents), progress, "wording"):
        rows = slice(at, at + 2 * n + m)
        themes = unit(np.asarray(counted[at : at + n] @ vectors))
        found.append(wording_of(counted[rows], themes, texts[at : at + n], owner, document, background))
        held[found[-1].columns] += 1
        at += 2 * n + m
    public = background.frequency(vocabulary).astype(np.float64)
    weight = rarity(held, len(documents), public, background.documents)
    return Wording(tuple(found), weight, public, background.documents)


FAMILY = 8
"""A family of directives hands wording down: what so many documents share may still be their very subject."""


def rarity(held: Floats, documents: int, public: Floats, public_documents: int) -> Floats:
    """The weight of each column: how rare it is in public documents and in those of the corpus."""
    # The corpus adds its documents to the public ones; of its own it is too small to tell what is common wording.
    weight = np.log((public_documents + documents + 1) / (public + np.maximum(held - FAMILY, 0) + 1))
    return np.asarray(np.maximum(weight, 0.05))


def wording_of(
    counted: sp.csr_matrix,
    themes: Vectors,
    bodies: Sequence[str],
    owner: Ints,
    document: Document,
    background: Background,
) -> DocumentWording:
    """The wording of a document whose provisions, headings and sentences are the rows of `counted`, in this order."""
    n = len(bodies)
    columns = np.unique(counted.indices)
    provisions, seeds = CountedTexts.of(counted[:n], columns), SeedIndex.of(bodies, background)
    return DocumentWording(
        columns=columns.astype(np.int64),
        holding=np.bincount(provisions.column, minlength=len(columns)),
        provisions=provisions,
        headings=CountedTexts.of(counted[n : 2 * n], columns),
        sentences=CountedTexts.of(counted[2 * n :], columns),
        owner=owner,
        lengths=np.bincount(seeds.owner, minlength=n).astype(np.int64),
        seeds=seeds,
        preamble=np.array([p.path == PREAMBLE for p in document.provisions], dtype=bool),
        themes=themes,
    )
