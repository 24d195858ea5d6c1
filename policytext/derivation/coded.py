"""Pairs of documents whose links people coded: what the link model is fitted on and measured by.

Two forms: a JSON file for each pair, with the provisions as spans and the strength of each link (2 and more: sure,
1: arguable); and a folder of texts with `links.csv`, whose rows give the spans of both provisions and the relation.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policytext.errors import InputError
from policytext.model import Document, Provision
from policytext.parser import default_parser
from policytext.reading.outline.provisions import PREAMBLE
from policytext.span import Span

SURE = 2
LINKS = "links.csv"
NEEDED = ("derived_doc", "derived_start", "derived_end", "source_doc", "source_start", "source_end", "relation")
Strengths = npt.NDArray[np.int64]
Relations = dict[tuple[int, int], frozenset[str]]


@dataclass(frozen=True, eq=False)
class CodedPair:
    """Two documents, and for each two provisions how sure the coders were of a link: 2 sure, 1 arguable, 0 none."""

    name: str
    derived: Document
    source: Document
    strength: Strengths
    relations: Relations
    """The relations that the coders gave to each link."""

    @property
    def certain(self) -> npt.NDArray[np.bool_]:
        """Where the coders agree: a sure link or none."""
        return np.asarray(self.strength != 1)


def pairs_of_json(folder: Path, texts: Path) -> Iterator[CodedPair]:
    """The pairs of a folder of JSON files; `texts` holds the documents as `ID.txt`, at any depth."""
    where = {f.stem: f for f in sorted(texts.rglob("*.txt"))}
    for file in sorted(folder.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        derived, source = (
            as_coded(gold[side], gold[f"{side}_provisions"], where[gold[side]].read_text("utf-8"))
            for side in ("child", "parent")
        )
        strength = np.zeros((len(derived.provisions), len(source.provisions)), dtype=np.int64)
        relations: Relations = {}
        for link in gold["links"]:
            if link["parent"] is not None:
                at = (link["child"], link["parent"])
                strength[at] = min(link["strength"], SURE)
                relations[at] = frozenset(link["relations"])
        yield CodedPair(file.stem, derived, source, strength, relations)


def as_coded(doc_id: str, provisions: Iterable[Mapping[str, Any]], text: str) -> Document:
    """A document as it is read, but with provisions as coded; the first is its preamble.

    The headings, furniture and persons are those that were read: a model fitted without them would have learned from
    features that no user's document has.
    """
    read = default_parser().parse(text, doc_id=doc_id)

    def provision(k: int, p: Mapping[str, Any]) -> Provision:
        at = nearest(read, p["start"], p["end"])
        span, like = Span(p["start"], p["end"]), None if at is None or not k else read.provisions[at]
        return Provision(
            span=span,
            text=text[span.start : span.end],
            path=p["path"] if k else PREAMBLE,
            heading=like.heading if like else None,
            section=like.section if like else None,
        )

    return replace(read, provisions=tuple(provision(k, p) for k, p in enumerate(provisions)))


def folders_with_links(given: Path) -> list[Path]:
    """The folder itself, or those in it, that hold coded links."""
    return [given] if (given / LINKS).is_file() else sorted(f.parent for f in given.glob(f"*/{LINKS}"))


def rows_of(folder: Path) -> list[dict[str, str]]:
    """The rows of `links.csv`."""
    with (folder / LINKS).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if missing := [c for c in NEEDED if c not in (reader.fieldnames or ())]:
            raise InputError(f"{folder / LINKS} lacks the columns {', '.join(missing)} (缺列)")
        return list(reader)


def read_folder(folder: Path) -> dict[str, Document]:
    """The texts of a folder, read."""
    parser = default_parser()
    return {f.stem: parser.parse(f.read_text("utf-8"), doc_id=f.stem) for f in sorted(folder.glob("*.txt"))}


def pairs_of_folder(folder: Path) -> Iterator[CodedPair]:
    """The pairs of documents of a folder between which links are coded; a folder of two documents is always a pair."""
    documents, rows = read_folder(folder), rows_of(folder)
    named = sorted({(r["derived_doc"], r["source_doc"]) for r in rows})
    for derived, source in named or ([("derived", "source")] if set(documents) == {"derived", "source"} else []):
        own = [r for r in rows if (r["derived_doc"], r["source_doc"]) == (derived, source)]
        yield pair_of(f"{folder.name}/{derived}-{source}", documents[derived], documents[source], own)


def pair_of(name: str, derived: Document, source: Document, rows: Iterable[Mapping[str, str]]) -> CodedPair:
    """Two documents with the links that the rows give."""
    strength = np.zeros((len(derived.provisions), len(source.provisions)), dtype=np.int64)
    relations: Relations = {}
    for r in rows:
        i = nearest(derived, int(r["derived_start"]), int(r["derived_end"]))
        j = nearest(source, int(r["source_start"]), int(r["source_end"]))
        if i is not None and j is not None:
            strength[i, j] = SURE
            relations[i, j] = frozenset({r["relation"]})
    return CodedPair(name, derived, source, strength, relations)


def nearest(document: Document, start: int, end: int) -> int | None:
    """The provision that shares most characters with a span."""
    shared = [min(end, p.span.end) - max(start, p.span.start) for p in document.provisions]
    return int(np.argmax(shared)) if shared and max(shared) > 0 else None
