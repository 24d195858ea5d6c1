"""Documents named without 《》: laws, regulations of a place, plans, orders, standards, numbers alone."""

import re
from collections.abc import Iterator
from functools import lru_cache

from policytext.model import CitationKind, Problem
from policytext.reading.citations.reference import Reference, squeeze
from policytext.reading.header.number import each_number, find_numbers, prefix_start
from policytext.reading.lexicon import Lexicon
from policytext.reading.passage import Passage
from policytext.reading.phrases import near, places
from policytext.reading.rules import Rule, RuleSet

AFTER_LAW = re.compile(r"(?:实施(?:条例|细则|办法))?(?![律治制日学人院官庭周务]|定(?!程序)|规(?!定)|宣传周|宣誓)")
"""After a law's name: 民法 in 民法学, 宪法 in 宪法日 and 食品安全法 in 食品安全法规 are not the law."""

DRAFTED = re.compile(r"(?:编制|制定|制订|起草|研究|谋划|编修|修编|修订)[^，。；]{0,12}$")
"""A plan or regulation that has yet to be drawn up is no reference."""

ISSUER = re.compile(r"(?:[一-鿿]{2,}(?:部|委|局|署|院|政府|委员会|办公室|主席)(?:[、 ]|$))+$")
"""The issuer written before an order or announcement."""
ISSUER_BACKWARDS = re.compile(r"[一-鿿、 ]+")
"""What it can be made of, read backwards: tried only from there on, a search of nested repeats stays short."""
ISSUER_END = frozenset("部委局署院府会室席、 ")

NOT_ISSUER = re.compile(
    r".*(?:根据|按照|依照|依据|执行|落实|贯彻|遵照|符合|违反|比照|参照|详见|参见|见|以及"
    r"|和(?!国|浩特|田|平|县|顺|静|硕|林格尔|龙|政|布克赛尔)|及|与|或|月|日(?!照|喀则|土县)|起)"
)

HISTORY = re.compile(r" ?(?:发布|公布|公告|颁布|修[订正改]|第[一二三四五六七]次修[订正改]|予以修改|批准)")
"""After an order that only tells when a law was promulgated or amended."""


LONGEST_NUMBER = 80
LONGEST_BODY = 16
LISTED = re.compile(r"(?<=\d)[、，,]")
"""What parts the running numbers of one year."""
BEFORE_HAO = frozenset("0123456789xX×✕╳* ")
"""What stands before the 号 of a number."""
STROKE = re.compile(r"/[ \dM]{1,7}号")
"""The end of a number with a stroke."""


@lru_cache(maxsize=1)
def law_names() -> dict[str, list[str]]:
    """The names of the lexicon laws by their last three characters (宪法, 民法: by all), longest first."""
    by_tail: dict[str, list[str]] = {}
    for name in sorted(Lexicon.default("laws").by_form, key=len, reverse=True):
        by_tail.setdefault(name[-3:], []).append(name)
    return by_tail


@lru_cache(maxsize=1)
def before_law() -> frozenset[str]:
    """The characters before the 法 of those names: most others (办法, 依法) follow another one."""
    bare = (name.removesuffix("典") for names in law_names().values() for name in names)
    return frozenset(name[-2] for name in bare if name[-1] == "法")


def known_laws(passage: Passage, titles: list[Reference]) -> Iterator[Reference]:
    """Laws named without 《》: searched by their last characters, which are few, not by their first."""
    text, names, before = passage.text, law_names(), before_law()
    ends = [at + 1 for at in beside([at for at in places("法", text) if text[at - 1] in before], titles)]
    ends += [end + 1 for end in ends if text.startswith("典", end)]
    ends += [at + 2 for at in passage.places(("条例",))]
    for end in ends:
        for name in (*names.get(text[end - 3 : end], ()), *names.get(text[end - 2 : end], ())):
            start = end - len(name)
            if start >= 0 and text.startswith(name, start) and (m := AFTER_LAW.match(text, end)):
                yield Reference(start, m.end(), text[start : m.end()], None, "law", "citations.law")
                break


def read_unbracketed(passage: Passage, titles: list[Reference], problems: list[Problem]) -> Iterator[Reference]:
    """References beside the given titles, overlaps included; damaged numbers are reported wherever they stand."""
    text, rules = passage.text, RuleSet.default().by_id
    laws = list(known_laws(passage, titles))
    yield from laws
    statute, plan = rules["citations.statute"], rules["citations.plan"]
    if hints := passage.places(statute.hint):
        yield from named(text, statute, 40, beside(hints, titles))
    if hints := passage.places(plan.hint):
        yield from named(text, plan, 24, hints)
    its = rules["citations.implementing"]
    if hints := passage.places(its.hint):
        yield from implementing(text, its, hints, [*laws, *titles])
    yield from standards(passage, rules["citations.standard"])
    letter = rules["citations.letter"]
    for m in near(letter, text, 90, 50, passage.places(letter.hint)):
        number = next(find_numbers(text, m.end(1), m.end()), None)
        yield Reference(m.start(), m.end(), m[1], number.value if number else None, "document", letter.id)
    if counts := places("号", text):
        yield from orders(passage, rules["citations.order"])
        if "/" in text:
            yield from macao(text, rules["citations.macao"])
        if counts := [at for at in counts if text[at - 1] in BEFORE_HAO]:
            yield from numbers(text, beside(counts, titles))
            yield from damaged(passage, rules["number.damaged"], counts, problems)


def implementing(text: str, rule: Rule, hints: list[int], named: list[Reference]) -> Iterator[Reference]:
    """其实施条例 right behind a law: the rules that carry this law out."""
    titles = {r.end: r.title for r in named}
    for m in near(rule, text, 1, 8, hints):
        if title := titles.get(m.start() - 1):
            yield Reference(m.start(), m.end(), title + m[0][1:], None, "law", rule.id)


def macao(text: str, rule: Rule) -> Iterator[Reference]:
    """Laws, regulations and orders of Macao, searched at the end of their number, which has a stroke."""
    for m in near(rule, text, 16, 24, (m.start() for m in STROKE.finditer(text))):
        yield Reference(m.start(), m.end(), None, m[0], "law" if "法" in m[0] else "document", rule.id)


def beside(places: list[int], titles: list[Reference]) -> list[int]:
    """Those of the places that lie in none of the titles, whose laws and numbers are read with them."""
    kept, k, last = [], 0, len(titles)
    for at in places:
        while k < last and titles[k].end <= at:
            k += 1
        if k == last or at < titles[k].start:
            kept.append(at)
    return kept


def named(text: str, rule: Rule, before: int, hints: list[int]) -> Iterator[Reference]:
    """Statutes of a place and plans, except those that have yet to be drawn up."""
    kind: CitationKind = "law" if rule.id == "citations.statute" else "document"
    for m in near(rule, text, before, 44, hints):
        if not DRAFTED.search(text, max(0, m.start() - 16), m.start()):
            yield Reference(m.start(), m.end(), m[0], None, kind, rule.id)


def numbers(text: str, counts: list[int]) -> Iterator[Reference]:
    """Documents named by their number alone, which ends in one of the given 号; 5、6号 are two of them."""
    reach = 0
    for at in counts:
        for mark in find_numbers(text, max(reach, at - LONGEST_NUMBER), at + 1):
            start = mark.start
            values = each_number(mark.value)
            for k, value in enumerate(values, 1):
                m = None if k == len(values) else LISTED.search(text, start, mark.end)
                end = m.end() if m else mark.end
                yield Reference(start, end - (m is not None), None, value, "document", "citations.number")
                start = end
            reach = mark.end


def damaged(passage: Passage, rule: Rule, counts: list[int], problems: list[Problem]) -> Iterator[Reference]:
    """Numbers that lost a bracket, as printed, among those that end in one of the given 号."""
    text = passage.text
    for at in counts:
        m = rule.regex.search(text, max(0, at - LONGEST_BODY), at + 1)
        start = prefix_start(text, m.start()) if m else -1
        if m is None or start == m.start():
            continue
        problems.append(
            Problem(
                code="number.damaged",
                message=f"the document number {text[start : m.end()]} lacks a bracket (发文字号残缺)",
                action="compare the number with the original",
                span=passage.view.span(start, m.end()),
            )
        )
        yield Reference(start, m.end(), None, squeeze(text[start : m.end()]), "document", rule.id)


def orders(passage: Passage, order: Rule) -> Iterator[Reference]:
    """Orders and announcements, with their issuer as a name, else as a number alone."""
    text = passage.text
    hints = [at for at in passage.places(order.hint) if text.find("号", max(0, at - 10), at + 24) >= 0]
    for m in near(order, text, 10, 24, hints):
        if HISTORY.match(text, m.end()):
            continue
        start = issuer_start(text, m.start())
        whole = squeeze(text[start : m.end()])
        alone = start == m.start()
        yield Reference(start, m.end(), None if alone else whole, whole if alone else None, "document", order.id)


def standards(passage: Passage, standard: Rule) -> Iterator[Reference]:
    """Standards, searched at the first two letters of their code."""
    text, reach = passage.text, 0
    for at in passage.places(standard.hint):
        if at >= reach and (m := standard.regex.match(text, at)):
            reach = m.end()
            yield Reference(at, reach, None, m[0], "document", standard.id)


def issuer_start(text: str, at: int) -> int:
    """Where the name of the issuer begins that ends at `at`."""
    if text[at - 1 : at] not in ISSUER_END:
        return at
    run = ISSUER_BACKWARDS.match(text[max(0, at - 40) : at][::-1])
    m = ISSUER.search(text, at - run.end(), at) if run else None
    if m is None:
        return at
    cut = NOT_ISSUER.match(m[0])
    start = m.start() + (cut.end() if cut else 0)
    return start if at - start >= 2 else at
