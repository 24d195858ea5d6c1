"""Files: safe names, and writing that leaves either the whole file or none."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
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
    """Write files into a folder: each under a temporary name first, moved when all are whole; returns their paths.

    Raises:
        InputError: where a file is there already and may not be replaced, or the folder cannot be written.
    """
    folder = path_of(folder, "folder", "the folder to write into ('.' for this one)")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; give a folder to write into (不是文件夹)")
    targets = [folder / name for name in files]
    if not overwrite and (there := [str(t) for t in targets if t.exists()]):
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise InputError(
            f"{there[0]}{more} would be overwritten; give another folder, or overwrite=True (--force) (文件已存在)"
        )
    drafts: list[Path] = []
    try:
        for target, writer in bar(
            zip(targets, files.values(), strict=True), len(files), progress, "write", unit="file"
        ):
            target.parent.mkdir(parents=True, exist_ok=True)
            drafts.append(target.parent / f".{uuid4().hex}{target.suffix}")
            writer(drafts[-1])
        for target, draft in zip(targets, drafts, strict=True):
            os.replace(draft, target)  # noqa: PTH105 - the function that promises to be atomic
    except OSError as e:
        raise InputError(f"{folder} cannot be written: {e.strerror or e} (无法写入)") from e
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    return tuple(targets)


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
