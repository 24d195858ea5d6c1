"""What the parts of a report are made from: documents by number, their texts as a page may show them, tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policytext.masking import concealed
from policytext.model import Document, Link, Problem
from policytext.tables import table
from policytext.views.cascade import Edge, Node
from policytext.views.ties import document_nodes, external_nodes, ties

if TYPE_CHECKING:
    import pandas as pd

    from policytext.lineage import Lineage

TEXTS = 20_000_000
"""Characters of texts that a page holds; of larger corpora only the texts of documents that are tied to others."""
PICTURES = {c: 0x2400 + c for c in range(32) if c not in (9, 10, 13)} | {127: 0x2421}
"""Control characters → their pictures, one for one, so that offsets stay."""
LOST = "\ufffd"
"""Stands for what no page can hold: halves of surrogate pairs, the rest of the control characters."""
UNSHOWN = PICTURES | dict.fromkeys((*range(128, 160), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), LOST)


def showable(text: str) -> str:
    r"""A text of the same length that a page can hold.

    >>> showable("请\x00报\ud800送")
    '请␀报\ufffd送'
    """
    return text.translate(UNSHOWN)


@dataclass(frozen=True, eq=False)
class Facts:
    """A lineage, seen by those who put a page together."""

    lineage: Lineage
    problems: tuple[Problem, ...] = ()
    """Those of no document."""
    mask: tuple[str, ...] = ("persons",)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents, in order; the page knows them by their number."""
        return self.lineage.documents

    @cached_property
    def number(self) -> dict[str, int]:
        """Id → number; documents first, then those that are cited but absent."""
        return {n.name: k for k, n in enumerate(self.nodes)}

    @cached_property
    def nodes(self) -> list[Node]:
        """The boxes of the cascade."""
        return [*document_nodes(self.lineage), *external_nodes(self.lineage)]

    @cached_property
    def edges(self) -> list[Edge]:
        """The lines of the cascade."""
        return ties(self.lineage)

    @cached_property
    def texts(self) -> list[str]:
        """The texts as the page shows them: masked, and without what no page can hold."""
        return [showable(concealed(d, self.mask)) for d in self.documents]

    @cached_property
    def kept(self) -> set[int]:
        """The documents whose texts the page holds: all, or of too many characters those tied to others."""
        if sum(map(len, self.texts)) <= TEXTS:
            return set(range(len(self.documents)))
        return {self.number[end] for pair in self.pairs for end in pair}

    @cached_property
    def links(self) -> list[Link]:
        """The links whose two ends are known documents."""
        return [link for link in self.lineage.objects if link.derived is not None and link.source is not None]

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The (derived, source) pairs that coverage tells of: tied by a citation or a link."""
        rows = self.lineage.coverage
        return list(zip(rows["derived_doc"], rows["source_doc"], strict=True))

    @cached_property
    def _wide(self) -> dict[int, list[int]]:
        """By number of document the places of characters that a browser counts twice (UTF-16)."""
        found = {k: [i for i, c in enumerate(text) if c > "\uffff"] for k, text in enumerate(self.texts)}
        return {k: places for k, places in found.items() if places}

    def at(self, doc: int, offset: int) -> int:
        """An offset as a browser counts it."""
        places = self._wide.get(doc)
        return offset + bisect_left(places, offset) if places else offset

    def span(self, doc: int, span: Sequence[int]) -> list[int]:
        """A span as a browser counts it."""
        return [self.at(doc, span[0]), self.at(doc, span[1])]

    def frame(self, name: str) -> pd.DataFrame:
        """A table of the corpus, masked; made once."""
        held: dict[str, Any] = self.__dict__.setdefault("_frames", {})
        if name not in held:
            held[name] = table(self.documents, name, problems=self.problems, mask=self.mask)
        found: pd.DataFrame = held[name]
        return found

    @cached_property
    def findings(self) -> pd.DataFrame:
        """What is wrong with the documents and what to do: the readers' problems and the doctor's findings."""
        from policytext.doctor import diagnosis

        problems = (*self.problems, *self.lineage.problems)
        return diagnosis(self.documents, problems=problems, mask=self.mask)
