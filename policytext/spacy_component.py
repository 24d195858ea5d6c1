"""spaCy and back: `nlp.add_pipe("policytext")`, and a `Document` as a spaCy `Doc` with span groups.

Span groups: `text_units` (label: task, goal …), `tasks` (modality), `units` (role), `deadlines`, `slogans`, `citations`
(kind), `targets`; `span.id_` is the rule. Offsets are those of the text; where a segmenter joins characters, a span
that would cut a token grows to the token's edges. `doc._.policytext` is the `Document`; it travels with the `Doc` as
annotation JSON, so that `to_bytes`, `DocBin` and `nlp.pipe(n_process=2)` work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from policytext.annotation import from_annotation, to_annotation
from policytext.arguments import instance
from policytext.model import Document, Extract
from policytext.parser import parse

KEY = "policytext"
GROUPS = ("text_units", "tasks", "units", "deadlines", "targets", "slogans", "citations")
SURROGATE = re.compile("[\ud800-\udfff]")


def to_spacy(document: Document, nlp: Language | None = None) -> Doc:
    """A document as a spaCy `Doc`.

    Args:
        document: What `policytext.parse` returns.
        nlp: The pipeline whose tokenizer cuts the text; without one a blank Chinese pipeline, one token per character.
            Its components are not run: `nlp(doc)` does that.

    Lone surrogates, which spaCy cannot hold, become U+FFFD; no offset moves.
    """
    if nlp is not None:
        instance(nlp, Language, "nlp", 'a spaCy pipeline, such as spacy.blank("zh") (分词)')
    tokenizer = (nlp or spacy.blank("zh")).tokenizer
    return attach(tokenizer(SURROGATE.sub("\ufffd", document.text)), document)


@Language.factory(KEY, assigns=["doc.spans", "doc._.policytext"])
def make_policytext(nlp: Language, name: str) -> PolicyText:
    """The pipeline component `policytext`; it needs no other component and no model."""
    return PolicyText()


class PolicyText:
    """Reads each `Doc` as one directive, and attaches what it finds."""

    def __call__(self, doc: Doc) -> Doc:
        """Parse the text of `doc`, add span groups and `doc._.policytext`."""
        return attach(doc, parse(doc.text))


def attach(doc: Doc, document: Document) -> Doc:
    """Put what was found in `document` on the `Doc` of the same text."""
    for name in GROUPS:
        found = (doc.char_span(a, b, label=label, span_id=rule, alignment_mode="expand")
                 for a, b, label, rule in group(document, name))  # fmt: skip
        doc.spans[name] = [span for span in found if span is not None]
    doc.user_data[KEY] = json.dumps(to_annotation(document), ensure_ascii=True)
    if len(doc) and not doc.has_annotation("SENT_START"):
        starts = {span.start for span in doc.spans["text_units"]}
        for token in doc:
            token.is_sent_start = token.i in starts or token.i == 0
    return doc


def group(document: Document, name: str) -> Iterator[tuple[int, int, str, str]]:
    """The finds of one span group: start, end, label, rule."""
    labels: dict[str, Iterable[tuple[Extract, str]]] = {
        "text_units": ((x, x.label) for x in document.sentences),
        "tasks": ((x, x.modality) for x in document.tasks),
        "units": ((x, x.role) for x in document.assignments),
        "deadlines": ((x, x.kind) for x in document.deadlines),
        "targets": ((x, "target") for x in document.targets),
        "slogans": ((x, x.kind) for x in document.slogans),
        "citations": ((x, x.kind) for x in document.citations),
    }
    for found, label in labels[name]:
        yield *found.span, label, found.rule


def document_of(doc: Doc) -> Document | None:
    """The `Document` that a `Doc` carries, or `None`."""
    carried = doc.user_data.get(KEY)
    return None if carried is None else rebuilt(carried, doc.text)


@lru_cache(maxsize=16)
def rebuilt(carried: str, text: str) -> Document:
    """The document of an annotation and its text; the last few are kept, since `doc._.policytext` is asked often."""
    return from_annotation(json.loads(carried), text)


if not Doc.has_extension(KEY):
    Doc.set_extension(KEY, getter=document_of)

__all__ = ["GROUPS", "PolicyText", "make_policytext", "to_spacy"]
