"""Pages of the lexicons, made from their files: columns, counts, source, and the entries of the short ones."""

import re
from collections import Counter
from collections.abc import Iterable
from importlib import resources

from policytext.reading.lexicon import Entry, Lexicon
from policytext_docs.contents import ROOT
from policytext_docs.rules import escaped

MOST = 600
"""Entries up to which a page lists them all."""
SAMPLE = 40
SOURCE = re.compile(r"^\| `data/lexicons/(\w+)\.tsv` \| (.*?) \| (.*?) \|$", re.M)
HEAD = """# Lexicons, one by one 词表

Names and phrases that cannot be told by their form, made from `policytext/data/lexicons`. How to read, extend
or replace one: [own rules and lexicons](../../rules.md).

| lexicon | what it holds | entries | written forms |
| --- | --- | --- | --- |
{rows}

```{{toctree}}
:hidden:

{names}
```
"""


def pages() -> dict[str, str]:
    """A page for each lexicon, and one that leads to them."""
    told = described()
    held = {name: Lexicon.default(name) for name in names()}
    if missing := sorted(set(held) - set(told)):
        raise KeyError(f"docs/data.md does not say what {missing} hold and where they come from")
    rows = "\n".join(
        f"| [`{name}`]({name}.md) | {told[name][0]} | {len(lexicon):,} | {len(lexicon.by_form):,} |"
        for name, lexicon in held.items()
    )
    return {"reference/lexicons/index.md": HEAD.format(rows=rows, names="\n".join(held))} | {
        f"reference/lexicons/{name}.md": page(lexicon, *told[name]) for name, lexicon in held.items()
    }


def names() -> list[str]:
    """The lexicons that come with the library."""
    folder = resources.files("policytext") / "data" / "lexicons"
    return sorted(f.name.removesuffix(".tsv") for f in folder.iterdir() if f.name.endswith(".tsv"))


def described() -> dict[str, tuple[str, str]]:
    """What docs/data.md says of each lexicon: what it holds, where it comes from."""
    return {m[1]: (m[2], m[3]) for m in SOURCE.finditer((ROOT / "docs" / "data.md").read_text("utf-8"))}


def page(lexicon: Lexicon, what: str, source: str) -> str:
    """The page of one lexicon."""
    columns = used(lexicon)
    whole = len(lexicon) <= MOST
    listed = lexicon.entries if whole else lexicon.entries[:: len(lexicon) // SAMPLE]
    return "\n".join(
        [
            f"# `{lexicon.name}`\n",
            f"{what[:1].upper()}{what[1:]}.\n",
            f"**From:** {source}.\n",
            f"{len(lexicon):,} entries, {len(lexicon.by_form):,} written forms; columns: {', '.join(columns)}.\n",
            *(counts(lexicon, c) for c in ("kind", "level", "source") if c in columns),
            "## Entries\n" if whole else f"## Entries (one in {len(lexicon) // SAMPLE})\n",
            table(listed, [c for c in columns if c != "id"]),
        ]
    )


def used(lexicon: Lexicon) -> list[str]:
    """The columns in which something stands."""
    return [c for c in Entry.__dataclass_fields__ if any(getattr(e, c) for e in lexicon)]


def counts(lexicon: Lexicon, column: str) -> str:
    """How many entries have each value of a column."""
    found = Counter(getattr(e, column) or "none" for e in lexicon)
    return f"By `{column}`: " + ", ".join(f"{escaped(value)} {n:,}" for value, n in found.most_common()) + ".\n"


def table(entries: Iterable[Entry], columns: list[str]) -> str:
    """Entries as a table."""
    head = "| " + " | ".join(f"`{c}`" for c in columns) + " |\n|" + " --- |" * len(columns)
    return "\n".join([head, *("| " + " | ".join(cell(getattr(e, c)) for c in columns) + " |" for e in entries), ""])


def cell(value: object) -> str:
    """One cell."""
    return escaped("、".join(value) if isinstance(value, tuple) else "" if value is None else str(value))
