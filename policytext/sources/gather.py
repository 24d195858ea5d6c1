"""Everything that can be read as a corpus → jobs: a document's id and where its text is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeGuard

from policytext.arguments import instance, named
from policytext.brief import quoted
from policytext.errors import InputError, SourceNotFoundError
from policytext.model import Document, Problem
from policytext.sources.bundles import Asked, is_companion, read_bundle
from policytext.sources.cells import cell_text
from policytext.sources.folder import Findings, find_files, is_there
from policytext.sources.jobs import Gathered, Job, Place
from policytext.sources.limits import LARGER, STANDARD, Limits, cut, rows_beyond
from policytext.sources.metadata import Metadata, index, repeated
from policytext.sources.metadata_files import read_metadata
from policytext.sources.rows.sheet import id_column, text_column

if TYPE_CHECKING:
    import pandas as pd


SENTENCE = re.compile(r"[。；！？\n]|，.*，")
"""What stands in texts and hardly in the path of a file."""
GIVE_TEXTS = "give texts as a DataFrame with the columns doc_id and text, or one to parse() (正文不是路径)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the caller said, beside the source itself."""

    pattern: str | None
    table: Metadata | None
    text: str | None
    limits: Limits


def gather(
    source: str | Path | pd.DataFrame | Iterable[str | Path],
    *,
    pattern: str | None = None,
    metadata: str | Path | pd.DataFrame | None = None,
    text: str | None = None,
    limits: Limits = STANDARD,
) -> Gathered:
    """The documents that a folder, glob pattern, file, DataFrame or list of them means, and what was odd.

    Raises:
        SourceNotFoundError: where the one source given, or each of a list, is not there; of some that is a problem.
        InputError: where a DataFrame has no column for text or ids.
    """
    for name, value in (("pattern", pattern), ("text", text)):
        if value is not None:
            instance(value, str, name, "it as text: " + ("2021/*.txt" if name == "pattern" else "the name of a column"))
    instance(limits, Limits, "limits", "policytext.Limits(), with the limits to change by name (读取限额)")
    table = given(metadata)
    jobs, problems = gather_any(source, Request(pattern=pattern, table=table, text=text, limits=limits))
    # A pattern or one file is a part of what the table is about.
    part = pattern is not None or (isinstance(source, (str, os.PathLike)) and not Path(source).is_dir())
    unused = table.unused((job.doc_id, job.inside) for job in jobs) if table and jobs and not part else ()
    return jobs, (*problems, *unused)


def gather_any(source: object, request: Request) -> Gathered:
    """One source, or a list of them in which one that is not there is a problem, if another is."""
    if isinstance(source, os.PathLike):
        source = Path(source)
    if isinstance(source, (str, Path)):
        return gather_files(source, request)
    if is_table(source):
        return gather_rows(source, request)
    if (
        isinstance(source, (bytes, Mapping, Document))
        or hasattr(source, "to_frame")
        or not isinstance(source, Iterable)
    ):
        raise InputError(f"cannot read {named(source)}; {instead(source)} (无法读取)")
    members = list(source)
    if members and all(isinstance(one, str) and SENTENCE.search(one) and not is_there(Path(one)) for one in members):
        raise InputError(f"the list holds texts, such as {quoted(members[0])}, and no paths; {GIVE_TEXTS}")
    jobs: list[Job] = []
    problems: list[Problem] = []
    absent: list[SourceNotFoundError] = []
    for one in members:
        try:
            more, odd = gather_any(one, request)
        except SourceNotFoundError as e:
            absent.append(e)
            if len(absent) == len(members):
                raise absent[0] from None
            more, odd = [], (missing(one, e),)
        jobs += more
        problems += odd
    return jobs, tuple(dict.fromkeys(problems))


def missing(one: object, e: SourceNotFoundError) -> Problem:
    """The problem of a member of a list that is no path to anything."""
    if isinstance(one, str) and SENTENCE.search(one):
        message = f"{quoted(one)} is no path but a text; the list is one of paths"
        return Problem(code="source.missing", message=message, action=GIVE_TEXTS)
    return Problem(code="source.missing", message=str(e), action="check the path (找不到文件)", path=str(one))


def instead(source: object) -> str:
    """What can be read instead of something that cannot."""
    if isinstance(source, Document):
        return "it has been read; policytext.Corpus([doc]) makes a corpus of it"
    if isinstance(source, Mapping):
        return 'give a DataFrame: pd.DataFrame({"doc_id": list(texts), "text": list(texts.values())})'
    if hasattr(source, "to_frame"):  # a Series of pandas
        return 'a DataFrame has ids too: series.rename("text").rename_axis("doc_id").reset_index()'
    return "give a path, a list of paths or a DataFrame"


def is_table(source: object) -> TypeGuard[pd.DataFrame]:
    """Whether it is a DataFrame; pandas is not imported for the question."""
    return hasattr(source, "columns") and hasattr(source, "to_dict")


def given(metadata: Any) -> Metadata | None:
    """The metadata table that the caller gave."""
    if metadata is None:
        return None
    if isinstance(metadata, (str, Path)):
        if not Path(metadata).is_file():
            raise SourceNotFoundError(f"metadata table {metadata} is not there; check the path (找不到元数据表)")
        return read_metadata(metadata)
    if not is_table(metadata) or hasattr(metadata, "to_frame"):
        raise InputError(
            f"metadata is {named(metadata)}; give a CSV or Excel file or a DataFrame with a column doc_id (元数据表)"
        )
    return index(records(metadata), "metadata")


def gather_files(source: str | Path, request: Request) -> Gathered:
    """Files, with the metadata table given or found beside them."""
    found = find_files(source, pattern=request.pattern)
    table = request.table
    own = table is None and found.metadata is not None
    if own and found.metadata:
        table = read_metadata(found.metadata)
    table = table or Metadata()
    # A named file tells why it holds nothing; one found in a folder may be a table of another kind.
    only = Path(source).is_file() if len(found.files) + len(found.bundles) == 1 else False
    jobs, odd = open_files(found, Asked(request.limits, request.text, only))
    table = table.settled((job.doc_id, job.inside) for job in jobs)
    jobs = [replace(j, metadata={**j.metadata, **table.of(j.doc_id, j.inside)}) for j in jobs]
    # A table beside one file, or one for several folders, has rows for others too: only a folder's own is held to it.
    whole = own and request.pattern is None and Path(source).is_dir()
    unused = table.unused((job.doc_id, job.inside) for job in jobs) if whole else ()
    problems = [p for p in found.problems if not (jobs and p.code == "source.nothing")]
    return jobs, (*problems, *odd, *table.problems, *unused)


def open_files(found: Findings, asked: Asked) -> Gathered:
    """The documents of files in the order of their paths: one each, or those of an archive or table of texts."""
    jobs: list[Job] = []
    problems: list[Problem] = []
    documents = {f.doc_id for f in found.files}
    for f in sorted((*found.files, *found.bundles), key=lambda f: PurePosixPath(f.inside).parts):
        place = Place(doc_id=f.doc_id, name=str(f.path), inside=f.inside)
        bundle = read_bundle(f.path, place, asked)
        if bundle is None:
            jobs.append(Job(doc_id=f.doc_id, path=f.path, inside=f.inside))
            continue
        if not is_companion(bundle[0], place, documents):
            jobs += bundle[0]
        problems += bundle[1]
    return jobs, tuple(problems)


def gather_rows(frame: pd.DataFrame, request: Request) -> Gathered:
    """Rows of a DataFrame with text and id; its other columns are metadata."""
    table, wanted, limits = request.table, request.text, request.limits
    names = [str(c) for c in frame.columns]
    text, ids = text_column(names, wanted), id_column(names)
    if text is None or ids is None:
        missing = (f"{wanted!r}" if wanted else "`text` (正文)") if text is None else "`doc_id` (文件编号)"
        raise InputError(f"the DataFrame needs a column {missing}; it has {', '.join(names) or 'none'}")
    jobs: list[Job] = []
    problems: list[Problem] = []
    if len(frame) > limits.rows:
        problems.append(Problem(code="source.limit", message=rows_beyond(limits), action=LARGER))
    for n, row in enumerate(records(frame.iloc[: limits.rows])):
        doc_id, content = (cell_text(row.pop(ids)) or "").strip(), row.pop(text)
        if not doc_id or not isinstance(content, str):
            problems.append(row_left_out(n, doc_id, content, text if doc_id else ids))
            continue
        own = index([{"doc_id": doc_id, **row}], "DataFrame").of(doc_id)
        extra = table.of(doc_id, own.get("file")) if table else {}
        known = {**extra, **own}
        read, over = cut(content, limits)
        jobs.append(Job(doc_id=doc_id, text=read, inside=known.get("file"), metadata=known, problems=over))
    return jobs, (*problems, *(table.problems if table else ()))


def row_left_out(n: int, doc_id: str, content: object, column: str) -> Problem:
    """The problem of a row of a DataFrame without id, or whose text is none."""
    if not doc_id or content is None:
        what, action = "has no text" if doc_id else "has no id", f"fill its column {column!r} (缺编号或正文)"
    else:
        what = f"has {named(content)} in place of a text"
        how = "decode them, or give the files to read()," if isinstance(content, bytes) else "write the text itself"
        action = f"{how} in its column {column!r} (正文不是文本)"
    message = f"row {n} ({doc_id or None}) of the DataFrame {what}; it is left out"
    return Problem(code="source.row", message=message, action=action)


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Rows of a DataFrame as they stand, a missing value as `None`.

    Raises:
        InputError: where columns have one name.
    """
    if twice := repeated([str(c) for c in frame.columns]):
        raise InputError(f"the DataFrame has several columns called {twice[0]!r}; give each its own name (列名重复)")
    blank = frame.astype(object).where(frame.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in blank.to_dict("records")]
