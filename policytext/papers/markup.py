r"""Any table as LaTeX or Markdown, every character of its cells escaped.

LaTeX is for XeLaTeX or LuaLaTeX with the package booktabs; Chinese needs the package ctex, or a document class of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from policytext.arguments import instance
from policytext.errors import InputError
from policytext.graphs import visible

if TYPE_CHECKING:
    import pandas as pd

Columns = Iterable[str] | Mapping[str, str]

CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd]")
LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", "`": r"\textasciigrave{}", '"': r"\textquotedbl{}", "'": r"\textquotesingle{}",
}  # fmt: skip
"""What stands for each character that LaTeX takes for more."""
NAMES = "names of rows"
"""Where `flat` notes how many of the columns are names of rows."""
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
LABEL = re.compile(r"[A-Za-z][A-Za-z0-9:._-]*")
WIDTH = re.compile(r"\d*\.?\d+(?:cm|mm|in|pt|em|ex|\\(?:text|line|column)width)")
NONE = {"latex": "{--}", "markdown": "–"}
"""A missing value, or none that could be worked out."""


def latex(
    table: pd.DataFrame | pd.Series,
    *,
    columns: Columns | None = None,
    caption: str | None = None,
    label: str | None = None,
    digits: int = 2,
    widths: Mapping[str, str] | None = None,
) -> str:
    r"""A table as LaTeX with booktabs (论文表格); for Chinese compile with XeLaTeX or LuaLaTeX and the package ctex.

    Args:
        table: Any DataFrame or Series. What names its rows (the index of a crosstab, of `groupby`, of
            `lineage.matrix()`) stands in columns before the others; rows that are only numbered or filtered have none.
        columns: The columns to show, in order; of a mapping the values are the headings. By default all. Names of
            rows stand before them, or where they are listed among them.
        caption: What stands above it, escaped like every cell.
        label: A name for `\ref`, such as `tab:coverage`.
        digits: Decimals of numbers that are not whole.
        widths: Widths of columns of running text, such as `{"text": "6cm"}`: their lines are broken.

    Raises:
        InputError: where `table` is none, a column is not there, or a label or width is none for LaTeX.

    >>> import pandas as pd
    >>> print(latex(pd.DataFrame({"level": ["R&D"], "share": [0.5]}), caption="100 %"))
    % \usepackage{booktabs}
    \begin{table}[htbp]
    \centering
    \caption{100 \%}
    \begin{tabular}{lr}
    \toprule
    level & share \\
    \midrule
    R\&D & 0.50 \\
    \bottomrule
    \end{tabular}
    \end{table}
    """
    table = flat(table)
    shown = headings(table, columns)
    if label is not None and not LABEL.fullmatch(label):
        raise InputError(f"label is {label!r}; use letters, digits and : . _ - as in 'tab:coverage' (标签)")
    for name, room in (widths or {}).items():
        if name not in shown or not WIDTH.fullmatch(room):
            raise InputError(
                f"widths has {name!r}: {room!r}; expected a column shown and a length such as '6cm' (列宽)"
            )
    kinds = "".join(f"p{{{widths[c]}}}" if widths and c in widths else "r" if numeric(table[c]) else "l" for c in shown)
    body = [tex_row(row) for row in cells(table, shown, digits, "latex")]
    lines = [
        r"\begin{table}[htbp]",
        r"\centering",
        *([rf"\caption{{{tex(caption)}}}"] if caption else []),
        *([rf"\label{{{label}}}"] if label else []),
        rf"\begin{{tabular}}{{{kinds}}}",
        r"\toprule",
        tex_row([tex(h) for h in shown.values()]),
        r"\midrule",
        *body,
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]
    chinese = any(CHINESE.search(line) for line in lines)
    needs = r"% \usepackage{booktabs}" + (r" \usepackage{ctex}, XeLaTeX or LuaLaTeX" if chinese else "")
    return "\n".join([needs, *lines])


def markdown(table: pd.DataFrame | pd.Series, *, columns: Columns | None = None, digits: int = 2) -> str:
    r"""A table as Markdown, as GitHub and Pandoc read it; the arguments are those of `latex`.

    >>> import pandas as pd
    >>> print(markdown(pd.DataFrame({"text": ["a|b", None], "n": [1, 20]})))
    | text | n |
    | :--- | ---: |
    | a\|b | 1 |
    | – | 20 |
    """
    table = flat(table)
    shown = headings(table, columns)
    marks = ["---:" if numeric(table[c]) else ":---" for c in shown]
    rows = [[md(h) for h in shown.values()], marks, *cells(table, shown, digits, "markdown")]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def flat(table: Any) -> pd.DataFrame:
    """The table with the names of its rows as columns, before the others, and every column under one name as text.

    Raises:
        InputError: where it is neither a DataFrame nor a Series.
    """
    import pandas as pd

    instance(table, (pd.DataFrame, pd.Series), "table", "a DataFrame or a Series, such as corpus.tasks (表格)")
    out = table.to_frame("value" if table.name is None else table.name) if isinstance(table, pd.Series) else table
    names = row_names(out.index)
    columns = [out.index.get_level_values(k).to_series() for k in range(len(names))]
    columns += [out.iloc[:, k] for k in range(out.shape[1])]
    shown = pd.concat([c.reset_index(drop=True) for c in columns], axis=1) if columns else out.copy()
    shown.columns = pd.Index(distinct([*names, *map(heading, out.columns)]), dtype=object)
    shown.attrs = {NAMES: len(names)}
    return shown


def only_numbered(index: pd.Index) -> bool:
    """Whether an index has nothing to say: whole numbers without a name, as rows have by themselves."""
    from pandas.api.types import is_integer_dtype

    return index.nlevels == 1 and index.name is None and (is_integer_dtype(index.dtype) or not len(index))


def row_names(index: pd.Index) -> list[str]:
    """What stands above the names of rows, where they have any."""
    if only_numbered(index):
        return []
    several = index.nlevels > 1
    return [heading(name) if name is not None else f"level_{k}" * several for k, name in enumerate(index.names)]


def heading(name: object) -> str:
    """The name of a column; of a column of several levels all that say something."""
    return " ".join(str(n) for n in name if n != "") if isinstance(name, tuple) else str(name)


def distinct(names: list[str]) -> list[str]:
    """The names, a repeated one with a number behind it."""
    out: list[str] = []
    for name in names:
        told, n = name, 1
        while told in out:
            n += 1
            told = f"{name} ({n})"
        out.append(told)
    return out


def headings(table: pd.DataFrame, columns: Columns | None) -> dict[str, str]:
    """The columns to show → their headings.

    Raises:
        InputError: where one is not in the table, or there is none.
    """
    if isinstance(columns, str):
        raise InputError(f"columns is {columns!r}; give a list of names, or a mapping of names to headings (列)")
    given = columns if isinstance(columns, Mapping) else {c: heading(c) for c in columns or table.columns}
    wanted = {c if c in table.columns else heading(c): told for c, told in given.items()}
    wanted = {c: c for c in table.columns[: table.attrs[NAMES]] if c not in wanted} | wanted
    if missing := [c for c in wanted if c not in table.columns]:
        there = ", ".join(map(str, table.columns))
        raise InputError(f"the table has no column {missing[0]!r}; it has {there} (列)")
    if not wanted:
        raise InputError("the table has no columns to show (列)")
    return dict(wanted)


def numeric(values: pd.Series) -> bool:
    """Whether a column holds numbers."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    return is_numeric_dtype(values) and not is_bool_dtype(values)


def cells(table: pd.DataFrame, shown: Iterable[str], digits: int, form: str) -> list[list[str]]:
    """The cells as marked-up text."""
    columns = [table[c].astype(object).where(table[c].notna(), None).tolist() for c in shown]
    return [[cell(v, digits, form) for v in row] for row in zip(*columns, strict=True)]


def cell(value: Any, digits: int, form: str) -> str:
    """A cell as marked-up text."""
    if value is None:
        return NONE[form]
    if isinstance(value, dt.datetime):
        value = value.date()
    text = plain(value, digits)
    if form == "markdown":
        return md(text)
    # A minus is a sign here, not a hyphen.
    return f"${text}$" if isinstance(value, (int, float)) and text.startswith("-") else tex(text)


def plain(value: Any, digits: int) -> str:
    """A value as text."""
    if isinstance(value, float):
        return f"{value:.{digits}f}"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def tex(text: str) -> str:
    r"""A text for LaTeX: every character stands for itself.

    >>> tex("50% [a_b]"), tex("[a]--b")
    ('50\\% [a\\_b]', '{[}a]-{}-b')
    """
    shown = "".join(LATEX.get(ch, ch) for ch in visible(" ".join(text.split())))
    # Two hyphens would become a dash; [ and * would belong to the end of the row before them.
    shown = re.sub("-(?=-)", "-{}", shown)
    return f"{{{shown[0]}}}{shown[1:]}" if shown[:1] in ("[", "*") else shown


def tex_row(row: Iterable[str]) -> str:
    """A row of LaTeX."""
    return " & ".join(row) + r" \\"


def md(text: str) -> str:
    r"""A text for a cell of Markdown.

    >>> md("a|b\n<script>")
    'a\\|b<br>\\<script\\>'
    """
    lines = (visible(" ".join(line.split())) for line in text.strip().splitlines())
    return "<br>".join(MARKDOWN.sub(r"\\\1", line) for line in lines)
