"""From jobs to documents: read and parse, with a progress bar and, if wanted, in parallel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, repeat
from typing import TYPE_CHECKING, TypeVar

from policytext.arguments import named, parser_of
from policytext.errors import InputError
from policytext.given import Given
from policytext.model import Document, Problem, Source
from policytext.progress import Work
from policytext.sources.jobs import Job
from policytext.sources.limits import STANDARD, Limits
from policytext.sources.registry import read_file

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from policytext.parser import Parser

T = TypeVar("T")
BLOCK = 16
"""Documents that are read side by side, and that a worker gets at a time."""

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
    blocks = list(batched(jobs, BLOCK))
    if executor is None:
        parts: Iterable[Iterable[Outcome]] = (each_of(block, parser, limits) for block in blocks)
    else:
        try:  # all the work is handed over here; an error in it comes later, with its result
            parts = executor.map(read_block, blocks, repeat(parser), repeat(limits))
        except RuntimeError as e:
            raise InputError(f"executor takes no more work ({e}); make a new one (并行)") from e
    work = Work(progress)
    taken = work.each((x for part in parts for x in part), len(jobs), lambda x: x, "read")
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
    """For each of several jobs its document, or the problems that prevented it."""
    return list(each_of(jobs, parser, limits))


def each_of(jobs: Sequence[Job], parser: Parser | None, limits: Limits) -> Iterator[Outcome]:
    """The same, one after the other."""
    from policytext.parser import Parser, default_parser  # rules are read when they are used, not when a table is

    opened = [open_job(job, limits) for job in jobs]
    reader = parser or default_parser()  # rules that do not hold together are an error, not a bad document
    if getattr(type(reader), "parse", None) is Parser.parse:  # one of one's own may do more for each text
        try:
            documents = iter(reader.parse_all(given for given, _ in opened if given))
        except Exception:  # one document must not cost the researcher all the others
            pass
        else:
            yield from (((with_problems(next(documents), odd), ()) if given else (None, odd)) for given, odd in opened)
            return
    yield from (alone(reader, given, odd) for given, odd in opened)


def open_job(job: Job, limits: Limits) -> tuple[Given | None, tuple[Problem, ...]]:
    """The text of a job and what is known beside it, unless there is none; and the problems met."""
    text, source, odd, metadata = job.text, job.source or Source(path=job.inside), job.problems, job.metadata
    if text is None and job.path is not None:
        reading = read_file(job.path, limits=limits)
        text, source, odd = reading.text, reading.source, (*odd, *reading.problems)
        metadata = {**reading.content.metadata, **metadata}  # what the researcher says goes before what the file says
    return (None if text is None else Given(text, job.doc_id, source, metadata)), odd


def alone(reader: Parser, given: Given | None, odd: tuple[Problem, ...]) -> Outcome:
    """The outcome of a job that is not read together with others."""
    if given is None:
        return None, odd
    try:
        doc = reader.parse(given.text, doc_id=given.doc_id, source=given.source, metadata=given.metadata)
    except Exception as e:
        message = f"reading {given.doc_id!r} failed: {type(e).__name__}: {e}"
        action = "please report it with the text; every other document was read (解析出错，请反馈)"
        return None, (*odd, Problem(code="corpus.failed", message=message, action=action, path=given.source.path))
    return with_problems(doc, odd), ()


def with_problems(doc: Document, odd: tuple[Problem, ...]) -> Document:
    """The document, with the problems that its file had before its own."""
    return replace(doc, problems=(*odd, *doc.problems)) if odd else doc


def batched(items: Sequence[T], size: int) -> Iterator[list[T]]:
    """Blocks of at most `size` items."""
    rest = iter(items)
    while block := list(islice(rest, size)):
        yield block
