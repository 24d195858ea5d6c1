"""How likely it is, before any provision is read, that one document draws on another.

The link model has learned from pairs of which one implements the other. Where less ties two documents, fewer
provisions derive: log odds are taken off, the more so the less of rare wording the two share as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.preprocessing import normalize

from policytext.derivation.frame import Mask
from policytext.derivation.lines import Lines
from policytext.derivation.wording import Block, Floats, Wording
from policytext.model import LinkPath

COMMON = 1.5
"""Weight below which wording is too common to tell that two documents have one subject."""

KIN = 0.2
"""Likeness of two documents from which on they count as being about one matter."""

STRANGERS = -4.0
"""Log odds below which two documents are not compared at all."""

FRAME, FAMILIAR = -2.5, 0.4
"""Log odds where no citation ties two documents and one of the provisions only frames its document; likeness from
which on two documents are so plainly about one matter that their frames tell as much as the rest."""

DOUBT = {"remote": 1.0, "uncited": 0.5, "elsewhere": 2.0, "siblings": 1.5, "later": 1.0}
"""Log odds taken off: cited only through others; not cited; the document names another source; neither could have
drawn on the other; the source is dated after what draws on it."""


LEAST = KIN * float(np.exp((STRANGERS / 2 + DOUBT["uncited"]) / 2))
"""Likeness below which two documents that no citation ties are looked at only where two provisions share rare runs:
so much is taken off by then that nothing less makes a link."""


def likeness(wording: Wording, frames: Sequence[Mask] | None = None) -> Floats:
    """Cosine of each two documents over their rare wording; without their frames, where these are given."""
    if not wording.blocks or not len(wording.weight):  # no document, or none with any wording
        return np.zeros((len(wording.blocks), len(wording.blocks)))
    kept = [~f for f in frames] if frames is not None else [None] * len(wording.blocks)
    counts = [counted(b, k) for b, k in zip(wording.blocks, kept, strict=True)]
    indptr = np.cumsum([0, *map(len, counts)])
    columns = np.concatenate([b.columns for b in wording.blocks])
    rows = sp.csr_matrix((np.sqrt(np.concatenate(counts)), columns, indptr), shape=(len(counts), len(wording.weight)))
    rows = normalize(rows @ sp.diags(np.maximum(wording.weight - COMMON, 0.0)))
    return np.asarray((rows @ rows.T).todense(), dtype=np.float64)


def frame_shift(alike: float) -> float:
    """What is added to the log odds of a link of provisions that frame two documents without a citation."""
    return FRAME * max(0.0, 1.0 - alike / FAMILIAR)


def counted(block: Block, kept: Mask | None) -> Floats:
    """How often a document uses each of its expressions, in the provisions that are kept; in all where none is."""
    part = block.provisions
    data = part.data if kept is None or not kept.any() else part.data * kept[part.row]
    return np.asarray(np.bincount(part.column, data, len(block.columns)), dtype=np.float64)


def shift(lines: Lines, alike: Floats, derived: int, source: int, path: LinkPath) -> float:
    """What is added to the log odds of every link between two documents; 0 where one names the other as its source."""
    if path == "cited":
        return 0.0 if source in lines.cited[derived] else -DOUBT["remote"]
    odds = 2.0 * float(np.log(min(1.0, max(float(alike[derived, source]), 0.01) / KIN))) - DOUBT["uncited"]
    if path == "siblings":  # that they name other sources is what siblings do
        return odds - DOUBT["siblings"]
    odds -= DOUBT["later"] if lines.later(source, derived) else 0.0
    named_elsewhere = lines.names_source[derived] and lines.titled[source]
    return odds - (DOUBT["elsewhere"] if named_elsewhere else 0.0)
