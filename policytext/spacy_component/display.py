"""Settings for displaCy: one span group, a colour for each of its labels."""

from __future__ import annotations

from itertools import cycle
from typing import Any, get_args

from policytext.errors import InputError
from policytext.model import CitationKind, DeadlineKind, ElementName, Label, Modality, Role, SloganKind
from policytext.spacy_component.entities import CANDIDATES
from policytext.spacy_component.groups import GROUPS

LABELS: dict[str, tuple[str, ...]] = {
    "text_units": get_args(Label),
    "sections": ("section",),
    "provisions": ("provision",),
    "tasks": get_args(Modality),
    "units": get_args(Role),
    "deadlines": get_args(DeadlineKind),
    "targets": ("target",),
    "slogans": get_args(SloganKind),
    "citations": get_args(CitationKind),
    "elements": get_args(ElementName),
    CANDIDATES: ("ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "TIME"),
}
"""Span group → its labels; candidates have those of the pipeline, here the usual ones."""
COLOURS = ("#8ecae6", "#ffb703", "#90be6d", "#f4978e", "#cdb4db", "#e9c46a", "#84dcc6", "#ced4da")
"""Light enough for the black letters that displaCy writes on them."""


def displacy_options(name: str) -> dict[str, Any]:
    """Options with which displaCy shows a span group: `displacy.render(doc, style="span", options=…)`.

    Args:
        name: Of the span group: one of `GROUPS`, or `candidates`.

    Raises:
        InputError: where there is no such group.

    >>> displacy_options("tasks")["colors"]["require"]
    '#8ecae6'
    """
    if name not in LABELS:
        raise InputError(f"no span group is called {name!r}; there are {', '.join((*GROUPS, CANDIDATES))} (跨度组)")
    return {"spans_key": name, "colors": dict(zip(LABELS[name], cycle(COLOURS), strict=False))}
