"""A user dictionary for jieba: what is in it, that jieba reads it, that words stay whole, that jieba stays as it was."""

import copy
from pathlib import Path

import jieba
import pytest

import policytext as pt
from policytext.corpus import Corpus
from policytext.errors import InputError
from policytext.reading.lexicon import PACKAGED, Lexicon
from policytext.words import DICTIONARY_COLUMNS, as_userdict, private_tokenizer, user_dictionary


@pytest.fixture(scope="module")
def corpus(demo) -> Corpus:
    return pt.read(demo)


def test_units_and_slogans_with_their_counts(corpus: Corpus) -> None:
    table = user_dictionary(corpus)
    assert {name: str(t) for name, t in table.dtypes.items()} == {k: c.dtype for k, c in DICTIONARY_COLUMNS.items()}
    assert table["word"].is_unique
    assert set(table["source"]) == {"unit", "slogan"}
    assert set(table.loc[table["source"] == "unit", "tag"]) == {"nt"}
    held = table.set_index("word")
    assert held.loc["市民生服务局", "count"] == sum(a.text == "市民生服务局" for d in corpus for a in d.assignments) > 1
    assert (table["freq"] >= table["count"]).all()
    assert set(user_dictionary(corpus, kinds=["slogan"])["source"]) == {"slogan"}
    often = user_dictionary(corpus, at_least=3)
    assert set(often["word"]) == set(table.loc[table["count"] >= 3, "word"])


@pytest.mark.parametrize("lexicons", [(), PACKAGED])
def test_jieba_reads_it_and_every_word_stays_whole(corpus: Corpus, lexicons, tmp_path: Path) -> None:
    path = tmp_path / "userdict.txt"
    table = corpus.user_dictionary(path, lexicons=lexicons)
    assert path.read_text("utf-8") == as_userdict(table)
    tokenizer = jieba.Tokenizer()
    tokenizer.load_userdict(str(path))
    for row in table.itertuples():
        assert tokenizer.FREQ[row.word] == row.freq
        assert tokenizer.user_word_tag_tab[row.word] == row.tag
    cut = [w for w in table["word"] if tokenizer.lcut(w) != [w]]
    assert not cut


def test_words_stay_whole_in_sentences(corpus: Corpus) -> None:
    tokenizer, plain = jieba.Tokenizer(), private_tokenizer()
    for word, freq in user_dictionary(corpus)[["word", "freq"]].itertuples(index=False):
        tokenizer.add_word(word, freq)
    sentence = "由市民生服务局会同市自然资源和规划局开展检查。"
    assert {"市民生服务局", "市自然资源和规划局"} <= set(tokenizer.cut(sentence))
    assert not {"市民生服务局", "市自然资源和规划局"} & set(plain.cut(sentence))


def test_what_jieba_cannot_hold_is_left_out() -> None:
    doc = pt.parse("一、任务\n各镇要推进“一点一品”和“溪畔 暖餐”建设。")
    assert doc.slogans
    table = user_dictionary([doc])
    assert not table["word"].str.contains("[“”\\s]").any()


def test_lexicons_alone_and_of_ones_own(tmp_path: Path) -> None:
    central = user_dictionary(lexicons=["central", "laws"])
    assert dict(zip(central["source"], central["tag"], strict=True)) == {"central": "nt", "laws": "nz"}
    assert (central["count"] == 0).all()
    (tmp_path / "mine.tsv").write_text("id\tname\n1\t溪畔暖餐\n", "utf-8")
    mine = user_dictionary(lexicons=[Lexicon.load(tmp_path / "mine.tsv")])
    assert mine[["word", "tag", "source"]].to_numpy().tolist() == [["溪畔暖餐", "n", "mine"]]


def test_the_packaged_lexicons_are_those_in_the_package() -> None:
    folder = Path(pt.__file__).parent / "data" / "lexicons"
    assert {f.stem for f in folder.glob("*.tsv")} == {*PACKAGED, "no_names", "name_words", "stop_words"}


def test_no_file_is_replaced_unasked(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "userdict.txt"
    corpus.user_dictionary(path)
    with pytest.raises(InputError, match="overwrite"):
        corpus.user_dictionary(path)
    corpus.user_dictionary(path, at_least=3, overwrite=True)
    assert len(path.read_text("utf-8").splitlines()) == len(corpus.user_dictionary(at_least=3))


def test_the_tokenizer_of_jieba_is_left_alone(corpus: Corpus, capfd) -> None:
    jieba.initialize()
    capfd.readouterr()
    before = (
        copy.copy(jieba.dt.FREQ),
        jieba.dt.total,
        dict(jieba.dt.user_word_tag_tab),
        set(jieba.finalseg.Force_Split_Words),
    )
    corpus.user_dictionary(lexicons=["central"])
    corpus.collocations()
    corpus.words()
    after = jieba.dt.FREQ, jieba.dt.total, jieba.dt.user_word_tag_tab, set(jieba.finalseg.Force_Split_Words)
    assert before == after
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("options", "says"), [({"kinds": ["task"]}, "unit, slogan"), ({"lexicons": ["bodies"]}, "central, divisions")]
)
def test_what_cannot_be_used_says_what_can(options, says) -> None:
    with pytest.raises(InputError, match=says):
        user_dictionary([], **options)
