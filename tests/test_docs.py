"""The documentation is tested like code: what it shows runs, what it names exists, what exists is in it."""

import ast
import doctest
import importlib
import inspect
import pkgutil
import re
import runpy
import shlex
import subprocess
import sys
import types
import typing
from pathlib import Path

import pytest
from problem_codes import is_message, problem_codes

import policytext as pt
from policytext import model
from policytext.cli import build
from policytext.columns import Column
from policytext.corpus import Corpus
from policytext.lineage import Lineage, lineage
from policytext.reading.rules import RuleSet
from policytext.tables import TABLES

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "docs"))

from policytext_docs import autodoc, commands, contents, lexicons, links, reference, rules

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md")), ROOT / "benchmarks" / "README.md"]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\(([^)#:\s]*)(#[^)]*)?\)")
CODED = ("Label", "Modality", "Level", "Role", "UnitSource", "DeadlineKind", "SloganKind", "CitationKind",
         "CitationRelation", "LinkRelation")  # fmt: skip


def named(pages: list[Path]) -> list[object]:
    return [pytest.param(p, id=str(p.relative_to(ROOT))) for p in pages]


def blocks(page: Path, *languages: str) -> list[str]:
    return [m[2] for m in BLOCK.finditer(page.read_text("utf-8")) if m[1] in languages]


def lines(page: Path, start: str) -> list[str]:
    return [x.split("#")[0].strip() for b in blocks(page, "") for x in b.splitlines() if x.startswith(start)]


@pytest.mark.parametrize("page", named([p for p in PAGES if blocks(p, "python")]))
def test_code_on_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), names)
    assert {p.name for p in tmp_path.iterdir()} <= {"corpora", "out"}  # what git ignores in a clone


@pytest.mark.parametrize("page", named([p for p in PAGES if lines(p, "policytext ") or lines(p, "make ")]))
def test_commands_on_a_page_exist(page: Path) -> None:
    for line in lines(page, "policytext "):
        build().parse_args(shlex.split(line)[1:])
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert {line.split()[1] for line in lines(page, "make ")} <= targets


def anchors(page: Path) -> set[str]:
    """The headings of a page as repository pages and the site both name them."""
    heads = re.findall(r"^#+ (.+)$", links.FENCE.sub("", page.read_text("utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", named(PAGES))
def test_links_lead_somewhere(page: Path) -> None:
    found = LINK.findall(page.read_text("utf-8"))
    assert not [path for path, _ in found if not (page.parent / path).exists()]
    assert not [
        (path, at) for path, at in found if at and at[1:] not in anchors((page.parent / path) if path else page)
    ]


def test_public_names_have_docstrings_and_are_in_the_docs() -> None:
    text = "\n".join(p.read_text("utf-8") for p in PAGES)
    for name in pt.__all__:
        if not name.startswith("__"):
            assert getattr(pt, name).__doc__, name
            assert re.search(rf"\b{name}\b", text), f"{name} is on no page"


@pytest.mark.parametrize("name", CODED)
def test_the_codebook_has_every_value(name: str) -> None:
    codebook = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    missing = [v for v in typing.get_args(getattr(model, name)) if not re.search(rf"\b{v}\b", codebook)]
    assert not missing


def test_the_page_of_tables_is_up_to_date() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))["page"]
    assert page() == (ROOT / "docs" / "tables.md").read_text("utf-8"), "run python docs/make_tables.py"


def test_the_page_of_the_link_model_is_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_link_model.py"))
    record = made["held"]()
    assert made["page"](record) == (ROOT / "docs" / "link-model.md").read_text("utf-8"), "run docs/make_link_model.py"
    curve = made["picture"](record["leave_one_pair_out"]["reliability"])
    assert curve == (ROOT / "docs" / "reliability.svg").read_text("utf-8")


def test_the_pages_of_phenomena_are_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_phenomena.py"))["pages"]()
    there = [ROOT / "docs" / "phenomena.md", *(ROOT / "docs" / "phenomena").iterdir()]
    held = {p.relative_to(ROOT / "docs").as_posix(): p.read_text("utf-8") for p in there}
    assert made == held, "run python docs/make_phenomena.py"


# What exists is documented: where one of these fails, the page or the list that it names lacks something new.


def test_every_public_name_stands_in_the_reference() -> None:
    missing = set(pt.__all__) - {"__version__"} - reference.shown()
    assert not missing, "add them to PAGES in docs/policytext_docs/reference.py"
    assert not reference.homeless(), "give these modules a place in PAGES or INNER of docs/policytext_docs/reference.py"


def members(page: reference.Page) -> list[object]:
    """What a page of the reference shows: the names, and what their modules offer."""
    modules = [importlib.import_module(f"policytext.{name}") for name in page.modules]
    offered = [getattr(m, n) for m in modules for n in getattr(m, "__all__", [k for k in vars(m) if k[0].isupper()])]
    return [*map(reference.found, page.names), *offered]


@pytest.mark.parametrize("page", reference.PAGES, ids=lambda page: page.name)
def test_what_the_reference_shows_has_docstrings(page: reference.Page) -> None:
    things = [x for x in members(page) if inspect.isclass(x) or inspect.isroutine(x)]
    assert not [x for x in things if not inspect.getdoc(x)]
    own = [(k, n, m) for k in things if inspect.isclass(k) for n, m in vars(k).items() if not n.startswith("_")]
    public = [(k, n, m) for k, n, m in own if inspect.isfunction(m) or isinstance(m, property | classmethod)]
    assert not [f"{k.__name__}.{n}" for k, n, m in public if not inspect.getdoc(m)]


@pytest.mark.parametrize("module", [model, lineage], ids=lambda m: m.__name__)
def test_every_field_of_a_record_says_what_it_means(module: types.ModuleType) -> None:
    """By a docstring below it, in `Attributes:` of its class, or by a name that means the same everywhere."""
    silent = []
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef):
            for field, after in zip(node.body, [*node.body[1:], None], strict=True):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                    listed = f"{field.target.id}:" in (ast.get_docstring(node) or "")
                    if not (told or listed or field.target.id in autodoc.COMMON):
                        silent.append(f"{node.name}.{field.target.id}")
    assert not silent


def test_every_schema_of_columns_is_on_the_page_of_tables() -> None:
    others = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))["OTHERS"]
    shown = {id(schema) for schema, _ in TABLES.values()} | {id(schema) for _, schema in others.values()}
    optional = {"policytext.__main__"}
    names = [m.name for m in pkgutil.walk_packages(pt.__path__, "policytext.") if m.name not in optional]
    modules = [importlib.import_module(name) for name in names]
    schemas = {f"{m.__name__}.{n}": x for m in modules for n, x in vars(m).items() if n.endswith("_COLUMNS")}
    tables = {
        n: x for n, x in schemas.items() if isinstance(x, dict) and any(isinstance(c, Column) for c in x.values())
    }
    assert tables
    assert not sorted(n for n, x in tables.items() if id(x) not in shown), "add them to docs/make_tables.py"


def test_every_rule_is_shown_with_its_examples() -> None:
    text = "\n".join(rules.pages().values())
    for rule in RuleSet.default():
        assert f"({rules.anchor(rule)})=\n## `{rule.id}`" in text
        assert not [x for x in (*rule.match, *rule.skip) if f"<li>{rules.shown(x)}</li>" not in text], rule.id
    assert set(rules.files()) == set(rules.ABOUT), "headings for files of rules that are gone"


def test_every_lexicon_is_shown_with_where_it_comes_from() -> None:
    assert set(lexicons.described()) == set(lexicons.names()), "docs/data.md"
    made = lexicons.pages()
    for name in lexicons.names():
        what, source = lexicons.described()[name]
        assert what[1:] in made[f"reference/lexicons/{name}.md"]
        assert source in made[f"reference/lexicons/{name}.md"]


def test_every_file_of_data_is_described() -> None:
    text = (ROOT / "docs" / "data.md").read_text("utf-8") + (ROOT / "docs" / "rules.md").read_text("utf-8")
    folder = ROOT / "policytext" / "data"
    files = [p for p in folder.iterdir() if p.is_file() and p.suffix != ".json"]
    assert not [p.name for p in files if f"data/{p.name}" not in text]


def test_every_problem_code_is_explained() -> None:
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `([a-z_.]+)` \|(?:[^|]+\|){3}$", page, re.M))
    assert not problem_codes() - explained, "codes that docs/problems.md lacks"
    assert not explained - problem_codes(), "codes that the library does not give"


def test_the_messages_that_problems_are_shown_with_are_those_of_the_library() -> None:
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")
    shown = re.findall(r"^\| `([a-z_.]+)` \| ([^|]+) \|", page, re.M)
    assert not [code for code, message in shown if not is_message(message)]


def test_every_command_and_option_is_on_its_page() -> None:
    page = commands.pages()["reference/commands.md"]
    for name, (command, _) in commands.subcommands(build()).items():
        assert f"## policytext {name}\n" in page
        options = [o for action in command._actions for o in action.option_strings if o not in ("-h", "--help")]
        assert not [o for o in options if f"`{o}`" not in page]


def test_every_page_has_its_place_in_the_contents() -> None:
    made = {*rules.pages(), *lexicons.pages(), *commands.pages(), *reference.pages(), "notebooks/index.md"}
    there = {*contents.pages().values(), *(name.rsplit(".", 1)[0] for name in made)}
    listed = contents.listed()
    assert len(listed) == len(set(listed))
    assert not set(listed) - there, "no such page"
    below = {inner: name for name in listed for inner in contents.below(name)}
    alone = {f for f, name in contents.pages().items() if name not in (*listed, *below, "index") and f.endswith(".md")}
    assert not alone, "name them in CHAPTERS of docs/policytext_docs/contents.py"
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    own = {f[5:]: name for f, name in contents.pages().items() if f.startswith("docs/") and name != "index"}
    assert not [f for f, name in own.items() if name not in below and f"({f})" not in index]
    assert not [f for f, name in own.items() if name in below and f"({f})" not in whole(f"docs/{below[name]}.md")]


def whole(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_start_page_leads_to_every_notebook() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    assert not [p.name for p in contents.notebooks() if f"(../notebooks/{p.name})" not in index]


def glossary(name: str) -> list[tuple[str, str]]:
    page = (ROOT / "docs" / name).read_text("utf-8")
    return re.findall(r"^\| ([^|]+) \| `(\w+)` \|", page, re.M)


def test_the_glossaries_name_the_same_things_and_these_exist() -> None:
    assert glossary("glossary.md") == glossary("glossary.zh.md")
    names = {*pt.__all__, *dir(Corpus), *dir(Lineage)}
    names |= {f for kind in vars(model).values() if inspect.isclass(kind) for f in getattr(kind, "__annotations__", ())}
    names |= {v for _, values in reference.value_sets(model) for v in values}
    names |= {
        p
        for member in vars(Corpus).values()
        if inspect.isfunction(member)
        for p in inspect.signature(member).parameters
    }
    page = (ROOT / "docs" / "tables.md").read_text("utf-8")
    names |= set(re.findall(r"^\| `(\w+)` \|", page, re.M))
    assert not [name for _, name in glossary("glossary.md") if name not in names]


def test_what_pages_say_of_the_version_and_the_rules_is_true() -> None:
    page = {name: (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("cite", "methods")}
    assert f"version: {pt.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"(version {pt.__version__})" in page["cite"]
    assert f"policytext [{pt.__version__}]" in page["methods"]
    measured = "".join((ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("quality", "derivation"))
    assert not [x for x in re.findall(r"\b[01]\.\d\d+\b", page["methods"]) if x not in measured and x != "0.35"]
    assert f"[{len(RuleSet.default())}] rules and [{len(lexicons.names())}] lexicons" in page["methods"]


@pytest.mark.parametrize("name", ["commands", "lexicons", "links", "rules"])
def test_examples_of_what_makes_the_pages_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"policytext_docs.{name}")).failed == 0


def test_no_address_of_a_registry_and_no_path_of_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    bad = re.compile(
        r"index[-]url|pypi\.org|files\.pythonhosted|--hash=|(?<![\w./:~<-])/(?:work|home|root|Users|tmp)/\w"
    )
    here = Path(__file__).name
    faults = []
    for name in listed.splitlines():
        path = ROOT / name
        if path.suffix in (".npz", ".parquet") or path.name == here or not path.is_file():
            continue
        if found := bad.search(path.read_text("utf-8", "replace")):
            faults.append(f"{name}: {found[0]}")
    assert not faults
