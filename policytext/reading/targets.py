"""Targets (量化指标): the numbers that are countable commitments, with comparator and classifier.

The rules of data/rules/targets.toml find numbers with their classifiers over the whole text; decided here is which of
them promise something. What a number is, the words on its two sides say: a comparator or a verb that makes countable
things before it, the end of the clause after the classifier (绿色园区30个), or a sibling in the same list.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from policytext.model import Citation, Deadline, Target
from policytext.reading.passage import Passage
from policytext.reading.phrases import inside
from policytext.reading.rules import PLACE, Mark, Rule, RuleSet
from policytext.records import maker
from policytext.span import Span, covered, thin

new_target = maker(Target)

BINDING = {"task", "goal"}
LONGEST_NAME = 200
"""How far back an opening 《 or “ is looked for, and how far a list of like items reaches."""
TO_CLAUSE_START = re.compile("(?s:.*)[，。；！？：\n（）]")
"""Everything up to the last mark: the engine takes all at once and steps back."""
CLAUSE_END = re.compile("[，。；！？：\n（）]")
LIST_END = re.compile("[，。；！？：、\n）]")
LISTED = re.compile("[、：，；][一-鿿]{1,3}[一两三][一-鿿]")
ITEM = re.compile("[、：，；][一-鿿]{1,3}$")
ALL = re.compile("[^，。；、]{1,10}(?:全部|全覆盖)")
TAIL = re.compile(" {0,2}(?:[／/](?:人|户|亩|年|月|次|家|平方米))?(?:（含）)?(?:及?以上|及?以下|左右|以内)?(?:（含）)?")
NOUN = re.compile(
    "(?:负责同志|负责人|应用|专用|公用|开放|开发|全[国省市县]|(?![具专参负进开为给用到在对由等完的抓做全以每不])[一-鿿]){1,12}?(?<![化性型级式色新优良])(?=[、，。；）”]|和|及|与|具体|负责|专门|专职|牵头|担任)"
)
CLOSED = re.compile(" {0,2}(?:[，。；、！）\n”]|$|[/／]|和|与|及|以及|或|用于|予以)")
JOINT = re.compile("(?:[、和及与或]|以及| {1,2}|至少|各|约) {0,2}$")
THRESHOLD = re.compile("(?:对于?|凡|针对|具有|符合|年满|具备|拥有)")
OPERATIVE = re.compile("应当?|可|要|须|给予|予以|不得|将|按照?|确保|力争|达到|建[成设]")
OVER = re.compile("[超高大多低小少]于?过?|不足|满|逾")
GRANT = re.compile("给予|按|补助|奖励|发放|补贴|资助|减免|免|处")


@lru_cache(maxsize=4)
def families(rules: RuleSet) -> tuple[RuleSet, dict[str, Rule]]:
    """The rules that find numbers, and those that describe the words beside one, by side."""
    own = [r for r in rules.family("targets") if r.pattern is not None]
    beside = {r.value["side"]: r for r in own if "side" in r.value}
    return RuleSet(tuple(r for r in own if "sort" in r.value)), beside


@dataclass(slots=True)
class Reading:
    """What the numbers of one text are judged against."""

    passage: Passage
    taken: Sequence[Span]
    """Citations and deadlines, in the order of the text: a number inside one is no target."""
    recurring: frozenset[int]
    """Text units with a recurring deadline: there 一次 is how often."""
    beside: dict[str, Rule]
    accepted: list[tuple[int, int]] = field(default_factory=list)

    def before(self, side: str, start: int, low: int) -> int | None:
        """Where the words of that side begin which stand right before `start`, or `None`."""
        return self.beside[side].before(self.passage.text, start, max(low, start - 14))


def read_targets(
    passage: Passage, deadlines: tuple[Deadline, ...], citations: tuple[Citation, ...]
) -> tuple[Target, ...]:
    """The countable commitments in the tasks and goals of a text."""
    finding, beside = families(RuleSet.default())
    recurring = frozenset(d.sentence for d in deadlines if d.recurs)
    taken = sorted([c.span for c in citations] + [d.span for d in deadlines])
    reading = Reading(passage, taken, recurring, beside)
    targets = []
    for mark in thin(finding.marks(passage.text, binding(passage)), PLACE):
        k = passage.unit_at(mark.start)
        if not passage.units or passage.units[k].label not in BINDING:
            continue
        unit = passage.units[k]
        if not unit.start <= mark.start < mark.end <= unit.end or hidden(reading, mark, unit.start):
            continue
        if (start := commitment(reading, mark, k)) is None:
            continue
        stop = min(target_end(passage.text, mark), unit.end)
        reading.accepted.append((mark.start, stop))
        span, words = passage.view.piece(start, stop)
        targets.append(new_target(span=span, text=words, sentence=k, rule=mark.rule.id))
    return tuple(targets)


def binding(passage: Passage) -> list[tuple[int, int]]:
    """The stretches of the text that tasks and goals fill; no number runs over the end of one."""
    stretches: list[tuple[int, int]] = []
    start: int | None = None
    for unit in passage.units:
        if unit.label in BINDING:
            start = unit.start if start is None else start
        elif start is not None:
            stretches.append((start, unit.start))
            start = None
    if start is not None:
        stretches.append((start, len(passage.text)))
    return stretches


def target_end(text: str, mark: Mark) -> int:
    """The end of a target: after 以上 or 左右, or after the counted noun where the clause or list item ends with it."""
    tail = TAIL.match(text, mark.end)
    end = tail.end() if tail and tail[0].strip() else mark.end
    noun = NOUN.match(text, end) if mark.match.lastgroup in ("count", "han") else None
    return noun.end() if noun else end


def hidden(reading: Reading, mark: Mark, low: int) -> bool:
    """Whether a number stands in a citation, a deadline, a title or a quoted phrase."""
    text, low = reading.passage.text, max(low, mark.start - LONGEST_NAME)
    if inside(text, low, mark.start, ("《》", "“”", "〔〕")):
        return True
    return covered(reading.taken, reading.passage.view.span(mark.start, mark.end))


def commitment(reading: Reading, mark: Mark, unit: int) -> int | None:
    """Where the target begins (its comparator, if it has one) that the number belongs to; `None` where it is none."""
    text, start = reading.passage.text, mark.start
    low = clause_start(text, reading.passage.units[unit].start, start)
    if veto(reading, mark, low):
        return None
    sort = mark.match.lastgroup if mark.rule.value["sort"] == "number" else "level"
    floor = reading.before("floor", start, low)
    change = reading.before("change", start, low) if sort != "han" else None
    if sort == "level" or floor is not None or change is not None:
        return first(floor, change, start)
    if sort == "span":
        return None if reading.before("lasting", start, low) is None else start
    verb = reading.before("verb", start, low)
    if chained(reading, mark, low):
        return start
    if verb is None and reading.beside["class"].regex.match(text, mark.end):
        return None
    often = unit in reading.recurring and mark.match[0][-1] in "次场期"
    if sort == "han":
        reached = reading.before("reach", start, low)
        counted = reached is not None or verb is not None or often or listed(reading, mark, unit)
        return first(reached, start) if counted and not uncountable(reading, mark) else None
    if often or reading.beside["head"].seeker.search(text, low, start + 1) or ALL.match(text, mark.end):
        return start
    if sort != "share" and reading.before("named", start, low) is not None:
        return None
    near = first(reading.before("reach", start, low), reading.before("each", start, low))
    if near is not None or verb is not None or sort == "share":
        return first(near, start)
    if sort == "size" and mark.match[0].endswith("元") and GRANT.search(text, low, start):
        return start
    tail = TAIL.match(text, mark.end)
    closed = CLOSED.match(text, tail.end() if tail else mark.end) is not None
    return start if closed and (start > low or text[low - 1 : low] == "）") else None


def clause_start(text: str, low: int, start: int) -> int:
    """Where the clause of a number begins."""
    low = max(low, start - 60)
    marked = TO_CLAUSE_START.match(text, low, start)
    return marked.end() if marked else low


def first(*places: int | None) -> int | None:
    """The first of several places that there is."""
    for p in places:
        if p is not None:
            return p
    return None


def veto(reading: Reading, mark: Mark, low: int) -> bool:
    """Whether the number is part of a formula, of an attribute or of a condition."""
    text = reading.passage.text
    if reading.beside["attribute"].regex.match(text, mark.end):
        return True
    if mark.start and text[mark.start - 1] in "×=÷":
        return True
    if text.startswith("的", mark.end):
        floor, reach = reading.before("floor", mark.start, low), reading.before("reach", mark.start, low)
        if floor is None and reach is not None and OVER.match(text, reach):
            return True
    return threshold(text, low, mark.start, mark.end)


def listed(reading: Reading, mark: Mark, unit: int) -> bool:
    """Whether the number is one of several short items alike (上一堂课、办一次展览、写一篇心得)."""
    text, piece = reading.passage.text, reading.passage.units[unit]
    if mark.start - piece.start > 3 and not ITEM.search(text, mark.start - 4, mark.start):
        return False
    near = max(piece.start, mark.start - LONGEST_NAME), min(piece.end, mark.end + LONGEST_NAME)
    return len(LISTED.findall(text, *near)) >= 2


def uncountable(reading: Reading, mark: Mark) -> bool:
    """Whether the clause ends in a noun that cannot be counted (一个良好的环境)."""
    text = reading.passage.text
    stop = LIST_END.search(text, mark.end, mark.end + 40)
    tail = text[mark.end : stop.end() if stop else mark.end + 40]
    return reading.beside["abstract"].regex.search(tail) is not None


def threshold(text: str, low: int, start: int, end: int) -> bool:
    """Whether the number says which things or persons are meant: in a clause, or a run of them, that ends in 的."""
    if THRESHOLD.match(text, low) is not None and GRANT.search(text, low, start) is None:
        return True
    begin = end
    for stop in CLAUSE_END.finditer(text, end, end + 100):
        if text[stop.start() - 1] == "的" and stop[0] in "，：）":
            return True
        if stop[0] not in "，、（" or OPERATIVE.search(text, begin, stop.start()):
            return False
        begin = stop.end()
    return False


def chained(reading: Reading, mark: Mark, low: int) -> bool:
    """Whether the number goes on with a list whose last number is a target (50个智能工厂和500个数字化车间)."""
    if not reading.accepted or reading.accepted[-1][0] < low:
        return False
    between = reading.passage.text[reading.accepted[-1][1] : mark.start]
    return len(between) < 20 and JOINT.search(between) is not None
