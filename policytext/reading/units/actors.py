"""Grammatical subjects that are told to act (主语): 各社区要…, 街道根据…做好…."""

from policytext.reading.units.duty import Duty, Place
from policytext.reading.units.full_names import full_names
from policytext.reading.units.mixed_lists import FIRST, mixed_list
from policytext.reading.units.other_actors import (
    BARE_OPENS,
    BUILDER,
    above,
    conditioned,
    headed,
    offices,
    or_bodies,
    reporters,
    shortened,
)
from policytext.reading.units.own_sections import own_sections
from policytext.reading.units.subjects import subjects


def find_actors(place: Place, lists: list[Duty]) -> list[Duty]:
    """The organisations that stand as subjects, clause by clause."""
    found = [*subjects(place, lists), *offices(place), *headed(place), *own_sections(place)]
    found += conditioned(place, found)
    if "）" in place.text:
        found += or_bodies(place)
    if "简称" in place.text or BUILDER in place.text:
        found += shortened(place)
    told = {d.unit for d in found}
    if receiving := {d.unit for d in lists if d.role == "recipient"} - told:
        found += reporters(place, receiving)
        told.update([d.unit for d in found])
    return found + heads(place, told, {d.unit for d in lists if d.role != "recipient"})


def heads(place: Place, told: set[int], listed: set[int]) -> list[Duty]:
    """The bodies at the heads of text units: in tasks without a subject, or alone above their duties.

    The units of `told` have a subject, in those of `listed` a list names bodies.
    """
    text, units, found = place.text, place.passage.units, []
    for k, unit in enumerate(units):
        begin = unit.start
        if k and text[begin] in BARE_OPENS:
            found += above(text, begin, units[k - 1], k - 1)
        if unit.label == "task" and k not in told:
            more = mixed_list(text, begin, unit.end, k) if text.find("、", begin + 2, begin + FIRST) > 0 else []
            found += more if more or k in listed else full_names(text, begin, unit.end, k)
    return found
