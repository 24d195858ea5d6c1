"""Citations in the variants in which they are met, against documents of similar names and numbers (variants.toml)."""

import datetime as dt
import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import policytext as pt
from policytext.derivation.citing.resolve import resolve
from policytext.model import Document, Header, Resolution

SUITE = tomllib.loads((Path(__file__).parent / "variants" / "variants.toml").read_text("utf-8"))
Case = dict[str, str | list[str]]


@lru_cache(maxsize=1)
def documents() -> tuple[Document, ...]:
    """The documents that may be cited."""
    return tuple(
        Document(
            doc_id=d["id"],
            text=f"{d['title']}\n{d['number']}\n",
            header=Header(
                title=d["title"],
                document_number=d["number"] or None,
                issuers=tuple(d["issuers"]),
                issued=dt.date.fromisoformat(d["issued"]),
            ),
        )
        for d in SUITE["document"]
    )


def resolved(case: Case) -> list[Resolution]:
    """What the citations of a case mean."""
    citing = pt.parse(f"一、有关要求\n{case['text']}\n", doc_id="citing")
    header = citing.header
    if issuer := case.get("citing_issuer"):
        header = replace(header, issuers=(str(issuer),))
    if date := case.get("citing_date"):
        header = replace(header, issued=dt.date.fromisoformat(str(date)))
    return [r for r in resolve([*documents(), replace(citing, header=header)])[0] if r.doc_id == "citing"]


def judged() -> dict[str, list[Case]]:
    """The cases by outcome: right, wrong (another document, or one where there is none), missed."""
    outcome: dict[str, list[Case]] = {"right": [], "wrong": [], "missed": []}
    held = {d.doc_id for d in documents()}
    for case in SUITE["case"]:
        targets = {r.target for r in resolved(case) if r.target in held}
        offered = {c for r in resolved(case) for c, _ in r.candidates if r.target is None}
        if candidates := case.get("candidates"):
            good = not targets and set(candidates) <= offered
            outcome["right" if good else "wrong" if targets else "missed"].append(case)
        elif wanted := case["target"]:
            outcome["right" if targets == {wanted} else "wrong" if targets else "missed"].append(case)
        elif targets:
            outcome["wrong"].append(case)
    return outcome


def test_there_are_enough_cases() -> None:
    assert len(SUITE["case"]) >= 150 and len({c["shows"] for c in SUITE["case"]}) >= 30


def test_precision_and_recall() -> None:
    found = judged()
    right, wrong = len(found["right"]), len(found["wrong"])
    wanted = sum(bool(c.get("candidates") or c["target"]) for c in SUITE["case"])
    assert right / (right + wrong) >= 0.99
    assert right / wanted >= 0.95


if __name__ == "__main__":
    for name, cases in judged().items():
        print(name, len(cases))
        for case in cases if name != "right" else ():
            found = [(r.citation.title, r.citation.number, r.target, r.method, r.candidates) for r in resolved(case)]
            print("  ", case, "\n      →", found)
