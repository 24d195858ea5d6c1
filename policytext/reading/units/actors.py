"""Grammatical subjects that are told to act (主语): 各社区要…, 街道根据…做好…."""

from policytext.reading.units.duty import Duty, Place
from policytext.reading.units.full_names import full_names
from policytext.reading.units.mixed_lists import mixed_lists
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
    found += mixed_lists(place, {d.unit for d in found})
    found += full_names(place, {d.unit for d in found}.union([d.unit for d in lists if d.role != "recipient"]))
    return found
