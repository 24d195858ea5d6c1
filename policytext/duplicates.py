"""Documents of one id or of one text: what is kept of them, and the problems that tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from policytext.model import Document, Problem


def distinct(documents: Iterable[Document]) -> tuple[dict[str, Document], list[Problem]]:
    """Documents by id: one text under one id once, a second text under an id of its own and a problem."""
    by_id: dict[str, Document] = {}
    problems: list[Problem] = []
    for doc in documents:
        doc_id = doc.doc_id
        if by_id.get(doc_id, doc).text != doc.text:
            digest = sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest()
            doc_id = f"{doc_id}~{digest[:8]}"
            message = f"another document has the id {doc.doc_id!r} and another text; this one is called {doc_id!r}"
            action = "give the documents ids of their own (文件编号重复)"
            problems.append(Problem(code="corpus.same_id", message=message, action=action, path=doc.source.path))
            doc = replace(doc, doc_id=doc_id)
        by_id.setdefault(doc_id, doc)
    return by_id, problems


def same_texts(documents: Iterable[Document]) -> Iterator[Problem]:
    """A problem for each document whose text another one before it has too."""
    first: dict[str, str] = {}
    for doc in documents:
        if (other := first.setdefault(doc.text, doc.doc_id)) != doc.doc_id and doc.text:
            yield Problem(
                code="corpus.same_text",
                message=f"{doc.doc_id!r} has the same text as {other!r}; both are kept",
                action="leave one out if it is one document (文件内容重复)",
                path=doc.source.path,
            )


def repeats(documents: Iterable[Document]) -> Iterator[Problem]:
    """A problem for each document that an earlier one has the id and the text of: it is kept once."""
    seen: set[tuple[str, str]] = set()
    for doc in documents:
        if (doc.doc_id, doc.text) in seen:
            yield Problem(
                code="corpus.repeated",
                message=f"{doc.doc_id!r} is given twice with the same text; it is kept once",
                action="leave one out (文件重复)",
                path=doc.source.path,
            )
        seen.add((doc.doc_id, doc.text))
