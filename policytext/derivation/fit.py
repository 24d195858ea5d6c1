"""Fit the link model: `python -m policytext.derivation.fit GOLD_LINKS TEXTS`.

`GOLD_LINKS` holds one JSON file for each pair of documents (provisions of both as spans, links with the strength that
two coders gave them), `TEXTS` the documents as text files. Sure links are positive, pairs without a link negative;
arguable ones are left out. Each pair of documents counts by the root of its size. The score on record is that of
leaving one pair of documents out; with the probabilities found there the model is calibrated.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from policytext.derivation.background import Background
from policytext.derivation.features import FEATURES, compare
from policytext.derivation.wording import Floats, Ints, word
from policytext.model import Document, Provision
from policytext.reading.outline.provisions import PREAMBLE
from policytext.span import Span

SURE = 2
STRENGTH = 0.3
"""Inverse of the ridge penalty."""


Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Pair:
    """Two coded documents: features of all pairs of their provisions, and the strength of the coded link."""

    name: str
    features: Floats
    strength: Ints

    @property
    def certain(self) -> Mask:
        """Where the coders agree: a sure link or none."""
        return np.asarray(self.strength != 1)


def read_pair(path: Path, texts: dict[str, Path]) -> Pair:
    """The features and coded links of one file."""
    gold = json.loads(path.read_text("utf-8"))
    documents = [
        coded(gold[side], gold[f"{side}_provisions"], texts[gold[side]].read_text("utf-8"))
        for side in ("child", "parent")
    ]
    wording = word(documents, Background.default())
    features = compare(wording.blocks[0], wording.blocks[1], wording.weight)
    strength = np.zeros(features.shape[:2], dtype=np.int64)
    for link in gold["links"]:
        if link["parent"] is not None:
            strength[link["child"], link["parent"]] = min(link["strength"], SURE)
    return Pair(path.stem, features, strength)


def coded(doc_id: str, provisions: list[dict[str, Any]], text: str) -> Document:
    """A document with provisions as coded."""
    return Document(
        doc_id=doc_id,
        text=text,
        provisions=tuple(
            Provision(
                span=Span(p["start"], p["end"]),
                text=text[p["start"] : p["end"]],
                path=p["path"] if k else PREAMBLE,
                heading=None,
                section=None,
            )
            for k, p in enumerate(provisions)
        ),
    )


def fit(pairs: list[Pair]) -> tuple[Floats, float]:
    """Weights and intercept on the raw features."""
    x = np.concatenate([p.features[p.certain] for p in pairs])
    y = np.concatenate([p.strength[p.certain] for p in pairs]) == SURE
    weight = np.concatenate([np.full(int(p.certain.sum()), p.certain.sum() ** -0.5) for p in pairs])
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(scaler.transform(x), y, sample_weight=weight)
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def counts(pair: Pair, given: Mask) -> Ints:
    """Right, wrong and missed links; arguable ones neither help nor hurt."""
    sure = pair.strength == SURE
    return np.array([(given & sure).sum(), (given & (pair.strength == 0)).sum(), (sure & ~given).sum()])


def f1(n: Ints) -> float:
    """F1 of right, wrong and missed."""
    return float(2 * n[0] / max(1, 2 * n[0] + n[1] + n[2]))


def validate(pairs: list[Pair]) -> tuple[list[Floats], float, float]:
    """Probabilities of each pair from a model that has not seen it, and the calibration (slope, shift) they need."""
    logits = []
    for k, left_out in enumerate(pairs):
        weights, intercept = fit(pairs[:k] + pairs[k + 1 :])
        logits.append(left_out.features @ weights + intercept)
    x = np.concatenate([z[p.certain] for z, p in zip(logits, pairs, strict=True)])
    y = np.concatenate([p.strength[p.certain] for p in pairs]) == SURE
    calibrated = LogisticRegression(C=1e6).fit(x[:, None], y)
    slope, shift = float(calibrated.coef_[0, 0]), float(calibrated.intercept_[0])
    return [1 / (1 + np.exp(-(z * slope + shift))) for z in logits], slope, shift


def make(gold: Path, texts: Path, target: Path) -> dict[str, Any]:
    """Fit, validate, and write the model with its origin on record."""
    files = sorted(gold.glob("*.json"))
    where = {f.stem: f for f in sorted(texts.rglob("*.txt"))}
    pairs = [read_pair(f, where) for f in files]
    probabilities, slope, shift = validate(pairs)
    curve = {
        round(t, 2): f1(np.sum([counts(p, q >= t) for p, q in zip(pairs, probabilities, strict=True)], axis=0))
        for t in np.arange(0.2, 0.61, 0.05)
    }
    # The curve is flat around its best value; of thresholds equally good in practice the strictest.
    threshold = max(t for t in curve if curve[t] > max(curve.values()) - 0.02)
    weights, intercept = fit(pairs)
    record = {
        "command": "python -m policytext.derivation.fit GOLD_LINKS TEXTS",
        "sha256_of_gold": hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest(),
        "leave_one_pair_out": {
            "f1": round(curve[threshold], 3),
            "f1_by_threshold": {str(t): round(v, 3) for t, v in curve.items()},
            "pairs": {
                p.name: dict(zip(("right", "wrong", "missed"), counts(p, q >= threshold).tolist(), strict=True))
                for p, q in zip(pairs, probabilities, strict=True)
            },
            "reliability": reliability(pairs, probabilities),
        },
        "threshold": threshold,
        "intercept": round(intercept * slope + shift, 5),
        "weights": dict(zip(FEATURES, (round(float(w) * slope, 5) for w in weights), strict=True)),
    }
    target.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return record


def reliability(pairs: list[Pair], probabilities: list[Floats]) -> list[dict[str, float]]:
    """Mean probability and share of sure links in bands of probability."""
    q = np.concatenate([q[p.certain] for p, q in zip(pairs, probabilities, strict=True)])
    y = np.concatenate([p.strength[p.certain] for p in pairs]) == SURE
    edges = [0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 1.01]
    bands = [(q >= a) & (q < b) for a, b in pairwise(edges)]
    return [
        {"pairs": int(b.sum()), "predicted": round(float(q[b].mean()), 3), "found": round(float(y[b].mean()), 3)}
        for b in bands
        if b.any()
    ]


def main() -> None:
    """Fit the link model on coded pairs of documents."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("gold", type=Path, help="folder with one JSON file for each coded pair")
    parser.add_argument("texts", type=Path, help="folder with the documents as text files")
    parser.add_argument("--target", type=Path, default=Path(__file__).parents[1] / "data" / "links.json")
    arguments = parser.parse_args()
    sys.stdout.write(json.dumps(make(arguments.gold, arguments.texts, arguments.target), indent=1) + "\n")


if __name__ == "__main__":
    main()
