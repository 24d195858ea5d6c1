"""Zip packages (docx, ofd, xlsx, zip) and their XML, read within limits and without reaching outside the file."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from policytext.sources.limits import LimitError, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCK = 1 << 16


class Package:
    """The members of a zip file; every byte that is unpacked counts towards one limit."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._limits = limits
        self._left = limits.unpacked
        self.names = [i.filename for i in self._zip.infolist() if not i.is_dir()]
        if len(self._zip.infolist()) > limits.members:
            raise LimitError(
                f"the package has {len(self._zip.infolist()):,} members; at most {limits.members:,} are read"
            )

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises:
            KeyError: where there is none of that name.
            LimitError: where it would unpack to more than is left.
            zipfile.BadZipFile, RuntimeError, NotImplementedError: where it is damaged, encrypted or packed oddly.
        """
        pieces = []
        with self._zip.open(name) as member:
            while block := member.read(min(BLOCK, self._left + 1)):
                self._left -= len(block)
                if self._left < 0:
                    raise LimitError(f"unpacked it would have more than {self._limits.unpacked:,} bytes")
                pieces.append(block)
        return b"".join(pieces)

    def xml(self, name: str) -> _Element:
        """The root element of an XML member."""
        return read_xml(self.read(name), self._limits)


def read_xml(data: bytes, limits: Limits) -> _Element:
    """The root element of an XML file: no entities are expanded, nothing is fetched, nesting is bounded.

    Raises:
        LimitError: where elements nest too deeply, or the file declares entities of its own.
        lxml.etree.XMLSyntaxError: where it is no well-formed XML.
    """
    from lxml import etree

    if b"<!ENTITY" in data[:65536]:
        raise LimitError("the XML declares entities of its own; such files are not read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    deep = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        deep += 1 if event == "start" else -1
        if deep > limits.deep:
            raise LimitError(f"elements nest more than {limits.deep} deep")
    return root
