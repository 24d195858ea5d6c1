"""Corpora: reading whatever there is, clashes, tables, saving, differences, export."""

import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from unicodedata import normalize

import pandas as pd
import pytest
from sample import document

from policytext.corpus import Corpus, read
from policytext.errors import InputError, RuleError, SourceNotFoundError, UnknownDocumentError
from policytext.given import Given
from policytext.model import Document, Problem
from policytext.parser import Parser, parse
from policytext.span import Span
from policytext.tables import TABLES


def texts(**given: str) -> list[Document]:
    return [Document(doc_id=k, text=v) for k, v in given.items()]


def fill(folder, **given: str | bytes):
    for name, text in given.items():
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def codes(corpus: Corpus) -> list[str]:
    return corpus.problems["code"].tolist()


# Reading


def test_a_folder(tmp_path):
    corpus = read(fill(tmp_path, b="请报送。", a="请填报。", **{"x/c": "请办理。"}))
    assert corpus.ids == ("a", "b", "x/c")
    assert corpus["x/c"].text == "请办理。"
    assert corpus["a"].source.path == str(tmp_path / "a.txt")
    assert (len(corpus), "a" in corpus, corpus["a"] in corpus, "z" in corpus) == (3, True, True, False)


def test_bad_files_are_problems_and_the_rest_is_read(tmp_path):
    fill(tmp_path, good="请报送。", empty="", old=b"\xd0\xcf\x11\xe0")
    (tmp_path / "new.docx").write_bytes(b"PK\x03\x04")
    corpus = read(tmp_path)
    assert corpus.ids == ("empty", "good")
    rows = corpus.problems.set_index("path")["code"]
    assert rows[str(tmp_path / "new.docx")] == "source.damaged"
    assert rows[str(tmp_path / "old.txt")] == "source.unknown_format"
    assert rows[str(tmp_path / "empty.txt")] == "source.empty"
    assert corpus.problems["action"].notna().all()


def test_missing_sources(tmp_path):
    with pytest.raises(SourceNotFoundError, match="absent"):
        read(tmp_path / "absent")
    corpus = read([tmp_path / "absent", fill(tmp_path / "there", a="请报送。")])
    assert (corpus.ids, codes(corpus)) == (("a",), ["source.missing"])
    for absent in ([tmp_path / "absent"], [str(tmp_path / "absent"), tmp_path / "gone"]):
        with pytest.raises(SourceNotFoundError, match="absent is not there"):
            read(absent)
    assert len(read([])) == 0
    with pytest.raises(SourceNotFoundError, match="元数据表"):
        read([tmp_path / "there"], metadata=tmp_path / "absent.csv")


@pytest.mark.parametrize("odd", [7, b"bytes", [3]])
def test_what_cannot_be_read_at_all_is_an_error(odd):
    with pytest.raises(InputError, match="无法读取"):
        read(odd)


def test_two_folders_with_the_same_names(tmp_path):
    one, two = fill(tmp_path / "1", a="请报送。", b="同一件。"), fill(tmp_path / "2", a="请填报。", b="同一件。")
    corpus = read([one, two])
    first, second, other = corpus.ids
    assert (first, second) == ("a", "b")
    assert other.startswith("a~")
    assert corpus[other].text == "请填报。"
    assert sorted(codes(corpus)) == ["corpus.repeated", "corpus.same_id"]
    assert read([two, one])["a"].text == "请填报。"


def test_the_same_text_under_two_names_is_told(tmp_path):
    corpus = read(fill(tmp_path, a="请报送。", b="请报送。"))
    assert (corpus.ids, codes(corpus)) == (("a", "b"), ["corpus.same_text"])
    for again in (Corpus(list(corpus)), Corpus(corpus, problems=corpus._problems), Corpus([corpus["a"]]) + corpus):
        assert again.problems.equals(corpus.problems)
    assert codes(Corpus([corpus["a"]])) == []
    corpus.save(tmp_path / "saved")
    assert Corpus.load(tmp_path / "saved") == corpus


def test_documents_and_what_was_found_stand_in_sets(demo):
    corpus = read(demo)
    again = {replace(d, metadata=dict(d.metadata)) for d in corpus}
    assert again == set(corpus) and len({corpus, read(demo)}) == 1
    for doc in corpus:
        assert {*doc.extracts(), *doc.provisions, *doc.duties, doc.header, doc.source}


def test_metadata_beside_the_texts(tmp_path):
    fill(tmp_path, a="请报送。", b="请填报。")
    (tmp_path / "metadata.csv").write_text("file,level,title,url\na.txt,县级,甲,u\nz.txt,县级,,\n", "utf-8")
    corpus = read(tmp_path)
    assert corpus["a"].metadata == {"file": "a.txt", "level": "县级", "title": "甲", "url": "u"}
    row = corpus.documents.set_index("doc_id").loc["a"]
    assert (row["level"], row["title"], row["url"], row["from_metadata"]) == ("county", "甲", "u", "title；level")
    assert codes(corpus) == ["metadata.no_document"]
    assert read(tmp_path, metadata=pd.DataFrame({"doc_id": ["b"], "title": ["乙"]}))["b"].header.title == "乙"


def test_the_year_of_a_deadline_can_come_from_the_metadata(tmp_path):
    fill(tmp_path, a="一、工作安排\n各县（区）要于9月27日前完成排查。")
    assert read(tmp_path).deadlines["latest"].isna().all()
    (tmp_path / "metadata.csv").write_text("file,issued\na.txt,2021-07-21\n", "utf-8")
    assert read(tmp_path).deadlines["latest"].tolist() == [pd.Timestamp(2021, 9, 27)]


def test_a_metadata_table_without_ids_is_one_problem(tmp_path):
    fill(tmp_path, a="请报送。", b="请填报。")
    (tmp_path / "metadata.csv").write_text("title,level\n甲,县级\n", "utf-8")
    assert codes(read(tmp_path)) == ["metadata.unusable"]


def test_a_dataframe():
    frame = pd.DataFrame(
        {
            "文件编号": ["a", "b", None, "d"],
            "正文": ["请报送。", "请填报。", "请办理。", None],
            "层级": ["省级", None, "", ""],
        }
    )
    corpus = read(frame)
    assert corpus.ids == ("a", "b")
    assert corpus["a"].header.level == "province"
    assert codes(corpus) == ["source.row", "source.row"]


def test_a_dataframe_without_ids_or_text_is_one_error():
    with pytest.raises(InputError, match="doc_id"):
        read(pd.DataFrame({"text": ["请报送。"]}))
    with pytest.raises(InputError, match="正文"):
        read(pd.DataFrame({"doc_id": ["a"]}))


def test_ids_given_twice_in_a_dataframe():
    corpus = read(pd.DataFrame({"doc_id": ["a", "a", "a"], "text": ["请报送。", "请报送。", "请填报。"]}))
    assert len(corpus) == 2
    assert sorted(codes(corpus)) == ["corpus.repeated", "corpus.same_id"]


class Broken(Parser):
    """A parser that stumbles over one text."""

    def parse(self, text, **given):
        if "坏" in text:
            raise ZeroDivisionError("坏")
        return super().parse(text, **given)


def test_a_document_that_fails_costs_no_other(tmp_path):
    corpus = read(fill(tmp_path, a="坏。", b="请报送。"), parser=Broken())
    assert (corpus.ids, codes(corpus)) == (("b",), ["corpus.failed"])


class BrokenReader(Parser):
    """A parser with a reader that stumbles over one text."""

    def reading(self, given):
        if "坏" in given.text:
            raise ZeroDivisionError("坏")
        return (yield from super().reading(given))


def test_a_reader_that_fails_costs_no_other_of_its_block(tmp_path):
    corpus = read(fill(tmp_path, a="请填报。", b="坏。", c="请报送。"), parser=BrokenReader())
    assert (corpus.ids, codes(corpus)) == (("a", "c"), ["corpus.failed"])
    assert corpus == read(fill(tmp_path, a="请填报。", b="坏。", c="请报送。"), parser=Broken())


def test_texts_read_side_by_side_are_those_read_alone():
    parser = Parser()
    texts = ["", "请报送。", "一、总体要求\n坚持预防为主。", "各县（区）要于7月底前报送。\n附件：名单", "县" * 5000]
    together = parser.parse_all([Given(text, doc_id=str(n)) for n, text in enumerate(texts)])
    assert together == [parser.parse(text, doc_id=str(n)) for n, text in enumerate(texts)]
    assert parser.parse_all([]) == []
    for wrong, told in (
        ([Given("请报送。"), 5], "given int"),
        ("请报送。", "takes several texts"),
        (None, "given NoneType"),
    ):
        with pytest.raises(InputError, match=told):
            parser.parse_all(wrong)


def test_rules_that_do_not_hold_together_are_an_error(tmp_path, monkeypatch):
    def fail() -> Parser:
        raise RuleError("no")

    monkeypatch.setattr("policytext.parser.default_parser", fail)
    with pytest.raises(RuleError):
        read(fill(tmp_path, a="请报送。"))


def test_an_executor_gives_the_same_corpus(tmp_path):
    fill(tmp_path, **{f"d{k:02}": f"各县（区）要于{k + 1}月底前报送。" for k in range(20)}, old=b"%PDF")
    with ThreadPoolExecutor(2) as threads:
        assert read(tmp_path, executor=threads) == read(tmp_path)


def test_processes_give_the_same_corpus(tmp_path):
    fill(tmp_path, a="请报送。", b="请填报。")
    with ProcessPoolExecutor(1) as processes:
        assert read(tmp_path, executor=processes) == read(tmp_path)


def test_the_progress_bar_goes_to_stderr(tmp_path, capsys):
    fill(tmp_path, a="请报送。")
    read(tmp_path)
    assert capsys.readouterr() == ("", "")
    read(tmp_path, progress=True)
    assert capsys.readouterr().out == ""


# The set of documents


def test_adding():
    one, two = Corpus(texts(a="甲", b="乙")), Corpus(texts(b="乙", c="丙", a="别的"))
    both = one + two
    assert both.ids[:3] == ("a", "b", "c")
    assert [d.text for d in both] == ["甲", "乙", "丙", "别的"]
    assert codes(both) == ["corpus.same_id"]
    assert both + two == both
    assert (one + one, one + Corpus()) == (one, one)


def test_unknown_ids_name_near_ones():
    with pytest.raises(UnknownDocumentError, match="'meal-centre'"):
        Corpus(texts(**{"meal-centre": ""}))["meal-center"]
    with pytest.raises(KeyError, match=r"corpus\.ids"):
        Corpus()["a"]
    corpus = Corpus(texts(**{"meal-centre": ""}))
    with pytest.raises(UnknownDocumentError, match=r"give doc\.doc_id, 'meal-centre'"):
        corpus[corpus["meal-centre"]]


def test_a_table_of_a_lineage_is_told_where_it_is():
    with pytest.raises(InputError, match=r"corpus\.derive\(\)\.table\('links'\)"):
        Corpus().table("links")


def test_an_empty_corpus_says_where_the_reason_is(tmp_path):
    assert "corpus.problems" in repr(Corpus.read(tmp_path))
    assert repr(Corpus()) == "<Corpus of 0 documents>"


def test_a_row_of_metadata_for_files_of_one_name_is_told_how_to_name_one(tmp_path):
    for suffix in ("txt", "html"):
        (tmp_path / f"a.{suffix}").write_text("各镇要建立助餐点台账。", "utf-8")
    (tmp_path / "metadata.csv").write_text("doc_id,level\na,县\n", "utf-8")
    told = Corpus.read(tmp_path).problems.set_index("code")["message"]["metadata.no_document"]
    assert told.endswith("files of one name keep their suffix: a.html, a.txt")


def test_a_corpus_is_a_value():
    corpus = Corpus([document()], problems=[Problem(code="x", message="m", action="a")])
    assert pickle.loads(pickle.dumps(corpus)) == corpus
    assert corpus != Corpus([document()])
    assert repr(corpus) == "<Corpus of 1 document>"


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_properties(name):
    corpus = Corpus([document()])
    frame = getattr(corpus, name)
    assert len(frame) > 0
    frame["doc_id"] = "changed"
    assert getattr(corpus, name)["doc_id"].tolist() == ["sample"] * len(frame)
    assert list(corpus.table(name, labels="zh").columns) == [c.zh for c in TABLES[name][0].values()]


# Saving


def test_saving_and_loading(tmp_path):
    odd = replace(document("../a:b/坏"), text=document().text.replace("。", "\r\n"), sentences=(), sections=())
    kinds = ("tasks", "assignments", "deadlines", "targets", "slogans", "citations", "duties", "provisions")
    bare = dict.fromkeys(kinds, ())
    odd = replace(odd, **bare)
    surrogates = Document(doc_id="\ud800", text="\ud800\x00\udc00")
    corpus = Corpus([document("x/y"), odd, surrogates], problems=[Problem(code="c", message="m", action="a")])
    corpus.save(tmp_path / "saved")
    assert Corpus.load(tmp_path / "saved") == corpus
    with pytest.raises(InputError, match="overwritten"):
        corpus.save(tmp_path / "saved")
    corpus.save(tmp_path / "saved", overwrite=True)
    assert all(p.resolve().is_relative_to(tmp_path / "saved") for p in tmp_path.rglob("*.txt"))


def test_titles_of_the_metadata_have_the_marks_that_reading_gives(tmp_path):
    table = {"doc_id": ["a"], "title": ["关于加快体育(产业)发展,促进消费的意见!"], "text": ["各镇要建成站点。"]}
    corpus = read(pd.DataFrame(table))
    assert corpus["a"].header.title == "关于加快体育（产业）发展，促进消费的意见！"
    assert corpus["a"].metadata["title"] == table["title"][0]
    corpus.save(tmp_path)
    assert Corpus.load(tmp_path) == corpus


def test_no_two_documents_are_saved_under_one_name(tmp_path):
    ids = ["corpus", "Corpus", "corpus~", "a", "a.json/b", "a.TXT/b", "A", "e\u0301", "\u00e9", "corpus.json/x", ""]
    corpus = Corpus(parse(f"{k}各地要按时报送。", doc_id=doc_id) for k, doc_id in enumerate(ids))
    corpus.save(tmp_path)
    assert Corpus.load(tmp_path) == corpus
    assert len(list(tmp_path.rglob("*.json"))) == len(ids) + 1
    # Names also differ where upper and lower case, and forms of accents, are one.
    names = {normalize("NFC", str(p)).casefold() for p in tmp_path.rglob("*.*") if p.is_file()}
    assert len(names) == 2 * len(ids) + 1


def test_loading_what_people_coded(demo):
    corpus = Corpus.load(demo)
    assert len(corpus) >= 12
    assert not codes(corpus)
    assert len(corpus.provisions)


def test_loading_what_is_not_there(tmp_path):
    with pytest.raises(SourceNotFoundError):
        Corpus.load(tmp_path)


# What came with the documents


def test_columns_of_ones_own_merge_with_any_table(tmp_path):
    own = pd.DataFrame(
        {"doc_id": ["a", "b"], "text": ["各镇要报送。", "已办。"], "field": ["养老", None], "wave": [1, 2]}
    )
    corpus = read(own)
    assert corpus.metadata.dtypes.astype(str).unique().tolist() == ["string"]
    assert corpus.metadata.astype(object).where(corpus.metadata.notna(), None).values.tolist() == [
        ["a", "养老", "1"],
        ["b", None, "2"],
    ]
    assert list(corpus.metadata) == ["doc_id", "field", "wave"]
    tasks = corpus.tasks.merge(corpus.metadata[["doc_id", "field"]], on="doc_id", validate="many_to_one")
    assert tasks["field"].tolist() == ["养老"]
    corpus.save(tmp_path)
    assert Corpus.load(tmp_path).metadata.equals(corpus.metadata)


def test_metadata_of_what_has_none():
    assert list(Corpus().metadata) == ["doc_id"]
    assert Corpus(texts(a="甲")).metadata.values.tolist() == [["a"]]


# Differences


def test_no_difference():
    corpus = Corpus([document()])
    assert len(corpus.diff(corpus)) == 0


def test_differences():
    old = document()
    new = replace(
        old,
        header=replace(old.header, level="county", issuers=()),
        tasks=(replace(old.tasks[0], modality="permit"),),
        assignments=old.assignments[1:],
        slogans=(*old.slogans, replace(old.slogans[0], span=old.tasks[0].span, text=old.tasks[0].text)),
        targets=(replace(old.targets[0], span=Span(old.targets[0].span.start, old.targets[0].span.end + 1)),),
    )
    rows = Corpus([old]).diff(Corpus([new]))
    at = old.targets[0].span.start
    told = [
        tuple(r)
        for r in rows[["kind", "change", "field", "before", "after"]]
        .astype(object)
        .where(rows.notna(), None)
        .itertuples(index=False)
    ]
    assert told == [
        ("header", "changed", "issuers", "青禾县民政局", None),
        ("header", "changed", "level", None, "county"),
        ("task", "changed", "modality", "require", "permit"),
        ("assignment", "lost", None, None, None),
        ("target", "changed", "span", f"{at}–{at + 2}", f"{at}–{at + 3}"),
        ("slogan", "gained", None, None, None),
    ]
    assert rows["text"].tolist()[2] == old.tasks[0].text


def test_differences_of_documents():
    rows = Corpus(texts(a="甲", b="乙", c="丙")).diff(Corpus(texts(a="甲", b="变", d="丁")))
    assert rows[["doc_id", "kind", "change"]].values.tolist() == [
        ["b", "document", "changed"],
        ["c", "document", "lost"],
        ["d", "document", "gained"],
    ]


PLAN = """青禾县助餐工作方案
一、加快建点
（一）各镇要于2024年6月底前建设3个助餐点。（责任单位：县民政局、县财政局）
（二）各社区要公布菜单和价格。
二、严格监管
1.县市场监管局每季度抽查一次助餐点。
2.各镇要按月报送进展。
"""


def revised(*pairs: tuple[str, str]) -> pd.DataFrame:
    """What `diff` tells of the plan with some words put for others."""
    text = PLAN
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    rows = Corpus([parse(PLAN, doc_id="plan")]).diff(Corpus([parse(text, doc_id="plan")]))
    assert rows["kind"].tolist()[0] == "document"
    return rows.iloc[1:].astype(object).where(rows.iloc[1:].notna(), None)


def test_a_word_of_a_changed_text():
    rows = revised(("2024年6月底前建设3个", "2024年9月底前建设4个"))
    told = {tuple(r) for r in rows[["kind", "change", "field", "before", "after"]].itertuples(index=False)}
    assert {
        ("deadline", "changed", "text", "2024年6月底前", "2024年9月底前"),
        ("deadline", "changed", "latest", "2024-06-30", "2024-09-30"),
        ("target", "changed", "text", "3个助餐点", "4个助餐点"),
    } <= told
    assert {kind for kind, *_ in told} == {"sentence", "provision", "task", "deadline", "target"}
    assert set(rows["change"]) == {"changed"}
    assert not set(rows["field"]) & {"span", "path", "rule"}


def test_a_section_put_in_moves_no_finds():
    rows = revised(("二、严格监管", "二、加强宣传\n各社区要张贴海报。\n三、严格监管"))
    changed = rows[rows["change"] == "changed"]
    assert changed[["kind", "field", "before", "after"]].values.tolist() == [["section", "marker", "二、", "三、"]]
    assert "lost" not in set(rows["change"])
    gained = rows[rows["change"] == "gained"].groupby("kind")["text"].agg(list).to_dict()
    assert gained["task"] == ["各社区要张贴海报。"]
    assert gained["section"] == ["加强宣传"]


def test_an_item_left_out_and_one_moved():
    item = "（二）各社区要公布菜单和价格。\n"
    lost = revised((item, ""))
    assert set(lost["change"]) == {"lost"}
    assert lost[lost["kind"] == "task"]["text"].tolist() == ["（二）各社区要公布菜单和价格。"]
    moved = revised((item, ""), ("按月报送进展。", "按月报送进展。\n3.各社区要公布菜单和价格。"))
    assert not {"task", "assignment"} & set(moved["kind"])


def test_a_unit_left_out_of_a_list():
    rows = revised(("县民政局、县财政局", "县民政局"))
    units = rows[rows["kind"] == "assignment"]
    assert units[["change", "text"]].values.tolist() == [["lost", "县财政局"]]


def test_what_a_diff_shows_of_documents():
    long = "各社区要公布菜单。" * 20
    old, new = (Corpus([parse(t, doc_id="a")]) for t in (long + "各镇按月报送。\n甲", long + "各镇按季报送。\n甲\n乙"))
    assert old.diff(new)[["before", "after"]].values.tolist()[0] == [
        "…公布菜单。各镇按月报送。",
        "…公布菜单。各镇按季报送。 (first of 2 places)",
    ]
    wrapped = Corpus([parse(long + "\n各镇按月报送。\n甲", doc_id="a")])
    blank = Corpus([parse(long + "\n\n各镇按月报送。\n甲", doc_id="a")])
    assert wrapped.diff(blank)["after"].tolist() == ["white space only"]
    (gone,) = Corpus([parse(PLAN, doc_id="plan")]).diff(Corpus()).itertuples()
    assert gone.before.startswith("6 sections, 8 sentences, ")
    assert " tasks, " in gone.before


def test_a_new_find_before_others_is_one_row_not_many():
    old = document()
    first = replace(old.sentences[0], span=Span(1, 2))
    moved = replace(
        old,
        sentences=(first, *old.sentences),
        tasks=tuple(replace(t, sentence=t.sentence + 1) for t in old.tasks),
        assignments=tuple(replace(a, sentence=a.sentence + 1, governs=(3,)) for a in old.assignments),
    )
    assert Corpus([old]).diff(Corpus([moved]))["change"].tolist() == ["gained"]
