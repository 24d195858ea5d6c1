"""The parts of a Word package: which is the main one, and which belong to it."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from policytext.sources.docx.markup import settle
from policytext.sources.limits import LimitError, Limits
from policytext.sources.package import Package, read_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, LookupError, ValueError, RuntimeError, SyntaxError,
)  # fmt: skip
"""What reading a damaged package raises: `XMLSyntaxError` is a `SyntaxError`, a bad password a `RuntimeError`."""
MAIN = "word/document.xml"
UNPACKED = 150_000_000
"""Bytes of XML that are read at most, whatever the limits allow for: text alone, no pictures."""
MARKS = 5_000_000
"""Tags and attributes of one part: a tree takes some hundred bytes for each, however short they are in the file."""


class Relation(NamedTuple):
    """A part that another one refers to."""

    id: str
    kind: str
    name: str


class Parts:
    """A Word package by its relationships; parts are found whatever their names are."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._package = Package(data, replace(limits, unpacked=min(limits.unpacked, UNPACKED)))
        self._names = {plain(n): n for n in self._package.names}
        self.damaged: dict[str, Exception] = {}
        found = [r.name for r in self.related("") if r.kind == "officeDocument"]
        self.main = next((n for n in found if n in self), MAIN)

    def __contains__(self, name: str) -> bool:
        return plain(name) in self._names

    @property
    def pictures(self) -> bool:
        """Whether the package holds pictures."""
        return any("/media/" in n for n in self._names)

    def xml(self, name: str) -> _Element:
        """The root element of a part.

        Raises:
            LimitError: where the part is too large.
            The errors of `DAMAGE`: where it cannot be read.
        """
        data = self._package.read(self._names[plain(name)])
        if data.count(b"<") + data.count(b"=") > MARKS:
            raise LimitError(f"{name} has more than {MARKS:,} tags and attributes")
        return settle(read_xml(data, self._limits))

    def optional(self, name: str | None) -> _Element | None:
        """The root element of a part that need not be there; what is wrong with it is kept in `damaged`."""
        if name is None or name not in self:
            return None
        try:
            return self.xml(name)
        except (LimitError, *DAMAGE) as e:
            self.damaged[name] = e
            return None

    def related(self, name: str) -> list[Relation]:
        """The parts inside the package that a part refers to; those of the package itself for an empty name."""
        folder, base = posixpath.split(name)
        root = self.optional(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = []
        for r in [] if root is None else root.iterchildren("{*}Relationship"):
            if r.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, r.get("Target", ""))).lstrip("/")
                found.append(Relation(r.get("Id", ""), r.get("Type", "").rpartition("/")[2], target))
        return found


def plain(name: str) -> str:
    """The name of a member as it is compared: some programmes write backslashes, and names ignore case."""
    return name.replace("\\", "/").lstrip("/").lower()
