"""How well links agree with coding by hand, beside what plain likeness of words reaches on the same pairs.

A coded folder holds texts and `links.csv`. Links count as right where both provisions and the direction agree;
`common_source` has no direction. TF-IDF and BM25 link each provision to its likest one in the other document above
one threshold for all pairs, chosen with the answers in hand: more than they could reach in use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from policytext.arguments import instance, named, path_of
from policytext.columns import Column
from policytext.derivation.coded import folders_with_links, nearest, read_folder, rows_of
from policytext.derivation.grams import count
from policytext.errors import InputError, SourceNotFoundError
from policytext.lineage import DRAWN, Lineage, derive
from policytext.model import Document, Link
from policytext.tables import frame

if TYPE_CHECKING:
    import pandas as pd

LINK_SCORE_COLUMNS = {
    "folder": Column("string", "文件夹", "folder of the coded documents; `all` for all together"),
    "method": Column("string", "方法", "policytext, or a baseline: tf-idf, bm25 (threshold chosen with the answers)"),
    "precision": Column("Float64", "精确率", "share of the links given that were coded"),
    "recall": Column("Float64", "召回率", "share of the coded links that were given"),
    "f1": Column("Float64", "F1", "harmonic mean of the two"),
    "right": Column("Int64", "正确", "links given and coded"),
    "wrong": Column("Int64", "错误", "links given, not coded"),
    "missed": Column("Int64", "漏掉", "links coded, not given"),
    "relation": Column("Float64", "关系正确率", "share of the right links with the coded relation"),
    "calibration_error": Column("Float64", "校准误差", "expected calibration error over five bands of probability"),
}

BANDS = 5
K1, B = 1.5, 0.75
"""The usual constants of BM25 (Robertson and Zaragoza 2009)."""

Place = tuple[str, int]
Key = tuple[Place, ...]
Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class Coded:
    """A folder of documents with coded links."""

    name: str
    documents: list[Document]
    links: dict[Key, str]
    """Relation of each coded link."""
    pairs: list[tuple[int, int]]
    """(derived, source) documents between which links are coded, or that were compared."""
    found: dict[Key, str] = field(default_factory=dict)
    scores: list[tuple[float, bool]] = field(default_factory=list)
    """Probability of each pair of provisions compared, and whether a link is coded there."""


def evaluate_links(*folders: str | Path, lineage: Lineage | None = None) -> pd.DataFrame:
    """Compare the links of coded folders with those that the library gives (派生评测).

    Args:
        folders: Folders with texts and `links.csv`, or folders of such folders.
        lineage: Links to compare instead of deriving them: with settings of one's own, or after a coder's decisions;
            documents are found by id, links of an absent one count as missed.

    Returns:
        A row per folder and method, and for all folders together, with the columns precision, recall, f1, right,
        wrong, missed, relation, calibration_error.

    Raises:
        InputError: where a folder holds no coded links, or the lineage none of the documents or other texts of them.
    """
    if lineage is not None:
        instance(lineage, Lineage, "lineage", "what corpus.derive() returns (源流)")
    if listed := next((x for x in folders if isinstance(x, (list, tuple, set))), None):
        raise InputError(
            f"one of folders is {named(listed)}; give the folders one by one: evaluate_links(*folders) (评测)"
        )
    paths = [path_of(given, "one of folders", "a folder with texts and links.csv") for given in folders]
    for path in paths:
        if not path.is_dir():
            raise SourceNotFoundError(f"there is no folder {path}; check the path (找不到文件夹)")
    cases = [read_coded(f, lineage) for path in paths for f in folders_with_links(path)]
    if not cases:
        raise InputError(
            "no links.csv in these folders; see corpora/pairs for how links are coded (没有标注的派生关系)"
        )
    if lineage and not {d.doc_id for c in cases for d in c.documents} & {d.doc_id for d in lineage.documents}:
        raise InputError("the lineage has none of the documents of these folders; derive from their texts (文本不符)")
    rows = [score_row(c.name, "policytext", [c]) for c in cases] + [score_row("all", "policytext", cases)]
    for method, likeness in (("tf-idf", tf_idf), ("bm25", bm25)):
        rows.append(baseline_row(method, cases, likeness))
    return frame(LINK_SCORE_COLUMNS, rows)


def read_coded(folder: Path, lineage: Lineage | None = None) -> Coded:
    """The documents and links of a folder, and the links that the library gives for it."""
    documents = list(read_folder(folder).values())
    if lineage:
        documents = [held_by(lineage, d) for d in documents]
    held = {d.doc_id: d for d in documents}
    number = {d.doc_id: k for k, d in enumerate(documents)}
    links: dict[Key, str] = {}
    for row in rows_of(folder):
        ends = []
        for side in ("derived", "source"):
            document = held.get(row[f"{side}_doc"])
            k = nearest(document, int(row[f"{side}_start"]), int(row[f"{side}_end"])) if document else None
            if document is not None and k is not None:
                ends.append((document.doc_id, k))
        if len(ends) == 2:
            links[key_of(ends[0], ends[1], row["relation"])] = row["relation"]
    lineage = lineage or derive(documents)
    coded = {(number[a[0]], number[b[0]]) for a, b in links}
    compared = {(number[d], number[s]) for d, s in lineage.compared if d in number and s in number}
    pairs = sorted(coded | compared) or [(0, 1)] * (len(documents) == 2)
    case = Coded(folder.name, documents, links, pairs)
    case.found = {key: relation for key, relation in found_links(lineage).items() if all(d in held for d, _ in key)}
    case.scores = [(p, key in links) for key, p in probabilities(lineage) if all(d in held for d, _ in key)]
    return case


def held_by(lineage: Lineage, document: Document) -> Document:
    """The document as a lineage has it, where it does; provisions may be those of other rules, the text may not."""
    own = next((d for d in lineage.documents if d.doc_id == document.doc_id), document)
    if own.text != document.text:
        raise InputError(
            f"the lineage has another text of {own.doc_id!r}; derive from the texts of the folder (文本不符)"
        )
    return own


def key_of(derived: Place, source: Place, relation: str) -> Key:
    """A link for comparison; `common_source` has no direction."""
    return tuple(sorted((derived, source))) if relation == "common_source" else (derived, source)


def found_links(lineage: Lineage) -> dict[Key, str]:
    """The links between provisions that the library gives."""
    return {key_of(*ends, k.relation): k.relation for ends, k in with_ends(lineage, lineage.objects)}


def probabilities(lineage: Lineage) -> Iterator[tuple[Key, float]]:
    """Each link and near link with its probability."""
    for ends, k in with_ends(lineage, (*lineage.objects, *lineage.doubtful)):
        if k.relation in DRAWN:
            yield ends, k.score


def with_ends(lineage: Lineage, links: Iterable[Link]) -> Iterator[tuple[tuple[Place, Place], Link]]:
    """The links between provisions, each with document and number of the derived provision and of the source."""
    index = {(d.doc_id, p.span.start): k for d in lineage.documents for k, p in enumerate(d.provisions)}
    for k in links:
        if k.derived and k.source:
            derived = (k.derived_doc, index[k.derived_doc, k.derived.span.start])
            source = (k.source_doc, index[k.source_doc, k.source.span.start])
            yield (derived, source), k


def score_row(name: str, method: str, cases: Sequence[Coded]) -> tuple[object, ...]:
    """One row for what the library gives."""
    right = sum(len(c.found.keys() & c.links.keys()) for c in cases)
    wrong = sum(len(c.found.keys() - c.links.keys()) for c in cases)
    missed = sum(len(c.links.keys() - c.found.keys()) for c in cases)
    agreed = sum(c.found[k] == c.links[k] for c in cases for k in c.found.keys() & c.links.keys())
    points = [p for c in cases for p in c.scores]
    return (name, method, *rates(right, wrong, missed), agreed / right if right else None, calibration_error(points))


def rates(right: int, wrong: int, missed: int) -> tuple[object, ...]:
    """Precision, recall, F1 and the counts; a rate of nothing is empty."""
    precision = right / (right + wrong) if right + wrong else None
    recall = right / (right + missed) if right + missed else None
    either = 2 * right + wrong + missed
    return precision, recall, 2 * right / either if either else None, right, wrong, missed


def calibration_error(points: Sequence[tuple[float, bool]]) -> float | None:
    """Mean distance of probability and share of coded links over bands, weighted by their size (Naeini et al. 2015)."""
    if not points:
        return None
    score = np.array([p for p, _ in points])
    coded = np.array([c for _, c in points], dtype=float)
    band = np.minimum((score * BANDS).astype(int), BANDS - 1)
    gaps = [abs(score[band == b].mean() - coded[band == b].mean()) * (band == b).mean() for b in np.unique(band)]
    return float(sum(gaps))


def baseline_row(
    method: str, cases: Sequence[Coded], likeness: Callable[[list[str], list[str]], Floats]
) -> tuple[object, ...]:
    """The row of a baseline at its best threshold."""
    best: list[tuple[float, bool]] = []  # likeness of each provision to its likest one, and whether that is coded
    for c in cases:
        for d, s in c.pairs:
            derived, source = c.documents[d], c.documents[s]
            if not derived.provisions or not source.provisions:
                continue
            table = likeness([p.text for p in derived.provisions], [p.text for p in source.provisions])
            for i, j in enumerate(table.argmax(1).tolist()):
                link = ((derived.doc_id, i), (source.doc_id, j))
                best.append((float(table[i, j]), link in c.links or tuple(sorted(link)) in c.links))
    coded = sum(len(c.links) for c in cases)
    best.sort(key=lambda x: -x[0])
    right = np.cumsum([hit for _, hit in best]) if best else np.zeros(1)
    given = np.arange(1, len(right) + 1)
    k = int(np.argmax(2 * right / (given + coded)))
    hits = int(right[k])
    return ("all", method, *rates(hits, int(given[k]) - hits, coded - hits), None, None)


def tf_idf(derived: list[str], source: list[str]) -> Floats:
    """Cosine of TF-IDF vectors of 2- to 4-grams of characters."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 4), sublinear_tf=True).fit_transform(derived + source)
    return np.asarray((vectors[: len(derived)] @ vectors[len(derived) :].T).toarray())


def bm25(derived: list[str], source: list[str]) -> Floats:
    """BM25 of each derived text as a query over the source texts, in pairs of characters, per pair of the query."""
    counted, _ = count(derived + source, 2)
    counted.data = np.exp(counted.data - 1)  # back to counts
    query, held = counted[: len(derived)].sign(), counted[len(derived) :].tocsr()
    length = np.asarray(held.sum(1)).ravel()
    present = np.bincount(held.indices, minlength=held.shape[1])
    weight = np.log1p((held.shape[0] - present + 0.5) / (present + 0.5))
    long = np.repeat(length / max(length.mean(), 1e-9), np.diff(held.indptr))
    held.data = weight[held.indices] * held.data * (K1 + 1) / (held.data + K1 * (1 - B + B * long))
    scores = np.asarray((query @ held.T).toarray())
    return np.asarray(scores / np.maximum(np.asarray(query.sum(1)), 1.0))
