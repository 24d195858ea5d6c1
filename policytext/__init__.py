"""Reads Chinese government directives (公文): who has to do what by when, and which requirement was drawn from which.

>>> import policytext as pt
>>> doc = pt.parse("各县（区）要于2024年6月底前完成排查。")
>>> corpus = pt.read("corpora/demo")  # doctest: +SKIP

`import policytext` loads no other package; everything below is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytext.chinese import translate
    from policytext.corpus import Corpus, diagnose, read
    from policytext.derivation.themes import Themes
    from policytext.environment import show_versions, versions
    from policytext.errors import Interrupted, PolicyTextError, partial
    from policytext.evaluation import confusions, evaluate
    from policytext.features import Features
    from policytext.lineage import Lineage
    from policytext.link_evaluation import evaluate_links
    from policytext.model import Document, Problem
    from policytext.papers import latex, markdown
    from policytext.parser import Parser, parse
    from policytext.reading.lexicon import Lexicon
    from policytext.reading.rules import Rule, RuleSet
    from policytext.reliability import agreement
    from policytext.samples import precision, sample
    from policytext.sources.limits import Limits
    from policytext.span import Span

__version__ = "0.1.0"

HOMES = {
    "Corpus": "corpus",
    "Document": "model",
    "Features": "features",
    "Interrupted": "errors",
    "Lexicon": "reading.lexicon",
    "Limits": "sources.limits",
    "Lineage": "lineage",
    "Parser": "parser",
    "PolicyTextError": "errors",
    "Problem": "model",
    "Rule": "reading.rules",
    "RuleSet": "reading.rules",
    "Span": "span",
    "Themes": "derivation.themes",
    "agreement": "reliability",
    "confusions": "evaluation",
    "diagnose": "corpus",
    "evaluate": "evaluation",
    "evaluate_links": "link_evaluation",
    "latex": "papers",
    "markdown": "papers",
    "parse": "parser",
    "partial": "errors",
    "precision": "samples",
    "read": "corpus",
    "sample": "samples",
    "show_versions": "environment",
    "translate": "chinese",
    "versions": "environment",
}
"""Public name → module that it lives in."""

__all__ = [
    "Corpus",
    "Document",
    "Features",
    "Interrupted",
    "Lexicon",
    "Limits",
    "Lineage",
    "Parser",
    "PolicyTextError",
    "Problem",
    "Rule",
    "RuleSet",
    "Span",
    "Themes",
    "__version__",
    "agreement",
    "confusions",
    "diagnose",
    "evaluate",
    "evaluate_links",
    "latex",
    "markdown",
    "parse",
    "partial",
    "precision",
    "read",
    "sample",
    "show_versions",
    "translate",
    "versions",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562)."""
    if name not in HOMES:
        raise AttributeError(f"module 'policytext' has no attribute {name!r}")
    value: object = getattr(import_module(f"policytext.{HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
