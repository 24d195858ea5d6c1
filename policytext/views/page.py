"""What every view is made of: escaped text, the style sheet, a page around a fragment, and names in two languages."""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

NAMES = {
    "task": "任务 task",
    "goal": "目标 goal",
    "principle": "原则 principle",
    "statement": "陈述 statement",
    "formula": "套语 formula",
    "heading": "标题 heading",
    "responsibility": "责任分工 responsibility",
    "furniture": "版面要素 furniture",
    "unit": "单位 unit",
    "deadline": "时限 deadline",
    "target": "指标 target",
    "slogan": "提法 slogan",
    "citation": "引用 citation",
    "section": "层次 section",
    "evidence": "公文要素 header",
    "provision": "条款 provision",
    "duty": "任务分工 duty",
    "problem": "待核 problem",
    "verbatim": "照搬 verbatim",
    "adapted": "改写 adapted",
    "elaborated": "细化 elaborated",
    "common_source": "同源 common source",
    "undetermined": "未定 undetermined",
}
"""Labels, kinds and relations as a reader sees them."""

SHEETS = ("style.css", "display.css")
ROOM = 16
"""Characters that a cell of a table holds on one line."""
VISIBLE = {c: f"\\x{c:02x}" for c in (*range(9), 11, 12, *range(14, 32), *range(127, 160))}


def escape(text: object) -> str:
    r"""Text as HTML: markup is escaped, and characters no page can show stand as visible escapes.

    >>> print(escape('<b>"\x00\ud800'))
    &lt;b&gt;&quot;\x00\ud800
    """
    shown = html.escape(str(text), quote=True).translate(VISIBLE)
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet of all views."""
    return "".join(resources.files(__package__).joinpath(name).read_text("utf-8") for name in SHEETS)


class Html(str):
    """HTML as a string, which a notebook shows as what it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Html of {len(self):,} characters; str() gives them>"

    def _repr_html_(self) -> str:
        return str(self)


def fragment(body: str) -> Html:
    """A piece of HTML that can stand in a notebook: it brings its style and touches nothing around it."""
    return Html(f'<div class="policytext"><style>{style()}</style>{body}</div>')


def page(title: str, body: str) -> Html:
    """A whole page that needs no network; its policy lets a browser load nothing and run nothing."""
    return Html(
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title><style>{style()}</style></head>\n"
        f'<body class="policytext">\n{body}\n</body></html>\n'
    )


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are HTML already; a cell that is a number stands to the right."""
    top = "".join(f"<th>{h}</th>" for h in head)
    lines = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return f'<div class="wide"><table><tr>{top}</tr>{lines}</table></div>'


def cell(content: str) -> str:
    """A cell of a table; a count or a share stands to the right, a long text gets room."""
    number = content.replace(".", "", 1).replace(",", "").isdigit()
    kind = "n" if number else "words" if len(content) > ROOM else "word"
    return f'<td class="{kind}">{content}</td>'
