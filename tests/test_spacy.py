"""spaCy: the component on blank and trained pipelines, span groups with exact offsets, a Doc that travels."""

import random
from pathlib import Path

import pandas as pd
import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

import policytext as pt
from policytext.corpus import Corpus
from policytext.errors import InputError
from policytext.spacy_component import (
    CANDIDATE_COLUMNS,
    GROUPS,
    PolicyText,
    candidates,
    displacy_options,
    from_spacy,
    to_spacy,
)

TEXT = "一、主要任务\n各乡镇要于2023年6月底前建成助餐点2个以上，推进“一点一品”，落实《云川县养老办法》。（责任单位：县民政局）"
LEARNT = "一、任务\n松林之家要建立台账。"
SETTINGS = {"alignment": "contract", "entities": ["ORG"], "adopt": True}
BARE = "一、主要任务\n青禾之家要建立助餐点台账。\n县民政局要会同青禾之家开展检查。\n近年来，青禾之家取得成效。"


def spans(doc: Doc, name: str) -> list[tuple[int, int]]:
    return [(span.start_char, span.end_char) for span in doc.spans[name]]


def exact(doc: Doc, name: str) -> list[tuple[int, int]]:
    attrs = doc.spans[name].attrs
    return sorted((x["start"], x["end"]) for x in (*attrs["finds"], *attrs["dropped"]))


def jieba_pipeline() -> Language:
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})


def ruler(**config: object) -> Language:
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "ORG", "pattern": "青禾之家"},
            {"label": "ORG", "pattern": "县民政局"},
            {"label": "DATE", "pattern": "入汛以前"},
        ]
    )
    nlp.add_pipe("policytext", config=config)
    return nlp


@pytest.fixture(scope="module")
def trained() -> Language:
    """The smallest trained pipeline: named entities learnt from invented sentences, then our component."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner").add_label("ORG")
    names = ("青禾之家", "云朵之家", "河湾之家", "松林之家")
    shapes = ("{}要建立台账。", "请{}开展排查。", "{}要公开收费标准。", "会同{}开展检查。", "一、任务\n{}要建立台账。")
    texts = [(shape.format(name), name) for name in names for shape in shapes]
    examples = [
        Example.from_dict(nlp.make_doc(text), {"entities": [(text.index(name), text.index(name) + len(name), "ORG")]})
        for text, name in texts
    ]
    spacy.util.fix_random_seed(0)
    optimizer = nlp.initialize(lambda: examples)
    for seed in range(15):
        random.Random(seed).shuffle(examples)
        for k in range(0, len(examples), 5):
            nlp.update(examples[k : k + 5], sgd=optimizer)
    nlp.add_pipe("policytext", after="ner", config=SETTINGS)
    return nlp


@pytest.fixture(scope="module")
def document(demo) -> pt.Document:
    return pt.parse((demo / "meal-lanxi.txt").read_text("utf-8"), doc_id="meal-lanxi")


def test_the_component_is_found_by_name_and_reads_a_text() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("policytext")
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["deadlines"]] == ["2023年6月底前"]
    assert doc._.policytext == pt.parse(TEXT)


def test_every_kind_of_find_is_a_group_with_the_offsets_of_the_text(document) -> None:
    doc = document.to_spacy()
    assert doc.text == document.text
    held = {"text_units": document.sentences, "sections": document.sections, "provisions": document.provisions,
            "tasks": document.tasks, "units": document.assignments, "deadlines": document.deadlines,
            "targets": document.targets, "slogans": document.slogans, "citations": document.citations,
            "elements": document.header.elements}  # fmt: skip
    assert set(held) == set(GROUPS)
    for name, finds in held.items():
        assert finds, name
        assert spans(doc, name) == [tuple(x.span) for x in finds], name
        assert [span.id_ for span in doc.spans[name]] == [getattr(x, "rule", "") for x in finds]
        assert all(x["aligned"] for x in doc.spans[name].attrs["finds"])
    assert [span.label_ for span in doc.spans["units"]] == [a.role for a in document.assignments]


def test_finds_join_the_tables_by_id(document) -> None:
    doc, corpus = document.to_spacy(), Corpus([document])
    for name, column in (("tasks", "task_id"), ("units", "assignment_id"), ("deadlines", "deadline_id"),
                         ("sections", "section_id"), ("provisions", "provision_id"), ("elements", "element_id"),
                         ("citations", "citation_id"), ("text_units", "sentence_id")):  # fmt: skip
        held = {"units": "assignments", "text_units": "sentences"}.get(name, name)
        finds = pd.DataFrame(doc.spans[name].attrs["finds"])
        joined = finds.merge(corpus.table(held).drop_duplicates(column), left_on="id", right_on=column)
        assert len(joined) == len(finds), name
        assert (joined["start_x"] == joined["start_y"]).all()


@pytest.mark.parametrize("nlp", [spacy.blank("xx"), jieba_pipeline()], ids=["blank xx", "jieba"])
@pytest.mark.parametrize("alignment", ["expand", "contract", "strict"])
def test_offsets_stay_exact_where_tokens_do_not_fit(document, nlp: Language, alignment) -> None:
    doc = to_spacy(document, nlp, alignment=alignment)
    moved = 0
    for name in GROUPS:
        attrs = doc.spans[name].attrs
        assert attrs["alignment"] == alignment
        assert exact(doc, name) == exact(document.to_spacy(), name)
        for span, find in zip(doc.spans[name], attrs["finds"], strict=True):
            within = (span.start_char >= find["start"], span.end_char <= find["end"])
            around = (span.start_char <= find["start"], span.end_char >= find["end"])
            assert all(within if alignment == "contract" else around)
            assert find["aligned"] == (all(within) and all(around))
            moved += not find["aligned"]
        if alignment == "expand":
            assert not attrs["dropped"]
    dropped = sum(len(doc.spans[name].attrs["dropped"]) for name in GROUPS)
    assert (dropped if alignment == "strict" else moved) > 0
    assert from_spacy(doc) == document


def test_an_unknown_alignment_says_what_there_is(document) -> None:
    with pytest.raises(InputError, match="expand, contract, strict"):
        to_spacy(document, alignment="exact")  # type: ignore[arg-type]


def test_text_units_are_sentences_unless_there_are_some() -> None:
    doc = pt.parse(TEXT).to_spacy()
    assert next(s.text.strip() for s in doc.sents) == "一、主要任务"
    assert {s.start for s in doc.sents} == {s.start for s in doc.spans["text_units"]}
    nlp = spacy.blank("zh")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["，"]})
    nlp.add_pipe("policytext")
    assert [s.text[-1] for s in nlp(TEXT).sents][:-1] == ["，"] * TEXT.count("，")


def test_a_doc_travels_with_its_document_and_its_groups(document, tmp_path: Path) -> None:
    doc = document.to_spacy(jieba_pipeline())
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "corpus.spacy")
    stored = next(iter(DocBin().from_disk(tmp_path / "corpus.spacy").get_docs(doc.vocab)))
    for again in (stored, Doc(doc.vocab).from_bytes(doc.to_bytes())):
        assert from_spacy(again) == document
        for name in GROUPS:
            assert spans(again, name) == spans(doc, name)
            assert [(s.label_, s.id_) for s in again.spans[name]] == [(s.label_, s.id_) for s in doc.spans[name]]
            assert again.spans[name].attrs == doc.spans[name].attrs


def test_without_user_data_the_way_back_says_so() -> None:
    doc = pt.parse(TEXT).to_spacy()
    stored = next(iter(DocBin(docs=[doc]).get_docs(doc.vocab)))
    assert stored._.policytext is None
    with pytest.raises(InputError, match="store_user_data"):
        from_spacy(stored)


def test_a_piece_of_a_doc_does_not_carry_the_document_of_the_whole() -> None:
    doc = pt.parse(TEXT).to_spacy()
    assert doc[3:20].as_doc(copy_user_data=True)._.policytext is None


def test_a_doc_of_another_pipeline_carries_none() -> None:
    assert spacy.blank("zh")("各县")._.policytext is None


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a  b\u3000c", "一\x00二", "请\ud800各县报送。", "😀。"])
@pytest.mark.parametrize("nlp", [spacy.blank("zh"), jieba_pipeline()], ids=["characters", "jieba"])
def test_odd_texts(text: str, nlp: Language) -> None:
    document = pt.parse(text, doc_id="odd\udc00")
    doc = document.to_spacy(nlp)
    assert len(doc.text) == len(text)
    assert from_spacy(Doc(doc.vocab).from_bytes(doc.to_bytes())) == document


def test_a_document_on_a_doc_is_not_read_again() -> None:
    document = pt.parse(TEXT, doc_id="plan")
    nlp = ruler()
    assert nlp(document.to_spacy(nlp))._.policytext == document


def test_several_processes_give_the_same() -> None:
    nlp = ruler(entities=["ORG"])
    texts = [TEXT, BARE, "", TEXT + BARE]
    one, two = list(nlp.pipe(texts)), list(nlp.pipe(texts, n_process=2, batch_size=1))
    assert [d._.policytext for d in two] == [d._.policytext for d in one] == [pt.parse(t) for t in texts]
    pd.testing.assert_frame_equal(candidates(two), candidates(one))


def test_a_pipeline_is_stored_with_its_settings(trained: Language, tmp_path: Path) -> None:
    trained.to_disk(tmp_path / "pipeline")
    copied = spacy.blank("zh")
    copied.add_pipe("ner")
    copied.add_pipe("policytext", config=SETTINGS)
    doc = trained(LEARNT)
    for again in (spacy.load(tmp_path / "pipeline"), copied.from_bytes(trained.to_bytes())):
        assert SETTINGS.items() <= again.config["components"]["policytext"].items()
        assert again(LEARNT)._.policytext == doc._.policytext
        assert again(LEARNT).spans["units"].attrs == doc.spans["units"].attrs


def test_displacy_shows_a_group_and_escapes_the_text() -> None:
    doc = pt.parse("一、任务\n各镇要建成<b>助餐点</b>2个以上。").to_spacy()
    page = displacy.render(doc, style="span", options=displacy_options("targets"), jupyter=False)
    assert displacy_options("targets")["colors"]["target"] in page
    assert "<b>" not in page
    assert "&lt;" in page


def test_every_label_has_a_colour_of_its_group(document) -> None:
    doc = document.to_spacy()
    for name in (*GROUPS, "candidates"):
        options = displacy_options(name)
        assert options["spans_key"] == name
        labels = {span.label_ for span in doc.spans[name]} if name in GROUPS else {"ORG", "DATE"}
        assert labels <= set(options["colors"]), name
    with pytest.raises(InputError, match="text_units, sections"):
        displacy_options("people")


def test_entities_that_no_rule_found_are_candidates() -> None:
    doc = ruler(entities=["ORG", "DATE"])(BARE)
    table = candidates(doc)
    assert {k: str(t) for k, t in table.dtypes.items()} == {k: c.dtype for k, c in CANDIDATE_COLUMNS.items()}
    assert table[["text", "confidence", "adopted"]].to_numpy().tolist() == [
        ["青禾之家", "possible", False],  # heads a task without a unit
        ["青禾之家", "weak", False],  # 县民政局, which the rules found, has this task
    ]  # and none in the statement 近年来…
    assert set(table["rule"]) == {"spacy.ner"}
    assert [span.text for span in doc.spans["candidates"]] == table["text"].tolist()
    assert doc._.policytext == pt.parse(BARE)
    assert set(table["task_id"]) <= set(Corpus([doc._.policytext]).tasks["task_id"])


def test_candidates_are_adopted_only_where_asked_and_the_rules_found_none() -> None:
    plain, doc = pt.parse(BARE), ruler(entities=["ORG"], adopt=True)(BARE)
    held = doc._.policytext.assignments
    assert [a for a in held if a.rule != "spacy.ner"] == list(plain.assignments)
    assert [(a.name, a.sentence) for a in held if a.rule == "spacy.ner"] == [("青禾之家", 1)]
    assert candidates(doc)["adopted"].tolist() == [True, False]
    table = Corpus([from_spacy(doc)]).assignments
    assert table[table["rule"] == "spacy.ner"]["name"].tolist() == ["青禾之家"]
    again = ruler(entities=["ORG"], adopt=True)(doc)
    assert again._.policytext == doc._.policytext
    assert "spacy.ner" in doc._.policytext.explain(next(a for a in held if a.rule == "spacy.ner"))


@pytest.mark.parametrize(("entities", "says"), [(["ORG", "PERSON"], "has 'PERSON'"), ("ORG", "a list of labels")])
def test_persons_are_no_candidates(entities, says) -> None:
    with pytest.raises(InputError, match=says):
        PolicyText(entities=entities)


def test_dates_are_candidates_for_deadlines_and_never_adopted() -> None:
    table = candidates(ruler(entities=["DATE"], adopt=True)("一、任务\n各镇要在入汛以前清理河道。"))
    assert table[["kind", "entity", "confidence", "adopted"]].to_numpy().tolist() == [
        ["deadline", "DATE", "possible", False]
    ]


def test_only_the_labels_asked_for_count() -> None:
    assert candidates(ruler(entities=["GPE"])(BARE)).empty
    assert candidates(ruler()(BARE)).empty


def test_candidates_without_a_component_that_finds_entities() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("policytext", config={"entities": ["ORG"]})
    with pytest.raises(InputError, match='after="ner"'):
        nlp(BARE)
    assert candidates(nlp("")).empty


def test_named_entities_of_a_trained_pipeline(trained: Language) -> None:
    doc = trained(LEARNT)
    assert [e.text for e in doc.ents] == ["松林之家"]
    assert candidates(doc)["text"].tolist() == ["松林之家"]
    assert [a.rule for a in doc._.policytext.assignments] == ["spacy.ner"]
