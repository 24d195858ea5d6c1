"""Grammatical subjects that are told to act (主语): 各社区要…, 街道根据…做好…."""

from policytext.reading.units.duty import Duty, Place
from policytext.reading.units.full_names import full_names
from policytext.reading.units.mixed_lists import mixed_list
from policytext.reading.units.other_actors import above, conditioned, headed, offices, reporters, shortened
from policytext.reading.units.subjects import subjects


def find_actors(place: Place, lists: list[Duty]) -> list[Duty]:
    """The organisations that stand as subjects, clause by clause."""
    found = [*subjects(place, lists), *offices(place), *headed(place), *above(place)]
    found += conditioned(place, {d.start for d in found})
    if "简称" in place.text:
        found += shortened(place)
    if told := {d.unit for d in lists if d.role == "recipient"}:
        found += list(reporters(place, told.difference([d.unit for d in found])))
    return found + heads(place, {d.unit for d in found}, {d.unit for d in lists if d.role != "recipient"})


def heads(place: Place, told: set[int], listed: set[int]) -> list[Duty]:
    """The bodies at the heads of tasks without a subject; in `listed` a list names bodies."""
    text, found = place.text, []
    for k, unit in enumerate(place.passage.units):
        if unit.label == "task" and k not in told:
            more = mixed_list(text, unit.start, unit.end, k)
            found += more if more or k in listed else full_names(text, unit.start, unit.end, k)
    return found
