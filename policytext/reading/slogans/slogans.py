"""Slogans (提法): fixed political or policy wording, marked by quotes or numerals, or known as a formula."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from operator import itemgetter
from typing import NamedTuple

from policytext.model import Citation, Slogan, SloganKind
from policytext.reading.branches import openers
from policytext.reading.lexicon import Lexicon
from policytext.reading.passage import Passage
from policytext.reading.phrases import PhraseBook
from policytext.reading.rules import RuleSet
from policytext.reading.slogans.chains import read_chains
from policytext.reading.slogans.formulas import SHORTEST_NUMERAL, formulas
from policytext.reading.slogans.quotes import Quote, read_quotes
from policytext.records import maker
from policytext.span import thin

new_slogan = maker(Slogan)

TITLE = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")


START, PLACE = itemgetter(0), itemgetter(0, 1)
"""Start, and start and end, of a find."""


class Find(NamedTuple):
    """A slogan in the making; offsets of the view."""

    start: int
    end: int
    kind: SloganKind
    marked: bool
    rule: str


find_of: Callable[[tuple[int, int, SloganKind, bool, str]], Find] = partial(tuple.__new__, Find)
"""A find from its values, made fast."""


def read_slogans(
    passage: Passage, citations: tuple[Citation, ...], lexicons: Iterable[Lexicon] | None = None
) -> tuple[Slogan, ...]:
    """The slogans of a passage in the order of the text: every marked one, of the formulas each phrase once."""
    if not passage.units:
        return ()
    text, quotes = passage.text, read_quotes(passage)
    more = list(known(passage, tuple(x for x in lexicons or () if x.name == "slogans")))
    if quotes:
        more += repeated(text, quotes)
    more += parallel(passage)
    more += named(passage)
    if not (quotes or more):
        return ()
    closed = barred_places(passage)
    finds = beside([find_of((q.start, q.end, q.kind, True, q.rule)) for q in quotes if q.kind], closed)
    if more:
        barred = [*closed, *title_lines(passage), *cited_places(passage, citations)]
        barred += [(q.start - 1, q.end + 1) for q in quotes]
        barred.sort()
        more.sort(key=START)
        finds += first_only(text, thin(beside(more, barred), PLACE))
        finds.sort()
    return tuple([build(passage, f) for f in finds])


OFFICE_AFTER = re.compile("局(?!面)|厅|部门|办公室|领导小组|工作领导小组|指挥部|专班|工作队|杂志|报社")
"""Behind a phrase these make it part of the name of a body: 乡村振兴局."""
OFFICE_FIRST = openers(OFFICE_AFTER.pattern) or frozenset()


@lru_cache(maxsize=4)
def phrase_book(extra: tuple[Lexicon, ...] = ()) -> PhraseBook:
    """The phrases that some lexicons add to those of the library, or the latter."""
    return PhraseBook(formulas(extra).keys() - formulas().keys() if extra else formulas())


def known(passage: Passage, extra: tuple[Lexicon, ...]) -> Iterator[Find]:
    """Phrases of the lexicons."""
    text, kinds, found = passage.text, formulas(extra), passage.formulas
    if found is None:  # no scan for cues has looked for them
        found = list(phrase_book().find(text))
    if extra:
        found = [*found, *phrase_book(extra).find(text)]
    for start, phrase in found:
        end = start + len(phrase)
        if text[end : end + 1] not in OFFICE_FIRST or not OFFICE_AFTER.match(text, end):
            yield find_of((start, end, *kinds[phrase]))


def repeated(text: str, quotes: list[Quote]) -> Iterator[Find]:
    """Numeral abbreviations that the document quotes once and then writes without quotes (八条禁令)."""
    for phrase in {text[q.start : q.end] for q in quotes if q.numeral and q.end - q.start >= SHORTEST_NUMERAL}:
        at = text.find(phrase)
        while at >= 0:
            yield Find(at, at + len(phrase), "numeric", True, "slogans.numeral_again")
            at = text.find(phrase, at + len(phrase))


def parallel(passage: Passage) -> Iterator[Find]:
    """Formulas known by their make, not by their words."""
    return (find_of((c.start, c.end, "formula", False, c.rule)) for c in read_chains(passage))


def named(passage: Passage) -> Iterator[Find]:
    """Campaigns known by what is done with them: 实施…工程, 开展…行动; they are searched at these last words."""
    text, rule, reach = passage.text, RuleSet.default().by_id["slogans.campaign_named"], 0
    for at in passage.places(rule.hint):
        if at < reach:
            continue
        m = rule.regex.search(text, max(reach, at - LONGEST_NAME), at + LONGEST_NAME + AFTER_NAME)
        if m and m.start() < at:  # what begins later is found at its own last word, with all that follows it
            reach = m.end()
            yield Find(*m.span("name"), "campaign", False, rule.id)


LONGEST_NAME = 20
"""Characters of a verb, the name of a campaign and its last word."""
AFTER_NAME = 4
"""Characters after a name that are looked at."""


def barred_places(passage: Passage) -> list[tuple[int, int]]:
    """Where no slogan is read: titles in 《》 and furniture."""
    furniture = [(u.start, u.end) for u in passage.units if u.label == "furniture"]
    return sorted([m.span() for m in TITLE.finditer(passage.text)] + furniture)


def title_lines(passage: Passage) -> Iterator[tuple[int, int]]:
    """The title lines of the document, also run together with a sentence: in them only what is quoted counts."""
    for u in passage.units:
        if u.section is None and u.label == "heading":
            yield u.start, u.end
    for k, start in passage.ahead.items():
        yield passage.units[k].start, start


def cited_places(passage: Passage, citations: tuple[Citation, ...]) -> Iterator[tuple[int, int]]:
    """Where citations stand; a phrase without quotes in them belongs to the name of what is cited."""
    place = passage.view.place
    for c in citations:
        yield place(c.span.start), place(c.span.end - 1) + 1


def beside(finds: list[Find], places: list[tuple[int, int]]) -> list[Find]:
    """Those of the finds that begin in none of the places; both are sorted."""
    kept, k, last = [], 0, len(places)
    for find in finds:
        start = find[0]
        while k < last and places[k][1] <= start:
            k += 1
        if k == last or start < places[k][0]:
            kept.append(find)
    return kept


def first_only(text: str, finds: list[Find]) -> Iterator[Find]:
    """Each formula once, where it stands first; everything else as often as it stands."""
    seen: set[str] = set()
    for f in finds:
        if f.kind == "formula":
            phrase = text[f.start : f.end]
            if phrase in seen:
                continue
            seen.add(phrase)
        yield f


def build(passage: Passage, find: Find) -> Slogan:
    """A find as a slogan."""
    start, end, kind, marked, rule = find
    span, words = passage.view.piece(start, end)
    return new_slogan(
        span=span,
        text=words,
        kind=kind,
        marked=marked,
        sentence=max(0, bisect_right(passage.starts, start) - 1),
        rule=rule,
    )
