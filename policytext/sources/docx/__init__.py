"""Word documents in the zipped format (docx, docm, dotx, dotm; ECMA-376 and ISO/IEC 29500, transitional and strict).

The text is what Word shows with all tracked changes accepted: automatic numbering is part of it (`numbering` says how),
and so are text boxes, tables of contents and the results of fields; hidden text is not. Headers, footers, notes and
comments stand apart. Word keeps no pages in the file: `pages` is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.errors import MissingDependencyError
from policytext.model import Problem
from policytext.sources.content import Content
from policytext.sources.docx.blocks import Block, lay_out
from policytext.sources.docx.body import Document, Story
from policytext.sources.docx.markup import R, W
from policytext.sources.docx.numbering import Numbering
from policytext.sources.docx.parts import DAMAGE, Parts, Relation
from policytext.sources.docx.styles import Styles
from policytext.sources.limits import STANDARD, LimitError, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

OLD = b"\xd0\xcf\x11\xe0"
"""First bytes of the binary format, in which encrypted documents are wrapped too."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
PLACED = {f"{W}headerReference": "header", f"{W}footerReference": "footer"}
NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
"""Kind of part → kind of the things in it, which is their element's name as well."""
RULES = {"separator", "continuationSeparator", "continuationNotice"}
"""Kinds of footnotes that are lines between text and notes."""
TITLE = "{http://purl.org/dc/elements/1.1/}title"
SAVE = "open it in Word or WPS and save it again as docx (请重新另存为docx)"


def read(data: bytes, limits: Limits = STANDARD) -> Content:
    """The text of a Word document; whatever is wrong with it is among `problems`."""
    try:
        from lxml import etree
    except ImportError as e:
        raise MissingDependencyError("Word documents need lxml: pip install 'policytext[files]'") from e
    version = ".".join(map(str, etree.LXML_VERSION[:3]))
    try:
        return read_parts(data, limits, f"lxml {version}")
    except LimitError as e:
        return Content(text="", problems=(over(str(e)),))
    except DAMAGE as e:
        return Content(text="", problems=(unreadable(data, e),))


def read_parts(data: bytes, limits: Limits, reader: str) -> Content:
    """The content of a package.

    Raises:
        LimitError: where it is too large or too deep.
        The errors of `DAMAGE`: where its main part cannot be read.
    """
    if len(data) > limits.file:
        raise LimitError(f"the file has {len(data):,} bytes; at most {limits.file:,} are read")
    parts = Parts(data, limits)
    root = parts.xml(parts.main)
    related = parts.related(parts.main)
    names = {r.kind: r.name for r in reversed(related)}
    styles = Styles(parts.optional(names.get("styles")))
    numbering = Numbering(parts.optional(names.get("numbering")), styles)
    document = Document(styles=styles, numbering=numbering, left=limits.text)
    body = root.find(f"{W}body")
    if body is None:
        raise ValueError(f"{parts.main} has no w:body")
    text, grids = lay_out(Story(document, root).read(body))
    aside = tuple(read_aside(parts, document, root, related))
    return Content(
        text=text,
        problems=tuple(find_problems(parts, document, text, limits)),
        metadata=read_title(parts, text),
        grids=grids,
        aside=aside,
        reader=reader,
    )


def read_aside(
    parts: Parts, document: Document, root: _Element, related: list[Relation]
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Headers and footers in the order of the sections that show them, each once; then notes and comments."""
    by_id = {r.id: r.name for r in related}
    told: set[tuple[str, str]] = set()
    read_already: set[str | None] = set()
    for reference in root.iter(*PLACED):
        name = by_id.get(reference.get(f"{R}id", ""))
        part = None if name in read_already else parts.optional(name)
        read_already.add(name)
        if part is not None:
            found = (PLACED[str(reference.tag)], plain_text(Story(document, part).read(part)))
            if found[1] and found not in told:
                told.add(found)
                yield found
    for kind, name in ((r.kind, r.name) for r in related if r.kind in NOTES):
        part = parts.optional(name)
        if part is not None:
            yield from read_notes(document, part, NOTES[kind])


def read_notes(document: Document, part: _Element, kind: str) -> Iterator[tuple[str, str]]:
    """The notes or comments of a part."""
    story = Story(document, part)
    for note in part.iterchildren(W + kind):
        if note.get(f"{W}type") not in RULES:
            text = plain_text(story.read(note))
            if text:
                yield kind, text


def plain_text(blocks: list[Block]) -> str:
    """The text of blocks without blank lines round it."""
    return lay_out(blocks)[0].strip()


def read_title(parts: Parts, text: str) -> dict[str, str]:
    """The title of the properties, where it stands in the text: others come from a template or an older document."""
    name = next((r.name for r in parts.related("") if r.kind == "core-properties"), None)
    core = parts.optional(name)
    title = "" if core is None else (core.findtext(TITLE) or "").strip()
    stands = len(title) > 1 and "".join(title.split()) in "".join(text.split())
    return {"title": title} if stands else {}


def find_problems(parts: Parts, document: Document, text: str, limits: Limits) -> Iterator[Problem]:
    """What the reader of the text should know about the file."""
    counts = document.counts
    if document.left < 0:
        yield over(f"the document has more than {limits.text:,} characters, paragraphs and cells")
    if not text.strip():
        yield empty(parts)
    if counts.inserted or counts.deleted:
        yield Problem(
            code="source.tracked_changes",
            message=f"{counts.inserted} insertions and {counts.deleted} deletions are tracked; read as if accepted",
            action="accept or reject the changes and save again, if another version is meant (文件带有修订痕迹)",
        )
    if counts.hidden:
        message = f"{counts.hidden} characters of hidden text are left out"
        yield partial(message, "show hidden text in Word and see whether it belongs to the document (隐藏文字)")
    if counts.foreign:
        message = f"{counts.foreign} inserted files of another format are left out"
        yield partial(message, SAVE)
    diagrams = sum(r.kind == "diagramData" for r in parts.related(parts.main))
    if diagrams:
        yield partial(f"the text of {diagrams} diagrams (SmartArt) is left out", "see whether it matters (图示文字)")
    for name, error in parts.damaged.items():
        yield partial(f"{name} cannot be read: {error}", SAVE)
    if document.numbering.unknown:
        formats = ", ".join(sorted(document.numbering.unknown)[:5])
        yield partial(f"numbers in the format {formats} are shown in digits", "compare them with the file (编号格式)")


def empty(parts: Parts) -> Problem:
    """The problem of a document without text."""
    if parts.pictures:
        message = "the document holds pictures and no text"
        return Problem(code="source.no_text", message=message, action="it needs text recognition first (扫描件)")
    return Problem(code="source.empty", message="the document holds no text", action="check the file (空文件)")


def partial(message: str, action: str) -> Problem:
    """The problem of a document read in part."""
    return Problem(code="source.partial", message=message, action=action)


def over(message: str) -> Problem:
    """The problem of a file beyond the limits."""
    action = "read it with higher limits if you trust it, or split it (超出读取限额)"
    return Problem(code="source.limit", message=message, action=action)


def unreadable(data: bytes, error: Exception) -> Problem:
    """The problem of a file whose main part cannot be read."""
    if data.startswith(OLD):
        if LOCKED in data:
            message = "the document is encrypted"
            return Problem(code="source.encrypted", message=message, action="save it without a password (文件已加密)")
        message = "called docx but an old Word or WPS document (doc, wps)"
        return Problem(code="source.damaged", message=message, action="rename it to .doc, or save it as docx (另存为)")
    if not data:
        return Problem(code="source.empty", message="the file is empty", action="check the file (空文件)")
    if isinstance(error, RecursionError) or "depth" in str(error) or "huge" in str(error):
        return over(f"the document nests too deeply or holds too long a text: {error}")
    if "encrypted" in str(error):
        return Problem(code="source.encrypted", message=str(error), action="save it without a password (文件已加密)")
    message = f"the document cannot be read: {error}"
    return Problem(code="source.damaged", message=message, action=f"get the file again, or {SAVE} (文件损坏)")
