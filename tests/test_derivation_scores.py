"""How well derivation does on coded documents; the floors only rise."""

import csv
from pathlib import Path

import numpy as np
import pytest

import policytext as pt
from policytext.derivation.coded import nearest as nearest_to
from policytext.derivation.coded import pairs_of_json
from policytext.lineage import DRAWN, derive
from policytext.model import Provision

Place = tuple[str, int]


def nearest(provisions: tuple[Provision, ...], start: int, end: int) -> int:
    """The provision that shares most characters with a span."""
    return max(
        range(len(provisions)),
        key=lambda k: min(end, provisions[k].span.end) - max(start, provisions[k].span.start),
    )


def pair(one: Place, other: Place, relation: str) -> tuple[Place, ...]:
    """A link as a key; `common_source` has no direction."""
    return tuple(sorted((one, other))) if relation == "common_source" else (one, other)


def test_links_of_the_demo_corpus(demo: Path) -> None:
    corpus = pt.read(demo, progress=False)
    lineage = corpus.derive()
    held = {d.doc_id: d.provisions for d in corpus}
    with (demo / "links.csv").open(encoding="utf-8-sig") as file:
        coded = {
            pair(
                *(
                    (
                        row[f"{side}_doc"],
                        nearest(held[row[f"{side}_doc"]], int(row[f"{side}_start"]), int(row[f"{side}_end"])),
                    )
                    for side in ("derived", "source")
                ),
                row["relation"],
            )
            for row in csv.DictReader(file)
        }
    found = {
        pair(
            (k.derived_doc, held[k.derived_doc].index(k.derived)),
            (k.source_doc, held[k.source_doc].index(k.source)),
            k.relation,
        )
        for k in lineage.objects
        if k.derived and k.source
    }
    right = len(found & coded)
    assert 2 * right / (len(found) + len(coded)) >= 0.85


@pytest.mark.real
def test_the_five_seeds_derive_from_what_is_not_there(shared: Path) -> None:
    lineage = pt.read(shared / "corpora" / "coded" / "seeds", progress=False).derive()
    assert not [k for k in lineage.objects if k.relation in DRAWN]
    absent = [(k.derived_doc[:3], k.source_doc) for k in lineage.objects if k.relation == "undetermined"]
    assert [doc_id for doc_id, _ in absent] == ["002", "002", "003", "004"]
    assert all(lineage.document_graph.nodes[node]["kind"] == "external" for _, node in absent)
    siblings = {
        frozenset((k.derived_doc[:3], k.source_doc[:3])) for k in lineage.objects if k.relation == "common_source"
    }
    assert frozenset(("002", "004")) in siblings


@pytest.mark.real
def test_citations_of_real_parents_are_resolved(shared: Path) -> None:
    corpus = pt.read(
        shared / "corpora" / "real",
        pattern="zhengceku/*.txt",
        metadata=shared / "corpora" / "real" / "metadata.csv",
        progress=False,
    )
    lineage = corpus.derive()
    meant = {(Path(r.doc_id).name, Path(r.target).name) for r in lineage.resolved if r.target in corpus}
    with (shared / "corpora" / "parents.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert sum((row["child"], row["parent"]) in meant for row in rows) / len(rows) >= 0.95


def test_links_of_the_authored_pairs(demo: Path) -> None:
    scores = pt.evaluate_links(demo.parent / "pairs").set_index(["folder", "method"])
    assert scores.loc[("all", "policytext"), "f1"] >= 0.9
    assert scores.loc[("all", "policytext"), "f1"] > scores.loc["all"]["f1"].drop("policytext").max() + 0.1
    assert scores.loc[("slogans-only", "policytext"), "wrong"] == scores.loc[("same-topic", "policytext"), "wrong"] == 0
    assert scores.loc[("all", "policytext"), "relation"] >= 0.7


def test_links_of_pairs_that_no_weight_has_seen() -> None:
    scores = pt.evaluate_links(Path(__file__).with_name("unseen")).set_index(["folder", "method"])
    assert scores.loc[("all", "policytext"), "f1"] >= 0.9
    assert scores.loc[("all", "policytext"), "relation"] >= 0.88


@pytest.mark.real
@pytest.mark.parametrize(("masked", "least"), [(False, 0.8), (True, 0.67)], ids=["cited", "masked"])
def test_links_of_real_pairs(shared: Path, masked: bool, least: float) -> None:
    texts = {f.stem: f for f in (shared / "corpora").rglob("*.txt")}
    right = wrong = missed = agreed = 0
    for coded in pairs_of_json(shared / "corpora" / "gold_links", shared / "corpora"):
        documents = [
            pt.parse(texts[d.doc_id].read_text("utf-8"), doc_id=d.doc_id) for d in (coded.derived, coded.source)
        ]
        found = {}
        for k in derive(documents, mask_citations=masked).between(coded.derived.doc_id, coded.source.doc_id):
            if k.relation in DRAWN and k.derived and k.source:
                i, j = nearest_to(coded.derived, *k.derived.span), nearest_to(coded.source, *k.source.span)
                if i is not None and j is not None:
                    found[i, j] = k.relation
        sure = {(int(i), int(j)) for i, j in np.argwhere(coded.strength == 2)}
        none = [at for at in found if coded.strength[at] == 0]
        if not sure:
            assert len(none) <= 2
        right, wrong, missed = right + len(found.keys() & sure), wrong + len(none), missed + len(sure - found.keys())
        agreed += sum(found[at] in coded.relations[at] for at in found.keys() & sure)
    assert 2 * right / (2 * right + wrong + missed) >= least
    assert agreed / right >= 0.75
