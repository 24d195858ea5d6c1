"""Styles: what a paragraph or run takes from its style and from those that it is based on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytext.sources.docx.markup import W, number, switch, value

if TYPE_CHECKING:
    from lxml.etree import _Element

CHAIN = 64
"""Styles based on one another that are followed; Word itself allows fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style says itself; `None` where it says nothing."""

    based_on: str | None = None
    num_id: int | None = None
    level: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inherited:
    """What holds for a paragraph of a style; `lineage` runs from the style to the one that gave `num_id`."""

    num_id: int | None = None
    level: int | None = None
    hidden: bool = False
    lineage: tuple[str, ...] = ()


class Styles:
    """The styles of a document."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._inherited: dict[str, Inherited] = {}
        self.default: str | None = None
        for element in [] if root is None else root.iterchildren(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            self._styles[name] = read_style(element)
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true", "on"}:
                self.default = name

    def of(self, name: str | None) -> Inherited:
        """What a style gives, with all that it is based on; styles based on themselves end where they began."""
        if name is None or name not in self._styles:
            return Inherited()
        if name not in self._inherited:
            self._inherited[name] = self._inherit(self._chain(name))
        return self._inherited[name]

    def _chain(self, name: str) -> list[str]:
        """The style and those that it is based on, nearest first."""
        chain = [name]
        while len(chain) < CHAIN:
            parent = self._styles[chain[-1]].based_on
            if parent is None or parent not in self._styles or parent in chain:
                break
            chain.append(parent)
        return chain

    def _inherit(self, chain: list[str]) -> Inherited:
        """The nearest value of each property: the number of a list and its level are inherited apart."""
        styles = [self._styles[n] for n in chain]
        giver = next((i for i, s in enumerate(styles) if s.num_id is not None), None)
        return Inherited(
            num_id=None if giver is None else styles[giver].num_id,
            level=next((s.level for s in styles if s.level is not None), None),
            hidden=next((s.hidden for s in styles if s.hidden is not None), False),
            lineage=() if giver is None else tuple(chain[: giver + 1]),
        )


def read_style(element: _Element) -> Style:
    """A `w:style` as a record."""
    listed = element.find(f"{W}pPr/{W}numPr")
    return Style(
        based_on=value(element, "basedOn"),
        num_id=number(listed, "numId"),
        level=number(listed, "ilvl"),
        hidden=switch(element.find(f"{W}rPr"), "vanish"),
    )
