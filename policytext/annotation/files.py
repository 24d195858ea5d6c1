"""Annotation files: `ID.json` beside `ID.txt`."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from policytext.annotation.reading import from_annotation
from policytext.annotation.writing import to_annotation
from policytext.errors import InputError, SourceNotFoundError
from policytext.model import Document
from policytext.sources.characters import LONE
from policytext.sources.registry import read_source

NUMBERS = re.compile(r"\[\n\s*(\d+(?:,\n\s*\d+)*)\n\s*\]")


def dumps(data: Mapping[str, Any]) -> str:
    """Annotation data as readable JSON: lists of numbers on one line, a lone surrogate as its JSON escape."""
    # A line end inside the pattern cannot stand in a JSON string, so no quoted text is touched.
    text = NUMBERS.sub(lambda m: f"[{' '.join(m[1].split())}]", json.dumps(data, ensure_ascii=False, indent=1))
    return LONE.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def save(doc: Document, path: str | Path) -> None:
    """Write the annotation of a document as JSON; its text is not in it.

    Raises:
        InputError: where the file is there already; nothing is overwritten.
    """
    try:
        with Path(path).open("x", encoding="utf-8", newline="\n") as f:
            f.write(dumps(to_annotation(doc)))
    except FileExistsError as e:
        raise InputError(f"{path} exists and is not overwritten; give another name or delete it first") from e


def load(path: str | Path, text: str) -> Document:
    """The `Document` of an annotation file and the text that it annotates."""
    return from_annotation(load_json(path), text)


def load_json(path: str | Path) -> dict[str, Any]:
    """The plain data of an annotation file.

    Raises:
        InputError: where the file is no JSON object.
    """
    try:
        data = json.loads(Path(path).read_text("utf-8-sig"))
    except ValueError as e:
        raise InputError(f"{path} is not valid JSON: {e}") from e
    if not isinstance(data, dict):
        raise InputError(f"{path} holds no JSON object; give an annotation file (标注文件)")
    return data


def pairs(folder: str | Path) -> list[tuple[Path, str]]:
    """The annotation files of a coded folder, each with the text that stands beside it (`ID.json`, `ID.txt`).

    Raises:
        SourceNotFoundError: where the folder holds none, or a text is not there.
    """
    files = sorted(codings(Path(folder))) if Path(folder).is_dir() else []
    if not files:
        raise SourceNotFoundError(f"{folder} holds no annotation (ID.json beside ID.txt); check the path (未找到标注)")
    if alone := [file for file in files if not file.with_suffix(".txt").is_file()]:
        raise SourceNotFoundError(
            f"{folder} holds {len(files)} {'file' if len(files) == 1 else 'files'} ID.json, of which {len(alone)} "
            f"({alone[0].name} …) without the text beside; put ID.txt there, or write both anew with "
            "corpus.export(folder, formats=['annotation']) (标注缺原文)"
        )
    return [(file, text_beside(file)) for file in files]


def codings(folder: Path) -> Iterator[Path]:
    """The JSON files of a folder, and those of its subfolders that have a text beside them (`2021/ID.json`)."""
    yield from folder.glob("*.json")
    for file in folder.glob("*/**/*.json"):
        hidden = any(step.startswith(".") for step in file.relative_to(folder).parts)
        if not hidden and file.with_suffix(".txt").is_file():
            yield file


def text_beside(file: Path) -> str:
    """The text that an annotation file annotates: as any text is read, or where its spans fit better, to the byte."""
    texts, problem = texts_at(file.with_suffix(".txt"))
    if not texts:
        raise SourceNotFoundError(f"the text of {file} is missing: {problem} (标注缺原文)")
    return texts[0] if len(texts) == 1 else max(texts, key=partial(fitting, load_json(file)))


def texts_at(file: Path) -> tuple[list[str], str]:
    """The texts that a coder's spans may count in: that of the file as it is read, then to the byte where that differs.

    Spans count the CR of a text that came with CRLF in a table, and was written as it is. Without a text, why.
    """
    text, _, problems = read_source(file)
    if text is None:
        return [], problems[0].message
    try:
        exact = file.read_bytes().decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        exact = text
    return list(dict.fromkeys((text, exact))), ""


def fitting(data: Mapping[str, Any], text: str) -> int:
    """How many text units of an annotation a text has at their spans."""
    try:
        return sum(text[slice(*row["span"])] == row["text"] for row in data["sentences"])
    except (KeyError, TypeError):  # reading tells what is wrong with it
        return 0
