"""What a coder decides about links: exported for review, brought back, and from then on stronger than the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.derivation.derive import ranked
from policytext.derivation.relation import relation_of, shares
from policytext.derivation.search import evidence_of
from policytext.errors import InputError
from policytext.lineage.columns import LINK_COLUMNS, REVIEW_COLUMNS
from policytext.lineage.rows import DRAWN, link_row
from policytext.model import Document, Link, Problem, Provision

if TYPE_CHECKING:
    import pandas as pd

YES, NO = ("yes", "y", "是", "1", "true"), ("no", "n", "否", "0", "false")
RELATIONS = {"verbatim": "verbatim", "adapted": "adapted", "elaborated": "elaborated", "照搬": "verbatim",
             "改写": "adapted", "细化": "elaborated"}  # fmt: skip
KEYS = ("derived_doc", "derived_start", "source_doc", "source_start", "decision")
Key = tuple[str, int, str, int]


def review_rows(links: Sequence[Link], doubtful: Sequence[Link]) -> Iterator[tuple[Any, ...]]:
    """Links and near links with an empty decision, those that are least sure first."""
    told = [("link", k) for k in links if k.derived and k.source] + [("doubtful", k) for k in doubtful]
    for kind, k in sorted(told, key=lambda x: (abs(x[1].score - 0.5), x[1].derived_doc, x[1].source_doc)):
        row = dict(zip(LINK_COLUMNS, link_row(k), strict=True)) | {"note": None, "kind": kind}
        yield tuple(row[name] for name in REVIEW_COLUMNS)


def read_decisions(given: str | Path | pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table or file (CSV, XLSX) that carry a decision.

    Raises:
        InputError: where a column is missing or a decision is not known.
    """
    import pandas as pd

    if isinstance(given, (str, Path)):
        path = Path(given)
        if not path.is_file():
            raise InputError(f"{path} is not there; check the path (找不到判定表)")
        table = pd.read_excel(path) if path.suffix.lower() == ".xlsx" else pd.read_csv(path, encoding="utf-8-sig")
    else:
        table = given
    names = {c: str(c).strip().lower() for c in table.columns}
    table = table.rename(columns=names)
    if missing := [k for k in KEYS if k not in table.columns]:
        raise InputError(f"the decisions lack the columns {', '.join(missing)}; export them with review() (缺列)")
    rows: list[dict[str, Any]] = [dict(zip(KEYS, r, strict=True)) for r in table[list(KEYS)].astype(object).values]
    decided = [r for r in rows if not pd.isna(r["decision"]) and str(r["decision"]).strip()]
    for r in decided:
        meaning(str(r["decision"]))
    return decided


def meaning(decision: str) -> str:
    """yes, no or a relation.

    Raises:
        InputError: where the word is none of these.
    """
    word = decision.strip().lower().removesuffix(".0")
    if word in YES:
        return "yes"
    if word in NO:
        return "no"
    if word in RELATIONS:
        return RELATIONS[word]
    raise InputError(f"decision {decision!r} is not known; write yes, no, {', '.join(DRAWN)} (判定无法识别)")


def apply_decisions(
    rows: Sequence[Mapping[str, Any]],
    documents: Mapping[str, Document],
    links: Sequence[Link],
    doubtful: Sequence[Link],
) -> tuple[list[Link], list[Link], list[Problem]]:
    """Links and near links after a coder's decisions, and the rows that fit nothing."""
    decided: dict[Key, str] = {}
    problems: list[Problem] = []
    for n, row in enumerate(rows):
        found = place_of(row, documents)
        if found is None:
            problems.append(lost(n, row))
        else:
            decided[found] = meaning(str(row["decision"]))
    known = {key_of(k): k for k in doubtful} | {key_of(k): k for k in links if k.derived and k.source}
    out = [k for k in links if not k.derived or not k.source or decided.get(key_of(k)) != "no"]
    out = [settled(k, decided.get(key_of(k))) if k.derived and k.source else k for k in out]
    there = {key_of(k) for k in links if k.derived and k.source}
    for key, word in decided.items():
        if word != "no" and key not in there:
            out.append(settled(known.get(key) or new_link(key, documents), word))
    rest = [replace(k, decision="no") if decided.get(key_of(k)) == "no" else k for k in doubtful]
    rest = [k for k in rest if decided.get(key_of(k), "no") == "no"]
    rest += [replace(known[key], decision="no") for key, word in decided.items() if word == "no" and key in there]
    order = {d: n for n, d in enumerate(documents)}
    out = ranked(out)
    out.sort(key=lambda k: (order[k.derived_doc], k.derived.span if k.derived else (-1, -1), k.rank))
    return out, rest, problems


def key_of(k: Link) -> Key:
    """What tells a link from all others."""
    assert k.derived is not None and k.source is not None
    return (k.derived_doc, k.derived.span.start, k.source_doc, k.source.span.start)


def settled(k: Link, word: str | None) -> Link:
    """The link as the coder has it."""
    if word is None:
        return k
    relation = k.relation if word == "yes" else word
    return replace(k, relation=relation, score=1.0, decision=word)  # type: ignore[arg-type]


def place_of(row: Mapping[str, Any], documents: Mapping[str, Document]) -> Key | None:
    """The two provisions that a row means; their starts may have moved inside them since."""
    found: list[Any] = []
    for side in ("derived", "source"):
        document = documents.get(str(row[f"{side}_doc"]))
        start = row[f"{side}_start"]
        if document is None or start is None or str(start) in ("nan", "<NA>", ""):
            return None
        provision = holding(document, int(start))
        if provision is None:
            return None
        found += [document.doc_id, provision.span.start]
    return (found[0], found[1], found[2], found[3])


def holding(document: Document, offset: int) -> Provision | None:
    """The provision that holds an offset."""
    return next((p for p in document.provisions if p.span.start <= offset < p.span.end), None)


def lost(n: int, row: Mapping[str, Any]) -> Problem:
    """The report on a decision that fits no provisions."""
    return Problem(
        code="decision.lost",
        message=f"decision {n + 1} is about {row['derived_doc']!r} at {row['derived_start']} and {row['source_doc']!r} "
        f"at {row['source_start']}; the corpus has no such provisions",
        action="check that the texts are those that were reviewed (判定无法对应)",
    )


def new_link(key: Key, documents: Mapping[str, Document]) -> Link:
    """A link that only the coder sees, with the words that the two provisions share."""
    derived, source = documents[key[0]], documents[key[2]]
    i = next(n for n, p in enumerate(derived.provisions) if p.span.start == key[1])
    j = next(n for n, p in enumerate(source.provisions) if p.span.start == key[3])
    evidence = evidence_of(derived, i, source, j)
    a, b = derived.provisions[i], source.provisions[j]
    return Link(
        derived_doc=derived.doc_id,
        derived=a,
        source_doc=source.doc_id,
        source=b,
        relation=relation_of(shares(derived, a, source, b, evidence)),
        score=1.0,
        path="possible",
        evidence=evidence,
    )
