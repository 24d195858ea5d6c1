"""The style sheet (STSH, [MS-DOC] 2.4.6.5): which styles make their paragraphs items of a list."""

import struct

from policytext.sources.doc.properties import Paragraph, read_paragraph

NONE = 0xFFF
PARAGRAPH_STYLE = 1


def read_styles(stsh: bytes) -> list[tuple[int, Paragraph]]:
    """(style it is based on, its own paragraph properties) of each style; stops where the sheet is cut."""
    found: list[tuple[int, Paragraph]] = []
    try:
        (head,) = struct.unpack_from("<H", stsh, 0)
        count, base = struct.unpack_from("<HH", stsh, 2)
        at = 2 + head
        for _ in range(count):
            (size,) = struct.unpack_from("<H", stsh, at)
            found.append(read_style(stsh[at + 2 : at + 2 + size], base))
            at += 2 + size
    except struct.error:
        pass
    return found


def read_style(raw: bytes, base: int) -> tuple[int, Paragraph]:
    """One style; only those of paragraphs have properties that matter here."""
    nothing = (NONE, Paragraph(0))
    if len(raw) < base + 4 or base < 4:
        return nothing
    (kind,) = struct.unpack_from("<H", raw, 2)
    if kind & 0xF != PARAGRAPH_STYLE:
        return nothing
    # The name stands between the fixed part and the properties, with its length before and a NUL behind.
    at = base + 2 + 2 * (struct.unpack_from("<H", raw, base)[0] + 1)
    if at + 2 > len(raw):
        return kind >> 4, Paragraph(0)
    (size,) = struct.unpack_from("<H", raw, at)
    return kind >> 4, read_paragraph(raw[at + 2 : at + 2 + size], b"")


def list_of(paragraph: Paragraph, styles: list[tuple[int, Paragraph]]) -> tuple[int, int]:
    """(list override, level) of a paragraph, by itself or through its styles; (0, 0) where it is in no list."""
    number, level, style = paragraph.list, paragraph.level, paragraph.style
    for _ in range(len(styles)):  # each style at most once: a sheet may be based on itself
        if (number is not None and level is not None) or style >= len(styles):
            break
        style, own = styles[style]
        number = own.list if number is None else number
        level = own.level if level is None else level
    return number or 0, level or 0
