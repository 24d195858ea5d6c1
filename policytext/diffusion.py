"""How wording spreads: which document used a slogan when, the first, the second … of all and of its level."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from policytext.columns import Column
from policytext.derivation.lines import date_of
from policytext.model import Document
from policytext.tables import frame

if TYPE_CHECKING:
    import pandas as pd

DIFFUSION_COLUMNS = {
    "slogan": Column("string", "提法", "the wording, as printed"),
    "doc_id": Column("string", "文件编号", "a document that has it"),
    "level": Column("string", "层级", "level of the document; empty where unknown"),
    "date": Column("datetime64[s]", "日期", "its date of issue, else of printing; empty where unknown"),
    "occurrences": Column("Int64", "次数", "how often it has the wording"),
    "documents": Column("Int64", "文件数", "documents of the corpus that have it, undated ones among them"),
    "order": Column("Int64", "先后", "dated documents that had it by that date, this one among them: 1 for the first"),
    "level_order": Column("Int64", "本级先后", "of these, the documents of its level"),
}


def slogan_diffusion(documents: Iterable[Document]) -> pd.DataFrame:
    """One row per slogan and document that has it: when, and how many had it by then (提法扩散).

    The most widespread slogans first, each by date; documents of one date count together, undated ones stand last.

    Args:
        documents: A corpus, or any documents.

    >>> slogan_diffusion([]).columns.tolist()[:4]
    ['slogan', 'doc_id', 'level', 'date']
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    held = {doc.doc_id: doc for doc in documents}
    for doc in held.values():
        for slogan in doc.slogans:
            counts[slogan.text][doc.doc_id] += 1
    spread = sorted(counts, key=lambda text: (-len(counts[text]), text))
    return frame(DIFFUSION_COLUMNS, (row for text in spread for row in rows_of(text, counts[text], held)))


def rows_of(text: str, counts: Counter[str], held: dict[str, Document]) -> Iterator[tuple[Any, ...]]:
    """The rows of one slogan."""
    users = sorted((held[k] for k in counts), key=lambda d: (date_of(d) or dt.date.max, d.doc_id))
    dates = [(date_of(d), d.header.level) for d in users]
    for doc in users:
        day, level = date_of(doc), doc.header.level
        by_then = [of for when, of in dates if day and when and when <= day]
        order = (len(by_then), sum(of == level for of in by_then)) if day else (None, None)
        yield (text, doc.doc_id, level, day, counts[doc.doc_id], len(users), *order)
