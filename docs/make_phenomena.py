"""Writes the pages of the phenomena from the cases of `tests/phenomena`: `python docs/make_phenomena.py`."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CASES = "tests/phenomena"
INDEX = """# Phenomena

Made by `python docs/make_phenomena.py` from `tests/phenomena/*.toml`; do not edit.

What the library must do, case by case: {count:,} short texts, each with what has to be found in it, what must not be,
or how many objects of a kind there are. A way of writing that was read wrongly becomes a case before it is mended, so
that it stays mended. `python -m pytest tests/test_phenomena.py` runs them all; the texts are invented.

| area | cases | what it is about |
| --- | --- | --- |
{rows}

## Add one

A case is a table in the file of its area:

```toml
[[case]]
id = "deadlines.by-the-day-of-the-fair"
shows = "a day with 前 behind a body"
text = "一、工作措施\\n青禾县民政局要于2024年9月27日前完成登记。"
expect.deadlines = [{{text = "2024年9月27日前", latest = "2024-09-27"}}]
reject.targets = [{{has = "27"}}]
```

1. Write the text yourself, with places that do not exist: as short as the matter allows, and never a sentence of a real
   document.
2. Say what has to be found (`expect`), what must not (`reject`), or how many (`count`), by kind of find and by the
   fields of the records; [the suite](../tests/test_phenomena.py) explains it in its first lines. The
   [codebook](codebook.md) decides what is right.
3. Run `python -m pytest tests/test_phenomena.py -k ID`, then `python docs/make_phenomena.py`.

A new area is a new file with `topic` and `about` above its cases.
"""
AREA = """# {topic}

Made by `python docs/make_phenomena.py`; do not edit. One area of the [phenomena](../phenomena.md); the cases in full:
[{name}.toml](../../tests/phenomena/{name}.toml).

{about}

| case | what it shows | text |
| --- | --- | --- |
{rows}
"""
SHOWN = 90
"""Characters of a text that the page shows; the file has the rest."""


def pages() -> dict[str, str]:
    """The pages by their path in `docs/`: one for each area, and the one that leads to them."""
    files = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted((ROOT / CASES).glob("*.toml"))}
    count = sum(len(data["case"]) for data in files.values())
    rows = "\n".join(area_row(name, data) for name, data in files.items())
    return {"phenomena.md": INDEX.format(count=count, rows=rows)} | {
        f"phenomena/{name}.md": AREA.format(
            topic=data["topic"], name=name, about=about(data), rows="\n".join(map(row, data["case"]))
        )
        for name, data in files.items()
    }


def about(data: dict[str, Any]) -> str:
    """What an area is about, on one line."""
    return " ".join(data["about"].split())


def area_row(name: str, data: dict[str, Any]) -> str:
    """One area: how many cases it has, and in one sentence what it is about."""
    first = re.split(r"(?<=\w)\. (?=[A-Z])", about(data))[0].rstrip(".")
    return f"| [{data['topic']}](phenomena/{name}.md) | {len(data['case'])} | {first} |"


def row(case: dict[str, Any]) -> str:
    """One case."""
    text = " ⏎ ".join(case["text"].strip().splitlines())
    text = text if len(text) <= SHOWN else text[:SHOWN] + " …"
    cells = (f"`{case['id']}`", case["shows"] + kind(case), text)
    return "| " + " | ".join(c.replace("|", "\\|").replace("<", "&lt;") for c in cells) + " |"


def kind(case: dict[str, Any]) -> str:
    """A note, where a case says only what must not be found."""
    return "" if "expect" in case or "reject" not in case else " (must not be found)"


def main() -> None:
    """Write the pages, and take away those of areas that are gone."""
    made = pages()
    (ROOT / "docs" / "phenomena").mkdir(exist_ok=True)
    for path in (ROOT / "docs" / "phenomena").glob("*.md"):
        if f"phenomena/{path.name}" not in made:
            path.unlink()
    for name, text in made.items():
        (ROOT / "docs" / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
