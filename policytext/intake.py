"""From jobs to documents: read and parse, with a progress bar and, if wanted, in parallel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, repeat
from typing import TYPE_CHECKING, TypeVar

from policytext.arguments import named, parser_of
from policytext.errors import InputError
from policytext.model import Document, Problem, Source
from policytext.progress import Work
from policytext.sources.jobs import Job
from policytext.sources.limits import Limits
from policytext.sources.registry import read_file

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from policytext.parser import Parser

T = TypeVar("T")
STANDARD = Limits()
BLOCK = 16
"""Documents that a worker gets at a time."""

INTERRUPTED = "read.interrupted"

Outcome = tuple[Document | None, tuple[Problem, ...]]


def take_in(
    jobs: Sequence[Job],
    *,
    parser: Parser | None = None,
    progress: bool | None = None,
    executor: Executor | None = None,
    limits: Limits = STANDARD,
) -> tuple[list[Document], list[Problem]]:
    """The documents of the jobs, in their order, and the problems that belong to none of them.

    After an interrupt from the keyboard they are those read so far, and a problem tells how many are missing.

    Args:
        jobs: What `gather` found.
        parser: The parser; the default one where it is `None`.
        progress: Whether to show a progress bar; `None`: in a terminal or notebook, after a second.
        executor: Where the work is done, in blocks; here and now where it is `None`.
        limits: How much of a file is read at most.
    """
    parser_of(parser)
    if executor is not None and not hasattr(executor, "map"):
        raise InputError(f"executor is {named(executor)}; give a concurrent.futures.Executor (并行)")
    if executor is None:
        outcomes: Iterator[Outcome] = (read_job(job, parser, limits) for job in jobs)
    else:
        blocks = list(batched(jobs, BLOCK))
        try:  # all the work is handed over here; an error in it comes later, with its result
            parts = executor.map(read_block, blocks, repeat(parser), repeat(limits))
        except RuntimeError as e:
            raise InputError(f"executor takes no more work ({e}); make a new one (并行)") from e
        outcomes = (x for part in parts for x in part)
    work = Work(progress)
    taken = work.each(outcomes, len(jobs), lambda x: x, "read")
    problems = [p for _, odd in taken for p in odd]
    if work.broken:
        problems.append(broken_off(len(taken), len(jobs)))
    return [doc for doc, _ in taken if doc is not None], problems


def broken_off(done: int, total: int) -> Problem:
    """The problem of a reading that was interrupted."""
    return Problem(
        code=INTERRUPTED,
        message=f"reading was interrupted: {total - done:,} of {total:,} texts were not read",
        action="read again for all of them (读取中断)",
    )


def read_block(jobs: Sequence[Job], parser: Parser | None, limits: Limits = STANDARD) -> list[Outcome]:
    """The outcomes of several jobs."""
    return [read_job(job, parser, limits) for job in jobs]


def read_job(job: Job, parser: Parser | None, limits: Limits = STANDARD) -> Outcome:
    """One document, or the problems that prevented it."""
    text, source, odd, metadata = job.text, job.source or Source(path=job.inside), job.problems, job.metadata
    if text is None and job.path is not None:
        reading = read_file(job.path, limits=limits)
        text, source, odd = reading.text, reading.source, (*odd, *reading.problems)
        metadata = {**reading.content.metadata, **metadata}  # what the researcher says goes before what the file says
    if text is None:
        return None, odd
    from policytext.parser import default_parser  # rules are read when they are used, not when a table is

    reader = parser or default_parser()  # rules that do not hold together are an error, not a bad document
    try:
        doc = reader.parse(text, doc_id=job.doc_id, source=source, metadata=metadata)
    except Exception as e:  # one document must not cost the researcher all the others
        message = f"reading {job.doc_id!r} failed: {type(e).__name__}: {e}"
        action = "please report it with the text; every other document was read (解析出错，请反馈)"
        return None, (*odd, Problem(code="corpus.failed", message=message, action=action, path=source.path))
    return replace(doc, problems=(*odd, *doc.problems)), ()


def same_texts(documents: Iterable[Document]) -> Iterator[Problem]:
    """A problem for each document whose text another one before it has too."""
    first: dict[str, str] = {}
    for doc in documents:
        if (other := first.setdefault(doc.text, doc.doc_id)) != doc.doc_id and doc.text:
            yield Problem(
                code="corpus.same_text",
                message=f"{doc.doc_id!r} has the same text as {other!r}; both are kept",
                action="leave one out if it is one document (文件内容重复)",
                path=doc.source.path,
            )


def repeats(documents: Iterable[Document]) -> Iterator[Problem]:
    """A problem for each document that an earlier one has the id and the text of: it is kept once."""
    seen: set[tuple[str, str]] = set()
    for doc in documents:
        if (doc.doc_id, doc.text) in seen:
            yield Problem(
                code="corpus.repeated",
                message=f"{doc.doc_id!r} is given twice with the same text; it is kept once",
                action="leave one out (文件重复)",
                path=doc.source.path,
            )
        seen.add((doc.doc_id, doc.text))


def batched(items: Sequence[T], size: int) -> Iterator[list[T]]:
    """Blocks of at most `size` items."""
    rest = iter(items)
    while block := list(islice(rest, size)):
        yield block
