"""Nearness in meaning by a function of the user's, in the place of the packaged themes."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np

from policytext.derivation.settings import Similarity
from policytext.derivation.wording import Floats, without_marker
from policytext.errors import InputError
from policytext.model import Document

ROUNDING = 1e-2
"""How far beyond 1 a product of vectors of length 1 may come out where they are held in half precision."""


def nearness(similarity: Similarity, derived: Document, source: Document) -> Floats:
    """Nearness of each two provisions."""
    left, right = ([without_marker(p.text) for p in d.provisions] for d in (derived, source))
    return checked(similarity, left, right)


def checked(similarity: Similarity, derived: Sequence[str], source: Sequence[str]) -> Floats:
    """What the function returns, checked."""
    given = similarity(derived, source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            found = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError, np.exceptions.ComplexWarning) as e:
        raise InputError(
            f"similarity returned a {type(given).__name__} that is no table of numbers: {e} (相似度)"
        ) from e
    if found.shape != (len(derived), len(source)):
        raise InputError(
            f"similarity returned a table of {found.shape} for {len(derived)} and {len(source)} texts; "
            f"it must have a row per text of the first list and a column per text of the second (相似度)"
        )
    if not np.isfinite(found).all():
        raise InputError("similarity returned numbers that are not finite; give 0 for texts without words (相似度)")
    if found.size and float(np.abs(found).max()) > 1.0 + ROUNDING:
        raise InputError(
            f"similarity returned numbers from {found.min():.4g} to {found.max():.4g}; give likenesses from 0 (nothing "
            "in common) to 1 (the same), or cosines from -1 to 1: embeddings as vectors of length 1 (相似度)"
        )
    return np.clip(found, -1.0, 1.0)
