"""How fast `policytext.parse` reads, beside `jieba.lcut` on the same texts in the same run."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

import policytext as pt

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"


def load(path: Path, least: int) -> list[str]:
    """The texts below `path`, the whole set repeated until there are `least` characters."""
    files = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
    texts = [file.read_text("utf-8", "replace") for file in files]
    size = sum(map(len, texts))
    if not size:
        sys.exit(f"{path} has no text files (*.txt)")
    return texts * max(1, -(-least // size))


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """Time to do the work on every text once."""
    start = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - start


def main() -> None:
    """Print characters per second of both, and the ratio; the best of some interleaved rounds counts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", nargs="?", type=Path, default=DEMO, help="folder or file (default: the demo corpus)")
    options.add_argument("--characters", type=int, default=300_000, help="repeat the texts up to this many")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--at-least", type=float, help="exit with an error where the ratio is lower")
    given = options.parse_args()

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    texts = load(given.path, given.characters)
    size = sum(map(len, texts))
    pt.parse(texts[0])  # rules are compiled once per process
    works: dict[str, Callable[[str], object]] = {"policytext.parse": pt.parse, "jieba.lcut": jieba.lcut}
    best = dict.fromkeys(works, float("inf"))
    for _ in range(given.rounds):
        for name, work in works.items():
            best[name] = min(best[name], seconds(work, texts))

    print(f"{len(texts)} texts, {size:,} characters, best of {given.rounds}")
    print(f"{'':18}{'seconds':>9}{'characters/s':>15}")
    for name, spent in best.items():
        print(f"{name:18}{spent:9.3f}{size / spent:15,.0f}")
    ratio = best["jieba.lcut"] / best["policytext.parse"]
    print(f"parse runs at {ratio:.2f} times the speed of jieba.lcut")
    if given.at_least and ratio < given.at_least:
        sys.exit(f"slower than {given.at_least} times")


if __name__ == "__main__":
    main()
