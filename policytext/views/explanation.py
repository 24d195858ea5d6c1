"""Why something was found: the rule in words, and the piece of text in its context."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from policytext.arguments import instance, named
from policytext.errors import InputError
from policytext.model import (
    Assignment,
    Citation,
    Deadline,
    Document,
    Evidence,
    Extract,
    Section,
    Sentence,
    Slogan,
    Target,
    Task,
)
from policytext.reading.rules import RuleSet
from policytext.views.page import NAMES, escape

KINDS: dict[type, str] = {
    Task: "task", Assignment: "unit", Deadline: "deadline", Target: "target", Slogan: "slogan", Citation: "citation",
    Sentence: "text unit", Section: "section", Evidence: "evidence",
}  # fmt: skip
PLACE = {"span", "text", "rule", "sentence", "section", "parent", "evidence"}
"""Fields that the context shows already."""
AROUND = 30
"""Characters of context on each side."""
LISTS = "doc.tasks, doc.assignments, doc.deadlines, doc.provisions, doc.header.evidence …"
"""Where one finds what stands in a document."""
BY_RULE = "doc.tasks, doc.assignments, doc.deadlines, doc.sections, doc.header.evidence …"
"""Where one finds what a rule has found."""


class Explanation(str):
    """A text that a notebook shows as it reads, line by line."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f'<pre style="white-space:pre-wrap">{escape(self)}</pre>'


def explain(doc: Document, found: Extract | Evidence, *, rules: RuleSet | None = None) -> Explanation:
    """Why `found` was found in `doc` (为何如此): its values, the rule that said so with its reason, the text around it.

    Args:
        doc: The document that holds it.
        found: Anything the document lists, or an `Evidence` of its header.
        rules: The rules that were used, where they were not the library's own.

    Raises:
        InputError: where it is nothing of this document, or no rule found it.
    """
    of_document(found, doc, BY_RULE)
    if not hasattr(found, "rule"):
        raise InputError(f"no rule found {named(found)}; doc.show(…) shows it in its context (无规则)")
    rule = (rules or RuleSet.default()).by_id.get(found.rule)
    kind = KINDS.get(type(found), type(found).__name__)
    lines = [f"{NAMES.get(kind, kind)}  [{found.span.start}, {found.span.end}]", context(doc.text, *found.span)]
    lines += [f"  {name}: {value}" for name, value in values(found)]
    if isinstance(found, Assignment | Deadline) and found.governs:
        lines.append(f"  governs {len(found.governs)} text units:")
        lines += [f"    {shorten(doc.sentences[i].text)}" for i in found.governs]
    if where := place(doc, found):
        lines.append(f"in {where}")
    lines.append(f"rule {found.rule}" + (f": {rule.label}" if rule else " (not among these rules)"))
    if rule:
        lines.append(f"because {rule.why}")
    return Explanation("\n".join(lines))


def of_document(found: Any, doc: Document, lists: str = LISTS) -> None:
    """See that something stands in the document; `lists` are what is told to give instead.

    Raises:
        InputError: where it is no record with a place, or the document has another text there.
    """
    instance(doc, Document, "doc", "a document, as policytext.parse() returns it")
    if not is_dataclass(found) or isinstance(found, type) or not hasattr(found, "span"):
        raise InputError(f"{named(found)} stands in no document; give one of {lists} (无法显示)")
    text = getattr(found, "text", None)
    if found.span is not None and isinstance(text, str) and doc.text[found.span.start : found.span.end] != text:
        raise InputError(f"{found!r} is not of the document {doc.doc_id!r}; ask the one that lists it (不属此文件)")


def values(found: Extract | Evidence) -> list[tuple[str, object]]:
    """The fields that carry a value of their own."""
    rows = [(f.name, getattr(found, f.name)) for f in fields(found) if f.name not in PLACE | {"governs"}]
    return [(name, value) for name, value in rows if value is not None and value != ()]


def context(text: str, start: int, end: int) -> str:
    """The piece in its surroundings, on one line.

    >>> context("请于6月底前报送。", 2, 6)
    '  请于⟦6月底前⟧报送。'
    """
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    before, after = text[left:start], text[end:right]
    piece = shorten(text[start:end], 120)
    shown = f"{'…' if left else ''}{before}⟦{piece}⟧{after}{'…' if right < len(text) else ''}"
    return "  " + " ".join(shown.split())


def place(doc: Document, found: Extract | Evidence) -> str:
    """The outline path above a find: markers and headings from the top."""
    if isinstance(found, Evidence):
        return ""
    if isinstance(found, Section):
        at = found.parent
    elif isinstance(found, Sentence):
        at = found.section
    else:
        at = doc.sentences[found.sentence].section if found.sentence < len(doc.sentences) else None
    steps: list[str] = []
    while at is not None:
        section = doc.sections[at]
        steps.append(f"{section.marker or ''}{section.heading or ''}")
        at = section.parent
    return " › ".join(reversed(steps))


def shorten(text: str, size: int = 60) -> str:
    """The beginning of a text, on one line; of a long text no more than that is looked at."""
    line = " ".join(text[: 4 * size].split()) + ("…" if len(text) > 4 * size else "")
    return line if len(line) <= size else line[: size - 1] + "…"
