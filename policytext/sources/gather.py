"""Everything that can be read as a corpus → jobs: a document's id and where its text is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from policytext.errors import InputError, SourceNotFoundError
from policytext.model import Problem
from policytext.sources.folder import find_files
from policytext.sources.metadata import CANONICAL, Metadata, index, read_metadata

if TYPE_CHECKING:
    import pandas as pd

TEXT_COLUMNS = ("text", "正文", "content", "原文")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A document to be read: its text, or the file that holds it, and what came with it."""

    doc_id: str
    text: str | None = None
    path: Path | None = None
    inside: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


Gathered = tuple[list[Job], tuple[Problem, ...]]


def gather(
    source: str | Path | pd.DataFrame | Iterable[str | Path],
    *,
    pattern: str | None = None,
    metadata: str | Path | pd.DataFrame | None = None,
) -> Gathered:
    """The documents that a folder, glob pattern, file, DataFrame or list of them means, and what was odd.

    Raises:
        SourceNotFoundError: where the one source given is not there; in a list that is a problem.
        InputError: where a DataFrame has no column for text or ids.
    """
    return gather_any(source, pattern, given(metadata))


def gather_any(source: object, pattern: str | None, table: Metadata | None) -> Gathered:
    """One source, or a list of them in which one that is not there is a problem."""
    if isinstance(source, (str, Path)):
        return gather_files(source, pattern, table)
    if is_table(source):
        return gather_rows(source, table)
    if isinstance(source, bytes) or not isinstance(source, Iterable):
        raise InputError(f"cannot read {type(source).__name__}; give a path, a list of paths or a DataFrame (无法读取)")
    jobs: list[Job] = []
    problems: list[Problem] = []
    for one in source:
        try:
            more, odd = gather_any(one, pattern, table)
        except SourceNotFoundError as e:
            more, odd = [], (Problem(code="source.missing", message=str(e), action="check the path", path=str(one)),)
        jobs += more
        problems += odd
    return jobs, tuple(dict.fromkeys(problems))


def is_table(source: object) -> TypeGuard[pd.DataFrame]:
    """Whether it is a DataFrame; pandas is not imported for the question."""
    return hasattr(source, "columns") and hasattr(source, "to_dict")


def given(metadata: str | Path | pd.DataFrame | None) -> Metadata | None:
    """The metadata table that the caller gave."""
    if metadata is None:
        return None
    if isinstance(metadata, (str, Path)):
        if not Path(metadata).is_file():
            raise SourceNotFoundError(f"metadata table {metadata} is not there; check the path (找不到元数据表)")
        return read_metadata(metadata)
    return index(records(metadata), "metadata")


def gather_files(
    source: str | Path, pattern: str | None, table: Metadata | None
) -> tuple[list[Job], tuple[Problem, ...]]:
    """Files, with the metadata table given or found beside them."""
    found = find_files(source, pattern=pattern)
    own = table is None and found.metadata is not None
    if own and found.metadata:
        table = read_metadata(found.metadata)
    table = table or Metadata()
    jobs = [
        Job(doc_id=f.doc_id, path=f.path, inside=f.inside, metadata=table.of(f.doc_id, f.inside)) for f in found.files
    ]
    # A table beside one file, or one for several folders, has rows for others too: only a folder's own is held to it.
    whole = own and pattern is None and Path(source).is_dir()
    unused = table.unused((f.doc_id, f.inside) for f in found.files) if whole else ()
    return jobs, (*found.problems, *table.problems, *unused)


def gather_rows(frame: pd.DataFrame, table: Metadata | None) -> Gathered:
    """Rows of a DataFrame with text and id; its other columns are metadata."""
    names = {str(c): CANONICAL.get(str(c).strip().lower(), str(c)) for c in frame.columns}
    text = next((c for c in TEXT_COLUMNS if c in names), None)
    ids = next((c for kind in ("doc_id", "file") for c, name in names.items() if name == kind), None)
    if text is None or ids is None:
        missing = "`text` (正文)" if text is None else "`doc_id` (文件编号)"
        raise InputError(f"the DataFrame needs a column {missing}; it has {', '.join(names) or 'none'}")
    jobs: list[Job] = []
    problems: list[Problem] = []
    for n, row in enumerate(records(frame)):
        doc_id, content = row.pop(ids), row.pop(text)
        if doc_id is None or content is None:
            what = "id" if doc_id is None else "text"
            problems.append(
                Problem(
                    code="source.row",
                    message=f"row {n} ({doc_id}) of the DataFrame has no {what}; it is left out",
                    action=f"fill its column {ids if doc_id is None else text!r} (缺编号或正文)",
                )
            )
            continue
        own = index([{"doc_id": doc_id, **row}], "DataFrame").of(str(doc_id).strip())
        extra = table.of(str(doc_id)) if table else {}
        known = {**extra, **own}
        jobs.append(Job(doc_id=str(doc_id), text=str(content), inside=known.get("file"), metadata=known))
    return jobs, (*problems, *(table.problems if table else ()))


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Rows of a DataFrame as they stand, a missing value as `None`."""
    blank = frame.astype(object).where(frame.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in blank.to_dict("records")]
