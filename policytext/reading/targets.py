"""Targets (量化指标): the numbers that are countable commitments, with comparator and classifier.

The rules of data/rules/targets.toml find numbers with their classifiers over the whole text; decided here is which of
them promise something. What a number is, the words on its two sides say: a comparator or a verb that makes countable
things before it, the end of the clause after the classifier (绿色园区30个), or a sibling in the same list.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policytext.model import Citation, Deadline, Target
from policytext.reading.beside import Beside
from policytext.reading.branches import ahead, openers, unrepeated
from policytext.reading.duty_words import NEVER, SHALL
from policytext.reading.passage import Passage
from policytext.reading.rules import RuleSet
from policytext.records import maker
from policytext.span import Taken

new_target = maker(Target)

BINDING = {"task", "goal"}
NAMES = ("《", "》"), ("“", "”"), ("〔", "〕")
"""What encloses titles and quoted phrases."""
LONGEST_LIST = 200
"""How far a list of like items reaches."""
REACH = 14
"""How far before a number the words are looked for that say what it is."""
LONGEST_CLAUSE = 60
"""How far before a number its clause begins at most."""
TO_CLAUSE_START = re.compile("(?s:.*)[，。；！？：\n（）]")
"""Everything up to the last mark: the engine takes all at once and steps back."""
CLAUSE_END = re.compile("[，。；！？：\n（）]")
LIST_END = re.compile("[，。；！？：、\n）]")
LISTED = re.compile("[、：，；][一-鿿]{1,3}[一两三][一-鿿]")
ITEM = re.compile("[、：，；][一-鿿]{1,3}$")
ALL = re.compile("[^，。；、]{1,10}(?:全部|全覆盖)")
TAIL = re.compile(
    " {0,2}(?:[／/](?:人|户|亩|年|月|次|家|平方米))?(?:（[含套件次辆]）)?(?:及?以上|及?以下|左右|以内)?(?:（含）)?"
)
TAILED = frozenset(" ／/（及以左")
"""With these a tail begins."""
NOUN = re.compile(
    "(?!从事|[寄送]|[上呈]报|[提递]?交(?![接流通易])"
    "|报(?![告表刊纸道名]))(?:(?!先行|(?:通[过车水电气网航]|增收|脱贫|上市|封顶|[竣完开投动]工|投[产用运]|达标|挂牌"
    "|签约|落地)(?:[，。；、）并和]|$))[^具专参负进开为给用到在对由等完的抓做全以每不并\x00-\u4dff\ua000-\U0010ffff]"
    "|负责同志|负责人|应用|专用|公用|开放|开发|全[国省市县区]|（[一-鿿]{1,2}）(?=级)){1,12}?(?<![化性型级式色新优良])"
    "(?=、(?![^，。；、]{2,30}的)|[，。；）”和及与]|具体|负责(?![人同])|专门|专职|牵头|担任|作为|分管|先行"
    "|(?:通[过车水电气网航]|增收|脱贫|上市|封顶|[竣完开投动]工|投[产用运]|达标|挂牌|签约|落地)(?:[，。；、）并和]|$))"
)
CLOSED = re.compile(" {0,2}(?:[，。；、！）\n”]|$|[/／]|和|与|及|以及|或|用于|予以)")
JOINT = re.compile("(?:[、和及与或]|以及| {1,2}|至少|各|约) {0,2}$")
NO_COMPARATOR = ("实现", "完成", "总", "规模", "面积", "长度", "数量", "标准为", "额度为", "按")
"""Words of a level that compare nothing: they stay outside of the span (种植面积20公顷 gives 20公顷)."""
REACHING = ("实现", "力争", "确保", "保证", "争取")
"""力争实现95%以上的企业…: how many of them shall do something, no class of them."""
DONE_TO = ("实行", "进行", "开展", "实施", "做到", "落实", "执行")
WHOLLY = re.compile("100%[^，。；的]{2,8}[，。；]")
"""Before a number, and from it on: what is done to those named by 对 (对食材实行100%抽检, 对新员工100%培训)."""
THRESHOLDS = ("对", "凡", "针对", "具有", "符合", "年满", "具备", "拥有")
"""Words at the beginning of a clause whose numbers say who or what is meant."""
OPENS_THRESHOLD = frozenset([*(word[0] for word in THRESHOLDS), *"可应要经"])
LONGEST_ATTRIBUTE = 100
STEP = re.compile("(?:可|应|要)?经(?![费营济开办销理历常验贸典信发纪])")
"""经隔离观察14天，可…: such a clause says what must have been done before."""
DEMANDED = re.compile(f"{SHALL}|需要")
"""With such a word before a number the clauses behind it set no condition that the number is part of."""
REFUSED = re.compile("不(?:再|需|必|用|包?含|包括)|无需|无须|免于")
"""不再要求14天的观察: what is asked for no more is promised by nobody, nor what does not count (不含改建3个)."""
ONLY_THEN = ("方可", "方能", "才可", "才能")
"""进行14天观察，经诊断合格的，方可…: what stands before these is demanded."""
ATTRIBUTED = re.compile("的(?<!目的)[，：）]")
"""The end of a clause, behind a number, that may say who or what is meant."""
OPERATIVE = re.compile("应当?|可|要|须|给予|予以|不得|将|按照?|确保|力争|达到|建[成设]")
BASED = re.compile(rf"{NEVER}(?:少|低|小|高|大|多|超)[于过出](?:(?!给予|予以|[的不])[一-鿿、（）]){{2,24}}的?$")
"""不高于上年收费的: the comparator of a share stands before what it is a share of."""
BASES = frozenset("的数额资入值价费款量")
"""What the words for such a base end in (不超过职工总数20%)."""
TIMES = re.compile("(?:计|发|支|给|核|补|奖|的?标准|[，。；])")
"""Behind a multiple: it is granted (按基本工资的1.5倍发放)."""
GRANTED = re.compile(
    "[^，。；：]{0,24}?的(?!目标|任务|要求)[一-鿿]{1,12}，[^，。；]{0,8}?(?:给予|予以|奖励|补助|可(?!能)|享受|优先"
    "|认定|授予|免)"
)
"""Behind a level: whoever reaches it is granted something (入驻企业达到20家的园区，给予奖励)."""
MEASURES = frozenset("值量额数产入率资次积口模度业")
FEATS = frozenset("术题颈")
"""Letters in which end the names of what 突破 tells a level of, and of what is achieved (技术突破3项)."""
CHOSEN = re.compile(r"[^，。；：]{0,30}的[^，。；：]{2,16}(?:给予|予以|实行|进行|免)")
"""对费率不超过1%的业务给予补贴: to whom something is granted."""
OVER = re.compile("[超高大多低小少]于?过?|不足|满|逾")
GRANT = re.compile("给予|按|补助|奖励|发放|补贴|资助|减免|免|处")
LARGE = frozenset("百千万亿")
"""Behind its first letter they make a number in characters as exact as one in digits: 五百名, 二万五千三百亩."""
FIXING = frozenset(("floor", "change", "lasting", "reach"))
"""Without one of these before it a length of time is no target."""
AT_LEAST = ("时以上", "钟以上")
"""巡查2小时以上: so many hours are asked for; years are a condition as well (从业5年以上)."""
GROUP_NAME = re.compile(r"\?P<\w+>")

Finder = Callable[[str, int, int], Iterator[re.Match[str]]]
Looker = Callable[..., re.Match[str] | None]


@dataclass(frozen=True, slots=True)
class Words:
    """The rules of targets, ready for use."""

    search: Finder
    """Finds the numbers of all sorts; the last group says of which sort a number is, and where it ends."""
    groups: tuple[tuple[str, str], ...]
    """Sort and rule by group."""
    beside: Beside
    before: dict[str, Callable[[str, int, int], int | None]]
    """Where the words of a side begin which stand right before a number."""
    behind: frozenset[str]
    """With these begin the words of the next two sides."""
    attribute: Looker
    start: Looker
    grade: Looker
    abstract: Looker
    head: Looker


@lru_cache(maxsize=1)
def words() -> Words:
    """The rules that find numbers, in one pattern, and those that describe the words beside one, by side."""
    own = [r for r in RuleSet.default().family("targets") if r.pattern is not None]
    groups = [("", "")]
    patterns = []
    for rule in own:
        if "sort" in rule.value:
            compiled = re.compile(rule.written())
            names = dict.fromkeys(range(1, compiled.groups + 1), "") | {k: n for n, k in compiled.groupindex.items()}
            groups += [(n if rule.value["sort"] == "number" else rule.value["sort"], rule.id) for n in names.values()]
            patterns.append(GROUP_NAME.sub("", rule.written()))
    side = {r.value["side"]: r for r in own if "side" in r.value}
    beside = {name: side[name] for name in ("floor", "change", "reach", "verb", "each", "named", "lasting")}
    return Words(
        search=re.compile(unrepeated(ahead("|".join(patterns)))).finditer,
        groups=tuple(groups),
        beside=Beside(beside),
        before={name: rule.before for name, rule in beside.items()},
        behind=frozenset().union(*(openers(side[name].written()) or () for name in ("attribute", "start"))),
        attribute=side["attribute"].regex.match,
        start=side["start"].regex.match,
        grade=side["class"].regex.match,
        abstract=side["abstract"].regex.search,
        head=side["head"].seeker.search,
    )


@dataclass(slots=True)
class Reading:
    """What the numbers of one text are judged against."""

    passage: Passage
    words: Words
    recurring: frozenset[int]
    """Text units with a recurring deadline: there 一次 is how often."""
    last: tuple[int, int] = (-1, -1)
    """The last target."""


def read_targets(
    passage: Passage, deadlines: tuple[Deadline, ...], citations: tuple[Citation, ...]
) -> tuple[Target, ...]:
    """The countable commitments in the tasks and goals of a text."""
    recurring = frozenset([d.sentence for d in deadlines if d.recurs])
    taken = Taken([c.span for c in citations] + [d.span for d in deadlines])
    """Citations and deadlines: a number inside one is no target."""
    reading = Reading(passage, words(), recurring)
    text, view, starts, units = passage.text, passage.view, passage.starts, passage.units
    ending = reading.words.beside.ending
    targets = []
    for at, end, sort, rule in numbers(reading.words, text, passage.directed()):
        sides = ending(text, at, REACH)
        if sort == "span" and sides.isdisjoint(FIXING) and not text.startswith(AT_LEAST, end - 1):
            continue
        k = bisect_right(starts, at) - 1
        unit = units[k]
        if unit.label not in BINDING or not unit.start <= at < end <= unit.end:
            continue
        start = commitment(reading, sides, at, end, sort, k)
        if start is None or passage.hides(taken, NAMES, unit.start, at, end):
            continue
        stop = target_end(text, end, sort)
        stop = unit.end if stop > unit.end else stop
        reading.last = at, stop
        span, printed = view.piece(start, stop)
        targets.append(new_target(span=span, text=printed, sentence=k, rule=rule))
    return tuple(targets)


def numbers(words: Words, text: str, stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str, str]]:
    """The numbers in stretches of a text, of which none runs over the end of one: start, end, sort and rule."""
    search, groups = words.search, words.groups
    reach = 0
    for low, high in stretches:
        for m in search(text, low, high):
            start = m.start()
            if start >= reach:
                last: int = m.lastindex  # type: ignore[assignment]  # each rule has groups
                reach = m.end(last)
                sort, rule = groups[last]
                yield start, reach, sort, rule


def target_end(text: str, end: int, sort: str) -> int:
    """The end of a target: after 以上 or 左右, or after the counted noun where the clause or list item ends with it."""
    if text[end : end + 1] in TAILED and (tail := TAIL.match(text, end)) and tail[0].strip():
        end = tail.end()
    noun = NOUN.match(text, end) if sort in ("count", "han") else None
    return noun.end() if noun else end


def commitment(  # noqa: C901 - one question after the other, each with its answer
    reading: Reading, sides: frozenset[str], start: int, end: int, sort: str, unit: int
) -> int | None:
    """Where the target begins (its comparator, if it has one) that the number belongs to; `None` where it is none.

    `sides`: which words can stand before the number.
    """
    text, words = reading.passage.text, reading.words
    piece = reading.passage.units[unit]
    low = start - LONGEST_CLAUSE if start - LONGEST_CLAUSE > piece.start else piece.start
    if marked := TO_CLAUSE_START.match(text, low, start):
        low = marked.end()
    near = start - REACH if start - REACH > low else low
    if veto(reading, sides, start, end, low, near) or conditional(text, low, start, end, piece.end):
        return None
    if sort == "level":
        return start
    if text[start - 1] in BASES and (sort == "share" or text[end - 1] == "倍"):
        if based := BASED.search(text, low, start):
            return based.start()
        if sort != "share" and text[start - 1] == "的" and TIMES.match(text, end):
            return start
    before = words.before
    if "floor" in sides and (floor := before["floor"](text, start, near)) is not None:
        return floor
    if sort != "han" and "change" in sides and (change := before["change"](text, start, near)) is not None:
        return start if sort == "count" and text.startswith("提升", change) else change
    if sort == "span":
        if "lasting" in sides and before["lasting"](text, start, near) is not None:
            return start
        if not ends_clause(text, end):
            return None
        reached = before["reach"](text, start, near) if "reach" in sides else None
        if reached is not None and text[reached] == "达" and text[reached - 1] != "已":
            return reached
        return start if text.startswith(AT_LEAST, end - 1) else None
    if reading.last[0] >= low and chained(text, reading.last[1], start):
        return start
    if start == low and reading.last[0] >= piece.start and text[end - 1] in text[slice(*reading.last)]:
        return start  # 支持300名骨干参加培训，1000名…参加…: the same is counted in the next clause
    made = "verb" in sides and before["verb"](text, start, near) is not None
    if not made and words.grade(text, end):
        return None
    often = text[end - 1] in "次场期" and unit in reading.recurring
    if sort == "han" and text[start + 1] not in LARGE:
        counted = made or often
        return written_out(reading, start, end, unit, counted, near if "reach" in sides else None)
    return start if often else in_digits(reading, sides, start, end, sort, low, made)


def written_out(reading: Reading, start: int, end: int, unit: int, counted: bool, near: int | None) -> int | None:
    """Where the target of a number in characters begins, which more often than not counts nothing."""
    text, words = reading.passage.text, reading.words
    reached = None if near is None else words.before["reach"](text, start, near)
    if reached is not None and not compares(text, reached, end):
        reached, counted = None, counted or text.startswith("突破", reached)
    if reached is None and not counted and not listed(reading.passage, start, end, unit):
        return None
    if uncountable(words, text, end):
        return None
    return start if reached is None else reached


def in_digits(
    reading: Reading, sides: frozenset[str], start: int, end: int, sort: str, low: int, made: bool
) -> int | None:
    """Where the target of a number in digits begins; `made`: a verb that makes countable things stands before it."""
    text, words = reading.passage.text, reading.words
    if words.head(text, low, start + 1) or ALL.match(text, end):
        return start
    near = start - REACH if start - REACH > low else low
    if sort != "share" and "named" in sides and words.before["named"](text, start, near) is not None:
        return None
    for side in ("reach", "each"):
        if side in sides and (begin := words.before[side](text, start, near)) is not None:
            return begin if compares(text, begin, end) else start
    if made or sort == "share" or (sort == "size" and text[end - 1] == "元" and GRANT.search(text, low, start)):
        return start
    return start if ends_clause(text, end) and (start > low or text[low - 1 : low] == "）") else None


def compares(text: str, begin: int, end: int) -> bool:
    """Whether the word of a level at `begin` compares the number behind it, whose classifier ends at `end`."""
    if text.startswith("突破", begin) and text[end - 1] in "项个件种套" and text[begin - 1] not in MEASURES:
        return text[begin - 1] not in FEATS and ends_clause(text, end)  # 食堂突破50个, but 突破50项技术
    return not text.startswith(NO_COMPARATOR, begin)


def ends_clause(text: str, end: int) -> bool:
    """Whether the clause or list item ends with a number, its tail (以上) included."""
    tail = TAIL.match(text, end)
    return CLOSED.match(text, tail.end() if tail else end) is not None


def veto(reading: Reading, sides: frozenset[str], start: int, end: int, low: int, near: int) -> bool:
    """Whether the number is part of a formula, of an attribute or of a condition."""
    text, words = reading.passage.text, reading.words
    if text[end : end + 1] in words.behind and (
        (words.attribute(text, end) and not text.endswith(REACHING, low, start)) or words.start(text, end)
    ):
        return True
    if start and (text[start - 1] in "×=÷" or (text[start - 1] == "/" and text[start - 2].isdigit())):
        return True
    if "reach" in sides and (reach := words.before["reach"](text, start, near)) is not None:
        if text.startswith("的", end) and OVER.match(text, reach) and words.before["floor"](text, start, near) is None:
            return True
        if text.startswith("达", reach) and GRANTED.match(text, end):
            return True
    if REFUSED.search(text, low, start):
        return True
    if text[low] in OPENS_THRESHOLD and (text.startswith(THRESHOLDS, low) or STEP.match(text, low)):
        if (text[end - 1] in "%％" and text.endswith(DONE_TO, low, start)) or WHOLLY.match(text, start):
            return False
        fixed = "floor" in sides and CLOSED.match(text, end) and words.before["floor"](text, start, near) is not None
        return not fixed and GRANT.search(text, low, start) is None
    chosen = text.rfind("对", low, start)
    return chosen >= 0 and GRANT.search(text, chosen, start) is None and CHOSEN.match(text, end) is not None


def listed(passage: Passage, start: int, end: int, unit: int) -> bool:
    """Whether the number is one of several short items alike (上一堂课、办一次展览、写一篇心得)."""
    text, piece = passage.text, passage.units[unit]
    if start - piece.start > 3 and not ITEM.search(text, start - 4, start):
        return False
    near = max(piece.start, start - LONGEST_LIST), min(piece.end, end + LONGEST_LIST)
    return len(LISTED.findall(text, *near)) >= 2


def uncountable(words: Words, text: str, end: int) -> bool:
    """Whether the clause ends in a noun that cannot be counted (一个良好的环境)."""
    stop = LIST_END.search(text, end, end + 40)
    tail = text[end : stop.end() if stop else end + 40]
    return words.abstract(tail) is not None


def conditional(text: str, low: int, start: int, end: int, high: int) -> bool:
    """Whether the clauses behind a number end in 的 before a mark, and say who or what is meant."""
    attributed = ATTRIBUTED.search(text, end, min(end + LONGEST_ATTRIBUTE, high))
    if attributed is None or text.startswith(ONLY_THEN, attributed.end()):
        return False
    return threshold(text, end, attributed.start() + 1) and DEMANDED.search(text, low, start) is None


def threshold(text: str, begin: int, attributed: int) -> bool:
    """Whether no verb of duty stands in the clauses up to the one that ends in 的: they say what or who is meant."""
    for stop in CLAUSE_END.finditer(text, begin, attributed):
        if stop[0] not in "，、（）" or OPERATIVE.search(text, begin, stop.start()):
            return False
        begin = stop.end()
    return True


def chained(text: str, stop: int, start: int) -> bool:
    """Whether the number goes on with a list whose last number is a target (50个智能工厂和500个数字化车间)."""
    return start - stop < 20 and JOINT.search(text, stop, start) is not None
