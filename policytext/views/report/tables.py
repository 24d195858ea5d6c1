"""The tables of a report: which columns of which table, what kind each is, and their first rows without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from policytext.brief import excerpt
from policytext.lineage import columns as lineage_columns
from policytext.tables import schemas
from policytext.views.page import NAMES, escape
from policytext.views.report.facts import Facts, showable
from policytext.views.ties import short_title

if TYPE_CHECKING:
    import pandas as pd

    from policytext.columns import Column

Kind = Literal["text", "number", "id", "doc", "words"]
"""An id stands for the document of its row, a doc for any; words are a stretch of the text of a document."""
FIRST = 10
"""Rows that stand in the page itself."""
EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Field:
    """A column as a reader sees it."""

    key: str
    zh: str
    kind: Kind
    values: Sequence[Any]
    """Of words start and end, as a browser counts them."""
    doc: str = ""
    """The column of the document that words stand in."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a reader sees it."""

    name: str
    zh: str
    fields: tuple[Field, ...]

    def __len__(self) -> int:
        return len(self.fields[0].values)

    def data(self) -> dict[str, Any]:
        """The table as it becomes JSON."""
        fields = [[f.key, f.zh, f.kind, f.doc, list(f.values)] for f in self.fields]
        return {"name": self.name, "zh": self.zh, "fields": fields}


CHOSEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "documents": ("文件", ("title", "document_number", "level", "jurisdiction", "issuers", "issued", "n_provisions",
                          "n_tasks", "n_assignments", "n_deadlines", "n_targets", "n_slogans", "n_citations")),
    "tasks": ("任务", ("text", "section", "modality", "units", "deadlines", "targets")),
    "assignments": ("责任分工", ("name", "role", "body_level", "body_kind", "source", "task")),
    "deadlines": ("时限", ("text", "kind", "earliest", "latest", "recurs", "task")),
    "targets": ("指标", ("text", "counted", "comparator", "number", "upper", "unit", "base", "task")),
    "slogans": ("提法", ("text", "kind", "expansion", "label")),
    "citations": ("引用", ("title", "number", "kind", "relation", "effect", "target_doc", "method")),
}  # fmt: skip
"""Tables of the corpus and the columns shown, beside the document; `task` is the text of the task."""
WORDS = {"tasks": ("text",), "deadlines": ("text", "task"), "assignments": ("task",), "targets": ("text", "task"),
         "slogans": ()}  # fmt: skip
"""Columns that are given as places in the text; those of a few characters are given as they are."""


def report_tables(facts: Facts) -> list[Table]:
    """All tables, in the order of their tabs."""
    return [
        *(corpus_table(facts, name) for name in CHOSEN),
        links_table(facts),
        coverage_table(facts),
        problems_table(facts),
    ]


def corpus_table(facts: Facts, name: str) -> Table:
    """A table of the corpus, with the columns chosen."""
    zh, keys = CHOSEN[name]
    table = citations(facts) if name == "citations" else facts.frame(name)
    schema = schemas_of(name)
    docs = numbers(facts, table["doc_id"])
    fields = [Field("doc_id", "文件", "id" if name == "documents" else "doc", docs)]
    for key in keys:
        if key == "task":
            fields.append(Field("task", "任务", "words", task_places(facts, table, docs), "doc_id"))
        elif key in WORDS.get(name, ()):
            fields.append(Field(key, "原文", "words", places(facts, table, docs, "start", "end"), "doc_id"))
        else:
            fields.append(plain(table, key, schema[key]))
    return Table(name, zh, tuple(fields))


def schemas_of(name: str) -> Mapping[str, Column]:
    """The columns of a table with their labels."""
    resolved = lineage_columns.RESOLUTION_COLUMNS if name == "citations" else {}
    return {**resolved, **getattr(schemas, f"{name.removesuffix('s').upper()}_COLUMNS")}


def citations(facts: Facts) -> pd.DataFrame:
    """The citations with what they were found to mean."""
    meant = facts.lineage.resolutions[["doc_id", "start", "target_doc", "method"]].drop_duplicates(["doc_id", "start"])
    return facts.frame("citations").merge(meant, on=["doc_id", "start"], how="left")


def links_table(facts: Facts) -> Table:
    """The links, both texts as words."""
    links = facts.lineage.links
    links = links[links["source_start"].notna()]
    zh = lineage_columns.LINK_COLUMNS
    derived, source = numbers(facts, links["derived_doc"]), numbers(facts, links["source_doc"])
    fields = (
        Field("derived_doc", zh["derived_doc"].zh, "doc", derived),
        plain(links, "derived_provision", zh["derived_provision"]),
        Field("source_doc", zh["source_doc"].zh, "doc", source),
        plain(links, "source_provision", zh["source_provision"]),
        plain(links, "relation", zh["relation"]),
        plain(links, "score", zh["score"]),
        plain(links, "shared", zh["shared"]),
        Field("derived_text", zh["derived_text"].zh, "words",
              places(facts, links, derived, "derived_start", "derived_end"), "derived_doc"),
        Field("source_text", zh["source_text"].zh, "words",
              places(facts, links, source, "source_start", "source_end"), "source_doc"),
    )  # fmt: skip
    return Table("links", "派生关系", fields)


def coverage_table(facts: Facts) -> Table:
    """How much of each document was drawn from which other."""
    keys = ("provisions", "verbatim", "adapted", "elaborated", "indirect", "added", "source_provisions",
            "source_indirect", "omitted",
            "share_derived", "share_omitted", "lag_days", "path")  # fmt: skip
    rows, zh = facts.lineage.coverage, lineage_columns.COVERAGE_COLUMNS
    ends = (Field(key, zh[key].zh, "doc", numbers(facts, rows[key])) for key in ("derived_doc", "source_doc"))
    return Table("coverage", "覆盖", (*ends, *(plain(rows, key, zh[key]) for key in keys)))


def problems_table(facts: Facts) -> Table:
    """What is wrong, and what to do."""
    from policytext.doctor.examination import DIAGNOSIS_COLUMNS

    rows, zh = facts.findings, DIAGNOSIS_COLUMNS
    fields = (plain(rows, key, zh[key]) for key in ("severity", "code", "what", "todo", "text", "path"))
    return Table("problems", "待核", (Field("doc_id", "文件", "doc", numbers(facts, rows["doc_id"])), *fields))


def numbers(facts: Facts, ids: pd.Series) -> list[int]:
    """Documents by number; -1 for none."""
    return [facts.number.get(i, -1) if isinstance(i, str) else -1 for i in ids]


def plain(table: pd.DataFrame, key: str, column: Column) -> Field:
    """A column of short values: numbers stay numbers, all else is text, a missing value is nothing."""
    kind: Kind = "number" if column.dtype in ("Int64", "Float64") else "text"
    values = table[key].astype(object)
    return Field(key, column.zh, kind, [value(x) for x in values.where(table[key].notna(), None)])


def value(x: Any) -> Any:
    """A value as JSON holds it."""
    if x is None or isinstance(x, bool | int):
        return x
    if isinstance(x, float):
        return round(x, 3)
    return showable(x) if isinstance(x, str) else x.date().isoformat()


def places(facts: Facts, table: pd.DataFrame, docs: Sequence[int], start: str, end: str) -> list[list[int]]:
    """Stretches of text as start and end."""
    rows = zip(docs, table[start], table[end], strict=True)
    return [facts.span(doc, (int(a), int(b))) for doc, a, b in rows]


def task_places(facts: Facts, table: pd.DataFrame, docs: Sequence[int]) -> list[list[int] | None]:
    """Where the tasks stand that the rows belong to."""
    tasks = facts.frame("tasks")
    spans = dict(zip(tasks["task_id"], zip(tasks["start"], tasks["end"], strict=True), strict=True))
    found = (spans.get(i) if isinstance(i, str) else None for i in table["task_id"])
    return [facts.span(doc, tuple(map(int, s))) if s else None for doc, s in zip(docs, found, strict=True)]


def first_rows(facts: Facts, table: Table) -> str:
    """The head of a table and its first rows, as HTML."""
    head = "".join(
        f'<th scope="col"{" class=n" if f.kind == "number" else ""}>{f.zh}<br>{f.key.removeprefix("n_")}</th>'
        for f in table.fields
    )
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in cells(facts, table))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def cells(facts: Facts, table: Table) -> Iterator[list[str]]:
    """The cells of the first rows."""
    docs = {f.key: f.values for f in table.fields if f.kind == "doc"}
    for k in range(min(FIRST, len(table))):
        yield [cell(facts, f, k, docs) for f in table.fields]


def cell(facts: Facts, field: Field, k: int, docs: Mapping[str, Sequence[int]]) -> str:
    """One cell."""
    x = field.values[k]
    if field.kind == "id":
        return f'<td class="short">{escape(facts.documents[x].doc_id)}</td>'
    if field.kind == "doc":
        return f'<td class="doc">{document_name(facts, x)}</td>'
    if x is None:
        return "<td></td>"
    if field.kind == "words":
        text = facts.texts[docs[field.doc][k]]
        return f'<td class="long">{escape(excerpt(between(text, x), EXCERPT))}</td>'
    kind = "n" if field.kind == "number" else "long" if len(str(x)) > 24 else "short"
    shown = f"{x:,}" if isinstance(x, int) else NAMES.get(x, x)
    return f'<td class="{kind}">{escape(shown)}</td>'


def document_name(facts: Facts, number: int) -> str:
    """A document in a cell: what it is on, and its id."""
    if number < 0:
        return ""
    if number >= len(facts.documents):
        return f"<small>{escape(facts.nodes[number].title)}</small>"
    doc = facts.documents[number]
    return f"<span>{escape(short_title(doc))}</span><small>{escape(doc.doc_id)}</small>"


def between(text: str, span: Sequence[int]) -> str:
    """A stretch of text whose ends a browser counted."""
    return text.encode("utf-16-le")[2 * span[0] : 2 * span[1]].decode("utf-16-le", "replace")
