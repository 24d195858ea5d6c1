"""Which files a folder, a pattern or a path means, and the id that each document gets from its place."""

import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from policytext.errors import InputError, SourceNotFoundError
from policytext.model import Problem
from policytext.sources.metadata import another_table, in_subfolder
from policytext.sources.names import is_bundle, is_document, is_metadata, name_all, pick_metadata, readable
from policytext.sources.registry import READERS

WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read, its document's id, and its path inside the folder read."""

    doc_id: str
    path: Path
    inside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The files that a source means, the metadata table beside them, and what was odd."""

    files: tuple[Found, ...] = ()
    """Documents."""
    bundles: tuple[Found, ...] = ()
    """Archives, and tables that may hold texts."""
    metadata: Path | None = None
    problems: tuple[Problem, ...] = ()


def find_files(source: str | Path, *, pattern: str | None = None) -> Findings:
    """The files of a folder (with everything below), of a glob pattern, or the one file, in the order of their paths.

    Args:
        source: Folder, file or glob pattern.
        pattern: Only files of the folder whose path inside it matches, such as `2021/*.txt`.

    Raises:
        SourceNotFoundError: where nothing is there.
    """
    path = Path(source)
    if is_folder(path) and str(source):
        files, problems = walk(path)
        if pattern:
            files = [f for f in files if matches(PurePosixPath(f), pattern)]
    elif is_there(path) and str(source):
        one = (Found(doc_id=readable(path.stem), path=path, inside=path.name),)
        bundle = is_bundle(path.name) or is_metadata(path.name)
        table, odd = (None, []) if is_metadata(path.name) else beside(path.parent)
        return Findings(files=() if bundle else one, bundles=one if bundle else (), metadata=table, problems=tuple(odd))
    elif WILD.search(str(source)):
        path, glob = split_glob(path)
        files, problems = walk(path) if is_folder(path) else ([], [])
        files = [f for f in files if matches(PurePosixPath(f), glob)]
        if not files:
            raise SourceNotFoundError(f"no file matches {shown(source)}; check the pattern (没有匹配的文件)")
    else:
        raise SourceNotFoundError(
            f"{shown(source)} is not there; check the path, or give a text itself to parse() (找不到文件或文件夹)"
        )
    documents = [f for f in files if is_document(f)]
    if not documents:
        problems.append(nothing(source, files, pattern))
    table, odd = beside(path)
    problems += odd
    problems += [in_subfolder(str(path / f)) for f in files if "/" in f and is_metadata(PurePosixPath(f).name)]
    named, clashes = name_all([f for f in files if is_document(f) or is_bundle(f)])
    found = [Found(doc_id=doc_id, path=path / f, inside=f) for doc_id, f in named]
    return Findings(
        files=tuple(f for f in found if not is_bundle(f.inside)),
        bundles=tuple(f for f in found if is_bundle(f.inside)),
        metadata=table,
        problems=(*problems, *clashes),
    )


def is_there(path: Path) -> bool:
    """Whether a path leads to something; a text given for a path is too long to ask for."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder."""
    return is_there(path) and path.is_dir()


def shown(source: str | Path) -> str:
    """A source in a message, on one line and not too long."""
    text = " ".join(str(source).split()) or "''"
    return text if len(text) <= 80 else text[:79] + "…"


def walk(folder: Path) -> tuple[list[str], list[Problem]]:
    """Paths inside a folder, sorted; a subfolder that cannot be opened, or is a link, is a problem.

    Links to folders are not followed: they may lead round in circles, or out to a whole disk.
    """
    problems: list[Problem] = []
    files: list[str] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                held = list(entries)
        except OSError as e:
            problems.append(closed(here, e))
            continue
        for entry in held:
            if not leads_to_folder(entry):
                files.append(Path(entry.path).relative_to(folder).as_posix())
            elif entry.name.startswith("."):
                continue
            elif entry.is_symlink():
                problems.append(linked(Path(entry.path)))
            else:
                waiting.append(Path(entry.path))
    problems.sort(key=lambda p: p.path or "")
    return sorted(files, key=lambda f: PurePosixPath(f).parts), problems


def leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is a folder, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def closed(folder: Path, e: OSError) -> Problem:
    """The problem of a folder that cannot be opened."""
    message = f"the folder cannot be opened: {e.strerror or e}"
    action = "check that it may be read (文件夹无法打开)"
    return Problem(code="source.unreadable", message=message, action=action, path=str(folder))


def linked(folder: Path) -> Problem:
    """The problem of a link to a folder."""
    try:
        round_it = folder.resolve() in (here.resolve() for here in folder.parents)
    except (OSError, RuntimeError):
        round_it = True
    what = "leads back to a folder that holds it" if round_it else "is a link to another folder"
    return Problem(
        code="source.loop" if round_it else "source.link",
        message=f"the folder {what}; it is not followed",
        action="give the folder that it leads to beside this one, if it is meant (文件夹链接)",
        path=str(folder),
    )


def matches(path: PurePosixPath, pattern: str) -> bool:
    """Whether a path matches a glob pattern in which `**/` stands for any folders, also none.

    >>> [matches(PurePosixPath(p), "**/*.txt") for p in ("a.txt", "x/y/a.txt", "a.md")]
    [True, True, False]
    """
    parts = re.split(r"(\*\*/|\*|\?|\[!?[^\]]+\])", pattern)
    signs = {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}

    def regex(part: str) -> str:
        if part in signs:
            return signs[part]
        return "[" + part[1:].replace("!", "^", 1) if part.startswith("[") and part.endswith("]") else re.escape(part)

    try:
        return re.fullmatch("".join(map(regex, parts)), path.as_posix()) is not None
    except re.error as e:
        raise InputError(f"pattern {pattern!r} does not hold together: {e} (文件名模式有误)") from e


def split_glob(path: Path) -> tuple[Path, str]:
    """A glob pattern as the folder without wildcards and the rest."""
    parts = path.parts
    k = next(i for i, p in enumerate(parts) if WILD.search(p))
    return Path(*parts[:k]), "/".join(parts[k:])


def beside(folder: Path) -> tuple[Path | None, list[Problem]]:
    """The metadata table of a folder, and a problem for each other one."""
    try:
        with os.scandir(folder) as entries:
            names = pick_metadata(e.name for e in entries if e.is_file())
    except OSError:  # that it cannot be opened is told where its files are looked for
        names = []
    if not names:
        return None, []
    return folder / names[0], [another_table(str(folder / n), names[0]) for n in names[1:]]


def nothing(source: str | Path, files: list[str], pattern: str | None = None) -> Problem:
    """The problem of a folder without documents."""
    if pattern and not files:
        return Problem(
            code="source.nothing",
            message=f"no file in the folder matches the pattern {pattern!r}",
            action="check the pattern: * is any name, **/ any folders, such as **/*.txt (没有匹配的文件)",
            path=str(source),
        )
    held = Counter(PurePosixPath(f).suffix.lower() or "(no suffix)" for f in files)
    there = ", ".join(f"{n} {s}" for s, n in held.most_common(5)) or "nothing at all"
    return Problem(
        code="source.nothing",
        message=f"no document found; there is {there}",
        action=f"give a folder with {', '.join(sorted(READERS))}, zip archives of them, or tables (xlsx, csv, json, "
        "parquet) with a column of texts; other tables can be given as a DataFrame (无可读文件)",
        path=str(source),
    )
