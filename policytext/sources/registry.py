"""One file → its text: by what it is to the module that reads it; whatever goes wrong is a problem, never an error."""

import hashlib
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path, PurePosixPath

from policytext import __version__
from policytext.errors import MissingDependencyError
from policytext.model import Problem, Source
from policytext.sources.content import Content
from policytext.sources.files import read_bytes
from policytext.sources.kinds import WORD_BEFORE_97, kind_of
from policytext.sources.limits import STANDARD, LimitError, Limits

READERS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".doc": "doc",
    ".dot": "doc",
    ".wps": "doc",
    ".rtf": "rtf",
    ".ofd": "ofd",
    ".pdf": "pdf",
}
"""Suffix → module of this package that reads such a file."""

KINDS = {
    "pdf": "a PDF document",
    "docx": "a Word document (docx)",
    "doc": "a Word or WPS document (doc, wps)",
    "ofd": "an OFD document",
    "rtf": "an RTF document",
    "html": "an HTML page",
    "xlsx": "an Excel table (xlsx)",
    "xls": "an old Excel table (xls)",
    "zip": "a zip archive",
}
"""What `kind_of` says, in words; those that a module of the same name reads give a document."""

FOREIGN = {
    b"\xd0\xcf\x11\xe0": "an old office file",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"II*\0": "a picture (TIFF)",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"PK\x03\x04": "a zipped file",
}
"""First bytes of what no module here reads."""

UNREAD = frozenset({"source.damaged", "source.encrypted", "source.no_text", "source.limit"})
"""Problems of files that give no document where they give no text."""

SAVE = f"save it as text, in one of {', '.join(sorted(READERS))} (请另存为文本文件)"
SAVE_TABLE = "save it as xlsx, with the texts in one column (请另存为xlsx)"
NOTHING = Content(text="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of reading a file; the text is `None` where it could not be read."""

    text: str | None
    source: Source
    problems: tuple[Problem, ...] = ()
    content: Content = NOTHING
    """All that the format module gave back: tables, metadata, what stands apart."""


def read_source(
    path: str | Path, *, name: str | None = None, limits: Limits = STANDARD
) -> tuple[str | None, Source, tuple[Problem, ...]]:
    """Text, provenance and problems of one file (读取文件); the text is `None` where the file could not be read.

    Args:
        path: The file.
        name: How provenance and problems call it; else `path` as given.
        limits: How much is read at most.
    """
    reading = read_file(path, name=name, limits=limits)
    return reading.text, reading.source, reading.problems


def read_file(path: str | Path, *, name: str | None = None, limits: Limits = STANDARD) -> Reading:
    """One file with all that its format module says of it; arguments as for `read_source`."""
    name = name or str(path)
    suffix = Path(path).suffix.lower()
    held = read_bytes(Path(path), limits, name)
    if held.data is None:
        return Reading(text=None, source=Source(path=name, format=called(suffix)), problems=held.problems)
    reading = read_data(held.data, name, limits)
    return replace(reading, problems=(*held.problems, *reading.problems))


def read_data(data: bytes, name: str, limits: Limits = STANDARD) -> Reading:
    """The bytes of one file, which may stand in an archive, under its name."""
    suffix = PurePosixPath(name).suffix.lower()
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path=name, format=called(suffix), sha256=digest)
    try:
        reader = choose(data, suffix)
        if reader is None:
            action = SAVE_TABLE if kind_of(data) == "xls" else SAVE
            return refused(source, "source.unknown_format", what_it_is(data, suffix), action)
        content: Content = import_module(f"policytext.sources.{reader}").read(data, limits)
    except MissingDependencyError as e:
        return refused(source, "source.missing_package", str(e), "install it and read again (缺少软件包)")
    except (LimitError, MemoryError) as e:
        message = str(e) or "memory does not suffice for the file"
        return refused(source, "source.limit", message, "split the file (超出读取限额)")
    except Exception as e:  # one hostile file costs only itself
        message = f"reading the file failed: {type(e).__name__}: {' '.join(str(e).split())[:200]}"
        return refused(source, "source.failed", message, "please report it with the file; " + SAVE)
    source = replace(
        source,
        format=reader,
        encoding=content.encoding,
        reader=f"{reader} (policytext {__version__})" + (f", {content.reader}" if content.reader else ""),
        pages=content.pages,
        full=content.full,
        grids=content.grids,
    )
    problems = tuple(replace(p, path=name) for p in content.problems)
    if not content.text and any(p.code in UNREAD for p in problems):
        return Reading(text=None, source=source, problems=problems, content=content)
    if READERS.get(suffix) != reader:
        problems = (wrong_suffix(suffix, reader, name), *problems)
    return Reading(text=content.text, source=source, problems=problems, content=content)


def choose(data: bytes, suffix: str) -> str | None:
    """The module for a file: by its bytes where they are certain, else by its suffix; `None` where none reads it."""
    kind = kind_of(data)
    named = READERS.get(suffix)
    if named == "text" and data.startswith(WORD_BEFORE_97):  # two bytes, with which a Chinese text may begin too
        return named
    if kind in READERS.values() and not (kind == "html" and suffix == ".md"):  # Markdown may begin with a tag
        return kind
    return None if named == "text" and (kind in KINDS or foreign(data)) else named


def foreign(data: bytes) -> str | None:
    """What a file is that no module here reads, by its first bytes."""
    return next((what for magic, what in FOREIGN.items() if data.startswith(magic)), None)


def what_it_is(data: bytes, suffix: str) -> str:
    """Why a file cannot be read: its format."""
    kind = KINDS.get(kind_of(data) or "") or foreign(data)
    name = suffix or "a file without suffix"
    return f"called {name} but {kind}" if kind and suffix in READERS else f"{kind or name} cannot be read"


def called(suffix: str) -> str:
    """The format as the file's name has it."""
    return suffix.lstrip(".") or "unknown"


def refused(source: Source, code: str, message: str, action: str) -> Reading:
    """The answer for a file that cannot be read."""
    problem = Problem(code=code, message=message, action=action, path=source.path)
    return Reading(text=None, source=source, problems=(problem,))


def wrong_suffix(suffix: str, kind: str, name: str) -> Problem:
    """The problem of a file whose name says another format than its bytes; it was read as what it is."""
    return Problem(
        code="source.wrong_suffix",
        message=f"called {suffix or 'without suffix'} but {KINDS[kind]}; it is read as that",
        action="rename the file (扩展名与内容不符)",
        path=name,
    )
