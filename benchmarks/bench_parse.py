"""How fast texts are parsed, one by one and as `policytext.read` does, beside `jieba.lcut` in the same run."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

import policytext as pt
from policytext.intake import BLOCK, batched

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"


def load(path: Path, least: int) -> list[str]:
    """The texts below `path`, the whole set repeated until there are `least` characters."""
    files = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
    texts = [file.read_text("utf-8", "replace") for file in files]
    size = sum(map(len, texts))
    if not size:
        sys.exit(f"{path} has no text files (*.txt)")
    return texts * max(1, -(-least // size))


def one_by_one(work: Callable[[str], object]) -> Callable[[list[str]], None]:
    """The work on every text, in turn."""

    def done(texts: list[str]) -> None:
        for text in texts:
            work(text)

    return done


def in_blocks(texts: list[str]) -> None:
    """Parse the texts side by side, as many at a time as `policytext.read` does."""
    parser = pt.Parser()
    for block in batched(texts, BLOCK):
        parser.parse_all(block)


def seconds(work: Callable[[list[str]], object], texts: list[str]) -> float:
    """Time to do the work on the texts once."""
    start = time.perf_counter()
    work(texts)
    return time.perf_counter() - start


def main() -> None:
    """Print characters per second and the ratios; the best of some interleaved rounds counts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", nargs="?", type=Path, default=DEMO, help="folder or file (default: the demo corpus)")
    options.add_argument("--characters", type=int, default=300_000, help="repeat the texts up to this many")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--at-least", type=float, help="exit with an error where parse has a lower ratio")
    given = options.parse_args()

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    texts = load(given.path, given.characters)
    size = sum(map(len, texts))
    pt.parse(texts[0])  # rules are compiled once per process
    works: dict[str, Callable[[list[str]], None]] = {
        "policytext.parse": one_by_one(pt.parse),
        f"Parser.parse_all, {BLOCK} texts": in_blocks,
        "jieba.lcut": one_by_one(jieba.lcut),
    }
    best = dict.fromkeys(works, float("inf"))
    for _ in range(given.rounds):
        for name, work in works.items():
            best[name] = min(best[name], seconds(work, texts))

    print(f"{len(texts)} texts, {size:,} characters, best of {given.rounds}")
    print(f"{'':30}{'seconds':>9}{'characters/s':>15}{'times jieba':>13}")
    ratios = {name: best["jieba.lcut"] / spent for name, spent in best.items()}
    for name, spent in best.items():
        print(f"{name:30}{spent:9.3f}{size / spent:15,.0f}{ratios[name]:13.2f}")
    ratio = ratios["policytext.parse"]
    if given.at_least and ratio < given.at_least:
        sys.exit(f"policytext.parse runs at {ratio:.2f} times the speed of jieba.lcut, not {given.at_least}")


if __name__ == "__main__":
    main()
