"""Wrong arguments: each call says what was given, what was expected and what to do, and raises it itself."""

import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PureWindowsPath

import pandas as pd
import pytest

import policytext as pt
from policytext import lineage as lineages
from policytext import values
from policytext.environment import EXTRAS, NEEDED, fonts
from policytext.errors import InputError, PolicyTextError
from policytext.export.files import file_name
from policytext.features import Features
from policytext.model import Document
from policytext.spacy_component import from_spacy, to_spacy
from policytext.views import card_html, corpus_html, document_html, lineage_html

VIEWS = {f.__name__: f for f in (card_html, corpus_html, document_html, lineage_html)}

MINE = pt.RuleSet((pt.Rule(id="deadlines.mine", label="mine", why="", pattern="某日"),))

# A call, and words that its message has: what was given, and what to give instead.
WRONG = {
    'pt.parse(None)': ("NoneType", "read(path)"),
    'pt.parse(Path("a.txt"))': ("Path", "read(path)"),
    'pt.parse("x", doc_id=3)': ("doc_id is the int 3", "as text"),
    'pt.Parser(rules="x")': ("rules is the text 'x'", "RuleSet.default()"),
    'pt.Parser(lexicons="slogans")': ("lexicons is the text 'slogans'", "Lexicon.load"),
    'pt.Parser(lexicons=pt.Lexicon.default("slogans"))': ("a Lexicon", "a tuple of lexicons"),
    'pt.Parser(lexicons=(pt.Lexicon("mine", ()),))': ("a lexicon called 'mine'", "slogans.tsv"),
    'pt.Parser(rules=pt.RuleSet.default() + mine)': ("the rule 'deadlines.mine'", "label.statement.…"),
    'pt.Parser().parse("x", metadata="title")': ("metadata is the text 'title'", "dict"),
    'pt.Parser().parse("x", metadata={"issued": 3})': ("metadata 'issued' is the int 3", "2021-06-30"),
    'pt.Parser().parse("x", source="x")': ("source is the text 'x'", "Source"),
    'pt.read(None)': ("cannot read None", "a path, a list of paths or a DataFrame"),
    'pt.read("absent")': ("absent is not there", "parse()"),
    'pt.read("absent/*.txt")': ("no file matches absent/*.txt", "check the pattern"),
    'pt.read([3])': ("cannot read the int 3", "a path"),
    'pt.read({"a": "b"})': ("cannot read a dict of 1", "pd.DataFrame("),
    'pt.read(pd.Series(["a"]))': ("cannot read a Series", "reset_index()"),
    'pt.read(pd.DataFrame({"x": [1]}))': ("column `text`", "it has x"),
    'pt.read(corpus)': ("cannot read a Document", "it has been read"),
    'pt.read(tmp, pattern=3)': ("pattern is the int 3", "2021/*.txt"),
    'pt.read(tmp, text=3)': ("text is the int 3", "name of a column"),
    'pt.read(tmp, metadata=3)': ("metadata is the int 3", "CSV"),
    'pt.read(tmp, metadata=pd.Series(["a"]))': ("metadata is a Series", "DataFrame with a column doc_id"),
    'pt.read(tmp, metadata=tmp)': ("is not there", "check the path"),
    'pt.read(tmp, parser=pt.Parser)': ("the class Parser", "Parser()"),
    'pt.read(tmp, progress="yes")': ("progress is 'yes'", "True, False"),
    'pt.read(tmp, executor=4)': ("executor is the int 4", "concurrent.futures"),
    'pt.read(tmp, limits=5)': ("limits is the int 5", "policytext.Limits()"),
    'pt.Limits(file="1GB")': ("the limit file is the text '1GB'", "whole number"),
    'pt.Corpus(["abc"])': ("holds the text 'abc'", "policytext.parse(text)"),
    'pt.Corpus("abc")': ("documents is the text 'abc'", "policytext.read()"),
    'pt.Corpus(doc)': ("one Document", "[doc]"),
    'pt.Corpus([doc], problems=["x"])': ("the text 'x'", "Problem"),
    'corpus["b"]': ("'b'", "corpus.ids"),
    'corpus[0]': ("by the int 0", "corpus.ids"),
    'corpus[0:3]': ("by a slice", "list(corpus)"),
    'corpus.table("task")': ("'task'", "tasks"),
    'corpus.table("tasks", labels="cn")': ("'cn'", "'zh'"),
    'corpus.table("tasks", mask="names")': ("'names'", "persons, contacts"),
    'corpus.words(by=3)': ("by is the int 3", "level"),
    'corpus.words(by="levle")': ("'levle'", "doc_id, year"),
    'corpus.words(kinds=["tasks"])': ("the text 'tasks'", "task, goal"),
    'corpus.slogan_candidates(at_least="3")': ("at_least is the text '3'", "at least 1"),
    'corpus.slogan_candidates(lexicons="slogan")': ("'slogan'", "slogans", "Lexicon.load"),
    'corpus.slogan_candidates(lexicons=(5,))': ("the int 5", "slogans", "Lexicon.load"),
    'corpus.user_dictionary(lexicons="slogan")': ("'slogan'", "slogans", "Lexicon.load"),
    'corpus.user_dictionary(lexicons=5)': ("lexicons is the int 5", "Lexicon.load"),
    'corpus.user_dictionary(at_least="3")': ("at_least is the text '3'", "at least 0"),
    'corpus.user_dictionary(kinds=5)': ("kinds is the int 5", "unit, slogan"),
    'corpus.user_dictionary(5)': ("path is the int 5", "user dictionary", "as text or a Path"),
    'corpus.user_dictionary(tmp)': ("is a folder", "file"),
    'corpus.report(None)': ("path is None", ".html", "as text or a Path"),
    'corpus.workbook(None)': ("path is None", ".xlsx", "as text or a Path"),
    'corpus.workbook(tmp / "a.csv")': ("a.csv", ".xlsx"),
    'lineage.report(5)': ("path is the int 5", ".html"),
    'lineage.workbook(None)': ("path is None", ".xlsx"),
    'lineage.plot.lags(font=5)': ("font is the int 5", ".ttf"),
    'lineage.plot.lags().save(None)': ("path is None", ".png", "as text or a Path"),
    'Features(kinds=None).fit(["各县要报送。"])': ("kinds is None", "finds, wording, themes"),
    'to_spacy("x")': ("document is the text 'x'", "policytext.parse()"),
    'from_spacy("x")': ("doc is the text 'x'", "to_spacy()"),
    'pt.read(tmp, executor=closed)': ("takes no more work", "new one"),
    'pt.evaluate([str(tmp)])': ("a list", "evaluate(*folders)"),
    'pt.evaluate(5)': ("coded is the int 5", "a corpus"),
    'pt.evaluate_links([str(tmp)])': ("a list", "evaluate_links(*folders)"),
    'corpus.diff(None)': ("other is None", "a corpus"),
    'corpus.export(None)': ("folder is None", "as text or a Path"),
    'corpus.export("")': ("folder is the text ''", "'.' for this one"),
    'corpus.export(tmp / "a.txt")': ("a.txt is a file", "give a folder"),
    'corpus.export(tmp, formats="excel")': ("excel", "csv, parquet"),
    'corpus.export(tmp, formats="csv,xlsx")': ("csv,xlsx", '["csv", "xlsx"]'),
    'corpus.export(tmp, formats=None)': ("formats is None", "csv, parquet"),
    'corpus.export(tmp, formats=[])': ("no format is given", "csv, parquet"),
    'corpus.save(None)': ("folder is None", "as text or a Path"),
    'pt.Corpus.load(3)': ("folder is the int 3", "save()"),
    'pt.Corpus.load(tmp / "none")': ("holds no annotation", "check the path"),
    'corpus.derive(treshold=3)': ("treshold", "threshold"),
    'corpus.derive(progress=1)': ("progress is 1", "True, False"),
    'lineages.derive(["x"])': ("holds the text 'x'", "policytext.parse"),
    'lineage.document("b")': ("'b'", "'a'"),
    'lineage.candidates("a", limit=-1)': ("limit is the int -1", "at least 1"),
    'lineage.candidates("a", mask_citations="no")': ("mask_citations is the text 'no'", "True or False"),
    'lineage.ancestors("a", None)': ("provision is None", "its path"),
    'lineage.ancestors("a", 3.5)': ("the float 3.5", "an offset"),
    'lineage.edits(None)': ("edits() was given None", "lineage.objects"),
    'lineage.explain("x")': ("the text 'x'", "row number"),
    'lineage.apply(None)': ("NoneType", "review()"),
    'lineage.apply(pd.DataFrame({"x": [1]}))': ("lack the columns", "review()"),
    'lineage.export(tmp, formats="annotation")': ("no annotation", "corpus.export"),
    'pt.evaluate()': ("nothing to evaluate", "ID.json"),
    'pt.evaluate(doc)': ("one Document", "[doc]"),
    'pt.evaluate(corpus, predicted=3)': ("predicted is the int 3", "a corpus"),
    'pt.evaluate(corpus, parser="x")': ("parser is the text 'x'", "policytext.Parser"),
    'pt.evaluate_links(None)': ("one of folders is None", "links.csv"),
    'pt.evaluate_links("absent")': ("no folder absent", "check the path"),
    'pt.diagnose(None)': ("cannot read None", "a path"),
    'pt.Lexicon.load("absent.tsv")': ("no file absent.tsv", "check the path"),
    'pt.Lexicon.default("nope")': ("'nope'", "slogans"),
    'pt.RuleSet.load("absent.toml")': ("absent.toml", "check the path"),
    'pt.RuleSet.default() + "x"': ("the text 'x'", "RuleSet.load"),
    'pt.RuleSet(["x"])': ("the text 'x'", "policytext.Rule"),
    'pt.Themes.fit(3)': ("documents is the int 3", "a corpus"),
    'pt.Themes.fit([doc], size=-1)': ("size is the int -1", "at least 1"),
    'pt.Themes.default().similarity("abc", ["x"])': ("derived is one text", "[text]"),
    'doc.explain("x")': ("the text 'x'", "doc.tasks"),
    'doc.explain(5)': ("the int 5", "doc.deadlines, doc.sections, doc.header"),
    'pt.Features().fit([(doc, pt.parse("各市要尽快。").provisions[0])])': ("of another document beside", "(doc, p) for p"),
    'doc.explain(doc.provisions[0])': ("a Provision", "doc.show"),
    'doc.show(None)': ("None", "doc.tasks"),
    'doc.to_spacy("x")': ("nlp is the text 'x'", "spacy.blank"),
    'document_html("x")': ("doc is the text 'x'", "policytext.parse()"),
    'document_html(doc, limit=-5)': ("limit is the int -5", "at least 0"),
    'corpus_html(["x"])': ("the text 'x'", "policytext.parse"),
    'lineage_html(corpus)': ("lineage is a Corpus", "corpus.derive()"),
    'card_html("x")': ("the text 'x'", "a document or a lineage"),
    'values.quantity(doc, doc.tasks[0])': ("a Task", "doc.targets"),
    'values.actions(doc, "x")': ("the text 'x'", "doc.tasks"),
}  # fmt: skip


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    tmp = tmp_path_factory.mktemp("given")
    (tmp / "a.txt").write_text("各县要建立名录。", "utf-8")
    doc = pt.parse("一、工作措施\n各县要建立名录。", doc_id="a")
    corpus = pt.Corpus([doc])
    closed = ThreadPoolExecutor(1)
    closed.shutdown()
    modules = {"closed": closed, "Features": Features, "to_spacy": to_spacy, "from_spacy": from_spacy}
    modules |= {"Path": Path, "pd": pd, "pt": pt, "lineages": lineages, "values": values, "mine": MINE}
    return modules | VIEWS | {"tmp": tmp, "doc": doc, "corpus": corpus, "lineage": corpus.derive(progress=False)}


@pytest.mark.parametrize("call", WRONG)
def test_a_wrong_argument_is_told(call, names):
    with pytest.raises(PolicyTextError) as raised:
        eval(call, names)
    said = str(raised.value)
    assert all(words in said for words in WRONG[call]), said
    assert "\n" not in said
    assert len(said) < 400
    assert raised.traceback[-1].path.parts[-2] != "site-packages"
    assert "policytext" in raised.traceback[-1].path.parts


def test_a_pattern_that_matches_nothing_is_a_problem_that_says_so(names):
    problems = pt.read(names["tmp"], pattern="*.xyz").problems
    assert "no file in the folder matches the pattern '*.xyz'" in problems["message"][0]


@pytest.mark.parametrize(
    "doc_id", ["con", "CON.2021", "nul/aux", "com1.txt", "a:b?c*d", "end.", "end ", "a\\b", "..", "x" * 999]
)
def test_names_of_files_are_such_as_windows_can_have(doc_id):
    name = file_name(doc_id)
    path = PureWindowsPath(name)
    assert not path.drive
    for part in name.split("/"):
        assert not set(part) & set('<>:"|?*\\')
        assert part[-1] not in ". "
        assert part.split(".")[0].strip().casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
        assert len(part.encode()) <= 255


def test_a_corpus_with_odd_ids_is_saved_and_loaded(tmp_path):
    ids = ("con", "CON", "a:b", "a/b.", "a/b", "nul.txt")
    corpus = pt.Corpus(Document(doc_id=i, text=f"{n}") for n, i in enumerate(ids))
    corpus.save(tmp_path / "saved")
    assert "\\" not in (tmp_path / "saved" / "corpus.json").read_text("utf-8")
    assert pt.Corpus.load(tmp_path / "saved") == corpus


def test_versions_tell_what_the_project_needs_and_no_path(capsys):
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    name = lambda wanted: wanted.partition(">")[0]  # noqa: E731
    assert set(map(name, project["dependencies"])) == set(NEEDED)
    for extra, names_of in EXTRAS.items():
        assert set(map(name, project["optional-dependencies"][extra])) == set(names_of)
    facts = pt.versions()
    assert facts["dependencies"]["pandas"] == pd.__version__
    assert all(len(digest) == 12 for digest in facts["data"].values())
    assert {"links.json", "rules/labels.toml", "lexicons/slogans.tsv"} <= set(facts["data"])
    assert pt.show_versions() is None
    said = capsys.readouterr().out
    assert all(f"{x}" in said for x in (pt.__version__, *facts["dependencies"].values(), *facts["data"]))
    assert str(Path.home()) not in said
    assert str(Path.cwd()) not in said


def test_fonts_are_told_by_their_files(tmp_path, monkeypatch):
    monkeypatch.setattr("policytext.environment.PLACES", (str(tmp_path),))
    assert fonts() == []
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "NotoSansCJK-Regular.ttc").touch()
    assert fonts() == ["Noto Sans CJK"]


def test_nothing_else_is_an_input_error():
    assert issubclass(InputError, ValueError)
    assert not issubclass(pt.Interrupted, Exception)
