"""Documents and provisions as features for scikit-learn (特征)."""

from policytext.features.features import Features

__all__ = ["Features"]
