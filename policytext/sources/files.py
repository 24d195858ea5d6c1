"""The bytes of a file: regular files only, not larger than allowed, and not while somebody writes them."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from policytext.model import Problem
from policytext.sources.limits import Limits

SMALLER = "split the file, or raise the limit with limits=Limits(file=...) (文件过大)"
OPENABLE = "check that it exists and may be read (文件无法打开)"


@dataclass(frozen=True, slots=True)
class Bytes:
    """What a file holds, or `None` where it cannot be read, and what was odd."""

    data: bytes | None
    problems: tuple[Problem, ...] = ()


def read_bytes(path: Path, limits: Limits, name: str) -> Bytes:
    """The bytes of a file; whatever goes wrong is a problem under the name given."""

    def refused(code: str, message: str, action: str) -> Bytes:
        return Bytes(None, (Problem(code=code, message=message, action=action, path=name),))

    try:
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):  # a pipe or a device would never end
            what = "a folder" if stat.S_ISDIR(before.st_mode) else "a pipe, socket or device"
            return refused("source.unreadable", f"it is {what}, not a file", "give a file (不是普通文件)")
        if before.st_size > limits.file:
            message = f"the file has {before.st_size:,} bytes; at most {limits.file:,} are read"
            return refused("source.limit", message, SMALLER)
        with path.open("rb") as file:
            data = file.read(limits.file + 1)
        after = path.stat()
    except FileNotFoundError:
        return refused("source.unreadable", "the file is not there, or no longer", OPENABLE)
    except (OSError, ValueError) as e:
        reason = getattr(e, "strerror", None) or str(e)
        return refused("source.unreadable", f"the file cannot be opened: {reason}", OPENABLE)
    except MemoryError:
        return refused("source.limit", f"the file has {before.st_size:,} bytes; memory does not suffice", SMALLER)
    if len(data) > limits.file:
        return refused("source.limit", f"the file grew beyond {limits.file:,} bytes while it was read", SMALLER)
    return Bytes(data, () if same(before, after) and len(data) == after.st_size else (changed(name),))


def same(before: os.stat_result, after: os.stat_result) -> bool:
    """Whether a file looks untouched between two moments."""
    return all(getattr(before, k) == getattr(after, k) for k in ("st_size", "st_mtime_ns", "st_ino"))


def changed(name: str) -> Problem:
    """The problem of a file that somebody wrote while it was read."""
    return Problem(
        code="source.changed",
        message="the file changed while it was read; its text may be half old and half new",
        action="read it again when nobody writes it (读取时文件被改动)",
        path=name,
    )


def head(path: Path, size: int) -> bytes:
    """The first bytes of a regular file; none where it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return b""
        with path.open("rb") as file:
            return file.read(size)
    except (OSError, ValueError):
        return b""
