"""Every code of a `Problem` that the library can give, read from its source."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from policytext.corpus import Corpus
from policytext.doctor import CODES
from policytext.reading.rules import RuleSet

PACKAGE = Path(__file__).resolve().parent.parent / "policytext"
DOTTED = re.compile(r"[a-z]+\.[a-z_]+")
CODE_NAMES = ("code", "INTERRUPTED")
"""Variables that hold a code."""


@cache
def problem_codes() -> frozenset[str]:
    """The codes: what is given as `code`, and every other text of a family that these have (`source.…`)."""
    trees = [ast.parse(p.read_text("utf-8")) for p in sorted(PACKAGE.rglob("*.py"))]
    takers = dict(taker for tree in trees for taker in takers_of(tree))
    given = {c for tree in trees for node in ast.walk(tree) for c in codes_at(node, takers)} | set(CODES)
    families = {c.split(".")[0] for c in given if "." in c} - {r.id.split(".")[0] for r in RuleSet.default()}
    texts = {t for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) for t in texts_of(node)}
    tables = {f"corpus.{name}" for name in dir(Corpus)}  # named in messages to the user, and no codes
    return frozenset(given | {t for t in texts if DOTTED.fullmatch(t) and t.split(".")[0] in families} - tables)


def takers_of(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Functions with a parameter `code`, and at which place they take it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [a.arg for a in node.args.args if a.arg != "self"]
            if "code" in names:
                yield node.name, names.index("code")


def codes_at(node: ast.AST, takers: dict[str, int]) -> Iterator[str]:
    """The codes that a call gives, or that a variable `code` is set to."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        places = [k.value for k in node.keywords if k.arg == "code"]
        if name in takers and takers[name] < len(node.args):
            places.append(node.args[takers[name]])
        written = [place for place in places if not isinstance(place, ast.Subscript)]
        yield from (t for place in written for t in texts_of(place) if name == "Problem" or DOTTED.fullmatch(t))
    if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in CODE_NAMES for t in node.targets):
        yield from filter(DOTTED.fullmatch, texts_of(node.value))


def texts_of(node: ast.AST) -> Iterator[str]:
    """The texts written in an expression."""
    for x in ast.walk(node):
        if isinstance(x, ast.Constant) and isinstance(x.value, str):
            yield x.value


def is_message(text: str) -> bool:
    """Whether the library can say that: a text of its source with the holes filled, or what a rule of the doctor says."""
    return any(longest in text and re.fullmatch(pattern, text, re.S) for longest, pattern in message_patterns())


@cache
def message_patterns() -> tuple[tuple[str, str], ...]:
    """Every text that the source builds, as a pattern with holes, after its longest piece without one."""
    strings = [s for p in sorted(PACKAGE.rglob("*.py")) for s in built(ast.parse(p.read_text("utf-8")))]
    told = [[str(r.value["what"]).partition(" (")[0]] for r in RuleSet.default() if "what" in r.value]
    meanings = {s.partition(" (")[0] for s in CODES.values()}  # these tell of a code, not of a case
    kept = [s for s in (*strings, *told) if sum(map(len, s)) >= LEAST and s[0] not in meanings]
    return tuple((max(s, key=len), HOLE.join(map(re.escape, s)) + CHINESE) for s in kept)


HOLE = ".+?"
CHINESE = r"(?: ?\([^()]*[一-鿿][^()]*\))?"
LEAST = 10
"""Characters that a text must have beside its holes, to be told from others."""


def built(tree: ast.AST) -> Iterator[list[str]]:
    """The texts of a module, cut at their holes, without the Chinese words in brackets at their end."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield pieces("".join(v.value if isinstance(v, ast.Constant) else "{}" for v in node.values))  # type: ignore[misc]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield pieces(node.value)


def pieces(text: str) -> list[str]:
    """What stands between the holes."""
    return re.split(r"\{[^{}]*\}", re.sub(CHINESE + "$", "", text))
