"""The members of an OFD package (GB/T 33190): found by their locations, read whatever prefix their names have."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.sources.limits import LimitError, Limits
from policytext.sources.package import Package, read_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

XML = 64_000_000
"""Bytes of one XML member: its tree takes many times as much memory."""


class Parts:
    """XML members by location; locations are compared without regard to case, as some programmes mix it."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._package = Package(data, limits)
        self._limits = limits
        self._names = {normal(name): name for name in self._package.names}

    def __contains__(self, location: str) -> bool:
        return normal(location) in self._names

    def xml(self, location: str) -> _Element:
        """The root of a member; raises KeyError where there is none."""
        data = self._package.read(self._names[normal(location)])
        if len(data) > XML:
            raise LimitError(f"{location} has {len(data):,} bytes; at most {XML:,} of one part are read")
        return read_xml(data, self._limits)


def normal(location: str) -> str:
    """A location as it is compared; it cannot leave the package."""
    return posixpath.normpath("/" + location.replace("\\", "/")).lstrip("/").lower()


def beside(base: str, location: str) -> str:
    """A location as seen from another member: from the root where it begins with a slash, else from its folder."""
    location = location.strip().replace("\\", "/")
    return location if location.startswith("/") else posixpath.join(posixpath.dirname(base), location)


def name_of(element: _Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def inside(element: _Element, *path: str) -> Iterator[_Element]:
    """The elements at a path of names below another, in order."""
    first, *rest = path
    for child in element:
        if name_of(child) == first:
            if rest:
                yield from inside(child, *rest)
            else:
                yield child


def text_at(element: _Element, *path: str) -> str:
    """The text of the first element at a path; empty where there is none."""
    found = next(inside(element, *path), None)
    return "".join(map(str, found.itertext())).strip() if found is not None else ""
