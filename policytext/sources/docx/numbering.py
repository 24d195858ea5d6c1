"""Automatic numbering (自动编号): the lists of a document and the count of each, as Word shows them.

What Word does, and this module with it:

* Several `w:num` of one `w:abstractNum` go on counting where the other stopped. A `w:startOverride` sets the count of
  its level anew at the first paragraph of that `w:num` at that level, and only there.
* A paragraph ends the count of all deeper levels, unless `w:lvlRestart` says that they go on (0) or end only at a
  certain level or above. A level begins at the `w:startOverride` of the list at hand, or its `w:start`.
* A level above that has had no paragraph yet is shown, and counted, as if it had had its first.
* `w:isLgl` shows the numbers of all levels in digits.

Between marker and text (`w:suff`): "space" is one space, "nothing" is nothing. A tab has no width in a text, so it
becomes

* nothing after a marker that ends in Chinese punctuation or in an enclosed number (一、 （一） ① ⒈);
* nothing after ASCII punctuation where Chinese follows (1.加强, but 1. Strengthen);
* one space after all others (第一条 总则, 1.1 总则, • 总则).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.sources.docx.formats import FORMATS, write_number
from policytext.sources.docx.markup import MC, VAL, W, alternative, as_number, has, number, switch, value
from policytext.sources.docx.styles import Styles
from policytext.sources.docx.symbols import shown

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 9
TEXT = 100
"""Characters of a level text that are read; Word writes far fewer."""
PLACE = re.compile("%([1-9])")
PICTURE = "•"
"""Stands for bullets that are pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of a list as `w:lvl` has it."""

    start: int = 0
    format: str = "decimal"
    width: int = 0
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    hidden: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedList:
    """A `w:num`: levels after its overrides, and the `w:abstractNum` that it counts in."""

    counts_in: str
    levels: Mapping[int, Level]
    overrides: Mapping[int, int] = field(default_factory=dict)

    def start(self, level: int) -> int:
        """Where a level begins."""
        return self.overrides.get(level, self.levels[level].start if level in self.levels else 1)

    def level_of(self, styles: tuple[str, ...]) -> int | None:
        """The level linked to the first style that one is linked to."""
        linked = {v.style: i for i, v in self.levels.items() if v.style is not None}
        return next((linked[s] for s in styles if s in linked), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What Word writes in front of a paragraph."""

    text: str = ""
    suffix: str = "tab"

    def before(self, text: str) -> str:
        """The marker with the text behind it.

        >>> Marker(text="一、").before("加强领导"), Marker(text="第一条").before("为规范管理")
        ('一、加强领导', '第一条 为规范管理')
        >>> Marker(text="1.").before("加强领导"), Marker(text="1.").before("Scope")
        ('1.加强领导', '1. Scope')
        """
        if not self.text or not text:
            return self.text or text
        return self.text + gap(self.text, self.suffix, text) + text


def gap(marker: str, suffix: str, text: str) -> str:
    """What stands between a marker and its text."""
    if suffix != "tab":
        return " " if suffix == "space" else ""
    last = marker[-1]
    kind = unicodedata.category(last)
    if last.isascii():
        return "" if kind.startswith("P") and is_chinese(text[0]) else " "
    return "" if kind in {"No", "Pe", "Ps", "Pf", "Pi"} or last in "、，．。：；！？" else " "


def is_chinese(ch: str) -> bool:
    """Whether a character belongs to Chinese text, punctuation included."""
    return unicodedata.east_asian_width(ch) in {"W", "F"} or ch in "“”‘’"


class Numbering:
    """The lists that a document defines."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self.unknown: set[str] = set()
        """Number formats met that are none of ours."""
        self._styles = styles
        self._lists: dict[int, NumberedList | None] = {}
        self._abstracts: dict[str, _Element] = {}
        self._nums: dict[int, _Element] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        if root is None:
            return
        for element in root.iterchildren(f"{W}abstractNum"):
            self._abstracts.setdefault(element.get(f"{W}abstractNumId", ""), element)
        for element in root.iterchildren(f"{W}num"):
            num_id = as_number(element.get(f"{W}numId"))
            if num_id is not None:
                self._nums.setdefault(num_id, element)

    def list(self, num_id: int | None) -> NumberedList | None:
        """A list by its number; `None` where there is none, and for nought."""
        if not num_id or num_id not in self._nums:
            return None
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(self._nums[num_id])
        return self._lists[num_id]

    def _read_list(self, num: _Element) -> NumberedList:
        """A `w:num` with its overrides."""
        name = self._follow(value(num, "abstractNumId") or "")
        levels = self._levels_of(name)
        overrides = {}
        for override in num.iterchildren(f"{W}lvlOverride"):
            i = as_number(override.get(f"{W}ilvl"))
            if i is None or not 0 <= i < LEVELS:
                continue
            replaced = override.find(f"{W}lvl")
            if replaced is not None:
                levels = {**levels, i: read_level(replaced)}
            start = number(override, "startOverride")
            if start is not None:
                overrides[i] = max(0, start)
        return NumberedList(counts_in=name, levels=levels, overrides=overrides)

    def _follow(self, name: str) -> str:
        """The `w:abstractNum` that defines the levels: one with `w:numStyleLink` names a style that names a list."""
        seen = set()
        while name in self._abstracts and name not in seen:
            seen.add(name)
            link = value(self._abstracts[name], "numStyleLink")
            num = self._nums.get(self._styles.of(link).num_id or 0) if link else None
            if num is None:
                break
            name = value(num, "abstractNumId") or ""
        return name

    def _levels_of(self, name: str) -> dict[int, Level]:
        """The levels of a `w:abstractNum`."""
        if name not in self._levels:
            found = {}
            abstract = self._abstracts.get(name)
            for element in [] if abstract is None else abstract.iterchildren(f"{W}lvl"):
                i = as_number(element.get(f"{W}ilvl"))
                if i is not None and 0 <= i < LEVELS:
                    found[i] = read_level(element)
            self._levels[name] = found
        return self._levels[name]


def read_level(element: _Element) -> Level:
    """A `w:lvl` as a record."""
    name, width = read_format(element)
    text = (value(element, "lvlText") or "")[:TEXT]
    font = element.find(f"{W}rPr/{W}rFonts")
    if name == "bullet":
        text = shown(text, None if font is None else font.get(f"{W}ascii") or font.get(f"{W}hAnsi"))
        text = PICTURE if has(element, "lvlPicBulletId") else text
    return Level(
        start=max(0, number(element, "start") or 0),
        format=name,
        width=width,
        text=text,
        suffix=value(element, "suff") or "tab",
        restart=number(element, "lvlRestart"),
        legal=bool(switch(element, "isLgl")),
        hidden=bool(switch(element.find(f"{W}rPr"), "vanish")),
        style=value(element, "pStyle"),
    )


def read_format(level: _Element) -> tuple[str, int]:
    """The name of the number format, and to how many digits the format "001, 002, …" of newer programmes fills up."""
    found = level.find(f"{W}numFmt")
    hold = level.find(f"{MC}AlternateContent")
    if found is None and hold is not None:
        found = next((e for e in alternative(hold) if e.tag == f"{W}numFmt"), None)
    if found is None:
        return "decimal", 0
    name = found.get(VAL) or "decimal"
    first = (found.get(f"{W}format") or "").partition(",")[0].strip()
    if name == "custom" and first.isdecimal():
        return name, min(len(first), 10)
    return name, 0


class Counter:
    """The counts of one story: the running text, a header, the footnotes."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()

    def next(self, num_id: int | None, level: int | None, styles: tuple[str, ...] = ()) -> Marker:
        """The marker of the next paragraph of a list.

        Args:
            num_id: The list; none and nought number nothing.
            level: Its level, where the paragraph or its style says so.
            styles: Styles of the paragraph by which the list may know the level.
        """
        found = self._numbering.list(num_id)
        if num_id is None or found is None:
            return Marker()
        linked = found.level_of(styles)
        place = (level or 0) if linked is None else linked
        if place not in found.levels:
            return Marker()
        here = found.levels[place]
        text = self._write(found, here, self._count(num_id, found, place))
        return Marker(text="" if here.hidden else text, suffix=here.suffix)

    def _write(self, found: NumberedList, here: Level, counts: list[int | None]) -> str:
        """The level text of `here` with the numbers of the levels that it names."""

        def write(place: re.Match[str]) -> str:
            above = int(place[1]) - 1
            count, level = counts[above], found.levels.get(above)
            if count is None or level is None:
                return ""
            if level.format not in FORMATS and not level.width:
                self._numbering.unknown.add(level.format)
            legal = here.legal and level.format not in {"none", "bullet", "decimalZero"}
            return str(count) if legal else write_number(count, level.format, level.width)

        return PLACE.sub(write, here.text)

    def _count(self, num_id: int, found: NumberedList, place: int) -> list[int | None]:
        """Count a paragraph; the counts of all levels as they stand now."""
        counts = self._counts.setdefault(found.counts_in, [None] * LEVELS)
        before = counts[place]
        anew = place in found.overrides and (num_id, place) not in self._begun
        self._begun.add((num_id, place))
        counts[place] = found.start(place) if before is None or anew else before + 1
        for above in range(place):
            if counts[above] is None:
                counts[above] = found.start(above)
        for below in range(place + 1, LEVELS):
            if ends(found, below, place):
                counts[below] = None
        return counts


def ends(found: NumberedList, below: int, place: int) -> bool:
    """Whether a paragraph at a place ends the count of a deeper level."""
    restart = found.levels[below].restart if below in found.levels else None
    return restart is None or restart > below or (restart > 0 and place < restart)
