"""The link model: a logistic function of named features; its weights are a data file with their origin on record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np

from policytext.derivation.features import FEATURES
from policytext.derivation.wording import Floats
from policytext.errors import InputError


@dataclass(frozen=True, eq=False)
class LinkModel:
    """Features of a pair of provisions → the probability that one was drawn from the other (派生概率)."""

    intercept: float
    weights: tuple[float, ...]
    threshold: float
    """The least probability at which a link is given, best in cross-validation."""

    def probability(self, features: Floats, shift: Floats | float = 0.0) -> Floats:
        """Probabilities; the last axis of `features` is in the order of `FEATURES`, `shift` adds to the log odds."""
        logit: Floats = features @ np.asarray(self.weights) + self.intercept + shift
        odds: Floats = np.exp(-np.clip(logit, -40.0, 40.0))
        return 1.0 / (1.0 + odds)

    @classmethod
    def load(cls, path: str | Path) -> LinkModel:
        """A model from a JSON file as `python -m policytext.derivation.fit` writes it."""
        return cls.from_json(Path(path).read_text("utf-8"))

    @classmethod
    @lru_cache(maxsize=1)
    def default(cls) -> LinkModel:
        """The model that comes with the library."""
        return cls.from_json((resources.files("policytext") / "data" / "links.json").read_text("utf-8"))

    @classmethod
    def from_json(cls, text: str) -> LinkModel:
        """A model from JSON; its features must be those that the library computes."""
        data = json.loads(text)
        if list(data["weights"]) != list(FEATURES):
            raise InputError(f"the model has {list(data['weights'])}; expected {list(FEATURES)}; fit it again (特征)")
        weights = tuple(float(w) for w in data["weights"].values())
        return cls(float(data["intercept"]), weights, float(data["threshold"]))
