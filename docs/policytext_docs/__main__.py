"""Stage the site: `PYTHONPATH=docs python -m policytext_docs out/docs-source`, then sphinx-build (see the Makefile)."""

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from policytext_docs import commands, contents, lexicons, links, notebooks, reference, rules

PREPARED = (reference.pages, commands.pages, rules.pages, lexicons.pages)
"""What makes pages from code and data: functions from nothing to name with suffix → text."""


def stage(folder: Path, *, run_notebooks: bool = True) -> None:
    """Write the sources of the site into a folder, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pages = contents.pages()
    for path, page in pages.items():
        if path.endswith(".md"):
            text = (contents.ROOT / path).read_text("utf-8")
            for file, place in links.copied(text, path, pages, contents.ROOT):
                put(folder / place, file.read_bytes())
            text = links.rewritten(text, path, page, pages)
            text += table_of_contents() if page == "index" else toctree(contents.below(page), page)
            put(folder / f"{page}.md", text.encode())
    for make in PREPARED:
        for name, text in make().items():
            put(folder / name, text.encode())
    put(folder / "notebooks" / "index.md", notebooks.index(contents.notebooks()).encode())
    for path in contents.notebooks():
        put(folder / "notebooks" / path.name, notebooks.page(path, pages, run=run_notebooks))


def table_of_contents() -> str:
    """The contents of the whole site, for the end of its start page; the theme shows them at the side."""
    return "".join(toctree(chapter.pages, caption=chapter.caption) for chapter in contents.CHAPTERS)


def toctree(names: Iterable[str], source: str = "", *, caption: str = "") -> str:
    """The pages below the page `source`, for its end; nothing where there are none."""
    listed = [os.path.relpath(name, PurePosixPath(source).parent).replace(os.sep, "/") for name in names]
    options = [":hidden:", *([f":caption: {caption}"] if caption else [])]
    return "\n".join(("\n```{toctree}", *options, "", *listed, "```\n")) if listed else ""


def put(path: Path, data: bytes) -> None:
    """Write a file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    stage(Path(sys.argv[1]))
