"""Cutting text units into words (分词): jieba with a dictionary of its own, which also has units and slogans."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from policytext.errors import InputError
from policytext.model import Document, Label
from policytext.reading.lexicon import Lexicon
from policytext.reading.text.fold import fold_value

if TYPE_CHECKING:
    import jieba

WORD = re.compile(r"[^\W\d_]")
"""What a word has at least one of: numbers and punctuation are none."""
LAYOUT = re.compile(r"\s*\n\s*")
PLAIN = re.compile(r"[一-鿕a-zA-Z0-9+#&._%-]+")
"""What jieba can hold as one word; it cuts at every other character before it looks into its dictionary."""


WordKind = Literal["unit", "slogan"]
"""What a word of the corpus's own can be."""


def finds_of(doc: Document) -> Iterator[tuple[str, WordKind]]:
    r"""The units and slogans of a document as written, each as often as it occurs.

    A unit found by a phrase (由县民政局负责) is the name in it. A name that coordination gave (财政部门 of
    财政、教育部门) does not stand in the text, and the piece of text that does, 财政, names no unit.

    >>> from policytext import parse
    >>> sorted(finds_of(parse("一、任务\n财政、教育部门要开展排查。")))
    [('教育部门', 'unit')]
    """
    yield from ((s.text, "slogan") for s in doc.slogans if len(s.text) > 1)
    units = (written(a.name, a.text) for a in doc.assignments)
    yield from ((unit, "unit") for unit in units if len(unit) > 1)


def written(name: str, text: str) -> str:
    """The name of a unit as the text writes it (in Traditional script, with other brackets); empty where it does not.

    >>> written("县民政局", "由县民政局负责"), written("县教育局", "縣教育局"), written("教育部门", "教育")
    ('县民政局', '縣教育局', '')
    """
    if name in text:
        return name
    return text if len(text) == len(name) and fold_value(text, traditional=True) == name else ""


def stop_list(stop_words: Iterable[str] | None, own: Collection[str]) -> frozenset[str]:
    """The words to leave out (停用词), by default the lexicon's; never one that the corpus has as unit or slogan."""
    if isinstance(stop_words, str):
        raise InputError(f"stop_words is the text {stop_words!r}; give a list of words (停用词)")
    given = Lexicon.default("stop_words").by_form if stop_words is None else stop_words
    return frozenset(given) - frozenset(own)


class Cutter:
    """Cuts text units into words, with a dictionary of its own."""

    def __init__(self, docs: Sequence[Document]) -> None:
        self.kinds: dict[str, WordKind] = {}
        for word, kind in (x for doc in docs for x in finds_of(doc)):
            if kind == "unit" or word not in self.kinds:
                self.kinds[word] = kind
        self.tokenizer = private_tokenizer()
        for word in sorted(w for w in self.kinds if PLAIN.fullmatch(w)):
            self.tokenizer.add_word(word)
        odd = sorted((w for w in self.kinds if not PLAIN.fullmatch(w)), key=lambda w: (-len(w), w))
        self.odd = re.compile("(" + "|".join(map(re.escape, odd)) + ")") if odd else None

    def cut(self, doc: Document, wanted: frozenset[Label] | None) -> Iterator[str]:
        """The words of a document's text units of the wanted labels."""
        for unit in self.units(doc, wanted):
            yield from unit

    def units(self, doc: Document, wanted: frozenset[Label] | None) -> Iterator[list[str]]:
        """The words of each text unit of the wanted labels."""
        for s in doc.sentences:
            if wanted is None or s.label in wanted:
                yield list(self.pieces(LAYOUT.sub("", s.text)))

    def pieces(self, text: str) -> Iterator[str]:
        """The words of a text; phrases that jieba cannot hold are taken out before it sees the rest."""
        for k, piece in enumerate(self.odd.split(text) if self.odd else [text]):
            if k % 2:
                yield piece
            else:
                yield from (w for w in self.tokenizer.cut(piece) if WORD.search(w))


def private_tokenizer() -> jieba.Tokenizer:
    """A jieba tokenizer that shares nothing with `jieba.lcut`: what is added to it stays in it."""
    import jieba

    base = loaded()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(base.FREQ), base.total, True
    return tokenizer


@lru_cache(maxsize=1)
def loaded() -> jieba.Tokenizer:
    """A tokenizer with jieba's dictionary, as it comes; only to be copied."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 has invalid escapes in its source
        import jieba
    tokenizer = jieba.Tokenizer()
    with silent("jieba"):
        tokenizer.initialize()
    return tokenizer


@contextmanager
def silent(name: str) -> Iterator[None]:
    """A logger that says nothing below a warning, for a while."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
