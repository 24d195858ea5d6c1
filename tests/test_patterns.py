"""The patterns that stand beside the readers that use them: each finds its examples and leaves its counter-examples alone.

A file of `tests/patterns` has a table for each pattern, `["module".NAME]`, the module named below `policytext.reading`, with

- `how`: the way its reader asks: `search` (the default), `match`, `fullmatch`
- `match`: texts in which it is found, the piece that it finds between ⟦ and ⟧ (or where it is tried, if its reader tries
  it at a place: then it may be longer or shorter than what else would be found)
- `skip`: texts in which nothing is found; with ⟦⟧ nothing is found at that place

Rules as data have their examples beside them (`policytext/data/rules`).
"""

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import policytext.reading
from policytext.proofs import unmarked
from policytext.reading.branches import either

FOLDER = Path(__file__).resolve().parent / "patterns"
FIELDS = {"how", "match", "skip"}
WAYS = ("search", "match", "fullmatch")
LEAST = 2
OUTSIDE = ("branches", "rules", "cues", "needs")
"""Modules whose patterns are about patterns, not about texts."""


def patterns() -> Iterator[tuple[str, str, Any]]:
    """Module, name and value of every pattern, and every function that stands for one, of a reader."""
    for module in pkgutil.walk_packages(policytext.reading.__path__, "policytext.reading."):
        name = module.name.removeprefix("policytext.reading.")
        if name not in OUTSIDE:
            loaded = importlib.import_module(module.name)
            written = Path(str(loaded.__file__)).read_text("utf-8")
            for known, value in vars(loaded).items():
                if is_pattern(value) and re.search(rf"(?m)^{known}\b[^=\n]*=", written):
                    yield name, known, value


def is_pattern(value: object) -> bool:
    """Whether something is a pattern, its method, or a `finder`."""
    function = value.func if isinstance(value, partial) else value
    return function is either or isinstance(getattr(value, "__self__", value), re.Pattern)


def load() -> dict[tuple[str, str], dict[str, Any]]:
    """The tables of all files."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for module, tables in tomllib.loads(path.read_text("utf-8")).items():
            for name, table in tables.items():
                assert (module, name) not in found, f"{module} {name} has two tables"
                found[module, name] = table
    return found


KNOWN = {(module, name): value for module, name, value in patterns()}
TABLES = load()


def finds(value: Any, how: str, example: str) -> bool:
    """Whether the pattern finds something in an example, or what is marked there."""
    text, spans = unmarked(example)
    if not isinstance(value, re.Pattern):
        asked: Callable[[str], object] = value
        return bool(asked(text))
    if not spans:
        m = getattr(value, how)(text)
        return m is not None and (m.end() > m.start() or value.match("") is None)
    return any(
        (m := value.match(text, start)) is not None and m.end() == end
        for start, end in ((s.start, s.end) for s in spans)
    )


def test_every_pattern_has_its_examples() -> None:
    assert sorted(KNOWN.keys() - TABLES.keys()) == []
    assert sorted(TABLES.keys() - KNOWN.keys()) == []


@pytest.mark.parametrize("key", sorted(TABLES), ids=" ".join)
def test_a_pattern_finds_its_examples_and_no_counter_example(key: tuple[str, str]) -> None:
    table, value = TABLES[key], KNOWN[key]
    assert table.keys() <= FIELDS
    how = table.get("how", "search")
    assert how in WAYS
    assert len(table["match"]) >= LEAST
    assert len(table["skip"]) >= LEAST
    assert [x for x in table["match"] if not finds(value, how, x)] == []
    assert [x for x in table["skip"] if (tried_at(value, x) if "⟦" in x else finds(value, how, x))] == []


def tried_at(value: Any, example: str) -> bool:
    """Whether the pattern finds anything that begins at a marked place."""
    text, spans = unmarked(example)
    return any((m := value.match(text, s.start)) is not None and m.end() > m.start() for s in spans)
