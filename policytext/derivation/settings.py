"""The settings of a derivation, in one validated object that its result remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING

from policytext.arguments import named
from policytext.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    from policytext.derivation.themes import Themes

Similarity = Callable[[Sequence[str], Sequence[str]], "npt.ArrayLike"]
"""Texts of derived and of source provisions → their likeness in meaning, a table of derived × source, -1 to 1."""


PATHS = ("cited", "line", "possible")
"""The reasons to compare two documents, the strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationSettings:
    """How links are made (派生设置).

    Attributes:
        threshold: Least probability at which a link is given; by default that of the model, 0.35 (docs/link-model.md),
            which then stands here.
        paths: Along which lines documents are compared: those that cite the source (`cited`), those below it
            (`line`), those of which level, place or date is unknown (`possible`); one of them, or several. Every
            measure keeps to them.
        background: Discount wording that many public documents share, by the packaged table.
        common_source: Also look for wording shared by documents of which neither could have drawn on the other.
        transitive: Also give links that only repeat a chain of links through a document in between.
        mask_citations: Take no account of who cites whom: find sources by their wording alone.
        similarity: What tells how near two texts are in meaning, instead of the packaged themes: `Themes` of your own,
            or a function of two lists of strings that returns a table of numbers from -1 to 1, such as the product of
            your own embeddings.
    """

    threshold: float | None = None
    paths: tuple[str, ...] = PATHS
    background: bool = True
    common_source: bool = True
    transitive: bool = False
    mask_citations: bool = False
    similarity: Similarity | Themes | None = None

    def __post_init__(self) -> None:
        number = isinstance(self.threshold, Real) and not isinstance(self.threshold, bool)
        if self.threshold is not None and not (number and 0 < self.threshold <= 1):
            raise InputError(f"threshold is {self.threshold!r}; it must be a number above 0 and at most 1 (阈值)")
        object.__setattr__(self, "paths", paths_of(self.paths))
        for name in ("background", "common_source", "transitive", "mask_citations"):
            if not isinstance(given := getattr(self, name), bool):
                raise InputError(f"{name} is {given!r}; it must be True or False (是否)")
        from policytext.derivation.score import LinkModel  # not above: the package would load modules that are to run
        from policytext.derivation.themes import Themes

        if self.threshold is None:
            object.__setattr__(self, "threshold", LinkModel.default().threshold)
        given = self.similarity
        if given is not None and not isinstance(given, Themes) and (isinstance(given, type) or not callable(given)):
            how = "policytext.Themes.fit(corpus), or a function of two lists of texts that returns a table of numbers"
            raise InputError(f"similarity is {named(given)}; give {how} (相似度)")

    @property
    def nearness(self) -> Similarity | None:
        """The function that tells how near texts are; `None` for the packaged themes."""
        from policytext.derivation.themes import Themes

        return self.similarity.similarity if isinstance(self.similarity, Themes) else self.similarity


def paths_of(given: object) -> tuple[str, ...]:
    """The kinds of path that were given, one or several, each once and in their order.

    >>> paths_of("cited"), paths_of(["possible", "line"])
    (('cited',), ('line', 'possible'))
    """
    wanted = (
        [given] if isinstance(given, str) else list(given) if isinstance(given, (tuple, list, set, frozenset)) else []
    )
    if not wanted or any(p not in PATHS for p in wanted):
        raise InputError(
            f"paths is {given!r}; give one or several of {', '.join(PATHS)}, such as ('cited', 'line') (路径)"
        )
    return tuple(p for p in PATHS if p in wanted)
