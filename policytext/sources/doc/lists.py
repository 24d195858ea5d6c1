"""List tables (PlfLst, PlfLfo, [MS-DOC] 2.9.131 and 2.9.147): automatic numbers, counted like those of .docx."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence

from policytext.sources.doc import fib as places
from policytext.sources.doc.fib import Fib
from policytext.sources.doc.fonts import signs
from policytext.sources.doc.properties import Paragraph, Run, read_characters
from policytext.sources.doc.styles import list_of
from policytext.sources.docx.formats import FORMATS
from policytext.sources.docx.numbering import Counter, Level, Marker, NumberedList, Numbering
from policytext.sources.docx.styles import Styles

NAMES = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth",
    "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2",
    "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop",
    "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
    "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional",
    "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified",
    "chineseCountingThousand",
)  # fmt: skip
"""Number formats by the number that binary files give them."""
NONE = 255
LEVEL, LIST, OVERRIDE = 28, 28, 16
"""Bytes of the fixed parts of a level, a list and an override."""
SIMPLE, LEGAL, NO_RESTART, STARTS, FORMATTED = 0x01, 0x04, 0x08, 0x10, 0x20
SUFFIXES = ("tab", "space", "nothing")
OVERRIDES = range(1, 0x7FF)
"""Numbers of overrides; others mean lists of Word 6, or paragraphs taken out of a list."""
ENDS = "\r\x07\x0c"
TEXT = 100
"""Characters of a level text that are read; Word writes far fewer."""


class Known(Numbering):
    """Lists that are known already, for the counter of .docx."""

    def __init__(self, lists: Mapping[int, NumberedList]) -> None:
        super().__init__(None, Styles(None))
        self._known = lists

    def list(self, num_id: int | None) -> NumberedList | None:
        """A list by the number of its override."""
        return self._known.get(num_id or 0)


def read_lists(table: bytes, fib: Fib, fonts: Sequence[str]) -> dict[int, NumberedList]:
    """The lists by the number of their override; those that are cut are left out."""
    levels = read_levels(table, fib, fonts)
    plf = fib.places[places.OVERRIDES] if len(fib.places) > places.OVERRIDES else (0, 0)
    found: dict[int, NumberedList] = {}
    try:
        (count,) = struct.unpack_from("<I", table, plf[0])
        at = plf[0] + 4 + OVERRIDE * count
        for i in range(min(count, OVERRIDES.stop - 1) if plf[1] else 0):
            name, more = struct.unpack_from("<i8xB", table, plf[0] + 4 + OVERRIDE * i)
            own, starts, at = read_override(table, at + 4, more, fonts)
            found[i + 1] = NumberedList(counts_in=str(name), levels={**levels.get(name, {}), **own}, overrides=starts)
    except struct.error:
        pass
    return found


def read_levels(table: bytes, fib: Fib, fonts: Sequence[str]) -> dict[int, dict[int, Level]]:
    """The levels of each list; they stand behind the table of lists, outside of the length that the FIB gives."""
    heads = fib.cut(table, places.LISTS)
    found: dict[int, dict[int, Level]] = {}
    try:
        (count,) = struct.unpack_from("<H", heads, 0)
        at = sum(fib.places[places.LISTS])
        for i in range(count):
            name, flags = struct.unpack_from("<i22xB", heads, 2 + LIST * i)
            found[name] = {}
            for n in range(1 if flags & SIMPLE else 9):
                found[name][n], at = read_level(table, at, fonts)
    except struct.error:
        pass
    return found


def read_level(table: bytes, at: int, fonts: Sequence[str]) -> tuple[Level, int]:
    """A level (LVL), and where it ends."""
    start, number, flags, follow, characters, paragraphs, limit = struct.unpack_from("<iBB9xB8xBBB", table, at)
    at += LEVEL + paragraphs
    held = read_characters(table[at : at + characters])
    at += characters
    (length,) = struct.unpack_from("<H", table, at)
    text = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")[:TEXT]
    name = NAMES[number] if number < len(NAMES) else "none" if number == NONE else f"format {number}"
    level = Level(
        start=max(start, 0),
        format=name,
        # In the text of a level the number of another stands as the character of that code.
        text=signs(text, held.font, fonts)
        if name == "bullet"
        else "".join(f"%{ord(c) + 1}" if c < "\x09" else c for c in text),
        suffix=SUFFIXES[follow] if follow < len(SUFFIXES) else "tab",
        restart=limit if flags & NO_RESTART else None,
        legal=bool(flags & LEGAL),
        hidden=held.hidden,
    )
    return level, at + 2 + 2 * length


def read_override(
    table: bytes, at: int, count: int, fonts: Sequence[str]
) -> tuple[dict[int, Level], dict[int, int], int]:
    """The levels that an override replaces, where it starts others, and where it ends."""
    own: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for _ in range(count):
        start, flags = struct.unpack_from("<iI", table, at)
        at += 8
        if flags & FORMATTED:
            own[flags & 0xF], at = read_level(table, at, fonts)
            start = own[flags & 0xF].start
        if flags & STARTS:
            starts[flags & 0xF] = max(start, 0)
    return own, starts, at


def paragraphs_of(text: str, runs: Sequence[Run[Paragraph]]) -> Iterator[tuple[int, Paragraph]]:
    """Where each paragraph begins, with the properties at its end: those of a paragraph in several pieces."""
    begin = 0
    for _, end, held in runs:
        if text[end - 1 : end] in ENDS:
            yield begin, held
            begin = end


def number_paragraphs(
    text: str,
    runs: Sequence[Run[Paragraph]],
    styles: list[tuple[int, Paragraph]],
    lists: Mapping[int, NumberedList],
    main: int,
) -> tuple[dict[int, Marker], int]:
    """The markers of paragraphs by where these begin, and how many numbers cannot be told.

    The main text, of `main` characters, and what stands behind it are counted apart.
    """
    numbering = Known(lists)
    counters = Counter(numbering), Counter(numbering)
    found: dict[int, Marker] = {}
    unknown = 0
    for begin, held in paragraphs_of(text, runs):
        name, level = list_of(held, styles)
        if name not in OVERRIDES or held.row_end:
            continue
        here = lists[name].levels.get(level) if name in lists else None
        unknown += here is None or here.format not in FORMATS
        marker = counters[begin >= main].next(name, level)
        if marker.text:
            found[begin] = marker
    return found, unknown
