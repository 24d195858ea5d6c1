"""The phrases that count as slogans without quotes, as the lexicons list them."""

from functools import lru_cache

from policytext.model import SloganKind
from policytext.reading.lexicon import Lexicon

SHORTEST_NUMERAL = 3
"""Numeral abbreviations of two characters (双减) count unquoted only where the document quotes them elsewhere."""


@lru_cache(maxsize=4)
def formulas(extra: tuple[Lexicon, ...] = ()) -> dict[str, tuple[SloganKind, bool, str]]:
    """Every such phrase, of the library's lexicon and of the user's, and what it is found as: kind, mark and rule.

    A numeral abbreviation is marked also without quotes.
    """
    kinds: dict[str, tuple[SloganKind, bool, str]] = {}
    for entry in (e for lexicon in (Lexicon.default("slogans"), *extra) for e in lexicon):
        for form in (entry.name, *entry.variants):
            kind = entry.kind or "formula"
            if kind in ("formula", "campaign") or (kind == "numeric" and len(form) >= SHORTEST_NUMERAL):
                numeric = kind == "numeric"
                rule = "slogans.numeral_known" if numeric else f"slogans.{kind}"
                kinds[form] = kind, numeric, rule  # type: ignore[assignment]
    return kinds
