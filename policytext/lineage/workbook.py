"""The workbook of a lineage: the tables of its corpus, those of derivation, and the matrix of families."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from policytext.columns import Column
from policytext.export.workbook import Fact, Sheet, Workbook, corpus_book
from policytext.lineage.columns import FAMILY_COLUMNS, SCHEMAS, TITLES
from policytext.masking import known_masks
from policytext.tables import TABLES, Labels, table

if TYPE_CHECKING:
    import pandas as pd

    from policytext.lineage.lineage import Lineage

TITLE = Fact("Which requirement derives from which", "派生关系表格", "")
FILE = "lineage.xlsx"
FIRST = ("documents", "links", "coverage", "families", "matrix", "uptake", "changes")
"""Sheets that come first; the others follow."""
MATRIX_COLUMNS = {
    **{name: FAMILY_COLUMNS[name] for name in ("family", "label")},
    "…": Column("string", "…", "a document: origin, copied, adapted, concrete, shared; empty: absent"),
}


def lineage_book(
    lineage: Lineage,
    *,
    labels: Labels = "en",
    mask: Iterable[str] = (),
    made: dt.date | None = None,
    tables: Mapping[str, pd.DataFrame] | None = None,
) -> Workbook:
    """The workbook of a lineage; `tables` are those of its corpus, masked as it is, where they are at hand."""
    wanted = known_masks(mask)
    if tables is None:
        tables = {name: table(lineage.documents, name, problems=lineage.problems, mask=wanted) for name in TABLES}
    corpus = corpus_book(lineage.documents, tables, labels=labels, mask=wanted, made=made)
    own = [Sheet(name, t, SCHEMAS[name], TITLES[name]) for name, t in lineage.tables(mask=wanted).items()]
    matrix = Sheet("matrix", matrix_table(lineage), MATRIX_COLUMNS, TITLES["matrix"], matrix=True)
    sheets = {s.name: s for s in (*own, matrix, *corpus.sheets)}
    order = (*FIRST, *(name for name in sheets if name not in FIRST))
    return Workbook(TITLE, tuple(sheets[name] for name in order), (*corpus.facts, *record(lineage)), labels, FILE)


def matrix_table(lineage: Lineage) -> pd.DataFrame:
    """The matrix with its two names of families as columns, also where a document is called like one of them."""
    matrix = lineage.matrix().rename(columns={name: f"{name} (doc_id)" for name in ("family", "label")})
    flat: pd.DataFrame = matrix.reset_index()
    return flat


def record(lineage: Lineage) -> tuple[Fact, ...]:
    """The settings of derivation, and what came of them."""
    s = lineage.settings
    found = Counter(k.relation for k in lineage.objects)
    given = getattr(s.similarity, "__qualname__", type(s.similarity).__name__)
    yes = {True: "yes 是", False: "no 否"}
    return (
        Fact("least probability of a link", "派生阈值", f"{lineage.search.threshold:g}"),
        Fact("paths along which documents are compared", "比对路径", ", ".join(s.paths)),
        Fact("common wording discounted", "扣除通用表述", yes[s.background]),
        Fact("common sources looked for", "查找共同来源", yes[s.common_source]),
        Fact("indirect links given", "列出间接关系", yes[s.transitive]),
        Fact("citations masked", "不用引用信息", yes[s.mask_citations]),
        Fact("likeness of meaning", "语义相近度", f"given: {given}" if s.similarity else "packaged themes 内置主题"),
        Fact("links by relation", "各类派生关系数", in_words(found.most_common()) or "none 无"),
        Fact("links that a coder decided", "人工判定数", f"{sum(bool(k.decision) for k in lineage.objects):,}"),
        Fact("steps", "各步数量", in_words(lineage.counts.items())),
    )


def in_words(counts: Iterable[tuple[str, int]]) -> str:
    """Counts in one cell."""
    return ", ".join(f"{name} {n:,}" for name, n in counts)
