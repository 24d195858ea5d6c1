"""Several printings of one document, and writings about documents: neither derives from the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from policytext.derivation.citing.index import titles_of
from policytext.derivation.citing.numbers import number_key
from policytext.derivation.citing.titles import QUOTED, SECONDARY, read_title, squeeze
from policytext.derivation.kinship import Likeness
from policytext.model import Document

SAME = 0.9
"""Likeness of two printings, at least; a child that copies nearly everything reaches it too, under its own name."""

FULL = 0.95
"""Least weight of the title keys that must agree."""


def printings(documents: Sequence[Document], likeness: Likeness) -> list[int]:
    """For each document the first in the corpus that is the same document; mostly itself."""
    first = list(range(len(documents)))
    shown = [Shown.of(d) for d in documents]
    for k, row in likeness.rows_of_all():
        near = np.flatnonzero(row[:k] >= SAME).tolist()
        first[k] = next((first[j] for j in near if shown[k].same(shown[j])), k)
    return first


@dataclass(frozen=True, slots=True)
class Shown:
    """What the head of a document shows of which document it is."""

    number: str | None
    issuers: frozenset[str]
    place: str | None
    keys: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> Shown:
        """Number, issuers and title of one document."""
        titles = (read_title(t) for t in titles_of(document))
        return cls(
            number_key(document.header.document_number),
            frozenset(squeeze(i) for i in document.header.issuers),
            document.header.jurisdiction,
            frozenset(key for t in titles for key, weight in t.keys if weight >= FULL),
        )

    def same(self, other: Shown) -> bool:
        """Whether number, issuer, place and title allow two equal texts to be one document."""
        if self.number and other.number:
            return self.number == other.number
        if self.issuers and other.issuers and not self.issuers & other.issuers:
            return False
        if not self.issuers & other.issuers and self.place and other.place and self.place != other.place:
            return False
        return bool(self.keys & other.keys) or not (self.keys or other.keys)


def same_name(one: Document, other: Document) -> bool:
    """Whether number, issuer and title allow two equal texts to be one document."""
    return Shown.of(one).same(Shown.of(other))


PRESS = re.compile("新华社|记者|本报讯|有关负责人|解读|答[:：]|权威发布")
"""What reports and interpretations say; directives hardly ever, and never without a head."""


def secondary(document: Document) -> bool:
    """Whether a document is a draft or a writing about another: 解读, 答记者问, 征求意见稿, a report in the press."""
    titles = titles_of(document)
    if titles and SECONDARY.search(re.sub(QUOTED, "", titles[0])):
        return True
    return bare(document) and bool(PRESS.search(document.text))


def bare(document: Document) -> bool:
    """Whether the text shows no head at all: no number, addressee or date, nor a title that names a genre."""
    h = document.header
    shown = {e.field for e in h.evidence if e.rule != "metadata"} & {
        "document_number",
        "addressees",
        "issued",
        "printed",
    }
    return not shown and h.genre is None
