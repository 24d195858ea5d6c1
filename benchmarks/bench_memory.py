"""How much memory a parsed corpus takes, beside the text itself."""

from __future__ import annotations

import argparse
import gc
import sys
import tracemalloc
from pathlib import Path

import policytext as pt

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"


def main() -> None:
    """Print bytes per character of the documents read from a folder, without tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", nargs="?", type=Path, default=DEMO, help="folder (default: the demo corpus)")
    path = options.parse_args().path
    texts = [p.read_text("utf-8", "replace") for p in sorted(path.rglob("*.txt"))]
    if not texts:
        sys.exit(f"{path} has no text files (*.txt)")
    pt.parse(texts[0])  # rules and lexicons are held once per process
    gc.collect()
    tracemalloc.start()
    documents = [pt.parse(text) for text in texts]
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    size = sum(map(len, texts))
    finds = sum(sum(1 for _ in doc.extracts()) for doc in documents)
    print(f"{len(texts)} documents, {size:,} characters, {finds:,} objects")
    print(f"{held / 2**20:.1f} MiB, {held / size:.0f} bytes per character, {held / finds:.0f} per object")


if __name__ == "__main__":
    main()
