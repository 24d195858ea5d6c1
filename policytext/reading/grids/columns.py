"""What the columns of a table hold, told by the words of its heading row (任务, 牵头单位, 完成时限 …)."""

import re
from collections.abc import Sequence
from functools import lru_cache

from policytext.reading.rules import RuleSet
from policytext.reading.text.fold import fold

UNITS = ("lead", "responsible", "cooperate")
TIMES = ("deadline", "time")
LONGEST = 16
"""Characters of a heading cell whose words name no known column."""
WIDEST = 24
"""Columns of a table of duties."""
BLANK = re.compile(r"\s+")
YEAR = re.compile(r"^20\d\d年度?")
REMARK = re.compile(r"（[^（）]*）$")
Kinds = tuple[str | None, ...]


@lru_cache(maxsize=1)
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of columns and what their heading cells say."""
    rules = RuleSet.default().family("grids.column")
    return tuple((r.id.rpartition(".")[2], r.regex) for r in rules)


@lru_cache(maxsize=1024)
def kind_of(cell: str) -> str | None:
    """The kind of the column that a heading cell names.

    >>> kind_of("牵头　单位(第一位)"), kind_of("牵头单位要加强协调")
    ('lead', None)
    """
    words = YEAR.sub("", BLANK.sub("", fold(cell)))
    for name in (words, REMARK.sub("", words)):
        for kind, pattern in patterns():
            if pattern.search(name):
                return kind
    return None


def heading(cells: Sequence[str]) -> Kinds | None:
    """The kind of each column where the cells are the heading row of a table of duties, else `None`.

    It names a column of tasks (or goals) and one of units; half of its cells at least are known and none is long.

    >>> heading(["序号", "任务", "责任单位", ""])
    ('number', 'task', 'responsible', None)
    """
    if not 2 <= len(cells) <= WIDEST or any(len(c) > 3 * LONGEST for c in cells):
        return None
    kinds = tuple(kind_of(c) if c else None for c in cells)
    unknown = [c for c, kind in zip(cells, kinds, strict=True) if c and kind is None]
    if not {"task", "goal"} & set(kinds) or not set(UNITS) & set(kinds):
        return None
    known = len(kinds) - kinds.count(None)
    if known < len(unknown) or any(len(c) > LONGEST for c in unknown):
        return None
    return tuple("note" if c and kind is None else kind for c, kind in zip(cells, kinds, strict=True))


def below(kinds: Kinds, cells: Sequence[str]) -> Kinds | None:
    """The columns where a second heading row names parts of the first (责任单位: 牵头, 配合), else `None`."""
    own = [part_of(c) for c in cells]
    if not any(own) or not all(parts(c, k, kind) for c, k, kind in zip(cells, own, kinds, strict=True)):
        return None
    return tuple(k or kind for k, kind in zip(own, kinds, strict=True))


def parts(cell: str, own: str | None, above: str | None) -> bool:
    """Whether a cell of a second heading row can stand below a column of that kind: empty, of the kind, or a part."""
    return not cell or (own is not None and (above in (None, own) or (own in UNITS and above in UNITS)))


def part_of(cell: str) -> str | None:
    """The kind that a cell of a second heading row names, where the word for units stands above it."""
    words = BLANK.sub("", cell)
    return kind_of(cell) or {"牵头": "lead", "主办": "lead", "配合": "cooperate", "协办": "cooperate"}.get(words)


def settle(kinds: Kinds) -> Kinds:
    """The columns with one of tasks: of several before the units the last, and those before it head it.

    A column without heading belongs to the one before it where that spans both.

    >>> settle(("task", None, "task", "lead", "goal"))
    ('theme', 'theme', 'task', 'lead', 'goal')
    """
    found = list(kinds)
    for k in range(1, len(found)):
        if found[k] is None and found[k - 1] in ("task", "theme", *UNITS):
            found[k] = found[k - 1]
    first_unit = next(k for k, kind in enumerate(found) if kind in UNITS)
    wanted = "task" if "task" in found else "goal"
    tasks = [k for k, kind in enumerate(found) if kind == wanted]
    own = max((k for k in tasks if k < first_unit), default=tasks[-1])
    for k in tasks:
        if k != own:
            found[k] = "theme" if k < own else "note"
    found[own] = "task"
    return tuple(found)
