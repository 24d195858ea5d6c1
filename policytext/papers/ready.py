"""Tables that papers about directives need: what the corpus holds, what was taken over, by which relation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from policytext.arguments import instance
from policytext.columns import Column
from policytext.errors import InputError
from policytext.tables import Labels, frame, labels_known

if TYPE_CHECKING:
    import pandas as pd

LEVELS = {"central": "中央", "province": "省级", "prefecture": "地市级", "county": "县级", "township": "乡镇级",
          "community": "社区级"}  # fmt: skip
NO_LEVEL = {"en": "not known", "zh": "不详"}
ALL = {"en": "all", "zh": "合计"}
RELATIONS = ("verbatim", "adapted", "elaborated", "common_source", "undetermined")

OVERVIEW_COLUMNS = {
    "level": Column("string", "层级", "level of the issuer; the last row: all documents"),
    "documents": Column("Int64", "文件数", "documents"),
    "first": Column("string", "最早", "earliest date of issue"),
    "last": Column("string", "最晚", "latest date of issue"),
    "characters": Column("Float64", "字数中位数", "median characters of a document"),
    "provisions": Column("Int64", "条款数", "provisions"),
    "tasks": Column("Int64", "任务数", "tasks"),
    "assigned": Column(
        "Float64", "落实责任单位比例", "share of the tasks for which a unit was found, recipients aside"
    ),
    "deadlines": Column("Int64", "时限数", "deadlines"),
    "targets": Column("Int64", "量化指标数", "targets"),
    "citations": Column("Int64", "引用数", "citations"),
}
COVERAGE_COLUMNS = {
    "derived_doc": Column("string", "下位文件", "the document that draws on another"),
    "source_doc": Column("string", "上位文件", "the document drawn on"),
    "provisions": Column("Int64", "下位条款数", "provisions of the derived document, without its preamble"),
    "share_derived": Column("string", "派生比例", "share of them with a link, and expected value with 95 % interval"),
    "source_provisions": Column("Int64", "上位条款数", "provisions of the source, without its preamble"),
    "share_omitted": Column(
        "string",
        "遗漏比例",
        "share of them of which nothing came, through others neither, and expected value with 95 % interval",
    ),
    "reproduction": Column("Float64", "复制系数", "share of the derived document's words in shared runs"),
    "lag_days": Column("Int64", "时滞（天）", "days from the source to the derived document"),
}
RELATION_COLUMNS = {
    "source_level": Column("string", "上位层级", "level of the source"),
    "derived_level": Column("string", "下位层级", "level of the derived document"),
    "pairs": Column("Int64", "文件对数", "pairs of documents with links"),
    "verbatim": Column("Int64", "照搬", "links of provisions, by relation"),
    "adapted": Column("Int64", "改写", "adapted"),
    "elaborated": Column("Int64", "细化", "elaborated"),
    "common_source": Column("Int64", "同源", "wording shared, neither drawn from the other"),
    "score": Column("Float64", "平均得分", "mean probability of the links"),
}
Shares = Literal["share_derived", "share_omitted"]


def overview(documents: pd.DataFrame, *, labels: Labels = "en") -> pd.DataFrame:
    """What a corpus holds, by level (语料概况): one row per level that occurs, and one for all.

    Args:
        documents: The table `corpus.documents`.
        labels: Language of headings and levels.
    """
    needed(documents, "documents", ("level", "issued", "characters", "n_provisions", "n_tasks", "n_unassigned"))
    groups: list[tuple[str, pd.DataFrame]] = [
        (word(level, labels), documents[documents["level"] == level])
        for level in LEVELS
        if (documents["level"] == level).any()
    ]
    if documents["level"].isna().any():
        groups.append((NO_LEVEL[labels_known(labels)], documents[documents["level"].isna()]))
    groups.append((ALL[labels_known(labels)], documents))
    return frame(OVERVIEW_COLUMNS, [overview_row(name, group) for name, group in groups], labels=labels)


def overview_row(name: str, group: pd.DataFrame) -> tuple[Any, ...]:
    """One row of `overview`."""
    tasks = int(group["n_tasks"].sum())
    dates = group["issued"].dropna()
    return (
        name,
        len(group),
        dates.min().date().isoformat() if len(dates) else None,
        dates.max().date().isoformat() if len(dates) else None,
        float(group["characters"].median()) if len(group) else None,
        int(group["n_provisions"].sum()),
        tasks,
        1 - int(group["n_unassigned"].sum()) / tasks if tasks else None,
        *(int(group[f"n_{kind}"].sum()) for kind in ("deadlines", "targets", "citations")),
    )


def coverage(
    table: pd.DataFrame, *, names: Mapping[str, str] | None = None, labels: Labels = "en", digits: int = 2
) -> pd.DataFrame:
    """What each document took over of another, with intervals (覆盖): `0.43 (0.41; 0.30–0.52)`.

    What comes through a document in between counts in neither share: it has no link, and was not left out.
    The share stands first; in brackets its expected value under the probabilities of the links, and the 95 % interval.

    Args:
        table: The table `lineage.coverage`, or rows of it.
        names: What to call documents: doc_id → a short name.
        labels: Language of headings.
        digits: Decimals of the shares.
    """
    needed(table, "lineage.coverage", ("derived_doc", "source_doc", "share_derived_low", "share_omitted_low"))
    known = names or {}
    rows = [
        (
            known.get(r["derived_doc"], r["derived_doc"]),
            known.get(r["source_doc"], r["source_doc"]),
            r["provisions"],
            with_interval(r, "share_derived", digits),
            r["source_provisions"],
            with_interval(r, "share_omitted", digits),
            r["reproduction"],
            r["lag_days"],
        )
        for r in table.astype(object).where(table.notna(), None).to_dict("records")
    ]
    return frame(COVERAGE_COLUMNS, rows, labels=labels)


def with_interval(row: Mapping[Any, Any], share: Shares, digits: int) -> str | None:
    """A share, its expected value and its interval in one cell."""
    values = [row[share + end] for end in ("", "_expected", "_low", "_high")]
    if any(v is None for v in values):
        return None
    told, expected, low, high = (f"{v:.{digits}f}" for v in values)
    return f"{told} ({expected}; {low}–{high})"


def relations(links: pd.DataFrame, documents: pd.DataFrame, *, labels: Labels = "en") -> pd.DataFrame:
    """Links by the levels of both documents and by relation (派生关系概况).

    Args:
        links: The table `lineage.links`; links to documents outside the corpus are left out.
        documents: The table `corpus.documents`.
        labels: Language of headings and levels.
    """
    needed(links, "lineage.links", ("derived_doc", "source_doc", "relation", "score"))
    needed(documents, "corpus.documents", ("doc_id", "level"))
    level = documents.set_index("doc_id")["level"].fillna("")
    held = links[links["source_doc"].isin(level.index)]
    ends = {end: held[f"{end}_doc"].map(level) for end in ("source", "derived")}
    rows = []
    order = [*LEVELS, ""]
    for above in order:
        for below in order:
            part = held[(ends["source"] == above) & (ends["derived"] == below)]
            if len(part):
                counts = [int((part["relation"] == r).sum()) for r in RELATIONS[:4]]
                pairs = len(part[["derived_doc", "source_doc"]].drop_duplicates())
                score = part["score"].mean()
                rows.append((word(above, labels), word(below, labels), pairs, *counts, score))
    return frame(RELATION_COLUMNS, rows, labels=labels)


def word(level: str, labels: Labels) -> str:
    """A level in the language of the labels."""
    known = labels_known(labels)
    return (LEVELS.get(level, level) if known == "zh" else level) or NO_LEVEL[known]


def needed(table: pd.DataFrame, what: str, columns: tuple[str, ...]) -> None:
    """Check that a table is the one expected.

    Raises:
        InputError: where it is no table, or a column is missing.
    """
    import pandas as pd

    instance(table, pd.DataFrame, "the table", f"{what}, a DataFrame (表格)")
    if missing := [c for c in columns if c not in table.columns]:
        raise InputError(f"the table lacks the column {missing[0]!r}; give {what}, with English columns (缺列)")
