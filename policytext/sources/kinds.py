"""What a file is in truth, whatever its name says: by its first bytes and the members of its package."""

import io
import re
import zipfile

from policytext.sources.limits import Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_BEFORE_97 = (b"\xdb\xa5", b"\xdc\xa5", b"\xec\xa5")
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|script|table|div|p)[\s>/]", re.IGNORECASE)
BEFORE = re.compile(rb"(?:\s|\0|<\?xml[^>]*>|<!--.*?-->)*", re.DOTALL)
SEEN = 4096
"""First bytes that are looked at."""
MEMBERS = (("ofd.xml", "ofd"), ("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsx"))
FOLDERS = (("word/", "docx"), ("xl/", "xlsx"))


def kind_of(data: bytes) -> str | None:
    r"""What the file is: pdf, docx, xlsx, ofd, doc, xls, rtf, html, zip; `None` where its bytes do not tell.

    >>> kind_of(b"{\\rtf1 x}"), kind_of(b"<html><body>"), kind_of("通知".encode())
    ('rtf', 'html', None)
    """
    if data.startswith(OLE):
        return kind_of_ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return kind_of_zip(data)
    head = data[:SEEN].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    head = head[BEFORE.match(head).end() :]  # type: ignore[union-attr]  # it may match nothing, but it always matches
    # Some programmes put a line of their own before the mark of a PDF; the standard's readers allow for it.
    if head.startswith(b"%PDF-") or b"\n%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(WORD_BEFORE_97):
        return "doc"
    return "html" if HTML.match(head) else None


def kind_of_ole(data: bytes) -> str | None:
    """Word or Excel by the streams at the root of an OLE container; damaged ones by the names in them."""
    from policytext.sources.doc.container import Container, DamagedError

    try:
        container = Container(data)
    except DamagedError:
        names = {n for n in ("WordDocument", "Workbook", "Book") if n.encode("utf-16-le") + b"\0\0" in data}
    else:
        names = set(container.names)
    if names & {"WordDocument", "EncryptedPackage"}:
        return "doc"
    return "xls" if names & {"Workbook", "Book"} else None


def kind_of_zip(data: bytes) -> str:
    """The kind of a package by the members of a zip file; of a damaged one by the names that stand in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {n.replace("\\", "/").lstrip("/").lower() for n in package.NameToInfo}
    except Exception:  # a damaged directory raises errors of many kinds
        lower = data[: Limits().file].lower()
        return next((kind for name, kind in MEMBERS if name.encode() in lower), "zip")
    for name, kind in MEMBERS:
        if name in names:
            return kind
    if "[content_types].xml" in names:
        return next((kind for folder, kind in FOLDERS if any(n.startswith(folder) for n in names)), "zip")
    return "zip"
