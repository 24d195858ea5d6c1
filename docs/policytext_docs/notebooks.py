"""Notebooks run once, as the tests run them, and kept with their outputs for the site."""

import os
from pathlib import Path
from typing import Any

from policytext_docs import links

HEAD = """# Notebooks 笔记本

Each runs in under a minute, offline, on the demo documents; here with their outputs. In the project they are kept
without: open them with JupyterLab or VS Code, from the folder `notebooks`.

"""


def index(paths: list[Path]) -> str:
    """The page that lists the notebooks."""
    names = "\n".join(path.stem for path in paths)
    return HEAD + "```{toctree}\n:maxdepth: 1\n\n" + names + "\n```\n"


def page(path: Path, pages: dict[str, str], *, run: bool = True) -> bytes:
    """A notebook as a page of the site, with the outputs of its cells; an error in a cell stops the build."""
    import nbformat

    notebook: Any = nbformat.read(path, as_version=4)
    file = f"notebooks/{path.name}"
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = links.rewritten(cell.source, file, pages[file], pages)
    if run:
        execute(notebook, path.parent)
    return nbformat.writes(notebook).encode()  # type: ignore[no-untyped-call]


def execute(notebook: Any, folder: Path) -> None:
    """Run all cells; no bars, for how long a machine takes is no result."""
    from nbclient import NotebookClient

    quiet = ["--IPKernelApp.log_level=40"]  # a kernel warns of its sockets, which are local
    where = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, timeout=120, resources=where, extra_arguments=quiet)
    client.execute(env={**os.environ, "POLICYTEXT_PROGRESS": "0"})
