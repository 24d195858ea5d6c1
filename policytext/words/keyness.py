"""Words: how often each stands in a group of documents, and which of them are key to the group.

Directives are cut by jieba with a private tokenizer whose dictionary also has the units and slogans that were found
in the corpus, so that 市住房城乡建设局 and 三会一课 count as one word each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, get_args

import numpy as np
import pandas as pd

from policytext.arguments import documents_of, instance, words_of
from policytext.columns import Column
from policytext.model import Document, Label
from policytext.progress import bar
from policytext.tables import frame
from policytext.words.cutting import Cutter, stop_list
from policytext.words.groups import grouped

WORD_COLUMNS = {
    "group": Column("string", "组", "value of `by` that the documents share; empty where they have none"),
    "word": Column("string", "词", "the word"),
    "kind": Column("string", "词类", "unit (the name of one) or slogan where the corpus has it as one, else word"),
    "count": Column("Int64", "频次", "occurrences in the group"),
    "documents": Column("Int64", "文件数", "documents of the group that have it"),
    "per_million": Column("Float64", "每百万词", "occurrences per million words of the group"),
    "rest_count": Column("Int64", "其余频次", "occurrences in all other groups"),
    "rest_per_million": Column("Float64", "其余每百万词", "occurrences per million words of all other groups"),
    "g2": Column("Float64", "对数似然值", "log-likelihood ratio against the other groups; negative where rarer here"),
    "log_ratio": Column("Float64", "对数比", "binary logarithm of the ratio of the two rates; 1 is twice as frequent"),
}


def words(
    documents: Iterable[Document],
    *,
    by: str = "level",
    kinds: Iterable[Label] | None = None,
    stop_words: Iterable[str] | None = None,
    progress: bool | None = None,
) -> pd.DataFrame:
    r"""Counts and keyness of words by group of documents (词频与关键性).

    Keyness is Dunning's log-likelihood ratio (Computational Linguistics 19(1), 1993) in the two-cell form of Rayson and
    Garside (2000), with the sign of the difference; how large the difference is, is told by the log ratio (Hardie
    2014), in which a word absent from the other groups counts as half an occurrence there. Words that are left out have
    no row; the size of a group, and with it every rate, is that of all its words.

    Args:
        documents: A `Corpus`, or any documents.
        by: What makes the groups: `doc_id`, `year`, a header field such as `level`, `jurisdiction`, `genre`, or a key
            of the metadata.
        kinds: Labels of the text units to count, such as `("task", "goal")`; without it all of them.
        stop_words: Words to leave out, as for `collocations`: by default function words (虚词), modals and numerals;
            `()` leaves none out. Units and slogans stay in any case.
        progress: Whether to show a progress bar, as for `read`.

    Raises:
        InputError: where no document has `by`, or an argument cannot be used.

    >>> from policytext import parse
    >>> words([parse("一、任务\n县民政局要按照规定公开收费标准。")], by="doc_id", kinds="task")["word"].tolist()
    ['公开', '县民政局', '收费', '标准', '规定']
    """
    docs = documents_of(documents, "documents")
    instance(by, str, "by", "doc_id, year, a header field such as level, or a key of the metadata, as text")
    wanted = None if kinds is None else frozenset[Label](words_of(kinds, "kinds", get_args(Label)))  # type: ignore[arg-type]
    groups = grouped(docs, by)
    cutter = Cutter(docs)
    stopped = stop_list(stop_words, cutter.kinds)
    each = bar([(g, doc) for g, held in groups.items() for doc in held], len(docs), progress, "words")
    counts: dict[str | None, list[Counter[str]]] = {g: [] for g in groups}
    for g, doc in each:
        counts[g].append(Counter(cutter.cut(doc, wanted)))
    totals = {g: together(per_doc) for g, per_doc in counts.items()}
    whole = together(totals.values())
    size = whole.total()
    rows: list[tuple[Any, ...]] = []
    for g in groups:
        own = totals[g]
        spread = Counter(word for per_doc in counts[g] for word in per_doc)
        names, held = sorted(w for w in own if w not in stopped), own.total()
        a = np.array([own[w] for w in names], dtype=float)
        b = np.array([whole[w] for w in names], dtype=float) - a
        g2, ratio = keyness(a, b, held, size - held)
        for i in np.argsort(-np.nan_to_num(g2), kind="stable").tolist():
            w = names[i]
            rates = rate(a[i], held), rate(b[i], size - held)
            rows.append((g, w, cutter.kinds.get(w, "word"), own[w], spread[w], rates[0], int(b[i]), rates[1],
                         none(g2[i]), none(ratio[i])))  # fmt: skip
    return frame(WORD_COLUMNS, rows)


def together(counts: Iterable[Counter[str]]) -> Counter[str]:
    """The counts of several texts as one."""
    whole: Counter[str] = Counter()
    for one in counts:
        whole.update(one)
    return whole


def keyness(a: np.ndarray, b: np.ndarray, size: int, rest: int) -> tuple[np.ndarray, np.ndarray]:
    """Signed G² and log ratio of counts `a` among `size` words against counts `b` among `rest` words.

    >>> g2, ratio = keyness(np.array([20.0, 5.0]), np.array([5.0, 20.0]), 1000, 1000)
    >>> g2.round(2).tolist(), ratio.round(2).tolist()
    ([9.64, -9.64], [2.0, -2.0])
    """
    if not size or not rest:
        return np.full(len(a), np.nan), np.full(len(a), np.nan)
    expected = (a + b) / (size + rest)
    with np.errstate(divide="ignore", invalid="ignore"):
        g2 = 2 * sum(np.where(k > 0, k * np.log(k / (expected * n)), 0.0) for k, n in ((a, size), (b, rest)))
        ratio = np.log2((np.maximum(a, 0.5) / size) / (np.maximum(b, 0.5) / rest))
    return np.where(a * rest >= b * size, g2, -g2), ratio


def rate(count: float, size: int) -> float | None:
    """Occurrences per million words."""
    return count * 1e6 / size if size else None


def none(value: float) -> float | None:
    """`None` for a value that is not a number."""
    return None if np.isnan(value) else float(value)
