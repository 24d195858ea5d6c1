"""What a change of rules does to real texts: objects gained and lost between two revisions, over a folder of texts.

    python tools/compare_revisions.py HEAD~1 ../shared/corpora/real

reads the folder with the revision named and with the working tree, and prints one line for every object gained or lost
and every field changed; look at it before a rule lands.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import policytext as pt

ROOT = Path(__file__).resolve().parent.parent
SAVE = "import sys, policytext as pt; pt.read(sys.argv[1]).save(sys.argv[2])"


def read_with(tree: Path, folder: Path, into: Path) -> pt.Corpus:
    """The corpus as the sources in `tree` read it, in a process of their own."""
    env = os.environ | {"PYTHONPATH": str(tree)}
    subprocess.run([sys.executable, "-c", SAVE, str(folder), str(into)], cwd=tree, env=env, check=True)
    return pt.Corpus.load(into)


def main() -> None:
    """Print the changes, and how many there are of each kind."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("revision", help="what to compare the working tree with, as git names it")
    options.add_argument("folder", type=Path, help="folder of texts")
    options.add_argument("--kind", help="only this kind of object (tasks, assignments …)")
    given = options.parse_args()
    folder = given.folder.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        subprocess.run(["git", "worktree", "add", "--detach", "-q", str(tree), given.revision], cwd=ROOT, check=True)
        try:
            old = read_with(tree, folder, Path(scratch) / "old")
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)
        changes = old.diff(read_with(ROOT, folder, Path(scratch) / "new"))
    if given.kind:
        changes = changes[changes["kind"] == given.kind]
    print(changes.to_csv(sep="\t", index=False), end="")
    counts = changes.groupby(["kind", "change"]).size()
    print(counts.to_string() if len(counts) else "nothing changed", file=sys.stderr)


if __name__ == "__main__":
    main()
