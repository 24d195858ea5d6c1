"""Binary Word files built by hand from the published structure: an OLE container around a WordDocument stream."""

import struct
from itertools import accumulate

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
TEXT_AT = 2048
COMPRESSED = 0x40000000


def ole(streams, *, sizes=None, chain=None):
    """An OLE file; `sizes` lets streams claim another size, `chain` edits the allocation table."""
    blobs = {name: blob.ljust(max(4096, -(-len(blob) // SECTOR) * SECTOR), b"\0") for name, blob in streams.items()}
    starts, fat = {}, []
    for name, blob in blobs.items():
        starts[name] = len(fat)
        fat += chained(len(fat), len(blob) // SECTOR)
    directory_at = len(fat)
    entries = [entry("Root Entry", 5, child=1 if streams else FREE)]
    for i, name in enumerate(streams, 1):
        size = (sizes or {}).get(name, len(blobs[name]))
        entries.append(entry(name, 2, right=i + 1 if i < len(streams) else FREE, start=starts[name], size=size))
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0")
    fat += chained(len(fat), len(directory) // SECTOR)
    fat_at, sectors = len(fat), 1
    while len(fat) + sectors > 128 * sectors:
        sectors += 1
    assert sectors <= 109, "the header lists no more sectors of the allocation table"
    fat += [FAT] * sectors
    if chain:
        chain(fat, starts)
    fat += [FREE] * (128 * sectors - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, sectors, directory_at, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", *range(fat_at, fat_at + sectors), *[FREE] * (109 - sectors))
    return head + b"".join(blobs.values()) + directory + struct.pack(f"<{len(fat)}I", *fat)


def chained(at, count):
    """A chain of sectors that follow each other."""
    return [*range(at + 1, at + count), END]


def entry(name, kind, *, right=FREE, child=FREE, start=END, size=0):
    """A directory entry."""
    raw = name.encode("utf-16-le") + b"\0\0"
    out = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1) + struct.pack("<III", FREE, right, child)
    return out + bytes(36) + struct.pack("<IQ", start, size)


def word(pieces, **more):
    """A Word file whose text is given in pieces: `str` for UTF-16, `bytes` for 8-bit ones. See `streams`."""
    return ole(streams(pieces, **more))


def streams(pieces, *, lengths=None, flags=0, tables=None, characters=(), paragraphs=(), scatter=False):
    """The WordDocument and 1Table streams.

    `characters` and `paragraphs` are (first, last, properties) by characters of a text in one UTF-16 piece; `scatter`
    stores the pieces in reverse order, as fast saving may. `tables` are further tables by number of their pair, with
    what follows them uncounted, if anything.
    """
    if isinstance(pieces, str | bytes):
        pieces = [pieces]
    blobs = [p.encode("utf-16-le") if isinstance(p, str) else p for p in pieces]
    order = range(len(blobs))[:: -1 if scatter else 1]
    body, places = b"", {}
    for i in order:
        places[i] = TEXT_AT + len(body)
        body += blobs[i]
    counts = [len(b) // (2 if isinstance(p, str) else 1) for p, b in zip(pieces, blobs, strict=True)]
    bounds = [0, *accumulate(counts)]
    plc = struct.pack(f"<{len(bounds)}I", *bounds)
    for i, p in enumerate(pieces):
        at = places[i] if isinstance(p, str) else places[i] * 2 | COMPRESSED
        plc += struct.pack("<HIH", 0, at, 0)
    body = bytes(TEXT_AT) + body
    body = body.ljust(-(-len(body) // 512) * 512, b"\0")
    found = {33: b"\x02" + struct.pack("<I", len(plc)) + plc, **(tables or {})}
    for number, runs, page in ((12, characters, character_page), (13, paragraphs, paragraph_page)):
        if runs:
            pages = paged(runs)
            ends = [TEXT_AT, *(TEXT_AT + 2 * part[-1][1] for part in pages)]
            numbers = range(len(body) // 512, len(body) // 512 + len(pages))
            found[number] = struct.pack(f"<{len(ends) + len(pages)}I", *ends, *numbers)
            body += b"".join(map(page, pages))
    table, pairs = b"", [(0, 0)] * 93
    for number, blob in found.items():
        blob, tail = blob if isinstance(blob, tuple) else (blob, b"")
        pairs[number] = (len(table), len(blob))
        table += blob + tail
    lengths = [*(lengths or [bounds[-1]]), *[0] * 8][:8]
    return {"WordDocument": fib(pairs, lengths, flags) + body[TEXT_AT // 2 :], "1Table": table}


def fib(pairs, lengths, flags, magic=0xA5EC):
    """The file information block, padded to half of where the text stands."""
    out = struct.pack("<HHHHHH", magic, 0xC1, 0, 0x0804, 0, flags | 0x0200).ljust(32, b"\0")
    out += struct.pack("<H", 14) + bytes(28) + struct.pack("<H", 22) + bytes(12)
    out += struct.pack("<8i", *lengths) + bytes(44) + struct.pack("<H", len(pairs))
    out += b"".join(struct.pack("<II", *p) for p in pairs)
    assert len(out) <= TEXT_AT // 2
    return out.ljust(TEXT_AT // 2, b"\0")


def paged(runs):
    """The runs in groups, each of which fits on a page."""
    pages, room = [], 0
    for run in runs:
        size = 4 + 13 + 4 + len(run[2])
        if size > room:
            pages.append([])
            room = 512 - 8
        pages[-1].append(run)
        room -= size
    return pages


def page_heads(runs):
    """The bounds of the runs on a page, as bytes of the file."""
    return b"".join(struct.pack("<I", TEXT_AT + 2 * at) for at in [runs[0][0], *(end for _, end, _ in runs)])


def character_page(runs):
    """A page of character properties; the runs follow each other without gap."""
    page = bytearray(512)
    page[: 4 * len(runs) + 4] = page_heads(runs)
    at = 508
    for i, (_, _, properties) in enumerate(runs):
        if properties:
            at = (at - len(properties) - 1) & ~1
            page[at : at + 1 + len(properties)] = bytes([len(properties)]) + properties
            page[4 * len(runs) + 4 + i] = at // 2
    page[511] = len(runs)
    return bytes(page)


def paragraph_page(runs):
    """A page of paragraph properties (style number and changes); the runs follow each other without gap."""
    page = bytearray(512)
    page[: 4 * len(runs) + 4] = page_heads(runs)
    at = 508
    for i, (_, _, properties) in enumerate(runs):
        properties = properties.ljust(-(-len(properties) // 2) * 2, b"\0")
        at = (at - len(properties) - 2) & ~1
        page[at : at + 2 + len(properties)] = bytes([0, len(properties) // 2]) + properties
        page[4 * len(runs) + 4 + 13 * i] = at // 2
    page[511] = len(runs)
    return bytes(page)


def list_tables(levels, overrides):
    """The tables of one list with these levels, and of its overrides: each {level: start or a level}."""
    head = struct.pack("<HiI", 1, 77, 0) + b"\xff\x0f" * 9 + bytes([len(levels) == 1, 0])
    more = struct.pack("<I", len(overrides))
    more += b"".join(struct.pack("<i8xB3x", 77, len(levels)) for levels in overrides)
    for changed in overrides:
        more += b"\xff" * 4
        for n, new in changed.items():
            more += struct.pack("<iI", *((new, n | 0x10) if isinstance(new, int) else (0, n | 0x30)))
            more += b"" if isinstance(new, int) else new
    return {73: (head, b"".join(levels)), 74: more}


def level(number, text, *, start=1, follow=0, flags=0, limit=0, characters=b""):
    """A level of a list; in its text, digits below nine in braces stand for the numbers of levels."""
    for n in range(9):
        text = text.replace(f"{{{n}}}", chr(n))
    fixed = struct.pack("<iBB9xB8xBBBx", start, number, flags, follow, len(characters), 0, limit)
    return fixed + characters + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def old_word(raw, *, language=0x0804, flags=0, main=None):
    """A file of Word 6 or 95 without piece table."""
    out = struct.pack("<HHHHHH", 0xA5DC, 0x65, 0, language, 0, flags).ljust(0x18, b"\0")
    out += struct.pack("<II", 768, 768 + len(raw))
    out = out.ljust(0x34, b"\0") + struct.pack("<8i", len(raw) if main is None else main, *[0] * 7)
    return ole({"WordDocument": out.ljust(768, b"\0") + raw})
