"""How fast files are read: documents and megabytes per second for each format, of files made from the same texts."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from bench_parse import DEMO, load  # noqa: E402
from format_writers import DOCUMENTS, TABLES, archive, blocks_of, table_of_texts  # noqa: E402

from policytext.sources.archive import Budget  # noqa: E402
from policytext.sources.bundles import Asked, open_bundle  # noqa: E402
from policytext.sources.jobs import Place  # noqa: E402
from policytext.sources.limits import Limits  # noqa: E402
from policytext.sources.registry import read_data  # noqa: E402

LIMITS = Limits()


def read_documents(files: Sequence[bytes], suffix: str) -> int:
    """Read files of one document each; how many gave a text."""
    return sum(read_data(data, f"a.{suffix}", LIMITS).text is not None for data in files)


def read_bundle(files: Sequence[bytes], suffix: str) -> int:
    """Read a file of several documents; how many it gave."""
    place = Place(doc_id="a", name=f"a.{suffix}", inside=f"a.{suffix}")
    found = [open_bundle(data, place, Asked(limits=LIMITS), Budget.of(LIMITS)) for data in files]
    return sum(len(each[0]) for each in found if each)


def made(texts: Sequence[str]) -> dict[str, tuple[Callable[[Sequence[bytes], str], int], list[bytes]]]:
    """For each format what reads it and its files: one for a text, or one for all texts."""
    blocks = [blocks_of(text) for text in texts]
    found = {name: (read_documents, [write(each) for each in blocks]) for name, write in DOCUMENTS.items()}
    found |= {form: (read_bundle, [table_of_texts(texts, form)]) for form in TABLES}
    members = {f"{n}.docx": data for n, data in enumerate(found["docx"][1])}
    return found | {"zip": (read_bundle, [archive(members)])}


def main() -> None:
    """Print a line for each format; the best of some rounds counts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", nargs="?", type=Path, default=DEMO, help="folder or file (default: the demo corpus)")
    options.add_argument("--characters", type=int, default=100_000, help="repeat the texts up to this many")
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()

    texts = load(given.path, given.characters)
    size = sum(map(len, texts))
    print(f"{len(texts)} texts, {size:,} characters, best of {given.rounds}; reading only, no analysis")
    print(f"{'':12}{'documents':>10}{'MB':>8}{'documents/s':>13}{'MB/s':>9}{'characters/s':>14}")
    for name, (read, files) in made(texts).items():
        best, count = float("inf"), 0
        for _ in range(given.rounds):
            start = time.perf_counter()
            count = read(files, name.rpartition(".")[2])
            best = min(best, time.perf_counter() - start)
        if count != len(texts):
            sys.exit(f"{name}: {count} of {len(texts)} documents were read")
        megabytes = sum(map(len, files)) / 1e6
        print(f"{name:12}{count:10}{megabytes:8.2f}{count / best:13,.0f}{megabytes / best:9.2f}{size / best:14,.0f}")


if __name__ == "__main__":
    main()
