"""How long `corpus.derive()` takes, and which of the exact nearest provisions its choice of pairs would let it see."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

import policytext as pt
from policytext.derivation.derive import Search
from policytext.derivation.grams import signs

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"
THRESHOLDS = (0.2, 0.3, 0.5, 0.7)
BLOCK = 1000


def neighbours(corpus: pt.Corpus) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For every provision its nearest one in another document: (document, its document, cosine).

    Exact: cosine of TF-IDF vectors of character 2- to 4-grams, every provision against every other.
    """
    home = np.array([k for k, doc in enumerate(corpus) for _ in doc.provisions])
    texts = ["".join(map(chr, signs(p.text)[0])) for doc in corpus for p in doc.provisions]
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 4), sublinear_tf=True, dtype=np.float32).fit_transform(
        texts
    )
    best, score = np.zeros(len(texts), dtype=int), np.zeros(len(texts), dtype=np.float32)
    for start in range(0, len(texts), BLOCK):
        cosine = (vectors[start : start + BLOCK] @ vectors.T).toarray()
        cosine[home[start : start + BLOCK, None] == home[None, :]] = -1
        best[start : start + BLOCK], score[start : start + BLOCK] = cosine.argmax(axis=1), cosine.max(axis=1)
    return home, home[best], score


def main() -> None:
    """Print times, and recall by how alike the neighbours are."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", nargs="?", type=Path, default=DEMO, help="folder (default: the demo corpus)")
    given = options.parse_args()

    corpus = pt.read(given.path, progress=False)
    clock = [time.perf_counter()]
    lineage = corpus.derive()
    clock.append(time.perf_counter())
    seen = set(Search(tuple(corpus), lineage.settings).near())
    clock.append(time.perf_counter())
    here, there, score = neighbours(corpus)
    clock.append(time.perf_counter())

    found = np.array([tuple(sorted((int(a), int(b)))) in seen for a, b in zip(here, there, strict=True)])

    print(f"{len(corpus)} documents, {len(here):,} provisions, {len(lineage.objects):,} links")
    for name, a, b in zip(("derive, all of it", "choice of pairs", "exact neighbours"), clock, clock[1:], strict=False):
        print(f"{name:18}{b - a:9.2f} s")
    print(f"{len(seen):,} of {len(corpus) * (len(corpus) - 1) // 2:,} pairs of documents are compared")
    print("cosine from  provisions  nearest one in a compared document")
    for least in THRESHOLDS:
        alike = score >= least
        share = f"{found[alike].mean():.3f}" if alike.any() else "–"
        print(f"{least:11.1f}{int(alike.sum()):12,}  {share:>10}")


if __name__ == "__main__":
    main()
