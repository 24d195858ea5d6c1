"""Link → its changes: every kind in turn, in the order of the derived text."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.edits.activities import activities
from policytext.edits.deadlines import deadlines
from policytext.edits.edit import Edit
from policytext.edits.force import modality
from policytext.edits.numbers import numbers
from policytext.edits.pairs import pair_of
from policytext.edits.places import localised, narrowed_to_names, replaced
from policytext.edits.scope import restrictions
from policytext.edits.units import units
from policytext.model import Document, Link

NOWHERE = (-1, -1)


def edits(link: Link, derived: Document, source: Document, beside: Sequence[Link] = ()) -> tuple[Edit, ...]:
    r"""What was changed from the source provision of a link to the derived one (改动).

    Args:
        link: The link; one without provisions, or without direction (`common_source`), gives nothing.
        derived: The document of its derived provision.
        source: The document of its source provision.
        beside: Other links of the corpus: what a provision has from another source is not added by it, and a unit
            that went into another provision is not dropped.

    Returns:
        The changes, in the order of the derived text; what was dropped comes first.
    """
    pair = pair_of(link, derived, source, beside)
    if pair is None:
        return ()
    narrowed = [*narrowed_to_names(pair), *restrictions(pair)]
    places = [e for e in (*localised(pair), *replaced(pair)) if not any(clash(e, n) for n in narrowed)]
    found = (*numbers(pair), *deadlines(pair), *units(pair), *modality(pair), *narrowed, *places, *activities(pair))
    return tuple(sorted(set(found), key=lambda e: (e.derived or NOWHERE, e.source or NOWHERE, e.change)))


def clash(a: Edit, b: Edit) -> bool:
    """Whether two changes are told of one piece of the derived text."""
    return a.derived is not None and b.derived is not None and a.derived.overlaps(b.derived)
