"""Which pages the site has, in which order, and which file of the project each comes from."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ELSEWHERE = {
    "CHANGELOG.md": "changelog",
    "CONTRIBUTING.md": "contributing",
    "benchmarks/README.md": "benchmarks",
    "corpora/demo/README.md": "demo-corpus",
    "corpora/pairs/README.md": "coded-pairs",
}
"""Pages that do not lie in `docs/`: file → name of the page."""


@dataclass(frozen=True)
class Chapter:
    """A part of the table of contents: its caption, and the names of its pages in order."""

    caption: str
    pages: tuple[str, ...]


def notebooks() -> list[Path]:
    """The notebooks, in the order of their numbers; a new one has its place without being named anywhere."""
    return sorted((ROOT / "notebooks").glob("*.ipynb"))


CHAPTERS = (
    Chapter("Start 入门", ("first-steps", "first-steps.zh", "notebooks/index")),
    Chapter("Understand 概念", ("concepts", "glossary", "glossary.zh", "codebook")),
    Chapter(
        "Do 操作",
        (
            "own-documents",
            "notebooks",
            "report",
            "plots",
            "rules",
            "derivation",
            "measures",
            "review",
            "export",
            "neighbours",
        ),
    ),
    Chapter(
        "Look up 参考",
        (
            "reference/index",
            "tables",
            "sources",
            "problems",
            "reference/commands",
            "reference/rules/index",
            "reference/lexicons/index",
            "phenomena",
        ),
    ),
    Chapter("Write about 写作", ("methods", "quality", "link-model", "data", "cite", "responsible-use")),
    Chapter("Take part 参与", ("design", "contributing", "changelog", "benchmarks", "demo-corpus", "coded-pairs")),
)


def pages() -> dict[str, str]:
    """Files of the project that are pages: path → name of the page."""
    found = sorted(p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").glob("**/*.md"))
    own = {f"docs/{name}": name.removesuffix(".md") for name in found}
    return own | ELSEWHERE | {f"notebooks/{p.name}": f"notebooks/{p.stem}" for p in notebooks()}


def below(name: str) -> list[str]:
    """The pages in the folder of a page, to which it leads: those of `docs/phenomena/` below `phenomena`."""
    return [page for file, page in pages().items() if file.startswith(f"docs/{name}/")]


def listed() -> list[str]:
    """The pages that the table of contents names."""
    return [name for chapter in CHAPTERS for name in chapter.pages]
