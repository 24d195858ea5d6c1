"""The objects of a page: pieces of text with their places, and what is drawn without text."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.sources.geometry import IDENTITY, Matrix, Point, moved, product
from policytext.sources.limits import LimitError
from policytext.sources.ofd.parts import inside, name_of
from policytext.sources.ruled import Ruling, side

if TYPE_CHECKING:
    from lxml.etree import _Element

HOLDERS = {"Content", "Layer", "PageBlock"}
DEEP = 8
"""Composite objects inside each other that are followed."""
OBJECTS = 2_000_000
"""Objects of a document that are looked at."""
OUTLINE = 200
"""Characters of the description of a filled path from which on it may be a character, or several, drawn as outline:
lines, frames and stars are shorter."""
DEFAULT_SIZE = 3.5
"""Millimetres of a character whose size is missing: about the body size of a document."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text on one baseline: where it begins and ends, in millimetres from the upper left corner of the page."""

    text: str
    x: float
    y: float
    end: float
    size: float

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.x

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.end

    @property
    def y0(self) -> float:
        """Its baseline, counted upwards."""
        return -self.y

    @property
    def y1(self) -> float:
        """Its upper edge, counted upwards."""
        return self.size - self.y

    @property
    def em(self) -> float:
        """How large it is printed."""
        return self.size


@dataclass(slots=True)
class Drawn:
    """What was found on a page."""

    pieces: list[Piece] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    paths: int = 0
    shapes: int = 0
    """Paths that look like characters drawn as outlines."""
    images: int = 0


class Drawing:
    """Reads pages of one document; its composite objects are known by their id."""

    def __init__(self, composites: Mapping[str, _Element], characters: int) -> None:
        self._composites = composites
        self._left = OBJECTS
        self._characters = characters

    def read(self, page: _Element) -> Drawn:
        """The objects of a page or template.

        Raises:
            LimitError: where the document has more objects than are looked at.
        """
        drawn = Drawn()
        for content in inside(page, "Content"):
            self.gather(content, drawn)
        return drawn

    def gather(self, holder: _Element, drawn: Drawn, matrix: Matrix = IDENTITY, deep: int = 0) -> None:
        """Add the objects of a layer, block or composite."""
        for item in holder:
            self._left -= 1
            if self._left < 0:
                raise LimitError(f"the document has more than {OBJECTS:,} objects")
            name = name_of(item)
            if item.get("Visible", "").lower() == "false":
                continue
            if name in HOLDERS:
                self.gather(item, drawn, matrix, deep)
            elif name == "TextObject":
                self._text(item, matrix, drawn)
            elif name == "PathObject":
                drawn.paths += 1
                drawn.shapes += is_outline(item)
                drawn.rulings += rulings(item, placed(item, matrix))
            elif name == "ImageObject":
                drawn.images += 1
            elif name == "CompositeObject" and deep < DEEP:
                composite = self._composites.get(item.get("ResourceID", ""))
                if composite is not None:
                    self.gather(composite, drawn, placed(item, matrix), deep + 1)

    def _text(self, item: _Element, matrix: Matrix, drawn: Drawn) -> None:
        """Add the text of an object; composites used again and again count each time."""
        found = list(text_pieces(item, placed(item, matrix)))
        self._characters -= sum(len(piece.text) for piece in found)
        if self._characters < 0:
            raise LimitError("the text is longer than what is read at most")
        drawn.pieces += found


def rulings(item: _Element, matrix: Matrix) -> Iterator[Ruling]:
    """The lines along and down the page that a path draws."""
    if item.get("Stroke", "").lower() == "false" and item.get("Fill", "").lower() != "true":
        return
    for data in inside(item, "AbbreviatedData"):
        written = data.text or ""
        if len(written) > OUTLINE:
            continue
        for (x0, y0), (x1, y1) in strokes(written.split()):
            if ruling := side(*moved(x0, y0, matrix), *moved(x1, y1, matrix), DEFAULT_SIZE):
                yield ruling


def strokes(words: list[str]) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of a path from point to point; curves end what is understood.

    >>> list(strokes("M 0 0 L 5 0 L 5 2 C".split()))
    [((0.0, 0.0), (5.0, 0.0)), ((5.0, 0.0), (5.0, 2.0)), ((5.0, 2.0), (0.0, 0.0))]
    """
    start = last = (0.0, 0.0)
    for k, word in enumerate(words):
        if word in ("M", "S", "L"):
            found = numbers(" ".join(words[k + 1 : k + 3]))
            if len(found) < 2:
                return
            point = found[0], found[1]
            if word == "L":
                yield last, point
            else:
                start = point
            last = point
        elif word == "C":
            yield last, start
            last = start
        elif word in ("Q", "B", "A"):
            return


def is_outline(item: _Element) -> bool:
    """Whether a path looks like a character drawn as outline."""
    return item.get("Fill", "").lower() == "true" and any(
        len(data.text or "") >= OUTLINE for data in inside(item, "AbbreviatedData")
    )


def numbers(written: str | None) -> list[float]:
    """The numbers of an attribute; what is no number ends them."""
    found = []
    for word in (written or "").split():
        try:
            value = float(word)
        except ValueError:
            break
        if not math.isfinite(value):
            break
        found.append(value)
    return found


def placed(item: _Element, matrix: Matrix) -> Matrix:
    """From the coordinates of an object to those of the page: its own matrix, its boundary, then what it stands in."""
    corner = numbers(item.get("Boundary"))
    own = numbers(item.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else IDENTITY
    if len(corner) >= 2:
        e, f = e + corner[0], f + corner[1]
    return product((a, b, c, d, e, f), matrix)


def text_pieces(item: _Element, matrix: Matrix) -> Iterator[Piece]:
    """The pieces of a text object: one for each baseline of each of its codes."""
    given = numbers(item.get("Size"))
    size = given[0] if given and given[0] > 0 else DEFAULT_SIZE
    start = [0.0, 0.0]
    for code in inside(item, "TextCode"):
        # Where a code does not say where it begins, it begins where the one before did.
        start = [(numbers(code.get(key)) or [old])[0] for key, old in zip("XY", start, strict=True)]
        text = "".join(map(str, code.itertext())).strip("\r\n")
        across, down = (deltas(code.get(key), len(text) - 1) for key in ("DeltaX", "DeltaY"))
        if down and all(down) and not any(across):
            across, down = [width(ch) * size for ch in text], []  # it runs downwards: read as if it ran across
        for run, x, y, end in baselines(text, start, across, down, size):
            yield piece_at(run, (x, y), (end, y), size, matrix)


def baselines(
    text: str, start: list[float], across: list[float], down: list[float], size: float
) -> Iterator[tuple[str, float, float, float]]:
    """The characters of a code cut where the baseline changes, with first and last x, and y; gaps become spaces."""
    x, y = start
    at = x
    run: list[str] = []
    for i, character in enumerate(text):
        wide = width(character) * size
        step = across[i] if i < len(across) else wide
        drop = down[i] if i < len(down) else 0.0
        run.append(character)
        if drop or i + 1 == len(text):
            if shown := "".join(run).strip():
                yield shown, x, y, at + wide
            run, x, y = [], at + step, y + drop
        elif space_between(character, text[i + 1], step - wide, size):
            run.append(" ")
        at += step


def piece_at(text: str, start: tuple[float, float], end: tuple[float, float], size: float, matrix: Matrix) -> Piece:
    """A run of text in the coordinates of the page."""
    a, b, c, d, e, f = matrix
    (x, y), (right, _) = start, end
    return Piece(
        text, a * x + c * y + e, b * x + d * y + f, a * right + c * y + e, size * math.sqrt(abs(a * d - b * c))
    )


def deltas(written: str | None, count: int) -> list[float]:
    """The steps from character to character; `g 3 2.5` stands for 2.5 three times."""
    words = iter((written or "").split())
    found: list[float] = []
    for word in words:
        if len(found) >= count:
            break
        if word.lower() == "g":
            times, value = numbers(next(words, "")), numbers(next(words, ""))
            if not times or not value:
                break
            found += value * min(max(int(times[0]), 0), count - len(found))
        elif value := numbers(word):
            found += value
        else:
            break
    return found[: max(count, 0)]


def width(character: str) -> float:
    """About how wide a character is, in sizes: exact widths are in fonts that need not be there."""
    return 0.5 if character < "\u2000" else 1.0


def space_between(left: str, right: str, gap: float, size: float) -> bool:
    """Whether a gap stands for a space that is not written: a small one between Latin words, else a wide one."""
    if left == " " or right == " ":
        return False
    latin = left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
    return gap > size * (0.3 if latin else 1.5)
