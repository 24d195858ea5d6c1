"""What the packed streams of a PDF would unpack to, found out before pdfium unpacks them."""

import re
import zlib

from policytext.sources.limits import LimitError, Limits

STREAM = re.compile(rb"(?<!end)stream\r?\n")
DICTIONARY = 2_000
"""Bytes before a stream in which its dictionary stands."""
NO_CONTENT = re.compile(rb"/Image\b|/Length1\b|/Type1C|/CIDFontType0C|/OpenType|/N \d")
"""Pictures, fonts, colour profiles, packed objects."""
TWICE = re.compile(rb"(?:FlateDecode|LZWDecode|Fl|LZW|RunLengthDecode|RL)\s*/(?:FlateDecode|LZWDecode|Fl|LZW)\b")
CONTENT, SHOWN = 32_000_000, 4_000_000
"""Bytes that the content of a page may unpack to, and those of them that may be text: pdfium keeps a hundred times as
much of them. A page of text takes some thousands, a large map a few millions of lines."""
STRING = re.compile(rb"\((?:[^()\\]|\\.)*+|<[0-9A-Fa-f\s]*+", re.DOTALL)
BLOCK = 1 << 16


def check_packed(data: bytes, limits: Limits) -> None:
    """See that no stream, and not all streams together, unpack to more than is read.

    Raises:
        LimitError: where they do, or where streams are packed twice.
    """
    left = limits.unpacked
    at = 0
    while found := STREAM.search(data, at):
        at = found.end()
        before = data[max(found.start() - DICTIONARY, 0) : found.start()]
        dictionary = before[before.rfind(b" obj") + 1 :]
        if TWICE.search(dictionary):
            raise LimitError("a stream is packed twice; such files are not read")
        content = not NO_CONTENT.search(dictionary)
        size, at, pieces = unpack(data, at, min(left, CONTENT) if content else left, keep=content)
        left -= size
        if size > SHOWN and sum(len(m[0]) for m in STRING.finditer(b"".join(pieces))) > SHOWN:
            raise LimitError(f"a page would have more than {SHOWN:,} bytes of text")


def unpack(data: bytes, at: int, most: int, *, keep: bool) -> tuple[int, int, list[bytes]]:
    """Bytes that the stream at a place unpacks to, where it ends, and if wanted what it unpacks to.

    Raises:
        LimitError: where it is more than `most`.
    """
    if data[at : at + 1] not in (b"x", b"h", b"H", b"X", b"8"):  # no zlib stream begins otherwise
        return 0, at, []
    unpacker = zlib.decompressobj()
    size, start = 0, at
    pieces: list[bytes] = []
    try:
        while not unpacker.eof and at < len(data):
            packed = data[at : at + BLOCK]
            piece = unpacker.decompress(packed, BLOCK * 16)
            at += len(packed) - len(unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail)
            size += len(piece)
            if keep:
                pieces.append(piece)
            if size > most:
                raise LimitError(f"unpacked a stream would have more than {most:,} bytes")
    except zlib.error:
        return size, start, pieces
    return size, at, pieces
