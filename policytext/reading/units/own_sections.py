"""Bodies that are the headings of an outline (责任清单: 一、县教育局 … 二、县财政局 …) do what stands below them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policytext.model import Role
from policytext.reading.passage import TextUnit
from policytext.reading.units.clauses import behind_lead
from policytext.reading.units.duty import Duty, Place
from policytext.reading.units.objects import has_object
from policytext.reading.units.organisations import ends_name, patterns
from policytext.reading.units.other_actors import LONGEST_LABEL, alone

NUMBER = re.compile("[0-9一二三四五六七八九十百]+")
FIRST = frozenset(("1", "一"))
AS = re.compile(
    "的?(?:主要|工作|具体|岗位|重点)?(?:职责|责任|任务)(?:分工|清单)?$"
    "|（(?:(?P<lead>牵头|主办|主责)|(?P<cooperate>配合|协办|协助|参与)|责任|负责)(?:单位|部门)?）$"
)
"""What may stand behind the body in its heading."""
BELOW = ("task", "goal", "statement")
LEAST = 2
"""Bodies that have such a heading at least: one alone may be a title, or what the section tells about.

Where a heading says that it is about what the body has to do (县指挥部职责) it needs no other beside it.
"""


class Heading(NamedTuple):
    """The duties that a heading names, and whether it says that they are such."""

    duties: Sequence[Duty]
    told: bool


NONE = Heading((), told=False)


def own_sections(place: Place) -> Iterator[Duty]:
    """The bodies of headings, where nearly all headings beside theirs are bodies too."""
    for row in rows_of_headings(place):
        named = [heading for heading in row if heading.duties]
        if len(named) < LEAST or 3 * len(named) <= 2 * len(row):
            named = [heading for heading in named if heading.told]
        yield from (duty for heading in named for duty in heading.duties)


def rows_of_headings(place: Place) -> Iterator[list[Heading]]:
    """The headings that are numbered alike, from the first on."""
    text, units, rows = place.text, place.passage.units, dict[str, list[Heading]]()
    for k, unit in enumerate(units):
        if unit.label != "heading":
            continue
        begin = behind_lead(text, unit.start, unit.end)
        marker = text[unit.start : begin].strip()
        number = NUMBER.search(marker)
        if number is None:
            continue
        style = NUMBER.sub("#", marker)
        if number[0] in FIRST and style in rows:
            yield rows.pop(style)
        rows.setdefault(style, []).append(of_heading(place, begin, unit.end, k) if is_told(units, k + 1) else NONE)
    yield from rows.values()


def is_told(units: Sequence[TextUnit], k: int) -> bool:
    """Whether something to be done begins at a text unit, below a heading of its own or not: no list of addresses."""
    label = units[k].label if k < len(units) else None
    return label in ("task", "goal") or (label == "heading" and k + 1 < len(units) and units[k + 1].label in BELOW)


def of_heading(place: Place, begin: int, end: int, unit: int) -> Heading:
    """The bodies that a heading consists of; a place by itself is none, but a class of places is.

    Nor is one what is to be built (建设养老服务中心).
    """
    text = place.text
    end -= text[end - 1] in "。：" if end > begin else 0
    if not begin < end <= begin + LONGEST_LABEL:
        return NONE
    said = AS.search(text, begin, end)
    stop, role = (said.start(), role_of_heading(said)) if said else (end, "responsible")
    if stop <= begin or not ends_name(text, stop) or has_object(text, begin, stop):
        return NONE
    bodies = alone(text, begin, stop, unit, role)
    a_place = bodies and patterns()["locality"].match(text, stop - 1) and not bodies[-1].name.startswith("各")
    return NONE if a_place else Heading(bodies, told=said is not None)


def role_of_heading(said: re.Match[str]) -> Role:
    """The role that a heading gives the body before it."""
    return "lead" if said["lead"] else "cooperate" if said["cooperate"] else "responsible"
