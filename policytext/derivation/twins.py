"""Several printings of one document, and writings about documents: neither derives from the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.derivation.citing.index import titles_of
from policytext.derivation.citing.numbers import number_key
from policytext.derivation.citing.titles import QUOTED, SECONDARY, read_title, squeeze
from policytext.derivation.wording import Floats
from policytext.model import Document

SAME = 0.9
"""Likeness of two printings, at least; a child that copies nearly everything reaches it too, under its own name."""

FULL = 0.95
"""Least weight of the title keys that must agree."""


def printings(documents: Sequence[Document], alike: Floats) -> list[int]:
    """For each document the first in the corpus that is the same document; mostly itself."""
    first = list(range(len(documents)))
    for k in range(len(documents)):
        for j in range(k):
            if alike[k, j] >= SAME and same_name(documents[k], documents[j]):
                first[k] = first[j]
                break
    return first


def same_name(one: Document, other: Document) -> bool:
    """Whether number, issuer and title allow two equal texts to be one document."""
    numbers = [number_key(d.header.document_number) for d in (one, other)]
    if all(numbers):
        return numbers[0] == numbers[1]
    issuers = [{squeeze(i) for i in d.header.issuers} for d in (one, other)]
    if all(issuers) and not issuers[0] & issuers[1]:
        return False
    keys = [{key for t in titles_of(d) for key, weight in read_title(t).keys if weight >= FULL} for d in (one, other)]
    return bool(keys[0] & keys[1]) or not any(keys)


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
