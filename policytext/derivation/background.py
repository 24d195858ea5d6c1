"""The background table: in how many of some hundred public documents a run of characters occurs.

It tells shared wording from rare wording also when the user's corpus has two documents. The file holds hashes and
counts, no text; runs that occur in fewer than `RARE` documents are left out, and all count as equally rare.
Made by `python -m policytext.derivation.background FOLDER --target FILE`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from policytext.derivation.grams import Codes, grams, hashed, signs

SIZES = (2, 3, 4)
RARE = 4
"""A run in fewer documents than this is rare, no matter in how many."""


@dataclass(frozen=True, eq=False)
class Background:
    """Document frequencies of hashed grams (背景词频)."""

    documents: int
    keys: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.uint16]

    def frequency(self, packed: Codes) -> npt.NDArray[np.int64]:
        """In how many of the documents each gram occurs, never below `RARE - 1`."""
        found = np.full(len(packed), RARE - 1, dtype=np.int64)
        if len(self.keys) and len(packed):
            wanted = hashed(packed)
            at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
            hit = self.keys[at] == wanted
            found[hit] = self.counts[at[hit]]
        return found

    @classmethod
    @lru_cache(maxsize=1)
    def default(cls) -> Background:
        """The table that comes with the library."""
        with (resources.files("policytext") / "data" / "background.npz").open("rb") as file:
            data = np.load(file, allow_pickle=False)
            # Keys are stored as differences: these compress to half the size.
            keys = np.cumsum(data["steps"], dtype=np.uint64).astype(np.uint32)
            return cls(int(data["documents"]), keys, data["counts"])

    @classmethod
    def empty(cls) -> Background:
        """A table that knows nothing: every gram is rare."""
        return cls(0, np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint16))

    @classmethod
    def count(cls, texts: Iterable[str]) -> Background:
        """A table of these documents."""
        documents, kept = 0, []
        for text in texts:
            folded, _ = signs(text)
            kept.append(np.unique(np.concatenate([hashed(grams(folded, n)) for n in SIZES])))
            documents += 1
        keys, counts = np.unique(np.concatenate(kept), return_counts=True) if kept else (np.zeros(0), np.zeros(0))
        common = counts >= RARE
        return cls(documents, keys[common].astype(np.uint32), np.minimum(counts[common], 65535).astype(np.uint16))


def make(folder: Path, target: Path) -> dict[str, object]:
    """Count the text files below `folder`, write the table, and put its origin on record beside it."""
    files = sorted(folder.rglob("*.txt"))
    digest = hashlib.sha256()
    texts: dict[str, str] = {}
    for file in files:
        raw = file.read_bytes()
        if (key := hashlib.sha256(raw).hexdigest()) not in texts:  # one text in two files counts once
            digest.update(raw)
            texts[key] = raw.decode("utf-8", "replace")
    table = Background.count(texts.values())
    steps = np.diff(table.keys.astype(np.int64), prepend=0).astype(np.uint32)
    np.savez_compressed(target, documents=np.int64(table.documents), steps=steps, counts=table.counts)
    record: dict[str, object] = {
        "command": "python -m policytext.derivation.background FOLDER",
        "documents": table.documents,
        "sha256_of_documents": digest.hexdigest(),
        "grams": len(table.keys),
        "sizes": SIZES,
        "rare_below": RARE,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
    }
    target.with_suffix(".json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return record


def main() -> None:
    """Make the background table from a folder of public documents."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path, help="folder with text files (UTF-8)")
    parser.add_argument("--target", type=Path, required=True, help="file to write the table to (.npz)")
    arguments = parser.parse_args()
    sys.stdout.write(json.dumps(make(arguments.folder, arguments.target), indent=1) + "\n")


if __name__ == "__main__":
    main()
