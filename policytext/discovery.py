"""Candidates for the lexicon of slogans: wording that recurs over a corpus without telling anybody to do anything."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from policytext.arguments import documents_of, number_of
from policytext.columns import Column
from policytext.model import Document, Label
from policytext.reading.lexicon import Lexicon, lexicons_of
from policytext.reading.rules import RuleSet
from policytext.span import Taken
from policytext.tables import frame

if TYPE_CHECKING:
    import pandas as pd

SLOGAN_CANDIDATE_COLUMNS = {
    "phrase": Column("string", "词串", "the wording that recurs"),
    "count": Column("Int64", "次数", "how often it occurs"),
    "documents": Column("Int64", "文件数", "documents in which it occurs"),
    "first": Column("datetime64[s]", "最早日期", "date of the earliest of these documents that has one"),
    "doc_id": Column("string", "最早文件", "that document, else the first read"),
}
SILENT: tuple[Label, ...] = ("principle", "goal", "statement", "task")
PIECE = re.compile(r"(?:^|(?<=[，；：。！？、\s]))[一-鿿]{4,16}(?=[，；：。！？、\s]|$)")
"""A clause or list item without any mark, digit or letter in it; what a quotation mark or a number cuts is none."""
JOINED = re.compile("[的和及与]")
"""What a member of a list holds that is more than its own wording (贯彻…大会和二中、三中全会精神)."""
EVERYDAY = re.compile(
    r"的?(?:通知|意见|方案|规定|要求|工作|情况|问题|有关部门|如下|以下|以上|指出)$|以下简称|同意$"
    r"|^第[一二三四五六七八九十百]+[条章节]|^[年月日]|"
    r"^(?:根据|按照|结合|为|对|在|由|各|有关|相关|以及|或者|并|其|但|因|受|你|与此同时)|(?:期间|以来|[后时前中下的])$"
    r"|的地方$|"
    r"[省市县区镇乡村][委局厅办]|[部局委厅办院]$|办公[厅室]|人民政府|委员会|领导小组"
)
"""Wording of business, times and cases, and names of bodies."""
SHORTEST, LONGEST_ENDING = 4, 3
"""Characters of a name, and of what a list of names can leave to its end (农业农村、交通运输等部门)."""


def field_names() -> set[str]:
    """Names of central bodies, and what is left of them where a list of names shares its ending."""
    names = {form for lexicon in ("central", "institutions") for form in Lexicon.default(lexicon).by_form}
    return names | {name[:-k] for name in names for k in range(1, LONGEST_ENDING + 1) if len(name) - k >= SHORTEST}


def slogan_candidates(
    documents: Iterable[Document], *, at_least: int = 3, lexicons: str | Lexicon | Iterable[str | Lexicon] = ()
) -> pd.DataFrame:
    """Wording that recurs in several documents and is in no lexicon yet, the most widespread first.

    Nothing is added anywhere: read the list, and put what is a slogan into a lexicon of your own.

    Args:
        documents: a corpus, or any documents.
        at_least: in how many documents a phrase must occur.
        lexicons: further lexicons whose phrases are known: your own, or names of packaged ones, as for
            `policytext.words.user_dictionary`.
    """
    at_least = number_of(at_least, "at_least", 1)
    more = lexicons_of(lexicons)
    documents = documents_of(documents, "documents")
    known = {form for x in (Lexicon.default("slogans"), *more) for form in x.by_form}
    known |= field_names()
    counts: Counter[str] = Counter()
    homes: dict[str, dict[str, Document]] = defaultdict(dict)
    for doc in documents:
        for phrase in phrases(doc, known):
            counts[phrase] += 1
            homes[phrase][doc.doc_id] = doc
    rows = []
    for phrase, found in homes.items():
        if len(found) >= at_least:
            dated = [d for d in found.values() if d.header.issued]
            first = min(dated, key=lambda d: (d.header.issued, d.doc_id)) if dated else next(iter(found.values()))
            rows.append((phrase, counts[phrase], len(found), first.header.issued, first.doc_id))
    rows.sort(key=lambda r: (-r[2], -r[1], r[0]))
    return frame(SLOGAN_CANDIDATE_COLUMNS, rows)


def phrases(doc: Document, known: Container[str]) -> Iterator[str]:
    """The clauses and list items of a document that may be slogans and are not known, each time that they occur."""
    operation = RuleSet.default().by_id["label.task.operation"].regex
    told = Taken(
        [*(x.span for x in doc.citations), *(x.span for x in doc.assignments), *(x.span for x in doc.deadlines)]
    )
    for s in doc.sentences:
        for m in PIECE.finditer(s.text) if s.label in SILENT else ():
            phrase, at = m[0], s.span.start + m.start()
            if phrase in known or operation.match(phrase) or EVERYDAY.search(phrase):
                continue
            beside = s.text[max(0, m.start() - 1) : m.start()] + s.text[m.end() : m.end() + 1]
            listed = "、" in beside and JOINED.search(phrase)
            if not listed and not told.covers(at, at + len(phrase)):
                yield phrase
