"""Zip archives read in place: names, nesting, limits, what costs only itself."""

import io
import struct
import zipfile

import pytest

import policytext as pt
from policytext.sources.limits import Limits

CLAUSE = "各县（区）要于9月底前完成排查，并将结果报送市民政局。"
TEXTS = {"a.txt": CLAUSE, "2021/b.md": "各街道要开展整治。"}


def packed(members, method=zipfile.ZIP_DEFLATED):
    """An archive of members: name or `ZipInfo` → text or bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def read(folder, data, name="z.zip", **options):
    (folder / name).write_bytes(data)
    return pt.read(folder, **options)


def problems(corpus):
    """The problems of files: (code, path's end)."""
    rows = corpus.problems
    rows = rows[rows["code"].str.startswith(("source.", "metadata."))]
    return [(row.code, row.path.split("z.zip", 1)[-1]) for row in rows.itertuples()]


def test_members_are_documents(tmp_path):
    corpus = read(tmp_path, packed(TEXTS))
    assert corpus.ids == ("z/2021/b", "z/a")
    assert corpus["z/a"].text == CLAUSE
    assert corpus["z/a"].source.path == f"{tmp_path / 'z.zip'}/a.txt"
    assert corpus["z/a"].source.sha256 == pt.read(save(tmp_path / "x.txt", CLAUSE))["x"].source.sha256
    assert problems(corpus) == []
    assert pt.read(tmp_path / "z.zip").ids == corpus.ids


def save(path, text):
    path.write_text(text, "utf-8")
    return path


def test_what_describes_an_archive_is_no_document(tmp_path):
    aside = {"README.md": "x", "__MACOSX/._a.txt": "x", ".git/a.txt": "x", "~$a.docx": "x", "links.csv": "a\n1\n"}
    assert read(tmp_path, packed(TEXTS | aside)).ids == ("z/2021/b", "z/a")


def test_an_archive_may_bring_its_own_metadata(tmp_path):
    table = "file,标题\na.txt,关于排查的通知\n"
    corpus = read(tmp_path, packed(TEXTS | {"metadata.csv": table.encode("gbk")}))
    assert corpus["z/a"].header.title == "关于排查的通知"
    corpus = read(tmp_path, packed(TEXTS), metadata=None)
    save(tmp_path / "metadata.csv", "doc_id,title\nz/a,外面的\n")
    assert pt.read(tmp_path)["z/a"].header.title == "外面的"


def chinese(name, encoding):
    """A name as programmes write it that do not mark it as UTF-8."""
    info = zipfile.ZipInfo("x" * len(name.encode(encoding)))
    return info, name.encode(encoding)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_in_gbk_and_unmarked_utf8(tmp_path, encoding):
    info, raw = chinese("通知/关于排查的通知.txt", encoding)
    data = packed({info: CLAUSE}).replace(info.filename.encode(), raw)
    assert read(tmp_path, data).ids == ("z/通知/关于排查的通知",)


def test_marked_names_are_utf8(tmp_path):
    assert read(tmp_path, packed({"通知.txt": CLAUSE})).ids == ("z/通知",)


@pytest.mark.parametrize(
    ("name", "doc_id"),
    [
        ("../../etc/a.txt", "z/etc/a"),
        ("/etc/a.txt", "z/etc/a"),
        ("..\\..\\a.txt", "z/a"),
        ("C:\\a.txt", "z/C_/a"),
        ("x/\x01\x7f.txt", "z/x/__"),
    ],
)
def test_paths_that_lead_elsewhere_are_made_safe_and_told(tmp_path, name, doc_id):
    info = zipfile.ZipInfo("placeholder")
    info.filename = name
    corpus = read(tmp_path, packed({info: CLAUSE}))
    assert corpus.ids == (doc_id,)
    assert [code for code, _ in problems(corpus)] == ["source.unsafe_name"]
    assert [p.name for p in tmp_path.iterdir()] == ["z.zip"]


def test_archives_in_archives_to_a_depth(tmp_path):
    data = packed({"a.txt": CLAUSE})
    for level in range(3):
        data = packed({f"{level}.zip": data, f"t{level}.txt": f"第{level}层请报送。"})
    corpus = read(tmp_path, data)
    assert corpus.ids == ("z/2/1/t0", "z/2/t1", "z/t2")
    assert problems(corpus) == [("source.limit", "/2.zip/1.zip/0.zip")]
    deeper = pt.read(tmp_path, limits=Limits(nested=3))
    assert "z/2/1/0/a" in deeper
    flat = pt.read(tmp_path, limits=Limits(nested=0))
    assert flat.ids == ("z/t2",)


def test_tables_of_texts_in_archives(tmp_path):
    corpus = read(tmp_path, packed({"t.csv": "标题,正文\n甲,请报送。\n", "n.csv": "a,b\n1,2\n"}))
    assert corpus.ids == ("z/t#1",)
    assert corpus["z/t#1"].metadata == {"title": "甲"}


def test_an_encrypted_member_costs_only_itself(tmp_path):
    data = bytearray(packed(TEXTS))
    at = data.index(b"PK\x01\x02")
    assert data[at + 46 : at + 51] == b"a.txt"
    data[at + 8] |= 1
    corpus = read(tmp_path, bytes(data))
    assert corpus.ids == ("z/2021/b",)
    assert problems(corpus) == [("source.encrypted", "/a.txt")]


def test_a_damaged_member_costs_only_itself(tmp_path):
    data = packed(TEXTS, zipfile.ZIP_STORED).replace("报送".encode(), "报告".encode(), 1)
    corpus = read(tmp_path, data)
    assert corpus.ids == ("z/2021/b",)
    assert problems(corpus) == [("source.damaged", "/a.txt")]


def test_links_and_unusual_packing_are_told(tmp_path):
    link = zipfile.ZipInfo("l.txt")
    link.external_attr = 0o120777 << 16
    data = packed({link: "/etc/hostname", "a.txt": CLAUSE})
    corpus = read(tmp_path, data)
    assert (corpus.ids, problems(corpus)) == (("z/a",), [("source.limit", "/l.txt")])
    corpus = read(tmp_path, packed({"a.txt": CLAUSE}, zipfile.ZIP_LZMA))
    assert (corpus.ids, problems(corpus)[-1]) == ((), ("source.limit", "/a.txt"))


def test_a_member_that_unpacks_too_well_costs_only_itself(tmp_path):
    corpus = read(tmp_path, packed(TEXTS | {"bomb.txt": "0" * 20_000_000}))
    assert corpus.ids == ("z/2021/b", "z/a")
    assert problems(corpus) == [("source.limit", "/bomb.txt")]


def test_the_total_and_the_number_of_members_are_bounded(tmp_path):
    many = {f"{i}.txt": CLAUSE * 10 for i in range(10)}
    size = len((CLAUSE * 10).encode())
    corpus = read(tmp_path, packed(many), limits=Limits(unpacked=4 * size))
    assert corpus.ids == ("z/0", "z/1", "z/2", "z/3")
    assert problems(corpus) == [("source.limit", "/4.txt")]
    corpus = pt.read(tmp_path, limits=Limits(members=9))
    assert problems(corpus)[-1] == ("source.limit", "")
    nested = packed({"a.zip": packed(many), "b.zip": packed(many)})
    corpus = read(tmp_path, nested, limits=Limits(unpacked=len(nested) + 7 * size))
    assert 0 < len(corpus) <= 7 + 1


def test_a_member_larger_than_a_file_may_be(tmp_path):
    corpus = read(tmp_path, packed(TEXTS), limits=Limits(file=60 + len(packed(TEXTS))))
    assert len(corpus) == 2
    corpus = pt.read(tmp_path, limits=Limits(file=len(packed(TEXTS)) - 1))
    assert [code for code, _ in problems(corpus)][-1] == "source.limit"


def test_files_that_differ_in_their_suffix_keep_it(tmp_path):
    corpus = read(tmp_path, packed({"a.txt": "请报送。", "a.md": CLAUSE}))
    assert corpus.ids == ("z/a.md", "z/a.txt")
    assert problems(corpus) == [("source.same_name", "/a.md"), ("source.same_name", "/a.txt")]


def test_archives_called_wrongly_and_what_is_none(tmp_path):
    corpus = read(tmp_path, packed(TEXTS), name="z.txt")
    assert corpus.ids == ("z/2021/b", "z/a")
    assert [code for code, _ in problems(corpus)] == ["source.wrong_suffix"]
    corpus = read(tmp_path, b"no archive", name="y.zip")
    assert ("source.damaged", str(tmp_path / "y.zip")) in problems(corpus)
    (tmp_path / "book.epub").write_bytes(packed({"c.html": "<p>x</p>"}))
    assert len(pt.read(tmp_path)) == 2


def test_a_size_that_lies_is_not_believed(tmp_path):
    data = bytearray(packed({"a.txt": "0" * 3_000_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert len(read(tmp_path, bytes(data))) == 0
    assert ("source.damaged", "/a.txt") in problems(pt.read(tmp_path))
