"""spaCy: the component on a blank pipeline, span groups with unchanged offsets, a Doc that travels."""

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import policytext as pt
from policytext.spacy_component import GROUPS

TEXT = "一、主要任务\n各乡镇要于2023年6月底前建成助餐点2个以上，推进“一点一品”，落实《云川县养老办法》。（责任单位：县民政局）"


def spans(doc: Doc, name: str) -> list[tuple[int, int]]:
    return [(span.start_char, span.end_char) for span in doc.spans[name]]


def test_the_component_is_found_by_name_and_reads_a_text() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("policytext")
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["deadlines"]] == ["2023年6月底前"]
    assert doc._.policytext == pt.parse(TEXT)


def test_offsets_are_those_of_the_text(demo) -> None:
    document = pt.parse((demo / "meal-lanxi.txt").read_text("utf-8"))
    doc = document.to_spacy()
    assert doc.text == document.text
    held = dict(zip(GROUPS, (document.sentences, document.tasks, document.assignments, document.deadlines,
                             document.targets, document.slogans, document.citations), strict=True))  # fmt: skip
    for name, finds in held.items():
        assert spans(doc, name) == [tuple(x.span) for x in finds], name
        assert [span.id_ for span in doc.spans[name]] == [x.rule for x in finds]


def test_spans_grow_to_the_tokens_of_another_segmenter() -> None:
    document = pt.parse(TEXT)
    coarse = document.to_spacy(spacy.blank("xx"))  # cuts at white space and punctuation only
    fine = document.to_spacy()
    for group in GROUPS:
        for span, found in zip(coarse.spans[group], fine.spans[group], strict=True):
            assert span.start_char <= found.start_char
            assert span.end_char >= found.end_char


def test_text_units_are_sentences_unless_there_are_some() -> None:
    doc = pt.parse(TEXT).to_spacy()
    assert next(s.text.strip() for s in doc.sents) == "一、主要任务"


def test_a_doc_travels_with_its_document() -> None:
    document = pt.parse(TEXT, doc_id="plan")
    doc = document.to_spacy()
    again = next(iter(DocBin(docs=[doc], store_user_data=True).get_docs(doc.vocab)))
    assert again._.policytext == document
    assert Doc(doc.vocab).from_bytes(doc.to_bytes())._.policytext == document


def test_a_doc_of_another_pipeline_carries_none() -> None:
    assert spacy.blank("zh")("各县")._.policytext is None


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a  b\u3000c", "一\x00二", "请\ud800各县报送。", "😀。"])
def test_odd_texts(text: str) -> None:
    doc = pt.parse(text).to_spacy()
    assert len(doc.text) == len(text)
    assert doc._.policytext is not None
