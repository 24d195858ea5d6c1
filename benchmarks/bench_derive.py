"""How long `corpus.derive()` takes, how much memory, and which of the exact nearest provisions it gets to see.

Without `--provisions` the texts are taken as they are. With it a corpus of that size is made from them: families of a
document and two of lower levels that draw on it, with provisions dropped, a stray one of another family added and
characters changed. A quarter and half of the size tell how time grows. With `--mould` the corpus is one notice of the
demo corpus in so many copies, from the centre to counties, once naming their source and once not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from mould import numeral, of_one_mould
from sklearn.feature_extraction.text import TfidfVectorizer

import policytext as pt
from policytext.derivation.choice import Choice
from policytext.derivation.grams import signs
from policytext.lineage import Lineage, derive
from policytext.model import Document, Header, Level, Provision
from policytext.span import Span

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"
THRESHOLDS = (0.2, 0.3, 0.5, 0.7)
BLOCK = 1000
KEPT, STRAY = 0.8, 1
"""Share of the provisions that a document hands down, and how many it takes from anywhere."""
FAMILY = 3
LEVELS: tuple[Level, ...] = ("central", "province", "prefecture")
OTHER, CHANGED, RUN = 0.5, 0.15, 4
"""Share of the letters that are others in each family; share of characters changed at most as provisions are handed
down; length of a changed run."""


def neighbours(documents: Sequence[Document]) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """For every provision its nearest one in another document: (document, its document, cosine), and the seconds.

    Exact: cosine of TF-IDF vectors of character 2- to 4-grams, every provision against every other.
    """
    begin = time.perf_counter()
    home = np.array([k for k, doc in enumerate(documents) for _ in doc.provisions])
    texts = ["".join(map(chr, signs(p.text)[0])) for doc in documents for p in doc.provisions]
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 4), sublinear_tf=True, dtype=np.float32).fit_transform(
        texts
    )
    best, score = np.zeros(len(texts), dtype=int), np.zeros(len(texts), dtype=np.float32)
    for start in range(0, len(texts), BLOCK):
        cosine = (vectors[start : start + BLOCK] @ vectors.T).toarray()
        cosine[home[start : start + BLOCK, None] == home[None, :]] = -1
        best[start : start + BLOCK], score[start : start + BLOCK] = cosine.argmax(axis=1), cosine.max(axis=1)
    return home, home[best], score, time.perf_counter() - begin


def put_together(documents: Sequence[Document], size: int) -> list[Document]:
    """A corpus of about `size` provisions, the same at every call: families of a document and two drawn from it."""
    chance = random.Random(0)
    texts = [own for d in documents if (own := [p.text for p in d.provisions if len(p.text) > 30])]
    letters = sorted({c for own in texts for text in own for c in text if c.isalnum()})
    out: list[Document] = []
    written: list[str] = []
    held = n = 0
    while held < size:
        # Other letters for each family: with its own wording, but as long and as repetitive as the real ones.
        other = {ord(c): chance.choice(letters) for c in letters if chance.random() < OTHER}
        root = [text.translate(other) for text in texts[n % len(texts)]]
        n += 1
        for depth in range(FAMILY):
            kept = [blurred(t, chance.uniform(0, CHANGED), letters, chance) for t in root if chance.random() < KEPT]
            kept += chance.choices(written, k=STRAY) if written else []
            out.append(made(f"d{len(out)}", root if depth == 0 else kept, depth))
            held += len(out[-1].provisions)
        written += root
    return out


def made(doc_id: str, pieces: Sequence[str], depth: int) -> Document:
    """A document of these provisions, the deeper the later and the lower."""
    text, provisions = "", []
    for n, piece in enumerate(pieces):
        span = Span(len(text), len(text) + len(piece))
        provisions.append(Provision(span=span, text=piece, path=str(n + 1), heading=None, section=None))
        text += piece + "\n"
    issued = dt.date(2015, 1, 1) + dt.timedelta(days=60 * depth)
    header = Header(title=f"关于第{doc_id[1:]}号事项的通知", genre="通知", level=LEVELS[depth], issued=issued)
    return Document(doc_id=doc_id, text=text, header=header, provisions=tuple(provisions))


def blurred(text: str, share: float, letters: Sequence[str], chance: random.Random) -> str:
    """The text with this share of its characters replaced, in runs as editing does it."""
    out: list[str] = []
    at = 0
    while at < len(text):
        if chance.random() < share / RUN:
            out += chance.choices(letters, k=RUN)
            at += RUN
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


def measure(documents: Sequence[Document], exact: bool) -> Lineage:
    """Derive once, and print time, memory and, if wanted, recall."""
    provisions = sum(len(d.provisions) for d in documents)
    begin = time.perf_counter()
    lineage = derive(documents)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(documents):,} documents, {provisions:,} provisions: {seconds:.1f} s, peak {peak:,.0f} MB, "
        f"{lineage.counts['pairs_compared']:,} pairs of documents scored, {len(lineage.objects):,} links"
    )
    if not exact:
        return lineage
    seen = looked_at(lineage.search.choice)
    here, there, score, took = neighbours(documents)
    found = np.array([(min(a, b), max(a, b)) in seen for a, b in zip(here.tolist(), there.tolist(), strict=True)])
    print(f"exact nearest neighbours by TF-IDF: {took:.1f} s; {len(seen):,} pairs of documents are looked at")
    print("cosine from  provisions  nearest one in a pair looked at")
    for least in THRESHOLDS:
        alike = score >= least
        share = f"{found[alike].mean():.3f}" if alike.any() else "–"
        print(f"{least:11.1f}{int(alike.sum()):12,}  {share:>10}")
    return lineage


def looked_at(choice: Choice) -> set[tuple[int, int]]:
    """The pairs of documents that may have to do with each other, by number."""
    alike = {(k, j) for k, row in choice.likeness.rows_of_all() for j in np.flatnonzero(choice.near(k, row)).tolist()}
    cited = {(k, j) for k, reach in enumerate(choice.lines.reach) for j in reach}
    return {(min(pair), max(pair)) for pair in alike | cited}


def measure_mould(size: int, cited: bool) -> None:
    """Derive a corpus of one mould, and print how much of what was handed down is found."""
    documents, notices = of_one_mould(DEMO, size, cited)
    print("sources named:" if cited else "no source named:", end=" ")
    lineage = measure(documents, exact=False)
    true, ids = set(), {id(n): d.doc_id for n, d in zip(notices, documents, strict=True)}
    for n in (n for n in notices if n.above):
        above = {key: place for place, (key, _) in enumerate(n.above.items, 1)}
        true |= {
            (ids[id(n)], f"一/（{numeral(k)}）", ids[id(n.above)], f"一/（{numeral(above[key])}）")
            for k, (key, _) in enumerate(n.items, 1)
            if key in above
        }
    links = {(k.derived_doc, k.derived.path, k.source_doc, k.source.path) for k in lineage.objects if k.source}
    spread = [len({m.document.doc_id for m in f}) for f in lineage._families]
    print(
        f"  {len(links & true) / len(true):.3f} of {len(true):,} items are linked to the notice they were taken from; "
        f"families over most documents: {', '.join(map(str, spread[:5]))}; problems: {len(lineage.problems)}"
    )


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", nargs="?", type=Path, default=DEMO, help="folder (default: the demo corpus)")
    options.add_argument("--provisions", type=int, help="size of the corpus to put together from the texts")
    options.add_argument("--mould", type=int, help="documents of a corpus of one mould")
    options.add_argument("--no-exact", action="store_true", help="leave the exact neighbours out")
    given = options.parse_args()
    documents = list(pt.read(given.path, progress=False))
    derive(documents[:2])  # imports are not derivation
    if given.mould is not None:
        for size in (given.mould // 4, given.mould // 2, given.mould):
            for cited in (True, False):
                measure_mould(size, cited)
        return
    if given.provisions is None:
        measure(documents, not given.no_exact)
        return
    for size in (given.provisions // 4, given.provisions // 2, given.provisions):
        measure(put_together(documents, size), size == given.provisions and not given.no_exact)


if __name__ == "__main__":
    main()
