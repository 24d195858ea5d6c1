"""Links between the files of the project → links between the pages of the site."""

import os.path
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

LINK = re.compile(r"(?<=\]\()([^)#:\s]+)(?=[)#])")
FENCE = re.compile(r"^ *```.*?^ *```", re.M | re.S)


def targets(text: str) -> Iterator[str]:
    """The relative links of a page, code left out."""
    for prose in FENCE.split(text):
        yield from LINK.findall(prose)


def resolved(link: str, source: str) -> str:
    """The path in the project that a link in the file `source` leads to.

    >>> resolved("../CONTRIBUTING.md", "docs/design.md")
    'CONTRIBUTING.md'
    """
    return os.path.normpath(PurePosixPath(source).parent / link).replace(os.sep, "/")


def rewritten(text: str, source: str, page: str, pages: dict[str, str]) -> str:
    """The text of the file `source` as text of the page called `page`: links to pages and to copied files.

    >>> rewritten("[how](../CONTRIBUTING.md)", "docs/design.md", "design", {"CONTRIBUTING.md": "contributing"})
    '[how](contributing.md)'
    """

    def turn(found: re.Match[str]) -> str:
        path = resolved(found[1], source)
        target = pages[path] + PurePosixPath(path).suffix if path in pages else place(path)
        return os.path.relpath(target, PurePosixPath(page).parent).replace(os.sep, "/")

    parts, at = [], 0
    for fence in FENCE.finditer(text):
        parts += [LINK.sub(turn, text[at : fence.start()]), fence[0]]
        at = fence.end()
    return "".join([*parts, LINK.sub(turn, text[at:])])


def place(path: str) -> str:
    """Where a file that is no page lies in the sources of the site: as in `docs/`, else under `files/`."""
    return path.removeprefix("docs/") if path.startswith("docs/") else f"files/{path}"


def copied(text: str, source: str, pages: dict[str, str], root: Path) -> Iterator[tuple[Path, str]]:
    """The files that a page shows or offers, with their place in the site's sources."""
    for link in targets(text):
        path = resolved(link, source)
        if path not in pages:
            file = root / path
            if not file.is_file():
                raise FileNotFoundError(f"{source} links to {link}, which is no file of the project")
            yield file, place(path)
