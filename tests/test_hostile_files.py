"""Hostile and broken files: each costs only itself, within a gigabyte of memory and a bounded time."""

import io
import json
import os
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from policytext.corpus import Corpus
from policytext.sources.files import read_bytes
from policytext.sources.limits import Limits
from policytext.sources.registry import read_source

MEGABYTES = 1024
SECONDS = 40
CLAUSE = "各县（区）要于9月底前完成排查，并将结果报送市民政局。"
WORD = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
BOMB = f'<!DOCTYPE x [<!ENTITY e0 "啊啊啊啊啊啊啊啊">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e11 SYSTEM "file:///etc/passwd">]>'


def packed(members):
    """A zip file of members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def bomb(name, megabytes, members=None):
    """A zip file whose last member unpacks to very much; made from one packed block, so that it is made quickly."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"0" * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    data = block * megabytes + packer.flush()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for other, text in (members or {}).items():
            file.writestr(other, text)
        info = zipfile.ZipInfo(name)
        file.writestr(info, data)
        info.compress_type, info.file_size = zipfile.ZIP_DEFLATED, megabytes * 1_000_000
    return out.getvalue()


def word(head, text):
    """A Word document."""
    body = f'{head}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return packed({"[Content_Types].xml": "<Types/>", WORD: body})


def sheet(rows, *, head="", strings="", size="A1:B2"):
    """A workbook with one sheet."""
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    p = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "sharedStrings": "sharedStrings"}
    types = "".join(f'<Override PartName="/xl/{n}.xml" ContentType="{main}.{t}+xml"/>' for n, t in parts.items())
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{p}/content-types">{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{p}/relationships"><Relationship Id="r" Type="{r}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{r}"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{p}/relationships"><Relationship Id="r1" Type="{r}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{r}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{S}"><dimension ref="{size}"/><sheetData>{rows}</sheetData></worksheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{S}">{strings}</sst>',
        }
    )


def cell(place, text):
    """A cell with text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f'<row r="1">{cell("A1", "正文")}</row>'
ROW = f'<row r="2">{cell("A2", CLAUSE)}</row>'
LAST = f'<row r="3000000000">{cell("A3000000000", CLAUSE)}</row>'


def nested(levels):
    """Archives in archives."""
    data = packed({"a.txt": CLAUSE})
    for _ in range(levels):
        data = packed({"z.zip": data})
    return data


def parquet():
    """A table with one long text in very many rows, which takes little room."""
    text = pyarrow.array([CLAUSE * 8_000])
    column = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 50_000, pyarrow.int32()), text)
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"正文": column}), out)
    return out.getvalue()


FILES = {
    # name: (bytes, problems that have to be told, ids that have to be read)
    "entities.docx": (word(BOMB, "&e11;"), {"source.limit"}, ()),
    "outside.docx": (word(OUTSIDE, "&e11;"), {"source.limit"}, ()),
    "bomb.docx": (bomb(WORD, 600, {"[Content_Types].xml": "<Types/>"}), {"source.limit"}, ()),
    "entities.xlsx": (sheet(HEAD + f"<row>{cell('A2', '&e11;')}</row>", head=BOMB), {"source.limit"}, ()),
    "outside.xlsx": (sheet(HEAD + f"<row>{cell('A2', '&e11;')}</row>", head=OUTSIDE), {"source.limit"}, ()),
    "bomb.xlsx": (bomb("xl/sharedStrings.xml", 300, {"xl/workbook.xml": "<workbook/>"}), {"source.limit"}, ()),
    "wide.xlsx": (sheet(HEAD + ROW, size="A1:XFD1048576"), set(), ("wide#1",)),
    "long.xlsx": (sheet(HEAD + ROW + LAST), {"source.limit"}, ("long#1",)),
    "bomb.zip": (bomb("b.txt", 900, {"a.txt": CLAUSE}), {"source.limit"}, ("bomb/a",)),
    "members.zip": (packed({f"{i}.txt": b"" for i in range(25_000)}), {"source.limit"}, ()),
    "nested.zip": (nested(40), {"source.limit"}, ()),
    "up.zip": (packed({"../../../evil.txt": CLAUSE}), {"source.unsafe_name"}, ("up/evil",)),
    "cut.zip": (packed({"a.txt": CLAUSE})[:-30], {"source.damaged"}, ()),
    "bomb.ofd": (bomb("OFD.xml", 600), {"source.limit"}, ()),
    "deep.json": (b"[" * 1_000_000, set(), ()),
    "inside.json": (b'[{"text": "x", "a": ' + b"[" * 1_000_000, set(), ()),
    "brackets.json": (b'[{"text": "x", "a": [' + b"[]," * 10_000_000, {"source.limit"}, ()),
    "deep.jsonl": (b'{"text": ' * 300_000, set(), ()),
    "rows.csv": (("text,n\n" + "请报送。,1\n" * 3 + "\n" * 201_000).encode(), {"source.limit"}, ("rows#1",)),
    "columns.csv": (("text" + ",c" * 200_000 + "\n" + "x" + ",1" * 200_000 + "\n").encode(), set(), ("columns#1",)),
    "quote.csv": (('text,n\n"' + "请报送。\n" * 20_000).encode(), set(), ("quote#1",)),
    "many.parquet": (parquet(), {"source.limit"}, None),
    "endless.txt": ((CLAUSE * 100_000).encode(), {"source.limit"}, ("endless",)),
    "paragraphs.docx": (
        word("", f"</w:t></w:r></w:p><w:p><w:r><w:t>{CLAUSE}" * 300_000),
        {"source.limit"},
        ("paragraphs",),
    ),
    "noise.txt": (os.urandom(10_000_000), {"source.no_text"}, ()),
    "zeros.txt": (bytes(50_000_000), {"source.no_text"}, ()),
    "deep.html": (b"<div>" * 200_000 + CLAUSE.encode(), {"source.limit"}, ("deep",)),
    "deep.rtf": (b"{\\rtf1" + b"{" * 2_000_000, None, None),
    "noise.pdf": (b"%PDF-1.7\n" + os.urandom(2_000_000), {"source.damaged"}, ()),
    "pages.pdf": (
        b"%PDF-1.7\n1 0 obj<</Pages 1 0 R/Kids[1 0 R]/Count 2000000000>>endobj\ntrailer<</Root 1 0 R>>",
        None,
        (),
    ),
    "noise.doc": (bytes.fromhex("d0cf11e0a1b11ae1") + os.urandom(3_000_000), None, ()),
    "empty.docx": (b"", {"source.empty"}, ("empty",)),
    "empty.txt": (b"", {"source.empty"}, ("empty",)),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What came of each file, read on its own in a process of its own."""
    if not hasattr(os, "fork"):
        pytest.skip("memory is bounded by means of POSIX")
    folder = tmp_path_factory.mktemp("hostile")
    paths = {}
    for name, (data, _, _) in FILES.items():
        paths[name] = folder / name
        paths[name].write_bytes(data)
    paths["sparse.txt"] = folder / "sparse.txt"
    with paths["sparse.txt"].open("wb") as file:
        file.truncate(500_000_000)
    os.mkfifo(folder / "pipe.txt")
    paths["pipe.txt"] = folder / "pipe.txt"
    for name in ("good.txt", "small.docx"):
        (folder / name).write_text(CLAUSE, "utf-8")
    small = folder / "together"
    small.mkdir()
    for path in folder.iterdir():
        if path.is_file() and path.stat().st_size < 300_000:
            (small / path.name).write_bytes(path.read_bytes())
    os.mkfifo(small / "pipe.txt")
    paths["together"] = small
    command = [sys.executable, str(Path(__file__).with_name("hostile_server.py")), str(MEGABYTES), str(SECONDS)]
    settings = {
        **os.environ,
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [*command, *map(str, paths.values())], capture_output=True, text=True, check=True, env=settings, timeout=300
    )
    said = json.loads(done.stdout)
    return {name: said[str(path)] for name, path in paths.items()}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_a_problem_within_bounds(outcomes, name):
    _, problems, ids = FILES[name]
    found = outcomes[name]
    assert "error" not in found, found
    assert set(found["problems"]) >= (problems or set())
    if problems is None:
        assert found["problems"]
    if ids is not None:
        assert set(found["ids"]) >= set(ids)
        assert ids or not found["ids"]
    assert found["megabytes"] <= MEGABYTES


def test_a_file_of_500_megabytes_is_not_even_opened(outcomes):
    found = outcomes["sparse.txt"]
    assert found["problems"] == ["source.limit"]
    assert found["seconds"] < 2


def test_a_pipe_is_not_waited_for(outcomes):
    assert outcomes["pipe.txt"]["problems"] == ["source.unreadable"]


def test_hostile_files_together_cost_only_themselves(outcomes):
    found = outcomes["together"]
    assert "error" not in found, found
    assert {"good", "up/evil", "wide#1"} <= set(found["ids"])


def test_nothing_is_unpacked_to_the_disk(outcomes, tmp_path_factory):
    assert outcomes["up.zip"]["ids"] == ["up/evil"]
    assert not list(tmp_path_factory.getbasetemp().rglob("evil*"))


def test_what_changes_while_it_is_read_is_told(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(CLAUSE, "utf-8")
    opened = Path.open

    def grow(self, *args, **options):
        with opened(self, "ab") as file:
            file.write(b"!")
        return opened(self, *args, **options)

    assert read_source(path)[2] == ()
    monkeypatch.setattr(Path, "open", grow)
    text, _, [problem] = read_source(path)
    assert (text, problem.code, problem.path) == (CLAUSE + "!", "source.changed", str(path))


@pytest.mark.parametrize(
    ("error", "said"),
    [(PermissionError(13, "Permission denied"), "Permission denied"), (FileNotFoundError(2, "gone"), "no longer")],
)
def test_what_may_not_be_opened_or_vanishes_is_told_and_the_rest_is_read(tmp_path, monkeypatch, error, said):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(CLAUSE, "utf-8")
    opened = Path.open

    def refuse(self, *args, **options):
        if self.name == "a.txt":
            raise error
        return opened(self, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    corpus = Corpus.read(tmp_path)
    assert corpus.ids == ("b",)
    rows = corpus.problems.set_index("code")
    assert rows.loc["source.unreadable", "path"] == str(tmp_path / "a.txt")
    assert said in rows.loc["source.unreadable", "message"]


def test_the_limit_of_a_file_holds_for_every_way_to_read_it(tmp_path):
    (tmp_path / "a.txt").write_text(CLAUSE, "utf-8")
    (tmp_path / "b.csv").write_text(f"text\n{CLAUSE}\n", "utf-8")
    (tmp_path / "c.zip").write_bytes(packed({"a.txt": CLAUSE}))
    corpus = Corpus.read(tmp_path, limits=Limits(file=50))
    assert len(corpus) == 0
    told = corpus.problems[corpus.problems["code"] == "source.limit"]
    assert [Path(p).name for p in told["path"]] == ["b.csv", "c.zip", "a.txt"]
    assert read_bytes(tmp_path / "a.txt", Limits(file=50), "a.txt").data is None
