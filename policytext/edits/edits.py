"""Link → its changes: every kind in turn, in the order of the derived text."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.edits.activities import activities, dropped
from policytext.edits.deadlines import deadlines
from policytext.edits.edit import Edit
from policytext.edits.force import modality
from policytext.edits.numbers import numbers
from policytext.edits.pairs import pair_of
from policytext.edits.places import localised, narrowed_to_names, replaced
from policytext.edits.scope import restrictions, universals
from policytext.edits.units import units
from policytext.model import Document, Link

NOWHERE = (-1, -1)


def edits(link: Link, derived: Document, source: Document, beside: Sequence[Link] = ()) -> tuple[Edit, ...]:
    r"""What was changed from the source provision of a link to the derived one (改动).

    Args:
        link: The link; one without provisions, or without direction (`common_source`), gives nothing.
        derived: The document of its derived provision.
        source: The document of its source provision.
        beside: All links of the corpus (or of the two documents): what a provision has from another source is not
            added by it, a unit that went into another provision is not dropped, and what was added to several
            sources, or dropped by several provisions, is told with the strongest link only.

    Returns:
        The changes, in the order of the derived text; what was dropped comes first.

    >>> from policytext import parse
    >>> from policytext.lineage import derive
    >>> there = parse(
    ...     "云川省人民政府关于治理污水的意见\n云政发〔2022〕3号\n一、完善管网\n"
    ...     "各县要摸清管网底数，逐村建立整治清单，在2025年底前完成60%的整治任务。", doc_id="s")
    >>> here = parse(
    ...     "澜溪市人民政府关于治理污水的意见\n根据云政发〔2022〕3号文件，提出以下意见。\n一、完善管网\n"
    ...     "各县要摸清管网底数，逐村建立整治清单，在2024年底前完成75%的整治任务。", doc_id="d")
    >>> links = derive([here, there]).objects
    >>> [(e.change, e.derived_text, e.source_text) for e in edits(links[0], here, there, links)]
    [('deadline_earlier', '2024年底前', '2025年底前'), ('number_raised', '75%', '60%')]
    """
    pair = pair_of(link, derived, source, beside)
    if pair is None:
        return ()
    narrowed = [*narrowed_to_names(pair), *restrictions(pair), *universals(pair)]
    told = (*localised(pair), *replaced(pair)) if pair.elsewhere_or_below else ()
    places = [e for e in told if not any(clash(e, n) for n in narrowed)]
    actions = (*(activities(pair) if pair.tells_added else ()), *(dropped(pair) if pair.tells_dropped else ()))
    counted = list(numbers(pair))
    actions = tuple(a for a in actions if not any(clash(a, n) or lost(a, n) for n in counted))
    found = (*counted, *deadlines(pair), *units(pair), *modality(pair), *narrowed, *places, *actions)
    return tuple(sorted(set(found), key=lambda e: (e.derived or NOWHERE, e.source or NOWHERE, e.change)))


def clash(a: Edit, b: Edit) -> bool:
    """Whether two changes are told of one piece of the derived text."""
    return a.derived is not None and b.derived is not None and a.derived.overlaps(b.derived)


def lost(a: Edit, b: Edit) -> bool:
    """Whether two changes are told of one piece of the source."""
    return a.source is not None and b.source is not None and a.source.overlaps(b.source)
