"""What a text is about, as a vector: two provisions in other words are near where public documents use them alike.

Latent semantic analysis (Deerwester et al. 1990) over pairs of characters. The packaged table was fitted on paragraphs
of some hundred public documents by `python -m policytext.derivation.themes FOLDER --target FILE`; it holds hashes
and numbers, no text. `Themes.fit` fits one on a corpus of one's own, and its `similarity` can be given to `derive`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from policytext.arguments import instance, named, number_of
from policytext.derivation.grams import Codes, count, hashed
from policytext.errors import InputError
from policytext.model import Document

Vectors = npt.NDArray[np.float32]

SIZE = 64
"""Dimensions: 50 to 100 did equally well on the coded pairs."""
LEAST, MOST = 5, 0.1
"""Least number and greatest share of paragraphs in which a pair of characters must occur to be counted."""
SHORTEST = 15
"""Least length of a paragraph."""


@dataclass(frozen=True, eq=False)
class Themes:
    """What texts are about (主题), for `derive(similarity=…)`: a vector for each pair of characters, summed."""

    keys: npt.NDArray[np.uint32]
    """Ascending."""
    vectors: Vectors

    def __repr__(self) -> str:
        return f"<Themes of {len(self.keys):,} pairs of characters in {self.vectors.shape[1]} dimensions>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Themes):
            return NotImplemented
        return np.array_equal(self.keys, other.keys) and np.array_equal(self.vectors, other.vectors)

    def __hash__(self) -> int:
        return hash(self.vectors.shape)

    def of(self, vocabulary: Codes) -> Vectors:
        """The vectors of some pairs of characters, 0 for unknown ones."""
        out = np.zeros((len(vocabulary), self.vectors.shape[1]), dtype=np.float32)
        if len(self.keys) and len(vocabulary):
            wanted = hashed(vocabulary)
            at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
            known = self.keys[at] == wanted
            out[known] = self.vectors[at[known]]
        return out

    def similarity(self, derived: Sequence[str], source: Sequence[str]) -> npt.NDArray[np.float64]:
        """How near each text of the one list is to each of the other: cosine, 1 for equal themes."""
        sides = []
        for name, texts in (("derived", derived), ("source", source)):
            instance(texts, Sequence, name, "a list of texts (相似度)")
            if isinstance(texts, str):
                raise InputError(f"{name} is one text; give a list of texts: [text] (相似度)")
            counted, vocabulary = count(texts, 2)
            sides.append(unit(np.asarray(counted @ self.of(vocabulary))))
        return np.asarray(sides[0] @ sides[1].T, dtype=np.float64)

    @classmethod
    @lru_cache(maxsize=1)
    def default(cls) -> Themes:
        """The table that comes with the library."""
        with (resources.files("policytext") / "data" / "themes.npz").open("rb") as file:
            data = np.load(file, allow_pickle=False)
            keys = np.cumsum(data["steps"], dtype=np.uint64).astype(np.uint32)
            return cls(keys, data["vectors"].astype(np.float32) * data["scale"][None, :])

    @classmethod
    def fit(cls, documents: Iterable[Document | str], *, size: int = SIZE) -> Themes:
        """Themes of a corpus of one's own, for `corpus.derive(similarity=themes)` (自有主题).

        Args:
            documents: A corpus, or documents or texts; a thousand paragraphs are the least that is worth while.
            size: Dimensions.

        Raises:
            InputError: where the documents have too little wording for themes of that size.
        """
        from sklearn.decomposition import TruncatedSVD
        from sklearn.preprocessing import normalize

        size = number_of(size, "size", 1)
        texts = sorted({p for text in texts_of(documents) for p in paragraphs(text)})
        counted, vocabulary = count(texts, 2)
        held = np.bincount(counted.indices, minlength=len(vocabulary))
        telling = np.flatnonzero((held >= LEAST) & (held <= max(LEAST, MOST * len(texts))))
        if len(telling) <= size:
            raise InputError(
                f"documents have {len(texts):,} paragraphs, in which {len(telling):,} pairs of characters tell "
                f"something; themes of size={size} need more than {size}: give more documents, a thousand paragraphs "
                "at least, or leave similarity to the packaged themes (文件过少)"
            )
        inverse = np.log((1 + len(texts)) / (1 + held[telling])) + 1
        weighed = normalize(counted[:, telling] @ sp.diags(inverse))
        found = TruncatedSVD(size, random_state=0).fit(weighed)
        keys, first = np.unique(hashed(vocabulary[telling]), return_index=True)
        return cls(keys, (found.components_.T * inverse[:, None])[first].astype(np.float32))


def texts_of(given: Any) -> list[str]:
    """The texts of documents, or texts as they are."""
    if isinstance(given, (str, Document)) or not isinstance(given, Iterable):
        raise InputError(f"documents is {named(given)}; give a corpus, or a list of documents or texts (文件)")
    found = list(given)
    for one in found:
        instance(one, (str, Document), "one of documents", "documents or texts (文件)")
    return [one if isinstance(one, str) else one.text for one in found]


def unit(rows: npt.NDArray[np.float64] | Vectors) -> Vectors:
    """Rows of length 1; an empty one stays empty."""
    norm = np.sqrt((rows * rows).sum(1, keepdims=True))
    return np.asarray(rows / np.maximum(norm, 1e-9), dtype=np.float32)


def paragraphs(text: str) -> list[str]:
    """The sentences and lines of a text that are long enough to have a theme."""
    return [line for line in text.replace("。", "\n").split("\n") if len(line) > SHORTEST]


def make(folder: Path, without: frozenset[str], target: Path) -> dict[str, object]:
    """Fit the packaged table on the text files below `folder`, and put its origin on record beside it."""
    files = [f for f in sorted(folder.rglob("*.txt")) if f.stem not in without]
    raw = {hashlib.sha256(b).hexdigest(): b for f in files if (b := f.read_bytes())}
    themes = Themes.fit(b.decode("utf-8", "replace") for b in raw.values())
    scale = np.abs(themes.vectors).max(0) / 127
    steps = np.diff(themes.keys.astype(np.int64), prepend=0).astype(np.uint32)
    np.savez_compressed(
        target, steps=steps, vectors=np.round(themes.vectors / scale).astype(np.int8), scale=scale.astype(np.float32)
    )
    record: dict[str, object] = {
        "command": "python -m policytext.derivation.themes FOLDER --without GOLD_LINKS",
        "documents": len(raw),
        "left_out": len(without),
        "sha256_of_documents": hashlib.sha256("".join(sorted(raw)).encode()).hexdigest(),
        "pairs_of_characters": len(themes.keys),
        "dimensions": SIZE,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
    }
    target.with_suffix(".json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return record


def main() -> None:
    """Fit the table of themes on a folder of public documents."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path, help="folder with text files (UTF-8)")
    parser.add_argument("--without", type=Path, help="coded pairs: their documents are left out, to keep them a test")
    parser.add_argument("--target", type=Path, required=True, help="file to write the table to (.npz)")
    arguments = parser.parse_args()
    pairs = [json.loads(f.read_text("utf-8")) for f in arguments.without.glob("*.json")] if arguments.without else []
    left_out = frozenset(p[side] for p in pairs for side in ("child", "parent"))
    sys.stdout.write(json.dumps(make(arguments.folder, left_out, arguments.target), indent=1) + "\n")


if __name__ == "__main__":
    main()
