"""A `Document` on a `Doc`, and back: nothing is lost, whatever the tokens are."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from typing import Any, get_args

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from policytext.annotation import from_annotation, to_annotation
from policytext.arguments import instance
from policytext.errors import InputError
from policytext.model import Document
from policytext.sources.characters import LONE
from policytext.spacy_component.groups import GROUPS, Alignment, finds, span_group

KEY = "policytext"


def to_spacy(document: Document, nlp: Language | None = None, *, alignment: Alignment = "expand") -> Doc:
    r"""A document as a spaCy `Doc` with span groups.

    Args:
        document: What `policytext.parse` returns.
        nlp: The pipeline whose tokenizer cuts the text; without one a blank Chinese pipeline, one token per character.
            Its components are not run: `nlp(doc)` does that.
        alignment: What becomes of a find whose ends lie inside tokens: its span grows to them (expand), shrinks
            (contract) or is left out (strict). The exact offsets are in `doc.spans[name].attrs` in any case.

    Lone surrogates, which spaCy cannot hold, become U+FFFD in the `Doc`; no offset moves, and `from_spacy` has them.

    Raises:
        InputError: where the tokenizer changes the text, or `alignment` is unknown.

    >>> from policytext import parse
    >>> doc = to_spacy(parse("一、任务\n各镇要于2024年6月底前完成排查。"))
    >>> [(span.text, span.label_) for span in doc.spans["deadlines"]]
    [('2024年6月底前', 'by')]
    """
    instance(document, Document, "document", "a document, as policytext.parse() returns it (文件)")
    if nlp is not None:
        instance(nlp, Language, "nlp", 'a spaCy pipeline, such as spacy.blank("zh") (分词)')
    text = LONE.sub("\ufffd", document.text)
    doc = (nlp or characters()).tokenizer(text)
    if doc.text != text:
        raise InputError("the tokenizer of the pipeline changes the text; give one that keeps it (分词改动原文)")
    return attach(doc, document, alignment=alignment)


@lru_cache(maxsize=1)
def characters() -> Language:
    """A pipeline that cuts every text into its characters; its `Doc`s share one vocabulary."""
    return spacy.blank("zh")


def from_spacy(doc: Doc) -> Document:
    r"""The document that a `Doc` carries, as it was: exact offsets, whatever the tokens are.

    Changes to span groups are not taken over: they show what was found, and what was found is the `Document`.

    Raises:
        InputError: where it carries none of its own text.

    >>> from policytext import parse
    >>> document = parse("一、任务\n各镇要于2024年6月底前完成排查。")
    >>> from_spacy(to_spacy(document)) == document
    True
    """
    instance(doc, Doc, "doc", "a spaCy Doc, as document.to_spacy() returns it (文件)")
    document = document_of(doc)
    if document is None:
        raise InputError(
            "this Doc carries no document of its text; make it with document.to_spacy() or with a pipeline that has "
            'nlp.add_pipe("policytext"), and store DocBin with store_user_data=True (无文件可取)'
        )
    return document


def attach(doc: Doc, document: Document, *, alignment: Alignment = "expand") -> Doc:
    """Put what was found in `document` on the `Doc` of the same text."""
    known_alignment(alignment)
    for name in GROUPS:
        doc.spans[name] = span_group(doc, name, finds(document, name), alignment)
    doc.user_data[KEY] = carried_as(document, doc.text)
    if len(doc) and not doc.has_annotation("SENT_START"):
        starts = np.full(len(doc), -1, dtype=np.int64)
        starts[[0, *(span.start for span in doc.spans["text_units"])]] = 1
        # All at once: a token asks the whole Doc each time that it is told whether it begins a sentence.
        marks: Any = starts.astype(np.uint64)
        doc.from_array(["SENT_START"], marks)
    return doc


def known_alignment(alignment: Alignment) -> None:
    """Complain of an alignment that spaCy has not."""
    if alignment not in get_args(Alignment):
        raise InputError(f"alignment is {alignment!r}; give one of {', '.join(get_args(Alignment))} (对齐方式)")


def carried_as(document: Document, text: str) -> str:
    """What a `Doc` of that text carries: plain ASCII, so that every format of spaCy holds it."""
    lost = [(m.start(), m[0]) for m in LONE.finditer(document.text)]
    return json.dumps({"annotation": to_annotation(document), "lost": lost, "sha256": digest(text)}, ensure_ascii=True)


def document_of(doc: Doc) -> Document | None:
    """The `Document` that a `Doc` carries; `None` without one, or where it is that of another text (`as_doc`)."""
    carried = doc.user_data.get(KEY)
    return None if carried is None else rebuilt(carried, doc.text)


@lru_cache(maxsize=16)
def rebuilt(carried: str, text: str) -> Document | None:
    """The document of an annotation and its text; the last few are kept, since `doc._.policytext` is asked often."""
    data = json.loads(carried)
    if data["sha256"] != digest(text):
        return None
    signs = list(text)
    for at, sign in data["lost"]:
        signs[at] = sign
    return from_annotation(data["annotation"], "".join(signs))


def digest(text: str) -> str:
    """SHA-256 of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


if not Doc.has_extension(KEY):
    Doc.set_extension(KEY, getter=document_of)
