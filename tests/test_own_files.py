"""Rules and lexicons of a researcher: what is wrong in a file is told when it is loaded."""

import pytest

import policytext as pt
from policytext.errors import InputError, RuleError

RULE = """
[[rule]]
id = "label.statement.maxim"
label = "statement"
why = "贵在 names what a thing depends on."
pattern = "，贵在"
match = ["垃圾分类⟦，贵在⟧坚持。", "邻里互助⟦，贵在⟧长久。", "文明习惯⟦，贵在⟧养成。"]
skip = ["各镇要坚持。", "珍贵在册树木由区园林局管护。"]
"""
TEXT = "一、工作要求\n垃圾分类，贵在坚持。\n各街道要做到食堂暖人心。"


def rules(folder, text=RULE, encoding="utf-8"):
    path = folder / "mine.toml"
    path.write_bytes(text.encode(encoding))
    return pt.RuleSet.load(path)


def lexicon(folder, text, encoding="utf-8"):
    path = folder / "slogans.tsv"
    path.write_bytes(text.encode(encoding))
    return pt.Lexicon.load(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_files_in_the_encodings_of_texts(tmp_path, encoding):
    own = rules(tmp_path, encoding=encoding)
    words = lexicon(tmp_path, "id\tname\tvariants\na\t 食堂暖人心 \t\n\t\n", encoding)
    doc = pt.Parser(rules=pt.RuleSet.default() + own, lexicons=(words,)).parse(TEXT)
    assert "label.statement.maxim" in [s.rule for s in doc.sentences]
    assert "食堂暖人心" in [s.text for s in doc.slogans]


def test_bytes_that_are_no_character_say_what_to_do(tmp_path):
    for load, name in ((pt.RuleSet.load, "a.toml"), (pt.Lexicon.load, "a.tsv")):
        (tmp_path / name).write_bytes("id\tname\na\t各镇要建立名录".encode() + b"\xff\n")
        with pytest.raises(RuleError, match="UTF-8"):
            load(tmp_path / name)


@pytest.mark.parametrize(
    ("line", "why"),
    [("a", "line 2: it lacks a name"), ("a\t ", "a name"), ("\t名", "an id"), ("a\tb\tc", "more cells")],
)
def test_a_line_of_a_lexicon_without_id_or_name_is_refused(tmp_path, line, why):
    with pytest.raises(RuleError, match=why):
        lexicon(tmp_path, f"id\tname\n{line}\n")


@pytest.mark.parametrize("name", ["", " 名录", None])
def test_an_entry_that_could_never_be_found_is_refused(name):
    with pytest.raises(RuleError, match="without white space"):
        pt.Lexicon("slogans", (type(pt.Lexicon.default("slogans").entries[0])(id="a", name=name),))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('match = ["', 'match = [] # ["', "needs 3"),
        ('skip = ["', 'skip = ["a"] # ["', "needs 2"),
        ('pattern = "，贵在"', 'pattern = ""', "pattern is ''"),
        ('pattern = "，贵在"', 'pattern = "(贵在)?"', "empty text"),
        ('label = "statement"', "label = 5", "label is 5"),
        ('match = ["', 'match = "x" # ["', "list of texts"),
        ("[[rule]]", "[[rules]]", "unknown table"),
        ("[[rule]]", "[rule]", "two brackets"),
        ("[[rule]]", '[[rule]]\nstatus = "new"', "status is 'new'"),
        ("[[rule]]", "[[rule]]\nvalue = 3", "value is 3"),
        ("[[rule]]", "[[rule]]\nhint = 3", "hint is 3"),
    ],
)
def test_what_is_wrong_in_a_rule_is_told(tmp_path, old, new, why):
    with pytest.raises(RuleError, match=why):
        rules(tmp_path, RULE.replace(old, new))


def test_a_rule_on_trial_may_come_without_examples(tmp_path):
    text = RULE.split("match")[0] + 'status = "trial"\n'
    assert [r.status for r in rules(tmp_path, text)] == ["trial"]


def test_own_rules_alone_make_no_parser(tmp_path):
    with pytest.raises(InputError, match=r"RuleSet.default\(\) \+ RuleSet.load"):
        pt.Parser(rules=rules(tmp_path))
