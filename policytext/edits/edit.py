"""One change from a source provision to the provision drawn from it (改动)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from policytext.span import Span

Change = Literal[
    "number_raised", "number_lowered", "total_apportioned", "number_added", "number_dropped",
    "deadline_earlier", "deadline_later", "deadline_changed",
    "deadline_added", "deadline_dropped", "unit_named", "unit_changed", "unit_dropped", "modality_strengthened",
    "modality_weakened", "modality_reversed", "scope_narrowed", "activity_added", "activity_dropped", "place_localised",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What was changed, and where: spans of the two documents' texts.

    `derived` is `None` for what was dropped, `source` for what was added.
    """

    change: Change
    derived: Span | None
    source: Span | None
    derived_text: str | None
    source_text: str | None
    rule: str
    """The rule that found the piece on the derived side; of what was dropped, on the source side."""

    def mirrored(self, change: Change) -> Edit:
        """The change as it is seen from the other side."""
        return replace(
            self,
            change=change,
            derived=self.source,
            source=self.derived,
            derived_text=self.source_text,
            source_text=self.derived_text,
        )
