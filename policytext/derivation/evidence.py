"""The words that two provisions share, as evidence of a link; of documents of one mould the same over and over."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from policytext.derivation.align import SEED, aligned
from policytext.derivation.grams import Offsets, signs
from policytext.model import Alignment, Document
from policytext.span import Span


def evidence_of(derived: Document, i: int, source: Document, j: int, least: int = SEED) -> tuple[Alignment, ...]:
    """The shared runs of two provisions, as spans of their documents."""
    provision, origin = derived.provisions[i], source.provisions[j]
    return moved(shared(provision.text, origin.text, least), provision.span.start, origin.span.start)


@lru_cache(maxsize=65536)
def shared(derived: str, source: str, least: int = SEED) -> tuple[Alignment, ...]:
    """The shared runs of two texts; documents of one mould have the same two over and over."""
    return aligned(folded(derived), folded(source), least=least)


def moved(runs: Iterable[Alignment], derived: int, source: int) -> tuple[Alignment, ...]:
    """Shared runs of two texts that begin at these offsets."""
    return tuple(Alignment(derived=shifted(a.derived, derived), source=shifted(a.source, source)) for a in runs)


def shifted(span: Span, by: int) -> Span:
    """A span so much further on."""
    return Span(span.start + by, span.end + by)


@lru_cache(maxsize=16384)
def folded(text: str) -> tuple[npt.NDArray[np.uint16], Offsets]:
    """The signs of a provision; many are aligned with many."""
    return signs(text)


def has_letters(derived: Document, evidence: Iterable[Alignment], least: int) -> bool:
    """Whether a shared run has letters or ideographs enough: digits and marks alone tie nothing."""
    return any(sum(map(str.isalpha, derived.text[slice(*run.derived)])) >= least for run in evidence)
