"""The documentation is tested like code: what it shows runs, what it names exists, what exists is in it."""

import re
import runpy
import shlex
import subprocess
import typing
from pathlib import Path

import pytest

import policytext as pt
from policytext import model
from policytext.cli import build

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md")), ROOT / "benchmarks" / "README.md"]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
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


@pytest.mark.parametrize("page", named([p for p in PAGES if lines(p, "policytext ") or lines(p, "make ")]))
def test_commands_on_a_page_exist(page: Path) -> None:
    for line in lines(page, "policytext "):
        build().parse_args(shlex.split(line)[1:])
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert {line.split()[1] for line in lines(page, "make ")} <= targets


@pytest.mark.parametrize("page", named(PAGES))
def test_links_lead_somewhere(page: Path) -> None:
    assert not [x for x in LINK.findall(page.read_text("utf-8")) if not (page.parent / x).exists()]


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


def test_the_page_of_phenomena_is_up_to_date() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "make_phenomena.py"))["page"]
    assert page() == (ROOT / "docs" / "phenomena.md").read_text("utf-8"), "run python docs/make_phenomena.py"


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
