"""Candidates for the lexicon of slogans: wording that recurs over a corpus without telling anybody to do anything."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from policytext.arguments import documents_of, number_of
from policytext.columns import Column
from policytext.model import Document, Label
from policytext.reading.lexicon import Lexicon, lexicons_of
from policytext.reading.rules import RuleSet
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
PIECE = re.compile(r"(?<![一-鿿])[一-鿿]{4,16}(?![一-鿿])")
"""A clause or list item without any mark, digit or letter in it."""
EVERYDAY = re.compile(
    r"的?(?:通知|意见|方案|规定|要求|工作|情况|问题|有关部门|如下|以下|以上)$|以下简称|同意$|^第[一二三四五六七八九十百]+[条章节]|^[年月日]|^(?:根据|按照|结合|为|对|在|由|各|有关|相关|以及|或者|并|其)|"
    r"[省市县区镇乡村][委局厅办]|[部局委厅办院]$|办公[厅室]|人民政府|委员会|领导小组"
)
"""Wording of business, and names of bodies."""


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
    operation = RuleSet.default().by_id["label.task.operation"].regex
    counts: dict[str, int] = defaultdict(int)
    homes: dict[str, dict[str, Document]] = defaultdict(dict)
    for doc in documents:
        cited = [c.span for c in doc.citations]
        for s in doc.sentences:
            if s.label not in SILENT:
                continue
            for m in PIECE.finditer(s.text):
                phrase, at = m[0], s.span.start + m.start()
                if any(a <= at < b for a, b in cited):
                    continue
                if phrase in known or operation.match(phrase) or EVERYDAY.search(phrase):
                    continue
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
