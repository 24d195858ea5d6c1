"""One small document made by hand, so that the tests of the rim do not depend on what the rules find."""

import datetime as dt

from policytext.model import (
    Assignment,
    Citation,
    Deadline,
    Document,
    DutyRow,
    Element,
    Evidence,
    Header,
    Problem,
    Provision,
    Section,
    Sentence,
    Slogan,
    Source,
    Target,
    Task,
)
from policytext.span import Span

TITLE = "青禾县民政局关于做好助餐服务的通知"
HEADING = "一、开展排查"
TASK = "各社区要于6月底前建设3个助餐点，落实《青禾县助餐办法》和“一老一小”要求。"
LIST = "（责任单位：县民政局、教育局）"
TEXT = "\n".join((TITLE, HEADING, TASK, LIST))
TASK_AT = TEXT.index(TASK)
LIST_AT = TEXT.index(LIST)


def piece(quote: str) -> dict[str, object]:
    """Span and text of a piece of the document."""
    start = TEXT.index(quote)
    return {"span": Span(start, start + len(quote)), "text": quote}


def document(doc_id: str = "sample") -> Document:
    """The document: one section, one task, a list of two units that governs it, one find of every other kind."""
    labels = ((TITLE, "heading", None), (HEADING, "heading", 0), (TASK, "task", 0), (LIST, "responsibility", 0))
    sentences = tuple(Sentence(**piece(t), label=k, section=s, rule="label.default") for t, k, s in labels)
    section = Span(TEXT.index(HEADING), len(TEXT))
    shared = {
        "role": "responsible",
        "source": "list",
        "scope": "item",
        "sentence": 3,
        "governs": (2,),
        "rule": "a.list",
    }
    return Document(
        doc_id=doc_id,
        text=TEXT,
        source=Source(path="sample.txt", encoding="utf-8", sha256="0" * 64),
        header=Header(
            title=TITLE,
            issuers=("青禾县民政局",),
            issued=dt.date(2024, 3, 1),
            evidence=(Evidence(field="title", value=TITLE, span=Span(0, len(TITLE)), rule="header.title"),),
            elements=(Element(**piece(TITLE), name="title", rule="header.title"),),
        ),
        sections=(
            Section(
                span=section,
                marker="一、",
                heading="开展排查",
                level=1,
                path="一",
                parent=None,
                sentence=1,
                rule="o.han",
            ),
        ),
        sentences=sentences,
        provisions=(Provision(span=section, text=TEXT[section.start :], path="一", heading="开展排查", section=0),),
        tasks=(Task(**piece(TASK), modality="require", sentence=2, rule="label.duty"),),
        assignments=(
            Assignment(
                **piece("各社区"),
                name="各社区",
                role="responsible",
                source="subject",
                scope="sentence",
                sentence=2,
                governs=(2,),
                rule="a.subject",
            ),
            Assignment(**piece("县民政局、教育局"), name="县民政局", **shared),
            Assignment(**piece("县民政局、教育局"), name="县教育局", **shared),
        ),
        deadlines=(
            Deadline(
                **piece("6月底前"),
                kind="by",
                earliest=None,
                latest=dt.date(2024, 6, 30),
                recurs=None,
                scope="sentence",
                sentence=2,
                governs=(2,),
                rule="d.by",
            ),
        ),
        targets=(Target(**piece("3个"), sentence=2, rule="t.count"),),
        slogans=(Slogan(**piece("一老一小"), kind="numeric", marked=True, sentence=2, rule="s.numeral"),),
        citations=(
            Citation(
                **piece("《青禾县助餐办法》"),
                title="青禾县助餐办法",
                number=None,
                kind="law",
                relation="implement",
                sentence=2,
                rule="c.title",
            ),
        ),
        duties=(
            DutyRow(
                **piece(TASK),
                table=1,
                row=1,
                heading="助餐",
                sentences=(2,),
                units=(3,),
                times=(),
                time=None,
                rule="grids.tabs",
            ),
        ),
        problems=(Problem(code="header.level", message="no level", action="look", span=Span(0, 3), path=None),),
        metadata={"url": "https://example.org/1"},
    )
