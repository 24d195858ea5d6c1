"""The settings of a derivation, in one validated object that its result remembers."""

from dataclasses import dataclass

from policytext.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationSettings:
    """How links are made (派生参数).

    `threshold`: the least probability at which a link is given. `background`: discount wording that many public
    documents share, by the packaged table. `common_source`: also look for wording shared between documents that
    could not have drawn on each other.
    """

    threshold: float = 0.5
    background: bool = True
    common_source: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.threshold <= 1:
            raise InputError(f"threshold is {self.threshold!r}; it must be above 0 and at most 1")
