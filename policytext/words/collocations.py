"""Collocations (搭配): words that stand together more often than their frequencies would make them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from policytext.columns import Column
from policytext.errors import InputError
from policytext.model import Document, Label
from policytext.progress import bar
from policytext.tables import frame
from policytext.words.cutting import Cutter, stop_list
from policytext.words.groups import grouped

if TYPE_CHECKING:
    import pandas as pd

Measure = Literal["g2", "log_dice", "pmi"]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

COLLOCATION_COLUMNS = {
    "group": Column("string", "组", "value of `by` that the documents share; empty where they have none"),
    "word": Column("string", "词", "the word that stands first; of a pair within text units the more frequent one"),
    "collocate": Column("string", "搭配词", "the word that stands with it"),
    "word_kind": Column(
        "string", "词类", "unit (the name of one) or slogan where the corpus has the word as one, else word"
    ),
    "collocate_kind": Column("string", "搭配词类", "the same of the collocate"),
    "count": Column("Int64", "共现次数", "how often the two stand together in the group"),
    "documents": Column("Int64", "文件数", "documents of the group in which they do"),
    "word_count": Column("Int64", "词频次", "how often the word stands in a place where it could have a collocate"),
    "collocate_count": Column("Int64", "搭配词频次", "the same of the collocate"),
    "expected": Column("Float64", "期望次数", "how often they would by chance"),
    "g2": Column("Float64", "对数似然值", "log-likelihood ratio; negative where they meet less than by chance"),
    "log_dice": Column("Float64", "对数Dice值", "14 + log2 of the Dice coefficient: at most 14, also in a long text"),
    "pmi": Column("Float64", "点互信息", "log2 of the count against the expected one; large for rare words"),
}


def collocations(  # noqa: PLR0913 - each is one thing to say of counting
    documents: Iterable[Document],
    *,
    by: str = "level",
    kinds: Iterable[Label] | None = ("task",),
    window: int | None = None,
    at_least: int = 3,
    measure: Measure = "g2",
    stop_words: Iterable[str] | None = None,
    progress: bool | None = None,
) -> pd.DataFrame:
    r"""Words that stand together in the tasks of a group of documents (搭配), the strongest pairs first.

    Without a window a pair counts once for each text unit that holds both words, in whatever order. With a window of
    `n` words each occurrence of the one at most `n` words behind the other, inside one text unit, counts, and the word
    that stands first is `word`; stop words, numbers and marks are not counted as words in between.

    The three measures are worked out from one 2 × 2 table each: the log-likelihood ratio (Dunning, Computational
    Linguistics 19(1), 1993), signed; log-Dice (Rychlý, RASLAN 2008); pointwise mutual information (Church and Hanks,
    Computational Linguistics 16(1), 1990). The first says how sure a pair is, the second how exclusive.

    Args:
        documents: A `Corpus`, or any documents.
        by: What makes the groups: `doc_id`, `year`, a header field such as `level`, or a key of the metadata.
        kinds: Labels of the text units to count; `None` for all of them.
        window: Words between which to count, or `None` for the whole text unit.
        at_least: How often a pair must stand together in the group.
        measure: By which the rows of a group are ordered: g2, log_dice, pmi.
        stop_words: Words to leave out instead of those in the lexicon `stop_words` (function words 虚词, modals,
            numerals); `()` leaves none out. Units and slogans stay in any case.
        progress: Whether to show a progress bar, as for `read`.

    Returns:
        A table of `COLLOCATION_COLUMNS`.

    Raises:
        InputError: where no document has `by`, or an argument cannot be used.

    >>> from policytext import parse
    >>> text = "一、任务\n各镇要开展隐患排查。县民政局要加强隐患排查。各村要公开收费标准。"
    >>> table = collocations([parse(text)], by="doc_id", at_least=2)
    >>> table[["word", "collocate", "count"]].values.tolist()
    [['排查', '隐患', 2]]
    """
    check(window, at_least, measure)
    docs = list(documents)
    groups = grouped(docs, by)
    cutter = Cutter(docs)
    wanted = None if kinds is None else frozenset(kinds)
    stopped = stop_list(stop_words, cutter.kinds)
    rows: list[tuple[Any, ...]] = []
    texts: dict[str | None, list[list[list[str]]]] = {group: [] for group in groups}
    for group, doc in bar([(g, d) for g, held in groups.items() for d in held], len(docs), progress, "collocations"):
        texts[group].append([[w for w in u if w not in stopped] for u in cutter.units(doc, wanted)])
    for group in groups:
        for pair in pairs(texts[group], window, at_least, measure):
            both = (cutter.kinds.get(w, "word") for w in pair[:2])
            rows.append((group, *pair[:2], *both, *pair[2:]))
    return frame(COLLOCATION_COLUMNS, rows)


def check(window: int | None, at_least: int, measure: str) -> None:
    """Complain of arguments that cannot be used."""
    if window is not None and (isinstance(window, bool) or not isinstance(window, int) or window < 1):
        raise InputError(f"window is {window!r}; give a number of words from 1, or None for the text unit (窗口)")
    if isinstance(at_least, bool) or not isinstance(at_least, int) or at_least < 1:
        raise InputError(f"at_least is {at_least!r}; give a whole number from 1 (最低频次)")
    if measure not in get_args(Measure):
        raise InputError(f"measure is {measure!r}; give one of {', '.join(get_args(Measure))} (关联度)")


def pairs(
    texts: Sequence[Sequence[Sequence[str]]], window: int | None, at_least: int, measure: Measure
) -> Iterator[tuple[Any, ...]]:
    """The pairs of words of one group: words, counts, measures, in order; `texts` are documents of units of words."""
    names = sorted({w for units in texts for unit in units for w in unit})
    number = {w: k for k, w in enumerate(names)}
    size = max(len(names), 1)
    ids = [[np.array([number[w] for w in unit], dtype=np.int64) for unit in units] for units in texts]
    met = within_units if window is None else partial_window(window)
    first, second, total = marginals(ids, size, window)
    codes, counts, spread = tally([met(units, size) for units in ids])
    kept = (counts >= at_least) & (codes // size != codes % size)  # a word is no collocate of its own
    codes, counts, spread = codes[kept], counts[kept], spread[kept]
    x, y = codes // size, codes % size
    if window is None:  # no order in the text: the more frequent word first
        turned = (first[y] > first[x]) | ((first[y] == first[x]) & (y < x))
        x, y = np.where(turned, y, x), np.where(turned, x, y)
    expected, g2, dice, pmi = association(counts, first[x], second[y], total)
    value = {"g2": g2, "log_dice": dice, "pmi": pmi}[measure]
    for k in np.lexsort((y, x, -counts, -value)).tolist():
        yield (names[x[k]], names[y[k]], counts[k], spread[k], first[x[k]], second[y[k]], expected[k], g2[k], dice[k],
               pmi[k])  # fmt: skip


def within_units(units: Sequence[Ints], size: int) -> Ints:
    """The pairs of different words in each text unit, coded as `low * size + high`."""
    found = []
    for unit in units:
        held = np.unique(unit)
        low, high = np.triu_indices(len(held), 1)
        found.append(held[low] * size + held[high])
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def partial_window(window: int) -> Callable[[Sequence[Ints], int], Ints]:
    """What finds the pairs of words at most `window` words apart, coded as `first * size + second`."""

    def met(units: Sequence[Ints], size: int) -> Ints:
        found = [unit[:-gap] * size + unit[gap:] for unit in units for gap in range(1, min(window, len(unit) - 1) + 1)]
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    return met


def marginals(ids: Sequence[Sequence[Ints]], size: int, window: int | None) -> tuple[Ints, Ints, int]:
    """How often each word could stand first and second, and how many places for a pair there are.

    Of text units: in how many a word occurs, and how many there are. Of windows: in how many pairs a word stands
    first, in how many second, and how many pairs there are.
    """
    units = [unit for held in ids for unit in held]
    if window is None:
        every = np.concatenate([np.unique(u) for u in units]) if units else np.zeros(0, dtype=np.int64)
        holding = np.bincount(every, minlength=size)
        return holding, holding, len(units)
    codes = partial_window(window)(units, size)
    return np.bincount(codes // size, minlength=size), np.bincount(codes % size, minlength=size), len(codes)


def tally(per_document: Sequence[Ints]) -> tuple[Ints, Ints, Ints]:
    """The different pairs, how often each was met, and in how many documents."""
    counted = [np.unique(codes, return_counts=True) for codes in per_document]
    if not counted:
        return (np.zeros(0, dtype=np.int64),) * 3
    codes, place = np.unique(np.concatenate([c for c, _ in counted]), return_inverse=True)
    counts = np.zeros(len(codes), dtype=np.int64)
    np.add.at(counts, place, np.concatenate([n for _, n in counted]))
    return codes, counts, np.bincount(place, minlength=len(codes))


def association(both: Ints, first: Ints, second: Ints, total: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Expected count, signed log-likelihood ratio, log-Dice and PMI of pairs.

    >>> one = [np.array([n]) for n in (30, 40, 60)]
    >>> [round(float(v[0]), 3) for v in association(*one, 1000)]
    [2.4, 141.952, 13.263, 3.644]
    """
    a, r, c = (n.astype(float) for n in (both, first, second))
    expected = r * c / max(total, 1)
    observed = (a, r - a, c - a, total - r - c + a)
    chance = (expected, r - expected, c - expected, total - r - c + expected)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = [np.where(o > 0, o * np.log(o / e), 0.0) for o, e in zip(observed, chance, strict=True)]
        dice, pmi = 14 + np.log2(2 * a / (r + c)), np.log2(a / expected)
    g2 = np.maximum(2 * np.sum(terms, axis=0), 0)
    return expected, np.where(a >= expected, g2, -g2), dice, pmi
