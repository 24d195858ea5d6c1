"""Documents in groups (分组): by level, year, place, or whatever else they are known by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from policytext.errors import InputError
from policytext.model import Document, Header


def grouped(documents: Sequence[Document], by: str) -> dict[str | None, list[Document]]:
    """Documents under their value of `by`, the values ascending, those that have none last.

    >>> list(grouped([Document(doc_id="b", text=""), Document(doc_id="a", text="")], "doc_id"))
    ['a', 'b']

    Raises:
        InputError: where no document has `by`.
    """
    groups: dict[str | None, list[Document]] = defaultdict(list)
    for doc in documents:
        groups[group_of(doc, by)].append(doc)
    if documents and set(groups) == {None} and not known(by):
        raise InputError(
            f"no document has {by!r}; group by doc_id, year, a header field or a key of the metadata (分组)"
        )
    return {g: groups[g] for g in sorted(groups, key=lambda g: (g is None, g or ""))}


def group_of(doc: Document, by: str) -> str | None:
    """The group of a document."""
    if by == "doc_id":
        return doc.doc_id
    if by == "year":
        return str(doc.header.issued.year) if doc.header.issued else None
    value = getattr(doc.header, by) if known(by) else doc.metadata.get(by)
    if isinstance(value, tuple):
        return "；".join(map(str, value)) or None
    return None if value is None or value == "" else str(value)


def known(by: str) -> bool:
    """Whether `by` names something that every document may have."""
    return by in ("doc_id", "year") or by in Header.__dataclass_fields__
