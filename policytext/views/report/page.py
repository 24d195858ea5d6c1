"""The page of a report, put together: what stands in it without a script, the data, and the script that opens them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.export import write
from policytext.export.files import encoded, free_file
from policytext.masking import known_masks
from policytext.model import Problem
from policytext.views.cascade import FEW, cascade_svg
from policytext.views.page import Html, escape
from policytext.views.report.data import parts
from policytext.views.report.deadlines import calendar
from policytext.views.report.facts import Facts
from policytext.views.report.heat import heat_map
from policytext.views.report.overview import by_level_and_year, tiles
from policytext.views.report.packing import data_element, policy, script, sheet
from policytext.views.report.problems import problem_list
from policytext.views.report.slogans import slogan_timeline
from policytext.views.report.tables import FIRST, Table, first_rows, report_tables
from policytext.views.report.units import units_network
from policytext.views.ties import day_of

if TYPE_CHECKING:
    from policytext.lineage import Lineage

SUFFIXES = (".html", ".htm")
SECTIONS = {
    "overview": "概况 overview",
    "cascade": "派生 cascade",
    "heat": "覆盖 coverage",
    "slogans": "提法 slogans",
    "deadlines": "时限 deadlines",
    "units": "单位 units",
    "problems": "待核 problems",
    "tables": "表格 tables",
}

READING = (
    "From left to right in time, from top to bottom by level. Solid: provisions were drawn from it, the more the "
    "thicker. Dashed: it is only cited. 实线：有派生条款，越粗越多；虚线：仅引用。"
)


def write_report(
    lineage: Lineage,
    path: str | Path,
    *,
    title: str | None = None,
    problems: Iterable[Problem] = (),
    mask: Iterable[str] = ("persons",),
    overwrite: bool = False,
) -> Path:
    """Write the report of a lineage as one HTML file; arguments as `report_html`.

    Raises:
        InputError: where the path does not end in .html, or the file is there already; then nothing is written.
    """
    target = report_path(path, overwrite=overwrite)
    page = report_html(lineage, title=title, problems=problems, mask=mask)
    (written,) = write(target.parent, {target.name: encoded(page)}, overwrite=overwrite)
    return written


def report_path(path: str | Path, *, overwrite: bool = False) -> Path:
    """The file of a report, checked before anything is worked out.

    >>> report_path("report.html").name
    'report.html'
    """
    return free_file(path, SUFFIXES, "the report", overwrite=overwrite)


def report_html(
    lineage: Lineage,
    *,
    title: str | None = None,
    problems: Iterable[Problem] = (),
    mask: Iterable[str] = ("persons",),
) -> Html:
    """Documents, cascade, coverage, slogans, deadlines, units, problems and all tables as one page (语料报告).

    Args:
        lineage: What `corpus.derive()` returns.
        title: What stands above; by default how many documents there are.
        problems: Those that belong to no document, such as files that could not be read.
        mask: What is made unreadable in the texts shown (遮蔽): persons (人名), contacts (电话、邮箱); () for nothing.

    >>> from policytext.lineage import derive
    >>> "<h1>Nothing yet</h1>" in report_html(derive([]), title="Nothing yet")
    True
    """
    facts = Facts(lineage, tuple(problems), known_masks(mask))
    name = title or f"{len(facts.documents):,} policy documents 公文语料报告"
    tables = report_tables(facts)
    data = "\n".join(data_element(part, value) for part, value in parts(facts, tables))
    return Html(
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f"<title>{escape(name)}</title><style>{sheet()}</style></head>\n"
        f'<body class="policytext report">\n{body(facts, tables, name)}\n{data}\n'
        f"<script>{script()}</script>\n</body></html>\n"
    )


def body(facts: Facts, tables: list[Table], name: str) -> str:
    """What a reader sees, also without a script."""
    content = {
        "overview": tiles(facts) + by_level_and_year(facts),
        "cascade": cascade_section(facts),
        "heat": HEAT + heat_map(facts),
        "slogans": SLOGANS + slogan_timeline(facts),
        "deadlines": calendar(facts),
        "units": UNITS + units_network(facts),
        "problems": problem_list(facts),
        "tables": TABLES + f'<div id="table-panels">{"".join(panel(facts, t) for t in tables)}</div>',
    }
    links = "".join(f'<a href="#{key}">{label}</a>' for key, label in SECTIONS.items())
    sections = "\n".join(
        f'<section id="{key}" aria-labelledby="h-{key}"><h2 id="h-{key}">{SECTIONS[key]}</h2>{inner}</section>'
        for key, inner in content.items()
    )
    return (
        f'<header><h1>{escape(name)}</h1>{summary(facts)}</header><nav aria-label="sections 章节">{links}</nav>\n'
        f"<main>{sections}</main>\n"
        '<aside id="detail" hidden role="dialog" aria-labelledby="detail-title" tabindex="-1"></aside>'
    )


def summary(facts: Facts) -> str:
    """What the report is made of, and by what."""
    from policytext import __version__

    days = sorted(day for d in facts.documents if (day := day_of(d)))
    span = f"{days[0]} – {days[-1]} · " if days else ""
    masked = f"masked 已遮蔽: {', '.join(facts.mask)}" if facts.mask else "nothing masked 未遮蔽"
    left = len(facts.documents) - len(facts.kept)
    cut = f" · too large for one page: texts of {left:,} documents left out 略去 {left:,} 份文件的原文" if left else ""
    return (
        f'<p class="soft">{span}{len(facts.documents):,} documents 文件 · {masked} · policytext {__version__}{cut}</p>'
    )


HEAT = (
    '<p class="soft">Each row is a requirement of a higher document, each column a lower document that cites it or '
    "draws on it. 行：上位文件的条款；列：引用或派生自该文件的下位文件。</p>"
)
SLOGANS = (
    '<p class="soft">Each dot is a document (or several of one time and level) in which the slogan stands; the higher '
    "the dot, the higher the level. Years without documents are left out. 圆点为含该提法的文件，位置越高层级越高。</p>"
)
UNITS = (
    '<p class="soft">Units named for the same task are joined, the more tasks the thicker; an arrow leads from the '
    "one that leads to the one that supports. Names as printed. 连线：共同承担任务；箭头：牵头单位 → 配合单位。</p>"
    '<div class="legend"><span><i class="spot leads"></i> leads some task 有牵头任务</span>'
    '<span><i class="spot"></i> leads none 无牵头任务</span></div>'
)


TABLES = (
    '<p class="soft">A unit or a deadline has a row for each task that it governs: more rows than mentions. '
    "责任单位、时限按所及任务逐行列出。</p>"
)


def cascade_section(facts: Facts) -> str:
    """The picture with its controls, and what it leaves out."""
    cited = sum(n.row == "external" for n in facts.nodes)
    few = len(facts.nodes) <= FEW
    ends = {end for e in facts.edges for end in (e.derived, e.source)}
    alone = sum(d.doc_id not in ends for d in facts.documents)
    picture = cascade_svg(facts.nodes, facts.edges, absent=False, cites=few)
    rest = (
        f"{alone:,} documents are tied to no other 无关联文件; {cited:,} cited documents or laws are absent 库外文件."
    )
    return (
        f'<p class="soft">{READING} {rest}</p>'
        '<p class="controls"><label>查找 find <input type="search" id="cascade-find"></label> '
        f'<label><input type="checkbox" id="cascade-cites"{checked(few)}> 引用 citations</label> '
        f'<label><input type="checkbox" id="cascade-absent"> 库外文件 cited but absent</label> '
        f'<label><input type="checkbox" id="cascade-alone"{checked(few)}> 无关联文件 not tied</label> '
        '<span id="cascade-told" role="status"></span></p>'
        f'<div class="wide" id="cascade-picture">{picture}</div>'
    )


def checked(yes: bool) -> str:
    """Whether a box is ticked at first."""
    return " checked" if yes else ""


def panel(facts: Facts, table: Table) -> str:
    """One table with its first rows."""
    more = f", the first {FIRST} shown 前 {FIRST} 行" if len(table) > FIRST else ""
    return (
        f'<div class="panel" id="table-{table.name}" data-table="{table.name}"><h3>{table.zh} {table.name}</h3>'
        f'<p class="soft rows">{len(table):,} rows 行{more}</p>'
        f'<div class="wide">{first_rows(facts, table)}</div></div>'
    )
