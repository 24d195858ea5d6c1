"""The text of a paragraph: runs, breaks, fields, tracked changes, hidden text, text boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.sources.docx.formats import write_number
from policytext.sources.docx.markup import MC, M, W, alternative, switch, value
from policytext.sources.docx.styles import Styles
from policytext.sources.docx.symbols import shown

if TYPE_CHECKING:
    from lxml.etree import _Element

PLAIN = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
"""Elements of a run that stand for one character; soft hyphens and rendered page breaks stand for none."""
INSERTED = {f"{W}ins", f"{W}moveTo"}
DELETED = {f"{W}del", f"{W}moveFrom"}
OPEN = {
    *(W + n for n in ("r", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")),
    *(W + n for n in ("ruby", "rubyBase")),
    *(M + n for n in ("oMathPara", "oMath", "r", "e", "num", "den", "sub", "sup", "deg", "f", "rad", "d", "fName")),
    *(M + n for n in ("func", "sSub", "sSup", "sSubSup", "sPre", "nary", "acc", "bar", "box", "m", "mr")),
}
"""Elements that hold more of the same paragraph."""
DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object"}
BOX = f"{W}txbxContent"
ENCLOSED = re.compile(r"\s*eq\s+\\o\s*\\ac\s*\(\s*([^,\s]+)\s*,\s*([^()]{1,10}?)\s*\)\s*", re.I)
CHECKBOX = re.compile(r"\s*FORMCHECKBOX\b", re.I)


@dataclass(slots=True)
class Counts:
    """What was met on the way through a document, for its problems."""

    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    foreign: int = 0


@dataclass(slots=True)
class Field:
    """A complex field that is open: its instruction until `w:fldChar` separates it from the result."""

    ticked: bool | None = None
    separated: bool = False
    code: list[str] = field(default_factory=list)

    def drawn(self) -> str:
        """What Word draws where the field holds no result of its own: enclosed characters, boxes to tick."""
        code = "".join(self.code)
        if self.ticked is not None and CHECKBOX.match(code):
            return "☑" if self.ticked else "☐"
        enclosed = ENCLOSED.fullmatch(code)
        if enclosed is None:
            return ""
        ring, inner = enclosed.groups()
        circled = ring in "○◯〇" and inner.isdecimal() and 1 <= int(inner) <= 20
        return write_number(int(inner), "decimalEnclosedCircle") if circled else inner


@dataclass(slots=True)
class Line:
    """The text of a paragraph, with the text boxes anchored before its first character and after it."""

    text: list[str] = field(default_factory=list)
    before: list[_Element] = field(default_factory=list)
    after: list[_Element] = field(default_factory=list)


class Runs:
    """Reads the runs of one story; fields may run over many of its paragraphs."""

    def __init__(self, root: _Element, styles: Styles, counts: Counts) -> None:
        self._styles = styles
        self._counts = counts
        self._marks = matched(root)
        self._fields: list[Field] = []
        self._silent = 0
        """Open fields whose instruction has not ended."""
        self._line = Line()
        self._hidden = False

    def read(self, paragraph: _Element, hidden: bool) -> Line:
        """The text of a paragraph; `hidden` is what its style says of runs that say nothing."""
        self._line = Line()
        self._hidden = hidden
        self._walk(paragraph)
        return self._line

    def _walk(self, parent: _Element) -> None:
        for child in parent:
            self._read(child)

    def _read(self, element: _Element) -> None:
        """One element of a paragraph."""
        tag = element.tag
        if tag == f"{W}r":
            self._run(element)
        elif tag in {f"{W}t", f"{M}t"}:
            # Line ends inside of w:t are spaces to Word; those of w:br are not.
            self._write((element.text or "").replace("\r", " ").replace("\n", " "))
        elif tag in PLAIN:
            self._write(PLAIN[tag])
        elif tag in OPEN:
            self._walk(element)
        elif tag in INSERTED:
            self._counts.inserted += 1
            self._walk(element)
        elif tag in DELETED:
            self._counts.deleted += 1
        else:
            self._read_rare(element)

    def _read_rare(self, element: _Element) -> None:
        """What few runs hold."""
        tag = element.tag
        if tag == f"{W}fldChar":
            self._mark(element)
        elif tag == f"{W}instrText" and self._fields:
            self._fields[-1].code.append(element.text or "")
        elif tag == f"{W}sym":
            self._write(symbol(element))
        elif tag == f"{MC}AlternateContent":
            for child in alternative(element):
                self._read(child)
        elif tag in DRAWN and not self._hidden:
            boxes = self._line.after if self._line.text else self._line.before
            boxes.extend(outermost(element))

    def _run(self, run: _Element) -> None:
        """A run: hidden ones are walked through for the fields that begin or end in them."""
        outer = self._hidden
        properties = run.find(f"{W}rPr")
        if properties is not None:
            said = switch(properties, "vanish")
            style = value(properties, "rStyle")
            self._hidden = said if said is not None else outer or (style is not None and self._styles.of(style).hidden)
        self._walk(run)
        self._hidden = outer

    def _write(self, text: str) -> None:
        """Add text, unless it is hidden or belongs to the instruction of a field."""
        if self._silent:
            return
        if self._hidden:
            self._counts.hidden += len(text)
        elif text:
            self._line.text.append(text)

    def _mark(self, mark: _Element) -> None:
        """Begin, separation or end of a complex field; marks without a partner are as if they were not there."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin" and mark in self._marks:
            self._fields.append(Field(ticked(mark)))
            self._silent += 1
        elif kind == "separate" and self._fields and not self._fields[-1].separated:
            self._fields[-1].separated = True
            self._silent -= 1
        elif kind == "end" and mark in self._marks and self._fields:
            ended = self._fields.pop()
            if not ended.separated:
                self._silent -= 1
                self._write(ended.drawn())


def matched(root: _Element) -> set[_Element]:
    """The marks that begin and end complex fields, those that have a partner: a missing end must not hide the rest."""
    found: set[_Element] = set()
    begun: list[_Element] = []
    for mark in root.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        if kind not in {"begin", "end"} or next(mark.iterancestors(*DELETED), None) is not None:
            continue
        if kind == "begin":
            begun.append(mark)
        elif begun:
            found |= {begun.pop(), mark}
    return found


def ticked(mark: _Element) -> bool | None:
    """Whether a box to tick in a form is ticked; `None` where the field is none."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    said = switch(box, "checked")
    return bool(switch(box, "default") if said is None else said) if box is not None else None


def symbol(element: _Element) -> str:
    """The sign of a `w:sym`."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if not 0x20 <= code < 0x10000 or 0xD800 <= code < 0xE000:
        return ""
    return shown(chr(code), element.get(f"{W}font"))


def outermost(element: _Element) -> list[_Element]:
    """The text boxes of a drawing, without those inside others or in the older form of the same drawing."""
    found: list[_Element] = []
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if here.tag == BOX:
            found.append(here)
        elif here.tag == f"{MC}AlternateContent":
            waiting.extend(reversed(list(alternative(here))))
        else:
            waiting.extend(reversed(here))
    return found
