"""Writes small PDF documents for the tests: a CID font that is not embedded, with a ToUnicode map."""

import zlib
from dataclasses import dataclass

EM = 1000


@dataclass(frozen=True)
class Shown:
    """A line of text at a place of the page, upright or turned by quarters."""

    x: float
    y: float
    text: str
    size: float = 16
    turns: float = 0
    """Quarters, or 0.5 for text that runs up aslant."""


@dataclass(frozen=True)
class Stroke:
    """A line drawn along (to `x1`) or down (to `y1`) the page."""

    x: float
    y: float
    x1: float
    y1: float


def pdf(pages, *, title=None, encrypt=False, count=None, rotate=0, mapped=True):
    """A PDF with the given pages: each a list of `Shown` and `Stroke`, or "picture" for a page that is one picture."""
    signs = sorted({ch for page in pages if page != "picture" for line in page for ch in getattr(line, "text", "")})
    codes = {ch: n for n, ch in enumerate(signs, 1)}
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font(), descendant(codes), stream(to_unicode(codes, mapped))]
    kids = []
    for page in pages:
        content = len(objects) + 1
        drawn = b"q 600 0 0 800 0 0 cm /P Do Q" if page == "picture" else show(page, codes)
        objects += [stream(drawn), picture()]
        resources = f"<< /Font << /F 3 0 R >> /XObject << /P {content + 1} 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {rotate}"
            f" /Contents {content} 0 R /Resources {resources} >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages) if count is None else count} >>".encode()
    trailer = "/Root 1 0 R"
    if title is not None:
        objects.append(b"<< /Title <feff" + title.encode("utf-16-be").hex().encode() + b"> >>")
        trailer += f" /Info {len(objects)} 0 R"
    if encrypt:
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{'00' * 32}> /U <{'11' * 32}> /P -4 >>".encode())
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<{'22' * 16}> <{'22' * 16}>]"
    return assemble(objects, trailer)


def assemble(objects, trailer):
    """The file: header, objects, cross references."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in places)
    return bytes(out + f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())


def stream(content):
    """A packed stream."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"


def font():
    return (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
    )


def descendant(codes):
    narrow = " ".join(f"{n} [{EM // 2}]" for ch, n in codes.items() if ch.isascii())
    return (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        f" /Supplement 0 >> /DW {EM} /W [{narrow}] /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4"
        " /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>"
    ).encode()


def to_unicode(codes, mapped):
    """The map from codes to characters, or one that maps nothing."""
    rows = "\n".join(f"<{n:04x}> <{ch.encode('utf-16-be').hex()}>" for ch, n in codes.items() if mapped)
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
    space = "1 begincodespacerange <0000> <ffff> endcodespacerange"
    return f"{head} {space} {len(codes)} beginbfchar\n{rows}\nendbfchar endcmap end end".encode()


def picture():
    return (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        b"\nstream\n0\nendstream"
    )


def show(page, codes):
    """The content of a page."""
    turned = {0: "1 0 0 1", 0.5: "0.7 0.7 -0.7 0.7", 1: "0 1 -1 0", 2: "-1 0 0 -1", 3: "0 -1 1 0"}
    lines = []
    for line in page:
        if isinstance(line, Stroke):
            lines.append(f"{line.x} {line.y} m {line.x1} {line.y1} l S")
            continue
        text = "".join(f"{codes[ch]:04x}" for ch in line.text)
        lines.append(f"BT /F {line.size} Tf {turned[line.turns]} {line.x} {line.y} Tm <{text}> Tj ET")
    return "\n".join(lines).encode()
