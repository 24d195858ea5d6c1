"""What is given on the command line as values, checked when it is typed; messages as they fit there."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TypeVar

from policytext.errors import PolicyTextError

T = TypeVar("T")

HERE = {
    "overwrite=True (--force)": "--force",
    ", or give a text itself to parse()": "",
    'several are given as a list, ["csv", "xlsx"]': "several with commas between: csv,xlsx",
    "or () for none": "or none",
}
"""What messages of the library say of Python, and what it is on the command line."""


def said(error: PolicyTextError) -> str:
    """The message of an error, with what one gives on the command line instead of what one gives in Python."""
    told = str(error)
    for python, here in HERE.items():
        told = told.replace(python, here)
    return told


def checked(known: Callable[[str], T]) -> Callable[[str], T]:
    """A value that the library checks; what it says of a wrong one is wrong usage."""

    @wraps(known)
    def value(given: str) -> T:
        try:
            return known(given)
        except PolicyTextError as e:
            raise argparse.ArgumentTypeError(said(e)) from e

    return value


@checked
def formats(given: str) -> tuple[str, ...]:
    """The formats of `--format`."""
    from policytext.export import known

    return known(f.strip() for f in given.split(",") if f.strip())


@checked
def masks(given: str) -> tuple[str, ...]:
    """The kinds of `--mask`."""
    from policytext.masking import known_masks

    return known_masks(m.strip() for m in given.split(",") if m.strip() not in ("", "none"))


@checked
def paths(given: str) -> tuple[str, ...]:
    """The kinds of path of `--paths`."""
    from policytext.derivation.settings import paths_of

    return paths_of([p.strip() for p in given.split(",")])


def threshold(given: str) -> float:
    """The probability of `--threshold`."""
    from policytext.derivation.settings import DerivationSettings

    try:
        return DerivationSettings(threshold=float(given)).threshold or 0
    except ValueError as e:
        raise argparse.ArgumentTypeError(f"it is {given}; give a number above 0 and at most 1 (阈值)") from e


def page_file(given: str) -> str:
    """The file of `report --output`."""
    return ending(given, (".html", ".htm"))


def sheet_file(given: str) -> str:
    """The file of `diagnose --output`."""
    return ending(given, (".csv", ".xlsx"))


def ending(given: str, suffixes: Sequence[str]) -> str:
    """The name of a file, where it ends as it should."""
    if Path(given).suffix.lower() not in suffixes:
        raise argparse.ArgumentTypeError(f"{given} does not end in {' or '.join(suffixes)} (文件名)")
    return given
