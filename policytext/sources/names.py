"""What the names of files tell: which are documents, which hold several, and the ids they give."""

import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from policytext.model import Problem
from policytext.sources.rows import FORMATS

METADATA = "metadata.csv"
"""The metadata table of a folder (元数据表); other spellings of the name go too."""
TABLE = re.compile(r"(?i)^(?:metadata|元数据|元數據)\.(?:csv|tsv|xlsx)$")
DATA = frozenset({*FORMATS, ".graphml", ".gexf", ".toml", ".py", ".ipynb"})
"""Suffixes of files that stand beside documents (annotation, tables, code) and are none themselves."""
ARCHIVES = frozenset({".zip"})
ASIDE = re.compile(r"(?i)^(?:\..*|~\$.*|__macosx|readme(?:[._-].*)?|licen[cs]e(?:\..*)?|thumbs\.db|desktop\.ini)$")
"""Names of files that describe or belong to a folder and are no documents."""


def is_document(path: str) -> bool:
    """Whether a file counts as a document (perhaps one that cannot be read yet)."""
    suffix = PurePosixPath(path).suffix.lower()
    return not is_aside(path) and suffix not in DATA and suffix not in ARCHIVES


def is_bundle(path: str) -> bool:
    """Whether a file may hold several documents: an archive, or a table with a column of texts."""
    file = PurePosixPath(path)
    return not is_aside(path) and file.suffix.lower() in {*FORMATS, *ARCHIVES} and not is_metadata(file.name)


def is_metadata(name: str) -> bool:
    """Whether a file beside documents is the table of metadata, by its name.

    >>> is_metadata("Metadata.CSV"), is_metadata("元数据.xlsx"), is_metadata("texts.csv")
    (True, True, False)
    """
    return bool(TABLE.match(name))


def pick_metadata(names: Iterable[str]) -> list[str]:
    """The metadata tables among the names of a folder, the one to be used first."""
    return sorted((n for n in names if is_metadata(n)), key=lambda n: (n != METADATA, n))


def is_aside(path: str) -> bool:
    """Whether a file only describes or belongs to a folder, or stands in a hidden one."""
    *folders, name = PurePosixPath(path).parts or ("",)
    return bool(ASIDE.match(name)) or any(f.startswith(".") or f == "__MACOSX" for f in folders)


def name_all(files: list[str]) -> tuple[list[tuple[str, str]], list[Problem]]:
    """Ids for files: the path without suffix; where two would get the same, both keep their suffix.

    What is in archives and tables gets ids of its own below theirs: only documents can be called the same.
    """
    stems = {f: readable(str(PurePosixPath(f).with_suffix(""))) for f in files}
    shared = Counter((stems[f], is_bundle(f)) for f in files)
    clashing = {f for f in files if shared[stems[f], is_bundle(f)] > 1}
    problems = [
        Problem(
            code="source.same_name",
            message=f"another file differs only in its suffix; this one is called {f!r}",
            action="rename one of them, or move it away if it is the same document (文件重名)",
            path=f,
        )
        for f in files
        if f in clashing and not is_bundle(f)
    ]
    return [(readable(f) if f in clashing else stems[f], f) for f in files], problems


def readable(name: str) -> str:
    """A file name whose bytes are not UTF-8, as GB18030 where it is that: unpacked archives leave such names."""
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        return raw.decode("gb18030", "replace")
    return name
