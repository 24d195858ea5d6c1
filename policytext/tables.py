"""Documents → DataFrames: one table per kind of find, columns and dtypes fixed, also when empty.

The schemas are the constants below, name → `Column`. An object's id is `doc_id/kind@start`: it comes from the place
in the text, so that neither a new rule nor a new document renumbers what a coder has checked; where several objects
of a kind begin at one place (a shared ending distributed over several names) the second has `.2`, and so on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from policytext.columns import Column
from policytext.errors import InputError
from policytext.model import Assignment, Deadline, Document, Extract, Problem, Provision

Labels = Literal["en", "zh"]
Schema = dict[str, Column]
JOIN = "；"
"""What stands between several values in one cell (issuers, addressees)."""

DOC_ID = Column("string", "文件编号", "id of the document: given, else its path in the folder read, without suffix")
SENTENCE_ID = Column("string", "语句编号", "id of the text unit in which it stands")
SECTION_ID = Column("string", "层次编号", "id of the innermost section that holds it; empty outside the outline")
SECTION = Column("string", "层次", "address of that section in the outline, such as 三/（二）/1")
TASK_ID = Column("string", "任务编号", "id of the task; empty where it belongs to none")
START = Column("Int64", "起点", "offset of its first character in the document's text")
END = Column("Int64", "终点", "offset after its last character")
TEXT = Column("string", "原文", "the text as printed")
RULE = Column("string", "规则", "id of the rule that found it; `coded` where a person did")
PLACE = {"start": START, "end": END, "text": TEXT}
COUNT = "Int64"

DOCUMENT_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "title": Column("string", "标题", "title of the instrument as issued"),
    "document_number": Column("string", "发文字号", "document number, brackets as 〔〕"),
    "genre": Column("string", "文种", "genre of the instrument: 通知, 意见, 决定 …"),
    "enclosure_genre": Column("string", "所附文件文种", "what the enclosed text is: 实施方案, 办法 …"),
    "enclosures": Column("string", "所附文件", "titles of the enclosed documents, with ； between them"),
    "issuers": Column("string", "发文机关", "issuing bodies, with ； between them"),
    "addressees": Column("string", "主送机关", "bodies addressed, coordination distributed, with ； between them"),
    "issued": Column("datetime64[s]", "成文日期", "date of issue"),
    "printed": Column("datetime64[s]", "印发日期", "date of printing"),
    "level": Column("string", "层级", "central, province, prefecture, county, township, community"),
    "jurisdiction": Column("string", "辖区", "place that the issuer governs"),
    "url": Column("string", "网址", "address given in the metadata table"),
    "from_metadata": Column(
        "string", "取自元数据", "fields above whose value came from the metadata table, not from the text"
    ),
    "characters": Column(COUNT, "字数", "characters of the text, white space included"),
    "n_sections": Column(COUNT, "层次数", "sections of the outline"),
    "n_sentences": Column(COUNT, "语句数", "text units"),
    "n_provisions": Column(COUNT, "条款数", "provisions"),
    "n_tasks": Column(COUNT, "任务数", "tasks"),
    "n_assignments": Column(COUNT, "责任单位数", "mentions of a unit that has to act"),
    "n_deadlines": Column(COUNT, "时限数", "deadlines"),
    "n_targets": Column(COUNT, "量化指标数", "targets"),
    "n_slogans": Column(COUNT, "提法数", "slogans"),
    "n_citations": Column(COUNT, "引用数", "citations"),
    "n_problems": Column(COUNT, "问题数", "rows of this document in `problems`"),
    "undecided": Column(
        "Float64", "未定比例", "share of text units whose label no rule but the default gave; empty without text"
    ),
    "header_missing": Column(
        "string", "缺失要素", "title, genre, document_number, issuers, issued, level, jurisdiction: those still empty"
    ),
    "n_unassigned": Column(COUNT, "无责任单位任务数", "tasks that no unit was found for"),
    "n_unresolved": Column(
        COUNT, "未解析时限数", "deadlines with neither a date nor a recurrence (relative ones among them)"
    ),
    "n_unnamed": Column(COUNT, "不明引用数", "citations of a document or law with neither title nor number"),
    "path": Column("string", "来源", "file that it was read from"),
    "format": Column("string", "格式", "format of that file"),
    "encoding": Column("string", "编码", "encoding it was read in"),
    "sha256": Column("string", "校验值", "SHA-256 digest of its bytes"),
}
SECTION_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "section_id": Column("string", "层次编号", "id of the section"),
    "parent_id": Column("string", "上级层次编号", "id of the section that encloses it"),
    "path": SECTION,
    "level": Column(COUNT, "级", "1 for 一、 and 第一章, 2 for （一） …"),
    "marker": Column("string", "序号", "its number as printed; empty for an unnumbered heading"),
    "heading": Column("string", "小标题", "heading without number and final 。"),
    "sentence_id": Column("string", "语句编号", "id of the text unit in which it opens"),
    "start": START,
    "end": END,
    "rule": RULE,
}
SENTENCE_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "sentence_id": Column("string", "语句编号", "id of the text unit"),
    "section_id": SECTION_ID,
    "section": SECTION,
    "label": Column("string", "类别", "task, goal, principle, statement, formula, heading, responsibility, furniture"),
    **PLACE,
    "rule": RULE,
}
PROVISION_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "provision_id": Column("string", "条款编号", "id of the provision"),
    "section_id": SECTION_ID,
    "path": Column("string", "条款", "its address in the outline"),
    "heading": Column("string", "小标题", "heading"),
    **PLACE,
}
TASK_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "task_id": Column("string", "任务编号", "id of the task"),
    "sentence_id": SENTENCE_ID,
    "section_id": SECTION_ID,
    "section": SECTION,
    "modality": Column("string", "情态", "require, prohibit, encourage, permit"),
    "units": Column(
        "string",
        "责任单位",
        "names of the units assigned, own and inherited, with ； between them; roles are in `assignments`",
    ),
    "deadlines": Column("string", "时限", "its deadlines as printed, own and inherited, with ； between them"),
    "targets": Column("string", "量化指标", "its targets as printed, with ； between them"),
    **PLACE,
    "rule": RULE,
}
ASSIGNMENT_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "assignment_id": Column("string", "责任编号", "id of the mention; one row for every text unit that it governs"),
    "task_id": Column("string", "任务编号", "the task that it applies to; empty where it applies to none"),
    "governs_id": Column("string", "所及语句编号", "the text unit (task or goal) that it applies to"),
    "sentence_id": SENTENCE_ID,
    "name": Column("string", "单位", "name of the unit, coordination distributed"),
    "role": Column("string", "角色", "responsible, lead, cooperate, recipient, supervise"),
    "source": Column("string", "依据", "list (责任单位：…), subject, phrase (由…负责)"),
    "scope": Column("string", "范围", "sentence, item or section: how far it reaches"),
    "inherited_from": Column("string", "承自语句编号", "the text unit that the task has it from; empty for its own"),
    **PLACE,
    "rule": RULE,
}
DEADLINE_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "deadline_id": Column("string", "时限编号", "id of the mention; one row for every text unit that it governs"),
    "task_id": Column("string", "任务编号", "the task that it binds; empty where it binds none"),
    "governs_id": Column("string", "所及语句编号", "the text unit (task or goal) that it binds"),
    "sentence_id": SENTENCE_ID,
    "kind": Column("string", "时限类型", "by, on, period, recurring, relative"),
    "earliest": Column("datetime64[s]", "最早", "first day that it allows"),
    "latest": Column("datetime64[s]", "最晚", "last day that it allows"),
    "recurs": Column("string", "周期", "recurrence as an RFC 5545 rule"),
    "deadline_source": Column(
        "string", "时限来源", "sentence: its own; section: inherited from a stage heading or item"
    ),
    **PLACE,
    "rule": RULE,
}
TARGET_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "target_id": Column("string", "指标编号", "id of the target"),
    "task_id": TASK_ID,
    "sentence_id": SENTENCE_ID,
    **PLACE,
    "rule": RULE,
}
SLOGAN_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "slogan_id": Column("string", "提法编号", "id of the occurrence"),
    "sentence_id": SENTENCE_ID,
    "kind": Column("string", "提法类型", "numeric, quoted, campaign, formula"),
    "marked": Column("boolean", "有标记", "whether it is quoted or a numeral abbreviation"),
    "label": Column("string", "所在语句类别", "label of the text unit in which it stands"),
    **PLACE,
    "rule": RULE,
}
CITATION_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "citation_id": Column("string", "引用编号", "id of the citation"),
    "task_id": TASK_ID,
    "sentence_id": SENTENCE_ID,
    "title": Column("string", "所引标题", "title cited"),
    "number": Column("string", "所引文号", "document number cited"),
    "kind": Column("string", "引用类别", "document, law, meeting, speech"),
    "relation": Column("string", "引用关系", "basis, implement, publicise, mention"),
    **PLACE,
    "rule": RULE,
}
PROBLEM_COLUMNS: Schema = {
    "doc_id": Column("string", "文件编号", "document concerned; empty where none could be read"),
    "path": Column("string", "来源", "file concerned"),
    "code": Column("string", "代码", "kind of problem"),
    "message": Column("string", "问题", "what could not be decided or looks damaged"),
    "action": Column("string", "建议", "what to do about it"),
    "start": START,
    "end": END,
    "text": Column("string", "原文", "the text concerned, its first 80 characters"),
}

EXPECTED = ("title", "genre", "document_number", "issuers", "issued", "level", "jurisdiction")
"""Header fields that an instrument of the genre should have."""
METADATA = "metadata"
"""The `rule` of header values that came with the text, not from it."""


def frame(schema: Schema, rows: Iterable[Sequence[Any]], *, labels: Labels = "en") -> pd.DataFrame:
    """A table of the schema's columns and dtypes from rows in the schema's order; also for no rows.

    Strings are Python strings: those backed by Arrow cannot hold a lone surrogate, and the text must survive.
    """
    if labels not in ("en", "zh"):
        raise InputError(f"labels is {labels!r}, expected 'en' or 'zh' (列名语言)")
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    data = {name: series(values, c.dtype) for (name, c), values in zip(schema.items(), columns, strict=True)}
    table = pd.DataFrame(data)
    return table.rename(columns={k: c.zh for k, c in schema.items()}) if labels == "zh" else table


def series(values: Sequence[Any], dtype: str) -> pd.Series:
    """One column."""
    if dtype.startswith("datetime"):
        return pd.Series(np.array([np.datetime64(v, "s") for v in values], dtype=dtype))
    kind: Any = pd.StringDtype("python") if dtype == "string" else dtype
    column: pd.Series = pd.Series(values, dtype=kind)
    return column


@dataclass(frozen=True)
class Rows:
    """The rows of every table for one document."""

    doc: Document

    def id(self, kind: str, start: int) -> str:
        """Id of the object of that kind that begins at `start`."""
        return f"{self.doc.doc_id}/{kind}@{start}"

    def ids(self, kind: str, finds: Iterable[Extract | Provision]) -> list[str]:
        """Ids of all objects of a kind, in their order."""
        seen: dict[int, int] = {}
        out: list[str] = []
        for x in finds:
            at = x.span.start
            seen[at] = n = seen.get(at, 0) + 1
            out.append(self.id(kind, at) if n == 1 else f"{self.id(kind, at)}.{n}")
        return out

    @cached_property
    def section_ids(self) -> list[str]:
        """Ids of the sections."""
        return self.ids("section", self.doc.sections)

    @cached_property
    def sentence_ids(self) -> list[str]:
        """Ids of the text units."""
        return self.ids("sentence", self.doc.sentences)

    @cached_property
    def task_ids(self) -> list[str]:
        """Ids of the tasks."""
        return self.ids("task", self.doc.tasks)

    @cached_property
    def task_of(self) -> dict[int, str]:
        """Index of a text unit → id of its task (of the first, where it has several)."""
        return {t.sentence: i for t, i in reversed(list(zip(self.doc.tasks, self.task_ids, strict=True)))}

    def section(self, index: int | None) -> tuple[str | None, str | None]:
        """Id and path of a section."""
        return (None, None) if index is None else (self.section_ids[index], self.doc.sections[index].path)

    def place(self, x: Any) -> tuple[int, int, str]:
        """Start, end, text."""
        return x.span.start, x.span.end, x.text

    def documents(self) -> Iterator[tuple[Any, ...]]:
        """One row."""
        doc, h, source = self.doc, self.doc.header, self.doc.source
        counts = (
            len(x)
            for x in (
                doc.sections,
                doc.sentences,
                doc.provisions,
                doc.tasks,
                doc.assignments,
                doc.deadlines,
                doc.targets,
                doc.slogans,
                doc.citations,
                doc.problems,
            )
        )
        assigned = {i for a in doc.assignments for i in a.governs}
        yield (
            doc.doc_id,
            h.title,
            h.document_number,
            h.genre,
            h.enclosure_genre,
            joined(h.enclosures),
            joined(h.issuers),
            joined(h.addressees),
            h.issued,
            h.printed,
            h.level,
            h.jurisdiction,
            doc.metadata.get("url"),
            joined(dict.fromkeys(e.field for e in h.evidence if e.rule == METADATA)),
            len(doc.text),
            *counts,
            undecided(doc),
            joined(f for f in EXPECTED if not getattr(h, f)),
            sum(t.sentence not in assigned for t in doc.tasks),
            sum(not (d.earliest or d.latest or d.recurs) for d in doc.deadlines),
            sum(c.kind in ("document", "law") and not (c.title or c.number) for c in doc.citations),
            source.path,
            source.format,
            source.encoding,
            source.sha256,
        )

    def sections(self) -> Iterator[tuple[Any, ...]]:
        """A row per section."""
        for s, i in zip(self.doc.sections, self.section_ids, strict=True):
            parent, _ = self.section(s.parent)
            at = self.sentence_ids[s.sentence]
            yield (self.doc.doc_id, i, parent, s.path, s.level, s.marker, s.heading, at, *s.span, s.rule)

    def sentences(self) -> Iterator[tuple[Any, ...]]:
        """A row per text unit."""
        for s, i in zip(self.doc.sentences, self.sentence_ids, strict=True):
            yield (self.doc.doc_id, i, *self.section(s.section), s.label, *self.place(s), s.rule)

    def provisions(self) -> Iterator[tuple[Any, ...]]:
        """A row per provision."""
        for p, i in zip(self.doc.provisions, self.ids("provision", self.doc.provisions), strict=True):
            yield (self.doc.doc_id, i, self.section(p.section)[0], p.path, p.heading, *self.place(p))

    def tasks(self) -> Iterator[tuple[Any, ...]]:
        """A row per task."""
        units = gather((a.governs, a.name) for a in self.doc.assignments)
        times = gather((d.governs, d.text) for d in self.doc.deadlines)
        targets = gather(((t.sentence,), t.text) for t in self.doc.targets)
        for t, i in zip(self.doc.tasks, self.task_ids, strict=True):
            k = t.sentence
            yield (
                self.doc.doc_id,
                i,
                self.sentence_ids[k],
                *self.section(self.doc.sentences[k].section),
                t.modality,
                joined(units.get(k, ())),
                joined(times.get(k, ())),
                joined(targets.get(k, ())),
                *self.place(t),
                t.rule,
            )

    def governed(self, x: Assignment | Deadline, own_id: str) -> Iterator[tuple[Any, ...]]:
        """The id columns of a unit or deadline, once for every text unit it governs, or once without."""
        at = self.sentence_ids[x.sentence]
        for k in x.governs or (None,):
            governed = None if k is None else self.sentence_ids[k]
            yield (self.doc.doc_id, own_id, None if k is None else self.task_of.get(k), governed, at)

    def assignments(self) -> Iterator[tuple[Any, ...]]:
        """A row per unit and governed text unit."""
        for a, i in zip(self.doc.assignments, self.ids("assignment", self.doc.assignments), strict=True):
            for row in self.governed(a, i):
                *_, governed, at = row
                origin = at if governed not in (None, at) else None
                yield (*row, a.name, a.role, a.source, a.scope, origin, *self.place(a), a.rule)

    def deadlines(self) -> Iterator[tuple[Any, ...]]:
        """A row per deadline and governed text unit."""
        for d, i in zip(self.doc.deadlines, self.ids("deadline", self.doc.deadlines), strict=True):
            origin = "sentence" if d.scope == "sentence" else "section"
            for row in self.governed(d, i):
                yield (*row, d.kind, d.earliest, d.latest, d.recurs, origin, *self.place(d), d.rule)

    def targets(self) -> Iterator[tuple[Any, ...]]:
        """A row per target."""
        for t, i in zip(self.doc.targets, self.ids("target", self.doc.targets), strict=True):
            at = self.sentence_ids[t.sentence]
            yield (self.doc.doc_id, i, self.task_of.get(t.sentence), at, *self.place(t), t.rule)

    def slogans(self) -> Iterator[tuple[Any, ...]]:
        """A row per slogan."""
        for s, i in zip(self.doc.slogans, self.ids("slogan", self.doc.slogans), strict=True):
            host = self.doc.sentences[s.sentence]
            at = self.sentence_ids[s.sentence]
            yield (self.doc.doc_id, i, at, s.kind, s.marked, host.label, *self.place(s), s.rule)

    def citations(self) -> Iterator[tuple[Any, ...]]:
        """A row per citation."""
        for c, i in zip(self.doc.citations, self.ids("citation", self.doc.citations), strict=True):
            ids = (self.doc.doc_id, i, self.task_of.get(c.sentence), self.sentence_ids[c.sentence])
            yield (*ids, c.title, c.number, c.kind, c.relation, *self.place(c), c.rule)

    def problems(self) -> Iterator[tuple[Any, ...]]:
        """A row per problem of the document."""
        for p in self.doc.problems:
            yield problem_row(p, self.doc)


def problem_row(p: Problem, doc: Document | None = None) -> tuple[Any, ...]:
    """One row of `problems`, of a document or of none."""
    doc_id, path, text = (doc.doc_id, doc.source.path, doc.text) if doc else (None, None, "")
    start, end = p.span or (None, None)
    quote = text[start : min(p.span.end, p.span.start + 80)] if p.span else None
    return (doc_id, p.path or path, p.code, p.message, p.action, start, end, quote)


def joined(values: Iterable[str]) -> str | None:
    """Several values in one cell; nothing for none."""
    return JOIN.join(values) or None


def gather(pairs: Iterable[tuple[Iterable[int], str]]) -> dict[int, dict[str, None]]:
    """For each text unit the different values that apply to it, in order."""
    out: dict[int, dict[str, None]] = {}
    for places, value in pairs:
        for k in places:
            out.setdefault(k, {})[value] = None
    return out


def undecided(doc: Document) -> float | None:
    """Share of text units that got their label for want of any evidence."""
    if not doc.sentences:
        return None
    return sum(s.rule == "label.default" or s.rule.startswith("label.default.") for s in doc.sentences) / len(
        doc.sentences
    )


TABLES: dict[str, tuple[Schema, Callable[[Rows], Iterator[tuple[Any, ...]]]]] = {
    "documents": (DOCUMENT_COLUMNS, Rows.documents),
    "sections": (SECTION_COLUMNS, Rows.sections),
    "sentences": (SENTENCE_COLUMNS, Rows.sentences),
    "provisions": (PROVISION_COLUMNS, Rows.provisions),
    "tasks": (TASK_COLUMNS, Rows.tasks),
    "assignments": (ASSIGNMENT_COLUMNS, Rows.assignments),
    "deadlines": (DEADLINE_COLUMNS, Rows.deadlines),
    "targets": (TARGET_COLUMNS, Rows.targets),
    "slogans": (SLOGAN_COLUMNS, Rows.slogans),
    "citations": (CITATION_COLUMNS, Rows.citations),
    "problems": (PROBLEM_COLUMNS, Rows.problems),
}


def table(
    documents: Iterable[Document], name: str, *, labels: Labels = "en", problems: Iterable[Problem] = ()
) -> pd.DataFrame:
    """The table called `name` for these documents; `problems` are those that belong to no document.

    Raises:
        InputError: where no table has that name.
    """
    if name not in TABLES:
        raise InputError(f"no table is called {name!r}; there are {', '.join(TABLES)} (表名)")
    schema, make = TABLES[name]
    rows = [row for doc in documents for row in make(Rows(doc))]
    if name == "problems":
        rows += [problem_row(p) for p in problems]
    return frame(schema, rows, labels=labels)
