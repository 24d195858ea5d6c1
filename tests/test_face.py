"""`import policytext`: what it offers, and what it does not load."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import policytext

OURS = {"policytext"} | set(sys.stdlib_module_names)


def test_importing_loads_nothing_else():
    code = "import sys; old = set(sys.modules); import policytext; print(*{m.split('.')[0] for m in set(sys.modules) - old})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= OURS
    assert done.stderr == ""


def test_importing_is_quick():
    code = "import time; t = time.process_time(); import policytext; print(time.process_time() - t)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.15


def test_parsing_needs_numpy_only():
    code = "import sys, policytext; policytext.parse('请于9月前报送。'); print(*{m.split('.')[0] for m in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent
    )
    loaded = set(done.stdout.split())
    assert "numpy" in loaded
    assert not loaded & {"pandas", "scipy", "spacy", "jieba", "networkx", "sklearn", "tqdm"}


@pytest.mark.parametrize("name", policytext.__all__)
def test_every_public_name_is_there(name):
    assert getattr(policytext, name) is not None
    assert name in dir(policytext)


def test_unknown_names():
    with pytest.raises(AttributeError, match="nothing"):
        policytext.nothing  # noqa: B018


def test_names_and_homes_agree():
    assert set(policytext.__all__) == {*policytext.HOMES, "__version__"}


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == policytext.__version__
