"""Files: safe names, and writing that leaves either the whole file or none."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from policytext.arguments import path_of
from policytext.errors import InputError
from policytext.progress import bar

Writer = Callable[[Path], None]
"""Writes one file at the path that it is given."""

UNSAFE = re.compile('[\x00-\x1f<>:"|?*\\\\%\x7f\ud800-\udfff]')
"""Characters that some file system cannot have in a name (and the escape character itself)."""
RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, with or without a suffix."""
LONGEST = 200
"""Bytes of one name that every file system can hold, with room for suffixes; most allow 255."""


def write(
    folder: str | Path, files: Mapping[str, Writer], *, overwrite: bool = False, progress: bool | None = False
) -> tuple[Path, ...]:
    """Write files into a folder; returns their paths.

    Each is written under a temporary name first. When all are whole they are moved; where one cannot be, those moved
    before it are put back as they were.

    Raises:
        InputError: where a file is there already and may not be replaced, or the folder cannot be written.
    """
    targets = free(folder, files, overwrite=overwrite)
    drafts: list[Path] = []
    try:
        for target, writer in bar(
            zip(targets, files.values(), strict=True), len(files), progress, "write", unit="file"
        ):
            target.parent.mkdir(parents=True, exist_ok=True)
            drafts.append(beside(target))
            writer(drafts[-1])
        move(drafts, targets)
    except OSError as e:
        raise InputError(f"{folder} cannot be written: {e.strerror or e} (无法写入)") from e
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    return tuple(targets)


def free(folder: str | Path, names: Iterable[str], *, overwrite: bool) -> list[Path]:
    """The paths of files to be written, checked before anything is worked out or written.

    Raises:
        InputError: where the folder is a file, a file is there already and may not be replaced, or a folder is where
            a file has to go.
    """
    folder = path_of(folder, "folder", "the folder to write into ('.' for this one)")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; give a folder to write into (不是文件夹)")
    targets = [folder / name for name in names]
    there = [t for t in targets if t.exists()]
    if folders := [t for t in there if t.is_dir()]:
        raise InputError(f"{folders[0]} is a folder, where a file is to be written; move it away (同名文件夹)")
    if there and not overwrite:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        other = "folder" if len(targets) > 1 else "name"
        raise InputError(
            f"{there[0]}{more} would be overwritten; give another {other}, or overwrite=True (--force) (文件已存在)"
        )
    return targets


def free_file(path: object, suffixes: Sequence[str], what: str, *, overwrite: bool) -> Path:
    """The path of one file to be written, checked like `free`.

    Args:
        path: What was given.
        suffixes: What its name may end in.
        what: What is written, for the message.
        overwrite: Whether a file that is there already may be replaced.

    Raises:
        InputError: also where it is no path, or ends in something else.

    >>> free_file("report.html", (".html",), "the report", overwrite=False).name
    'report.html'
    """
    ending = f" that ends in {', '.join(suffixes)}" if suffixes else ""
    target = path_of(path, "path", f"the name of a file{ending} for {what}")
    if suffixes and target.suffix.lower() not in suffixes:
        raise InputError(f"{what} was to be {str(path)!r}; give the name of a file{ending} (文件名)")
    free(target.parent, [target.name], overwrite=overwrite)
    return target


def beside(target: Path) -> Path:
    """A name that nothing has, in the same folder."""
    return target.parent / f".{uuid4().hex}{target.suffix}"


def move(drafts: Sequence[Path], targets: Sequence[Path]) -> None:
    """Move the drafts to their targets: all, or where one cannot be replaced (open in Excel on Windows) none."""
    copies: list[Path | None] = []
    moved = 0
    try:
        for draft, target in zip(drafts, targets, strict=True):
            copies.append(copied(target))
            os.replace(draft, target)  # noqa: PTH105 - the function that promises to be atomic
            moved += 1
    except OSError:
        for target, copy in zip(targets[:moved], copies[:moved], strict=True):
            with suppress(OSError):
                if copy:
                    os.replace(copy, target)  # noqa: PTH105
                else:
                    target.unlink()
        raise
    finally:
        for copy in filter(None, copies):
            copy.unlink(missing_ok=True)


def copied(target: Path) -> Path | None:
    """What a file holds, also under another name; `None` where there is no file."""
    if not target.exists():
        return None
    copy = beside(target)
    try:
        os.link(target, copy)
    except OSError:  # file systems without links
        shutil.copy2(target, copy)
    return copy


def encoded(text: str) -> Writer:
    """Writes a text as UTF-8, line ends as they are; lone surrogates go through, as `Corpus.load` reads them."""

    def writer(path: Path) -> None:
        path.write_bytes(text.encode("utf-8", "surrogatepass"))

    return writer


def file_name(doc_id: str) -> str:
    """The name, without suffix, of the files of a document: its id, where that can be one.

    >>> file_name("2021/meal-centre"), file_name("../a:b"), file_name("con/nul.2021"), file_name("a. /b.")
    ('2021/meal-centre', '%2E%2E/a%3Ab', '%63on/%6Eul.2021', 'a.%20/b%2E')
    """
    return "/".join(map(safe_part, doc_id.split("/")))


def safe_part(part: str) -> str:
    """One step of a path; what cannot stand in a name is written as `%XX`, a name too long ends in a digest.

    Windows has no names of devices, and drops full stops and spaces at the end of a name.
    """
    safe = UNSAFE.sub(lambda m: f"%{ord(m[0]):02X}", part)
    if not safe.strip(". "):
        safe = "".join(f"%{ord(ch):02X}" for ch in safe) or "%"
    if safe[-1] in ". ":
        safe = f"{safe[:-1]}%{ord(safe[-1]):02X}"
    if RESERVED.match(safe.strip()):
        safe = f"%{ord(safe[0]):02X}{safe[1:]}"
    data = safe.encode()
    if len(data) <= LONGEST:
        return safe
    digest = sha256(data).hexdigest()[:8]
    return data[: LONGEST - 9].decode("utf-8", "ignore") + "~" + digest
