"""A user dictionary for jieba (用户词典): units and slogans as words, each frequent enough to stay whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, get_args

from policytext.arguments import documents_of, number_of, words_of
from policytext.columns import Column
from policytext.model import Document
from policytext.reading.lexicon import Lexicon, lexicons_of
from policytext.tables import frame
from policytext.words.cutting import PLAIN, WordKind, finds_of, private_tokenizer

if TYPE_CHECKING:
    import pandas as pd

DICTIONARY_COLUMNS = {
    "word": Column("string", "词", "the unit or phrase as it is written"),
    "freq": Column("Int64", "词频", "frequency for jieba: the least at which the word stays whole, or its count"),
    "tag": Column("string", "词性", "as jieba names it: nt body, ns place, l set phrase, nz law, n other"),
    "source": Column("string", "出处", "unit, slogan: found in the documents; else the name of a lexicon"),
    "count": Column("Int64", "频次", "how often it was found in the documents; 0 for a word of a lexicon only"),
}
TAGS = {"unit": "nt", "slogan": "l", "central": "nt", "institutions": "nt", "divisions": "ns", "laws": "nz",
        "slogans": "l"}  # fmt: skip
"""Source → tag of jieba's dictionary: nt 机构团体, l 习用语, ns 地名, nz 其他专名."""
OTHER = "n"


def user_dictionary(
    documents: Iterable[Document] = (),
    *,
    kinds: Iterable[WordKind] = ("unit", "slogan"),
    lexicons: str | Lexicon | Iterable[str | Lexicon] = (),
    at_least: int = 1,
) -> pd.DataFrame:
    r"""Units and slogans as a dictionary for jieba (用户词典), shorter words first.

    jieba cuts at marks and spaces before it looks into its dictionary, so what holds one (“一老一小”) cannot be in it
    and is left out. Write it with `as_userdict`, or at once with `corpus.user_dictionary(path)`.

    Args:
        documents: A `Corpus`, or any documents.
        kinds: What to take from the documents: unit, slogan.
        lexicons: Names of packaged lexicons (central, divisions, genres, institutions, laws, slogans), or your own;
            one, or several.
        at_least: How often a word must occur in the documents; words of lexicons are all taken.

    Returns:
        A table of `DICTIONARY_COLUMNS`, the first three of them as jieba reads them.

    Raises:
        InputError: where a kind or a lexicon is unknown.

    >>> from policytext import parse
    >>> table = user_dictionary([parse("一、任务\n县民政局要开展排查。")], lexicons=["central"])
    >>> table.loc[table["source"] == "unit", ["word", "tag", "count"]].values.tolist()
    [['县民政局', 'nt', 1]]
    """
    counts: Counter[str] = Counter()
    source: dict[str, str] = {}
    wanted, at_least = known_kinds(kinds), number_of(at_least, "at_least", 0)
    known = lexicons_of(lexicons)
    for doc in documents_of(documents, "documents"):
        for word, kind in finds_of(doc):
            if kind in wanted:
                counts[word] += 1
                source[word] = "unit" if kind == "unit" else source.get(word, kind)
    held = {word: source[word] for word, n in counts.items() if n >= at_least}
    for lexicon in known:
        for word, name in listed(lexicon):
            held.setdefault(word, name)
    tokenizer = private_tokenizer()
    rows = []
    for word in sorted((w for w in held if PLAIN.fullmatch(w)), key=lambda w: (len(w), w)):
        # A longer word has to outweigh its parts as they are once the shorter ones are known.
        freq = max(tokenizer.suggest_freq(word), counts[word])
        tokenizer.add_word(word, freq)
        rows.append((word, freq, TAGS.get(held[word], OTHER), held[word], counts[word]))
    return frame(DICTIONARY_COLUMNS, rows)


def known_kinds(kinds: Iterable[WordKind]) -> frozenset[str]:
    """The kinds asked for."""
    return frozenset(words_of(kinds, "kinds", get_args(WordKind)))


def listed(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The words of a lexicon, each with the lexicon's name."""
    for word in lexicon.by_form:
        if len(word) > 1:
            yield word, lexicon.name


def as_userdict(table: pd.DataFrame) -> str:
    r"""A user dictionary as the text of a file for `jieba.Tokenizer().load_userdict`: word, frequency, tag.

    >>> as_userdict(user_dictionary(lexicons=["central"]).query("word == '中国残联'"))
    '中国残联 18 nt\n'
    """
    rows = table[["word", "freq", "tag"]].itertuples(index=False)
    return "".join(f"{word} {freq} {tag}\n" for word, freq, tag in rows)
