"""The documents of an OFD package: their pages with templates, attachments, annotations, and what they say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.sources.columns import Columns
from policytext.sources.limits import LimitError, Limits
from policytext.sources.lines import Printed
from policytext.sources.margins import Margins
from policytext.sources.metadata import canonical
from policytext.sources.ofd.order import Page, find_lines, in_lines, in_order, joined, lay_out
from policytext.sources.ofd.page import Drawing, Drawn
from policytext.sources.ofd.parts import Parts, beside, inside, text_at
from policytext.sources.ruled import Table
from policytext.sources.running import without_running

if TYPE_CHECKING:
    from lxml.etree import _Element

A4 = 297.0
SHAPES = 3
"""Outlines on a page from which on they are taken for characters, as of a letterhead."""
KEPT = ("title", "document_number", "issuers", "issued", "level", "jurisdiction", "url")


@dataclass(slots=True)
class Found:
    """What was read of a package."""

    pages: list[list[Printed | Table]] = field(default_factory=list)
    drawn_only: list[int] = field(default_factory=list)
    """Numbers (from 1) of pages without text on which something is drawn."""
    outlined: list[int] = field(default_factory=list)
    """Numbers of pages with text on which some characters seem to be drawn as outlines."""
    missing: list[str] = field(default_factory=list)
    """Members that are named but cannot be read."""
    aside: dict[tuple[str, str], None] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    limit: str = ""


class Reader:
    """Reads the documents of a package one after the other."""

    def __init__(self, parts: Parts, limits: Limits) -> None:
        self.found = Found()
        self._parts = parts
        self._limits = limits
        self._left = limits.text
        self._margins: list[Margins] = []
        self._columns: list[Columns] = []

    def read(self) -> Found:
        """Everything; what cannot be read is named in `missing`."""
        root = self._parts.xml("OFD.xml")
        for body in inside(root, "DocBody"):
            for info in inside(body, "DocInfo"):
                self._metadata(info)
            location = text_at(body, "DocRoot")
            document = self._xml(location)
            if document is not None:
                self._document(document, location)
        return self.found

    def _xml(self, location: str) -> _Element | None:
        """A member, or `None` where it cannot be read."""
        try:
            return self._parts.xml(location)
        except LimitError as e:
            self.found.limit = str(e)
        except Exception:  # whatever is wrong with one member, the others are read
            self.found.missing.append(location or "(no location)")
        return None

    def _metadata(self, info: _Element) -> None:
        """The title and what custom data call by a name that a metadata table knows."""
        given = [("title", text_at(info, "Title"))]
        for item in inside(info, "CustomDatas", "CustomData"):
            given.append((item.get("Name", ""), "".join(map(str, item.itertext())).strip()))
        for written, value in given:
            name = canonical(written) or ""
            if name in KEPT and value:
                self.found.metadata.setdefault(name, value)

    def _document(self, document: _Element, location: str) -> None:
        """The pages of one document, then what stands beside them."""
        common = list(inside(document, "CommonData"))
        drawing = Drawing(dict(self._composites(common, location)), self._limits.text)
        heights = [text_at(c, "PageArea", "PhysicalBox").split() for c in common]
        height = float(heights[0][3]) if heights and len(heights[0]) == 4 and heights[0][3].isdecimal() else A4
        pages = list(inside(document, "Pages", "Page"))
        if len(pages) > self._limits.pages - len(self.found.pages):
            self.found.limit = f"the document has {len(pages):,} pages; at most {self._limits.pages:,} are read"
            del pages[max(self._limits.pages - len(self.found.pages), 0) :]
        read = [self._drawn_page(drawing, self._xml(beside(location, page.get("BaseLoc", "")))) for page in pages]
        counts = Counter(name for _, names in read for name in names)
        templates = dict(self._templates(common, location, drawing, set(counts)))
        repeated = {name for name, n in counts.items() if n == len(pages) > 1}
        for drawn, names in read:
            for name in sorted(names - repeated):
                if name in templates:
                    drawn.pieces += templates[name].pieces
                    drawn.rulings += templates[name].rulings
        laid_out = without_running((lay_out(drawn) for drawn, _ in read), find_lines, joined)
        for (drawn, _), (page, running) in zip(read, laid_out, strict=True):
            self.found.aside.update(dict.fromkeys(running))
            self._page(drawn, page)
        for name in sorted(repeated & set(templates)):
            for y, line in in_lines(templates[name].pieces, []):
                self.found.aside["header" if y < height / 2 else "footer", line.text.strip()] = None
        self._annotations(document, location, drawing)
        self._attachments(document, location)

    def _drawn_page(self, drawing: Drawing, root: _Element | None) -> tuple[Drawn, set[str]]:
        """The objects of a page, and the templates that it uses."""
        names = {t.get("TemplateID", "") for t in inside(root, "Template")} if root is not None else set()
        return self._drawn(drawing, root), names

    def _drawn(self, drawing: Drawing, root: _Element | None) -> Drawn:
        """The objects of a page; none where it could not be read."""
        try:
            return drawing.read(root) if root is not None else Drawn()
        except LimitError as e:
            self.found.limit = str(e)
            return Drawn()

    def _page(self, drawn: Drawn, page: Page) -> None:
        """One page, with its lines in order."""
        # A template counts on each of its pages.
        self._left -= sum(len(piece.text) for piece in drawn.pieces)
        if self._left < 0:
            self.found.limit = f"the text has more than {self._limits.text:,} characters"
            return
        self.found.pages.append(in_order(page, self._margins, self._columns))
        if not page.pieces and not any(page.held) and (drawn.paths or drawn.images):
            self.found.drawn_only.append(len(self.found.pages))
        elif drawn.shapes >= SHAPES:
            self.found.outlined.append(len(self.found.pages))

    def _templates(
        self, common: list[_Element], location: str, drawing: Drawing, used: set[str]
    ) -> Iterator[tuple[str, Drawn]]:
        """The templates that pages use, by id."""
        for holder in common:
            for template in inside(holder, "TemplatePage"):
                name = template.get("ID", "")
                if name in used:
                    yield name, self._drawn(drawing, self._xml(beside(location, template.get("BaseLoc", ""))))

    def _composites(self, common: list[_Element], location: str) -> Iterator[tuple[str, _Element]]:
        """The composite objects of the resources, by id."""
        for holder in common:
            for kind in ("PublicRes", "DocumentRes"):
                for item in inside(holder, kind):
                    resources = self._xml(beside(location, "".join(map(str, item.itertext()))))
                    if resources is not None:
                        for unit in inside(resources, "CompositeGraphicUnits", "CompositeGraphicUnit"):
                            yield unit.get("ID", ""), unit

    def _annotations(self, document: _Element, location: str, drawing: Drawing) -> None:
        """Remarks and the text that annotations show."""
        for listed, at in self._listed(document, location, "Annotations"):
            for page in inside(listed, "Page"):
                holder = self._xml(beside(at, text_at(page, "FileLoc")))
                for annotation in inside(holder, "Annot") if holder is not None else ():
                    self._annotation(annotation, drawing)

    def _annotation(self, annotation: _Element, drawing: Drawing) -> None:
        """One annotation."""
        kind = "watermark" if annotation.get("Type") == "Watermark" else "comment"
        shown = [text_at(annotation, "Remark")]
        for appearance in inside(annotation, "Appearance"):
            drawn = Drawn()
            drawing.gather(appearance, drawn)
            shown += [line.text.strip() for _, line in in_lines(drawn.pieces, [])]
        text = "\n".join(filter(None, shown))
        if text:
            self.found.aside[kind, text] = None

    def _attachments(self, document: _Element, location: str) -> None:
        """The names of attached files; they are not read."""
        for listed, _ in self._listed(document, location, "Attachments"):
            for item in inside(listed, "Attachment"):
                name = item.get("Name", "") or text_at(item, "FileLoc")
                ending = item.get("Format", "")
                whole = name if not ending or name.lower().endswith("." + ending.lower()) else f"{name}.{ending}"
                if whole:
                    self.found.aside["attachment", whole] = None

    def _listed(self, document: _Element, location: str, kind: str) -> Iterator[tuple[_Element, str]]:
        """The lists of a kind that a document names, with their own locations."""
        for item in inside(document, kind):
            at = beside(location, "".join(map(str, item.itertext())))
            listed = self._xml(at)
            if listed is not None:
                yield listed, at
