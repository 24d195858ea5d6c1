"""What is wrong with the documents, kind by kind, and what to do about each."""

from __future__ import annotations

from policytext.views.page import escape
from policytext.views.report.facts import Facts

SEVERITY = {"error": "错误", "warning": "警告", "note": "提示"}


def problem_list(facts: Facts) -> str:
    """The kinds of problems, the worst first: how many, an example, and what to do."""
    found = facts.findings
    if found.empty:
        return '<p class="soft">Nothing was found wrong. 未发现问题。</p>'
    rows = []
    for severity, zh in SEVERITY.items():
        here = found[found["severity"] == severity]
        for code, n in here["code"].value_counts().items():
            first = here[here["code"] == code].iloc[0]
            cells = (
                f'<span class="severity {severity}">{zh} {severity}</span>',
                f'<span data-go="problems|{escape(code)}">{escape(code)}</span>',
                str(n),
                escape(first["what"]),
                escape(first["todo"]),
            )
            kinds = ("short", "short", "n", "long", "long")
            rows.append("".join(f'<td class="{k}">{c}</td>' for k, c in zip(kinds, cells, strict=True)))
    head = ("程度 severity", "代码 code", "件数 count", "例 for example", "建议 what to do")
    top = "".join(f'<th scope="col">{h.replace(" ", "<br>", 1)}</th>' for h in head)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
