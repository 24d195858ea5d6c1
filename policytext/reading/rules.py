"""Rules as data: tables of patterns with the examples that prove them (see docs/rules.md for the format)."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from importlib import resources
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal, NamedTuple

from policytext.arguments import instance, path_of
from policytext.brief import told
from policytext.errors import RuleError, SourceNotFoundError
from policytext.reading.branches import finder, gated, seeking, unrepeated
from policytext.reading.files import read_file
from policytext.span import thin

OPEN, CLOSE = "⟦", "⟧"
"""Marks in an example around the piece that the rule must find."""
FAMILIES_TOLD = 8
"""Families of rules that the line of a set of rules counts."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Rule:
    """One rule: a pattern found in the folded text, or (without pattern) a decision of a reader, with its examples."""

    id: str
    label: str
    why: str
    pattern: str | None = None
    hint: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    status: Literal["stable", "trial"] = "stable"
    value: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Rule {told(self.id)} {told(self.why)}>"

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern, behind a look at its first character where that saves a search most places."""
        return re.compile(unrepeated(gated(self.written())))

    @cached_property
    def stands(self) -> Callable[[str], object]:
        """Tells whether the pattern stands in a text."""
        return finder(self.written())

    @cached_property
    def seeker(self) -> re.Pattern[str]:
        """The pattern as group 1 of one that is searched fast; what it finds may overlap."""
        return re.compile(unrepeated(seeking(self.written())))

    def written(self) -> str:
        """The pattern itself."""
        if self.pattern is None:
            raise RuleError(f"rule {self.id} has no pattern: it is a decision of its reader")
        return self.pattern

    def before(self, text: str, at: int, low: int) -> int | None:
        """Where a match begins that ends at `at`, among those which one finds from `low` on; `None` for none."""
        search = self.seeker.search
        while m := search(text, low, at + 1):
            start, end = m.span(1)
            if end == at:
                return start
            low = end
        return None

    def applies(self, text: str) -> bool:
        """Whether one of the literals stands in `text` without which the pattern cannot match."""
        for literal in self.hint:
            if literal in text:
                return True
        return not self.hint


class Mark(NamedTuple):
    """A place where a rule's pattern stands; offsets of the view."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]


mark_of: Callable[[tuple[int, int, Rule, re.Match[str]]], Mark] = partial(tuple.__new__, Mark)
"""A mark from its values, made fast."""

PLACE = itemgetter(0, 1)
"""Start and end of a mark."""


@dataclass(frozen=True, eq=False)
class RuleSet:
    """An ordered set of rules with unique ids."""

    rules: tuple[Rule, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for rule in instance(self.rules, (tuple, list), "rules", "a tuple of rules (规则)"):
            instance(rule, Rule, "one of rules", "policytext.Rule objects (规则)")
            if rule.id in seen:
                raise RuleError(f"two rules have the id {rule.id!r}; rename one of them")
            seen.add(rule.id)

    def __repr__(self) -> str:
        families = Counter(r.id.partition(".")[0] for r in self.rules)
        shown = ", ".join(f"{name} {n}" for name, n in families.most_common(FAMILIES_TOLD))
        more = ", …" if len(families) > FAMILIES_TOLD else ""
        return f"<RuleSet of {len(self.rules):,} rules{': ' * bool(shown)}{shown}{more}>"

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def __add__(self, other: "RuleSet") -> "RuleSet":
        instance(other, RuleSet, "what is added to rules", "a RuleSet, such as RuleSet.load(path) (规则)")
        return RuleSet(self.rules + other.rules)

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """The rules by their id."""
        return {r.id: r for r in self.rules}

    def family(self, prefix: str) -> "RuleSet":
        """The rules whose id begins with `prefix.`, for one reader."""
        return RuleSet(tuple(r for r in self.rules if r.id.startswith(prefix + ".")))

    @cached_property
    def patterned(self) -> tuple[tuple[Rule, tuple[str, ...], re.Pattern[str]], ...]:
        """The rules with a pattern, each with its literals and its compiled pattern."""
        return tuple((r, r.hint, r.regex) for r in self.rules if r.pattern is not None)

    def marks(self, text: str, stretches: Sequence[tuple[int, int]] | None = None) -> Iterator[Mark]:
        """Every place where a pattern stands, in the text or in stretches of it, rule by rule, overlaps included."""
        stretches = [(0, len(text))] if stretches is None else stretches
        for rule, hint, regex in self.patterned:
            if hint and not rule.applies(text):
                continue
            for start, end in stretches:
                for m in regex.finditer(text, start, end):
                    yield mark_of((*m.span(), rule, m))

    def scan(self, text: str) -> list[Mark]:
        """The marks that remain when overlaps are thinned out: leftmost, longest, first rule."""
        return thin(self.marks(text), PLACE)

    @classmethod
    def load(cls, path: str | Path) -> "RuleSet":
        """Rules from a TOML file, or from every TOML file of a folder (规则文件).

        Raises:
            SourceNotFoundError: where there is no such file.
            RuleError: where a table lacks a field, has an unknown one or one of the wrong kind, a pattern does not
                compile, or a rule that is not on `trial` has too few examples.
        """
        folder = path_of(path, "path", "a TOML file of rules, or a folder of such files,")
        files = sorted(folder.glob("*.toml")) if folder.is_dir() else [folder]
        if not files or not files[0].is_file():
            raise SourceNotFoundError(f"there is no TOML file at {folder}; check the path (找不到规则文件)")
        return cls(tuple(rule for f in files for rule in read_rules(read_file(f), f.name)))

    @classmethod
    @lru_cache(maxsize=1)
    def default(cls) -> "RuleSet":
        """The rules that come with the library."""
        folder = resources.files("policytext") / "data" / "rules"
        files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
        return cls(tuple(rule for f in files for rule in read_rules(f.read_text("utf-8"), f.name)))


FRAGMENT = re.compile(r"<<([a-z_]+)>>")
FIELDS = {"id", "label", "why", "pattern", "hint", "match", "skip", "status", "value"}
LEAST = {"match": 3, "skip": 2}
"""Examples that a rule needs, of what it must find and of what it must leave alone."""


def expand(pattern: str, fragments: dict[str, str], where: str) -> str:
    """Replace each `<<name>>` by the fragment of that name, also inside fragments."""

    def put(m: re.Match[str]) -> str:
        if m[1] not in fragments:
            raise RuleError(f"{where}: no fragment is called {m[1]!r}")
        return expand(fragments[m[1]], fragments, where)

    return FRAGMENT.sub(put, pattern)


def read_rules(toml: str, name: str) -> Iterable[Rule]:
    """Rules of one TOML text: an optional table `fragments` and an array of tables `rule`."""
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as e:
        raise RuleError(f"{name}: not valid TOML: {e}") from e
    fragments = data.get("fragments", {})
    tables = data.get("rule", [])
    if unknown := set(data) - {"rule", "fragments"}:
        raise RuleError(f"{name}: unknown table {sorted(unknown)}; rules are tables [[rule]], and there is [fragments]")
    if not isinstance(tables, list) or not all(isinstance(row, dict) for row in tables):
        raise RuleError(f"{name}: each rule begins with a line [[rule]], in two brackets")
    for row in tables:
        where = f"{name}, rule {row.get('id', '(without id)')}"
        check_fields(row, where)
        hint = row.pop("hint", ())
        pattern = row.pop("pattern", None)
        if pattern is not None:
            pattern = expand(pattern, fragments, where)
            try:
                empty = re.compile(pattern).fullmatch("")
            except re.error as e:
                raise RuleError(f"{where}: the pattern does not compile: {e}") from e
            if empty:
                raise RuleError(f"{where}: the pattern {pattern!r} finds the empty text, which stands everywhere")
        fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        yield Rule(**fields, pattern=pattern, hint=(hint,) if isinstance(hint, str) else tuple(hint))


def check_fields(row: Mapping[str, Any], where: str) -> None:
    """See that a rule has the fields it needs, each of its kind, and examples enough.

    Raises:
        RuleError: where it has not.
    """
    if unknown := set(row) - FIELDS:
        raise RuleError(f"{where}: unknown field {sorted(unknown)}; a rule has {sorted(FIELDS)}")
    if missing := {"id", "label", "why"} - set(row):
        raise RuleError(f"{where}: needs {sorted(missing)}")
    for name in ("id", "label", "why", "pattern"):
        if name in row and (not isinstance(row[name], str) or not row[name].strip()):
            raise RuleError(f"{where}: {name} is {row[name]!r}; write it as text in quotes")
    for name in ("match", "skip", "hint"):
        value = [row[name]] if name == "hint" and isinstance(row.get(name), str) else row.get(name, [])
        if not isinstance(value, list) or not all(isinstance(x, str) and x for x in value):
            raise RuleError(f'{where}: {name} is {row[name]!r}; write a list of texts: {name} = ["…", "…"]')
    if row.get("status", "stable") not in ("stable", "trial"):
        raise RuleError(f'{where}: status is {row["status"]!r}; write "stable" or "trial"')
    if not isinstance(row.get("value", {}), dict):
        raise RuleError(f"{where}: value is {row['value']!r}; write a table of settings")
    for name, least in LEAST.items():
        if len(row.get(name, [])) < least and row.get("status") != "trial":
            raise RuleError(
                f"{where}: {name} has {len(row.get(name, []))} examples, and a rule needs {least}; add them, or write "
                'status = "trial" until you have them (规则示例不足)'
            )
