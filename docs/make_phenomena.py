"""Writes `docs/phenomena.md` from the cases of `tests/phenomena`: `python docs/make_phenomena.py`."""

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# Phenomena

Made by `python docs/make_phenomena.py` from `tests/phenomena/*.toml`; do not edit.

What the library must do, case by case: {count} short texts with what has to be found in them, what must not be found,
and how many objects of a kind there are. `python -m pytest tests/test_phenomena.py` runs them all; the texts are
invented.
"""
SHOWN = 90
"""Characters of a text that the page shows; the file has the rest."""


def page() -> str:
    """The whole page."""
    files = [tomllib.loads(p.read_text("utf-8")) for p in sorted((ROOT / "tests" / "phenomena").glob("*.toml"))]
    parts = [HEAD.format(count=sum(len(f["case"]) for f in files))]
    for data in files:
        parts.append(f"## {data['topic']}\n\n{' '.join(data['about'].split())}\n")
        parts.append("| case | what it shows | text |\n| --- | --- | --- |")
        parts.append("\n".join(row(case) for case in data["case"]) + "\n")
    return "\n".join(parts)


def row(case: dict[str, Any]) -> str:
    """One case."""
    text = " ⏎ ".join(case["text"].strip().splitlines())
    text = text if len(text) <= SHOWN else text[:SHOWN] + " …"
    kind = "" if "expect" in case else " (must not be found)" if "reject" in case else ""
    cells = (f"`{case['id']}`", case["shows"] + kind, text)
    return "| " + " | ".join(c.replace("|", "\\|").replace("<", "&lt;") for c in cells) + " |"


if __name__ == "__main__":
    (ROOT / "docs" / "phenomena.md").write_text(page(), "utf-8")
