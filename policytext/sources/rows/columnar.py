"""Tables of texts as Parquet files."""

from collections.abc import Iterator, Sequence
from typing import Any

from policytext.errors import MissingDependencyError
from policytext.sources.limits import LimitError, Limits
from policytext.sources.rows.sheet import Sheet

BATCH = 64
MARK = b"PAR1"
FOOTER = 50_000_000


def sheets(data: bytes, limits: Limits, wanted: str | None) -> Iterator[Sheet]:
    """The one table of a file."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as e:
        raise MissingDependencyError("Parquet tables need pyarrow: pip install 'policytext[parquet]'") from e
    if not (data.startswith(MARK) and data.endswith(MARK)):
        raise ValueError("it is no Parquet file, or breaks off")
    file = pyarrow.parquet.ParquetFile(
        pyarrow.BufferReader(data), thrift_string_size_limit=FOOTER, thrift_container_size_limit=FOOTER // 50
    )
    groups = (file.metadata.row_group(i) for i in range(file.metadata.num_row_groups))
    if sum(max(g.total_byte_size, 0) for g in groups) > limits.unpacked:
        raise LimitError(f"unpacked the table has more than {limits.unpacked:,} bytes")
    columns = tuple(file.schema_arrow.names)
    yield Sheet(None, columns, batches(file), (), f"pyarrow {pyarrow.__version__}")


def batches(file: Any) -> Iterator[Sequence[object]]:
    """The rows, some at a time."""
    for batch in file.iter_batches(batch_size=BATCH, use_threads=False):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
