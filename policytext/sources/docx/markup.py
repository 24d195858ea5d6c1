"""Names of WordprocessingML (ECMA-376 part 1, 17) and small questions to its elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

OFFICE = "http://schemas.openxmlformats.org/"
W = f"{{{OFFICE}wordprocessingml/2006/main}}"
R = f"{{{OFFICE}officeDocument/2006/relationships}}"
M = f"{{{OFFICE}officeDocument/2006/math}}"
MC = f"{{{OFFICE}markup-compatibility/2006}}"
VAL = f"{W}val"

STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}": R,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": M,
}
"""Namespaces of strict files and those that all other files use for the same names."""
LARGEST = 2**31


def settle(root: _Element) -> _Element:
    """The same tree with the names of strict files turned into the usual ones, so that one set of names is enough."""
    if not any(f"{{{uri}}}" in STRICT for uri in root.nsmap.values()):
        return root
    for element in root.iter("*"):
        element.tag = usual(str(element.tag))
        for name in [str(n) for n in element.attrib]:
            if usual(name) != name:
                element.set(usual(name), element.attrib.pop(name))
    return root


def usual(name: str) -> str:
    """The name in the usual namespace."""
    space, brace, local = name.partition("}")
    return STRICT.get(space + brace, space + brace) + local


def value(parent: _Element | None, name: str) -> str | None:
    """What the `w:val` of a child says; `None` where there is no such child or it says nothing."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL)


def number(parent: _Element | None, name: str) -> int | None:
    """The `w:val` of a child as a number."""
    return as_number(value(parent, name))


def as_number(text: str | None) -> int | None:
    """The number that an attribute holds; `None` where it holds none, or one beyond all use."""
    try:
        found = int(text or "")
    except ValueError:
        return None
    return found if abs(found) < LARGEST else None


def switch(parent: _Element | None, name: str) -> bool | None:
    """An on/off property: `None` where the child is missing."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL, "true") not in {"0", "false", "off"}


def has(parent: _Element | None, *names: str) -> bool:
    """Whether there is a child of one of the names."""
    return parent is not None and any(parent.find(W + n) is not None for n in names)


def alternative(element: _Element) -> Iterator[_Element]:
    """The content of a `mc:AlternateContent` that counts: the first choice, or the fallback where it shows nothing.

    A choice holds text boxes in the form of newer programmes, the fallback the same ones in the older form.
    """
    shown = (f"{W}t", f"{W}txbxContent", f"{W}numFmt")
    for branch in element.iterchildren(f"{MC}Choice", f"{MC}Fallback"):
        if next(branch.iter(*shown), None) is not None:
            yield from branch
            return
