"""Tables of texts as Excel workbooks (xlsx, xlsm)."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from policytext.errors import MissingDependencyError
from policytext.sources.limits import LimitError, Limits
from policytext.sources.package import Package
from policytext.sources.rows.sheet import Sheet, with_head

ROWS = 1_048_576
"""Rows that Excel has; a file may claim more."""
CELLS = 20_000_000
"""Cells that are read of a workbook."""
UNPACKED = 200_000_000
"""Bytes of the parts of a workbook; a table of its strings needs some four times as much memory."""
RETURN = re.compile("_x000[dD]_\n?")
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D|E)\x00")


def sheets(data: bytes, limits: Limits, wanted: str | None) -> Iterator[Sheet]:
    """The sheets of a workbook, in its order; formulas stand with the values that were saved with them."""
    try:
        import openpyxl
    except ImportError as e:
        raise MissingDependencyError("Excel tables need openpyxl: pip install 'policytext[files]'") from e
    check(data, limits)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    left = [CELLS]
    try:
        for sheet in book.worksheets:
            columns, rows = with_head(cells(sheet, left), wanted)
            yield Sheet(sheet.title, columns, rows, (), f"openpyxl {openpyxl.__version__}")
    finally:
        book.close()


def check(data: bytes, limits: Limits) -> None:
    """See that the parts of a workbook are not too large together and declare no entities.

    Raises:
        LimitError: where they are or do.
    """
    most = min(limits.unpacked, UNPACKED)
    package = Package(data, limits)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(i.file_size for i in parts.infolist()) > most:
            raise LimitError(f"unpacked the workbook has more than {most:,} bytes")
        for name in package.names:
            if name.lower().endswith((".xml", ".rels")):
                with parts.open(name) as part:
                    start = part.read(65536)
                if DECLARED.search(start):
                    raise LimitError(f"{name} declares a document type or entities; such files are not read")


def cells(sheet: Any, left: list[int]) -> Iterator[Sequence[object]]:
    """The rows of a sheet as far as they really go, whatever it says of its size."""
    sheet.reset_dimensions()
    for n, row in enumerate(sheet.iter_rows(values_only=True)):
        left[0] -= len(row) + 1
        if n >= ROWS or left[0] < 0:
            raise LimitError(f"the workbook has more than {ROWS:,} rows or {CELLS:,} cells")
        yield [RETURN.sub("\n", c) if isinstance(c, str) else c for c in row]
