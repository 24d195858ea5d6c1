"""Documents → links: what a citation means, which provisions were drawn from which, and the evidence for it."""

from policytext.derivation.settings import DerivationSettings

__all__ = ["DerivationSettings"]
