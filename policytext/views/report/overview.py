"""What there is at a glance: how much of what, and documents by level and year."""

from __future__ import annotations

from collections import Counter

from policytext.views.cascade import ROWS
from policytext.views.corpus import COUNTS
from policytext.views.page import escape
from policytext.views.report.facts import Facts
from policytext.views.ties import day_of

SHADES = 5
TOLD = {"links": "links, those of a common source too", "problems": "problems, with what the source doctor finds"}
"""What is counted, where the name of its table does not say it."""
NONE = "no date 无日期"


def tiles(facts: Facts) -> str:
    """The counts as a line of tiles, each leading to its table."""
    docs = facts.documents
    counts = {"documents": ("文件", len(docs))}
    counts |= {name: (zh, sum(len(getattr(d, name)) for d in docs)) for name, zh in COUNTS.items()}
    counts["links"] = ("派生关系", len(facts.links))
    counts["problems"] = ("待核", len(facts.findings))
    shown = "".join(
        f'<li><span data-go="{name}|"><b>{n:,}</b> {zh} <small>{TOLD.get(name, name)}</small></span></li>'
        for name, (zh, n) in counts.items()
    )
    return f'<ul class="tiles">{shown}</ul>'


def by_level_and_year(facts: Facts) -> str:
    """Documents by level (rows) and year (columns)."""
    cells: Counter[tuple[str, str]] = Counter(
        (d.header.level or "?", (day_of(d) or NONE)[:4] if day_of(d) else NONE) for d in facts.documents
    )
    levels = [row for row in ROWS if any(level == row for level, _ in cells)]
    years = sorted({year for _, year in cells}, key=lambda y: (y == NONE, y))
    most = max(cells.values(), default=1)
    head = "".join(f'<th scope="col">{y}</th>' for y in (*years, "all 合计"))
    rows = []
    for level in levels:
        counts = [cells[level, y] for y in years]
        shown = "".join(shaded(n, most, f"documents|{level if level != '?' else ''} {y if y != NONE else ''}")
                        for n, y in zip(counts, years, strict=True))  # fmt: skip
        rows.append(f'<tr><th scope="row">{level_name(level)}</th>{shown}<td class="n sum">{sum(counts):,}</td></tr>')
    sums = [sum(cells[level, y] for level in levels) for y in years]
    foot = "".join(f'<td class="n sum">{n:,}</td>' for n in (*sums, sum(sums)))
    return (
        f'<div class="wide"><table class="grid"><thead><tr><td></td>{head}</tr></thead><tbody>{"".join(rows)}'
        f'<tr><th scope="row">合计 all</th>{foot}</tr></tbody></table></div>'
    )


def level_name(level: str) -> str:
    """A level in two languages."""
    return f"{ROWS[level]} <small>{'unknown' if level == '?' else level}</small>"


def shaded(n: int, most: int, go: str) -> str:
    """A count on a ground that is the darker the more; leads to the rows it counts."""
    if not n:
        return '<td class="s0"></td>'
    shade = 1 + int((SHADES - 1) * (n / most) ** 0.5)
    return f'<td class="s{shade}"><span data-go="{escape(go)}">{n:,}</span></td>'
