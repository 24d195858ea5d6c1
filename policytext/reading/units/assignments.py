"""Who has to act (单位) and in which role: lists, grammatical subjects, and set phrases (codebook, section 4)."""

from collections.abc import Mapping
from operator import attrgetter

from policytext.model import Assignment, Modality, Problem, Scope
from policytext.reading.name_words import covered
from policytext.reading.persons import impersonal
from policytext.reading.reach import Reach
from policytext.reading.units.actors import find_actors
from policytext.reading.units.cells import find_cells
from policytext.reading.units.duty import Duty, Place
from policytext.reading.units.duty_lists import find_lists
from policytext.reading.units.partners import find_partners
from policytext.records import maker
from policytext.span import span_of

new_assignment = maker(Assignment)


def read_assignments(
    reach: Reach, *, modality: Mapping[int, Modality] | None = None
) -> tuple[tuple[Assignment, ...], tuple[Problem, ...]]:
    """The organisations that tasks and goals name as actors, partners, recipients or inspectors.

    `modality` gives the modality of text units by index: whom a phrase encourages is read in those that encourage.
    """
    passage, back = covered(reach.passage)
    place = Place(passage, modality or {})
    duties = find_lists(place)
    duties += find_partners(place)
    duties += find_actors(place, duties)
    if passage.cells:
        duties = [d for d in duties if d.unit not in passage.cells] + find_cells(place, duties)
    if back:
        for d in duties:
            d.name = d.name.translate(back)
    return tuple(assignments(once(duties), reach)), tuple(place.problems)


def once(duties: list[Duty]) -> list[Duty]:
    """Duties in the order of the text, each organisation once per text unit and role.

    What holds one bracket of a pair is no name, and no name holds a person.
    """
    kept: dict[tuple[int, str, str], Duty] = {}
    for d in sorted(duties, key=attrgetter("start", "end")):
        name = impersonal(d.name)
        if name != d.name:
            d.end -= len(d.name) - len(name)
            d.name = name
        if name and name.count("（") == name.count("）"):
            kept.setdefault((d.unit, d.name, d.role), d)
    return list(kept.values())


def assignments(duties: list[Duty], reach: Reach) -> list[Assignment]:
    """The public records of duties in the order of the text."""
    passage, unit = reach.passage, -1
    view, units = passage.view, passage.units
    piece, source, as_printed = view.piece, view.source, not view.cut_at
    made: list[Assignment] = []
    for d in duties:
        if d.unit != unit:
            unit = d.unit
            alone = units[unit].label in ("task", "goal") and unit not in passage.cells
            own: tuple[Scope, tuple[int, ...]] = ("sentence", (unit,)) if alone else reach.of(unit)
            above, listed = own, reach.ahead.get(unit, 0)
            if listed:
                above = "item", reach.item(unit)
        scope, governs = above if d.start < listed else own
        start, end = d.start, d.end
        span, words = (span_of((start, end)), source[start:end]) if as_printed else piece(start, end)
        record = new_assignment(
            span=span,
            text=words,
            name=d.name,
            role=d.role,
            source=d.source,
            scope=scope,
            sentence=unit,
            governs=governs,
            rule=d.rule,
        )
        made.append(record)
    return made
