"""Long work: bars where somebody looks, silence elsewhere, and interrupts that keep what was done."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import policytext as pt
from policytext.errors import InputError
from policytext.model import Document
from policytext.progress import Work, wanted

READ = """
import json, sys, time
import policytext as pt

class Slow(pt.Parser):
    def parse(self, text, **known):
        print("at work", flush=True)
        time.sleep(0.05)
        return super().parse(text, **known)

try:
    pt.read(sys.argv[1], parser=Slow(), progress=False)
except pt.Interrupted as e:
    corpus = pt.partial()
    rows = corpus.problems[["code", "message"]].values.tolist()
    print(json.dumps([corpus is e.partial, len(corpus), len(corpus.tasks), rows, str(e), isinstance(e, Exception)]))
"""
DERIVE = """
import json, sys, time
import numpy as np
import policytext as pt

def slow(derived, source):
    print("at work", flush=True)
    time.sleep(0.05)
    return np.zeros((len(derived), len(source)))

corpus = pt.read(sys.argv[1], progress=False)
try:
    corpus.derive(similarity=slow, progress=False)
except pt.Interrupted as e:
    lineage = pt.partial()
    pairs = lineage.links[["derived_doc", "source_doc"]].drop_duplicates().dropna().values.tolist()
    told = [[p.code, p.message] for p in lineage.problems]
    shown = "derivation was interrupted" in lineage._repr_html_()
    tables = {name: len(t) for name, t in lineage.tables().items()}
    why = lineage.why("meal-yuyin", "meal-centre")
    print(json.dumps([lineage is e.partial, len(lineage.compared), len(lineage.links), told, shown, tables, why]))
"""


def interrupted(script: str, folder: Path, after: int) -> list[object]:
    """What a script prints that gets the signal of Ctrl-C after it was `after` times at work."""
    command = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        for _ in range(after):
            assert running.stdout.readline() == "at work\n", running.stderr.read()
        running.send_signal(signal.SIGINT)
        *_, last = running.stdout.read().splitlines()
        assert "Traceback" not in running.stderr.read()
    return json.loads(last)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to another process")
def test_reading_that_is_interrupted_keeps_what_was_read(tmp_path):
    for n in range(200):
        (tmp_path / f"{n:03}.txt").write_text(f"各县要在{n + 1}个村建立名录。", "utf-8")
    same, documents, tasks, problems, said, exception = interrupted(READ, tmp_path, 6)
    assert same
    assert 5 <= documents < 200
    assert tasks == documents
    missing = f"reading was interrupted: {200 - documents} of 200 texts were not read"
    assert problems == [["read.interrupted", missing]]
    assert said.startswith(f"{missing}; the {documents} documents read are kept: corpus = policytext.partial()")
    assert not exception  # what goes on after errors must not go on after an interrupt


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to another process")
def test_a_derivation_that_is_interrupted_keeps_the_links_found(demo):
    same, compared, links, problems, shown, tables, why = interrupted(DERIVE, demo, 12)
    whole = pt.read(demo, progress=False).derive(progress=False)
    assert same
    assert 2 <= compared < len(whole.compared)
    assert 0 < links < len(whole.links)
    ((code, message),) = problems
    assert code == "derive.interrupted"
    assert f"after {compared} of {len(whole.compared)} pairs of documents" in message
    assert shown
    assert tables["links"] == links
    assert why


def test_work_goes_on_with_what_an_interrupted_step_gave():
    def stop(n: int) -> int:
        if n == 3:
            raise KeyboardInterrupt
        return n

    work = Work(False)
    assert work.each(range(9), 9, stop, "first") == [0, 1, 2]
    assert work.each([5], 1, stop, "second") == [5]
    assert work.broken == ("first", 3, 9)


def test_nothing_was_interrupted(monkeypatch):
    monkeypatch.setattr(pt.Interrupted, "latest", None)
    with pytest.raises(InputError, match=r"nothing was interrupted.*read\(\) or derive\(\)"):
        pt.partial()


def stop(*args: object, **more: object) -> None:
    raise KeyboardInterrupt


def test_an_interrupt_while_citations_are_resolved_keeps_those_resolved(demo, monkeypatch):
    from policytext.derivation.citing import resolve

    corpus = pt.read(demo, progress=False)
    whole = corpus.derive(progress=False)
    done, plain = [], resolve.meanings

    def meanings(index, k):
        return stop() if len(done) == 5 else done.append(k) or plain(index, k)

    monkeypatch.setattr(resolve, "meanings", meanings)
    with pytest.raises(pt.Interrupted, match="at the step 'citations' after 5 of 14 documents") as stopped:
        corpus.derive(progress=False)
    lineage = pt.partial()
    assert lineage is stopped.value.partial
    assert 0 < len(lineage.resolutions) < len(whole.resolutions)
    assert not lineage.compared
    assert set(lineage.links["relation"]) <= {"undetermined"}
    assert "was interrupted before" in lineage.why("meal-yuyin", "meal-centre")
    assert "derivation was interrupted" in lineage._repr_html_()
    assert lineage.tables()


@pytest.mark.parametrize("step", ["count_wording", "printings", "sharing"])
def test_an_interrupt_before_anything_was_found_leaves_nothing_stale(step, demo, monkeypatch):
    corpus = pt.read(demo, progress=False)
    monkeypatch.setattr(pt.Interrupted, "latest", pt.Corpus())
    monkeypatch.setattr(f"policytext.derivation.search.{step}", stop)
    with pytest.raises(pt.Interrupted, match="before there was anything to keep"):
        corpus.derive(progress=False)
    with pytest.raises(InputError, match="nothing was interrupted"):
        pt.partial()


def test_new_work_forgets_what_an_interrupt_left(demo, tmp_path, monkeypatch):
    corpus = pt.read(demo, progress=False)
    for work in (lambda: corpus.derive(progress=False), lambda: pt.read(demo, progress=False)):
        monkeypatch.setattr(pt.Interrupted, "latest", corpus)
        work()
        with pytest.raises(InputError, match="nothing was interrupted"):
            pt.partial()
    monkeypatch.setattr(pt.Interrupted, "latest", corpus)
    monkeypatch.setattr("policytext.corpus.gather", stop)
    with pytest.raises(pt.Interrupted, match="reading was interrupted before there was anything to keep"):
        pt.read(demo, progress=False)
    with pytest.raises(InputError, match="nothing was interrupted"):
        pt.partial()


@pytest.mark.parametrize(("switch", "given", "shown"), [
    ("0", None, False), ("1", None, True), ("1", False, False), ("0", True, True), ("", None, False), ("no", None, False),
])  # fmt: skip
def test_who_decides_whether_there_is_a_bar(switch, given, shown, monkeypatch):
    monkeypatch.setenv("POLICYTEXT_PROGRESS", switch)
    assert wanted(given) is shown


def test_quick_work_shows_no_bar(demo, tmp_path, capsys):
    corpus = pt.Corpus([Document(doc_id="a", text="请报送。")])
    corpus.export(tmp_path, progress=True)
    assert capsys.readouterr().err == ""


def test_long_work_shows_one(demo, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("policytext.progress.PATIENCE", 0)
    corpus = pt.read(demo, progress=True)
    corpus.derive(progress=True)
    corpus.words(progress=True)
    corpus.collocations(progress=True)
    corpus.diagnosed(progress=True)
    corpus.export(tmp_path, progress=True)
    said = capsys.readouterr().err
    for what in (
        "read",
        "wording",
        "citations",
        "compare",
        "align",
        "words",
        "collocations",
        "diagnose",
        "tables",
        "write",
    ):
        assert f"{what}: 100%" in said, what


def test_nothing_warns_where_widgets_are_missing(demo):
    code = "import sys, policytext as pt; sys.modules['ipywidgets'] = None; pt.read(sys.argv[1], progress=True)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code, demo], capture_output=True, text=True, check=True)
    assert "Warning" not in done.stderr
    assert "ipywidgets" not in done.stderr


NOTEBOOK = """
class Slow(pt.Parser):
    def parse(self, text, **known):
        if known["doc_id"] == "005":
            print("at work", flush=True)
        time.sleep(0.05)
        return super().parse(text, **known)
corpus = pt.read(folder, parser=Slow(), progress=False)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kernels are interrupted in another way there")
def test_a_notebook_shows_a_line_and_the_next_error_costs_nothing(tmp_path):
    from jupyter_client.manager import start_new_kernel

    for n in range(200):
        (tmp_path / f"{n:03}.txt").write_text("各县要建立名录。", "utf-8")
    manager, client = start_new_kernel()
    try:
        said = run(client, f"import time, policytext as pt; folder = {str(tmp_path)!r}")
        said = run(client, NOTEBOOK, when="at work", then=manager.interrupt_kernel)
        assert len(said) == 1
        assert said[0].startswith("Interrupted: reading was interrupted: ")
        assert "NameError" in "".join(run(client, "corpus"))
        assert run(client, "corpus = pt.partial(); assert 4 < len(corpus) < 200") == []
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(client, code: str, *, when: str = "", then=None) -> list[str]:
    """The traceback that a cell leaves; `then` is done when it has printed `when`."""
    asked = client.execute(code)
    told: list[str] = []
    while True:
        message = client.get_iopub_msg(timeout=60)
        kind, content = message["msg_type"], message["content"]
        if message["parent_header"].get("msg_id") != asked:
            continue
        if kind == "stream" and then and when in content["text"]:
            then()
            then = None
        elif kind == "error":
            told = content["traceback"]
        elif kind == "status" and content["execution_state"] == "idle":
            return told
