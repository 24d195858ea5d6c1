"""The command line: what it writes, what it says, and how it ends."""

import json
import re
import subprocess
import sys
from contextlib import suppress

import openpyxl
import pandas as pd
import pytest

from policytext import __version__
from policytext.cli import main
from policytext.lineage import SCHEMAS
from policytext.tables import TABLES


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("一、开展排查\n各县（区）要于2024年6月底前完成排查。\n", "utf-8")
    (folder / "b.txt").write_text("请报送。", "utf-8")
    return folder


def test_parse(texts, tmp_path, capsys):
    assert (
        main(["parse", str(texts), "-o", str(tmp_path / "out"), "--format", "csv,xlsx,parquet,jsonl,annotation"]) == 0
    )
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names == {f"{t}.{f}" for t in TABLES for f in ("csv", "parquet", "jsonl")} | {"annotation", "corpus.xlsx"}
    assert json.loads((tmp_path / "out" / "annotation" / "a.json").read_text("utf-8"))["doc_id"] == "a"
    assert "2 documents" in capsys.readouterr().out


def test_annotation_alone(texts, tmp_path):
    assert main(["parse", str(texts), "-o", str(tmp_path / "out"), "--format", "annotation"]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.json", "a.txt", "b.json", "b.txt"]


def test_derive(demo, tmp_path):
    out = tmp_path / "out"
    assert main(["derive", str(demo), "-o", str(out), "--labels", "en"]) == 0
    names = {p.name for p in out.iterdir()}
    graphs = {f"{g}.{f}" for g in ("document_graph", "provision_graph") for f in ("graphml", "gexf")}
    assert names == {f"{t}.csv" for t in (*TABLES, *SCHEMAS)} | graphs
    links = (
        "derived_doc derived_provision derived_start derived_end source_doc source_provision source_start source_end"
    )
    assert {*links.split(), "relation", "score"} <= set(pd.read_csv(out / "links.csv").columns)
    resolutions = "doc_id start end title number relation target_doc method candidates"
    assert set(resolutions.split()) <= set(pd.read_csv(out / "resolutions.csv").columns)


def test_derive_tells_of_printings_and_of_empty_files(demo, tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_bytes((demo / "meal-lanxi.txt").read_bytes())
    (folder / "empty.txt").touch()
    assert main(["derive", str(folder), "-o", str(tmp_path / "out")]) == 0
    codes = pd.read_csv(tmp_path / "out" / "problems.csv")["code"].tolist()
    assert codes.count("derive.printings") == codes.count("source.empty") == 1
    assert "derive.printings 1" in capsys.readouterr().out


def test_sources_without_citations(demo, tmp_path):
    out = tmp_path / "out"
    assert main(["derive", str(demo), "-o", str(out), "--mask-citations"]) == 0
    parents = pd.read_csv(out / "parents.csv")
    assert list(parents.columns[:4]) == ["doc_id", "candidate", "rank", "score"] and not parents["cited"].any()
    first = dict(parents[parents["rank"] == 1][["doc_id", "candidate"]].to_numpy())
    assert first["meal-lanxi"] == "meal-yunchuan" and first["meal-qinghe"] == "meal-lanxi"


def test_evaluate(demo, capsys):
    assert main(["evaluate", str(demo), str(demo), "--confusions"]) == 0
    out = capsys.readouterr().out
    assert out.split()[:6] == ["measure", "precision", "recall", "f1", "gold", "predicted"]
    assert "label(accuracy)" in out
    assert "<NA>" not in out and len(re.findall(r"slogan unmarked.*", out)[0].split()) == 7, "one side has no rate"
    assert main(["evaluate", str(demo), "--by-document"]) == 0
    assert capsys.readouterr().out.split()[0] == "doc_id"


def test_rules(capsys):
    assert main(["rules"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert all(len(row) == 3 for row in rows)
    assert main(["rules", rows[0][0], "--check"]) in (0, 1)
    assert "examples of 1 rules" in capsys.readouterr().out
    assert main(["rules", "absent."]) == 1


def test_a_missing_folder_is_one_line(tmp_path, capsys):
    assert main(["parse", str(tmp_path / "absent"), "-o", str(tmp_path / "out")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "absent" in err
    assert main(["evaluate", str(tmp_path / "absent")]) == 1


def test_one_missing_of_several_is_told_and_the_rest_written(texts, tmp_path, capsys):
    assert main(["parse", str(texts), str(tmp_path / "absent"), "-o", str(tmp_path / "out")]) == 1
    out, err = capsys.readouterr()
    assert "2 documents" in out
    assert "absent" in err
    assert (tmp_path / "out" / "tasks.csv").is_file()


def test_nothing_is_overwritten_without_force(texts, tmp_path, capsys):
    command = ["parse", str(texts), "-o", str(tmp_path / "out")]
    assert main(command) == 0
    assert main(command) == 1
    assert "--force" in capsys.readouterr().err
    assert main([*command, "--force"]) == 0


@pytest.mark.parametrize(
    "command", [[], ["parse"], ["parse", "x"], ["parse", "x", "-o", "y", "--format", "docx"], ["nothing"]]
)
def test_wrong_usage(command, capsys):
    with pytest.raises(SystemExit) as e:
        main(command)
    assert e.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_help_loads_no_other_package():
    code = "import sys; from policytext.cli import build; print(build().format_help()); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "numpy", "jieba", "spacy", "networkx"} & set(done.stdout.split())
    assert all(word in done.stdout for word in ("parse", "derive", "evaluate", "rules"))


def test_version(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.strip() == f"policytext {__version__}"


def test_a_terminal_without_chinese(demo):
    done = subprocess.run(
        [sys.executable, "-m", "policytext", "rules"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_report(texts, tmp_path, capsys):
    out = tmp_path / "report.html"
    assert main(["report", str(texts), "-o", str(out), "--title", "两份文件"]) == 0
    assert "<h1>两份文件</h1>" in out.read_text("utf-8")
    assert "2 documents" in capsys.readouterr().out
    assert main(["report", str(texts), "-o", str(out)]) == 1
    assert "--force" in capsys.readouterr().err
    assert main(["report", str(texts), "-o", str(out), "--force"]) == 0
    with pytest.raises(SystemExit) as e:
        main(["report", str(texts), "-o", str(tmp_path / "report")])
    assert e.value.code == 2
    assert ".html" in capsys.readouterr().err


OUTPUTS = (("parse", "tasks.csv"), ("derive", "coverage.csv"), ("derive", "document_graph.gexf"), ("report", "r.html"))


@pytest.mark.parametrize(("command", "name"), [*OUTPUTS, ("diagnose", "d.xlsx")])
def test_outputs_are_checked_before_the_work(command, name, texts, tmp_path, capsys, monkeypatch):
    (tmp_path / name).write_text("kept")
    monkeypatch.setattr("policytext.cli.run.read_input", lambda options: pytest.fail("read before the check"))
    out = tmp_path if command in ("parse", "derive") else tmp_path / name
    assert main([command, str(texts), "-o", str(out)]) == 1
    assert "would be overwritten" in capsys.readouterr().err and (tmp_path / name).read_text() == "kept"


@pytest.mark.parametrize("given", ["2", "0", "x", "nan"])
def test_a_threshold_that_is_none_is_wrong_usage(given, texts, tmp_path, capsys):
    with pytest.raises(SystemExit) as e:
        main(["derive", str(texts), "-o", str(tmp_path / "out"), "--threshold", given])
    assert e.value.code == 2 and "at most 1" in capsys.readouterr().err


@pytest.mark.parametrize(("command", "out"), [("parse", "out"), ("derive", "out"), ("report", "out.html")])
def test_nothing_is_written_where_nothing_was_read(command, out, texts, tmp_path, capsys):
    assert main([command, str(texts), "-o", str(tmp_path / out), "--pattern", "zzz*"]) == 1
    assert not (tmp_path / out).exists()
    assert "zzz*" in (told := capsys.readouterr().err) and "nothing is written" in told


def test_findings_are_written_in_the_format_of_the_file(texts, tmp_path):
    assert main(["diagnose", str(texts), "-o", str(tmp_path / "d.xlsx")]) == 0
    assert "diagnosis" in openpyxl.load_workbook(tmp_path / "d.xlsx").sheetnames
    with pytest.raises(SystemExit) as e:
        main(["diagnose", str(texts), "-o", str(tmp_path / "d.ods")])
    assert e.value.code == 2


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (["--mask", "names"], "or none"),
        (["--format", "excel"], "several with commas between: csv,xlsx"),
        (["absent"], "absent is not there; check the path"),
        (["--format", "jsonl"], "or --force"),
    ],
)
def test_messages_speak_of_the_command_line(more, expected, texts, tmp_path, capsys):
    (tmp_path / "tasks.jsonl").touch()
    given = more if more == ["absent"] else [str(texts), *more]
    with suppress(SystemExit):  # of argparse
        main(["parse", *given, "-o", str(tmp_path)])
    told = capsys.readouterr().err
    assert expected in told and not re.search(r"\(\)|True|\[\"", told), told
