"""Lexicons as data: tab-separated lists of names and phrases, with their variants, kinds and lifetimes."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

from policytext.arguments import instance, named, path_of
from policytext.brief import told
from policytext.errors import InputError, RuleError, SourceNotFoundError
from policytext.reading.files import read_file

COLUMNS = ("id", "name", "variants", "kind", "level", "parent", "valid_from", "valid_to", "source")


PACKAGED = ("central", "divisions", "genres", "institutions", "laws", "slogans")
"""The lexicons of words that come with the library and can be asked for by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row: a name with its variants (`|` between them), its kind, level, parent and lifetime."""

    id: str
    name: str
    variants: tuple[str, ...] = ()
    kind: str = ""
    level: str = ""
    parent: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = ""


@dataclass(frozen=True)
class Lexicon:
    """A named list of entries with unique ids."""

    name: str
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for e in self.entries:
            for form in (e.id, e.name, *e.variants):
                if not isinstance(form, str) or not form or form != form.strip():
                    raise RuleError(
                        f"lexicon {self.name}, entry {e.id!r}: {form!r} cannot be found in a text; give every entry an "
                        "id and a name, without white space round them (词表)"
                    )
            if e.id in seen:
                raise RuleError(f"lexicon {self.name}: two entries have the id {e.id!r}; rename one of them")
            seen.add(e.id)

    def __repr__(self) -> str:
        return f"<Lexicon {told(self.name)} of {len(self.entries):,} entries>"

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def by_form(self) -> dict[str, tuple[Entry, ...]]:
        """Every written form (name or variant) → the entries it can stand for."""
        forms: dict[str, tuple[Entry, ...]] = {}
        for e in self.entries:
            for form in (e.name, *e.variants):
                forms[form] = (*forms.get(form, ()), e)
        return forms

    def __add__(self, other: "Lexicon") -> "Lexicon":
        instance(other, Lexicon, "what is added to a lexicon", "a Lexicon, such as Lexicon.load(path) (词表)")
        return Lexicon(self.name, self.entries + other.entries)

    @classmethod
    def load(cls, path: str | Path) -> "Lexicon":
        """A lexicon from a TSV file; its name is the file's, without suffix (词表文件).

        A parser takes lexicons called `slogans` only, from a file `slogans.tsv`.

        Raises:
            SourceNotFoundError: where there is no such file.
            RuleError: where a line lacks an id or a name, or has cells that the head line does not name.
        """
        file = path_of(path, "path", "a TSV file with the columns id and name")
        if not file.is_file():
            raise SourceNotFoundError(f"there is no file {file}; check the path (找不到词表文件)")
        return cls(file.stem, tuple(read_entries(read_file(file), file.name)))

    @classmethod
    @lru_cache(maxsize=16)
    def default(cls, name: str) -> "Lexicon":
        """A lexicon that comes with the library, by name."""
        folder = resources.files("policytext") / "data" / "lexicons"
        file = folder / f"{name}.tsv"
        if not file.is_file():
            there = ", ".join(sorted(f.name.removesuffix(".tsv") for f in folder.iterdir() if f.name.endswith(".tsv")))
            raise InputError(f"no lexicon is called {name!r}; there are {there} (词表)")
        return cls(name, tuple(read_entries(file.read_text("utf-8"), file.name)))


def lexicons_of(given: object) -> list[Lexicon]:
    """Lexicons given by themselves or by the name of a packaged one; one of them, or several.

    Raises:
        InputError: where one is neither, or no packaged lexicon has that name.

    >>> [x.name for x in lexicons_of("slogans")], lexicons_of(())
    (['slogans'], [])
    """
    how = f"give names ({', '.join(PACKAGED)}) or lexicons of your own, such as [Lexicon.load('my.tsv')] (词表)"
    several = [given] if isinstance(given, (str, Lexicon)) else given
    if not isinstance(several, Iterable):
        raise InputError(f"lexicons is {named(given)}; {how}")
    found = []
    for one in several:
        if not isinstance(one, (str, Lexicon)):
            raise InputError(f"one of lexicons is {named(one)}; {how}")
        if isinstance(one, str) and one not in PACKAGED:
            raise InputError(f"no packaged lexicon is called {one!r}; {how}")
        found.append(Lexicon.default(one) if isinstance(one, str) else one)
    return found


def read_entries(tsv: str, name: str) -> Iterator[Entry]:
    """Entries of one TSV text with a head line; only `id` and `name` are needed."""
    reader = csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE)
    columns = set(reader.fieldnames or ())
    if not {"id", "name"} <= columns or columns - set(COLUMNS):
        raise RuleError(f"lexicon {name}: the head line must have id and name, and otherwise only {COLUMNS}")
    for row in reader:
        where = f"lexicon {name}, line {reader.line_num}"
        if None in row:
            raise RuleError(f"{where}: it has more cells than the head line; take the tabs out of them (词表)")
        cells = {k: (v or "").strip() for k, v in row.items()}
        if not any(cells.values()):
            continue
        if not cells["id"] or not cells["name"]:
            raise RuleError(
                f"{where}: it lacks {'a name' if cells['id'] else 'an id'}; tabs stand between cells (词表)"
            )
        try:
            born, ended = (
                dt.date.fromisoformat(d) if (d := cells.get(k)) else None for k in ("valid_from", "valid_to")
            )
        except ValueError as e:
            raise RuleError(f"{where}, {cells['id']}: {e}; dates are written 2018-03-17") from e
        yield Entry(
            id=cells["id"],
            name=cells["name"],
            variants=tuple(v for part in cells.get("variants", "").split("|") if (v := part.strip())),
            kind=cells.get("kind", ""),
            level=cells.get("level", ""),
            parent=cells.get("parent", ""),
            valid_from=born,
            valid_to=ended,
            source=cells.get("source", ""),
        )
