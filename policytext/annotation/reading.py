"""Plain data in the annotation format, and the text that it annotates, as a `Document`."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from policytext.annotation import coded
from policytext.annotation.coded import CODED
from policytext.annotation.printing import Printing
from policytext.annotation.writing import FORMAT
from policytext.errors import InputError
from policytext.model import (
    Assignment,
    Citation,
    Deadline,
    Document,
    DutyRow,
    Element,
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
from policytext.reading.outline.provisions import read_provisions
from policytext.sources.characters import LONE
from policytext.span import Span


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
        self.folded = Printing(text).folded
        self.sections = tuple(self.read_sections())

    def document(self) -> Document:
        """All of it."""
        data = self.data
        sentences = tuple(self.read_sentences())
        tasks, assignments, deadlines, targets = self.read_inner(sentences)
        return Document(
            doc_id=data["doc_id"],
            text=self.text,
            source=read_origin(data.get("source", {})),
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
                    title=self.folded(r.get("title")),
                    number=self.folded(r.get("number")),
                    kind=r["kind"],
                    relation=r["relation"],
                )
                for r in data["citations"]
            ),
            duties=tuple(map(self.read_duty, data.get("duties", ()))),
            problems=(*(read_problem(r) for r in data.get("problems", ())), *self.odd),
            metadata=data.get("metadata", {}),
        )

    def read_header(self) -> Header:
        """The header; the coded fields that the file lacks stay empty."""
        row = self.data["document"]
        plain = ("title", "genre", "enclosure_genre", "document_number", "level", "jurisdiction")
        fields: dict[str, Any] = {k: self.folded(row.get(k)) for k in plain}
        fields |= {k: tuple(map(self.folded, row.get(k) or ())) for k in ("enclosures", "issuers", "addressees")}
        fields |= {k: date(row.get(k)) for k in ("issued", "printed")}
        return Header(
            **fields,
            evidence=tuple(
                Evidence(field=e["field"], value=e["value"], span=Span(*e["span"]), rule=e["rule"])
                for e in self.data.get("evidence", ())
            ),
            elements=tuple(
                Element(name=e["name"], span=Span(*e["span"]), text=e["text"], rule=e["rule"])
                for e in self.data.get("elements", ())
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
                heading=self.folded(row["heading"]),
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
                        **self.quoted(x),
                        name=self.folded(x["name"]) or "",
                        role=x["role"],
                        source=x["source"],
                        sentence=i,
                        **reach,
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

    def read_duty(self, row: Mapping[str, Any]) -> DutyRow:
        """A row of a table of duties."""
        places: dict[str, Any] = {k: tuple(self.index[i] for i in row[k]) for k in ("sentences", "units", "times")}
        plain = {k: row[k] for k in ("table", "row", "heading", "time")}
        return DutyRow(**self.quoted(row), **places, **plain)

    def quoted(self, row: Mapping[str, Any], *, noted: bool = True) -> dict[str, Any]:
        """Span, text and rule; the text is always what the span holds, a different one in the file is a problem."""
        span = Span(*row["span"])
        text = self.text[span.start : span.end]
        if noted and "text" in row and row["text"] != text and not LONE.search(text):
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


def read_problem(row: Mapping[str, Any]) -> Problem:
    """A problem from plain data."""
    span = Span(*row["span"]) if row["span"] else None
    return Problem(code=row["code"], message=row["message"], action=row["action"], span=span, path=row["path"])


def read_origin(row: Mapping[str, Any]) -> Source:
    """Where a text came from."""
    return Source(**{**row, "pages": tuple(row.get("pages", ()))})


def date(value: str | None) -> dt.date | None:
    """A date from ISO 8601."""
    return dt.date.fromisoformat(value) if value else None
