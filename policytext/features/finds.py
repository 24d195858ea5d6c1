"""Finds as numbers: how many tasks, units, deadlines, targets, slogans a text has, how specific its tasks are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from policytext.features.pieces import Piece
from policytext.model import CitationKind, DeadlineKind, Document, Modality, Role, SloganKind
from policytext.span import Span
from policytext.values import charged

Values = Literal["rates", "counts", "both"]
Floats = npt.NDArray[np.float64]

COUNTED = (
    *(f"tasks_{x}" for x in get_args(Modality)),
    *(f"units_{x}" for x in get_args(Role)),
    *(f"deadlines_{x}" for x in get_args(DeadlineKind)),
    "targets",
    *(f"slogans_{x}" for x in get_args(SloganKind)),
    *(f"citations_{x}" for x in get_args(CitationKind)),
)
"""What is counted, by kind."""
SHARES = ("tasks_with_unit", "tasks_with_deadline", "tasks_with_target", "specificity")
"""Shares of the tasks that say who, by when, how much; and the mean of the three."""
PER = 1000
"""Characters that a rate is for."""


def find_names(values: Values) -> list[str]:
    """Names of the features."""
    rates = [f"{name}_per_1000" for name in COUNTED] if values != "counts" else []
    counts = list(COUNTED) if values != "rates" else []
    return ["characters", *counts, *rates, *SHARES]


def find_features(rows: Sequence[Piece], values: Values) -> Floats:
    """A row of numbers for each text; white space is no character, and without tasks the shares are 0."""
    out = np.zeros((len(rows), len(find_names(values))))
    for k, row in enumerate(rows):
        assert row.document is not None
        counts = Counter(found(row.document, row.span))
        characters = sum(not c.isspace() for c in row.text)
        numbers = [float(counts[name]) for name in COUNTED]
        rates = [n * PER / characters if characters else 0.0 for n in numbers]
        out[k] = [
            characters,
            *(numbers if values != "rates" else ()),
            *(rates if values != "counts" else ()),
            *shares(row.document, row.span),
        ]
    return out


def found(document: Document, span: Span) -> Iterator[str]:
    """What begins inside the span, kind by kind; a unit or deadline counts where it is written, once."""

    def inside(finds: Iterable[Span]) -> Iterator[bool]:
        return (span.start <= x.start < span.end for x in finds)

    groups = (
        ("tasks", [(t.span, t.modality) for t in document.tasks]),
        ("units", [(a.span, a.role) for a in document.assignments]),
        ("deadlines", [(d.span, d.kind) for d in document.deadlines]),
        ("slogans", [(s.span, s.kind) for s in document.slogans]),
        ("citations", [(c.span, c.kind) for c in document.citations]),
    )
    for name, finds in groups:
        for (_, kind), is_in in zip(finds, inside(x for x, _ in finds), strict=True):
            if is_in:
                yield f"{name}_{kind}"
    yield from ("targets" for is_in in inside(t.span for t in document.targets) if is_in)


def shares(document: Document, span: Span) -> tuple[float, float, float, float]:
    """The shares of `SHARES`: of the tasks inside the span, with what applies to them from wherever it is written."""
    tasks = [t.sentence for t in document.tasks if span.start <= t.span.start < span.end]
    if not tasks:
        return 0.0, 0.0, 0.0, 0.0
    who = {k for a in document.assignments if charged(a) for k in a.governs}
    when = {k for d in document.deadlines for k in d.governs}
    much = {t.sentence for t in document.targets}
    unit, deadline, target = (sum(k in held for k in tasks) / len(tasks) for held in (who, when, much))
    return unit, deadline, target, (unit + deadline + target) / 3
