"""What the reference shows of records: their fields without a constructor, and what fields of many records mean."""

import dataclasses
from typing import Any

COMMON = {
    "span": "Where it stands in the text.",
    "text": "The piece of text, as it stands there.",
    "rule": "Id of the rule that said so.",
    "sentence": "Index of its text unit in `Document.sentences`.",
    "governs": "Indices of the text units that it applies to.",
    "kind": "What kind it is: see the codebook.",
}
"""Fields that mean the same in every record that has them and does not say otherwise."""

BEFORE_NAPOLEON, AFTER_NAPOLEON = 400, 600

GIVEN = ("policytext.model", "policytext.lineage.lineage")
"""Modules whose records users are given: their fields tell more than their constructor."""


def connect(app: Any) -> None:
    """Ask Sphinx to call what is here."""
    app.connect("autodoc-process-signature", plain_signature)
    aside = Aside()
    app.connect("autodoc-process-docstring", aside.put, priority=BEFORE_NAPOLEON)
    app.connect("autodoc-process-docstring", aside.bring_back, priority=AFTER_NAPOLEON)


class Aside:
    """Docstrings of fields and properties, kept from napoleon, which takes what stands before a colon for a type."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def put(self, app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
        """Take the lines away; say what a field means that says nothing itself."""
        self.kept = []
        if what in ("attribute", "property", "data"):
            self.kept = lines if any(lines) else common(name)
            self.kept, lines[:] = list(self.kept), []

    def bring_back(self, app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
        """Put the lines back."""
        if self.kept:
            lines[:] = self.kept


def common(name: str) -> list[str]:
    """What a field of the model means by its name alone."""
    field = name.rsplit(".", maxsplit=1)[-1]
    return [COMMON[field]] if name.startswith("policytext.model.") and field in COMMON else []


def plain_signature(
    app: Any, what: str, name: str, obj: Any, options: Any, signature: str | None, returned: str | None
) -> tuple[str, str | None] | None:
    """No constructor of what users get and do not make; a default that is made anew as `...`, which is Python."""
    if what == "class" and dataclasses.is_dataclass(obj) and obj.__module__ in GIVEN:
        return "", ""
    return (signature.replace("<factory>", "..."), returned) if signature else None
