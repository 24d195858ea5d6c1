"""Fit the link model: `python -m policytext.derivation.fit CODED… --texts TEXTS --authored PAIRS…`.

`CODED` are folders of coded pairs as JSON and `TEXTS` has their texts, `PAIRS` folders with `links.csv` (see
`policytext.derivation.coded`). Sure links are positive, pairs without a link negative; arguable ones are left out.
Each pair of documents counts by the root of its size. No likeness may speak against a link, no distance for it. The
score on record is that of leaving one pair of documents out; with the probabilities found there the model is
calibrated. What was found is printed; the model is written where `--target FILE` says, and else nowhere.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from policytext.derivation.background import Background
from policytext.derivation.coded import SURE, CodedPair, folders_with_links, pairs_of_folder, pairs_of_json
from policytext.derivation.features import AGAINST, FEATURES, FOR, compare
from policytext.derivation.nearness import nearness
from policytext.derivation.settings import Similarity
from policytext.derivation.themes import Themes
from policytext.derivation.wording import Floats, Ints, Mask, count_wording
from policytext.errors import InputError

COMMAND = (
    "python -m policytext.derivation.fit GOLD_LINKS corpora/cited --texts TEXTS --authored corpora/pairs corpora/demo"
)

INVERSE_PENALTY = 0.3
"""Of the ridge regression."""

THRESHOLD = 0.35
"""The least probability of a link: best when pairs are left out in turn, though the curve of F1 is flat around it."""

LEAST_LINKS = 3
"""Authored pairs with fewer links are left out: tests of what keeps documents apart."""


def features_of(pair: CodedPair, similarity: Similarity | None = None) -> Floats:
    """The features of all pairs of provisions; `similarity` stands in for the packaged themes."""
    wording = count_wording([pair.derived, pair.source], Background.default())
    near = nearness(similarity, pair.derived, pair.source) if similarity else None
    return compare(wording.documents[0], wording.documents[1], wording.weight, near)


def no_themes(derived: Sequence[str], source: Sequence[str]) -> Floats:
    """Nothing is near anything: what is left without themes."""
    return np.zeros((len(derived), len(source)))


def fit(pairs: Sequence[CodedPair], features: Sequence[Floats]) -> tuple[Floats, float]:
    """Weights and intercept on the raw features: ridge logistic regression, the signs of the weights bounded."""
    x = np.concatenate([f[p.certain] for p, f in zip(pairs, features, strict=True)])
    y = np.concatenate([p.strength[p.certain] for p in pairs]) == SURE
    weight = np.concatenate([np.full(int(p.certain.sum()), p.certain.sum() ** -0.5) for p in pairs])
    scaler = StandardScaler().fit(x)
    scaled = scaler.transform(x)

    def loss(p: Floats) -> tuple[float, Floats]:
        z = scaled @ p[:-1] + p[-1]
        error = weight * (1 / (1 + np.exp(-z)) - y)
        cost = float((weight * (np.logaddexp(0, z) - y * z)).sum() + (p[:-1] ** 2).sum() / (2 * INVERSE_PENALTY))
        return cost, np.append(scaled.T @ error + p[:-1] / INVERSE_PENALTY, error.sum())

    bounds = [(0 if name in FOR else None, 0 if name in AGAINST else None) for name in FEATURES]
    start = np.zeros(len(FEATURES) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)], options={"maxiter": 500})
    weights = found.x[:-1] / scaler.scale_
    return weights, float(found.x[-1] - weights @ scaler.mean_)


def right_wrong_missed(pair: CodedPair, given: Mask) -> Ints:
    """Right, wrong and missed links; arguable ones neither help nor hurt."""
    sure = pair.strength == SURE
    return np.array([(given & sure).sum(), (given & (pair.strength == 0)).sum(), (sure & ~given).sum()])


def f1(n: Ints) -> float:
    """F1 of right, wrong and missed."""
    return float(2 * n[0] / max(1, 2 * n[0] + n[1] + n[2]))


def validate(pairs: Sequence[CodedPair], features: Sequence[Floats]) -> tuple[list[Floats], float, float]:
    """Probabilities of each pair from a model that has not seen it, and the calibration (slope, shift) they need."""
    logits = []
    for k, left_out in enumerate(features):
        rest = [i for i in range(len(pairs)) if i != k]
        weights, intercept = fit([pairs[i] for i in rest], [features[i] for i in rest])
        logits.append(left_out @ weights + intercept)
    x = np.concatenate([z[p.certain] for z, p in zip(logits, pairs, strict=True)])
    y = np.concatenate([p.strength[p.certain] for p in pairs]) == SURE
    calibrated = LogisticRegression(C=1e6).fit(x[:, None], y)
    slope, shift = float(calibrated.coef_[0, 0]), float(calibrated.intercept_[0])
    return [1 / (1 + np.exp(-(z * slope + shift))) for z in logits], slope, shift


def make(
    folders: Sequence[Path],
    texts: Path,
    authored_in: Sequence[Path],
    target: Path | None,
    similarity: Similarity | None = None,
) -> dict[str, Any]:
    """Fit, validate, and write the model with its origin on record; nothing is written without a target."""
    groups = coded_groups(folders, texts, authored_in)
    pairs = [p for group in groups.values() for p in group]
    features = [features_of(p, similarity) for p in pairs]
    probabilities, slope, shift = validate(pairs, features)
    curve = f1_by_threshold(groups, probabilities)
    weights, intercept = fit(pairs, features)
    tallies = [right_wrong_missed(p, q >= THRESHOLD).tolist() for p, q in zip(pairs, probabilities, strict=True)]
    record = {
        "command": COMMAND,
        "pairs": {name: len(group) for name, group in groups.items()},
        "sha256_of_links": hashlib.sha256(b"".join(p.strength.tobytes() for p in pairs)).hexdigest(),
        "leave_one_pair_out": {
            "f1": curve[str(THRESHOLD)],
            "by_threshold": curve,
            "pairs": {
                p.name: dict(zip(("right", "wrong", "missed"), tally, strict=True))
                for p, tally in zip(pairs, tallies, strict=True)
            },
            "reliability": reliability(pairs, probabilities),
        },
        "threshold": THRESHOLD,
        "intercept": round(intercept * slope + shift, 5),
        "weights": dict(zip(FEATURES, (round(float(w) * slope, 5) + 0.0 for w in weights), strict=True)),
    }
    if target is not None:
        target.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return record


def coded_groups(folders: Sequence[Path], texts: Path, authored_in: Sequence[Path]) -> dict[str, list[CodedPair]]:
    """The coded pairs by the name of their folder, and those that were authored."""
    groups = {folder.name: list(pairs_of_json(folder, texts)) for folder in folders}
    if len(groups) < len(folders):
        raise InputError("two folders of coded pairs have the same name; rename one of them (重名)")
    found = [p for given in authored_in for folder in folders_with_links(given) for p in pairs_of_folder(folder)]
    # That hardly anything runs between two documents is for lines and kinship to say, not for this model.
    groups["authored"] = [p for p in found if (p.strength == SURE).sum() >= LEAST_LINKS]
    return groups


def f1_by_threshold(
    groups: Mapping[str, Sequence[CodedPair]], probabilities: Sequence[Floats]
) -> dict[str, dict[str, float]]:
    """F1 of each group that has any pairs, and of all together; `probabilities` are in the order of the groups."""
    scored = zip((p for group in groups.values() for p in group), probabilities, strict=True)
    parts = {name: list(islice(scored, len(group))) for name, group in groups.items()}
    parts["all"] = [pair for part in parts.values() for pair in part]
    return {
        str(round(t, 2)): {
            name: round(f1(np.sum([right_wrong_missed(p, q >= t) for p, q in part], axis=0)), 3)
            for name, part in parts.items()
            if part
        }
        for t in np.arange(0.15, 0.61, 0.05)
    }


def reliability(pairs: Sequence[CodedPair], probabilities: Sequence[Floats]) -> list[dict[str, float]]:
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
    parser.add_argument("coded", type=Path, nargs="+", help="folders with one JSON file for each coded pair")
    parser.add_argument("--texts", type=Path, required=True, help="folder with the documents of these as text files")
    parser.add_argument(
        "--authored", type=Path, nargs="*", default=[], help="folders with links.csv, or folders of such folders"
    )
    parser.add_argument("--target", type=Path, help="file to write the model to; without it nothing is written")
    parser.add_argument(
        "--themes",
        choices=("packaged", "none", "corpus"),
        default="packaged",
        help="validate only, without themes or with themes fitted on TEXTS",
    )
    given = parser.parse_args()
    if given.target and given.themes != "packaged":
        parser.error("the model is written with the packaged themes only; leave --themes or --target out")
    other = {"packaged": None, "none": no_themes, "corpus": None}[given.themes]
    if given.themes == "corpus":
        other = Themes.fit(f.read_text("utf-8", "replace") for f in sorted(given.texts.rglob("*.txt"))).similarity
    record = make(given.coded, given.texts, given.authored, given.target, other)
    sys.stdout.write(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
