"""A corpus with all that was found in it as a folder, and back: `ID.txt` and `ID.json` each, and a list of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policytext import annotation
from policytext.arguments import path_of
from policytext.errors import InputError
from policytext.export.files import encoded, write
from policytext.export.formats import MANIFEST, annotation_file, names_of
from policytext.model import Document, Problem

FORMAT = "policytext-corpus/1"


def save(
    documents: Iterable[Document], problems: Iterable[Problem], folder: str | Path, *, overwrite: bool = False
) -> None:
    """Write documents, and the problems that belong to none of them."""
    names = names_of(documents)
    files = {f"{name}.json": annotation_file(doc) for name, doc in names.items()}
    files |= {f"{name}.txt": encoded(doc.text) for name, doc in names.items()}
    manifest = {
        "format": FORMAT,
        "documents": list(names),
        "problems": [annotation.problem_row(p) for p in problems],
    }
    write(folder, {**files, MANIFEST: encoded(annotation.dumps(manifest))}, overwrite=overwrite)


def load(folder: str | Path) -> tuple[list[Document], list[Problem]]:
    """What `save` wrote; or the documents that people coded, where the folder has no list of them.

    Raises:
        SourceNotFoundError: where the folder holds neither.
        InputError: where the list is not in the format.
    """
    folder = path_of(folder, "folder", "the folder that save() wrote, or that people coded,")
    manifest = annotation.load_json(folder / MANIFEST) if (folder / MANIFEST).is_file() else None
    coded = (folder / MANIFEST).with_suffix(".txt")  # somebody may have coded a text of that name
    if manifest is None or (manifest.get("format") != FORMAT and coded.is_file()):
        return [annotation.load(coding, text) for coding, text in annotation.pairs(folder)], []
    if manifest.get("format") != FORMAT:
        raise InputError(f"{folder / MANIFEST} is not in the format {FORMAT}")
    documents = [load_document(folder, place) for place in manifest["documents"]]
    return documents, list(map(annotation.read_problem, manifest["problems"]))


def load_document(folder: Path, place: str) -> Document:
    """One saved document: its text as it was, and what was found in it."""
    text = (folder / f"{place}.txt").read_bytes().decode("utf-8", "surrogatepass")
    return annotation.load(folder / f"{place}.json", text)
