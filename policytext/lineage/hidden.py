"""The cells of a lineage's tables that show text, with individuals masked: cut anew out of the masked texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from policytext.lineage.rows import JOINT
from policytext.masking import concealed, hidden, veiled
from policytext.model import Document

if TYPE_CHECKING:
    import pandas as pd

SHOWN = {
    "links": (("derived_doc", "derived_start", "derived_end", "derived_text"),
              ("source_doc", "source_start", "source_end", "source_text")),
    "changes": (("derived_doc", "derived_start", "derived_end", "derived_text"),
                ("source_doc", "source_start", "source_end", "source_text")),
    "review": (("derived_doc", "derived_start", "derived_end", "derived_text"),
               ("source_doc", "source_start", "source_end", "source_text")),
    "uptake": (("source_doc", "source_start", "source_end", "source_text"),),
    "families": (("doc_id", "start", "end", "text"),),
    "resolutions": (("doc_id", "start", "end", "text"),),
}  # fmt: skip
"""For each table the columns of document, start, end and text."""
PIECES = "spans"
"""The column of the places of several pieces that one cell shows."""
LABELLED = frozenset({"label"})
"""Columns made of the texts of other rows: what is masked in any row is masked in them."""


def cut(text: str, start: int, end: int, pieces: str | None) -> str:
    """The words of a cell; where it shows several pieces, each of them."""
    spans = json.loads(pieces) if pieces else []
    return JOINT.join(text[a:b] for a, b in spans) if len(spans) > 1 else text[start:end]


def masked(name: str, table: pd.DataFrame, documents: Mapping[str, Document], mask: Iterable[str]) -> pd.DataFrame:
    """A table with its texts masked."""
    wanted = tuple(mask)
    if not wanted or name not in SHOWN or table.empty:
        return table
    texts: dict[str, str] = {}
    words: set[str] = set()
    out = table.copy()
    for where, start, end, text in SHOWN[name]:
        shown = []
        pieces = out[PIECES] if PIECES in out.columns else [None] * len(out)
        cells = out[[where, start, end, text]].astype(object).itertuples(index=False, name=None)
        for (doc_id, a, b, given), held in zip(cells, pieces, strict=True):
            if isinstance(given, str) and doc_id in documents:
                if doc_id not in texts:
                    texts[doc_id] = concealed(documents[doc_id], wanted)
                plain, given = given, cut(texts[doc_id], int(a), int(b), held)
                words |= hidden(plain, given) if len(plain) == len(given) else set()
            shown.append(given)
        out[text] = table[text].__class__(shown, index=out.index, dtype=table[text].dtype)
    for name_of in LABELLED.intersection(out.columns):
        out[name_of] = (
            out[name_of].map(lambda value: veiled(value, words), na_action="ignore").astype(table[name_of].dtype)
        )
    return out
