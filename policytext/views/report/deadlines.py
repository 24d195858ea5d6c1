"""When things are due: a calendar of the last days that deadlines allow, year by year and month by month."""

from __future__ import annotations

from collections import Counter

from policytext.views.report.facts import Facts
from policytext.views.report.overview import shaded

MONTHS = range(1, 13)


def calendar(facts: Facts) -> str:
    """Deadlines by year and month of their last day; what has no such day is counted below."""
    found = [d for doc in facts.documents for d in doc.deadlines]
    due = Counter((d.latest.year, d.latest.month) for d in found if d.latest)
    recurring = sum(d.latest is None and d.recurs is not None for d in found)
    rest = len(found) - sum(due.values()) - recurring
    told = (
        f'<p class="soft">{len(found):,} deadlines: {sum(due.values()):,} with a last day, {recurring:,} that recur '
        f"(每年、每月…), {rest:,} without a day that the text tells (relative or open). "
        f"共 {len(found):,} 项时限，其中有截止日期 {sum(due.values()):,} 项。</p>"
    )
    if not due:
        return told
    most = max(due.values())
    head = "".join(f'<th scope="col">{m}月</th>' for m in MONTHS)
    rows = []
    for year in sorted({y for y, _ in due}):
        cells = "".join(shaded(due[year, m], most, f"deadlines|{year}-{m:02}") for m in MONTHS)
        total = sum(due[year, m] for m in MONTHS)
        rows.append(f'<tr><th scope="row">{year}</th>{cells}<td class="n sum">{total:,}</td></tr>')
    return (
        f'{told}<div class="wide"><table class="grid months"><thead><tr><td></td>{head}<th scope="col">全年 year</th>'
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
