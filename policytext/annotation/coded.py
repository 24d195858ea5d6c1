"""What hand-coded annotation leaves out and our model has: the outline's spans and paths, and who governs what."""

from collections.abc import Mapping, Sequence
from typing import Any

from policytext.model import Section, Sentence
from policytext.reading.text.fold import fold
from policytext.span import Span

CODED = "coded"
"""The `rule` of an object that a person coded."""


def complete_outline(rows: Sequence[Mapping[str, Any]], units: Sequence[tuple[Span, str]]) -> list[dict[str, Any]]:
    """Sections with `span`, `parent` and `path` where they lack them; `units` are the text units: span and label.

    A section ends with its last text unit, furniture left out, as the reader of outlines has it.

    >>> rows = [{"marker": "一、", "heading": "目标", "level": 1, "sentence": 0}]
    >>> complete_outline(rows, [(Span(0, 4), "heading"), (Span(4, 9), "furniture")])[0]["span"]
    (0, 4)
    """
    done: list[dict[str, Any]] = []
    for i, row in enumerate(rows):
        stop = next((r["sentence"] for r in rows[i + 1 :] if r["level"] <= row["level"]), len(units))
        body = (k for k in range(stop - 1, row["sentence"], -1) if units[k][1] != "furniture")
        last = next(body, row["sentence"])
        parent = next((j for j in range(i - 1, -1, -1) if rows[j]["level"] < row["level"]), None)
        own = step(row["marker"], row["heading"])
        path = own if parent is None else f"{done[parent]['path']}/{own}"
        worked_out = {"span": (units[row["sentence"]][0].start, units[last][0].end), "parent": parent, "path": path}
        done.append({**worked_out, **row})
    return done


def step(marker: str | None, heading: str | None) -> str:
    """One step of a path, as the reader of outlines writes it: the marker without its point, else the heading."""
    return (heading or "") if marker is None else fold(marker).strip().rstrip("、.．,， ")


def homes(sections: Sequence[Section], n: int) -> list[int | None]:
    """For each of `n` text units the innermost section that holds it: the one opened last."""
    opened: dict[int, int] = {s.sentence: k for k, s in enumerate(sections)}
    out: list[int | None] = []
    now: int | None = None
    for i in range(n):
        now = opened.get(i, now)
        out.append(now)
    return out


def reach(
    row: Mapping[str, Any], at: int, sentences: Sequence[Sentence], sections: Sequence[Section]
) -> dict[str, Any]:
    """Scope and governed text units of a unit or deadline written in text unit `at`.

    A list on a `responsibility` unit governs the tasks of its numbered item, a deadline in a heading those of its
    section, parts included; otherwise both govern the text unit in which they stand.
    """
    if "scope" in row:
        return {"scope": row["scope"], "governs": tuple(row["governs"])}
    host = sentences[at]
    if host.section is None or host.label not in ("responsibility", "heading"):
        return {"scope": "sentence", "governs": (at,) if host.label in ("task", "goal") else ()}
    inside = {host.section}
    if host.label == "heading":
        for k, s in enumerate(sections):
            if s.parent in inside:
                inside.add(k)
    governs = tuple(i for i, s in enumerate(sentences) if s.section in inside and s.label == "task")
    return {"scope": "item" if host.label == "responsibility" else "section", "governs": governs}
