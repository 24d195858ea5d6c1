"""Documents → lineage: what a citation means, which provisions were drawn from which, and the evidence for it."""

from policytext.derivation.settings import DerivationSettings

__all__ = ["DerivationSettings", "derive"]


def __getattr__(name: str) -> object:
    if name == "derive":  # numpy and scipy come with it
        from policytext.derivation.derive import derive

        return derive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
