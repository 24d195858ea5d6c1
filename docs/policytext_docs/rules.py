"""Pages of the rules, made from the files of rules: every rule with its reason, pattern and examples."""

import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any

from policytext.reading.rules import CLOSE, OPEN, Rule, RuleSet, read_rules

ABOUT = {
    "assignments": "Units and their roles 责任单位",
    "citations": "Citations 引用",
    "deadlines": "Deadlines 时限",
    "doctor": "Source doctor 来源诊断",
    "edits": "Changes between provision and source 改动",
    "grids": "Tables of duties 任务分工表",
    "header": "Elements of the instrument 公文要素",
    "labels": "Labels of text units 语句类别",
    "number": "Document numbers 发文字号",
    "outline": "Outline 层次",
    "sections": "Kinds of sections 层次类别",
    "slogans": "Slogans 提法",
    "targets": "Targets 量化指标",
}
"""File of rules → heading of its page."""
HEAD = """# Rules, one by one 规则

Every find names the rule that made it, in the column `rule` and in `doc.explain(x)`. Here are all
{rules} of them, with {examples} examples, made from `policytext/data/rules`.
How to read and write a rule: [own rules and lexicons](../../rules.md).

In the examples what must be found is <mark>marked</mark>, and nothing may be found in those under
“leaves alone” (不应识别). The examples are invented, and are run as tests: `policytext rules --check`.

| page | rules |
| --- | --- |
{rows}

```{{toctree}}
:hidden:

{names}
```
"""


def pages() -> dict[str, str]:
    """A page for each file of rules, and one that leads to them."""
    found = files()
    if unknown := sorted(set(found) - set(ABOUT)):
        raise KeyError(f"give the rules of {unknown} a heading in docs/policytext_docs/rules.py, ABOUT")
    rows = "\n".join(f"| [{ABOUT[name]}]({name}.md) | {len(rules)} |" for name, (rules, _) in found.items())
    everything = RuleSet.default()
    head = HEAD.format(
        rules=len(everything),
        examples=f"{sum(len(r.match) + len(r.skip) for r in everything):,}",
        rows=rows,
        names="\n".join(found),
    )
    return {"reference/rules/index.md": head} | {
        f"reference/rules/{name}.md": family(name, rules, fragments) for name, (rules, fragments) in found.items()
    }


def files() -> dict[str, tuple[list[Rule], dict[str, str]]]:
    """The files of rules by name: their rules in order, and their fragments."""
    folder = resources.files("policytext") / "data" / "rules"
    texts = {f.name.removesuffix(".toml"): f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".toml")}
    return {
        name: (list(read_rules(text, name)), tomllib.loads(text).get("fragments", {}))
        for name, text in sorted(texts.items())
    }


def family(name: str, rules: Iterable[Rule], fragments: dict[str, str]) -> str:
    """The page of one file."""
    rules = list(rules)
    lead = f"{len(rules)} rules, from `policytext/data/rules/{name}.toml`."
    if fragments:
        lead += f" The patterns are shown with their {len(fragments)} fragments put in."
    return "\n".join([f"# {ABOUT[name]}\n", lead + "\n", *map(section, rules)])


def section(rule: Rule) -> str:
    """One rule: what and why, pattern, examples."""
    parts = [f"({anchor(rule)})=\n## `{rule.id}`\n", f"**{escaped(rule.label)}.** {escaped(rule.why)}\n"]
    if rule.status != "stable":
        parts.append(f"On trial (`{rule.status}`): it may change without notice.\n")
    both = examples("finds 应识别", rule.match) + examples("leaves alone 不应识别", rule.skip)
    parts.append(f'<div class="rule-examples">{both}</div>\n')
    if rule.value:
        parts.append("Settings: " + ", ".join(f"`{key}` = {code(value)}" for key, value in rule.value.items()) + "\n")
    parts.append("Decided by its reader, without a pattern.\n" if rule.pattern is None else pattern(rule.pattern))
    return "\n".join(parts)


def pattern(regex: str) -> str:
    """The pattern of a rule, to be opened: the longer ones fill a screen."""
    shown = visible(regex).replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
    return f'<details class="rule-pattern"><summary>pattern 表达式</summary><pre>{shown}</pre></details>\n'


def anchor(rule: Rule) -> str:
    """The name by which other pages link to a rule.

    >>> anchor(Rule(id="deadlines.before_day", label="", why=""))
    'rule-deadlines-before-day'
    """
    return "rule-" + rule.id.replace(".", "-").replace("_", "-")


def examples(heading: str, given: Iterable[str]) -> str:
    """Examples as a list, the piece that must be found marked."""
    rows = "".join(f"<li>{shown(example)}</li>" for example in given)
    return f'<div><p>{heading}</p><ul lang="zh">{rows}</ul></div>' if rows else ""


def shown(example: str) -> str:
    r"""An example as HTML on one line.

    >>> shown("请于⟦5日前⟧报送\n<b>")
    '请于<mark>5日前</mark>报送 ⏎ &lt;b>'
    """
    text = visible(example).replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ⏎ ")
    return text.replace(OPEN, "<mark>").replace(CLOSE, "</mark>")


def visible(text: str) -> str:
    """The text with characters that no page can show written as escapes."""
    return "".join(c if c in "\n　" or c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def escaped(text: str) -> str:
    """Text of a rule as Markdown."""
    return "".join("\\" + c if c in "\\`*_[]<>|#" else c for c in visible(text).replace("\n", " "))


def code(value: Any) -> str:
    """A setting as code."""
    return "`" + visible(repr(value)).replace("`", "'") + "`"
