"""Search that finds Chinese: runs of Chinese characters are indexed, and looked for, as pairs of characters.

Sphinx cuts Chinese into words when it builds the index, but the page that searches takes what was typed as one word:
牵头单位 is not found where the index has 牵头 and 单位. Pairs are the same on both sides, and need no dictionary.
"""

import re

from sphinx.search.en import SearchEnglish

PIECE = re.compile(r"[一-鿿〇]+|[^\W一-鿿〇]+")
SPLITTER = """
function splitQuery(query) {
  const found = [];
  for (const [piece] of query.matchAll(/[\\u4e00-\\u9fff\\u3007]+|[^\\P{L}\\u4e00-\\u9fff]+|[\\p{N}_]+/gu)) {
    if (!/^[\\u4e00-\\u9fff\\u3007]/.test(piece) || piece.length < 2) found.push(piece);
    else for (let k = 0; k + 1 < piece.length; k++) found.push(piece.slice(k, k + 2));
  }
  return found;
}
"""


class SearchChinesePairs(SearchEnglish):
    """English as usual, Chinese by pairs of characters."""

    lang = "zh_pairs"
    language_name = "English and Chinese by pairs of characters"
    js_splitter_code = SPLITTER

    def split(self, text: str) -> list[str]:
        """The terms of a text."""
        return [term for piece in PIECE.findall(text) for term in pairs(piece)]


def pairs(piece: str) -> list[str]:
    """The pairs of a run of Chinese characters; anything else as it is.

    >>> pairs("牵头单位"), pairs("lead")
    (['牵头', '头单', '单位'], ['lead'])
    """
    if not "一" <= piece[0] <= "鿿" or len(piece) < 2:
        return [piece]
    return [piece[k : k + 2] for k in range(len(piece) - 1)]
