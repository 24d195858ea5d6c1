"""How likely it is, before any provision is read, that one document draws on another.

The link model has learned from pairs of which one implements the other. Where less ties two documents, fewer
provisions derive: log odds are taken off, the more so the less of rare wording the two share as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.preprocessing import normalize

from policytext.derivation.lines import Lines
from policytext.derivation.wording import DocumentWording, Floats, Mask, Wording
from policytext.model import LinkPath

COMMON = 1.5
"""Weight below which wording is too common to tell that two documents have one subject."""

KIN = 0.2
"""Likeness of two documents from which on they count as being about one matter."""

STRANGERS = -4.0
"""Log odds below which two documents are not compared at all."""

FRAME = -4.0
"""Log odds where no citation ties two documents and one of the provisions only frames its document."""

THIN, ENOUGH = -5.0, 10
"""Log odds where no citation ties two documents and two provisions share no run of four characters that is rare in
public documents; how many such runs take nothing off."""

TAKEN = 0.5
"""Share of the derived provisions with enough such runs from which on neither is taken off: a form letter is shared by
single provisions, and who draws on a document draws much of what he writes from it."""

DOUBT = {"remote": 1.0, "uncited": 0.5, "elsewhere": 2.0, "siblings": 1.5, "later": 1.0}
"""Log odds taken off: cited only through others; not cited; the document names another source; neither could have
drawn on the other; the source is dated after what draws on it."""


LEAST = KIN * float(np.exp((STRANGERS / 2 + DOUBT["uncited"]) / 2))
"""Likeness below which two documents that no citation ties are looked at only where two provisions share rare runs:
so much is taken off by then that nothing less makes a link."""


AT_A_TIME = 256
"""Documents of which the likeness to all others is held at a time: no table of all with all is made."""


class Likeness:
    """How alike each two documents are: the cosine over their rare wording, in the provisions that count."""

    def __init__(self, wording: Wording, kept: Sequence[Mask] | None = None, *, none: bool = False) -> None:
        """`kept` tells which provisions of each document count; where none of one do, all, or with `none` nothing."""
        self.rows = rare_wording(wording, kept, none=none)
        self._turned = self.rows.T.tocsr()
        self._held: dict[tuple[int, int], float] = {}
        self._row: tuple[int, Floats] = (-1, np.zeros(0))

    def __getitem__(self, pair: tuple[int, int]) -> float:
        """The likeness of two documents."""
        one, other = min(pair), max(pair)
        k, row = self._row
        if k in pair:
            return float(row[one if k == other else other])
        if (one, other) in self._held:
            return self._held[one, other]
        return float((self.rows[one] @ self._turned[:, [other]]).sum())

    def hold(self, one: int, other: int) -> None:
        """Remember the likeness of two documents."""
        pair = min(one, other), max(one, other)
        self._held[pair] = self[pair]

    def row(self, document: int) -> Floats:
        """The likeness of one document to every one, itself included."""
        return np.asarray((self.rows[document] @ self._turned).toarray()[0])

    def rows_of_all(self) -> Iterator[tuple[int, Floats]]:
        """The same for each document in turn."""
        for start in range(0, self.rows.shape[0], AT_A_TIME):
            for k, row in enumerate((self.rows[start : start + AT_A_TIME] @ self._turned).toarray(), start):
                self._row = (k, row)  # likeness to this document is asked for now
                yield k, row
        self._row = (-1, np.zeros(0))


def rare_wording(wording: Wording, kept: Sequence[Mask] | None = None, *, none: bool = False) -> sp.csr_matrix:
    """The rare wording of each document as a row of length 1."""
    if not wording.documents or not len(wording.weight):  # no document, or none with any wording
        return sp.csr_matrix((len(wording.documents), 1))
    given: Sequence[Mask | None] = kept or [None] * len(wording.documents)
    masks = [None if k is None or not (none or k.any()) else k for k in given]
    counts = [counted(d, k) for d, k in zip(wording.documents, masks, strict=True)]
    indptr = np.cumsum([0, *map(len, counts)])
    columns = np.concatenate([d.columns for d in wording.documents])
    rows = sp.csr_matrix((np.sqrt(np.concatenate(counts)), columns, indptr), shape=(len(counts), len(wording.weight)))
    rows = normalize(rows @ sp.diags(np.maximum(wording.weight - COMMON, 0.0)))
    rows.eliminate_zeros()
    return rows


def share_taken(rare: Floats) -> float:
    """The share of the derived provisions that share enough rare runs with one of the source: derived × source."""
    return float((rare.max(1, initial=0.0) >= ENOUGH).mean()) if len(rare) else 0.0


def boilerplate_shift(rare: Floats, framed: Mask, share: float) -> Floats:
    """What is added to the log odds of links between two documents without a citation.

    `rare` is how many rare runs each two provisions share, `framed` which only frame a document, `share` how much of
    the derived document was taken over.
    """
    return max(0.0, 1.0 - share / TAKEN) * (FRAME * framed + THIN * np.maximum(0.0, 1.0 - rare / ENOUGH))


def counted(document: DocumentWording, kept: Mask | None) -> Floats:
    """How often a document uses each of its expressions, in the provisions that are kept."""
    texts = document.provisions
    data = texts.data if kept is None else texts.data * kept[texts.row]
    return np.asarray(np.bincount(texts.column, data, len(document.columns)), dtype=np.float64)


def shift(lines: Lines, likeness: Likeness, derived: int, source: int, path: LinkPath) -> float:
    """What is added to the log odds of every link between two documents; 0 where one names the other as its source."""
    if path == "cited":
        return 0.0 if source in lines.cited[derived] else -DOUBT["remote"]
    odds = 2.0 * float(np.log(min(1.0, max(likeness[derived, source], 0.01) / KIN))) - DOUBT["uncited"]
    if path == "siblings":  # that they name other sources is what siblings do
        return odds - DOUBT["siblings"]
    odds -= DOUBT["later"] if lines.later(source, derived) else 0.0
    named_elsewhere = lines.names_source[derived] and lines.titled[source]
    return odds - (DOUBT["elsewhere"] if named_elsewhere else 0.0)
