"""The pipeline component `policytext`: reads each `Doc` as one directive."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from policytext.errors import InputError
from policytext.parser import parse
from policytext.spacy_component.carrying import KEY, attach, document_of, known_alignment
from policytext.spacy_component.entities import CANDIDATES, adopted, candidate_finds
from policytext.spacy_component.groups import Alignment, span_group


@Language.factory(
    KEY,
    assigns=["doc.spans", "doc._.policytext"],
    default_config={"alignment": "expand", "entities": [], "adopt": False},
)
def make_policytext(nlp: Language, name: str, alignment: str, entities: list[str], adopt: bool) -> PolicyText:
    """The component with its settings, as they stand in the config of a pipeline; it needs no model.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        alignment: expand, contract or strict: see `to_spacy`.
        entities: Labels of named entities (ORG, GPE, DATE) to take as candidates for units and deadlines; the
            component that finds them has to stand before this one.
        adopt: Whether candidates that stand as subject of a task without any unit become its units, rule `spacy.ner`.
    """
    return PolicyText(alignment=alignment, entities=entities, adopt=adopt)  # type: ignore[arg-type]


PERSONS = frozenset(("PERSON", "PER"))
"""Labels of individuals, who are no objects here."""


class PolicyText:
    """Reads each `Doc` as one directive, and attaches what it finds.

    A `Doc` that carries a `Document` already (made by `to_spacy`, with its own id and perhaps a parser of your own)
    keeps it.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> component = nlp.add_pipe("policytext")
    >>> doc = nlp("县民政局要牵头开展排查。")
    >>> [(span.text, span.label_) for span in doc.spans["units"]]
    [('县民政局', 'lead')]
    """

    def __init__(self, *, alignment: Alignment = "expand", entities: Iterable[str] = (), adopt: bool = False) -> None:
        known_alignment(alignment)
        if isinstance(entities, str):
            raise InputError(f"entities is the text {entities!r}; give a list of labels, such as ['ORG'] (实体类别)")
        if persons := sorted(PERSONS & set(entities)):
            raise InputError(f"entities has {persons[0]!r}; give labels of organisations, places, times (个人不作单位)")
        self.alignment = alignment
        self.entities = frozenset(entities)
        self.adopt = adopt

    def __call__(self, doc: Doc) -> Doc:
        """Parse the text of `doc`, add span groups and `doc._.policytext`."""
        document = document_of(doc) or parse(doc.text)
        if not self.entities:
            return attach(doc, document, alignment=self.alignment)
        if len(doc) and not doc.has_annotation("ENT_IOB"):
            raise InputError(
                f"policytext is to take {', '.join(sorted(self.entities))} as candidates, and no component before it "
                'finds entities; add it behind one that does: nlp.add_pipe("policytext", after="ner") (无命名实体)'
            )
        found = list(candidate_finds(doc, document, self.entities, adopt=self.adopt))
        attach(doc, adopted(document, found), alignment=self.alignment)
        doc.spans[CANDIDATES] = span_group(doc, CANDIDATES, found, self.alignment)
        return doc
