"""The annotation format `policytext-annotation/1` both ways: `Document` to JSON, JSON and text to `Document`.

The coded fields keep the names and values of the codebook. What the library knows beyond them (rules, scope, the
outline path, evidence, problems) stands in further fields, so that nothing is lost on the way there and back. A file
that was coded by hand lacks those: `policytext.annotation.coded` works them out.
"""

from policytext.annotation.files import dumps, load, load_json, pairs, save, texts_at
from policytext.annotation.reading import from_annotation, read_problem
from policytext.annotation.writing import FORMAT, problem_row, to_annotation

__all__ = [
    "FORMAT",
    "dumps",
    "from_annotation",
    "load",
    "load_json",
    "pairs",
    "problem_row",
    "read_problem",
    "save",
    "texts_at",
    "to_annotation",
]
