"""Text → Document: the one place that knows the order of the readers."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from policytext.errors import InputError
from policytext.model import Citation, Document, Header, Section, Sentence, Source
from policytext.reading.fold import see
from policytext.reading.labels import read_labels
from policytext.reading.lexicon import Lexicon
from policytext.reading.outline import read_outline
from policytext.reading.passage import Passage
from policytext.reading.provisions import read_provisions
from policytext.reading.rules import RuleSet
from policytext.reading.segment import text_units
from policytext.reading.tasks import read_tasks


def _reader(module, name, default):  # scaffolding while the readers are being written
    try:
        return getattr(importlib.import_module("policytext.reading." + module), name)
    except (ImportError, AttributeError):
        return default


@dataclass(frozen=True)
class Parser:
    """Reads texts into documents with a set of rules and lexicons (the library's own by default)."""

    rules: RuleSet = field(default_factory=RuleSet.default)
    lexicons: tuple[Lexicon, ...] = ()

    def parse(
        self,
        text: str,
        *,
        doc_id: str = "document",
        source: Source | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> Document:
        if not isinstance(text, str):
            raise InputError(f"parse() takes the text itself, a str, not {type(text).__name__}; for files use read(path)")
        passage = Passage(view := see(text), text_units(view.text))
        header, problems = _reader("header", "read_header", lambda p: (Header(), ()))(passage)
        sections = read_outline(passage)
        read_labels(passage, sections, header.genre, self.rules)
        citations, more = _reader("citations", "read_citations", lambda p, h: ((), ()))(passage, header)
        slogans = _reader("slogans", "read_slogans", lambda p, c, l: ())(passage, citations, self.lexicons)
        deadlines, more2 = _reader("deadlines", "read_deadlines", lambda p, s, i, c: ((), ()))(passage, sections, header.issued, citations)
        targets = _reader("targets", "read_targets", lambda p, d, c: ())(passage, deadlines, citations)
        assignments, more3 = _reader("assignments", "read_assignments", lambda p, s, h: ((), ()))(passage, sections, header)
        sentences = tuple(
            Sentence(span=(s := view.span(u.start, u.end)), text=text[s.start : s.end], label=u.label, section=u.section, rule=u.rule)
            for u in passage.units
        )
        return Document(
            doc_id=doc_id,
            text=text,
            source=source or Source(),
            header=header,
            sections=sections,
            sentences=sentences,
            provisions=read_provisions(text, sections, sentences),
            tasks=read_tasks(passage, self.rules),
            assignments=assignments,
            deadlines=deadlines,
            targets=targets,
            slogans=slogans,
            citations=citations,
            problems=(*problems, *more, *more2, *more3),
            metadata=dict(metadata or {}),
        )


@lru_cache(maxsize=1)
def default_parser() -> Parser:
    """The parser with the library's own rules."""
    return Parser()


def parse(text: str, *, doc_id: str = "document") -> Document:
    """Read one text."""
    return default_parser().parse(text, doc_id=doc_id)
