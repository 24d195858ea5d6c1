"""What the library finds in a document: frozen records of spans, values and the rules that said so.

Offsets are `str` indices into `Document.text`, end-exclusive. A *text unit* is a piece of text (a `Sentence`),
a *unit* is an organisation. The meanings are those of the codebook (docs/codebook.md).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from policytext.brief import brief, quoted
from policytext.fixed import Fixed
from policytext.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from policytext.reading.rules import RuleSet
    from policytext.sources.content import Grid

Label = Literal["task", "goal", "principle", "statement", "formula", "heading", "responsibility", "furniture"]
Modality = Literal["require", "prohibit", "encourage", "permit"]
Level = Literal["central", "province", "prefecture", "county", "township", "community"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""The highest first."""
Role = Literal["responsible", "lead", "cooperate", "recipient", "supervise"]
UnitSource = Literal["list", "subject", "phrase"]
Scope = Literal["sentence", "item", "section", "row"]
DeadlineKind = Literal["by", "on", "period", "recurring", "relative"]
SloganKind = Literal["numeric", "quoted", "campaign", "formula"]
CitationKind = Literal["document", "law", "meeting", "speech"]
CitationRelation = Literal["basis", "implement", "publicise", "mention"]

R = TypeVar("R")


def card(self: object) -> str:
    """A record by itself, for a notebook."""
    from policytext.views import card_html

    return card_html(self)


def shown(record: type[R]) -> type[R]:
    """Give a class of records its display: one line as `repr`, a card in a notebook."""
    record.__repr__ = brief  # type: ignore[method-assign]
    record._repr_html_ = card  # type: ignore[attr-defined]
    return record


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a text came from (来源): path or name, format, encoding and digest of the bytes read, and who read them."""

    path: str | None = None
    """File it was read from, as the caller named it (路径); `None` for a text that was given."""
    format: str = "text"
    """What the file is by its content: text, docx, pdf …"""
    encoding: str | None = None
    """Encoding it was decoded in; `None` where the format has its own."""
    sha256: str | None = None
    """Digest of the bytes read (校验值)."""
    reader: str | None = None
    """Our module with its version, and the library that it used with its own."""
    pages: tuple[int, ...] = ()
    """Where each page begins in the text; empty where the format has no pages."""
    full: tuple[int, ...] = field(default=(), repr=False, compare=False)
    """Where lines end that run up to the margin of their page, on their way to the parser; a `Document` keeps none."""
    grids: tuple[Grid, ...] = field(default=(), repr=False, compare=False)
    """The tables that the file shows, likewise on their way."""


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be decided or looks damaged (问题): what, where, and what to do about it."""

    code: str
    """What kind it is: see docs/problems.md."""
    message: str
    """What is the matter in this case."""
    action: str
    """What to do about it."""
    span: Span | None = None
    path: str | None = None
    """The file concerned, where it is not one document's text."""


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of text that gave a header field its value, and the rule that read it."""

    field: str
    """The field of the header."""
    value: str
    """Its value, as text."""
    span: Span
    rule: str


ElementName = Literal[
    "copy_number", "secrecy", "urgency", "letterhead", "document_number", "signer", "title", "addressees", "body",
    "attachment_note", "signature", "date", "seal", "note", "attachment", "copied_to", "imprint", "page_number",
]  # fmt: skip


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element of the instrument as printed (公文格式要素, GB/T 9704-2012, 7)."""

    name: ElementName
    """Which element it is."""
    span: Span
    text: str
    rule: str


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The elements of an instrument (公文要素, GB/T 9704-2012); `None` or `()` where the text shows none."""

    title: str | None = None
    """标题, as issued; lines of a broken title joined."""
    enclosures: tuple[str, ...] = ()
    """附件标题: titles of the enclosed documents."""
    genre: str | None = None
    """文种 of the instrument: 通知, 意见 …"""
    enclosure_genre: str | None = None
    """文种 of what is enclosed: 实施方案, 办法 …"""
    document_number: str | None = None
    """发文字号, brackets as 〔〕."""
    issuers: tuple[str, ...] = ()
    """发文机关, full names."""
    addressees: tuple[str, ...] = ()
    """主送机关, coordination distributed."""
    issued: dt.date | None = None
    """成文日期."""
    printed: dt.date | None = None
    """印发日期."""
    level: Level | None = None
    """层级 of the issuer."""
    jurisdiction: str | None = None
    """辖区: the place that the issuer governs."""
    evidence: tuple[Evidence, ...] = ()
    """What each value rests on."""
    elements: tuple[Element, ...] = ()
    """Where the elements stand, in the order of the text."""


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered or titled part of the outline (层次). `span` runs from its marker to the end of its last text unit."""

    span: Span
    marker: str | None
    """序号 as printed: 一、 （一） 第一条; `None` for an unnumbered heading."""
    heading: str | None
    """小标题 without marker and final 。"""
    level: int
    """1 for 一、 and 第一章, 2 for （一） …"""
    path: str
    """Stable address such as `三/（二）/1`; an unnumbered heading stands with its heading."""
    parent: int | None
    """Index of the enclosing section in `Document.sections`."""
    sentence: int
    """Index of the text unit in which it opens."""
    rule: str


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A text unit (句) and its one label."""

    span: Span
    text: str
    label: Label
    """类别: see the codebook."""
    section: int | None
    """Index of the innermost section that holds it."""
    rule: str


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """What derivation links (条款): a leaf item or article with its body, the preamble, a lead-in."""

    span: Span
    text: str
    path: str
    """Address in the outline, as that of its section."""
    heading: str | None
    """小标题 of its section."""
    section: int | None
    """Index of its section; `None` for a preamble, of the document or of what it encloses."""


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A text unit that directs somebody to do something (任务), with its modality."""

    span: Span
    text: str
    modality: Modality
    """情态: whether it requires, prohibits, encourages or permits."""
    sentence: int
    rule: str


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """An organisation with its role (责任单位, 牵头单位 …), as written in one place, and what it governs."""

    span: Span
    text: str
    name: str
    """The unit with coordination distributed: 县民政、财政部门 gives 县民政部门."""
    role: Role
    """角色: responsible, lead, cooperate, recipient, supervise."""
    source: UnitSource
    """Whether a list, a subject or a set phrase names it."""
    scope: Scope
    """How far it reaches: its sentence, item, section or row."""
    sentence: int
    """Index of the text unit in which it is written."""
    governs: tuple[int, ...]
    """Indices of the task (or goal) text units it applies to: its own, or those of its item, section or row."""
    rule: str


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A time expression that binds the doing of something (时限), resolved to a closed interval where it can be."""

    span: Span
    text: str
    kind: DeadlineKind
    earliest: dt.date | None
    """First day that it allows; `None` where it is open or not known."""
    latest: dt.date | None
    """Last day that it allows; `None` where it is open or not known."""
    recurs: str | None
    """RFC 5545 recurrence rule."""
    scope: Scope
    """How far it reaches."""
    sentence: int
    governs: tuple[int, ...]
    rule: str


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A countable commitment (量化指标): the number with its comparator and classifier."""

    span: Span
    text: str
    sentence: int
    rule: str


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Slogan:
    """Fixed political or policy wording (提法). `marked`: quoted, or a numeral abbreviation."""

    span: Span
    text: str
    kind: SloganKind
    marked: bool
    """Whether it is quoted, or a numeral abbreviation."""
    sentence: int
    rule: str


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A reference to another document or authority (引用)."""

    span: Span
    text: str
    title: str | None
    """What stands inside the outer 《》, or the name of a law without it."""
    number: str | None
    """发文字号 cited."""
    kind: CitationKind
    relation: CitationRelation
    """What the document does with it: basis, implement, publicise, mention."""
    sentence: int
    rule: str


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A row of a table of duties (任务分工表); `span` and `text` are those of its task."""

    span: Span
    text: str
    table: int
    """Which of the tables of duties of the document, from 1."""
    row: int
    """Which of its rows with a task, from 1."""
    heading: str | None
    """What groups it: the cells before its task, or the row above that heads it."""
    sentences: tuple[int, ...]
    """Indices of its task (and goal) text units."""
    units: tuple[int, ...]
    """Indices of the text units that name its organisations: the `sentence` of their assignments."""
    times: tuple[int, ...]
    """Indices of the text units that set its deadlines."""
    time: str | None
    """What stands in its column of deadlines, dates or not (长期坚持)."""
    rule: str


Extract = Task | Assignment | Deadline | Target | Slogan | Citation | Sentence | Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One issued instrument (公文), read: its text unchanged, and everything found in it as spans of that text."""

    doc_id: str
    """Its id in a corpus: given, or the path of its file without suffix (文件编号)."""
    text: str = field(repr=False)
    source: Source = Source()
    """Where the text came from."""
    header: Header = Header()
    """公文要素."""
    sections: tuple[Section, ...] = ()
    """层次, in the order of the text."""
    sentences: tuple[Sentence, ...] = ()
    """Text units (句), each with its label."""
    provisions: tuple[Provision, ...] = ()
    """条款: what derivation links."""
    tasks: tuple[Task, ...] = ()
    """任务."""
    assignments: tuple[Assignment, ...] = ()
    """责任单位."""
    deadlines: tuple[Deadline, ...] = ()
    """时限."""
    targets: tuple[Target, ...] = ()
    """量化指标."""
    slogans: tuple[Slogan, ...] = ()
    """提法."""
    citations: tuple[Citation, ...] = ()
    """引用."""
    duties: tuple[DutyRow, ...] = ()
    """Rows of its tables of duties (任务分工表)."""
    problems: tuple[Problem, ...] = ()
    """问题: what could not be decided."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What came with the text, not from it (metadata.csv): as given; it cannot be changed afterwards."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "metadata", Fixed(self.metadata))

    def __hash__(self) -> int:
        """Of id and text: equal documents have both in common, and nothing found in them needs a look."""
        return hash((self.doc_id, self.text))

    def __repr__(self) -> str:
        title = f" {quoted(self.header.title)}" if self.header.title else ""
        count = f"{len(self.text):,} characters, {len(self.tasks):,} tasks"
        odd = f", {len(self.problems):,} problems" if self.problems else ""
        return f"<Document {quoted(self.doc_id)}{title} ({count}{odd})>"

    def extracts(self) -> Iterator[Extract]:
        """Everything that was found, kind by kind, each in the order of the text."""
        yield from self.sections
        yield from self.sentences
        yield from self.tasks
        yield from self.assignments
        yield from self.deadlines
        yield from self.targets
        yield from self.slogans
        yield from self.citations

    def explain(self, found: Extract | Evidence, *, rules: RuleSet | None = None) -> str:
        """Why something was found (为何如此): its values, the rule that said so, and the text around it.

        Args:
            found: Anything that a rule has found: a task, a deadline, a section …, or an `Evidence` of its header.
            rules: The rules that it was read with, where they were not the library's own: `parser.rules`.
        """
        from policytext.views import explain

        return explain(self, found, rules=rules)

    def show(self, found: object) -> str:
        """One thing that was found, in its context, as HTML for a notebook (在文中显示).

        Args:
            found: Anything the document lists: a task, a deadline, a section, a provision, a row of duties …

        Raises:
            InputError: where it is nothing of this document.
        """
        from policytext.views import card_html

        return card_html(found, self)

    def to_spacy(self, nlp: Language | None = None) -> Doc:
        """The document as a spaCy `Doc` with span groups; offsets are kept (see `policytext.spacy_component`)."""
        from policytext.spacy_component import to_spacy

        return to_spacy(self, nlp)

    def _repr_html_(self) -> str:
        from policytext.views import document_html

        return document_html(self, limit=30_000, anchor=None)


LinkRelation = Literal["verbatim", "adapted", "elaborated", "common_source", "undetermined"]
LinkPath = Literal["cited", "line", "possible", "siblings"]


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class External:
    """A document that is cited but not in the corpus (库外文件): what the citations tell of it."""

    node_id: str
    """Its id in links and graphs."""
    title: str | None
    """标题 as cited."""
    number: str | None
    """发文字号 as cited."""
    kind: CitationKind


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a citation was found to mean (引用所指): one document of the corpus, an external one, or candidates."""

    doc_id: str
    """The citing document."""
    citation: Citation
    """The citation."""
    target: str | None
    """`doc_id` of the cited document, or `node_id` of an `External`; `None` where it is ambiguous or none."""
    method: str
    """number, title, similar_title, external, ambiguous, self (the citing document), unnamed (too little is said)."""
    candidates: tuple[tuple[str, float], ...] = ()
    """Documents that it may mean, with scores, best first."""


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A document that another may have drawn on (可能的上位文件), and how it ranks among all."""

    doc_id: str
    """The document whose sources are looked for."""
    candidate: str
    """`doc_id` of the candidate; of several printings of one document the first in the corpus."""
    rank: int
    """1 for the likeliest."""
    score: float
    """Likeness after date, level, place and citation, 0 to 1: for ranking, no probability."""
    cited: bool
    """Whether the document cites it, directly or through others."""
    later: bool
    """Whether its date is after that of the document: one of the two dates may be wrong."""
    printings: tuple[str, ...] = ()
    """Other printings of the candidate."""


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A run of words that two provisions share, as spans in the texts of their documents."""

    derived: Span
    """The run in the derived document."""
    source: Span
    """The run in the source."""


@shown
@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One provision drawn from another (派生关系).

    Where the source is an external document, both provisions are `None`: the document as a whole draws on it.
    `common_source` is undirected: `derived` and `source` then only tell the two apart.
    """

    derived_doc: str
    """`doc_id` of the document that draws on another (下位文件)."""
    derived: Provision | None
    """Its provision."""
    source_doc: str
    """`doc_id` of the document drawn on, or `node_id` of an external one (上位文件)."""
    source: Provision | None
    """The provision drawn on."""
    relation: LinkRelation
    """照搬, 改写, 细化, 同源 or 未定: see the codebook."""
    score: float
    """Calibrated probability; 1 for `undetermined`, which the document itself says."""
    path: LinkPath = "cited"
    """Why the two documents were compared."""
    evidence: tuple[Alignment, ...] = ()
    """The runs of words that both share."""
    features: Mapping[str, float] = field(default_factory=dict, hash=False)
    """What the score was made from."""
    rank: int = 1
    """1 for the best source of the derived provision, 2 for the next (次优来源)."""
    transitive: bool = False
    """Whether it only repeats a chain of links through a document in between."""
    decision: str | None = None
    """What a coder decided about it: yes, no, or a relation; `None` where nobody did."""
