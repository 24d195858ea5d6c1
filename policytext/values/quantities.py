"""The value of a target (量化指标): comparator, number, unit, what is counted, and against which base."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from policytext.arguments import instance
from policytext.model import Document, Target
from policytext.reading.numerals import number
from policytext.reading.rules import RuleSet

Comparator = Literal["at_least", "at_most", "more_than", "less_than", "up_by", "down_by", "reach"]
BEFORE: tuple[tuple[Comparator, str], ...] = (
    ("at_least", "(?:不得?|原则上不|不应)(?:少于|低于|小于|短于)|至少|最少|最低|下限"),
    ("at_most", "(?:不得?|原则上不|不应)(?:超过|超|高于|大于|多于|长于)|不超|至多|最多|最高|上限|控制"),
    ("less_than", "低于|小于|少于|不足"),
    ("more_than", "超过|突破|高于|大于|多于|逾|超"),
    ("reach", "[达提升增扩降减压稳](?:高|升|加|长|大|低|少|减|缩|定)?[到至]|达"),
    ("up_by", "增长|增加|提高|提升|上浮|上升|新增|扩大"),
    ("down_by", "下降|降低|减少|压减|压缩|下浮|缩短|减"),
)
"""The words before a number that compare, the more telling ones first."""
BEHIND: tuple[tuple[Comparator, str], ...] = (("at_least", "及?以上"), ("at_most", "及?以下|以内"))
DIGITS = (
    r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?[十百千万亿]*|百分之[一二三四五六七八九十百点零0-9]+"
    r"|[一二两三四五六七八九十百千万半]+"
)
VALUE = re.compile(
    rf"(?P<low>{DIGITS})[余多]?(?P<middle>[%％元]?[至到—–~～-]{{1,2}})?(?P<high>(?<=[至到—–~～-])(?:{DIGITS}))?"
)
UNIT = re.compile(
    r"个百分点|百分点|[%％‰]|平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千瓦时?|兆瓦|美元|人次|批次|场次|班次|课时|学时|工作日|小时|分钟|个?月|"
    r"[餐元吨亩米克升倍㎡℃年天日周个家名次项件条座所处人户场期套本部块支间辆台张份门类种只株棵层栋幢床组轮批届篇堂村社镇县区校]"
)
TAIL = re.compile(r"(?:（含）)?(?:左右|及?以上|及?以下|以内)?(?:（含）)?$")
BASE = re.compile(r"(?:[比较]|相比|对比)(?P<base>[0-9]{4}年底?|上年|去年|上一年|前一年|“?十[一二三四]五”?末)")
COUNTED = re.compile(r"(?:^|[，。；：、])(?P<noun>[一-鿿]{2,12}?)(?:总量|总数|数量|数)?$")


VERBAL = re.compile("[对至分通按在由与向将把经以每全各]|配备|选择|选定|评选|确定|给予|不")
"""What a noun that is counted does not begin with."""


@lru_cache(maxsize=1)
def operation() -> re.Pattern[str]:
    """The verbs of doing."""
    return RuleSet.default().by_id["label.task.operation"].regex


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What a target promises in numbers; a part that the text leaves open is `None`."""

    comparator: Comparator | None
    number: float | None
    """The number; of a range its lower end."""
    upper: float | None
    """The upper end of a range."""
    unit: str | None
    counted: str | None
    """What is counted, where it stands right beside the number."""
    base: str | None
    """What the change is measured against (比2020年)."""


def quantity(doc: Document, target: Target) -> Quantity:
    r"""The value of a target of the document.

    >>> from policytext import parse
    >>> doc = parse("一、工作目标\n到2025年，新建社区食堂不少于30个，覆盖率比2020年提高5个百分点。")
    >>> [(q.comparator, q.number, q.unit, q.base) for q in (quantity(doc, t) for t in doc.targets)]
    [('at_least', 30.0, '个', None), ('up_by', 5.0, '个百分点', '2020年')]
    """
    instance(target, Target, "the target of quantity()", "one of doc.targets")
    text = target.text
    host = doc.sentences[target.sentence].span
    before = doc.text[host.start : target.span.start]
    m = VALUE.search(text)
    if m is None:
        return Quantity(comparator=None, number=None, upper=None, unit=None, counted=None, base=None)
    rest = text[m.end() :].strip()
    low, high = number(m["low"]), number(m["high"]) if m["high"] else None
    share = m["low"].startswith("百分之")
    unit = UNIT.match(rest)
    tail = TAIL.search(rest)
    noun = rest[unit.end() : tail.start() if tail else len(rest)] if unit else ""
    behind = COUNTED.search(before) if not m.start() else None
    if behind and (VERBAL.match(behind["noun"]) or operation().match(behind["noun"])):
        behind = None
    base = BASE.search(before[-30:] + text)
    return Quantity(
        comparator=comparator(before[-6:] + text[: m.start()], rest),
        number=None if low is None else float(low),
        upper=None if high is None else float(high),
        unit="%" if share else unit[0].replace("％", "%") if unit else None,
        counted=noun or (behind["noun"] if behind else None),
        base=base["base"] if base else None,
    )


def comparator(before: str, rest: str) -> Comparator | None:
    """How the number is to be compared, by the words on its two sides."""
    for name, words in BEFORE:
        if re.search(f"(?:{words})[了为约近安排召开举办开展配备建设成立]*$", before):
            return name
    return next((name for name, words in BEHIND if re.search(words, rest)), None)
