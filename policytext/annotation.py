"""The annotation format `policytext-annotation/1` both ways: `Document` to JSON, JSON and text to `Document`.

The coded fields keep the names and values of the codebook. What the library knows beyond them (rules, scope, the
outline path, evidence, problems) stands in further fields, so that nothing is lost on the way there and back. A file
that was coded by hand lacks those: `policytext.coded` works them out.
"""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from policytext import coded
from policytext.coded import CODED
from policytext.errors import InputError, SourceNotFoundError
from policytext.model import (
    Assignment,
    Citation,
    Deadline,
    Document,
    Evidence,
    Header,
    Problem,
    Provision,
    Section,
    Sentence,
    Slogan,
    Source,
    Target,
    Task,
)
from policytext.reading.provisions import read_provisions
from policytext.sources.registry import read_source
from policytext.span import Span

FORMAT = "policytext-annotation/1"
NUMBERS = re.compile(r"\[\n\s*(\d+(?:,\n\s*\d+)*)\n\s*\]")
SURROGATE = re.compile("[\ud800-\udfff]")


def to_annotation(doc: Document) -> dict[str, Any]:
    """The document as plain data in the annotation format, ready for `json` (标注格式).

    >>> from policytext.model import Document, Sentence
    >>> unit = Sentence(span=Span(0, 7), text="各地要开展排查", label="task", section=None, rule="label.default")
    >>> to_annotation(Document(doc_id="x", text=unit.text, sentences=(unit,)))["sentences"][0]["span"]
    [0, 7]
    """
    held = {name: by_sentence(getattr(doc, name)) for name in ("tasks", "assignments", "deadlines", "targets")}
    h = doc.header
    return {
        "format": FORMAT,
        "doc_id": doc.doc_id,
        "document": {
            "title": h.title,
            "enclosures": list(h.enclosures),
            "genre": h.genre,
            "enclosure_genre": h.enclosure_genre,
            "document_number": h.document_number,
            "issuers": list(h.issuers),
            "addressees": list(h.addressees),
            "issued": iso(h.issued),
            "printed": iso(h.printed),
            "level": h.level,
            "jurisdiction": h.jurisdiction,
        },
        "sections": [
            {
                "marker": s.marker,
                "heading": s.heading,
                "level": s.level,
                "sentence_id": s.sentence,
                "span": list(s.span),
                "path": s.path,
                "parent": s.parent,
                "rule": s.rule,
            }
            for s in doc.sections
        ],
        "sentences": [sentence_row(i, s, held) for i, s in enumerate(doc.sentences)],
        "citations": [
            {
                **place(c),
                "title": c.title,
                "number": c.number,
                "kind": c.kind,
                "relation": c.relation,
                "rule": c.rule,
            }
            for c in doc.citations
        ],
        "slogans": [{**place(s), "kind": s.kind, "marked": s.marked, "rule": s.rule} for s in doc.slogans],
        "provisions": [
            {"span": list(p.span), "path": p.path, "heading": p.heading, "section": p.section} for p in doc.provisions
        ],
        "evidence": [{"field": e.field, "value": e.value, "span": list(e.span), "rule": e.rule} for e in h.evidence],
        "problems": [problem_row(p) for p in doc.problems],
        "source": {
            "path": doc.source.path,
            "format": doc.source.format,
            "encoding": doc.source.encoding,
            "sha256": doc.source.sha256,
        },
        "metadata": dict(doc.metadata),
    }


def sentence_row(i: int, s: Sentence, held: Mapping[str, Mapping[int, list[Any]]]) -> dict[str, Any]:
    """One text unit with what stands in it; the lists are there only where they hold something."""
    row: dict[str, Any] = {"id": i, "span": list(s.span), "text": s.text, "label": s.label}
    tasks: list[Task] = held["tasks"].get(i, [])
    if tasks and s.label == "task":
        row["modality"] = tasks[0].modality
    row |= {"section": s.section, "rule": s.rule}
    lists = {
        "tasks": [{"span": list(t.span), "modality": t.modality, "rule": t.rule} for t in tasks],
        "units": [
            {**quoted(a), "name": a.name, "role": a.role, "source": a.source, **reach(a)}
            for a in held["assignments"].get(i, [])
        ],
        "deadlines": [
            {
                **quoted(d),
                "kind": d.kind,
                "earliest": iso(d.earliest),
                "latest": iso(d.latest),
                "recurs": d.recurs,
                **reach(d),
            }
            for d in held["deadlines"].get(i, [])
        ],
        "targets": [{**quoted(t), "rule": t.rule} for t in held["targets"].get(i, [])],
    }
    return row | {k: v for k, v in lists.items() if v}


def by_sentence(finds: Iterable[Any]) -> dict[int, list[Any]]:
    """Finds under the index of the text unit in which they stand."""
    out: dict[int, list[Any]] = defaultdict(list)
    for x in finds:
        out[x.sentence].append(x)
    return out


def quoted(x: Any) -> dict[str, Any]:
    """Span and text."""
    return {"span": list(x.span), "text": x.text}


def place(x: Any) -> dict[str, Any]:
    """Text unit, span and text."""
    return {"sentence_id": x.sentence, **quoted(x)}


def reach(x: Assignment | Deadline) -> dict[str, Any]:
    """What a unit or deadline applies to, and the rule that found it."""
    return {"scope": x.scope, "governs": list(x.governs), "rule": x.rule}


def problem_row(p: Problem) -> dict[str, Any]:
    """A problem as plain data."""
    span = list(p.span) if p.span else None
    return {"code": p.code, "message": p.message, "action": p.action, "span": span, "path": p.path}


def read_problem(row: Mapping[str, Any]) -> Problem:
    """A problem from plain data."""
    span = Span(*row["span"]) if row["span"] else None
    return Problem(code=row["code"], message=row["message"], action=row["action"], span=span, path=row["path"])


def iso(day: dt.date | None) -> str | None:
    """A date as ISO 8601."""
    return day.isoformat() if day else None


def date(value: str | None) -> dt.date | None:
    """A date from ISO 8601."""
    return dt.date.fromisoformat(value) if value else None


def from_annotation(data: Mapping[str, Any], text: str) -> Document:
    """A `Document` from plain data in the annotation format and the text that it annotates.

    Fields that the coded format lacks are worked out (outline paths, what a responsibility list governs); the rule of
    such an object is `coded`. A span whose text differs from the one noted in the file is a problem of the document.

    Raises:
        InputError: where `data` is not in the format; the message names what is wrong.
    """
    if data.get("format") != FORMAT:
        raise InputError(f"format is {data.get('format')!r}, expected {FORMAT!r}; give an annotation file (标注文件)")
    try:
        return Reader(data, text).document()
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as e:
        raise InputError(
            f"annotation of {data.get('doc_id')!r} does not hold together ({type(e).__name__}: {e}); "
            "check it against the schema of the annotation format (标注格式有误)"
        ) from e


class Reader:
    """One annotation on its way to a `Document`."""

    def __init__(self, data: Mapping[str, Any], text: str) -> None:
        self.data, self.text = data, text
        self.rows: list[Any] = data["sentences"]
        self.index = {r["id"]: i for i, r in enumerate(self.rows)}
        self.odd: list[Problem] = []
        self.sections = tuple(self.read_sections())

    def document(self) -> Document:
        """All of it."""
        data = self.data
        sentences = tuple(self.read_sentences())
        tasks, assignments, deadlines, targets = self.read_inner(sentences)
        return Document(
            doc_id=data["doc_id"],
            text=self.text,
            source=Source(**data.get("source", {})),
            header=self.read_header(),
            sections=self.sections,
            sentences=sentences,
            provisions=self.read_all_provisions(sentences),
            tasks=tasks,
            assignments=assignments,
            deadlines=deadlines,
            targets=targets,
            slogans=tuple(Slogan(**self.placed(r), kind=r["kind"], marked=r["marked"]) for r in data["slogans"]),
            citations=tuple(
                Citation(
                    **self.placed(r),
                    title=r.get("title"),
                    number=r.get("number"),
                    kind=r["kind"],
                    relation=r["relation"],
                )
                for r in data["citations"]
            ),
            problems=(*(read_problem(r) for r in data.get("problems", ())), *self.odd),
            metadata=data.get("metadata", {}),
        )

    def read_header(self) -> Header:
        """The header; the coded fields that the file lacks stay empty."""
        row = self.data["document"]
        plain = ("title", "genre", "enclosure_genre", "document_number", "level", "jurisdiction")
        fields: dict[str, Any] = {k: row.get(k) for k in plain}
        fields |= {k: tuple(row.get(k) or ()) for k in ("enclosures", "issuers", "addressees")}
        fields |= {k: date(row.get(k)) for k in ("issued", "printed")}
        return Header(
            **fields,
            evidence=tuple(
                Evidence(field=e["field"], value=e["value"], span=Span(*e["span"]), rule=e["rule"])
                for e in self.data.get("evidence", ())
            ),
        )

    def read_sections(self) -> Iterable[Section]:
        """The outline, with spans, parents and paths worked out where the file does not say."""
        rows = [{**r, "sentence": self.index[r["sentence_id"]]} for r in self.data["sections"]]
        units = [(Span(*r["span"]), r["label"]) for r in self.rows]
        for row in coded.complete_outline(rows, units):
            yield Section(
                span=Span(*row["span"]),
                marker=row["marker"],
                heading=row["heading"],
                level=row["level"],
                path=row["path"],
                parent=row["parent"],
                sentence=row["sentence"],
                rule=row.get("rule", CODED),
            )

    def read_sentences(self) -> Iterable[Sentence]:
        """The text units."""
        homes = coded.homes(self.sections, len(self.rows))
        for i, r in enumerate(self.rows):
            section = r["section"] if "section" in r else homes[i]
            yield Sentence(**self.quoted(r), label=r["label"], section=section)

    def read_inner(
        self, sentences: tuple[Sentence, ...]
    ) -> tuple[tuple[Task, ...], tuple[Assignment, ...], tuple[Deadline, ...], tuple[Target, ...]]:
        """What stands inside the text units."""
        tasks, assignments, deadlines, targets = [], [], [], []
        for i, r in enumerate(self.rows):
            own = [r] if r["label"] == "task" else []
            for x in r.get("tasks", own):
                quote = self.quoted(x, noted=x is r)
                tasks.append(Task(**quote, modality=x.get("modality") or "require", sentence=i))
            for x in r.get("units") or ():
                reach = coded.reach(x, i, sentences, self.sections)
                assignments.append(
                    Assignment(
                        **self.quoted(x), name=x["name"], role=x["role"], source=x["source"], sentence=i, **reach
                    )
                )
            for x in r.get("deadlines") or ():
                reach = coded.reach(x, i, sentences, self.sections)
                times = {"earliest": date(x["earliest"]), "latest": date(x["latest"]), "recurs": x["recurs"]}
                deadlines.append(Deadline(**self.quoted(x), kind=x["kind"], sentence=i, **times, **reach))
            targets += [Target(**self.quoted(x), sentence=i) for x in r.get("targets") or ()]
        return tuple(tasks), tuple(assignments), tuple(deadlines), tuple(targets)

    def read_all_provisions(self, sentences: tuple[Sentence, ...]) -> tuple[Provision, ...]:
        """The provisions noted, or those that the outline makes."""
        if "provisions" in self.data:
            return tuple(self.read_provision(r) for r in self.data["provisions"])
        return read_provisions(self.text, self.sections, sentences)

    def read_provision(self, row: Mapping[str, Any]) -> Provision:
        """A provision."""
        span = Span(*row["span"])
        return Provision(
            span=span,
            text=self.text[span.start : span.end],
            path=row["path"],
            heading=row["heading"],
            section=row["section"],
        )

    def quoted(self, row: Mapping[str, Any], *, noted: bool = True) -> dict[str, Any]:
        """Span, text and rule; the text is always what the span holds, a different one in the file is a problem."""
        span = Span(*row["span"])
        text = self.text[span.start : span.end]
        if noted and "text" in row and row["text"] != text and not SURROGATE.search(text):
            self.odd.append(
                Problem(
                    code="annotation.text",
                    message=f"the annotation notes {row['text'][:40]!r} at {span.start}, the text has {text[:40]!r}",
                    action="check that annotation and text belong together (标注与文本不符)",
                    span=span,
                )
            )
        return {"span": span, "text": text, "rule": row.get("rule", CODED)}

    def placed(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Text unit, span, text and rule."""
        return {**self.quoted(row), "sentence": self.index[row["sentence_id"]]}


def dumps(data: Mapping[str, Any]) -> str:
    """Annotation data as readable JSON: lists of numbers on one line, a lone surrogate as its JSON escape."""
    # A line end inside the pattern cannot stand in a JSON string, so no quoted text is touched.
    text = NUMBERS.sub(lambda m: f"[{' '.join(m[1].split())}]", json.dumps(data, ensure_ascii=False, indent=1))
    return SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def save(doc: Document, path: str | Path) -> None:
    """Write the annotation of a document as JSON; its text is not in it.

    Raises:
        InputError: where the file is there already; nothing is overwritten.
    """
    try:
        with Path(path).open("x", encoding="utf-8", newline="\n") as f:
            f.write(dumps(to_annotation(doc)))
    except FileExistsError as e:
        raise InputError(f"{path} exists and is not overwritten; give another name or delete it first") from e


def load(path: str | Path, text: str) -> Document:
    """The `Document` of an annotation file and the text that it annotates."""
    return from_annotation(load_json(path), text)


def load_json(path: str | Path) -> dict[str, Any]:
    """The plain data of an annotation file.

    Raises:
        InputError: where the file is no JSON object.
    """
    try:
        data = json.loads(Path(path).read_text("utf-8-sig"))
    except ValueError as e:
        raise InputError(f"{path} is not valid JSON: {e}") from e
    if not isinstance(data, dict):
        raise InputError(f"{path} holds no JSON object; give an annotation file (标注文件)")
    return data


def pairs(folder: str | Path) -> list[tuple[Path, str]]:
    """The annotation files of a coded folder, each with the text that stands beside it (`ID.json`, `ID.txt`).

    Raises:
        SourceNotFoundError: where the folder or a text is not there.
    """
    files = sorted(Path(folder).glob("*.json")) if Path(folder).is_dir() else []
    if not files:
        raise SourceNotFoundError(f"{folder} holds no annotation (ID.json beside ID.txt); check the path (未找到标注)")
    return [(file, text_beside(file)) for file in files]


def text_beside(file: Path) -> str:
    """The text that an annotation file annotates."""
    text, _, problems = read_source(file.with_suffix(".txt"))
    if text is None:
        raise SourceNotFoundError(f"the text of {file} is missing: {problems[0].message} (标注缺原文)")
    return text
