"""Property changes (sprms, [MS-DOC] 2.6): a list of opcodes with operands."""

import struct
from collections.abc import Iterator

DELETED, INSERTED, HIDDEN, SYMBOL, FONT = 0x0800, 0x0801, 0x083C, 0x6A09, 0x4A4F
IN_TABLE, ROW_END, LEVEL, LIST, LIST_OLD = 0x2416, 0x2417, 0x260A, 0x460B, 0x2640
HUGE = {0x6645, 0x6646, 0x646B}
"""Those whose operand says where in the Data stream the real list stands."""
TABLE_SHAPE, TABS = 0xD608, 0xC615
SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by the upper three bits of its opcode; 0: the first byte says."""


def read_sprms(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Opcode and operand of each; stops where the list is cut."""
    at = 0
    while at + 3 <= len(raw):
        (code,) = struct.unpack_from("<H", raw, at)
        at += 2
        size = SIZES[code >> 13]
        if code == TABLE_SHAPE:
            if at + 2 > len(raw):
                return
            # Its count is one more than the bytes behind it.
            size, at = struct.unpack_from("<H", raw, at)[0] - 1, at + 2
        elif not size:
            size, at = (raw[at], at + 1) if code != TABS or raw[at] != 255 else (tab_bytes(raw, at + 1), at + 1)
        if size < 0 or at + size > len(raw):
            return
        yield code, raw[at : at + size]
        at += size


def tab_bytes(raw: bytes, at: int) -> int:
    """The length of a long list of tab stops, which its first byte is too small to tell."""
    if at >= len(raw):
        return 0
    dropped = 1 + 4 * raw[at]
    return dropped + 1 + 3 * raw[at + dropped] if at + dropped < len(raw) else dropped


def table_edges(operand: bytes) -> tuple[int, ...]:
    """The left edges of a row's cells and the right one of the last, from a definition of its shape."""
    if not operand or len(operand) < 1 + 2 * (operand[0] + 1):
        return ()
    return struct.unpack_from(f"<{operand[0] + 1}h", operand, 1)
