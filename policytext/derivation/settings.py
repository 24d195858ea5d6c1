"""The settings of a derivation, in one validated object that its result remembers."""

from __future__ import annotations

from dataclasses import dataclass

from policytext.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationSettings:
    """How links are made (派生设置).

    Attributes:
        threshold: Least probability at which a link is given; by default the one best in cross-validation.
        background: Discount wording that many public documents share, by the packaged table.
        common_source: Also look for wording shared by documents of which neither could have drawn on the other.
        mask_citations: Take no account of who cites whom: find sources by their wording alone.
        transitive: Also give links that only repeat a chain of links through a document in between.
    """

    threshold: float | None = None
    background: bool = True
    common_source: bool = True
    transitive: bool = False
    mask_citations: bool = False

    def __post_init__(self) -> None:
        if self.threshold is not None and not 0 < self.threshold <= 1:
            raise InputError(f"threshold is {self.threshold!r}; it must be above 0 and at most 1 (阈值)")
