"""One file → its text: by suffix to the module that reads it; whatever goes wrong is a problem, never an error."""

import hashlib
from importlib import import_module
from pathlib import Path

from policytext.model import Problem, Source
from policytext.sources.content import Content

READERS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".pdf": "pdf",
}
"""Suffix → module of this package that reads such a file."""

UNREAD = frozenset({"source.damaged", "source.encrypted", "source.no_text", "source.limit"})
"""Problems of files that give no document where they give no text."""

SAVE = f"save it as text, in one of {', '.join(sorted(READERS))} (请另存为文本文件)"

FOREIGN = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zipped office document (docx, wps, ofd, xlsx …)",
    b"\xd0\xcf\x11\xe0": "an old Word or WPS document (doc, wps)",
    b"{\\rtf": "an RTF document",
}
"""First bytes that tell what a file is, whatever its name says."""


def read_source(path: str | Path, *, name: str | None = None) -> tuple[str | None, Source, tuple[Problem, ...]]:
    """Text, provenance and problems of one file (读取文件); the text is `None` where the file could not be read.

    Args:
        path: The file.
        name: How provenance and problems call it; else `path` as given.
    """
    file = Path(path)
    name = name or str(path)
    suffix = file.suffix.lower()
    source = Source(path=name, format=suffix.lstrip(".") or "unknown")
    if suffix not in READERS:
        return refused(source, "source.unknown_format", f"{suffix or 'a file without suffix'} cannot be read")
    try:
        data = file.read_bytes()
    except OSError as e:
        message = f"the file cannot be opened: {e.strerror or e}"
        return refused(source, "source.unreadable", message, "check that it exists and may be read (文件无法打开)")
    for magic, kind in FOREIGN.items():
        if data.startswith(magic) and READERS[suffix] == "text":
            message = f"called {suffix} but {kind}"
            return refused(source, "source.unknown_format", message)
    content: Content = import_module(f"policytext.sources.{READERS[suffix]}").read(data)
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path=name, format=READERS[suffix], encoding=content.encoding, sha256=digest)
    problems = tuple(named(p, name) for p in content.problems)
    unread = not content.text and any(p.code in UNREAD for p in problems)
    return None if unread else content.text, source, problems


def refused(source: Source, code: str, message: str, action: str = SAVE) -> tuple[None, Source, tuple[Problem, ...]]:
    """The answer for a file that cannot be read."""
    return None, source, (Problem(code=code, message=message, action=action, path=source.path),)


def named(p: Problem, name: str) -> Problem:
    """The problem with the name of its file."""
    return Problem(code=p.code, message=p.message, action=p.action, span=p.span, path=name)
