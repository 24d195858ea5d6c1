"""spaCy and back: `nlp.add_pipe("policytext")`, and a `Document` as a spaCy `Doc` with span groups.

`doc.spans` has one group for each kind of find (`GROUPS`). A span's label says what it is (a task's modality, a unit's
role …), its `id_` is the rule. `doc.spans[name].attrs["finds"]` has, span by span, the exact offsets, the id in our
tables and the values of the find. `doc._.policytext` is the `Document`; it travels with the `Doc` as annotation JSON,
so that `to_bytes`, `DocBin` and `nlp.pipe(n_process=2)` work.
"""

from policytext.spacy_component.carrying import from_spacy, to_spacy
from policytext.spacy_component.component import PolicyText, make_policytext
from policytext.spacy_component.display import displacy_options
from policytext.spacy_component.entities import CANDIDATE_COLUMNS, candidates
from policytext.spacy_component.groups import GROUPS

__all__ = [
    "CANDIDATE_COLUMNS",
    "GROUPS",
    "PolicyText",
    "candidates",
    "displacy_options",
    "from_spacy",
    "make_policytext",
    "to_spacy",
]
