"""Units named, exchanged and dropped (责任单位的变化), and those whose counterpart one level down took over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policytext.derivation.functions import function, level_of, same_function
from policytext.edits.context import Matches, around, likeness, matched, unmatched
from policytext.edits.edit import Edit
from policytext.edits.pairs import Pair, Side, Slot
from policytext.model import LEVELS, Level, Provision, UnitSource
from policytext.values import body

UNSURE = re.compile(r"[0-9的]|^[我你贵本]")
"""Names that are read wrongly, or that stand for whoever writes or is written to."""
EACH = re.compile("^[省市县区镇乡]级人民政府|各(?!界)")
"""What names a class of bodies has: one at each place of a level (各县), or each of a government (市政府各部门)."""
GENERIC = {"institution", "enterprise", "mass_organisation", "grassroots"}
"""Bodies of these kinds are many (行业协会, 科研院所) unless a place or level tells which."""
MANY = re.compile("^(?:政府|党委)$|(?:地|[中小]学|幼儿园)$")
"""Functions that tell a single body only with a place or level before them."""
QUANTIFIER = re.compile("各|有关|相关|所在|所属")
TOGETHER = 0.3
"""Least likeness of the surroundings of two bodies of which one is told to have taken the place of the other."""
LOOSE = 0.0
"""Bodies of one function answer to each other wherever they stand; the surroundings choose among several."""
STATE_COUNCIL = "国务院"
"""The one government that is not called so."""


class Unit(NamedTuple):
    """What is compared of a unit."""

    name: str
    function: str
    level: Level | None
    role: str
    source: UnitSource
    open: bool
    """A class of bodies (有关部门), which names none."""


def units(pair: Pair) -> Iterator[Edit]:
    """The changes of units; a body and its counterpart of the same function are one unit at two places."""
    here, there = bodies(pair.derived), bodies(pair.source)
    same = matched(pair, here, there, lambda x, y: one_function(x, y) and one_place(x, y), LOOSE)
    same += matched(pair, *unmatched(here, there, same), one_function, LOOSE)
    if pair.elsewhere_or_below:
        yield from localised(pair, same)
    known = {s.value.function for p in same for s in p}
    here, there = (
        [s for s in side if not any(same_function(s.value.function, k) for k in known)] for side in (here, there)
    )
    moved = matched(pair, here, there, one_role)
    moved += only_ones(*unmatched(here, there, moved))
    yield from exchanged(pair, moved)
    here, there = unmatched(here, there, moved)
    if pair.tells_added:
        for x in once(absent(pair, acting(here)), pair.derived.others):
            yield pair.edit("unit_named", x.span, None, x.rule)
    if pair.tells_dropped:
        back = pair.mirrored()
        for y in once(absent(back, acting(there)), pair.source.others):
            if y.value.source == "list" or back.taken_around(y.span.start):
                yield pair.edit("unit_dropped", None, y.span, y.rule)


def bodies(side: Side) -> list[Slot[Unit]]:
    """The bodies that a provision names, each where it stands first in a role; mere places are none."""
    found: dict[tuple[str, int], Slot[Unit]] = {}
    for a in side.document.assignments:
        core = function(a.name)
        if not side.provision.span.holds(a.span) or not core or UNSURE.search(a.name):
            continue
        if core[0] not in a.text and not a.text.startswith(STATE_COUNCIL):
            continue
        told, level = body(side.document, a), level_of(a.name)
        bare = level is None and (told.kind in GENERIC or MANY.search(core) is not None)
        many = bare or EACH.search(a.name) is not None or (told.open and not a.name.endswith("委员会"))
        value = Unit(a.name, core, level or (None if many else side.document.header.level), a.role, a.source, many)
        found.setdefault((core, a.span.start), Slot(span=a.span, value=value, rule=a.rule))
    return sorted(found.values(), key=lambda s: s.span)


def absent(pair: Pair, slots: Sequence[Slot[Unit]]) -> list[Slot[Unit]]:
    """Those of the derived side whose words do not stand on the other, where they may be no unit (会同市水利局)."""
    return [s for s in slots if pair.derived.text[slice(*s.span)] not in pair.source.provision.text]


def acting(slots: Sequence[Slot[Unit]]) -> list[Slot[Unit]]:
    """Those that have to act: whom a report goes to (报省水利厅) is neither named nor dropped as such."""
    return [s for s in slots if s.value.role != "recipient"]


def once(slots: Sequence[Slot[Unit]], others: Sequence[Provision]) -> list[Slot[Unit]]:
    """The single bodies among them, each where it stands first, that no other linked provision has.

    One that stands in another provision to which this side is linked was moved, not named or dropped.
    """
    first: dict[str, Slot[Unit]] = {}
    for s in slots:
        if not s.value.open and not any(names(p, s.value.function) for p in others):
            first.setdefault(s.value.function, s)
    return list(first.values())


def names(provision: Provision, core: str) -> bool:
    """Whether a provision names a body of that function, and not only the matter."""
    return (
        re.search(f"{re.escape(core)}(?:主管|行政)?(?:部门|总局|[厅局委办部]|[、等和及])", provision.text) is not None
    )


def one_function(x: Slot[Unit], y: Slot[Unit]) -> bool:
    """Whether two bodies have one function."""
    return same_function(x.value.function, y.value.function)


def one_role(x: Slot[Unit], y: Slot[Unit]) -> bool:
    """Whether a body can have taken the place of another: in the same kind of wording."""
    return one_place(x, y) and not (x.value.open and y.value.open)


def in_full(a: str, b: str) -> bool:
    """Whether one function is the other with words that tell which (儿童居住地村（居）民委员会)."""
    return a.endswith(b) or b.endswith(a)


def one_place(x: Slot[Unit], y: Slot[Unit]) -> bool:
    """Whether two bodies both stand in lists of responsible units, or both in what is directed."""
    return (x.value.source == "list") == (y.value.source == "list")


def only_ones(here: Sequence[Slot[Unit]], there: Sequence[Slot[Unit]]) -> Matches[Unit]:
    """Of two lists of units that each have one body left, these two: a list has no surroundings that could tell."""
    left, right = ([s for s in side if s.value.source == "list" and not s.value.open] for side in (here, there))
    return [(left[0], right[0])] if len(left) == len(right) == 1 and left[0].value.role == right[0].value.role else []


def localised(pair: Pair, same: Matches[Unit]) -> Iterator[Edit]:
    """The bodies that do on their level or at their place what their counterparts do in the source."""
    for x, y in same:
        a, b = x.value, y.value
        if rank(a) > 0 and beside(pair, x, y) and (one_of_class(a, b) or (rank(a) >= rank(b) and whose(a) != whose(b))):
            yield pair.edit("place_localised", x.span, y.span, x.rule)


def beside(pair: Pair, x: Slot[Unit], y: Slot[Unit]) -> bool:
    """Whether two units of one function are named for one matter; those of lists are, as their provisions are."""
    if x.value.source == "list":
        return True
    return likeness(around(pair.derived, x.span), around(pair.source, y.span)) >= TOGETHER


def one_of_class(a: Unit, b: Unit) -> bool:
    """Whether a body is named where the source has the class of them (市级生态环境部门 → 市生态环境局)."""
    return (b.open or b.name.endswith("部门")) and not a.open and not a.name.endswith(("部门", "机关"))


def rank(unit: Unit) -> int:
    """The level as a number, greater below; 0 where it is open."""
    return LEVELS.index(unit.level) if unit.level else 0


def whose(unit: Unit) -> str:
    """What stands before the function and tells a place or level."""
    return QUANTIFIER.sub("", unit.name[: max(0, unit.name.find(unit.function[0]))]).rstrip("级")


def exchanged(pair: Pair, moved: Matches[Unit]) -> Iterator[Edit]:
    """Another body in the place of one; a body in the place of a class is named for the first time."""
    for x, y in moved:
        if in_full(x.value.function, y.value.function):
            continue
        if y.value.open:
            yield pair.edit("unit_named", x.span, y.span, x.rule)
        elif not x.value.open:
            yield pair.edit("unit_changed", x.span, y.span, x.rule)
