"""Closed values of tables in Chinese."""

from typing import get_args

import pytest

import policytext as pt
from policytext import model
from policytext.chinese import values
from policytext.edits.edit import Change
from policytext.errors import InputError


@pytest.mark.parametrize(
    ("column", "kinds"),
    [
        ("label", model.Label),
        ("modality", model.Modality),
        ("level", model.Level),
        ("role", model.Role),
        ("source", model.UnitSource),
        ("scope", model.Scope),
        ("kind", model.DeadlineKind),
        ("kind", model.SloganKind),
        ("kind", model.CitationKind),
        ("relation", model.CitationRelation),
        ("relation", model.LinkRelation),
        ("path", model.LinkPath),
        ("change", Change),
    ],
)
def test_every_value_of_the_model_has_a_chinese_name(column, kinds):
    assert not set(get_args(kinds)) - set(values()[column])


def test_tables_are_translated_under_either_name_of_their_columns(demo):
    corpus = pt.read(demo)
    english, chinese = (pt.translate(corpus.table("assignments", labels=x)) for x in ("en", "zh"))
    assert english["role"].tolist() == chinese["角色"].tolist()
    assert "牵头" in set(english["role"]) and english["role"].dtype == corpus.assignments["role"].dtype
    assert english["text"].equals(corpus.assignments["text"])
    lineage = corpus.derive()
    links = pt.translate(lineage.table("links", labels="zh"))
    assert set(links["派生关系"]) <= {"照搬", "改写", "细化", "同源", "未定"}
    assert links["得分"].equals(lineage.links["score"].rename("得分"))
    headless = pt.Corpus([pt.parse("各镇要建立台账。")]).documents
    assert pt.translate(headless)["header_missing"].str.contains("文种").all()


def test_categories_are_translated_as_well():
    tasks = pt.Corpus([pt.parse("各镇要建立台账。")]).tasks.astype({"modality": "category"})
    assert pt.translate(tasks)["modality"].tolist() == ["要求"]


def test_what_is_no_table_is_told():
    with pytest.raises(InputError, match="a table"):
        pt.translate("links")
