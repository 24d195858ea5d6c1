"""Writes `docs/link-model.md` and `docs/reliability.svg` from the model's record: `python docs/make_link_model.py`."""

import json
from importlib import resources
from pathlib import Path
from textwrap import fill
from typing import Any

from policytext.derivation.features import AGAINST, FEATURES, FOR

HEAD = """# The link model

Made by `python docs/make_link_model.py` from `policytext/data/links.json`; do not edit. What it is for:
[derivation](derivation.md).

A logistic function gives every two provisions of two documents a probability that one was drawn from the other: the
weighted features are added up with the intercept, and 1 / (1 + e^-sum) is the probability. The weights were fitted by

```
{command}
```

(it prints what it finds; `--target FILE` writes the model) on {gold_links} real pairs of documents of which one follows
the other, {cited} real pairs taken at random among documents that cite each other (`corpora/cited`), all coded twice,
the texts kept outside the project, and {authored} authored ones (`corpora/pairs`, `corpora/demo`). What is sure counts,
what is arguable is left out. The figures below, if nothing else is said, are of pairs that the model that scores them
has not seen: each pair of documents is left out of the fit in turn.

## What a probability means

Probabilities against the share of sure links among them.

![Probability against the share of links found, in bands; a calibrated model lies on the diagonal](reliability.svg)

| pairs of provisions | mean probability | share of sure links |
| --- | --- | --- |
{bands}

## The threshold

At {threshold} F1 is {f1_gold} where one document follows the other, {f1_cited} where it only cites it, {f1_authored}
on authored pairs. The curve is flat around its best value: a threshold of 0.25 finds more, one of 0.5 errs less, and
neither changes F1 by much.

| threshold | F1, following | F1, citing | F1, authored | F1, all pairs |
| --- | --- | --- | --- | --- |
{curve}

## The weights

Likenesses may only speak for a link, distances only against it; the rest sets the scale for the two documents at hand.

| feature | weight | meaning |
| --- | --- | --- |
| intercept | {intercept} | before any evidence |
{weights}

## Themes

`theme` compares what provisions are about (`derive(similarity=…)`). F1 at {threshold}, by the command above:

| themes | following | citing | all pairs | added to the command |
| --- | --- | --- | --- | --- |
| packaged | {packaged} | |
| fitted on the corpus | 0.792 | 0.704 | 0.836 | `--themes corpus` |
| none | 0.796 | 0.686 | 0.832 | `--themes none` |

The differences are small. Themes help where little wording is shared, most between documents that merely cite each
other, and are kept for those (in `corpora/pairs/reworded` hardly a run of four characters is shared), and because a
better measure of meaning has its place here.

## What the citing pairs changed

The {cited} citing pairs came last. A model fitted without them drew 69 of their 106 sure links and 29 wrong ones in the
corpus that they come from, and of what it gave a probability of 0.35 to 0.65 one in five was right. Fitted with them it
draws 62 and 11, and when each pair is left out in turn 0.50 means 0.57. The price is three links of a hundred on the
other {gold_links}.

## Pair by pair

Links right / wrong / missed. In the names of the pairs of which one follows the other the source comes first, in the
others the derived document. Authored pairs with fewer than three links are left out: they test what keeps documents
apart, which is for lines and kinship to say ([derivation](derivation.md#2-between-which-documents)), not for this
model.

{pairs}
"""
KIND = {True: "for", False: "scale"}
SIZE, EDGE = 280, 44
NO_BREAK = "\N{NO-BREAK SPACE}"


def page(record: dict[str, Any]) -> str:
    """The whole page."""
    left_out = record["leave_one_pair_out"]
    at_threshold = left_out["by_threshold"][str(record["threshold"])]
    by_kind: dict[str, list[str]] = {"following": [], "citing": [], "authored": []}
    for i, (name, n) in enumerate(left_out["pairs"].items()):
        kind = "authored" if "/" in name else "following" if i < record["pairs"]["gold_links"] else "citing"
        short = name.removeprefix("demo/").removesuffix("/derived-source")
        by_kind[kind].append(f"{short} {n['right']}/{n['wrong']}/{n['missed']}")
    packaged = " | ".join(f"{at_threshold[kind]:.3f}" for kind in ("gold_links", "cited", "all"))
    return HEAD.format(
        command=record["command"],
        **record["pairs"],
        intercept=round(record["intercept"], 2),
        weights="\n".join(
            f"| `{name}` | {w:.2f} ({'against' if name in AGAINST else KIND[name in FOR]}) | {FEATURES[name]} |"
            for name, w in record["weights"].items()
        ),
        threshold=record["threshold"],
        f1_gold=left_out["f1"]["gold_links"],
        f1_cited=left_out["f1"]["cited"],
        f1_authored=left_out["f1"]["authored"],
        packaged=packaged,
        curve="\n".join(
            f"| {t} | {' | '.join(f'{v:.3f}' for v in row.values())} |" for t, row in left_out["by_threshold"].items()
        ),
        pairs="\n".join(listed(kind, counts) for kind, counts in by_kind.items()),
        bands="\n".join(f"| {b['pairs']} | {b['predicted']:.3f} | {b['found']:.3f} |" for b in left_out["reliability"]),
    )


def listed(kind: str, counts: list[str]) -> str:
    """An item of a list, its lines within the width of the page."""
    text = f"- {kind}: {', '.join(c.replace(' ', NO_BREAK) for c in counts)}"
    return fill(text, 120, subsequent_indent="  ", break_on_hyphens=False).replace(NO_BREAK, " ")


def picture(bands: list[dict[str, float]]) -> str:
    """The reliability curve as SVG."""

    def at(x: float, y: float) -> tuple[float, float]:
        return EDGE + x * SIZE, EDGE / 2 + (1 - y) * SIZE

    points = [at(b["predicted"], b["found"]) for b in bands]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    ticks = "".join(
        f'<text x="{at(t, 0)[0]:.1f}" y="{y0 + 16:.1f}" text-anchor="middle">{t}</text>'
        f'<text x="{x0 - 8:.1f}" y="{at(0, t)[1] + 4:.1f}" text-anchor="end">{t}</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in points)
    wide, high = SIZE + 2 * EDGE, SIZE + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        'font-family="sans-serif" font-size="11" fill="#444">\n'
        f'<rect width="{wide}" height="{high}" fill="#fff"/>\n'
        f'<rect x="{x0}" y="{y1}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#bbb"/>\n'
        f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#bbb" stroke-dasharray="4 3"/>\n'
        f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>\n'
        f'<g fill="#1f5fa8">{dots}</g>\n{ticks}\n'
        f'<text x="{x0 + SIZE / 2}" y="{y0 + 34}" text-anchor="middle">mean probability</text>\n'
        f'<text x="12" y="{y1 + SIZE / 2}" text-anchor="middle" transform="rotate(-90 12 {y1 + SIZE / 2})">'
        "share of sure links</text>\n</svg>\n"
    )


def held() -> dict[str, Any]:
    """The model's record."""
    record: dict[str, Any] = json.loads((resources.files("policytext") / "data" / "links.json").read_text("utf-8"))
    return record


if __name__ == "__main__":
    record = held()
    Path(__file__).with_name("link-model.md").write_text(page(record), "utf-8")
    Path(__file__).with_name("reliability.svg").write_text(
        picture(record["leave_one_pair_out"]["reliability"]), "utf-8"
    )
