"""Text → Document: the one place that knows the order of the readers."""

import gc
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from policytext.arguments import instance
from policytext.errors import InputError
from policytext.fixed import Fixed
from policytext.given import AS_SUCH, Given
from policytext.model import Document, Header, Section, Sentence, Source
from policytext.reading.citations.citations import read_citations
from policytext.reading.cues import UnitCues
from policytext.reading.grids.duties import read_duties
from policytext.reading.grids.find import find_sheets
from policytext.reading.grids.layout import Layout, extend, label_cells, lay_out, paragraphs
from policytext.reading.header.header import read_header
from policytext.reading.labels.labels import read_labels
from policytext.reading.labels.rule_ids import FAMILIES
from policytext.reading.labels.tasks import read_tasks
from policytext.reading.lexicon import Lexicon
from policytext.reading.outline.outline import read_outline
from policytext.reading.outline.provisions import read_provisions
from policytext.reading.passage import Passage
from policytext.reading.reach import Reach
from policytext.reading.rules import RuleSet
from policytext.reading.slogans.slogans import read_slogans
from policytext.reading.targets import read_targets
from policytext.reading.text.fold import see
from policytext.reading.text.segment import text_units
from policytext.reading.times.deadlines import read_deadlines
from policytext.reading.times.meeting import meeting_day
from policytext.reading.units.assignments import read_assignments
from policytext.records import maker
from policytext.sources.content import Grid
from policytext.sources.metadata import complete, given_title
from policytext.span import span_of

NEEDED = ("task.", "section.", "label.task.operation")
"""Beginnings of the ids of rules that the readers ask for by name."""

new_sentence = maker(Sentence)
new_document = maker(Document)


@dataclass(frozen=True)
class Parser:
    r"""Reads texts into documents with a set of rules and lexicons.

    Args:
        rules: the library's own by default; add yours with `RuleSet.default() + RuleSet.load("my_rules.toml")`.
            The ids of rules of your own begin with `label.` and a label: `label.statement.maxim`.
        lexicons: further phrases; a lexicon called `slogans` adds to the one of slogans.

    >>> parser = Parser()
    >>> parser.parse("一、工作措施\n各镇要建立助餐点名录。").tasks[0].modality
    'require'
    """

    rules: RuleSet = field(default_factory=RuleSet.default)
    lexicons: tuple[Lexicon, ...] = ()

    def __repr__(self) -> str:
        own = "" if self.rules is RuleSet.default() else " of its own"
        more = f", {len(self.lexicons)} more lexicons" if self.lexicons else ""
        return f"<Parser with {len(self.rules):,} rules{own}{more}>"

    def __post_init__(self) -> None:
        instance(self.rules, RuleSet, "rules", "a RuleSet, such as RuleSet.default() + RuleSet.load(path) (规则)")
        how = 'a tuple of lexicons, such as (Lexicon.load("slogans.tsv"),) (词表)'
        for lexicon in instance(self.lexicons, (tuple, list), "lexicons", how):
            if instance(lexicon, Lexicon, "one of lexicons", how).name != "slogans":
                what = f"no reader takes a lexicon called {lexicon.name!r}"
                raise InputError(f"{what}; one called 'slogans' (its file: slogans.tsv) adds to the slogans (词表)")
        if unread := [rule.id for rule in self.rules if not is_read(rule.id)]:
            labels = ", ".join(f"label.{name}.…" for name in FAMILIES)
            raise InputError(f"no reader takes the rule {unread[0]!r}; ids of rules of your own begin {labels} (规则)")
        if lacking := [r.id for r in RuleSet.default() if r.id.startswith(NEEDED) and r.id not in self.rules.by_id]:
            raise InputError(
                f"rules lacks {len(lacking)} of the library's that reading needs, such as {lacking[0]!r}; add yours to "
                "them: rules=RuleSet.default() + RuleSet.load(path) (规则)"
            )

    def parse(
        self,
        text: str,
        *,
        doc_id: str = "document",
        source: Source | None = None,
        metadata: Mapping[str, str] | None = None,
        grids: Sequence[Grid] = (),
    ) -> Document:
        """Read one text; any string gives a `Document`, what could not be decided stands in its `problems`.

        Args:
            text: the text itself; it is kept unchanged, all spans are offsets into it.
            doc_id: the name of the document in tables and graphs.
            source: where the text came from.
            metadata: what is known beside the text, as given; it fills header fields that the text leaves open.
            grids: the tables that the file shows (表格), their cells as spans of the text; else those of `source`.

        Raises:
            InputError: where `text` is no string, or another argument cannot be used.
        """
        return self.parse_all([Given(text, doc_id, source or AS_SUCH, metadata or {}, grids)])[0]

    def parse_all(self, texts: Iterable[str | Given]) -> list[Document]:
        r"""Read several texts side by side: each reader goes through all of them before the next one begins.

        The documents are those that `parse` makes. It takes a sixth less time, since a reader's rules stay at hand, and
        more memory while it works: give it some dozens of texts at a time, as `policytext.read` does.

        Args:
            texts: the texts; a `policytext.given.Given` says what is known beside one of them.

        Raises:
            InputError: where one of them is no text, or what is given beside it cannot be used.

        >>> docs = Parser().parse_all(["各镇要建立助餐点名录。", Given("县民政局负责。", doc_id="b")])
        >>> [(doc.doc_id, len(doc.tasks), len(doc.assignments)) for doc in docs]
        [('document', 1, 1), ('b', 1, 1)]
        """
        if isinstance(texts, str) or not isinstance(texts, Iterable):
            given = "one" if isinstance(texts, str) else type(texts).__name__
            raise InputError(f"parse_all() takes several texts, such as a list, and was given {given}; see parse()")
        with collector_paused():
            return side_by_side(self.reading(x if isinstance(x, Given) else Given(x)) for x in texts)

    def reading(self, given: Given) -> Generator[None, None, Document]:
        """The readers, one after the other; each sees what those before it found. At a `yield` other texts catch up."""
        given.check()
        passage, layout = look_at(given)
        outside = layout.outside if layout else passage
        yield
        header, header_problems = read_header(outside, given_title(given.metadata, given.text))
        header, metadata_problems = complete(header, given.metadata, given.text)
        yield
        sections = read_outline(outside)
        yield
        cues = UnitCues.of(passage, self.rules)
        yield
        read_labels(outside, sections, header, self.rules, cues)
        if layout:
            label_cells(layout, self.rules, cues)
            sections = extend(layout, sections)
        sentences = read_sentences(passage)
        yield
        finds = yield from read_finds(self, passage, header, sections, sentences, cues)
        return new_document(
            doc_id=given.doc_id,
            text=given.text,
            source=as_kept(given.source),
            header=header,
            sections=sections,
            sentences=sentences,
            provisions=read_provisions(given.text, sections, sentences, start_of_body(passage)),
            duties=read_duties(layout) if layout else (),
            problems=(*header_problems, *metadata_problems, *finds.pop("problems")),
            metadata=Fixed(given.metadata),  # as `Document` has it
            **finds,
        )


def read_finds(
    parser: Parser,
    passage: Passage,
    header: Header,
    sections: tuple[Section, ...],
    sentences: tuple[Sentence, ...],
    cues: UnitCues,
) -> Generator[None, None, dict[str, Any]]:
    """What stands in the labelled text units, as fields of a `Document`."""
    tasks = read_tasks(passage, sentences, parser.rules, cues)
    yield
    citations, citation_problems = read_citations(passage, header)
    yield
    dated = header.issued or header.printed or meeting_day(passage.text, header.genre)
    reach = Reach(passage, sections)
    deadlines, deadline_problems = read_deadlines(reach, dated, citations, cues, header.title)
    yield
    assignments, unit_problems = read_assignments(reach, modality={t.sentence: t.modality for t in tasks})
    yield
    targets = read_targets(passage, deadlines, citations)
    yield
    return {
        "tasks": tasks,
        "assignments": assignments,
        "deadlines": deadlines,
        "targets": targets,
        "slogans": read_slogans(passage, citations, parser.lexicons),
        "citations": citations,
        "problems": (*citation_problems, *deadline_problems, *unit_problems),
    }


def side_by_side(readings: Iterable[Generator[None, None, Document]]) -> list[Document]:
    """What readings with equally many steps come to, when all of them take a step before one takes the next."""
    readings = list(readings)
    documents: list[Document] = []
    while len(documents) < len(readings):
        for reading in readings:
            try:
                next(reading)
            except StopIteration as end:
                documents.append(end.value)
    return documents


def is_read(rule: str) -> bool:
    """Whether some reader looks at a rule of that id: those of the library, and cues for labels."""
    return rule in RuleSet.default().by_id or rule.startswith(tuple(f"label.{name}." for name in FAMILIES))


@contextmanager
def collector_paused() -> Iterator[None]:
    """Hold back Python's garbage collector: a parse makes thousands of small objects and no cycles.

    Every pass of the collector over them, and over a corpus read before, is lost time.
    """
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def look_at(given: Given) -> tuple[Passage, Layout | None]:
    """The text as the readers see it, cut into text units; and its tables of duties, where it has any."""
    text, source = given.text, given.source
    sheets = find_sheets(text, given.grids or source.grids)
    view = see(text, [paragraphs(text, sheet) for sheet in sheets], source.full)
    passage = Passage(view, text_units(view.text))
    return passage, lay_out(passage, sheets) if sheets else None


def as_kept(source: Source) -> Source:
    """The source without what only reading needs of it."""
    return replace(source, grids=(), full=()) if source.grids or source.full else source


def read_sentences(passage: Passage) -> tuple[Sentence, ...]:
    """The text units as they stand in the document."""
    view, units = passage.view, passage.units
    if view.cut_at:
        pieces = [view.piece(u.start, u.end) for u in units]
        if led := view.led:  # the sign in front of an item is printed with it
            begun = [led.get(u.start, span[0]) for u, (span, _) in zip(units, pieces, strict=True)]
            spans = [span_of((start, span[1])) for start, (span, _) in zip(begun, pieces, strict=True)]
            pieces = [(span, view.source[span[0] : span[1]]) for span in spans]
    else:  # the text stands as it was given
        spans = [span_of((u.start, u.end)) for u in units]
        pieces = [(span, view.source[span[0] : span[1]]) for span in spans]
    return tuple(
        [
            new_sentence(span=span, text=words, label=u.label, section=u.section, rule=u.rule)
            for u, (span, words) in zip(units, pieces, strict=True)
        ]
    )


def start_of_body(passage: Passage) -> int:
    """Where the body begins in the text as given, if a copy has run it together with the head; else 0."""
    begun = [at for k, at in passage.ahead.items() if k not in passage.listed]
    return passage.view.origin(min(begun)) if begun else 0


@lru_cache(maxsize=1)
def default_parser() -> Parser:
    """The parser with the library's own rules."""
    return Parser()


def parse(text: str, *, doc_id: str = "document", metadata: Mapping[str, str] | None = None) -> Document:
    r"""Read one text (公文) with the library's own rules.

    Args:
        text: the text itself; for files use `policytext.read`.
        doc_id: the name of the document in tables and graphs.
        metadata: what is known beside the text, such as `{"issued": "2021-07-21"}` where it shows no date.

    >>> doc = parse("一、工作措施\n县民政局牵头，每季度开展一次检查。")
    >>> [(a.name, a.role) for a in doc.assignments]
    [('县民政局', 'lead')]
    """
    return default_parser().parse(text, doc_id=doc_id, metadata=metadata)
