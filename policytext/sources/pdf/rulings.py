"""The straight lines that are drawn on a page, as pdfium tells them: those of tables are among them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policytext.sources.geometry import IDENTITY, Matrix, Point, moved, product
from policytext.sources.pdf.characters import turned
from policytext.sources.ruled import Ruling, side

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST = 20_000
"""Pieces of paths of a page beyond which it is a drawing."""
DEEP = 4
"""Groups of objects inside each other that are followed."""


def read_rulings(page: PdfPage, turns: int, em: float) -> list[Ruling]:
    """The lines along and down a page whose text is turned by so many quarters; none of a page that is a drawing."""
    import pypdfium2.raw as pdfium

    found: list[Ruling] = []
    objects = (pdfium.FPDFPage_GetObject(page, k) for k in range(pdfium.FPDFPage_CountObjects(page)))
    for seen, (start, end) in enumerate(strokes(objects, IDENTITY, 0)):
        if seen >= MOST:
            return []
        x0, y0, x1, y1 = turned(*start, *end, turns)
        if ruling := side(x0, -y0, x1, -y1, em):
            found.append(ruling)
    return found


def strokes(objects: Iterator[Any], matrix: Matrix, deep: int) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of the paths among objects, in the coordinates of the page."""
    import pypdfium2.raw as pdfium

    for each in objects:
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_PATH and is_drawn(each):
            yield from pieces(each, product(matrix_of(each), matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and deep < DEEP:
            inner = (pdfium.FPDFFormObj_GetObject(each, k) for k in range(pdfium.FPDFFormObj_CountObjects(each)))
            yield from strokes(inner, product(matrix_of(each), matrix), deep + 1)


def is_drawn(path: Any) -> bool:
    """Whether a path is stroked or filled: others only cut out what is shown."""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    known = pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return not known or bool(fill.value or stroke.value)


def pieces(path: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of a path from point to point; curves are passed over."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for k in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, k)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = moved(x.value, y.value, matrix)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        if pdfium.FPDFPathSegment_GetClose(segment) and point != start:
            yield point, start
        last = point


def matrix_of(each: Any) -> Matrix:
    """From the coordinates of an object to those of what holds it."""
    import pypdfium2.raw as pdfium

    m = pdfium.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if pdfium.FPDFPageObj_GetMatrix(each, ctypes.byref(m)) else IDENTITY
