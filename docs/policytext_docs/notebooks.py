"""Notebooks run once, as the tests run them, and kept with their outputs for the site."""

from pathlib import Path
from typing import Any

HEAD = """# Notebooks 笔记本

Each runs in under a minute, offline, on the demo documents; here with their outputs. In the project they are kept
without: open them with JupyterLab or VS Code, from the folder `notebooks`.

"""


def index(paths: list[Path]) -> str:
    """The page that lists the notebooks."""
    names = "\n".join(path.stem for path in paths)
    return HEAD + "```{toctree}\n:maxdepth: 1\n\n" + names + "\n```\n"


def executed(path: Path) -> bytes:
    """A notebook with the outputs of its cells; an error in a cell stops the build."""
    import nbformat
    from nbclient import NotebookClient

    notebook: Any = nbformat.read(path, as_version=4)
    quiet = ["--IPKernelApp.log_level=40"]  # a kernel warns of its sockets, which are local
    run = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=120, resources=run, extra_arguments=quiet).execute()
    return nbformat.writes(notebook).encode()  # type: ignore[no-untyped-call]
