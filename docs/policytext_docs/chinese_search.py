"""Search that finds Chinese: runs of Chinese characters are indexed, and looked for, as pairs of characters.

Sphinx cuts Chinese into words when it builds the index, but the page that searches takes what was typed as one word:
牵头单位 is not found where the index has 牵头 and 单位. Pairs are the same on both sides, and need no dictionary.
"""

import re

from sphinx.search.en import SearchEnglish

HAN = "一-鿿〇"
PIECE = re.compile(rf"[{HAN}]+|[^\W{HAN}]+")
SPLITTER = """
function splitQuery(query) {
  const han = "[\\u4e00-\\u9fff\\u3007]";
  const pieces = query.match(new RegExp(`${han}+|(?:(?!${han})[\\p{L}\\p{N}_])+`, "gu")) || [];
  return pieces.flatMap((piece) =>
    piece.length > 1 && new RegExp(han).test(piece)
      ? Array.from({ length: piece.length - 1 }, (_, k) => piece.slice(k, k + 2))
      : [piece]);
}
"""
"""The same in the page that searches."""


class SearchChinesePairs(SearchEnglish):
    """English as usual, Chinese by pairs of characters."""

    lang = "zh_pairs"
    language_name = "English"  # the name of the stemmer that the page loads
    js_splitter_code = SPLITTER

    def split(self, text: str) -> list[str]:
        """The terms of a text."""
        return [term for piece in PIECE.findall(text) for term in pairs(piece)]


def pairs(piece: str) -> list[str]:
    """The pairs of a run of Chinese characters; anything else as it is.

    >>> pairs("牵头单位"), pairs("lead")
    (['牵头', '头单', '单位'], ['lead'])
    """
    if len(piece) < 2 or not re.match(f"[{HAN}]", piece):
        return [piece]
    return [piece[k : k + 2] for k in range(len(piece) - 1)]
