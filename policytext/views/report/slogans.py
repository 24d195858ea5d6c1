"""Which slogan stands in which documents over time, by level: one line of dots each."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from policytext.derivation.lines import date_of
from policytext.model import Document
from policytext.views.cascade import ROWS
from policytext.views.page import escape
from policytext.views.report.facts import Facts, showable

LINES = 60
"""Slogans that the page holds; the table has all."""
OPEN = 20
"""Of these, shown before one asks for more."""
LEAST = 2
"""Documents that a slogan stands in."""
WIDTH, HEIGHT, EDGE = 660, 46, 8
BINS = 66
LANES = ("central", "province", "prefecture", "county", "township")
"""Levels from the top of a line down; all below a township stand with it, those of no level in the middle."""


def slogan_timeline(facts: Facts) -> str:
    """The widest spread slogans, first those in most documents."""
    dated = {d.doc_id: d for d in facts.documents if date_of(d)}
    spread: dict[str, set[str]] = defaultdict(set)
    for d in facts.documents:
        for s in d.slogans:
            if d.doc_id in dated:
                spread[" ".join(s.text.strip("“”").split())].add(d.doc_id)
    widest = sorted((x for x in spread.items() if len(x[1]) >= LEAST), key=lambda x: (-len(x[1]), x[0]))[:LINES]
    if not widest:
        return '<p class="soft">No slogan stands in two dated documents. 没有跨文件的提法。</p>'
    years = sorted({day(d).year for d in dated.values()})
    lines = "".join(
        line(facts, name, [dated[i] for i in sorted(ids)], years, later=k >= OPEN)
        for k, (name, ids) in enumerate(widest)
    )
    key = "".join(f'<span><i class="dot {x}"></i> {ROWS[x]} {x}</span>' for x in LANES)
    key += f'<span><i class="dot unknown"></i> {ROWS["?"]} no level</span>'
    return (
        f'<p class="controls"><label>查找 find <input type="search" id="slogan-find"></label> '
        f'<button type="button" id="slogan-more" aria-expanded="false">all {len(widest)} 全部</button></p>'
        f'<div class="legend">{key}</div><div class="wide"><table class="slogans"><thead><tr>'
        f'<th scope="col">提法 slogan</th><th scope="col">首见 first</th><th scope="col">文件 documents</th>'
        f"<th>{axis(years)}</th></tr></thead><tbody>{lines}</tbody></table></div>"
    )


def day(doc: Document) -> dt.date:
    """The date of a dated document."""
    found = date_of(doc)
    assert found is not None
    return found


def where(at: dt.date, years: Sequence[int]) -> float:
    """The place of a day on the line: years with documents have the same room, all others none."""
    return EDGE + (WIDTH - 2 * EDGE) * (years.index(at.year) + (at.timetuple().tm_yday - 1) / 366) / len(years)


def axis(years: Sequence[int]) -> str:
    """The years above the lines."""
    every = 1 + len(years) // 16
    marks = "".join(
        f'<text class="axis" x="{where(dt.date(y, 1, 1), years):.0f}" y="12">{y}</text>' for y in years[::every]
    )
    return f'<svg width="{WIDTH}" height="16" role="img" aria-label="{years[0]}–{years[-1]}">{marks}</svg>'


def line(facts: Facts, name: str, docs: list[Document], years: Sequence[int], *, later: bool) -> str:
    """A slogan: since when, in how many documents, and where on the line of time."""
    dots: dict[tuple[int, str], list[Document]] = defaultdict(list)
    for d in docs:
        dots[int(where(day(d), years) * BINS / WIDTH), d.header.level or "?"].append(d)
    shown = "".join(dot(facts, x, level, held) for (x, level), held in sorted(dots.items()))
    bars = "".join(f"M{where(dt.date(y, 1, 1), years):.0f},0 V{HEIGHT}" for y in years)
    since = min(map(day, docs)).isoformat()
    by_level = Counter(d.header.level or "?" for d in docs)
    told = ", ".join(f"{level} {k}" for level, k in by_level.items())
    return (
        f'<tr{" class=later" if later else ""}><th scope="row"><span data-go="slogans|{escape(name)}">'
        f'{escape(showable(name))}</span></th><td class="short">{since}</td><td class="n">{len(docs)}</td>'
        f'<td><svg width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{escape(told)}">'
        f'<path class="rule" d="{bars} M0,{HEIGHT - 1} H{WIDTH}"/>{shown}</svg></td></tr>'
    )


def dot(facts: Facts, x: int, level: str, docs: list[Document]) -> str:
    """Documents of one level and time: the more the larger."""
    lanes: Mapping[str, int] = {name: k for k, name in enumerate(LANES)} | {"community": 4, "?": 2}
    y = EDGE + lanes[level] * (HEIGHT - 2 * EDGE) / (len(LANES) - 1)
    told = "\n".join(f"{day(d)} {d.header.title or d.doc_id}" for d in docs[:8]) + ("\n…" if len(docs) > 8 else "")
    radius = min(3 + len(docs) ** 0.5, 8)
    kind = level if level in LANES else "township" if level == "community" else "unknown"
    return (
        f'<circle class="dot {kind}" data-doc="{facts.number[docs[0].doc_id]}" cx="{(x + 0.5) * WIDTH / BINS:.0f}" '
        f'cy="{y:.0f}" r="{radius:.1f}"><title>{escape(told)}</title></circle>'
    )
