"""How well reading agrees with coding by hand: precision, recall and F1 per measure.

Objects are compared inside the coded text unit that holds them, so that differing splits of the text still compare;
text without white space and with one kind of brackets. The measures are those of the codebook's scoring tool.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext import annotation
from policytext.arguments import documents_of, flag_of, named, parser_of
from policytext.columns import Column
from policytext.errors import InputError
from policytext.model import Document
from policytext.parser import Parser, default_parser
from policytext.tables import frame
from policytext.tables.schemas import DOC_ID

if TYPE_CHECKING:
    import pandas as pd

SCORE_COLUMNS = {
    "measure": Column("string", "指标", "what is compared"),
    "precision": Column("Float64", "精确率", "share of what was found that was coded; empty where nothing was found"),
    "recall": Column("Float64", "召回率", "share of what was coded that was found; empty where nothing was coded"),
    "f1": Column("Float64", "F1", "harmonic mean of the two"),
    "gold": Column("Int64", "标注数", "how many were coded"),
    "predicted": Column("Int64", "识别数", "how many were found"),
}
CONFUSION_COLUMNS = {
    "gold": Column("string", "标注类别", "label given by the coder"),
    "predicted": Column("string", "识别类别", "label that most characters of the text unit got"),
    "count": Column("Int64", "数量", "text units"),
}

PREPOSITION = re.compile(r"^(?:截至|截止|[到于在自从至])+")
NUMERAL = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿两]")
BRACKETS = str.maketrans("()[]", "（）〔〕")
MACRO = 3
"""Modalities with fewer coded cases are left out of the mean over modalities."""

Annotation = Mapping[str, Any]
Objects = dict[str, set[Hashable]]
UNREAD: Annotation = {"document": {}, "sections": [], "sentences": [], "citations": [], "slogans": []}


@dataclass(slots=True)
class Tally:
    """Counts of one measure."""

    hit: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, hit: int, gold: int, predicted: int) -> None:
        """Count more."""
        self.hit += hit
        self.gold += gold
        self.predicted += predicted

    def rates(self) -> tuple[float | None, float | None, float]:
        """Precision, recall, F1; a side that has nothing to count has no rate, and F1 is the other side's."""
        precision = self.hit / self.predicted if self.predicted else None
        recall = self.hit / self.gold if self.gold else None
        both = self.gold and self.predicted
        return precision, recall, 2 * self.hit / (self.gold + self.predicted) if both else recall or precision or 0.0


@dataclass(slots=True)
class Scores:
    """The tallies of a set of documents, and which label was taken for which."""

    tallies: defaultdict[str, Tally]
    confusion: Counter[tuple[str, str | None]]

    def rows(self) -> Iterator[tuple[str, float | None, float | None, float, int | None, int | None]]:
        """A row per measure, by name; `modality(macro)` last."""
        for name in sorted(self.tallies):
            tally = self.tallies[name]
            yield (name, *tally.rates(), tally.gold, tally.predicted)
        kinds = [t for name, t in self.tallies.items() if name.startswith("modality ") and t.gold >= MACRO]
        yield ("modality(macro)", None, None, sum(t.rates()[2] for t in kinds) / max(1, len(kinds)), None, None)


def evaluate(
    *coded: str | Path | Iterable[Document],
    predicted: Iterable[Document] | None = None,
    parser: Parser | None = None,
    by_document: bool = False,
) -> pd.DataFrame:
    """Compare what the parser reads with what people coded (评测), all documents together.

    Args:
        coded: Folders of `ID.json` beside `ID.txt`, or documents (a `Corpus`) taken as coded.
        predicted: Documents to compare instead of reading the texts; found by id, an absent one counts as unread.
        parser: The parser to evaluate; the default one where it is `None`.
        by_document: Whether to give the rows for each document, with a column `doc_id` in front.

    Returns:
        A row per measure, with the columns measure, precision, recall, f1, gold, predicted.
    """
    flag_of(by_document, "by_document")
    cases = list(read_cases(coded, predicted, parser))
    if not by_document:
        return frame(SCORE_COLUMNS, score((g, p) for _, g, p in cases).rows())
    rows = [(doc_id, *row) for doc_id, g, p in cases for row in score([(g, p)]).rows()]
    return frame({"doc_id": DOC_ID, **SCORE_COLUMNS}, rows)


def confusions(
    *coded: str | Path | Iterable[Document], predicted: Iterable[Document] | None = None, parser: Parser | None = None
) -> pd.DataFrame:
    """Which label was taken for which (混淆矩阵): a row per pair that differs, the most frequent first."""
    found = score((g, p) for _, g, p in read_cases(coded, predicted, parser)).confusion
    return frame(CONFUSION_COLUMNS, [(g, p, n) for (g, p), n in found.most_common() if g != p])


def read_cases(
    coded: Sequence[str | Path | Iterable[Document]], predicted: Iterable[Document] | None, parser: Parser | None
) -> Iterator[tuple[str, Annotation, Annotation]]:
    """Document by document: id, coded annotation, annotation to compare."""
    if not coded:
        raise InputError("nothing to evaluate; give a folder of ID.txt beside ID.json, or coded documents (评测)")
    parser_of(parser)
    given = None if predicted is None else {d.doc_id: d for d in documents_of(predicted, "predicted")}
    for doc_id, gold, text in read_coded(coded):
        if given is None:
            yield doc_id, gold, annotation.to_annotation((parser or default_parser()).parse(text, doc_id=doc_id))
        else:
            yield doc_id, gold, annotation.to_annotation(given[doc_id]) if doc_id in given else UNREAD


def read_coded(coded: Sequence[str | Path | Iterable[Document]]) -> Iterator[tuple[str, Annotation, str]]:
    """Id, coded annotation and text of each document."""
    for one in coded:
        if isinstance(one, (list, tuple, set)) and any(isinstance(x, (str, os.PathLike)) for x in one):
            how = "give folders of ID.txt beside ID.json one by one: evaluate(*folders)"
            raise InputError(f"coded holds {named(one)}, with paths in it; {how} (评测)")
        if isinstance(one, (str, os.PathLike)):
            for file, text in annotation.pairs(one):
                yield file.stem, annotation.load_json(file), text
        else:
            for doc in documents_of(one, "coded"):
                yield doc.doc_id, annotation.to_annotation(doc), doc.text


def score(cases: Iterable[tuple[Annotation, Annotation]]) -> Scores:
    """Scores of pairs of coded annotation and annotation to compare."""
    scores = Scores(defaultdict(Tally), Counter())
    for gold, predicted in cases:
        hosts = Hosts(gold)
        score_header(scores, gold["document"], predicted["document"])
        score_objects(scores, gold, predicted, hosts)
        given = Hosts(predicted)
        scores.confusion.update((r["label"], given.label(r["span"])) for r in gold["sentences"])
    score_labels(scores)
    return scores


def score_header(scores: Scores, gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> None:
    """Header fields: right only as a whole."""
    for name, value in gold.items():
        want, got = values(value), values(predicted.get(name))
        for measure in (f"header:{name}", "header(all)"):
            scores.tallies[measure].add(bool(want) and want == got, bool(want), bool(got))


def values(given: Any) -> set[str]:
    """A header field as a set of comparable values."""
    if isinstance(given, list):
        return {norm(x) for x in given}
    return {norm(given)} - {""}


def score_objects(scores: Scores, gold: Annotation, predicted: Annotation, hosts: Hosts) -> None:
    """Everything that is compared as a set of objects; of unmarked slogans, the agreed ones must be found."""
    want, got = objects(gold, hosts), objects(predicted, hosts)
    for measure in want.keys() | got.keys():
        a, b = want.get(measure, set()), got.get(measure, set())
        scores.tallies[measure].add(len(a & b), len(a), len(b))
    known, found = ({norm(s["text"]) for s in x["slogans"] if not s.get("marked")} for x in (gold, predicted))
    agreed = {norm(s["text"]) for s in gold["slogans"] if not s.get("marked") and s.get("agreed")}
    recalled = sum(any(same_phrase(x, y) for y in found) for x in agreed)
    right = sum(any(same_phrase(x, y) for x in known) for y in found)
    scores.tallies["slogan unmarked (recall of agreed)"].add(recalled, len(agreed), 0)
    scores.tallies["slogan unmarked (precision)"].add(right, 0, len(found))


def score_labels(scores: Scores) -> None:
    """Labels of text units, from the confusions."""
    confusion = scores.confusion
    for label in sorted({gold for gold, _ in confusion}):
        want = sum(n for (gold, _), n in confusion.items() if gold == label)
        got = sum(n for (_, predicted), n in confusion.items() if predicted == label)
        scores.tallies[f"label:{label}"].add(confusion[label, label], want, got)
    right = sum(n for (gold, predicted), n in confusion.items() if gold == predicted)
    scores.tallies["label(accuracy)"].add(right, confusion.total(), confusion.total())


class Hosts:
    """The text units of a coding, by their place."""

    def __init__(self, coding: Annotation) -> None:
        self.units = sorted(coding["sentences"], key=lambda r: r["span"][0])
        self.starts = [r["span"][0] for r in self.units]

    def at(self, offset: int) -> int:
        """Start of the text unit that holds an offset, or a number that no text unit has."""
        k = bisect_right(self.starts, offset) - 1
        return self.starts[k] if k >= 0 and offset < self.units[k]["span"][1] else -1 - offset

    def label(self, span: Sequence[int]) -> str | None:
        """The label that most characters of a span got."""
        votes: Counter[str] = Counter()
        first = max(bisect_right(self.starts, span[0]) - 1, 0)
        for r in self.units[first : bisect_left(self.starts, span[1])]:
            shared = min(span[1], r["span"][1]) - max(span[0], r["span"][0])
            if shared > 0:
                votes[r["label"]] += shared
        return votes.most_common(1)[0][0] if votes else None


def objects(data: Annotation, hosts: Hosts) -> Objects:
    """Measure → what is compared, as tuples."""
    out: defaultdict[str, set[Hashable]] = defaultdict(set)
    for measure, value in (*inner_objects(data, hosts), *outer_objects(data, hosts)):
        out[measure].add(value)
    return out


def inner_objects(data: Annotation, hosts: Hosts) -> Iterator[tuple[str, Hashable]]:
    """What stands inside text units."""
    for r in data["sentences"]:
        for u in r.get("units") or ():
            host, name = hosts.at(u["span"][0]), norm(u.get("name") or u["text"])
            yield "unit", (host, name)
            yield "unit+role", (host, name, u["role"])
        for d in r.get("deadlines") or ():
            host = hosts.at(d["span"][0])
            yield "deadline span", (host, PREPOSITION.sub("", norm(d["text"])))
            yield "deadline resolved", (host, d.get("earliest"), d.get("latest"), norm(d.get("recurs")))
        for t in r.get("targets") or ():
            number = NUMERAL.search(t["text"])
            yield "target", t["span"][0] + (number.start() if number else 0)
        if r["label"] == "task":
            yield f"modality {r.get('modality') or 'none'}", hosts.at(r["span"][0])


def outer_objects(data: Annotation, hosts: Hosts) -> Iterator[tuple[str, Hashable]]:
    """Citations, marked slogans, sections."""
    for c in data["citations"]:
        host = hosts.at(c["span"][0])
        if c["kind"] in ("document", "law"):
            yield "citation", (host, norm(c.get("title")), norm(c.get("number")))
            yield "citation relation", (host, norm(c.get("title")), c.get("relation"))
        else:
            yield "authority", (host, norm(c["text"]))
    for s in data["slogans"]:
        if s.get("marked"):
            host = hosts.at(s["span"][0])
            yield "slogan marked", (host, norm(s["text"]))
            yield "slogan marked+kind", (host, norm(s["text"]), s["kind"])
    start = {r["id"]: r["span"][0] for r in data["sentences"]}
    for s in data["sections"]:
        host = hosts.at(start.get(s.get("sentence_id"), 10**9))
        yield "section", (host, norm(s.get("marker")), norm((s.get("heading") or "").rstrip("。")), s.get("level"))


def same_phrase(x: str, y: str) -> bool:
    """Whether one phrase holds the other and is at most twice as long."""
    short, long = sorted((x, y), key=len)
    return short in long and 2 * len(short) >= len(long)


def norm(text: str | None) -> str:
    """Text as it is compared."""
    return re.sub(r"\s+", "", text or "").translate(BRACKETS)
