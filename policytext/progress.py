"""Long work: a bar when it takes over a second, and an interrupt that keeps what was done."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from policytext.errors import InputError, Interrupted

T = TypeVar("T")
S = TypeVar("S")

SWITCH = "POLICYTEXT_PROGRESS"
"""The environment variable that silences every bar (0) or shows them also where nobody seems to look (1)."""
PATIENCE = 1.0
"""Seconds without a bar."""


def bar(items: Iterable[T], total: int, progress: bool | None, what: str, *, unit: str = "doc") -> Iterable[T]:
    """The items, with a progress bar when they take longer than a second (进度条).

    Args:
        items: What is gone through.
        total: How many there are.
        progress: `True` or `False`; `None`: in a terminal or notebook, unless the environment variable
            `POLICYTEXT_PROGRESS` says 0 (never) or 1 (always).
        what: What is being done, such as `read`.
        unit: What the items are.

    Raises:
        InputError: where `progress` is something else.
    """
    if not wanted(progress):
        return items
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tqdm warns where notebook widgets are not installed, and works
        from tqdm.auto import tqdm

        return tqdm(items, total=total, desc=what, unit=unit, delay=PATIENCE)


def wanted(progress: object) -> bool:
    """Whether a bar is to be shown."""
    if progress is None:
        said = os.environ.get(SWITCH, "")
        return said != "0" if said in ("0", "1") else sys.stderr.isatty() or in_notebook()
    if not isinstance(progress, bool):
        raise InputError(f"progress is {progress!r}; it must be True, False, or None for by itself (进度条)")
    return progress


def in_notebook() -> bool:
    """Whether somebody works in IPython or a notebook."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


@contextmanager
def fresh(what: str) -> Iterator[None]:
    """A call whose result an interrupt keeps: it forgets that of the call before, which would pass for its own.

    Raises:
        Interrupted: instead of a bare `KeyboardInterrupt`, where nothing was done yet that can be kept.
    """
    Interrupted.latest = None
    try:
        yield
    except Interrupted:
        raise
    except KeyboardInterrupt:
        raise Interrupted(
            f"{what} was interrupted before there was anything to keep; do it again (中断)", None
        ) from None


class Work:
    """Steps over many items, each under a bar; an interrupt ends the step and is remembered.

    >>> work = Work(False)
    >>> work.each([1, 2], 2, lambda x: x * 10, "count"), work.broken
    ([10, 20], None)
    """

    def __init__(self, progress: bool | None) -> None:
        wanted(progress)
        self.progress = progress
        self.broken: tuple[str, int, int] | None = None
        """The first step that was interrupted: what it was, how many items were done, of how many."""

    def each(self, items: Iterable[T], total: int, do: Callable[[T], S], what: str, *, unit: str = "doc") -> list[S]:
        """What `do` gives for each item; after an interrupt, for those before it."""
        done: list[S] = []
        try:
            for item in bar(items, total, self.progress, what, unit=unit):
                done.append(do(item))
        except KeyboardInterrupt:
            self.broken = self.broken or (what, len(done), total)
        return done
